"""One-rep maxima, the guide to testing them, and the loads that follow from them, as the trainer sees them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import trainer_required
from ecctrain.accounts.models import User
from ecctrain.htmx import posted

from ..eccentric_records import read_entries
from ..equipping import read_kit
from ..forms import OneRepMaxForm
from ..forms.records import ChosenLoadsForm, DirectTestForm
from ..loads import Load
from ..measuring import record_one_rep_max
from ..models import OneRepMax
from ..recomputing import apply_loads, propose_loads, warnings
from ..records import is_in_rehab, read_direct_test


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_records(request, code):
    """A client's one-rep maxima with the 50-70 % band of each, and the form that records another."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    initial = {"unit": client.unit, "measured_on": client.today(), "exercise": request.GET.get("exercise")}
    form = OneRepMaxForm(posted(request), trainer=request.user, client=client, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lifted = Load(data.pop("lifted"), data.pop("unit"))
        row = record_one_rep_max(client=client, lifted=lifted, recorded_by=request.user, **data)
        messages.success(request, _("Recorded: %(row)s.") % {"row": row})
        return after_change(client)
    rows, today, kit = OneRepMax.objects.for_client(client), client.today(), read_kit(client)
    context = {
        "client": client,
        "form": form,
        "entries": read_entries(rows, today, kit, is_rehab=is_in_rehab(client)),
        "section": "clients",
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/client_records.html", context, status=status)


@trainer_required
@require_POST
def record_void(request, code):
    """Take a mistyped one-rep max out of the count; the row is kept."""
    record = get_object_or_404(
        OneRepMax.objects.for_trainer(request.user).select_related("client", "exercise"), code=code
    )
    record.void(at=timezone.now())
    messages.success(request, _("Taken out: %(row)s.") % {"row": record})
    return after_change(record.client)


def after_change(client):
    """Lead to the loads that would be others now; to the one-rep maxima where none would."""
    name = "record-loads" if propose_loads(client, client.today()) else "client-records"
    return redirect(f"workouts:{name}", code=client.code)


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_loads(request, code):
    """The loads of sessions not yet started that would be others now, and the button that changes them."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    form = ChosenLoadsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        keys = form.cleaned_data["change"]
        outcome = apply_loads(client, keys, today=client.today(), by=request.user)
        tell_outcome(request, outcome)
        return redirect("workouts:record-loads" if outcome.refused else "workouts:client-records", code=code)
    changes = propose_loads(client, client.today())
    context = {
        "client": client,
        "form": form,
        "changes": changes,
        "allowed": [change for change in changes if change.is_allowed],
        "warnings": warnings(changes),
        "section": "clients",
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/record_loads.html", context, status=status)


def tell_outcome(request, outcome):
    """Say how many loads were changed, and how many were not."""
    changed, refused, outdated = map(len, (outcome.changed, outcome.refused, outcome.outdated))
    if changed:
        words = ngettext("%(count)s load changed.", "%(count)s loads changed.", changed)
        messages.success(request, words % {"count": changed})
    if refused:
        words = ngettext(
            "%(count)s load may not be issued and stays as it is.",
            "%(count)s loads may not be issued and stay as they are.",
            refused,
        )
        messages.error(request, words % {"count": refused})
    if outdated:
        words = ngettext(
            "%(count)s load was left alone: it is changed already, or its session has been started.",
            "%(count)s loads were left alone: they are changed already, or their sessions have been started.",
            outdated,
        )
        messages.info(request, words % {"count": outdated})


@require_safe
@trainer_required
def record_guide(request, code):
    """The guide to a direct test: what speaks against it, else the steps; then the form for what was lifted."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    is_filled = "exercise" in request.GET
    form = DirectTestForm(request.GET if is_filled else None, trainer=request.user, client=client)
    is_valid = is_filled and form.is_valid()
    test = read_direct_test(client=client, today=client.today(), **form.cleaned_data) if is_valid else None
    context = {"client": client, "form": form, "test": test, "section": "clients"}
    if test:
        initial = {
            "exercise": test.exercise.slug,
            "unit": client.unit,
            "measured_on": client.today(),
            "reps": 1 if test.is_open else None,
            "side": "left" if test.exercise.is_one_sided else "both",
        }
        context["record_form"] = OneRepMaxForm(trainer=request.user, client=client, initial=initial)
    status = 422 if is_filled and not is_valid else 200
    return TemplateResponse(request, "workouts/record_guide.html", context, status=status)
