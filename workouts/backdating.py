"""Writing down what a client trained on their own, also days later. [writes]

It goes into one assignment without a program, as planned session, prescriptions and log, so that whatever reads sets
finds these too. Adherence does not count it: nobody had planned it.
"""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from ecctrain.accounts.models import User

from .choices import SIDES_OF, DoseSide, LoadStatus, Origin
from .loads import stored_kg
from .models import Assignment, Exercise, PlannedSession, Prescription
from .recording import finish_session, record_set, start_session
from .revising import Performed


@dataclass(frozen=True)
class DoneExercise:
    """So many sets of one exercise, each as `performed`; a one-sided exercise was done so on each side."""

    exercise: Exercise
    sets: int
    performed: Performed


def exercises_for(client):
    """What a client may choose from: the library, and whatever was issued to them before."""
    return Exercise.objects.filter(Q(owner=None, retired_at=None) | Q(pk__in=issued_to(client)))


def trained_before(client):
    """The exercises that were issued to a client."""
    return Exercise.objects.filter(pk__in=issued_to(client))


def issued_to(client):
    """The ids of the exercises of every prescription of a client."""
    return Prescription.objects.filter(planned_session__assignment__client=client).values("exercise")


@transaction.atomic
def log_unplanned(*, client, name, done, started_at, effort, note, entry_key, at, by):
    """Write down a session of `done` exercises that nobody planned; returns its finished log.

    How long it took is not known, so it ends when it began. Repeating an `entry_key` returns the log already written.
    """
    own = own_assignment(client, started_at, at)
    known = PlannedSession.objects.filter(assignment=own, entry_key=entry_key).first()
    if known:
        return known.session_log
    last = own.planned_sessions.aggregate(last=Max("position"))["last"] or 0
    planned_session = PlannedSession.objects.create(
        assignment=own,
        week=1,
        position=last + 1,
        name=name,
        planned_on=client.local_date(started_at),
        entry_key=entry_key,
    )
    session_log = start_session(planned_session=planned_session, at=started_at, logged_by=by)
    for position, item in enumerate(done, start=1):
        prescription = write_prescription(planned_session, position, item)
        for number in range(1, item.sets + 1):
            for side in SIDES_OF[prescription.side]:
                record_set(
                    session_log=session_log,
                    prescription=prescription,
                    number=number,
                    side=side,
                    load=item.performed.load,
                    reps=item.performed.reps,
                    duration_s=item.performed.duration_s,
                    entry_key=uuid5(entry_key, f"{position}/{number}/{side}"),
                    performed_at=started_at,
                    logged_by=by,
                )
    return finish_session(session_log=session_log, at=started_at, effort=effort, note=note)


def own_assignment(client, started_at, at):
    """The client's assignment without a program, made on first use and locked."""
    # Two first sessions at once would make two.
    User.objects.select_for_update().get(pk=client.pk)
    own, __ = Assignment.objects.get_or_create(
        entry_key=uuid5(NAMESPACE_OID, f"own sessions of {client.code}"),
        defaults={
            "client": client,
            "assigned_by": client,
            "program_name": _("Own sessions"),
            "starts_on": client.local_date(started_at),
            "weeks": 1,
            "assigned_at": at,
        },
    )
    return own


def write_prescription(planned_session, position, item):
    """The row that the sets of one exercise hang on; it asks for what was done."""
    load = item.performed.load
    prescription = Prescription(
        planned_session=planned_session,
        position=position,
        exercise=item.exercise,
        origin=Origin.ADDED,
        side=DoseSide.EACH if item.exercise.is_one_sided else DoseSide.BOTH,
        sets=item.sets,
        reps=item.performed.reps,
        duration_s=item.performed.duration_s,
        load_value=load.value if load else None,
        load_unit=load.unit if load else "",
        load_kg=stored_kg(load) if load else None,
        load_status=LoadStatus.GIVEN if load else LoadStatus.NONE,
    )
    prescription.tempo = item.exercise.tempo
    prescription.save(force_insert=True)
    return prescription
