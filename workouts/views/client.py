"""The client's pages: a session from start to finish, and the plan."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from ecctrain.access import client_required
from ecctrain.htmx import posted, render_page, wants_fragment

from ..checkins import read_pain_check
from ..choices import PainMoment, SkipReason
from ..forms import FinishForm, NoteForm, SetForm, SkipForm, TapForm
from ..forms.checkins import PainForm
from ..models import Assignment, PlannedSession, SessionLog
from ..recording import (
    blank_log,
    finish_session,
    record_set,
    skip_exercise,
    start_session,
    take_up_exercise,
    undo_set,
    write_note,
)
from ..session_page import part_after_tap, read_plates, session_parts
from ..sheet import read_last_time, read_sheet

EARLY_START_DAYS = 7


@client_required
@require_POST
def session_start(request, code):
    """Open a planned session; opening it again goes on with it."""
    session_log = begin(request, find_startable(request, code))
    return redirect("workouts:session", code=session_log.code)


def find_startable(request, code):
    """One of the client's planned sessions that may be trained."""
    planned = PlannedSession.objects.for_client(request.user).startable()
    return get_object_or_404(planned.select_related("assignment__client", "session_log"), code=code)


def begin(request, planned_session):
    """The log of a planned session, opened at the instant of the tap if it was not yet."""
    return start_session(planned_session=planned_session, at=tapped_at(request), logged_by=request.user)


def tapped_at(request):
    """When the phone says it was tapped; now where it does not say, or says what cannot be."""
    form = TapForm(request.POST, now=timezone.now())
    return form.cleaned_data["performed_at"] if form.is_valid() else form.now


@require_safe
@client_required
def planned_session(request, code):
    """One planned session before it is done: what it asks for, and the button that starts it."""
    planned = PlannedSession.objects.for_client(request.user).startable()
    planned = planned.select_related("assignment", "session_log")
    found = get_object_or_404(planned, code=code)
    sheet = read_sheet(found.pk)
    doses = list(zip(sheet.parts, read_plates(sheet, request.user), strict=True))
    context = {"planned_session": found, "sheet": sheet, "doses": doses, "section": "plan"}
    return TemplateResponse(request, "workouts/planned_session.html", context)


@require_safe
@client_required
def session(request, code):
    """The whole session on one page; every exercise with its sets, what is done and what is next.

    It opens before the session has begun too: the phone keeps the page for a place without a network.
    """
    session_log = SessionLog.objects.for_client(request.user).filter(code=code).first()
    if session_log is None:
        planned_session = find_startable(request, code)
        session_log = getattr(planned_session, "session_log", None) or blank_log(planned_session)
    sheet = read_sheet(session_log.planned_session_id)
    sheet.fill(session_log.set_logs.counted() if session_log.pk else ())
    return session_page(request, session_log, sheet)


def session_page(request, session_log, sheet, *, refused=None, part=None, status=200):
    """The page of the filled `sheet`; with a `refused` form for its exercise `part`."""
    read_last_time(sheet, request.user, session_log)
    context = {
        "session_log": session_log,
        "sheet": sheet,
        "parts": session_parts(sheet, client=request.user, refused=refused, refused_part=part),
        "skip_reasons": SkipReason.choices,
        "finish_form": FinishForm(initial={"note": session_log.note, "effort": session_log.effort}),
        "is_done": sheet.current is None,
    }
    return TemplateResponse(request, "workouts/session.html", context, status=status)


def find_session_log(request, code):
    """One of the client's own session logs."""
    return get_object_or_404(SessionLog.objects.for_client(request.user), code=code)


def open_session_log(request, code):
    """One of the client's own session logs; what is entered into a planned session begins it."""
    session_log = SessionLog.objects.for_client(request.user).with_equipment().filter(code=code).first()
    return session_log or begin(request, find_startable(request, code))


def find_part(session_log, code):
    """The session's sheet and the exercise in it that has `code`; 404 if it is not of this session."""
    sheet = read_sheet(session_log.planned_session_id)
    part = sheet.part(code)
    if part is None:
        raise Http404
    return sheet, part


