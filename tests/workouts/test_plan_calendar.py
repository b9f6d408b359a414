"""The client's calendar as the page shows it, and what does not count in it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests import factories
from workouts.calendar_grid import State
from workouts.plan_calendar import read_month, read_week
from workouts.planning import skip_session
from workouts.recording import finish_session

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def noon():
    """Tuesday, 24 November 2026, 12:00 UTC."""
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


@pytest.fixture
def assignment(noon, tess, cleo):
    """A session on each day from Sunday 22 to Saturday 28 November."""
    return factories.assign(
        program=factories.create_program(owner=tess, sessions=7, load_pct=None),
        client=cleo,
        starts_on=TUESDAY - timedelta(days=2),
    )


def states(client):
    """Day of the month -> its State, of the month of TUESDAY."""
    return {day.day.day: day.state for day in read_month(client, TUESDAY, TUESDAY).days if day.entries}


def finish(planned_session, *, with_set=True):
    """The planned session, done now."""
    session_log = factories.start(planned_session=planned_session)
    if with_set:
        factories.record(session_log=session_log)
    return finish_session(session_log=session_log, at=timezone.now(), effort=5, note="")


def test_days_say_what_became_of_their_sessions(assignment, tess, cleo):
    _sunday, _monday, tuesday, wednesday, *_ = assignment.planned_sessions.all()
    finish(tuesday)
    skip_session(planned_session=wednesday, reason="She is away.", at=timezone.now(), by=tess)

    assert states(cleo) == {
        22: State.MISSED,
        23: State.MISSED,
        24: State.DONE,
        25: State.SKIPPED,
        26: State.PLANNED,
        27: State.PLANNED,
        28: State.PLANNED,
    }


def test_a_session_done_late_stands_on_the_day_it_was_done(assignment, cleo):
    finish(assignment.planned_sessions.first())

    calendar = read_week(cleo, TUESDAY, TUESDAY)

    assert [entry.state for entry in calendar.days[1].entries] == [State.DONE, State.PLANNED]
    assert 22 not in states(cleo)


def test_a_voided_session_and_one_without_a_set_were_not_done(assignment, cleo):
    sunday, monday, *_ = assignment.planned_sessions.all()
    voided = finish(sunday)
    voided.voided_at, voided.voided_by = timezone.now(), cleo
    voided.save()
    finish(monday, with_set=False)

    assert (states(cleo)[22], states(cleo)[23]) == (State.MISSED, State.MISSED)


def test_a_paused_plan_rests_from_the_day_of_its_pause(assignment, cleo):
    assignment.pause(at=timezone.now(), reason="")

    assert (states(cleo)[23], states(cleo)[24], states(cleo)[28]) == (
        State.MISSED,
        State.PAUSED,
        State.PAUSED,
    )


def test_an_ended_plan_asks_for_nothing_more(assignment, cleo):
    assignment.end(at=timezone.now(), reason="Moved on.")

    assert states(cleo) == {22: State.MISSED, 23: State.MISSED}


def test_the_calendar_ends_where_the_plan_does(assignment, cleo):
    far = read_month(cleo, TUESDAY, date(1999, 1, 1))

    assert (far.first, far.before, far.after) == (date(2026, 11, 1), None, None)


def test_nobody_elses_sessions_are_in_it(assignment, omar):
    assert read_month(omar, TUESDAY, TUESDAY).is_empty


def test_today_is_the_clients_own(assignment, browser, cleo):
    """At noon in London it is Wednesday in Kiritimati."""
    cleo.time_zone = "Pacific/Kiritimati"
    cleo.save()
    browser.force_login(cleo)

    page = browser.get(reverse("workouts:plan")).text

    assert "Wednesday 25 November, today" in page


@pytest.mark.parametrize("query", ["?month=nonsense", "?week=2026-99-99", "?month=9999-12", "?week="])
def test_an_address_that_means_nothing_shows_what_is_nearest(assignment, browser, cleo, query):
    browser.force_login(cleo)

    page = browser.get(reverse("workouts:plan") + query).text

    assert "24 November, today" in page
