"""Easing in what is new, prescribing by effort, and what the rules say of a plan; values worked out by hand.

Source: clinical reference 1.6 (ramp), 2.6 (one limb), 3.1 (rules) and 5.5 (effort).
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from tests import factories
from workouts.assigning import Terms, plan_program
from workouts.choices import ExerciseSide, FacetKind, LoadType, Method
from workouts.models import Assignment, Override, Prescription, SafetyThreshold
from workouts.safety_words import sentence

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
QUADS = (FacetKind.MUSCLE, "quads")


@pytest.fixture(autouse=True)
def monday(db):
    """It is noon on Monday 2 March."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def squat(cleo):
    """An exercise of the quads of which cleo lifts 100 kg once, and which she never trained."""
    return measured(cleo, "Back squat")


def measured(client, name, facets=(QUADS,), **fields):
    exercise = factories.create_exercise(name=name, facets=facets, **fields)
    factories.create_one_rep_max(client=client, exercise=exercise, value="100")
    return exercise


def program_of(trainer, *exercises, **dose):
    return factories.create_program(owner=trainer, exercises=list(exercises), lines=len(exercises), **dose)


def plan(program, client, *, weekdays=(0,), **terms):
    return plan_program(program=program, client=client, terms=Terms(MONDAY, list(weekdays), **terms))


def doses(plan):
    """(sets, repetitions, per cent) of each line, in order."""
    return [(row.line.sets, row.line.reps, row.line.load_pct) for row in plan.lines]


def levels(plan, rule):
    """The level at which `rule` speaks of each line, in order; None where it is silent."""
    return [
        next((str(found.level) for found in row.findings if found.rule == rule), None) for row in plan.lines
    ]


def train(*, client, trainer, exercise, days_ago):
    """3 x 8 of an exercise, so many days ago, without a weight on record."""
    at = NOON - timedelta(days=days_ago)
    program = program_of(trainer, exercise, load_pct=None)
    assignment = factories.assign(program=program, client=client, starts_on=at.date())
    session_log = factories.start(planned_session=assignment.planned_sessions.get(), at=at)
    for number in (1, 2, 3):
        factories.record(session_log=session_log, number=number, performed_at=at)


# Easing in


def test_a_new_exercise_climbs_the_ramp_week_by_week(tess, cleo, squat):
    eased = plan(program_of(tess, squat, weeks=5), cleo, ease_in=True)

    assert doses(eased) == [(1, 8, 50), (2, 8, 50), (3, 8, 60), (3, 8, 60), (3, 8, 60)]
    assert [row.load.value for row in eased.lines] == [50, 50, 60, 60, 60]


def test_more_than_a_week_of_the_ramp_allows_is_cut_to_it_and_the_fifth_is_as_written(tess, cleo, squat):
    """Written are 5 x 12 at 75 %."""
    program = program_of(tess, squat, weeks=5, sets=5, reps=12, load_pct=Decimal(75))

    eased = plan(program, cleo, ease_in=True)

    assert doses(eased) == [(1, 10, 50), (2, 8, 50), (3, 8, 60), (3, 8, 65), (5, 12, 75)]


def test_two_sessions_in_a_week_are_of_one_week_of_the_ramp(tess, cleo, squat):
    eased = plan(program_of(tess, squat, weeks=2, sessions=2), cleo, weekdays=(0, 3), ease_in=True)

    assert doses(eased) == [(1, 8, 50), (1, 8, 50), (2, 8, 50), (2, 8, 50)]


def test_less_than_the_ramp_allows_stays_as_written(tess, cleo, squat):
    program = program_of(tess, squat, sets=1, reps=6, load_pct=Decimal(40))

    assert doses(plan(program, cleo, ease_in=True)) == [(1, 6, 40)]


def test_without_easing_in_the_dose_stays_as_written(tess, cleo, squat):
    assert doses(plan(program_of(tess, squat, weeks=2), cleo)) == [(3, 8, 60), (3, 8, 60)]


