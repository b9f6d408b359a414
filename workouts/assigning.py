"""Issuing a program to a client: first as a plan that can be looked at, then as rows. [writes]"""

from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby

from django.db import transaction

from .choices import SIDES_OF, LoadStatus
from .guarding import plan_findings, read_background
from .loads import Load, load_for_percent, stored_kg
from .models import Assignment, OneRepMax, Override, PlannedSession, Prescription
from .safety import Finding, Level, is_blocked, is_reason, needs_reason
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
    findings: tuple[Finding, ...] = ()

    @property
    def is_blocked(self):
        """Refused, whatever the reason."""
        return is_blocked(self.findings)

    @property
    def is_missing_load(self):
        """Whether a load was asked for and none could be computed."""
        return self.status in (LoadStatus.NO_ONE_REP_MAX, LoadStatus.NO_LOAD)


@dataclass(frozen=True)
class Concern:
    """An exercise of the plan about which safety has something to say: its findings, each rule once."""

    exercise: object
    findings: tuple[Finding, ...]
    written_reason: str

    @property
    def needs_reason(self):
        """Whether a professional must say why."""
        return needs_reason(self.findings)


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
    def first_on(self):
        return self.days[0].planned_on

    @property
    def last_on(self):
        return self.days[-1].planned_on

    @property
    def lines(self):
        return [line for day in self.days for line in day.lines]

    @property
    def blocked(self):
        """Lines that may not be issued, each exercise once."""
        return list({line.line.exercise_id: line for line in self.lines if line.is_blocked}.values())

    @property
    def concerns(self):
        """Exercises with warnings, or loads that need a reason, each once with all its rules."""
        found = {}
        for line in self.lines:
            notables = [finding for finding in line.findings if Level.WARN <= finding.level < Level.BLOCK]
            if notables:
                known = found.setdefault(line.line.exercise_id, (line.line.exercise, {}, []))
                known[1].update({finding.rule: finding for finding in reversed(notables)})
                known[2].append(line.line.load_reason)
        return [
            Concern(exercise, tuple(rules.values()), max(reasons, key=len))
            for exercise, rules, reasons in found.values()
        ]

    @property
    def missing(self):
        """Lines whose load cannot be computed, each exercise once."""
        return list({line.line.exercise_id: line for line in self.lines if line.is_missing_load}.values())


def plan_program(*, program, client, starts_on, weekdays):
    """The Plan for issuing `program` to `client` from `starts_on` on `weekdays` (0 = Monday); writes nothing.

    Raises ValueError when a week has more sessions than weekdays.
    """
    sessions = list(program.sessions.prefetch_related("lines__exercise__facets"))
    weeks = max((session.week for session in sessions), default=0)
    by_week = [[session for session in sessions if session.week == number + 1] for number in range(weeks)]
    dates = schedule(starts_on, weekdays, [len(week) for week in by_week])
    newest = OneRepMax.objects.newest_by_exercise(client)
    background = read_background(client, client.today())
    days = []
    for session, day in zip(sessions, chain(*dates), strict=True):
        lines = [plan_line(line, newest, client.unit, background) for line in session.lines.all()]
        days.append(PlannedDay(session, day, lines))
        # A load of a later session is a step from the one before it, not from what was lifted last.
        background = background.after(lines)
    return Plan(days)


def plan_line(line, newest, unit, background):
    """Resolve the load of one line for a client whose one-rep maxima are `newest`, in the client's `unit`."""
    one_rep_max = weaker_side(line, newest)
    load, status = resolve_load(line, one_rep_max, unit)
    findings = (
        ()
        if status in (LoadStatus.NO_ONE_REP_MAX, LoadStatus.NO_LOAD)
        else plan_findings(line, load, one_rep_max, background)
    )
    return PlannedLine(line, load, status, one_rep_max, tuple(findings))


def resolve_load(line, one_rep_max, unit):
    """(Load or None, LoadStatus) of a line: as written, or floored from the per cent of `one_rep_max`."""
    if line.load_pct is None:
        return line.load, LoadStatus.GIVEN if line.load else LoadStatus.NONE
    if one_rep_max is None:
        return None, LoadStatus.NO_ONE_REP_MAX
    near = one_rep_max.load.to(unit).value * line.load_pct / 100
    load = load_for_percent(one_rep_max.load, line.load_pct, unit, line.exercise.steps(unit, near))
    return load, LoadStatus.COMPUTED if load else LoadStatus.NO_LOAD


def weaker_side(line, newest):
    """The smallest one-rep max of the sides a line asks for; None when one of them is not known."""
    rows = [newest.get((line.exercise_id, side)) for side in SIDES_OF[line.side]]
    return None if None in rows else min(rows, key=lambda row: row.load_kg)


@transaction.atomic
def assign_program(*, program, client, starts_on, weekdays, assigned_by, entry_key, reasons=None):
    """Copy `program` into dated sessions and prescriptions for `client`; returns the Assignment.

    `reasons` are by exercise id; where none is given, the one written in the program counts. Repeating an
    `entry_key` returns the assignment already made. Raises LoadRefused when a rule refuses a line or one that needs
    a reason has none, ValueError when the sessions do not fit the weekdays.
    """
    known = Assignment.objects.filter(entry_key=entry_key).first()
    if known:
        return known
    plan = plan_program(program=program, client=client, starts_on=starts_on, weekdays=weekdays)
    decided = decide(plan, reasons or {})
    assignment = Assignment.objects.create(
        client=client,
        assigned_by=assigned_by,
        program=program,
        program_name=program.name,
        starts_on=starts_on,
        weeks=max((day.session.week for day in plan.days), default=0),
        entry_key=entry_key,
    )
    issue_days(assignment, plan, decided)
    keep_overrides(assignment, plan, decided)
    return assignment


def decide(plan, reasons):
    """Exercise id -> the reason under which it is issued. Raises LoadRefused with the names that may not be."""
    decided = {
        concern.exercise.pk: (reasons.get(concern.exercise.pk) or concern.written_reason).strip()
        for concern in plan.concerns
        if concern.needs_reason
    }
    refused = [str(line.line.exercise) for line in plan.blocked]
    refused += [
        str(c.exercise) for c in plan.concerns if c.needs_reason and not is_reason(decided[c.exercise.pk])
    ]
    if refused:
        raise LoadRefused(", ".join(refused))
    return decided


def keep_overrides(assignment, plan, decided):
    """Keep each rule that a reason overruled, with its numbers as they were."""
    Override.objects.bulk_create(
        Override(
            assignment=assignment,
            exercise=concern.exercise,
            rule=finding.rule,
            reason=decided[concern.exercise.pk],
            inputs={name: str(value) for name, value in finding.inputs.items()},
            thresholds={name: str(value) for name, value in finding.thresholds.items()},
            decided_by=assignment.assigned_by,
        )
        for concern in plan.concerns
        if concern.needs_reason
        for finding in concern.findings
        if finding.level == Level.OVERRIDE
    )


def issue_days(assignment, plan, decided):
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
        prescription(planned_session, position, line, decided.get(line.line.exercise_id, ""))
        for planned_session, day in zip(planned_sessions, plan.days, strict=True)
        for position, line in enumerate(day.lines, start=1)
    )


def prescription(planned_session, position, planned, reason):
    """One unsaved prescription: the copied dose, with the load it came to."""
    dose = planned.line.copied_dose() | {"load_reason": reason or planned.line.load_reason}
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
