"""A client's bests: the heaviest load, the most seconds of lowering in a session, the newest one-rep max. [reads]"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum, Window
from django.db.models.functions import RowNumber

from .loads import Load, stored_kg
from .models import Exercise, OneRepMax, SetLog
from .records_set import LoweredSet, heaviest, seconds_lowered, surpassed


@dataclass(frozen=True)
class Heaviest:
    """The heaviest load lowered on one side, and the day of the first time."""

    exercise_id: int
    side: str
    load_kg: Decimal
    day: date

    @property
    def load(self):
        return Load(self.load_kg, "kg")


@dataclass(frozen=True)
class Longest:
    """The most seconds lowered in one session, and the day of the first time."""

    exercise_id: int
    lowering_s: int
    day: date


@dataclass
class ExerciseBests:
    """What stands for one exercise; `maxima` are the newest one-rep maxima, one a side."""

    exercise: Exercise
    heaviest: list[Heaviest] = field(default_factory=list)
    longest: Longest | None = None
    maxima: list[OneRepMax] = field(default_factory=list)

    @property
    def heaviest_newest(self):
        """The Heaviest of its sides that was set last; None without a weight."""
        return max(self.heaviest, key=lambda row: row.day, default=None)


@dataclass(frozen=True)
class NewRecord:
    """One record of a session: `load` or `lowering_s`, the other one is None."""

    exercise: Exercise
    side: str
    load: Load | None
    lowering_s: int | None


def read_bests(client, maxima):
    """The ExerciseBests of every exercise that `client` ever lowered, by name; three queries.

    `maxima` are the client's one-rep maxima from old to new, with their exercises.
    """
    sets = lowered_sets(client)
    heaviest_rows, longest_rows = read_heaviest(sets), read_longest(sets)
    exercises = Exercise.objects.in_bulk(
        {row.exercise_id for row in (*heaviest_rows, *longest_rows)} | {row.exercise_id for row in maxima}
    )
    found = {pk: ExerciseBests(exercise) for pk, exercise in exercises.items()}
    for row in heaviest_rows:
        found[row.exercise_id].heaviest.append(row)
    for row in longest_rows:
        found[row.exercise_id].longest = row
    for row in {(row.exercise_id, row.side): row for row in maxima}.values():
        found[row.exercise_id].maxima.append(row)
    return sorted(found.values(), key=lambda bests: bests.exercise.name)


def lowered_sets(client):
    """The sets of `client` that count and in which something was lowered."""
    return SetLog.objects.for_client(client).counted().filter(reps__gt=0, tempo_down_s__gt=0)


def read_heaviest(sets):
    """A Heaviest for each exercise and side of `sets`, in one query; of equal loads the first time."""
    first_of = Window(
        RowNumber(),
        partition_by=[F("exercise_id"), F("side")],
        order_by=[F("load_kg").desc(), F("performed_at").asc()],
    )
    rows = sets.filter(load_kg__gt=0).annotate(place=first_of).filter(place=1).order_by("exercise_id", "side")
    return [
        Heaviest(*row)
        for row in rows.values_list("exercise_id", "side", "load_kg", "session_log__trained_on")
    ]


def read_longest(sets):
    """A Longest for each exercise of `sets`, in one query; of equal sums the first session."""
    first_of = Window(
        RowNumber(),
        partition_by=[F("exercise_id")],
        order_by=[F("total").desc(), F("session_log__trained_on").asc(), F("session_log_id").asc()],
    )
    rows = (
        sets.order_by()
        .values("exercise_id", "session_log_id", "session_log__trained_on")
        .annotate(total=Sum(F("reps") * F("tempo_down_s")))
        .annotate(place=first_of)
        .filter(place=1)
    )
    return [
        Longest(row["exercise_id"], row["total"], row["session_log__trained_on"])
        for row in rows.order_by("exercise_id")
    ]


def read_new_records(session_log):
    """The NewRecords of a finished session over all that began before it, by exercise; three queries."""
    sets = lowered_sets(session_log.client)
    rows = list(sets.filter(session_log=session_log).select_related("exercise"))
    exercises = {row.exercise_id: row.exercise for row in rows}
    before = sets.filter(exercise__in=exercises, session_log__started_at__lt=session_log.started_at)
    done = [lowered_set(row) for row in rows]
    earlier_loads = {(row.exercise_id, row.side): row.load_kg for row in read_heaviest(before)}
    earlier_s = {row.exercise_id: row.lowering_s for row in read_longest(before)}
    found = [
        NewRecord(exercises[pk], side, Load(load_kg, "kg"), None)
        for (pk, side), load_kg in surpassed(heaviest(done), earlier_loads).items()
    ]
    found += [
        NewRecord(exercises[pk], "both", None, seconds)
        for pk, seconds in surpassed(seconds_lowered(done), earlier_s).items()
    ]
    return sorted(found, key=lambda new: (new.exercise.name, new.load is None, new.side))


def lowered_set(row):
    """The LoweredSet of a SetLog."""
    asked = row.prescribed_load
    return LoweredSet(
        row.exercise_id,
        row.side,
        row.load_kg,
        stored_kg(asked) if asked else None,
        row.reps * row.tempo_down_s,
    )
