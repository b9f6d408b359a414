"""Drawings of histories, weeks, answers and sides."""

from django import template

from ..band_charts import band_chart
from ..bar_charts import hanging_bars, side_bars
from ..charts import Point, history_chart
from ..choices import OneRepMaxMethod
from ..loads import displayed
from ..progress import PAIN_LIMITS, SORENESS_LIMITS
from ..progress_words import (
    answers_reading,
    grouped,
    kept_reading,
    lowering_reading,
    maxima_reading,
    side_amount,
    sides_reading,
    tonnage_reading,
    whole,
)

register = template.Library()

# The colour of each band, the highest first.
SORENESS_COLOURS = ("stop", "warn", "warn", "ok")
PAIN_COLOURS = ("stop", "warn", "ok")


@register.inclusion_tag("workouts/_record_chart.html")
def one_rep_max_chart(record, unit=""):
    """The `history` of a Record or of Maxima, all values in `unit`, or in the unit of its newest `row`."""
    unit = unit or record.row.unit
    points = [
        Point(row.measured_on, displayed(row.load, unit).value, row.method == OneRepMaxMethod.DIRECT)
        for row in record.history
    ]
    context = {"record": record, "unit": unit, "first": points[0], "last": points[-1]}
    return context | {"chart": history_chart(points)}


@register.inclusion_tag("workouts/_progress_maxima.html")
def maxima_figure(maxima, unit):
    """One exercise's one-rep maxima."""
    return {
        "maxima": maxima,
        "unit": unit,
        "value": displayed(maxima.row.load, unit).value,
        "values": [(row, displayed(row.load, unit)) for row in maxima.history[::-1]],
        "reading": maxima_reading(maxima, unit),
    }


@register.inclusion_tag("workouts/_progress_weeks.html")
def lowering_figure(sums, name):
    """Seconds of lowering, a week a bar."""
    return weeks_figure(sums, [week.lowering_s for week in sums], "s") | {
        "kind": "lowering",
        "reading": lowering_reading(sums, name),
    }


@register.inclusion_tag("workouts/_progress_weeks.html")
def tonnage_figure(sums, unit, name):
    """The weight moved, a week a bar, in whole `unit`."""
    return weeks_figure(sums, [whole(week.tonnage_kg, unit) for week in sums], unit) | {
        "kind": "tonnage",
        "reading": tonnage_reading(sums, unit, name),
    }


def weeks_figure(sums, amounts, unit):
    """What both figures of weeks show: bars from old to new, and the rows of the table, the newest first."""
    texts = [grouped(amount) for amount in amounts]
    return {
        "bars": hanging_bars(amounts, texts),
        "rows": list(zip(sums, texts, strict=True))[::-1],
        "last": texts[-2],
        "has_last": amounts[-2] > 0,
        "now": texts[-1],
        "unit": unit,
        "count": len(sums),
        "first_on": sums[0].first_on,
    }


@register.inclusion_tag("workouts/_progress_answers.html")
def soreness_figure(progress):
    """Soreness on the bands of its rule."""
    return answers_figure(progress, progress.soreness, SORENESS_LIMITS, SORENESS_COLOURS, "soreness")


@register.inclusion_tag("workouts/_progress_answers.html")
def pain_figure(progress):
    """Pain on the bands of its general profile."""
    return answers_figure(progress, progress.pain, PAIN_LIMITS, PAIN_COLOURS, "pain")


def answers_figure(progress, answers, limits, colours, kind):
    """What both figures of answers show."""
    chart = band_chart(answers, limits, progress.first_on, progress.today)
    return {
        "kind": kind,
        "chart": chart,
        "bands": list(zip(chart.stripes, colours, strict=True)),
        "answers": answers[::-1],
        "by_week": progress.is_by_week,
        "reading": answers_reading(answers),
    }


@register.inclusion_tag("workouts/_progress_kept.html")
def kept_figure(progress, name):
    """The last twelve weeks as small tracks."""
    weeks = progress.adherence
    return {
        "weeks": weeks,
        "rows": progress.adherence_rows,
        "reading": kept_reading(progress, name),
        "done": progress.done,
        "due": progress.due,
    }


@register.inclusion_tag("workouts/_progress_sides.html")
def sides_figure(pair, unit):
    """Left against right, for one exercise."""
    left, right = side_bars(pair.left, pair.right)
    return {
        "pair": pair,
        "left": left,
        "right": right,
        "left_amount": side_amount(pair, pair.left, unit),
        "right_amount": side_amount(pair, pair.right, unit),
        "reading": sides_reading(pair, unit),
    }


@register.simple_tag
def side_cell(pair, amount, unit):
    """One side's amount of a SidePair."""
    return side_amount(pair, amount, unit)


@register.filter
def in_unit(load, unit):
    """A Load in `unit`, as it is shown."""
    return displayed(load, unit)
