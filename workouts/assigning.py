"""Issuing a program to a client: first as a plan that can be looked at, then as rows. [writes]"""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db import transaction

from .choices import SIDES_OF, LoadStatus
from .loads import Load, load_for_percent, ratio, stored_kg
from .models import Assignment, OneRepMax, PlannedSession, Prescription
from .safety import Finding, Level, is_reason, judge_ratio
from .scheduling import schedule


class LoadRefused(ValueError):
    """A load of the plan may not be issued; the plan's `refused` lines say which."""


@dataclass(frozen=True)
class PlannedLine:
    """One line of a program as it would be issued: its load, where it comes from, and what safety says."""

    line: object
    load: Load | None
    status: str
    one_rep_max: object = None
    finding: Finding | None = None

    @property
    def is_refused(self):
        """Above capacity, or above the band without a reason."""
        if self.finding is None:
            return False
        lacks_reason = self.finding.level == Level.OVERRIDE and not is_reason(self.line.load_reason)
        return self.finding.level == Level.BLOCK or lacks_reason

    @property
    def is_missing_load(self):
        """Whether a load was asked for and none could be computed."""
        return self.status in (LoadStatus.NO_ONE_REP_MAX, LoadStatus.NO_LOAD)


@dataclass(frozen=True)
class PlannedDay:
    """One session of a program on its date, with its lines."""

    session: object
    planned_on: date
    lines: list[PlannedLine]


@dataclass(frozen=True)
class Plan:
    """What assigning would write: days in order."""

    days: list[PlannedDay] = field(default_factory=list)

    @property
    def lines(self):
        return [line for day in self.days for line in day.lines]

    @property
    def refused(self):
        """Lines whose load may not be issued, each exercise once."""
        return list({line.line.exercise_id: line for line in self.lines if line.is_refused}.values())

    @property
    def missing(self):
        """Lines whose load cannot be computed, each exercise once."""
        return list({line.line.exercise_id: line for line in self.lines if line.is_missing_load}.values())


def plan_program(*, program, client, starts_on, weekdays):
    """The Plan for issuing `program` to `client` from `starts_on` on `weekdays` (0 = Monday); writes nothing.

    Raises ValueError when a week has more sessions than weekdays.
    """
    sessions = list(program.sessions.prefetch_related("lines__exercise"))
    weeks = max((session.week for session in sessions), default=0)
    by_week = [[session for session in sessions if session.week == number + 1] for number in range(weeks)]
    dates = schedule(starts_on, weekdays, [len(week) for week in by_week])
    newest = OneRepMax.objects.newest_by_exercise(client)
    return Plan(
        [
            PlannedDay(session, day, [plan_line(line, newest, client.unit) for line in session.lines.all()])
            for week, days in zip(by_week, dates, strict=True)
            for session, day in zip(week, days, strict=True)
        ]
    )


def plan_line(line, newest, unit):
    """Resolve the load of one line for a client whose one-rep maxima are `newest`, in the client's `unit`."""
    one_rep_max = weaker_side(line, newest)
    if line.load_pct is None:
        if line.load is None:
            return PlannedLine(line, None, LoadStatus.NONE)
        finding = judge_ratio(ratio(line.load, one_rep_max.load)) if one_rep_max else None
        return PlannedLine(line, line.load, LoadStatus.GIVEN, one_rep_max, finding)
    if one_rep_max is None:
        return PlannedLine(line, None, LoadStatus.NO_ONE_REP_MAX)
    finding = judge_ratio(line.load_pct / 100)
    near = one_rep_max.load.to(unit).value * line.load_pct / 100
    steps = line.exercise.steps(unit, near)
    load = load_for_percent(one_rep_max.load, line.load_pct, unit, steps)
    status = LoadStatus.COMPUTED if load else LoadStatus.NO_LOAD
    return PlannedLine(line, load, status, one_rep_max, finding)


def weaker_side(line, newest):
    """The smallest one-rep max of the sides a line asks for; None when one of them is not known."""
    rows = [newest.get((line.exercise_id, side)) for side in SIDES_OF[line.side]]
    return None if None in rows else min(rows, key=lambda row: row.load_kg)


@transaction.atomic
def assign_program(*, program, client, starts_on, weekdays, assigned_by, entry_key):
    """Copy `program` into dated sessions and prescriptions for `client`; returns the Assignment.

    Repeating an `entry_key` returns the assignment already made. Raises LoadRefused when a load is above
    capacity or leaves the band without a reason, ValueError when the sessions do not fit the weekdays.
    """
    known = Assignment.objects.filter(entry_key=entry_key).first()
    if known:
        return known
    plan = plan_program(program=program, client=client, starts_on=starts_on, weekdays=weekdays)
    if plan.refused:
        raise LoadRefused(", ".join(str(line.line.exercise) for line in plan.refused))
    assignment = Assignment.objects.create(
        client=client,
        assigned_by=assigned_by,
        program=program,
        program_name=program.name,
        starts_on=starts_on,
        weeks=max((day.session.week for day in plan.days), default=0),
        entry_key=entry_key,
    )
    issue_days(assignment, plan)
    return assignment


def issue_days(assignment, plan):
    """Write the sessions and prescriptions of `plan`."""
    planned_sessions = PlannedSession.objects.bulk_create(
        PlannedSession(
            assignment=assignment,
            week=day.session.week,
            position=position,
            name=day.session.name,
            planned_on=day.planned_on,
        )
        for _, days in groupby(plan.days, key=lambda day: day.session.week)
        for position, day in enumerate(days, start=1)
    )
    Prescription.objects.bulk_create(
        prescription(planned_session, position, line)
        for planned_session, day in zip(planned_sessions, plan.days, strict=True)
        for position, line in enumerate(day.lines, start=1)
    )


def prescription(planned_session, position, planned):
    """One unsaved prescription: the copied dose, with the load it came to."""
    dose = planned.line.copied_dose()
    if planned.load:
        dose |= {"load_value": planned.load.value, "load_unit": planned.load.unit}
    return Prescription(
        planned_session=planned_session,
        position=position,
        exercise=planned.line.exercise,
        load_kg=stored_kg(planned.load) if planned.load else None,
        load_status=planned.status,
        one_rep_max=planned.one_rep_max,
        **dose,
    )
