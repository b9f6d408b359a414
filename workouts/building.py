"""Editing a program: sessions, weeks, lines; filling weeks with a step. [writes]"""

import re
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from ecctrain.accounts.choices import Unit

from .choices import DoseSide, Method, ProgressionRule
from .loads import MAX_LOAD_KG
from .models import ProgramLine, ProgramSession
from .models.fields import MAX_DURATION_S, MAX_LOAD_VALUE, MAX_REPS, MAX_SETS
from .safety import CAPACITY_RATIO, DEFAULTS
from .safety.case import ASSISTED_METHODS
from .shorthand import Effort, LoadCell, Sets

FIRST_PCT = 60
FIRST_REPS = 8
# The columns that each kind of fill carries to the later weeks.
FILLED = {
    # What is lifted is a part of the load, so that it goes with it.
    "load": ["load_pct", "load_value", "load_unit", "lift_pct", "lift_value"],
    "sets": ["sets"],
    "reps": ["reps", "reps_max", "duration_s"],
    "seconds": ["reps", "reps_max", "duration_s"],
}


def add_session(*, program, week, name=""):
    """Append a session to a week; without a name it becomes Day A, Day B and so on."""
    position = next_position(program.sessions.filter(week=week))
    name = name or _("Day %(letter)s") % {"letter": chr(ord("A") + (position - 1) % 26)}
    return ProgramSession.objects.create(program=program, week=week, position=position, name=name)


def next_position(rows):
    """One after the last position of `rows`."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def copy_week(*, program, week):
    """Append a copy of `week` after the program's last week; returns the new week's number."""
    target = (program.sessions.aggregate(last=Max("week"))["last"] or 0) + 1
    for session in program.sessions.filter(week=week).prefetch_related("lines"):
        copy = ProgramSession.objects.create(
            program=program, week=target, position=session.position, name=session.name
        )
        copy_lines(session, copy)
    return target


def copy_lines(session, copy):
    """Give `copy` the lines of `session`, with all cells."""
    ProgramLine.objects.bulk_create(copied_line(line, copy, line.position) for line in session.lines.all())


def copied_line(line, session, position):
    """An unsaved copy of `line` at `position` of `session`."""
    return ProgramLine(session=session, position=position, exercise_id=line.exercise_id, **line.copied_dose())


@transaction.atomic
def copy_session(*, session):
    """Append a copy of `session` to its week, under the name with the next letter that is free there."""
    in_week = session.program.sessions.filter(week=session.week)
    taken = set(in_week.values_list("name", flat=True))
    copy = add_session(
        program=session.program, week=session.week, name=next_lettered_name(session.name, taken)
    )
    copy_lines(session, copy)
    return copy


def next_lettered_name(name, taken):
    """`name` with the next letter that is not `taken`: Day A becomes Day B, Heavy day becomes Heavy day B."""
    stem, letter = re.fullmatch(r"(.*?)(?: ([A-Z]))?", name, re.DOTALL).groups()
    later = ascii_uppercase[ascii_uppercase.index(letter or "A") + 1 :]
    names = (f"{stem[:58]} {other}" for other in later)
    return next((other for other in names if other not in taken), name)


def add_line(*, session, exercise):
    """Append an exercise with its usual dose: the catalogue's tempo, 3 x 8 at 60 % of the 1RM, or holds."""
    line = usual_line(exercise)
    place_at_end(line, session)
    line.load_pct = FIRST_PCT if exercise.is_weighted else None
    line.reps = None if exercise.is_timed else FIRST_REPS
    line.duration_s = exercise.hold_s if exercise.is_timed else None
    line.save()
    return line


def add_written_line(*, session, exercise, written):
    """Append `exercise` with the dose of `written` (a shorthand Line); what it leaves open is the exercise's own."""
    line = written_line(exercise, written)
    place_at_end(line, session)
    line.save()
    return line


