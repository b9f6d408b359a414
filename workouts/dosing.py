"""A prescription as a dose of the progression rules, and back: limits, what safety says, and as text. [reads]"""

from copy import copy
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from .choices import FacetKind, LoadStatus, Side
from .guarding import ABOUT_DOSE, plan_findings
from .loads import MAX_LOAD_KG, Load, ratio, stored_kg
from .models import Override
from .plates import Limits
from .progression import Dose
from .resolving import PlannedLine, limb_reference, lowers_with_one, weaker_side
from .shorthand import plain

# Of these alone an exercise counts as one of the lower body, whose steps are larger (clinical reference 5.5).
LOWER_REGIONS = {"hip", "groin", "knee", "hamstrings", "calf"}
# With a reason for leaving the band, as heavy as the reference's heavy blocks go (6.2, 6.4; rule LS-24 above it).
REASONED_RATIO = Decimal("0.85")
ABOUT_BAND = {"LS-03", "LS-05", "LS-20"}
PCT_PLACES, VALUE_PLACES = Decimal("0.01"), Decimal("0.001")


def dose_of(row, facts):
    """The Dose of a prescription of repetitions; its per cent is of the newest one-rep max, where there is one."""
    one_rm = one_rm_of(row, facts)
    return Dose(
        sets=row.sets,
        reps=row.reps,
        max_reps=row.reps_max,
        load=row.load,
        percent=row.load_pct if one_rm else None,
        one_rm=one_rm,
        rm=row.rm,
    )


def one_rm_of(row, facts):
    """The Load that per cents of a prescription are of, the weaker side's; None where one is not known."""
    one_rep_max = weaker_side(row, facts.newest)
    return limb_reference(row, one_rep_max) if one_rep_max else None


def read_overruled(client, exercises):
    """(Assignment id, exercise id) -> the ids of the safety rules that a trainer overruled there; one query."""
    rows = Override.objects.filter(assignment__client=client, exercise__in=exercises)
    found = {}
    for assignment, exercise, rule in rows.values_list("assignment", "exercise", "rule"):
        found.setdefault((assignment, exercise), set()).add(rule)
    return found


def limits_of(row, facts, overruled):
    """The Limits of a prescription: what the client can load, and the ceiling; `overruled` are ids of safety rules."""
    kind = row.exercise.steps_kind
    near = row.load.to(facts.kit.unit).value if row.load else None
    return Limits(
        steps=facts.kit.weights(kind, near),
        unit=facts.kit.unit,
        region="lower" if is_lower_body(row.exercise) else "upper",
        ceiling=ceiling_of(row, facts, overruled),
    )


def is_lower_body(exercise):
    """Whether an exercise trains the lower body alone; without a region it takes the smaller steps of the upper."""
    regions = {facet.key for facet in exercise.facets.all() if facet.kind == FacetKind.REGION}
    return bool(regions) and regions <= LOWER_REGIONS


def ceiling_of(row, facts, overruled):
    """The heaviest Load that a rule may propose: the top of the band, or the limit of LS-01 without a one-rep max.

    Where the trainer left the band for this exercise and plan, 85 %, or what was given where that is more. A reason
    that was given for something else, such as an exercise that is new, moves no ceiling.
    """
    one_rm = one_rm_of(row, facts)
    if one_rm is None:
        return Load(MAX_LOAD_KG, "kg")
    share = facts.background.thresholds.band_upper_ratio
    if overruled & ABOUT_BAND:
        given = ratio(row.load, one_rm) if row.load else share
        share = max(share, REASONED_RATIO, given)
    return Load(one_rm.value * share, one_rm.unit)


