"""Each rule on both sides of each threshold: clinical reference 3.1 and 8.1."""

from decimal import Decimal

import pytest

from tests.workouts.safety_cases import ASSISTED, NO_ONE_RM, case, levels
from workouts.choices import Caution
from workouts.loads import LB, Load
from workouts.safety import CAUTION_LEVELS, RULES, Level, Moment, Setting
from workouts.tempo import Tempo

D = Decimal
INFO, WARN, OVERRIDE, BLOCK = Level.INFO, Level.WARN, Level.OVERRIDE, Level.BLOCK
DRAFT, PLAN, START, LOG = Moment

FIRST = {"is_first_exposure": True, "exposure_week": 1, "sets": 1, "load_kg": D(50)}
ARM = {"is_upper_limb": True}
REHAB = {"is_rehab": True}
BIG = {"is_barbell_big_lift": True, "is_barbell": True, "has_safety_arms": False, "spotters": 0}
SMALL = {"is_small_joint": True}
CODE = {"cautions": frozenset({"shoulder"})}

# moment, rule, the level it answers with (None: nothing), what differs from GOOD
ROWS = [
    (PLAN, "LS-01", BLOCK, {"sets": 0}),
    (PLAN, "LS-01", None, {"sets": 1}),
    (PLAN, "LS-01", None, {"sets": 12}),
    (PLAN, "LS-01", BLOCK, {"sets": 13}),
    (PLAN, "LS-01", BLOCK, {"sets": None}),
    (PLAN, "LS-01", BLOCK, {"reps": 0}),
    (PLAN, "LS-01", None, {"reps": 1}),
    (PLAN, "LS-01", None, {"reps": 60}),
    (PLAN, "LS-01", BLOCK, {"reps": 61}),
    (PLAN, "LS-01", BLOCK, {"reps": None}),
    (PLAN, "LS-01", None, {"reps": None, "duration_s": 45}),
    (PLAN, "LS-01", BLOCK, {"reps": None, "duration_s": 0}),
    (PLAN, "LS-01", BLOCK, {"load_kg": D("-0.01")}),
    (PLAN, "LS-01", None, {"load_kg": D(0)}),
    (PLAN, "LS-01", None, {"load_kg": None}),
    (PLAN, "LS-01", None, {"load_kg": D(1000)}),
    (PLAN, "LS-01", BLOCK, {"load_kg": D("1000.01")}),
    (PLAN, "LS-01", BLOCK, {"load_kg": D("NaN")}),
    (PLAN, "LS-01", BLOCK, {"load_kg": D("Infinity")}),
    (PLAN, "LS-01", BLOCK, {"load_pct": D("NaN")}),
    (PLAN, "LS-02b", INFO, {"load_kg": D("49.99999")}),
    (PLAN, "LS-02b", None, {"load_kg": D(50)}),
    (PLAN, "LS-02", Level.OK, {"load_kg": D(50)}),
    (PLAN, "LS-02", Level.OK, {"load_kg": D(70)}),
    (PLAN, "LS-02", None, {"load_kg": D("70.00001")}),
    (PLAN, "LS-03", None, {"load_kg": D(70)}),
    (PLAN, "LS-03", OVERRIDE, {"load_kg": D("70.00001")}),
    (PLAN, "LS-03", OVERRIDE, {"load_kg": D(100)}),
    (PLAN, "LS-03", None, {"load_kg": D("100.00001")}),
    (PLAN, "LS-03", None, {"load_kg": Load(D(35), LB).kg, "one_rm": {"kg": D("22.6796185")}}),
    (PLAN, "LS-03", OVERRIDE, {"load_kg": Load(D("35.01"), LB).kg, "one_rm": {"kg": D("22.6796185")}}),
    (DRAFT, "LS-03", OVERRIDE, {"load_kg": None, "load_pct": D("70.1"), "one_rm": NO_ONE_RM}),
    (PLAN, "LS-04", None, {"load_kg": D(100)}),
    (PLAN, "LS-04", BLOCK, {"load_kg": D("100.00001")}),
    (PLAN, "LS-04", BLOCK, {"load_kg": D(101), "method": None}),
    (PLAN, "LS-04", None, ASSISTED),
    (PLAN, "LS-04", None, ASSISTED | {"method": "ael"}),
    (PLAN, "LS-04", None, ASSISTED | {"method": "partner_assisted"}),
    (PLAN, "LS-05", None, ASSISTED | {"load_kg": D(100)}),
    (PLAN, "LS-05", OVERRIDE, ASSISTED | {"load_kg": D("100.00001")}),
    (PLAN, "LS-05", OVERRIDE, ASSISTED | {"load_kg": D(120)}),
    (PLAN, "LS-05", None, ASSISTED | {"load_kg": D("120.00001")}),
    (PLAN, "LS-06", None, ASSISTED | {"load_kg": D(120)}),
    (PLAN, "LS-06", BLOCK, ASSISTED | {"load_kg": D("120.00001")}),
    (PLAN, "LS-07", None, ASSISTED | {"age_years": 18}),
    (PLAN, "LS-07", BLOCK, ASSISTED | {"age_years": 17}),
    (PLAN, "LS-07", None, ASSISTED | {"age_years": 64}),
    (PLAN, "LS-07", BLOCK, ASSISTED | {"age_years": 65}),
    (PLAN, "LS-07", BLOCK, ASSISTED | {"age_years": None}),
    (PLAN, "LS-07", BLOCK, ASSISTED | REHAB),
    (PLAN, "LS-07", BLOCK, ASSISTED | {"is_rehab": None}),
    (PLAN, "LS-07", None, {"load_kg": D(100), "is_rehab": True, "age_years": 70}),
    (PLAN, "LS-08", BLOCK, {"load_pct": D(60), "one_rm": NO_ONE_RM}),
    (PLAN, "LS-08", None, {"load_pct": D(60)}),
    (PLAN, "LS-08", None, {"one_rm": NO_ONE_RM}),
    (PLAN, "LS-09", WARN, {"one_rm": NO_ONE_RM}),
    (PLAN, "LS-09", None, {}),
    (PLAN, "LS-09", None, {"load_kg": None, "one_rm": NO_ONE_RM}),
    (PLAN, "LS-09", None, {"load_kg": D(0), "one_rm": NO_ONE_RM}),
    (PLAN, "LS-10", None, {"one_rm": {"age_days": 56}}),
    (PLAN, "LS-10", WARN, {"one_rm": {"age_days": 57}}),
    (PLAN, "LS-10", None, {"one_rm": {"age_days": 28}} | REHAB),
    (PLAN, "LS-10", WARN, {"one_rm": {"age_days": 29}} | REHAB),
    (PLAN, "LS-10", WARN, {"one_rm": {"age_days": 29}, "is_rehab": None}),
    (PLAN, "LS-10", WARN, {"one_rm": {"age_days": 112}}),
    (PLAN, "LS-10", OVERRIDE, {"one_rm": {"age_days": 113}}),
    (PLAN, "LS-10", OVERRIDE, {"one_rm": {"age_days": None}}),
    (PLAN, "LS-11", None, {"one_rm": {"is_direct": False, "reps": 10}}),
    (PLAN, "LS-11", WARN, {"one_rm": {"is_direct": False, "reps": 11}}),
    (PLAN, "LS-11", WARN, {"one_rm": {"is_direct": False, "reps": None}}),
    (PLAN, "LS-11", WARN, {"one_rm": {"is_direct": None, "reps": 15}}),
    (START, "LS-12", BLOCK, {"method": "partner_assisted"}),
    (START, "LS-12", None, {"method": "partner_assisted", "is_partner_confirmed": True}),
    (START, "LS-12", None, ASSISTED),
    (START, "LS-12", BLOCK, ASSISTED | {"has_safety_arms": None}),
    (START, "LS-12", BLOCK, {"cautions": frozenset({"spotter"}), "setting": Setting()}),
    (START, "LS-12", None, {"cautions": frozenset({"spotter"}), "has_safety_arms": False, "spotters": 1}),
    (PLAN, "LS-12", None, {"method": "partner_assisted"}),
    (PLAN, "LS-13", None, {"last_load_kg": D(50), "load_kg": D(55)}),
    (PLAN, "LS-13", WARN, {"last_load_kg": D(50), "load_kg": D("55.00001")}),
    (PLAN, "LS-13", WARN, {"last_load_kg": D(50), "load_kg": D(60)}),
    (PLAN, "LS-13", OVERRIDE, {"last_load_kg": D(50), "load_kg": D("60.00001")}),
    (PLAN, "LS-13", OVERRIDE, {"last_load_kg": D(0), "load_kg": D(1)}),
    (PLAN, "LS-13", WARN, {"last_load_kg": None}),
    (PLAN, "LS-13", None, {"last_load_kg": None, "load_kg": D(0)}),
    (PLAN, "LS-13", None, {"last_load_kg": None, "is_first_exposure": True}),
    (PLAN, "LS-14", None, {"weekly_reps": 39}),
    (PLAN, "LS-14", WARN, {"weekly_reps": 40}),
    (PLAN, "LS-14", WARN, {"weekly_reps": 45}),
    (PLAN, "LS-14", OVERRIDE, {"weekly_reps": 46}),
    (PLAN, "LS-14", OVERRIDE, {"weekly_reps": 46, "exposure_week": None}),
    (PLAN, "LS-14", None, {"weekly_reps": 46, "exposure_week": 4}),
    (PLAN, "LS-14", OVERRIDE, {"weekly_reps": 1, "earlier_weekly_reps": (0, 0, 0)}),
    (PLAN, "LS-14", WARN, {"earlier_weekly_reps": (30, None, 30)}),
    (PLAN, "LS-14", WARN, {"weekly_reps": None}),
    (PLAN, "LS-15", None, FIRST),
    (PLAN, "LS-15", OVERRIDE, FIRST | {"sets": 2}),
    (PLAN, "LS-15", OVERRIDE, FIRST | {"sets": 2, "exposure_week": 2}),
    (PLAN, "LS-15", OVERRIDE, FIRST | {"sets": 2, "is_first_exposure": False}),
    (PLAN, "LS-15", None, FIRST | {"reps": 10}),
    (PLAN, "LS-15", OVERRIDE, FIRST | {"reps": 11}),
    (PLAN, "LS-15", OVERRIDE, FIRST | {"load_kg": D("50.00001")}),
    (PLAN, "LS-15", None, FIRST | {"session_reps": 30}),
    (PLAN, "LS-15", OVERRIDE, FIRST | {"session_reps": 31}),
    (PLAN, "LS-15", WARN, FIRST | {"one_rm": NO_ONE_RM}),
    (PLAN, "LS-15", OVERRIDE, {"is_first_exposure": None, "exposure_week": None}),
    (PLAN, "LS-15", None, {"is_first_exposure": None, "exposure_week": 2}),
    (PLAN, "LS-15", None, FIRST | {"sets": 5, "reps": None, "duration_s": 45, "method": "isometric"}),
    (PLAN, "LS-16", None, {"hours_since_group": 48}),
    (PLAN, "LS-16", WARN, {"hours_since_group": D("47.9")}),
    (PLAN, "LS-16", None, {"hours_since_group": 12, "is_daily_tendon_work": True}),
    (PLAN, "LS-16", WARN, {"hours_since_group": None}),
    (PLAN, "LS-16", None, {"hours_since_group": None, "is_first_exposure": True}),
    (START, "LS-17", None, {"open_doms_nrs": 6}),
    (START, "LS-17", BLOCK, {"open_doms_nrs": 7}),
    (START, "LS-17", BLOCK, {"is_pain_red": True}),
    (START, "LS-17", None, {"open_doms_nrs": 7, "is_pain_red": True, "is_reviewed": True}),
    (START, "LS-17", WARN, {"open_doms_nrs": None}),
    (START, "LS-17", WARN, {"open_doms_nrs": None, "is_first_exposure": None}),
    (START, "LS-17", None, {"open_doms_nrs": None, "is_first_exposure": True}),
    (START, "LS-17", WARN, {"is_pain_red": None, "is_rehab": None}),
    (START, "LS-17", None, {"is_pain_red": None}),
    (PLAN, "LS-17", None, {"open_doms_nrs": 9}),
    (PLAN, "LS-18", None, CODE),
    (PLAN, "LS-18", OVERRIDE, CODE | {"flags": frozenset({"shoulder"})}),
    (PLAN, "LS-18", None, CODE | {"flags": frozenset({"okc"})}),
    (PLAN, "LS-18", WARN, CODE | {"flags": None}),
    (PLAN, "LS-18", WARN, CODE | {"conditions": None}),
    (PLAN, "LS-18", None, {"flags": None, "cautions": frozenset({"spotter"})}),
    (PLAN, "LS-19", OVERRIDE, REHAB | {"is_in_current_phase": False}),
    (PLAN, "LS-19", None, REHAB),
    (PLAN, "LS-19", WARN, REHAB | {"is_in_current_phase": None}),
    (PLAN, "LS-19", OVERRIDE, {"is_rehab": None, "is_in_current_phase": False}),
    (PLAN, "LS-19", None, {"is_in_current_phase": False}),
    (PLAN, "LS-20", None, SMALL | {"load_kg": D(70), "last_load_kg": D(70)}),
    (PLAN, "LS-20", OVERRIDE, SMALL | {"load_kg": D("70.00001"), "last_load_kg": D("70.00001")}),
    (PLAN, "LS-20", None, {"load_kg": D(71), "last_load_kg": D(60)}),
    (PLAN, "LS-20", None, SMALL | {"load_kg": D(61)}),
    (PLAN, "LS-20", OVERRIDE, SMALL | {"load_kg": D("61.00001")}),
    (PLAN, "LS-21", None, {"is_overhead_or_pulling": True}),
    (PLAN, "LS-21", OVERRIDE, {"is_overhead_or_pulling": True, "flags": frozenset({"shoulder"})}),
    (PLAN, "LS-21", WARN, {"is_overhead_or_pulling": True, "flags": None}),
    (PLAN, "LS-21", None, {"flags": frozenset({"shoulder"})}),
    (START, "LS-22", None, ARM | {"new_arm_pain_nrs": 2}),
    (START, "LS-22", WARN, ARM | {"new_arm_pain_nrs": 3}),
    (START, "LS-22", WARN, ARM | {"new_arm_pain_nrs": None}),
    (START, "LS-22", WARN, ARM | {"new_arm_pain_nrs": None, "is_first_exposure": None}),
    (START, "LS-22", WARN, ARM | {"new_arm_pain_nrs": 3, "load_kg": None, "load_pct": D(60)}),
    (START, "LS-22", None, ARM | {"new_arm_pain_nrs": None, "is_first_exposure": True}),
    (START, "LS-22", None, {"new_arm_pain_nrs": 8}),
    (PLAN, "LS-23", INFO, {"tempo": Tempo(2, 0, 1, 0)}),
    (PLAN, "LS-23", None, {"tempo": Tempo(3, 0, 1, 0)}),
    (PLAN, "LS-23", None, {"tempo": Tempo(5, 0, 1, 0)}),
    (PLAN, "LS-23", WARN, {"tempo": Tempo(6, 0, 1, 0)}),
    (PLAN, "LS-23", WARN, {"tempo": Tempo(8, 0, 2, 0)}),
    (PLAN, "LS-23", None, {"tempo": Tempo(5, 1, 4, 0)}),
    (PLAN, "LS-23", WARN, {"tempo": Tempo(5, 2, 4, 0)}),
    (PLAN, "LS-23", WARN, {"tempo": Tempo(9, 0, 1, 0)}),
    (PLAN, "LS-23", WARN, {"tempo": Tempo(8, 1, 2, 0)}),
    (PLAN, "LS-23", None, {"tempo": None}),
    (PLAN, "LS-24", None, BIG | {"load_kg": D(85)}),
    (PLAN, "LS-24", OVERRIDE, BIG | {"load_kg": D("85.00001")}),
    (PLAN, "LS-24", OVERRIDE, BIG | {"load_kg": D(86), "has_safety_arms": None, "spotters": None}),
    (PLAN, "LS-24", None, BIG | {"load_kg": D(86), "has_safety_arms": True}),
    (PLAN, "LS-24", None, BIG | {"load_kg": D(86), "spotters": 1}),
    (PLAN, "LS-25", BLOCK, {"is_screening_open": True}),
    (PLAN, "LS-25", None, {"is_screening_open": False}),
    (PLAN, "LS-25", WARN, {"is_screening_open": None}),
    (START, "LS-25", BLOCK, {"is_screening_open": None}),
]


