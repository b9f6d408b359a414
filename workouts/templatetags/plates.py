"""Which plates make a weight, in words and as a picture."""

from django import template

from ..plate_picture import plate_picture
from ..shorthand import plain

register = template.Library()


@register.inclusion_tag("workouts/_plates.html")
def plates_for(plates):
    """One end of the bar for a Plates of the kit; nothing for None."""
    if plates is None:
        return {}
    return {
        "plates": plates,
        "sides": " + ".join(map(plain, plates.sides)),
        "picture": plate_picture(plates.sides, plates.heaviest) if plates.load else None,
    }
