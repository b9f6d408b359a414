"""Health questions and flags in words."""

from django import template

from ..screening import HARD_STOPS
from ..screening_words import CONDITIONS, FLAG_WORDS, QUESTIONS, advice

register = template.Library()
register.filter("advice", advice)


@register.filter
def question(key):
    """The question of `key`, as the person read it."""
    return QUESTIONS[key]


@register.filter
def condition(key):
    """What a yes to `key` stands for, as professionals say it."""
    return CONDITIONS[key]


@register.filter
def flag_word(code):
    """A flag in a word or three."""
    return FLAG_WORDS[code]


@register.filter
def waiting_level(screening):
    """`stop` while a doctor is waited for, `warn` while the trainer is, "" where nothing waits."""
    if not screening.is_open:
        return ""
    return "stop" if screening.hard_stops else "warn"


@register.filter
def yeses(screening):
    """(key, whether a doctor has to clear it) of each yes."""
    return [(key, key in HARD_STOPS) for key in (*screening.hard_stops, *screening.cautions)]