def test_easing_in_takes_what_ls_15_asks_about(tess, cleo, squat):
    """3 x 8 at 60 % is too much for a first time only; eased, the plan needs no reason at all."""
    program = program_of(tess, squat, weeks=3)

    as_written, eased = plan(program, cleo), plan(program, cleo, ease_in=True)

    assert levels(as_written, "LS-15") == ["override", None, None]
    assert levels(eased, "LS-15") == [None, None, None]
    assert not any(concern.needs_reason for concern in eased.concerns)


def test_four_exercises_of_one_muscle_share_thirty_repetitions(tess, cleo):
    exercises = [measured(cleo, f"Squat {number}") for number in range(4)]

    eased = plan(program_of(tess, *exercises), cleo, ease_in=True)

    assert doses(eased) == [(1, 8, 50), (1, 8, 50), (1, 8, 50), (1, 6, 50)]
    assert levels(eased, "LS-15") == [None] * 4


def test_a_fifth_exercise_of_the_muscle_is_asked_about(tess, cleo):
    """8, 8, 8 and 6 are thirty; a fifth keeps one set, and with 38 in all rule LS-15 asks."""
    exercises = [measured(cleo, f"Squat {number}") for number in range(5)]

    eased = plan(program_of(tess, *exercises), cleo, ease_in=True)

    assert doses(eased)[3:] == [(1, 6, 50), (1, 8, 50)]
    assert levels(eased, "LS-15") == ["override"] * 5


def test_exercises_of_other_muscles_do_not_share(tess, cleo):
    muscles = ("quads", "glutes", "calves", "hamstrings")
    exercises = [measured(cleo, name, facets=[(FacetKind.MUSCLE, name)]) for name in muscles]

    assert doses(plan(program_of(tess, *exercises), cleo, ease_in=True)) == [(1, 8, 50)] * 4


def test_what_was_trained_for_five_weeks_is_not_eased(tess, cleo, squat):
    for days_ago in (35, 28, 21, 14, 7):
        train(client=cleo, trainer=tess, exercise=squat, days_ago=days_ago)
    unknown = measured(cleo, "Leg press", facets=())

    assert doses(plan(program_of(tess, squat, unknown), cleo, ease_in=True)) == [(3, 8, 60), (1, 8, 50)]


@pytest.mark.parametrize("method", [Method.ISOMETRIC, Method.DECLINE])
def test_what_is_meant_for_every_day_is_not_eased(tess, cleo, squat, method):
    program = program_of(tess, squat, method=method, load_pct=Decimal(70))

    assert doses(plan(program, cleo, ease_in=True)) == [(3, 8, 70)]


def test_a_weight_as_written_stays_and_is_asked_about(tess, cleo, squat):
    """60 kg of 100 kg are more than the 50 % of a first time, however few the sets."""
    program = program_of(tess, squat, load_pct=None, load_value=Decimal(60), load_unit="kg")

    eased = plan(program, cleo, ease_in=True)

    assert (doses(eased), levels(eased, "LS-15")) == ([(1, 8, None)], ["override"])


def test_easing_in_drops_the_upper_end_of_a_range(tess, cleo, squat):
    [row] = plan(program_of(tess, squat, reps_max=12), cleo, ease_in=True).lines

    assert (row.line.reps, row.line.reps_max) == (8, None)


def test_what_is_issued_is_eased_and_keeps_the_programs_own_dose(tess, cleo, squat):
    program = program_of(tess, squat)

    factories.assign(program=program, client=cleo, ease_in=True, reasons={})

    issued = Prescription.objects.get()
    assert (issued.sets, issued.reps, issued.load_pct, issued.load_value) == (1, 8, 50, 50)
    source = issued.source_dose
    assert (source["sets"], source["reps"], Decimal(source["load_pct"])) == (3, 8, 60)
    assert source["exercise"] == squat.slug
    line = program.sessions.get().lines.get()
    assert (line.sets, line.reps, line.load_pct) == (3, 8, 60)
    assert not Override.objects.exists()


# By effort


@pytest.fixture
def unmeasured(db):
    """An exercise of which nobody knows what cleo lifts."""
    return factories.create_exercise(name="Leg press", facets=(QUADS,))


