"""What safety rules said of sets that were logged: for the client at once, for the trainer until they look. [reads]"""

import re
from datetime import timedelta
from decimal import Decimal

from .choices import SkipReason
from .models import SetFinding
from .safety import Finding, Level

# As long as a set says something of today's training [design].
FINDINGS_HOLD = timedelta(days=14)
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def plain(numbers):
    """The numbers of a Finding as JSON keeps them: exact, in text."""
    return {
        name: str(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value
        for name, value in numbers.items()
    }


def restored(numbers):
    """The numbers that `plain` wrote."""
    return {name: restored_value(value) for name, value in numbers.items()}


def restored_value(value):
    """One value as it was in the Finding."""
    if isinstance(value, list):
        return tuple(value)
    return Decimal(value) if isinstance(value, str) and NUMBER.fullmatch(value) else value


def finding_of(row):
    """The Finding that a SetFinding keeps."""
    return Finding(row.rule, Level(row.level), restored(row.inputs), restored(row.thresholds))


def severest(rows):
    """Of each set the most severe of its `rows`: set log id -> SetFinding."""
    found = {}
    for row in sorted(rows, key=lambda row: (-Level(row.level).severity, row.rule)):
        found.setdefault(row.set_log_id, row)
    return found


def is_over_ceiling(set_log, prescription):
    """Whether more was lowered than was accepted when it was issued."""
    if set_log.load_kg is None:
        return False
    if prescription.load_kg is None:
        # A per cent that came to nothing light enough: any weight is more than was asked for.
        return prescription.one_rep_max_id is not None
    return set_log.load_kg > prescription.load_kg


def read_told(parts):
    """Set log id -> the most severe SetFinding, for the exercises `parts` of a sheet; asks only where one can be."""
    set_logs = [
        row.set_log.pk
        for part in parts
        for row in part.rows
        if row.set_log
        and (part.skip_reason == SkipReason.SAFETY or is_over_ceiling(row.set_log, part.prescription))
    ]
    return severest(SetFinding.objects.filter(set_log__in=set_logs)) if set_logs else {}


def read_session_findings(session_log):
    """The SetFindings about the sets of one session that count, in the order of the sets, the most severe first."""
    rows = SetFinding.objects.filter(set_log__session_log=session_log, set_log__voided_at=None)
    return sorted(
        rows.select_related("set_log__exercise"),
        key=lambda row: (row.set_log.performed_at, row.set_log_id, -Level(row.level).severity, row.rule),
    )


def read_refusals(session_log):
    """The ExerciseSkips of one session for safety that stand: left out at the start, or by the client."""
    rows = session_log.skips.filter(voided_at=None, reason=SkipReason.SAFETY)
    return rows.select_related("prescription__exercise").order_by("prescription__position")


def read_open_findings(client, now):
    """What a trainer has to look at: the SetFindings about sets of `client` that count and still matter, newest first.

    A set that was taken back matters no more, nor one from long ago.
    """
    rows = SetFinding.objects.filter(
        set_log__session_log__client=client,
        set_log__session_log__voided_at=None,
        set_log__voided_at=None,
        found_at__gt=now - FINDINGS_HOLD,
    )
    return list(rows.select_related("set_log__exercise", "set_log__session_log"))
