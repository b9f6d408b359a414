"""Answers about soreness in words and signs."""

from django import template
from django.utils.translation import gettext as _

from .. import soreness_words
from ..checkins import decision_of
from ..choices import BodyRegion
from ..soreness import Result

register = template.Library()
register.filter("client_sentence", soreness_words.client_sentence)
register.filter("soreness_tips", soreness_words.tips)
register.filter("soreness_why", lambda report: soreness_words.why(decision_of(report)))

# Which sign and colour a result has; the words always stand beside it.
LEVELS = {
    Result.AS_PLANNED: "ok",
    Result.MODIFY: "warn",
    Result.POSTPONE: "warn",
    Result.STOP_CONTACT: "stop",
    Result.URGENT_CARE: "stop",
}


@register.simple_tag
def soreness_question():
    """The question about soreness."""
    return _(soreness_words.QUESTION)


@register.simple_tag
def limit_question():
    """The question about daily life."""
    return _(soreness_words.LIMIT_QUESTION)


@register.simple_tag
def urgent_sentence():
    """What an urgent sign means, in one sentence."""
    return soreness_words.urgent_sentence()


@register.simple_tag
def urgent_steps():
    """What to do now after an urgent sign."""
    return soreness_words.urgent_steps()


@register.filter
def trainer_sentence(report):
    """The sentence of a SorenessReport for the trainer."""
    return soreness_words.trainer_sentence(decision_of(report))


@register.filter
def level(result):
    """`ok`, `warn` or `stop`."""
    return LEVELS[result]


@register.filter
def mark_word(mark):
    """What a trainer's list says about a Mark."""
    return _(soreness_words.TITLES[mark.rule])


@register.filter
def region_words(regions):
    """Body regions in their words."""
    return ", ".join(region_word(region) for region in regions)


@register.filter
def region_word(region):
    """One body region in words; what was written freely stays as it is."""
    return str(dict(BodyRegion.choices).get(region, region))
