from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.scheduling import schedule, spread

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def test_schedule_begins_on_the_start_when_its_weekday_is_chosen():
    # 5 January 2026 is a Monday.
    weeks = schedule(date(2026, 1, 5), [MONDAY, THURSDAY], [2, 2])

    assert weeks == [[date(2026, 1, 5), date(2026, 1, 8)], [date(2026, 1, 12), date(2026, 1, 15)]]


def test_schedule_counts_a_week_from_the_start():
    # A Wednesday start: the Monday of that program week comes after its Thursday.
    weeks = schedule(date(2026, 1, 7), [MONDAY, THURSDAY], [2, 1])

    assert weeks == [[date(2026, 1, 8), date(2026, 1, 12)], [date(2026, 1, 15)]]


def test_schedule_leaves_later_weekdays_free_in_a_lighter_week():
    weeks = schedule(date(2026, 1, 5), [MONDAY, WEDNESDAY, FRIDAY], [3, 1, 2])

    assert weeks == [
        [date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 9)],
        [date(2026, 1, 12)],
        [date(2026, 1, 19), date(2026, 1, 21)],
    ]


def test_schedule_keeps_a_week_without_sessions():
    weeks = schedule(date(2026, 1, 5), [TUESDAY], [1, 0, 1])

    assert weeks == [[date(2026, 1, 6)], [], [date(2026, 1, 20)]]


def test_schedule_ignores_order_and_repetition_of_weekdays():
    weeks = schedule(date(2026, 1, 5), [FRIDAY, MONDAY, FRIDAY], [2])

    assert weeks == [[date(2026, 1, 5), date(2026, 1, 9)]]


def test_schedule_crosses_a_leap_day():
    # 28 February 2028 is a Monday.
    weeks = schedule(date(2028, 2, 28), [TUESDAY, WEDNESDAY], [2])

    assert weeks == [[date(2028, 2, 29), date(2028, 3, 1)]]


def test_schedule_of_no_weeks_is_empty():
    assert schedule(date(2026, 1, 5), [SUNDAY], []) == []


@pytest.mark.parametrize(
    ("weekdays", "counts", "message"),
    [
        ([MONDAY, THURSDAY], [2, 3], "3 sessions a week do not fit on 2 weekdays"),
        ([SATURDAY, SATURDAY], [2], "2 sessions a week do not fit on 1 weekdays"),
        ([], [1], "1 sessions a week do not fit on 0 weekdays"),
    ],
)
def test_schedule_refuses_more_sessions_than_weekdays(weekdays, counts, message):
    with pytest.raises(ValueError, match=message):
        schedule(date(2026, 1, 5), weekdays, counts)


@given(
    starts_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    data=st.data(),
)
def test_schedule_puts_each_session_on_a_chosen_day_of_its_week(starts_on, weekdays, data):
    counts = data.draw(st.lists(st.integers(0, len(weekdays)), max_size=12))

    weeks = schedule(starts_on, weekdays, counts)

    days = [day for week in weeks for day in week]
    assert [len(week) for week in weeks] == counts
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} <= weekdays
    for number, week in enumerate(weeks):
        first = starts_on + timedelta(days=7 * number)
        assert all(first <= day <= first + timedelta(days=6) for day in week)


@pytest.mark.parametrize(
    "count,days",
    [
        (0, []),
        (1, [MONDAY]),
        (2, [MONDAY, THURSDAY]),
        (3, [MONDAY, WEDNESDAY, FRIDAY]),
        (7, list(range(7))),
        (9, list(range(7))),
    ],
)
def test_spread_leaves_as_much_rest_as_a_week_allows(count, days):
    assert spread(count) == days
