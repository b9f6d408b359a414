"""What a dose needs before it may be prescribed, started or logged: nothing, a look, a reason, or it is refused. [pure]

`evaluate(case, thresholds, moment)` asks every rule of clinical reference 3.1; `judge_ratio` answers for a share of
the one-rep max alone. Thresholds are a practice's settings.
"""

from .case import ASSISTED_METHODS, Case, Dose, ExerciseTraits, History, OneRepMaxState, Person, Setting
from .levels import (
    CAPACITY_RATIO,
    LOWER_RATIO,
    REASON_LETTERS,
    UPPER_RATIO,
    Finding,
    Level,
    Mark,
    Moment,
    is_blocked,
    is_reason,
    judge_ratio,
    needs_reason,
    worst,
)
from .person_rules import CAUTION_LEVELS
from .rules import RULE_OF, RULES, Rule, evaluate
from .thresholds import ABSOLUTE_RATIO, DEFAULTS, Thresholds

__all__ = [
    "ABSOLUTE_RATIO",
    "ASSISTED_METHODS",
    "CAPACITY_RATIO",
    "CAUTION_LEVELS",
    "DEFAULTS",
    "LOWER_RATIO",
    "REASON_LETTERS",
    "RULES",
    "RULE_OF",
    "UPPER_RATIO",
    "Case",
    "Dose",
    "ExerciseTraits",
    "Finding",
    "History",
    "Level",
    "Mark",
    "Moment",
    "OneRepMaxState",
    "Person",
    "Rule",
    "Setting",
    "Thresholds",
    "evaluate",
    "is_blocked",
    "is_reason",
    "judge_ratio",
    "needs_reason",
    "worst",
]
