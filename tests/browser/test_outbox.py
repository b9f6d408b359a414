"""The outbox: what is entered on a phone without a network is kept there, and arrives once, in order."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, session_cookie
from tests.factories import (
    assign,
    create_exercise,
    create_one_rep_max,
    create_program,
    make_health_screening,
)
from workouts.models import ExerciseSkip, SessionLog, SetLog

PASSWORD = "lowering-4-seconds"


@pytest.fixture
def planned(cleo, tess):
    """Cleo's session of today, not begun: squats with 60 kg and push-ups, two sets of eight each."""
    return plan(cleo, tess)


def plan(client, trainer):
    squat = create_exercise(slug="squat", name="Squat")
    push_up = create_exercise(slug="push-up", name="Push-up", load_type="bw")
    make_health_screening(client=client)
    create_one_rep_max(client=client, exercise=squat)
    program = create_program(owner=trainer, lines=2, exercises=[squat, push_up], sets=2)
    program.sessions.get().lines.filter(exercise=push_up).update(load_pct=None)
    return assign(program=program, client=client).planned_sessions.get()


@pytest.fixture
def today(open_page, cleo, planned):
    """Cleo's phone on Today; the worker has what it keeps."""
    return open_today(open_page, cleo, planned)


def open_today(open_page, client, planned):
    page = open_page(client, PHONE)
    page.goto("/today/")
    wait_until_kept(page, f"/sessions/{planned.code}/")
    return page


def wait_until_kept(page, path):
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    wait_until(page, f"Boolean(await (await caches.open('pages')).match('{path}'))")
    wait_until(page, "Boolean(navigator.serviceWorker.controller)")


def wait_until(page, expression):
    """Ask the page until its (asynchronous) answer is true; wait_for_function does not await one."""
    deadline = time.monotonic() + 15
    while not page.evaluate(f"(async () => {expression})()"):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(100)


def entries(page):
    """What waits on the phone: (kind, refused)."""
    return page.evaluate("Outbox.mine().then((rows) => rows.map((row) => [row.kind, row.refusal]))")


def go_offline(page):
    page.context.set_offline(True)


def go_online(page):
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def wait_until_sent(page):
    wait_until(page, "(await Outbox.mine()).length === 0")


def tap_done(page, count):
    page.locator("details[open] .now").get_by_role("button", name="Done").click()
    page.get_by_text(f"{count} of 4 sets done").wait_for()


def sets():
    """The sets that count, as they were performed."""
    rows = SetLog.objects.counted().order_by("performed_at")
    return [(row.exercise.slug, row.number, row.reps) for row in rows]


WHOLE = [("squat", 1, 8), ("squat", 2, 8), ("push-up", 1, 8), ("push-up", 2, 8)]


def test_whole_session_without_a_network_arrives_in_order(today, planned):
    page = today
    go_offline(page)
    before = timezone.now()
    page.get_by_role("button", name="Start").click()
    page.get_by_text("0 of 4 sets done").wait_for()
    for count in (1, 2):
        tap_done(page, count)
    page.locator("#exercise-2[open]").wait_for()
    page.reload()
    page.get_by_text("2 of 4 sets done").wait_for()
    for count in (3, 4):
        tap_done(page, count)
    page.locator("#finish").get_by_label("6", exact=True).check()
    page.get_by_role("button", name="Finish", exact=True).click()
    page.get_by_text("The session is saved on this phone.").wait_for()
    expect(page.locator("#outbox")).to_contain_text("6 entries are saved on this phone.")
    after = timezone.now()
    assert not SessionLog.objects.exists()

    go_online(page)
    page.get_by_role("heading", name="Well braked, Cleo").wait_for()

    session_log = SessionLog.objects.get()
    instants = list(SetLog.objects.order_by("pk").values_list("performed_at", flat=True))
    assert sets() == WHOLE
    assert SetLog.objects.count() == 4
    assert instants == sorted(instants)
    slack = timedelta(milliseconds=5)
    assert before - slack <= session_log.started_at <= instants[0] <= instants[-1] <= session_log.finished_at
    assert session_log.finished_at <= after + slack
    assert (session_log.effort, session_log.total_sets) == (6, 4)


