"""A session as people see it: its exercises, each with its sets, what is done and what comes next. [reads]"""

from dataclasses import dataclass, field

from django.db.models import F, FilteredRelation, Q, Window
from django.db.models.functions import FirstValue

from .choices import SIDES_OF
from .models import Prescription, SetLog
from .volume import session_minutes


@dataclass
class Row:
    """One place for a set: its number and side, the log that fills it, and whether it is the one to do now."""

    number: int
    side: str
    set_log: SetLog | None = None
    is_now: bool = False


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
        """The first exercise with something left to do; None when all is done or skipped."""
        return next((part for part in self.parts if not part.is_finished), None)

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
        """Put `set_logs` into their places and mark the next place of each exercise."""
        places = {(log.prescription_id, log.number, log.side): log for log in set_logs}
        for part in self.parts:
            for row in part.rows:
                row.set_log = places.get((part.prescription.pk, row.number, row.side))
            free = [row for row in part.rows if row.set_log is None]
            for row in part.rows:
                row.is_now = bool(free) and row is free[0] and not part.skip_reason


def read_sheet(planned_session_id):
    """The exercises of a planned session without what was done, in one query."""
    standing = FilteredRelation("skips", condition=Q(skips__voided_at=None))
    prescriptions = (
        Prescription.objects.filter(planned_session=planned_session_id)
        .select_related("exercise")
        .annotate(standing_skip=standing, skip_reason=F("standing_skip__reason"))
        .order_by("position")
    )
    return Sheet([Part(row, empty_rows(row)) for row in prescriptions])


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
