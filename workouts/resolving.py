"""What one line of a program comes to for one client: its load, where that comes from, what safety says. [reads]"""

from copy import copy
from dataclasses import dataclass, field, replace

from django.utils import timezone

from .background import Background, eccentric_reps, muscles_of, read_background
from .choices import SIDES_OF, LoadStatus, Side
from .equipping import read_kit
from .guarding import DAILY_METHODS, lowers_with_one, method_of, place_of, plan_findings
from .kit import Kit
from .loads import Load
from .models import OneRepMax
from .ramp import LAST_WEEK, eased
from .safety import Finding, Setting, is_blocked

# About three repetitions in reserve is an effort of 7 of 10 (clinical reference 5.5).
EFFORT_RIR = 3


@dataclass(frozen=True)
class PlannedLine:
    """One line of a program as it would be issued: its load, where it comes from, and what safety says.

    `source` is the line as the program has it, where the dose that is issued differs.
    """

    line: object
    load: Load | None
    status: str
    one_rep_max: object = None
    findings: tuple[Finding, ...] = ()
    source: object = None

    @property
    def is_blocked(self):
        """Refused, whatever the reason."""
        return is_blocked(self.findings)

    @property
    def is_missing_load(self):
        """Whether a load was asked for and none could be computed."""
        return self.status in (LoadStatus.NO_ONE_REP_MAX, LoadStatus.NO_LOAD)


@dataclass(frozen=True)
class Facts:
    """What resolving needs of a client: the newest one-rep maxima, the equipment, the background, place and help."""

    newest: dict
    kit: Kit
    background: Background
    setting: Setting = field(default_factory=Setting)

    def at(self, assignment):
        """The Facts for sessions of `assignment`, with its place and help."""
        return replace(self, setting=place_of(assignment, self.background))


def read_facts(client, thresholds=None):
    """The Facts of `client` now; `thresholds` are those of the practice where they were read already."""
    return Facts(
        OneRepMax.objects.newest_by_exercise(client),
        read_kit(client),
        read_background(client, timezone.now(), thresholds),
    )


def plan_line(line, facts, *, rules=None, source=None):
    """The PlannedLine of `line`; `rules` are the ids of the safety rules to ask, all where none are given."""
    one_rep_max = weaker_side(line, facts.newest)
    both = facts.newest.get((line.exercise_id, Side.BOTH)) if lowers_with_one(line) else None
    load, status = resolve_load(line, one_rep_max, facts.kit)
    findings = plan_findings(line, load, one_rep_max, facts.background, facts.setting, both=both, rules=rules)
    return PlannedLine(line, load, status, one_rep_max, tuple(findings), source or line)


def resolve_load(line, one_rep_max, kit):
    """(Load or None, LoadStatus) of a line: as written, or of `kit` within the per cent of `one_rep_max`."""
    if line.load_pct is None:
        return line.load, LoadStatus.GIVEN if line.load else LoadStatus.NONE
    if one_rep_max is None:
        return None, LoadStatus.NO_ONE_REP_MAX
    load = kit.load_for_percent(limb_reference(line, one_rep_max), line.load_pct, line.exercise.steps_kind)
    return load, LoadStatus.COMPUTED if load else LoadStatus.NO_LOAD


def limb_reference(line, one_rep_max):
    """The weight that a per cent is of: of one limb half of what both lift, where one alone was not measured (2.6)."""
    if lowers_with_one(line) and one_rep_max.side == Side.BOTH:
        return one_rep_max.limb_load
    return one_rep_max.load


def weaker_side(line, newest):
    """The smallest one-rep max of the sides a line asks for; None when one of them is not known.

    Lowering with one limb falls back on half of both for a limb that was not measured alone.
    """
    rows = [newest.get((line.exercise_id, side)) for side in SIDES_OF[line.side]]
    if lowers_with_one(line):
        rows = [row or newest.get((line.exercise_id, Side.BOTH)) for row in rows]
    return None if None in rows else min(rows, key=lambda row: limb_reference(line, row).kg)


def by_effort(line, facts):
    """`line` with three repetitions in reserve where a per cent has no one-rep max to be of (rule LS-08)."""
    has_effort = any(value is not None for value in (line.rm, line.rpe, line.rir))
    if line.load_pct is None or has_effort or weaker_side(line, facts.newest) is not None:
        return line
    changed = copy(line)
    changed.rir = EFFORT_RIR
    return changed


def eased_lines(lines, background):
    """`lines` of a session within the familiarisation ramp: an exercise new to the client begins light and few.

    What is past the ramp, held still, or meant for every day stays as it is (clinical reference 1.6).
    """
    asked, found = {}, []
    for line in lines:
        week = background.exposure_week(line.exercise)
        if week < LAST_WEEK and method_of(line) not in DAILY_METHODS:
            line = eased_line(line, week, asked)
        for muscle in muscles_of(line.exercise):
            asked[muscle] = asked.get(muscle, 0) + eccentric_reps(line)
        found.append(line)
    return found


def eased_line(line, week, asked):
    """A copy of `line` within `week` of the ramp; `asked` are the repetitions by muscle that stand before it."""
    before = max((asked.get(muscle, 0) for muscle in muscles_of(line.exercise)), default=0)
    changed = copy(line)
    changed.sets, changed.reps, changed.load_pct = eased(
        week, sets=line.sets, reps=line.reps, load_pct=line.load_pct, muscle_reps=before
    )
    changed.reps_max, changed.lift_pct = None, None
    return changed
