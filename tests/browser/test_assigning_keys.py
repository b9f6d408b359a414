"""A program assigned to several clients with the keyboard alone."""

from datetime import timedelta

from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import DESKTOP
from workouts.models import Assignment


def test_two_clients_are_chosen_and_assigned_with_the_keyboard_alone(open_page, tess, cleo):
    squat = factories.create_exercise()
    for name in ("Zoë Brandt", "Kiri Tane", *(f"Client {number}" for number in range(20))):
        person = factories.create_user(full_name=name)
        factories.create_coaching(trainer=tess, client=person)
        factories.create_one_rep_max(client=person, exercise=squat)
    program = factories.create_program(owner=tess, sessions=2, exercises=[squat])
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/assign/")
    keys = page.keyboard
    chosen = page.locator(".picking-count")

    # The field is ready to type in; letters need no accents, and any part of the name will do.
    keys.type("zoe")
    keys.press("Enter")
    expect(chosen).to_have_text("Chosen: Zoë Brandt")
    keys.type("tan")
    keys.press("Enter")
    expect(chosen).to_have_text("Chosen: Kiri Tane, Zoë Brandt")
    # Nothing typed: Enter sends the form, with the weekdays as proposed.
    keys.press("Enter")
    expect(page.get_by_role("heading", name="This is what will be written")).to_be_focused()
    assert Assignment.objects.count() == 0
    while not page.evaluate("document.activeElement.matches('button')"):
        keys.press("Tab")
        if page.evaluate("document.activeElement.matches('[name^=reason-]')"):
            keys.type("Agreed with both of them.")
        elif page.evaluate("document.activeElement.matches('[name=is_looked_at]')"):
            keys.press("Space")
    keys.press("Enter")

    page.get_by_role("status").get_by_text("Slow squats is assigned to Kiri Tane and Zoë Brandt.").wait_for()
    assert sorted(row.client.full_name for row in Assignment.objects.all()) == ["Kiri Tane", "Zoë Brandt"]
    for assignment in Assignment.objects.all():
        first, second = assignment.planned_sessions.order_by("planned_on")
        assert {first.planned_on.weekday(), second.planned_on.weekday()} == {0, 3}
        assert second.planned_on - first.planned_on < timedelta(days=7)


def test_arrows_and_space_choose_what_was_found(open_page, tess, cleo):
    for name in ("Kiri Tane", "Kim Sommer"):
        factories.create_coaching(trainer=tess, client=factories.create_user(full_name=name))
    page = open_page(tess)
    page.goto(f"/programs/{factories.create_program(owner=tess).code}/assign/")
    keys = page.keyboard

    keys.type("ki")
    expect(page.locator(".picking-list .pick-one:visible")).to_have_text(["Kim Sommer", "Kiri Tane"])
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Space")
    expect(page.locator(".picking-count")).to_have_text("Chosen: Kiri Tane")
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    expect(page.get_by_label("Find a client")).to_be_focused()
    keys.type("xx")
    expect(page.locator(".picking-count")).to_have_text("No client of that name")


def test_without_scripts_the_boxes_are_there_and_the_search_is_not(open_page, tess, cleo):
    squat = factories.create_exercise()
    factories.create_one_rep_max(client=cleo, exercise=squat)
    page = open_page(tess, DESKTOP, java_script_enabled=False)
    page.goto(f"/programs/{factories.create_program(owner=tess, exercises=[squat]).code}/assign/")

    expect(page.get_by_label("Find a client")).to_be_hidden()
    page.get_by_label("Cleo Brandt").check()
    page.get_by_role("button", name="Show dates and loads").click()
    page.get_by_role("button", name="Assign to Cleo Brandt").wait_for()
