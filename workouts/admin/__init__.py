"""The administration of exercises, programs, one-rep maxima, thresholds; issued and recorded rows are only shown."""

from . import equipment, health, issued, library, practice, programs, proposals, recorded, records, reports

__all__ = [
    "equipment",
    "health",
    "issued",
    "library",
    "practice",
    "programs",
    "proposals",
    "recorded",
    "records",
    "reports",
]
