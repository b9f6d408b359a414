"""Vectors: clinical reference 2.4 (units) and 2.5 (band and rounding)."""

from dataclasses import FrozenInstanceError
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecctrain.accounts.choices import Unit
from workouts.loads import (
    KG,
    LB,
    Band,
    Load,
    Steps,
    band,
    default_steps,
    displayed,
    limit_shown,
    load_for_percent,
    percent_of,
    ratio,
    stored_kg,
)

D = Decimal

weights = st.decimals(min_value=D("0.01"), max_value=1000, places=2)
exact_weights = st.decimals(min_value=D("0.01"), max_value=1000, places=10)
increments = st.sampled_from([D("0.25"), D("0.5"), D(1), D("1.25"), D(2), D("2.5"), D(5), D(10)])
bases = st.sampled_from([D(0), D("7.5"), D(10), D(15), D(20), D(45)])
all_steps = st.builds(Steps, increment=increments, base=bases)
units = st.sampled_from([KG, LB])
percents = st.integers(min_value=1, max_value=130).map(D)


def test_units_equal_the_choices_of_accounts():
    assert Unit.values == [KG, LB]
    assert (Unit.KG.value, Unit.LB.value) == (KG, LB)


# Units (2.4)


@pytest.mark.parametrize(
    ("pounds", "kg"),
    [
        ("1", "0.45359237"),
        ("25", "11.33980925"),
        ("35", "15.87573295"),
        ("45", "20.41165665"),
        ("50", "22.67961850"),
    ],
)
def test_pounds_are_kilograms_exactly(pounds, kg):
    load = Load(D(pounds), LB)

    assert load.kg == D(kg)
    assert load.to(KG) == Load(D(kg), KG)
    assert stored_kg(load) == D(kg)
    assert Load(D(kg), KG).to(LB) == load


def test_kilograms_are_pounds_to_six_decimals():
    pounds = Load(D(100), KG).to(LB).value

    assert pounds.quantize(D("0.000001"), ROUND_HALF_UP) == D("220.462262")


@pytest.mark.parametrize("unit", [KG, LB])
def test_load_in_its_own_unit_is_itself(unit):
    load = Load(D("21.25"), unit)

    assert load.to(unit) is load


def test_load_cannot_be_changed():
    load = Load(D(20), KG)

    with pytest.raises(FrozenInstanceError):
        load.value = D(21)


def test_limit_is_displayed_rounded_down():
    limit = Load(D(35), LB)

    assert displayed(limit, KG, is_limit=True) == Load(D("15.87"), KG)


def test_load_that_is_no_limit_is_displayed_rounded_half_up():
    load = Load(D(35), LB)

    assert displayed(load, KG) == Load(D("15.88"), KG)


@pytest.mark.parametrize(
    ("value", "shown"), [("20.00", "20"), ("100", "100"), ("22.50", "22.5"), ("0", "0"), ("1.25", "1.25")]
)
def test_displayed_load_has_no_trailing_zeros_and_no_exponent(value, shown):
    load = displayed(Load(D(value), KG), KG)

    assert str(load.value) == shown


@given(load=st.builds(Load, value=exact_weights, unit=units), unit=units)
def test_displayed_limit_is_never_above_the_limit(load, unit):
    shown = displayed(load, unit, is_limit=True)

    assert shown.kg <= load.kg


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("11.665", "11.6"),
        ("16.331", "16.3"),
        ("15.9999", "15.9"),
        ("70.00", "70"),
        ("100", "100"),
        ("0.05", "0"),
    ],
)
def test_limit_shown_is_cut_after_one_decimal(value, shown):
    assert str(limit_shown(Load(D(value), KG)).value) == shown


@given(load=st.builds(Load, value=exact_weights, unit=units))
def test_limit_shown_is_never_above_the_limit_and_within_a_tenth(load):
    shown = limit_shown(load)

    assert shown.unit == load.unit
    assert 0 <= load.value - shown.value < D("0.1")


@given(value=exact_weights)
def test_kg_to_lb_to_kg_comes_back(value):
    there_and_back = Load(value, KG).to(LB).to(KG)

    assert abs(there_and_back.value - value) <= D("1E-9")


@given(value=weights)
def test_hundredths_of_a_pound_come_back_from_the_database_exactly(value):
    kept = stored_kg(Load(value, LB))

    assert Load(kept, KG).to(LB).value == value


@pytest.mark.parametrize("unit", ["st", "KG", ""])
def test_load_refuses_unknown_unit(unit):
    with pytest.raises(ValueError, match="a load is in kg or lb"):
        Load(D(1), unit)


@pytest.mark.parametrize("value", ["-0.01", "NaN", "Infinity", "-Infinity"])
def test_load_refuses_what_is_no_weight(value):
    with pytest.raises(ValueError, match="a number of lb, 0 or more"):
        Load(D(value), LB)


