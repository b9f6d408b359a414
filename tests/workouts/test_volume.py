"""Clinical reference 1.5: load x reps x sets, seconds of lowering."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.tempo import parse_tempo
from workouts.volume import (
    PlannedVolume,
    Volume,
    by_muscle,
    planned_total,
    planned_volume,
    session_minutes,
    set_volume,
    total,
)

D = Decimal

volumes = st.builds(
    Volume,
    sets=st.integers(0, 100),
    reps=st.integers(0, 1000),
    tonnage_kg=st.decimals(min_value=0, max_value=100_000, places=2),
    lowering_s=st.integers(0, 10_000),
)


def test_set_volume_is_load_times_reps_and_lowering_times_reps():
    volume = set_volume(reps=8, load_kg=D("42.5"), down_s=4)

    assert volume == Volume(sets=1, reps=8, tonnage_kg=D(340), lowering_s=32)


def test_set_volume_without_weight_still_counts_the_lowering():
    volume = set_volume(reps=10, load_kg=None, down_s=3)

    assert volume == Volume(sets=1, reps=10, tonnage_kg=D(0), lowering_s=30)


@pytest.mark.parametrize("load_kg", [None, D(20)])
def test_set_volume_of_a_hold_is_a_set_without_reps(load_kg):
    volume = set_volume(reps=None, load_kg=load_kg, down_s=0)

    assert volume == Volume(sets=1, reps=0, tonnage_kg=D(0), lowering_s=0)


def test_total_adds_every_figure():
    first = set_volume(reps=8, load_kg=D(50), down_s=4)
    second = set_volume(reps=6, load_kg=D("52.5"), down_s=4)

    assert total([first, second]) == Volume(sets=2, reps=14, tonnage_kg=D(715), lowering_s=56)


def test_total_of_three_equal_sets_is_the_worked_example():
    one_set = set_volume(reps=8, load_kg=D(35), down_s=4)

    assert total([one_set] * 3) == Volume(sets=3, reps=24, tonnage_kg=D(840), lowering_s=96)


def test_total_of_nothing_is_zero():
    assert total([]) == Volume(sets=0, reps=0, tonnage_kg=D(0), lowering_s=0)


@given(some=st.lists(volumes, max_size=5), more=st.lists(volumes, max_size=5))
def test_total_does_not_depend_on_grouping_or_order(some, more):
    assert total([*some, *more]) == total([total(more), total(some)])


@pytest.mark.parametrize(
    ("doses", "minutes"),
    [
        pytest.param([], 1, id="nothing"),
        pytest.param([(1, 10, 90)], 1, id="one-set-has-no-rest: 10 + 60 s"),
        pytest.param([(3, 40, 90)], 6, id="3 x 40 + 2 x 90 + 60 = 360 s"),
        pytest.param([(3, 40, 90), (4, 48, 120)], 16, id="360 + 4 x 48 + 3 x 120 + 60 = 972 s = 16.2 min"),
        pytest.param([(3, 40, 100)], 6, id="380 s = 6.3 min"),
        pytest.param([(3, 40, 110)], 7, id="400 s = 6.7 min"),
    ],
)
def test_session_minutes_are_sets_rests_and_changeovers(doses, minutes):
    assert session_minutes(doses) == minutes


@pytest.mark.parametrize(
    ("tempo", "reps", "sets", "tension_s", "lowering_s"),
    [
        ("4-0-1-0", 8, 3, 120, 96),
        ("3-1-1-0", 10, 3, 150, 90),
        ("5-0-X-1", 5, 4, 140, 100),
        ("3-0-3-0", 8, 4, 192, 96),
        ("2-0-2-0", 15, 3, 180, 90),
    ],
)
def test_planned_volume_is_the_table_of_the_reference(tempo, reps, sets, tension_s, lowering_s):
    volume = planned_volume(tempo=parse_tempo(tempo), sets=sets, reps=reps, duration_s=None)

    assert volume == PlannedVolume(tension_s, lowering_s, D(0), 0)


def test_planned_tonnage_is_load_times_repetitions_times_sets():
    volume = planned_volume(tempo=parse_tempo("4-0-1-0"), sets=3, reps=8, duration_s=None, load_kg=D("42.5"))

    assert volume.tonnage_kg == D(1020)


def test_planned_volume_of_holds_is_tension_alone():
    volume = planned_volume(tempo=parse_tempo("4-0-1-0"), sets=5, reps=None, duration_s=45, load_kg=D(20))

    assert volume == PlannedVolume(225, 0, D(0), 0)


def test_a_load_nobody_knows_is_counted_and_not_weighed():
    per_cent = planned_volume(tempo=parse_tempo("4-0-1-0"), sets=3, reps=8, duration_s=None, is_weighed=False)
    weight = planned_volume(tempo=parse_tempo("4-0-1-0"), sets=3, reps=8, duration_s=None, load_kg=D(10))

    assert planned_total([per_cent, weight, per_cent]) == PlannedVolume(360, 288, D(240), 2)


def test_each_muscle_of_an_exercise_gets_its_whole_dose():
    squat, curl = PlannedVolume(120, 96, D(1200), 0), PlannedVolume(120, 100, D(0), 0)

    sums = by_muscle([(["quads", "glutes"], squat), (["hamstrings", "glutes"], curl), ([], squat)])

    assert list(sums.items()) == [
        ("glutes", PlannedVolume(240, 196, D(1200), 0)),
        ("hamstrings", curl),
        ("quads", squat),
    ]
