"""A whole session of 24 sets through everything that goes wrong on a phone: each set arrives once, in order.

The random runs print their seeds. `make soak` makes 200 of them; `SOAK_SEED=n SOAK_RUNS=1` repeats one.
"""

import os
import random
import signal
import subprocess
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.browser.conftest import PHONE, session_cookie
from tests.browser.proxy import Proxy
from tests.browser.test_outbox import wait_until_kept
from tests.factories import assign, create_exercise, create_one_rep_max, create_program, make_health_screening
from workouts.models import SessionLog, SetLog

PASSWORD = "lowering-4-seconds"
EXERCISES, SETS = 6, 4
TOTAL = EXERCISES * SETS
RUNS = int(os.environ.get("SOAK_RUNS", "3"))
# What may happen before a tap, and how often in thirty.
FAULTS = {
    "nothing": 16,
    "offline": 2,
    "online": 2,
    "reload": 2,
    "closed": 1,
    "crashed": 1,
    "lost answer": 2,
    "lost request": 1,
    "down": 1,
    "up": 1,
    "expired": 1,
}


@pytest.fixture
def proxy(server):
    """What stands between the phone and the server."""
    proxy = Proxy(server.port)
    yield proxy
    proxy.close()


@pytest.fixture
def planned(cleo, tess):
    """Cleo's session of today: six exercises with 60 kg, four sets of eight each. She can sign in again by herself."""
    cleo.password = make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
    cleo.save()
    exercises = [create_exercise(name=f"Exercise {number}") for number in range(1, EXERCISES + 1)]
    make_health_screening(client=cleo)
    for exercise in exercises:
        create_one_rep_max(client=cleo, exercise=exercise)
    program = create_program(owner=tess, lines=EXERCISES, exercises=exercises, sets=SETS)
    return assign(program=program, client=cleo).planned_sessions.get()


class Phone:
    """A phone in the hand of a person who goes on tapping, whatever happens."""

    def __init__(self, context, planned):
        self.context, self.planned = context, planned
        self.email = planned.assignment.client.email
        self.path = f"/sessions/{planned.code}/"
        self.done = self.taps = 0
        self.between = []
        self.page = context.pages[0] if context.pages else context.new_page()

    def start(self):
        """Today, with the session's page kept on the phone, and the one tap that begins."""
        self.page.goto("/today/")
        wait_until_kept(self.page, self.path)
        self.page.get_by_role("button", name="Start").click()
        self.taps += 1
        self.see()

    def see(self):
        """The session's page, after signing in where it is asked for; it shows every set that was tapped."""
        counted = self.page.get_by_text(f"{self.done} of {TOTAL} sets done")
        email = self.page.get_by_label("Email")
        counted.or_(email).first.wait_for()
        if email.is_visible():
            self.sign_in()
        counted.wait_for()

    def sign_in(self):
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(f"**{self.path}")

    def tap_done(self):
        """One tap: a set done as prescribed."""
        before = timezone.now()
        self.page.locator("details[open] .now").get_by_role("button", name="Done").click()
        self.taps += 1
        self.done += 1
        self.see()
        self.between.append((before, timezone.now()))

    def reopen(self):
        """The session's page in a new tab."""
        self.page = self.context.new_page()
        self.page.goto(self.path)
        self.see()

    def close_tab(self):
        self.page.close()
        self.reopen()

    def crash(self):
        """The processes of the page and its worker die, as when the phone needs the memory."""
        browser = self.context.browser.new_browser_cdp_session()
        with self.page.expect_event("crash"):
            for process in browser.send("SystemInfo.getProcessInfo")["processInfo"]:
                if process["type"] == "renderer":
                    os.kill(process["id"], signal.SIGKILL)
        browser.detach()
        self.page.close()
        self.reopen()

    def reload(self):
        self.page.reload()
        self.see()

    def finish(self):
        self.page.get_by_role("button", name="Finish", exact=True).click()
        self.taps += 1

    def send_everything(self):
        """Back in the open air: sign in if asked, and see the outbox empty itself."""
        self.context.set_offline(False)
        self.page.evaluate("void dispatchEvent(new Event('online'))")
        finished = self.page.get_by_role("heading", name="Well braked, Cleo")
        sign_in = self.page.locator("#outbox").get_by_role("link", name="Sign in")
        finished.or_(sign_in).or_(self.page.get_by_label("Email")).first.wait_for(timeout=30_000)
        if not finished.is_visible():
            if sign_in.is_visible():
                sign_in.click()
            self.sign_in()
        # The page leads on to the finish once the outbox has sent it, the last of all entries.
        finished.wait_for(timeout=60_000)


