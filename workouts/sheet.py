"""A session as people see it: its exercises, each with its sets, what is done and what comes next. [reads]"""

from dataclasses import dataclass, field

from django.db.models import F, FilteredRelation, Q, Window
from django.db.models.functions import FirstValue

from .choices import SIDES_OF, Origin
from .models import Prescription, SetLog
from .models.fields import MAX_SETS
from .volume import session_minutes


@dataclass
class Row:
    """One place for a set: its number and side, the log that fills it, and whether it is the one to do now.

    `is_added` tells that the set is beyond the prescribed ones.
    """

    number: int
    side: str
    set_log: SetLog | None = None
    is_now: bool = False
    is_added: bool = False


@dataclass
class Part:
    """One exercise of the session. `skip_reason` is set where the rest of it was left out."""

    prescription: Prescription
    rows: list[Row]
    last_time: list[SetLog] = field(default_factory=list)

    @property
    def skip_reason(self):
        return self.prescription.skip_reason

    @property
    def is_own(self):
        """Whether the client brought the exercise in: instead of another, or besides all."""
        return self.prescription.origin != Origin.PLANNED

    @property
    def sides(self):
        """The sides that each set has."""
        return SIDES_OF[self.prescription.side]

    @property
    def next_added(self):
        """The place of the first set beyond all there are; None where no more can be."""
        number = max(self.prescription.sets, *(row.number for row in self.rows))
        taken = {row.side for row in self.rows if row.number == number}
        side = next((side for side in self.sides if side not in taken), None)
        if side is None:
            number, side = number + 1, self.sides[0]
        return Row(number, side, is_added=True) if number <= MAX_SETS else None

    @property
    def rounds(self):
        """How many sets are done on every side."""
        return self.done // len(self.sides)

    @property
    def done(self):
        return sum(row.set_log is not None for row in self.rows)

    @property
    def is_finished(self):
        """Nothing left to do: all sets done, or the rest skipped."""
        return bool(self.skip_reason) or self.done == len(self.rows)

    @property
    def needs_last_time(self):
        """Whether the next set can only start from what was lifted in an earlier session."""
        return (
            self.prescription.exercise.is_weighted and not self.prescription.load and self.last_done is None
        )

    @property
    def last_done(self):
        """The newest set log of this exercise in this session."""
        return max(
            (row.set_log for row in self.rows if row.set_log), key=lambda log: log.performed_at, default=None
        )


@dataclass
class Sheet:
    """The whole session."""

    parts: list[Part]

    @property
    def total(self):
        return sum(len(part.rows) for part in self.parts)

    @property
    def done(self):
        return sum(part.done for part in self.parts)

    @property
    def current(self):
        """The exercise to do now; None when all is done or skipped.

        It is the first with something left to do; of a superset the one that was done least, so that they take turns.
        """
        first = next((part for part in self.parts if not part.is_finished), None)
        return first and self.turn(first)

    def turn(self, part):
        """Whose turn it is in the superset of `part`: itself where it has none, or nothing is left of it."""
        mates = [mate for mate in self.mates(part) if not mate.is_finished]
        return min(mates, key=lambda mate: mate.rounds, default=part)

    def mates(self, part):
        """The exercises done in turn with `part`, itself among them; none where it stands alone."""
        letter = part.prescription.group[:1]
        return [mate for mate in self.parts if letter and mate.prescription.group[:1] == letter]

    @property
    def minutes(self):
        """About how long the session takes."""
        return session_minutes(
            (len(part.rows), part.prescription.set_s, part.prescription.rest_s) for part in self.parts
        )

    def part(self, code):
        """The exercise whose prescription has `code`; None if it is not of this session."""
        return next((part for part in self.parts if part.prescription.code == code), None)

    def fill(self, set_logs):
        """Put `set_logs` into their places and mark the next place of each exercise.

        A set beyond the prescribed ones has a place where it was done.
        """
        places = {(log.prescription_id, log.number, log.side): log for log in set_logs}
        for part in self.parts:
            part.rows = [*empty_rows(part.prescription), *added_rows(part.prescription, places)]
            for row in part.rows:
                row.set_log = places.get((part.prescription.pk, row.number, row.side))
                if row.set_log:
                    row.set_log.prescription = part.prescription
            free = [row for row in part.rows if row.set_log is None]
            for row in part.rows:
                row.is_now = bool(free) and row is free[0] and not part.skip_reason


def read_sheet(planned_session_id):
    """The exercises of a planned session without what was done, in one query.

    Beside each stand why it was left out, the pain in it, and what the client wrote about it. What was taken instead
    of an exercise comes right after it.
    """
    prescriptions = (
        Prescription.objects.filter(planned_session=planned_session_id)
        .select_related("exercise")
        .annotate(
            standing_skip=FilteredRelation("skips", condition=Q(skips__voided_at=None)),
            standing_pain=FilteredRelation("pain_reports", condition=Q(pain_reports__voided_at=None)),
            standing_note=FilteredRelation("notes_written", condition=Q(notes_written__voided_at=None)),
            skip_reason=F("standing_skip__reason"),
            pain_nrs=F("standing_pain__nrs"),
            written=F("standing_note__text"),
        )
        .order_by("position")
    )
    return Sheet([Part(row, empty_rows(row)) for row in after_their_origin(list(prescriptions))])


def after_their_origin(prescriptions):
    """`prescriptions` with each that was taken instead of another right after that one.

    The taken ones know the other's exercise as `instead_of`.
    """
    swaps = {}
    for row in prescriptions:
        row.instead_of = None
        swaps.setdefault(row.swapped_from_id, []).append(row)
    ordered, waiting = [], [*swaps.get(None, ())]
    while waiting:
        row = waiting.pop(0)
        ordered.append(row)
        own = swaps.get(row.pk, [])
        for swap in own:
            swap.instead_of = row.exercise
        waiting = [*own, *waiting]
    return ordered


def added_rows(prescription, places):
    """The places beyond the prescribed sets that are filled."""
    filled = [
        (number, side) for pk, number, side in places if pk == prescription.pk and number > prescription.sets
    ]
    order = SIDES_OF[prescription.side]
    filled.sort(key=lambda place: (place[0], order.index(place[1])))
    return [Row(number, side, is_added=True) for number, side in filled]


def empty_rows(prescription):
    """One row a set, or two where each side has its own."""
    sides = SIDES_OF[prescription.side]
    return [Row(number, side) for number in range(1, prescription.sets + 1) for side in sides]


def read_last_time(sheet, client, session_log):
    """Fill in, in one query, what the client did the last time they trained each exercise of `sheet`."""
    exercises = [part.prescription.exercise_id for part in sheet.parts]
    # The newest session of each exercise, found over this client's rows alone: a subquery for each row would
    # walk past the sets of everybody else.
    newest = Window(
        FirstValue("session_log_id"), partition_by=["exercise_id"], order_by=[F("performed_at").desc(), "pk"]
    )
    earlier = SetLog.objects.for_client(client).counted().filter(exercise__in=exercises)
    rows = (
        earlier.exclude(session_log=session_log.pk).annotate(newest=newest).filter(newest=F("session_log_id"))
    )
    by_exercise = {}
    for row in rows.order_by("number", "side"):
        by_exercise.setdefault(row.exercise_id, []).append(row)
    for part in sheet.parts:
        part.last_time = by_exercise.get(part.prescription.exercise_id, [])
