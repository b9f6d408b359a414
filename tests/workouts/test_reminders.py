"""Reminders by e-mail: once each, not in quiet hours, not to who does not want them, and nothing about health."""

from datetime import UTC, datetime, time, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ecctrain.accounts.models import User
from tests.factories import create_trained, create_user, make_soreness_report
from workouts.models import Reminder
from workouts.reminding import is_quiet, mark, off_token, send_reminders

ENDED = datetime(2026, 6, 3, 16, tzinfo=UTC)
NEXT_DAY = ENDED + timedelta(hours=20)


class Broken(EmailBackend):
    """A mail server that takes nothing for cleo."""

    def send_messages(self, messages):
        if any(parseaddr(address)[1] == "cleo@example.org" for m in messages for address in m.to):
            raise ConnectionRefusedError("no mail for you")
        return super().send_messages(messages)


@pytest.fixture
def trained(cleo, tess):
    """A session of cleo's that ended at 18:00 in Berlin, twenty hours ago."""
    return create_trained(client=cleo, owner=tess, at=ENDED)


def test_an_open_check_in_is_asked_for_once(cleo, trained):
    first = send_reminders(NEXT_DAY)
    second = send_reminders(NEXT_DAY + timedelta(minutes=15))

    assert (first.sent, second.sent) == ([cleo], [])
    assert [message.to for message in mail.outbox] == [["cleo@example.org"]]
    assert Reminder.objects.values_list("session_log", "hours", "sent_at").get() == (
        trained.pk,
        24,
        NEXT_DAY,
    )


def test_each_check_in_is_asked_for(cleo, trained):
    for hours in (24, 48, 72, 96):
        send_reminders(ENDED + timedelta(hours=hours))

    assert list(Reminder.objects.order_by("hours").values_list("hours", flat=True)) == [24, 48, 72, 96]


def test_two_sessions_are_one_mail(cleo, tess, trained):
    create_trained(client=cleo, owner=tess, at=ENDED + timedelta(minutes=30))

    send_reminders(NEXT_DAY)

    assert len(mail.outbox) == 1
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize("hours", [17.99, 30.01], ids=["before", "after"])
def test_nothing_is_sent_outside_the_window(trained, hours):
    assert send_reminders(ENDED + timedelta(hours=hours)).sent == []
    assert mail.outbox == []


def test_nothing_is_sent_for_an_answered_check_in(trained):
    make_soreness_report(session_log=trained, answered_at=ENDED + timedelta(hours=19))

    assert send_reminders(NEXT_DAY).sent == []


@pytest.mark.parametrize(
    "change", [{"wants_reminders": False}, {"is_active": False}, {"email": None}], ids=lambda c: next(iter(c))
)
def test_nobody_is_reminded_who_cannot_or_does_not_want_to(cleo, trained, change):
    for name, value in change.items():
        setattr(cleo, name, value)
    cleo.save()

    assert send_reminders(NEXT_DAY).sent == []
    assert mail.outbox == []


# 12:00 UTC in June is 14:00 in Berlin and 08:00 in New York.
@pytest.mark.parametrize(
    ("quiet", "zone", "is_waiting"),
    [
        ((time(21), time(8)), "Europe/Berlin", False),
        ((time(14), time(15)), "Europe/Berlin", True),
        ((time(13), time(14)), "Europe/Berlin", False),
        ((time(21), time(14, 1)), "Europe/Berlin", True),
        ((time(21), time(8)), "America/New_York", False),
        ((time(21), time(8, 1)), "America/New_York", True),
        ((time(0), time(0)), "Europe/Berlin", False),
    ],
)
def test_quiet_hours_are_the_clients_own(cleo, trained, quiet, zone, is_waiting):
    cleo.quiet_from, cleo.quiet_to = quiet
    cleo.time_zone = zone
    cleo.save()

    done = send_reminders(NEXT_DAY)

    assert (done.quiet, done.sent) == (([cleo], []) if is_waiting else ([], [cleo]))
    assert Reminder.objects.exists() != is_waiting


@pytest.mark.parametrize(
    ("clock", "expected"),
    [((20, 59), False), ((21, 0), True), ((23, 59), True), ((0, 0), True), ((7, 59), True), ((8, 0), False)],
)
def test_quiet_hours_go_past_midnight(clock, expected):
    client = User(time_zone="Europe/Berlin")  # with the hours everybody begins with, 21 to 8

    at = datetime(2026, 6, 3, *clock, tzinfo=client.zone)

    assert is_quiet(client, at) == expected


