"""Drawings of histories."""

from django import template

from ..charts import Point, history_chart
from ..choices import OneRepMaxMethod
from ..loads import displayed

register = template.Library()


@register.inclusion_tag("workouts/_record_chart.html")
def one_rep_max_chart(record):
    """The history of a Record, all values in the unit of its newest row."""
    unit = record.row.unit
    points = [
        Point(row.measured_on, displayed(row.load, unit).value, row.method == OneRepMaxMethod.DIRECT)
        for row in record.history
    ]
    return {"chart": history_chart(points), "record": record, "first": points[0], "last": points[-1]}
