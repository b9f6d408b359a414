"""Health questions before the first session: the client's pages, and the trainer's with flags and clearances."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import client_required, trainer_required
from ecctrain.accounts.models import User
from ecctrain.htmx import posted

from ..clearing import (
    ClearingRefused,
    answer_screening,
    clear_screening,
    give_clearance,
    lift_flag,
    raise_flag,
    waiting_keys,
    waits,
)
from ..forms.health import ClearanceForm, ClearScreeningForm, FlagForm, ScreeningForm
from ..health import newest_answers, read_health
from ..models import ClientFlag, HealthScreening
from ..screening_words import FLAG_WORDS


@require_safe
@client_required
def health_answers(request):
    """What the client answered, and what happens now."""
    context = {"screening": newest_answers(request.user), "section": "me"}
    return TemplateResponse(request, "workouts/health_answers.html", context)


@client_required
@require_http_methods(["GET", "HEAD", "POST"])
def health_questions(request):
    """The questions, for the client; answering again makes another round."""
    form = screening_form(request, request.user)
    if request.method == "POST" and form.is_valid():
        keep_answers(request, request.user, form)
        return redirect("workouts:health-answers")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "section": "me"}
    return TemplateResponse(request, "workouts/health_questions.html", context, status=status)


def screening_form(request, client):
    """The questions to `client`, as the person who asks for the page may answer them."""
    return ScreeningForm(posted(request), waiting=waiting_keys(client=client, answered_by=request.user))


def keep_answers(request, client, form):
    """Write down the answers of a valid form."""
    answer_screening(
        client=client, answered_at=timezone.now(), answered_by=request.user, **form.as_answered()
    )


def find_client(request, code):
    """Somebody the trainer coaches now."""
    return get_object_or_404(User.objects.for_trainer(request.user), code=code)


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_screening(request, code):
    """The questions, for a trainer who asks them with the person in the room."""
    client = find_client(request, code)
    form = screening_form(request, client)
    if request.method == "POST" and form.is_valid():
        keep_answers(request, client, form)
        messages.success(request, _("Kept, with your name as the one who asked."))
        return redirect("workouts:client-health", code=code)
    status = 422 if request.method == "POST" else 200
    context = {"client": client, "form": form, "section": "clients"}
    return TemplateResponse(request, "workouts/health_screening.html", context, status=status)


@require_safe
@trainer_required
def client_health(request, code):
    """A client's answers, flags and clearances, with who wrote each and when."""
    return health_page(request, find_client(request, code))


def health_page(request, client, *, status=200, **refused):
    """The page of `client`; `refused` are forms by name that were sent and not taken."""
    health = read_health(client)
    context = {"client": client, "health": health, "section": "clients"}
    if health.newest and health.newest.is_open:
        context["clear"] = ClearScreeningForm(screening=health.newest, auto_id="clear_%s")
    context |= {"flag": FlagForm(auto_id="flag_%s"), "clearance": ClearanceForm(auto_id="clearance_%s")}
    return TemplateResponse(request, "workouts/health.html", context | refused, status=status)


@trainer_required
@require_POST
def screening_clear(request, code):
    """Write down why training may go on after a yes."""
    rows = HealthScreening.objects.for_trainer(request.user).select_related("client")
    screening = get_object_or_404(rows, code=code)
    form = ClearScreeningForm(request.POST, screening=screening, auto_id="clear_%s")
    if not waits(screening):
        return came_late(request, screening)
    if not form.is_valid():
        return health_page(request, screening.client, clear=form, status=422)
    try:
        clear_screening(screening=screening, at=timezone.now(), by=request.user, **form.cleaned_data)
    except ClearingRefused:
        return came_late(request, screening)
    messages.success(request, _("Cleared. Your reason is kept with your name and the time."))
    return redirect("workouts:client-health", code=screening.client.code)


def came_late(request, screening):
    """Back to the client's page: there is nothing to clear in these answers any more."""
    messages.info(request, _("These answers were cleared already, or newer ones stand in their place."))
    return redirect("workouts:client-health", code=screening.client.code)


@trainer_required
@require_POST
def flag_raise(request, code):
    """Raise a flag."""
    client = find_client(request, code)
    form = FlagForm(request.POST, auto_id="flag_%s")
    if not form.is_valid():
        return health_page(request, client, flag=form, status=422)
    flag = raise_flag(client=client, at=timezone.now(), by=request.user, **form.cleaned_data)
    messages.success(request, _("Raised: %(flag)s.") % {"flag": FLAG_WORDS[flag.caution]})
    return redirect("workouts:client-health", code=code)


@trainer_required
@require_POST
def flag_lift(request, code):
    """Lift a flag; it stays readable."""
    flag = get_object_or_404(ClientFlag.objects.for_trainer(request.user).select_related("client"), code=code)
    lift_flag(flag=flag, at=timezone.now(), by=request.user)
    messages.success(request, _("Lifted: %(flag)s.") % {"flag": FLAG_WORDS[flag.caution]})
    return redirect("workouts:client-health", code=flag.client.code)


@trainer_required
@require_POST
def clearance_give(request, code):
    """Write down why the client may train although soreness or pain stands against it."""
    client = find_client(request, code)
    form = ClearanceForm(request.POST, auto_id="clearance_%s")
    if not form.is_valid():
        return health_page(request, client, clearance=form, status=422)
    give_clearance(client=client, at=timezone.now(), by=request.user, **form.cleaned_data)
    messages.success(request, _("Written down, with your name and the time."))
    return redirect("workouts:client-health", code=code)
