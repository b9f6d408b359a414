"""Pages about people: inviting, joining, one's own settings, and sign-in that refuses with 422."""

from allauth.account import views as allauth_views
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecctrain.access import public, signed_in, trainer_required
from ecctrain.htmx import posted

from .adapter import INVITATION_KEY
from .choices import CoachingStatus
from .forms import InviteForm, MeForm
from .inviting import AlreadyCoached, accept_invitation, create_link, invite_client
from .models import Coaching, Invitation


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
        "section": "me",
        "shell": "trainer.html" if request.user.is_trainer else "client.html",
    }
    return TemplateResponse(
        request, "accounts/me.html", context, status=422 if request.method == "POST" else 200
    )


class RefusesWith422:
    """allauth answers a refused form with 200; here a refused form is 422, with what was typed."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


def refusing(view_class):
    """The allauth view `view_class` with 422 for a refused form, open to everybody."""
    return public(type(view_class.__name__, (RefusesWith422, view_class), {}).as_view())


login = refusing(allauth_views.LoginView)
signup = refusing(allauth_views.SignupView)
password_reset = refusing(allauth_views.PasswordResetView)
password_reset_from_key = refusing(allauth_views.PasswordResetFromKeyView)
request_login_code = refusing(allauth_views.RequestLoginCodeView)
confirm_login_code = refusing(allauth_views.ConfirmLoginCodeView)
password_reset_done = public(allauth_views.PasswordResetDoneView.as_view())
password_reset_from_key_done = public(allauth_views.PasswordResetFromKeyDoneView.as_view())
inactive = public(allauth_views.AccountInactiveView.as_view())
logout = public(allauth_views.LogoutView.as_view())


class PasswordChangeView(RefusesWith422, allauth_views.PasswordChangeView):
    """Leads back to one's own page once the password is changed."""

    success_url = reverse_lazy("accounts:me")


password_change = signed_in(PasswordChangeView.as_view())
password_set = signed_in(
    type("PasswordSetView", (RefusesWith422, allauth_views.PasswordSetView), {}).as_view()
)
reauthenticate = signed_in(
    type("ReauthenticateView", (RefusesWith422, allauth_views.ReauthenticateView), {}).as_view()
)
