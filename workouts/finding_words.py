"""A finding about a set or a start in words: by a safety rule, or by an urgent sign (rule D0)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from . import safety_words, soreness_words
from .checkins import decision_of
from .findings import finding_of
from .safety import Level
from .safety_words.numbers import texts
from .starting import URGENT_RULE

# Why an exercise is left out today, where the rule's own sentence is meant for a professional.
REFUSALS = {
    "LS-12": noop("It needs a partner, a spotter or safety arms, and none is confirmed. Leave it out today."),
    "LS-17": noop(
        "You reported strong soreness or pain. Let this area rest until your trainer has looked at it."
    ),
    "LS-18": noop("It needs care here: %(code)s. Leave it out and ask your trainer."),
    "LS-21": noop(
        "It is overhead or pulling work, and your shoulder needs care. Leave it out and ask your trainer."
    ),
    "LS-25": noop(
        "The questions about your health come first, and your trainer has to clear each yes. Stop here and ask."
    ),
}
RISE = noop(
    "%(load_kg)s is %(rise_ratio)s more than the %(last_load_kg)s of your last session. Take a smaller step, or ask "
    "your trainer."
)


def client_words(finding, unit):
    """One sentence for the client, weights in `unit`: what was found, and to do less or to ask."""
    if finding.rule == URGENT_RULE:
        return soreness_words.client_sentence(decision_of(finding))
    if finding.level == Level.BLOCK and finding.rule in REFUSALS:
        return _(REFUSALS[finding.rule]) % texts(finding, unit)
    if finding.rule == "LS-13" and finding.inputs.get("rise_ratio") is not None:
        return _(RISE) % texts(finding, unit)
    return safety_words.sentence(finding, unit=unit, is_client=True)


def trainer_words(row):
    """One sentence for the trainer about a SetFinding: what was found."""
    if row.rule == URGENT_RULE:
        return soreness_words.trainer_sentence(decision_of(row))
    return safety_words.fact(finding_of(row))


def why(row):
    """The numbers behind a SetFinding, and where its rule comes from."""
    if row.rule == URGENT_RULE:
        return soreness_words.why(decision_of(row))
    return safety_words.why(finding_of(row))


def title(rule):
    """What a rule is about, in two or three words."""
    return soreness_words.title(rule) if rule == URGENT_RULE else safety_words.title(rule)
