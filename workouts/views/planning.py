"""Changing a client's plan that runs: pause and resume; move, skip, add, change sessions not yet started."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import trainer_required
from ecctrain.htmx import posted

from ..forms.planning import CopyForm, DoseForm, MoveForm, PauseForm, ResumeForm, SkipSessionForm
from ..models import Assignment, PlannedSession, Prescription
from ..models.assignments import MoveRefused
from ..planning import (
    ChangeRefused,
    add_copy,
    change_dose,
    move_session,
    plan_resume,
    resume_assignment,
    skip_session,
    take_up_session,
)


def find_session(request, code):
    """A planned session of somebody the trainer coaches now, with its assignment, client and log."""
    rows = PlannedSession.objects.for_trainer(request.user)
    return get_object_or_404(rows.select_related("assignment__client", "session_log"), code=code)


def may_change(planned_session):
    """Whether the session is neither started nor of an assignment that rests or has ended."""
    return not planned_session.is_started and planned_session.assignment.status == "active"


def to_client(planned_session):
    return redirect("client-page", code=planned_session.assignment.client.code)


def refused(request, planned_session):
    """Back to the client's page with the reason why nothing was changed."""
    if planned_session.is_started:
        text = _("%(name)s was started. What was trained stays as it is.")
    elif planned_session.assignment.is_paused:
        text = _("%(name)s rests with its plan. Resume the plan first.")
    elif planned_session.is_skipped:
        text = _("%(name)s is skipped. Take that back first.")
    else:
        text = _("%(name)s belongs to a plan that has ended.")
    messages.error(request, text % {"name": planned_session})
    return to_client(planned_session)


def change_page(request, planned_session, *, status=200, **forms):
    """Every form of one session; `forms` are those that were sent and refused."""
    client = planned_session.assignment.client
    usual = {
        "move": MoveForm(client=client, auto_id="move_%s", initial={"to_on": planned_session.planned_on}),
        "skip": SkipSessionForm(auto_id="skip_%s"),
        "copy": CopyForm(client=client, auto_id="copy_%s"),
    }
    sent = forms.pop("dose", None)
    doses = [
        sent if sent and sent.line == line else DoseForm(line=line, auto_id=f"dose{line.position}_%s")
        for line in planned_session.prescriptions.select_related("exercise")
    ]
    context = {
        "planned_session": planned_session,
        "client": client,
        "doses": doses,
        "section": "clients",
        **usual,
        **forms,
    }
    return TemplateResponse(request, "workouts/plan_change.html", context, status=status)


@require_safe
@trainer_required
def planned_change(request, code):
    """One planned session with every way to change it."""
    planned_session = find_session(request, code)
    if not may_change(planned_session):
        return refused(request, planned_session)
    return change_page(request, planned_session)


@trainer_required
@require_POST
def planned_move(request, code):
    """Put a session on another day."""
    planned_session = find_session(request, code)
    if not may_change(planned_session) or planned_session.is_skipped:
        return refused(request, planned_session)
    form = MoveForm(request.POST, client=planned_session.assignment.client, auto_id="move_%s")
    if not form.is_valid():
        return change_page(request, planned_session, move=form, status=422)
    to_on = form.cleaned_data["to_on"]
    try:
        others = move_session(planned_session=planned_session, to_on=to_on)
    except ChangeRefused:
        return refused(request, find_session(request, code))
    text = _("%(name)s is on %(day)s now.") % {"name": planned_session, "day": date_format(to_on, "l j F")}
    if others:
        names = ", ".join(str(other) for other in others)
        text += " " + _("On that day there is also: %(names)s.") % {"names": names}
    messages.success(request, text)
    return to_client(planned_session)


