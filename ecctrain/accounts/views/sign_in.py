"""Signing in: allauth's pages with 422 for a refused form, passkeys, and one's own list of ways in."""

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth as passkey_auth
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from ecctrain.access import public, signed_in

from ..freshness import fresh_sign_in_required
from ..passkeys import is_only_way_in, read_passkeys


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
    """Leads back to the ways in once the password is changed."""

    success_url = reverse_lazy("accounts:sign-in")


password_change = signed_in(PasswordChangeView.as_view())


class PasswordSetView(RefusesWith422, allauth_views.PasswordSetView):
    """A first password, for whoever came in by code or passkey so far."""

    success_url = reverse_lazy("accounts:sign-in")


password_set = signed_in(fresh_sign_in_required(PasswordSetView.as_view()))
reauthenticate = signed_in(
    type("ReauthenticateView", (RefusesWith422, allauth_views.ReauthenticateView), {}).as_view()
)


class PasskeyAddView(RefusesWith422, passkey_views.AddWebAuthnView):
    """Another passkey, which is always one that signs in on its own."""

    success_url = reverse_lazy("accounts:sign-in")

    def get_context_data(self, **kwargs):
        # Not allauth's own context: it asks for a key that is good as a second step only.
        context = super(passkey_views.AddWebAuthnView, self).get_context_data(**kwargs)
        return context | {"options": passkey_auth.begin_registration(self.request.user, passwordless=True)}

    def get_success_url(self):
        return str(self.success_url)


class PasskeyRenameView(RefusesWith422, passkey_views.EditWebAuthnView):
    """Another name for a passkey."""

    success_url = reverse_lazy("accounts:sign-in")


class PasskeyRemoveView(passkey_views.RemoveWebAuthnView):
    """Takes a passkey away, unless nothing else would let the person in."""

    success_url = reverse_lazy("accounts:sign-in")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_only_way_in": is_only_way_in(self.object)}

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if is_only_way_in(self.object):
            return self.render_to_response(self.get_context_data(), status=422)
        return super().post(request, *args, **kwargs)


class PasskeyConfirmView(passkey_views.ReauthenticateWebAuthnView):
    """Confirms with a passkey who is in front of the screen."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"options": context.pop("js_data")["request_options"]}

    def form_invalid(self, form):
        response = super(passkey_views.ReauthenticateWebAuthnView, self).form_invalid(form)
        response.status_code = 422
        return response


passkey_login = public(passkey_views.LoginWebAuthnView.as_view())
passkey_add = signed_in(fresh_sign_in_required(PasskeyAddView.as_view()))
passkey_rename = signed_in(fresh_sign_in_required(PasskeyRenameView.as_view()))
passkey_remove = signed_in(fresh_sign_in_required(PasskeyRemoveView.as_view()))
passkey_confirm = signed_in(PasskeyConfirmView.as_view())


@require_safe
@signed_in
def sign_in(request):
    """The ways into one's own account: passkeys, a code by e-mail, a password."""
    context = {
        "passkeys": read_passkeys(request.user),
        "section": "me",
        "shell": "trainer.html" if request.user.is_trainer else "client.html",
    }
    return TemplateResponse(request, "accounts/sign_in.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request):
    """For whoever has neither password nor passkey: a fresh sign-in with a code, and back to where they were."""
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        raise Http404
    if request.method != "POST":
        return TemplateResponse(request, "accounts/sign_in_again.html")
    get_adapter().logout(request)
    return redirect(f"{reverse('account_request_login_code')}?{urlencode({'next': wanted})}")
