"""Vectors: clinical reference 5.3 (profiles) and 5.4 (decision table)."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rehab.pain import LOAD_CHANGE_PCT, PROFILES, Colour, Decision, PainProfile, PainVerdict, Rule, judge_pain

# number, profile, during, after, morning, base, week_up swelling red_flag, colour, decision, rule
VECTORS = """
 1 tendon_thomee 1 2 1 1 n n n GREEN MAY_PROGRESS PM8
 2 tendon_thomee 2 2 2 1 n n n GREEN MAY_PROGRESS PM8
 3 tendon_thomee 3 2 1 1 n n n AMBER HOLD         PM7
 4 tendon_thomee 5 5 2 2 n n n AMBER HOLD         PM7
 5 tendon_thomee 5 4 4 2 n n n AMBER REDUCE       PM5
 6 tendon_thomee 6 3 1 1 n n n RED   REDUCE       PM3
 7 tendon_thomee 3 6 2 2 n n n RED   REDUCE       PM3
 8 tendon_thomee 4 3 6 2 n n n RED   REDUCE       PM3
 9 tendon_thomee 8 2 1 1 n n n RED   STOP_REVIEW  PM1
10 tendon_thomee 2 2 - 1 n n n GREY  INCOMPLETE   PM4
11 tendon_thomee 7 - - 1 n n n RED   REDUCE       PM3
12 tendon_thomee 2 1 1 1 y n n AMBER REDUCE       PM6
13 tendon_thomee 1 1 1 1 n y n RED   STOP_REVIEW  PM2
14 tendon_thomee 0 0 0 0 n n y RED   STOP_REFER   PM0
15 tendon_ptle   3 3 1 1 n n n GREEN MAY_PROGRESS PM8
16 tendon_ptle   4 3 1 1 n n n AMBER HOLD         PM7
17 postop_knee   2 2 2 2 n n n GREEN MAY_PROGRESS PM8
18 postop_knee   3 2 1 1 n n n AMBER HOLD         PM7
19 postop_knee   4 2 1 1 n n n RED   REDUCE       PM3
20 postop_knee   2 2 1 0 n n n AMBER REDUCE       PM5
21 muscle_injury 4 2 0 0 n n n AMBER HOLD         PM7
22 muscle_injury 5 1 0 0 n n n RED   REDUCE       PM3
23 muscle_injury 2 2 1 0 n n n AMBER REDUCE       PM5
24 older_bone    3 2 1 1 n n n AMBER HOLD         PM7
25 older_bone    5 2 1 1 n n n RED   REDUCE       PM3
26 general       0 0 0 0 n n n GREEN MAY_PROGRESS PM8
"""
ROWS = [line.split() for line in VECTORS.strip().splitlines()]

NAMES = ("during", "after", "morning", "base")
FLAGS = ("week_up", "swelling", "red_flag")
CALM = dict.fromkeys(NAMES, 0) | dict.fromkeys(FLAGS, False)

points = st.integers(0, 10)
profiles = st.sampled_from(list(PROFILES.values()))
# Each answer and each flag, any of the answers perhaps missing.
inputs = st.fixed_dictionaries(dict.fromkeys(NAMES, st.none() | points) | dict.fromkeys(FLAGS, st.booleans()))


def judge(profile_key, **changes):
    return judge_pain(PROFILES[profile_key], **(CALM | changes))


# The decision table


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_judge_pain_follows_the_vectors(row):
    _, profile_key, *given_values, colour, decision, rule = row
    answers = [None if value == "-" else int(value) for value in given_values[:4]]
    flags = [value == "y" for value in given_values[4:]]

    verdict = judge_pain(
        PROFILES[profile_key],
        **dict(zip(NAMES, answers, strict=True)),
        **dict(zip(FLAGS, flags, strict=True)),
    )

    assert verdict == PainVerdict(Colour[colour], Decision[decision], Rule(rule))


def test_vectors_are_the_26_of_the_reference():
    assert [int(row[0]) for row in ROWS] == list(range(1, 27))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({"red_flag": True, "during": 8, "swelling": True}, Rule.RED_FLAG, id="PM0-before-PM1"),
        pytest.param({"during": 8, "swelling": True}, Rule.SEVERE, id="PM1-before-PM2"),
        pytest.param({"during": 7, "swelling": True}, Rule.SWELLING, id="PM2-before-PM3"),
        pytest.param({"during": 7, "morning": None}, Rule.TOO_MUCH, id="PM3-before-PM4"),
        pytest.param({"morning": None, "week_up": True}, Rule.MISSING, id="PM4-before-PM6"),
        pytest.param({"morning": 2, "week_up": True}, Rule.MORNING, id="PM5-before-PM6"),
        pytest.param({"during": 3, "week_up": True}, Rule.WEEK, id="PM6-before-PM7"),
        pytest.param({"during": 3}, Rule.SETTLED, id="PM7-before-PM8"),
        pytest.param({}, Rule.CALM, id="PM8"),
    ],
)
def test_judge_pain_takes_the_first_rule_that_matches(changes, rule):
    assert judge("general", **changes).rule == rule


# The limits of each profile, on both sides


@pytest.mark.parametrize(
    ("profile_key", "green_max", "amber_max", "tolerance", "settled_amber_sessions"),
    [
        ("tendon_thomee", 2, 5, 1, 3),
        ("tendon_ptle", 3, 5, 1, None),
        ("postop_knee", 2, 3, 0, None),
        ("muscle_injury", 2, 4, 0, None),
        ("older_bone", 2, 4, 1, None),
        ("general", 2, 5, 1, None),
    ],
)
def test_profile_follows_the_reference(profile_key, green_max, amber_max, tolerance, settled_amber_sessions):
    assert PROFILES[profile_key] == PainProfile(green_max, amber_max, tolerance, settled_amber_sessions)


def test_profiles_are_the_six_of_the_reference():
    assert list(PROFILES) == [
        *("tendon_thomee", "tendon_ptle", "postop_knee", "muscle_injury", "older_bone", "general")
    ]


@pytest.mark.parametrize("name", ["during", "after"])
@pytest.mark.parametrize(
    ("profile_key", "value", "rule"),
    [
        *(("tendon_thomee", 2, "PM8"), ("tendon_thomee", 3, "PM7"), ("tendon_thomee", 5, "PM7")),
        *(("tendon_thomee", 6, "PM3"), ("tendon_thomee", 7, "PM3"), ("tendon_thomee", 8, "PM1")),
        *(("tendon_ptle", 3, "PM8"), ("tendon_ptle", 4, "PM7"), ("tendon_ptle", 5, "PM7")),
        *(("tendon_ptle", 6, "PM3"), ("tendon_ptle", 7, "PM3"), ("tendon_ptle", 8, "PM1")),
        *(("postop_knee", 2, "PM8"), ("postop_knee", 3, "PM7"), ("postop_knee", 4, "PM3")),
        *(("postop_knee", 7, "PM3"), ("postop_knee", 8, "PM1")),
        *(("muscle_injury", 2, "PM8"), ("muscle_injury", 3, "PM7"), ("muscle_injury", 4, "PM7")),
        *(("muscle_injury", 5, "PM3"), ("muscle_injury", 7, "PM3"), ("muscle_injury", 8, "PM1")),
        *(("older_bone", 2, "PM8"), ("older_bone", 3, "PM7"), ("older_bone", 4, "PM7")),
        *(("older_bone", 5, "PM3"), ("older_bone", 7, "PM3"), ("older_bone", 8, "PM1")),
        *(("general", 2, "PM8"), ("general", 3, "PM7"), ("general", 5, "PM7")),
        *(("general", 6, "PM3"), ("general", 7, "PM3"), ("general", 8, "PM1")),
    ],
)
def test_judge_pain_on_both_sides_of_green_and_amber(name, profile_key, value, rule):
    assert judge(profile_key, **{name: value}).rule == Rule(rule)


@pytest.mark.parametrize(
    ("profile_key", "morning", "rule"),
    [
        *(("tendon_thomee", 2, "PM8"), ("tendon_thomee", 3, "PM5")),
        *(("tendon_ptle", 2, "PM8"), ("tendon_ptle", 3, "PM5")),
        *(("postop_knee", 1, "PM8"), ("postop_knee", 2, "PM5")),
        *(("muscle_injury", 1, "PM8"), ("muscle_injury", 2, "PM5")),
        *(("older_bone", 2, "PM8"), ("older_bone", 3, "PM5")),
        *(("general", 2, "PM8"), ("general", 3, "PM5")),
    ],
)
def test_judge_pain_on_both_sides_of_the_morning_tolerance(profile_key, morning, rule):
    assert judge(profile_key, base=1, morning=morning).rule == Rule(rule)


def test_judge_pain_holds_for_a_settled_morning_above_green():
    assert judge("general", base=3, morning=3) == PainVerdict(Colour.AMBER, Decision.HOLD, Rule.SETTLED)


@pytest.mark.parametrize(("base", "rule"), [(5, Rule.CALM), (6, Rule.TOO_MUCH), (8, Rule.SEVERE)])
def test_judge_pain_counts_the_usual_morning_among_the_known_values(base, rule):
    assert judge("general", base=base).rule == rule


# Missing answers


@pytest.mark.parametrize("name", NAMES)
def test_judge_pain_is_incomplete_without_an_answer(name):
    assert judge("general", **{name: None}) == PainVerdict(Colour.GREY, Decision.INCOMPLETE, Rule.MISSING)


@given(profile=profiles, answers=inputs, name=st.sampled_from(NAMES))
def test_missing_answer_never_counts_as_zero(profile, answers, name):
    answers[name] = None
    is_over = any(answers[key] is not None and answers[key] > profile.amber_max for key in NAMES)
    is_red = answers["red_flag"] or answers["swelling"] or is_over

    verdict = judge_pain(profile, **answers)

    # Never the green or amber that a 0 in its place could bring.
    assert verdict.colour == (Colour.RED if is_red else Colour.GREY)


@given(profile=profiles, answers=inputs, filled_in=st.fixed_dictionaries(dict.fromkeys(NAMES, points)))
def test_missing_answer_filled_in_never_turns_red_into_another_colour(profile, answers, filled_in):
    assume(judge_pain(profile, **answers).colour == Colour.RED)
    missing = {name: filled_in[name] for name in NAMES if answers[name] is None}

    verdict = judge_pain(profile, **(answers | missing))

    assert verdict.colour == Colour.RED


# What never may progress


@given(profile=profiles, answers=inputs)
def test_red_flag_is_always_referred(profile, answers):
    verdict = judge_pain(profile, **(answers | {"red_flag": True}))

    assert verdict == PainVerdict(Colour.RED, Decision.STOP_REFER, Rule.RED_FLAG)


@given(profile=profiles, answers=inputs, name=st.sampled_from(NAMES), data=st.data())
def test_value_over_amber_is_always_red(profile, answers, name, data):
    too_much = data.draw(st.integers(profile.amber_max + 1, 10))

    verdict = judge_pain(profile, **(answers | {name: too_much}))

    assert verdict.colour == Colour.RED
    assert verdict.decision != Decision.MAY_PROGRESS


@given(
    profile=profiles,
    answers=st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(0, 4))),
    flags=st.sets(st.sampled_from(FLAGS)),
)
def test_progress_needs_low_settled_pain_and_no_flag(profile, answers, flags):
    is_low = max(answers["during"], answers["after"], answers["morning"]) <= profile.green_max
    is_settled = answers["morning"] <= answers["base"] + profile.morning_tolerance
    is_usual = answers["base"] <= profile.amber_max

    verdict = judge_pain(profile, **answers, **{flag: flag in flags for flag in FLAGS})

    may_progress = is_low and is_settled and is_usual and not flags
    assert (verdict.decision == Decision.MAY_PROGRESS) == may_progress


# Refusals and data


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [-1, 11, 2.5, 3.0, "3", True])
def test_judge_pain_refuses_what_is_no_nrs_point(name, value):
    with pytest.raises(ValueError, match=f"pain {name} is a whole number of NRS points from 0 to 10"):
        judge("general", **{name: value})


def test_judge_pain_refuses_a_wrong_answer_even_with_a_red_flag():
    with pytest.raises(ValueError, match="NRS points"):
        judge("general", red_flag=True, after=11)


def test_load_changes_follow_the_reference():
    by_rule = {str(rule): change for rule, change in LOAD_CHANGE_PCT.items()}

    assert by_rule == {"PM3": (-30, -20), "PM5": (-20, -10), "PM6": (-20, -10)}


@pytest.mark.parametrize(
    ("value", "field"), [(PROFILES["general"], "amber_max"), (judge("general"), "colour")]
)
def test_profile_and_verdict_cannot_be_changed(value, field):
    with pytest.raises(FrozenInstanceError):
        setattr(value, field, 9)