def written_line(exercise, written):
    """An unsaved line of `exercise` with the dose of `written`, in no session yet."""
    line = usual_line(exercise)
    set_dose(
        line,
        Sets(written.sets, written.reps, written.duration_s, written.reps_max),
        Effort(written.load, written.rm, written.rpe, written.rir),
    )
    line.tempo = written.tempo or line.tempo
    line.rest_s = line.rest_s if written.rest_s is None else written.rest_s
    line.side = written.side or line.side
    set_way(
        line,
        method=written.method or line.method,
        lift=LoadCell(written.lift_pct, written.lift),
        assist=written.assist,
        inertia_kgm2=written.inertia_kgm2,
        progression=written.progression,
    )
    line.group, line.note = written.group, written.note
    return line


def usual_line(exercise):
    """An unsaved line with the exercise's own tempo and side, in no session yet."""
    side = DoseSide.EACH if exercise.is_one_sided else DoseSide.BOTH
    line = ProgramLine(exercise=exercise, side=side)
    line.tempo = exercise.tempo
    return line


def place_at_end(line, session):
    """Put an unsaved line at the end of `session`."""
    line.session, line.position = session, next_position(session.lines)


def set_dose(line, sets, effort):
    """Put sets with repetitions (a Sets) and load (an Effort) into `line`."""
    line.sets, line.reps, line.duration_s, line.reps_max = (
        sets.sets,
        sets.reps,
        sets.duration_s,
        sets.reps_max,
    )
    line.load_pct = effort.load.pct
    line.load_value = effort.load.load.value if effort.load.load else None
    line.load_unit = effort.load.load.unit if effort.load.load else ""
    line.rm, line.rpe, line.rir = effort.rm, effort.rpe, effort.rir


def set_way(line, *, method, lift, assist, inertia_kgm2, progression):
    """Put into `line` how the weight gets back up and how the dose goes on.

    `lift` is a LoadCell, of the same kind and unit as the load; `assist` a Load or None.
    """
    line.method = method or Method.SLOW_LOWERING
    set_lift(line, lift)
    set_help(line, assist)
    line.inertia_kgm2 = inertia_kgm2
    line.progression = progression or ProgressionRule.NONE


def set_lift(line, lift):
    """Put what is lifted (a LoadCell, of the same kind and unit as the load) into `line`."""
    line.lift_pct = lift.pct
    line.lift_value = lift.load.value if lift.load else None


def set_help(line, assist):
    """Put the help (a Load or None) into `line`."""
    line.assist_value = assist.value if assist else None
    line.assist_unit = assist.unit if assist else ""


@transaction.atomic
def move_line(*, line, by):
    """Move a line up (`by` = -1) or down (1) within its session; at the end it stays where it is."""
    lines = list(line.session.lines.select_for_update())
    here = next(index for index, other in enumerate(lines) if other.pk == line.pk)
    there = here + by
    if not 0 <= there < len(lines):
        return
    lines[here], lines[there] = lines[there], lines[here]
    for position, other in enumerate(lines, start=1):
        other.position = position
    ProgramLine.objects.bulk_update(lines, ["position"])


@transaction.atomic
def duplicate_line(*, line):
    """Put a copy of `line`, with all cells, right below it."""
    position = line.position + 1
    make_room(line.session, position)
    copy = copied_line(line, line.session, position)
    copy.save()
    return copy


def make_room(session, position):
    """Free `position` among the lines of `session`: if it is taken, those from there on go one down."""
    if session.lines.filter(position=position).exists():
        session.lines.filter(position__gte=position).update(position=F("position") + 1)


@dataclass(frozen=True)
class Filled:
    """How a fill went: the last week it reached, and where and at what value (a str) it met a limit."""

    until: int
    stopped_week: int | None = None
    limit: str = ""


