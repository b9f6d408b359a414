"""Writing down a session that was logged on paper, all at once. [writes]"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from .models import PlannedSession, SessionLog
from .noting import report_exercise_pain, write_exercise_note
from .proposing import propose_later
from .recording import finish_session, record_set, skip_exercise, start_session
from .revising import Performed
from .sheet import Part
from .voiding import lock
from .watching import watch_set


class AlreadyLogged(ValueError):
    """The session is finished or voided: its page is where it is put right. Nothing was written."""


@dataclass(frozen=True)
class TypedSet:
    """One set as it stands on the paper."""

    number: int
    side: str
    performed: Performed


@dataclass(frozen=True)
class TypedExercise:
    """One exercise of the paper: the sets that were done, why the rest was left out, the worst pain, and words.

    `skip_reason` and `note` are empty, `pain_nrs` (0-10) is None where the paper says nothing.
    """

    part: Part
    sets: list[TypedSet]
    skip_reason: str = ""
    pain_nrs: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole sheet. `entry_key` makes it count once; `started_at` is None where the session is open already."""

    exercises: list[TypedExercise]
    entry_key: UUID
    started_at: datetime | None
    effort: int | None
    note: str


@transaction.atomic
def type_in(*, planned_session, paper, by):
    """Write down a paper under the name of whoever types it, and finish its session; returns the log.

    How long each set took is not known: all are done when the session began, or with the last one of a session that
    is open already. The same paper again changes nothing. Raises AlreadyLogged.
    """
    # Two papers of one session wait for each other here, also where neither has a log yet.
    PlannedSession.objects.select_for_update().get(pk=planned_session.pk)
    earlier = SessionLog.objects.filter(planned_session=planned_session).first()
    if earlier and is_known(earlier, paper):
        return earlier
    if earlier and (earlier.finished_at or earlier.voided_at):
        raise AlreadyLogged(str(planned_session))
    session_log = earlier or start_session(planned_session=planned_session, at=paper.started_at, logged_by=by)
    session_log = lock(session_log)
    at = last_instant(session_log)
    for exercise in paper.exercises:
        write_exercise(session_log, exercise, entry_key=paper.entry_key, at=at, by=by)
    session_log = finish_session(session_log=session_log, at=at, effort=paper.effort, note=paper.note)
    propose_later(session_log)
    return session_log


def is_known(session_log, paper):
    """Whether something of this very paper is in the log."""
    keys = [key for one in paper.exercises for key in keys_of(one, paper.entry_key)]
    return (
        session_log.set_logs.filter(entry_key__in=keys).exists()
        or session_log.skips.filter(entry_key__in=keys).exists()
    )


def keys_of(exercise, entry_key):
    """The entry keys of everything that the paper says of one exercise."""
    own = exercise_key(exercise.part, entry_key)
    return [own, *(set_key(own, typed) for typed in exercise.sets)]


def exercise_key(part, entry_key):
    """The entry key of what is written about one exercise of the paper with `entry_key`."""
    return uuid5(entry_key, str(part.prescription.code))


def set_key(own, typed):
    """The entry key of one set, under the key `own` of its exercise."""
    return uuid5(own, f"{typed.number}/{typed.side}")


def last_instant(session_log):
    """When the last set of a session was done, or when it began where none was."""
    last = session_log.set_logs.standing().order_by("performed_at").last()
    return last.performed_at if last else session_log.started_at


def write_exercise(session_log, exercise, *, entry_key, at, by):
    """Write down what the paper says of one exercise."""
    prescription = exercise.part.prescription
    own = exercise_key(exercise.part, entry_key)
    about = {"session_log": session_log, "prescription": prescription, "at": at, "logged_by": by}
    for typed in exercise.sets:
        write_set(session_log, exercise.part, typed, entry_key=set_key(own, typed), at=at, by=by)
    if exercise.skip_reason:
        skip_exercise(reason=exercise.skip_reason, entry_key=own, **about)
    if exercise.pain_nrs is not None:
        report_exercise_pain(nrs=exercise.pain_nrs, entry_key=own, **about)
    if exercise.note:
        write_exercise_note(text=exercise.note, entry_key=own, **about)


def write_set(session_log, part, typed, *, entry_key, at, by):
    """Record one set of the paper, and keep what the safety rules say of it."""
    performed = typed.performed
    set_log = record_set(
        session_log=session_log,
        prescription=part.prescription,
        number=typed.number,
        side=typed.side,
        load=performed.load,
        lift=performed.lift if performed.load else None,
        assist=performed.assist,
        inertia_kgm2=part.prescription.inertia_kgm2,
        reps=performed.reps,
        duration_s=performed.duration_s,
        entry_key=entry_key,
        performed_at=at,
        logged_by=by,
    )
    watch_set(set_log=set_log, prescription=part.prescription, skip_reason=part.skip_reason)
