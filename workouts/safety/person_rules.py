"""The rules about the person, the past and the place: LS-12, LS-14 to LS-19, LS-21, LS-22, LS-25. [pure]

Each check takes the case, the thresholds and the moment, and yields (level, inputs, thresholds) for what it finds.
Source: clinical reference 3.1, 1.6 and 8.1.
"""

from decimal import Decimal

from ..ramp import exceeded
from .case import ASSISTED_METHODS, PARTNER_METHODS, STATIC_METHODS
from .levels import Level, Moment


def unconfirmed_help(case, _limits, _moment):
    """LS-12; safety arms do for a spotter, but nobody lifts with them where a partner is the method."""
    method, setting = case.dose.method, case.setting
    if method in PARTNER_METHODS:
        has_help = setting.helpers > 0
    elif method in ASSISTED_METHODS or "spotter" in case.traits.cautions:
        has_help = setting.has_safety_arms_or_spotter
    else:
        return
    if not has_help:
        inputs = {"method": method, "spotters": setting.helpers, "has_safety_arms": setting.has_safety_arms}
        yield Level.BLOCK, inputs, {}


def weekly_rise(case, limits, _moment):
    """LS-14; not within the ramp, and a week that is not on record asks."""
    history = case.history
    if history.is_first_exposure is True or is_on_ramp(history, limits):
        return
    weeks = (history.weekly_reps, *history.earlier_weekly_reps)
    inputs = {"weekly_reps": history.weekly_reps}
    thresholds = limits.named("weekly_reps_warn_ratio", "weekly_reps_reason_ratio")
    if None in weeks or len(weeks) < 4:
        yield Level.WARN, inputs | {"mean_weekly_reps": None, "unknown": ("weekly_reps",)}, thresholds
        return
    # Three times both sides, so that nothing is rounded.
    three, total = 3 * history.weekly_reps, sum(history.earlier_weekly_reps)
    inputs["mean_weekly_reps"] = (Decimal(total) / 3).quantize(Decimal("0.1"))
    if three > limits.weekly_reps_reason_ratio * total:
        yield Level.OVERRIDE, inputs, thresholds
    elif three > limits.weekly_reps_warn_ratio * total:
        yield Level.WARN, inputs, thresholds


def is_on_ramp(history, limits):
    return history.exposure_week is not None and history.exposure_week <= limits.ramp_weeks


def first_exposure(case, limits, _moment):
    """LS-15; an exposure not known to be past counts as first, a load that cannot be compared asks."""
    dose, week = case.dose, limits.week_one
    if not case.history.counts_as_first or dose.method in STATIC_METHODS:
        return
    inputs = {"sets": dose.sets, "reps": dose.reps, "ratio": case.ratio}
    inputs["session_reps"] = case.history.session_reps
    above = exceeded(
        week,
        sets=dose.sets,
        reps=dose.reps,
        load_pct=None if case.ratio is None else case.ratio * 100,
        muscle_reps=case.history.session_reps,
    )
    thresholds = {
        "first_sets": week.most_sets,
        "first_reps": week.most_reps,
        "first_ratio": week.most_pct / 100,
        "first_session_reps": week.most_muscle_reps,
    }
    if above:
        yield Level.OVERRIDE, {"above": above} | inputs, thresholds
    elif dose.has_load and case.ratio is None:
        yield Level.WARN, {"above": (), "unknown": ("one_rm_kg",)} | inputs, thresholds


def short_rest(case, limits, _moment):
    """LS-16; hours that are not known ask, unless there is known to be no session before."""
    hours = case.history.hours_since_group
    if case.traits.is_daily_tendon_work or (hours is None and case.history.is_first_exposure is True):
        return
    if hours is None:
        unknown = {"hours_since_group": None, "unknown": ("hours_since_group",)}
        yield Level.WARN, unknown, limits.named("min_rest_hours")
    elif hours < limits.min_rest_hours:
        yield Level.WARN, {"hours_since_group": hours}, limits.named("min_rest_hours")


def sore_or_painful(case, limits, _moment):
    """LS-17; no answer is not 0: it asks, about soreness unless nothing was done before, about pain in rehab."""
    setting, thresholds = case.setting, limits.named("doms_stop_nrs")
    if setting.is_reviewed is True:
        return
    inputs = {"open_doms_nrs": setting.open_doms_nrs, "is_pain_red": setting.is_pain_red}
    is_sore = setting.open_doms_nrs is not None and setting.open_doms_nrs >= limits.doms_stop_nrs
    if is_sore or setting.is_pain_red is True:
        yield Level.BLOCK, inputs, thresholds
        return
    is_asked = {
        "open_doms_nrs": case.history.is_first_exposure is not True,
        "is_pain_red": case.person.is_rehab is not False,
    }
    unknown = tuple(name for name, value in inputs.items() if value is None and is_asked[name])
    if unknown:
        yield Level.WARN, inputs | {"unknown": unknown}, thresholds


def has(code):
    """A condition of CAUTION_LEVELS: the person carries the flag `code`."""
    return lambda case, limits: case.person.has_flag(code)


def on_bone_track(*tracks):
    """A condition of CAUTION_LEVELS: low bone mass on one of `tracks`; a track that is not known is any."""
    return lambda case, limits: (
        case.person.bone_track in tracks
        or (case.person.bone_track is None and case.person.has_condition("OST"))
    )


