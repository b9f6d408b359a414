"""The next morning without a network: an answer is kept, and what an urgent sign asks for is said at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_outbox import go_offline, go_online, wait_until_kept
from tests.factories import create_exercise, create_trained
from workouts.models import SorenessReport


@pytest.fixture
def today(open_page, cleo, tess):
    """Cleo's phone on Today, a day after her session of the knee; the worker has kept the page."""
    exercise = create_exercise(name="Squat", facets=[("region", "knee")])
    create_trained(client=cleo, owner=tess, at=timezone.now() - timedelta(hours=24), exercise=exercise)
    page = open_page(cleo, PHONE)
    page.goto("/today/")
    wait_until_kept(page, "/today/")
    return page


def soreness_form(page):
    return page.locator("form.checkin").filter(has_text="sore")


def answer(page, points):
    soreness_form(page).get_by_label(str(points), exact=True).first.check()


def save(page):
    soreness_form(page).get_by_role("button", name="Save").click()


def test_answer_without_a_network_waits_and_arrives_with_its_own_time(today):
    page = today
    go_offline(page)
    page.reload()
    before = timezone.now()
    answer(page, 3)
    save(page)
    kept = page.locator(".kept-here")
    expect(kept).to_contain_text("Soreness after Day 1")
    expect(kept).to_contain_text("Saved on this phone.")
    expect(soreness_form(page)).to_be_hidden()
    page.reload()
    expect(kept).to_contain_text("Saved on this phone.")
    after = timezone.now()
    assert not SorenessReport.objects.exists()

    go_online(page)
    page.get_by_text("Soreness 3 of 10 after Day 1.").wait_for()

    report = SorenessReport.objects.get()
    slack = timedelta(milliseconds=5)
    assert (report.nrs, report.hours, report.result) == (3, 24, "as_planned")
    assert before - slack <= report.answered_at <= after + slack


def test_answer_that_waits_can_be_given_again(today):
    page = today
    go_offline(page)
    answer(page, 3)
    save(page)
    page.get_by_role("button", name="Answer again").click()
    answer(page, 5)
    save(page)
    page.locator(".kept-here").wait_for()
    go_online(page)
    page.get_by_text("Soreness 5 of 10 after Day 1.").wait_for()

    assert list(SorenessReport.objects.values_list("nrs", "voided_at")) == [(5, None)]


def test_urgent_sign_is_answered_at_once_without_a_network(today):
    page = today
    go_offline(page)
    answer(page, 8)
    urgent = page.get_by_text("Stop all training and get medical care now.")
    expect(urgent).to_be_hidden()
    page.get_by_label("None of these").check()
    expect(urgent).to_be_hidden()
    page.get_by_label("None of these").uncheck()
    page.locator('form.checkin [name="red_flags"]').first.check()
    expect(urgent).to_be_visible()
    save(page)

    kept = page.locator(".kept-here")
    expect(kept).to_contain_text("Stop all training and get medical care now.")
    expect(kept).to_contain_text("Get medical care now: use your local emergency or medical service.")


def test_tapping_the_drawn_body_chooses_the_region(today):
    page = today
    answer(page, 2)
    page.get_by_text("Where, and does it limit you?").click()
    knee = page.locator('[name="regions"][value="knee"]')
    expect(knee).not_to_be_checked()
    body = page.locator(".body")
    box = body.bounding_box()
    # The left thigh in front: x 60 of 300, y 210 of 350 in the drawing.
    body.click(position={"x": box["width"] * 60 / 300, "y": box["height"] * 210 / 350})
    expect(knee).to_be_checked()
    save(page)
    page.get_by_role("heading", name="One more question").wait_for()

    assert SorenessReport.objects.get().regions == ["knee"]
