"""Months and weeks as a wall calendar of 2026 shows them, and where a session stands on its day."""

from datetime import date

import pytest

from workouts.calendar_grid import State, month_before, month_grid, next_month, read_day, state_of, week_of

TUESDAY = date(2026, 11, 24)


def test_november_2026_begins_on_a_sunday():
    grid = month_grid(date(2026, 11, 1))

    assert grid[0] == [None] * 6 + [date(2026, 11, 1)]
    assert grid[-1] == [date(2026, 11, 30)] + [None] * 6
    assert len(grid) == 6


def test_the_months_go_over_the_new_year():
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_before(date(2027, 1, 1)) == date(2026, 12, 1)


def test_a_week_begins_on_monday():
    assert week_of(date(2026, 11, 29)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text,day",
    [
        ("2026-11-24", TUESDAY),
        ("2026-11", date(2026, 11, 1)),
        ("", None),
        ("2026", None),
        ("2026-13", None),
        ("2026-11-31", None),
        ("-1-1", None),
        ("99999999999999999999-1", None),
        ("²026-11", None),
    ],
)
def test_only_days_and_months_are_read(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    "planned_on,facts,state",
    [
        (date(2026, 11, 24), {}, State.PLANNED),
        (date(2026, 11, 23), {}, State.MISSED),
        (date(2026, 11, 23), {"is_done": True, "is_begun": True, "is_skipped": True}, State.DONE),
        (date(2026, 11, 23), {"is_begun": True, "is_skipped": True}, State.BEGUN),
        (date(2026, 11, 23), {"is_skipped": True}, State.SKIPPED),
        (date(2026, 11, 23), {"rests_from": date(2026, 11, 23)}, State.PAUSED),
        (date(2026, 11, 22), {"rests_from": date(2026, 11, 23)}, State.MISSED),
    ],
)
def test_a_session_stands_where_its_day_and_its_log_say(planned_on, facts, state):
    assert state_of(planned_on, TUESDAY, **facts) == state
