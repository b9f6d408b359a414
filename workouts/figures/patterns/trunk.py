"""The trunk, on the mat. [pure]"""

from ..bodies import Body, Reach, Seat, Swing
from ..pattern import Pattern

CRUNCH = Pattern(
    Body(Seat(50, 4), 146, Swing(-12, 4), Reach(66, 3), head=118, sole=0),
    Body(Seat(50, 4), 180, Swing(14, 14), Reach(66, 3), head=172, sole=0),
)
DEAD_BUG = Pattern(
    Body(Seat(50, 4), 180, Swing(90, 90), Swing(90, 0), far_arm=Swing(90, 90), far_leg=Swing(90, 0)),
    Body(Seat(50, 4), 180, Swing(90, 90), Swing(12, 6), far_arm=Swing(160, 168), far_leg=Swing(90, 0)),
)
BACK_EXTENSION = Pattern(
    Body(Seat(51, 4), 28, Swing(196, 188), Swing(180, 180), head=20, sole=-160),
    Body(Seat(51, 4), 2, Swing(176, 176), Swing(180, 180), head=-6, sole=-160),
)

TRUNK = {
    "crunch": CRUNCH,
    "dead-bug-lowering": DEAD_BUG,
    "back-extension-prone": BACK_EXTENSION,
}
