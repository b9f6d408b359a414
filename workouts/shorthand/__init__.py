"""What trainers type, read and written back: one cell of the builder, or a whole line of it. [pure]"""

from .cells import LoadCell, Sets, parse_load, parse_rest, parse_sets, plain
from .efforts import Effort, parse_effort
from .lines import Line, LineError, Problem, Word, parse_line, print_line, read_words

__all__ = [
    "Effort",
    "Line",
    "LineError",
    "LoadCell",
    "Problem",
    "Sets",
    "Word",
    "parse_effort",
    "parse_line",
    "parse_load",
    "parse_rest",
    "parse_sets",
    "plain",
    "print_line",
    "read_words",
]
