"""Before the first set: the health questions lead to it, and what needs a partner can be left out."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_outbox import go_offline, go_online, wait_until_kept, wait_until_sent
from tests.factories import assign, create_exercise, create_program, make_health_screening
from workouts.models import SessionLog


@pytest.fixture
def planned(tess, cleo):
    """Cleo's session of today, not begun: push-ups, and presses that a partner helps to lift; two sets each."""
    push_up = create_exercise(slug="push-up", name="Push-up", load_type="bw")
    press = create_exercise(slug="press", name="Press", load_type="bw")
    program = create_program(owner=tess, lines=2, exercises=[push_up, press], sets=2, load_pct=None)
    program.sessions.get().lines.filter(exercise=press).update(method="partner_assisted")
    return assign(program=program, client=cleo).planned_sessions.get()


def open_today(open_page, client, **options):
    page = open_page(client, PHONE, **options)
    page.goto("/today/")
    return page


def done_sets(planned):
    rows = SessionLog.objects.get(planned_session=planned).set_logs.counted()
    return list(rows.values_list("exercise__slug", "number"))


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_questions_lead_to_the_first_set(open_page, cleo, planned, has_scripts):
    planned.prescriptions.update(method="slow_lowering")
    page = open_today(open_page, cleo, java_script_enabled=has_scripts)
    expect(page.get_by_role("button", name="Start")).to_have_count(0)

    page.get_by_role("link", name="Answer the questions").click()
    page.get_by_role("heading", name="Your health", exact=True).wait_for()
    for no in page.get_by_label("No", exact=True).all():
        no.check()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_text("Thank you for your answers.").wait_for()
    page.get_by_role("link", name="To today").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_text("0 of 4 sets done").wait_for()
    page.locator("#exercise-1").get_by_role("button", name="Done").click()
    page.get_by_text("1 of 4 sets done").wait_for()

    assert done_sets(planned) == [("push-up", 1)]


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_without_a_partner_the_rest_is_trained(open_page, cleo, planned, has_scripts):
    make_health_screening(client=cleo)
    page = open_today(open_page, cleo, java_script_enabled=has_scripts)

    page.get_by_role("button", name="Start").click()
    page.get_by_role("heading", name="Before you start").wait_for()
    expect(page.get_by_role("group", name="Is this help there now?")).to_contain_text(
        "Press: a partner who helps you to lift"
    )
    page.get_by_role("button", name="No, start without it").press("Enter")
    page.get_by_text("0 of 4 sets done").wait_for()
    page.locator("#exercise-1").get_by_role("button", name="Done").click()
    page.get_by_text("1 of 4 sets done").wait_for()
    page.locator("#exercise-2 > summary").click()

    press = page.locator("#exercise-2")
    expect(press).to_contain_text("Left out: not safe today")
    expect(press.locator(".now")).to_have_count(0)
    assert done_sets(planned) == [("push-up", 1)]
    assert SessionLog.objects.get().has_help is False


def test_a_session_kept_for_a_place_without_a_network_asks_first(open_page, cleo, planned):
    """What was known when the page was drawn is read there too, and what is refused has no sets to tap."""
    make_health_screening(client=cleo)
    page = open_today(open_page, cleo)
    wait_until_kept(page, f"/sessions/{planned.code}/")
    go_offline(page)

    page.get_by_role("button", name="Start").click()
    page.get_by_role("heading", name="Before you start").wait_for()
    press = page.locator("#exercise-2")
    press.locator("summary").first.click()
    expect(press).to_contain_text("Left out: not safe today")
    expect(press.locator(".now")).to_have_count(0)
    page.locator("#exercise-1 > summary").click()
    page.locator("#exercise-1").get_by_role("button", name="Done").click()
    page.get_by_text("1 of 4 sets done").wait_for()
    go_online(page)
    wait_until_sent(page)

    assert done_sets(planned) == [("push-up", 1)]
    skip = SessionLog.objects.get().skips.get()
    assert (skip.prescription.exercise.slug, skip.reason) == ("press", "safety")
