"""Models by lifecycle: exercises; programs (template); assignments (issued); logs (recorded)."""

from .assignments import Assignment, Override, PlannedSession, Prescription
from .exercises import Exercise, ExerciseFacet
from .logs import ExerciseSkip, SessionLog, SetLog
from .programs import Program, ProgramLine, ProgramSession
from .records import OneRepMax

__all__ = [
    "Assignment",
    "Exercise",
    "ExerciseFacet",
    "ExerciseSkip",
    "OneRepMax",
    "Override",
    "PlannedSession",
    "Prescription",
    "Program",
    "ProgramLine",
    "ProgramSession",
    "SessionLog",
    "SetLog",
]