# The band (2.5): 1RM, increment, base; lower, upper, lowest and highest loadable, status


@pytest.mark.parametrize(
    ("one_rm", "increment", "base", "lower", "upper", "lowest", "highest", "status"),
    [
        pytest.param("50", "5", "0", "25.00", "35.00", "25", "35", "ok", id="BAND-1"),
        pytest.param("52", "5", "0", "26.00", "36.40", "30", "35", "ok", id="BAND-2"),
        pytest.param("53", "5", "0", "26.50", "37.10", "30", "35", "ok", id="BAND-3"),
        pytest.param("90", "1", "0", "45.00", "63.00", "45", "63", "ok", id="BAND-4"),
        pytest.param("100", "2.5", "20", "50.00", "70.00", "50", "70", "ok", id="BAND-5"),
        pytest.param("42.5", "2.5", "0", "21.25", "29.75", "22.5", "27.5", "ok", id="BAND-6"),
        pytest.param("30", "2.5", "20", "15.00", "21.00", "20", "20", "ok", id="BAND-7"),
        pytest.param("62.5", "2", "0", "31.25", "43.75", "32", "42", "ok", id="BAND-8"),
        pytest.param("33.3", "0.5", "0", "16.65", "23.31", "17", "23", "ok", id="BAND-9"),
        pytest.param("7", "2.5", "0", "3.50", "4.90", None, "2.5", "below_band", id="BAND-10"),
        pytest.param("3", "2.5", "0", "1.50", "2.10", None, None, "no_load", id="BAND-11"),
        pytest.param("28", "2.5", "20", "14.00", "19.60", None, None, "no_load", id="BAND-12"),
    ],
)
def test_band_follows_the_reference(one_rm, increment, base, lower, upper, lowest, highest, status):
    steps = Steps(D(increment), D(base))

    found = band(D(one_rm), steps)

    assert found == Band(
        lower=D(lower),
        upper=D(upper),
        lowest=lowest and D(lowest),
        highest=highest and D(highest),
        status=status,
    )


@pytest.mark.parametrize(("one_rm", "lower", "upper"), [("90", 45, 63), ("170", 85, 119), ("180", 90, 126)])
def test_band_does_not_fall_into_a_float_trap(one_rm, lower, upper):
    found = band(D(one_rm), Steps(D(1)))

    assert (found.lower, found.upper) == (D(lower), D(upper))
    assert (found.lowest, found.highest) == (D(lower), D(upper))


def test_band_includes_its_upper_end_when_nothing_else_can_be_loaded():
    # Only 35 lb lies in 25 to 35 lb.
    found = band(D(50), Steps(D(35)))

    assert found == Band(lower=D(25), upper=D(35), lowest=D(35), highest=D(35), status="ok")


def test_band_takes_other_percents():
    found = band(D(80), Steps(D("2.5")), lower_pct=D(40), upper_pct=D("62.5"))

    assert found == Band(lower=D(32), upper=D(50), lowest=D("32.5"), highest=D(50), status="ok")


@given(one_rm=weights, steps=all_steps)
def test_band_offers_only_what_lies_within_it(one_rm, steps):
    found = band(one_rm, steps)

    match found.status:
        case "ok":
            assert one_rm * D("0.50") <= found.lowest <= found.highest <= one_rm * D("0.70")
        case "below_band":
            assert (found.lowest, 0 < found.highest < one_rm * D("0.50")) == (None, True)
        case "no_load":
            assert (found.lowest, found.highest) == (None, None)


@pytest.mark.parametrize(
    ("one_rm", "pct", "expected"), [("90", "70", "63"), ("42.5", "50", "21.25"), ("52", "70", "36.4")]
)
def test_percent_of_is_exact(one_rm, pct, expected):
    assert percent_of(D(one_rm), D(pct)) == D(expected)


# Steps


def test_floor_stays_on_a_step():
    steps = Steps(D("2.5"), base=D(20))

    assert [steps.floor(D(value)) for value in ("20", "22.49", "22.5", "22.51")] == [
        D(20),
        D(20),
        D("22.5"),
        D("22.5"),
    ]


def test_floor_is_none_below_the_base():
    assert Steps(D("2.5"), base=D(20)).floor(D("19.99")) is None


def test_ceil_stays_on_a_step():
    steps = Steps(D("2.5"), base=D(20))

    assert [steps.ceil(D(value)) for value in ("0", "20", "20.01", "22.5")] == [
        D(20),
        D(20),
        D("22.5"),
        D("22.5"),
    ]


