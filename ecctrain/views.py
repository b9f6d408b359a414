"""The pages where both apps meet: the client's today, the trainer's clients; and the ways in."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ecctrain.access import client_required, public, signed_in, trainer_required
from ecctrain.accounts.models import Coaching, Invitation, User
from workouts.adherence import Week
from workouts.models import OneRepMax
from workouts.overview import read_overview
from workouts.records import read_records
from workouts.roster import read_roster
from workouts.today import read_today

from .style_guide import COLOURS, ICONS, PAPER


@require_safe
@signed_in
def home(request):
    """Each person's first page."""
    if request.user.is_trainer:
        return redirect("caseload")
    return redirect("admin:index" if request.user.is_staff else "today")


@require_safe
@client_required
def today(request):
    """The session to do with one big button, or what comes next."""
    now = timezone.localtime()
    context = {"day": now, "today": read_today(request.user, now.date()), "section": "today"}
    return TemplateResponse(request, "ecctrain/today.html", context)


@require_safe
@trainer_required
def caseload(request):
    """The trainer's clients, one line each."""
    coachings = (
        Coaching.objects.for_trainer(request.user).select_related("client").order_by("client__full_name")
    )
    context = {
        "lines": read_roster(coachings, timezone.now()),
        "day": timezone.localtime(),
        "section": "clients",
    }
    return TemplateResponse(request, "ecctrain/caseload.html", context)


@require_safe
@trainer_required
def client_page(request, code):
    """One client: invitation, plan, one-rep maxima, and what was done beside what was prescribed."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    now = timezone.now()
    coaching = Coaching.objects.for_trainer(request.user).get(client=client)
    records, _ = read_records(OneRepMax.objects.for_client(client), client.local_date(now))
    invitation = Invitation.objects.for_trainer(request.user).open_at(now).filter(coaching=coaching).first()
    context = {
        "client": client,
        "age": client.age_on(client.local_date(now)),
        "coaching": coaching,
        "invitation_url": invitation and request.build_absolute_uri(invitation.get_absolute_url()),
        "overview": read_overview(client, client.local_date(now)),
        "records": records,
        "section": "clients",
    }
    return TemplateResponse(request, "ecctrain/client_page.html", context)


@require_safe
@public
def style(request):
    """Every component in both themes; only where ecctrain is developed."""
    if settings.PRODUCTION:
        raise Http404
    context = {
        "themes": ("light", "dark"),
        "colours": COLOURS,
        "icons": ICONS,
        "scale": range(11),
        "weeks": [Week(3, done) for done in range(4)],
        "shares": (0, 0.33, 0.66, 1),
    }
    return TemplateResponse(request, "ecctrain/style.html", context)


@require_safe
@public
def manifest(request):
    """What a phone needs to keep ecctrain on its home screen."""
    icons = [(192, "icon-192.png", "any"), (512, "icon-512.png", "any"), (512, "icon-mask.png", "maskable")]
    answer = {
        "name": "ecctrain",
        "short_name": "ecctrain",
        "id": "/",
        "start_url": reverse("home"),
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": static(f"icons/{name}"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size, name, purpose in icons
        ],
    }
    return JsonResponse(answer, content_type="application/manifest+json")


@require_safe
@never_cache
@public
def health(request):
    """For the machine that watches: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
