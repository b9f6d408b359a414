"""Issuing a program to a client: first as a plan that can be looked at, then as rows. [writes]"""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, groupby

from django.db import transaction
from django.utils.translation import gettext as _

from .easing import with_ramp_findings
from .loads import stored_kg
from .models import Assignment, Override, PlannedSession, Prescription
from .resolving import PlannedLine, by_effort, eased_lines, plan_line, read_facts
from .safety import Finding, Level, is_reason, needs_reason
from .scheduling import schedule

NAME_LETTERS = PlannedSession._meta.get_field("name").max_length


class LoadRefused(ValueError):
    """A load of the plan may not be issued; the plan's `refused` lines say which."""


@dataclass(frozen=True)
class Terms:
    """On which days, where and with whose help a program is trained.

    `weekdays`: 0 = Monday. Each session comes `times_a_day` times on its date. `by_effort`: where a per cent has no
    one-rep max, about three repetitions in reserve say how heavy. `ease_in`: what is new to the client begins with
    the familiarisation ramp. `supervisor` stands beside; `has_safety_arms` and `spotters` catch the weight.
    """

    starts_on: date
    weekdays: list[int]
    times_a_day: int = 1
    is_home: bool = False
    supervisor: str = ""
    has_safety_arms: bool | None = None
    spotters: int | None = None
    by_effort: bool = False
    ease_in: bool = False

    KEPT = ("starts_on", "is_home", "supervisor", "has_safety_arms", "spotters")

    def kept(self):
        """What the assignment keeps of them."""
        return {name: getattr(self, name) for name in self.KEPT}


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
    """One session of a program on its date, with its lines; `number` of `times` on that date."""

    session: object
    planned_on: date
    lines: list[PlannedLine]
    number: int = 1
    times: int = 1

    @property
    def name(self):
        """What the client reads: `Calves`, or `Calves (1 of 2)` where it is done more than once that day."""
        if self.times == 1:
            return self.session.name
        place = " " + _("(%(number)s of %(times)s)") % {"number": self.number, "times": self.times}
        return self.session.name[: NAME_LETTERS - len(place)].rstrip() + place


@dataclass(frozen=True)
class Plan:
    """What assigning to `client` would write: days in order. `assignment` is what the same form wrote before."""

    client: object
    days: list[PlannedDay] = field(default_factory=list)
    assignment: Assignment | None = None

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
    def new_exercises(self):
        """Exercises whose dose is more than a first exposure allows (rule LS-15), each once."""
        found = {
            line.line.exercise_id: line.line.exercise
            for line in self.lines
            for finding in line.findings
            if finding.rule == "LS-15" and finding.level == Level.OVERRIDE
        }
        return list(found.values())

    @property
    def missing(self):
        """Lines whose load cannot be computed, each exercise once."""
        return list({line.line.exercise_id: line for line in self.lines if line.is_missing_load}.values())

    @property
    def wants_effort(self):
        """Whether a per cent has neither a one-rep max nor an effort beside it (rule LS-08)."""
        return any(finding.rule == "LS-08" for line in self.lines for finding in line.findings)


def plan_program(*, program, client, terms):
    """The Plan for issuing `program` to `client` under `terms`; writes nothing.

    Raises ValueError when a week has more sessions than weekdays.
    """
    return plan_sessions(read_sessions(program), client=client, terms=terms)


def read_sessions(program):
    """The sessions of `program` with all that planning them needs."""
    return list(program.sessions.prefetch_related("lines__exercise__facets"))


def plan_sessions(sessions, *, client, terms, thresholds=None):
    """As plan_program, of `sessions` and `thresholds` already read."""
    weeks = max((session.week for session in sessions), default=0)
    by_week = [[session for session in sessions if session.week == number + 1] for number in range(weeks)]
    dates = schedule(terms.starts_on, terms.weekdays, [len(week) for week in by_week])
    facts = read_facts(client, thresholds).at(terms)
    days, names = [], {}
    for session, day in zip(sessions, chain(*dates), strict=True):
        for number in range(1, terms.times_a_day + 1):
            names[day] = session.name
            facts, lines = plan_session(session, day, facts, terms, names)
            days.append(PlannedDay(session, day, lines, number, terms.times_a_day))
    return Plan(client, days)


def plan_session(session, day, facts, terms, names):
    """(The Facts once it is done, the PlannedLines) of one session: later loads are steps from the ones before.

    `names` (date -> str) are those of the sessions planned so far, with this one.
    """
    written = list(session.lines.all())
    lines = [by_effort(line, facts) for line in written] if terms.by_effort else written
    background = facts.background.on(day, lines)
    if terms.ease_in:
        lines = eased_lines(lines, background)
        background = background.on(day, lines)
    facts = replace(facts, background=background)
    planned = [plan_line(line, facts, source=source) for line, source in zip(lines, written, strict=True)]
    if terms.ease_in:
        planned = [with_ramp_findings(item, background, names) for item in planned]
    return replace(facts, background=background.after(planned)), planned


@transaction.atomic
def assign_program(*, program, client, terms, assigned_by, entry_key, reasons=None):
    """Copy `program` into dated sessions and prescriptions for `client`; returns the Assignment.

    `reasons` are by exercise id; where none is given, the one written in the program counts. Repeating an
    `entry_key` returns the assignment already made. Raises LoadRefused when a rule refuses a line or one that needs
    a reason has none, ValueError when the sessions do not fit the weekdays.
    """
    known = Assignment.objects.filter(entry_key=entry_key).first()
    if known:
        return known
    plan = plan_program(program=program, client=client, terms=terms)
    return issue_plan(
        plan,
        program=program,
        terms=terms,
        assigned_by=assigned_by,
        entry_key=entry_key,
        decided=decide(plan, reasons or {}),
    )


def issue_plan(plan, *, program, terms, assigned_by, entry_key, decided):
    """Write the assignment of `plan`, its sessions, prescriptions and overrides; `decided` is what `decide` gave."""
    assignment = Assignment.objects.create(
        client=plan.client,
        assigned_by=assigned_by,
        program=program,
        program_name=program.name,
        weeks=max((day.session.week for day in plan.days), default=0),
        entry_key=entry_key,
        **terms.kept(),
    )
    issue_days(assignment, plan, decided)
    keep_overrides(assignment, plan, decided, by=assigned_by)
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


def keep_overrides(assignment, plan, decided, *, by):
    """Keep each rule that a reason overruled, with its numbers as they were."""
    Override.objects.keep(
        (assignment, concern.exercise, finding, decided[concern.exercise.pk], by)
        for concern in plan.concerns
        if concern.needs_reason
        for finding in concern.findings
    )


def issue_days(assignment, plan, decided):
    """Write the sessions and prescriptions of `plan`."""
    planned_sessions = PlannedSession.objects.bulk_create(
        PlannedSession(
            assignment=assignment,
            week=day.session.week,
            position=position,
            name=day.name,
            planned_on=day.planned_on,
            source_code=day.session.code,
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
        source_code=planned.source.code,
        source_dose=planned.source.plain_dose() | {"exercise": planned.source.exercise.slug},
        **dose,
    )
