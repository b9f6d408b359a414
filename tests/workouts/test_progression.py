"""Vectors worked out from clinical reference 5.4 (cuts), 5.5 (gates and steps), 2.6 and 6.2 (RM ladder)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rehab.pain import Colour, Decision
from workouts.loads import KG, LB, Load, Steps
from workouts.plates import Inventory, Limits, floor
from workouts.progression import RULES, Dose, Evidence, Gate, Gates, Kind, Shown, check_gates, linear_load

D = Decimal
GOOD = Shown(
    sets=3, reps=8, reps_done=(8, 8, 8), down_s=4, down_done_s=D(4), effort=7, pain="green", soreness_48h=3
)
ALL_WELL = Evidence(sessions=(GOOD, GOOD), has_red_flag=False)
OPEN = Gates()
TOO_HARD = Gates(failed=(Gate.EFFORT,))
AMBER, RED = (Gates(failed=(Gate.PAIN,), cut=cut) for cut in ("amber", "red"))
HELD = Gates(failed=(Gate.RED_FLAG,), is_on_hold=True)


# Gates (5.5)

# Of each gate: where its answer is, answers that open it, answers that do not.
ANSWERS = [
    (Gate.DONE, "reps_done", [(8, 8, 8), (9, 8, 8, 4)], [(8, 8, 7), (8, 8), ()]),
    (Gate.TEMPO, "down_done_s", [D(3), D(5)], [D("2.9"), D("5.1"), D(0)]),
    (Gate.TEMPO, "down_s", [3, 5], [2, 6]),
    (Gate.EFFORT, "effort", [0, 7], [8, 10]),
    (Gate.PAIN, "pain", ["green"], ["amber", "red"]),
    (Gate.PAIN, "decision", [None, "may_progress"], ["reduce", "stop_review", "stop_refer"]),
    (Gate.SORENESS, "soreness_48h", [0, 3], [4, 10]),
]
SHUT = [
    {name: answer}
    for _, name, _, bad in ANSWERS
    for answer in (None, *bad)
    if (name, answer) != ("decision", None)
]


@pytest.mark.parametrize(("gate", "name", "good", "bad"), ANSWERS)
@pytest.mark.parametrize("place", [0, 1])
def test_each_gate_asks_both_sessions(gate, name, good, bad, place):
    def gates_with(answer):
        sessions = [GOOD, GOOD]
        sessions[place] = replace(GOOD, **{name: answer})
        return check_gates(replace(ALL_WELL, sessions=tuple(sessions)))

    assert [gates_with(answer).are_open for answer in good] == [True] * len(good)
    assert [gates_with(answer).failed for answer in bad] == [(gate,)] * len(bad)
    assert name == "decision" or gates_with(None) == Gates(unknown=(gate,))


def test_gates_look_at_the_last_two_sessions_and_fewer_are_unknown():
    hard = replace(GOOD, effort=10)

    assert check_gates(replace(ALL_WELL, sessions=(hard, GOOD, GOOD))) == OPEN
    assert check_gates(replace(ALL_WELL, sessions=(hard,))).failed == (Gate.EFFORT,)
    for sessions in [(), (GOOD,)]:
        gates = check_gates(replace(ALL_WELL, sessions=sessions))
        assert gates == Gates(unknown=(Gate.DONE, Gate.TEMPO, Gate.EFFORT, Gate.PAIN, Gate.SORENESS))


@pytest.mark.parametrize(("settled", "needed", "is_open"), [(3, 3, True), (2, 3, False), (9, None, False)])
def test_settled_amber_opens_the_gate_where_the_profile_allows(settled, needed, is_open):
    amber = replace(GOOD, pain="amber", decision="hold")
    evidence = Evidence((amber, amber), False, settled_ambers=settled, settled_ambers_needed=needed)

    assert check_gates(evidence).are_open is is_open


def test_red_flag_and_effort_limit_stand_beside_the_sessions():
    assert check_gates(replace(ALL_WELL, has_red_flag=True)) == HELD
    assert check_gates(replace(ALL_WELL, has_red_flag=None)) == Gates(unknown=(Gate.RED_FLAG,))
    assert check_gates(replace(ALL_WELL, max_effort=6)) == TOO_HARD


@pytest.mark.parametrize(
    ("pain", "decision", "cut", "is_on_hold"),
    [
        (Colour.GREEN, Decision.MAY_PROGRESS, None, False),
        (Colour.AMBER, Decision.HOLD, None, False),
        (Colour.AMBER, Decision.REDUCE, "amber", False),
        (Colour.RED, Decision.REDUCE, "red", False),
        (Colour.RED, None, "red", False),
        (Colour.RED, Decision.STOP_REVIEW, None, True),
        (Colour.RED, Decision.STOP_REFER, None, True),
        (Colour.GREY, Decision.INCOMPLETE, None, False),
    ],
)
def test_newest_pain_asks_for_less_or_holds(pain, decision, cut, is_on_hold):
    newest = replace(GOOD, pain=pain, decision=decision)

    gates = check_gates(replace(ALL_WELL, sessions=(GOOD, newest)))
    later = check_gates(replace(ALL_WELL, sessions=(newest, GOOD)))

    assert (gates.cut, gates.is_on_hold) == (cut, is_on_hold)
    assert (later.cut, later.is_on_hold) == (None, False)


@pytest.mark.parametrize(
    ("days", "is_flagged"), [([], 0), ([1], 0), ([1, 8], 1), ([9, 1], 0), ([20, 1, 13], 1), ([1, 1], 1)]
)
def test_two_reduce_decisions_within_seven_days_need_a_review(days, is_flagged):
    gates = check_gates(replace(ALL_WELL, reduced_on=tuple(date(2025, 3, day) for day in days)))

    assert (gates.needs_review, gates.are_open) == (bool(is_flagged), not is_flagged)


def test_shown_refuses_points_beyond_ten():
    with pytest.raises(ValueError, match="0 to 10 points"):
        replace(GOOD, effort=11)


@pytest.mark.parametrize("wrong", [{"sets": 0}, {"reps": 61}, {"max_sets": 13}, {"wave": (D(60),)}])
def test_dose_refuses_what_no_session_holds(wrong):
    with pytest.raises(ValueError, match=r"1 to 12 sets of 1 to 60 repetitions|two different per cents"):
        Dose(**{"sets": 3, "reps": 8, **wrong})


# Rules, in kg; steps of 2.5 kg, lower body and no ceiling unless it says so


def at(**numbers):
    weights = {name: Load(D(str(numbers[name])), KG) for name in ("load", "one_rm") if name in numbers}
    return numbers | weights


def wave(load, percent, one_rm=100):
    return at(load=load, percent=D(percent), one_rm=one_rm)


def lim(step="2.5", *, region="lower", ceiling="1000", base="0", **options):
    return Limits(Steps(D(step), D(base)), KG, region, Load(D(ceiling), KG), **options)


@pytest.mark.parametrize(
    ("rule", "before", "limits", "gates", "reason", "after"),
    [
        ("none", at(load=60), lim(), OPEN, "no_rule", {}),
        ("linear_load", at(load=100), lim(region="upper"), OPEN, "more_load", at(load=105)),
        # 63 kg, rounded down.
        ("linear_load", at(load=60), lim(region="upper"), OPEN, "more_load", at(load="62.5")),
        # Nothing up to 42 kg, so the next within 44; exactly +10 %; more than that.
        ("linear_load", at(load=40), lim(region="upper"), OPEN, "more_load", at(load="42.5")),
        ("linear_load", at(load=20), lim("2", region="upper"), OPEN, "more_load", at(load=22)),
        ("linear_load", at(load=20), lim(), OPEN, "no_step_small_enough", {}),
        ("linear_load", at(load=60), lim(), OPEN, "more_load", at(load=65)),
        ("linear_load", at(load="62.5"), lim("0.5", ceiling="64.2"), OPEN, "more_load", at(load=64)),
        ("linear_load", at(load=60), lim(region="upper", ceiling="62"), OPEN, "at_ceiling", {}),
        ("linear_load", at(load=0), lim(), OPEN, "no_step_small_enough", {}),
        ("linear_load", {}, lim(), OPEN, "no_load", {}),
        ("linear_load", at(load=60), lim(), TOO_HARD, "gate_shut", {}),
        ("double_progression", at(load=60, max_reps=12, max_sets=4), lim(), OPEN, "more_reps", at(reps=9)),
        ("double_progression", at(load=60, max_reps=8, max_sets=4), lim(), OPEN, "more_sets", at(sets=4)),
        ("double_progression", at(load=60, max_reps=8, max_sets=3), lim(), OPEN, "more_load", at(load=65)),
        ("double_progression", at(max_reps=9), lim(), TOO_HARD, "gate_shut", {}),
        ("percent_wave", wave(60, 60), lim(), OPEN, "wave_up", wave(65, 65)),
        ("percent_wave", wave(65, 65), lim(), OPEN, "wave_up", wave(70, 70)),
        # 65 % of 73 kg are 47.45 kg.
        ("percent_wave", wave("42.5", 60, one_rm=73), lim(), OPEN, "wave_up", wave("45", 65, one_rm=73)),
        # From the top down again, tired or not.
        ("percent_wave", wave(70, 70), lim(), OPEN, "wave_start", wave(60, 60)),
        ("percent_wave", wave(70, 70), lim(), TOO_HARD, "wave_start", wave(60, 60)),
        # The ceiling, then +10 %, stop it short: the per cent is that of the load.
        ("percent_wave", wave(65, 65), lim("1", ceiling="67.5"), OPEN, "wave_up", wave(67, 67)),
        ("percent_wave", wave(54, 54), lim("1"), OPEN, "wave_up", wave(59, 59)),
        ("percent_wave", wave(65, 65), lim(ceiling="67"), OPEN, "at_ceiling", {}),
        ("percent_wave", wave(60, 60), lim("10"), OPEN, "no_step_small_enough", {}),
        ("percent_wave", at(percent=60), lim(), OPEN, "no_percent", {}),
        ("rm_ladder", at(load=60, rm=15, reps=15), lim(), OPEN, "next_rm", at(load=65, rm=12, reps=12)),
        ("rm_ladder", at(load=70, rm=10, reps=10), lim(), OPEN, "next_rm", at(load=75, rm=8, reps=8)),
        ("rm_ladder", at(load=75, rm=8, reps=8), lim(), OPEN, "next_rm", at(load=80, rm=6, reps=6)),
        ("rm_ladder", at(load=80, rm=6, reps=6), lim(), OPEN, "ladder_end", {}),
        ("rm_ladder", at(load=70, rm=10, reps=10), lim(lowest_rm=10), OPEN, "ladder_end", {}),
        ("rm_ladder", at(rm=15, reps=12), lim(), OPEN, "next_rm", at(rm=12, reps=9)),
        ("rm_ladder", at(load=5, rm=15), lim(), OPEN, "no_step_small_enough", {}),
        ("rm_ladder", at(load=70, rm=9), lim(), OPEN, "not_on_ladder", {}),
        # Less (5.4): at least 10 % or 20 % off, rounded down; a set fewer where no weight is small enough.
        ("none", at(load=100), lim(), AMBER, "less_load", at(load=90)),
        ("none", at(load=100), lim(), RED, "less_load", at(load=80)),
        ("linear_load", at(load="42.5"), lim(), AMBER, "less_load", at(load="37.5")),
        ("linear_load", at(load="42.5"), lim(), RED, "less_load", at(load="32.5")),
        ("percent_wave", wave(70, 70), lim(), AMBER, "less_load", wave("62.5", "62.5")),
        ("linear_load", at(load=100), lim(ceiling="70"), AMBER, "less_load", at(load=70)),
        ("linear_load", at(load=20), lim(base="20"), RED, "fewer_sets", at(sets=2)),
        ("rm_ladder", at(rm=15), lim(), AMBER, "fewer_sets", at(sets=2)),
        ("linear_load", at(sets=1), lim(), AMBER, "cannot_lower", {}),
        ("linear_load", at(load=75), lim(ceiling="71"), OPEN, "above_ceiling", at(load=70)),
        ("linear_load", at(load=75), lim(ceiling="71"), HELD, "above_ceiling", at(load=70)),
        ("linear_load", at(load=20), lim(base="20", ceiling="15"), OPEN, "lighter_equipment", {"load": None}),
        ("linear_load", at(load=75), lim(), HELD, "on_hold", {}),
    ],
)
def test_rule_proposes(rule, before, limits, gates, reason, after):
    dose = Dose(**{"sets": 3, "reps": 8, **before})

    proposal = RULES[rule](dose, limits, gates)

    assert (proposal.reason, proposal.dose, proposal.gates) == (reason, replace(dose, **after), gates)


@pytest.mark.parametrize(("ceiling", "expected"), [("47.62", 100), ("47.63", 105)])
def test_ceiling_of_another_unit_is_compared_exactly(ceiling, expected):
    # 105 lb are 47.62719885 kg.
    limits = Limits(Steps(D(5)), LB, "upper", Load(D(ceiling), KG))

    assert linear_load(Dose(3, 8, load=Load(D(100), LB)), limits, OPEN).dose.load == Load(D(expected), LB)


# What holds for all

units = st.sampled_from([KG, LB])
weights = st.decimals(min_value=D("0.5"), max_value=400, places=2)
loads = st.builds(Load, st.decimals(min_value=15, max_value=400, places=2), units)
ceilings = st.just(Load(D(1000), KG)) | loads
lists = st.lists(weights, min_size=1, max_size=40, unique=True).map(tuple)
grids = st.builds(Steps, st.sampled_from([D("0.25"), D(1), D("2.5"), D(5)]), st.sampled_from([D(0), D(20)]))
bars = st.lists(st.tuples(weights, st.just(4)), max_size=4, unique_by=lambda plate: plate[0]).map(tuple)
all_steps = st.one_of(grids, grids, lists, bars.map(lambda plates: Inventory(LB, bar=D(15), plates=plates)))
steps_in_units = st.tuples(all_steps, units).map(lambda pair: (pair[0], getattr(pair[0], "unit", pair[1])))
regions = st.sampled_from(["upper", "lower"])
limits = st.builds(lambda pair, *rest: Limits(*pair, *rest), steps_in_units, regions, ceilings)
doses = st.builds(
    lambda load, share, **rest: Dose(load=load, one_rm=Load(load.value * share, load.unit), **rest),
    loads,
    st.sampled_from([D("1.4"), D("1.6"), D(2)]),
    sets=st.integers(1, 5),
    reps=st.integers(1, 15),
    max_reps=st.none() | st.integers(1, 15),
    max_sets=st.none() | st.integers(1, 5),
    percent=st.decimals(min_value=45, max_value=72, places=1),
    rm=st.sampled_from([15, 12, 10, 8, 6]),
)
rules = st.sampled_from(list(RULES.values()))
all_gates = st.sampled_from([OPEN, OPEN, TOO_HARD, AMBER, RED, HELD, Gates(unknown=(Gate.PAIN,))])


@given(rule=rules, dose=doses, limits=limits, gates=all_gates)
def test_no_proposal_passes_its_ceiling_or_ten_per_cent_or_the_equipment(rule, dose, limits, gates):
    proposal = rule(dose, limits, gates)

    if proposal.dose.load is not None:
        assert proposal.dose.load.kg <= limits.ceiling.kg
        assert proposal.dose.load.kg <= dose.load.kg * D("1.1")
        assert proposal.dose.load in (dose.load, limits.load(proposal.dose.load.to(limits.unit).value))


@given(rule=rules, dose=doses, limits=limits, shut=st.sampled_from(SHUT), newest=st.booleans())
def test_no_rule_raises_when_a_gate_is_shut(rule, dose, limits, shut, newest):
    other = replace(GOOD, **shut)
    gates = check_gates(replace(ALL_WELL, sessions=(GOOD, other) if newest else (other, GOOD)))

    proposal = rule(dose, limits, gates)

    assert proposal.kind != Kind.RAISE
    assert (proposal.dose.sets, proposal.dose.reps, proposal.dose.rm) <= (dose.sets, dose.reps, dose.rm)
    assert proposal.dose.load is None or proposal.dose.load.kg <= dose.load.kg


@given(rule=rules, dose=doses, limits=limits, gates=all_gates)
def test_one_variable_changes_at_a_time(rule, dose, limits, gates):
    new = rule(dose, limits, gates).dose

    # The per cent goes with the load; repetitions and load go with the rung of the ladder.
    rung = (new.rm, new.reps) != (dose.rm, dose.reps) if new.rm != dose.rm else None
    changed = [new.sets != dose.sets, new.reps != dose.reps, new.load != dose.load]
    assert sum(changed) <= 1 if rung is None else not changed[0]


@given(dose=doses, limits=limits, gates=st.sampled_from([AMBER, RED]))
def test_a_cut_takes_no_more_than_the_equipment_makes_it(dose, limits, gates):
    left = D("0.9") if gates.cut == "amber" else D("0.8")
    top = min(dose.load.to(limits.unit).value * left, limits.top)

    proposal = linear_load(dose, limits, gates)

    if proposal.reason == "less_load":
        assert proposal.dose.load.value == floor(limits.steps, top)


@given(loads=st.tuples(weights, weights).map(sorted), ceilings=st.tuples(loads, loads), steps=grids)
def test_more_load_or_a_higher_ceiling_never_gives_less(loads, ceilings, steps):
    loads = [steps.floor(value) for value in loads]
    assume(loads[0])
    low, high = sorted(ceilings, key=lambda ceiling: ceiling.kg)

    def result(value, ceiling):
        dose = Dose(3, 8, load=Load(value, KG))
        load = linear_load(dose, Limits(steps, KG, "upper", ceiling), OPEN).dose.load
        return load.kg if load else 0

    assert result(loads[0], low) <= result(loads[1], low) <= result(loads[1], high)
