"""Who judges pain: workouts asks, and the app above it that knows how answers. [pure]

Pain is judged by rehab's rule and its profiles, and rehab stands above workouts: it registers its judge when the apps
are ready. Without a judge nothing is known of pain, and unknown opens no gate.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PainAnswers:
    """What was said of pain around one session, in NRS points; None while it was not answered.

    `asks_during`: whether pain at the exercise is asked for, so that no answer is a missing one.
    """

    trained_on: date
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    asks_during: bool = False


@dataclass(frozen=True)
class Verdict:
    """The colour and the decision of one session, as clinical reference 5.4 names them; None where nobody judges."""

    colour: str | None = None
    decision: str | None = None


@dataclass(frozen=True)
class Judged:
    """The Verdict of each session, in their order, and how many settled ambers in a row the profile asks for."""

    verdicts: tuple[Verdict, ...]
    settled_ambers: int = 0
    settled_ambers_needed: int | None = None


def judge_nothing(sessions):
    """The answer where no judge is registered: nothing is known."""
    return Judged(tuple(Verdict() for _ in sessions))


judges = [judge_nothing]


def register_pain_judge(judge):
    """Let `judge`, a function of PainAnswers (the oldest session first) to Judged, judge pain from now on."""
    judges.append(judge)


def judge_pain_of(sessions):
    """The Judged of `sessions`, the oldest first, by whoever was registered last."""
    return judges[-1](sessions)
