"""Whether somebody proved just now who they are; what cannot be taken back asks for it."""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


def fresh_sign_in_required(view):
    """Send whoever signed in a while ago to confirm who they are, by what they have, and back to the page."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if get_adapter().get_reauthentication_methods(request.user):
            if not did_recently_reauthenticate(request):
                raise ReauthenticationRequired
        elif not signed_in_just_now(request):
            query = urlencode({"next": request.path})
            return redirect(f"{reverse('accounts:sign-in-again')}?{query}")
        return view(request, *args, **kwargs)

    return guarded


def signed_in_just_now(request):
    """Whether this session began, by any way in, within the time that counts as fresh."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
