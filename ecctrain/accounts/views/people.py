"""Pages about people: inviting, joining, one's own settings."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecctrain.access import public, signed_in, trainer_required
from ecctrain.htmx import posted

from ..adapter import INVITATION_KEY
from ..choices import CoachingStatus
from ..closing import former_clients
from ..forms import InviteForm, MeForm
from ..inviting import AlreadyCoached, accept_invitation, create_link, invite_client
from ..models import Coaching, Invitation

# How long a trainer is shown that somebody has left.
SHOWN_AFTER_END = timedelta(days=30)


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Name a client; the answer is the client's page with the link to send."""
    trainer = request.user
    form = InviteForm(posted(request), initial={"unit": trainer.unit, "time_zone": trainer.time_zone})
    if request.method == "POST" and form.is_valid():
        invitation = invite_client(trainer=trainer, at=timezone.now(), **form.cleaned_data)
        return redirect("client-page", code=invitation.coaching.client.code)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(
        request, "accounts/invite.html", {"form": form, "section": "clients"}, status=status
    )


@trainer_required
@require_POST
def invitation_renew(request, code):
    """Make a fresh link for an invited client; the one before stops working."""
    coachings = Coaching.objects.for_trainer(request.user).filter(status=CoachingStatus.INVITED)
    coaching = get_object_or_404(coachings, client__code=code)
    create_link(coaching=coaching, at=timezone.now())
    messages.success(request, _("Here is a fresh link. The one before no longer works."))
    return redirect("client-page", code=code)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, code):
    """What an invitation link opens. It names nobody until the person has signed in."""
    invitation = Invitation.objects.public(code, at=timezone.now())
    if invitation is None:
        return TemplateResponse(request, "accounts/join_closed.html", status=404)
    if not request.user.is_authenticated:
        request.session[INVITATION_KEY] = str(code)
        return TemplateResponse(request, "accounts/join_welcome.html", {"next": request.path})
    if request.method != "POST":
        return TemplateResponse(request, "accounts/join.html", {"invitation": invitation})
    try:
        accept_invitation(invitation=invitation, user=request.user, at=timezone.now())
    except AlreadyCoached as refusal:
        context = {"invitation": invitation, "refusal": str(refusal)}
        return TemplateResponse(request, "accounts/join.html", context, status=422)
    except Invitation.DoesNotExist:
        return TemplateResponse(request, "accounts/join_closed.html", status=404)
    request.session.pop(INVITATION_KEY, None)
    return redirect("home")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me(request):
    """One's own settings, who coaches one, and the way out."""
    form = MeForm(posted(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    if request.method == "POST":
        request.user.refresh_from_db()
    context = {
        "form": form,
        "coachings": Coaching.objects.for_client(request.user).select_related("trainer"),
        "ended": request.user.is_trainer
        and former_clients(request.user, since=timezone.now() - SHOWN_AFTER_END),
        "section": "me",
        "shell": "trainer.html" if request.user.is_trainer else "client.html",
    }
    return TemplateResponse(
        request, "accounts/me.html", context, status=422 if request.method == "POST" else 200
    )
