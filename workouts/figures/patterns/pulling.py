"""Pulling: on a bar, on a cable. [pure]"""

from dataclasses import replace

from ..bodies import Body, Reach, Seat, Swing
from ..pattern import Pattern, block

BAR = ((54, 81), (80, 81), (80, -2))
AT_THE_TOP = Body(Seat(46, 49), 84, Reach(54, 80, -1), Swing(-78, -165))
HANGING = Body(Seat(50, 33.4), 90, Reach(54, 80, -1), Swing(-78, -165))
PULL_UP = Pattern(AT_THE_TOP, HANGING, lines=(BAR,), discs=((54, 81),))
BAND_PULL_UP = replace(PULL_UP, lines=(BAR, ((54, 81), ("toe", 0, -2))))
NEGATIVE = replace(
    PULL_UP, start=replace(AT_THE_TOP, leg=Swing(-87, -91)), lines=(BAR, block(34, 64, 10, -2))
)

SEAT = (((34, 17), (54, 17)), ((44, 17), (44, -2)))
PULLDOWN = Pattern(
    Body(Seat(44, 21), 96, Reach(51, 42, -1), Swing(0, -90)),
    Body(Seat(44, 21), 88, Reach(51, 67, -1), Swing(0, -90)),
    lines=(*SEAT, ("hand", (53, 92), (82, 92), (82, -2))),
    discs=("hand", (56, 27)),
)
ROW = Pattern(
    Body(Seat(30, 19), 94, Reach(43, 31, -1), Reach(62, 12), sole=80),
    Body(Seat(30, 19), 82, Reach(55, 33, -1), Reach(62, 12), sole=80),
    lines=(
        ((20, 15), (44, 15)),
        ((24, 15), (24, -2)),
        ((40, 15), (40, -2)),
        ((67, 2), (67, 20)),
        ("hand", (88, 31), (88, -2)),
    ),
)

PULLING = {
    "lat-pulldown": PULLDOWN,
    "band-assisted-pull-up": BAND_PULL_UP,
    "pull-up-negative": NEGATIVE,
    "pull-up": PULL_UP,
    "seated-row": ROW,
}
