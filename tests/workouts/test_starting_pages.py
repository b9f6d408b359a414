"""The pages before the first set: what a client is told and asked, and what starting without an exercise leaves."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests import factories
from workouts.beginning import rule_of_skip
from workouts.choices import FacetKind, LoadType
from workouts.clearing import give_clearance
from workouts.models import SessionLog, SetFinding

HTMX = {"HX-Request": "true"}
WAITED = {"Outbox-Waited": "true"} | HTMX
URGENT = "Stop all training and get medical care now."


@pytest.fixture
def phone(browser, cleo):
    """cleo's, signed in."""
    browser.force_login(cleo)
    return browser


@pytest.fixture
def screened(cleo):
    """cleo's health questions, answered with no."""
    return factories.make_health_screening(client=cleo)


def exercise(name, region="knee", **fields):
    facets = [(FacetKind.REGION, region)]
    return factories.create_exercise(name=name, facets=facets, load_type=LoadType.BODY_WEIGHT, **fields)


def plan(trainer, client, *exercises, **dose):
    program = factories.create_program(
        owner=trainer, exercises=exercises, lines=len(exercises), load_pct=None, **dose
    )
    return factories.assign(program=program, client=client).planned_sessions.get()


def plan_with_partner(trainer, client):
    """Squats, and presses with a partner who helps to lift."""
    session = plan(trainer, client, exercise("Squat"), exercise("Press", "shoulder"))
    session.prescriptions.filter(position=2).update(method="partner_assisted")
    return session


@pytest.fixture
def squats(tess, cleo):
    return plan(tess, cleo, exercise("Squat"))


@pytest.fixture
def with_partner(tess, cleo, screened):
    return plan_with_partner(tess, cleo)


def sore(client, **answer):
    """What `client` says an hour ago about a session of the day before."""
    trained = factories.create_trained(client=client, at=timezone.now() - timedelta(hours=26))
    return factories.make_soreness_report(
        session_log=trained, answered_at=timezone.now() - timedelta(hours=1), **answer
    )


def address(name, planned_session):
    return reverse(f"workouts:{name}", args=[planned_session.code])


def start(phone, planned_session, headers=None, **sent):
    return phone.post(address("session-start", planned_session), sent, headers=headers or {})


def answer(phone, planned_session, **sent):
    """Send the form that the page before the first set shows."""
    page = start(phone, planned_session)
    return start(phone, planned_session, seen=typed(page, "seen"), **sent)