def test_a_per_cent_of_nothing_is_refused_and_by_effort_it_is_not(tess, cleo, unmeasured):
    program = program_of(tess, unmeasured)

    refused, by_effort = plan(program, cleo), plan(program, cleo, by_effort=True)

    assert (levels(refused, "LS-08"), refused.wants_effort) == (["block"], True)
    assert (levels(by_effort, "LS-08"), by_effort.wants_effort) == ([None], False)
    assert [row.line.rir for row in (*refused.lines, *by_effort.lines)] == [None, 3]


@pytest.mark.parametrize("effort", [{"rm": 12}, {"rpe": Decimal(7)}, {"rir": 2}])
def test_an_effort_of_its_own_stays_and_is_not_refused(tess, cleo, unmeasured, effort):
    program = program_of(tess, unmeasured, **effort)

    found = plan(program, cleo, by_effort=True)

    line = found.lines[0].line
    assert {name: getattr(line, name) for name in ("rm", "rpe", "rir")} == (
        {"rm": None, "rpe": None, "rir": None} | effort
    )
    assert levels(found, "LS-08") == levels(plan(program, cleo), "LS-08") == [None]


def test_by_effort_leaves_what_has_a_one_rep_max(tess, cleo, squat):
    [row] = plan(program_of(tess, squat), cleo, by_effort=True).lines

    assert (row.line.rir, row.load.value) == (None, 60)


def test_by_effort_and_eased_in_needs_no_reason(tess, cleo, unmeasured):
    program = program_of(tess, unmeasured)

    factories.assign(program=program, client=cleo, by_effort=True, ease_in=True, reasons={})

    issued = Prescription.objects.get()
    assert (issued.sets, issued.reps, issued.rir, issued.load) == (1, 8, 3, None)
    assert issued.source_dose.get("rir") is None
    assert Assignment.objects.get().client == cleo


# Lowering with one limb


def lowered_with_one(trainer, client, *, both="100", left=None, right=None, pct=60):
    exercise = factories.create_exercise(name="Leg press", side=ExerciseSide.UNILATERAL)
    for side, value in (("both", both), ("left", left), ("right", right)):
        if value:
            factories.create_one_rep_max(client=client, exercise=exercise, value=value, side=side)
    program = program_of(trainer, exercise, method=Method.TWO_UP_ONE_DOWN, side="each", load_pct=Decimal(pct))
    return plan(program, client)


def test_one_limb_is_compared_with_half_of_what_both_lift(tess, cleo):
    """60 % of 50 kg."""
    found = lowered_with_one(tess, cleo)

    assert [row.load.value for row in found.lines] == [30]
    assert (levels(found, "LS-02"), levels(found, "LS-08")) == (["ok"], [None])


def test_above_the_band_of_one_limb_needs_a_reason(tess, cleo):
    """75 % of 50 kg are 37.5 kg: 37.5 % of what both lift, but of one limb above 70 %."""
    found = lowered_with_one(tess, cleo, pct=75)

    assert levels(found, "LS-03") == ["override"]
    assert found.lines[0].load.value == Decimal("37.5")


def test_what_each_limb_lifts_counts_before_half_of_both(tess, cleo):
    """60 % of the weaker side's 40 kg are 24 kg: 22.5 in steps of 2.5 kg."""
    found = lowered_with_one(tess, cleo, left="40", right="60")

    assert [row.load.value for row in found.lines] == [Decimal("22.5")]


# What the rules say of a plan


@pytest.fixture
def grown_up(cleo):
    """Cleo is 40."""
    cleo.born_on = date(1985, 6, 1)
    cleo.save()
    return cleo


def above_capacity(trainer, exercise):
    return program_of(
        trainer,
        exercise,
        sets=1,
        load_pct=None,
        load_value=Decimal(105),
        load_unit="kg",
        method=Method.SUPRAMAXIMAL,
    )


