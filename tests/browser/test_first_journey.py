"""The main job from end to end: a trainer assigns a program in a browser, a client logs it on a phone."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from playwright.sync_api import expect

from ecctrain.accounts.models import User
from tests.browser.conftest import DESKTOP, PHONE
from workouts.models import SessionLog, SetLog

PASSWORD = "lowering-4-seconds"


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_trainer_assigns_and_client_logs(open_page, catalogue, tess, has_scripts):
    # As the server hashes them; the tests' own hasher is a quicker one.
    tess.password = make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
    tess.save()
    desk = open_page(viewport=DESKTOP, java_script_enabled=has_scripts)
    phone = open_page(viewport=PHONE, java_script_enabled=has_scripts)

    sign_in(desk, tess.email)
    link = invite(desk, "Nora Berg")
    build_program(desk, has_scripts)
    record_one_rep_max(desk)
    assign_today(desk)
    accept(phone, link)
    answer_health(phone)
    log_session(phone, has_scripts)

    review(desk)
    nora = User.objects.get(email="nora@example.org")
    session_log = SessionLog.objects.get(client=nora)
    counted = session_log.set_logs.counted().order_by("performed_at")
    assert [(row.exercise.slug, str(row.load_value), row.load_unit, row.reps) for row in counted] == [
        ("back-squat", "30.000", "lb", 8),
        ("back-squat", "25.000", "lb", 7),
        ("back-squat", "30.000", "lb", 8),
        ("push-up", "None", "", 8),
        ("push-up", "None", "", 8),
        ("push-up", "None", "", 8),
    ]
    assert SetLog.objects.exclude(voided_at=None).count() == 1
    assert session_log.total_sets == 6
    assert session_log.total_reps == 47
    # 47 repetitions, each lowered for 4 s.
    assert session_log.total_lowering_s == 188
    assert session_log.note == "Felt light"
    assert session_log.effort == 6


def sign_in(page, email):
    page.goto("/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/clients/")


def invite(page, name):
    page.get_by_role("link", name="Invite a client").first.click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("lb", exact=True).check()
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("heading", name=name).wait_for()
    return page.get_by_label("Invitation link").input_value()


def build_program(page, has_scripts):
    page.get_by_role("link", name="Programs").first.click()
    page.get_by_label("Name").fill("Strong knees")
    page.get_by_role("button", name="Begin").click()
    for slug in ("back-squat", "push-up"):
        page.get_by_label("Add an exercise to Day A").fill(slug)
        page.get_by_role("button", name="Add Enter").click()
        page.locator("tbody.builder-line").filter(has=page.locator(f'a[href="/library/{slug}/"]')).wait_for()
    squat = page.locator("tbody.builder-line").first
    assert squat.get_by_label("Load", exact=True).input_value() == "60 %"
    squat.get_by_label("Rest").fill("2:00")
    if has_scripts:
        with page.expect_response("**/lines/**") as saved:
            squat.get_by_label("Rest").press("Tab")
        assert saved.value.status == 200
    else:
        squat.get_by_role("button", name="Save").click()
    expect(page.locator("tbody.builder-line").first.get_by_label("Rest")).to_have_value("120 s")


def record_one_rep_max(page):
    page.get_by_role("link", name="Clients").first.click()
    page.get_by_role("link", name="Nora Berg").click()
    page.get_by_role("link", name="Record a 1RM").click()
    page.get_by_label("Exercise", exact=True).select_option("back-squat")
    page.get_by_label("Weight", exact=True).fill("50")
    page.get_by_label("Unit").select_option("lb")
    page.get_by_role("button", name="Record").click()
    record = page.get_by_role("article").filter(has_text="Squat (barbell back squat)")
    record.wait_for()
    assert "25–35 lb" in record.inner_text()


def assign_today(page):
    page.get_by_role("link", name="Programs").first.click()
    page.get_by_role("row").filter(has_text="Strong knees").get_by_role("link", name="Assign").click()
    page.get_by_label("Nora Berg").check()
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        page.get_by_label(day).check()
    page.get_by_role("button", name="Show dates and loads").click()
    squat = page.get_by_role("row").filter(has_text="Squat (barbell back squat)")
    squat.wait_for()
    assert "30 lb" in squat.inner_text()
    for reason in page.get_by_label("Reason").all():
        reason.fill("Lowered slowly in her last club.")
    page.get_by_label("I have looked at these and decide to issue them.").check()
    page.get_by_role("button", name="Assign to Nora Berg").click()
    page.get_by_role("status").get_by_text("Strong knees is assigned to Nora Berg.").wait_for()


def accept(page, link):
    page.goto(link)
    assert "Tess" not in page.inner_text("body")
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").fill("nora@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("heading", name="Tess Moreau would like to coach you").wait_for()
    page.get_by_role("button", name="Accept").click()
    page.wait_for_url("**/today/")


def answer_health(page):
    page.get_by_role("link", name="Answer the questions").click()
    page.get_by_role("heading", name="Your health", exact=True).wait_for()
    for no in page.get_by_label("No", exact=True).all():
        no.check()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("link", name="To today").click()


def log_session(page, has_scripts):
    page.get_by_role("button", name="Start").click()
    # A barbell squat wants somebody who spots, or safety arms.
    page.get_by_role("button", name="Yes, it is there: start").click()
    page.get_by_text("0 of 6 sets done").wait_for()
    tap_done(page, "1 of 6 sets done")
    squat = page.locator("#exercise-1")
    if has_scripts:
        squat.get_by_role("button", name="Less weight").click()
        squat.get_by_role("button", name="Fewer reps").click()
    else:
        squat.get_by_label("Weight (lb)").fill("25")
        squat.get_by_label("Repetitions").fill("7")
    tap_done(page, "2 of 6 sets done")
    tap_done(page, "3 of 6 sets done")
    page.locator("#exercise-2[open]").wait_for()
    page.locator("#exercise-1 > summary").click()
    squat.get_by_role("button", name="Undo set 3").click()
    page.get_by_text("2 of 6 sets done").wait_for()
    squat.get_by_role("button", name="Done").click()
    page.get_by_text("3 of 6 sets done").wait_for()
    for count in (4, 5, 6):
        tap_done(page, f"{count} of 6 sets done")
    # A click with its checks: after the last set the page still moves for a moment.
    page.get_by_label("6", exact=True).check()
    page.get_by_label("Note for your trainer").fill("Felt light")
    page.get_by_role("button", name="Finish", exact=True).click()
    page.get_by_role("heading", name="Well braked, Nora").wait_for()
    assert "188 s" in page.locator(".sums").inner_text()


def tap_done(page, count):
    """One tap on the one Done button there is, then the count that follows from it."""
    page.locator("details[open] .now").get_by_role("button", name="Done").click()
    page.get_by_text(count).wait_for()


def review(page):
    page.get_by_role("link", name="Clients").first.click()
    page.get_by_role("link", name="Nora Berg").click()
    squat = page.locator(".trained").get_by_role("row").filter(has_text="Squat (barbell back squat)")
    assert "3 × 30 lb × 8" in squat.inner_text()
    assert "30 lb × 8, 25 lb × 7, 30 lb × 8" in squat.inner_text()
    assert "Felt light" in page.locator(".trained").inner_text()
