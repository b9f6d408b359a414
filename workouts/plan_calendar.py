"""The client's calendar: what was planned, and what became of it, a month or a week at a time. [reads]"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, Q

from .calendar_grid import (
    DAYS_IN_WEEK,
    State,
    days_between,
    month_before,
    month_grid,
    month_of,
    next_month,
    state_of,
    week_of,
)
from .choices import AssignmentStatus
from .models import PlannedSession, SessionLog


@dataclass(frozen=True)
class Entry:
    """One session on its day: the day it was done, else the one it is planned for. `session_log` counts, or is None."""

    planned_session: PlannedSession
    session_log: SessionLog | None
    day: date
    state: State

    @property
    def can_start(self):
        """Whether it may still be done, also on a later day."""
        is_open = self.state in (State.PLANNED, State.MISSED)
        return is_open and self.planned_session.assignment.status == AssignmentStatus.ACTIVE


@dataclass(frozen=True)
class Day:
    """One day with its sessions."""

    day: date
    entries: tuple[Entry, ...]
    is_today: bool

    @property
    def done(self):
        return sum(entry.state == State.DONE for entry in self.entries)

    @property
    def state(self):
        """The State of all its sessions; None where they differ."""
        states = {entry.state for entry in self.entries}
        return states.pop() if len(states) == 1 else None


@dataclass(frozen=True)
class Calendar:
    """A month or a week from `first` on. `weeks` are rows of seven, None for a day of another month.

    `before` and `after` are days of the neighbours; None where nothing was ever planned or done there.
    """

    is_month: bool
    first: date
    weeks: list[list[Day | None]]
    before: date | None
    after: date | None

    @property
    def days(self):
        return [day for week in self.weeks for day in week if day]

    @property
    def weekdays(self):
        """Seven days, Monday first, for their names."""
        monday = week_of(self.first)
        return days_between(monday, monday + timedelta(days=DAYS_IN_WEEK))

    @property
    def nearest_day(self):
        """Today where it is shown, else the first day: where the other view opens."""
        return next((day.day for day in self.days if day.is_today), self.first)

    @property
    def is_empty(self):
        return not any(day.entries for day in self.days)

    @property
    def states(self):
        """Every State that occurs, in their order."""
        found = {entry.state for day in self.days for entry in day.entries}
        return [state for state in State if state in found]


def read_month(client, today, asked):
    """The Calendar of the month of `asked`, or of the nearest one with something in it; two queries."""
    earliest, latest = read_bounds(client, today)
    first = month_of(min(max(asked, earliest), latest))
    end = next_month(first)
    before = month_before(first) if earliest < first else None
    after = end if latest >= end else None
    days = read_days(client, today, first, end)
    weeks = [[days[day] if day else None for day in row] for row in month_grid(first)]
    return Calendar(True, first, weeks, before, after)


def read_week(client, today, asked):
    """The Calendar of the week of `asked`, or of the nearest one with something in it; two queries."""
    earliest, latest = read_bounds(client, today)
    first = week_of(min(max(asked, earliest), latest))
    end = first + timedelta(days=DAYS_IN_WEEK)
    before = first - timedelta(days=DAYS_IN_WEEK) if earliest < first else None
    after = end if latest >= end else None
    return Calendar(False, first, [list(read_days(client, today, first, end).values())], before, after)


def read_bounds(client, today):
    """(The first, the last) day on which anything was planned or done; `today` is always between them."""
    found = PlannedSession.objects.for_client(client).aggregate(
        first=Min("planned_on"),
        first_trained=Min("session_log__trained_on"),
        last=Max("planned_on"),
        last_trained=Max("session_log__trained_on"),
    )
    days = [today, *(day for day in found.values() if day)]
    return min(days), max(days)


def read_days(client, today, first, end):
    """Each day from `first` to before `end` -> its Day, in one query."""
    last = end - timedelta(days=1)
    rows = (
        PlannedSession.objects.for_client(client)
        .filter(
            Q(planned_on__range=(first, last))
            | Q(session_log__trained_on__range=(first, last), session_log__voided_at=None)
        )
        .order_by("planned_on", "position")
    )
    entries = {}
    for entry in read_planned_entries(rows, client, today):
        entries.setdefault(entry.day, []).append(entry)
    return {day: Day(day, tuple(entries.get(day, ())), day == today) for day in days_between(first, end)}


def read_planned_entries(planned_sessions, client, today):
    """The Entries of those `planned_sessions` of `client` that are still asked for or were done; one query."""
    rows = planned_sessions.select_related("assignment", "session_log")
    return [entry for row in rows if (entry := read_entry(row, client, today))]


def read_entry(planned_session, client, today):
    """The Entry of one planned session; None for what an ended assignment, or nobody, asks for any more."""
    session_log, assignment = planned_session.counted_log, planned_session.assignment
    # One that was closed without a set was not trained.
    if session_log and session_log.finished_at and not session_log.total_sets:
        session_log = None
    stopped_on = assignment.stopped_at and client.local_date(assignment.stopped_at)
    if session_log is None and not is_asked_for(planned_session, stopped_on):
        return None
    state = state_of(
        planned_session.planned_on,
        today,
        is_done=session_log is not None and session_log.finished_at is not None,
        is_begun=session_log is not None,
        is_skipped=planned_session.skipped_at is not None,
        rests_from=stopped_on,
    )
    day = session_log.trained_on if session_log else planned_session.planned_on
    return Entry(planned_session, session_log, day, state)


def is_asked_for(planned_session, stopped_on):
    """Whether it was planned at all, and not for a day after its assignment ended (`stopped_on`)."""
    assignment = planned_session.assignment
    is_over = assignment.status == AssignmentStatus.ENDED and planned_session.planned_on >= stopped_on
    return assignment.program_id is not None and not is_over
