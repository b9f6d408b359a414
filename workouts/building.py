"""Editing a program: sessions, weeks, lines. [writes]"""

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from .choices import DoseSide
from .models import ProgramLine, ProgramSession
from .shorthand import Effort, Sets

FIRST_PCT = 60
FIRST_REPS = 8


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
        ProgramLine.objects.bulk_create(
            ProgramLine(
                session=copy, position=line.position, exercise_id=line.exercise_id, **line.copied_dose()
            )
            for line in session.lines.all()
        )
    return target


@transaction.atomic
def delete_week(*, program, week):
    """Remove a week from the template; the weeks after it move up."""
    program.sessions.filter(week=week).delete()
    program.sessions.filter(week__gt=week).update(week=F("week") - 1)


def add_line(*, session, exercise):
    """Append an exercise with its usual dose: the catalogue's tempo, 3 x 8 at 60 % of the 1RM, or holds."""
    line = new_line(session, exercise)
    line.load_pct = FIRST_PCT if exercise.is_weighted else None
    line.reps = None if exercise.is_timed else FIRST_REPS
    line.duration_s = exercise.hold_s if exercise.is_timed else None
    line.save()
    return line


def add_written_line(*, session, exercise, written):
    """Append `exercise` with the dose of `written` (a shorthand Line); what it leaves open is the exercise's own."""
    line = new_line(session, exercise)
    set_dose(
        line,
        Sets(written.sets, written.reps, written.duration_s, written.reps_max),
        Effort(written.load, written.rm, written.rpe, written.rir),
    )
    line.tempo = written.tempo or line.tempo
    line.rest_s = line.rest_s if written.rest_s is None else written.rest_s
    line.side = written.side or line.side
    line.method = written.method or line.method
    line.group, line.note = written.group, written.note
    line.save()
    return line


def new_line(session, exercise):
    """An unsaved line at the end of `session` with the exercise's own tempo and side."""
    side = DoseSide.EACH if exercise.is_one_sided else DoseSide.BOTH
    line = ProgramLine(session=session, exercise=exercise, position=next_position(session.lines), side=side)
    line.tempo = exercise.tempo
    return line


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
        ProgramLine.objects.filter(pk=other.pk).update(position=position)
