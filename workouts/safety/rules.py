"""The table of rules LS-01 to LS-25, and asking all of them at once. [pure]

Source: clinical reference 3.1.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import load_rules, person_rules
from .levels import Finding, Level, Mark, Moment
from .thresholds import DEFAULTS

DRAFT, PLAN, START, LOG = Moment
VERIFIED, KNOWN, DESIGN = Mark
EVER = (DRAFT, PLAN, START, LOG)
ISSUED = (PLAN, START)


@dataclass(frozen=True)
class Rule:
    """One row of 3.1: its `id`, a `title` key for its words, when it is asked, its check, and what it rests on.

    `mark` is that of its weakest number (the marks of all are with the thresholds); `references` are those of the
    clinical reference, section 11, or a claim of its seed text (S).
    """

    id: str
    title: str
    when: tuple[Moment, ...]
    check: Callable
    mark: Mark
    references: str = ""


RULES = (
    Rule("LS-01", "sanity", EVER, load_rules.sane_dose, DESIGN),
    Rule("LS-02", "in_band", EVER, load_rules.in_band, DESIGN, "S14"),
    Rule("LS-02b", "below_band", EVER, load_rules.below_band, DESIGN, "S14"),
    Rule("LS-03", "above_band", EVER, load_rules.above_band, DESIGN, "S14"),
    Rule("LS-04", "above_capacity", EVER, load_rules.above_capacity, DESIGN, "S13"),
    Rule("LS-05", "supramaximal", EVER, load_rules.supramaximal, DESIGN, "R6, R7"),
    Rule("LS-06", "above_ceiling", EVER, load_rules.above_ceiling, DESIGN, "R6, R7"),
    Rule("LS-07", "protected", (PLAN, START, LOG), load_rules.above_capacity_in_person, DESIGN),
    Rule("LS-08", "percent_of_nothing", ISSUED, load_rules.percent_of_nothing, DESIGN),
    Rule("LS-09", "no_one_rm", (PLAN, START, LOG), load_rules.load_without_one_rm, DESIGN),
    Rule("LS-10", "old_one_rm", ISSUED, load_rules.old_one_rm, DESIGN),
    Rule("LS-11", "unsure_one_rm", ISSUED, load_rules.unsure_one_rm, VERIFIED, "R18"),
    Rule("LS-12", "help", (START,), person_rules.unconfirmed_help, KNOWN, "S7"),
    Rule("LS-13", "load_rise", (PLAN, START, LOG), load_rules.load_rise, DESIGN, "R15b"),
    Rule("LS-14", "weekly_rise", ISSUED, person_rules.weekly_rise, DESIGN),
    Rule("LS-15", "first_exposure", ISSUED, person_rules.first_exposure, DESIGN, "R13, R14"),
    Rule("LS-16", "short_rest", ISSUED, person_rules.short_rest, DESIGN),
    Rule("LS-17", "sore_or_painful", (START,), person_rules.sore_or_painful, DESIGN),
    Rule("LS-18", "cautions", ISSUED, person_rules.cautions, KNOWN),
    Rule("LS-19", "outside_phase", ISSUED, person_rules.outside_phase, DESIGN),
    Rule("LS-20", "small_joint", EVER, load_rules.small_joint, DESIGN, "S13"),
    Rule("LS-21", "shoulder", ISSUED, person_rules.flagged_shoulder, DESIGN),
    Rule("LS-22", "arm_pain", (START,), person_rules.new_arm_pain, DESIGN),
    Rule("LS-23", "tempo", (DRAFT, PLAN), load_rules.tempo_zone, DESIGN, "R5, S8"),
    Rule("LS-24", "unspotted", (PLAN, START, LOG), load_rules.unspotted, DESIGN),
    Rule("LS-25", "screening", ISSUED, person_rules.open_screening, VERIFIED, "R25, R25b"),
)
RULE_OF = {rule.id: rule for rule in RULES}


def evaluate(case, thresholds=DEFAULTS, moment=Moment.PLAN):
    """Every Finding about a Case at a Moment, the most severe first, then by id.

    At `log` a load up to the ceiling it was accepted with neither asks nor takes a reason again; a refusal stays.
    """
    findings = [
        Finding(rule.id, *answer)
        for rule in RULES
        if moment in rule.when
        for answer in rule.check(case, thresholds, moment)
    ]
    if moment == Moment.LOG and case.dose.is_within_ceiling:
        findings = [finding for finding in findings if finding.level not in (Level.WARN, Level.OVERRIDE)]
    return sorted(findings, key=lambda finding: (-finding.level.severity, finding.rule))
