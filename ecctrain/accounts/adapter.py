"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone

from .models import Invitation

INVITATION_KEY = "invitation"


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """An account is made only by somebody who opened an invitation that still holds."""

    def is_open_for_signup(self, request):
        code = request.session.get(INVITATION_KEY)
        return bool(code) and Invitation.objects.open_at(timezone.now()).filter(code=code).exists()
