"""Forms by page: the builder, assigning, one-rep maxima, the client's session."""

from .assigning import AssignForm, EndAssignmentForm, ReasonsForm
from .programs import AddLineForm, LineForm, ProgramForm, SessionForm
from .records import OneRepMaxForm
from .session import FinishForm, NoteForm, SetForm, SkipForm, TapForm

__all__ = [
    "AddLineForm",
    "AssignForm",
    "EndAssignmentForm",
    "FinishForm",
    "LineForm",
    "NoteForm",
    "OneRepMaxForm",
    "ProgramForm",
    "ReasonsForm",
    "SessionForm",
    "SetForm",
    "SkipForm",
    "TapForm",
]
