"""Inviting a client and accepting the invitation. [writes]"""

from django.db import transaction
from django.utils.translation import gettext as _

from .choices import CoachingStatus
from .models import INVITATION_LIFETIME, Coaching, Invitation, User


class AlreadyCoached(ValueError):
    """The person who accepts is already coached by this trainer, or is the trainer."""


@transaction.atomic
def invite_client(*, trainer, full_name, unit, time_zone, born_on=None, at):
    """Make a person without an e-mail, their invited coaching and the link; returns the Invitation.

    The trainer can plan for that person at once: whoever accepts the link becomes them.
    """
    person = User(full_name=full_name, unit=unit, time_zone=time_zone, born_on=born_on)
    person.set_unusable_password()
    person.save()
    coaching = Coaching.objects.create(trainer=trainer, client=person, invited_at=at)
    return create_link(coaching=coaching, at=at)


@transaction.atomic
def create_link(*, coaching, at):
    """A fresh link for an invited coaching; links made before it stop working."""
    coaching.invitations.open_at(at).update(revoked_at=at)
    return Invitation.objects.create(coaching=coaching, created_at=at, expires_at=at + INVITATION_LIFETIME)


@transaction.atomic
def accept_invitation(*, invitation, user, at):
    """Let `user` take the place of the invited person, with all that was planned for that person.

    Raises AlreadyCoached when `user` is the trainer or already trains with them, and
    Invitation.DoesNotExist when the link was used, revoked or has expired in the meantime.
    """
    invitation = Invitation.objects.select_for_update().open_at(at).get(pk=invitation.pk)
    coaching = invitation.coaching
    if user == coaching.trainer:
        raise AlreadyCoached(_("This is your own invitation. Send the link to the person you coach."))
    if Coaching.objects.for_client(user).filter(trainer=coaching.trainer).exists():
        raise AlreadyCoached(_("You already train with %(trainer)s.") % {"trainer": coaching.trainer})
    replace_person(coaching.client, by=user)
    coaching.client = user
    coaching.status, coaching.started_at = CoachingStatus.ACTIVE, at
    coaching.save(update_fields=["client", "status", "started_at"])
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return coaching


def replace_person(invited, *, by):
    """Hand every row of the person `invited`, in whichever app, to the person `by`; then `invited` is gone.

    The rows keep pointing at a person by PROTECT, so the deletion fails if one was missed.
    """
    if not by.full_name:
        by.full_name, by.unit, by.time_zone, by.born_on = (
            invited.full_name,
            invited.unit,
            invited.time_zone,
            invited.born_on,
        )
        by.save(update_fields=["full_name", "unit", "time_zone", "born_on"])
    for relation in User._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: invited})
            rows.update(**{relation.field.name: by})
    invited.delete()