def check_everything_arrived(phone):
    """24 sets, each once, in the order and with the times of the taps; nothing voided."""
    session_log = SessionLog.objects.get()
    rows = list(SetLog.objects.order_by("performed_at"))
    places = [(row.prescription.position, row.number) for row in rows]
    assert places == [(exercise, number) for exercise in range(1, 7) for number in range(1, 5)]
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    assert not any(row.voided_at for row in rows)
    slack = timedelta(milliseconds=5)
    for row, (before, after) in zip(rows, phone.between, strict=True):
        assert before - slack <= row.performed_at <= after + slack
    assert session_log.total_sets == TOTAL
    assert session_log.finished_at >= rows[-1].performed_at
    assert phone.taps == 1 + TOTAL + 1


class Browser:
    """A Chromium with its own folder on the disk, that can be killed and begun again."""

    def __init__(self, playwright_chromium, folder, base_url):
        self.launcher, self.folder, self.base_url = playwright_chromium, folder, base_url
        self.context = None

    def start(self):
        self.context = self.launcher.launch_persistent_context(
            self.folder,
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
            base_url=self.base_url,
            viewport=PHONE,
        )
        self.context.set_default_timeout(15_000)
        return self.context

    def kill(self):
        """SIGKILL to every process of this browser, as when the battery is taken out."""
        found = subprocess.run(["pgrep", "-f", self.folder], capture_output=True, text=True, check=True)
        for number in found.stdout.split():
            os.kill(int(number), signal.SIGKILL)


def test_session_of_24_sets_takes_26_taps_and_survives_the_basement(
    chromium, server, transactional_db, planned, tmp_path
):
    """Offline from the second set on; a reload, a closed tab, a killed browser; an expired sign-in at the end."""
    browser = Browser(chromium.browser_type, str(tmp_path / "phone"), server.url)
    context = browser.start()
    context.add_cookies([session_cookie(planned.assignment.client, server)])
    phone = Phone(context, planned)
    phone.start()
    phone.tap_done()
    phone.context.set_offline(True)
    for count in range(2, TOTAL + 1):
        phone.tap_done()
        if count == 8:
            phone.reload()
        elif count == 13:
            phone.close_tab()
        elif count == 17:
            browser.kill()
            phone.context = browser.start()
            phone.context.add_cookies([session_cookie(planned.assignment.client, server)])
            phone.context.set_offline(True)
            phone.reopen()
    phone.finish()
    phone.page.get_by_text("The session is saved on this phone.").wait_for()
    assert SetLog.objects.count() == 1
    Session.objects.all().delete()
    phone.send_everything()
    phone.context.close()

    check_everything_arrived(phone)


def test_session_whose_every_answer_gets_lost_arrives_once(open_page, proxy, planned, server):
    """The server commits each set and the phone never hears of it, until at last it asks again."""
    phone = Phone(phone_context(open_page, proxy, planned, server), planned)
    phone.start()
    for _ in range(TOTAL):
        proxy.lose_answer()
        phone.tap_done()
    proxy.forget()
    phone.finish()
    phone.send_everything()

    assert proxy.lost.count("answer") >= 1
    check_everything_arrived(phone)


@pytest.mark.parametrize("run", range(RUNS))
def test_session_survives_faults_at_random(open_page, proxy, planned, server, run):
    seed = int(os.environ.get("SOAK_SEED") or random.SystemRandom().randrange(10**6)) + run
    print(f"seed {seed}")
    chance = random.Random(seed)  # noqa: S311  chance, not secrets
    phone = Phone(phone_context(open_page, proxy, planned, server), planned)
    phone.start()
    for _ in range(TOTAL):
        fault = chance.choices(list(FAULTS), FAULTS.values())[0]
        print(phone.done, fault)
        cause(fault, phone, proxy)
        phone.tap_done()
    phone.finish()
    proxy.forget()
    phone.send_everything()

    check_everything_arrived(phone)


def phone_context(open_page, proxy, planned, server):
    """The context of a phone that reaches the server through the proxy."""
    page = open_page(planned.assignment.client, PHONE, base_url=proxy.url)
    page.context.set_default_timeout(15_000)
    return page.context


def cause(fault, phone, proxy):
    """Let `fault` happen to the phone or to its network."""
    match fault:
        case "offline" | "online":
            phone.context.set_offline(fault == "offline")
        case "reload":
            phone.reload()
        case "closed":
            phone.close_tab()
        case "crashed":
            phone.crash()
        case "lost answer":
            proxy.lose_answer()
        case "lost request":
            proxy.lose_request()
        case "down" | "up":
            proxy.is_down = fault == "down"
        case "expired":
            Session.objects.all().delete()
