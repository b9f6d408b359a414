"""What a trainer's list of clients says about each: adherence, last and next session. [reads]"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Max

from .adherence import Week, weekly_adherence
from .checkins import Mark, read_marks
from .models import PlannedSession, SessionLog

WEEKS_BACK = 4
DAYS_AHEAD = 28


@dataclass
class RosterLine:
    """One client. `weeks` are the last four; `last` and `next` are the sessions around today, None if there is none.

    `mark` is an answer about soreness that the trainer has to look at.
    """

    client: object
    coaching: object
    weeks: list[Week] = field(default_factory=list)
    last: SessionLog | None = None
    next: PlannedSession | None = None
    mark: Mark | None = None

    @property
    def done(self):
        return sum(week.done for week in self.weeks)

    @property
    def due(self):
        return sum(week.due for week in self.weeks)


def read_roster(coachings, now):
    """A RosterLine for each of `coachings` (with their clients), in five queries however many there are."""
    lines = [RosterLine(coaching.client, coaching) for coaching in coachings]
    clients = {line.client.pk: line.client for line in lines}
    planned, last = read_planned(clients, now), read_last_sessions(clients)
    marks = read_marks(list(clients), now)
    for line in lines:
        today = line.client.local_date(now)
        sessions = planned.get(line.client.pk, [])
        line.weeks = weekly_adherence([(row.planned_on, is_done(row)) for row in sessions], today, WEEKS_BACK)
        line.mark = marks.get(line.client.pk)
        line.last = last.get(line.client.pk)
        line.next = next((row for row in sessions if row.planned_on >= today and not is_done(row)), None)
    return lines


def read_planned(clients, now):
    """Client id -> planned sessions around now that were or are to be done, in order of their dates.

    `clients` are by id. A skipped session was taken back. Of an assignment that was paused or ended, what was
    planned before that day of the client's still counts: it was missed, not taken back.
    """
    window = (now.date() - timedelta(weeks=WEEKS_BACK, days=1), now.date() + timedelta(days=DAYS_AHEAD))
    rows = (
        PlannedSession.objects.filter(assignment__client__in=clients, planned_on__range=window)
        .planned()
        .standing()
        .select_related("assignment", "session_log")
        .order_by("planned_on", "position")
    )
    by_client = {}
    for row in rows:
        client_id, stopped_at = row.assignment.client_id, row.assignment.stopped_at
        stopped_on = stopped_at and clients[client_id].local_date(stopped_at)
        if stopped_on is None or row.planned_on < stopped_on or is_done(row):
            by_client.setdefault(client_id, []).append(row)
    return by_client


def is_done(planned_session):
    """Whether a planned session was finished with a set in it; one closed empty was not trained."""
    session_log = planned_session.counted_log
    return session_log is not None and bool(session_log.total_sets)


def read_last_sessions(clients):
    """Client id -> the newest session log, in one query."""
    newest = (
        SessionLog.objects.counted()
        .filter(client__in=clients)
        .order_by()
        .values("client")
        .annotate(at=Max("started_at"))
    )
    rows = SessionLog.objects.counted().filter(client__in=clients, started_at__in=newest.values("at"))
    return {row.client_id: row for row in rows.order_by("started_at")}
