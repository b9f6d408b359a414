"""On which days the sessions of a program fall. [pure]"""

from datetime import timedelta


def schedule(starts_on, weekdays, sessions_per_week):
    """Dates of each week's sessions: a list of weeks, each a list of dates.

    `weekdays` are 0 (Monday) to 6; `sessions_per_week` how many sessions each week of the program has. A
    program week is seven days from the start, so the first session falls on the start or the next chosen
    weekday. Raises ValueError when a week has more sessions than there are weekdays to put them on.
    """
    days = sorted(set(weekdays))
    if any(count > len(days) for count in sessions_per_week):
        raise ValueError(f"{max(sessions_per_week)} sessions a week do not fit on {len(days)} weekdays")
    weeks = []
    for number, count in enumerate(sessions_per_week):
        monday_like = starts_on + timedelta(weeks=number)
        free = [day for day in (monday_like + timedelta(days=n) for n in range(7)) if day.weekday() in days]
        weeks.append(free[:count])
    return weeks


def spread(count):
    """`count` weekdays (0 = Monday) as far apart as a week allows, seven at most: three are Mon, Wed, Fri."""
    count = min(count, 7)
    return [number * 7 // count for number in range(count)]


def free_day(begins_on, *, weekdays, taken, earliest):
    """A day of the week from `begins_on` for one session more, not before `earliest`; None when the week is over.

    The first of the usual `weekdays` that is not `taken`; else the day farthest from those that are.
    """
    days = [begins_on + timedelta(days=number) for number in range(7)]
    days = [day for day in days if day >= earliest]
    usual = [day for day in days if day.weekday() in weekdays and day not in taken]
    if usual:
        return usual[0]
    return max(days, key=lambda day: nearest(day, taken), default=None)


def nearest(day, taken):
    """The days from `day` to the two nearest of `taken`, the nearest first."""
    return sorted(abs((day - other).days) for other in taken)[:2]
