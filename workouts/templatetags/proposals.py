"""How proposals are written."""

from django import template

from .. import progression_words
from ..choices import DoseSide
from ..proposal_list import read_changed

register = template.Library()
register.filter("proposal_sentence", progression_words.sentence)
register.filter("dose_text", progression_words.dose_words)
register.filter("proposal_why", progression_words.why)


@register.filter
def side_of(proposal):
    """`left side`, `each side` or nothing."""
    return "" if proposal.side == DoseSide.BOTH else DoseSide(proposal.side).label


@register.simple_tag
def changed_doses(planned_session, sheet):
    """(Exercise, sentence for the client) of each dose of a session that an accepted proposal changed."""
    rows = read_changed(planned_session, [part.prescription for part in sheet.parts])
    return [(line.exercise, progression_words.client_sentence(row)) for line, row in rows]
