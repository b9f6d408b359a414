"""One-rep maxima as people read them: with their band, what can be loaded, and how old they are. [reads]"""

from collections import defaultdict
from dataclasses import dataclass

from .choices import FacetKind, StepsKind
from .equipping import read_kit
from .kit import Kit
from .loads import BAND_LOWER_PCT, BAND_UPPER_PCT, Band, Load, band, displayed, percent_of
from .models import OneRepMax, SessionLog
from .one_rep_max import Estimate, estimate, freshness
from .testing_guide import Guide, Readiness, guide, refusals

# What an empty bar usually weighs, in each unit; below it a lighter bar is needed.
USUAL_BAR = {"kg": 20, "lb": 45}
# A younger value is told in days.
WORDED_IN_WEEKS_DAYS = 14


@dataclass(frozen=True)
class Record:
    """A one-rep max with its 50-70 % band, and what follows from its age.

    `band` is in `unit`: the one of the client's equipment, or where nobody wrote that down the one it was typed in.
    `history` holds every row of the same exercise and side from old to new, this one last.
    """

    row: OneRepMax
    unit: str
    band: Band
    is_bar_known: bool
    freshness: str
    estimate: Estimate | None
    age_days: int
    history: tuple[OneRepMax, ...] = ()

    @property
    def lower(self):
        """The lower limit in the unit the one-rep max was typed in."""
        return Load(percent_of(self.row.value, BAND_LOWER_PCT), self.row.unit)

    @property
    def upper(self):
        """The upper limit as it may be shown, in the same unit: never rounded up."""
        upper = Load(percent_of(self.row.value, BAND_UPPER_PCT), self.row.unit)
        return displayed(upper, self.row.unit, is_limit=True)

    @property
    def needs_lighter_bar(self):
        """Whether a usual empty bar is already above the band; one that is known is counted in the band itself."""
        is_barbell = self.row.exercise.steps_kind == StepsKind.BARBELL
        return is_barbell and not self.is_bar_known and self.band.upper < USUAL_BAR[self.unit]

    @property
    def age_weeks(self):
        """Whole weeks since it was measured; None while days say it better."""
        return self.age_days // 7 if self.age_days >= WORDED_IN_WEEKS_DAYS else None

    @property
    def confidence(self):
        """`tested`, `sure` up to 10 repetitions, `unsure` from 11 on (F-2)."""
        if self.estimate is None:
            return "tested"
        return "sure" if self.estimate.is_sure else "unsure"

    @property
    def latest_first(self):
        return self.history[::-1]


def read_records(rows, today, kit):
    """The newest Record of each exercise and side among `rows`, then the older rows; (newest, older)."""
    newest, older, by_key = {}, [], defaultdict(list)
    for row in rows.select_related("exercise").order_by("-measured_on", "-recorded_at", "-pk"):
        key = (row.exercise_id, row.side)
        by_key[key].append(row)
        if key in newest:
            older.append(row)
        else:
            newest[key] = row
    records = [record(row, today, kit, history=tuple(by_key[key][::-1])) for key, row in newest.items()]
    return sorted(records, key=lambda found: (found.row.exercise.name, found.row.side)), older


def record(row, today, kit, *, history=()):
    """The Record of one row, for a client with that Kit."""
    kit = kit if kit.is_known else Kit(row.unit)
    value = row.load.to(kit.unit).value
    weights = kit.weights(row.exercise.steps_kind, percent_of(value, BAND_UPPER_PCT))
    seven = estimate(row.lifted, row.reps) if row.reps > 1 else None
    age_days = (today - row.measured_on).days
    return Record(
        row,
        kit.unit,
        band(value, weights),
        kit.bar is not None,
        freshness(row.measured_on, today),
        seven,
        age_days,
        history or (row,),
    )


@dataclass(frozen=True)
class DirectTest:
    """A direct test of one exercise with one client: what stands against it, and the steps if nothing does.

    `expected` is None where nobody said it and no one-rep max is known; `source` is the row it was taken from.
    """

    exercise: object
    refusals: list
    expected: Load | None
    source: OneRepMax | None
    steps: Guide | None

    @property
    def is_open(self):
        """Whether a direct test is offered."""
        return not self.refusals and self.steps is not None


def read_direct_test(*, client, exercise, expected, has_spotter, answers, today):
    """The DirectTest of `exercise`; without an `expected` Load the client's newest one-rep max stands in.

    Of an exercise with two sides it is the weaker one.
    """
    facets = list(exercise.facets.all())
    source = None if expected else weakest(client, exercise)
    if source:
        expected = source.load.to(client.unit)
    needs_spotter = exercise.steps_kind == StepsKind.BARBELL and any(
        facet.kind == FacetKind.CAUTION and facet.key == "spotter" for facet in facets
    )
    readiness = Readiness(training_days(client, today), needs_spotter, has_spotter, frozenset(answers))
    regions = {facet.key for facet in facets if facet.kind == FacetKind.REGION}
    kit = read_kit(client)
    steps = guide(expected, steps_kind=exercise.steps_kind, regions=regions, kit=kit) if expected else None
    return DirectTest(exercise, refusals(readiness), expected, source, steps)


def weakest(client, exercise):
    """The smallest of the newest one-rep maxima of the sides of `exercise`; None where there is none."""
    newest = OneRepMax.objects.filter(exercise=exercise).newest_by_exercise(client)
    return min(newest.values(), key=lambda row: row.load_kg, default=None)


def training_days(client, today):
    """Days since the first session in the client's log; None where it is empty."""
    first = SessionLog.objects.for_client(client).order_by("trained_on").first()
    return (today - first.trained_on).days if first else None
