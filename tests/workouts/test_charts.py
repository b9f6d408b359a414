"""Where the marks of a chart go, worked out by hand: 286 wide from 24 on, 88 high from 16 on."""

from datetime import date
from decimal import Decimal

import pytest

from workouts.charts import Point, Tick, history_chart


def point(day, value, *, is_tested=False):
    return Point(date(2026, 1, day), Decimal(value), is_tested)


def test_points_stand_by_day_and_value():
    """Day 6 of 1 to 11 is half way (167); 70 of 60 to 100 is a quarter of the way up (104 - 22 = 82)."""
    chart = history_chart([point(1, "60", is_tested=True), point(6, "70"), point(11, "100")])

    assert [(mark.x, mark.y) for mark in chart.marks] == [
        ("24.0", "104.0"),
        ("167.0", "82.0"),
        ("310.0", "16.0"),
    ]
    assert chart.path == "M24.0 104.0 167.0 82.0 310.0 16.0"


def test_squares_and_labels_stand_around_their_point():
    first = history_chart([point(1, "60", is_tested=True), point(11, "100")]).marks[0]

    assert (first.left, first.top, first.label_y) == ("19.0", "99.0", "128.0")


def test_now_stands_beside_the_newest_point():
    chart = history_chart([point(1, "60"), point(11, "100")])

    assert (chart.now_x, chart.now_y) == ("321.0", "21.0")


def test_one_point_stands_in_the_middle():
    chart = history_chart([point(1, "60")])

    assert [(mark.x, mark.y, mark.has_label) for mark in chart.marks] == [("167.0", "60.0", True)]
    assert chart.path == ""
    assert chart.ticks == (Tick(date(2026, 1, 1), "167.0", "middle"),)


def test_equal_values_lie_along_the_middle():
    chart = history_chart([point(1, "60"), point(11, "60.00")])

    assert chart.path == "M24.0 60.0 310.0 60.0"


def test_points_of_one_day_stand_above_each_other():
    chart = history_chart([point(1, "90"), point(1, "100")])

    assert chart.path == "M167.0 104.0 167.0 16.0"


def test_the_axis_names_the_first_and_the_last_day():
    chart = history_chart([point(1, "60"), point(6, "70"), point(11, "100")])

    assert chart.ticks == (
        Tick(date(2026, 1, 1), "19.0", "start"),
        Tick(date(2026, 1, 11), "315.0", "end"),
    )


@pytest.mark.parametrize(
    "middle,labelled",
    [
        (point(6, "70"), [True, False, True]),
        (point(6, "70", is_tested=True), [True, True, True]),
        # Day 10 is at 281.4, 28.6 from the newest: no room.
        (point(10, "70", is_tested=True), [True, False, True]),
        # Day 2 is at 52.6, 28.6 from the first: the first gives way.
        (point(2, "70", is_tested=True), [False, True, True]),
    ],
    ids=["estimated", "tested", "beside the newest", "beside the first"],
)
def test_labels_are_on_first_tested_and_newest_where_there_is_room(middle, labelled):
    chart = history_chart([point(1, "60"), middle, point(11, "100")])

    assert [mark.has_label for mark in chart.marks] == labelled


def test_a_chart_of_nothing_is_refused():
    with pytest.raises(ValueError, match="a point or more"):
        history_chart([])
