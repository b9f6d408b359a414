"""Weekly sums and where bars, bands and labels go, worked out by hand: the drawing is 358 wide."""

from datetime import date
from decimal import Decimal

import pytest

from workouts.band_charts import Answer, band_chart
from workouts.bar_charts import hanging_bars, side_bars
from workouts.weekly import Session, weekly_sums


def test_weeks_run_from_monday_to_sunday():
    sessions = [
        Session(date(2026, 11, 15), 96, Decimal(480)),
        Session(date(2026, 11, 16), 100, Decimal(500)),
        Session(date(2026, 11, 22), 44, Decimal(20)),
    ]

    before, last, now = weekly_sums(sessions, date(2026, 11, 24), 3)

    assert (before.first_on, before.lowering_s) == (date(2026, 11, 9), 96)
    assert (last.sessions, last.lowering_s, last.tonnage_kg) == (2, 144, Decimal(520))
    assert (now.first_on, now.sessions, now.lowering_s) == (date(2026, 11, 23), 0, 0)


def test_bars_hang_as_deep_as_their_share_of_the_greatest():
    """Two weeks are 179 wide each; half of 86 is 43."""
    first, last = hanging_bars([50, 100], ["50", "100"])

    assert (first.depth, last.depth) == ("43.0", "86.0")
    assert (first.label_x, last.label_x) == ("89.5", "268.5")
    assert (first.weight_y, first.label_y) == ("44.0", "70.0")
    assert (first.is_last, last.is_last) == (False, True)


def test_a_week_without_training_has_no_weight_and_no_label():
    empty, _ = hanging_bars([0, 100], ["0", "100"])

    assert (empty.is_empty, empty.label) == (True, "")


def test_where_labels_do_not_fit_the_newest_and_the_greatest_are_written():
    amounts = [1000, 5000, *[1000] * 9, 2000]

    bars = hanging_bars(amounts, [f"{amount:,}" for amount in amounts])

    assert [bar.label for bar in bars if bar.label] == ["5,000", "2,000"]


def test_a_label_stands_below_a_bar_that_it_would_cover():
    """The newest is half as deep as its neighbour; its label goes below the neighbour: 1 + 86 + 10 + 16."""
    amounts = [5000, *[1000] * 9, 5000, 2500]

    newest = hanging_bars(amounts, [f"{amount:,}" for amount in amounts])[-1]

    assert newest.label_y == "113.0"


def test_no_weeks_are_no_bars():
    assert hanging_bars([], []) == ()


def test_sides_are_as_long_as_their_share():
    left, right = side_bars(Decimal(12), Decimal(16))

    assert (left.wide, right.wide) == ("157.5", "210.0")
    assert (left.end_x, left.label_x) == ("209.5", "227.5")


def test_bands_stand_from_the_highest_answers_down():
    chart = band_chart([Answer(date(2026, 11, 1), 5)], (2, 5), date(2026, 11, 1), date(2026, 11, 11))

    assert [(stripe.least, stripe.most) for stripe in chart.stripes] == [(6, 10), (3, 5), (0, 2)]
    assert (chart.path, chart.peak_x) == ("", "")


def test_answers_stand_by_day_and_height():
    """From 8 to 226 is 218; an answer of 10 stands on 14, of 0 on 132."""
    answers = [Answer(date(2026, 11, 1), 10), Answer(date(2026, 11, 6), 0)]

    chart = band_chart(answers, (2, 5), date(2026, 11, 1), date(2026, 11, 11))

    assert chart.path == "M8.0 14.0 117.0 132.0"
    assert (chart.newest.nrs, chart.newest_x, chart.newest_y) == (0, "117.0", "132.0")
    assert (chart.peak.nrs, chart.peak_x) == (10, "8.0")


def test_a_chart_of_no_answers_is_refused():
    with pytest.raises(ValueError, match="an answer or more"):
        band_chart([], (2, 5), date(2026, 11, 1), date(2026, 11, 11))
