"""Voiding a session, bringing it back, and beginning it once more; what it said before stays readable. [writes]"""

from django.db import transaction

from .models import SessionLog, SessionRevision

STATED = ("trained_on", "started_at", "finished_at", "effort", "note")
TOTALS = ("total_sets", "total_reps", "total_tonnage_kg", "total_lowering_s")


def keep_revision(session_log, before, *, at, by):
    """Write down what `session_log` said before: `before` has the values by their fields."""
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in before.items()
    }
    SessionRevision.objects.create(session_log=session_log, before=plain, changed_at=at, changed_by=by)


def lock(session_log):
    """The session log as it is now, locked until the end of the transaction."""
    rows = SessionLog.objects.select_for_update(of=("self",)).select_related("client", "voided_by")
    return rows.get(pk=session_log.pk)


@transaction.atomic
def void_session(*, session_log, at, by):
    """Take a whole session out of every count; its sets stay as they are. Voiding it again changes nothing.

    What was answered about soreness and pain goes on to hold: it is about the body, not about the session.
    """
    session_log = lock(session_log)
    if session_log.voided_at is None:
        session_log.voided_at, session_log.voided_by = at, by
        session_log.save(update_fields=["voided_at", "voided_by"])
    return session_log


@transaction.atomic
def bring_back_session(*, session_log, at, by):
    """Undo `void_session`: it counts again as it was. Who had voided it, and when, stays readable."""
    session_log = lock(session_log)
    if session_log.voided_at is not None:
        keep_revision(session_log, voiding_of(session_log), at=at, by=by)
        session_log.voided_at = session_log.voided_by = None
        session_log.save(update_fields=["voided_at", "voided_by"])
    return session_log


@transaction.atomic
def begin_again(*, session_log, at, by):
    """Open a voided session once more, empty, as a planned session has one log only.

    Its earlier sets, skips and notes are voided and stay readable, as does what the log said. A log that is not
    voided is returned as it is.
    """
    session_log = lock(session_log)
    if session_log.voided_at is None:
        return session_log
    before = {name: getattr(session_log, name) for name in STATED}
    keep_revision(session_log, before | voiding_of(session_log), at=at, by=by)
    session_log.set_logs.standing().update(voided_at=at, voided_by=by)
    session_log.skips.filter(voided_at=None).update(voided_at=at)
    session_log.exercise_notes.filter(voided_at=None).update(voided_at=at)
    session_log.trained_on = session_log.client.local_date(at)
    session_log.time_zone = session_log.client.time_zone
    session_log.started_at, session_log.logged_by = at, by
    session_log.note = ""
    session_log.finished_at = session_log.effort = session_log.has_help = None
    session_log.voided_at = session_log.voided_by = None
    for name in TOTALS:
        setattr(session_log, name, None)
    session_log.save()
    return session_log


def voiding_of(session_log):
    """When and by whom (their code) a session log was voided."""
    return {"voided_at": session_log.voided_at, "voided_by": str(session_log.voided_by.code)}
