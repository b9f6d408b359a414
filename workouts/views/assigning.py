"""Assigning a program, and what a client did, as their trainer sees it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import trainer_required
from ecctrain.htmx import posted

from ..assigning import LoadRefused, assign_program, plan_program
from ..forms import AssignForm, EndAssignmentForm, ReasonsForm
from ..models import Assignment, Program, SessionLog
from ..sheet import read_sheet


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def program_assign(request, code):
    """Choose client, first day and weekdays; look at dates and loads; only then is anything written."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    sent = request.POST if request.method == "POST" else request.GET
    is_filled = "starts_on" in sent
    initial = {"starts_on": request.user.today(), "client": sent.get("client")}
    form = AssignForm(sent if is_filled else None, trainer=request.user, program=program, initial=initial)
    is_valid = is_filled and form.is_valid()
    plan = plan_program(program=program, **chosen(form)) if is_valid else None
    reasons = ReasonsForm(posted(request), concerns=plan.concerns) if plan else None
    if request.method == "POST" and plan and plan.days and not plan.blocked and reasons.is_valid():
        return write_assignment(request, program, form, reasons.reasons())
    context = {"program": program, "form": form, "plan": plan, "reasons": reasons, "section": "programs"}
    status = 422 if request.method == "POST" or (is_filled and not is_valid) else 200
    return TemplateResponse(request, "workouts/program_assign.html", context, status=status)


def chosen(form):
    """What the valid AssignForm chose, without the key."""
    return {name: form.cleaned_data[name] for name in ("client", "starts_on", "weekdays")}


def write_assignment(request, program, form, reasons):
    """Assign and go to the client's page; a load refused in between is shown as a message."""
    client = form.cleaned_data["client"]
    try:
        assign_program(program=program, assigned_by=request.user, reasons=reasons, **form.cleaned_data)
    except LoadRefused as refusal:
        messages.error(request, _("Not assigned. These loads need a reason: %(names)s.") % {"names": refusal})
    else:
        messages.success(
            request, _("%(program)s is assigned to %(client)s.") % {"program": program, "client": client}
        )
    return redirect("client-page", code=client.code)


@trainer_required
@require_POST
def assignment_end(request, code):
    """End a running assignment with a reason; what was trained stays."""
    assignments = Assignment.objects.for_trainer(request.user).active().select_related("client")
    assignment = get_object_or_404(assignments, code=code)
    form = EndAssignmentForm(request.POST)
    if not form.is_valid():
        context = {"assignment": assignment, "form": form, "section": "clients"}
        return TemplateResponse(request, "workouts/assignment_end.html", context, status=422)
    assignment.end(at=timezone.now(), reason=form.cleaned_data["reason"])
    messages.success(request, _("%(name)s has ended.") % {"name": assignment})
    return redirect("client-page", code=assignment.client.code)


@require_safe
@trainer_required
def session_review(request, code):
    """What a client did in one session, beside what was prescribed."""
    session_logs = SessionLog.objects.for_trainer(request.user).select_related(
        "client", "planned_session__assignment"
    )
    session_log = get_object_or_404(session_logs, code=code)
    sheet = read_sheet(session_log.planned_session_id)
    sheet.fill(session_log.set_logs.counted())
    context = {
        "session_log": session_log,
        "client": session_log.client,
        "sheet": sheet,
        "voided": session_log.set_logs.exclude(voided_at=None).select_related("exercise"),
        "section": "clients",
    }
    return TemplateResponse(request, "workouts/session_review.html", context)
