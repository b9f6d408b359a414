"""Changing a plan that runs: resume after a pause; move, skip, add, change sessions not yet started. [writes]

What was started is history: every function here refuses it, and reads the row again under a lock before it does.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from .building import set_dose, set_help, set_lift
from .choices import AssignmentStatus
from .guarding import ABOUT_DOSE, plan_findings
from .loads import stored_kg
from .models import Assignment, Override, PlannedSession, Prescription
from .resolving import PlannedLine, plan_line, read_facts
from .safety import is_reason, needs_reason


class ChangeRefused(ValueError):
    """The session was started or skipped, or its assignment does not run: nothing was changed."""


@dataclass(frozen=True)
class Shift:
    """One session of a paused assignment, and the day it would go to."""

    planned_session: PlannedSession
    planned_on: date


def plan_resume(*, assignment, from_on):
    """The Shifts that resuming on `from_on` makes, in order; writes nothing.

    What was planned from the day of the pause on, in the client's calendar, and is neither started nor skipped goes
    on by whole weeks, so that the weekdays stay and the first session is on `from_on` or after. Nothing goes back.
    """
    paused_on = assignment.client.local_date(assignment.paused_at)
    rows = list(assignment.planned_sessions.untouched().filter(planned_on__gte=paused_on))
    step = timedelta(weeks=weeks_until(rows[0].planned_on, from_on) if rows else 0)
    return [Shift(row, row.planned_on + step) for row in rows]


def weeks_until(first_on, from_on):
    """The whole weeks after which a session of `first_on` is on `from_on` or later; never less than 0."""
    return max(-((first_on - from_on).days // 7), 0)


@transaction.atomic
def resume_assignment(*, assignment, from_on, at):
    """Let a paused assignment go on from `from_on`; returns the Shifts that were written.

    Raises MoveRefused when it is not paused, and writes nothing then.
    """
    assignment = Assignment.objects.select_for_update().select_related("client").get(pk=assignment.pk)
    shifts = plan_resume(assignment=assignment, from_on=from_on) if assignment.is_paused else []
    assignment.resume(at=at)
    for shift in shifts:
        shift.planned_session.planned_on = shift.planned_on
    PlannedSession.objects.bulk_update([shift.planned_session for shift in shifts], ["planned_on"])
    return shifts


def lock_unstarted(planned_session):
    """The row as it is now, locked. Raises ChangeRefused when it was started or its assignment does not run.

    Starting a session waits for this lock where the database has one, as the log's foreign key asks for the row.
    """
    row = PlannedSession.objects.select_for_update().get(pk=planned_session.pk)
    if row.is_started or row.assignment.status != AssignmentStatus.ACTIVE:
        raise ChangeRefused(str(row))
    return row


@transaction.atomic
def move_session(*, planned_session, to_on):
    """Put a session on another day; returns the sessions of its assignment that are on that day already."""
    row = lock_unstarted(planned_session)
    if row.is_skipped:
        raise ChangeRefused(str(row))
    row.planned_on = to_on
    row.save(update_fields=["planned_on"])
    return beside(row)


def beside(planned_session):
    """The other sessions of the assignment on the same day."""
    others = planned_session.assignment.planned_sessions.standing().exclude(pk=planned_session.pk)
    return list(others.filter(planned_on=planned_session.planned_on))


@transaction.atomic
def skip_session(*, planned_session, reason, at, by):
    """Leave a session out; it is kept. Skipping it again keeps the first reason."""
    row = lock_unstarted(planned_session)
    if row.is_skipped:
        return
    row.skipped_at, row.skipped_by, row.skip_reason = at, by, reason
    row.save(update_fields=["skipped_at", "skipped_by", "skip_reason"])


@transaction.atomic
def take_up_session(*, planned_session):
    """Take back a skip: the session is to be done again on its day."""
    row = lock_unstarted(planned_session)
    row.skipped_at, row.skipped_by, row.skip_reason = None, None, ""
    row.save(update_fields=["skipped_at", "skipped_by", "skip_reason"])


@transaction.atomic
def add_copy(*, planned_session, on_day, entry_key):
    """Add a session like `planned_session` on `on_day`, its loads as they were issued.

    Repeating an `entry_key` returns the session already added.
    """
    known = PlannedSession.objects.filter(entry_key=entry_key).first()
    if known:
        return known
    row = lock_unstarted(planned_session)
    # Two copies at once would take the same place in the week.
    assignment = Assignment.objects.select_for_update().get(pk=row.assignment_id)
    week = assignment.planned_sessions.filter(week=row.week)
    copy = PlannedSession.objects.create(
        assignment=assignment,
        week=row.week,
        position=week.aggregate(last=Max("position"))["last"] + 1,
        name=row.name,
        planned_on=on_day,
        entry_key=entry_key,
    )
    Prescription.objects.bulk_create(
        Prescription(
            planned_session=copy,
            position=line.position,
            exercise_id=line.exercise_id,
            load_kg=line.load_kg,
            load_status=line.load_status,
            one_rep_max_id=line.one_rep_max_id,
            **line.copied_dose(),
        )
        for line in row.prescriptions.all()
    )
    return copy


def plan_dose(*, prescription, sets, effort, tempo, rest_s, lift, assist):
    """The PlannedLine that a change of dose comes to, with what safety says of it; writes nothing.

    Where the load cell stays as it is, so does the load that was issued; another is resolved as in assigning.
    """
    planned_session = prescription.planned_session
    client = planned_session.assignment.client
    line = Prescription(exercise=prescription.exercise, **prescription.copied_dose())
    set_dose(line, sets, effort)
    set_lift(line, lift)
    set_help(line, assist)
    line.tempo, line.rest_s = tempo, rest_s
    facts = read_facts(client).at(planned_session.assignment)
    before = load_before(prescription)
    if before is not None:
        loads = facts.background.last_loads_kg | {prescription.exercise_id: before}
        facts = replace(facts, background=replace(facts.background, last_loads_kg=loads))
    if not is_same_load(prescription, effort):
        return plan_line(line, facts, rules=ABOUT_DOSE)
    one_rep_max = prescription.one_rep_max
    findings = plan_findings(
        line, prescription.load, one_rep_max, facts.background, facts.setting, rules=ABOUT_DOSE
    )
    return PlannedLine(
        line, prescription.load, prescription.load_status, one_rep_max, findings=tuple(findings)
    )


def load_before(prescription):
    """The load in kg of the same exercise in the session that comes before this one; None if there is none."""
    planned_session = prescription.planned_session
    earlier = Prescription.objects.filter(
        planned_session__in=planned_session.assignment.planned_sessions.untouched(),
        planned_session__planned_on__lt=planned_session.planned_on,
        planned_session__planned_on__gte=planned_session.assignment.client.today(),
        exercise=prescription.exercise_id,
        load_kg__isnull=False,
    )
    return earlier.order_by("planned_session__planned_on").values_list("load_kg", flat=True).last()


def is_same_load(prescription, effort):
    """Whether a load cell says what was issued: the same per cent, or the same weight."""
    if effort.load.pct is not None or prescription.load_pct is not None:
        return effort.load.pct == prescription.load_pct
    return effort.load.load == prescription.load


@transaction.atomic
def change_dose(*, prescription, planned, load_reason, by):
    """Write the dose that plan_dose came to into a prescription of a session not yet started.

    Raises ChangeRefused, also when a rule refuses the load or needs a reason that is not there.
    """
    lock_unstarted(prescription.planned_session)
    is_overruled = needs_reason(planned.findings)
    if planned.is_blocked or (is_overruled and not is_reason(load_reason)):
        raise ChangeRefused(str(prescription))
    dose = planned.line.copied_dose() | {"load_reason": load_reason}
    dose["load_value"] = planned.load.value if planned.load else None
    dose["load_unit"] = planned.load.unit if planned.load else ""
    for name, value in dose.items():
        setattr(prescription, name, value)
    prescription.load_kg = stored_kg(planned.load) if planned.load else None
    prescription.load_status, prescription.one_rep_max = planned.status, planned.one_rep_max
    prescription.save(update_fields=[*dose, "load_kg", "load_status", "one_rep_max"])
    assignment = prescription.planned_session.assignment
    Override.objects.keep(
        (assignment, prescription.exercise, finding, load_reason, by) for finding in planned.findings
    )
