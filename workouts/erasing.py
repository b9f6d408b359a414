"""Erasing people who closed their account a while ago: who they were, and what was written about them. [writes]

What was trained stays without a name: other people's decisions are signed on it.
"""

from django.db import transaction

from ecctrain.accounts.closing import due_for_erasure, erase_person

from .models import (
    Assignment,
    ClientFlag,
    ExerciseNote,
    HealthScreening,
    PainReport,
    PlannedSession,
    SessionLog,
    SessionRevision,
)

# Words in which somebody could be found, by table: the way to the person, and the columns.
WORDS = {
    Assignment: ("client", ["pause_reason", "end_reason"]),
    ClientFlag: ("client", ["note"]),
    ExerciseNote: ("session_log__client", ["text"]),
    HealthScreening: ("client", ["note"]),
    PainReport: ("client", ["note"]),
    SessionLog: ("client", ["note"]),
}
# A skip needs its reason.
NO_WORDS = "-"


def erase_closed_accounts(now):
    """Erase everybody whose time to come back is over at the instant `now`; returns how many. Again changes nothing."""
    return sum(erase_one(person, now) for person in due_for_erasure(now))


@transaction.atomic
def erase_one(person, now):
    """Erase one person, unless they came back in the meantime; returns whether it was done."""
    person = due_for_erasure(now).select_for_update().filter(pk=person.pk).first()
    if person is None:
        return False
    erase_words(person)
    erase_person(person=person, at=now)
    return True


def erase_words(person):
    """Empty what was written in free words by `person` or about them."""
    for model, (path, columns) in WORDS.items():
        model._base_manager.filter(**{path: person}).update(**dict.fromkeys(columns, ""))
    skipped = PlannedSession.objects.for_client(person).exclude(skip_reason="")
    skipped.update(skip_reason=NO_WORDS)
    revisions = list(SessionRevision.objects.filter(session_log__client=person))
    for revision in revisions:
        revision.before = {name: value for name, value in revision.before.items() if name != "note"}
    SessionRevision.objects.bulk_update(revisions, ["before"])
