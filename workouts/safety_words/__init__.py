"""The words of the safety rules: a sentence for each finding, its numbers one by one, and where a rule comes from.

A sentence says what was found and what to do next; it never names a disease of anybody (clinical reference 9.1).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from ..loads import KG
from ..safety import RULE_OF, Level, Mark
from .numbers import LABELS, texts
from .sentences import CLIENT_NEXT, FACTS, NEXT, TITLES

MARKS = {
    Mark.VERIFIED: noop("verified: read in its source"),
    Mark.KNOWN: noop("known: professional knowledge"),
    Mark.DESIGN: noop("design: a default that can be changed, not evidence"),
}


@dataclass(frozen=True)
class Why:
    """What the "why" panel shows: `inputs` and `thresholds` are (label, text) in the order they were used."""

    rule: str
    title: str
    level: Level
    inputs: list[tuple[str, str]]
    thresholds: list[tuple[str, str]]
    source: str


def sentence(finding, *, unit=KG, is_client=False):
    """One sentence for a Finding, weights in `unit`: what was found, and what to do next.

    A client is never asked for a reason: `is_client` sends them to do less or to their trainer.
    """
    rule, kind = finding.rule, variant(finding)
    step = NEXT.get((rule, kind)) or NEXT.get(rule) or NEXT[finding.level]
    if is_client:
        step = CLIENT_NEXT[finding.level]
    whole = _("%(fact)s; %(next)s.") % {"fact": found(finding, unit), "next": _(step)}
    return whole[0].upper() + whole[1:]


def fact(finding, *, unit=KG):
    """One sentence for a Finding about what was done already: what was found, and nothing else."""
    whole = _("%(fact)s.") % {"fact": found(finding, unit)}
    return whole[0].upper() + whole[1:]


def found(finding, unit):
    """What was found, with its numbers."""
    return _(FACTS.get((finding.rule, variant(finding))) or FACTS[finding.rule]) % texts(finding, unit)


def title(rule):
    """What the rule with this id is about, in two or three words."""
    return _(TITLES[RULE_OF[rule].title])


def why(finding, *, unit=KG):
    """The numbers behind a Finding, each with its label, and the rule's source."""
    shown = texts(finding, unit)
    return Why(
        finding.rule,
        title(finding.rule),
        finding.level,
        [(_(LABELS[name]), shown[name]) for name in finding.inputs],
        [(_(LABELS[name]), shown[name]) for name in finding.thresholds],
        source(finding.rule),
    )


def source(rule):
    """Where the rule with this id comes from, and how well it is founded."""
    found = RULE_OF[rule]
    place = _("clinical reference 3.1, %(rule)s") % {"rule": rule}
    return "; ".join(part for part in (place, found.references, _(MARKS[found.mark])) if part)


def variant(finding):
    """Which of a rule's sentences fits: what is missing, not known, takes a reason, or has less to say."""
    inputs = finding.inputs
    for name, kind in (
        ("missing", "missing"),
        ("is_draft", "draft"),
        ("unknown", "unknown"),
        ("ramp_week", "ramp"),
    ):
        if inputs.get(name):
            return kind
    if "pace" in inputs:
        return inputs["pace"]
    if inputs.get("rise_ratio", 0) is None or inputs.get("suggested_load_kg", 0) is None:
        return "bare"
    return {Level.WARN: "confirm", Level.OVERRIDE: "reason"}.get(finding.level)
