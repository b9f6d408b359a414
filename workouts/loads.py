"""Loads: units, the 50-70 % band, and what the equipment allows. [pure]

All arithmetic is Decimal: in binary floating point 0.7 * 90 is 62.99999999999999, which floors to 62.
Source: clinical reference 2.4 (units), 2.5 (band and rounding).
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

KG, LB = "kg", "lb"
KG_PER_LB = Decimal("0.45359237")
KG_PLACES = Decimal("1E-10")
BAND_LOWER_PCT = Decimal(50)
BAND_UPPER_PCT = Decimal(70)
MAX_LOAD_KG = Decimal(1000)


@dataclass(frozen=True)
class Load:
    """A weight as typed: `value` in `unit` (kg or lb)."""

    value: Decimal
    unit: str

    def __post_init__(self):
        if self.unit not in (KG, LB):
            raise ValueError(f"a load is in kg or lb, got {self.unit!r}")
        if not self.value.is_finite() or self.value < 0:
            raise ValueError(f"a load is a number of {self.unit}, 0 or more, got {self.value}")

    @property
    def kg(self):
        """The weight in kg, exact; one pound is 0.45359237 kg by definition."""
        return self.value if self.unit == KG else self.value * KG_PER_LB

    def to(self, unit):
        """The same weight in `unit`; kg to lb is cut after 10 decimals, so that a limit never grows."""
        if unit == self.unit:
            return self
        value = self.kg if unit == KG else (self.kg / KG_PER_LB).quantize(KG_PLACES, ROUND_DOWN)
        return Load(value, unit)


def stored_kg(load):
    """`load` in kg as a database row keeps it: 10 decimals, enough for hundredths of a pound to be exact."""
    return load.kg.quantize(KG_PLACES)


def displayed(load, unit, *, is_limit=False):
    """`load` in `unit` with at most two decimals; a limit is rounded down, so that it is never shown too high."""
    rounding = ROUND_DOWN if is_limit else ROUND_HALF_UP
    value = load.to(unit).value.quantize(Decimal("0.01"), rounding)
    return Load(value.normalize() + 0, unit)


def limit_shown(load):
    """`load` in its own unit as a limit is read: with at most one decimal, and never rounded up."""
    value = load.value.quantize(Decimal("0.1"), ROUND_DOWN)
    return Load(value.normalize() + 0, load.unit)


@dataclass(frozen=True)
class Steps:
    """What can be loaded: `base` (an empty bar; 0 for dumbbells) and then multiples of `increment`, in one unit."""

    increment: Decimal
    base: Decimal = Decimal(0)

    def __post_init__(self):
        if self.increment <= 0 or self.base < 0:
            raise ValueError(f"steps need an increment above 0 and a base of 0 or more, got {self}")

    def floor(self, value):
        """The largest loadable weight that is not above `value`; None when even the base is above it."""
        if value < self.base:
            return None
        return self.base + (value - self.base) // self.increment * self.increment

    def ceil(self, value):
        """The smallest loadable weight that is not below `value`."""
        steps = ((value - self.base) / self.increment).to_integral_value(ROUND_CEILING)
        return self.base + max(steps, Decimal(0)) * self.increment

    def above(self, value):
        """The smallest loadable weight above `value`."""
        below = self.floor(value)
        return self.base if below is None else below + self.increment


@dataclass(frozen=True)
class Weights:
    """What can be loaded where only some weights are there, in one unit; asked like Steps, None where there is none."""

    values: tuple[Decimal, ...]

    def floor(self, value):
        """The largest weight above 0 and not above `value`."""
        return max((weight for weight in self.values if 0 < weight <= value), default=None)

    def ceil(self, value):
        """The smallest weight that is not below `value`."""
        return min((weight for weight in self.values if weight >= value), default=None)

    def above(self, value):
        """The smallest weight above `value`."""
        return min((weight for weight in self.values if weight > value), default=None)


@dataclass(frozen=True)
class Band:
    """The band of a one-rep max, all in the unit of that one-rep max.

    `lower` and `upper` are exact and inclusive. `lowest` and `highest` are what can be loaded within them.
    `status` is `ok`; `below_band` when only a weight under the band can be loaded (in `highest`); or
    `no_load` when nothing above zero can: lighter equipment is needed.
    """

    lower: Decimal
    upper: Decimal
    lowest: Decimal | None
    highest: Decimal | None
    status: str


def band(one_rm, steps, *, lower_pct=BAND_LOWER_PCT, upper_pct=BAND_UPPER_PCT):
    """The 50-70 % band of `one_rm` (a number in the unit of `steps`: Steps or Weights).

    Limits are never rounded before comparing.
    """
    lower, upper = percent_of(one_rm, lower_pct), percent_of(one_rm, upper_pct)
    highest = steps.floor(upper)
    if not highest:
        return Band(lower, upper, None, None, "no_load")
    lowest = steps.ceil(lower)
    if lowest is None or lowest > upper:
        return Band(lower, upper, None, highest, "below_band")
    return Band(lower, upper, lowest, highest, "ok")


def percent_of(one_rm, pct):
    """`pct` per cent of `one_rm`, exact."""
    return one_rm * pct / Decimal(100)


def load_for_percent(one_rm, pct, unit, steps):
    """The Load in `unit` for `pct` per cent of `one_rm` (a Load), floored to `steps` (Steps or Weights); None if none.

    Floored, never rounded up: a prescribed load must not pass the per cent that was asked for.
    """
    value = steps.floor(percent_of(one_rm.to(unit).value, pct))
    return Load(value, unit) if value else None


# Clinical reference 2.5, default increments: barbell, dumbbell below and from 10 kg, machine, small joints.
DEFAULT_INCREMENTS = {
    ("barbell", KG): Decimal("2.5"),
    ("barbell", LB): Decimal(5),
    ("dumbbell", KG): Decimal(2),
    ("dumbbell", LB): Decimal(5),
    ("machine", KG): Decimal("2.5"),
    ("machine", LB): Decimal(5),
    ("small", KG): Decimal(1),
    ("small", LB): Decimal(1),
}


def default_steps(kind, unit, near=None):
    """The usual steps of a `kind` of equipment (barbell, dumbbell, machine, small) in `unit`.

    Dumbbells go in steps of 1 kg below 10 kg: `near`, the weight in question, decides.
    """
    if kind == "dumbbell" and unit == KG and near is not None and near < 10:
        return Steps(Decimal(1))
    return Steps(DEFAULT_INCREMENTS[kind, unit])


def ratio(load, one_rm):
    """`load` divided by `one_rm`, both Loads in whichever unit; exact for the comparisons of the safety rules."""
    if one_rm.kg == 0:
        raise ValueError("a one-rep max of 0 kg has no ratio")
    return load.kg / one_rm.kg
