"""One client as their trainer sees them: what runs, what is coming, what was done. [reads]"""

from dataclasses import dataclass

from .models import Assignment, PlannedSession, SessionLog, SetLog

LATEST = 10
DETAILED = 3
COMING = 5


@dataclass
class TrainedSession:
    """A session log with its counted sets, each beside what was prescribed, grouped by exercise."""

    session_log: SessionLog
    exercises: list[tuple[object, list[SetLog]]]
    skips: list


@dataclass
class Overview:
    """The client's page."""

    assignments: list[Assignment]
    coming: list[PlannedSession]
    trained: list[TrainedSession]
    earlier: list[SessionLog]


def read_overview(client, today):
    """Everything for the client's page, in a number of queries that does not grow with the rows."""
    assignments = list(Assignment.objects.for_client(client).issued().current(today))
    coming = list(
        PlannedSession.objects.for_client(client)
        .coming()
        .filter(planned_on__gte=today)
        .select_related("session_log")
        .prefetch_related("prescriptions__exercise")[:COMING]
    )
    session_logs = list(
        SessionLog.objects.for_client(client)
        .counted()
        .prefetch_related("skips__prescription__exercise")[:LATEST]
    )
    detailed = session_logs[:DETAILED]
    sets = {}
    rows = (
        SetLog.objects.filter(session_log__in=detailed).counted().select_related("exercise", "prescription")
    )
    for row in rows.order_by("prescription__position", "number", "side"):
        sets.setdefault(row.session_log_id, {}).setdefault(row.prescription_id, []).append(row)
    trained = [
        TrainedSession(
            log,
            [(rows[0].exercise, rows) for rows in sets.get(log.pk, {}).values()],
            [skip for skip in log.skips.all() if skip.voided_at is None],
        )
        for log in detailed
    ]
    return Overview(assignments, coming, trained, session_logs[DETAILED:])
