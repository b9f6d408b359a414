"""How a log sheet is written."""

from django import template

from ..paper import week_of

register = template.Library()
register.filter("week_on", week_of)


@register.simple_tag
def scale():
    """The numbers of a line to circle, 0 to 10."""
    return range(11)
