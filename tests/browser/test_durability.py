"""Nothing recorded is ever lost: a killed server, and ten arrivals of one tap."""

import urllib.parse
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser.conftest import PHONE
from tests.factories import assign, create_exercise, create_program, start
from workouts.models import SetLog


@pytest.fixture
def session_log(cleo, tess):
    """Cleo's session, just begun: one exercise without a weight, three sets of eight."""
    exercise = create_exercise(slug="push-up", load_type="bw")
    program = create_program(owner=tess, exercises=[exercise], load_pct=None)
    assignment = assign(program=program, client=cleo)
    return start(planned_session=assignment.planned_sessions.get())


def test_confirmed_set_survives_a_killed_server(open_page, server, cleo, session_log):
    page = open_page(cleo, PHONE)
    page.goto(f"/sessions/{session_log.code}/")
    page.get_by_role("button", name="Done").click()
    page.get_by_text("1 of 3 sets done").wait_for()

    server.kill()
    try:
        kept = list(SetLog.objects.values_list("session_log", "number", "reps", "voided_at"))
    finally:
        server.start()

    assert kept == [(session_log.pk, 1, 8, None)]
    page.goto(f"/sessions/{session_log.code}/")
    page.get_by_text("1 of 3 sets done").wait_for()


def test_ten_arrivals_of_one_tap_make_one_set(open_page, cleo, session_log):
    page = open_page(cleo, PHONE)
    page.goto(f"/sessions/{session_log.code}/")
    form = page.locator("form.now-set")
    address = page.url.split("/sessions/")[0] + form.get_attribute("action")
    fields = {
        name: form.locator(f'[name="{name}"]').input_value()
        for name in ("csrfmiddlewaretoken", "number", "side", "entry_key", "reps")
    }
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())

    with ThreadPoolExecutor(10) as together:
        answers = list(together.map(lambda _: post(address, fields, cookies), range(10)))

    assert answers == [200] * 10
    rows = SetLog.objects.values_list("session_log", "number", "reps", "entry_key", "voided_at")
    assert list(rows) == [(session_log.pk, 1, 8, uuid.UUID(fields["entry_key"]), None)]


def post(address, fields, cookies):
    """Send the form as htmx does, over a connection of its own; the status of the answer."""

    request = urllib.request.Request(  # noqa: S310  our own server
        address,
        data=urllib.parse.urlencode(fields).encode(),
        headers={"Cookie": cookies, "HX-Request": "true"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        return response.status