@given(value=exact_weights, steps=all_steps)
def test_floor_and_ceil_bracket_a_value(value, steps):
    floor, ceil = steps.floor(value), steps.ceil(value)

    if floor is None:
        assert (value < steps.base, ceil) == (True, steps.base)
    else:
        assert floor <= value <= ceil
        assert ceil - floor == (D(0) if floor == value else steps.increment)


@pytest.mark.parametrize(("increment", "base"), [("0", "0"), ("-1", "0"), ("1", "-0.5")])
def test_steps_refuse_what_cannot_be_loaded(increment, base):
    with pytest.raises(ValueError, match="an increment above 0 and a base of 0 or more"):
        Steps(D(increment), D(base))


# The load for a per cent


@pytest.mark.parametrize(
    ("one_rm", "pct", "unit", "increment", "base", "expected"),
    [
        pytest.param(Load(D(50), LB), "70", LB, "5", "0", "35", id="exactly-on-a-step"),
        pytest.param(Load(D(52), LB), "70", LB, "5", "0", "35", id="36.4-floored"),
        pytest.param(Load(D(90), KG), "70", KG, "1", "0", "63", id="float-trap"),
        pytest.param(Load(D("42.5"), KG), "65", KG, "2.5", "0", "27.5", id="27.625-floored"),
        pytest.param(Load(D(40), KG), "74.9", KG, "2.5", "20", "27.5", id="29.96-not-rounded-up-to-30"),
        # 50 lb = 22.6796185 kg; 70 % of it is 15.87573295 kg
        pytest.param(Load(D(50), LB), "70", KG, "0.5", "0", "15.5", id="lb-to-kg"),
        # 100 kg = 220.462262 lb; 70 % of it is 154.32 lb
        pytest.param(Load(D(100), KG), "70", LB, "5", "45", "150", id="kg-to-lb"),
        pytest.param(Load(D("22.6796185"), KG), "70", LB, "5", "0", "35", id="50-lb-kept-in-kg"),
    ],
)
def test_load_for_percent_is_floored(one_rm, pct, unit, increment, base, expected):
    load = load_for_percent(one_rm, D(pct), unit, Steps(D(increment), D(base)))

    assert load == Load(D(expected), unit)


@pytest.mark.parametrize(("one_rm", "base"), [("3", "0"), ("28", "20")], ids=["result-0", "bar-too-heavy"])
def test_load_for_percent_is_none_when_nothing_can_be_loaded(one_rm, base):
    load = load_for_percent(Load(D(one_rm), KG), D(70), KG, Steps(D("2.5"), D(base)))

    assert load is None


@given(one_rm=st.builds(Load, value=exact_weights, unit=units), pct=percents, unit=units, steps=all_steps)
# A hair under 60/13 lb: rounded to the nearest 10th decimal on the way to pounds, 65 % of it became 3 lb.
@example(one_rm=Load(D("4.1870064923"), KG), pct=D(65), unit=LB, steps=Steps(D("0.5")))
def test_load_for_percent_never_exceeds_the_percent(one_rm, pct, unit, steps):
    load = load_for_percent(one_rm, pct, unit, steps)

    assert load is None or 100 * load.kg <= pct * one_rm.kg


@given(one_rm=st.builds(Load, value=weights, unit=units), pct=percents, steps=all_steps)
def test_load_for_percent_leaves_less_than_one_step(one_rm, pct, steps):
    load = load_for_percent(one_rm, pct, one_rm.unit, steps)

    if load is None:
        assert one_rm.value * pct / 100 < (steps.base or steps.increment)
    else:
        assert load.value + steps.increment > one_rm.value * pct / 100


# Usual steps (2.5, default increments)


@pytest.mark.parametrize(
    ("kind", "unit", "near", "increment"),
    [
        ("barbell", KG, None, "2.5"),
        ("barbell", LB, None, "5"),
        ("dumbbell", KG, D("9.99"), "1"),
        ("dumbbell", KG, D(10), "2"),
        ("dumbbell", KG, None, "2"),
        ("dumbbell", LB, D(9), "5"),
        ("small", KG, None, "1"),
        ("small", LB, None, "1"),
    ],
)
def test_default_steps_follow_the_reference(kind, unit, near, increment):
    assert default_steps(kind, unit, near=near) == Steps(D(increment), base=D(0))


# Ratio


def test_ratio_is_exact_across_units():
    assert ratio(Load(D(35), LB), Load(D("22.6796185"), KG)) == D("0.7")


def test_ratio_of_equal_units():
    assert ratio(Load(D(63), KG), Load(D(90), KG)) == D("0.7")


def test_ratio_is_one_for_the_same_weight_in_two_units():
    assert ratio(Load(D("11.33980925"), KG), Load(D(25), LB)) == 1


def test_ratio_refuses_a_one_rep_max_of_zero():
    with pytest.raises(ValueError, match="0 kg"):
        ratio(Load(D(10), KG), Load(D(0), LB))
