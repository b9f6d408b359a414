"""The builder's page as data: weeks, sessions, rows of cells. [reads]"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from .builder_details import DETAILS, details_of
from .choices import FacetKind
from .client_loads import ClientLoad, ClientLoads, read_client_loads
from .dose_words import assist_words, inertia_words, lift_words, method_words, progression_words
from .guarding import draft_findings
from .models import ProgramLine, ProgramSession
from .practice import read_thresholds
from .safety import DEFAULTS, Thresholds, needs_reason
from .shorthand import LoadCell, plain
from .volume import by_muscle, planned_total, planned_volume, session_minutes


@dataclass
class BuilderRow:
    """One line with its cells as text, and the refusals of the form that was sent for it.

    `client_load` is what its load is for the client who was chosen; None where nobody was. `thresholds` are those of
    the practice.
    """

    line: ProgramLine
    cells: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)
    client_load: ClientLoad | None = None
    thresholds: Thresholds = DEFAULTS

    @cached_property
    def findings(self):
        """What the safety rules say of the line as it is saved: warnings and worse."""
        return draft_findings(self.line, self.thresholds)

    @property
    def asks_reason(self):
        """Whether the row shows the field for leaving the band."""
        return needs_reason(self.findings) or bool(self.cells["load_reason"]) or "load_reason" in self.errors

    @property
    def fillable(self):
        """The values that can be filled across weeks with a step: (key of FILLED, word)."""
        has_load = self.line.load_pct is not None or self.line.load_value is not None
        amount = ("reps", _("Repetitions")) if self.line.reps else ("seconds", _("Seconds"))
        return [("load", _("Load"))] * has_load + [("sets", _("Sets")), amount]

    @property
    def remarks(self):
        """What of the row no cell shows: superset, method and what belongs to it, how it goes on, note."""
        line = self.line
        words = [method_words(line), lift_words(line), assist_words(line), inertia_words(line)]
        return [remark for remark in (line.group, *words, progression_words(line), line.note) if remark]

    @property
    def details(self):
        """The fields beside the cells, in their order."""
        return details_of(self.cells, self.errors)

    @property
    def cell_errors(self):
        """The refusals that no field beside the cells shows."""
        return {name: errors for name, errors in self.errors.items() if name not in DETAILS}

    @property
    def is_open(self):
        """Whether the fields beside the cells are to be seen, because one of them was refused."""
        return len(self.cell_errors) < len(self.errors)

    @cached_property
    def volume(self):
        """What the saved dose comes to, both sides counted; in kg where the load is a weight or that of the client."""
        line = self.line
        load = self.client_load.load if self.client_load else line.load
        return planned_volume(
            tempo=line.tempo,
            sets=line.sets * line.sides,
            reps=line.reps,
            duration_s=line.duration_s,
            load_kg=load.kg if load else None,
            is_weighed=bool(load) or not line.exercise.is_weighted,
        )

    @property
    def muscles(self):
        """The muscles that its exercise names."""
        return self.line.exercise.facets_by_kind[FacetKind.MUSCLE]


def builder_row(line, form=None, loads=None, thresholds=DEFAULTS):
    """The row of `line`; with a refused `form` what was typed and why, with ClientLoads what the client lowers."""
    client_load = loads.of(line) if loads else None
    if form is None:
        return BuilderRow(line, written_cells(line), client_load=client_load, thresholds=thresholds)
    cells = {name: form.data.get(name, "") for name in form.fields}
    errors = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    return BuilderRow(line, cells, errors, client_load, thresholds)


def written_cells(line):
    """The cells of a line as a person would type them."""
    return {
        "sets": str(line.sets_and_reps),
        "load": str(line.effort),
        "tempo": str(line.tempo),
        "rest": f"{line.rest_s} s",
        "side": line.side,
        "method": line.method,
        "lift": str(LoadCell(line.lift_pct, line.lift)) if line.lift_pct or line.lift else "",
        "assist": str(LoadCell(load=line.assist)) if line.assist else "",
        "inertia": plain(line.inertia_kgm2) if line.inertia_kgm2 else "",
        "progression": line.progression,
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
    def volume(self):
        """What the whole session comes to."""
        return planned_total(row.volume for row in self.rows)

    @property
    def minutes(self):
        """About how long it takes."""
        return session_minutes(
            (row.line.sets * row.line.sides, row.line.set_s, row.line.rest_s) for row in self.rows
        )


@dataclass
class RibbonWeek:
    """A week on the ribbon: its number, seconds of lowering, and its share of the heaviest week."""

    number: int
    lowering_s: int
    share: float = 0


@dataclass
class BuilderWeek:
    """The week that is shown: its sessions, the ribbon of all weeks, and the loads of the client if one was chosen."""

    number: int
    sessions: list[BuilderSession]
    ribbon: list[RibbonWeek]
    loads: ClientLoads | None = None

    @property
    def volume(self):
        """What the whole week comes to."""
        return planned_total(session.volume for session in self.sessions)

    @property
    def muscles(self):
        """Muscle -> what it gets in the week, the most lowering first."""
        rows = (row for session in self.sessions for row in session.rows)
        return by_muscle((row.muscles, row.volume) for row in rows)

    @property
    def columns(self):
        """How many columns a row has after its place."""
        return 9 if self.loads else 8

    def session(self, session):
        """The BuilderSession of `session`."""
        return next(other for other in self.sessions if other.session.pk == session.pk)

    def row(self, line):
        """The BuilderRow of `line`."""
        return next(row for row in self.session(line.session).rows if row.line.pk == line.pk)


def read_week(program, number, *, refused=None, client=None, thresholds=None):
    """The BuilderWeek of week `number`, or of the nearest that is there.

    `refused` is a LineForm that was not valid; `client` the User whose loads are shown; `thresholds` those of the
    practice where they were read already.
    """
    sessions = list(program.sessions.all())
    lines = {session.pk: [] for session in sessions}
    for line in ProgramLine.objects.filter(session__program=program).order_by("position"):
        lines[line.session_id].append(line)
    ribbon = ribbon_of(sessions, lines)
    number = min(max(number, 1), len(ribbon))
    shown = [session for session in sessions if session.week == number]
    prefetch_related_objects([line for session in shown for line in lines[session.pk]], "exercise__facets")
    loads = read_client_loads(client) if client else None
    thresholds = thresholds or read_thresholds()
    return BuilderWeek(
        number,
        [
            BuilderSession(session, [row_of(line, refused, loads, thresholds) for line in lines[session.pk]])
            for session in shown
        ],
        ribbon,
        loads,
    )


def row_of(line, refused, loads, thresholds):
    """The row of `line`, showing the `refused` form if it is this line's."""
    form = refused if refused is not None and refused.line.pk == line.pk else None
    return builder_row(line, form, loads, thresholds)


def ribbon_of(sessions, lines):
    """The ribbon of weeks; `lines` are by session id. A program without sessions has one empty week."""
    last = max((session.week for session in sessions), default=1)
    weeks = [RibbonWeek(number, 0) for number in range(1, last + 1)]
    for session in sessions:
        weeks[session.week - 1].lowering_s += sum(line.lowering_s for line in lines[session.pk])
    heaviest = max(week.lowering_s for week in weeks)
    for week in weeks:
        week.share = week.lowering_s / heaviest if heaviest else 0
    return weeks


def last_week(program):
    """The number of the last week that has a session; 1 for a program without any."""
    return program.sessions.order_by("-week").values_list("week", flat=True).first() or 1
