"""What counts as a record, and what does not."""

from decimal import Decimal

from workouts.records_set import LoweredSet, heaviest, seconds_lowered, surpassed

SQUAT = 1


def a_set(load, *, asked="60", side="both", lowering_s=32):
    load_kg, asked_kg = (None if kg is None else Decimal(kg) for kg in (load, asked))
    return LoweredSet(SQUAT, side, load_kg, asked_kg, lowering_s)


def test_the_heaviest_set_of_each_side_counts():
    assert heaviest([a_set("50", side="left"), a_set("55", side="left"), a_set("52", side="right")]) == {
        (SQUAT, "left"): Decimal(55),
        (SQUAT, "right"): Decimal(52),
    }


def test_more_than_was_asked_for_is_no_record():
    assert heaviest([a_set("60"), a_set("62.5")]) == {(SQUAT, "both"): Decimal(60)}


def test_where_no_load_was_asked_for_any_counts():
    assert heaviest([a_set("80", asked=None)]) == {(SQUAT, "both"): Decimal(80)}


def test_seconds_of_lowering_add_up_over_both_sides():
    assert seconds_lowered([a_set(None, side="left"), a_set(None, side="right")]) == {SQUAT: 64}


def test_a_first_time_and_the_same_again_are_no_records():
    assert surpassed({"new": 5, "same": 4, "more": 3}, {"same": 4, "more": 2}) == {"more": 3}
