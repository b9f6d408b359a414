"""Passkeys, made and used by a real browser with a virtual authenticator."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import PHONE


@pytest.fixture
def phone(open_page, cleo):
    """A phone with an authenticator of its own that answers at once, on the server's name for this machine."""
    # The server does not know the quick hasher of the tests.
    cleo.password = make_password(factories.PASSWORD, hasher=PBKDF2PasswordHasher())
    cleo.save()
    page = open_page(None, PHONE)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def address(server, path):
    """A passkey belongs to a name, never to a bare IP number."""
    return f"http://localhost:{server.port}{path}"


def sign_in_by_password(page, server):
    page.goto(address(server, "/account/login/?next=/me/sign-in/"))
    page.get_by_label("Email").fill("cleo@example.org")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page, name):
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("What to call it").fill(name)
    page.get_by_role("button", name="Make the passkey").click()


def sign_out(page, server):
    page.goto(address(server, "/me/"))
    page.get_by_role("button", name="Sign out").click()


def test_a_passkey_is_added_and_signs_in(phone, server):
    phone.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    sign_in_by_password(phone, server)
    add_passkey(phone, "Kitchen phone")
    expect(phone.get_by_text("Kitchen phone")).to_be_visible()
    sign_out(phone, server)
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()

    phone.goto(address(server, "/account/login/?next=/me/sign-in/"))
    phone.get_by_role("button", name="Sign in with a passkey").click()

    expect(phone.get_by_text("Kitchen phone")).to_be_visible()
    expect(phone.get_by_text("last used")).to_be_visible()


def test_the_sign_in_page_offers_the_passkey_by_itself(phone, server):
    """The virtual authenticator takes the offer at once, without a tap."""
    sign_in_by_password(phone, server)
    add_passkey(phone, "Kitchen phone")
    expect(phone.get_by_text("Kitchen phone")).to_be_visible()
    sign_out(phone, server)

    expect(phone).to_have_url(address(server, "/today/"))


def test_a_passkey_confirms_who_it_is_and_is_removed(phone, server, cleo):
    sign_in_by_password(phone, server)
    add_passkey(phone, "Kitchen phone")
    phone.get_by_role("link", name="Remove Kitchen phone").click()
    phone.get_by_role("button", name="Remove it").click()

    expect(phone.get_by_role("heading", name="Passkeys")).to_be_visible()
    expect(phone.get_by_text("Kitchen phone")).to_have_count(0)
    assert not cleo.authenticator_set.exists()
