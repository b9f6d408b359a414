"""What a client trains with, for the trainer and for the client: the same page in two frames."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ecctrain.access import client_required, trainer_required
from ecctrain.accounts.models import User
from ecctrain.htmx import posted

from ..equipping import kit_of, read_equipment, write_equipment
from ..forms.equipment import USUAL_PLATES, EquipmentForm, TryWeightForm, written_values
from ..kit import reaches
from ..loads import Load
from ..recomputing import propose_loads


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_equipment(request, code):
    """A client's equipment as the trainer writes it down."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    here = reverse("workouts:client-equipment", args=[code])
    frame = {"client": client, "section": "clients", "shell": "trainer.html"}
    response = equipment_page(request, client, here, frame)
    if response.status_code == 302 and propose_loads(client, client.today()):
        messages.info(request, _("Some planned loads would be others now. Compare them when you like."))
    return response


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def equipment(request):
    """The client's own equipment."""
    frame = {"section": "me", "shell": "client.html"}
    return equipment_page(request, request.user, reverse("workouts:equipment"), frame)


def equipment_page(request, client, here, frame):
    """The form for the equipment of `client`, what it comes to, and the plates of a weight that is tried."""
    row = read_equipment(client)
    form = EquipmentForm(posted(request), initial=initial_values(request, client, row))
    if request.method == "POST" and form.is_valid():
        write_equipment(client=client, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. Loads are computed from it from now on."))
        return redirect(here)
    kit = kit_of(row, client)
    tried = TryWeightForm(request.GET if "weight" in request.GET else None)
    context = frame | {
        "form": form,
        "row": row,
        "kit": kit,
        "reaches": reaches(kit),
        "try_form": tried,
        "plates": kit.plates(Load(tried.cleaned_data["weight"], kit.unit)) if tried.is_valid() else None,
        "usual_units": list(USUAL_PLATES),
        "here": here,
    }
    status = 422 if form.is_bound or tried.errors else 200
    return TemplateResponse(request, "workouts/equipment.html", context, status=status)


def initial_values(request, client, row):
    """What the form begins with: what is written down, or the usual plates of a unit where they are asked for.

    What was written down in the other unit is left out then: 6 kg must not become 6 lb.
    """
    unit = request.GET.get("usual", "")
    if unit not in USUAL_PLATES:
        return written_values(row) if row else {"unit": client.unit}
    known = written_values(row) if row and row.unit == unit else {"unit": unit}
    return known | USUAL_PLATES[unit]
