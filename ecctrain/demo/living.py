"""How the people of the demo live their weeks: what they miss, what they do a little otherwise. [pure]

Everything comes from the `rng` handed in: the same random.Random makes the same weeks.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from workouts.loads import Load
from workouts.soreness import CHECK_HOURS

from .strength import one_step, share_of_best

LATE_BY_A_DAY = 0.08
LIGHTER, HEAVIER = 0.05, 0.04
OVERSHOOT_PCT = Decimal(82)
CHANGEOVER_S = (50, 130)
BETWEEN_SIDES_S = 15
# How sore the first, second, ... session of a program makes at most; the later ones as the last.
PEAKS = (5, 5, 4, 4, 3, 3, 2, 2, 1)
BELOW_PEAK = {24: 1, 48: 0, 72: 2}
MOST_AT_72_H = 3
ANSWERS = 0.85
ANSWERED_WITHIN_MIN = 180


@dataclass(frozen=True)
class DoneSet:
    """One set as it was logged; with `undone_at` it was a slip and was taken back."""

    number: int
    side: str
    load: Load | None
    reps: int | None
    duration_s: int | None
    performed_at: datetime
    undone_at: datetime | None = None


@dataclass
class DoneExercise:
    """The sets of one prescription on its `sides`, and why the rest was left out."""

    prescription: object
    sides: tuple[str, ...]
    sets: list[DoneSet] = field(default_factory=list)
    skip_reason: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True)
class DoneSession:
    """A whole session."""

    started_at: datetime
    exercises: list[DoneExercise]
    finished_at: datetime
    effort: int
    note: str


@dataclass(frozen=True)
class SaidSoreness:
    """One answer to a check-in."""

    hours: int
    nrs: int
    is_function_limited: bool
    answered_at: datetime


def said_soreness(rng, *, finished_at, number, before):
    """What a person says of the soreness after session `number` (0 is the first) of a program, `before` an instant.

    New work makes sore, the next sessions less so; one answer in seven is forgotten.
    """
    peak = max(PEAKS[min(number, len(PEAKS) - 1)] + rng.choice((-1, 0, 0, 1)), 0)
    said = []
    for hours in CHECK_HOURS:
        at = finished_at + timedelta(hours=hours, minutes=rng.randint(0, ANSWERED_WITHIN_MIN))
        nrs = max(peak - BELOW_PEAK[hours], 0)
        if hours == CHECK_HOURS[-1]:
            nrs = min(nrs, MOST_AT_72_H)
        if rng.random() < ANSWERS and at < before:
            said.append(SaidSoreness(hours, nrs, nrs > MOST_AT_72_H and rng.random() < 0.1, at))
    return said


def kept_sessions(rng, sessions, share):
    """The `sessions` that are done: a `share` of them, the others missed anywhere."""
    kept = set(rng.sample(range(len(sessions)), round(len(sessions) * share)))
    return [session for number, session in enumerate(sessions) if number in kept]


def start_instant(rng, person, planned_on, *, before):
    """When a session planned for `planned_on` begins: about the usual time, now and then a day late.

    A day late only if that is still `before` today.
    """
    is_late = rng.random() < LATE_BY_A_DAY and planned_on + timedelta(days=1) < before
    day = planned_on + timedelta(days=1) if is_late else planned_on
    hour, minute = person.trains_at
    usual = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(person.time_zone))
    return usual + timedelta(minutes=rng.randint(-12, 25), seconds=rng.randint(0, 59))


def live_session(rng, person, prescriptions, *, sides_of, starts_at, note="", overshoots=False):
    """Do the `prescriptions` one after the other; with `overshoots`, `person.overshoots` far too heavy.

    `sides_of` says which sides of the body the side of a prescription stands for.
    """
    left_out = rng.choice(prescriptions) if rng.random() < person.skips else None
    slipped = rng.choice(prescriptions) if rng.random() < person.slips else None
    exercises, at = [], starts_at
    for prescription in prescriptions:
        done = DoneExercise(prescription, sides_of[prescription.side])
        if prescription is left_out:
            done.skip_reason = rng.choice(person.skip_reasons)
        load = chosen_load(rng, prescription)
        if overshoots and prescription.exercise.slug == person.overshoots:
            load = share_of_best(prescription, OVERSHOOT_PCT)
        at += timedelta(seconds=rng.randint(*CHANGEOVER_S))
        live_exercise(rng, person, done, at=at, load=load, slips=prescription is slipped)
        exercises.append(done)
        at = done.ended_at
    finished_at = at + timedelta(seconds=rng.randint(60, 240))
    return DoneSession(starts_at, exercises, finished_at, felt_effort(rng, exercises), note)


def live_exercise(rng, person, done, *, at, load, slips):
    """Fill in the sets of `done` from the instant `at`; an exercise left out may be begun."""
    prescription = done.prescription
    number_of_sets = rng.choice((0, 1)) if done.skip_reason else prescription.sets
    for number in range(1, number_of_sets + 1):
        is_last = number == prescription.sets
        for side in done.sides:
            at += timedelta(seconds=prescription.set_s + rng.randint(3, 12))
            reps, duration_s = amounts(rng, person, prescription, is_last=is_last)
            done_set = DoneSet(number, side, load, reps, duration_s, at)
            if slips and is_last and side == done.sides[0]:
                done.sets.append(slip(done_set))
                at += timedelta(seconds=25)
                done_set = DoneSet(number, side, load, reps, duration_s, at)
            done.sets.append(done_set)
            at += timedelta(seconds=BETWEEN_SIDES_S if side != done.sides[-1] else 0)
        at += timedelta(seconds=0 if is_last else prescription.rest_s + rng.randint(-5, 30))
    done.ended_at = at


def slip(done_set):
    """A first, wrong entry of `done_set`, taken back a quarter of a minute later."""
    return DoneSet(
        done_set.number,
        done_set.side,
        done_set.load,
        done_set.reps and done_set.reps + 2,
        done_set.duration_s and done_set.duration_s + 10,
        done_set.performed_at,
        undone_at=done_set.performed_at + timedelta(seconds=15),
    )


def chosen_load(rng, prescription):
    """Mostly the prescribed load, seldom one step lighter or heavier; None where there is no weight."""
    roll = rng.random()
    if prescription.load is None or roll >= LIGHTER + HEAVIER:
        return prescription.load
    return one_step(prescription.load, prescription.exercise.steps_kind, -1 if roll < LIGHTER else 1)


def amounts(rng, person, prescription, *, is_last):
    """Repetitions and seconds of one set, one of them None; the last set may come out short."""
    is_short = is_last and prescription.sets > 1 and rng.random() < person.fades
    if prescription.reps is None:
        return None, max(prescription.duration_s - (rng.choice((5, 10)) if is_short else 0), 5)
    return max(prescription.reps - (rng.choice((1, 1, 2)) if is_short else 0), 1), None


def felt_effort(rng, exercises):
    """Effort of the session, 4 to 8: it follows the heaviest share of a one-rep max that was asked for."""
    pcts = [done.prescription.load_pct for done in exercises if done.prescription.load_pct is not None]
    asked = (max(pcts) - 45) / Decimal(9) + Decimal("4.5") if pcts else Decimal(5)
    return min(max(round(float(asked) + rng.gauss(0, 0.8)), 4), 8)


def placed_notes(rng, notes, count):
    """`notes` in their order, spread over `count` sessions; "" for a session without one."""
    places = sorted(rng.sample(range(count), min(len(notes), count)))
    by_place = dict(zip(places, notes, strict=False))
    return [by_place.get(place, "") for place in range(count)]
