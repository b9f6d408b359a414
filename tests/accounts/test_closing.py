"""Closing one's account, coming back, and being erased."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.choices import CoachingStatus
from ecctrain.accounts.closing import CoachesSomebody, close_account
from ecctrain.accounts.models import KEPT_CLOSED, User
from tests import factories
from workouts.belonging import OWNED, tables
from workouts.erasing import WORDS, erase_closed_accounts
from workouts.feed import find_by_key, open_feed
from workouts.models import ExerciseNote, SessionRevision

CLOSE = "accounts:account-close"
# Free words that stay: what was trained is called by them, or a professional signed them.
WORDS_THAT_STAY = {
    "Assignment.program_name",
    "Assignment.supervisor",
    "Assignment.declined_difference",
    "Clearance.reason",
    "HealthScreening.clearance",
    "OneRepMax.formula",
    "Override.reason",
    "Override.rule",
    "PainReport.region",
    "PlannedSession.name",
    "Prescription.group",
    "Prescription.load_reason",
    "Prescription.note",
    "Proposal.note",
    "Proposal.reason",
    "SessionLog.name",
    "SessionLog.time_zone",
    "SetFinding.level",
    "SetFinding.rule",
    "SorenessReport.result",
    "SorenessReport.rule",
}


def close(browser, word="delete"):
    """The typed word, and the password where it is asked for."""
    response = browser.post(reverse(CLOSE), {"word": word})
    if response.status_code == 302 and response.url.startswith(reverse("account_reauthenticate")):
        response = browser.post(response.url, {"password": factories.PASSWORD, "next": reverse(CLOSE)})
    return response


def sign_in(browser, person):
    return browser.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})


def test_the_page_offers_the_download_first(browser, cleo):
    browser.force_login(cleo)

    page = browser.get(reverse(CLOSE)).text

    assert page.index(reverse("workouts:my-data")) < page.index("Delete my account")
    assert "whoever coaches you no longer sees anything of you" in page


def test_nothing_closes_before_the_password(browser, cleo):
    browser.force_login(cleo)

    response = browser.post(reverse(CLOSE), {"word": "delete"})

    cleo.refresh_from_db()
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert cleo.closed_at is None


def test_nothing_closes_with_another_word(browser, cleo):
    browser.force_login(cleo)

    response = close(browser, word="yes")

    cleo.refresh_from_db()
    assert response.status_code == 422
    assert "so that nothing happens by accident" in response.text
    assert cleo.closed_at is None


def test_nothing_closes_with_a_wrong_password(browser, cleo):
    browser.force_login(cleo)
    url = browser.post(reverse(CLOSE), {"word": "delete"}).url

    response = browser.post(url, {"password": "something else", "next": reverse(CLOSE)})

    cleo.refresh_from_db()
    assert response.status_code == 422
    assert cleo.closed_at is None


def test_closing_signs_out_everywhere_and_closes_the_feed(browser, cleo):
    open_feed(cleo)
    key = cleo.calendar_key
    elsewhere = Client()
    elsewhere.force_login(cleo)
    browser.force_login(cleo)

    response = close(browser)

    cleo.refresh_from_db()
    assert response.url == reverse("accounts:account-closed")
    assert (cleo.is_active, cleo.closed_at is not None) == (False, True)
    assert find_by_key(key) is None
    assert elsewhere.get(reverse("today")).url.startswith(reverse("account_login"))


def test_closing_ends_the_coachings(browser, tess, cleo):
    browser.force_login(cleo)

    close(browser)

    browser.force_login(tess)
    assert cleo.coachings_as_client.get().status == CoachingStatus.ENDED
    assert browser.get(reverse("client-page", args=[cleo.code])).status_code == 404


def test_an_old_session_is_not_alive_again_after_coming_back(browser, cleo):
    elsewhere = Client()
    elsewhere.force_login(cleo)
    browser.force_login(cleo)
    close(browser)

    sign_in(browser, cleo)

    assert browser.get(reverse("today")).status_code == 200
    assert elsewhere.get(reverse("today")).url.startswith(reverse("account_login"))


def test_signing_in_brings_the_account_back_without_its_coachings(browser, cleo):
    browser.force_login(cleo)
    close(browser)

    page = browser.post(
        reverse("account_login"), {"login": cleo.email, "password": factories.PASSWORD}, follow=True
    ).text

    cleo.refresh_from_db()
    assert "Your account is open again" in page
    assert (cleo.is_active, cleo.closed_at) == (True, None)
    assert cleo.coachings_as_client.get().status == CoachingStatus.ENDED


def test_a_code_by_email_brings_it_back(browser, cleo):
    close_account(person=cleo, at=timezone.now())
    browser.post(reverse("account_request_login_code"), {"email": cleo.email})
    code = re.search(r"^([A-Z0-9-]{6,})$", mail.outbox[-1].body, re.MULTILINE)[1]

    browser.post(reverse("account_confirm_login_code"), {"code": code})

    cleo.refresh_from_db()
    assert cleo.is_active
    assert browser.session["_auth_user_id"] == str(cleo.pk)


def test_a_wrong_password_brings_nothing_back(browser, cleo):
    close_account(person=cleo, at=timezone.now())

    browser.post(reverse("account_login"), {"login": cleo.email, "password": "something else"})

    cleo.refresh_from_db()
    assert not cleo.is_active


def test_whom_the_administration_switched_off_stays_out(browser, cleo):
    cleo.is_active = False
    cleo.save()

    response = sign_in(browser, cleo)

    assert response.url == reverse("account_inactive")
    assert "_auth_user_id" not in browser.session


def test_a_trainer_with_clients_is_told_whom_to_hand_over(browser, tess, cleo):
    browser.force_login(tess)

    page = browser.get(reverse(CLOSE)).text
    response = close(browser)

    tess.refresh_from_db()
    assert "Cleo Brandt" in page
    assert "Delete my account" not in page
    assert response.status_code == 422
    assert tess.closed_at is None


def test_a_trainer_with_clients_cannot_close_in_any_other_way(tess, cleo):
    with pytest.raises(CoachesSomebody):
        close_account(person=tess, at=timezone.now())


def test_a_trainer_whose_coachings_ended_may_go(browser, tess, cleo):
    cleo.coachings_as_client.get().end(at=timezone.now())
    browser.force_login(tess)

    close(browser)

    tess.refresh_from_db()
    assert tess.closed_at is not None


def test_the_only_administrator_stays(browser, ada):
    browser.force_login(ada)

    response = close(browser)

    ada.refresh_from_db()
    assert "You are the only administrator" in response.text
    assert ada.is_active


def test_the_database_keeps_a_closed_account_from_signing_in(cleo):
    close_account(person=cleo, at=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=cleo.pk).update(is_active=True)


# Erasing


@pytest.fixture
def written(tess, cleo):
    """Everything of Cleo's in which somebody could find her, closed as long ago as it takes."""
    cleo.born_on = date(1990, 5, 4)
    cleo.save()
    session_log = factories.create_trained(client=cleo, owner=tess, at=timezone.now() - timedelta(days=40))
    session_log.note = "Cleo was here"
    session_log.save()
    prescription = session_log.planned_session.prescriptions.get()
    ExerciseNote.objects.create(
        session_log=session_log,
        prescription=prescription,
        text="Cleo wrote this",
        entry_key=uuid4(),
        written_at=timezone.now(),
        logged_by=cleo,
    )
    SessionRevision.objects.create(
        session_log=session_log, before={"note": "Cleo, before", "effort": 5}, changed_by=cleo
    )
    factories.make_health_screening(client=cleo, note="Cleo fell in spring")
    factories.make_flag(client=cleo, by=tess, note="Cleo is dizzy")
    Authenticator.objects.create(user=cleo, type=Authenticator.Type.WEBAUTHN, data={"name": "Cleo's phone"})
    LogEntry.objects.create(
        user=tess,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(cleo.pk),
        object_repr="Cleo Brandt",
        action_flag=CHANGE,
    )
    close_account(person=cleo, at=timezone.now() - KEPT_CLOSED)
    return session_log