@transaction.atomic
def fill_weeks(*, line, what, step, until):
    """Carry one value of `line` to each later week up to `until`, with `step` more each week; returns Filled.

    `what` is a key of FILLED. In each week the session at the same place is meant, and in it the line of the same
    exercise: the second one where `line` is its session's second of that exercise. A week that is not there yet is
    made as a copy of the last; a session or a line that is missing is made from this one. Other cells of lines that
    are there, their reasons too, stay as they are.
    """
    session, program = line.session, line.session.program
    rank, place = place_of(line)
    last_week = program.sessions.aggregate(last=Max("week"))["last"]
    for _week in range(last_week, until):
        copy_week(program=program, week=last_week)
    stopped_week, limit = None, ""
    for week in range(session.week + 1, until + 1):
        values, reached = stepped(line, what, step * (week - session.week))
        if reached and stopped_week is None:
            stopped_week, limit = week, reached
        target = find_or_make(line, week, rank, place)
        for name, value in values.items():
            setattr(target, name, value)
        target.save(update_fields=FILLED[what])
    return Filled(until, stopped_week, limit)


def place_of(line):
    """(How many lines of the same exercise stand above `line`, how many lines at all), in its session."""
    above = [other for other in line.session.lines.all() if other.position < line.position]
    return sum(other.exercise_id == line.exercise_id for other in above), len(above)


def find_or_make(line, week, rank, place):
    """The line that corresponds to `line` in `week`; made as a copy of it, in a session of its own if need be."""
    session, _is_new = ProgramSession.objects.get_or_create(
        program=line.session.program,
        week=week,
        position=line.session.position,
        defaults={"name": line.session.name},
    )
    lines = list(session.lines.all())
    same = [other for other in lines if other.exercise_id == line.exercise_id]
    if rank < len(same):
        return same[rank]
    position = lines[place].position if place < len(lines) else next_position(session.lines)
    make_room(session, position)
    made = copied_line(line, session, position)
    made.save()
    return made


def stepped(line, what, change):
    """The columns of FILLED[what] with `change` added, within their limits; and the limit if one was met."""
    if what == "load":
        return stepped_load(line, change)
    if what == "sets":
        value = clamp(line.sets + change, 1, MAX_SETS)
        return {"sets": value}, limit_met(value, line.sets + change)
    if what == "seconds":
        value = clamp(line.duration_s + change, 1, MAX_DURATION_S)
        seconds = {"duration_s": value, "reps": None, "reps_max": None}
        return seconds, limit_met(value, line.duration_s + change, " s")
    # A range of repetitions keeps its width: it stops as soon as one of its ends does.
    top = line.reps_max or line.reps
    moved = clamp(change, 1 - line.reps, MAX_REPS - top)
    reps = {"reps": line.reps + moved, "reps_max": line.reps_max and line.reps_max + moved}
    limit = MAX_REPS if change > 0 else 1
    return reps | {"duration_s": None}, "" if moved == change else str(limit)


def stepped_load(line, change):
    """The columns of the load with `change` added, and those of what is lifted as they are.

    Never above 100 % of the 1RM, or the ceiling where somebody or something helps with the lift; nor above the
    heaviest weight, nor below what is lifted.
    """
    lift = {"lift_pct": line.lift_pct, "lift_value": line.lift_value}
    if line.load_pct is not None:
        most = DEFAULTS.supramaximal_ceiling_ratio if line.method in ASSISTED_METHODS else CAPACITY_RATIO
        value = clamp(line.load_pct + change, line.lift_pct or Decimal(1), Decimal(int(100 * most)))
        load = {"load_pct": value, "load_value": None, "load_unit": ""}
        return load | lift, limit_met(value, line.load_pct + change, " %")
    most = MAX_LOAD_KG if line.load_unit == Unit.KG else MAX_LOAD_VALUE
    value = clamp(line.load_value + change, line.lift_value or Decimal(0), most)
    load = {"load_pct": None, "load_value": value, "load_unit": line.load_unit}
    return load | lift, limit_met(value, line.load_value + change, f" {line.load_unit}")


def clamp(value, least, most):
    """`value`, or the limit it is beyond."""
    return min(max(value, least), most)


def limit_met(value, wanted, unit=""):
    """The limit as a person reads it, where `value` is not what was `wanted`; nothing otherwise."""
    return "" if value == wanted else f"{value}{unit}"
