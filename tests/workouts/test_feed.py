"""The calendar feed, read with a library and byte by byte (interop formats 4.4)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from tests import factories
from workouts.feed import CANCELLED_TOLD, open_feed, write_feed
from workouts.planning import move_session, skip_session, take_up_session

MONDAY = date(2026, 10, 5)
NOON = datetime(2026, 10, 5, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def planned(clock, tess, cleo):
    """Cleo's sessions of Monday and Tuesday, and her feed switched on."""
    program = factories.create_program(owner=tess, sessions=2, name="Knee pain B", load_pct=None)
    assignment = factories.assign(program=program, client=cleo, starts_on=MONDAY)
    open_feed(cleo)
    return list(assignment.planned_sessions.order_by("planned_on"))


def fetch(browser, person, **headers):
    return browser.get(reverse("workouts:calendar-feed", args=[person.calendar_key]), headers=headers)


def events(response):
    """UID -> event, in the order of the feed."""
    return {str(event["UID"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def uid(planned_session):
    return f"session-{planned_session.code}@127.0.0.1"


def test_each_session_is_one_whole_day(browser, cleo, planned):
    found = events(fetch(browser, cleo))

    assert list(found) == [uid(row) for row in planned]
    first = found[uid(planned[0])]
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (MONDAY, MONDAY + timedelta(days=1))
    assert (first["STATUS"], first["SEQUENCE"], first["TRANSP"]) == ("CONFIRMED", 0, "TRANSPARENT")
    assert first["DTSTAMP"].dt == first["LAST-MODIFIED"].dt == NOON


def test_the_calendar_says_what_the_standard_asks_for(browser, cleo, planned):
    response = fetch(browser, cleo)

    text = response.content.decode()
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-cache"
    for line in [
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "NAME:Training",
        "X-WR-CALNAME:Training",
        "DTSTART;VALUE=DATE:20261005",
        "DTEND;VALUE=DATE:20261006",
    ]:
        assert f"\r\n{line}\r\n" in text
    assert "PRODID:-//ecctrain//" in text


def test_lines_end_in_crlf_and_are_folded_at_75_octets(browser, cleo, planned, settings):
    settings.PUBLIC_URL = "https://training.a-practice-with-a-rather-long-name.example.org"

    content = fetch(browser, cleo).content

    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)
    [first, _second] = events(fetch(browser, cleo)).values()
    path = reverse("workouts:planned-session", args=[planned[0].code])
    assert first["URL"] == f"{settings.PUBLIC_URL}{path}"


def test_nothing_of_the_training_is_told(browser, cleo, planned):
    text = fetch(browser, cleo).content.decode()

    assert {str(event["SUMMARY"]) for event in events(fetch(browser, cleo)).values()} == {"Training session"}
    for word in ("Knee", "Day 1", "Exercise", "Cleo", "Tess"):
        assert word not in text


def test_what_did_not_change_is_the_same_to_the_byte_and_304(browser, clock, cleo, planned):
    first = fetch(browser, cleo)
    clock.shift(timedelta(hours=6))

    again = fetch(browser, cleo)
    unchanged = fetch(browser, cleo, **{"If-None-Match": first.headers["ETag"]})

    assert again.content == first.content
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_moved_session_is_the_same_event_with_a_higher_sequence(browser, clock, cleo, planned):
    before = fetch(browser, cleo)
    clock.shift(timedelta(hours=1))
    move_session(planned_session=planned[0], to_on=MONDAY + timedelta(days=3))

    after = fetch(browser, cleo, **{"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    moved = events(after)[uid(planned[0])]
    assert (moved["SEQUENCE"], moved["DTSTART"].dt) == (1, MONDAY + timedelta(days=3))
    assert moved["LAST-MODIFIED"].dt == NOON + timedelta(hours=1)
    assert events(after)[uid(planned[1])]["SEQUENCE"] == 0


def skip(planned_session, by):
    skip_session(planned_session=planned_session, reason="Away.", at=NOON, by=by)


def test_a_skipped_session_is_cancelled_and_comes_back_when_it_is_taken_up(browser, tess, cleo, planned):
    fetch(browser, cleo)
    skip(planned[1], by=tess)
    skipped = events(fetch(browser, cleo))[uid(planned[1])]
    take_up_session(planned_session=planned[1])

    taken_up = events(fetch(browser, cleo))[uid(planned[1])]

    assert (skipped["STATUS"], skipped["SEQUENCE"]) == ("CANCELLED", 1)
    assert (taken_up["STATUS"], taken_up["SEQUENCE"]) == ("CONFIRMED", 2)


def test_a_cancelled_session_is_told_for_a_while_only(cleo, tess, planned):
    write_feed(cleo, NOON)
    skip(planned[1], by=tess)
    write_feed(cleo, NOON)

    told = write_feed(cleo, NOON + CANCELLED_TOLD)
    gone = write_feed(cleo, NOON + CANCELLED_TOLD + timedelta(seconds=1))

    assert b"STATUS:CANCELLED" in told
    assert b"STATUS:CANCELLED" not in gone
    assert b"STATUS:CONFIRMED" in gone


def test_a_session_cancelled_before_anybody_asked_is_not_told(browser, cleo, tess, planned):
    skip(planned[1], by=tess)

    assert list(events(fetch(browser, cleo))) == [uid(planned[0])]


def test_the_end_of_a_plan_cancels_what_was_not_begun(browser, cleo, planned):
    factories.start(planned_session=planned[0])
    fetch(browser, cleo)
    planned[0].assignment.end(at=NOON, reason="The season is over.")

    found = events(fetch(browser, cleo))

    assert [str(event["STATUS"]) for event in found.values()] == ["CONFIRMED", "CANCELLED"]


def test_other_peoples_sessions_are_never_in_it(browser, uma, omar, cleo, planned):
    program = factories.create_program(owner=uma, load_pct=None)
    factories.assign(program=program, client=omar, starts_on=MONDAY)
    open_feed(omar)

    ours, theirs = events(fetch(browser, cleo)), events(fetch(browser, omar))

    assert len(ours) == 2
    assert len(theirs) == 1
    assert ours.keys().isdisjoint(theirs)


def test_a_new_address_makes_the_old_one_useless(browser, cleo, planned):
    old = reverse("workouts:calendar-feed", args=[cleo.calendar_key])
    browser.force_login(cleo)

    browser.post(reverse("workouts:calendar-renew"))

    cleo.refresh_from_db()
    assert browser.get(old).status_code == 404
    assert len(events(fetch(browser, cleo))) == 2


def test_switched_off_its_address_no_longer_works(browser, cleo, planned):
    old = reverse("workouts:calendar-feed", args=[cleo.calendar_key])
    browser.force_login(cleo)

    browser.post(reverse("workouts:calendar-off"))

    cleo.refresh_from_db()
    assert cleo.calendar_key is None
    assert browser.get(old).status_code == 404
    assert "Switch on" in browser.get(reverse("workouts:calendar")).text


def test_the_page_shows_the_address_while_it_is_on(browser, cleo):
    browser.force_login(cleo)

    off = browser.get(reverse("workouts:calendar")).text
    on = browser.post(reverse("workouts:calendar-renew"), follow=True).text

    cleo.refresh_from_db()
    path = reverse("workouts:calendar-feed", args=[cleo.calendar_key])
    assert "feed-address" not in off
    assert f'value="http://testserver{path}"' in on
    assert f'href="webcal://testserver{path}"' in on


@pytest.mark.parametrize("weeks", [1, 4])
def test_the_number_of_queries_does_not_grow(browser, clock, tess, cleo, weeks, django_assert_num_queries):
    program = factories.create_program(owner=tess, weeks=weeks, sessions=2, load_pct=None)
    factories.assign(program=program, client=cleo, starts_on=MONDAY)
    open_feed(cleo)
    fetch(browser, cleo)

    with django_assert_num_queries(3):
        fetch(browser, cleo)
