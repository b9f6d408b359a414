"""The builder's page for tests: where it is, what is sent to it, and what a person reads on it."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

HTMX = {"HX-Request": "true"}
with_and_without_htmx = pytest.mark.parametrize("headers", [{}, HTMX], ids=["without-js", "htmx"])


def page_of(program, week=None):
    address = reverse("workouts:program", args=[program.code])
    return f"{address}?week={week}" if week else address


def cells(**changes):
    """The cells of the line as they stand."""
    standing = {
        "sets": "3 × 8",
        "load": "60 %",
        "tempo": "4-0-1-0",
        "rest": "90 s",
        "side": "both",
        "note": "",
        "load_reason": "",
    }
    return standing | changes


def save(browser, line, headers=HTMX, **changes):
    return browser.post(reverse("workouts:line", args=[line.code]), cells(**changes), headers=headers)


def dose(line):
    line.refresh_from_db()
    return line.copied_dose()


def errors(response):
    """The refusals on the page, as a person reads them."""
    found = re.findall(r'<p class="error"[^>]*>(.*?)</p>', response.text, re.DOTALL)
    return [" ".join(unescape(strip_tags(words)).split()) for words in found]


def flat(text):
    """`text` with every white space one blank: where a tag breaks its lines is the formatter's."""
    return " ".join(text.split())


def typed(response, name):
    """What stands in the cell `name` of the first row."""
    return unescape(re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', response.text)[1])


def marked(response):
    """The cells marked as wrong."""
    return re.findall(r'<input[^>]* name="(\w+)"[^>]* aria-invalid="true"', flat(response.text))


def order(session):
    return list(session.lines.order_by("position").values_list("position", "exercise__name"))


def shape(program):
    """(week, place, name, doses) of every session."""
    return [
        (
            row.week,
            row.position,
            row.name,
            [(line.exercise_id, line.copied_dose()) for line in row.lines.all()],
        )
        for row in program.sessions.all()
    ]
