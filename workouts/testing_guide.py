"""The guide to a direct test of a one-rep max: when not to test, warm-up steps, attempts. [pure]

Source: clinical reference 2.1. The increments between the steps are counted back from the expected one-rep max, with
the wider figure of each range; the first set stays within the 50-70 % that the ACSM variant starts at [design].
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .kit import Kit
from .loads import Load

FIRST_TRAINING_DAYS = 4 * 7
LEAST_SORE_NRS = 4
REST_FROM_HEAVY_HOURS = 48
START_AT_MOST = Decimal("0.70")
FEWEST_ATTEMPTS, MOST_ATTEMPTS = 3, 5
ESTIMATE_REPS = (3, 10)
UPPER_LIMB_REGIONS = frozenset({"shoulder", "chest", "back", "elbow", "forearm"})


class Answer(StrEnum):
    """What only somebody beside the client knows, and has to say before a direct test."""

    PAIN_FREE = "pain_free"
    NOT_SORE = "not_sore"
    SCREENED = "screened"
    STRENGTH_PHASE = "strength_phase"
    RESTED = "rested"


class Refusal(StrEnum):
    """Why a direct test is not offered."""

    FIRST_WEEKS = "first_weeks"
    NO_SPOTTER = "no_spotter"
    PAIN_FREE = "pain_free"
    NOT_SORE = "not_sore"
    SCREENED = "screened"
    STRENGTH_PHASE = "strength_phase"
    RESTED = "rested"
    REPORTED_PAIN = "reported_pain"
    REPORTED_SORENESS = "reported_soreness"
    OPEN_SCREENING = "open_screening"
    FLAGGED = "flagged"


@dataclass(frozen=True)
class Increments:
    """By how many per cent the load changes, each as (least, most): upwards, and down after a failed attempt."""

    up_pct: tuple[Decimal, Decimal]
    down_pct: tuple[Decimal, Decimal]


UPPER_BODY = Increments((Decimal(5), Decimal(10)), (Decimal("2.5"), Decimal(5)))
LOWER_BODY = Increments((Decimal(10), Decimal(20)), (Decimal(5), Decimal(10)))


@dataclass(frozen=True)
class Step:
    """A set of the warm-up: repetitions from-to, its Load (None: the lightest there is), rest after it from-to."""

    reps: tuple[int, int]
    load: Load | None
    rest_min: tuple[int, int]


@dataclass(frozen=True)
class Guide:
    """The sets before the first attempt, the first attempt, and what comes after it failed: (least, most)."""

    increments: Increments
    warm_up: tuple[Step, ...]
    attempt: Step
    after_failure: tuple[Load | None, Load | None]


@dataclass(frozen=True)
class Readiness:
    """What is known on the day of the test; `answers` are those that were ticked, `on_record` what the log says."""

    training_days: int | None
    needs_spotter: bool
    has_spotter: bool
    answers: frozenset[Answer] = field(default_factory=frozenset)
    on_record: frozenset[Refusal] = field(default_factory=frozenset)


def refusals(readiness):
    """Every Refusal that stands, in the order in which people should look at them; without one a test may begin.

    A client without a session in the log is in the first weeks: what is not known does not count as done.
    """
    is_new = readiness.training_days is None or readiness.training_days < FIRST_TRAINING_DAYS
    found = [Refusal.FIRST_WEEKS] if is_new else []
    if readiness.needs_spotter and not readiness.has_spotter:
        found.append(Refusal.NO_SPOTTER)
    found += [refusal for refusal in Refusal if refusal in readiness.on_record]
    return found + [Refusal(answer) for answer in Answer if answer not in readiness.answers]


def increments_for(regions):
    """The Increments for the body regions an exercise names; the smaller ones as soon as one is of the upper body."""
    return UPPER_BODY if UPPER_LIMB_REGIONS & set(regions) else LOWER_BODY


def guide(expected, *, steps_kind, regions, kit=None):
    """The Guide to an `expected` one-rep max (a Load), every load rounded down to what can be loaded.

    `kit` is what the client has, in its unit; the usual steps where none is given. Raises
    ValueError for an expected one-rep max that is not above 0.
    """
    if expected.value <= 0:
        raise ValueError(f"a test needs an expected one-rep max above 0, got {expected.value}")
    kit = kit or Kit(expected.unit)
    expected = expected.to(kit.unit)
    increments = increments_for(regions)
    factor = 1 + increments.up_pct[1] / 100
    first = min(expected.value / factor**3, expected.value * START_AT_MOST)
    loads = [
        loadable(value, kit, steps_kind)
        for value in (first, expected.value / factor**2, expected.value / factor, expected.value)
    ]
    *warm_up, attempt = (
        Step(reps, load, rest)
        for reps, load, rest in zip(
            [(5, 10), (3, 5), (2, 3), (1, 1)], loads, [(1, 1), (2, 2), (2, 4), (2, 4)], strict=True
        )
    )
    return Guide(
        increments, tuple(warm_up), attempt, after_failure(attempt.load, increments, kit, steps_kind)
    )


def after_failure(load, increments, kit, steps_kind):
    """The Loads to go on with after a failed attempt with `load`: (with the most taken off, with the least)."""
    if load is None:
        return None, None
    least, most = increments.down_pct
    return tuple(loadable(load.value * (100 - pct) / 100, kit, steps_kind) for pct in (most, least))


def loadable(value, kit, steps_kind):
    """`value` rounded down to what the kit can load, as a Load; None when nothing above 0 is left."""
    floored = kit.weights(steps_kind, value).floor(value)
    return Load(floored, kit.unit) if floored else None
