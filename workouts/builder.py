"""The builder's page as data: weeks, sessions, rows of cells. [reads]"""

from dataclasses import dataclass, field

from .models import ProgramLine, ProgramSession
from .shorthand import LoadCell, Sets
from .volume import session_minutes


@dataclass
class BuilderRow:
    """One line with its cells as text, and the refusals of the form that was sent for it."""

    line: ProgramLine
    cells: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def asks_reason(self):
        """Whether the row shows the field for leaving the band."""
        return bool(self.cells["load_reason"]) or "load_reason" in self.errors


def builder_row(line, form=None):
    """The row of `line`; with a refused `form`, what was typed and why it was refused."""
    if form is None:
        return BuilderRow(line, written_cells(line))
    cells = {name: form.data.get(name, "") for name in form.fields}
    return BuilderRow(
        line, cells, {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    )


def written_cells(line):
    """The cells of a line as a person would type them."""
    return {
        "sets": str(Sets(line.sets, line.reps, line.duration_s)),
        "load": str(LoadCell(line.load_pct, line.load)),
        "tempo": str(line.tempo),
        "rest": f"{line.rest_s} s",
        "side": line.side,
        "note": line.note,
        "load_reason": line.load_reason,
    }


@dataclass
class BuilderSession:
    """One session of the shown week with its rows."""

    session: ProgramSession
    rows: list[BuilderRow]

    @property
    def lowering_s(self):
        """Seconds of lowering in the whole session."""
        return sum(row.line.lowering_s for row in self.rows)

    @property
    def minutes(self):
        """About how long it takes."""
        return session_minutes(
            (row.line.sets * row.line.sides, row.line.set_s, row.line.rest_s) for row in self.rows
        )


@dataclass
class BuilderWeek:
    """A week on the ribbon: its number, seconds of lowering, and its share of the heaviest week."""

    number: int
    lowering_s: int
    share: float = 0


def read_sessions(program, week, refused=None):
    """The sessions of `week`; `refused` is a LineForm that was not valid."""
    sessions = program.sessions.filter(week=week).prefetch_related("lines__exercise")
    return [
        BuilderSession(session, [row_of(line, refused) for line in session.lines.all()])
        for session in sessions
    ]


def row_of(line, refused):
    """The row of `line`, showing the `refused` form if it is this line's."""
    return builder_row(line, refused if refused is not None and refused.line.pk == line.pk else None)


def read_weeks(program):
    """The ribbon of weeks, in one query; a program without sessions has one empty week."""
    by_week = {}
    lines = ProgramLine.objects.filter(session__program=program).select_related("session")
    for line in lines:
        by_week[line.session.week] = by_week.get(line.session.week, 0) + line.lowering_s
    last = program.sessions.order_by("-week").values_list("week", flat=True).first() or 1
    weeks = [BuilderWeek(number, by_week.get(number, 0)) for number in range(1, last + 1)]
    heaviest = max((week.lowering_s for week in weeks), default=0)
    for week in weeks:
        week.share = week.lowering_s / heaviest if heaviest else 0
    return weeks
