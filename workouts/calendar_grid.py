"""A client's calendar: weeks and months of days, and where a planned session stands on its day. [pure]"""

from datetime import date, timedelta
from enum import StrEnum

DAYS_IN_WEEK = 7


class State(StrEnum):
    """Where a planned session stands."""

    DONE = "done"
    BEGUN = "begun"
    PLANNED = "planned"
    MISSED = "missed"
    SKIPPED = "skipped"
    PAUSED = "paused"


def state_of(planned_on, today, *, is_done=False, is_begun=False, is_skipped=False, rests_from=None):
    """The State of a session planned for `planned_on`; `rests_from` is the first day of a pause that lasts.

    What was done or begun stays so whatever was decided later. The day itself is not over: planned, not missed.
    """
    if is_done:
        return State.DONE
    if is_begun:
        return State.BEGUN
    if is_skipped:
        return State.SKIPPED
    if rests_from and planned_on >= rests_from:
        return State.PAUSED
    return State.PLANNED if planned_on >= today else State.MISSED


def month_of(day):
    """The first day of the month of `day`."""
    return day.replace(day=1)


def next_month(first):
    """The first day of the month after the one that begins on `first`."""
    return month_of(first + timedelta(days=31))


def month_before(first):
    """The first day of the month before the one that begins on `first`."""
    return month_of(first - timedelta(days=1))


def week_of(day):
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def days_between(first, end):
    """Each day from `first` to the one before `end`."""
    return [first + timedelta(days=number) for number in range((end - first).days)]


def month_grid(first):
    """The weeks of a month as rows of seven, Monday first: days, and None where another month's would stand."""
    cells = [None] * first.weekday() + days_between(first, next_month(first))
    cells += [None] * (-len(cells) % DAYS_IN_WEEK)
    return [cells[start : start + DAYS_IN_WEEK] for start in range(0, len(cells), DAYS_IN_WEEK)]


def read_day(text):
    """The day that `2026-11-24` names, or of `2026-11` the first; None for anything else."""
    parts = text.split("-")
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        return date(*(int(part) for part in parts), *([1] if len(parts) == 2 else []))
    except (ValueError, OverflowError):
        return None
