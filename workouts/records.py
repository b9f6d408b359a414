"""One-rep maxima as people read them: with their band, what can be loaded, and how old they are. [reads]"""

from dataclasses import dataclass

from .loads import BAND_UPPER_PCT, Band, Load, band, displayed, percent_of
from .models import OneRepMax
from .one_rep_max import Estimate, estimate, freshness

# What an empty bar usually weighs, in each unit; below it a lighter bar is needed.
USUAL_BAR = {"kg": 20, "lb": 45}


@dataclass(frozen=True)
class Record:
    """A one-rep max with its 50-70 % band in the unit it was typed in, and what follows from its age."""

    row: OneRepMax
    band: Band
    freshness: str
    estimate: Estimate | None

    @property
    def lower(self):
        return Load(self.band.lower, self.row.unit)

    @property
    def upper(self):
        """The upper limit as it may be shown: never rounded up."""
        return displayed(Load(self.band.upper, self.row.unit), self.row.unit, is_limit=True)

    @property
    def needs_lighter_bar(self):
        """Whether an empty bar is already above the band."""
        return self.row.exercise.steps_kind == "barbell" and self.band.upper < USUAL_BAR[self.row.unit]


def read_records(rows, today):
    """The newest Record of each exercise and side among `rows`, then the older ones; (newest, older)."""
    newest, older = {}, []
    for row in rows.select_related("exercise").order_by("-measured_on", "-recorded_at", "-pk"):
        key = (row.exercise_id, row.side)
        if key in newest:
            older.append(row)
        else:
            newest[key] = record(row, today)
    return sorted(newest.values(), key=lambda found: found.row.exercise.name), older


def record(row, today):
    """The Record of one row."""
    near = percent_of(row.value, BAND_UPPER_PCT)
    steps = row.exercise.steps(row.unit, near)
    seven = estimate(row.lifted, row.reps) if row.reps > 1 else None
    return Record(row, band(row.value, steps), freshness(row.measured_on, today), seven)
