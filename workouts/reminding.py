"""E-mails about check-ins: a reminder to the client, a word to the trainers. No health detail is in any. [writes]"""

import logging
from dataclasses import dataclass, field

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ecctrain.accounts.choices import CoachingStatus
from ecctrain.accounts.models import User

from .checkins import ASKED_WITHIN, unreminded, with_reports
from .models import Reminder, SessionLog

SALT = "reminders-off"
# A mail server that does not answer holds up neither an entry nor the other reminders.
SEND_TIMEOUT_S = 10

logger = logging.getLogger(__name__)


@dataclass
class Round:
    """What one round of reminders did: the people who got one, who rests in quiet hours, who could not be reached."""

    sent: list[User] = field(default_factory=list)
    quiet: list[User] = field(default_factory=list)
    failed: list[tuple[User, Exception]] = field(default_factory=list)


def send_reminders(now):
    """Ask each client with an open check-in for it, once; returns the Round.

    A mail that cannot be sent is not marked as sent, and stops nobody else's.
    """
    round_ = Round()
    for client, waiting in read_waiting(now):
        if is_quiet(client, now):
            round_.quiet.append(client)
        elif marked := mark(waiting, now):
            try:
                send(reminder_to(client), client)
            except Exception as error:  # noqa: BLE001 - whatever a mail server says, the next client is asked
                Reminder.objects.filter(pk__in=[row.pk for row in marked]).delete()
                round_.failed.append((client, error))
            else:
                round_.sent.append(client)
    return round_


def read_waiting(now):
    """(Client, [(session log, hours)]) of all who want reminders and have a check-in open that was not asked for."""
    rows = with_reports(
        SessionLog.objects.filter(
            client__wants_reminders=True,
            client__is_active=True,
            client__email__isnull=False,
            finished_at__range=(now - ASKED_WITHIN, now),
        )
        .select_related("client")
        .prefetch_related("reminders")
        .order_by("client", "finished_at")
    )
    waiting = {}
    for row in rows:
        for hours in unreminded(row, now):
            waiting.setdefault(row.client, []).append((row, hours))
    return waiting.items()


def is_quiet(client, now):
    """Whether it is in the client's quiet hours; they may go past midnight, and are none where both ends are one."""
    clock = now.astimezone(client.zone).time()
    if client.quiet_from <= client.quiet_to:
        return client.quiet_from <= clock < client.quiet_to
    return clock >= client.quiet_from or clock < client.quiet_to


def mark(waiting, now):
    """Write down the reminders for `waiting` before they are sent; [] where another run has them.

    They are committed before the mail goes out, so that no lock is held while the mail server answers.
    """
    try:
        with transaction.atomic():
            return [
                Reminder.objects.create(session_log=session_log, hours=hours, sent_at=now)
                for session_log, hours in waiting
            ]
    except IntegrityError:
        return []


def reminder_to(client):
    """The mail that asks `client` to look at today."""
    off_url = absolute(reverse("workouts:reminders-off", args=[off_token(client)]))
    with translation.override(client.language):
        return EmailMessage(
            _("A short question from ecctrain is waiting"),
            _(
                "Hello %(name)s,\n\n"
                "a short question from ecctrain is waiting for you. Two taps answer it:\n%(today)s\n\n"
                "You do not want these e-mails? Switch them off here:\n%(off)s\n"
            )
            % {"name": client.first_name, "today": absolute(reverse("today")), "off": off_url},
            headers={
                "List-Unsubscribe": f"<{off_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def tell_trainers(report):
    """Tell whoever coaches the client now that an answer needs them; what it says is on the client's page."""
    trainers = User.objects.filter(
        coachings_as_trainer__client=report.client_id,
        coachings_as_trainer__status=CoachingStatus.ACTIVE,
        is_active=True,
        email__isnull=False,
    )
    for trainer in trainers:
        try:
            send(word_to(trainer, report.client), trainer)
        except Exception:
            logger.exception("The trainer %s could not be told of report %s", trainer.code, report.code)


def word_to(trainer, client):
    """The mail that sends `trainer` to the page of `client`."""
    url = absolute(reverse("client-page", args=[client.code]))
    with translation.override(trainer.language):
        words = {"name": client.first_name, "url": url}
        return EmailMessage(
            _("%(name)s needs you today") % words,
            _("%(name)s answered a question that needs you today.\n\n%(url)s\n") % words,
        )


def send(message, person):
    """Send `message` to `person`."""
    message.to = [person.email]
    message.connection = get_connection(timeout=SEND_TIMEOUT_S)
    message.send()


def absolute(path):
    """The whole address of a page, for a mail."""
    return f"{settings.PUBLIC_URL}{path}"


def off_token(client):
    """What the link in a mail carries instead of a sign-in."""
    return signing.dumps(str(client.code), salt=SALT)


def find_by_token(token):
    """The person whose link it is; None for a link that ecctrain has not written."""
    try:
        return User.objects.filter(code=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def switch_off(person):
    """No more reminders to `person`; switching them off again changes nothing."""
    person.wants_reminders = False
    person.save(update_fields=["wants_reminders"])
