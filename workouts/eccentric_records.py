"""Eccentric one-rep maxima beside what was lifted: for reading, no load goes by them. [reads]

Source: clinical reference 1.1 (the usual ratio), 1.2 and 1.3 (loads above 100 % are of the concentric one-rep max).
"""

from dataclasses import dataclass

from .loads import ratio
from .models import OneRepMax
from .one_rep_max import two_places
from .records import read_records


@dataclass(frozen=True)
class EccentricRecord:
    """The newest eccentric one-rep max of an exercise and side, its history from old to new, and what it is beside.

    `lifted` is the newest concentric row of the same exercise and side, None where there is none.
    """

    row: OneRepMax
    history: tuple[OneRepMax, ...]
    lifted: OneRepMax | None

    @property
    def ratio(self):
        """Eccentric to concentric, two decimals; None where nothing was lifted."""
        return two_places(ratio(self.row.load, self.lifted.load)) if self.lifted else None

    @property
    def latest_first(self):
        return self.history[::-1]


def read_entries(rows, today, kit, *, is_rehab=False):
    """(Record or None, EccentricRecord or None) of each exercise and side that has either among `rows`, by name."""
    records = {key_of(record.row): record for record in read_records(rows, today, kit, is_rehab=is_rehab)[0]}
    histories = {}
    for row in rows.eccentric().select_related("exercise").order_by("measured_on", "recorded_at", "pk"):
        histories.setdefault(key_of(row), []).append(row)
    lowered = {
        key: EccentricRecord(history[-1], tuple(history), records[key].row if key in records else None)
        for key, history in histories.items()
    }
    entries = [(records.get(key), lowered.get(key)) for key in records | lowered]
    return sorted(entries, key=name_of)


def key_of(row):
    """What one-rep maxima are compared by."""
    return row.exercise_id, row.side


def name_of(entry):
    """Where an entry stands on the page."""
    row = (entry[0] or entry[1]).row
    return row.exercise.name, row.side
