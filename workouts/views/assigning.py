"""Assigning a program, and what a client did, as their trainer sees it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import trainer_required
from ecctrain.htmx import posted

from ..assigning_to_many import assign_to_many, preview_for_many
from ..findings import read_refusals, read_session_findings
from ..forms import AssignForm, EndAssignmentForm, ReasonsForm
from ..history import read_session
from ..models import Assignment, Program, SessionLog


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def program_assign(request, code):
    """Choose clients, first day and weekdays; look at dates and loads; only then is anything written."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    sent = request.POST if request.method == "POST" else request.GET
    is_filled = "starts_on" in sent
    initial = {"starts_on": request.user.today(), "clients": sent.getlist("client")}
    form = AssignForm(sent if is_filled else None, trainer=request.user, program=program, initial=initial)
    is_valid = is_filled and form.is_valid()
    preview = preview_for_many(program=program, **chosen(form)) if is_valid else None
    reasons = ReasonsForm(posted(request), concerns=preview.concerns) if preview else None
    if request.method == "POST" and preview and preview.issuable and reasons.is_valid():
        return write_assignments(request, program, form, reasons.reasons())
    context = {
        "program": program,
        "form": form,
        "preview": preview,
        "reasons": reasons,
        "section": "programs",
    }
    status = 422 if request.method == "POST" or (is_filled and not is_valid) else 200
    return TemplateResponse(request, "workouts/program_assign.html", context, status=status)


def chosen(form):
    """What the valid AssignForm says: to whom, under which terms, with which key."""
    names = ("clients", "entry_key")
    return {name: form.cleaned_data[name] for name in names} | {"terms": form.terms()}


def write_assignments(request, program, form, reasons):
    """Assign, say to whom and to whom not, and go to the client's page, or to the program's with several."""
    issued = assign_to_many(program=program, assigned_by=request.user, reasons=reasons, **chosen(form))
    if issued.assignments:
        names = get_text_list([str(row.client) for row in issued.assignments], _("and"))
        words = {"program": program, "clients": names}
        messages.success(request, _("%(program)s is assigned to %(clients)s.") % words)
    for client, loads in issued.left_out:
        words = {"client": client, "loads": loads}
        messages.error(request, _("Not assigned to %(client)s. These may not be issued: %(loads)s.") % words)
    clients = form.cleaned_data["clients"]
    if len(clients) == 1:
        return redirect("client-page", code=clients[0].code)
    return redirect("workouts:program", code=program.code)


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
        "client", "logged_by", "voided_by", "planned_session__assignment"
    )
    session_log = get_object_or_404(session_logs, code=code)
    context = {
        "session_log": session_log,
        "client": session_log.client,
        "past": read_session(session_log),
        "session_findings": read_session_findings(session_log),
        "refusals": read_refusals(session_log),
        "section": "clients",
    }
    return TemplateResponse(request, "workouts/session_review.html", context)
