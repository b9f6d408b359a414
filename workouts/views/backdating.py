"""The client's page for a session that nobody planned, or an earlier one done again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ecctrain.access import client_required

from ..backdating import exercises_for, log_unplanned, trained_before
from ..forms.backdating import MAX_EXERCISES, DoneExerciseForm, UnplannedForm
from ..history import read_session, typed_values
from ..models import SessionLog

OFFERED = 12
# The buttons that change the page and save nothing.
STEPS = ("find", "add", "remove")


@require_http_methods(["GET", "HEAD", "POST"])
@client_required
def history_new(request):
    """Choose exercises, say when and how much, save; the buttons in between keep all that was typed."""
    now = timezone.now()
    if request.method != "POST":
        return page(request, *(from_earlier if "from" in request.GET else from_nothing)(request, now))
    if any(step in request.POST for step in STEPS):
        return page(request, *from_typed(request, now))
    form = UnplannedForm(request.POST, client=request.user, now=now)
    doses = [DoneExerciseForm(request.POST, exercise=exercise) for exercise in choose(request)]
    if not all([form.is_valid(), bool(doses), *(dose.is_valid() for dose in doses)]):
        return page(request, form, doses, lacks_exercises=not doses, status=422)
    session_log = log_unplanned(
        client=request.user, done=[dose.done() for dose in doses], at=now, by=request.user, **form.logged()
    )
    messages.success(request, _("Saved. Each set can be changed here."))
    return redirect("workouts:history-session", code=session_log.code)


def page(request, form, doses, *, lacks_exercises=False, status=200):
    """The page with the forms as they are, and exercises to add."""
    sought = request.POST.get("q", "").strip()
    found = exercises_for(request.user).search(sought) if sought else trained_before(request.user)
    shown = [dose.exercise.pk for dose in doses]
    context = {
        "form": form,
        "doses": doses,
        "lacks_exercises": lacks_exercises,
        "sought": sought,
        "found": found.exclude(pk__in=shown)[:OFFERED] if len(shown) < MAX_EXERCISES else [],
        "section": "plan",
    }
    return TemplateResponse(request, "workouts/history_new.html", context, status=status)


def choose(request):
    """The exercises that were sent, in their order, with the one just added and without the one just removed."""
    slugs = [*request.POST.getlist("exercise"), *request.POST.getlist("add")]
    kept = list(dict.fromkeys(slug for slug in slugs if slug != request.POST.get("remove")))[:MAX_EXERCISES]
    found = {exercise.slug: exercise for exercise in exercises_for(request.user).filter(slug__in=kept)}
    return [found[slug] for slug in kept if slug in found]


def from_nothing(request, now):
    """Forms for now and without an exercise."""
    return moment_form(request, now, _("Own training")), []


def from_earlier(request, now):
    """Forms that say what was done in an earlier session of the client's, for now."""
    session_logs = SessionLog.objects.for_client(request.user).select_related("planned_session__assignment")
    past = read_session(get_object_or_404(session_logs, code=request.GET["from"]))
    doses = [
        DoneExerciseForm(
            exercise=one.prescription.exercise,
            initial=typed_values(one.last_done, request.user) | {"sets": one.last_done.number},
        )
        for one in past.exercises
        if one.done
    ]
    return moment_form(request, now, past.session_log.name), doses[:MAX_EXERCISES]


def moment_form(request, now, name):
    """The form of a session that begins now."""
    local = now.astimezone(request.user.zone)
    initial = {"name": name, "day": local.date(), "starts_at": local.time()}
    return UnplannedForm(initial=initial, client=request.user, now=now)


def from_typed(request, now):
    """The forms with what was typed so far, not yet looked at."""
    form = UnplannedForm(initial=request.POST.dict(), client=request.user, now=now)
    doses = []
    for exercise in choose(request):
        begin = f"{exercise.slug}-"
        typed = {
            name.removeprefix(begin): text for name, text in request.POST.items() if name.startswith(begin)
        }
        doses.append(DoneExerciseForm(exercise=exercise, initial={"unit": request.user.unit} | typed))
    return form, doses
