"""The client's check-ins: soreness some hours after a session, pain after it and in the morning; reminders off."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ecctrain.access import client_required, public
from ecctrain.htmx import posted

from ..checkins import read_checkin, read_pain_check, with_reports
from ..choices import PainMoment
from ..forms.checkins import CheckInForm, PainForm
from ..models import SessionLog
from ..proposing import propose_later
from ..reminding import find_by_token, switch_off
from ..reporting import report_pain, report_soreness


def find_session_log(request, code):
    """One of the client's finished sessions, with its reports."""
    rows = with_reports(SessionLog.objects.for_client(request.user).select_related("client"))
    return get_object_or_404(rows, code=code)


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request, code, hours):
    """One question about soreness: asked, or answered with what follows from it."""
    now = timezone.now()
    session_log = find_session_log(request, code)
    found = read_checkin(session_log, hours, now)
    if found is None:
        raise Http404
    form = CheckInForm(posted(request), question=found, now=now)
    if request.method == "POST" and form.is_valid():
        report_soreness(session_log=session_log, hours=hours, logged_by=request.user, **form.as_reported())
        propose_later(session_log)
        return redirect("workouts:check-in", code=code, hours=hours)
    context = {"check_in": found, "form": form, "takes": found.takes(now), "section": "today"}
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/checkin.html", context, status=status)


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def pain_check(request, code, moment):
    """Pain after the session, or the next morning."""
    if moment not in (PainMoment.AFTER, PainMoment.MORNING):
        raise Http404
    now = timezone.now()
    session_log = find_session_log(request, code)
    found = read_pain_check(session_log, moment)
    form = PainForm(posted(request), question=found, now=now)
    if request.method == "POST" and form.is_valid():
        report_pain(session_log=session_log, moment=moment, logged_by=request.user, **form.as_reported())
        propose_later(session_log)
        messages.success(request, _("Kept. Your trainer sees it."))
        return redirect("today") if found.is_morning else redirect("workouts:session-finish", code=code)
    context = {"pain_check": found, "form": form, "takes": found.takes(now), "section": "today"}
    context["is_coming"] = now < found.opens_at
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/checkin_pain.html", context, status=status)


# Mail programs post to it by themselves, without our cookie; the token is what lets them.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def reminders_off(request, token):
    """What the link in a reminder opens: one button that switches reminders off."""
    person = find_by_token(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        switch_off(person)
    context = {"is_off": not person.wants_reminders, "token": token}
    return TemplateResponse(request, "workouts/checkin_reminders_off.html", context)
