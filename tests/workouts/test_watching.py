"""Sets above what was issued: what is kept of them, what the client reads at once, what the trainer sees."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests import factories
from workouts.findings import FINDINGS_HOLD, read_open_findings
from workouts.models import SetFinding

HTMX = {"HX-Request": "true"}


@pytest.fixture
def squat(db):
    return factories.create_exercise(name="Squat")


@pytest.fixture
def session_log(tess, cleo, squat):
    """Squats, 3 x 8 with 60 kg, 60 % of 100 kg."""
    factories.create_one_rep_max(client=cleo, exercise=squat, value="100")
    return begin(tess, cleo, squat)


def begin(trainer, client, exercise, **dose):
    program = factories.create_program(owner=trainer, exercises=[exercise], **dose)
    return factories.start(
        planned_session=factories.assign(program=program, client=client).planned_sessions.get()
    )


@pytest.fixture
def phone(browser, cleo):
    """cleo's, signed in."""
    browser.force_login(cleo)
    return browser


def post_set(phone, session_log, load, *, unit="kg", number=1, side="both", entry_key=None, headers=HTMX):
    prescription = session_log.planned_session.prescriptions.get()
    sent = {"number": number, "side": side, "load": load, "unit": unit, "reps": 8}
    path = reverse("workouts:set-record", args=[session_log.code, prescription.code])
    return phone.post(path, sent | {"entry_key": entry_key or uuid4()}, headers=headers)


def undo(phone, session_log):
    prescription = session_log.planned_session.prescriptions.get()
    key = session_log.set_logs.counted().get().entry_key
    path = reverse("workouts:set-undo", args=[session_log.code, prescription.code, key])
    return phone.post(path, headers=HTMX)


def found():
    """Rule -> level of everything that was found."""
    return dict(SetFinding.objects.values_list("rule", "level"))


def words(response):
    return " ".join(unescape(strip_tags(re.sub(r"<template.*?</template>", "", response.text))).split())


@pytest.mark.parametrize(
    "load,expected",
    [
        ("60", {}),
        # Above what was issued, within the band: 0.65 and exactly 0.70 of the 1RM.
        ("65", {}),
        ("70", {}),
        ("70.5", {"LS-03": "override"}),
        ("100", {"LS-03": "override"}),
        # Above the 1RM, and her age is not known.
        ("101", {"LS-04": "block", "LS-07": "block"}),
        ("121", {"LS-04": "block", "LS-06": "block", "LS-07": "block"}),
    ],
)
def test_a_set_is_compared_with_the_one_rep_max(phone, session_log, load, expected):
    post_set(phone, session_log, load)

    assert found() == expected
    assert session_log.set_logs.counted().count() == 1


def test_a_finding_keeps_its_numbers(phone, session_log):
    post_set(phone, session_log, "75")

    row = SetFinding.objects.get()
    assert row.set_log == session_log.set_logs.get()
    assert row.inputs == {"ratio": "0.75"}
    assert row.thresholds == {"band_upper_ratio": "0.70", "capacity_ratio": "1"}


@pytest.mark.parametrize(
    "load,expected",
    [("66", {}), ("67", {"LS-13": "warn"}), ("72", {"LS-13": "warn", "LS-03": "override"})],
    ids=["a-tenth", "more-than-a-tenth", "a-fifth"],
)
def test_a_set_is_compared_with_the_session_before(phone, tess, cleo, squat, session_log, load, expected):
    """60 kg three days ago: 66 is a tenth more, 72 exactly a fifth."""
    three_days_ago = timezone.now() - timedelta(days=3)
    factories.record(session_log=session_log, performed_at=three_days_ago)
    session = begin(tess, cleo, squat)
    factories.record(session_log=session, number=2, load=None)

    post_set(phone, session, load)

    assert found() == expected


def test_lowering_with_one_limb_is_compared_with_half_of_both(phone, tess, cleo):
    """60 % of half of 100 kg are 30 kg; 36 kg are 72 % of it."""
    press = factories.create_exercise(name="Leg press", steps_kind="machine")
    factories.create_one_rep_max(client=cleo, exercise=press, value="100")
    session = begin(tess, cleo, press, method="two_up_one_down", side="each")
    assert session.planned_session.prescriptions.get().load_kg == Decimal(30)

    post_set(phone, session, "36", side="left")

    assert found() == {"LS-03": "override"}
    assert SetFinding.objects.get().inputs == {"ratio": "0.72"}


