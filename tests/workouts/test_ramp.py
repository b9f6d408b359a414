"""Familiarisation: clinical reference 1.6."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.loads import KG, LB, Load, Steps
from workouts.ramp import (
    RAMP,
    ProposedDose,
    exceeded,
    exceeds_week_one,
    exposure_week,
    is_gate_met,
    proposed_dose,
    ramp_week,
    row,
)

D = Decimal
ONE_KG = Steps(D(1))


def test_the_table_is_that_of_the_reference():
    table = [
        (
            week.number,
            (week.min_sets, week.most_sets),
            (week.min_reps, week.most_reps),
            (week.min_pct, week.most_pct),
            week.most_muscle_reps,
            (week.min_sessions, week.most_sessions),
            week.min_hours_apart,
        )
        for week in RAMP
    ]

    assert table == [
        (1, (1, 1), (8, 10), (40, 50), 30, (2, 2), 72),
        (2, (2, 2), (8, 8), (50, 50), 40, (2, 2), 48),
        (3, (2, 3), (8, 8), (50, 60), 60, (2, 3), None),
        (4, (3, 3), (8, 8), (55, 65), 75, (2, 3), None),
        (5, (3, 4), (6, 10), (60, 70), 100, (2, 3), None),
    ]


def test_every_later_week_is_the_fifth():
    assert (row(6), row(40)) == (RAMP[4], RAMP[4])
    with pytest.raises(ValueError, match="1 or more"):
        row(0)


@pytest.mark.parametrize(
    ("week", "soreness", "expected"),
    [
        (1, {"peak_nrs": 6}, True),
        (1, {"peak_nrs": 7}, False),
        (1, {"peak_nrs": 10}, False),
        (1, {"at_48h_nrs": 0}, None),
        (2, {"peak_nrs": 5}, True),
        (2, {"peak_nrs": 6}, False),
        (3, {"at_48h_nrs": 3}, True),
        (3, {"at_48h_nrs": 4}, False),
        (3, {"peak_nrs": 2}, None),
        (4, {"at_48h_nrs": 3, "peak_nrs": 9}, True),
        (4, {"at_48h_nrs": 4}, False),
        (4, {}, None),
        (5, {}, True),
    ],
)
def test_gates_on_both_sides(week, soreness, expected):
    assert is_gate_met(week, **soreness) is expected


@pytest.mark.parametrize("nrs", [-1, 11])
def test_soreness_off_the_scale_is_refused(nrs):
    with pytest.raises(ValueError, match="NRS"):
        is_gate_met(1, peak_nrs=nrs)


@pytest.mark.parametrize(
    ("last_week", "days_away", "is_gate_met", "expected"),
    [
        (1, 3, True, 2),
        (4, 3, True, 5),
        (5, 3, True, 5),
        (9, 3, True, 5),
        (3, 3, False, 3),
        (3, 3, None, 3),
        (3, 14, True, 4),
        (3, 15, True, 3),
        (3, 28, True, 3),
        (3, 29, True, 2),
        (1, 29, True, 1),
        (5, 56, True, 2),
        (5, 57, True, 1),
        (None, 3, True, 1),
        (3, None, True, 1),
    ],
)
def test_the_week_that_applies(last_week, days_away, is_gate_met, expected):
    found = ramp_week(last_week=last_week, days_away=days_away, is_new=False, is_gate_met=is_gate_met)

    assert found == expected


@pytest.mark.parametrize("is_new", [True, None])
def test_what_is_new_or_may_be_starts_in_week_one(is_new):
    assert ramp_week(last_week=5, days_away=3, is_new=is_new, is_gate_met=True) == 1


@given(
    last_week=st.integers(1, 8),
    days=st.integers(0, 100),
    more=st.integers(0, 100),
    is_met=st.sampled_from([True, False, None]),
)
def test_longer_away_never_leads_to_a_later_week(last_week, days, more, is_met):
    sooner, later = (
        ramp_week(last_week=last_week, days_away=away, is_new=False, is_gate_met=is_met)
        for away in (days, days + more)
    )

    assert later <= sooner


@pytest.mark.parametrize(
    ("week", "dose", "expected"),
    [
        (1, {"sets": 1, "reps": 10, "load_pct": D(50)}, ()),
        (1, {"sets": 2, "reps": 10, "load_pct": D(50)}, ("sets",)),
        (1, {"sets": 1, "reps": 11, "load_pct": D(50)}, ("reps",)),
        (1, {"sets": 1, "reps": 10, "load_pct": D("50.0001")}, ("load",)),
        (1, {"sets": 2, "reps": 11, "load_pct": D(60)}, ("sets", "reps", "load")),
        (1, {"sets": 1, "reps": 10, "load_pct": D(50), "muscle_reps": 30}, ()),
        (1, {"sets": 1, "reps": 10, "load_pct": D(50), "muscle_reps": 31}, ("reps",)),
        (1, {"sets": 1, "reps": None, "load_pct": None}, ()),
        (3, {"sets": 3, "reps": 8, "load_pct": D(60)}, ()),
        (3, {"sets": 3, "reps": 8, "load_pct": D(61)}, ("load",)),
    ],
)
def test_what_a_dose_exceeds(week, dose, expected):
    assert exceeded(row(week), **dose) == expected
    if week == 1:
        assert exceeds_week_one(**dose) == bool(expected)


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        (1, ProposedDose(1, 8, Load(D(40), KG))),
        (2, ProposedDose(2, 8, Load(D(50), KG))),
        (3, ProposedDose(2, 8, Load(D(50), KG))),
        (4, ProposedDose(3, 8, Load(D(55), KG))),
        (5, ProposedDose(3, 6, Load(D(60), KG))),
        (12, ProposedDose(3, 6, Load(D(60), KG))),
    ],
)
def test_the_lightest_dose_of_each_week(week, expected):
    assert proposed_dose(week, one_rm=Load(D(100), KG), unit=KG, steps=ONE_KG) == expected


@pytest.mark.parametrize(
    ("one_rm", "unit", "steps", "load"),
    [
        (None, KG, ONE_KG, None),
        (Load(D(30), KG), KG, Steps(D("2.5"), D(20)), None),
        (Load(D(51), KG), KG, Steps(D(10)), Load(D(20), KG)),
        (Load(D(51), KG), KG, Steps(D(5)), Load(D(25), KG)),
        (Load(D(50), LB), LB, Steps(D(5)), Load(D(20), LB)),
    ],
)
def test_the_load_is_what_the_equipment_allows_and_never_above_the_week(one_rm, unit, steps, load):
    assert proposed_dose(1, one_rm=one_rm, unit=unit, steps=steps) == ProposedDose(1, 8, load)


@pytest.mark.parametrize(("so_far", "sets"), [(0, 3), (51, 3), (52, 2), (60, 1), (67, 1), (68, None)])
def test_sets_are_left_out_when_the_muscle_has_had_its_repetitions(so_far, sets):
    found = proposed_dose(4, muscle_reps=so_far)

    assert found == (sets and ProposedDose(sets, 8, None))


@given(week=st.integers(1, 8), one_rm=st.decimals(1, 300, places=1), step=st.sampled_from([1, 2, 5]))
def test_a_proposed_dose_exceeds_nothing(week, one_rm, step):
    found = proposed_dose(week, one_rm=Load(one_rm, KG), unit=KG, steps=Steps(D(step)))

    load_pct = found.load and found.load.kg * 100 / one_rm
    assert exceeded(row(week), sets=found.sets, reps=found.reps, load_pct=load_pct) == ()


MONDAY = date(2026, 3, 2)


def days(*numbers):
    return [MONDAY + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("trained", "day", "week"),
    [
        ((), 0, 1),
        # The first seven days are week 1, however often.
        ((0, 3), 6, 1),
        ((0, 3), 7, 2),
        ((0, 3, 7, 10), 14, 3),
        ((0, 7, 14, 21), 28, 5),
        ((0, 7, 14, 21, 28, 35), 42, 5),
        # Up to two weeks away goes on; more repeats the week, more than four weeks is week 2, more than eight week 1.
        ((0, 7), 21, 3),
        ((0, 7), 22, 2),
        ((0, 7, 14), 42, 3),
        ((0, 7, 14), 43, 2),
        ((0,), 29, 1),
        ((0, 7, 14, 21, 28), 84, 2),
        ((0, 7, 14, 21, 28), 85, 1),
        # The repeated week begins again, and lasts seven days.
        ((0, 7, 22), 28, 2),
        ((0, 7, 22), 29, 3),
        # What is planned later says nothing of today; twice a day is one day.
        ((0, 7, 14), 7, 2),
        ((0, 0, 7), 7, 2),
    ],
)
def test_exposure_week_follows_what_was_trained(trained, day, week):
    assert exposure_week(days(*trained), *days(day)) == week
