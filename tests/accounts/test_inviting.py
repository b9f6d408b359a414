"""From the invitation to the client: the link, who may use it, and what becomes theirs."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.inviting import AlreadyCoached, accept_invitation, create_link, invite_client
from ecctrain.accounts.models import Coaching, Invitation, User
from tests import factories
from workouts.models import Assignment, OneRepMax, SessionLog, SetLog

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TWO_WEEKS = timedelta(days=14)
SECOND = timedelta(seconds=1)
NEW_ACCOUNT = {"email": "ivy@example.org", "password1": factories.PASSWORD}


@pytest.fixture
def invitation(tess):
    """tess has just invited ivy, who has no account."""
    return invite_client(
        trainer=tess,
        full_name="Ivy Stone",
        unit="lb",
        time_zone="America/New_York",
        born_on=date(1990, 5, 17),
        at=timezone.now(),
    )


@pytest.fixture
def ivy(invitation):
    """The place that is kept for ivy."""
    return invitation.coaching.client


def accept(browser, invitation, person):
    browser.force_login(person)
    return browser.post(invitation.get_absolute_url())


# Inviting


def invite(browser, **changes):
    filled = {"full_name": "Nils Berg", "born_on": "1988-02-29", "unit": "lb", "time_zone": "Europe/Oslo"}
    return browser.post(reverse("accounts:invite"), filled | changes)


def test_invite_makes_a_person_and_shows_the_link(browser, tess):
    browser.force_login(tess)

    with time_machine.travel(NOON, tick=False):
        response = invite(browser)
        page = browser.get(response.url).text

    invitation = Invitation.objects.get()
    coaching = invitation.coaching
    person = coaching.client
    assert (person.full_name, person.born_on, person.unit, person.time_zone) == (
        "Nils Berg",
        date(1988, 2, 29),
        "lb",
        "Europe/Oslo",
    )
    assert (person.email, person.has_usable_password(), person.is_trainer) == (None, False, False)
    assert (coaching.trainer, coaching.status, coaching.started_at) == (tess, "invited", None)
    assert (invitation.created_at, invitation.expires_at) == (NOON, NOON + TWO_WEEKS)
    assert response.url == reverse("client-page", args=[person.code])
    assert f'value="http://testserver/join/{invitation.code}/"' in page


@pytest.mark.parametrize(
    "changes,message",
    [
        ({"full_name": " "}, "This field is required."),
        ({"full_name": "x" * 121}, "Ensure this value has at most 120 characters (it has 121)."),
        ({"born_on": "yesterday"}, "Enter a valid date."),
        ({"unit": "stone"}, "Select a valid choice. stone is not one of the available choices."),
        ({"time_zone": "Europe/Atlantis"}, "Select a valid choice."),
    ],
    ids=["no-name", "long-name", "no-date", "unit", "time-zone"],
)
def test_invite_refuses_and_keeps_what_was_typed(browser, tess, changes, message):
    browser.force_login(tess)
    sent = {"full_name": "Nils Berg", "born_on": "1988-02-29"} | changes

    response = invite(browser, **sent)

    assert response.status_code == 422
    assert message in response.text
    assert f'name="full_name" value="{sent["full_name"]}"' in response.text
    assert f'name="born_on" value="{sent["born_on"]}"' in response.text
    assert not Coaching.objects.exists()


def test_invited_person_can_be_planned_for_at_once(browser, tess, ivy):
    exercise = factories.create_exercise(slug="back-squat")
    program = factories.create_program(owner=tess, exercises=[exercise])
    browser.force_login(tess)
    sent = {
        "clients": ivy.code,
        "starts_on": ivy.today().isoformat(),
        "weekdays": range(7),
        "by_effort": "on",
        "entry_key": uuid4(),
        "reason-back-squat": factories.REASON,
        "is_looked_at": "on",
    }

    browser.post(reverse("workouts:program-assign", args=[program.code]), sent)

    assert Assignment.objects.get().client == ivy


def test_invited_person_is_on_the_trainers_list_only(browser, tess, uma, ivy):
    pages = {}
    for trainer in (tess, uma):
        browser.force_login(trainer)
        pages[trainer] = browser.get(reverse("caseload")).text

    assert "Ivy Stone" in pages[tess]
    assert "Ivy Stone" not in pages[uma]


# The link


@pytest.mark.parametrize("method", ["get", "post"])
def test_join_names_nobody_before_the_sign_in(browser, tess, invitation, method):
    response = getattr(browser, method)(invitation.get_absolute_url())

    assert response.status_code == 200
    assert "You are invited" in response.text
    for secret in ("Tess", "Moreau", tess.email, "Ivy", "Stone", str(tess.code)):
        assert secret not in response.text
    assert Coaching.objects.get().status == "invited"


def test_join_names_the_trainer_after_the_sign_in(browser, omar, invitation):
    browser.force_login(omar)

    response = browser.get(invitation.get_absolute_url())

    assert "Tess Moreau would like to coach you" in response.text
    assert "Ivy" not in response.text
    assert Coaching.objects.get(client__full_name="Ivy Stone").status == "invited"


def test_join_sends_to_sign_in_and_back(browser, invitation):
    page = browser.get(invitation.get_absolute_url()).text

    assert f'href="/account/signup/?next=/join/{invitation.code}/"' in page
    assert f'href="/account/login/?next=/join/{invitation.code}/"' in page


@pytest.mark.parametrize(
    "after,status", [(TWO_WEEKS - SECOND, 200), (TWO_WEEKS, 404), (TWO_WEEKS + SECOND, 404)]
)
@pytest.mark.parametrize("signed_in", [False, True], ids=["anonymous", "signed-in"])
def test_join_expires_after_two_weeks(browser, invitation, omar, after, status, signed_in):
    if signed_in:
        browser.force_login(omar)

    with time_machine.travel(invitation.created_at + after, tick=False):
        response = browser.get(invitation.get_absolute_url())

    assert response.status_code == status
    assert ("This link no longer works" in response.text) == (status == 404)


def test_join_accepts_nothing_after_two_weeks(browser, invitation, omar):
    with time_machine.travel(invitation.created_at + TWO_WEEKS, tick=False):
        response = accept(browser, invitation, omar)

    assert response.status_code == 404
    assert invitation.coaching.client.full_name == "Ivy Stone"
    assert Invitation.objects.get().accepted_at is None


def test_join_knows_no_other_code(browser, invitation):
    response = browser.get(reverse("accounts:join", args=[uuid4()]))

    assert response.status_code == 404
    assert "This link no longer works" in response.text


def test_join_link_is_good_for_one_person(browser, invitation, omar, ada):
    accept(browser, invitation, omar)

    second = accept(browser, invitation, ada)

    assert second.status_code == 404
    assert "This link no longer works" in second.text
    assert Coaching.objects.get(pk=invitation.coaching_id).client == omar


def test_join_is_closed_when_the_coaching_has_ended(browser, invitation, omar):
    invitation.coaching.end(at=timezone.now())

    response = accept(browser, invitation, omar)

    assert response.status_code == 404


def test_invitation_renew_revokes_the_link_before(browser, tess, ivy, invitation):
    browser.force_login(tess)

    response = browser.post(reverse("accounts:invitation-renew", args=[ivy.code]), follow=True)

    fresh = Invitation.objects.get(revoked_at=None)
    stranger = Client()
    assert fresh != invitation
    assert f"/join/{fresh.code}/" in response.text
    assert str(invitation.code) not in response.text
    assert stranger.get(invitation.get_absolute_url()).status_code == 404
    assert "You are invited" in stranger.get(fresh.get_absolute_url()).text


def test_invitation_renew_opens_an_expired_invitation_again(browser, tess, ivy, invitation):
    browser.force_login(tess)

    with time_machine.travel(invitation.created_at + TWO_WEEKS * 2, tick=False):
        before = browser.get(reverse("client-page", args=[ivy.code])).text
        browser.post(reverse("accounts:invitation-renew", args=[ivy.code]))
        fresh = Invitation.objects.order_by("created_at").last()

    assert "The invitation has expired." in before
    assert fresh.expires_at == invitation.created_at + TWO_WEEKS * 3
    assert fresh.coaching == invitation.coaching


def test_invitation_renew_is_only_for_who_has_not_accepted(browser, tess, cleo):
    browser.force_login(tess)

    response = browser.post(reverse("accounts:invitation-renew", args=[cleo.code]))

    assert response.status_code == 404
    assert not Invitation.objects.exists()


# Making an account


def test_signup_is_closed_without_an_invitation(browser, db):
    page = browser.get(reverse("account_signup"))
    response = browser.post(reverse("account_signup"), NEW_ACCOUNT)

    assert 'name="password1"' not in page.text
    assert "Accounts are made by invitation" in page.text
    assert "Accounts are made by invitation" in response.text
    assert not User.objects.exists()


@pytest.mark.parametrize("closed_by", ["expiry", "renewal", "use"])
def test_signup_is_closed_when_the_invitation_no_longer_holds(browser, omar, invitation, closed_by):
    browser.get(invitation.get_absolute_url())
    later = timezone.now()
    if closed_by == "expiry":
        later += TWO_WEEKS
    elif closed_by == "renewal":
        create_link(coaching=invitation.coaching, at=timezone.now())
    else:
        accept_invitation(invitation=invitation, user=omar, at=timezone.now())

    with time_machine.travel(later, tick=False):
        response = browser.post(reverse("account_signup"), NEW_ACCOUNT)

    assert "Accounts are made by invitation" in response.text
    assert not User.objects.filter(email=NEW_ACCOUNT["email"]).exists()


@pytest.mark.parametrize(
    "changes,message",
    [
        ({"email": "no address"}, "Enter a valid email address."),
        ({"password1": "4-0-1-0"}, "This password is too short. It must contain at least 10 characters."),
    ],
    ids=["e-mail", "password"],
)
def test_signup_refuses_with_422_and_keeps_the_e_mail(browser, invitation, changes, message):
    browser.get(invitation.get_absolute_url())
    sent = NEW_ACCOUNT | changes

    response = browser.post(reverse("account_signup"), sent)

    assert response.status_code == 422
    assert message in response.text
    assert f'value="{sent["email"]}"' in response.text
    assert sent["password1"] not in response.text
    assert not User.objects.exclude(email=None).filter(is_trainer=False).exists()


def test_invited_person_makes_an_account_accepts_and_finds_the_plan(browser, tess, ivy, invitation):
    """The whole way, as the links on the pages lead."""
    program = factories.create_program(owner=tess)
    factories.assign(program=program, client=ivy, by_effort=True)
    link = re.search(r'href="(/account/signup/[^"]*)"', browser.get(invitation.get_absolute_url()).text)[1]

    signed_up = browser.post(link, NEW_ACCOUNT)
    offered = browser.get(signed_up.url)
    accepted = browser.post(signed_up.url, follow=True)

    person = User.objects.get(email="ivy@example.org")
    assert signed_up.url == invitation.get_absolute_url()
    assert "Tess Moreau would like to coach you" in offered.text
    assert accepted.redirect_chain == [("/", 302), ("/today/", 302)]
    assert "Ivy" in accepted.text
    assert "Slow squats, Day 1" in accepted.text
    assert (person.full_name, person.unit, person.time_zone) == ("Ivy Stone", "lb", "America/New_York")
    assert person.born_on == date(1990, 5, 17)
    assert not User.objects.filter(pk=ivy.pk).exists()


# Accepting


def test_accept_hands_over_everything_planned_and_recorded(browser, tess, omar, ivy, invitation):
    exercise = factories.create_exercise()
    factories.create_one_rep_max(client=ivy, exercise=exercise, value="225", unit="lb", recorded_by=tess)
    assignment = factories.assign(
        program=factories.create_program(owner=tess, exercises=[exercise]), client=ivy
    )
    session_log = factories.start(planned_session=assignment.planned_sessions.get(), logged_by=tess)
    set_log = factories.record(session_log=session_log, logged_by=tess)

    with time_machine.travel(NOON + TWO_WEEKS, tick=False):
        Invitation.objects.update(expires_at=NOON + TWO_WEEKS + SECOND)
        response = accept(browser, invitation, omar)

    assert response.url == reverse("home")
    assert list(Assignment.objects.for_client(omar)) == [assignment]
    assert [row.value for row in OneRepMax.objects.for_client(omar)] == [Decimal(225)]
    assert list(SessionLog.objects.for_client(omar)) == [session_log]
    assert [(row.logged_by, row.load_value) for row in SetLog.objects.for_client(omar)] == [(tess, 135)]
    assert set_log.session_log == session_log
    assert not User.objects.filter(pk=ivy.pk).exists()
    coaching = Coaching.objects.get(pk=invitation.coaching_id)
    assert (coaching.client, coaching.trainer, coaching.status) == (omar, tess, "active")
    assert (coaching.started_at, coaching.ended_at) == (NOON + TWO_WEEKS, None)
    invitation.refresh_from_db()
    assert invitation.accepted_at == NOON + TWO_WEEKS


def test_accept_leaves_a_person_with_a_name_as_they_are(browser, omar, invitation):
    accept(browser, invitation, omar)

    omar.refresh_from_db()
    assert (omar.full_name, omar.unit, omar.time_zone, omar.born_on) == (
        "Omar Haddad",
        "kg",
        "Europe/Berlin",
        None,
    )


def test_accept_leaves_the_other_coaching_as_it_is(browser, uma, omar, tess, invitation):
    accept(browser, invitation, omar)

    trainers = [coaching.trainer for coaching in Coaching.objects.for_client(omar).order_by("invited_at")]
    assert trainers == [uma, tess]


def test_accept_of_a_trainer_makes_them_a_client_too(browser, uma, invitation):
    accept(browser, invitation, uma)

    assert "Nothing to lift today." in browser.get(reverse("today")).text
    assert User.objects.get(pk=uma.pk).is_trainer


def test_accept_of_ones_own_invitation_is_refused(browser, tess, ivy, invitation):
    response = accept(browser, invitation, tess)

    assert response.status_code == 422
    assert "This is your own invitation. Send the link to the person you coach." in response.text
    assert Coaching.objects.get().client == ivy
    assert Invitation.objects.get().accepted_at is None


def test_accept_of_somebody_already_coached_is_refused(browser, cleo, ivy, invitation):
    response = accept(browser, invitation, cleo)

    assert response.status_code == 422
    assert "You already train with Tess Moreau." in response.text
    assert Coaching.objects.get(pk=invitation.coaching_id).client == ivy
    assert Invitation.objects.get().accepted_at is None


def test_accept_after_an_ended_coaching_begins_another(browser, tess, cleo, invitation):
    Coaching.objects.get(client=cleo).end(at=timezone.now())

    accept(browser, invitation, cleo)

    assert sorted(cleo.coachings_as_client.values_list("status", flat=True)) == ["active", "ended"]
    assert list(Coaching.objects.for_client(cleo)) == [invitation.coaching]


def test_accept_twice_by_one_person_changes_nothing_more(browser, omar, invitation):
    accept(browser, invitation, omar)
    before = Coaching.objects.values().get(pk=invitation.coaching_id)

    again = accept(browser, invitation, omar)

    assert again.status_code == 404
    assert Coaching.objects.values().get(pk=invitation.coaching_id) == before


def test_accept_of_two_who_opened_the_link_is_of_the_first(omar, ada, invitation):
    """Both hold the row as it was before the first accepted."""
    first, second = (Invitation.objects.get(pk=invitation.pk) for _ in range(2))
    accept_invitation(invitation=first, user=omar, at=NOON)

    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(invitation=second, user=ada, at=NOON)

    assert Coaching.objects.get(pk=invitation.coaching_id).client == omar


def test_accept_that_fails_changes_nothing(cleo, ivy, invitation):
    with pytest.raises(AlreadyCoached, match="You already train with Tess Moreau."):
        accept_invitation(invitation=invitation, user=cleo, at=timezone.now())

    assert User.objects.filter(pk=ivy.pk).exists()
    assert Coaching.objects.get(pk=invitation.coaching_id).status == "invited"


def test_person_with_rows_cannot_be_deleted(tess, ivy, invitation):
    """What the handing over relies on: a row that was missed stops the deletion."""
    with pytest.raises(ProtectedError):
        ivy.delete()

    assert User.objects.filter(pk=ivy.pk).exists()
