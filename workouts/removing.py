"""Removing parts of a program, and bringing them back. [writes]

What is removed is handed back as plain values that JSON can hold; `restore` makes the rows again from them.
"""

from django.db import transaction
from django.db.models import F

from .building import make_room
from .models import Exercise, ProgramLine, ProgramSession
from .models.programs import MAX_WEEKS


@transaction.atomic
def remove_line(*, line):
    """Remove a line, and those below it move up; returns what `restore` needs to bring it back."""
    removed = {"session": str(line.session.code), "line": kept_line(line)}
    line.delete()
    line.session.lines.filter(position__gt=line.position).update(position=F("position") - 1)
    return removed


@transaction.atomic
def remove_session(*, session):
    """Remove a session with its lines; returns what `restore` needs."""
    removed = {"sessions": [kept_session(session)]}
    session.delete()
    return removed


@transaction.atomic
def remove_week(*, program, week):
    """Remove a week from the template, and the weeks after it move up; returns what `restore` needs."""
    sessions = program.sessions.filter(week=week)
    removed = {"week": week, "sessions": [kept_session(session) for session in sessions]}
    sessions.delete()
    program.sessions.filter(week__gt=week).update(week=F("week") - 1)
    return removed


def kept_line(line):
    """A line as plain values."""
    return {
        "code": str(line.code),
        "position": line.position,
        "exercise_id": line.exercise_id,
    } | line.plain_dose()


def kept_session(session):
    """A session with its lines as plain values."""
    return {
        "code": str(session.code),
        "week": session.week,
        "position": session.position,
        "name": session.name,
        "lines": [kept_line(line) for line in session.lines.all()],
    }


class CannotRestore(Exception):
    """What was removed has nowhere to go back to: its session or its exercise is gone, or the program is full."""


@transaction.atomic
def restore(*, program, removed):
    """Bring back what `remove_line`, `remove_session` or `remove_week` returned, at its place with all cells.

    Returns the week it is in.
    """
    lines = (
        [removed["line"]] if "line" in removed else [row for s in removed["sessions"] for row in s["lines"]]
    )
    exercises = {row["exercise_id"] for row in lines}
    if Exercise.objects.filter(pk__in=exercises).count() != len(exercises):
        raise CannotRestore
    if "line" in removed:
        return restore_line(program, removed)
    if "week" in removed:
        make_room_for_week(program, removed["week"])
    for kept in removed["sessions"]:
        restore_session(program, kept)
    return removed.get("week") or removed["sessions"][0]["week"]


def restore_line(program, removed):
    """Bring back a line into its session; returns the week."""
    session = program.sessions.filter(code=removed["session"]).first()
    if session is None:
        raise CannotRestore
    make_room(session, removed["line"]["position"])
    ProgramLine.objects.create(session=session, **removed["line"])
    return session.week


def make_room_for_week(program, week):
    """Move the weeks from `week` on one down."""
    if program.sessions.filter(week=MAX_WEEKS).exists():
        raise CannotRestore
    program.sessions.filter(week__gte=week).update(week=F("week") + 1)


def restore_session(program, kept):
    """Bring back a session with its lines; if its place was taken meanwhile, those from there on go one down."""
    in_week = program.sessions.filter(week=kept["week"])
    if in_week.filter(position=kept["position"]).exists():
        in_week.filter(position__gte=kept["position"]).update(position=F("position") + 1)
    columns = {name: kept[name] for name in ("code", "week", "position", "name")}
    session = ProgramSession.objects.create(program=program, **columns)
    ProgramLine.objects.bulk_create(ProgramLine(session=session, **row) for row in kept["lines"])