@client_required
@require_POST
def set_record(request, code, prescription):
    """Save one set; htmx gets the exercise's sets back, the browser without scripts the whole page."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    form = SetForm(request.POST, part=part, now=timezone.now())
    if not form.is_valid():
        return answer(request, session_log, sheet, part, refused=form)
    record_set(
        session_log=session_log, prescription=part.prescription, logged_by=request.user, **form.as_recorded()
    )
    return answer(request, session_log, sheet, part, event="setRecorded")


@client_required
@require_POST
def set_undo(request, code, prescription, entry_key):
    """Take a set back; it is kept, but no longer counts."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    undo_set(session_log=session_log, entry_key=entry_key, at=tapped_at(request), by=request.user)
    return answer(request, session_log, sheet, part, event="setUndone")


@client_required
@require_POST
def exercise_skip(request, code, prescription):
    """Leave out what remains of an exercise, and say why."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    form = SkipForm(request.POST)
    if not form.is_valid():
        return answer(request, session_log, sheet, part, refused=form)
    skip_exercise(
        session_log=session_log,
        prescription=part.prescription,
        at=tapped_at(request),
        logged_by=request.user,
        **form.cleaned_data,
    )
    part.prescription.skip_reason = form.cleaned_data["reason"]
    return answer(request, session_log, sheet, part, event="exerciseSkipped")


@client_required
@require_POST
def exercise_take_up(request, code, prescription):
    """Take back a skip."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    take_up_exercise(session_log=session_log, prescription=part.prescription, at=tapped_at(request))
    part.prescription.skip_reason = None
    return answer(request, session_log, sheet, part, event="exerciseTakenUp")


def answer(request, session_log, sheet, part, *, event="", refused=None):
    """The exercise's part of the page with the live count for htmx; the page for others, at the exercise."""
    if not wants_fragment(request) and refused is None:
        return redirect(
            f"{reverse('workouts:session', args=[session_log.code])}#exercise-{part.prescription.position}"
        )
    sheet.fill(session_log.set_logs.counted())
    status = 422 if refused else 200
    if not wants_fragment(request):
        return session_page(request, session_log, sheet, refused=refused, part=part, status=status)
    if part.needs_last_time:
        read_last_time(sheet, request.user, session_log)
    context = {
        "session_log": session_log,
        "sheet": sheet,
        "part": part_after_tap(part, session_log=session_log, client=request.user, refused=refused),
        "skip_reasons": SkipReason.choices,
        "is_fragment": True,
    }
    response = render_page(request, "workouts/session.html", context, partial="part", status=status)
    if event:
        trigger_client_event(response, event, {"isFinished": part.is_finished})
    return response


@client_required
@require_POST
def session_note(request, code):
    """Keep what the client writes about the session."""
    session_log = open_session_log(request, code)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = {"session_log": session_log, "form": form}
        return TemplateResponse(request, "workouts/session_note.html", context, status=422)
    write_note(session_log=session_log, note=form.cleaned_data["note"])
    messages.success(request, _("Note saved."))
    return redirect("workouts:session", code=code)


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_finish(request, code):
    """Close the session, and show what it amounted to."""
    find = open_session_log if request.method == "POST" else find_session_log
    session_log = find(request, code)
    form = FinishForm(posted(request), initial={"note": session_log.note, "effort": session_log.effort})
    if request.method == "POST" and form.is_valid():
        finish_session(session_log=session_log, at=tapped_at(request), **form.cleaned_data)
        return redirect("workouts:session-finish", code=code)
    if request.method != "POST" and not session_log.finished_at:
        return redirect("workouts:session", code=code)
    sheet = read_sheet(session_log.planned_session_id)
    sheet.fill(session_log.set_logs.counted())
    context = {"session_log": session_log, "sheet": sheet, "form": form}
    if session_log.total_sets:
        context["pain_form"] = after_form(session_log)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/session_finish.html", context, status=status)


def after_form(session_log):
    """The question about pain after a finished session; None once its time is over."""
    now = timezone.now()
    found = read_pain_check(session_log, PainMoment.AFTER)
    return PainForm(question=found, now=now) if found.takes(now) else None


@require_safe
@client_required
def plan(request):
    """What is coming in the next weeks, what rests, and what was done lately."""
    today = request.user.today()
    planned = PlannedSession.objects.for_client(request.user).select_related("assignment", "session_log")
    coming = planned.coming().filter(
        planned_on__range=(today - timedelta(days=EARLY_START_DAYS), today + timedelta(days=27))
    )
    done = SessionLog.objects.for_client(request.user).exclude(finished_at=None)[:20]
    context = {"coming": coming, "done": done, "today": today, "section": "plan"}
    context["paused"] = Assignment.objects.for_client(request.user).paused()
    return TemplateResponse(request, "workouts/plan.html", context)
