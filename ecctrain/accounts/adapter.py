"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .closing import restore_account
from .models import Invitation

INVITATION_KEY = "invitation"


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """An account is made only by somebody who opened an invitation that still holds."""

    def is_open_for_signup(self, request):
        code = request.session.get(INVITATION_KEY)
        return bool(code) and Invitation.objects.open_at(timezone.now()).filter(code=code).exists()

    def get_login_stages(self):
        """Without the second step of allauth: whoever has a passkey may still come in by password or code."""
        return [stage for stage in super().get_login_stages() if not stage.startswith("allauth.mfa.")]

    def pre_login(self, request, user, **kwargs):
        """Signing in brings a closed account back, as long as it is not erased."""
        if restore_account(person=user):
            messages.success(request, _("Welcome back. Your account is open again and will not be deleted."))
        return super().pre_login(request, user, **kwargs)


class PasskeyAdapter(DefaultMFAAdapter):
    """Passkeys under our own name and in our own words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("That did not work. Try again, or use another way to sign in.")
    }

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": "ecctrain"}

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's name
        return _("My phone") if not user.authenticator_set.filter(type=type).exists() else _("Another device")
