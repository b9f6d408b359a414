"""The one-rep max: seven formulas, and how long a value may be trusted. [pure]

Source: clinical reference 2.1 (validity) and 2.2 (formulas R20, rules F-1 to F-4). Best range of each formula
is in docs/formulas.md.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

MAX_REPS = 15
# An eccentric one-rep max is lowered under control: 3 s or more (R10), and no slower than a tempo may be (1.4).
MIN_LOWERED_S, MAX_LOWERED_S = 3, 30
NORMAL_REPS = 10
CURRENT_DAYS, CURRENT_REHAB_DAYS = 8 * 7, 4 * 7
STALE_DAYS = 16 * 7

D = Decimal


def epley(w, r):
    """w * (1 + r/30)"""
    return w * (1 + D(r) / 30)


def brzycki(w, r):
    """w * 36 / (37 - r)"""
    return w * 36 / (37 - D(r))


def lombardi(w, r):
    """w * r^0.10"""
    return w * D(r) ** D("0.10")


def oconner(w, r):
    """w * (1 + 0.025 r)"""
    return w * (1 + D("0.025") * r)


def mayhew(w, r):
    """100 w / (52.2 + 41.9 e^(-0.055 r))"""
    return 100 * w / (D("52.2") + D("41.9") * (D("-0.055") * r).exp())


def wathan(w, r):
    """100 w / (48.8 + 53.8 e^(-0.075 r))"""
    return 100 * w / (D("48.8") + D("53.8") * (D("-0.075") * r).exp())


def lander(w, r):
    """100 w / (101.3 - 2.67123 r)"""
    return 100 * w / (D("101.3") - D("2.67123") * r)


FORMULAS = {
    "epley": epley,
    "brzycki": brzycki,
    "lombardi": lombardi,
    "oconner": oconner,
    "mayhew": mayhew,
    "wathan": wathan,
    "lander": lander,
}
DEFAULT_FORMULA = "epley"


@dataclass(frozen=True)
class Estimate:
    """All seven estimates in the unit of the weight lifted, two decimals; `is_sure` is false from 11 reps on (F-2)."""

    by_formula: dict[str, Decimal]
    is_sure: bool

    @property
    def lowest(self):
        return min(self.by_formula.values())

    @property
    def median(self):
        return median(self.by_formula.values())

    @property
    def highest(self):
        return max(self.by_formula.values())


def estimate(weight, reps):
    """Estimate the one-rep max from `weight` (in whichever unit) lifted `reps` times to failure.

    One repetition is the one-rep max itself, whatever a formula says (F-1).
    Raises ValueError for reps outside 1-15 (F-2) or a weight that is not above 0.
    """
    if not isinstance(reps, int) or not 1 <= reps <= MAX_REPS:
        raise ValueError(f"an estimate needs 1 to {MAX_REPS} repetitions, got {reps}")
    if weight <= 0:
        raise ValueError(f"an estimate needs a weight above 0, got {weight}")
    by_formula = {
        key: two_places(weight if reps == 1 else formula(weight, reps)) for key, formula in FORMULAS.items()
    }
    return Estimate(by_formula, is_sure=reps <= NORMAL_REPS)


def two_places(value):
    """Two decimals, half up: 253.125 becomes 253.13."""
    return D(value).quantize(D("0.01"), ROUND_HALF_UP)


def freshness(measured_on, today, *, is_rehab=False):
    """`current` up to 8 weeks after the measurement, in rehab 4; `stale` up to 16, then `expired`."""
    days = (today - measured_on).days
    if days <= (CURRENT_REHAB_DAYS if is_rehab else CURRENT_DAYS):
        return "current"
    return "stale" if days <= STALE_DAYS else "expired"