@pytest.mark.parametrize("caution,found", [("rehab", ["block"]), ("balance", [None])])
def test_in_rehab_nothing_above_the_one_rep_max_is_issued(tess, grown_up, squat, caution, found):
    factories.make_flag(client=grown_up, by=tess, caution=caution)

    assert levels(plan(above_capacity(tess, squat), grown_up), "LS-07") == found


def test_above_the_one_rep_max_each_gate_that_is_missing_is_named(tess, grown_up, squat):
    """Nobody says how long she has trained, who stands beside her, or how much pain there is."""
    [row] = plan(above_capacity(tess, squat), grown_up).lines

    [found] = [one for one in row.findings if one.rule == "LS-05"]
    assert found.level == "block"
    assert {"pain", "training", "eccentric", "in_person", "spotters"} <= set(found.inputs["missing"])
    assert {"not_rehab", "age", "direct_one_rm"}.isdisjoint(found.inputs["missing"])


@pytest.mark.parametrize("weekdays,found", [((0, 1), [None, "warn"]), ((0, 2), [None, None])])
def test_a_muscle_rests_48_hours(tess, cleo, squat, weekdays, found):
    program = program_of(tess, squat, sessions=2)

    assert levels(plan(program, cleo, weekdays=weekdays), "LS-16") == found


def test_the_rest_is_asked_by_muscle_and_not_by_exercise(tess, cleo, squat):
    program = factories.create_program(owner=tess, exercises=[squat], sessions=2)
    press = measured(cleo, "Leg press")
    program.sessions.get(position=2).lines.update(exercise=press)

    assert levels(plan(program, cleo, weekdays=(0, 1)), "LS-16") == [None, "warn"]


def test_twice_on_one_day_is_meant_so(tess, cleo, squat):
    found = plan(program_of(tess, squat), cleo, times_a_day=2)

    assert levels(found, "LS-16") == [None, None]


def test_what_is_meant_for_every_day_needs_no_rest(tess, cleo, squat):
    found = plan(program_of(tess, squat, sessions=2, method=Method.DECLINE), cleo, weekdays=(0, 1))

    assert levels(found, "LS-16") == [None, None]


@pytest.mark.parametrize(
    "sets,reps,found",
    [(3, 10, None), (4, 8, "warn"), (4, 9, "warn"), (4, 10, "override")],
    ids=["30: 1.25 times", "32: 1.33 times", "36: 1.5 times", "40: 1.67 times"],
)
def test_the_week_is_compared_with_the_three_before(tess, cleo, squat, sets, reps, found):
    """24 repetitions in each week so far; a look above 1.3 times (31.2), a reason above 1.5 times (36)."""
    for days_ago in (35, 28, 21, 14, 7):
        train(client=cleo, trainer=tess, exercise=squat, days_ago=days_ago)

    assert levels(plan(program_of(tess, squat, sets=sets, reps=reps), cleo), "LS-14") == [found]


def test_the_week_is_not_compared_within_the_ramp(tess, cleo, squat):
    """8, 16, 24, 24 and 24: the fifth is 1.125 times the mean of the three before."""
    eased = plan(program_of(tess, squat, weeks=5), cleo, ease_in=True)

    assert levels(eased, "LS-14") == [None] * 5


@pytest.mark.parametrize("flagged,found", [(True, ("override", "override")), (False, (None, None))])
def test_a_flag_speaks_of_what_carries_its_code(tess, cleo, flagged, found):
    facets = [(FacetKind.CAUTION, "shoulder"), (FacetKind.REGION, "shoulder")]
    press = measured(cleo, "Overhead press", facets=facets)
    if flagged:
        factories.make_flag(client=cleo, by=tess, caution="shoulder")

    planned = plan(program_of(tess, press), cleo)

    assert (*levels(planned, "LS-18"), *levels(planned, "LS-21")) == found


def test_a_practice_may_lower_its_band(tess, cleo, squat):
    program = program_of(tess, squat, load_pct=Decimal(68))
    by_default = plan(program, cleo)
    SafetyThreshold.objects.create(
        name="band_upper_ratio", value=Decimal("0.65"), reason="Older clients.", changed_by=tess
    )

    own = plan(program, cleo)

    assert (levels(by_default, "LS-02"), levels(by_default, "LS-03")) == (["ok"], [None])
    assert (levels(own, "LS-02"), levels(own, "LS-03")) == ([None], ["override"])


