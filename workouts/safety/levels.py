"""How severe a rule's answer is, and what several answers amount to. [pure]

Source: clinical reference 3.1. The band is the product's default (seed S14), not evidence that more is unsafe.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

LOWER_RATIO = Decimal("0.50")
UPPER_RATIO = Decimal("0.70")
CAPACITY_RATIO = Decimal(1)
REASON_LETTERS = 15


class Level(StrEnum):
    """How a rule answers, mildest first; levels compare by severity, never by spelling."""

    OK = "ok"
    INFO = "info"
    WARN = "warn"
    OVERRIDE = "override"
    BLOCK = "block"

    @property
    def severity(self):
        return list(Level).index(self)

    # All four, because a str already has its own.
    def __lt__(self, other):
        return self.severity < Level(other).severity

    def __le__(self, other):
        return self.severity <= Level(other).severity

    def __gt__(self, other):
        return self.severity > Level(other).severity

    def __ge__(self, other):
        return self.severity >= Level(other).severity


class Moment(StrEnum):
    """When rules are asked.

    `draft`: a program's line, for nobody in particular; `plan`: issuing it to a person; `start`: the person opens
    the session; `log`: a set was done.
    """

    DRAFT = "draft"
    PLAN = "plan"
    START = "start"
    LOG = "log"


class Mark(StrEnum):
    """How well a rule is founded (clinical reference, "How to read this file")."""

    VERIFIED = "verified"
    KNOWN = "known"
    DESIGN = "design"


@dataclass(frozen=True)
class Finding:
    """One rule's answer: its id in the reference, how severe it is, and the numbers that led to it.

    `inputs` and `thresholds` hold numbers, words and tuples of words, under names that end in their unit;
    `inputs["unknown"]` names what was needed and not known. A ratio is a share of the one-rep max.
    """

    rule: str
    level: Level
    inputs: dict = field(default_factory=dict, hash=False)
    thresholds: dict = field(default_factory=dict, hash=False)


def judge_ratio(ratio):
    """Judge a share of the one-rep max: LS-02 in the band, LS-02b below it, LS-03 above it, LS-04 above capacity.

    Both ends of the band and exactly the one-rep max itself count to the milder side.
    """
    if ratio > CAPACITY_RATIO:
        return Finding("LS-04", Level.BLOCK)
    if ratio > UPPER_RATIO:
        return Finding("LS-03", Level.OVERRIDE)
    if ratio < LOWER_RATIO:
        return Finding("LS-02b", Level.INFO)
    return Finding("LS-02", Level.OK)


def is_reason(text):
    """Whether `text` is long enough to be the reason for leaving the band: 15 characters."""
    return len(text.strip()) >= REASON_LETTERS


def worst(findings):
    """The most severe level among `findings`; ok when there are none."""
    return max((finding.level for finding in findings), default=Level.OK)


def needs_reason(findings):
    """Whether a professional has to give a reason (`is_reason`) before these findings may be saved."""
    return any(finding.level == Level.OVERRIDE for finding in findings)


def is_blocked(findings):
    """Whether no reason helps."""
    return any(finding.level == Level.BLOCK for finding in findings)
