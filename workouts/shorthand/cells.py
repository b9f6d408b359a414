"""What trainers type into a cell, and how it is written back: `3 x 8`, `5 x 45 s`, `60 %`, `45 kg`, `2:00`. [pure]

Each reader raises ValueError with the word it could not read; each writer gives what its reader understands.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ..loads import KG, LB, Load

NUMBER = r"(\d+(?:[.,]\d+)?)"


@dataclass(frozen=True)
class Sets:
    """Sets of repetitions (`reps`, or `reps` to `reps_max`), or of seconds; what does not apply is None."""

    sets: int
    reps: int | None = None
    duration_s: int | None = None
    reps_max: int | None = None

    def __str__(self):
        if self.duration_s is not None:
            return f"{self.sets} × {self.duration_s} s"
        return f"{self.sets} × {self.reps}" + (f"-{self.reps_max}" if self.reps_max else "")


def parse_sets(text):
    """Read `3 x 8`, `3x8`, `3 × 12-15`, `5 x 45 s` or `1 x 10 min`."""
    pattern = r"(\d{1,2})\s*[x×*]\s*(\d{1,4})(?:\s*(?:-|–)\s*(\d{1,3})|\s*(s|sec|min|m))?"
    found = re.fullmatch(pattern, text.strip().lower())
    if not found:
        raise ValueError(text)
    sets, amount, upper, unit = int(found[1]), int(found[2]), found[3], found[4]
    if unit:
        return Sets(sets, duration_s=amount * (60 if unit.startswith("m") else 1))
    if upper and int(upper) < amount:
        raise ValueError(text)
    return Sets(sets, reps=amount, reps_max=int(upper) if upper and int(upper) > amount else None)


@dataclass(frozen=True)
class LoadCell:
    """A per cent of the one-rep max, a weight, or (both None) no weight at all."""

    pct: Decimal | None = None
    load: Load | None = None

    def __str__(self):
        if self.pct is not None:
            return f"{plain(self.pct)} %"
        return f"{plain(self.load.value)} {self.load.unit}" if self.load else "body"


def parse_load(text):
    """Read `60 %`, `45 kg`, `100 lb`, `22,5kg`; `body`, `-` and nothing mean no weight."""
    text = text.strip().lower()
    if text in ("", "-", "body", "bw"):
        return LoadCell()
    found = re.fullmatch(rf"@?{NUMBER}\s*(%|kg|lbs?)", text)
    if not found:
        raise ValueError(text)
    value = Decimal(found[1].replace(",", "."))
    if found[2] == "%":
        return LoadCell(pct=value)
    return LoadCell(load=Load(value, KG if found[2] == "kg" else LB))


def parse_rest(text):
    """Read `120`, `120 s`, `r120`, `2:00` or `2 min` as seconds."""
    text = text.strip().lower().removeprefix("r")
    if found := re.fullmatch(r"(\d{1,2}):([0-5]\d)", text):
        return int(found[1]) * 60 + int(found[2])
    if found := re.fullmatch(r"(\d{1,4})\s*(s|sec|min|m)?", text):
        return int(found[1]) * (60 if (found[2] or "s").startswith("m") else 1)
    raise ValueError(text)


def plain(number):
    """A Decimal without trailing zeros or an exponent: 45, 22.5."""
    return f"{number.normalize():f}"
