"""The pages where both apps meet: the client's today, the trainer's clients; and the ways in."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ecctrain.access import client_required, public, signed_in, trainer_required
from ecctrain.accounts.models import Coaching, Invitation, User
from workouts.adherence import Week
from workouts.checkins import read_answers, read_asked
from workouts.equipping import read_kit
from workouts.findings import read_open_findings
from workouts.forms.checkins import due_forms
from workouts.forms.proposals import ProposalForm
from workouts.health import newest_answers, read_standing
from workouts.models import OneRepMax, Proposal
from workouts.offering import read_client_offers
from workouts.overview import read_overview
from workouts.proposal_list import read_proposals, read_rules, with_forms
from workouts.records import is_in_rehab, read_records
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
    asked = read_asked(request.user, now)
    context = {
        "day": now,
        "questions": due_forms(asked, now),
        "answered": asked.answered,
        "today": read_today(request.user, now.date()),
        "screening": newest_answers(request.user),
        "section": "today",
    }
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
    rows = OneRepMax.objects.for_client(client)
    kit, is_rehab = read_kit(client), is_in_rehab(client)
    records, __ = read_records(rows, client.local_date(now), kit, is_rehab=is_rehab)
    invitation = Invitation.objects.for_trainer(request.user).open_at(now).filter(coaching=coaching).first()
    soreness, pain = read_answers(client)
    own = Proposal.objects.for_trainer(request.user).filter(assignment__client=client)
    proposed, done = read_proposals(own, now)
    context = {
        "client": client,
        "soreness": soreness,
        "pain": pain,
        "age": client.age_on(client.local_date(now)),
        "coaching": coaching,
        "invitation_url": invitation and request.build_absolute_uri(invitation.get_absolute_url()),
        "overview": read_overview(client, client.local_date(now)),
        "findings": read_open_findings(client, now),
        "offers": read_client_offers(client, request.user),
        "standing": read_standing(client),
        "lines": with_forms(proposed, ProposalForm),
        "done": done,
        "back": "client",
        "rules": read_rules(client),
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
        "scope": reverse("home"),
        "display": "standalone",
        "shortcuts": [
            {"name": _("Today"), "url": reverse("today")},
            {"name": _("Plan"), "url": reverse("workouts:plan")},
        ],
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
@public
def service_worker(request):
    """The script that opens the client's pages without a network; another version for each set of static files."""
    context = {"version": getattr(staticfiles_storage, "manifest_hash", "")}
    response = TemplateResponse(request, "sw.js", context, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = reverse("home")
    return response


@require_safe
@public
def offline(request):
    """What shows without a network where no copy of the page is kept; the same for everybody."""
    return TemplateResponse(request, "offline.html")


@require_safe
@signed_in
def outbox_token(request):
    """Who is signed in, and the token with which their waiting entries may be sent."""
    return JsonResponse({"person": str(request.user.code), "token": get_token(request)})


@require_safe
@never_cache
@public
def health(request):
    """For the machine that watches: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
