"""Putting right what was recorded: a set, a forgotten set, the day, effort and note of a session. [writes]

Nothing is overwritten: a set that changes is voided and replaced, a session keeps a SessionRevision. Each form brings
an `entry_key`; its second arrival changes nothing.
"""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from .loads import Load, stored_kg
from .models import SetLog
from .recording import record_set, undo_set, void, write_totals
from .voiding import keep_revision, lock

# What a set that replaces another takes over from it.
TAKEN_OVER = (
    "session_log_id",
    "prescription_id",
    "exercise_id",
    "number",
    "side",
    "prescribed_load_value",
    "prescribed_load_unit",
    "prescribed_reps",
    "prescribed_reps_max",
    "prescribed_duration_s",
    "tempo",
    "load_value",
    "load_unit",
    "load_kg",
    "lift_value",
    "assist_value",
    "assist_unit",
    "inertia_kgm2",
    "reps",
    "duration_s",
    "lowered_s",
    "performed_at",
)
VALUES = ("load_value", "load_unit", "lift_value", "assist_value", "assist_unit", "reps", "duration_s")


class RevisionRefused(ValueError):
    """Somebody was quicker: the set is no longer the one that counts, or its place is taken. Nothing was changed."""


@dataclass(frozen=True)
class Performed:
    """The values of one set. `load`, `lift` (in the unit of the load) and `assist` are Loads or None."""

    load: Load | None = None
    lift: Load | None = None
    assist: Load | None = None
    reps: int | None = None
    duration_s: int | None = None

    def as_columns(self):
        """The columns of a SetLog that these values fill."""
        load, lift, assist = self.load, self.lift, self.assist
        return {
            "load_value": load.value if load else None,
            "load_unit": load.unit if load else "",
            "load_kg": stored_kg(load) if load else None,
            "lift_value": lift.value if lift and load else None,
            "assist_value": assist.value if assist else None,
            "assist_unit": assist.unit if assist else "",
            "reps": self.reps,
            "duration_s": self.duration_s,
        }


@transaction.atomic
def revise_set(*, session_log, set_log, performed, entry_key, at, by):
    """Let a set say what was `performed`; returns the row that counts now.

    The earlier row is voided and stays readable; when it was done stays as it was. The same values change nothing.
    Raises RevisionRefused when the set does not count any more.
    """
    session_log = lock(session_log)
    known = session_log.set_logs.filter(entry_key=entry_key).first()
    if known:
        return known
    earlier = session_log.set_logs.standing().filter(pk=set_log.pk).first()
    if earlier is None:
        raise RevisionRefused(str(set_log))
    columns = performed.as_columns()
    if all(getattr(earlier, name) == columns[name] for name in VALUES):
        return earlier
    void(earlier, at=at, by=by)
    return write_instead(session_log, earlier, columns, entry_key=entry_key, at=at, by=by)


def write_instead(session_log, earlier, columns, *, entry_key, at, by):
    """Write a set that replaces `earlier` and differs in `columns`, and renew the totals."""
    row = SetLog(entry_key=entry_key, recorded_at=at, logged_by=by, replaces=earlier)
    for name in TAKEN_OVER:
        setattr(row, name, getattr(earlier, name))
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    if session_log.finished_at:
        write_totals(session_log)
    return row


@transaction.atomic
def add_set(*, session_log, prescription, number, side, performed, entry_key, at, by):
    """Write down a set that was forgotten, as done with the last one of the session; returns it.

    Raises RevisionRefused when there is a set in this place.
    """
    session_log = lock(session_log)
    known = session_log.set_logs.filter(entry_key=entry_key).first()
    if known:
        return known
    standing = session_log.set_logs.standing()
    if standing.filter(prescription=prescription, number=number, side=side).exists():
        raise RevisionRefused(f"{prescription}, {number}")
    last = standing.order_by("performed_at").last()
    return record_set(
        session_log=session_log,
        prescription=prescription,
        number=number,
        side=side,
        load=performed.load,
        reps=performed.reps,
        duration_s=performed.duration_s,
        entry_key=entry_key,
        performed_at=last.performed_at if last else session_log.started_at,
        logged_by=by,
        lift=performed.lift if performed.load else None,
        assist=performed.assist,
    )


@transaction.atomic
def take_set_away(*, session_log, entry_key, at, by):
    """Take a set out of the count; it stays readable. Taking it away again changes nothing."""
    undo_set(session_log=lock(session_log), entry_key=entry_key, at=at, by=by)


@transaction.atomic
def bring_set_back(*, session_log, set_log, at, by):
    """Undo `take_set_away`: a set with the same values counts again; returns it, also the second time.

    Raises RevisionRefused when its place is taken by another.
    """
    session_log = lock(session_log)
    known = session_log.set_logs.standing().filter(replaces=set_log).first()
    if known:
        return known
    earlier = session_log.set_logs.exclude(voided_at=None).filter(pk=set_log.pk, replaced_by=None).first()
    place = {"prescription": set_log.prescription_id, "number": set_log.number, "side": set_log.side}
    if earlier is None or session_log.set_logs.standing().filter(**place).exists():
        raise RevisionRefused(str(set_log))
    return write_instead(session_log, earlier, {}, entry_key=uuid4(), at=at, by=by)


@transaction.atomic
def revise_session(*, session_log, started_at, effort, note, entry_key, at, by):
    """Change when a session began, its effort and its note; what it said before is kept.

    With the beginning its sets and its end move by the same time, and its day is the client's calendar day. What was
    answered about soreness and pain stays where it is: it was felt then.
    """
    session_log = lock(session_log)
    if session_log.revisions.filter(before__entry_key=str(entry_key)).exists():
        return session_log
    stated = {"started_at": started_at, "effort": effort, "note": note}
    before = {
        name: getattr(session_log, name)
        for name, value in stated.items()
        if getattr(session_log, name) != value
    }
    if not before:
        return session_log
    if "started_at" in before:
        before |= {"trained_on": session_log.trained_on, "finished_at": session_log.finished_at}
        move(session_log, started_at - session_log.started_at)
    keep_revision(session_log, before | {"entry_key": str(entry_key)}, at=at, by=by)
    session_log.effort, session_log.note = effort, note
    session_log.save()
    return session_log


def move(session_log, shift):
    """Move a session with all that was done in it by the timedelta `shift`; the log itself is not saved."""
    session_log.started_at += shift
    if session_log.finished_at:
        session_log.finished_at += shift
    session_log.trained_on = session_log.client.local_date(session_log.started_at)
    session_log.time_zone = session_log.client.time_zone
    session_log.set_logs.update(performed_at=F("performed_at") + shift)
    session_log.skips.update(skipped_at=F("skipped_at") + shift)
    session_log.exercise_notes.update(written_at=F("written_at") + shift)
