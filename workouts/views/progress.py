"""Progress: what training came to, for the client, and the same charts for their trainer."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ecctrain.access import client_required, trainer_required
from ecctrain.accounts.models import User

from ..progress import PERIODS, USUAL_WEEKS, read_progress


@require_safe
@client_required
def progress(request):
    """The client's own charts."""
    context = charts_of(request.user, request) | {"section": "progress"}
    return TemplateResponse(request, "workouts/progress.html", context)


@require_safe
@trainer_required
def client_progress(request, code):
    """The charts of one client of the trainer, told about them."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    context = charts_of(client, request) | {
        "client": client,
        "name": client.first_name,
        "section": "clients",
    }
    return TemplateResponse(request, "workouts/client_progress.html", context)


def charts_of(client, request):
    """What both pages show: the client's weeks, as many as were asked for, in the client's unit."""
    weeks = next((one for one in PERIODS if str(one) == request.GET.get("weeks")), USUAL_WEEKS)
    return {
        "progress": read_progress(client, client.today(), weeks),
        "periods": PERIODS,
        "unit": client.unit,
        "name": "",
    }
