"""The rules about the dose and its load: LS-01 to LS-11, LS-13, LS-20, LS-23, LS-24. [pure]

Each check takes the case, the thresholds and the moment, and yields (level, inputs, thresholds) for what it finds.
Without a ratio the rules that compare it stay silent: LS-08 and LS-09 speak for them.
Source: clinical reference 3.1, 1.3 (gates) and 2.1 (age of a one-rep max).
"""

from decimal import Decimal

from .case import ASSISTED_METHODS, is_usable
from .levels import CAPACITY_RATIO, Level, Moment

CAPACITY = {"capacity_ratio": CAPACITY_RATIO}


def sane_dose(case, limits, _moment):
    """LS-01; a dose that does not say how many is not sane either."""
    dose = case.dose
    counted = dose.reps if dose.duration_s is None else dose.duration_s
    wrong = {
        "sets": dose.sets is None or not limits.min_sets <= dose.sets <= limits.max_sets,
        "reps": counted is None or counted < limits.min_reps or (dose.reps or 0) > limits.max_reps,
        "load_kg": dose.load_kg is not None
        and not (is_usable(dose.load_kg) and dose.load_kg <= limits.max_load_kg),
        "load_pct": dose.is_percent and not is_usable(dose.load_pct),
    }
    if any(wrong.values()):
        inputs = {name: getattr(dose, name) for name, is_wrong in wrong.items() if is_wrong}
        names = ("min_sets", "max_sets", "min_reps", "max_reps", "max_load_kg")
        yield Level.BLOCK, {"wrong": tuple(inputs)} | inputs, limits.named(*names)


def in_band(case, limits, _moment):
    """LS-02"""
    if case.ratio is not None and limits.band_lower_ratio <= case.ratio <= limits.band_upper_ratio:
        yield Level.OK, {"ratio": case.ratio}, limits.named("band_lower_ratio", "band_upper_ratio")


def below_band(case, limits, _moment):
    """LS-02b"""
    if case.ratio is not None and case.ratio < limits.band_lower_ratio:
        yield Level.INFO, {"ratio": case.ratio}, limits.named("band_lower_ratio", "band_upper_ratio")


def above_band(case, limits, _moment):
    """LS-03"""
    if case.ratio is not None and limits.band_upper_ratio < case.ratio <= CAPACITY_RATIO:
        yield Level.OVERRIDE, {"ratio": case.ratio}, limits.named("band_upper_ratio") | CAPACITY


def above_capacity(case, _limits, _moment):
    """LS-04; a method that is not known has no help with the lift."""
    if is_above_capacity(case) and case.dose.method not in ASSISTED_METHODS:
        yield Level.BLOCK, {"ratio": case.ratio}, CAPACITY


def supramaximal(case, limits, moment):
    """LS-05; a draft is for nobody yet, so that its gates are asked when it is issued."""
    if not is_above_capacity(case) or case.ratio > limits.supramaximal_ceiling_ratio:
        return
    if case.dose.method not in ASSISTED_METHODS:
        return
    missing = () if moment == Moment.DRAFT else missing_gates(case, limits)
    inputs = {"ratio": case.ratio, "missing": missing, "is_draft": moment == Moment.DRAFT}
    names = ("supramaximal_ceiling_ratio", "adult_age_years", "older_age_years", "gate_one_rm_days")
    names += ("gate_training_months", "gate_eccentric_weeks", "gate_block_weeks", spotters_name(case))
    yield Level.BLOCK if missing else Level.OVERRIDE, inputs, CAPACITY | limits.named(*names)


def missing_gates(case, limits):
    """The conditions of 1.3 that are not met or not known to be, in its order; the reason is asked by the level."""
    person, history, setting, newest = case.person, case.history, case.setting, case.one_rep_max
    needed = getattr(limits, spotters_name(case))
    is_met = {
        "not_rehab": person.is_rehab is False,
        "age": is_within_age(person, limits),
        "pain": setting.is_pain_red is False and setting.is_pain_amber is False,
        "direct_one_rm": newest.is_direct is True and at_most(newest.age_days, limits.gate_one_rm_days),
        "training": at_least(person.training_months, limits.gate_training_months),
        "eccentric": at_least(person.eccentric_weeks, limits.gate_eccentric_weeks),
        "in_person": setting.is_in_person is True,
        "spotters": setting.has_safety_arms is True or setting.helpers >= needed,
        "block": at_most(history.supramaximal_weeks, limits.gate_block_weeks),
    }
    return tuple(name for name, met in is_met.items() if not met)


def spotters_name(case):
    return "gate_barbell_spotters" if case.traits.is_barbell else "gate_other_spotters"


def above_ceiling(case, limits, _moment):
    """LS-06"""
    if case.ratio is not None and case.ratio > limits.supramaximal_ceiling_ratio:
        yield Level.BLOCK, {"ratio": case.ratio}, limits.named("supramaximal_ceiling_ratio")


def above_capacity_in_person(case, limits, _moment):
    """LS-07; rehab and age that are not known count as reasons against it."""
    person = case.person
    if not is_above_capacity(case) or (person.is_rehab is False and is_within_age(person, limits)):
        return
    inputs = {"ratio": case.ratio, "is_rehab": person.is_rehab, "age_years": person.age_years}
    unknown = tuple(name for name in ("is_rehab", "age_years") if inputs[name] is None)
    yield (
        Level.BLOCK,
        inputs | {"unknown": unknown},
        CAPACITY | limits.named("adult_age_years", "older_age_years"),
    )


