"""What was sent, and one view with two answers: the whole page, or the part that htmx asked to replace."""

from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers


def posted(request):
    """The data of a POST, also an empty one; None otherwise, so that a form stays unbound."""
    return request.POST if request.method == "POST" else None


def wants_fragment(request):
    """True where htmx swaps a part; false for full pages, boosted links and restored history."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def render_page(request, template, context, *, partial, status=200):
    """The page `template`, or its part named `partial` (the view names it, never the request)."""
    name = f"{template}#{partial}" if wants_fragment(request) else template
    response = TemplateResponse(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
