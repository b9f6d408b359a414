"""Drawn parts that every page may use: icons, logo, tracks."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@cache
def sprite_url():
    """Where the sprite with all icons is served; asked once, as icons are many."""
    return static("icons/sprite.svg")


@register.simple_tag
def icon(name, size=""):
    """The icon `name` of the sprite, hidden from screen readers: a word stands beside it. `size` may be "s"."""
    return drawn_icon(name, size)


@cache
def drawn_icon(name, size) -> SafeString:
    small = " icon-s" if size == "s" else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', small, sprite_url(), name
    )


@register.inclusion_tag("components/logo.html")
def logo(size=28):
    """The logo, `size` pixels wide; 16 has its own drawing."""
    return {"size": size}


# One track of the adherence drawing: 9 wide, 24 high, the weight 5 high between two stops.
TRACK_STEP, TRACK_TRAVEL, TRACK_TOP = 13, 15, 2


@register.simple_tag
def tracks(weeks, label):
    """Adherence as small tracks, a track a week: the weight hangs low where the week was full.

    `weeks` have `share` (0 to 1, or None where nothing was due: only the rail is drawn).
    """
    rail = "M{x} 0h9v1.5h-9zM{x} 22.5h9v1.5h-9zM{mid} 1h1v22h-1z"
    drawn = []
    for number, week in enumerate(weeks):
        x = number * TRACK_STEP
        drawn.append(format_html('<path fill="currentColor" d="{}"/>', rail.format(x=x, mid=x + 4)))
        if week.share is not None:
            depth = round(TRACK_TOP + TRACK_TRAVEL * week.share, 1)
            drawn.append(
                format_html(
                    '<path fill="currentColor" d="M{0} 1h3v{1}h-3z"/>'
                    '<rect class="weight" x="{2}" y="{1}" width="9" height="5" rx="1"/>',
                    x + 3,
                    depth,
                    x,
                )
            )
    width = len(weeks) * TRACK_STEP - 4
    return format_html(
        '<svg class="track" width="{0}" height="24" viewBox="0 0 {0} 24" role="img" aria-label="{1}">{2}</svg>',
        width,
        label,
        format_html_join("", "{}", ((part,) for part in drawn)),
    )


@register.simple_tag
def fall(share):
    """One small track with the weight at `share` (0 top, 1 bottom), as beside the weeks of a program."""
    depth = round(3 + 13.7 * float(share), 1)
    return format_html(
        '<svg class="track" width="7" height="22" viewBox="0 0 7 22" aria-hidden="true">'
        '<path fill="currentColor" d="M3 0h1v22H3zM2 0h3v{0}H2z"/>'
        '<rect class="weight" y="{0}" width="7" height="4" rx="1"/></svg>',
        depth,
    )
