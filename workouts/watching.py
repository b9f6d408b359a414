"""Watching what is logged: a set above its ceiling, or of an exercise that was left out for safety. [writes]

The set counts whatever is found: it was done. The client is told at once, the trainer sees it.
"""

from dataclasses import replace

from django.db.models import prefetch_related_objects

from .background import read_background
from .choices import Side, SkipReason
from .findings import is_over_ceiling, plain
from .guarding import log_findings
from .models import OneRepMax, SetFinding, SetLog
from .resolving import lowers_with_one
from .starting import refusals_now, setting_of


def watch_set(*, set_log, prescription, skip_reason=None):
    """Keep what the safety rules say of a set that was just recorded, or changed, for `prescription`.

    `skip_reason` is why the exercise was left out, if it was. Asks nothing of a set within its ceiling.
    """
    if set_log.voided_at:
        return
    found = []
    if skip_reason == SkipReason.SAFETY:
        found += refusals_now(set_log.session_log, prescription, set_log.recorded_at)
    if is_over_ceiling(set_log, prescription):
        found += overload_of(set_log, prescription)
    SetFinding.objects.bulk_create(
        (
            SetFinding(
                set_log=set_log,
                rule=finding.rule,
                level=finding.level,
                inputs=plain(finding.inputs),
                thresholds=plain(finding.thresholds),
            )
            for finding in {one.rule: one for one in reversed(found)}.values()
        ),
        ignore_conflicts=True,
    )


def overload_of(set_log, prescription):
    """What the rules say of the weight of `set_log`, compared with the newest one-rep max and the session before."""
    session_log, assignment = set_log.session_log, set_log.session_log.planned_session.assignment
    prefetch_related_objects([prescription], "exercise__facets")
    background = read_background(session_log.client, set_log.performed_at)
    last_load_kg = earlier_load_kg(set_log)
    background = replace(
        background,
        last_loads_kg={} if last_load_kg is None else {set_log.exercise_id: last_load_kg},
    )
    newest = OneRepMax.objects.newest_by_exercise(session_log.client)
    both = newest.get((set_log.exercise_id, Side.BOTH)) if lowers_with_one(prescription) else None
    return log_findings(
        set_log,
        prescription,
        newest.get((set_log.exercise_id, set_log.side)) or both,
        background,
        setting_of(prescription, assignment, background, session_log.has_help),
        both=both,
    )


def earlier_load_kg(set_log):
    """The newest weight of the exercise before this session; None where there was none."""
    rows = SetLog.objects.for_client(set_log.session_log.client).counted()
    rows = rows.filter(exercise=set_log.exercise_id, performed_at__lt=set_log.performed_at)
    rows = rows.exclude(session_log=set_log.session_log_id).exclude(load_kg=None)
    return rows.order_by("-performed_at", "-pk").values_list("load_kg", flat=True).first()
