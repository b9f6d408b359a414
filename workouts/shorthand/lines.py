"""The quick-add line, `squat 4x8 @65% 4-0-1-0 r120 "chest up"`, read and written. [pure]

After the exercise the words come in any order, in upper or lower case:

    sets     4x8  3x12-15  5x45s  1x10min
    load     @65%  @60kg  @135lb  @10rm  @rpe8  @rir2  @body
    lift     lift40%  lift60kg  (less is lifted than lowered; in the unit of the load)
    help     assist10kg  assist20lb
    wheel    0.05kgm2
    tempo    4-0-1-0  4010  40X0  (four digits are always a tempo)
    rest     r120  r2:00  r2min
    side     left  right  each  both
    method   2up1down  partner  and the other words of METHODS
    group    A1  A2  (a superset)
    rule     +linear  +double  +wave  +ladder  (how the dose goes on)
    note     "in quotes"

names.py says how an exercise is found, elements.py which other spellings are understood.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..loads import Load
from ..tempo import Tempo
from .cells import LoadCell, plain
from .elements import METHODS, PROGRESSIONS, read_elements
from .names import read_exercise

WORD_OF_METHOD = {method: word for word, method in METHODS.items()}
WORD_OF_PROGRESSION = {rule: word for word, rule in PROGRESSIONS.items()}
SETS_CODES = {"sets_range", "reps_range", "duration_range", "sets_unclear"}
EXERCISE_CODES = {"unknown_exercise", "ambiguous_exercise"}
LOAD_CODES = {"load_range", "load_unclear"}


@dataclass(frozen=True)
class Line:
    """One exercise with its dose, as a person writes it; None and "" stand for what was not said.

    Either `reps` or `duration_s` is given. `reps_max` is the upper end where reps are a range. `tempo`, `side` and
    `method` are then the exercise's own, and `rest_s` the usual one. `rm` is 10 for a weight that can be lifted
    ten times. `lift_pct` or `lift`, in the unit of the load, is what is lifted where that is less than what is
    lowered; `assist` is help, and less of it is progress. `progression` is a rule of workouts/progression.py.
    `exercise` is a slug.
    """

    exercise: str
    sets: int
    reps: int | None = None
    reps_max: int | None = None
    duration_s: int | None = None
    load: LoadCell = LoadCell()
    lift_pct: Decimal | None = None
    lift: Load | None = None
    assist: Load | None = None
    inertia_kgm2: Decimal | None = None
    rm: int | None = None
    rpe: Decimal | None = None
    rir: int | None = None
    tempo: Tempo | None = None
    rest_s: int | None = None
    side: str | None = None
    method: str | None = None
    group: str = ""
    note: str = ""
    progression: str = "none"


@dataclass(frozen=True)
class Problem:
    """Why `word`, from `start` to before `end` of the line, cannot be read, as a code.

    What is missing has an empty word: the exercise at the beginning, the sets at the end. `choices` are slugs for
    `ambiguous_exercise`, and for `tempo_three_parts` the tempo that was probably meant.
    """

    code: str
    word: str
    start: int
    end: int
    choices: tuple[str, ...] = ()


class LineError(ValueError):
    """The line cannot be read: `problems` has each reason, in the order of the line."""

    def __init__(self, problems):
        super().__init__(", ".join(f"{problem.code} {problem.word!r}" for problem in problems))
        self.problems = tuple(problems)


class Word(NamedTuple):
    """One word of a line and what it was read as.

    `kind` is exercise, sets, load, lift, assist, inertia, tempo, rest, side, method, group, progression, note or
    problem. `value` has the fields of Line
    that it gives, by name; for a problem it is the Problems.
    """

    kind: str
    word: str
    start: int
    end: int
    value: dict | tuple[Problem, ...]


def read_words(text, library):
    """Every word of `text` as a Word, in order; `library` is the name of each exercise by its slug."""
    words, given = [], set()
    for element in read_exercise(read_elements(text, library), text, library):
        troubles = element.troubles or ([("unclear_word", ())] if element.kind == "word" else ())
        if not troubles and not given.isdisjoint(element.value):
            troubles = [("twice", ())]
        place = (text[element.start : element.end], element.start, element.end)
        problems = tuple(Problem(code, *place, choices) for code, choices in troubles)
        words.append(Word("problem" if problems else element.kind, *place, problems or element.value))
        given.update(() if problems else element.value)
    return [with_lift_judged(word, words) for word in words]


def with_lift_judged(word, words):
    """`word`, or its problem where it is a lift that does not go with the load of `words`."""
    if word.kind != "lift":
        return word
    code = lift_trouble(word.value, words)
    return word._replace(kind="problem", value=(Problem(code, *word[1:4]),)) if code else word


def lift_trouble(lift, words):
    """Why a lift does not go with the load of `words`: it cannot be compared with it, or it is more; or None."""
    loads = [word.value["load"] for word in words if word.kind == "load" and "load" in word.value]
    if not loads:
        problems = [problem.code for word in words if word.kind == "problem" for problem in word.value]
        return "lift_alone" if LOAD_CODES.isdisjoint(problems) else None
    load, lifted = loads[0], LoadCell(lift["lift_pct"], lift["lift"])
    if unit_of(load) != unit_of(lifted):
        return "lift_alone"
    is_more = lifted.pct > load.pct if load.load is None else lifted.load.kg > load.load.kg
    return "lift_above" if is_more else None


def unit_of(cell):
    """`%`, `kg` or `lb`; None without a weight."""
    if cell.pct is not None:
        return "%"
    return cell.load and cell.load.unit


def parse_line(text, library):
    """The Line that `text` says; `library` is the name of each exercise by its slug.

    Raises LineError with all problems.
    """
    words = read_words(text, library)
    problems = [problem for word in words if word.kind == "problem" for problem in word.value]
    seen = {word.kind for word in words} | {problem.code for problem in problems}
    if seen.isdisjoint({"exercise", *EXERCISE_CODES}):
        problems.insert(0, Problem("missing_exercise", "", 0, 0))
    if seen.isdisjoint({"sets", *SETS_CODES}):
        end = len(text.rstrip())
        problems.append(Problem("missing_sets", "", end, end))
    if problems:
        raise LineError(problems)
    return Line(**{name: value for word in words for name, value in word.value.items()})


def print_line(line):
    """`line` as text that reads back as the same Line, whatever else the library has."""
    # The sets come straight after the slug: a method or a side there could be the rest of another slug.
    words = [line.exercise, printed_sets(line)]
    if line.load != LoadCell():
        words.append(f"@{line.load}".replace(" ", ""))
    if (line.lift_pct, line.lift) != (None, None):
        words.append(f"lift{LoadCell(line.lift_pct, line.lift)}".replace(" ", ""))
    words += [f"assist{plain(line.assist.value)}{line.assist.unit}"] if line.assist is not None else []
    words += [f"{plain(line.inertia_kgm2)}kgm2"] if line.inertia_kgm2 is not None else []
    words += [f"@{line.rm}rm"] if line.rm is not None else []
    words += [f"@rpe{plain(line.rpe)}"] if line.rpe is not None else []
    words += [f"@rir{line.rir}"] if line.rir is not None else []
    words += [str(line.tempo)] if line.tempo is not None else []
    words += [f"r{line.rest_s}"] if line.rest_s is not None else []
    words += [line.side] if line.side is not None else []
    words += [WORD_OF_METHOD[line.method]] if line.method is not None else []
    words += [line.group] if line.group else []
    words += [f"+{WORD_OF_PROGRESSION[line.progression]}"] if line.progression != "none" else []
    if line.note:
        doubled = line.note.replace('"', '""')
        words.append(f'"{doubled}"')
    return " ".join(words)


def printed_sets(line):
    """`4x8`, `3x12-15`, `5x45s` or `1x10min`."""
    if line.duration_s is None:
        return f"{line.sets}x{line.reps}" + (f"-{line.reps_max}" if line.reps_max is not None else "")
    minutes, seconds = divmod(line.duration_s, 60)
    return f"{line.sets}x{line.duration_s}s" if seconds or minutes < 2 else f"{line.sets}x{minutes}min"
