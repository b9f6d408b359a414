"""Beginning a planned session: its log, what was said of help, and what is left out for safety. [writes]"""

from uuid import uuid5

from django.db import transaction

from .choices import SkipReason
from .recording import skip_exercise, start_session
from .safety import RULE_OF
from .starting import URGENT_RULE

RULES = (*RULE_OF, URGENT_RULE)


@transaction.atomic
def begin_session(*, planned_session, check, has_help, at, logged_by):
    """Open the log of a planned session, and leave out what its StartCheck refuses; returns the log.

    Whoever begins without an answer about help has none. A second start changes nothing.
    """
    session_log = start_session(planned_session=planned_session, at=at, logged_by=logged_by)
    if session_log.has_help != has_help:
        session_log.has_help = has_help
        session_log.save(update_fields=["has_help"])
    for standing in check.refused:
        rule = check.findings_about(standing.prescription)[0].rule
        skip_exercise(
            session_log=session_log,
            prescription=standing.prescription,
            reason=SkipReason.SAFETY,
            entry_key=refusal_key(standing.prescription, rule, session_log.started_at),
            at=session_log.started_at,
            logged_by=logged_by,
        )
    return session_log


def refusal_key(prescription, rule, at):
    """The entry key of a skip that `rule` asked for at the instant `at`: two taps make one skip."""
    return uuid5(prescription.code, f"{rule} {at.isoformat()}")


def rule_of_skip(skip):
    """The rule that asked for an ExerciseSkip when its session began; None where the client left it out."""
    if skip.reason != SkipReason.SAFETY:
        return None
    at = skip.skipped_at
    return next((rule for rule in RULES if refusal_key(skip.prescription, rule, at) == skip.entry_key), None)
