"""The way of a request into a session: which one it is about, and the log that an entry begins. [HTTP]"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from .beginning import begin_session
from .forms import TapForm
from .models import PlannedSession, SessionLog
from .sheet import read_sheet
from .starting import check_start


def find_startable(request, code):
    """One of the client's planned sessions that may be trained."""
    planned = PlannedSession.objects.for_client(request.user).startable()
    return get_object_or_404(planned.select_related("assignment__client", "session_log"), code=code)


def before_start(request, check, *, status=200):
    """The page that says what stands against a session, and asks what has to be asked."""
    context = {"check": check, "planned_session": check.planned_session, "section": "today"}
    return TemplateResponse(request, "workouts/before_start.html", context, status=status)


def begin_by_entry(request, code):
    """The log of a planned session that an entry begins: what safety refuses is left out, and the entry is kept."""
    planned = find_startable(request, code)
    if planned.is_started:
        return planned.session_log
    return begin(request, check_start(planned, has_help=None, now=timezone.now()), has_help=None)


def begin(request, check, *, has_help):
    """The log of the session of `check`, opened at the instant of the tap."""
    return begin_session(
        planned_session=check.planned_session,
        check=check,
        has_help=has_help,
        at=tapped_at(request),
        logged_by=request.user,
    )


def tapped_at(request):
    """When the phone says it was tapped; now where it does not say, or says what cannot be."""
    form = TapForm(request.POST, now=timezone.now())
    return form.cleaned_data["performed_at"] if form.is_valid() else form.now


def find_session_log(request, code):
    """One of the client's own session logs."""
    return get_object_or_404(SessionLog.objects.for_client(request.user).counted(), code=code)


def open_session_log(request, code):
    """One of the client's own session logs; what is entered into a planned session begins it."""
    session_logs = SessionLog.objects.for_client(request.user).counted().with_equipment()
    session_log = session_logs.filter(code=code).first()
    return session_log or begin_by_entry(request, code)


def find_part(session_log, code):
    """The session's sheet and the exercise in it that has `code`; 404 if it is not of this session."""
    sheet = read_sheet(session_log.planned_session_id)
    part = sheet.part(code)
    if part is None:
        raise Http404
    return sheet, part
