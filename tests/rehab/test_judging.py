"""Judging a row of sessions: clinical reference 5.2 (usual morning, week to week) and 5.4, profile `general`."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.judging import judge_sessions, usual_morning
from workouts.pain_judge import PainAnswers, judge_nothing, judge_pain_of

MONDAY = date(2026, 3, 2)
CALM = PainAnswers(MONDAY, after=1, morning=1)


def on(number, **answers):
    """The answers of the session `number` days after Monday, calm where nothing else is said."""
    return replace(CALM, trained_on=MONDAY + timedelta(days=number), **answers)


def decisions(*sessions):
    return [verdict.decision for verdict in judge_sessions(sessions).verdicts]


def test_first_session_has_no_usual_morning_and_the_second_has():
    assert decisions(on(0), on(3)) == ["incomplete", "may_progress"]


@pytest.mark.parametrize(
    ("answers", "colour", "decision"),
    [
        ({"after": 2, "morning": 2}, "green", "may_progress"),
        ({"after": 3}, "amber", "hold"),
        ({"after": 5}, "amber", "hold"),
        ({"after": 6}, "red", "reduce"),
        ({"after": 8}, "red", "stop_review"),
        ({"morning": 3}, "amber", "reduce"),
        ({"during": 3}, "amber", "hold"),
        ({"during": 6}, "red", "reduce"),
        ({"after": None}, "grey", "incomplete"),
        ({"morning": None}, "grey", "incomplete"),
        ({"after": None, "morning": 6}, "red", "reduce"),
        ({"asks_during": True}, "grey", "incomplete"),
        ({"asks_during": True, "during": 0}, "green", "may_progress"),
    ],
)
def test_second_session_is_judged_by_the_general_profile(answers, colour, decision):
    verdict = judge_sessions([on(0), on(3, **answers)]).verdicts[-1]

    assert (verdict.colour, verdict.decision) == (colour, decision)


@pytest.mark.parametrize(
    ("mornings", "usual"), [([], None), ([1], 1), ([1, 2], 1), ([0, 1, 2], 1), ([5, 0, 0, 2], 0)]
)
def test_usual_morning_is_the_median_of_the_last_three_calm_ones(mornings, usual):
    """Of 1 and 2 it is 1.5, and whole points above 1.5 + 1 are those above 1 + 1."""
    assert usual_morning(mornings) == usual


def test_mornings_of_raised_pain_do_not_become_usual():
    """A morning of 3 is more than 1 + 1; were it usual, the next 3 would be calm."""
    assert decisions(on(0), on(3, morning=3), on(6, morning=3))[1:] == ["reduce", "reduce"]


def test_pain_that_rises_from_week_to_week_reduces():
    """Mornings 0 and 0, then 1 and 1: the mean is a point up, none above the usual one by more than a point."""
    days = [on(0, morning=0), on(2, morning=0), on(7, morning=1), on(9, morning=1)]

    assert decisions(*days) == ["incomplete", "may_progress", "may_progress", "reduce"]


def test_a_single_morning_of_a_week_is_compared_with_nothing():
    assert decisions(on(0, morning=0), on(7, morning=1), on(9, morning=1))[-1] == "may_progress"


def test_settled_ambers_are_counted_in_a_row_and_open_nothing_in_this_profile():
    judged = judge_sessions([on(0), on(3, after=3), on(6, after=4)])

    assert (judged.settled_ambers, judged.settled_ambers_needed) == (2, None)
    assert judge_sessions([on(0), on(3, after=3), on(6)]).settled_ambers == 0


def test_rehab_is_who_judges_and_without_it_nothing_is_known():
    assert judge_pain_of([on(0), on(3)]) == judge_sessions([on(0), on(3)])
    assert [verdict.colour for verdict in judge_nothing([on(0), on(3)]).verdicts] == [None, None]
