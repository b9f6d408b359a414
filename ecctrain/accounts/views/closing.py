"""Closing one's own account."""

from allauth.account.adapter import get_adapter
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ecctrain.access import public, signed_in
from ecctrain.htmx import posted

from ..closing import CoachesSomebody, close_account, is_last_administrator, open_clients
from ..forms import CloseAccountForm
from ..freshness import fresh_sign_in_required
from ..models import KEPT_CLOSED, Coaching


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account_close(request):
    """What deleting the account means, the download before it, and a typed word."""
    if request.method == "POST":
        return closing(request)
    return close_page(request, CloseAccountForm())


@fresh_sign_in_required
def closing(request):
    """Close the account of whoever typed the word and may go; otherwise the page again, with the reason."""
    form = CloseAccountForm(posted(request))
    if not form.is_valid() or is_last_administrator(request.user):
        return close_page(request, form, status=422)
    try:
        close_account(person=request.user, at=timezone.now())
    except CoachesSomebody:
        return close_page(request, form, status=422)
    get_adapter().logout(request)
    return redirect("accounts:account-closed")


def close_page(request, form, status=200):
    context = {
        "form": form,
        "clients": open_clients(request.user),
        "trainers": Coaching.objects.for_client(request.user).select_related("trainer"),
        "is_last_administrator": is_last_administrator(request.user),
        "days": KEPT_CLOSED.days,
        "section": "me",
        "shell": "trainer.html" if request.user.is_trainer else "client.html",
    }
    return TemplateResponse(request, "accounts/account_close.html", context, status=status)


@require_safe
@public
def account_closed(request):
    """What a closed account leaves on the screen; the same for everybody."""
    return TemplateResponse(request, "accounts/account_closed.html", {"days": KEPT_CLOSED.days})
