"""Health questions answered, cleared and read; flags raised and lifted; clearances for soreness and pain."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.inviting import accept_invitation, invite_client
from tests import factories
from workouts.clearing import (
    ClearingRefused,
    clear_screening,
    give_clearance,
    lift_flag,
    raise_flag,
)
from workouts.health import read_health, read_standing
from workouts.models import Clearance, ClientFlag, HealthScreening
from workouts.screening import CAUTIONS, HARD_STOPS

REASON = "Talked it through, no symptoms."
QUESTIONS = "/me/health/questions/"


def answers(**changes):
    """What the form sends with no to every question, but for `changes`."""
    return dict.fromkeys([*HARD_STOPS, *CAUTIONS], "no") | {"entry_key": uuid4()} | changes


def clear(screening, *, by, reason=REASON, has_doctor_cleared=False):
    return clear_screening(
        screening=screening,
        reason=reason,
        has_doctor_cleared=has_doctor_cleared,
        at=timezone.now(),
        by=by,
    )


def health_url(client):
    return reverse("workouts:client-health", args=[client.code])


# Answering


@pytest.mark.parametrize(
    ("yeses", "is_open"),
    [({}, False), ({"hard_stops": ["eye"]}, True), ({"cautions": ["falls"]}, True)],
    ids=["no", "hard stop", "caution"],
)
def test_a_yes_is_open_and_a_no_is_not(cleo, yeses, is_open):
    assert factories.make_health_screening(client=cleo, **yeses).is_open is is_open


def test_answers_sent_twice_are_kept_once(cleo):
    key = uuid4()

    first = factories.make_health_screening(client=cleo, cautions=["falls"], entry_key=key)
    again = factories.make_health_screening(client=cleo, cautions=["falls"], entry_key=key)

    assert again == first
    assert HealthScreening.objects.count() == 1


def test_answering_again_counts_and_keeps_the_earlier_answers(cleo):
    factories.make_health_screening(client=cleo, at=timezone.now() - timedelta(days=30))

    newer = factories.make_health_screening(client=cleo, cautions=["diabetes"])

    health = read_health(cleo)
    assert health.newest == newer
    assert [row.cautions for row in health.earlier] == [[]]


def test_a_client_cannot_take_back_a_yes_that_waits(cleo):
    factories.make_health_screening(client=cleo, hard_stops=["aorta"])

    with pytest.raises(ValueError, match="aorta"):
        factories.make_health_screening(client=cleo)

    assert HealthScreening.objects.newest(cleo).is_open


def test_a_client_may_add_a_yes_while_another_waits(cleo):
    factories.make_health_screening(client=cleo, hard_stops=["eye"])

    newer = factories.make_health_screening(client=cleo, hard_stops=["eye", "hernia"])

    assert HealthScreening.objects.newest(cleo) == newer


def test_a_trainer_may_correct_a_mistaken_yes(tess, cleo):
    factories.make_health_screening(client=cleo, hard_stops=["aorta"])

    factories.make_health_screening(client=cleo, answered_by=tess)

    assert not HealthScreening.objects.newest(cleo).is_open


def test_a_yes_that_was_cleared_may_become_a_no(tess, cleo):
    clear(factories.make_health_screening(client=cleo, cautions=["falls"]), by=tess)

    newer = factories.make_health_screening(client=cleo)

    assert not newer.is_open


# Clearing


def test_a_caution_is_cleared_with_a_reason(tess, cleo):
    cleared = clear(factories.make_health_screening(client=cleo, cautions=["falls"]), by=tess)

    assert (cleared.is_open, cleared.cleared_by, cleared.clearance) == (False, tess, REASON)


def test_a_reason_of_fourteen_letters_is_too_short(tess, cleo):
    screening = factories.make_health_screening(client=cleo, cautions=["falls"])

    with pytest.raises(ValueError, match="reason"):
        clear(screening, by=tess, reason="fourteen lette")

    screening.refresh_from_db()
    assert screening.is_open


def test_a_hard_stop_is_not_cleared_without_a_doctor(tess, cleo):
    screening = factories.make_health_screening(client=cleo, hard_stops=["eye"])

    with pytest.raises(ValueError, match="doctor"):
        clear(screening, by=tess)

    screening.refresh_from_db()
    assert screening.is_open


def test_a_hard_stop_is_cleared_once_a_doctor_has(tess, cleo):
    screening = factories.make_health_screening(client=cleo, hard_stops=["eye"])

    assert not clear(screening, by=tess, has_doctor_cleared=True).is_open


def test_a_second_clearance_is_refused_and_the_first_stays(tess, cleo):
    screening = factories.make_health_screening(client=cleo, cautions=["falls"])
    clear(screening, by=tess)

    with pytest.raises(ClearingRefused):
        clear(screening, by=tess, reason="Another reason than before.")

    screening.refresh_from_db()
    assert screening.clearance == REASON


def test_answers_with_newer_ones_in_their_place_are_not_cleared(tess, cleo):
    older = factories.make_health_screening(
        client=cleo, cautions=["falls"], at=timezone.now() - timedelta(days=1)
    )
    factories.make_health_screening(client=cleo, cautions=["falls", "diabetes"])

    with pytest.raises(ClearingRefused):
        clear(older, by=tess)


def test_there_is_nothing_to_clear_without_a_yes(tess, cleo):
    with pytest.raises(ClearingRefused):
        clear(factories.make_health_screening(client=cleo), by=tess)


# Flags


def test_a_flag_raised_twice_is_one(tess, cleo):
    first = factories.make_flag(client=cleo, by=tess, caution="bp")

    assert factories.make_flag(client=cleo, by=tess, caution="bp") == first


def test_the_same_flag_with_another_note_is_kept_and_counts_once(tess, cleo):
    factories.make_flag(client=cleo, by=tess, caution="shoulder", note="left")
    factories.make_flag(client=cleo, by=tess, caution="shoulder", note="right")

    assert ClientFlag.objects.open().count() == 2
    assert read_standing(cleo).flags == ("shoulder",)


def test_a_lifted_flag_stays_with_who_and_when(tess, cleo):
    flag = factories.make_flag(client=cleo, by=tess)
    at = timezone.now()

    lift_flag(flag=flag, at=at, by=tess)

    flag.refresh_from_db()
    assert (flag.lifted_at, flag.lifted_by) == (at, tess)
    assert read_standing(cleo).flags == ()


def test_lifting_again_keeps_the_first_time(tess, cleo, ada):
    flag = factories.make_flag(client=cleo, by=tess)
    lift_flag(flag=flag, at=timezone.now(), by=tess)

    lift_flag(flag=flag, at=timezone.now(), by=ada)

    flag.refresh_from_db()
    assert flag.lifted_by == tess


def test_a_flag_can_be_raised_again_after_it_was_lifted(tess, cleo):
    lift_flag(flag=factories.make_flag(client=cleo, by=tess), at=timezone.now(), by=tess)

    raise_flag(client=cleo, caution="balance", note="", at=timezone.now(), by=tess)

    health = read_health(cleo)
    assert (len(health.open_flags), len(health.lifted_flags)) == (1, 1)


def test_suggestions_leave_out_what_is_raised(tess, cleo):
    factories.make_health_screening(client=cleo, cautions=["osteoporosis", "falls"])
    factories.make_flag(client=cleo, by=tess, caution="hinge")

    assert read_health(cleo).suggestions == ["spine-flex", "impact", "balance"]


def test_cleared_answers_suggest_nothing_any_more(tess, cleo):
    clear(factories.make_health_screening(client=cleo, cautions=["falls"]), by=tess)

    assert read_health(cleo).suggestions == []


# Soreness and pain


def test_a_clearance_is_kept_once_for_one_form(tess, cleo):
    entry = {"client": cleo, "reason": REASON, "entry_key": uuid4(), "by": tess}

    first = give_clearance(at=timezone.now(), **entry)
    again = give_clearance(at=timezone.now(), **entry)

    assert (again, Clearance.objects.get()) == (first, first)


def test_a_clearance_needs_a_reason(tess, cleo):
    with pytest.raises(ValueError, match="reason"):
        give_clearance(client=cleo, reason="fine", entry_key=uuid4(), at=timezone.now(), by=tess)

    assert not Clearance.objects.exists()


# The client's pages


def test_today_asks_until_the_questions_are_answered(browser, cleo):
    browser.force_login(cleo)
    before = browser.get("/today/").text

    browser.post(QUESTIONS, answers())

    assert "Before your first session: a few questions about your health" in before
    assert QUESTIONS in before
    assert "a few questions about your health" not in browser.get("/today/").text


def test_today_repeats_the_advice_while_a_yes_waits(browser, cleo):
    factories.make_health_screening(client=cleo, hard_stops=["eye"])
    browser.force_login(cleo)

    assert "Please see a doctor before you train." in browser.get("/today/").text


def test_answers_are_kept_as_the_clients_own(browser, cleo):
    browser.force_login(cleo)

    response = browser.post(QUESTIONS, answers(eye="yes", falls="yes", note="In May"), follow=True)

    screening = HealthScreening.objects.get()
    assert (screening.client, screening.answered_by) == (cleo, cleo)
    assert (screening.hard_stops, screening.cautions, screening.note) == (["eye"], ["falls"], "In May")
    assert "Please see a doctor before you train." in response.text
    assert "Have you fallen in the last year?" in response.text


def test_one_unanswered_question_keeps_all_that_was_chosen(browser, cleo):
    browser.force_login(cleo)
    sent = answers(falls="yes", note="In May")
    del sent["eye"]

    response = browser.post(QUESTIONS, sent)

    assert response.status_code == 422
    assert "Please choose yes or no." in response.text
    assert response.text.count(" checked") == 24
    assert "In May" in response.text
    assert not HealthScreening.objects.exists()


def test_the_clients_page_refuses_to_take_back_a_yes_that_waits(browser, cleo):
    factories.make_health_screening(client=cleo, hard_stops=["aorta"])
    browser.force_login(cleo)

    response = browser.post(QUESTIONS, answers())

    assert response.status_code == 422
    assert "If it was a mistake, tell them." in response.text
    assert HealthScreening.objects.count() == 1


def test_the_client_reads_who_went_through_the_answers_and_not_why(browser, tess, cleo):
    clear(factories.make_health_screening(client=cleo, cautions=["falls"]), by=tess)
    browser.force_login(cleo)

    page = browser.get("/me/health/").text

    assert "Tess Moreau went through them on" in page
    assert REASON not in page


def test_the_way_to_the_answers_is_on_ones_own_page(browser, cleo):
    browser.force_login(cleo)

    assert "/me/health/" in browser.get("/me/").text


# The trainer's pages


def test_a_trainer_answers_with_the_person_in_the_room(browser, tess, cleo):
    browser.force_login(tess)

    response = browser.post(
        reverse("workouts:client-screening", args=[cleo.code]), answers(hernia="yes"), follow=True
    )

    screening = HealthScreening.objects.get()
    assert (screening.client, screening.answered_by, screening.hard_stops) == (cleo, tess, ["hernia"])
    assert "symptomatic hernia" in response.text
    assert "answered by Tess Moreau" in response.text


def test_the_page_wants_the_tick_for_a_hard_stop(browser, tess, cleo):
    screening = factories.make_health_screening(client=cleo, hard_stops=["eye"])
    browser.force_login(tess)

    response = browser.post(
        reverse("workouts:screening-clear", args=[screening.code]), {"reason": "Her doctor says it is fine"}
    )

    screening.refresh_from_db()
    assert response.status_code == 422
    assert "Tick this once a doctor has cleared it. Until then it stays open." in response.text
    assert "Her doctor says it is fine" in response.text
    assert screening.is_open


def test_a_cleared_hard_stop_shows_the_doctor_the_reason_and_who(browser, tess, cleo):
    screening = factories.make_health_screening(client=cleo, hard_stops=["eye"])
    browser.force_login(tess)

    response = browser.post(
        reverse("workouts:screening-clear", args=[screening.code]),
        {"reason": REASON, "has_doctor_cleared": "on"},
        follow=True,
    )

    assert "a doctor has cleared this." in response.text
    assert REASON in response.text
    assert "Tess Moreau" in response.text
    assert "Clear these answers" not in response.text


def test_a_late_clearance_is_told_so(browser, tess, cleo):
    screening = factories.make_health_screening(client=cleo, cautions=["falls"])
    clear(screening, by=tess)
    browser.force_login(tess)

    response = browser.post(
        reverse("workouts:screening-clear", args=[screening.code]), {"reason": "Another."}, follow=True
    )

    assert "These answers were cleared already, or newer ones stand in their place." in response.text


def test_a_suggested_flag_is_one_click(browser, tess, cleo):
    factories.make_health_screening(client=cleo, cautions=["falls"])
    browser.force_login(tess)

    page = browser.get(health_url(cleo)).text
    browser.post(
        reverse("workouts:flag-raise", args=[cleo.code]),
        {"caution": "balance", "note": "From the health questions"},
    )

    assert '<input type="hidden" name="caution" value="balance">' in page
    assert (ClientFlag.objects.get().caution, ClientFlag.objects.get().raised_by) == ("balance", tess)


def test_a_flag_of_no_kind_is_refused(browser, tess, cleo):
    browser.force_login(tess)

    response = browser.post(reverse("workouts:flag-raise", args=[cleo.code]), {"caution": "spotter"})

    assert response.status_code == 422
    assert not ClientFlag.objects.exists()


def test_a_lifted_flag_is_read_on_the_page(browser, tess, cleo):
    flag = factories.make_flag(client=cleo, by=tess, note="Left hand on the rail")
    browser.force_login(tess)

    response = browser.post(reverse("workouts:flag-lift", args=[flag.code]), follow=True)

    assert "lifted by Tess Moreau" in response.text
    assert "Left hand on the rail" in response.text


def test_a_short_clearance_is_asked_for_more(browser, tess, cleo):
    browser.force_login(tess)

    response = browser.post(
        reverse("workouts:clearance-give", args=[cleo.code]), {"reason": "fine", "entry_key": uuid4()}
    )

    assert response.status_code == 422
    assert "Say why, in 15 letters or more." in response.text


def test_a_clearance_is_read_with_its_reason_and_who(browser, tess, cleo):
    browser.force_login(tess)

    response = browser.post(
        reverse("workouts:clearance-give", args=[cleo.code]),
        {"reason": REASON, "entry_key": uuid4()},
        follow=True,
    )

    assert REASON in response.text
    assert Clearance.objects.get().cleared_by == tess


def test_the_clients_page_shows_what_stands_out(browser, tess, cleo):
    browser.force_login(tess)
    address = reverse("client-page", args=[cleo.code])
    unasked = browser.get(address).text

    factories.make_health_screening(client=cleo, hard_stops=["eye"])
    factories.make_flag(client=cleo, by=tess)
    waiting = browser.get(address).text

    assert "health questions not answered yet" in unasked
    assert "waits for clearance" in waiting
    assert "falls risk" in waiting


def test_a_strangers_screening_flag_and_page_are_not_there(browser, uma, tess, cleo):
    screening = factories.make_health_screening(client=cleo, cautions=["falls"])
    flag = factories.make_flag(client=cleo, by=tess)
    browser.force_login(uma)

    statuses = [
        browser.get(health_url(cleo)).status_code,
        browser.post(
            reverse("workouts:screening-clear", args=[screening.code]), {"reason": REASON}
        ).status_code,
        browser.post(reverse("workouts:flag-lift", args=[flag.code])).status_code,
    ]

    screening.refresh_from_db()
    flag.refresh_from_db()
    assert statuses == [404, 404, 404]
    assert (screening.is_open, flag.lifted_at) == (True, None)


def test_answers_go_with_the_invited_person_who_joins(tess):
    """What a trainer asked before the client had a sign-in is the client's afterwards."""
    now = timezone.now()
    invitation = invite_client(trainer=tess, full_name="Ivy Stone", unit="kg", time_zone="UTC", at=now)
    factories.make_health_screening(client=invitation.coaching.client, answered_by=tess)
    ivy = factories.create_user(full_name="")

    accept_invitation(invitation=invitation, user=ivy, at=now)

    assert HealthScreening.objects.get().client == ivy