def with_dose(row, dose, facts):
    """The PlannedLine that a prescription comes to with another Dose, with what safety says of it."""
    line = copy(row)
    line.sets, line.reps, line.rm = dose.sets, dose.reps, dose.rm
    line.reps_max = dose.max_reps if (dose.max_reps or 0) > dose.reps else None
    line.load_value = dose.load.value if dose.load else None
    line.load_unit = dose.load.unit if dose.load else ""
    line.load_pct = new_percent(row, dose)
    line.lift_value = new_lift(row, dose)
    if None not in (row.lift_pct, line.load_pct):
        line.lift_pct = min(row.lift_pct, line.load_pct)
    one_rep_max = weaker_side(row, facts.newest)
    both = facts.newest.get((row.exercise_id, Side.BOTH)) if lowers_with_one(row) else None
    findings = plan_findings(
        line, dose.load, one_rep_max, facts.background, facts.setting, both=both, rules=ABOUT_DOSE
    )
    return PlannedLine(line, dose.load, status_of(line, row), one_rep_max, tuple(findings), row)


def status_of(line, row):
    """Where the load of a changed prescription comes from."""
    if line.load is None:
        return LoadStatus.NO_LOAD if row.load else row.load_status
    return LoadStatus.COMPUTED if line.load_pct is not None else LoadStatus.GIVEN


def new_percent(row, dose):
    """The per cent that goes with another dose; a prescription of a plain weight gets none."""
    if row.load_pct is None:
        return None
    if is_load(row, dose.load):
        return dose.percent or row.load_pct
    return written_percent(dose)


def new_lift(row, dose):
    """What is lifted where less than the load is, in the unit of the new load and never more than it."""
    if row.lift is None or dose.load is None:
        return None
    return min(row.lift.to(dose.load.unit).value.quantize(VALUE_PLACES, ROUND_DOWN), dose.load.value)


def written_percent(dose):
    """The per cent that is written beside the load, in hundredths, so that it comes to this load again.

    Of a load that fell short of the per cent that was aimed at, its own share, the last hundredth up: cut, the same
    per cent would come to the next lighter weight. A limit in whole hundredths is not passed by that.
    """
    if dose.percent is None or dose.load is None or dose.one_rm is None:
        return None
    share = dose.load.kg * 100 / dose.one_rm.kg
    return max(dose.percent, share.quantize(PCT_PLACES, ROUND_UP))


def of_client(load, facts, row):
    """`load` as the client's equipment can be loaded for a prescription, rounded down; None where nothing can be."""
    if load is None:
        return None
    number = load.to(facts.kit.unit).value
    value = facts.kit.weights(row.exercise.steps_kind, number).floor(number)
    return Load(value, facts.kit.unit) if value else None


def as_text(dose):
    """A Dose as values that JSON can hold, without what it is compared with."""
    return {
        "sets": dose.sets,
        "reps": dose.reps,
        "max_reps": dose.max_reps if (dose.max_reps or 0) > dose.reps else None,
        "load": plain(dose.load.value) if dose.load else None,
        "unit": dose.load.unit if dose.load else "",
        "percent": plain(dose.percent) if dose.percent is not None else None,
        "rm": dose.rm,
    }


def from_text(text, one_rm=None):
    """The Dose that as_text wrote, its per cent of `one_rm`."""
    return Dose(
        sets=text["sets"],
        reps=text["reps"],
        max_reps=text["max_reps"],
        load=Load(Decimal(text["load"]), text["unit"]) if text["load"] else None,
        percent=Decimal(text["percent"]) if text["percent"] else None,
        one_rm=one_rm,
        rm=text["rm"],
    )


def is_dose(row, text):
    """Whether a prescription has the dose of `text`, whatever its per cent is called."""
    load = Load(Decimal(text["load"]), text["unit"]) if text["load"] else None
    amounts = (row.sets, row.reps, row.reps_max, row.rm)
    return amounts == tuple(text[name] for name in ("sets", "reps", "max_reps", "rm")) and is_load(row, load)


def is_load(row, load):
    """Whether a prescription has this Load or, both None, no load."""
    if load is None or row.load is None:
        return load is row.load
    return stored_kg(row.load) == stored_kg(load)
