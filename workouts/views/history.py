"""Past sessions: the client's list and detail, the trainer's list, and what both may put right."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import client_required, signed_in, trainer_required
from ecctrain.accounts.models import User
from ecctrain.htmx import posted

from ..forms.history import ForgottenSetForm, PastSessionForm, PastSetForm
from ..history import read_page, read_session, typed_values
from ..models import SessionLog
from ..proposing import propose_later
from ..revising import (
    RevisionRefused,
    add_set,
    bring_set_back,
    revise_session,
    revise_set,
    take_set_away,
)
from ..voiding import bring_back_session, void_session
from ..watching import watch_set


@require_safe
@client_required
def history(request):
    """The client's past sessions by month, the newest first."""
    session_logs = SessionLog.objects.for_client(request.user)
    context = {
        "page": read_page(session_logs.counted(), request.GET.get("page")),
        "voided": session_logs.voided().count(),
        "section": "plan",
    }
    return TemplateResponse(request, "workouts/history.html", context)


@require_safe
@client_required
def history_voided(request):
    """The client's sessions that were taken out of the count, each with the way back."""
    session_logs = SessionLog.objects.for_client(request.user).voided()
    context = {"page": read_page(session_logs, request.GET.get("page")), "section": "plan"}
    return TemplateResponse(request, "workouts/history_voided.html", context)


@require_safe
@trainer_required
def client_sessions(request, code):
    """A client's past sessions as their trainer sees them; the voided ones where `voided` asks for them."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    session_logs = SessionLog.objects.for_client(client)
    is_voided = "voided" in request.GET
    chosen = session_logs.voided() if is_voided else session_logs.counted()
    context = {
        "client": client,
        "page": read_page(chosen, request.GET.get("page")),
        "is_voided": is_voided,
        "voided": session_logs.voided().count(),
        "section": "clients",
    }
    return TemplateResponse(request, "workouts/history_of_client.html", context)


@require_safe
@client_required
def history_session(request, code):
    """One past session: each set beside what was prescribed, and what was said before it was changed."""
    session_logs = SessionLog.objects.for_client(request.user)
    session_log = get_object_or_404(
        session_logs.select_related("client", "logged_by", "voided_by", "planned_session__assignment"),
        code=code,
    )
    context = {"past": read_session(session_log)} | around(request, session_log)
    return TemplateResponse(request, "workouts/history_session.html", context)


def around(request, session_log):
    """What every page about a past session needs: the layout of the reader's side, and the way back."""
    is_own = session_log.client_id == request.user.pk
    name = "workouts:history-session" if is_own else "workouts:session-review"
    return {
        "session_log": session_log,
        "client": session_log.client,
        "is_own": is_own,
        "layout": "client.html" if is_own else "trainer.html",
        "section": "plan" if is_own else "clients",
        "back": reverse(name, args=[session_log.code]),
    }


def find_session_log(request, code):
    """A session of one's own, or of a person one coaches, that counts."""
    return get_object_or_404(readable(request).counted(), code=code)


def readable(request):
    """The sessions whose values the person may change."""
    session_logs = SessionLog.objects.for_reader(request.user)
    return session_logs.select_related("client", "voided_by", "planned_session__assignment")


def find_set_log(session_log, entry_key):
    """A set of the session, voided or not."""
    rows = session_log.set_logs.select_related("prescription__exercise", "exercise")
    return get_object_or_404(rows, entry_key=entry_key)


def back_to(request, session_log, prescription=None):
    """Lead to the session, at the exercise where one is given."""
    place = f"#exercise-{prescription.position}" if prescription else ""
    return redirect(f"{around(request, session_log)['back']}{place}")


