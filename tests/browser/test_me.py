"""What the page Me does with scripts: the pacer's switches of this phone, and the address to copy."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from workouts.feed import open_feed


def test_the_pacers_switches_are_the_phones_own_on_both_pages(open_page, cleo):
    page = open_page(cleo, PHONE)
    page.goto("/me/")

    page.get_by_label("Sound").check()
    page.reload()

    expect(page.get_by_label("Sound")).to_be_checked()
    expect(page.get_by_label("10 s to get ready")).not_to_be_checked()
    # The key that static/js/pacer.js reads.
    assert page.evaluate("localStorage.getItem('pacer-sound')") == "on"


def test_the_address_of_the_calendar_is_copied(open_page, cleo):
    open_feed(cleo)
    page = open_page(cleo, PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/me/calendar/")

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/calendar/{cleo.calendar_key}.ics")