@pytest.mark.parametrize(("moment", "rule", "level", "changes"), ROWS)
def test_each_rule_on_both_sides_of_its_threshold(moment, rule, level, changes):
    assert levels(rule, case(**changes), moment) == ([] if level is None else [level])


def test_every_rule_has_a_row_that_fires_and_one_that_does_not():
    ids = {rule.id for rule in RULES}

    assert {rule for _, rule, level, _ in ROWS if level is not None} == ids
    assert {rule for _, rule, level, _ in ROWS if level is None} == ids


FLAG_LEVELS = dict.fromkeys(
    ["spine-flex", "hinge", "impact", "knee-early", "okc", "deep-flex", "shoulder"], OVERRIDE
) | dict.fromkeys(["elbow-wrist", "groin-acute", "insertional", "bp"], OVERRIDE)
FLAG_LEVELS |= {"vert-fx": BLOCK, "hs-graft": BLOCK, "balance": WARN, "spotter": None, "clinic": None}


@pytest.mark.parametrize("code", Caution.values)
def test_a_flag_meets_each_code_with_the_level_of_8_1(code):
    flagged = case(cautions=frozenset({code}), flags=frozenset({code}), is_in_current_phase=None)

    assert levels("LS-18", flagged) == ([FLAG_LEVELS[code]] if FLAG_LEVELS[code] else [])


