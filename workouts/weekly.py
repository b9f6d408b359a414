"""Sums by week, from Monday to Sunday. [pure]"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .calendar_grid import week_of

DAYS_BACK = timedelta(weeks=1)


@dataclass(frozen=True)
class Session:
    """What one finished session came to; `lowering_s` are seconds of braking, `tonnage_kg` load times repetitions."""

    day: date
    lowering_s: int
    tonnage_kg: Decimal


@dataclass(frozen=True)
class WeekSum:
    """What the sessions of the week that begins on `first_on`, a Monday, came to."""

    first_on: date
    sessions: int
    lowering_s: int
    tonnage_kg: Decimal


def mondays(today, weeks):
    """The first days of the last `weeks` weeks, oldest first; the last one is the week of `today`."""
    this_week = week_of(today)
    return [this_week - DAYS_BACK * back for back in range(weeks - 1, -1, -1)]


def weekly_sums(sessions, today, weeks):
    """A WeekSum for each of the last `weeks` weeks, oldest first; `sessions` are Sessions in any order."""
    by_week = {}
    for session in sessions:
        by_week.setdefault(week_of(session.day), []).append(session)
    return [sum_of(first_on, by_week.get(first_on, ())) for first_on in mondays(today, weeks)]


def sum_of(first_on, sessions):
    """The WeekSum of the `sessions` of one week."""
    return WeekSum(
        first_on,
        len(sessions),
        sum(session.lowering_s for session in sessions),
        sum((session.tonnage_kg for session in sessions), Decimal(0)),
    )