def test_queue_survives_a_closed_tab(today, planned):
    context = today.context
    go_offline(today)
    today.get_by_role("button", name="Start").click()
    tap_done(today, 1)
    today.close()

    page = context.new_page()
    page.goto(f"/sessions/{planned.code}/")
    page.get_by_text("1 of 4 sets done").wait_for()
    expect(page.locator("#exercise-1 .done .set-value")).to_have_text("60 kg × 8")
    go_online(page)
    wait_until_sent(page)

    assert sets() == WHOLE[:1]


def test_set_online_is_still_done_when_the_page_opens_offline(today, planned):
    page = today
    page.get_by_role("button", name="Start").click()
    tap_done(page, 1)
    wait_until(
        page,
        "(await (await (await caches.open('pages')).match(location.pathname)).text()).includes('1 of 4 sets')",
    )
    go_offline(page)
    page.reload()

    page.get_by_text("1 of 4 sets done").wait_for()
    assert entries(page) == []


def test_undo_of_a_waiting_set_takes_it_out(today):
    page = today
    go_offline(page)
    page.get_by_role("button", name="Start").click()
    tap_done(page, 1)
    tap_done(page, 2)
    page.locator("#exercise-1 > summary").click()
    page.locator("#exercise-1 .done").first.get_by_role("button", name="Undo").click()
    page.get_by_text("1 of 4 sets done").wait_for()
    page.locator("#exercise-1").get_by_role("button", name="Fewer reps").click()
    page.locator("#exercise-1").get_by_role("button", name="Done").click()
    page.get_by_text("2 of 4 sets done").wait_for()
    go_online(page)
    wait_until_sent(page)

    assert sets() == [("squat", 2, 8), ("squat", 1, 7)]
    assert SetLog.objects.count() == 2


def test_undo_of_a_sent_set_waits_too(today):
    page = today
    page.get_by_role("button", name="Start").click()
    tap_done(page, 1)
    go_offline(page)
    page.get_by_role("button", name="Undo set 1").click()
    page.get_by_text("0 of 4 sets done").wait_for()
    assert sets() == WHOLE[:1]
    go_online(page)
    wait_until_sent(page)

    assert sets() == []


def test_skip_without_a_network(today):
    page = today
    go_offline(page)
    page.get_by_role("button", name="Start").click()
    page.locator("#exercise-1").get_by_text("Leave this out").click()
    page.get_by_role("button", name="No time").click()
    page.locator("#exercise-1").get_by_text("saved on this phone").wait_for(state="attached")
    go_online(page)
    wait_until_sent(page)

    assert list(ExerciseSkip.objects.values_list("prescription__exercise__slug", "reason")) == [
        ("squat", "time")
    ]


