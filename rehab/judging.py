"""Judging the pain of a client's sessions for what workouts proposes next. [pure]

Until there are cases with a profile of their own, everybody has the profile `general` (clinical reference 5.3).
Swelling is asked for by no page yet; warning signs stand beside pain as a gate of their own (5.5).
"""

from datetime import timedelta
from statistics import median

from workouts.pain_judge import Judged, Verdict

from .pain import PROFILES, Colour, Decision, judge_pain

# The usual morning is the median of the last three calm ones (clinical reference 5.2).
MORNINGS = 3
WEEK = timedelta(days=7)
# How often a week's mornings must have been answered before two weeks are compared, and by how much pain rose.
WEEK_VALUES, WEEK_RISE = 2, 1


def judge_sessions(sessions):
    """The Judged of PainAnswers, the oldest session first.

    A question that nobody asked is no missing answer: where pain at the exercise is not asked for, what was said of
    the time after the session stands for both. A question that was asked and not answered is missing (PM4), and so
    is the usual morning before the first one: it never counts as no pain.
    """
    profile = PROFILES["general"]
    verdicts, calm_mornings, ambers = [], [], 0
    for number, answers in enumerate(sessions):
        base = usual_morning(calm_mornings)
        during = answers.during
        if during is None and not answers.asks_during:
            during = answers.after
        found = judge_pain(
            profile,
            during=during,
            after=answers.after,
            morning=answers.morning,
            base=base,
            week_up=rises(sessions[: number + 1]),
            swelling=False,
            red_flag=False,
        )
        verdicts.append(Verdict(found.colour.value, found.decision.value))
        if answers.morning is not None and found.colour not in (Colour.RED, Colour.AMBER):
            calm_mornings.append(answers.morning)
        is_settled = found.colour == Colour.AMBER and found.decision == Decision.HOLD
        ambers = ambers + 1 if is_settled else 0
    return Judged(tuple(verdicts), ambers, profile.settled_amber_sessions)


def usual_morning(calm_mornings):
    """The median of the last calm mornings, None before the first; cut, as mornings are whole points themselves."""
    return int(median(calm_mornings[-MORNINGS:])) if calm_mornings else None


def rises(sessions):
    """Whether the mean morning pain of the week up to the newest session is a point or more above the week before."""
    newest_on = sessions[-1].trained_on
    weeks = [
        [
            one.morning
            for one in sessions
            if one.morning is not None and first < one.trained_on <= first + WEEK
        ]
        for first in (newest_on - WEEK, newest_on - 2 * WEEK)
    ]
    if any(len(week) < WEEK_VALUES for week in weeks):
        return False
    this_week, last_week = (sum(week) / len(week) for week in weeks)
    return this_week >= last_week + WEEK_RISE
