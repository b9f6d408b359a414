"""What a load needs before it may be prescribed: nothing, a reason, or it is refused. [pure]

Source: clinical reference 3.1. Here are the rules that a share of the one-rep max alone decides; the band is
the product's default (seed S14), not evidence that more is unsafe.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LOWER_RATIO = Decimal("0.50")
UPPER_RATIO = Decimal("0.70")
CAPACITY_RATIO = Decimal(1)
REASON_LETTERS = 15


class Level(StrEnum):
    """How a rule answers, mildest first."""

    OK = "ok"
    INFO = "info"
    OVERRIDE = "override"
    BLOCK = "block"


@dataclass(frozen=True)
class Finding:
    """One rule's answer: its id in the reference and how severe it is."""

    rule: str
    level: Level


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
