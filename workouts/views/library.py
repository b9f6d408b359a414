"""The exercise library, as trainers see it: finding, reading, and their own exercises."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from ecctrain.access import trainer_required
from ecctrain.htmx import posted, render_page, wants_fragment

from ..choices import FacetKind
from ..collecting import bring_back_exercise, follow, retire_exercise
from ..forms.library import ExerciseForm, LibraryForm
from ..models import Assignment, Exercise, ProgramLine


@require_safe
@trainer_required
def library(request):
    """The exercises the trainer can prescribe; `q` searches name, cue and words, the filters narrow it down."""
    everything = Exercise.objects.for_trainer(request.user)
    if "retired" in request.GET:
        everything = Exercise.objects.for_reader(request.user).retired()
    facets = list(everything.facets())
    form = LibraryForm(request.GET, facets=facets)
    exercises = form.narrow(everything, request.user)
    sought = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    if sought:
        exercises = exercises.search(sought)
    chosen = {"q": sought} if sought else {}
    chosen |= form.chosen()
    context = {
        "exercises": with_facets(exercises, facets),
        "form": form,
        "sought": sought,
        "is_narrowed": bool(chosen),
        "section": "library",
    }
    response = render_page(request, "workouts/library.html", context, partial="found")
    address = "?".join(filter(None, (request.path, urlencode(chosen, doseq=True))))
    return push_url(response, address) if wants_fragment(request) else response


def with_facets(exercises, facets):
    """The list of `exercises` with their labels out of `facets`, which were read for the choices anyway."""
    labels = {}
    for facet in facets:
        by_kind = labels.setdefault(facet.exercise_id, {kind: [] for kind in FacetKind.values})
        by_kind[facet.kind].append(facet.label)
    found = list(exercises)
    for exercise in found:
        exercise.facets_by_kind = labels.get(exercise.pk, {})
    return found


@require_safe
@trainer_required
def exercise(request, slug):
    """One exercise: cue, tempo, facets, the line from the easiest to the hardest, and where it is used."""
    exercises = {row.pk: row for row in Exercise.objects.for_reader(request.user)}
    found = next((row for row in exercises.values() if row.slug == slug), None)
    if found is None:
        raise Http404
    running = Assignment.objects.for_trainer(request.user).running(request.user.today())
    plans = running.filter(planned_sessions__prescriptions__exercise=found)
    context = {
        "exercise": found,
        "chain": chain_of(found, exercises),
        "is_own": found.owner_id == request.user.pk,
        "uses": read_uses(ProgramLine.objects.for_trainer(request.user).filter(exercise=found)),
        "people_count": plans.order_by().values("client").distinct().count(),
        "section": "library",
    }
    return TemplateResponse(request, "workouts/exercise.html", context)


def chain_of(exercise, exercises):
    """The line through `exercise` from the easiest to the hardest, without what is retired."""
    easier = follow(exercises, exercise, "easier")
    line = [*reversed(easier), *(row for row in follow(exercises, exercise, "harder") if row not in easier)]
    return [row for row in line if row == exercise or row.retired_at is None]


def read_uses(lines):
    """Program -> name of a session -> the weeks that have it."""
    lines = lines.select_related("session__program")
    uses = {}
    for line in lines.order_by("session__program__name", "session__position", "session__week"):
        weeks = uses.setdefault(line.session.program, {}).setdefault(line.session.name, [])
        if line.session.week not in weeks:
            weeks.append(line.session.week)
    return {program: sorted(sessions.items()) for program, sessions in uses.items()}


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def exercise_new(request):
    """An own exercise of the trainer; `from` in the address fills the form with another one."""
    source = request.GET.get("from", "").replace("\x00", "")
    readable = Exercise.objects.for_reader(request.user)
    source = get_object_or_404(readable, slug=source) if source else None
    form = ExerciseForm(posted(request), trainer=request.user, source=source)
    return exercise_page(request, form, {"source": source})


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def exercise_edit(request, slug):
    """Change an own exercise; those of the shared library stay as they are."""
    found = get_object_or_404(Exercise.objects.for_owner(request.user), slug=slug)
    context = {"exercise": found, "name": found.name}
    return exercise_page(
        request, ExerciseForm(posted(request), trainer=request.user, instance=found), context
    )


def exercise_page(request, form, context):
    """The form of an own exercise; once it is saved, the way to its page."""
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("%(name)s is saved.") % {"name": saved})
        address = reverse("workouts:exercise", args=[saved.slug])
        return HttpResponseClientRedirect(address) if wants_fragment(request) else redirect(address)
    context |= {"form": form, "section": "library"}
    status = 422 if request.method == "POST" else 200
    return render_page(
        request, "workouts/exercise_form.html", context, partial="exercise-form", status=status
    )


@trainer_required
@require_POST
def exercise_retire(request, slug):
    """Take an own exercise out of the library."""
    found = get_object_or_404(Exercise.objects.for_owner(request.user), slug=slug)
    retire_exercise(exercise=found, at=timezone.now())
    messages.success(
        request, _("%(name)s is retired. Programs and plans that have it go on.") % {"name": found}
    )
    return redirect("workouts:exercise", slug=slug)


@trainer_required
@require_POST
def exercise_bring_back(request, slug):
    """Undo the retiring of an own exercise."""
    found = get_object_or_404(Exercise.objects.for_reader(request.user), slug=slug, owner=request.user)
    bring_back_exercise(exercise=found)
    messages.success(request, _("%(name)s is back in the library.") % {"name": found})
    return redirect("workouts:exercise", slug=slug)
