"""What holds for every request: policies, sign-in by default, and each person's own zone and language."""

from zoneinfo import ZoneInfo

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class PoliciesMiddleware:
    """Sends the permissions policy, and empties the browser of what a person leaves behind on sign-out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == "account_logout":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class LoginMiddleware(LoginRequiredMiddleware):
    """Sign-in required unless a view says otherwise; an htmx request is sent to the sign-in page as a whole."""

    def handle_no_permission(self, request, view_func):
        response = super().handle_no_permission(request, view_func)
        return HttpResponseClientRedirect(response.url) if request.htmx else response


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
        return response
