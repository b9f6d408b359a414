"""What safety rules found, in words; and what was left out for them."""

from django import template

from ..beginning import rule_of_skip
from ..finding_words import client_words, title, trainer_words, why
from ..findings import finding_of

register = template.Library()
register.filter("client_words", client_words)
register.filter("trainer_words", trainer_words)
register.filter("finding_why", why)


@register.filter
def about(told, set_log):
    """What `told` (set log id -> SetFinding) says of one set; None where it says nothing."""
    return (told or {}).get(set_log.pk)


@register.filter
def of_session(findings, session_log):
    """How many sets of one session `findings` (SetFindings) are about."""
    return len({row.set_log_id for row in findings if row.set_log.session_log_id == session_log.pk})


@register.filter
def kept_words(row, unit):
    """One sentence for the client about a SetFinding, weights in `unit`."""
    return client_words(finding_of(row), unit)


@register.filter
def refusal_title(skip):
    """The rule that an exercise was left out for, with what it is about; nothing where the client chose it."""
    rule = rule_of_skip(skip)
    return f"{title(rule)} ({rule})" if rule else ""