def text_of_all(client):
    """Every value of every row about `client`, as one text."""
    rows = [
        (model._base_manager.filter(**{path: client}))
        for model, path in tables()
        if path not in OWNED.values()
    ]
    values = [str(list(row.values())) for row in [*rows, User.objects.filter(pk=client.pk)]]
    return "\n".join(
        [*values, str(list(LogEntry.objects.values())), str(list(Authenticator.objects.values()))]
    )


def test_nobody_is_found_after_erasing(cleo, written):
    assert "Cleo" in text_of_all(cleo)

    call_command("erase_closed_accounts")

    cleo.refresh_from_db()
    assert (cleo.email, cleo.full_name, cleo.born_on, str(cleo)) == (None, "", None, "somebody")
    assert re.findall(r"(?i)cleo\W[^,]*", text_of_all(cleo)) == []


def test_what_was_trained_stays(cleo, written):
    erase_closed_accounts(timezone.now())

    assert written.set_logs.count() == 1
    assert written.revisions.get().before == {"effort": 5}


def test_erasing_again_changes_nothing(cleo, written):
    assert erase_closed_accounts(timezone.now()) == 1
    cleo.refresh_from_db()
    erased_at = cleo.erased_at

    assert erase_closed_accounts(timezone.now()) == 0

    cleo.refresh_from_db()
    assert cleo.erased_at == erased_at


def test_nobody_is_erased_a_second_early(cleo):
    now = timezone.now()
    close_account(person=cleo, at=now - KEPT_CLOSED + timedelta(seconds=1))

    assert erase_closed_accounts(now) == 0
    assert erase_closed_accounts(now + timedelta(seconds=1)) == 1


def test_nobody_who_came_back_is_erased(browser, cleo):
    close_account(person=cleo, at=timezone.now() - KEPT_CLOSED)
    sign_in(browser, cleo)

    erase_closed_accounts(timezone.now() + KEPT_CLOSED)

    cleo.refresh_from_db()
    assert cleo.full_name == "Cleo Brandt"


def test_an_erased_account_does_not_come_back(browser, cleo, written):
    erase_closed_accounts(timezone.now())

    response = browser.post(
        reverse("account_login"), {"login": "cleo@example.org", "password": factories.PASSWORD}
    )

    assert response.status_code == 422
    assert "_auth_user_id" not in browser.session


def test_every_column_of_free_words_is_erased_or_known_to_stay():
    """A new column must be decided upon: in `erasing.WORDS`, or above."""
    columns = {
        f"{model.__name__}.{field.name}"
        for model, path in tables()
        if path not in OWNED.values()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    erased = {f"{model.__name__}.{name}" for model, (_, names) in WORDS.items() for name in names}

    assert columns - erased - {"PlannedSession.skip_reason"} == WORDS_THAT_STAY
