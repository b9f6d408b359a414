"""Charts drawn on the server: where lines, marks and labels go. [pure]

Places are texts with one decimal, ready for SVG attributes. The drawing is 358 wide, as wide as a phone's column; the
room on the right is for the word beside the newest value.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT = 358, 158
LEFT, RIGHT = 24, 310
TOP, BOTTOM = 16, 104
MARK = 10
LABEL_BELOW = 24
# Where the word beside the newest point begins, on the line of the point's middle.
NOW_RIGHT, NOW_BELOW = 11, 5
# Closer than this, two labels would touch; the newer one is kept.
LABEL_ROOM = 44


@dataclass(frozen=True)
class Point:
    """A value on a day, and whether it was tested or estimated."""

    day: date
    value: Decimal
    is_tested: bool


@dataclass(frozen=True)
class Mark:
    """A point where it is drawn: its centre, the corner of its square, the line its label stands on."""

    point: Point
    x: str
    y: str
    left: str
    top: str
    label_y: str
    has_label: bool


@dataclass(frozen=True)
class Tick:
    """A day on the axis, and which side of its text stands at `x` (start, middle or end)."""

    day: date
    x: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """A history: the line through all points (empty for one point), its marks from old to new, and the days below."""

    path: str
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    now_x: str
    now_y: str


def history_chart(points):
    """The Chart of `points`, given from old to new. Raises ValueError when there are none.

    Of equal values the line runs along the middle; one day alone stands in the middle, too.
    """
    if not points:
        raise ValueError("a chart needs a point or more")
    days = [point.day.toordinal() for point in points]
    values = [point.value for point in points]
    xs = [place(day, days[0], days[-1], LEFT, RIGHT) for day in days]
    ys = [place(value, min(values), max(values), BOTTOM, TOP) for value in values]
    labelled = labels(points, xs)
    marks = tuple(
        Mark(
            point,
            *(written(number) for number in (x, y, x - MARK / 2, y - MARK / 2, y + LABEL_BELOW)),
            has_label=index in labelled,
        )
        for index, (point, x, y) in enumerate(zip(points, xs, ys, strict=True))
    )
    path = "M" + " ".join(f"{mark.x} {mark.y}" for mark in marks) if len(marks) > 1 else ""
    return Chart(path, marks, ticks(points), written(xs[-1] + NOW_RIGHT), written(ys[-1] + NOW_BELOW))


def place(value, least, most, start, end):
    """Where `value` between `least` and `most` lies between `start` and `end`; the middle where both are the same."""
    share = Decimal(value - least) / Decimal(most - least) if most != least else Decimal("0.5")
    return float(start + (end - start) * share)


def labels(points, xs):
    """The indexes of the points whose value is written: the first, the tested ones, the newest; none over another."""
    chosen, next_x = set(), None
    for index in reversed(range(len(points))):
        is_wanted = index in (0, len(points) - 1) or points[index].is_tested
        if is_wanted and (next_x is None or next_x - xs[index] >= LABEL_ROOM):
            chosen.add(index)
            next_x = xs[index]
    return chosen


def ticks(points):
    """The first and the last day; one alone when they are the same."""
    first, last = points[0].day, points[-1].day
    if first == last:
        return (Tick(first, written((LEFT + RIGHT) / 2), "middle"),)
    return (Tick(first, written(LEFT - MARK / 2), "start"), Tick(last, written(RIGHT + MARK / 2), "end"))


def written(number):
    """One decimal, always with a point."""
    return f"{number:.1f}"
