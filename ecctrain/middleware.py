"""What holds for every request: policies, sign-in by default, and each person's own zone and language."""

from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class PoliciesMiddleware:
    """Sends the permissions policy, and empties the browser of what a person leaves behind on sign-out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and not request.htmx:
            response = say_in_words(request, response)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == "account_logout":
            # Not "storage": entries that still wait on the phone go out when their owner signs in again. The
            # worker deletes the pages it keeps itself (templates/sw.js).
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def say_in_words(request, response):
    """A page for the bare 405 of an address that only takes a form, as when it is loaded again."""
    page = render(request, "405.html", status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


class LoginMiddleware(LoginRequiredMiddleware):
    """Sign-in required unless a view says otherwise; an htmx request is sent to the sign-in page as a whole."""

    def handle_no_permission(self, request, view_func):
        response = redirect_to_login(page_to_return_to(request), self.get_login_url(view_func))
        return HttpResponseClientRedirect(response.url) if request.htmx else response


def page_to_return_to(request):
    """Where to go on after signing in: this address, or for a form the page of ours that it stood on."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    if request.method in ("GET", "HEAD") or not is_ours:
        return request.get_full_path()
    page = urlsplit(came_from)
    return urlunsplit(("", "", page.path, page.query, ""))


class PersonMiddleware:
    """Shows each signed-in person times in their own zone and words in their own language.

    Responses made for a person are marked private and not to be stored: phones are shared.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        with timezone.override(ZoneInfo(user.time_zone)), translation.override(user.language):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        # So that the service worker keeps no page of one person for another on the same phone.
        response.headers["Page-Owner"] = str(user.code)
        return response