def test_the_same_set_twice_is_found_once(phone, session_log):
    key = uuid4()

    for _ in range(2):
        post_set(phone, session_log, "75", entry_key=key)

    assert found() == {"LS-03": "override"}


# The client


def test_the_client_reads_it_beside_the_undo(phone, session_log):
    response = post_set(phone, session_log, "75")

    assert (
        "75 % of the 1RM is above the band, which ends at 70 %; do less or ask your trainer first."
        in words(response)
    )
    assert "Was it a slip? Undo it." in words(response)
    assert 'aria-label="Undo set 1 "' in response.text


def test_it_stays_while_the_set_counts(phone, session_log):
    post_set(phone, session_log, "75")

    again = post_set(phone, session_log, "60", number=2)
    page = phone.get(reverse("workouts:session", args=[session_log.code]))
    undo_path = session_log.set_logs.get(number=1).entry_key
    prescription = session_log.planned_session.prescriptions.get()
    undone = phone.post(
        reverse("workouts:set-undo", args=[session_log.code, prescription.code, undo_path]), headers=HTMX
    )

    assert "is above the band" in words(again)
    assert "is above the band" in words(page)
    assert "is above the band" not in words(undone)


def test_a_client_without_scripts_reads_it_on_the_page(phone, session_log):
    response = post_set(phone, session_log, "75", headers={})

    assert "is above the band" in words(phone.get(response.url))


def test_pounds_are_read_in_pounds(phone, tess, cleo, squat):
    cleo.unit = "lb"
    cleo.save()
    factories.create_one_rep_max(client=cleo, exercise=squat, value="100")
    factories.record(session_log=begin(tess, cleo, squat), performed_at=timezone.now() - timedelta(days=3))
    session = begin(tess, cleo, squat)

    response = post_set(phone, session, "150", unit="lb")

    assert "150 lb is 15.39 % more than the 130 lb of your last session." in words(response)


# The trainer


def test_the_trainer_reads_it_with_its_numbers(phone, tess, session_log):
    post_set(phone, session_log, "75")
    phone.force_login(tess)

    page = phone.get(reverse("workouts:session-review", args=[session_log.code]))

    assert (
        "To look at Squat, set 1: 75 kg × 8 75 % of the 1RM is above the band, which ends at 70 %."
        in words(page)
    )
    assert "clinical reference 3.1, LS-03" in words(page)


def test_the_trainer_reads_what_was_left_out_at_the_start(phone, tess, session_log):
    """As with a start that waited on a phone while the health questions were not answered."""
    phone.force_login(session_log.client)
    planned = begin_anew(tess, session_log.client)
    phone.post(reverse("workouts:session-start", args=[planned.code]), headers={"Outbox-Waited": "true"})
    phone.force_login(tess)

    page = phone.get(reverse("workouts:session-review", args=[planned.code]))

    assert "Hinge was left out at the start: Health screening (LS-25)." in words(page)


def begin_anew(trainer, client):
    program = factories.create_program(
        owner=trainer, exercises=[factories.create_exercise(name="Hinge")], load_pct=None
    )
    return factories.assign(program=program, client=client).planned_sessions.get()


def test_the_clients_page_marks_the_session(phone, tess, cleo, session_log):
    post_set(phone, session_log, "75")
    phone.force_login(tess)

    assert "1 set to look at" in words(phone.get(reverse("client-page", args=[cleo.code])))


def test_open_findings_are_those_of_sets_that_count(phone, cleo, session_log):
    post_set(phone, session_log, "101")
    listed = [(row.rule, row.set_log.number) for row in read_open_findings(cleo, timezone.now())]
    undo(phone, session_log)

    assert sorted(listed) == [("LS-04", 1), ("LS-07", 1)]
    assert read_open_findings(cleo, timezone.now()) == []
    assert found().keys() == {"LS-04", "LS-07"}


def test_open_findings_are_not_of_long_ago(phone, cleo, session_log):
    post_set(phone, session_log, "75")

    with time_machine.travel(timezone.now() + FINDINGS_HOLD + timedelta(minutes=1), tick=False):
        assert read_open_findings(cleo, timezone.now()) == []


def test_a_set_that_a_later_one_replaced_finds_nothing(phone, cleo, session_log):
    """It arrives late: the one performed after it stands."""
    factories.record(session_log=session_log, performed_at=timezone.now() + timedelta(minutes=5))

    post_set(phone, session_log, "75")

    assert found() == {}
