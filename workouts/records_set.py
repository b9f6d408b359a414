"""Which sets of a session are records. [pure]

A first time is no record: there is nothing yet that it could be more than. Nor is a load above the one that was asked
for: it stays among the bests, but nobody is cheered for leaving the plan.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class LoweredSet:
    """One set: its load and the load asked for in kg, each None where there is none, and its seconds of lowering."""

    exercise: int
    side: str
    load_kg: Decimal | None
    asked_kg: Decimal | None
    lowering_s: int

    @property
    def is_as_asked(self):
        """Whether there is a load, and not more than was asked for."""
        return bool(self.load_kg) and (self.asked_kg is None or self.load_kg <= self.asked_kg)


def heaviest(sets):
    """(exercise, side) -> the heaviest load in kg among the LoweredSets that kept to what was asked for."""
    found = {}
    for row in sets:
        if row.is_as_asked:
            place = (row.exercise, row.side)
            found[place] = max(found.get(place, row.load_kg), row.load_kg)
    return found


def seconds_lowered(sets):
    """Exercise -> the seconds that its LoweredSets lowered together."""
    found = {}
    for row in sets:
        found[row.exercise] = found.get(row.exercise, 0) + row.lowering_s
    return found


def surpassed(amounts, earlier):
    """Those of `amounts` that are more than the `earlier` one of the same key; what is new is not among them."""
    return {key: amount for key, amount in amounts.items() if key in earlier and amount > earlier[key]}
