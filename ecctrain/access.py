"""Who may enter a view. Every view of ours carries exactly one of these; a test fails on one that does not."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied


def declare(view, access):
    """Mark `view` with who may enter, for the test that walks the URLs."""
    view.access = access
    return view


def public(view):
    """Anybody, signed in or not."""
    return declare(login_not_required(view), "public")


def signed_in(view):
    """Anybody who is signed in; the middleware has seen to it."""
    return declare(view, "signed_in")


def trainer_required(view):
    """People to whom `is_trainer` was granted; others get 403."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_trainer:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return declare(guarded, "trainer")


def client_required(view):
    """People who train: everybody but a trainer who never was anybody's client, who gets 403."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.trains:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return declare(guarded, "client")
