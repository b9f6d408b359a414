"""Vectors: clinical reference 4.1 (times), 4.2 (decision), 4.3 (red flags)."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.soreness import (
    CheckState,
    RedFlag,
    Result,
    SorenessThresholds,
    asks_red_flags,
    decide,
    due_checks,
)

ENDED_AT = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

# hours, soreness, limited, result
VECTORS = """
24 6 n MODIFY
24 3 y MODIFY
48 8 n POSTPONE
72 4 n POSTPONE
72 3 n AS_PLANNED
24 5 y POSTPONE
48 9 n STOP_CONTACT
48 - n ASK
"""

# hours, soreness, limited, rule, result, % of sets, % fewer next, load may rise, volume may rise, notifies, flags
TABLE = """
24  0 n D6 AS_PLANNED   100  0 y y n -
24  1 n D5 AS_PLANNED   100  0 y n n -
48  3 n D5 AS_PLANNED   100  0 y n n -
48  4 n D4 MODIFY        50  0 n n n -
24  6 n D4 MODIFY        50  0 n n n -
48  7 n D2 POSTPONE       0 40 n n y -
48  8 n D2 POSTPONE       0 40 n n y -
48  9 n D1 STOP_CONTACT   0  0 n n y ask_red_flags
24 10 n D1 STOP_CONTACT   0  0 n n y ask_red_flags
72  3 n D5 AS_PLANNED   100  0 y n n -
72  4 n D3 POSTPONE       0 30 n n y not_resolving
96  6 n D3 POSTPONE       0 30 n n y not_resolving
72  7 n D2 POSTPONE       0 40 n n y not_resolving
96  8 n D2 POSTPONE       0 40 n n y not_resolving
72  9 n D1 STOP_CONTACT   0  0 n n y ask_red_flags
24  0 y D6 MODIFY        50  0 n n n function_limited
72  3 y D5 MODIFY        50  0 n n n function_limited
24  4 y D4 POSTPONE       0 40 n n y function_limited
72  4 y D3 POSTPONE       0 30 n n y not_resolving
48  7 y D2 POSTPONE       0 40 n n y -
48  9 y D1 STOP_CONTACT   0  0 n n y ask_red_flags
"""

hours_of_checks = st.sampled_from([24, 48, 72, 96])
points = st.integers(0, 10)
answers_yes_no = st.sampled_from([True, False, None])
flag_sets = st.sets(st.sampled_from(list(RedFlag)))
# From the mildest to the most severe; ASK is none of them.
SEVERITY = [
    Result.AS_PLANNED,
    Result.MODIFY,
    Result.POSTPONE,
    Result.STOP_CONTACT,
    Result.URGENT_CARE,
]


def states(hours_later, answers=None, **options):
    """The state of each check-in, by its hours, so many hours after a session."""
    checks = due_checks(ENDED_AT, ENDED_AT + timedelta(hours=hours_later), answers or {}, **options)
    return {check.hours: check.state.value for check in checks}


# The decision table


@pytest.mark.parametrize("row", VECTORS.strip().splitlines())
def test_decide_follows_the_vectors(row):
    hours, nrs, limited, result = row.split()

    decision = decide(int(hours), None if nrs == "-" else int(nrs), limited == "y")

    assert decision.result == Result[result]


def test_decide_follows_the_vector_with_dark_urine():
    decision = decide(24, 0, False, [RedFlag.URINE])

    assert (decision.rule, decision.result) == ("D0", Result.URGENT_CARE)
    assert (decision.sets_pct, decision.notifies) == (0, True)


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_decide_says_what_each_rule_means(row):
    hours, nrs, limited, rule, result, sets_pct, cut_pct, *may, flags = row.split()

    found = decide(int(hours), int(nrs), limited == "y")

    assert (found.rule, found.result) == (rule, Result[result])
    assert (found.sets_pct, found.next_cut_pct) == (int(sets_pct), int(cut_pct))
    assert [found.may_raise_load, found.may_raise_volume, found.notifies] == [word == "y" for word in may]
    assert found.flags == (() if flags == "-" else (flags,))


def test_decide_asks_where_there_is_no_value():
    decision = decide(48, None, False)

    assert (decision.rule, decision.result, decision.sets_pct) == ("D7", Result.ASK, None)
    assert (decision.may_raise_load, decision.may_raise_volume) == (False, False)


def test_limited_activities_do_not_make_an_answer_of_none():
    assert decide(48, None, True).result == Result.ASK


def test_decide_names_inputs_and_thresholds():
    decision = decide(72, 5, False, ())

    assert decision.inputs == {"hours": 72, "nrs": 5, "is_function_limited": False, "red_flags": ()}
    assert decision.thresholds == {
        "late_hours": 72,
        "modify_nrs": 4,
        "resume_nrs": 3,
        "late_cut_pct": 30,
    }


def test_thresholds_of_a_moved_result_are_those_it_came_to():
    assert decide(24, 5, True).thresholds == {"modify_nrs": 4, "resume_nrs": 3, "postpone_cut_pct": 40}


@pytest.mark.parametrize("unanswered", [{"is_function_limited": None}, {"red_flags": None}])
def test_what_is_not_answered_lets_nothing_rise(unanswered):
    decision = decide(24, 0, **{"is_function_limited": False} | unanswered)

    assert (decision.rule, decision.result) == ("D6", Result.AS_PLANNED)
    assert (decision.may_raise_load, decision.may_raise_volume) == (False, False)


def test_decide_follows_the_thresholds_of_a_practice():
    strict = SorenessThresholds(modify_nrs=3, resume_nrs=2, postpone_nrs=5, modify_sets_pct=40)

    assert (
        decide(24, 3, False, thresholds=strict).sets_pct,
        decide(24, 5, False, thresholds=strict).rule,
    ) == (
        40,
        "D2",
    )


@pytest.mark.parametrize(
    "numbers",
    [
        {"stop_nrs": 11},
        {"stop_nrs": 7},
        {"postpone_nrs": 4},
        {"modify_nrs": 3},
        {"resume_nrs": 0},
        {"modify_sets_pct": 100},
        {"late_cut_pct": 0},
    ],
)
def test_thresholds_out_of_order_are_refused(numbers):
    with pytest.raises(ValueError, match="levels of soreness|share of sets"):
        SorenessThresholds(**numbers)


@pytest.mark.parametrize("nrs", [-1, 11, 2.5, True, "3"])
def test_soreness_outside_the_scale_is_refused(nrs):
    with pytest.raises(ValueError, match="whole number of points from 0 to 10"):
        decide(24, nrs, False)


@pytest.mark.parametrize("hours", [0, 36, 120, None])
def test_other_check_ins_are_refused(hours):
    with pytest.raises(ValueError, match="a check-in is"):
        decide(hours, 3, False)


def test_a_sign_that_is_none_is_refused():
    with pytest.raises(ValueError, match="tired"):
        decide(24, 3, False, ["tired"])


def test_a_decision_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        decide(24, 3, False).result = Result.AS_PLANNED


@given(hours=hours_of_checks, limited=answers_yes_no, flags=st.none() | flag_sets)
def test_no_value_never_counts_as_zero(hours, limited, flags):
    decision = decide(hours, None, limited, flags)

    assert decision.result == (Result.URGENT_CARE if flags else Result.ASK)
    assert not decision.may_raise_load
    assert not decision.may_raise_volume


@given(hours=hours_of_checks, nrs=st.integers(0, 9), limited=answers_yes_no)
def test_a_higher_value_never_gives_a_milder_result(hours, nrs, limited):
    lower, higher = decide(hours, nrs, limited), decide(hours, nrs + 1, limited)

    assert SEVERITY.index(lower.result) <= SEVERITY.index(higher.result)
    assert lower.sets_pct >= higher.sets_pct
    assert (lower.may_raise_load, lower.may_raise_volume) >= (higher.may_raise_load, higher.may_raise_volume)


@given(hours=hours_of_checks, nrs=points)
def test_limited_activities_never_give_a_milder_result(hours, nrs):
    free, limited = decide(hours, nrs, False), decide(hours, nrs, True)

    assert SEVERITY.index(free.result) <= SEVERITY.index(limited.result)
    assert limited.result != Result.AS_PLANNED


@given(hours=hours_of_checks, nrs=st.none() | points, limited=answers_yes_no, flags=flag_sets)
def test_any_red_flag_wins(hours, nrs, limited, flags):
    assert (decide(hours, nrs, limited, flags).result == Result.URGENT_CARE) == bool(flags)


# Red flags


@pytest.mark.parametrize(
    ("nrs", "week", "is_asked"),
    [(6, 3, False), (7, 3, True), (10, 8, True), (0, 2, True), (0, 1, True), (0, 3, False), (None, 2, True)],
)
def test_red_flags_are_asked_for_strong_soreness_and_in_the_first_weeks(nrs, week, is_asked):
    assert asks_red_flags(nrs, week) is is_asked


def test_red_flags_are_asked_where_the_week_is_not_known():
    assert asks_red_flags(0, None) is True


def test_without_a_value_only_the_week_asks_for_red_flags():
    assert asks_red_flags(None, 3) is False


# Times


@pytest.mark.parametrize(
    ("hours_later", "expected"),
    [
        (0, ["coming", "coming", "coming"]),
        (17.99, ["coming", "coming", "coming"]),
        (18, ["open", "coming", "coming"]),
        (30, ["open", "coming", "coming"]),
        (30.01, ["missed", "coming", "coming"]),
        (41.99, ["missed", "coming", "coming"]),
        (42, ["missed", "open", "coming"]),
        (54, ["missed", "open", "coming"]),
        (54.01, ["missed", "missed", "coming"]),
        (66, ["missed", "missed", "open"]),
        (78, ["missed", "missed", "open"]),
    ],
)
def test_each_check_in_has_its_window(hours_later, expected):
    assert states(hours_later) == dict(zip((24, 48, 72), expected, strict=True))


@pytest.mark.parametrize(
    ("hours_later", "state"),
    [(78.01, "coming"), (89.99, "coming"), (90, "open"), (102, "open"), (102.01, "missed")],
)
def test_a_missed_last_check_in_makes_a_fourth(hours_later, state):
    assert states(hours_later)[96] == state


@pytest.mark.parametrize(("nrs", "is_made"), [(0, False), (3, False), (4, True), (10, True)])
def test_soreness_at_the_last_check_in_makes_a_fourth(nrs, is_made):
    assert (96 in states(70, {72: nrs})) is is_made


def test_an_answered_check_in_stays_answered():
    assert states(100, {24: 0, 48: 2, 72: 5, 96: 1}) == dict.fromkeys((24, 48, 72, 96), "answered")


def test_an_answer_of_none_is_none():
    assert states(31, {24: None})[24] == "missed"


def test_check_ins_say_when_they_open_and_close():
    first = due_checks(ENDED_AT, ENDED_AT, {})[0]

    assert first.opens_at == datetime(2026, 6, 2, 12, 0, tzinfo=UTC)
    assert first.closes_at == datetime(2026, 6, 3, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ended_at", "opens_at"),
    [
        # Clocks go an hour forward in the night to 29 March 2026: 18 h later they show 19 h more.
        (datetime(2026, 3, 28, 18, tzinfo=BERLIN), datetime(2026, 3, 29, 13, tzinfo=BERLIN)),
        # And an hour back in the night to 25 October: they show 17 h more.
        (datetime(2026, 10, 24, 18, tzinfo=BERLIN), datetime(2026, 10, 25, 11, tzinfo=BERLIN)),
    ],
)
def test_hours_are_real_hours_when_clocks_change(ended_at, opens_at):
    a_moment_before = due_checks(ended_at, opens_at - timedelta(seconds=1), {})[0]
    then = due_checks(ended_at, opens_at, {})[0]

    assert then.opens_at == opens_at
    assert (a_moment_before.state, then.state) == (CheckState.COMING, CheckState.OPEN)


@pytest.mark.parametrize("naive", [0, 1])
def test_instants_without_a_zone_are_refused(naive):
    instants = [ENDED_AT, ENDED_AT]
    instants[naive] = ENDED_AT.replace(tzinfo=None)

    with pytest.raises(ValueError, match="an instant has a zone"):
        due_checks(*instants, {})


@pytest.mark.parametrize("answers", [{36: 3}, {24: 11}])
def test_answers_that_cannot_be_are_refused(answers):
    with pytest.raises(ValueError, match="a check-in is|whole number of points"):
        due_checks(ENDED_AT, ENDED_AT, answers)


@given(hours_later=st.floats(0, 200), answers=st.dictionaries(hours_of_checks, st.none() | points))
def test_at_most_one_check_in_is_open(hours_later, answers):
    assert list(states(hours_later, answers).values()).count("open") <= 1


# The days in 2026 before which, or on which, clocks change; Lord Howe changes by half an hour.
CLOCK_CHANGES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
}
near_a_clock_change = st.sampled_from(
    [(ZoneInfo(name), day) for name, days in CLOCK_CHANGES.items() for day in days]
)


@given(change=near_a_clock_change, minutes=st.integers(-6 * 24 * 60, 2 * 24 * 60), fold=st.integers(0, 1))
def test_check_ins_open_after_real_hours_whatever_clocks_do(change, minutes, fold):
    zone, day = change
    ended_at = (datetime.combine(day, time(), zone) + timedelta(minutes=minutes)).replace(fold=fold)
    ended_s = ended_at.timestamp()

    for check in due_checks(ended_at, ended_at, {}):
        middle_s = ended_s + check.hours * 3600
        assert check.opens_at.timestamp() == middle_s - 6 * 3600
        assert check.closes_at.timestamp() == middle_s + 6 * 3600
        # The very instants at which the state changes, as the client's own clock says them.
        for moved_s, state in ((-1, "coming"), (0, "open"), (12 * 3600, "open"), (12 * 3600 + 1, "missed")):
            now = datetime.fromtimestamp(middle_s - 6 * 3600 + moved_s, zone)
            if check.hours < 96:
                assert {one.hours: one.state for one in due_checks(ended_at, now, {})}[check.hours] == state
