"""Answers from 0 to 10 over time, on bands that say what they mean; drawn on the server. [pure]

Places are texts with one decimal, ready for SVG attributes; the drawing is as wide as in charts.py.
"""

from dataclasses import dataclass
from datetime import date

from .charts import Tick, place, written

MAX_NRS = 10
TOP, BOTTOM = 4, 139
# 0 and 10 stand a little inside the drawing.
Y_OF_0, Y_OF_10 = 132, 14
# The words of the bands stand on the right, the answers end before them.
LEFT, RIGHT = 8, 226
LABEL_ABOVE, LABEL_RIGHT, LABEL_BELOW = 8, 10, 5


@dataclass(frozen=True)
class Answer:
    """The highest answer of a day or a week."""

    day: date
    nrs: int


@dataclass(frozen=True)
class Stripe:
    """One band: the answers from `least` to `most`, and where it is drawn."""

    least: int
    most: int
    y: str
    high: str
    word_y: str


@dataclass(frozen=True)
class BandChart:
    """The bands from the highest down, the line through all answers ("" for one), the newest, and the greatest.

    `peak_x` is "" where the greatest is the newest, whose label is written anyway.
    """

    stripes: tuple[Stripe, ...]
    path: str
    newest: Answer
    newest_x: str
    newest_y: str
    label_x: str
    label_y: str
    peak: Answer
    peak_x: str
    peak_y: str
    ticks: tuple[Tick, ...]


def band_chart(answers, limits, first, last):
    """The BandChart of `answers`, from old to new, between the days `first` and `last`.

    `limits` are the highest answers of each band but the last, rising. Raises ValueError without an answer.
    """
    if not answers:
        raise ValueError("a chart needs an answer or more")
    span = (first.toordinal(), last.toordinal())
    xs = [place(answer.day.toordinal(), *span, LEFT, RIGHT) for answer in answers]
    ys = [height(answer.nrs) for answer in answers]
    # Of equal ones the latest.
    peak = max(range(len(answers)), key=lambda index: (answers[index].nrs, index))
    is_newest = peak == len(answers) - 1
    return BandChart(
        stripes(limits),
        "M" + " ".join(f"{written(x)} {written(y)}" for x, y in zip(xs, ys, strict=True))
        if len(answers) > 1
        else "",
        answers[-1],
        *(written(number) for number in (xs[-1], ys[-1], xs[-1] + LABEL_RIGHT, ys[-1] + LABEL_BELOW)),
        answers[peak],
        "" if is_newest else written(xs[peak]),
        written(ys[peak] - LABEL_ABOVE),
        (Tick(first, written(LEFT), "start"), Tick(last, written(RIGHT), "end")),
    )


def height(nrs):
    """Where an answer, or a limit between two, stands."""
    return Y_OF_0 + (Y_OF_10 - Y_OF_0) * nrs / MAX_NRS


def stripes(limits):
    """The bands from the highest answers down; between two of them the limit lies half way."""
    mosts = [*limits, MAX_NRS]
    leasts = [0, *(limit + 1 for limit in limits)]
    found = []
    for least, most in zip(leasts, mosts, strict=True):
        top = TOP if most == MAX_NRS else height(most + 0.5)
        bottom = BOTTOM if least == 0 else height(least - 0.5)
        middle = (top + bottom) / 2 + LABEL_BELOW
        found.append(Stripe(least, most, *(written(number) for number in (top, bottom - top, middle))))
    return tuple(reversed(found))
