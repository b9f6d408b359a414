"""Muscle soreness after a session: when it is asked for, and what an answer means for the next session. [pure]

Soreness is felt in trained muscle; pain of a tendon or a joint is another thing (rehab/pain.py).
Source: clinical reference 4.1 (times), 4.2 (decision), 4.3 (red flags: R22, R23). No validated thresholds exist: the
levels are design choices, not evidence.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from .ramp import MAX_NRS

# Hours after the end of the session; the last check-in is only made where the one before it was high or missed.
CHECK_HOURS = (24, 48, 72)
EXTRA_HOURS = 96
# 18-30, 42-54, 66-78 h; 90-102 h for the extra one is ours [design].
HALF_WINDOW_HOURS = 6


class RedFlag(StrEnum):
    """The signs of clinical reference 4.3; any of them is urgent."""

    URINE = "urine"
    PAIN = "pain"
    SWELLING = "swelling"
    MOVEMENT = "movement"
    ILLNESS = "illness"


class Result(StrEnum):
    """What a check-in leads to; a professional decides. All but ASK are from the mildest to the most severe."""

    ASK = "ask"
    AS_PLANNED = "as_planned"
    MODIFY = "modify"
    POSTPONE = "postpone"
    STOP_CONTACT = "stop_contact"
    URGENT_CARE = "urgent_care"


class CheckState(StrEnum):
    """Where a check-in stands."""

    COMING = "coming"
    OPEN = "open"
    ANSWERED = "answered"
    MISSED = "missed"


@dataclass(frozen=True)
class SorenessThresholds:
    """Every number of the decision, as settings of a practice; `_nrs` are points of the scale from 0 to 10.

    D1 `stop_nrs`, D2 `postpone_nrs`, D3 and D4 `modify_nrs`: from here on, inclusive [design].
    D3 `late_hours`: soreness is not resolving from this check-in on [design].
    D2 `resume_nrs`: a resting region is trained again at this or less [design].
    `modify_sets_pct`: the most of a region's sets with MODIFY [design].
    `postpone_cut_pct`, with D3 `late_cut_pct`: what its next session has less in sets after POSTPONE [design].
    4.3 `flags_nrs`, and up to which `flags_weeks` of exposure red flags are asked for [design].
    """

    stop_nrs: int = 9
    postpone_nrs: int = 7
    modify_nrs: int = 4
    late_hours: int = 72
    resume_nrs: int = 3
    modify_sets_pct: int = 50
    postpone_cut_pct: int = 40
    late_cut_pct: int = 30
    flags_nrs: int = 7
    flags_weeks: int = 2

    def __post_init__(self):
        levels = (0, self.resume_nrs, self.modify_nrs, self.postpone_nrs, self.stop_nrs, MAX_NRS + 1)
        if list(levels) != sorted(set(levels)):
            raise ValueError(f"the levels of soreness rise from 1 to {MAX_NRS}, got {self}")
        if not all(0 < pct < 100 for pct in (self.modify_sets_pct, self.postpone_cut_pct, self.late_cut_pct)):
            raise ValueError(f"a share of sets is between 0 and 100 %, got {self}")


DEFAULTS = SorenessThresholds()


@dataclass(frozen=True)
class Check:
    """One check-in: `hours` after the session, and the instants, both inclusive, between which it is open."""

    hours: int
    opens_at: datetime
    closes_at: datetime
    state: CheckState


@dataclass(frozen=True)
class Decision:
    """What one answer leads to, and why.

    `rule` is D0 to D7. `sets_pct`: at most this share of the region's sets may be done now, None while unknown;
    `next_cut_pct`: this share is left out when the region is trained again. `may_raise_load` and `may_raise_volume`:
    this rule does not stand against it, others may. `notifies`: the professional hears of it at once. `flags`:
    not_resolving, function_limited, ask_red_flags. `inputs` and `thresholds` are the numbers that led here.
    """

    rule: str
    result: Result
    sets_pct: int | None
    next_cut_pct: int = 0
    may_raise_load: bool = False
    may_raise_volume: bool = False
    notifies: bool = False
    flags: tuple[str, ...] = ()
    inputs: dict = field(default_factory=dict, hash=False)
    thresholds: dict = field(default_factory=dict, hash=False)


def due_checks(ended_at, now, answers, thresholds=DEFAULTS):
    """The check-ins of a session that `ended_at`, in order, each a Check as it stands at `now`.

    `answers` has the soreness by the hours of its check-in; None is no answer. Real hours are counted, whatever
    clocks are changed meanwhile. Raises ValueError for an instant without a zone, or an answer that cannot be.
    """
    for instant in (ended_at, now):
        if instant.utcoffset() is None:
            raise ValueError(f"an instant has a zone, got {instant!r}")
    for hours, nrs in answers.items():
        check_hours(hours)
        check_nrs(nrs)
    checks = tuple(check_at(hours, ended_at, now, answers.get(hours)) for hours in CHECK_HOURS)
    last = checks[-1]
    is_high = last.state == CheckState.ANSWERED and answers[last.hours] >= thresholds.modify_nrs
    if is_high or last.state == CheckState.MISSED:
        checks += (check_at(EXTRA_HOURS, ended_at, now, answers.get(EXTRA_HOURS)),)
    return checks


def check_at(hours, ended_at, now, nrs):
    """The Check of one time."""
    # In UTC: within one zone Python adds and compares what clocks show.
    due_at, now = ended_at.astimezone(UTC) + timedelta(hours=hours), now.astimezone(UTC)
    half = timedelta(hours=HALF_WINDOW_HOURS)
    opens_at, closes_at = due_at - half, due_at + half
    if nrs is not None:
        state = CheckState.ANSWERED
    elif now < opens_at:
        state = CheckState.COMING
    else:
        state = CheckState.OPEN if now <= closes_at else CheckState.MISSED
    return Check(hours, opens_at, closes_at, state)


def asks_red_flags(nrs, exposure_week, thresholds=DEFAULTS):
    """Whether the red flags are asked for at this check-in (clinical reference 4.3).

    An `exposure_week` that is not known counts as an early one. While there is no `nrs` only the week counts.
    """
    is_early = exposure_week is None or exposure_week <= thresholds.flags_weeks
    return is_early or (check_nrs(nrs) is not None and nrs >= thresholds.flags_nrs)


def decide(hours, nrs, is_function_limited, red_flags=(), thresholds=DEFAULTS):
    """The Decision about soreness of `nrs` points at the check-in of `hours`; the first rule that matches has it.

    `is_function_limited`: whether it limits daily activities. None, for it and for `nrs`, is not answered, which
    never counts as no and never as 0. `red_flags`: those answered with yes, None while asked and not answered.
    Raises ValueError for another check-in than 24, 48, 72 and 96 h, and for soreness outside 0-10 whole points.
    """
    check_hours(hours)
    check_nrs(nrs)
    flags = tuple(RedFlag(flag) for flag in red_flags or ())
    found = first_match(hours, nrs, flags, thresholds)
    if is_function_limited and found["result"] in (Result.AS_PLANNED, Result.MODIFY):
        found = limited(found, thresholds)
    if is_function_limited is None or red_flags is None:
        found |= {"may_raise_load": False, "may_raise_volume": False}
    answered = None if red_flags is None else flags
    inputs = {"hours": hours, "nrs": nrs, "is_function_limited": is_function_limited, "red_flags": answered}
    return Decision(**found, inputs=inputs)


def first_match(hours, nrs, flags, limits):
    """The fields of the Decision without the question about daily activities (clinical reference 4.2)."""
    late = ("not_resolving",) if hours >= limits.late_hours else ()
    if flags:
        return ruled("D0", Result.URGENT_CARE, 0, notifies=True)
    if nrs is None:
        return ruled("D7", Result.ASK, None)
    if nrs >= limits.stop_nrs:
        named = {"stop_nrs": limits.stop_nrs}
        return ruled("D1", Result.STOP_CONTACT, 0, notifies=True, flags=("ask_red_flags",), thresholds=named)
    if nrs >= limits.postpone_nrs:
        named = {"postpone_nrs": limits.postpone_nrs}
        return postponed("D2", limits, named, cut="postpone_cut_pct", flags=late)
    if nrs >= limits.modify_nrs and late:
        named = {"late_hours": limits.late_hours, "modify_nrs": limits.modify_nrs}
        return postponed("D3", limits, named, cut="late_cut_pct", flags=late)
    named = {"modify_nrs": limits.modify_nrs}
    if nrs >= limits.modify_nrs:
        return modified("D4", limits, named)
    if nrs > 0:
        return ruled("D5", Result.AS_PLANNED, 100, may_raise_load=True, thresholds=named)
    return ruled("D6", Result.AS_PLANNED, 100, may_raise_load=True, may_raise_volume=True)


def limited(found, limits):
    """`found` one step further, because daily activities are limited."""
    flags = (*found.get("flags", ()), "function_limited")
    named = found.get("thresholds", {})
    if found["result"] == Result.AS_PLANNED:
        return modified(found["rule"], limits, named, flags=flags)
    return postponed(found["rule"], limits, named, cut="postpone_cut_pct", flags=flags)


def modified(rule, limits, named, flags=()):
    """Less of the region, other regions as planned."""
    pct = limits.modify_sets_pct
    return ruled(rule, Result.MODIFY, pct, flags=flags, thresholds=named | {"modify_sets_pct": pct})


def postponed(rule, limits, named, cut, flags=()):
    """The region rests; its next session has fewer sets by the threshold called `cut`."""
    cut_pct = getattr(limits, cut)
    named = {name: value for name, value in named.items() if name != "modify_sets_pct"}
    named |= {"resume_nrs": limits.resume_nrs, cut: cut_pct}
    more = {"next_cut_pct": cut_pct, "notifies": True, "flags": flags, "thresholds": named}
    return ruled(rule, Result.POSTPONE, 0, **more)


def ruled(rule, result, sets_pct, **more):
    """The fields of a Decision."""
    return {"rule": rule, "result": result, "sets_pct": sets_pct} | more


def check_hours(hours):
    """Raise ValueError when there is no check-in of `hours`."""
    if hours not in (*CHECK_HOURS, EXTRA_HOURS):
        raise ValueError(f"a check-in is {CHECK_HOURS} or {EXTRA_HOURS} h after the session, got {hours!r}")


def check_nrs(nrs):
    """`nrs`, or None while unanswered; ValueError when it is no whole number of points from 0 to 10."""
    if nrs is not None and (isinstance(nrs, bool) or not isinstance(nrs, int) or not 0 <= nrs <= MAX_NRS):
        raise ValueError(f"soreness is a whole number of points from 0 to {MAX_NRS}, got {nrs!r}")
    return nrs