def test_a_hold_is_no_lowering_to_ease(tess, cleo):
    plank = factories.create_exercise(name="Plank", load_type=LoadType.TIME, facets=[QUADS])
    program = program_of(tess, plank, reps=None, duration_s=45, load_pct=None)

    eased = plan(program, cleo, ease_in=True)

    assert (eased.lines[0].line.sets, eased.lines[0].line.duration_s) == (3, 45)
    assert levels(eased, "LS-15") == [None]


def test_a_weak_limb_counts_though_the_other_was_never_measured(tess, cleo):
    # Left 40 kg, right unknown and so half of 100 kg: 60 % of the weaker 40 kg is 24 kg, in steps of 2.5 kg 22.5.
    line = lowered_with_one(tess, cleo, left="40").lines[0]

    assert line.load.value == Decimal("22.5")


# What easing in asks beside the dose


def said(plan, rule):
    """The sentence of `rule` about each line, in order; None where it is silent."""
    return [
        next((sentence(found) for found in row.findings if found.rule == rule), None) for row in plan.lines
    ]


@pytest.mark.parametrize(("weekdays", "is_asked"), [((0, 2), True), ((0, 3), False)], ids=["48 h", "72 h"])
def test_the_first_week_of_easing_in_asks_for_72_hours_and_names_the_sessions(
    tess, cleo, squat, weekdays, is_asked
):
    eased = plan(program_of(tess, squat, sessions=2), cleo, weekdays=weekdays, ease_in=True)

    asked = (
        "Day 2 (Wed 4 Mar) comes 48 hours after Day 1 (Mon 2 Mar) for the same muscle group, and week 1 of easing "
        "in asks for 72 hours between them; confirm it or choose another day."
    )
    assert said(eased, "LS-16") == [None, asked if is_asked else None]
    assert [[found.rule for found in concern.findings] for concern in eased.concerns] == (
        [["LS-25", "LS-16"]] if is_asked else [["LS-25"]]
    )


def test_from_its_second_week_on_easing_in_asks_for_no_more_than_48_hours(tess, cleo, squat):
    eased = plan(program_of(tess, squat, weeks=2, sessions=2), cleo, weekdays=(0, 2), ease_in=True)

    assert levels(eased, "LS-16") == [None, "warn", None, None]


def test_without_easing_in_72_hours_are_not_asked(tess, cleo, squat):
    found = plan(program_of(tess, squat, sessions=2), cleo, weekdays=(0, 2))

    assert levels(found, "LS-16") == [None, None]


def test_the_ramps_own_step_is_said_to_be_easing_in(tess, cleo, squat):
    """50 kg in the second week, 60 kg in the third: 20 % more, which is to confirm."""
    eased = plan(program_of(tess, squat, weeks=4), cleo, ease_in=True)

    step = (
        "60 kg is 20 % more than the 50 kg of the last session: this is easing in, from week 2 of it (up to 50 % of "
        "the 1RM) to week 3 (up to 60 %); confirm it or choose less."
    )
    assert said(eased, "LS-13")[1:] == [None, step, None]
    assert levels(eased, "LS-13")[1:] == [None, "warn", None]


def test_a_rise_that_is_no_step_of_the_ramp_is_said_as_ever(tess, cleo, squat):
    """Written 40 kg and then 50 kg, both in the first week: 25 % more."""
    program = program_of(tess, squat, sessions=2, load_pct=Decimal(40))
    program.sessions.get(position=2).lines.update(load_pct=Decimal(50))

    eased = plan(program, cleo, weekdays=(0, 3), ease_in=True)

    assert said(eased, "LS-13")[1] == (
        "50 kg is 25 % more than the 40 kg of the last session (to confirm above 10 %, with a reason above 20 %); "
        "choose less or give a reason."
    )
