"""Past sessions on a phone: what was recorded is put right, and each step has its way back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.factories import assign, create_exercise, create_program, record, start
from workouts.models import SessionLog, SetLog
from workouts.recording import finish_session

with_and_without_scripts = pytest.mark.parametrize(
    "has_scripts", [True, False], ids=["scripts", "no-scripts"]
)


@pytest.fixture
def session_log(tess, cleo):
    """Two sets of eight squats with 40 kg, done two days ago."""
    squat = create_exercise(slug="squat", name="Squat")
    program = create_program(
        owner=tess, exercises=[squat], sets=2, load_pct=None, load_value=40, load_unit="kg"
    )
    began_at = timezone.now() - timedelta(days=2)
    planned = assign(program=program, client=cleo, starts_on=cleo.local_date(began_at)).planned_sessions.get()
    log = start(planned_session=planned, at=began_at)
    for number in (1, 2):
        record(session_log=log, number=number, performed_at=began_at + timedelta(minutes=5 * number))
    return finish_session(session_log=log, at=began_at + timedelta(minutes=20), effort=6, note="")


@pytest.fixture
def open_past(open_page, cleo, session_log):
    """Opens cleo's past session on the phone, from the list of them."""

    def open_past(*, has_scripts):
        page = open_page(cleo, PHONE, java_script_enabled=has_scripts)
        page.goto("/history/")
        page.locator(f"a[href='/history/{session_log.code}/']").click()
        page.get_by_role("heading", name="Squat", exact=True).wait_for()
        return page

    return open_past


def counted_sets(session_log):
    rows = SetLog.objects.filter(session_log=session_log).counted()
    return sorted(rows.values_list("number", "reps"))


@with_and_without_scripts
def test_a_changed_set_shows_what_it_said_before(open_past, session_log, has_scripts):
    page = open_past(has_scripts=has_scripts)

    page.get_by_role("link", name="Change set 2").click()
    page.get_by_label("Repetitions").fill("6")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("40 kg × 6", exact=True)).to_be_visible()
    page.get_by_text("1 earlier value", exact=True).click()

    expect(page.locator(".earlier s")).to_have_text("40 kg × 8")
    assert counted_sets(session_log) == [(1, 8), (2, 6)]


@with_and_without_scripts
def test_a_refused_set_keeps_what_was_typed_and_says_why(open_past, session_log, has_scripts):
    page = open_past(has_scripts=has_scripts)

    page.get_by_role("link", name="Change set 2").click()
    page.get_by_label("Repetitions").fill("61")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Repetitions go from 0 to 60.").first).to_be_visible()
    expect(page.get_by_label("Repetitions")).to_have_value("61")
    assert counted_sets(session_log) == [(1, 8), (2, 8)]


@with_and_without_scripts
def test_a_set_that_is_taken_away_comes_back(open_past, session_log, has_scripts):
    page = open_past(has_scripts=has_scripts)

    page.get_by_role("link", name="Change set 1").click()
    page.get_by_role("button", name="Take this set away").click()
    expect(page.get_by_text("The set is taken away.")).to_be_visible()
    assert counted_sets(session_log) == [(2, 8)]
    page.get_by_role("button", name="Bring back set 1").click()
    expect(page.get_by_text("The set counts again.")).to_be_visible()

    assert counted_sets(session_log) == [(1, 8), (2, 8)]


@with_and_without_scripts
def test_a_session_moves_to_the_day_it_was_trained_on(open_past, session_log, cleo, has_scripts):
    page = open_past(has_scripts=has_scripts)
    was_on = cleo.local_date(session_log.started_at)
    trained_on = was_on - timedelta(days=3)

    page.get_by_role("link", name="Change day, effort or note").click()
    page.get_by_label("Day").fill(trained_on.isoformat())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What it said before stays readable.")).to_be_visible()

    expect(page.get_by_text(f"{trained_on:%A} {trained_on.day} {trained_on:%B %Y}").first).to_be_visible()
    expect(page.get_by_text(f"began {was_on:%A} {was_on.day} {was_on:%B %Y}")).to_be_visible()
    assert SessionLog.objects.get(pk=session_log.pk).trained_on == trained_on


@with_and_without_scripts
def test_a_session_that_is_taken_out_is_brought_back(open_past, session_log, has_scripts):
    page = open_past(has_scripts=has_scripts)

    page.get_by_role("button", name="Take this session out").click()
    expect(page.get_by_text("This session does not count.")).to_be_visible()
    page.get_by_role("link", name="Past sessions").click()
    expect(page.get_by_text("No session yet.")).to_be_visible()
    page.get_by_role("link", name="1 session that does not count").click()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("The session counts again.")).to_be_visible()

    assert counted_sets(session_log) == [(1, 8), (2, 8)]
    assert SessionLog.objects.counted().filter(pk=session_log.pk).exists()


def test_the_way_back_is_as_tall_as_a_thumb(open_past):
    page = open_past(has_scripts=True)
    link = page.get_by_role("link", name="Past sessions").bounding_box()
    x, y = link["x"] + link["width"] / 2, link["y"] + link["height"] / 2

    # 23 px above and below the middle of the words still lead back: 48 px less the last pixel at each end.
    reached = page.evaluate(
        "([x, ys]) => ys.map((y) => document.elementFromPoint(x, y)?.textContent)", [x, [y - 23, y + 23]]
    )

    assert reached == ["Past sessions", "Past sessions"]
