"""What is known of a client when the safety rules are asked: age, flags, screening, log, soreness, pain. [reads]"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import F, Max, Sum, Window
from django.db.models.functions import RowNumber

from .choices import FacetKind, Side
from .loads import stored_kg
from .models import (
    Clearance,
    ClientFlag,
    ExerciseFacet,
    HealthScreening,
    PainReport,
    SetLog,
    SorenessReport,
)
from .models.health import REHAB
from .practice import read_thresholds
from .ramp import exposure_week
from .safety import DEFAULTS, Thresholds

# As far back as exposure, weeks and rest can matter: twice the time away after which the ramp begins again.
LOOK_BACK = timedelta(days=112)
# Soreness is gone in 5 to 7 days (clinical reference 4.1); after that an answer says nothing of today.
SORENESS_HOLDS = timedelta(days=7)
# As long as a measurement counts where nothing else is said (clinical reference 6.0).
PAIN_HOLDS = timedelta(days=14)
# Between two blocks above the one-rep max: so long at no more than this share of it (clinical reference 1.3).
REST_BETWEEN_BLOCKS, REST_RATIO = timedelta(days=14), Decimal("0.85")
# Profile `general` of clinical reference 5.3: the highest pain that is still green, and still amber.
GREEN_MAX_NRS, AMBER_MAX_NRS = 2, 5


@dataclass(frozen=True)
class Soreness:
    """The newest answer after one session, with the regions it names; none named means all."""

    nrs: int
    regions: frozenset[str]
    answered_at: datetime


@dataclass(frozen=True)
class Pain:
    """One report of pain, with the region it names."""

    nrs: int
    region: str
    answered_at: datetime


@dataclass(frozen=True)
class Background:
    """What is known of a client `today` about a session on `day`, which asks `session_reps` of each muscle.

    `trained_on` has the days on which each exercise was trained, `muscle_reps` the lowered repetitions of each muscle
    by day, `heaviest_kg` the heaviest load of each exercise by day; all go on with what is planned, through `after`.
    `eccentric_weeks` are calendar weeks in which something was lowered, as logged. `is_screening_open` is None while
    nobody was asked.
    """

    today: date
    day: date
    age_years: int | None = None
    thresholds: Thresholds = DEFAULTS
    flags: frozenset[str] = frozenset()
    is_screening_open: bool | None = None
    training_months: int | None = None
    eccentric_weeks: int = 0
    last_loads_kg: dict[int, Decimal] = field(default_factory=dict)
    trained_on: dict[int, tuple[date, ...]] = field(default_factory=dict)
    muscle_reps: dict[str, dict[date, int]] = field(default_factory=dict)
    heaviest_kg: dict[int, dict[date, Decimal]] = field(default_factory=dict)
    session_reps: dict[str, int] = field(default_factory=dict)
    soreness: tuple[Soreness, ...] = ()
    pain: tuple[Pain, ...] = ()
    cleared_at: datetime | None = None

    @property
    def is_rehab(self):
        return REHAB in self.flags

    def on(self, day, lines):
        """The Background of a session of `lines` on `day`."""
        reps = {}
        for line in lines:
            for muscle in muscles_of(line.exercise):
                reps[muscle] = reps.get(muscle, 0) + eccentric_reps(line)
        return replace(self, day=day, session_reps=reps)

    def after(self, planned_lines):
        """The Background once the session of `on` has been done with the loads of `planned_lines`."""
        loads = {item.line.exercise_id: stored_kg(item.load) for item in planned_lines if item.load}
        exercises = {item.line.exercise_id for item in planned_lines}
        trained = {pk: (*self.trained_on.get(pk, ()), self.day) for pk in exercises}
        by_day = {
            muscle: self.muscle_reps.get(muscle, {})
            | {self.day: self.muscle_reps.get(muscle, {}).get(self.day, 0) + reps}
            for muscle, reps in self.session_reps.items()
        }
        heaviest = {
            pk: self.heaviest_kg.get(pk, {})
            | {self.day: max(kg, self.heaviest_kg.get(pk, {}).get(self.day, kg))}
            for pk, kg in loads.items()
        }
        return replace(
            self,
            last_loads_kg=self.last_loads_kg | loads,
            trained_on=self.trained_on | trained,
            muscle_reps=self.muscle_reps | by_day,
            heaviest_kg=self.heaviest_kg | heaviest,
        )

    def supramaximal_weeks(self, exercise, one_rm_kg):
        """The weeks above the one-rep max with this one, since two weeks without more than 85 % of it.

        A first session above it is of week 1. Source: clinical reference 1.3.
        """
        by_day = self.heaviest_kg.get(exercise.pk, {})
        begun_on = heavy_on = self.day
        for day in sorted((day for day in by_day if day <= self.day), reverse=True):
            if by_day[day] <= REST_RATIO * one_rm_kg:
                continue
            if heavy_on - day > REST_BETWEEN_BLOCKS:
                break
            heavy_on = day
            if by_day[day] > one_rm_kg:
                begun_on = day
        return (self.day - begun_on).days // 7 + 1

    def exposure_week(self, exercise):
        """The week of the ramp that `exercise` is in on this day."""
        return exposure_week(self.trained_on.get(exercise.pk, ()), self.day)

    def most_session_reps(self, exercise):
        """The repetitions of the muscle of `exercise` that this session asks most of; None where none is named."""
        return max((self.session_reps.get(muscle, 0) for muscle in muscles_of(exercise)), default=None)

    def weekly_reps(self, exercise):
        """(These seven days with this session, the three times seven before) of the muscle that rises most.

        A week before anything was logged is not on record: None.
        """
        found = [self.weeks_of(muscle) for muscle in muscles_of(exercise)]
        return max(found, key=lambda weeks: weeks[0] - sum(reps or 0 for reps in weeks[1:]) / 3, default=None)

    def weeks_of(self, muscle):
        """The repetitions of `muscle` in the four times seven days up to this one, the newest first."""
        by_day = self.muscle_reps.get(muscle, {})
        first = min((day for days in self.trained_on.values() for day in days), default=None)
        weeks = []
        for number in range(4):
            last = self.day - timedelta(weeks=number)
            reps = sum(count for day, count in by_day.items() if last - timedelta(days=7) < day <= last)
            weeks.append(reps if first is not None and first <= last else None)
        return (self.session_reps.get(muscle, 0) + (weeks[0] or 0), *weeks[1:])

    def hours_since(self, exercise):
        """Hours since a muscle of `exercise` was trained, by the calendar; None where it never was.

        Several sessions on one day are meant so, and count as one.
        """
        days = [
            day
            for muscle in muscles_of(exercise)
            for day, reps in self.muscle_reps.get(muscle, {}).items()
            if reps and day < self.day
        ]
        return None if not days else (self.day - max(days)).days * 24

    def open_soreness_nrs(self, regions):
        """The worst soreness that holds for one of `regions`; None where nobody answered."""
        return max(
            (one.nrs for one in self.soreness if not one.regions or one.regions & regions), default=None
        )

    def is_reviewed(self):
        """Whether a professional cleared soreness and pain after the newest report."""
        newest = max((one.answered_at for one in (*self.soreness, *self.pain)), default=None)
        return self.cleared_at is not None and newest is not None and self.cleared_at >= newest

    @property
    def is_pain_red(self):
        """Whether the worst pain that holds is red; None where nobody answered."""
        worst = self.worst_pain_nrs()
        return None if worst is None else worst > AMBER_MAX_NRS

    @property
    def is_pain_amber(self):
        """Whether the worst pain that holds is amber; None where nobody answered."""
        worst = self.worst_pain_nrs()
        return None if worst is None else GREEN_MAX_NRS < worst <= AMBER_MAX_NRS

    def worst_pain_nrs(self, regions=None):
        """The worst pain that holds, in `regions` where they are given; None where nobody answered."""
        return max((one.nrs for one in self.pain if regions is None or one.region in regions), default=None)


def read_background(client, now, thresholds=None):
    """The Background of `client` at the instant `now`, in a number of queries that does not grow with the log.

    `thresholds` are those of the practice where they were read already.
    """
    today = client.local_date(now)
    screening = HealthScreening.objects.newest(client)
    trained_on, muscle_reps, heaviest_kg = read_log(client, today)
    clearance = Clearance.objects.filter(client=client).first()
    return Background(
        today=today,
        day=today,
        age_years=client.age_on(today),
        thresholds=thresholds or read_thresholds(),
        flags=frozenset(ClientFlag.objects.filter(client=client).open().values_list("caution", flat=True)),
        is_screening_open=screening.is_open if screening else None,
        training_months=months_of(screening, today),
        last_loads_kg=read_last_loads(client),
        eccentric_weeks=len({day.isocalendar()[:2] for days in trained_on.values() for day in days}),
        trained_on=trained_on,
        muscle_reps=muscle_reps,
        heaviest_kg=heaviest_kg,
        soreness=read_soreness(client, now),
        pain=read_pain(client, now),
        cleared_at=clearance.cleared_at if clearance else None,
    )


def months_of(screening, today):
    """For how many months the client has trained, as answered then and counted on; None where it was not said."""
    if screening is None or screening.training_months is None:
        return None
    return screening.training_months + (today - screening.answered_at.date()).days // 30


def read_last_loads(client):
    """Exercise id -> the newest load in kg, in one query."""
    newest = Window(
        RowNumber(), partition_by=["exercise_id"], order_by=[F("performed_at").desc(), F("pk").desc()]
    )
    rows = SetLog.objects.for_client(client).counted().exclude(load_kg=None).annotate(place=newest)
    return dict(rows.filter(place=1).values_list("exercise", "load_kg"))


def read_log(client, today):
    """(Exercise id -> days it was trained, muscle -> day -> lowered repetitions, exercise id -> day -> heaviest kg).

    Two queries. Left and right are two muscles: of a one-sided exercise the side with more repetitions counts.
    """
    rows = list(
        SetLog.objects.for_client(client)
        .counted()
        .filter(session_log__trained_on__range=(today - LOOK_BACK, today), session_log__voided_at=None)
        .values("exercise_id", "side", day=F("session_log__trained_on"))
        .annotate(total=Sum("reps", default=0), heaviest_kg=Max("load_kg"))
        .order_by("day")
    )
    trained, by_side, heaviest = {}, {}, {}
    for row in rows:
        if row["heaviest_kg"] is not None:
            days = heaviest.setdefault(row["exercise_id"], {})
            days[row["day"]] = max(row["heaviest_kg"], days.get(row["day"], row["heaviest_kg"]))
        trained.setdefault(row["exercise_id"], {})[row["day"]] = None
        sides = (Side.LEFT, Side.RIGHT) if row["side"] == Side.BOTH else (row["side"],)
        for side in sides:
            place = (row["exercise_id"], row["day"], side)
            by_side[place] = by_side.get(place, 0) + row["total"]
    muscles = read_muscles(trained)
    sums = {}
    for (exercise, day, side), reps in by_side.items():
        for muscle in muscles.get(exercise, ()):
            sums[muscle, day, side] = sums.get((muscle, day, side), 0) + reps
    muscle_reps = {}
    for (muscle, day, _side), reps in sums.items():
        days = muscle_reps.setdefault(muscle, {})
        days[day] = max(days.get(day, 0), reps)
    return {pk: tuple(days) for pk, days in trained.items()}, muscle_reps, heaviest


def read_muscles(exercises):
    """Exercise id -> the muscles it names, in one query."""
    found = {}
    rows = ExerciseFacet.objects.filter(exercise__in=list(exercises), kind=FacetKind.MUSCLE)
    for exercise, key in rows.order_by().values_list("exercise", "key"):
        found.setdefault(exercise, []).append(key)
    return found


def read_soreness(client, now):
    """The newest answer of each session that may still hold."""
    rows = SorenessReport.objects.for_client(client).counted().filter(answered_at__gt=now - SORENESS_HOLDS)
    newest = {}
    for row in rows.order_by("answered_at"):
        newest[row.session_log_id] = Soreness(row.nrs, frozenset(row.regions), row.answered_at)
    return tuple(newest.values())


def read_pain(client, now):
    """The reports of the newest session that has any, while they hold."""
    rows = PainReport.objects.for_client(client).counted().filter(answered_at__gt=now - PAIN_HOLDS)
    rows = list(rows.order_by("-answered_at"))
    return tuple(
        Pain(row.nrs, row.region, row.answered_at)
        for row in rows
        if row.session_log_id == rows[0].session_log_id
    )


def muscles_of(exercise):
    """The muscles that an exercise names; uses the prefetched facets if any."""
    return [facet.key for facet in exercise.facets.all() if facet.kind == FacetKind.MUSCLE]


def eccentric_reps(line):
    """How many repetitions a dose lowers on one side; none where it is counted in seconds."""
    return line.sets * (line.reps_max or line.reps or 0)