def percent_of_nothing(case, _limits, _moment):
    """LS-08"""
    if case.dose.is_percent and not case.references_kg:
        yield Level.BLOCK, {"load_pct": case.dose.load_pct, "unknown": ("one_rm_kg",)}, {}


def load_without_one_rm(case, limits, _moment):
    """LS-09"""
    if case.dose.has_load and not case.dose.is_percent and not case.references_kg:
        inputs = {"load_kg": case.dose.load_kg, "unknown": ("one_rm_kg",)}
        yield Level.WARN, inputs, limits.named("band_lower_ratio", "band_upper_ratio")


def old_one_rm(case, limits, _moment):
    """LS-10; one whose day is not known counts as expired."""
    if not (case.dose.has_load and case.references_kg):
        return
    is_outside_rehab = case.person.is_rehab is False
    current = "one_rm_current_days" if is_outside_rehab else "one_rm_current_rehab_days"
    days, thresholds = case.one_rep_max.age_days, limits.named(current, "one_rm_expired_days")
    if days is None:
        yield Level.OVERRIDE, {"one_rm_age_days": None, "unknown": ("one_rm_age_days",)}, thresholds
    elif days > limits.one_rm_expired_days:
        yield Level.OVERRIDE, {"one_rm_age_days": days}, thresholds
    elif days > getattr(limits, current):
        yield Level.WARN, {"one_rm_age_days": days}, thresholds


def unsure_one_rm(case, limits, _moment):
    """LS-11; an estimate from a number of repetitions that is not known is unsure."""
    newest = case.one_rep_max
    if not (case.dose.has_load and case.references_kg) or newest.is_direct is True:
        return
    if newest.reps is None:
        yield Level.WARN, {"one_rm_reps": None, "unknown": ("one_rm_reps",)}, limits.named("sure_reps")
    elif newest.reps > limits.sure_reps:
        yield Level.WARN, {"one_rm_reps": newest.reps}, limits.named("sure_reps")


def load_rise(case, limits, _moment):
    """LS-13; a load without an earlier one asks, unless it is known to be the first."""
    load_kg, last_kg = case.dose.load_kg, case.history.last_load_kg
    if not is_usable(load_kg):
        return
    thresholds = limits.named("load_rise_warn_ratio", "load_rise_reason_ratio")
    inputs = {"load_kg": load_kg, "last_load_kg": last_kg}
    if last_kg is None:
        if load_kg > 0 and case.history.is_first_exposure is not True:
            yield Level.WARN, inputs | {"unknown": ("last_load_kg",)}, thresholds
        return
    inputs["rise_ratio"] = load_kg / last_kg - 1 if last_kg > 0 else None
    if load_kg > last_kg * (1 + limits.load_rise_reason_ratio):
        yield Level.OVERRIDE, inputs, thresholds
    elif load_kg > last_kg * (1 + limits.load_rise_warn_ratio):
        yield Level.WARN, inputs, thresholds


def small_joint(case, limits, _moment):
    """LS-20: the share of the one-rep max, or a rise of more than 1 kg over the last session."""
    load_kg, last_kg = case.dose.load_kg, case.history.last_load_kg
    if not case.traits.is_small_joint:
        return
    has_both = is_usable(load_kg) and last_kg is not None
    rise_kg = load_kg - last_kg if has_both else None
    is_heavy = case.ratio is not None and case.ratio > limits.small_joint_ratio
    if is_heavy or (rise_kg is not None and rise_kg > limits.small_joint_rise_kg):
        inputs = {"ratio": case.ratio, "rise_kg": rise_kg}
        yield Level.OVERRIDE, inputs, limits.named("small_joint_ratio", "small_joint_rise_kg")


def tempo_zone(case, limits, _moment):
    """LS-23 with TP-1 of 1.4; about benefit, not harm: a tempo that is not known is not judged."""
    tempo = case.dose.tempo
    if tempo is None:
        return
    if tempo.down_s > limits.slow_lowering_s or tempo.rep_s > limits.slow_rep_s:
        inputs = {"down_s": tempo.down_s, "rep_s": tempo.rep_s}
        yield Level.WARN, inputs, limits.named("slow_lowering_s", "slow_rep_s")
        return
    pace, level = None, Level.WARN
    if tempo.down_s < limits.usual_lowering_from_s:
        pace, level = "fast", Level.INFO
    elif tempo.down_s > limits.usual_lowering_to_s:
        pace = "slow"
    if pace:
        inputs = {"pace": pace, "down_s": tempo.down_s}
        yield level, inputs, limits.named("usual_lowering_from_s", "usual_lowering_to_s")


def unspotted(case, limits, _moment):
    """LS-24"""
    if case.ratio is None or case.ratio <= limits.unspotted_ratio or not case.traits.is_barbell_big_lift:
        return
    if not case.setting.has_safety_arms_or_spotter:
        inputs = {"ratio": case.ratio, "has_safety_arms": case.setting.has_safety_arms}
        yield Level.OVERRIDE, inputs | {"spotters": case.setting.helpers}, limits.named("unspotted_ratio")


def is_above_capacity(case):
    return case.ratio is not None and case.ratio > CAPACITY_RATIO


def is_within_age(person, limits):
    """Whether the age is known, and old enough and young enough for more than the one-rep max."""
    return (
        person.age_years is not None and limits.adult_age_years <= person.age_years < limits.older_age_years
    )


def at_least(value, least):
    return value is not None and Decimal(value) >= least


def at_most(value, most):
    return value is not None and Decimal(value) <= most
