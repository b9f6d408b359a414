"""One person's planned sessions as an iCalendar feed (RFC 5545, 7986; interop formats 4.4). [writes]

Reading the feed writes down what it told, so that whatever moves or cancels a session afterwards, by whichever way,
is told with a higher sequence number. Where nothing changed, nothing is written and the bytes are the same.
"""

import uuid
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ecctrain.accounts.models import CalendarEntry, User

from .choices import AssignmentStatus
from .models import PlannedSession
from .reminding import absolute

PRODUCT = "-//ecctrain//Training calendar//EN"
ASK_AGAIN = timedelta(hours=6)
# How far back sessions stay in the feed, and how long a cancelled one is told.
SHOWN_BACK = timedelta(days=60)
CANCELLED_TOLD = timedelta(days=30)


def open_feed(person):
    """Switch the feed on under a new secret address; the one before stops working."""
    person.calendar_key = uuid.uuid4()
    person.save(update_fields=["calendar_key"])


def close_feed(person):
    """Switch the feed off; its address stops working."""
    person.calendar_key = None
    person.save(update_fields=["calendar_key"])


def find_by_key(key):
    """The person whose feed has the secret `key`; None where there is none."""
    return User.objects.filter(calendar_key=key, is_active=True).first()


def write_feed(person, now):
    """The feed of `person` at the instant `now`, as bytes."""
    entries = [entry for entry in told(person, now) if is_told(entry, now)]
    with translation.override(person.language):
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("name", _("Training"))
        calendar.add("x-wr-calname", _("Training"))
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        for entry in entries:
            calendar.add_component(event_of(entry))
    return calendar.to_ical()


def told(person, now):
    """A CalendarEntry for each session the feed speaks of, brought up to date with the plan."""
    known = {entry.session_code: entry for entry in person.calendar_entries.all()}
    new, changed, entries = [], [], []
    for planned_session in read_sessions(person, now):
        is_cancelled = is_off(planned_session)
        state = {"planned_on": planned_session.planned_on, "is_cancelled": is_cancelled}
        entry = known.get(planned_session.code)
        if entry is None:
            if is_cancelled:
                continue
            entry = CalendarEntry(person=person, session_code=planned_session.code, changed_at=now, **state)
            new.append(entry)
        elif state != {name: getattr(entry, name) for name in state}:
            entry.planned_on, entry.is_cancelled = state.values()
            entry.sequence, entry.changed_at = entry.sequence + 1, now
            changed.append(entry)
        entries.append(entry)
    # Two calendars that ask at once write the same.
    CalendarEntry.objects.bulk_create(new, ignore_conflicts=True)
    CalendarEntry.objects.bulk_update(changed, ["planned_on", "is_cancelled", "sequence", "changed_at"])
    return entries


def read_sessions(person, now):
    """The planned sessions from some weeks back on."""
    rows = PlannedSession.objects.for_client(person).planned()
    rows = rows.filter(planned_on__gte=person.local_date(now) - SHOWN_BACK)
    return rows.select_related("assignment", "session_log").order_by("planned_on", "pk")


def is_off(planned_session):
    """Whether a session will not be done: skipped, or not begun when its plan was paused or ended."""
    is_running = planned_session.assignment.status == AssignmentStatus.ACTIVE
    return planned_session.is_skipped or not (is_running or planned_session.is_started)


def is_told(entry, now):
    """Whether an entry is in the feed: a cancelled one for a while only."""
    return not entry.is_cancelled or entry.changed_at >= now - CANCELLED_TOLD


def event_of(entry):
    """One whole day without a word about what is trained: calendars are shared and synced to others."""
    url = absolute(reverse("workouts:planned-session", args=[entry.session_code]))
    event = Event()
    event.add("uid", f"session-{entry.session_code}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.planned_on)
    event.add("dtend", entry.planned_on + timedelta(days=1))
    event.add("summary", _("Training session"))
    event.add("description", url)
    event.add("url", url)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
