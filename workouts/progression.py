"""The next dose of an exercise, proposed from what its last two sessions showed. [pure]

A proposal says what changes, why (a code and its numbers; the words are elsewhere) and what the gates said; the
professional decides. Every rule is guarded: pain lowers first, nothing passes the ceiling, a shut gate never raises.
Source: clinical reference 5.4 (cuts), 5.5 (gates, steps and their order), 2.6 and 6.2 (RM ladder), 3.1 (LS-01, LS-13).
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import wraps
from itertools import pairwise

from .loads import Load, percent_of
from .plates import Limits

SESSIONS, REVIEW_WITHIN = 2, timedelta(days=7)
TEMPO_TOLERANCE_S, MAX_EFFORT, MAX_SORENESS = 1, 7, 3
MAX_SETS, MAX_REPS = 12, 60
USUAL_RAISE_PCT, MOST_RAISE_PCT = {"upper": 5, "lower": 10}, 10
# The mild ends of -10 to -20 % and -20 to -30 %; rounding down to what can be loaded may take more off.
CUT_PCT = {"amber": 10, "red": 20}
# Steps up within the band, none of them above a tenth of the load, and then from the start again.
WAVE = (Decimal(60), Decimal(65), Decimal(70))
# How many repetitions are possible at most (RM), and about which per cent of the one-rep max that is.
LADDER = {15: 60, 12: 65, 10: 70, 8: 75, 6: 80}

# The conditions of clinical reference 5.5.
Gate = StrEnum(
    "Gate",
    {"DONE": "PG1", "TEMPO": "PG2", "EFFORT": "PG3", "PAIN": "PG4", "SORENESS": "PG5", "RED_FLAG": "PG6"},
)
Kind = StrEnum("Kind", "KEEP RAISE LOWER")
Reason = StrEnum(
    "Reason",
    "NO_RULE GATE_SHUT ON_HOLD MORE_REPS MORE_SETS MORE_LOAD WAVE_UP WAVE_START NEXT_RM "
    "LESS_LOAD FEWER_SETS ABOVE_CEILING LIGHTER_EQUIPMENT CANNOT_LOWER "
    "AT_CEILING NO_STEP_SMALL_ENOUGH NO_LOAD NO_PERCENT NOT_ON_LADDER LADDER_END",
)


@dataclass(frozen=True)
class Shown:
    """What one session of the exercise showed; None is unknown, and unknown opens no gate.

    `reps_done`: of each set with the prescribed weight or more. `pain`, `decision`: values of rehab's pain verdict.
    """

    sets: int
    reps: int
    reps_done: tuple[int, ...] | None = None
    down_s: int | None = None
    down_done_s: Decimal | int | None = None
    effort: int | None = None
    pain: str | None = None
    decision: str | None = None
    soreness_48h: int | None = None

    def __post_init__(self):
        if any(points is not None and not 0 <= points <= 10 for points in (self.effort, self.soreness_48h)):
            raise ValueError(f"effort and soreness are 0 to 10 points, got {self}")


@dataclass(frozen=True)
class Evidence:
    """The sessions of the exercise, newest last, and what stands beside them.

    `settled_ambers`: how many sessions in a row, up to the newest, were amber and settled by the next morning; the
    pain profile asks for `settled_ambers_needed`, None where it allows no progress on amber. `reduced_on`: the date
    of each REDUCE decision since the last review.
    """

    sessions: tuple[Shown, ...] = ()
    has_red_flag: bool | None = None
    settled_ambers: int = 0
    settled_ambers_needed: int | None = None
    reduced_on: tuple = ()
    max_effort: int = MAX_EFFORT


def answers(shown, evidence):
    """What each gate says of one session: True, False, or None while unknown."""
    done, planned_s, done_s = shown.reps_done, shown.down_s, shown.down_done_s
    return {
        Gate.DONE: None if done is None else sum(reps >= shown.reps for reps in done) >= shown.sets,
        Gate.TEMPO: None if None in (planned_s, done_s) else abs(done_s - planned_s) <= TEMPO_TOLERANCE_S,
        Gate.EFFORT: None if shown.effort is None else shown.effort <= evidence.max_effort,
        Gate.PAIN: is_calm(shown, evidence),
        Gate.SORENESS: None if shown.soreness_48h is None else shown.soreness_48h <= MAX_SORENESS,
        Gate.RED_FLAG: None if evidence.has_red_flag is None else not evidence.has_red_flag,
    }


def is_calm(shown, evidence):
    """Whether pain allows progress: green, or amber that settled as often as the profile asks for."""
    if (shown.decision or "").startswith(("reduce", "stop")):
        return False
    if shown.pain == "amber":
        needed = evidence.settled_ambers_needed
        return needed is not None and evidence.settled_ambers >= needed
    return {"green": True, "red": False}.get(shown.pain)


@dataclass(frozen=True)
class Gates:
    """Which gates failed and which are unknown; the rest passed.

    `cut` is amber or red where pain asks for less; `is_on_hold` while a red flag or a STOP waits for somebody;
    `needs_review` after two REDUCE decisions within 7 days.
    """

    failed: tuple[Gate, ...] = ()
    unknown: tuple[Gate, ...] = ()
    cut: str | None = None
    is_on_hold: bool = False
    needs_review: bool = False

    @property
    def are_open(self):
        """Whether a raise may be proposed."""
        return not (self.failed or self.unknown or self.cut or self.is_on_hold or self.needs_review)


def check_gates(evidence):
    """Judge each gate over the last two sessions; a missing session is one of which nothing is known."""
    last = ((Shown(1, 1),) * SESSIONS + evidence.sessions)[-SESSIONS:]
    found = [answers(shown, evidence) for shown in last]
    failed = tuple(gate for gate in Gate if any(one[gate] is False for one in found))
    unknown = tuple(gate for gate in Gate if gate not in failed and any(one[gate] is None for one in found))
    pain, decision = last[-1].pain, last[-1].decision or ""
    is_on_hold = bool(evidence.has_red_flag) or decision.startswith("stop")
    asks_less = not is_on_hold and (pain == "red" or decision == "reduce")
    cut = ("red" if pain == "red" else "amber") if asks_less else None
    needs_review = any(b - a <= REVIEW_WITHIN for a, b in pairwise(sorted(evidence.reduced_on)))
    return Gates(failed, unknown, cut, is_on_hold, needs_review)


@dataclass(frozen=True)
class Dose:
    """Sets, repetitions and load now, and how far sets and repetitions may go; None: no further, no load, no RM.

    `percent` is of `one_rm`, and the load is what counts. `rm`: how many repetitions the load allows at most.
    """

    sets: int
    reps: int
    max_reps: int | None = None
    max_sets: int | None = None
    load: Load | None = None
    percent: Decimal | None = None
    one_rm: Load | None = None
    rm: int | None = None
    wave: tuple[Decimal, ...] = WAVE

    def __post_init__(self):
        sets, reps = max(self.sets, self.max_sets or 0), max(self.reps, self.max_reps or 0)
        if self.sets < 1 or self.reps < 1 or sets > MAX_SETS or reps > MAX_REPS:
            raise ValueError(f"a dose is 1 to {MAX_SETS} sets of 1 to {MAX_REPS} repetitions, got {self}")
        if len(set(self.wave)) < 2:
            raise ValueError(f"a wave has two different per cents or more, got {self.wave}")


@dataclass(frozen=True)
class Proposal:
    """A dose instead of the current one; `old` and `new` are the numbers its reason speaks of."""

    kind: Kind
    dose: Dose
    reason: Reason
    gates: Gates
    old: Load | int | None = None
    new: Load | int | None = None


def with_load(dose, load):
    """`dose` with another load; its per cent follows, rounded down, and is dropped where it cannot be known."""
    percent = None
    if None not in (dose.percent, dose.one_rm, load):
        percent = (load.kg * 100 / dose.one_rm.kg).quantize(Decimal("0.01"), ROUND_DOWN)
    return replace(dose, load=load, percent=percent)


def lowered(dose, limits, gates):
    """Less, where pain asks for it or the load is above the ceiling; None where neither is so."""
    is_over = dose.load is not None and dose.load.kg > limits.ceiling.kg
    if not gates.cut and not is_over:
        return None
    left_pct = 100 - CUT_PCT.get(gates.cut, 0)
    if dose.load is not None:
        load = limits.load(percent_of(limits.number(dose.load), left_pct))
        if load is not None:
            reason = Reason.LESS_LOAD if gates.cut else Reason.ABOVE_CEILING
            return Proposal(Kind.LOWER, with_load(dose, load), reason, gates, dose.load, load)
        if is_over:
            return Proposal(Kind.LOWER, with_load(dose, None), Reason.LIGHTER_EQUIPMENT, gates, dose.load)
    if dose.sets > 1:
        less = replace(dose, sets=dose.sets - 1)
        return Proposal(Kind.LOWER, less, Reason.FEWER_SETS, gates, dose.sets, less.sets)
    return Proposal(Kind.KEEP, dose, Reason.CANNOT_LOWER, gates)


def guarded(rule):
    """`rule` within what holds for all: pain and the ceiling come first, and a raise needs every gate open."""

    @wraps(rule)
    def guarded_rule(dose: Dose, limits: Limits, gates: Gates) -> Proposal:
        if (lower := lowered(dose, limits, gates)) is not None:
            return lower
        if gates.is_on_hold:
            return Proposal(Kind.KEEP, dose, Reason.ON_HOLD, gates)
        proposal = rule(dose, limits, gates)
        if proposal.kind == Kind.RAISE and not gates.are_open:
            return Proposal(Kind.KEEP, dose, Reason.GATE_SHUT, gates)
        return proposal

    return guarded_rule


def raised(dose, limits, gates, reason, aim, *, may_pass_aim=True, **changes):
    """Propose the heaviest load up to `aim`, a number of `limits.unit`, or else the next one, up to +10 %."""
    now = limits.number(dose.load)
    most = percent_of(now, 100 + MOST_RAISE_PCT)
    most = most if may_pass_aim else min(aim, most)
    load = limits.load(min(aim, most))
    if load is None or load.value <= now:
        load = limits.load_above(now)
        if load is None or load.value > most:
            return Proposal(Kind.KEEP, dose, Reason.NO_STEP_SMALL_ENOUGH, gates, dose.load, load)
        if load.value > limits.top:
            return Proposal(Kind.KEEP, dose, Reason.AT_CEILING, gates, dose.load, limits.ceiling)
    return Proposal(Kind.RAISE, replace(with_load(dose, load), **changes), reason, gates, dose.load, load)


@guarded
def no_rule(dose, limits, gates):
    """Only less, where it must be."""
    return Proposal(Kind.KEEP, dose, Reason.NO_RULE, gates)


@guarded
def linear_load(dose, limits, gates):
    """More weight each time: up to 5 % (upper body) or 10 % (lower body), or the next weight within 10 %."""
    if dose.load is None:
        return Proposal(Kind.KEEP, dose, Reason.NO_LOAD, gates)
    aim = percent_of(limits.number(dose.load), 100 + USUAL_RAISE_PCT[limits.region])
    return raised(dose, limits, gates, Reason.MORE_LOAD, aim)


@guarded
def double_progression(dose, limits, gates):
    """One repetition more up to the top of the range, then one set, then weight; one of them at a time."""
    if dose.reps < (dose.max_reps or 0):
        more = replace(dose, reps=dose.reps + 1)
        return Proposal(Kind.RAISE, more, Reason.MORE_REPS, gates, dose.reps, more.reps)
    if dose.sets < (dose.max_sets or 0):
        more = replace(dose, sets=dose.sets + 1)
        return Proposal(Kind.RAISE, more, Reason.MORE_SETS, gates, dose.sets, more.sets)
    return linear_load(dose, limits, gates)


@guarded
def percent_wave(dose, limits, gates):
    """The next per cent of the wave; from its top back to its start, whatever the gates say."""
    if dose.percent is None or dose.one_rm is None or dose.load is None:
        return Proposal(Kind.KEEP, dose, Reason.NO_PERCENT, gates)
    now = limits.number(dose.load)
    percent = min((step for step in dose.wave if step > dose.percent), default=min(dose.wave))
    aim = percent_of(limits.number(dose.one_rm), percent)
    if percent > dose.percent:
        # Where the ceiling or +10 % stops the load short, the per cent is what that load is, not what was aimed at.
        full = limits.load(aim) if aim <= limits.top else None
        is_full = full is not None and full.value <= percent_of(now, 100 + MOST_RAISE_PCT)
        changes = {"percent": percent} if is_full else {}
        return raised(dose, limits, gates, Reason.WAVE_UP, aim, may_pass_aim=False, **changes)
    load = limits.load(min(aim, now))
    if load is None:
        return Proposal(Kind.KEEP, dose, Reason.NO_STEP_SMALL_ENOUGH, gates, dose.load)
    less = replace(dose, load=load, percent=percent)
    return Proposal(Kind.LOWER, less, Reason.WAVE_START, gates, dose.load, load)


@guarded
def rm_ladder(dose, limits, gates):
    """The next rung of 15, 12, 10, 8, 6 RM: fewer repetitions, and a weight that is heavier in the same measure."""
    if dose.rm not in LADDER:
        return Proposal(Kind.KEEP, dose, Reason.NOT_ON_LADDER, gates)
    rm = max((rung for rung in LADDER if limits.lowest_rm <= rung < dose.rm), default=None)
    if rm is None:
        return Proposal(Kind.KEEP, dose, Reason.LADDER_END, gates, dose.rm)
    rung = {"rm": rm, "reps": max(dose.reps - (dose.rm - rm), 1)}
    if dose.load is None:
        return Proposal(Kind.RAISE, replace(dose, **rung), Reason.NEXT_RM, gates, dose.rm, rm)
    aim = limits.number(dose.load) * LADDER[rm] / LADDER[dose.rm]
    return raised(dose, limits, gates, Reason.NEXT_RM, aim, **rung)


RULES = {"none": no_rule} | {
    rule.__name__: rule for rule in (linear_load, double_progression, percent_wave, rm_ladder)
}
