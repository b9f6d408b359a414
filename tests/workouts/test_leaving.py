"""The end of a coaching, by the client and by the trainer."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.choices import CoachingStatus
from ecctrain.accounts.inviting import invite_client
from ecctrain.accounts.models import Invitation
from tests import factories
from workouts.choices import AssignmentStatus
from workouts.models import AutomaticRule


@pytest.fixture
def coaching(tess, cleo):
    return cleo.coachings_as_client.get()


@pytest.fixture
def assignment(tess, cleo):
    return factories.assign(program=factories.create_program(owner=tess, load_pct=None), client=cleo)


def end(browser, person, coaching, **data):
    browser.force_login(person)
    return browser.post(reverse("workouts:coaching-end", args=[coaching.code]), data, follow=True)


def test_the_page_says_what_it_means(browser, cleo, coaching, assignment):
    browser.force_login(cleo)

    page = browser.get(reverse("workouts:coaching-end", args=[coaching.code])).text

    assert "Tess Moreau sees nothing of you from then on" in page
    assert "stay in your plan" in page


def test_the_client_ends_it_and_the_trainer_sees_nothing_more(browser, tess, cleo, coaching, assignment):
    end(browser, cleo, coaching, plans="keep")

    coaching.refresh_from_db()
    browser.force_login(tess)
    assert coaching.status == CoachingStatus.ENDED
    assert browser.get(reverse("client-page", args=[cleo.code])).status_code == 404


def test_the_plan_stays_the_clients_to_train(browser, cleo, coaching, assignment):
    factories.make_health_screening(client=cleo)
    end(browser, cleo, coaching, plans="keep")
    planned_session = assignment.planned_sessions.get()

    response = browser.post(reverse("workouts:session-start", args=[planned_session.code]))

    assignment.refresh_from_db()
    assert assignment.status == AssignmentStatus.ACTIVE
    assert cleo.session_logs.get().planned_session == planned_session
    assert response.url.startswith(f"/sessions/{cleo.session_logs.get().code}/")


def test_the_plan_ends_where_the_client_wants_it(browser, cleo, coaching, assignment):
    end(browser, cleo, coaching, plans="stop")

    assignment.refresh_from_db()
    assert (assignment.status, assignment.end_reason) == (AssignmentStatus.ENDED, "The coaching ended.")


def test_another_trainers_plan_stays(browser, uma, cleo, coaching, assignment):
    factories.create_coaching(trainer=uma, client=cleo)
    other = factories.assign(program=factories.create_program(owner=uma, load_pct=None), client=cleo)

    end(browser, cleo, coaching, plans="stop")

    other.refresh_from_db()
    assert other.status == AssignmentStatus.ACTIVE


def test_without_a_choice_nothing_ends(browser, cleo, coaching, assignment):
    response = end(browser, cleo, coaching)

    coaching.refresh_from_db()
    assert response.status_code == 422
    assert "This field is required." in response.text
    assert coaching.status == CoachingStatus.ACTIVE


def test_no_rule_of_the_trainer_acts_any_more(browser, tess, cleo, coaching):
    rule = AutomaticRule.objects.create(client=cleo, rule="double", switched_on_by=tess)

    end(browser, cleo, coaching)

    rule.refresh_from_db()
    assert rule.switched_off_at is not None
    assert rule.switched_off_by == cleo


@pytest.mark.django_db(transaction=True)
def test_the_trainer_is_told_by_email_and_on_their_own_page(browser, tess, cleo, coaching):
    end(browser, cleo, coaching)

    [message] = mail.outbox
    browser.force_login(tess)
    page = browser.get(reverse("accounts:me")).text
    assert message.to == ["tess@example.org"]
    assert "Cleo Brandt ended the coaching" in message.body
    assert "Coachings that ended" in page
    assert "Cleo Brandt" in page


@pytest.mark.django_db(transaction=True)
def test_the_trainer_ends_it_and_the_client_is_told(browser, tess, cleo, coaching):
    response = end(browser, tess, coaching)

    [message] = mail.outbox
    assert message.to == ["cleo@example.org"]
    assert "What you trained stays yours." in message.body
    assert "The coaching with Cleo Brandt has ended." in response.text


def test_the_end_of_an_invited_coaching_revokes_its_link(browser, tess):
    invitation = invite_client(
        trainer=tess, full_name="Ivy Stone", unit="kg", time_zone="Europe/Berlin", at=timezone.now()
    )

    end(browser, tess, invitation.coaching)

    assert Invitation.objects.public(invitation.code, at=timezone.now()) is None
    assert browser.get(invitation.get_absolute_url()).status_code == 404


def test_it_ends_once(browser, cleo, coaching):
    end(browser, cleo, coaching)
    coaching.refresh_from_db()
    ended_at = coaching.ended_at

    response = end(browser, cleo, coaching)

    coaching.refresh_from_db()
    assert response.status_code == 404
    assert coaching.ended_at == ended_at


def test_strangers_end_nothing(browser, omar, uma, coaching):
    answers = {end(browser, person, coaching).status_code for person in (omar, uma)}

    coaching.refresh_from_db()
    assert answers == {404}
    assert coaching.status == CoachingStatus.ACTIVE
