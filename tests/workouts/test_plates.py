"""What equipment can be loaded to, worked out by hand and by trying every combination."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.choices import StepsKind
from workouts.loads import KG, LB, Load, Steps
from workouts.plates import (
    BARBELL,
    DUMBBELL,
    MACHINE,
    Inventory,
    Limits,
    floor,
    loadable,
    next_above,
    plates_per_side,
)

D = Decimal


def weights(text):
    return tuple(D(word) for word in text.split())


def rack(text):
    """`20x4 1.25x2` as (weight, how many) of each plate."""
    pairs = (word.split("x") for word in text.split())
    return tuple((D(weight), int(count)) for weight, count in pairs)


HOME = Inventory(KG, bar=D(20), plates=rack("20x4 10x2 5x2 2.5x2 1.25x2"))
GYM = Inventory(LB, bar=D(45), plates=rack("45x8 25x2 10x4 5x2 2.5x2"), dumbbells=weights("10 15 20 25"))
FULL = Inventory(KG, bar=D(20), plates=rack("25x20 20x20 15x20 10x20 5x20 2.5x20 1.25x20 0.5x20"))


def test_kinds_equal_the_kinds_of_steps():
    assert {BARBELL, DUMBBELL, MACHINE} == set(StepsKind.values) - {StepsKind.SMALL}


@pytest.mark.parametrize(
    ("plates", "expected"),
    [
        ("", "20"),
        ("10x2", "20 40"),
        ("1.25x4", "20 22.5 25"),
        ("10x2 5x2", "20 30 40 50"),
        ("20x2 2.5x4", "20 25 30 60 65 70"),
    ],
)
def test_loadable_is_the_bar_and_every_sum_of_pairs(plates, expected):
    inventory = Inventory(KG, bar=D(20), plates=rack(plates))

    assert loadable(inventory) == weights(expected)


def test_loadable_of_a_sled_leaves_nothing_out():
    sled = Inventory(KG, bar=D(0), plates=rack("20x4"))

    assert loadable(sled) == weights("40 80")


def test_loadable_of_dumbbells_and_of_a_stack_are_their_own_lists():
    inventory = Inventory(KG, dumbbells=weights("10 2.5 5"), stack=weights("5 12 19"))

    assert loadable(inventory, DUMBBELL) == weights("2.5 5 10")
    assert loadable(inventory, MACHINE) == weights("5 12 19")


@pytest.mark.parametrize("kind", [None, MACHINE])
def test_loadable_never_mixes_or_guesses_the_equipment(kind):
    with pytest.raises(ValueError, match=r"inventory in lb has barbell, dumbbell, got"):
        loadable(GYM, kind)


def test_loadable_stops_at_the_heaviest_load_allowed():
    assert loadable(FULL)[-1] <= 1000
    assert loadable(Inventory(KG, bar=D(20), plates=rack("245x6"))) == weights("20 510 1000")


@pytest.mark.parametrize(
    ("value", "lower", "higher"),
    [
        ("19.99", None, "20"),
        ("20", "20", "22.5"),
        ("41", "40", "42.5"),
        ("42.5", "42.5", "45"),
        ("137.4", "135", "137.5"),
        ("500", "137.5", None),
    ],
)
def test_floor_and_next_above_of_a_bar(value, lower, higher):
    assert floor(HOME, D(value)) == (lower and D(lower))
    assert next_above(HOME, D(value)) == (higher and D(higher))


@pytest.mark.parametrize(
    "available", [Steps(D(5)), weights("15 5 10 20"), Inventory(LB, stack=weights("5 10 15 20"))]
)
def test_floor_and_next_above_take_steps_and_lists_alike(available):
    assert floor(available, D("12.5")) == D(10)
    assert floor(available, D(4)) is None
    assert next_above(available, D(10)) == D(15)


def test_next_above_of_steps_below_their_base_is_the_base():
    assert next_above(Steps(D("2.5"), D(20)), D(12)) == D(20)


@pytest.mark.parametrize(
    ("plates", "total", "expected"),
    [
        ("20x4 10x2", "20", ""),
        ("20x4 10x2", "60", "20"),
        ("20x4 10x2 5x2 2.5x2 1.25x2", "137.5", "20 20 10 5 2.5 1.25"),
        # Largest first would take 25 and then not get to 40, or get there with four plates.
        ("25x2 20x4", "100", "20 20"),
        ("25x2 20x4 5x6", "100", "20 20"),
        # Two ways with two plates: the larger first plate.
        ("25x2 15x4 5x2", "80", "25 5"),
    ],
)
def test_plates_per_side_are_as_few_as_can_be(plates, total, expected):
    inventory = Inventory(KG, bar=D(20), plates=rack(plates))

    assert plates_per_side(inventory, D(total)) == weights(expected)


@pytest.mark.parametrize(("total", "expected"), [("135", "45"), ("185", "45 25"), ("240", "45 45 5 2.5")])
def test_plates_per_side_in_pounds(total, expected):
    assert plates_per_side(GYM, D(total)) == weights(expected)


@pytest.mark.parametrize("total", ["19", "21", "22", "20.003", "140"])
def test_plates_per_side_refuses_what_cannot_be_loaded(total):
    with pytest.raises(ValueError, match=rf"{total} kg cannot be loaded"):
        plates_per_side(HOME, D(total))


def test_plates_per_side_needs_a_bar():
    with pytest.raises(ValueError, match="no bar in this inventory for 20 lb"):
        plates_per_side(Inventory(LB, dumbbells=weights("20")), D(20))


def test_eight_kinds_of_ten_pairs_are_no_trouble():
    totals = loadable(FULL)

    # 11 to the power of 8 combinations: were they tried, this would not end today.
    assert len(totals) == len(set(totals)) == 1959
    assert plates_per_side(FULL, D("427.5")) == weights("25 25 25 25 25 25 25 25 2.5 1.25")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "an inventory in kg needs a bar, dumbbells or a stack"),
        ({"plates": rack("20x2")}, "an inventory in kg needs a bar"),
        ({"plates": rack("20x2"), "stack": weights("5")}, "plates need a bar, of 0 kg"),
        ({"bar": D(20), "plates": rack("20x3")}, "plates of 20 kg go on in pairs, 2 to 100 of them, got 3"),
        ({"bar": D(20), "plates": rack("20x0")}, "plates of 20 kg go on in pairs"),
        ({"bar": D(20), "plates": rack("20x102")}, "plates of 20 kg go on in pairs"),
        ({"bar": D(20), "plates": rack("20x2 20.0x2")}, "plates: 20.0 kg is listed twice"),
        ({"dumbbells": weights("10 12 10")}, "dumbbells: 10 kg is listed twice"),
        ({"stack": weights("5 5")}, "stack: 5 kg is listed twice"),
        ({"stack": weights("0 5")}, "stack: above 0 and up to 1000 kg, got 0"),
        ({"bar": D(-20)}, "bar: above 0 and up to 1000 kg, got -20"),
        ({"dumbbells": weights("NaN")}, "dumbbells: above 0 and up to 1000 kg, got NaN"),
        ({"dumbbells": weights("1000.5")}, "dumbbells: above 0 and up to 1000 kg, got 1000.5"),
        ({"bar": D("20.0005")}, "bar: to a thousandth of a kg, got 20.0005"),
        ({"unit": "st", "bar": D(20)}, "an inventory is in kg or lb, got 'st'"),
    ],
)
def test_inventory_refuses_what_is_not_in_a_gym(options, message):
    with pytest.raises(ValueError, match=message):
        Inventory(**{"unit": KG, **options})


def test_limits_give_what_is_loadable_below_the_ceiling():
    limits = Limits(HOME, KG, "upper", ceiling=Load(D(100), LB))  # 45.359237 kg

    assert limits.load(D(50)) == Load(D(45), KG)
    assert limits.load(D(43)) == Load(D("42.5"), KG)
    assert limits.load(D(19)) is None
    assert limits.load_above(D(45)) == Load(D("47.5"), KG)
    assert limits.load_above(D("137.5")) is None


@pytest.mark.parametrize(
    ("steps", "unit", "region", "message"),
    [
        (HOME, LB, "upper", "limits in lb cannot use an inventory in kg"),
        (HOME, KG, "arm", "upper or lower, got 'arm'"),
    ],
)
def test_limits_refuse_another_unit_and_unknown_regions(steps, unit, region, message):
    with pytest.raises(ValueError, match=message):
        Limits(steps, unit, region)


some_weights = st.decimals(min_value=D("0.25"), max_value=50, places=2)
counts = st.sampled_from([2, 4, 6])
inventories = st.builds(
    Inventory,
    unit=st.sampled_from([KG, LB]),
    bar=st.sampled_from(weights("0 7.5 20 45")),
    plates=st.lists(st.tuples(some_weights, counts), max_size=4, unique_by=lambda plate: plate[0]).map(tuple),
)
values = st.decimals(min_value=0, max_value=1200, places=3)


def ways(inventory):
    """Every way to load the bar: total -> the plates on a side, largest first."""
    found = {}
    by_size = sorted(inventory.plates, reverse=True)
    for used in product(*(range(count // 2 + 1) for _, count in by_size)):
        side = [weight for (weight, _), times in zip(by_size, used, strict=True) for _ in range(times)]
        found.setdefault(inventory.bar + 2 * sum(side), []).append(tuple(side))
    return found


@given(inventory=inventories)
def test_loadable_is_what_trying_every_combination_finds(inventory):
    assert loadable(inventory) == tuple(
        sorted(total for total in ways(inventory) if 0 < total <= inventory.most)
    )


@given(inventory=inventories)
def test_plates_are_the_fewest_and_add_up(inventory):
    for total, sides in ways(inventory).items():
        side = plates_per_side(inventory, total)

        assert inventory.bar + 2 * sum(side) == total
        assert side == min(sides, key=lambda plates: (len(plates), [-plate for plate in plates]))


@given(inventory=inventories, value=values)
def test_floor_is_loadable_and_never_above_the_value(inventory, value):
    lower, higher = floor(inventory, value), next_above(inventory, value)

    assert lower is None or (lower <= value and lower in loadable(inventory))
    assert higher is None or (higher > value and higher in loadable(inventory))
    assert not [total for total in loadable(inventory) if (lower or 0) < total <= value]


@given(inventory=inventories, values=st.tuples(values, values).map(sorted))
def test_floor_never_falls_when_the_value_rises(inventory, values):
    less, more = (floor(inventory, value) or 0 for value in values)

    assert less <= more
