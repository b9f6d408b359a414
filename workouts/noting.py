"""Pain in one exercise of a session, and what the client writes about it. [writes]

Nothing recorded is edited or deleted: a later entry takes the place of the earlier one, which is kept, voided. Each
tap brings an `entry_key`; its second arrival changes nothing.
"""

from django.db import transaction

from .choices import PainMoment
from .models import ExerciseNote, PainReport, SessionLog
from .reporting import settle


@transaction.atomic
def report_exercise_pain(*, session_log, prescription, nrs, entry_key, at, logged_by):
    """Write down the worst pain in an exercise, 0 to 10; of two the one felt later counts."""
    lock(session_log)
    known = session_log.painreports.filter(entry_key=entry_key).first()
    if known:
        return known
    report = PainReport(
        session_log=session_log,
        client_id=session_log.client_id,
        moment=PainMoment.DURING,
        prescription=prescription,
        nrs=nrs,
        entry_key=entry_key,
        answered_at=at,
        logged_by=logged_by,
    )
    settle(report, session_log.painreports.counted().filter(prescription=prescription).first())
    return report


def undo_exercise_pain(*, session_log, prescription, at):
    """Take the pain in an exercise back; doing so twice changes nothing."""
    session_log.painreports.counted().filter(prescription=prescription).update(voided_at=at)


@transaction.atomic
def write_exercise_note(*, session_log, prescription, text, entry_key, at, logged_by):
    """Keep the client's note on an exercise; of two the one written later counts."""
    lock(session_log)
    known = session_log.exercise_notes.filter(entry_key=entry_key).first()
    if known:
        return known
    note = ExerciseNote(
        session_log=session_log,
        prescription=prescription,
        text=text,
        entry_key=entry_key,
        written_at=at,
        logged_by=logged_by,
    )
    holder = session_log.exercise_notes.filter(prescription=prescription, voided_at=None).first()
    if holder and holder.written_at > at:
        note.voided_at = at
    elif holder:
        holder.voided_at = at
        holder.save(update_fields=["voided_at"])
    note.save(force_insert=True)
    return note


def undo_exercise_note(*, session_log, prescription, at):
    """Take the note on an exercise back; doing so twice changes nothing."""
    session_log.exercise_notes.filter(prescription=prescription, voided_at=None).update(voided_at=at)


def lock(session_log):
    """Let one entry about this session be written at a time."""
    SessionLog.objects.select_for_update().get(pk=session_log.pk)