OST, ACL = {"conditions": frozenset({"OST"})}, {"conditions": frozenset({"ACL"})}


@pytest.mark.parametrize(
    ("code", "level", "changes"),
    [
        ("spine-flex", OVERRIDE, OST | {"bone_track": "A"}),
        ("spine-flex", BLOCK, OST | {"bone_track": "B"}),
        ("spine-flex", BLOCK, OST | {"bone_track": "C"}),
        ("spine-flex", BLOCK, OST),
        ("spine-flex", BLOCK, {"flags": frozenset({"vert-fx"})}),
        ("hinge", OVERRIDE, OST),
        ("hinge", None, OST | {"is_technique_ok": True}),
        ("impact", OVERRIDE, OST | {"bone_track": "B"}),
        ("impact", BLOCK, OST | {"bone_track": "C"}),
        ("knee-early", OVERRIDE, {"weeks_since_knee_surgery": 11, "is_in_current_phase": False}),
        ("knee-early", None, {"weeks_since_knee_surgery": 11}),
        ("knee-early", None, {"weeks_since_knee_surgery": 12, "is_in_current_phase": False}),
        ("knee-early", OVERRIDE, ACL | {"is_in_current_phase": None}),
        ("knee-early", None, ACL | {"is_in_current_phase": False, "weeks_since_knee_surgery": 12}),
        ("knee-early", None, {"is_in_current_phase": False}),
        ("clinic", BLOCK, {"is_home": True}),
        ("clinic", BLOCK, {"is_home": None}),
    ],
)
def test_codes_that_a_condition_or_the_place_decides(code, level, changes):
    assert levels("LS-18", case(cautions=frozenset({code}), **changes)) == ([level] if level else [])


def test_every_code_but_the_spotter_has_a_level():
    assert {code for code, _, _ in CAUTION_LEVELS} == set(Caution.values) - {"spotter"}


def test_lowering_with_one_limb_is_compared_with_that_limb_and_with_both():
    both = {"kg": None, "bilateral_kg": D(100)}

    found = {
        kg: levels("LS-03", case(method="two_up_one_down", load_kg=D(kg), one_rm=both)) for kg in (35, 36)
    }

    assert found == {35: [], 36: [OVERRIDE]}
    assert levels("LS-03", case(load_kg=D(71), method="two_up_one_down", one_rm=both | {"kg": D(102)})) == [
        OVERRIDE
    ]
