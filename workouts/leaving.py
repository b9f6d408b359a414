"""The end of a coaching: who leaves, what becomes of the plan, and the word to the other one. [writes]"""

import logging

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ecctrain.accounts.closing import end_coaching
from ecctrain.accounts.models import Coaching

from .models import Assignment, AutomaticRule
from .reminding import send

logger = logging.getLogger(__name__)


def plans_of(coaching):
    """The client's plans from this trainer that are not ended."""
    rows = Assignment.objects.for_client(coaching.client).issued().active()
    return rows.filter(assigned_by=coaching.trainer)


@transaction.atomic
def leave(*, coaching, by, at, stops_plans):
    """End a coaching, by its client or its trainer; returns whether it was still open.

    The trainer sees nothing of the client from then on, and no rule of theirs changes a load any more. What was
    planned stays the client's to train, unless `stops_plans`.
    """
    coaching = Coaching.objects.select_for_update().for_member(by).filter(pk=coaching.pk).first()
    if coaching is None:
        return False
    if stops_plans:
        for assignment in plans_of(coaching):
            assignment.end(at=at, reason=_("The coaching ended."))
    rules = AutomaticRule.objects.filter(client=coaching.client, switched_on_by=coaching.trainer)
    rules.filter(switched_off_at=None).update(switched_off_at=at, switched_off_by=by)
    end_coaching(coaching=coaching, at=at)
    transaction.on_commit(lambda: tell_other(coaching, by))
    return True


def tell_other(coaching, by):
    """Tell the one who did not end the coaching that it ended; nothing about training or health is in the mail."""
    other = coaching.client if by == coaching.trainer else coaching.trainer
    if not other.email or not other.is_active:
        return
    with translation.override(other.language):
        words = {"name": by}
        text = (
            _("%(name)s ended the coaching on ecctrain. What you trained stays yours.\n")
            if other == coaching.client
            else _("%(name)s ended the coaching on ecctrain. You no longer see their sessions.\n")
        )
        message = EmailMessage(_("A coaching has ended"), text % words)
    try:
        send(message, other)
    except Exception:
        logger.exception("%s could not be told of the end of coaching %s", other.code, coaching.code)
