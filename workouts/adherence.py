"""Planned against done. [pure]"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Week:
    """One week: how many sessions were due up to today, and how many of those were done."""

    due: int
    done: int

    @property
    def share(self):
        """Done divided by due; None for a week in which nothing was due."""
        return self.done / self.due if self.due else None


def weekly_adherence(sessions, today, weeks=4):
    """The last `weeks` weeks, oldest first, ending with `today`; `sessions` are (date planned, whether done).

    A session planned for today counts only once it is done: the day is not over.
    """
    buckets = []
    for back in range(weeks - 1, -1, -1):
        last = today - timedelta(weeks=back)
        first = last - timedelta(days=6)
        due = [done for day, done in sessions if first <= day <= last and (day < today or done)]
        buckets.append(Week(len(due), sum(due)))
    return buckets
