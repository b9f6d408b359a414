"""Changing the open session while training: another exercise instead of one, or one more. [writes]

What was planned stays as it was issued. The code of the new prescription is the key of the tap, so that its second
arrival changes nothing, and a phone without a network knows the address of its sets.
"""

from django.db import transaction
from django.db.models import Max, ProtectedError

from .choices import Origin, SkipReason
from .models import PlannedSession, Prescription
from .recording import skip_exercise, take_up_exercise


class ExerciseRefused(ValueError):
    """A safety rule stands against the exercise: nothing was changed."""


@transaction.atomic
def swap_exercise(*, session_log, prescription, offer, reason, entry_key, at, logged_by):
    """Leave out what remains of an exercise, and take that of `offer` (an Offer) instead; returns its prescription.

    Raises ExerciseRefused where the rules refuse it.
    """
    taken = take_in(session_log, offer, entry_key, Origin.SWAPPED, swapped_from=prescription)
    skip_exercise(
        session_log=session_log,
        prescription=prescription,
        reason=reason,
        entry_key=entry_key,
        at=at,
        logged_by=logged_by,
    )
    return taken


@transaction.atomic
def add_exercise(*, session_log, offer, entry_key):
    """Take the exercise of `offer` into the session, after all others; returns its prescription.

    Raises ExerciseRefused where the rules refuse it.
    """
    return take_in(session_log, offer, entry_key, Origin.ADDED)


def take_in(session_log, offer, entry_key, origin, **fields):
    """Save the prescription of an Offer in the last place of the session; that of the key where there is one."""
    planned_session = PlannedSession.objects.select_for_update().get(pk=session_log.planned_session_id)
    known = planned_session.prescriptions.filter(code=entry_key).first()
    if known:
        return known
    if offer.is_refused:
        raise ExerciseRefused(str(offer.exercise))
    taken = offer.prescription
    taken.code, taken.origin = entry_key, origin
    taken.position = planned_session.prescriptions.aggregate(last=Max("position", default=0))["last"] + 1
    for name, value in fields.items():
        setattr(taken, name, value)
    taken.save(force_insert=True)
    return taken


@transaction.atomic
def remove_exercise(*, session_log, prescription, entry_key, at, logged_by):
    """Undo a swap or an addition: the exercise goes, and the one it stood for is to be done again.

    Where something was entered for it, it stays and is left out. A planned exercise stays as it is.
    """
    if prescription.origin == Origin.PLANNED:
        return
    if prescription.swapped_from_id:
        take_up_exercise(session_log=session_log, prescription=prescription.swapped_from, at=at)
    try:
        with transaction.atomic():
            Prescription.objects.filter(pk=prescription.pk).delete()
    except ProtectedError:
        skip_exercise(
            session_log=session_log,
            prescription=prescription,
            reason=SkipReason.OTHER,
            entry_key=entry_key,
            at=at,
            logged_by=logged_by,
        )
