"""Safety as a whole: levels, thresholds, what the share of the one-rep max alone decides, and all rules at once.

Source: clinical reference 3.1 and 1.3; each rule alone is in test_safety_rules.py.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workouts.safety_cases import ASSISTED, GOOD, NO_ONE_RM, TRAITS, case, levels
from workouts.loads import KG, LB, Load, ratio
from workouts.safety import (
    Case,
    Dose,
    Finding,
    History,
    Level,
    Moment,
    OneRepMaxState,
    Person,
    Setting,
    Thresholds,
    evaluate,
    is_blocked,
    is_reason,
    judge_ratio,
    needs_reason,
    worst,
)
from workouts.tempo import Tempo

D = Decimal
SEVERITY = [Level.INFO, Level.OK, Level.OVERRIDE, Level.BLOCK]
INFO, WARN, OVERRIDE, BLOCK = Level.INFO, Level.WARN, Level.OVERRIDE, Level.BLOCK


@pytest.mark.parametrize(
    ("share", "rule", "level"),
    [
        ("0", "LS-02b", Level.INFO),
        ("0.4999999", "LS-02b", Level.INFO),
        ("0.50", "LS-02", Level.OK),
        ("0.5000001", "LS-02", Level.OK),
        ("0.6999999", "LS-02", Level.OK),
        ("0.70", "LS-02", Level.OK),
        ("0.7000001", "LS-03", Level.OVERRIDE),
        ("0.9999999", "LS-03", Level.OVERRIDE),
        ("1.00", "LS-03", Level.OVERRIDE),
        ("1.0000001", "LS-04", Level.BLOCK),
        ("1.20", "LS-04", Level.BLOCK),
        ("1.3000001", "LS-04", Level.BLOCK),
    ],
)
def test_judge_ratio_on_both_sides_of_each_threshold(share, rule, level):
    assert judge_ratio(D(share)) == Finding(rule, level)


@pytest.mark.parametrize(
    ("pounds", "rule", "level"),
    [
        ("24.99", "LS-02b", Level.INFO),
        ("25", "LS-02", Level.OK),
        ("35", "LS-02", Level.OK),
        ("35.01", "LS-03", Level.OVERRIDE),
        ("50", "LS-03", Level.OVERRIDE),
        ("50.01", "LS-04", Level.BLOCK),
    ],
)
def test_judge_ratio_of_pounds_against_50_lb_kept_in_kg(pounds, rule, level):
    share = ratio(Load(D(pounds), LB), Load(D("22.6796185"), KG))

    assert judge_ratio(share) == Finding(rule, level)


@pytest.mark.parametrize(("load", "one_rm"), [("63", "90"), ("119", "170"), ("126", "180")])
def test_judge_ratio_does_not_fall_into_a_float_trap(load, one_rm):
    share = ratio(Load(D(load), KG), Load(D(one_rm), KG))

    assert judge_ratio(share) == Finding("LS-02", Level.OK)


@given(
    lighter=st.decimals(min_value=0, max_value=2, places=7),
    more=st.decimals(min_value=0, max_value=1, places=7),
)
def test_judge_ratio_is_never_milder_for_more(lighter, more):
    mild, severe = judge_ratio(lighter), judge_ratio(lighter + more)

    assert SEVERITY.index(mild.level) <= SEVERITY.index(severe.level)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("a" * 14, False),
        ("a" * 15, True),
        (" " * 20, False),
        ("  " + "a" * 14 + "  ", False),
        ("  " + "a" * 15 + "  ", True),
        ("week 6 of HSR, tolerated well", True),
    ],
)
def test_reason_has_15_characters_without_the_spaces_around(text, expected):
    assert is_reason(text) == expected


def test_levels_compare_by_severity():
    rising = [Level.OK, Level.INFO, Level.WARN, Level.OVERRIDE, Level.BLOCK]

    assert sorted([BLOCK, Level.OK, OVERRIDE, INFO, WARN]) == rising
    assert [max(WARN, level) for level in rising] == [WARN, WARN, WARN, OVERRIDE, BLOCK]
    assert (Level.OK < "block", Level.OK <= "ok", Level.BLOCK > "warn", Level.INFO >= "warn") == (
        True,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], (Level.OK, False, False)),
        ([Level.OK, Level.INFO], (Level.INFO, False, False)),
        ([Level.WARN, Level.INFO], (Level.WARN, False, False)),
        ([Level.WARN, Level.OVERRIDE], (Level.OVERRIDE, True, False)),
        ([Level.BLOCK, Level.WARN], (Level.BLOCK, False, True)),
        ([Level.OVERRIDE, Level.BLOCK], (Level.BLOCK, True, True)),
    ],
)
def test_what_several_findings_amount_to(found, expected):
    findings = [Finding("LS-03", level) for level in found]

    assert (worst(findings), needs_reason(findings), is_blocked(findings)) == expected


def test_a_finding_can_be_a_member_of_a_set():
    found = {Finding("LS-03", Level.OVERRIDE, {"ratio": D("0.71")}), Finding("LS-03", Level.OVERRIDE)}

    assert len(found) == 2


@pytest.mark.parametrize("kg", ["0", "-1", "NaN"])
def test_a_one_rep_max_is_above_0(kg):
    with pytest.raises(ValueError, match="above 0 kg"):
        OneRepMaxState(kg=D(kg))


def test_a_float_is_no_load():
    with pytest.raises(TypeError, match="never float"):
        Dose(load_kg=0.7)


def test_the_band_may_reach_the_one_rep_max():
    assert Thresholds(band_upper_ratio=D(1)).band_upper_ratio == 1


@pytest.mark.parametrize("ceiling", ["1.0000001", "1.20", "1.30"])
def test_the_ceiling_may_be_raised_to_130_per_cent(ceiling):
    assert Thresholds(supramaximal_ceiling_ratio=D(ceiling)).supramaximal_ceiling_ratio == D(ceiling)


@pytest.mark.parametrize(
    "changes",
    [
        {"supramaximal_ceiling_ratio": D("1.3000001")},
        {"supramaximal_ceiling_ratio": D(1)},
        {"supramaximal_ceiling_ratio": D("NaN")},
        {"band_upper_ratio": D("1.01")},
        {"band_upper_ratio": D("0.50")},
        {"band_lower_ratio": D(0)},
        {"band_lower_ratio": 0.5},
        {"load_rise_warn_ratio": D("0.20")},
        {"weekly_reps_reason_ratio": D("1.2")},
        {"one_rm_current_days": 112},
        {"one_rm_current_rehab_days": 113},
        {"max_load_kg": D("1000.01")},
        {"max_sets": 13},
        {"max_reps": 61},
        {"min_reps": 0},
        {"adult_age_years": 17},
        {"older_age_years": 66},
        {"doms_stop_nrs": True},
    ],
)
def test_thresholds_that_are_refused(changes):
    with pytest.raises(ValueError, match=next(iter(changes)).split("_")[0]):
        Thresholds(**changes)


def test_nothing_is_said_about_a_good_case():
    found = {moment: [(f.rule, f.level) for f in evaluate(GOOD, moment=moment)] for moment in Moment}

    assert found == dict.fromkeys(Moment, [("LS-02", Level.OK)])


def test_the_most_severe_comes_first_then_the_id():
    found = evaluate(case(load_kg=D(125), weekly_reps=46, hours_since_group=12, tempo=Tempo(9, 0, 1, 0)))

    assert [(finding.rule, finding.level) for finding in found] == [
        ("LS-04", BLOCK),
        ("LS-06", BLOCK),
        ("LS-13", OVERRIDE),
        ("LS-14", OVERRIDE),
        ("LS-16", WARN),
        ("LS-23", WARN),
    ]


def test_what_is_not_known_never_counts_as_safe():
    """A case of which only the dose is known: an unasked screening warns when issuing, and refuses the start."""
    unknown = Case(Dose(sets=1, reps=8, load_kg=D(20)), replace(TRAITS, cautions=frozenset({"bp"})))

    found = {
        (finding.rule, finding.level)
        for finding in evaluate(unknown) + evaluate(unknown, moment=Moment.START)
    }

    assert found == {
        *((rule, WARN) for rule in ("LS-09", "LS-13", "LS-14", "LS-15", "LS-16", "LS-17", "LS-18", "LS-25")),
        ("LS-25", BLOCK),
    }


GATES = [
    ("not_rehab", {"is_rehab": True}),
    ("not_rehab", {"is_rehab": None}),
    ("age", {"age_years": 17}),
    ("age", {"age_years": 65}),
    ("age", {"age_years": None}),
    ("pain", {"is_pain_amber": True}),
    ("pain", {"is_pain_red": True}),
    ("pain", {"is_pain_amber": None}),
    ("pain", {"is_pain_red": None}),
    ("direct_one_rm", {"one_rm": {"age_days": 57}}),
    ("direct_one_rm", {"one_rm": {"age_days": None}}),
    ("direct_one_rm", {"one_rm": {"is_direct": False}}),
    ("direct_one_rm", {"one_rm": {"is_direct": None}}),
    ("training", {"training_months": 11}),
    ("training", {"training_months": None}),
    ("eccentric", {"eccentric_weeks": 3}),
    ("in_person", {"is_in_person": None}),
    ("spotters", {"has_safety_arms": False}),
    ("spotters", {"has_safety_arms": None}),
    ("spotters", {"has_safety_arms": False, "is_barbell": True, "spotters": 1}),
    ("block", {"supramaximal_weeks": 5}),
    ("block", {"supramaximal_weeks": None}),
]


@pytest.mark.parametrize(("gate", "changes"), GATES)
def test_each_gate_that_is_missing_blocks_and_is_named(gate, changes):
    [found] = [finding for finding in evaluate(case(**ASSISTED | changes)) if finding.rule == "LS-05"]

    assert (found.level, found.inputs["missing"]) == (BLOCK, (gate,))


@pytest.mark.parametrize(
    "changes",
    [
        {"training_months": 12, "eccentric_weeks": 4, "supramaximal_weeks": 4, "one_rm": {"age_days": 56}},
        {"has_safety_arms": False, "spotters": 1},
        {"has_safety_arms": False, "spotters": 2, "is_barbell": True},
    ],
)
def test_gates_that_are_just_met(changes):
    assert levels("LS-05", case(**ASSISTED | changes)) == [OVERRIDE]


def test_a_draft_asks_no_gates_yet():
    assert levels("LS-05", case(**ASSISTED | {"person": Person(), "setting": Setting()}), Moment.DRAFT) == [
        OVERRIDE
    ]


@pytest.mark.parametrize(
    ("load_kg", "expected"),
    [(80, ["LS-02b"]), (81, ["LS-03", "LS-13"]), (101, ["LS-04", "LS-13"])],
)
def test_a_logged_load_is_judged_above_its_ceiling(load_kg, expected):
    """80 kg of 100 kg was accepted when it was issued; below the band of 200 kg nothing changes."""
    one_rm = {"kg": D(200)} if expected == ["LS-02b"] else {}

    found = evaluate(case(load_kg=D(load_kg), ceiling_kg=D(80), one_rm=one_rm), moment=Moment.LOG)

    assert [finding.rule for finding in found] == expected


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "method": st.sampled_from([None, "slow_lowering", "supramaximal", "ael", "two_up_one_down"]),
        "age_years": st.sampled_from([None, 17, 40, 70]),
        "is_rehab": st.sampled_from([None, True, False]),
        "history": st.sampled_from([History(), History(last_load_kg=D(50)), History(is_first_exposure=True)]),
        "setting": st.sampled_from([Setting(), GOOD.setting]),
        "is_small_joint": st.booleans(),
        "is_barbell_big_lift": st.booleans(),
        "ceiling_kg": st.sampled_from([None, D(80)]),
        "one_rm": st.sampled_from([{}, NO_ONE_RM, {"bilateral_kg": D(150)}]),
    },
)
LOADS = st.decimals(min_value=0, max_value=200, places=2)


@given(changes=CHANGES, lighter=LOADS, more=LOADS, moment=st.sampled_from(Moment))
def test_raising_a_load_never_makes_the_worst_level_milder(changes, lighter, more, moment):
    """A remark that a load is below the band counts like no remark."""
    mild, severe = (
        worst(evaluate(case(**changes | {"load_kg": kg}), moment=moment)) for kg in (lighter, lighter + more)
    )

    assert max(mild, INFO) <= max(severe, INFO)


@given(
    changes=CHANGES,
    load_kg=st.decimals(min_value="130.01", max_value=1000, places=2),
    ceiling=st.sampled_from([D("1.01"), D("1.20"), D("1.30")]),
    moment=st.sampled_from(Moment),
)
def test_more_than_130_per_cent_is_always_refused(changes, load_kg, ceiling, moment):
    limits = Thresholds(supramaximal_ceiling_ratio=ceiling)

    found = evaluate(case(**changes | {"load_kg": load_kg, "one_rm": {}}), limits, moment)

    assert worst(found) == BLOCK


@given(load_kg=LOADS)
def test_a_draft_says_what_the_share_alone_says(load_kg):
    alone = judge_ratio(load_kg / 100)

    assert levels(alone.rule, case(load_kg=load_kg), Moment.DRAFT) == [alone.level]
