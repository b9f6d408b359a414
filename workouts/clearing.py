"""Health questions answered and cleared, flags raised and lifted, clearances for soreness and pain. [writes]

Nothing is edited or deleted: answers stand beside the later ones, a flag that was lifted stays readable.
"""

from django.db import transaction

from .models import Clearance, ClientFlag, HealthScreening
from .safety import is_reason


class ClearingRefused(Exception):
    """The screening cannot be cleared any more: it was cleared before, or newer answers stand in its place."""


def waiting_keys(*, client, answered_by):
    """The yeses that `answered_by` may not take back: a client's own that wait for a professional."""
    newest = HealthScreening.objects.newest(client)
    if newest is None or not newest.is_open or answered_by != client:
        return frozenset()
    return frozenset([*newest.hard_stops, *newest.cautions])


def answer_screening(
    *, client, hard_stops, cautions, training_months, note, entry_key, answered_at, answered_by
):
    """Keep one round of answers: the keys of each yes, and how long the client has trained (None: not said).

    Repeating an `entry_key` returns the first round.
    Raises ValueError where a client takes back a yes that waits for a professional (`waiting_keys`).
    """
    known = HealthScreening.objects.filter(entry_key=entry_key).first()
    if known:
        return known
    taken_back = waiting_keys(client=client, answered_by=answered_by) - {*hard_stops, *cautions}
    if taken_back:
        raise ValueError(f"a professional has not looked at {sorted(taken_back)} yet")
    screening, _ = HealthScreening.objects.get_or_create(
        entry_key=entry_key,
        defaults={
            "client": client,
            "hard_stops": list(hard_stops),
            "cautions": list(cautions),
            "training_months": training_months,
            "note": note,
            "answered_at": answered_at,
            "answered_by": answered_by,
        },
    )
    return screening


def waits(screening):
    """Whether `screening` is the one that counts and has a yes that nobody cleared."""
    return screening.is_open and HealthScreening.objects.newest(screening.client_id) == screening


@transaction.atomic
def clear_screening(*, screening, reason, has_doctor_cleared, at, by):
    """Write down why training may go on although something was answered with yes (rule LS-25).

    `has_doctor_cleared` counts for hard stops alone. Raises ClearingRefused where nothing waits in `screening`,
    and ValueError for a reason below 15 letters, or a hard stop that no doctor has cleared.
    """
    screening = HealthScreening.objects.select_for_update().get(pk=screening.pk)
    if not waits(screening):
        raise ClearingRefused
    if not is_reason(reason):
        raise ValueError("a clearance needs a reason")
    if screening.hard_stops and not has_doctor_cleared:
        raise ValueError("a doctor has to clear a hard stop")
    screening.cleared_at, screening.cleared_by, screening.clearance = at, by, reason
    screening.save(update_fields=["cleared_at", "cleared_by", "clearance"])
    return screening


def raise_flag(*, client, caution, note, at, by):
    """Raise a flag; where one with the same note is open already, that one is returned."""
    standing = ClientFlag.objects.open().filter(client=client, caution=caution, note=note).first()
    return standing or ClientFlag.objects.create(
        client=client, caution=caution, note=note, raised_at=at, raised_by=by
    )


def lift_flag(*, flag, at, by):
    """Lift a flag; lifting it again changes nothing."""
    ClientFlag.objects.open().filter(pk=flag.pk).update(lifted_at=at, lifted_by=by)


def give_clearance(*, client, reason, entry_key, at, by):
    """Write down why `client` may train although soreness or pain stands against it (rule LS-17).

    Repeating an `entry_key` returns the first clearance. Raises ValueError for a reason below 15 letters.
    """
    if not is_reason(reason):
        raise ValueError("a clearance needs a reason")
    clearance, _ = Clearance.objects.get_or_create(
        entry_key=entry_key,
        defaults={"client": client, "reason": reason, "cleared_at": at, "cleared_by": by},
    )
    return clearance
