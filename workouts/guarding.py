"""Asking the safety rules: of a program's line, of issuing it, of starting a session. [reads]"""

from dataclasses import replace

from .background import Background
from .choices import SIDES_OF, FacetKind, LoadType, Method, OneRepMaxMethod, Side, StepsKind
from .loads import stored_kg
from .safety import (
    DEFAULTS,
    Case,
    Dose,
    ExerciseTraits,
    History,
    Level,
    Moment,
    OneRepMaxState,
    Person,
    Setting,
    evaluate,
)

UPPER_LIMB_REGIONS = {"shoulder", "chest", "back", "elbow", "forearm"}
OVERHEAD_OR_PULLING_REGIONS = {"shoulder", "back"}
# Where new pain after upper-limb work counts (rule LS-22).
ARM_REGIONS = {"shoulder", "elbow", "wrist", "forearm"}
# Meant for every day, so that two days of rest are not asked for (LS-16, clinical reference 1.2).
DAILY_METHODS = {Method.ISOMETRIC, Method.DECLINE}
# What a new load alone can change, and what a new dose of one prescription can: the rest was asked when issuing.
ABOUT_LOAD = {
    *("LS-01", "LS-02", "LS-02b", "LS-03", "LS-04", "LS-05", "LS-06", "LS-07", "LS-09", "LS-10", "LS-11"),
    *("LS-13", "LS-20", "LS-23", "LS-24"),
}
ABOUT_DOSE = ABOUT_LOAD | {"LS-08", "LS-15", "LS-18", "LS-21", "LS-25"}


def draft_findings(line, thresholds=DEFAULTS):
    """What the rules say of a line that is for nobody in particular: warnings and worse."""
    case = Case(written_dose(line, line.load), draft_traits(line))
    return notable(evaluate(case, thresholds, Moment.DRAFT))


def draft_traits(line):
    """What the rules ask of an exercise while it is for nobody in particular: none of its facets, so no query."""
    steps = line.exercise.steps_kind
    return ExerciseTraits(
        cautions=frozenset(),
        is_small_joint=steps == StepsKind.SMALL,
        is_overhead_or_pulling=False,
        is_upper_limb=False,
        is_barbell=steps == StepsKind.BARBELL,
        is_barbell_big_lift=False,
        is_daily_tendon_work=method_of(line) in DAILY_METHODS,
    )


def plan_findings(line, load, one_rep_max, background: Background, setting, *, both=None, rules=None):
    """What the rules say of issuing `line` with `load` (a Load or None): all findings, the most severe first.

    `one_rep_max` is the row that the load is compared with, None where there is none, and `both` that of both sides,
    for lowering with one limb; `setting` is place and help; `rules` the ids to ask, all where none are given.
    """
    case = person_case(line, load, one_rep_max, background, setting, both=both)
    findings = evaluate(case, background.thresholds, Moment.PLAN)
    return [finding for finding in findings if rules is None or finding.rule in rules]


def start_findings(prescription, background: Background, setting):
    """What the rules say of starting one prescription; `setting` has what the client said before the first set."""
    case = person_case(prescription, prescription.load, prescription.one_rep_max, background, setting)
    return evaluate(case, background.thresholds, Moment.START)


def log_findings(set_log, prescription, one_rep_max, background: Background, setting, *, both=None):
    """What the rules say of a set that was done with more than was issued: warnings and worse.

    `one_rep_max` is that of the side, and `both` as in `plan_findings`. Numbers that cannot be were refused before.
    """
    case = person_case(prescription, set_log.load, one_rep_max, background, setting, both=both)
    dose = replace(
        case.dose,
        reps=set_log.reps,
        duration_s=set_log.duration_s,
        load_pct=None,
        load_kg=set_log.load_kg,
        ceiling_kg=prescription.load_kg,
    )
    findings = evaluate(replace(case, dose=dose), background.thresholds, Moment.LOG)
    return [finding for finding in notable(findings) if finding.rule != "LS-01"]


def place_of(assignment, background: Background):
    """What was said of place and help when a program was issued, and how much pain there is now."""
    return Setting(
        is_home=assignment.is_home,
        is_in_person=bool(assignment.supervisor),
        has_safety_arms=assignment.has_safety_arms,
        spotters=assignment.spotters,
        is_pain_red=background.is_pain_red,
        is_pain_amber=background.is_pain_amber,
    )


