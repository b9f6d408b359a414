"""The client's way into a session: what it asks for, what stands against it, and the start."""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ecctrain.access import client_required

from ..entering import before_start, begin, find_startable
from ..forms.starting import StartForm
from ..session_page import read_plates
from ..sheet import read_sheet
from ..starting import check_start

# What the phone adds when it sends something that had to wait (static/js/outbox.js).
WAITED = "Outbox-Waited"


@require_safe
@client_required
def planned_session(request, code):
    """One planned session before it is done: what it asks for, and the button that starts it."""
    planned = find_startable(request, code)
    sheet = read_sheet(planned.pk)
    doses = list(zip(sheet.parts, read_plates(sheet, request.user), strict=True))
    context = {"planned_session": planned, "sheet": sheet, "doses": doses, "section": "plan"}
    if not planned.is_started:
        context["check"] = check_start(planned, has_help=None, now=timezone.now())
    return TemplateResponse(request, "workouts/planned_session.html", context)


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_start(request, code):
    """Open a planned session, unless something has to be said first; opening it again goes on with it.

    Whoever comes here without a form, as after signing in again from the page that refused one, is led to the
    page that has it.
    """
    planned = find_startable(request, code)
    if planned.is_started:
        return redirect("workouts:session", code=planned.session_log.code)
    if request.method != "POST":
        return redirect("workouts:planned-session", code=planned.code)
    form = StartForm(request.POST)
    check = check_start(planned, has_help=form.said_help, now=timezone.now())
    # What had to wait on the phone is done: it is taken, and what it is refused for stays in the record.
    if not form.accepts(check) and WAITED not in request.headers:
        return before_start(request, check, status=422)
    session_log = begin(request, check, has_help=form.said_help)
    return redirect("workouts:session", code=session_log.code)
