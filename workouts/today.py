"""What a client has to do today, and what comes next. [reads]"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from .models import PlannedSession, SessionLog
from .sheet import Sheet, read_sheet

# An open session older than this is left to the plan; it is not what today is about.
RESUME_DAYS = 2
# A missed session stays on offer this long, without blame.
CATCH_UP_DAYS = 2
# The phone keeps the sessions of today and of this many days after it.
AHEAD_DAYS = 1


@dataclass
class Today:
    """The client's first page: the session to do (`planned_session`, its `sheet`), or what comes next."""

    planned_session: PlannedSession | None
    sheet: Sheet | None
    session_log: SessionLog | None
    upcoming: PlannedSession | None
    finished: SessionLog | None
    # The codes of the open sessions of today and tomorrow, which the phone keeps for a place without a network.
    ahead: list[UUID] = field(default_factory=list)


def read_today(client, today):
    """The state of `client` on the calendar day `today`."""
    rows = list(
        PlannedSession.objects.for_client(client)
        .filter(planned_on__range=(today - timedelta(days=CATCH_UP_DAYS), today + timedelta(days=28)))
        .running()
        .startable()
        .select_related("assignment", "assignment__assigned_by", "session_log")
        .order_by("planned_on", "position")
    )
    logs = [row.counted_log for row in rows if row.is_started]
    finished = max(
        (log for log in logs if log.finished_at and log.trained_on == today),
        key=lambda log: log.finished_at,
        default=None,
    )
    open_rows = [row for row in rows if not row.is_started or row.session_log.finished_at is None]
    due = choose_due(open_rows, today, is_done_today=finished is not None)
    upcoming = next((row for row in open_rows if row != due and row.planned_on >= today), None)
    near = [row for row in open_rows if row == due or 0 <= (row.planned_on - today).days <= AHEAD_DAYS]
    ahead = [(row.counted_log or row).code for row in near]
    if due is None:
        return Today(None, None, None, upcoming, finished, ahead)
    sheet = read_sheet(due.pk)
    session_log = due.counted_log
    if session_log:
        sheet.fill(session_log.set_logs.counted())
    return Today(due, sheet, session_log, upcoming, finished, ahead)


def choose_due(rows, today, *, is_done_today):
    """The session to offer: one already begun, else today's, else one missed lately unless something was done today."""
    begun = [
        row for row in rows if row.is_started and (today - row.session_log.trained_on).days <= RESUME_DAYS
    ]
    todays = [row for row in rows if row.planned_on == today]
    missed = [row for row in rows if row.planned_on < today and not is_done_today]
    # The newest day first, but of one day the first session first.
    missed.sort(key=lambda row: row.planned_on, reverse=True)
    return next(iter([*begun, *todays, *missed]), None)
