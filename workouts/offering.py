"""Who trains an earlier version of a program, and what has changed in it since. [reads]"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch, prefetch_related_objects

from .assigning import PlannedDay
from .differences import Difference, Kind, differences, digest
from .models import Assignment, PlannedSession, Prescription, Program, ProgramLine, ProgramSession
from .scheduling import free_day

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Offer:
    """What differs between a program and one client's assignment of it, in sessions neither started nor past.

    `rows` are the planned sessions that may be changed, in the order of their days, and `names` (by code) what the
    program calls them now; `days` (code of an added session -> date) where it would go, `times` how often each session
    is done on its day; `digest` that of the program now.
    """

    assignment: Assignment
    differences: list[Difference]
    rows: list[PlannedSession]
    sessions: list[ProgramSession]
    digest: str
    names: dict
    days: dict
    times: int

    @property
    def client(self):
        return self.assignment.client

    @property
    def is_declined(self):
        """Whether the trainer decided against it since the program changed last."""
        return self.assignment.declined_difference == self.digest

    @property
    def is_open(self):
        """Whether there is something to decide."""
        return bool(self.differences) and not self.is_declined


def read_program_offers(program, trainer):
    """The Offers of everybody `trainer` coaches who trains by `program`."""
    rows = Assignment.objects.for_trainer(trainer).active().filter(program=program)
    return read_offers(rows)


def read_client_offers(client, trainer):
    """The open Offers of one client, of the programs that are `trainer`'s own."""
    programs = Program.objects.for_trainer(trainer)
    rows = Assignment.objects.for_client(client).active().filter(program__in=programs)
    return [offer for offer in read_offers(rows) if offer.is_open]


def read_offers(assignments):
    """An Offer of each of `assignments`, a queryset of rows that have a program; five queries at most."""
    assignments = list(assignments.select_related("client", "program").order_by("client__full_name", "pk"))
    if not assignments:
        return []
    by_program = {}
    sessions = ProgramSession.objects.filter(program__in={row.program_id for row in assignments})
    lines = Prefetch("lines", ProgramLine.objects.select_related("exercise"))
    for session in sessions.prefetch_related(lines):
        by_program.setdefault(session.program_id, []).append(session)
    planned = {row.pk: [] for row in assignments}
    rows = PlannedSession.objects.filter(assignment__in=assignments).select_related("session_log")
    for row in rows.order_by("planned_on", "position"):
        planned[row.assignment_id].append(row)
    open_rows = {row.pk: may_change(planned[row.pk], row) for row in assignments}
    issued = Prefetch("prescriptions", Prescription.objects.select_related("exercise").order_by("position"))
    prefetch_related_objects([row for rows in open_rows.values() for row in rows], issued)
    digests = {program: digest(found) for program, found in by_program.items()}
    return [
        offer_of(
            row,
            by_program.get(row.program_id, []),
            planned[row.pk],
            open_rows[row.pk],
            digests.get(row.program_id, ""),
        )
        for row in assignments
    ]


def may_change(planned, assignment):
    """Those of `planned` that came of a program and are neither started nor skipped nor past.

    Of a paused assignment those from the day of the pause on: they come up again.
    """
    client = assignment.client
    from_on = client.local_date(assignment.paused_at) if assignment.is_paused else client.today()
    return [
        row
        for row in planned
        if row.source_code and not has_log(row) and not row.skipped_at and row.planned_on >= from_on
    ]


def has_log(planned):
    """Whether it was ever begun: what a log that was voided stands beside is history, too."""
    return hasattr(planned, "session_log")


def offer_of(assignment, sessions, planned, open_rows, program_digest):
    """The Offer of one assignment; `planned` are all its sessions, `open_rows` those that may be changed."""
    counts = Counter(row.source_code for row in planned if row.source_code)
    names = program_names(sessions, planned, counts)
    found = differences(sessions, open_rows, known_codes=counts.keys(), names=names)
    added = [one.session for one in found if one.kind == Kind.SESSION_ADDED]
    days = days_of_added(assignment, added, planned)
    found = [one for one in found if one.kind != Kind.SESSION_ADDED or one.session.code in days]
    times = max(counts.values(), default=1)
    return Offer(assignment, found, open_rows, sessions, program_digest, names, days, times)


def program_names(sessions, planned, counts):
    """Code of a planned session -> what the program calls it now, with its number where it is one of several."""
    by_code, numbers, names = {session.code: session for session in sessions}, Counter(), {}
    for row in sorted(planned, key=lambda row: row.position):
        numbers[row.source_code] += 1
        session = by_code.get(row.source_code)
        if session:
            day = PlannedDay(session, row.planned_on, [], numbers[row.source_code], counts[row.source_code])
            names[row.code] = day.name
    return names


def days_of_added(assignment, added, planned):
    """Code of each added session -> the day it would go to; without those whose week is over."""
    client, taken, days = assignment.client, {row.planned_on for row in planned}, {}
    weekdays = {day.weekday() for day in taken}
    for session in added:
        day = free_day(
            week_begins_on(assignment, session.week, planned),
            weekdays=weekdays,
            taken=taken,
            earliest=client.today(),
        )
        if day:
            days[session.code] = day
            taken.add(day)
    return days


def week_begins_on(assignment, week, planned):
    """The first day of `week` of an assignment; as many weeks later as a pause has moved it."""
    begins = {}
    for row in planned:
        begins[row.week] = min(row.planned_on, begins.get(row.week, row.planned_on))
    known = max((number for number in begins if number <= week), default=None)
    moved = 0
    if known is not None:
        moved = max((begins[known] - assignment.starts_on).days // 7 - (known - 1), 0)
    return assignment.starts_on + (week - 1 + moved) * WEEK
