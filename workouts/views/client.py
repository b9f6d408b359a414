"""The client's pages: a session from start to finish."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import client_required
from ecctrain.htmx import posted

from ..answering import answer, session_page
from ..bests import read_new_records
from ..checkins import read_pain_check
from ..choices import PainMoment, SkipReason
from ..entering import (
    before_start,
    find_part,
    find_session_log,
    find_startable,
    open_session_log,
    tapped_at,
)
from ..forms import FinishForm, NoteForm, SetForm, SkipForm
from ..forms.checkins import PainForm
from ..forms.starting import TakeUpForm
from ..models import SessionLog
from ..proposing import propose_later
from ..recording import (
    blank_log,
    finish_session,
    record_set,
    skip_exercise,
    take_up_exercise,
    undo_set,
    write_note,
)
from ..sheet import read_sheet
from ..starting import check_start, leave_out, refusals_now
from ..watching import watch_set


@require_safe
@client_required
def session(request, code):
    """The whole session on one page; every exercise with its sets, what is done and what is next.

    It opens before the session has begun too: the phone keeps the page for a place without a network.
    """
    session_log = SessionLog.objects.for_client(request.user).counted().filter(code=code).first()
    if session_log is None:
        planned_session = find_startable(request, code)
        session_log = planned_session.counted_log or blank_log(planned_session)
    check = None if session_log.pk else check_start(planned_session, has_help=None, now=timezone.now())
    if check and check.is_closed:
        return before_start(request, check)
    sheet = read_sheet(session_log.planned_session_id)
    if check:
        leave_out(sheet, check)
    sheet.fill(session_log.set_logs.counted() if session_log.pk else ())
    return session_page(request, session_log, sheet, check=check)


@client_required
@require_POST
def set_record(request, code, prescription):
    """Save one set; htmx gets the exercise's sets back, the browser without scripts the whole page."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    form = SetForm(request.POST, part=part, now=timezone.now())
    if not form.is_valid():
        return answer(request, session_log, sheet, part, refused=form)
    set_log = record_set(
        session_log=session_log, prescription=part.prescription, logged_by=request.user, **form.as_recorded()
    )
    watch_set(set_log=set_log, prescription=part.prescription, skip_reason=part.skip_reason)
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
    """Take back a skip, unless what was left out for safety is refused still."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    form = TakeUpForm(request.POST, findings=refusals_of(session_log, part), unit=request.user.unit)
    if not form.is_valid():
        return answer(request, session_log, sheet, part, refused=form)
    take_up_exercise(session_log=session_log, prescription=part.prescription, at=tapped_at(request))
    part.prescription.skip_reason = None
    return answer(request, session_log, sheet, part, event="exerciseTakenUp")


def refusals_of(session_log, part):
    """What still stands against an exercise that was left out for safety; nothing against any other."""
    if part.skip_reason != SkipReason.SAFETY:
        return []
    return refusals_now(session_log, part.prescription, timezone.now())


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
        propose_later(session_log)
        return redirect("workouts:session-finish", code=code)
    if request.method != "POST" and not session_log.finished_at:
        return redirect("workouts:session", code=code)
    sheet = read_sheet(session_log.planned_session_id)
    sheet.fill(session_log.set_logs.counted())
    context = {"session_log": session_log, "sheet": sheet, "form": form}
    if session_log.total_sets:
        context["pain_form"] = after_form(session_log)
        context["new_records"] = read_new_records(session_log)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/session_finish.html", context, status=status)


def after_form(session_log):
    """The question about pain after a finished session; None once its time is over."""
    now = timezone.now()
    found = read_pain_check(session_log, PainMoment.AFTER)
    return PainForm(question=found, now=now) if found.takes(now) else None
