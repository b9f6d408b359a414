"""Past sessions as client and trainer read them: the list, and one with its earlier values. [reads]"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.paginator import Paginator

from ecctrain.accounts.models import User

from .choices import SIDES_OF, Side, SkipReason
from .models import SessionLog, SetLog
from .sheet import Part, read_sheet
from .shorthand import plain

PAGE_SIZE = 20
INSTANTS = ("started_at", "finished_at", "voided_at")


def read_page(session_logs, number):
    """The page `number` of `session_logs`, the newest day first; a number that is not there gives the nearest."""
    rows = session_logs.select_related("client", "logged_by", "voided_by", "planned_session__assignment")
    return Paginator(rows.order_by("-trained_on", "-started_at"), PAGE_SIZE).get_page(number)


@dataclass
class Place:
    """One place for a set: the set that counts, if any, and the voided ones before it, the newest first."""

    number: int
    side: str
    set_log: SetLog | None = None
    earlier: list[SetLog] = field(default_factory=list)

    @property
    def taken_away(self):
        """The set that may be brought back: the newest voided one, where none counts."""
        return self.earlier[0] if self.earlier and self.set_log is None else None


@dataclass
class PastExercise:
    """One exercise of a past session: every place for a set, what was felt and what was written about it."""

    part: Part
    places: list[Place]
    pain: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @property
    def prescription(self):
        return self.part.prescription

    @property
    def done(self):
        return sum(place.set_log is not None for place in self.places)

    @property
    def skip_word(self):
        """Why it was left out, in words; nothing where it was not."""
        return SkipReason(self.part.skip_reason).label if self.part.skip_reason else ""

    @property
    def last_done(self):
        """The last set that counts; None without one."""
        return next((place.set_log for place in reversed(self.places) if place.set_log), None)


@dataclass(frozen=True)
class Revision:
    """What a session said until somebody changed it; `before` has the earlier values by field.

    `voided_by` is who had voided it, where it was brought back.
    """

    changed_at: datetime
    changed_by: User
    before: dict
    voided_by: User | None


@dataclass
class PastSession:
    """A session log with all that belongs to it. `pain` is that after it and of the next morning."""

    session_log: SessionLog
    exercises: list[PastExercise]
    revisions: list[Revision]
    soreness: list
    pain: list

    @property
    def done(self):
        return sum(exercise.done for exercise in self.exercises)

    @property
    def total(self):
        """How many sets were asked for."""
        return sum(len(exercise.part.rows) for exercise in self.exercises)

    @property
    def is_unplanned(self):
        """Whether no program asked for it, so that nothing stands beside what was done."""
        return self.session_log.planned_session.assignment.program_id is None

    def exercise(self, code):
        """The exercise whose prescription has `code`; None if it is not of this session."""
        return next((one for one in self.exercises if one.prescription.code == code), None)


def read_session(session_log):
    """The PastSession of a log, in a number of queries that does not grow with its rows."""
    sheet = read_sheet(session_log.planned_session_id)
    rows = session_log.set_logs.select_related("exercise", "prescription", "logged_by", "voided_by")
    by_prescription = grouped(rows.order_by("-recorded_at", "-pk"))
    notes = grouped(session_log.exercise_notes.filter(voided_at=None))
    reports = list(session_log.painreports.counted().order_by("answered_at"))
    pain = grouped(report for report in reports if report.prescription_id)
    exercises = [
        PastExercise(
            part,
            places_of(part, by_prescription.get(part.prescription.pk, [])),
            pain.get(part.prescription.pk, []),
            notes.get(part.prescription.pk, []),
        )
        for part in sheet.parts
    ]
    return PastSession(
        session_log,
        exercises,
        read_revisions(session_log),
        list(session_log.sorenessreports.counted().order_by("hours")),
        [report for report in reports if report.prescription_id is None],
    )


def grouped(rows):
    """Prescription id -> its rows, in their order."""
    found = {}
    for row in rows:
        found.setdefault(row.prescription_id, []).append(row)
    return found


def places_of(part, set_logs):
    """The Places of one exercise: those asked for, then the sets done beyond them; `set_logs` newest first."""
    places = {(row.number, row.side): Place(row.number, row.side) for row in part.rows}
    for set_log in set_logs:
        place = places.setdefault((set_log.number, set_log.side), Place(set_log.number, set_log.side))
        if set_log.voided_at is None:
            place.set_log = set_log
        else:
            place.earlier.append(set_log)
    order = {side: number for number, side in enumerate(Side.values)}
    return sorted(places.values(), key=lambda place: (place.number, order[place.side]))


def free_places(exercise):
    """(Number, side) of each place of a PastExercise without a set, and of one set more on each side."""
    sides = SIDES_OF[exercise.prescription.side]
    last = max((place.number for place in exercise.places), default=0)
    free = [(place.number, place.side) for place in exercise.places if place.set_log is None]
    return [*free, *((last + 1, side) for side in sides)]


def read_revisions(session_log):
    """The Revisions of a log, the newest first."""
    rows = list(session_log.revisions.select_related("changed_by").order_by("-changed_at", "-pk"))
    codes = [row.before["voided_by"] for row in rows if "voided_by" in row.before]
    people = {str(person.code): person for person in User.objects.filter(code__in=codes)} if codes else {}
    return [
        Revision(row.changed_at, row.changed_by, typed(row.before), people.get(row.before.get("voided_by")))
        for row in rows
    ]


def typed(before):
    """Kept values as Python has them: instants and days are text in the database."""
    values = dict(before)
    for name in INSTANTS:
        if values.get(name):
            values[name] = datetime.fromisoformat(values[name])
    if values.get("trained_on"):
        values["trained_on"] = date.fromisoformat(values["trained_on"])
    return values


def typed_values(row, client):
    """What the form of a set starts from: the values of a set log or a prescription."""
    load, lift, assist = row.load, row.lift, row.assist
    return {
        "load": plain(load.value) if load else None,
        "lift": plain(lift.value) if lift else None,
        "assist": plain(assist.value) if assist else None,
        "unit": (load or assist).unit if load or assist else client.unit,
        "reps": row.reps,
        "duration_s": row.duration_s,
    }