def test_expired_sign_in_keeps_the_queue(open_page, cleo, planned):
    cleo.password = make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
    cleo.save()
    page = open_today(open_page, cleo, planned)
    page.get_by_role("button", name="Start").click()
    page.get_by_text("0 of 4 sets done").wait_for()
    go_offline(page)
    tap_done(page, 1)
    Session.objects.all().delete()
    go_online(page)
    page.get_by_role("link", name="Sign in").click()
    assert sets() == []

    page.get_by_label("Email").fill(cleo.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**/sessions/{planned.code}/")
    wait_until_sent(page)

    assert sets() == WHOLE[:1]


def test_refused_entry_is_shown_and_the_others_go_through(today):
    page = today
    go_offline(page)
    page.get_by_role("button", name="Start").click()
    squat = page.locator("#exercise-1")
    squat.get_by_label("Repetitions").fill("99")
    tap_done(page, 1)
    tap_done(page, 2)
    go_online(page)
    refusal = page.locator(".refusal")
    refusal.wait_for()

    expect(refusal).to_contain_text("Set 1 of Squat: 60 kg × 99 reps")
    expect(refusal).to_contain_text("Repetitions go from 0 to 60.")
    assert sets() == [("squat", 2, 8)]
    page.reload()
    expect(refusal).to_contain_text("Repetitions go from 0 to 60.")
    refusal.get_by_role("button", name="Throw away").click()
    wait_until_sent(page)
    page.get_by_text("1 of 4 sets done").wait_for()


def test_another_account_sends_nothing_of_the_first(today, server, omar, planned):
    page = today
    go_offline(page)
    page.get_by_role("button", name="Start").click()
    tap_done(page, 1)
    page.context.clear_cookies()
    page.context.add_cookies([session_cookie(omar, server)])
    page.context.set_offline(False)
    page.goto("/today/")

    expect(page.locator("#outbox")).to_contain_text("2 from another account wait here")
    expect(page.locator("#outbox")).not_to_contain_text("Squat")
    assert not SessionLog.objects.exists()
    wait_until(page, f"!(await (await caches.open('pages')).match('/sessions/{planned.code}/'))")


def test_two_tabs_send_once(today, planned):
    first = today
    first.get_by_role("button", name="Start").click()
    first.get_by_text("0 of 4 sets done").wait_for()
    second = first.context.new_page()
    second.goto(f"/sessions/{planned.code}/")
    posted = []
    first.context.on("request", lambda request: request.method == "POST" and posted.append(request.url))
    go_offline(first)
    tap_done(first, 1)
    tap_done(first, 2)
    first.context.set_offline(False)
    for page in (first, second):
        page.evaluate("void dispatchEvent(new Event('online'))")
    wait_until_sent(first)
    wait_until_sent(second)

    assert sets() == WHOLE[:2]
    assert len(posted) == 2


def test_answer_that_gets_lost_makes_no_second_set(today):
    """The server has the set, the phone does not know: it sends it again, and there is one."""
    page = today
    page.get_by_role("button", name="Start").click()
    page.get_by_text("0 of 4 sets done").wait_for()
    lost = []

    def lose_the_answer(route):
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    page.context.route(re.compile("/sets/$"), lose_the_answer, times=1)
    page.locator("details[open] .now").get_by_role("button", name="Done").click()
    page.get_by_text("1 of 4 sets done").wait_for()
    wait_until_sent(page)

    assert len(lost) == 1
    assert SetLog.objects.count() == 1
    assert sets() == WHOLE[:1]


def test_page_closed_in_the_middle_of_sending_loses_nothing(today, planned):
    page = today
    page.get_by_role("button", name="Start").click()
    page.get_by_text("0 of 4 sets done").wait_for()
    held = []
    page.context.route(re.compile("/sets/$"), lambda route: held.append(route), times=1)
    page.locator("details[open] .now").get_by_role("button", name="Done").click()
    page.wait_for_timeout(300)
    assert len(held) == 1
    context = page.context
    page.close()

    page = context.new_page()
    page.goto(f"/sessions/{planned.code}/")
    wait_until_sent(page)

    assert sets() == WHOLE[:1]


def test_weak_signal_saves_here_first(today):
    page = today
    page.get_by_label("Weak signal").check()
    page.get_by_role("button", name="Start").click()
    page.get_by_text("0 of 4 sets done").wait_for()
    wait_until_sent(page)
    page.context.route(re.compile("/sets/$"), lambda route: None)
    page.locator("details[open] .now").get_by_role("button", name="Done").click()

    page.get_by_text("1 of 4 sets done").wait_for()
    assert entries(page) == [["set", ""]]


def test_sign_out_warns_of_what_waits(today):
    page = today
    page.goto("/me/")
    page.context.route("**/outbox/token/", lambda route: route.abort())
    page.evaluate("void Outbox.queue('note', '/nowhere/', 'A note')")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("dialog")).to_contain_text("1 entry is saved on this phone.")
    page.get_by_role("button", name="Stay").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign out and throw it away").click()
    page.get_by_role("heading", name="Sign in").wait_for()

    assert page.evaluate("caches.has('pages')") is False


def test_page_that_is_not_kept_says_so(today):
    go_offline(today)
    today.goto("/me/")

    expect(today.get_by_role("heading")).to_have_text("No connection")
