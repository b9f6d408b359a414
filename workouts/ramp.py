"""Familiarisation: the weeks in which eccentric work begins, or begins again. [pure]

Start light and few: one mild session protects the muscle in the next ones.
Source: clinical reference 1.6, table and gates [design, based on R13, R14].
"""

from dataclasses import dataclass
from decimal import Decimal

from .loads import Load, band

MAX_NRS = 10
DAYS_A_WEEK = 7
REPEAT_AFTER_DAYS = 14
WEEK_TWO_AFTER_DAYS = 28
WEEK_ONE_AFTER_DAYS = 56


@dataclass(frozen=True)
class Gate:
    """Soreness in NRS points, inclusive, up to which the next week may come; `at_48h` or else the peak counts."""

    most_nrs: int
    at_48h: bool = False


@dataclass(frozen=True)
class RampWeek:
    """One row of the table; every limit is inclusive.

    Sets and repetitions are per exercise, `most_muscle_reps` eccentric repetitions per muscle and session,
    `min_hours_apart` between sessions of a muscle (None: the usual 48 h of rule LS-16), per cents of the one-rep max.
    """

    number: int
    min_sets: int
    most_sets: int
    min_reps: int
    most_reps: int
    min_pct: Decimal
    most_pct: Decimal
    most_muscle_reps: int
    min_sessions: int
    most_sessions: int
    min_hours_apart: int | None = None
    gate: Gate | None = None


D = Decimal
# number, sets, reps, % 1RM, eccentric reps per muscle and session, sessions a week, hours apart, gate to the next
RAMP = (
    RampWeek(1, 1, 1, 8, 10, D(40), D(50), 30, 2, 2, 72, Gate(6)),
    RampWeek(2, 2, 2, 8, 8, D(50), D(50), 40, 2, 2, 48, Gate(5)),
    RampWeek(3, 2, 3, 8, 8, D(50), D(60), 60, 2, 3, None, Gate(3, at_48h=True)),
    RampWeek(4, 3, 3, 8, 8, D(55), D(65), 75, 2, 3, None, Gate(3, at_48h=True)),
    RampWeek(5, 3, 4, 6, 10, D(60), D(70), 100, 2, 3),
)
LAST_WEEK = RAMP[-1].number


def row(week):
    """The row of `week`; every week after the fourth is the last row. ValueError below 1."""
    if week < 1:
        raise ValueError(f"a week of the ramp is 1 or more, got {week}")
    return RAMP[min(week, LAST_WEEK) - 1]


def is_gate_met(week, *, peak_nrs=None, at_48h_nrs=None):
    """Whether soreness after `week` allows the next one; None while the answer that decides is missing.

    A peak above the limit is known as soon as one answer is above it; until all were given, hand over None.
    Raises ValueError for soreness outside 0-10 NRS points.
    """
    for nrs in (peak_nrs, at_48h_nrs):
        if nrs is not None and not 0 <= nrs <= MAX_NRS:
            raise ValueError(f"soreness is 0 to {MAX_NRS} NRS points, got {nrs}")
    gate = row(week).gate
    if gate is None:
        return True
    nrs = at_48h_nrs if gate.at_48h else peak_nrs
    return None if nrs is None else nrs <= gate.most_nrs


def ramp_week(*, last_week, days_away, is_new, is_gate_met=None):
    """The week of the ramp that the next session belongs to, 1 to 5.

    `last_week` is the one trained last and `days_away` the days since then; None, not known, for either of them
    counts as new. `is_new`: a first exposure, a new exercise or a new muscle group; None counts as new too.
    A gate that is not met, or not known to be, repeats the week. Time away never leads to a later week.
    """
    if is_new is not False or last_week is None or days_away is None or days_away > WEEK_ONE_AFTER_DAYS:
        return 1
    last_week = row(last_week).number
    if days_away > WEEK_TWO_AFTER_DAYS:
        return min(2, last_week)
    if days_away > REPEAT_AFTER_DAYS or is_gate_met is not True:
        return last_week
    return min(last_week + 1, LAST_WEEK)


