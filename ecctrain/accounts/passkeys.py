"""The passkeys of one person."""

from allauth.mfa.models import Authenticator


def read_passkeys(person):
    """The passkeys that let `person` in, the oldest first."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("created_at")


def is_only_way_in(passkey):
    """Whether nothing else lets its person in: no e-mail for a code or a password, and no other passkey."""
    person = passkey.user
    return not person.email and not read_passkeys(person).exclude(pk=passkey.pk).exists()
