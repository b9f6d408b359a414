"""A case that no safety rule has anything to say about, and how to change it."""

from dataclasses import fields, replace
from decimal import Decimal

from workouts.safety import (
    DEFAULTS,
    Case,
    Dose,
    ExerciseTraits,
    History,
    Moment,
    OneRepMaxState,
    Person,
    Setting,
    evaluate,
)
from workouts.tempo import Tempo

D = Decimal

# 60 kg of 100 kg, everything known and nothing to say about it.
TRAITS = ExerciseTraits(
    cautions=frozenset(),
    is_small_joint=False,
    is_overhead_or_pulling=False,
    is_upper_limb=False,
    is_barbell=False,
    is_barbell_big_lift=False,
    is_daily_tendon_work=False,
)
GOOD = Case(
    Dose(sets=3, reps=8, load_kg=D(60), tempo=Tempo(4, 0, 1, 0), method="slow_lowering"),
    TRAITS,
    OneRepMaxState(kg=D(100), age_days=10, reps=1, is_direct=True),
    Person(
        age_years=40,
        is_rehab=False,
        flags=frozenset(),
        conditions=frozenset(),
        training_months=24,
        eccentric_weeks=10,
        is_screening_open=False,
    ),
    History(
        is_first_exposure=False,
        exposure_week=5,
        last_load_kg=D(60),
        weekly_reps=30,
        earlier_weekly_reps=(30, 30, 30),
        hours_since_group=72,
        supramaximal_weeks=1,
        new_arm_pain_nrs=0,
    ),
    Setting(
        is_in_person=True,
        has_safety_arms=True,
        is_home=False,
        open_doms_nrs=0,
        is_pain_red=False,
        is_pain_amber=False,
        is_in_current_phase=True,
    ),
)
GROUPS = {"dose": Dose, "traits": ExerciseTraits, "person": Person, "history": History, "setting": Setting}
GROUP_OF = {field.name: group for group, kind in GROUPS.items() for field in fields(kind)}


def case(one_rm=None, **changes):
    """GOOD with `changes` to its fields, whichever group has them, and to the one-rep max by `one_rm`."""
    changed = replace(GOOD, **{name: changes.pop(name) for name in list(changes) if name in GROUPS})
    for name, value in changes.items():
        group = GROUP_OF[name]
        changed = replace(changed, **{group: replace(getattr(changed, group), **{name: value})})
    return replace(changed, one_rep_max=replace(changed.one_rep_max, **(one_rm or {})))


def levels(rule, asked, moment=Moment.PLAN, limits=DEFAULTS):
    return [finding.level for finding in evaluate(asked, limits, moment) if finding.rule == rule]


NO_ONE_RM = {"kg": None, "age_days": None}
ASSISTED = {"method": "supramaximal", "load_kg": D(110)}