def test_who_was_quiet_is_asked_when_they_wake(cleo, trained):
    cleo.quiet_from, cleo.quiet_to = time(12), time(15)
    cleo.save()

    send_reminders(NEXT_DAY)
    send_reminders(NEXT_DAY + timedelta(hours=1))

    assert len(mail.outbox) == 1


def test_the_mail_says_nothing_of_health(cleo, trained, settings):
    settings.PUBLIC_URL = "https://train.example.org"

    send_reminders(NEXT_DAY)

    off = f"https://train.example.org/reminders/off/{off_token(cleo)}/"
    (message,) = mail.outbox
    assert message.subject == "A short question from ecctrain is waiting"
    assert message.body == (
        "Hello Cleo,\n\n"
        "a short question from ecctrain is waiting for you. Two taps answer it:\n"
        "https://train.example.org/today/\n\n"
        "You do not want these e-mails? Switch them off here:\n"
        f"{off}\n"
    )
    assert message.extra_headers == {
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_a_mail_that_fails_stops_nobody_and_is_tried_again(cleo, tess, trained, settings, capsys):
    other = create_user(full_name="Nils Holm", email="nils@example.org")
    create_trained(client=other, owner=tess, at=ENDED)
    settings.EMAIL_BACKEND = "tests.workouts.test_reminders.Broken"

    with time_machine.travel(NEXT_DAY, tick=False), pytest.raises(SystemExit) as end:
        call_command("send_reminders")

    printed = capsys.readouterr()
    assert end.value.code == 1
    assert [message.to for message in mail.outbox] == [["nils@example.org"]]
    assert Reminder.objects.get().session_log.client == other
    assert printed.out == "1 sent, 0 in quiet hours, 1 failed.\n"
    assert printed.err == f"{cleo.code}: ConnectionRefusedError: no mail for you\n"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_reminders(NEXT_DAY + timedelta(minutes=15)).sent == [cleo]


def test_of_two_runs_at_once_one_has_the_reminder(trained):
    """Both have read that it waits; the second finds it taken."""
    first = mark([(trained, 24)], NEXT_DAY)
    second = mark([(trained, 24)], NEXT_DAY)

    assert ([row.hours for row in first], second) == ([24], [])


def test_the_command_says_what_it_did(trained, capsys):
    with time_machine.travel(NEXT_DAY, tick=False):
        call_command("send_reminders")

    assert capsys.readouterr().out == "1 sent, 0 in quiet hours, 0 failed.\n"


def test_looking_at_the_link_in_a_mail_changes_nothing(browser, cleo):
    response = browser.get(reverse("workouts:reminders-off", args=[off_token(cleo)]))

    cleo.refresh_from_db()
    assert "Switch reminders off?" in response.text
    assert cleo.wants_reminders


def test_the_button_behind_the_link_switches_reminders_off(cleo, trained):
    response = Client(enforce_csrf_checks=True).post(
        reverse("workouts:reminders-off", args=[off_token(cleo)]),
        {"List-Unsubscribe": "One-Click"},
    )

    cleo.refresh_from_db()
    assert "Reminders are off" in response.text
    assert not cleo.wants_reminders
    assert send_reminders(NEXT_DAY).sent == []


def test_a_forged_link_is_nothing(browser, cleo):
    for token in (str(cleo.code), off_token(cleo)[:-2] + "xx"):
        response = browser.post(reverse("workouts:reminders-off", args=[token]))
        assert response.status_code == 404

    cleo.refresh_from_db()
    assert cleo.wants_reminders


def test_reminders_are_set_on_ones_own_page(browser, cleo):
    browser.force_login(cleo)

    browser.post(
        reverse("accounts:me"),
        {
            "full_name": "Cleo Brandt",
            "unit": "kg",
            "theme": "auto",
            "text_size": "normal",
            "time_zone": "Europe/Berlin",
            "quiet_from": "20:30",
            "quiet_to": "09:15",
        },
    )

    cleo.refresh_from_db()
    assert (cleo.wants_reminders, cleo.quiet_from, cleo.quiet_to) == (False, time(20, 30), time(9, 15))


def test_a_trainer_whom_nobody_coaches_has_no_reminders_to_set(browser, tess):
    browser.force_login(tess)

    assert "quiet_from" not in browser.get(reverse("accounts:me")).text
