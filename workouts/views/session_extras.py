"""Besides its sets: pain and a note in each exercise, another exercise instead of one, and one more."""

from uuid import uuid4

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecctrain.access import client_required
from ecctrain.htmx import posted, render_page

from ..answering import answer
from ..choices import SkipReason
from ..choosing import read_additions, read_offer, read_swaps
from ..entering import find_part, find_startable, open_session_log, tapped_at
from ..forms.session import (
    NRS_SCALE,
    AddExerciseForm,
    ExerciseNoteForm,
    ExercisePainForm,
    FindForm,
    SwapForm,
)
from ..models import SessionLog
from ..noting import report_exercise_pain, undo_exercise_note, undo_exercise_pain, write_exercise_note
from ..recording import blank_log
from ..session_page import offers_with_parts
from ..sheet import read_sheet
from ..swapping import ExerciseRefused, add_exercise, remove_exercise, swap_exercise


@client_required
@require_POST
def exercise_pain(request, code, prescription):
    """Write down the worst pain in an exercise."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    form = ExercisePainForm(request.POST, now=timezone.now())
    if not form.is_valid():
        return answer(request, session_log, sheet, part, refused=form)
    report = report_exercise_pain(
        session_log=session_log,
        prescription=part.prescription,
        nrs=form.cleaned_data["nrs"],
        entry_key=form.cleaned_data["entry_key"],
        at=form.cleaned_data["performed_at"],
        logged_by=request.user,
    )
    if report.voided_at is None:
        part.prescription.pain_nrs = report.nrs
    return answer(request, session_log, sheet, part, event="painReported")


@client_required
@require_POST
def exercise_pain_undo(request, code, prescription):
    """Take the pain in an exercise back."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    undo_exercise_pain(session_log=session_log, prescription=part.prescription, at=tapped_at(request))
    part.prescription.pain_nrs = None
    return answer(request, session_log, sheet, part, event="painUndone")


@client_required
@require_POST
def exercise_note(request, code, prescription):
    """Keep what the client writes about an exercise."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    form = ExerciseNoteForm(request.POST, now=timezone.now())
    if not form.is_valid():
        return answer(request, session_log, sheet, part, refused=form)
    note = write_exercise_note(
        session_log=session_log,
        prescription=part.prescription,
        text=form.cleaned_data["text"],
        entry_key=form.cleaned_data["entry_key"],
        at=form.cleaned_data["performed_at"],
        logged_by=request.user,
    )
    if note.voided_at is None:
        part.prescription.written = note.text
    return answer(request, session_log, sheet, part, event="noteWritten")


@client_required
@require_POST
def exercise_note_undo(request, code, prescription):
    """Take the note on an exercise back."""
    session_log = open_session_log(request, code)
    sheet, part = find_part(session_log, prescription)
    undo_exercise_note(session_log=session_log, prescription=part.prescription, at=tapped_at(request))
    part.prescription.written = None
    return answer(request, session_log, sheet, part, event="noteUndone")


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def exercise_swap(request, code, prescription):
    """What could be done instead of an exercise, and taking it."""
    session_log = open_session_log(request, code) if request.method == "POST" else seen_log(request, code)
    sheet, part = find_part(session_log, prescription)
    form = SwapForm(posted(request), session_log=session_log, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            taken = swap_exercise(
                session_log=session_log,
                prescription=part.prescription,
                offer=read_offer(session_log, sheet, form.cleaned_data["exercise"], part),
                reason=form.cleaned_data["reason"],
                entry_key=form.cleaned_data["entry_key"],
                at=form.cleaned_data["performed_at"],
                logged_by=request.user,
            )
            return redirect(place_of(session_log, taken))
        except ExerciseRefused:
            form.add_error("exercise", _("This one cannot be taken today."))
    text = found_text(request)
    return choices(request, session_log, form, read_swaps(session_log, sheet, part, text=text), text, part)


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def exercise_add(request, code):
    """What could be done besides, and taking it into the session."""
    session_log = open_session_log(request, code) if request.method == "POST" else seen_log(request, code)
    sheet = read_sheet(session_log.planned_session_id)
    form = AddExerciseForm(posted(request), session_log=session_log, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            taken = add_exercise(
                session_log=session_log,
                offer=read_offer(session_log, sheet, form.cleaned_data["exercise"]),
                entry_key=form.cleaned_data["entry_key"],
            )
            return redirect(place_of(session_log, taken))
        except ExerciseRefused:
            form.add_error("exercise", _("This one cannot be taken today."))
    text = found_text(request)
    return choices(request, session_log, form, read_additions(session_log, sheet, text=text), text)


@client_required
@require_POST
def exercise_remove(request, code, prescription):
    """Undo a swap or an addition."""
    session_log = open_session_log(request, code)
    part = read_sheet(session_log.planned_session_id).part(prescription)
    # One that is gone already was removed by the same tap.
    if part is not None:
        remove_exercise(
            session_log=session_log,
            prescription=part.prescription,
            entry_key=prescription,
            at=tapped_at(request),
            logged_by=request.user,
        )
    return redirect("workouts:session", code=session_log.code)


def seen_log(request, code):
    """The client's session as it stands, begun or not: looking at what there is to choose begins nothing."""
    session_log = SessionLog.objects.for_client(request.user).counted().filter(code=code).first()
    if session_log:
        return session_log
    planned_session = find_startable(request, code)
    return planned_session.counted_log or blank_log(planned_session)


def found_text(request):
    """What the client looks for by name."""
    form = FindForm(request.GET)
    return form.cleaned_data["find"] if form.is_valid() else ""


def place_of(session_log, prescription):
    """The address of an exercise on the session's page."""
    return f"{reverse('workouts:session', args=[session_log.code])}#exercise-{prescription.position}"


def choices(request, session_log, form, offers, text, part=None):
    """The page of what can be chosen, or its list for htmx.

    A phone that keeps the list gets each exercise with it, as it would be on the session's page.
    """
    entry_key = form["entry_key"].value() or uuid4()
    if "keep" in request.GET:
        offers = offers_with_parts(offers, client=request.user, code=entry_key)
    context = {
        "session_log": session_log,
        "part": part,
        "form": form,
        "offers": offers,
        "find": text,
        "entry_key": entry_key,
        "skip_reasons": SkipReason.choices,
        "nrs_scale": NRS_SCALE,
        "reason": form["reason"].value() if part else None,
        "section": "today",
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "workouts/session_choices.html", context, partial="choices", status=status)
