"""Passkeys beside the other ways in; the browser's part is in tests/browser/test_passkey.py."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from ecctrain.accounts.passkeys import is_only_way_in
from tests import factories


def make_passkey(person, name="Kitchen phone"):
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )


def confirm(browser):
    """Prove by password who it is, as the page before the passkeys asks."""
    browser.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})


def test_whoever_has_a_passkey_may_still_come_in_by_password(browser, cleo):
    make_passkey(cleo)

    response = browser.post(reverse("account_login"), {"login": cleo.email, "password": factories.PASSWORD})

    assert response.url == reverse("home")
    assert browser.session["_auth_user_id"] == str(cleo.pk)


def test_the_ways_in_are_listed_with_their_names(browser, cleo):
    make_passkey(cleo)
    browser.force_login(cleo)

    page = browser.get(reverse("accounts:sign-in")).text

    assert "Kitchen phone" in page
    assert "a code goes to cleo@example.org" in page
    assert "Change the password" in page


def test_without_a_password_one_is_offered(browser, cleo):
    cleo.set_unusable_password()
    cleo.save()
    browser.force_login(cleo)

    assert "Set a password" in browser.get(reverse("accounts:sign-in")).text


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "account_set_password"])
def test_a_way_in_is_added_only_after_a_fresh_sign_in_by_code_where_there_is_no_other(browser, cleo, name):
    cleo.set_unusable_password()
    cleo.save()
    browser.force_login(cleo)

    response = browser.get(reverse(name))

    assert response.url == f"{reverse('accounts:sign-in-again')}?next={reverse(name).replace('/', '%2F')}"


def test_signing_in_again_leads_back_to_where_one_was(browser, cleo):
    browser.force_login(cleo)
    wanted = reverse("accounts:account-close")

    response = browser.post(f"{reverse('accounts:sign-in-again')}?next={wanted}")

    assert response.url == f"{reverse('account_request_login_code')}?next={wanted.replace('/', '%2F')}"
    assert "_auth_user_id" not in browser.session


def test_signing_in_again_leads_nowhere_else(browser, cleo):
    browser.force_login(cleo)

    response = browser.get(f"{reverse('accounts:sign-in-again')}?next=https://evil.example/")

    assert response.status_code == 404


def test_a_passkey_is_renamed(browser, cleo):
    passkey = make_passkey(cleo)
    browser.force_login(cleo)
    confirm(browser)

    browser.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Old phone"})

    passkey.refresh_from_db()
    assert passkey.wrap().name == "Old phone"


def test_a_passkey_without_a_name_is_refused(browser, cleo):
    passkey = make_passkey(cleo)
    browser.force_login(cleo)
    confirm(browser)

    response = browser.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": ""})

    assert response.status_code == 422
    assert "This field is required." in response.text


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_somebody_elses_passkey_is_not_there(browser, cleo, omar, name):
    passkey = make_passkey(cleo)
    browser.force_login(omar)
    confirm(browser)

    assert browser.get(reverse(name, args=[passkey.pk])).status_code == 404
    assert browser.post(reverse(name, args=[passkey.pk]), {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get() == passkey


def test_a_passkey_is_removed_where_the_code_by_email_stays(browser, cleo):
    passkey = make_passkey(cleo)
    browser.force_login(cleo)
    confirm(browser)

    response = browser.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert response.url == reverse("accounts:sign-in")
    assert not Authenticator.objects.exists()


def test_a_passkey_that_is_the_only_way_in_stays(browser, cleo):
    passkey = make_passkey(cleo)
    browser.force_login(cleo)
    confirm(browser)
    cleo.email = None
    cleo.save()

    response = browser.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert response.status_code == 422
    assert "It is the only way into your account." in response.text
    assert Authenticator.objects.get() == passkey


def test_of_two_passkeys_neither_is_the_only_way_in(cleo):
    first, second = make_passkey(cleo), make_passkey(cleo, "Laptop")
    cleo.email = None
    cleo.save()

    assert not is_only_way_in(first)
    assert not is_only_way_in(second)


@pytest.mark.parametrize("credential", ["", "{}", "[1]", '{"id": "x"}', "no json"])
def test_a_made_up_credential_is_refused(browser, cleo, credential):
    browser.force_login(cleo)
    confirm(browser)
    browser.get(reverse("mfa_add_webauthn"))

    response = browser.post(reverse("mfa_add_webauthn"), {"name": "Fake", "credential": credential})

    assert response.status_code == 422
    assert 'value="Fake"' in response.text
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", ["", "{}", '{"id": "x"}', '{"response": {"userHandle": "MQ"}}'])
def test_a_made_up_credential_signs_nobody_in(browser, cleo, credential):
    make_passkey(cleo)
    browser.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    response = browser.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in browser.session


def test_the_offer_asks_for_whoever_is_in_front_of_the_screen(browser, db):
    answer = browser.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()

    options = answer["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")
    assert options["rpId"] == "testserver"


def test_a_confirmation_is_asked_again_after_some_minutes(browser, cleo):
    browser.force_login(cleo)
    confirm(browser)
    session = browser.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [record | {"at": time.time() - 3600} for record in records]
    session.save()

    response = browser.get(reverse("mfa_add_webauthn"))

    assert response.url.startswith(reverse("account_reauthenticate"))
