"""Asking the safety rules about a line of a program, and about issuing it to a client. [reads]

The rules asked here are those that the line, the client's one-rep maxima and the client's log answer. What needs the
health screening, flags, soreness, or somebody beside the client is not asked yet (see docs/architecture.md).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from .choices import FacetKind, OneRepMaxMethod, StepsKind
from .loads import stored_kg
from .models import SetLog
from .safety import Case, Dose, ExerciseTraits, History, Level, Moment, OneRepMaxState, Person, evaluate

ASKED = {
    *("LS-01", "LS-02", "LS-02b", "LS-03", "LS-04", "LS-05", "LS-06", "LS-07", "LS-09", "LS-10", "LS-11"),
    *("LS-13", "LS-20", "LS-23", "LS-24"),
}
UPPER_LIMB_REGIONS = {"shoulder", "chest", "back", "elbow", "forearm"}
OVERHEAD_OR_PULLING_REGIONS = {"shoulder", "back"}


@dataclass(frozen=True)
class Background:
    """What is known of a client on the day a program is issued: age, and the last load of each exercise in kg."""

    today: date
    age_years: int | None
    last_loads_kg: dict[int, Decimal]

    def after(self, planned_lines):
        """The Background once a session with `planned_lines` has been done as planned."""
        loads = {item.line.exercise_id: stored_kg(item.load) for item in planned_lines if item.load}
        return replace(self, last_loads_kg=self.last_loads_kg | loads)


def read_background(client, today):
    """The Background of `client`, in one query."""
    newest = Window(
        RowNumber(), partition_by=["exercise_id"], order_by=[F("performed_at").desc(), F("pk").desc()]
    )
    rows = (
        SetLog.objects.for_client(client)
        .counted()
        .exclude(load_kg=None)
        .annotate(place=newest)
        .filter(place=1)
    )
    return Background(today, client.age_on(today), dict(rows.values_list("exercise", "load_kg")))


def draft_findings(line):
    """What the rules say of a line that is for nobody in particular: warnings and worse."""
    case = Case(written_dose(line, line.load), traits_of(line.exercise, cautions=()))
    return notable(evaluate(case, moment=Moment.DRAFT))


def plan_findings(line, load, one_rep_max, background):
    """What the rules say of issuing `line` with `load` (a Load or None): all findings, the most severe first."""
    exercise = line.exercise
    cautions = [facet.key for facet in exercise.facets.all() if facet.kind == FacetKind.CAUTION]
    last_kg = background.last_loads_kg.get(exercise.pk)
    case = Case(
        written_dose(line, load),
        traits_of(exercise, cautions),
        one_rep_max=state_of(one_rep_max, background.today),
        person=Person(age_years=background.age_years, is_rehab=False),
        history=History(is_first_exposure=last_kg is None, last_load_kg=last_kg),
    )
    return [finding for finding in evaluate(case, moment=Moment.PLAN) if finding.rule in ASKED]


def notable(findings):
    """Warnings, what needs a reason, and what is refused."""
    return [finding for finding in findings if finding.level >= Level.WARN]


def written_dose(line, load):
    """The dose of a line as the rules see it: the per cent that was asked for, and the weight it came to."""
    return Dose(
        sets=line.sets,
        reps=line.reps_max or line.reps,
        duration_s=line.duration_s,
        load_pct=line.load_pct,
        load_kg=stored_kg(load) if load else None,
        tempo=None if line.exercise.is_timed else line.tempo,
        method=line.method,
    )


def traits_of(exercise, cautions):
    """What the library says about the exercise."""
    regions = (
        {facet.key for facet in exercise.facets.all() if facet.kind == FacetKind.REGION}
        if cautions
        else set()
    )
    is_barbell = exercise.steps_kind == StepsKind.BARBELL
    return ExerciseTraits(
        cautions=frozenset(cautions),
        is_small_joint=exercise.steps_kind == StepsKind.SMALL,
        is_overhead_or_pulling=bool(regions & OVERHEAD_OR_PULLING_REGIONS),
        is_upper_limb=bool(regions & UPPER_LIMB_REGIONS),
        is_barbell=is_barbell,
        is_barbell_big_lift=is_barbell and "spotter" in cautions,
        is_daily_tendon_work=False,
    )


def state_of(one_rep_max, today):
    """The one-rep max as the rules see it."""
    if one_rep_max is None:
        return OneRepMaxState()
    return OneRepMaxState(
        kg=stored_kg(one_rep_max.load),
        age_days=(today - one_rep_max.measured_on).days,
        reps=one_rep_max.reps,
        is_direct=one_rep_max.method == OneRepMaxMethod.DIRECT,
    )
