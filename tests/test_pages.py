"""Pages at the root of the site that belong to nobody in particular."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse


def test_manifest_names_icons_that_exist(browser):
    answer = browser.get(reverse("manifest"))

    manifest = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512", "512x512"]
    assert all(finders.find(icon["src"].removeprefix(settings.STATIC_URL)) for icon in manifest["icons"])


@pytest.mark.parametrize("is_production,status", [(False, 200), (True, 404)])
def test_style_page_is_for_development_only(browser, settings, is_production, status):
    settings.PRODUCTION = is_production

    assert browser.get(reverse("style")).status_code == status


@pytest.mark.django_db
def test_health_answers_while_the_database_does(browser):
    answer = browser.get(reverse("health"))

    assert (answer.status_code, answer.text) == (200, "ok")
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_missing_page_is_in_our_look(browser):
    page = browser.get("/nothing-here/")

    assert page.status_code == 404
    assert "There is nothing here" in page.text
    assert "css/tokens" in page.text


def test_an_address_that_only_takes_a_form_says_so(browser, tess, cleo):
    browser.force_login(cleo)

    page = browser.get(reverse("workouts:session-note", args=[cleo.code]))

    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert "Only a form leads here" in page.text