def person_case(line, load, one_rep_max, background, setting, *, both=None):
    """One dose for one client, with everything that is known of them."""
    traits, exercise = traits_of(line), line.exercise
    week = background.exposure_week(exercise)
    is_first = week == 1
    weeks = background.weekly_reps(exercise) or (None, None, None, None)
    if one_rep_max and one_rep_max.side == Side.BOTH and lowers_with_one(line):
        both = one_rep_max
    return Case(
        written_dose(line, load, has_one_rm=one_rep_max is not None),
        traits,
        one_rep_max=state_of(one_rep_max, background.today, both),
        person=Person(
            age_years=background.age_years,
            is_rehab=background.is_rehab,
            flags=background.flags,
            conditions=frozenset(),
            training_months=background.training_months,
            eccentric_weeks=background.eccentric_weeks,
            is_screening_open=background.is_screening_open,
        ),
        history=History(
            is_first_exposure=is_first,
            exposure_week=week,
            last_load_kg=background.last_loads_kg.get(exercise.pk),
            session_reps=background.most_session_reps(exercise),
            weekly_reps=weeks[0],
            earlier_weekly_reps=weeks[1:],
            hours_since_group=background.hours_since(exercise),
            supramaximal_weeks=supramaximal_weeks(exercise, one_rep_max, background),
            new_arm_pain_nrs=background.worst_pain_nrs(ARM_REGIONS),
        ),
        setting=setting,
    )


def lowers_with_one(line):
    """Whether two limbs lift and one lowers."""
    return line.method == Method.TWO_UP_ONE_DOWN and SIDES_OF[line.side] != (Side.BOTH,)


def supramaximal_weeks(exercise, one_rep_max, background):
    """The weeks above the one-rep max; None where it is not known."""
    return one_rep_max and background.supramaximal_weeks(exercise, stored_kg(one_rep_max.load))


def notable(findings):
    """Warnings, what needs a reason, and what is refused."""
    return [finding for finding in findings if finding.level >= Level.WARN]


def written_dose(line, load, *, has_one_rm=True):
    """The dose of a line as the rules see it: the per cent that was asked for, and the weight it came to.

    Where no one-rep max is known, a per cent that stands beside an effort is a prescription by effort (LS-08).
    """
    is_by_effort = not has_one_rm and any(value is not None for value in (line.rm, line.rpe, line.rir))
    return Dose(
        sets=line.sets,
        reps=line.reps_max or line.reps,
        duration_s=line.duration_s,
        load_pct=None if is_by_effort else line.load_pct,
        load_kg=stored_kg(load) if load else None,
        tempo=None if line.exercise.is_timed else line.tempo,
        method=method_of(line),
    )


def method_of(line):
    """The method of a line; a hold that names none is an isometric one."""
    is_hold = line.exercise.load_type == LoadType.TIME and line.method == Method.SLOW_LOWERING
    return Method.ISOMETRIC if is_hold else line.method


def traits_of(line):
    """What the library says about the exercise of a line; uses the prefetched facets if any."""
    exercise = line.exercise
    words = {kind: {facet.key for facet in exercise.facets.all() if facet.kind == kind} for kind in FacetKind}
    cautions, regions = words[FacetKind.CAUTION], words[FacetKind.REGION]
    is_barbell = exercise.steps_kind == StepsKind.BARBELL
    return ExerciseTraits(
        cautions=frozenset(cautions),
        is_small_joint=exercise.steps_kind == StepsKind.SMALL,
        is_overhead_or_pulling=bool(regions & OVERHEAD_OR_PULLING_REGIONS),
        is_upper_limb=bool(regions & UPPER_LIMB_REGIONS),
        is_barbell=is_barbell,
        is_barbell_big_lift=is_barbell and "spotter" in cautions,
        is_daily_tendon_work=method_of(line) in DAILY_METHODS,
    )


def state_of(one_rep_max, today, both=None):
    """The one-rep max as the rules see it; a row of both sides for a one-sided line is `both`, too."""
    if one_rep_max is None:
        return OneRepMaxState()
    return OneRepMaxState(
        kg=None if one_rep_max is both else stored_kg(one_rep_max.load),
        bilateral_kg=stored_kg(both.load) if both else None,
        age_days=(today - one_rep_max.measured_on).days,
        reps=one_rep_max.reps,
        is_direct=one_rep_max.method == OneRepMaxMethod.DIRECT,
    )