def changed(request, session_log, prescription=None):
    """What is known of a session has changed: the proposals follow, and the way leads back to it."""
    propose_later(session_log)
    return back_to(request, session_log, prescription)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def history_edit(request, code):
    """Change when a past session began, its effort and its note; the earlier values stay readable."""
    session_log = find_session_log(request, code)
    now = timezone.now()
    form = PastSessionForm(posted(request), session_log=session_log, now=now)
    if request.method == "POST" and form.is_valid():
        revise_session(session_log=session_log, at=now, by=request.user, **form.revised())
        messages.success(request, _("Saved. What it said before stays readable."))
        return changed(request, session_log)
    context = {"form": form} | around(request, session_log)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/history_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def history_set(request, code, entry_key):
    """Change the values of one set."""
    session_log = find_session_log(request, code)
    set_log = find_set_log(session_log, entry_key)
    prescription = set_log.prescription
    form = PastSetForm(
        posted(request),
        prescription=prescription,
        set_log=set_log,
        initial=typed_values(set_log, session_log.client),
    )
    if request.method == "POST" and form.is_valid():
        try:
            revised = revise_set(
                session_log=session_log,
                set_log=set_log,
                performed=form.performed(),
                entry_key=form.cleaned_data["entry_key"],
                at=timezone.now(),
                by=request.user,
            )
        except RevisionRefused:
            form.add_error(
                None, _("This set was changed or taken away meanwhile. Go back to see how it is now.")
            )
        else:
            watch_set(set_log=revised, prescription=prescription)
            return changed(request, session_log, prescription)
    context = {"form": form, "set_log": set_log, "prescription": prescription} | around(request, session_log)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/history_set.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def history_set_add(request, code, prescription):
    """Write down a set that was done and not logged."""
    session_log = find_session_log(request, code)
    exercise = read_session(session_log).exercise(prescription)
    if exercise is None:
        raise Http404
    form = ForgottenSetForm(
        posted(request),
        exercise=exercise,
        initial=typed_values(exercise.last_done or exercise.prescription, session_log.client),
    )
    if request.method == "POST" and form.is_valid():
        number, side = form.cleaned_data["place"]
        try:
            added = add_set(
                session_log=session_log,
                prescription=exercise.prescription,
                number=number,
                side=side,
                performed=form.performed(),
                entry_key=form.cleaned_data["entry_key"],
                at=timezone.now(),
                by=request.user,
            )
        except RevisionRefused:
            form.add_error("place", _("This set is there meanwhile. Go back to see it."))
        else:
            watch_set(set_log=added, prescription=exercise.prescription)
            return changed(request, session_log, exercise.prescription)
    context = {"form": form, "prescription": exercise.prescription} | around(request, session_log)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/history_set.html", context, status=status)


@require_POST
@signed_in
def history_set_remove(request, code, entry_key):
    """Take a set out of the count; it stays readable and can be brought back."""
    session_log = find_session_log(request, code)
    set_log = find_set_log(session_log, entry_key)
    take_set_away(session_log=session_log, entry_key=entry_key, at=timezone.now(), by=request.user)
    messages.success(request, _("The set is taken away. It can be brought back here."))
    return changed(request, session_log, set_log.prescription)


@require_POST
@signed_in
def history_set_restore(request, code, entry_key):
    """Bring back a set that was taken away."""
    session_log = find_session_log(request, code)
    set_log = find_set_log(session_log, entry_key)
    try:
        bring_set_back(session_log=session_log, set_log=set_log, at=timezone.now(), by=request.user)
    except RevisionRefused:
        messages.error(request, _("There is another set in its place meanwhile."))
    else:
        messages.success(request, _("The set counts again."))
    return changed(request, session_log, set_log.prescription)


@require_POST
@signed_in
def history_void(request, code):
    """Take a whole session out of the count; its page says so and has the way back."""
    session_log = get_object_or_404(readable(request), code=code)
    void_session(session_log=session_log, at=timezone.now(), by=request.user)
    return changed(request, session_log)


@require_POST
@signed_in
def history_restore(request, code):
    """Bring back a voided session."""
    session_log = get_object_or_404(readable(request), code=code)
    bring_back_session(session_log=session_log, at=timezone.now(), by=request.user)
    messages.success(request, _("The session counts again."))
    return changed(request, session_log)