def exposure_week(dates, day):
    """The week of the ramp that training on `day` belongs to after training on `dates`, 1 to 5.

    Soreness is not asked here: each seven days in which something was trained count as a week whose gate was met.
    """
    week, begun_on, last_on = None, None, None
    for one in [*sorted(earlier for earlier in dates if earlier <= day), day]:
        away = None if last_on is None else (one - last_on).days
        is_over = begun_on is not None and (one - begun_on).days >= DAYS_A_WEEK
        now = ramp_week(last_week=week, days_away=away, is_new=week is None, is_gate_met=is_over)
        if now != week or away > REPEAT_AFTER_DAYS:
            begun_on = one
        week, last_on = now, one
    return week


def exceeded(week, *, sets, reps, load_pct, muscle_reps=None):
    """Which limits of a RampWeek a dose is above: some of `sets`, `reps` and `load`, in this order.

    `load_pct` is per cent of the one-rep max. None is not compared: a hold has no reps, body weight no load;
    whoever calls says what an unknown load means. `muscle_reps` are all eccentric ones of the muscle in the session.
    """
    own_reps = None if sets is None or reps is None else sets * reps
    is_above = {
        "sets": is_more(sets, week.most_sets),
        "reps": is_more(reps, week.most_reps)
        or is_more(own_reps, week.most_muscle_reps)
        or is_more(muscle_reps, week.most_muscle_reps),
        "load": is_more(load_pct, week.most_pct),
    }
    return tuple(name for name, more in is_above.items() if more)


def is_more(value, most):
    return value is not None and value > most


def exceeds_week_one(*, sets, reps, load_pct, muscle_reps=None):
    """Whether a dose is too much for a first exposure (rule LS-15); arguments as for `exceeded`."""
    return bool(exceeded(RAMP[0], sets=sets, reps=reps, load_pct=load_pct, muscle_reps=muscle_reps))


@dataclass(frozen=True)
class ProposedDose:
    """A dose to begin a week with; `load` is None when it is to be chosen by effort or nothing can be loaded."""

    sets: int
    reps: int
    load: Load | None


def proposed_dose(week, *, one_rm=None, unit=None, steps=None, muscle_reps=0):
    """The lightest dose of `week`: fewest sets and reps, and the lowest loadable weight of its per cents in `unit`.

    `one_rm` is a Load, None while not known; `steps` what the equipment allows. Where nothing loadable lies between
    the per cents, the largest weight below. `muscle_reps` are eccentric ones that the session already asks of the
    muscle: sets are left out to stay within its limit; None when not one fits.
    """
    limits = row(week)
    sets = min(limits.min_sets, (limits.most_muscle_reps - muscle_reps) // limits.min_reps)
    if sets < 1:
        return None
    return ProposedDose(sets, limits.min_reps, lightest(limits, one_rm, unit, steps) if one_rm else None)


def lightest(limits, one_rm, unit, steps):
    """The lowest loadable weight within the per cents of a RampWeek, else the largest below; None for neither."""
    found = band(one_rm.to(unit).value, steps, lower_pct=limits.min_pct, upper_pct=limits.most_pct)
    value = found.lowest or found.highest
    return Load(value, unit) if value else None


def eased(week, *, sets, reps, load_pct, muscle_reps=0):
    """(sets, reps, per cent) of a dose within the limits of `week`; what is less already stays as it is.

    None for reps (a hold) or for the per cent stays None. `muscle_reps` are those that the session already asks of
    the muscle: sets, and then repetitions, are left out to stay within its limit. Where nothing is left one set stays,
    and rule LS-15 asks about it.
    """
    limits = row(week)
    sets = min(sets, limits.most_sets)
    if reps is None:
        return sets, None, load_pct
    load_pct = None if load_pct is None else min(load_pct, limits.most_pct)
    reps, left = min(reps, limits.most_reps), limits.most_muscle_reps - muscle_reps
    if 0 < left < reps:
        return 1, left, load_pct
    return max(min(sets, left // reps), 1), reps, load_pct
