"""What a client's training came to over some weeks, as charts and tables show it. [reads]

A year reads the totals of sessions, never their sets; what is asked of sets is answered by the database in sums.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Max, Sum

from .adherence import Week, weekly_adherence
from .background import AMBER_MAX_NRS, GREEN_MAX_NRS
from .band_charts import Answer
from .bests import ExerciseBests, lowered_sets, read_bests
from .calendar_grid import State, week_of
from .choices import Side
from .models import OneRepMax, PainReport, PlannedSession, SessionLog, SorenessReport
from .plan_calendar import read_planned_entries
from .soreness import DEFAULTS
from .weekly import Session, WeekSum, mondays, weekly_sums

PERIODS = (4, 12, 52)
USUAL_WEEKS = 12
ADHERENCE_WEEKS = 12
# From here on an answer a week is shown, the highest; below, one for each day of training.
WEEKLY_FROM = 52
# The highest answer of each band but the last (clinical reference 4.2; 5.3, profile `general`).
SORENESS_LIMITS = (DEFAULTS.modify_nrs - 1, DEFAULTS.postpone_nrs - 1, DEFAULTS.stop_nrs - 1)
PAIN_LIMITS = (GREEN_MAX_NRS, AMBER_MAX_NRS)


@dataclass(frozen=True)
class Maxima:
    """The one-rep maxima of one exercise and side within the weeks shown: `history` from old to new, `row` the last."""

    history: tuple[OneRepMax, ...]

    @property
    def row(self):
        return self.history[-1]


@dataclass(frozen=True)
class SidePair:
    """What both sides of one exercise lowered: the heaviest load in kg, or where there is none, seconds."""

    name: str
    left: Decimal | int
    right: Decimal | int
    is_load: bool

    @property
    def weaker(self):
        """The side that did less; None where both did the same."""
        if self.left == self.right:
            return None
        return Side.LEFT if self.left < self.right else Side.RIGHT

    @property
    def share_pct(self):
        """The lesser side in per cent of the greater, whole numbers."""
        return int(100 * min(self.left, self.right) / max(self.left, self.right))


@dataclass(frozen=True)
class Progress:
    """The page. `sums` are weeks, the running one last; `adherence` are always the last twelve."""

    weeks: int
    first_on: date
    today: date
    sums: list[WeekSum]
    maxima: list[Maxima]
    soreness: list[Answer]
    pain: list[Answer]
    adherence: list[Week]
    sides: list[SidePair]
    bests: list[ExerciseBests]

    @property
    def has_trained(self):
        return any(week.sessions for week in self.sums)

    @property
    def charted_maxima(self):
        """The Maxima that changed, or could have: of two values or more."""
        return [one for one in self.maxima if len(one.history) > 1]

    @property
    def newest_best(self):
        """The ExerciseBests with the heaviest load that was set last; None where nothing has a weight."""
        weighted = [best for best in self.bests if best.heaviest]
        return max(weighted, key=lambda best: best.heaviest_newest.day, default=None)

    @property
    def is_by_week(self):
        """Whether an answer stands for a week, not for a day of training."""
        return self.weeks >= WEEKLY_FROM

    @property
    def adherence_rows(self):
        """(Last day, Week) of the last twelve weeks, the newest first; each ends on today's day of the week."""
        return [(self.today - timedelta(weeks=back), week) for back, week in enumerate(self.adherence[::-1])]

    @property
    def due(self):
        return sum(week.due for week in self.adherence)

    @property
    def done(self):
        return sum(week.done for week in self.adherence)

    @property
    def is_empty(self):
        """Nothing to show yet, in these weeks or ever."""
        return not (self.has_trained or self.maxima or self.bests or self.soreness or self.pain or self.due)


def read_progress(client, today, weeks):
    """The Progress of `client` over the last `weeks` weeks, in nine queries however much there is."""
    first_on = mondays(today, weeks)[0]
    rows = OneRepMax.objects.for_client(client).concentric().select_related("exercise")
    maxima = list(rows.order_by("measured_on", "recorded_at", "pk"))
    return Progress(
        weeks,
        first_on,
        today,
        weekly_sums(read_sessions(client, first_on), today, weeks),
        maxima_since(maxima, first_on),
        read_answers(SorenessReport, client, first_on, weeks),
        read_answers(PainReport, client, first_on, weeks),
        weekly_adherence(read_kept(client, today), today, ADHERENCE_WEEKS),
        read_sides(client, first_on),
        read_bests(client, maxima),
    )


def read_sessions(client, first_on):
    """The Sessions that were finished with a set in them from `first_on` on."""
    rows = SessionLog.objects.for_client(client).counted().filter(trained_on__gte=first_on, total_sets__gt=0)
    fields = ("trained_on", "total_lowering_s", "total_tonnage_kg")
    return [Session(*row) for row in rows.order_by().values_list(*fields)]


def maxima_since(rows, first_on):
    """The Maxima of each exercise and side with a value since `first_on`; those that changed most often come first."""
    found = {}
    for row in rows:
        if row.measured_on >= first_on:
            found.setdefault((row.exercise_id, row.side), []).append(row)
    series = [Maxima(tuple(values)) for values in found.values()]
    return sorted(series, key=lambda one: (-len(one.history), one.row.exercise.name, one.row.side))


def read_answers(model, client, first_on, weeks):
    """The highest Answer to each day of training from `first_on` on, over a year to each week; from old to new."""
    days = (
        model.objects.for_client(client)
        .counted()
        .filter(session_log__trained_on__gte=first_on, session_log__voided_at=None)
        .order_by()
        .values_list("session_log__trained_on")
        .annotate(highest=Max("nrs"))
    )
    highest = {}
    for day, nrs in days:
        shown_on = week_of(day) if weeks >= WEEKLY_FROM else day
        highest[shown_on] = max(highest.get(shown_on, 0), nrs)
    return [Answer(day, nrs) for day, nrs in sorted(highest.items())]


def read_kept(client, today):
    """(Day planned, whether it was done) of the sessions of the last weeks that were asked for and not taken back."""
    taken_back = (State.SKIPPED, State.PAUSED)
    first_on = mondays(today, ADHERENCE_WEEKS + 1)[0]
    rows = PlannedSession.objects.for_client(client).planned().filter(planned_on__range=(first_on, today))
    return [
        (entry.planned_session.planned_on, entry.state == State.DONE)
        for entry in read_planned_entries(rows, client, today)
        if entry.state not in taken_back
    ]


def read_sides(client, first_on):
    """A SidePair for each exercise of which both sides were done from `first_on` on, by name."""
    rows = (
        lowered_sets(client)
        .filter(side__in=(Side.LEFT, Side.RIGHT), session_log__trained_on__gte=first_on)
        .order_by("exercise__name", "exercise_id")
        .values("exercise_id", "exercise__name", "side")
        .annotate(load_kg=Max("load_kg"), seconds=Sum(F("reps") * F("tempo_down_s")))
    )
    by_exercise = {}
    for row in rows:
        by_exercise.setdefault(row["exercise_id"], {})[row["side"]] = row
    return [
        side_pair(sides[Side.LEFT], sides[Side.RIGHT]) for sides in by_exercise.values() if len(sides) == 2
    ]


def side_pair(left, right):
    """The SidePair of two rows of the same exercise."""
    is_load = bool(left["load_kg"] and right["load_kg"])
    amount = "load_kg" if is_load else "seconds"
    return SidePair(left["exercise__name"], left[amount], right[amount], is_load)
