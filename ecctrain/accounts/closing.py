"""Leaving ecctrain: ending one's coachings, closing the account, bringing it back, erasing who it was. [writes]"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from .models import KEPT_CLOSED, CalendarEntry, Coaching, User

# What the administration's log calls somebody whose name is gone.
NOBODY = "-"


class CoachesSomebody(ValueError):
    """A trainer with open coachings: they are ended or handed over first."""


@transaction.atomic
def close_account(*, person, at):
    """Close the account at `at`: nobody signs in to it, no trainer sees it, its calendar feed is gone.

    Nothing is erased yet: signing in within KEPT_CLOSED brings it back. Raises CoachesSomebody for a trainer who
    still coaches or has invited somebody. Closing it again changes nothing.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.closed_at:
        return
    if Coaching.objects.for_trainer(person).exists():
        raise CoachesSomebody(str(person))
    for coaching in Coaching.objects.for_client(person):
        end_coaching(coaching=coaching, at=at)
    person.is_active, person.closed_at, person.calendar_key = False, at, None
    person.save(update_fields=["is_active", "closed_at", "calendar_key"])
    end_sessions(person)


def end_coaching(*, coaching, at):
    """End a coaching at `at`, and with it the links that invite to it."""
    coaching.invitations.open_at(at).update(revoked_at=at)
    coaching.end(at=at)


def end_sessions(person):
    """Sign the person out on every device."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


@transaction.atomic
def restore_account(*, person):
    """Open a closed account again; returns whether it was closed. Coachings that ended stay ended."""
    row = User.objects.select_for_update().closed().filter(pk=person.pk).first()
    if row is None:
        return False
    person.is_active, person.closed_at = True, None
    person.save(update_fields=["is_active", "closed_at"])
    return True


def due_for_erasure(now):
    """The people whose time to come back is over at the instant `now`."""
    return User.objects.closed().filter(closed_at__lte=now - KEPT_CLOSED).order_by("pk")


@transaction.atomic
def erase_person(*, person, at):
    """Take everything from the row by which somebody could be found; the row stays, because others point at it."""
    person.email, person.full_name, person.born_on, person.last_login = None, "", None, None
    person.is_trainer = person.is_staff = person.is_superuser = False
    person.erased_at = at
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    CalendarEntry.objects.filter(person=person).delete()
    end_sessions(person)
    log = LogEntry.objects.filter(content_type__app_label="accounts")
    coachings = Coaching.objects.filter(trainer=person) | Coaching.objects.filter(client=person)
    log.filter(content_type__model="user", object_id=str(person.pk)).update(
        object_repr=NOBODY, change_message=""
    )
    log.filter(content_type__model="coaching", object_id__in=[str(row.pk) for row in coachings]).update(
        object_repr=NOBODY, change_message=""
    )


def former_clients(trainer, *, since):
    """The coachings of `trainer` that ended at `since` or later, to show who has left."""
    return Coaching.objects.for_former_trainer(trainer, since=since).select_related("client")


def is_last_administrator(person):
    """Whether nobody else could give anybody rights once this account is closed."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    return person.is_superuser and not others.exists()


def open_clients(trainer):
    """The open coachings that keep a trainer from closing the account."""
    rows = Coaching.objects.for_trainer(trainer).select_related("client")
    return rows.order_by("client__full_name", "status")
