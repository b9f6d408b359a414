"""Models by lifecycle: exercises; programs (template); assignments (issued); logs, reports (recorded); settings."""

from .assignments import Assignment, Override, PlannedSession, Prescription
from .equipment import Equipment
from .exercises import Exercise, ExerciseFacet
from .health import Clearance, ClientFlag, HealthScreening
from .logs import ExerciseNote, ExerciseSkip, SessionLog, SessionRevision, SetFinding, SetLog
from .practice import SafetyThreshold
from .programs import Program, ProgramLine, ProgramSession
from .proposals import AutomaticRule, Proposal
from .records import OneRepMax
from .reports import PainReport, Reminder, SorenessReport

__all__ = [
    "Assignment",
    "AutomaticRule",
    "Clearance",
    "ClientFlag",
    "Equipment",
    "Exercise",
    "ExerciseFacet",
    "ExerciseNote",
    "ExerciseSkip",
    "HealthScreening",
    "OneRepMax",
    "Override",
    "PainReport",
    "PlannedSession",
    "Prescription",
    "Program",
    "ProgramLine",
    "ProgramSession",
    "Proposal",
    "Reminder",
    "SafetyThreshold",
    "SessionLog",
    "SessionRevision",
    "SetFinding",
    "SetLog",
    "SorenessReport",
]
