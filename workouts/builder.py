"""The builder's page as data: weeks, sessions, rows of cells. [reads]"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .choices import Method
from .guarding import draft_findings
from .models import ProgramLine, ProgramSession
from .safety import Level, judge_ratio
from .volume import session_minutes


@dataclass
class BuilderRow:
    """One line with its cells as text, and the refusals of the form that was sent for it."""

    line: ProgramLine
    cells: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def findings(self):
        """What the safety rules say of the line as it is saved: warnings and worse."""
        return draft_findings(self.line)

    @property
    def asks_reason(self):
        """Whether the row shows the field for leaving the band."""
        pct = self.line.load_pct
        leaves_band = pct is not None and judge_ratio(pct / 100).level == Level.OVERRIDE
        return leaves_band or bool(self.cells["load_reason"]) or "load_reason" in self.errors

    @property
    def fillable(self):
        """The values that can be filled across weeks with a step: (key of FILLED, word)."""
        has_load = self.line.load_pct is not None or self.line.load_value is not None
        amount = ("reps", _("Repetitions")) if self.line.reps else ("seconds", _("Seconds"))
        return [("load", _("Load"))] * has_load + [("sets", _("Sets")), amount]

    @property
    def remarks(self):
        """What of the row no cell shows: superset, method, note."""
        method = "" if self.line.method == Method.SLOW_LOWERING else Method(self.line.method).label
        return [str(remark) for remark in (self.line.group, method, self.line.note) if remark]


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
        "sets": str(line.sets_and_reps),
        "load": str(line.effort),
        "tempo": str(line.tempo),
        "rest": f"{line.rest_s} s",
        "side": line.side,
        "method": line.method,
        "group": line.group,
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
    weeks = [BuilderWeek(number, by_week.get(number, 0)) for number in range(1, last_week(program) + 1)]
    heaviest = max((week.lowering_s for week in weeks), default=0)
    for week in weeks:
        week.share = week.lowering_s / heaviest if heaviest else 0
    return weeks


def last_week(program):
    """The number of the last week that has a session; 1 for a program without any."""
    return program.sessions.order_by("-week").values_list("week", flat=True).first() or 1
