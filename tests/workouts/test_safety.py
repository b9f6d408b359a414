"""Rules LS-02 to LS-04: clinical reference 3.1."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.loads import KG, LB, Load, ratio
from workouts.safety import Finding, Level, is_reason, judge_ratio

D = Decimal
SEVERITY = [Level.INFO, Level.OK, Level.OVERRIDE, Level.BLOCK]


@pytest.mark.parametrize(
    ("share", "rule", "level"),
    [
        ("0", "LS-02b", Level.INFO),
        ("0.4999999", "LS-02b", Level.INFO),
        ("0.50", "LS-02", Level.OK),
        ("0.5000001", "LS-02", Level.OK),
        ("0.6999999", "LS-02", Level.OK),
        ("0.70", "LS-02", Level.OK),
        ("0.7000001", "LS-03", Level.OVERRIDE),
        ("0.9999999", "LS-03", Level.OVERRIDE),
        ("1.00", "LS-03", Level.OVERRIDE),
        ("1.0000001", "LS-04", Level.BLOCK),
        ("1.20", "LS-04", Level.BLOCK),
        ("1.3000001", "LS-04", Level.BLOCK),
    ],
)
def test_judge_ratio_on_both_sides_of_each_threshold(share, rule, level):
    assert judge_ratio(D(share)) == Finding(rule, level)


@pytest.mark.parametrize(
    ("pounds", "rule", "level"),
    [
        ("24.99", "LS-02b", Level.INFO),
        ("25", "LS-02", Level.OK),
        ("35", "LS-02", Level.OK),
        ("35.01", "LS-03", Level.OVERRIDE),
        ("50", "LS-03", Level.OVERRIDE),
        ("50.01", "LS-04", Level.BLOCK),
    ],
)
def test_judge_ratio_of_pounds_against_50_lb_kept_in_kg(pounds, rule, level):
    share = ratio(Load(D(pounds), LB), Load(D("22.6796185"), KG))

    assert judge_ratio(share) == Finding(rule, level)


@pytest.mark.parametrize(("load", "one_rm"), [("63", "90"), ("119", "170"), ("126", "180")])
def test_judge_ratio_does_not_fall_into_a_float_trap(load, one_rm):
    share = ratio(Load(D(load), KG), Load(D(one_rm), KG))

    assert judge_ratio(share) == Finding("LS-02", Level.OK)


@given(
    lighter=st.decimals(min_value=0, max_value=2, places=7),
    more=st.decimals(min_value=0, max_value=1, places=7),
)
def test_judge_ratio_is_never_milder_for_more(lighter, more):
    mild, severe = judge_ratio(lighter), judge_ratio(lighter + more)

    assert SEVERITY.index(mild.level) <= SEVERITY.index(severe.level)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("a" * 14, False),
        ("a" * 15, True),
        (" " * 20, False),
        ("  " + "a" * 14 + "  ", False),
        ("  " + "a" * 15 + "  ", True),
        ("week 6 of HSR, tolerated well", True),
    ],
)
def test_reason_has_15_characters_without_the_spaces_around(text, expected):
    assert is_reason(text) == expected
