from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.adherence import Week, weekly_adherence

TODAY = date(2026, 1, 28)


def test_weekly_adherence_counts_each_of_the_last_four_weeks():
    sessions = [
        (date(2026, 1, 5), True),
        (date(2026, 1, 7), True),
        (date(2026, 1, 12), False),
        (date(2026, 1, 14), True),
        (date(2026, 1, 26), False),
        (date(2026, 1, 27), True),
    ]

    assert weekly_adherence(sessions, TODAY) == [Week(2, 2), Week(2, 1), Week(0, 0), Week(2, 1)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2025, 12, 31), [0, 0, 0, 0], id="28-days-ago"),
        pytest.param(date(2026, 1, 1), [1, 0, 0, 0], id="27-days-ago"),
        pytest.param(date(2026, 1, 7), [1, 0, 0, 0], id="21-days-ago"),
        pytest.param(date(2026, 1, 8), [0, 1, 0, 0], id="20-days-ago"),
        pytest.param(date(2026, 1, 21), [0, 0, 1, 0], id="7-days-ago"),
        pytest.param(date(2026, 1, 22), [0, 0, 0, 1], id="6-days-ago"),
        pytest.param(date(2026, 1, 27), [0, 0, 0, 1], id="yesterday"),
        pytest.param(date(2026, 1, 29), [0, 0, 0, 0], id="tomorrow"),
    ],
)
def test_weekly_adherence_puts_a_day_into_its_week(day, expected):
    assert [week.due for week in weekly_adherence([(day, False)], TODAY)] == expected


@pytest.mark.parametrize(("is_done", "expected"), [(True, Week(due=1, done=1)), (False, Week(due=0, done=0))])
def test_weekly_adherence_counts_today_only_once_done(is_done, expected):
    assert weekly_adherence([(TODAY, is_done)], TODAY, weeks=1) == [expected]


def test_weekly_adherence_counts_two_sessions_on_one_day():
    sessions = [(date(2026, 1, 27), True), (date(2026, 1, 27), False)]

    assert weekly_adherence(sessions, TODAY, weeks=1) == [Week(due=2, done=1)]


def test_weekly_adherence_without_sessions_has_empty_weeks():
    assert weekly_adherence([], TODAY, weeks=3) == [Week(0, 0), Week(0, 0), Week(0, 0)]


@pytest.mark.parametrize(
    ("week", "share"), [(Week(4, 3), 0.75), (Week(2, 0), 0), (Week(3, 3), 1), (Week(0, 0), None)]
)
def test_share_is_done_of_due_and_unknown_when_nothing_was_due(week, share):
    assert week.share == share


@given(
    sessions=st.lists(st.tuples(st.dates(date(2025, 11, 1), date(2026, 2, 28)), st.booleans())),
    weeks=st.integers(1, 12),
)
def test_weekly_adherence_never_has_more_done_than_due(sessions, weeks):
    found = weekly_adherence(sessions, TODAY, weeks=weeks)

    assert len(found) == weeks
    assert all(0 <= week.done <= week.due for week in found)
