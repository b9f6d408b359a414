"""The client's plan: a calendar of what was planned and done, and what is coming."""

from datetime import timedelta

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ecctrain.access import client_required

from ..calendar_grid import read_day
from ..models import Assignment, PlannedSession
from ..plan_calendar import read_month, read_week

EARLY_START_DAYS = 7
COMING_DAYS = 27


@require_safe
@client_required
def plan(request):
    """A month, or with `week` a week of the calendar; what is coming in the next weeks, and what rests."""
    client, today = request.user, request.user.today()
    is_week = "week" in request.GET
    asked = read_day(request.GET.get("week" if is_week else "month", "")) or today
    read_calendar = read_week if is_week else read_month
    calendar = read_calendar(client, today, asked)
    coming = (
        PlannedSession.objects.for_client(client)
        .coming()
        .filter(
            planned_on__range=(today - timedelta(days=EARLY_START_DAYS), today + timedelta(days=COMING_DAYS))
        )
        .select_related("assignment", "session_log")
    )
    context = {
        "calendar": calendar,
        "coming": coming,
        "paused": Assignment.objects.for_client(client).paused(),
        "today": today,
        "section": "plan",
    }
    return TemplateResponse(request, "workouts/plan.html", context)
