"""The figure of an exercise: its movement in the prescribed tempo, or as a still."""

from functools import cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..figures import PATTERNS, draw

register = template.Library()

# A figure seen from close by has finer lines, so that they are as wide as in the others.
CLOSE_BELOW = 80


@register.simple_tag
def figure(exercise, tempo=None):
    """The figure of `exercise`, moving as `tempo` says; both poses at once without one, or where motion is not wanted.

    Hidden from screen readers, as name and cue stand beside it. Nothing for an exercise without a figure: a trainer's
    own one, whose movement nobody has drawn.
    """
    return drawn_figure(exercise.slug, tempo) if exercise.slug in PATTERNS else ""


@register.simple_tag
def movements():
    """Every figure as a still, with the slug of its exercise."""
    figures = ((drawn_figure(slug, None), slug) for slug in PATTERNS)
    return format_html(
        '<ul class="movements">{}</ul>', format_html_join("", '<li class="tiny">{}{}</li>', figures)
    )


@cache
def drawn_figure(slug, tempo) -> SafeString:
    pattern = PATTERNS[slug]
    drawing = draw(pattern, tempo)
    classes = ["movement"]
    if pattern.view[2] < CLOSE_BELOW:
        classes.append("movement-close")
    if drawing.moving:
        classes.append("movement-live")
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true"><path class="m-fixed" d="{}"/>'
        '<g class="m-still"><g class="m-high">{}</g><g class="m-low">{}</g></g>{}</svg>',
        " ".join(classes),
        drawing.view,
        drawing.fixed,
        still(drawing.high),
        still(drawing.low),
        moving(drawing),
    )


def still(layers):
    """The paths of a pose."""
    return format_html_join(
        "", '<path class="m-{}" d="{}"/>', ((layer.name, layer.paths[0]) for layer in layers)
    )


def moving(drawing):
    """The paths that move, in the accent while they lower; nothing for a hold."""
    if not drawing.moving:
        return ""
    timing = format_html('dur="{}s" repeatCount="indefinite"', drawing.rep_s)
    times = ";".join(share(time) for time in drawing.key_times)
    resting = [layer for layer in drawing.moving if len(set(layer.paths)) == 1]
    paths = format_html_join(
        "",
        '<path class="m-{}"><animate attributeName="d" values="{}" keyTimes="{}" {}/></path>',
        (
            (layer.name, ";".join(layer.paths), times, timing)
            for layer in drawing.moving
            if layer not in resting
        ),
    )
    return format_html(
        '<g class="m-moving"><animate attributeName="class" values="m-moving m-low;m-moving" keyTimes="0;{}"'
        ' calcMode="discrete" {}/>{}{}</g>',
        share(drawing.lowered),
        timing,
        still(resting),
        paths,
    )


def share(part):
    """A share of the time with three decimals, as short as it can be written."""
    return f"{part:.3f}".rstrip("0").rstrip(".")
