"""What a session amounts to: sets, repetitions, tonnage, seconds of lowering, minutes. [pure]

Source: clinical reference 1.5.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Volume:
    """Totals over sets. `tonnage_kg` is load times repetitions; `lowering_s` the seconds of braking the weight."""

    sets: int = 0
    reps: int = 0
    tonnage_kg: Decimal = Decimal(0)
    lowering_s: int = 0

    def __add__(self, other):
        return Volume(
            self.sets + other.sets,
            self.reps + other.reps,
            self.tonnage_kg + other.tonnage_kg,
            self.lowering_s + other.lowering_s,
        )


def set_volume(*, reps, load_kg, down_s):
    """The volume of one set; `reps` or `load_kg` is None where the set was a hold or had no weight."""
    done = reps or 0
    return Volume(1, done, (load_kg or Decimal(0)) * done, down_s * done)


def total(volumes):
    """The sum of several volumes."""
    return sum(volumes, Volume())


# Putting weights on and catching breath, besides sets and rests; an estimate for "about 38 min".
CHANGEOVER_S = 60


def session_minutes(doses):
    """About how many minutes a session takes; `doses` are (sets, seconds of one set, rest seconds) per exercise."""
    seconds = sum(sets * set_s + max(sets - 1, 0) * rest_s + CHANGEOVER_S for sets, set_s, rest_s in doses)
    return max(round(seconds / 60), 1)
