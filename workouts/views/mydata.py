"""What is one's own: the calendar feed, the download, and the end of a coaching."""

from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import client_required, public, signed_in
from ecctrain.accounts.models import Coaching
from ecctrain.htmx import posted

from ..exporting import stream_archive
from ..feed import close_feed, find_by_key, open_feed, write_feed
from ..forms.mydata import STOP, DownloadForm, LeaveForm
from ..leaving import leave, plans_of


@require_safe
@client_required
def calendar(request):
    """The address of one's calendar feed, or how to switch it on."""
    key = request.user.calendar_key
    url = key and request.build_absolute_uri(reverse("workouts:calendar-feed", args=[key]))
    context = {"url": url, "webcal_url": url and f"webcal:{url.partition(':')[2]}", "section": "me"}
    return TemplateResponse(request, "workouts/calendar.html", context)


@client_required
@require_POST
def calendar_renew(request):
    """Switch the feed on, or give it another address; the one before stops working."""
    was_on = request.user.calendar_key is not None
    open_feed(request.user)
    if was_on:
        messages.success(request, _("Here is a new address. The one before no longer works."))
    return redirect("workouts:calendar")


@client_required
@require_POST
def calendar_off(request):
    """Switch the feed off."""
    close_feed(request.user)
    messages.success(request, _("The calendar is switched off. Its address no longer works."))
    return redirect("workouts:calendar")


@require_safe
@public
def calendar_feed(request, key):
    """The feed itself, for whoever has its address; an unchanged one is answered with 304."""
    person = find_by_key(key)
    if person is None:
        raise Http404
    feed = write_feed(person, timezone.now())
    etag = quote_etag(sha256(feed).hexdigest())
    response = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="training.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response)


@require_safe
@signed_in
def my_data(request):
    """What the download holds, and its button."""
    context = {
        "form": DownloadForm(),
        "section": "me",
        "shell": "trainer.html" if request.user.is_trainer else "client.html",
    }
    return TemplateResponse(request, "workouts/my_data.html", context)


@require_safe
@signed_in
def my_data_download(request):
    """Everything about oneself as one zip, sent while it is made."""
    form = DownloadForm(request.GET)
    form.is_valid()
    parts = stream_archive(request.user, has_bom=form.cleaned_data["bom"])
    response = StreamingHttpResponse(parts, content_type="application/zip")
    name = f"ecctrain-{request.user.today().isoformat()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def coaching_end(request, code):
    """End a coaching, as its client or its trainer: what that means, what becomes of the plan, and the button."""
    rows = Coaching.objects.for_member(request.user).select_related("trainer", "client")
    coaching = get_object_or_404(rows, code=code)
    is_client = coaching.client == request.user
    form = LeaveForm(posted(request), is_client=is_client)
    plans = list(plans_of(coaching))
    if not plans:
        del form.fields["plans"]
    if request.method == "POST" and form.is_valid():
        stops_plans = form.cleaned_data.get("plans") == STOP
        leave(coaching=coaching, by=request.user, at=timezone.now(), stops_plans=stops_plans)
        other = coaching.trainer if is_client else coaching.client
        messages.success(request, _("The coaching with %(name)s has ended.") % {"name": other})
        return redirect("accounts:me")
    context = {
        "form": form,
        "coaching": coaching,
        "is_client": is_client,
        "plans": plans,
        "section": "me" if is_client else "clients",
        "shell": "trainer.html" if request.user.is_trainer else "client.html",
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/coaching_end.html", context, status=status)