def is_hinge_unsure(case, _limits):
    """Low bone mass or the flag, and nobody confirmed the hinge (the exit of phase B1)."""
    has_bone = case.person.has_condition("OST") or case.person.bone_track is not None
    return (has_bone or case.person.has_flag("hinge")) and case.person.is_technique_ok is not True


def is_knee_early(case, limits):
    """The first weeks after knee ligament surgery, unless the current phase lists the exercise."""
    person, weeks = case.person, case.person.weeks_since_knee_surgery
    is_unknown = weeks is None and person.has_condition("ACL")
    is_early = is_unknown or (weeks is not None and weeks < limits.early_knee_weeks)
    return (is_early or person.has_flag("knee-early")) and case.setting.is_in_current_phase is not True


# Reference 8.1: code, level, and when it applies; the most severe that applies counts. `spotter` is LS-12.
CAUTION_LEVELS = (
    ("spine-flex", Level.BLOCK, on_bone_track("B", "C")),
    ("spine-flex", Level.BLOCK, has("vert-fx")),
    ("spine-flex", Level.OVERRIDE, on_bone_track("A")),
    ("spine-flex", Level.OVERRIDE, has("spine-flex")),
    ("vert-fx", Level.BLOCK, has("vert-fx")),
    ("hinge", Level.OVERRIDE, is_hinge_unsure),
    ("impact", Level.BLOCK, on_bone_track("C")),
    ("impact", Level.OVERRIDE, on_bone_track("A", "B")),
    ("impact", Level.OVERRIDE, has("impact")),
    ("knee-early", Level.OVERRIDE, is_knee_early),
    ("okc", Level.OVERRIDE, has("okc")),
    ("hs-graft", Level.BLOCK, has("hs-graft")),
    ("deep-flex", Level.OVERRIDE, has("deep-flex")),
    ("shoulder", Level.OVERRIDE, has("shoulder")),
    ("elbow-wrist", Level.OVERRIDE, has("elbow-wrist")),
    ("groin-acute", Level.OVERRIDE, has("groin-acute")),
    ("insertional", Level.OVERRIDE, has("insertional")),
    ("balance", Level.WARN, has("balance")),
    ("bp", Level.OVERRIDE, has("bp")),
    ("clinic", Level.BLOCK, lambda case, limits: case.setting.is_home is not False),
)
# Codes that no flag of the person decides.
PLACE_CODES = frozenset({"spotter", "clinic"})


def cautions(case, limits, _moment):
    """LS-18, once for each code that applies; codes that cannot be matched, because flags are not known, ask."""
    applying = {}
    for code, level, applies in CAUTION_LEVELS:
        if code in case.traits.cautions and applies(case, limits):
            applying[code] = max(level, applying.get(code, Level.OK))
    for code, level in sorted(applying.items()):
        thresholds = limits.named("early_knee_weeks") if code == "knee-early" else {}
        yield level, {"code": code}, thresholds
    if case.person.flags is None or case.person.conditions is None:
        open_codes = sorted(case.traits.cautions - PLACE_CODES - applying.keys())
        if open_codes:
            yield Level.WARN, {"codes": tuple(open_codes), "unknown": ("flags",)}, {}


def outside_phase(case, _limits, _moment):
    """LS-19; a phase that is not known asks."""
    is_listed = case.setting.is_in_current_phase
    if case.person.is_rehab is False or is_listed is True:
        return
    if is_listed is False:
        yield Level.OVERRIDE, {"is_in_current_phase": False}, {}
    elif case.person.is_rehab is True:
        unknown = {"is_in_current_phase": None, "unknown": ("is_in_current_phase",)}
        yield Level.WARN, unknown, {}


def flagged_shoulder(case, _limits, _moment):
    """LS-21; flags that are not known ask."""
    has_flag = case.person.has_shoulder_flag
    if not case.traits.is_overhead_or_pulling or has_flag is False:
        return
    if has_flag:
        yield Level.OVERRIDE, {"has_shoulder_flag": True}, {}
    else:
        yield Level.WARN, {"has_shoulder_flag": None, "unknown": ("flags",)}, {}


def new_arm_pain(case, limits, _moment):
    """LS-22: asks before the next session, with a lighter load to choose; no answer after earlier work asks too."""
    nrs = case.history.new_arm_pain_nrs
    if not case.traits.is_upper_limb or (nrs is None and case.history.is_first_exposure is True):
        return
    thresholds = limits.named("new_pain_nrs", "new_pain_cut_ratio")
    if nrs is None:
        yield Level.WARN, {"new_arm_pain_nrs": None, "unknown": ("new_arm_pain_nrs",)}, thresholds
    elif nrs >= limits.new_pain_nrs:
        load_kg = case.dose.load_kg
        suggested = load_kg * (1 - limits.new_pain_cut_ratio) if case.dose.has_load and load_kg else None
        yield Level.WARN, {"new_arm_pain_nrs": nrs, "suggested_load_kg": suggested}, thresholds


def open_screening(case, _limits, moment):
    """LS-25; one that was never answered only asks when issuing, because the person answers before the first start."""
    is_open = case.person.is_screening_open
    if is_open is None:
        level = Level.WARN if moment == Moment.PLAN else Level.BLOCK
        yield level, {"is_screening_open": None, "unknown": ("is_screening_open",)}, {}
    elif is_open:
        yield Level.BLOCK, {"is_screening_open": True}, {}
