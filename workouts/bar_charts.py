"""Charts of bars, drawn on the server: weeks that hang from a line, and two sides beside each other. [pure]

Places are texts with one decimal, ready for SVG attributes; the drawing is as wide as in charts.py.
"""

from dataclasses import dataclass

from .charts import WIDTH, written

# The line the weeks hang from, how deep the greatest hangs, and how far below a weight the line of its label is.
AXIS_Y, LONGEST, LABEL_BELOW = 1, 86, 16
WEIGHT_HIGH, WIDEST_WEIGHT, WIDEST_RAIL = 10, 30, 6
# What a digit takes, and what lies between two labels.
DIGIT_WIDE, LABEL_GAP = 8, 6
# A side's bar begins after its name, and the longest leaves room for its label at the end.
SIDE_X, LONGEST_SIDE, SIDE_GAP = 52, 210, 8


@dataclass(frozen=True)
class Bar:
    """One week: a rail down from the line with a weight at its end, and the label under it, "" where it has none.

    A week without anything has no weight, only its place.
    """

    label: str
    label_x: str
    label_y: str
    rail_x: str
    rail_wide: str
    depth: str
    weight_x: str
    weight_y: str
    weight_wide: str
    is_empty: bool
    is_last: bool


def hanging_bars(amounts, labels):
    """A Bar for each of `amounts` (numbers of 0 or more), oldest first; `labels` are their texts.

    All labels are written where they fit; else the newest and the greatest.
    """
    if not amounts:
        return ()
    step = WIDTH / len(amounts)
    most = max(amounts)
    depths = [LONGEST * float(amount / most) if most else 0.0 for amount in amounts]
    shown = labelled(amounts, labels, step)
    return tuple(
        bar(index, step, depths, labels[index] if index in shown else "") for index in range(len(amounts))
    )


def bar(index, step, depths, label):
    """The Bar at place `index` of `depths`; its label stays inside the drawing and below every bar it reaches."""
    half = label_wide(label) / 2
    middle = step * (index + 0.5)
    label_x = min(max(middle, half), WIDTH - half)
    wide = min(WIDEST_WEIGHT, step * 0.75)
    rail_wide = min(WIDEST_RAIL, wide / 2)
    beside = [
        depth
        for place, depth in enumerate(depths)
        if place == index or depth and abs(step * (place + 0.5) - label_x) < half + wide / 2
    ]
    places = (
        label_x,
        AXIS_Y + max(beside) + WEIGHT_HIGH + LABEL_BELOW,
        middle - rail_wide / 2,
        rail_wide,
        depths[index],
        middle - wide / 2,
        AXIS_Y + depths[index],
        wide,
    )
    is_last = index == len(depths) - 1
    return Bar(label, *map(written, places), is_empty=not depths[index], is_last=is_last)


def labelled(amounts, labels, step):
    """The indexes whose label is written."""
    if all(label_wide(label) + LABEL_GAP <= step for label in labels):
        return {index for index, amount in enumerate(amounts) if amount}
    newest = max((index for index, amount in enumerate(amounts) if amount), default=None)
    if newest is None:
        return set()
    greatest = amounts.index(max(amounts))
    room = (label_wide(labels[newest]) + label_wide(labels[greatest])) / 2 + LABEL_GAP
    is_free = abs(newest - greatest) * step >= room
    return {newest, greatest} if is_free else {newest}


def label_wide(label):
    """About how wide a label is."""
    return len(label) * DIGIT_WIDE


@dataclass(frozen=True)
class SideBar:
    """One side of a pair: how long its rail is, where its weight stands, and where its label begins."""

    wide: str
    end_x: str
    label_x: str


def side_bars(left, right):
    """The SideBars of two amounts of 0 or more, one of them above 0; the greater one is as long as there is room."""
    most = max(left, right)
    return tuple(side_bar(float(LONGEST_SIDE * amount / most)) for amount in (left, right))


def side_bar(wide):
    """The SideBar of a rail `wide` long."""
    end = SIDE_X + wide
    return SideBar(written(wide), written(end), written(end + WEIGHT_HIGH + SIDE_GAP))
