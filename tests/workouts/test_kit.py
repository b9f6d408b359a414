"""What a kit can load, worked out by hand, and which plates make it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.choices import StepsKind
from workouts.kit import KINDS, Kit, reach
from workouts.loads import KG, LB, Load, Steps, Weights, band
from workouts.plate_picture import plate_picture
from workouts.plates import Inventory

D = Decimal


def weights(text):
    return tuple(D(word) for word in text.split())


def rack(text):
    pairs = (word.split("x") for word in text.split())
    return tuple((D(weight), int(count)) for weight, count in pairs)


def kg(text):
    return Load(D(text), KG)


HOME = Kit(
    KG,
    is_known=True,
    bar=D(20),
    inventory=Inventory(KG, bar=D(20), plates=rack("20x2 10x2 5x2 2.5x2 1.25x2"), dumbbells=weights("2 4 6")),
)
POUNDS = Kit(
    LB,
    is_known=True,
    bar=D(45),
    inventory=Inventory(LB, bar=D(45), plates=rack("45x2 25x2 10x2 5x2 2.5x2")),
)


def test_kinds_equal_the_kinds_of_steps():
    assert set(KINDS) == set(StepsKind.values)


@pytest.mark.parametrize(
    ("kit", "one_rep_max", "kind", "pct", "load"),
    [
        (HOME, kg("100"), "barbell", "70", kg("70")),
        (HOME, kg("93"), "barbell", "70", kg("65")),  # 65.1
        (HOME, kg("200"), "barbell", "70", kg("97.5")),  # 140, and all plates are on
        (HOME, kg("28"), "barbell", "70", None),  # BAND-12: 19.6, the bar is too heavy
        (HOME, kg("9"), "dumbbell", "60", kg("4")),  # 5.4
        (HOME, kg("9"), "small", "60", kg("4")),
        (HOME, kg("3"), "dumbbell", "60", None),  # 1.8
        (HOME, kg("31"), "machine", "70", kg("20")),  # 21.7, in the usual steps of 2.5
        (POUNDS, Load(D(225), LB), "barbell", "70", Load(D(155), LB)),  # 157.5: 45 + 2 x (45 + 10)
        (POUNDS, kg("100"), "barbell", "60", Load(D(130), LB)),  # 132.28: 45 + 2 x (25 + 10 + 5 + 2.5)
        (Kit(KG, increments={"barbell": D(5)}), kg("93"), "barbell", "70", kg("65")),
        (Kit(KG, bar=D(15)), kg("60"), "barbell", "70", kg("40")),  # 42, in steps of 2.5 from 15
        (Kit(KG, bar=D(20)), kg("28"), "barbell", "70", None),
        (Kit(KG), kg("28"), "barbell", "70", kg("17.5")),  # 19.6, where nobody said what the bar weighs
        (Kit(KG), kg("15"), "dumbbell", "60", kg("9")),  # steps of 1 kg below 10 kg
        (Kit(KG), kg("25"), "dumbbell", "60", kg("14")),  # 15, in steps of 2 kg from 10 kg
        (Kit(KG), kg("11"), "", "60", kg("6")),  # 6.6, small steps where no kind is known
    ],
)
def test_load_is_the_heaviest_there_is_within_the_per_cent(kit, one_rep_max, kind, pct, load):
    assert kit.load_for_percent(one_rep_max, D(pct), kind) == load


def test_band_between_two_weights_that_are_there_is_below_the_band():
    found = band(D(16), HOME.weights("dumbbell"))  # 8 to 11.2, and the heaviest dumbbell is 6

    assert (found.status, found.lowest, found.highest) == ("below_band", None, D(6))


def test_band_under_the_bar_asks_for_lighter_equipment():
    assert band(D(28), HOME.weights("barbell")).status == "no_load"


def test_small_exercises_keep_a_step_of_their_own():
    kit = Kit(KG, inventory=HOME.inventory, increments={"small": D("0.5")})

    assert kit.weights("small") == Steps(D("0.5"))


counts = st.sampled_from([2, 4, 6])
quarters = st.integers(1, 120).map(lambda number: D(number) / 4)
plates = st.dictionaries(quarters, counts, min_size=1, max_size=5).map(lambda found: tuple(found.items()))
several = st.lists(quarters, min_size=1, max_size=8, unique=True).map(tuple)


@st.composite
def kits(draw):
    """Random equipment: of each kind a list, a step or nothing."""
    unit = draw(st.sampled_from([KG, LB]))
    bar = draw(quarters)
    inventory = Inventory(unit, bar=bar, plates=draw(plates), dumbbells=draw(several))
    increments = draw(st.dictionaries(st.sampled_from(KINDS), quarters))
    listed = draw(st.booleans())
    return Kit(unit, is_known=True, bar=bar, inventory=inventory if listed else None, increments=increments)


@given(
    kit=kits(),
    one_rep_max=st.builds(Load, st.decimals("0.5", 300, places=2), st.sampled_from([KG, LB])),
    pct=st.decimals(1, 100, places=1),
    kind=st.sampled_from(KINDS),
)
def test_no_load_exceeds_its_per_cent(kit, one_rep_max, pct, kind):
    load = kit.load_for_percent(one_rep_max, pct, kind)

    if load is not None:
        assert load.unit == kit.unit
        assert load.kg * 100 <= one_rep_max.kg * pct


@given(kit=kits(), asked=quarters)
def test_plates_make_the_load_they_belong_to(kit, asked):
    found = kit.plates(Load(asked, kit.unit))

    if found is not None and found.load is not None:
        assert kit.bar + 2 * sum(found.sides) == found.load.value <= asked


@pytest.mark.parametrize(
    ("asked", "load", "sides", "is_exact"),
    [
        (kg("70"), kg("70"), "20 5", True),
        (kg("65.1"), kg("65"), "20 2.5", False),
        (kg("20"), kg("20"), "", True),
        (kg("22"), kg("20"), "", False),
        (kg("500"), kg("97.5"), "20 10 5 2.5 1.25", False),
    ],
)
def test_plates_of_each_side_by_hand(asked, load, sides, is_exact):
    found = HOME.plates(asked)

    assert (found.load, found.sides, found.is_exact) == (load, weights(sides), is_exact)


def test_plates_of_a_weight_in_the_other_unit_are_those_of_the_next_below():
    found = HOME.plates(Load(D(155), LB))  # 70.3 kg

    assert (found.load, found.sides, found.is_exact) == (kg("70"), weights("20 5"), False)


def test_plates_under_the_bar_are_none():
    assert HOME.plates(kg("19.9")).load is None


def test_plates_are_not_told_where_nobody_wrote_them_down():
    assert Kit(KG, bar=D(20)).plates(kg("70")) is None


def test_reach_tells_the_lightest_and_the_heaviest_of_a_list():
    found = reach(HOME, "barbell")

    assert (found.firsts, found.most, found.is_usual) == (weights("20 22.5 25 27.5"), D("97.5"), False)


def test_reach_tells_the_usual_steps_where_nothing_is_known():
    found = reach(Kit(KG), "machine")

    assert (found.firsts, found.most, found.is_usual) == (weights("2.5 5 7.5 10"), None, True)


def test_reach_of_steps_begins_with_the_bar():
    assert reach(Kit(KG, bar=D(20), increments={"barbell": D(5)}), "barbell").firsts == weights("20 25 30 35")


def test_weights_are_asked_like_steps():
    found = Weights(weights("2 4 6"))

    assert [found.floor(D(5)), found.ceil(D(5)), found.above(D(4))] == [4, 6, 6]
    assert [found.floor(D(1)), found.ceil(D(7)), found.above(D(6))] == [None, None, None]


def test_picture_stacks_the_plates_from_the_collar_outwards():
    picture = plate_picture(weights("20 5 1.25"), heaviest=D(20))

    assert [found.weight for found in picture.discs] == [20, 5, D("1.25")]
    assert [found.x for found in picture.discs] == [30, 66, 102]
    assert picture.width == 158


def test_picture_draws_the_heaviest_the_tallest_and_none_too_small_for_its_label():
    picture = plate_picture(weights("20 5 1.25"), heaviest=D(20))

    assert [found.height for found in picture.discs] == [76, 38, 28]
    assert {found.y + found.height / 2 for found in picture.discs} == {40}