def typed(response, name):
    return unescape(re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', response.text)[1])


def words(response):
    return " ".join(unescape(strip_tags(response.text.partition("<main")[2])).split())


def set_forms(response, prescription):
    """How many forms for a set of an exercise there are to tap; templates for the phone are none."""
    shown = re.sub(r"<template.*?</template>", "", response.text, flags=re.DOTALL)
    path = reverse("workouts:set-record", args=[prescription.planned_session.code, prescription.code])
    return shown.count(f'hx-post="{path}"')


def offers_start(response, planned_session):
    """Whether the page has the form that starts the session."""
    return f'action="{address("session-start", planned_session)}"' in response.text


def logs(planned_session):
    return SessionLog.objects.filter(planned_session=planned_session)


def skips(planned_session):
    """(Exercise, reason, rule) of what was left out."""
    rows = planned_session.session_log.skips.filter(voided_at=None).select_related("prescription__exercise")
    return [(str(row.prescription), row.reason, rule_of_skip(row)) for row in rows]


# Starting


def test_a_start_with_nothing_to_say_is_one_tap(phone, screened, squats):
    response = start(phone, squats)

    assert response.url == address("session", squats)
    assert (squats.session_log.has_help, skips(squats)) == (None, [])


def test_after_signing_in_again_the_refused_start_leads_to_the_page_it_stands_on(phone, with_partner):
    """A sign-in that ran out on the 422 page comes back to its address without a form."""
    refused = start(phone, with_partner)
    back = phone.get(address("session-start", with_partner))

    assert refused.status_code == 422
    assert (back.status_code, back.url) == (302, address("planned-session", with_partner))
    assert not SessionLog.objects.exists()


def test_an_unscreened_client_is_led_to_the_questions(phone, squats):
    response = start(phone, squats)

    assert response.status_code == 422
    assert "Before you start" in words(response)
    assert reverse("workouts:health-questions") in response.text
    assert not logs(squats).exists()


def test_an_open_yes_says_what_to_do_and_starts_nothing(phone, cleo, squats):
    factories.make_health_screening(client=cleo, hard_stops=["injury"])

    response = start(phone, squats)

    assert "Please see a doctor before you train." in words(response)
    assert not offers_start(response, squats)
    assert not logs(squats).exists()


def test_an_answered_screening_after_the_page_opens_the_session(phone, cleo, squats):
    start(phone, squats)
    factories.make_health_screening(client=cleo)

    assert start(phone, squats).url == address("session", squats)


def test_sore_legs_leave_their_exercise_out(phone, tess, cleo, screened):
    session = plan(tess, cleo, exercise("Squat"), exercise("Press", "shoulder"))
    sore(cleo, nrs=8, regions=["knee"])

    page = start(phone, session)
    started = answer(phone, session)

    assert page.status_code == 422
    assert "Left out today Squat You reported strong soreness or pain. Let this area rest" in words(page)
    assert "Start without these" in words(page)
    assert started.url == address("session", session)
    assert skips(session) == [("Squat", "safety", "LS-17")]


def test_what_comes_up_after_the_page_is_shown_before_the_start(phone, tess, cleo, screened):
    session = plan(tess, cleo, exercise("Squat"), exercise("Press", "shoulder"))
    report = sore(cleo, nrs=8, regions=["knee"])
    seen = typed(start(phone, session), "seen")
    factories.make_soreness_report(
        session_log=report.session_log, hours=48, nrs=9, regions=["shoulder"], answered_at=timezone.now()
    )

    response = start(phone, session, seen=seen)

    assert response.status_code == 422
    assert not logs(session).exists()


def test_an_urgent_sign_closes_everything_until_a_clearance(phone, tess, cleo, screened, squats):
    sore(cleo, nrs=0, red_flags=["urine"])

    refused = start(phone, squats)
    give_clearance(client=cleo, reason="Blood test was fine.", entry_key=uuid4(), at=timezone.now(), by=tess)

    assert refused.status_code == 422
    assert URGENT in words(refused)
    assert "Say which of these signs you have." in words(refused)
    assert not offers_start(refused, squats)
    assert start(phone, squats).url == address("session", squats)


def test_an_urgent_sign_of_last_month_still_closes(phone, cleo, screened, squats):
    trained = factories.create_trained(client=cleo, at=timezone.now() - timedelta(days=31))
    factories.make_soreness_report(
        session_log=trained, nrs=2, red_flags=["swelling"], answered_at=timezone.now() - timedelta(days=30)
    )

    assert URGENT in words(start(phone, squats))


def test_an_open_question_about_soreness_is_asked_first(phone, cleo, screened, squats):
    trained = factories.create_trained(client=cleo, at=timezone.now() - timedelta(hours=24))

    page = start(phone, squats)

    assert page.status_code == 422
    assert reverse("workouts:check-in", args=[trained.code, 24]) in page.text
    assert answer(phone, squats).url == address("session", squats)


# Help


def test_a_partner_is_asked_for(phone, with_partner):
    page = start(phone, with_partner)

    assert page.status_code == 422
    assert "Is this help there now? Press: a partner who helps you to lift" in words(page)
    assert not logs(with_partner).exists()


def test_with_the_partner_everything_is_done(phone, with_partner):
    answer(phone, with_partner, has_help="yes")

    assert (with_partner.session_log.has_help, skips(with_partner)) == (True, [])


def test_without_the_partner_the_rest_is_done(phone, with_partner):
    response = answer(phone, with_partner, has_help="no")

    assert response.url == address("session", with_partner)
    assert with_partner.session_log.has_help is False
    assert skips(with_partner) == [("Press", "safety", "LS-12")]
    assert "Left out: not safe today" in words(phone.get(response.url))


def test_a_second_tap_changes_nothing(phone, with_partner):
    answer(phone, with_partner, has_help="no")

    again = start(phone, with_partner, has_help="yes")

    assert again.url == address("session", with_partner)
    assert with_partner.session_log.has_help is False
    assert with_partner.session_log.skips.count() == 1


def test_a_helper_named_when_issuing_is_asked_for_all_the_same(phone, tess, cleo, with_partner):
    """Who was to help then may not have come."""
    cleo.assignments.update(spotters=1)

    assert start(phone, with_partner).status_code == 422


def test_doing_it_after_all_without_a_partner_is_refused(phone, with_partner):
    answer(phone, with_partner, has_help="no")
    press = with_partner.prescriptions.get(position=2)

    response = phone.post(
        reverse("workouts:exercise-take-up", args=[with_partner.code, press.code]), headers=HTMX
    )

    assert response.status_code == 422
    assert "It needs a partner, a spotter or safety arms" in response.text
    assert skips(with_partner) == [("Press", "safety", "LS-12")]


def test_what_the_client_left_out_as_unsafe_they_may_take_up(phone, screened, squats):
    start(phone, squats)
    squat = squats.prescriptions.get()
    path = [squats.code, squat.code]
    phone.post(
        reverse("workouts:exercise-skip", args=path), {"reason": "safety", "entry_key": uuid4()}, headers=HTMX
    )

    phone.post(reverse("workouts:exercise-take-up", args=path), headers=HTMX)

    assert skips(squats) == []


# Pages


def test_the_planned_session_asks_before_it_starts(phone, with_partner):
    page = phone.get(address("planned-session", with_partner))

    assert "Is this help there now?" in words(page)


def test_today_leads_to_the_questions_instead_of_the_start(phone, squats):
    page = phone.get(reverse("today"))

    assert "Answer the questions" in words(page)
    assert not offers_start(page, squats)


def test_today_waits_for_the_trainer_while_a_yes_is_open(phone, cleo, squats):
    factories.make_health_screening(client=cleo, cautions=["falls"])

    page = phone.get(reverse("today"))

    assert "Not to be started yet." in words(page)
    assert not offers_start(page, squats)


def test_a_session_not_begun_offers_no_sets_of_what_is_refused(phone, with_partner):
    page = phone.get(address("session", with_partner))
    squat, press = with_partner.prescriptions.all()

    assert "Before you start" in words(page)
    assert "Left out: not safe today" in words(page)
    assert set_forms(page, squat) == 1
    assert set_forms(page, press) == 0
    assert reverse("workouts:exercise-take-up", args=[with_partner.code, press.code]) not in page.text
    assert not logs(with_partner).exists()


def test_a_closed_session_not_begun_says_so_at_its_own_address(phone, squats):
    """A page that the phone keeps, for a place without a network."""
    page = phone.get(address("session", squats))

    assert page.status_code == 200
    assert "Before you start" in words(page)
    assert "set-record" not in page.text
    assert "/sets/" not in page.text


# What had to wait on the phone


def test_a_start_that_waited_is_taken_and_leaves_out_what_is_refused(phone, squats):
    response = start(phone, squats, headers=WAITED)

    assert response.url == address("session", squats)
    assert skips(squats) == [("Squat", "safety", "LS-25")]


def post_set(phone, planned_session, prescription):
    sent = {"number": 1, "side": "both", "reps": 8, "entry_key": uuid4()}
    path = reverse("workouts:set-record", args=[planned_session.code, prescription.code])
    return phone.post(path, sent, headers=HTMX)


def test_a_first_set_of_a_closed_session_counts_and_is_kept_with_what_stood_against_it(phone, squats):
    response = post_set(phone, squats, squats.prescriptions.get())

    assert squats.session_log.set_logs.counted().count() == 1
    assert [row.rule for row in SetFinding.objects.all()] == ["LS-25"]
    assert "The questions about your health come first" in response.text


def test_a_first_set_of_what_is_allowed_leaves_no_finding(phone, with_partner):
    post_set(phone, with_partner, with_partner.prescriptions.get(position=1))

    assert not SetFinding.objects.exists()
    assert skips(with_partner) == [("Press", "safety", "LS-12")]


def test_a_set_after_an_urgent_sign_is_kept_with_the_sign(phone, cleo, screened, squats):
    sore(cleo, nrs=3, red_flags=["urine"])

    post_set(phone, squats, squats.prescriptions.get())

    found = SetFinding.objects.get()
    assert (found.rule, found.level) == ("D0", "block")
    assert found.inputs == {"hours": 24, "nrs": 3, "is_function_limited": False, "red_flags": ["urine"]}
