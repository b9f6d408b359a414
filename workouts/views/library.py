"""The exercise library, as trainers see it."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ecctrain.access import trainer_required
from ecctrain.htmx import render_page

from ..models import Exercise


@require_safe
@trainer_required
def library(request):
    """All exercises the trainer can prescribe; `q` searches name and cue."""
    exercises = Exercise.objects.for_trainer(request.user).prefetch_related("facets")
    sought = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    if sought:
        exercises = exercises.search(sought)
    context = {"exercises": exercises, "sought": sought, "section": "library"}
    return render_page(request, "workouts/library.html", context, partial="found")


@require_safe
@trainer_required
def exercise(request, slug):
    """One exercise: cue, tempo, facets, the easier and the harder one."""
    exercises = Exercise.objects.for_trainer(request.user).select_related("easier", "harder")
    found = get_object_or_404(exercises.prefetch_related("facets"), slug=slug)
    return TemplateResponse(request, "workouts/exercise.html", {"exercise": found, "section": "library"})
