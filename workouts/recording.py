"""Recording what was done: start, sets, undo, skip, note, finish. [writes]

Nothing recorded is edited or deleted. Each tap brings an `entry_key`; its second arrival changes nothing.
"""

from django.db import IntegrityError, transaction

from .loads import stored_kg
from .models import ExerciseSkip, SessionLog, SetLog
from .voiding import begin_again
from .volume import set_volume, total


def start_session(*, planned_session, at, logged_by):
    """Open the log of a planned session; a second start returns the log already open.

    A voided one is begun again by what happens after it was voided; what happened before goes into it as it is.

    The log takes the plan's code, so that a phone without a network knows the session's address before it begins.
    """
    client = planned_session.assignment.client
    session_log, _ = SessionLog.objects.get_or_create(
        planned_session=planned_session,
        defaults={
            "code": planned_session.code,
            "client": client,
            "name": planned_session.name,
            "trained_on": client.local_date(at),
            "time_zone": client.time_zone,
            "started_at": at,
            "logged_by": logged_by,
        },
    )
    if session_log.voided_at and session_log.voided_at < at:
        return begin_again(session_log=session_log, at=at, by=logged_by)
    return session_log


def blank_log(planned_session):
    """The log a planned session will get, unsaved: what its page shows before it begins."""
    return SessionLog(code=planned_session.code, planned_session=planned_session, name=planned_session.name)


def record_set(
    *,
    session_log,
    prescription,
    number,
    side,
    load,
    reps,
    duration_s,
    entry_key,
    performed_at,
    logged_by,
    lift=None,
    assist=None,
    inertia_kgm2=None,
    lowered_s=None,
):
    """Write one performed set with a copy of what was prescribed; returns the row that stands for `entry_key`.

    `load` is what was lowered, `lift` what was lifted where that was another weight (in the unit of the load), `assist`
    the help: each a Load or None. `lowered_s` is a repetition's lowering as the pacer measured it. Of two sets for the
    same place the one performed later counts, whichever arrives first; the other is kept, voided. A set may arrive
    after its session was finished.
    """
    set_log = SetLog(
        session_log=session_log,
        prescription=prescription,
        exercise_id=prescription.exercise_id,
        number=number,
        side=side,
        prescribed_load_value=prescription.load_value,
        prescribed_load_unit=prescription.load_unit,
        prescribed_reps=prescription.reps,
        prescribed_reps_max=prescription.reps_max,
        prescribed_duration_s=prescription.duration_s,
        load_value=load.value if load else None,
        load_unit=load.unit if load else "",
        load_kg=stored_kg(load) if load else None,
        lift_value=lift.value if lift else None,
        assist_value=assist.value if assist else None,
        assist_unit=assist.unit if assist else "",
        inertia_kgm2=inertia_kgm2,
        lowered_s=lowered_s,
        reps=reps,
        duration_s=duration_s,
        entry_key=entry_key,
        performed_at=performed_at,
        logged_by=logged_by,
    )
    set_log.tempo = prescription.tempo
    try:
        with transaction.atomic():
            set_log.save(force_insert=True)
    except IntegrityError:
        set_log = settle_conflict(set_log)
    if session_log.finished_at:
        write_totals(session_log)
    return set_log


@transaction.atomic
def settle_conflict(set_log):
    """Decide what a set means whose key or place is taken; raises IntegrityError again for any other refusal."""
    session_log = SessionLog.objects.select_for_update().get(pk=set_log.session_log_id)
    known = session_log.set_logs.filter(entry_key=set_log.entry_key).first()
    if known:
        return known
    holder = (
        session_log.set_logs.standing()
        .filter(prescription=set_log.prescription, number=set_log.number, side=set_log.side)
        .first()
    )
    if holder and holder.performed_at < set_log.performed_at:
        void(holder, at=set_log.recorded_at, by=set_log.logged_by)
        set_log.replaces = holder
    elif holder:
        set_log.voided_at, set_log.voided_by = set_log.recorded_at, set_log.logged_by
    set_log.save(force_insert=True)
    return set_log


def undo_set(*, session_log, entry_key, at, by):
    """Void the set with `entry_key`; it stays readable. Undoing twice, or an unknown key, changes nothing."""
    undone = session_log.set_logs.standing().filter(entry_key=entry_key).update(voided_at=at, voided_by=by)
    if undone and session_log.finished_at:
        write_totals(session_log)


def void(set_log, *, at, by):
    """Take a set out of the count; the row stays."""
    set_log.voided_at, set_log.voided_by = at, by
    set_log.save(update_fields=["voided_at", "voided_by"])


def skip_exercise(*, session_log, prescription, reason, entry_key, at, logged_by):
    """Leave out what remains of an exercise, with a reason; skipping it again changes nothing."""
    standing = ExerciseSkip.objects.filter(prescription=prescription, voided_at=None).first()
    if standing:
        return standing
    skip, _ = ExerciseSkip.objects.get_or_create(
        session_log=session_log,
        entry_key=entry_key,
        defaults={"prescription": prescription, "reason": reason, "skipped_at": at, "logged_by": logged_by},
    )
    return skip


def take_up_exercise(*, session_log, prescription, at):
    """Undo a skip: the exercise is to be done again."""
    session_log.skips.filter(prescription=prescription, voided_at=None).update(voided_at=at)


def write_note(*, session_log, note):
    """Keep the client's note on the session."""
    session_log.note = note
    session_log.save(update_fields=["note"])


@transaction.atomic
def finish_session(*, session_log, at, effort, note):
    """Close the session and write what it amounted to; finishing again keeps the first time and renews the rest."""
    session_log = SessionLog.objects.select_for_update().get(pk=session_log.pk)
    session_log.finished_at = session_log.finished_at or at
    session_log.effort, session_log.note = effort, note
    write_totals(session_log)
    session_log.save(update_fields=["effort", "note"])
    return session_log


def write_totals(session_log):
    """Bring the totals of a finished session in line with its counted sets."""
    volume = total(
        set_volume(reps=row.reps, load_kg=row.load_kg, down_s=row.tempo_down_s)
        for row in session_log.set_logs.standing()
    )
    session_log.total_sets, session_log.total_reps = volume.sets, volume.reps
    session_log.total_tonnage_kg, session_log.total_lowering_s = volume.tonnage_kg, volume.lowering_s
    session_log.save(
        update_fields=["finished_at", "total_sets", "total_reps", "total_tonnage_kg", "total_lowering_s"]
    )