@trainer_required
@require_POST
def planned_skip(request, code):
    """Leave a session out, and say why."""
    planned_session = find_session(request, code)
    if not may_change(planned_session):
        return refused(request, planned_session)
    form = SkipSessionForm(request.POST, auto_id="skip_%s")
    if not form.is_valid():
        return change_page(request, planned_session, skip=form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        skip_session(planned_session=planned_session, reason=reason, at=timezone.now(), by=request.user)
    except ChangeRefused:
        return refused(request, find_session(request, code))
    messages.success(request, _("%(name)s is skipped.") % {"name": planned_session})
    return to_client(planned_session)


@trainer_required
@require_POST
def planned_take_up(request, code):
    """Take back a skip."""
    planned_session = find_session(request, code)
    try:
        take_up_session(planned_session=planned_session)
    except ChangeRefused:
        return refused(request, find_session(request, code))
    messages.success(request, _("%(name)s is planned again.") % {"name": planned_session})
    return to_client(planned_session)


@trainer_required
@require_POST
def planned_copy(request, code):
    """Add a session like this one on another day."""
    planned_session = find_session(request, code)
    if not may_change(planned_session):
        return refused(request, planned_session)
    form = CopyForm(request.POST, client=planned_session.assignment.client, auto_id="copy_%s")
    if not form.is_valid():
        return change_page(request, planned_session, copy=form, status=422)
    try:
        copy = add_copy(planned_session=planned_session, **form.cleaned_data)
    except ChangeRefused:
        return refused(request, find_session(request, code))
    day = date_format(copy.planned_on, "l j F")
    messages.success(request, _("%(name)s is also on %(day)s.") % {"name": copy, "day": day})
    return to_client(planned_session)


@trainer_required
@require_POST
def prescription_change(request, code):
    """Change the dose of one exercise of a session not yet started."""
    lines = Prescription.objects.for_trainer(request.user).select_related("exercise", "one_rep_max")
    line = get_object_or_404(lines, code=code)
    planned_session = line.planned_session = find_session(request, line.planned_session.code)
    if not may_change(planned_session):
        return refused(request, planned_session)
    form = DoseForm(request.POST, line=line, auto_id=f"dose{line.position}_%s")
    if not form.is_valid():
        return change_page(request, planned_session, dose=form, status=422)
    reason = form.cleaned_data["load_reason"].strip()
    try:
        change_dose(prescription=line, planned=form.planned, load_reason=reason, by=request.user)
    except ChangeRefused:
        return refused(request, find_session(request, planned_session.code))
    messages.success(request, _("%(exercise)s is changed.") % {"exercise": line})
    return redirect("workouts:planned-change", code=planned_session.code)


def find_assignment(request, code):
    """An assignment of somebody the trainer coaches now that has not ended, with its client."""
    rows = Assignment.objects.for_trainer(request.user).active().select_related("client")
    return get_object_or_404(rows, code=code)


@trainer_required
@require_POST
def assignment_pause(request, code):
    """Rest a plan; doing it twice keeps the first pause."""
    assignment = find_assignment(request, code)
    form = PauseForm(request.POST)
    if not form.is_valid():
        context = {"assignment": assignment, "form": form, "section": "clients"}
        return TemplateResponse(request, "workouts/plan_pause.html", context, status=422)
    if not assignment.is_paused:
        assignment.pause(at=timezone.now(), reason=form.cleaned_data["reason"])
    messages.success(request, _("%(name)s is paused.") % {"name": assignment})
    return redirect("client-page", code=assignment.client.code)


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_resume(request, code):
    """From which day a paused plan goes on: the dates first, then the writing."""
    assignment = find_assignment(request, code)
    client = assignment.client
    if not assignment.is_paused:
        messages.success(request, _("%(name)s is running.") % {"name": assignment})
        return redirect("client-page", code=client.code)
    sent = posted(request) or request.GET or {"from_on": client.today().isoformat()}
    form = ResumeForm(sent, client=client)
    is_valid = form.is_valid()
    if is_valid and request.method == "POST":
        return write_resume(request, assignment, form.cleaned_data["from_on"])
    context = {
        "assignment": assignment,
        "client": client,
        "form": form,
        "shifts": plan_resume(assignment=assignment, **form.cleaned_data) if is_valid else None,
        "section": "clients",
    }
    return TemplateResponse(request, "workouts/plan_resume.html", context, status=200 if is_valid else 422)


def write_resume(request, assignment, from_on):
    """Resume and go to the client's page; a pause that somebody else took back in between is left at that."""
    try:
        shifts = resume_assignment(assignment=assignment, from_on=from_on, at=timezone.now())
    except MoveRefused:
        shifts = []
    text = _("%(name)s is running.") % {"name": assignment}
    if shifts:
        day = date_format(shifts[0].planned_on, "l j F")
        text = _("%(name)s goes on, on %(day)s.") % {"name": assignment, "day": day}
    messages.success(request, text)
    return redirect("client-page", code=assignment.client.code)
