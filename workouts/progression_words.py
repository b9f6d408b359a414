"""The words of a proposal: what changes, because of what, and the numbers behind it.

A sentence tells data and a rule; it names no disease and gives no order (clinical reference 9.1).
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from .choices import ProgressionRule, ProposalKind
from .loads import Load
from .progression import CUT_PCT, LADDER, MAX_EFFORT, MAX_SORENESS, MOST_RAISE_PCT, TEMPO_TOLERANCE_S
from .shorthand import plain

# What changes; the numbers follow from the two doses.
CHANGES = {
    "more_reps": noop("%(by)s more in each set"),
    "more_sets": noop("%(by)s more"),
    "more_load": noop("%(by)s more"),
    "wave_up": noop("%(by)s more, the next step of the wave"),
    "wave_start": noop("back to the start of the wave, %(by)s less"),
    "next_rm": noop("the next rung of the ladder, %(rm)s RM"),
    "less_load": noop("%(by)s less"),
    "fewer_sets": noop("%(by)s less"),
    "above_ceiling": noop("%(by)s less, down to the ceiling"),
    "lighter_equipment": noop("no weight: what there is, is too heavy"),
}
CUTS = {
    "amber": noop("pain rose by the next morning, to %(morning)s of 10, or from week to week"),
    "red": noop("pain was %(worst)s of 10, more than may be worked through"),
}
LOWERED = {
    "wave_start": noop("the wave has reached its top"),
    "above_ceiling": noop("the load is above its ceiling"),
    "lighter_equipment": noop("the load is above its ceiling"),
}
COLOURS = {
    "green": noop("calm"),
    "amber": noop("raised"),
    "red": noop("too much"),
    "grey": noop("not known"),
}


@dataclass(frozen=True)
class ProgressionWhy:
    """What the "why" panel shows: the data of the sessions, what the rule asks for, and where it comes from."""

    title: str
    inputs: list[tuple[str, str]]
    thresholds: list[tuple[str, str]]
    source: str


def dose_words(text):
    """`3 × 8-12, 62.5 kg, 65 %` of a dose as text."""
    upper = f"-{text['max_reps']}" if text["max_reps"] else ""
    parts = [f"{text['sets']} × {text['reps']}{upper}"]
    if text["load"]:
        parts.append(load_words(text))
    if text["rm"]:
        parts.append(f"{text['rm']}RM")
    return ", ".join(parts)


def load_words(text):
    return f"{plain(Decimal(text['load']))} {text['unit']}"


def change_words(reason, before, after):
    """What changes from one dose as text to another, in words: `2.5 kg more`."""
    return _(CHANGES[reason]) % {"by": difference(reason, before, after), "rm": after["rm"]}


def difference(reason, before, after):
    """By how much the two doses differ, in the one thing that the reason is about."""
    if reason == "more_reps":
        count = after["reps"] - before["reps"]
        return ngettext("%(count)s repetition", "%(count)s repetitions", count) % {"count": count}
    if reason in ("more_sets", "fewer_sets"):
        count = abs(after["sets"] - before["sets"])
        return ngettext("%(count)s set", "%(count)s sets", count) % {"count": count}
    if not (before["load"] and after["load"]):
        return ""
    old, new = (Load(Decimal(text["load"]), text["unit"]) for text in (before, after))
    return f"{plain(abs(new.value - old.to(new.unit).value).quantize(Decimal('0.01')))} {new.unit}"


def sentence(proposal):
    """One sentence of a Proposal for the trainer: what changes and because of what."""
    change = change_words(proposal.reason, proposal.before, proposal.after)
    whole = _("%(change)s, because %(why)s.") % {"change": change, "why": because(proposal)}
    return whole[0].upper() + whole[1:]


def because(proposal):
    """Why a Proposal was made: the data of a raise, what asks for less."""
    if proposal.kind == ProposalKind.LOWER:
        return lowered_words(proposal)
    last = proposal.gates["sessions"]
    words = _(
        "both last sessions were done as planned, with effort %(effort)s of 10, calm pain and soreness %(soreness)s "
        "after two days"
    )
    return words % {
        "effort": joined(one["effort"] for one in last),
        "soreness": joined(one["soreness_48h"] for one in last),
    }


def lowered_words(proposal):
    """What asks for less: pain with its number, the ceiling, the end of the wave."""
    if not proposal.gates["cut"]:
        return _(LOWERED[proposal.reason])
    newest = proposal.gates["sessions"][-1]
    known = [newest[moment] for moment in ("during", "after", "morning") if newest[moment] is not None]
    return _(CUTS[proposal.gates["cut"]]) % {"morning": newest["morning"], "worst": max(known)}


def joined(numbers):
    """`6`, or `6 and 7`."""
    first, *rest = dict.fromkeys(str(number) for number in numbers)
    return _("%(first)s and %(second)s") % {"first": first, "second": rest[0]} if rest else first


def client_sentence(proposal):
    """One sentence of an accepted Proposal for the client, without a word about their health."""
    change = change_words(proposal.reason, proposal.before, proposal.after)
    why = (
        _(LOWERED.get(proposal.reason) or noop("your last answers about pain ask for it"))
        if proposal.kind == ProposalKind.LOWER
        else _("your last two sessions went as planned")
    )
    whole = _("%(change)s than last time, because %(why)s.")
    if proposal.reason in ("next_rm", "lighter_equipment"):
        whole = _("%(change)s, because %(why)s.")
    text = whole % {"change": change, "why": why}
    return text[0].upper() + text[1:]


def why(proposal):
    """The data behind a Proposal, the session before first, and what its rule asks for."""
    numbers = [session_numbers(one, proposal.gates) for one in proposal.gates["sessions"]]
    inputs = [
        (same[0][0], _(", then ").join(text for _label, text in same)) for same in zip(*numbers, strict=True)
    ]
    is_raise = proposal.kind == ProposalKind.RAISE
    thresholds = raise_limits() if is_raise else lower_limits() if proposal.gates["cut"] else []
    if proposal.rule == ProgressionRule.RM_LADDER:
        thresholds.append((_("RM ladder"), ", ".join(map(str, LADDER))))
    return ProgressionWhy(
        str(ProgressionRule(proposal.rule).label) if is_raise else _("less"),
        inputs,
        thresholds,
        _("clinical reference 5.4 (pain) and 5.5 (progression); the order of the steps is a design choice"),
    )


def session_numbers(one, gates):
    """(Label, text) of each number of one session that a gate looked at."""
    done = sum(reps >= one["reps"] for reps in one["reps_done"])
    lowering = _("lowering, measured") if gates["is_measured"] else _("lowering, as logged, not measured")
    return [
        (_("sets done"), _("%(done)s of %(sets)s") % {"done": done, "sets": one["sets"]}),
        (lowering, known(one["down_done_s"] and plain(Decimal(one["down_done_s"])), " s")),
        (_("effort"), known(one["effort"], " / 10")),
        (_("pain"), _(COLOURS[one["pain"]]) if one["pain"] else _("not known")),
        (_("pain at the exercise"), known(one["during"], " / 10")),
        (_("pain after it"), known(one["after"], " / 10")),
        (_("pain the next morning"), known(one["morning"], " / 10")),
        (_("soreness at 48 h"), known(one["soreness_48h"], " / 10")),
    ]


def known(number, unit):
    """A number with its unit, or that it is not known."""
    return _("not known") if number is None else f"{number}{unit}"


def raise_limits():
    """What both last sessions must have shown before more is proposed."""
    return [
        (_("lowering, from the plan"), _("within %(seconds)s s") % {"seconds": TEMPO_TOLERANCE_S}),
        (_("effort, at most"), f"{MAX_EFFORT} / 10"),
        (_("soreness at 48 h, at most"), f"{MAX_SORENESS} / 10"),
        (_("load, at most"), _("%(percent)s %% more at once") % {"percent": MOST_RAISE_PCT}),
    ]


def lower_limits():
    """How much pain takes off."""
    return [
        (_("pain raised, load"), f"−{CUT_PCT['amber']} %"),
        (_("pain too much, load"), f"−{CUT_PCT['red']} %"),
    ]
