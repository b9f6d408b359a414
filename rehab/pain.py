"""Pain monitoring: what the answers about one session allow for the next. [pure]

Source: clinical reference 5.1 to 5.4 (Thomee 1997; Silbernagel et al. 2007, Am J Sports Med 35(6):897-906).
The morning tolerance, the week rule and the load changes are design choices, not evidence.
"""

from dataclasses import dataclass
from enum import StrEnum

MAX_NRS = 10
REVIEW_NRS = 8


class Colour(StrEnum):
    """The traffic light; grey while an answer is missing."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


class Decision(StrEnum):
    """What is proposed; the professional decides."""

    STOP_REFER = "stop_refer"
    STOP_REVIEW = "stop_review"
    REDUCE = "reduce"
    INCOMPLETE = "incomplete"
    HOLD = "hold"
    MAY_PROGRESS = "may_progress"


class Rule(StrEnum):
    """The rules of clinical reference 5.4; the first that matches decides."""

    RED_FLAG = "PM0"
    SEVERE = "PM1"
    SWELLING = "PM2"
    TOO_MUCH = "PM3"
    MISSING = "PM4"
    MORNING = "PM5"
    WEEK = "PM6"
    SETTLED = "PM7"
    CALM = "PM8"


@dataclass(frozen=True)
class PainProfile:
    """Limits in NRS points, inclusive; `settled_amber_sessions` in a row allow progress, None: never."""

    green_max: int
    amber_max: int
    morning_tolerance: int
    settled_amber_sessions: int | None = None


PROFILES = {
    "tendon_thomee": PainProfile(green_max=2, amber_max=5, morning_tolerance=1, settled_amber_sessions=3),
    "tendon_ptle": PainProfile(green_max=3, amber_max=5, morning_tolerance=1),
    "postop_knee": PainProfile(green_max=2, amber_max=3, morning_tolerance=0),
    "muscle_injury": PainProfile(green_max=2, amber_max=4, morning_tolerance=0),
    "older_bone": PainProfile(green_max=2, amber_max=4, morning_tolerance=1),
    "general": PainProfile(green_max=2, amber_max=5, morning_tolerance=1),
}

# Suggested change of load in per cent, (low, high), of the rules that name one.
LOAD_CHANGE_PCT = {Rule.TOO_MUCH: (-30, -20), Rule.MORNING: (-20, -10), Rule.WEEK: (-20, -10)}


@dataclass(frozen=True)
class PainVerdict:
    """The colour, the decision, and the rule that led to it."""

    colour: Colour
    decision: Decision
    rule: Rule


def judge_pain(profile, *, during, after, morning, base, week_up, swelling, red_flag):
    """Judge one session of a PainProfile by its pain answers; the first rule that matches decides.

    `during` the exercise, `after` it until bedtime, next `morning` and `base`, the usual morning, are whole
    points of the numeric rating scale (NRS, 0-10), None while unanswered: unknown is never 0, never hides a
    red answer. `week_up`: mean morning pain rose by 1 point or more since last week; `swelling`: new or more;
    `red_flag`: any of reference 3.5.

    Raises ValueError for an answer that is not a whole number of points from 0 to 10.
    """
    answers = {"during": during, "after": after, "morning": morning, "base": base}
    known = [value for name, value in answers.items() if check_nrs(name, value) is not None]
    if red_flag:
        return PainVerdict(Colour.RED, Decision.STOP_REFER, Rule.RED_FLAG)
    if any(value >= REVIEW_NRS for value in known):
        return PainVerdict(Colour.RED, Decision.STOP_REVIEW, Rule.SEVERE)
    if swelling:
        return PainVerdict(Colour.RED, Decision.STOP_REVIEW, Rule.SWELLING)
    if any(value > profile.amber_max for value in known):
        return PainVerdict(Colour.RED, Decision.REDUCE, Rule.TOO_MUCH)
    if len(known) < len(answers):
        return PainVerdict(Colour.GREY, Decision.INCOMPLETE, Rule.MISSING)
    if morning > base + profile.morning_tolerance:
        return PainVerdict(Colour.AMBER, Decision.REDUCE, Rule.MORNING)
    if week_up:
        return PainVerdict(Colour.AMBER, Decision.REDUCE, Rule.WEEK)
    if max(during, after, morning) > profile.green_max:
        return PainVerdict(Colour.AMBER, Decision.HOLD, Rule.SETTLED)
    return PainVerdict(Colour.GREEN, Decision.MAY_PROGRESS, Rule.CALM)


def check_nrs(name, value):
    """`value`, or None while unanswered; ValueError when it is no whole number of NRS points, 0 to 10."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_NRS:
        raise ValueError(f"pain {name} is a whole number of NRS points from 0 to {MAX_NRS}, got {value!r}")
    return value
