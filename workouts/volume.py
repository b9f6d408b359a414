"""What a session amounts to: sets, repetitions, tonnage, seconds of lowering, minutes. [pure]

Source: clinical reference 1.5.
"""

from dataclasses import dataclass
from decimal import Decimal

from .tempo import time_under_tension


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


@dataclass(frozen=True)
class PlannedVolume:
    """What written doses come to: seconds under tension, of them seconds of lowering, and tonnage.

    `unweighed` counts the doses whose load in kg is not known, such as a per cent for nobody in particular: they are
    not in `tonnage_kg`.
    """

    tension_s: int = 0
    lowering_s: int = 0
    tonnage_kg: Decimal = Decimal(0)
    unweighed: int = 0

    def __add__(self, other):
        return PlannedVolume(
            self.tension_s + other.tension_s,
            self.lowering_s + other.lowering_s,
            self.tonnage_kg + other.tonnage_kg,
            self.unweighed + other.unweighed,
        )


def planned_volume(*, tempo, sets, reps, duration_s, load_kg=None, is_weighed=True):
    """The PlannedVolume of `sets` sets (both sides counted) of `reps` at `tempo`, or of holds of `duration_s`.

    The whole of a hold is tension, nothing of it lowering. `load_kg` is None where there is no weight; `is_weighed` is
    False where there is one, but nobody knows how much.
    """
    unweighed = 0 if is_weighed else 1
    if reps is None:
        return PlannedVolume(duration_s * sets, 0, Decimal(0), unweighed)
    under = time_under_tension(tempo, reps=reps, sets=sets)
    tonnage_kg = (load_kg or Decimal(0)) * reps * sets
    return PlannedVolume(under.total_s, under.lowering_s, tonnage_kg, unweighed)


def planned_total(volumes):
    """The sum of several PlannedVolumes."""
    return sum(volumes, PlannedVolume())


def by_muscle(doses):
    """Muscle -> PlannedVolume, the most lowering first; `doses` are (muscles, PlannedVolume) per exercise.

    An exercise of several muscles gives each of them its whole dose, so that these sums are more than the session's.
    """
    sums = {}
    for muscles, volume in doses:
        for muscle in muscles:
            sums[muscle] = sums.get(muscle, PlannedVolume()) + volume
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1].lowering_s, -pair[1].tension_s, pair[0])))
