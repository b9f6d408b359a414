"""A real server and a real Chromium.

The server is gunicorn in a process of its own, with static files as in production, on the very database of the
tests: what a test writes the pages show, and what a tap writes the test reads.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import sync_playwright

from workouts.catalogue import load_exercises, read_exercises

ROOT = Path(__file__).parent.parent.parent
# What Chromium says where a test takes the network away, or one answer.
TAKEN_AWAY = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_FAILED",
    "ERR_EMPTY_RESPONSE",
    "htmx:afterRequest",
    "htmx:sendError",
    "htmx:sendAbort",
)
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# Playwright keeps an event loop in this thread; the tests' own queries are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


class Server:
    """gunicorn on a free port of this machine; `kill` ends it the hard way, `start` begins again."""

    def __init__(self, environment):
        self.environment = environment
        self.process = None
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        """Begin serving; returns once the health page answers."""
        command = [sys.executable, "-m", "gunicorn", "ecctrain.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        options = ["--workers", "2", "--no-control-socket", "--log-level", "warning"]
        self.process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=self.environment, start_new_session=True
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/health/", timeout=2):  # noqa: S310  our own server
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError("the server did not answer within 30 s")

    def stop(self, how=signal.SIGTERM):
        """End the server and its workers, and wait until they are gone."""
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=20)

    def kill(self):
        """SIGKILL to every process of the server, as when a machine takes them away."""
        self.stop(signal.SIGKILL)


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker, tmp_path_factory):
    """The running server of this test process."""
    with django_db_blocker.unblock():
        database = database_url()
        connection.close()
    environment = os.environ | {
        "DATABASE_URL": database,
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
        "DJANGO_SETTINGS_MODULE": "ecctrain.settings",
        "CONN_MAX_AGE": "0",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True)
    server = Server(environment)
    server.start()
    yield server
    server.stop()


def database_url():
    """The address of the database the tests use."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return (
        f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    )


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the process; each test has contexts of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, server, transactional_db):
    """Opens a page: open_page(person, viewport, **context options). Nothing may go wrong in its console.

    A refused form (422) and pages that tests take away on purpose are the only things Chromium may report.
    """
    contexts, complaints = [], []

    def open_page(person=None, viewport=DESKTOP, **options):
        context = chromium.new_context(**{"base_url": server.url, "viewport": viewport} | options)
        context.set_default_timeout(8000)
        contexts.append(context)
        if person is not None:
            context.add_cookies([session_cookie(person, server)])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        return page

    yield open_page
    for context in contexts:
        context.close()
    expected = ("status of 422", "status of 404", "status of 403", "ERR_CONNECTION_REFUSED", *TAKEN_AWAY)
    assert [text for text in complaints if not any(part in text for part in expected)] == []


def session_cookie(person, server):
    """The cookie of a signed-in `person`."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies["sessionid"].value,
        "url": server.url,
    }


@pytest.fixture
def catalogue(transactional_db):
    """The whole exercise library."""
    load_exercises(read_exercises())
