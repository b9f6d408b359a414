"""What the phone's outbox asks of the server: its worker, the page without a network, the token."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests import factories

ROOT = Path(__file__).parent.parent


def test_the_worker_is_a_script_for_the_whole_site_and_asked_for_anew(browser):
    answer = browser.get(reverse("service-worker"))

    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert reverse("service-worker") == "/sw.js"


def test_the_worker_is_the_same_for_everybody(browser, cleo):
    unknown = browser.get(reverse("service-worker")).text
    browser.force_login(cleo)

    assert browser.get(reverse("service-worker")).text == unknown


def test_the_page_without_a_network_names_nobody(browser, cleo):
    """The worker keeps it for whoever uses the phone next."""
    browser.force_login(cleo)

    page = browser.get(reverse("offline")).text

    assert "What you have entered is saved here" in page
    assert cleo.full_name not in page
    assert cleo.email not in page
    assert str(cleo.code) not in page


def test_the_token_comes_with_the_person_it_is_for_and_is_kept_nowhere(browser, cleo):
    browser.force_login(cleo)

    answer = browser.get(reverse("outbox-token"))

    assert answer.json()["person"] == str(cleo.code)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_pages_say_whose_they_are(browser, cleo):
    browser.force_login(cleo)

    assert browser.get(reverse("today")).headers["Page-Owner"] == str(cleo.code)


SESSION_FILES = [f"js/{name}.js" for name in ("pacer", "outbox_session", "rest", "stopwatch", "awake")]


@pytest.mark.parametrize("name", [*SESSION_FILES, "css/pacer.css", "css/figures.css"])
def test_the_session_page_names_what_it_needs_so_that_the_worker_keeps_it(browser, tess, cleo, name):
    program = factories.create_program(owner=tess, load_pct=None)
    planned = factories.assign(program=program, client=cleo).planned_sessions.first()
    factories.make_health_screening(client=cleo)
    browser.force_login(cleo)

    page = browser.get(reverse("workouts:session", args=[planned.code])).text

    assert re.search(rf'(?:href|src)="/static/{name}"', page)


@pytest.mark.parametrize("script", sorted(ROOT.glob("static/js/*.js")), ids=lambda script: script.name)
def test_no_script_imports_another(script):
    """The worker keeps what a page names; it does not read what a script would import."""
    assert not re.search(r"^\s*import\b|\bimport\(", script.read_text(), re.MULTILINE)
