"""Stamps that the domain's functions set to now, moved to when it would have happened. [writes]"""

from django.db.models import F

from workouts.models import Assignment, OneRepMax, SetLog, SorenessReport

from .staging import instant

MEASURED_AT_HOUR = 17


def backdate(assigned):
    """Date every assignment, one-rep max, set and report of the demo to its own time in history.

    `assigned` are pairs of an assignment and the instant at which it was made. Assigning, measuring and
    recording take no such instant, because on the pages it is always now.
    """
    clients = {assignment.client_id for assignment, _ in assigned}
    for assignment, at in assigned:
        Assignment.objects.filter(pk=assignment.pk).update(assigned_at=at)
    one_rep_maxes = list(OneRepMax.objects.filter(client__in=clients))
    for row in one_rep_maxes:
        row.recorded_at = instant(row.measured_on, MEASURED_AT_HOUR)
    OneRepMax.objects.bulk_update(one_rep_maxes, ["recorded_at"], batch_size=200)
    SetLog.objects.filter(session_log__client__in=clients).update(recorded_at=F("performed_at"))
    SorenessReport.objects.filter(client__in=clients).update(recorded_at=F("answered_at"))
