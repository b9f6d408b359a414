"""One-rep maxima as people read them: with their band, what can be loaded, and how old they are. [reads]"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from .background import read_background
from .choices import Caution, FacetKind, Side, StepsKind
from .equipping import read_kit
from .kit import Kit
from .loads import BAND_LOWER_PCT, BAND_UPPER_PCT, Band, Load, band, limit_shown, percent_of
from .models import ClientFlag, OneRepMax, SessionLog
from .models.health import REHAB
from .one_rep_max import Estimate, estimate, freshness
from .testing_guide import LEAST_SORE_NRS, Guide, Readiness, Refusal, guide, refusals

# What an empty bar usually weighs, in each unit; below it a lighter bar is needed.
USUAL_BAR = {"kg": 20, "lb": 45}
# Blood pressure that is not controlled, a vertebral fracture: no direct test (clinical reference 2.1).
NOT_WITH_A_TEST = {Caution.BP, Caution.VERT_FX}
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
        """The lower limit as it is shown, in the unit the one-rep max was typed in."""
        return self.limit(BAND_LOWER_PCT)

    @property
    def upper(self):
        """The upper limit as it is shown, in the same unit."""
        return self.limit(BAND_UPPER_PCT)

    def limit(self, pct):
        """`pct` per cent of what the band is of, never rounded up."""
        reference = band_reference(self.row)
        return limit_shown(Load(percent_of(reference.value, pct), reference.unit))

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


def read_records(rows, today, kit, *, is_rehab=False):
    """The newest Record of each exercise and side among the concentric `rows`, then the older rows; (newest, older)."""
    newest, older, by_key = {}, [], defaultdict(list)
    rows = rows.concentric().select_related("exercise")
    for row in rows.order_by("-measured_on", "-recorded_at", "-pk"):
        key = (row.exercise_id, row.side)
        by_key[key].append(row)
        if key in newest:
            older.append(row)
        else:
            newest[key] = row
    records = [
        record(row, today, kit, history=tuple(by_key[key][::-1]), is_rehab=is_rehab)
        for key, row in newest.items()
    ]
    return sorted(records, key=lambda found: (found.row.exercise.name, found.row.side)), older


def record(row, today, kit, *, history=(), is_rehab=False):
    """The Record of one row, for a client with that Kit."""
    kit = kit if kit.is_known else Kit(row.unit)
    value = band_reference(row).to(kit.unit).value
    weights = kit.weights(row.exercise.steps_kind, percent_of(value, BAND_UPPER_PCT))
    seven = estimate(row.lifted, row.reps) if row.reps > 1 else None
    age_days = (today - row.measured_on).days
    return Record(
        row,
        kit.unit,
        band(value, weights),
        kit.bar is not None,
        freshness(row.measured_on, today, is_rehab=is_rehab),
        seven,
        age_days,
        history or (row,),
    )


def band_reference(row):
    """The Load that the band of a row is of: where both lifted what one limb lowers, the half of it (2.6)."""
    return row.limb_load if row.is_of_both_limbs else row.load


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
    regions = {facet.key for facet in facets if facet.kind == FacetKind.REGION}
    on_record = frozenset(standing_against(read_background(client, timezone.now()), regions))
    readiness = Readiness(
        training_days(client, today), needs_spotter, has_spotter, frozenset(answers), on_record
    )
    kit = read_kit(client)
    steps = guide(expected, steps_kind=exercise.steps_kind, regions=regions, kit=kit) if expected else None
    return DirectTest(exercise, refusals(readiness), expected, source, steps)


def standing_against(background, regions):
    """The Refusals of a direct test that follow from what was reported; a tick does not take them away."""
    if background.is_pain_amber or background.is_pain_red:
        yield Refusal.REPORTED_PAIN
    if (background.open_soreness_nrs(regions) or 0) >= LEAST_SORE_NRS:
        yield Refusal.REPORTED_SORENESS
    if background.is_screening_open:
        yield Refusal.OPEN_SCREENING
    if NOT_WITH_A_TEST & background.flags:
        yield Refusal.FLAGGED


def is_in_rehab(client):
    """Whether a flag says that the client trains to recover: one-rep maxima age sooner (2.1)."""
    return ClientFlag.objects.filter(client=client, caution=REHAB).open().exists()


def weakest(client, exercise):
    """The smallest of the newest one-rep maxima of the sides of `exercise`; None where there is none.

    What both sides lifted together says nothing of a test of one.
    """
    newest = OneRepMax.objects.filter(exercise=exercise).newest_by_exercise(client)
    rows = [row for row in newest.values() if not (exercise.is_one_sided and row.side == Side.BOTH)]
    return min(rows, key=lambda row: row.load_kg, default=None)


def training_days(client, today):
    """Days since the first session in the client's log; None where it is empty."""
    first = SessionLog.objects.for_client(client).counted().order_by("trained_on").first()
    return (today - first.trained_on).days if first else None
