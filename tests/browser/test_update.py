"""A new version arrives while a session is open: the session goes on with the old one, the next page has the new."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.proxy import Proxy
from tests.browser.test_outbox import go_offline, go_online, wait_until, wait_until_kept, wait_until_sent
from tests.factories import assign, create_exercise, create_program, make_health_screening
from workouts.models import SetLog

NEW = "assets-next"


@pytest.fixture
def proxy(server):
    """What stands between the phone and the server, and can make the worker another one."""
    proxy = Proxy(server.port)
    yield proxy
    proxy.close()


@pytest.fixture
def phone(open_page, proxy, cleo, tess):
    """Cleo's phone in the middle of a session of three sets."""
    make_health_screening(client=cleo)
    program = create_program(owner=tess, exercises=[create_exercise(load_type="bw")], load_pct=None)
    planned = assign(program=program, client=cleo).planned_sessions.get()
    page = open_page(cleo, PHONE, base_url=proxy.url)
    page.goto("/today/")
    wait_until_kept(page, f"/sessions/{planned.code}/")
    page.get_by_role("button", name="Start").click()
    tap_done(page, 1)
    return page


def tap_done(page, count):
    page.locator("details[open] .now").get_by_role("button", name="Done").click()
    page.get_by_text(f"{count} of 3 sets done").wait_for()


def publish(page, proxy):
    """Put the new version on the server, and let the phone look for it as it does by itself once in a while."""
    old = page.evaluate("caches.keys()")
    assert NEW not in old
    (version,) = [name for name in old if name.startswith("assets-")]
    proxy.instead["/sw.js"] = {version.encode(): NEW.encode()}
    page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.update()).then(() => undefined)")
    wait_until(page, f"(await caches.keys()).includes('{NEW}')")


IS_WAITING = "Boolean((await navigator.serviceWorker.ready).waiting)"


def test_new_version_waits_while_a_session_is_open(phone, proxy):
    page = phone
    publish(page, proxy)
    wait_until(page, IS_WAITING)

    go_offline(page)
    tap_done(page, 2)
    page.reload()
    page.get_by_text("2 of 3 sets done").wait_for()
    tap_done(page, 3)
    go_online(page)
    wait_until_sent(page)

    assert [row.number for row in SetLog.objects.counted().order_by("performed_at")] == [1, 2, 3]
    assert page.evaluate(f"(async () => {IS_WAITING})()")


def test_new_version_takes_over_on_the_next_page_and_opens_without_a_network(phone, proxy):
    page = phone
    publish(page, proxy)
    wait_until(page, IS_WAITING)
    # The page after the session may still count as the session's while that one closes.
    page.goto("/plan/")
    page.goto("/today/")
    wait_until(page, f"!({IS_WAITING})")
    wait_until(page, f"(await caches.keys()).filter((name) => name.startsWith('assets-')).join() === '{NEW}'")

    go_offline(page)
    page.reload()
    page.get_by_role("link", name="Go on, 1 of 3 done").click()
    tap_done(page, 2)
    expect(page.locator("#outbox")).to_contain_text("1 entry is saved on this phone.")
