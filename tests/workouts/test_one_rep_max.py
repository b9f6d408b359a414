"""Vectors: clinical reference 2.2 (rules F-1, F-2), 2.3 (table) and 2.1 (validity)."""

from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.one_rep_max import DEFAULT_FORMULA, FORMULAS, brzycki, epley, estimate, freshness, two_places

D = Decimal

KEYS = ("epley", "brzycki", "lombardi", "oconner", "mayhew", "wathan", "lander")

# w, r: the seven formulas in the order of KEYS, then min, median, max
TABLE = """
100  1: 103.33 100.00 100.00 102.50 108.86 101.30 101.39 | 100.00 101.39 108.86
100  2: 106.67 102.86 107.18 105.00 111.44 105.15 104.21 | 102.86 105.15 111.44
100  3: 110.00 105.88 111.61 107.50 113.99 108.98 107.20 | 105.88 108.98 113.99
100  5: 116.67 112.50 117.46 112.50 119.01 116.58 113.71 | 112.50 116.58 119.01
100  8: 126.67 124.14 123.11 120.00 126.29 127.67 125.11 | 120.00 125.11 127.67
100 10: 133.33 133.33 125.89 125.00 130.93 134.75 134.07 | 125.00 133.33 134.75
100 12: 140.00 144.00 128.21 130.00 135.40 141.50 144.41 | 128.21 140.00 144.41
100 15: 150.00 163.64 131.10 137.50 141.72 150.91 163.31 | 131.10 150.00 163.64
60   8:  76.00  74.48  73.87  72.00  75.77  76.60  75.07 |  72.00  75.07  76.60
42.5 6:  51.00  49.35  50.84  48.88  51.63  51.14  49.84 |  48.88  50.84  51.63
35  10:  46.67  46.67  44.06  43.75  45.83  47.16  46.92 |  43.75  46.67  47.16
225  5: 262.50 253.13 264.29 253.13 267.77 262.31 255.85 | 253.13 262.31 267.77
"""


def parse_row(line):
    lifted, results = line.split(":")
    weight, reps = lifted.split()
    by_formula, summary = ([D(value) for value in part.split()] for part in results.split("|"))
    return D(weight), int(reps), by_formula, summary


ROWS = [parse_row(line) for line in TABLE.strip().splitlines()]
ROW_IDS = [f"{weight}x{reps}" for weight, reps, *_ in ROWS]
weights = st.decimals(min_value=1, max_value=500, places=2)
rep_counts = st.integers(min_value=1, max_value=15)
formulas = st.sampled_from(KEYS).map(FORMULAS.get)


def test_formulas_are_the_seven_of_the_reference():
    assert tuple(FORMULAS) == KEYS
    assert DEFAULT_FORMULA == "epley"
    assert len(ROWS) == 12


# The raw formulas: F-1 is off


@pytest.mark.parametrize(("weight", "reps", "expected", "summary"), ROWS, ids=ROW_IDS)
def test_formulas_follow_the_table(weight, reps, expected, summary):
    found = [two_places(FORMULAS[key](weight, reps)) for key in KEYS]

    assert found == expected
    assert [min(found), median(found), max(found)] == summary


def test_brzycki_rounds_half_up():
    exact = brzycki(D(225), 5)

    assert exact == D("253.125")
    assert two_places(exact) == D("253.13")


@given(weight=weights)
def test_epley_equals_brzycki_at_ten_reps(weight):
    assert two_places(epley(weight, 10)) == two_places(brzycki(weight, 10))


@given(formula=formulas, weight=weights, reps=st.integers(min_value=1, max_value=14))
def test_formulas_rise_with_reps(formula, weight, reps):
    assert formula(weight, reps) < formula(weight, reps + 1)


@given(formula=formulas, weight=weights, factor=st.integers(min_value=2, max_value=20), reps=rep_counts)
def test_formulas_are_linear_in_the_weight(formula, weight, factor, reps):
    assert abs(formula(weight * factor, reps) - factor * formula(weight, reps)) < D("1E-15")


# Estimates: F-1 and F-2


@pytest.mark.parametrize(
    ("weight", "reps", "expected", "summary"),
    [row for row in ROWS if row[1] > 1],
    ids=[row_id for row_id, row in zip(ROW_IDS, ROWS, strict=True) if row[1] > 1],
)
def test_estimate_follows_the_table(weight, reps, expected, summary):
    found = estimate(weight, reps)

    assert found.by_formula == dict(zip(KEYS, expected, strict=True))
    assert [found.lowest, found.median, found.highest] == summary


def test_estimate_of_one_rep_is_the_weight_itself():
    found = estimate(D(100), 1)

    assert found.by_formula == dict.fromkeys(KEYS, D(100))
    assert (found.lowest, found.median, found.highest) == (D(100), D(100), D(100))


@given(weight=weights)
def test_estimate_of_one_rep_is_every_weight_itself(weight):
    assert set(estimate(weight, 1).by_formula.values()) == {weight}


@pytest.mark.parametrize(("reps", "is_sure"), [(1, True), (10, True), (11, False), (15, False)])
def test_estimate_is_sure_up_to_ten_reps(reps, is_sure):
    assert estimate(D(100), reps).is_sure == is_sure


@pytest.mark.parametrize("reps", [-1, 0, 16, 37, 5.0, 5.5, D(5), "5", None])
def test_estimate_refuses_reps_out_of_range(reps):
    with pytest.raises(ValueError, match="1 to 15 repetitions"):
        estimate(D(100), reps)


@pytest.mark.parametrize("weight", [D(0), D("-0.01")])
def test_estimate_refuses_a_weight_that_is_not_above_zero(weight):
    with pytest.raises(ValueError, match="a weight above 0"):
        estimate(weight, 5)


@given(weight=weights, reps=rep_counts)
def test_estimate_orders_lowest_median_and_highest(weight, reps):
    found = estimate(weight, reps)

    assert weight <= found.lowest <= found.median <= found.highest


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("253.125", "253.13"), ("253.1249", "253.12"), ("253.135", "253.14"), ("100", "100.00")],
)
def test_two_places_round_half_up(value, rounded):
    assert str(two_places(D(value))) == rounded


# Validity: current up to 8 weeks, stale up to 16


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "current"),
        (55, "current"),
        (56, "current"),
        (57, "stale"),
        (111, "stale"),
        (112, "stale"),
        (113, "expired"),
        (365, "expired"),
    ],
)
def test_freshness_on_both_sides_of_its_limits(days, expected):
    measured_on = date(2026, 1, 5)

    assert freshness(measured_on, today=measured_on + timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(28, "current"), (29, "stale"), (112, "stale"), (113, "expired")]
)
def test_freshness_in_rehab_is_current_for_four_weeks(days, expected):
    measured_on = date(2026, 1, 5)

    assert freshness(measured_on, measured_on + timedelta(days=days), is_rehab=True) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 2), "current"),
        (date(2026, 3, 3), "stale"),
        (date(2026, 4, 27), "stale"),
        (date(2026, 4, 28), "expired"),
    ],
)
def test_freshness_counts_calendar_weeks_from_the_measurement(today, expected):
    assert freshness(date(2026, 1, 5), today) == expected
