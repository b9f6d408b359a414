"""Pressing: overhead, on a bench, against a wall or the floor. [pure]"""

from ..bodies import Body, Reach, Seat, Stand, Swing
from ..pattern import Pattern, block

STANCE = Stand(48, 3, 90, 90)
SHOULDER_PRESS = Pattern(Body(STANCE, 90, Swing(82, 92)), Body(STANCE, 90, Swing(-58, 92)), discs=("hand",))
FULL_CAN = Pattern(Body(STANCE, 90, Swing(24, 24)), Body(STANCE, 90, Swing(-88, -88)), discs=("hand",))
BENCH_PRESS = Pattern(
    Body(Seat(54, 25), 180, Swing(84, 90), Reach(70, 3), head=178, sole=0),
    Body(Seat(54, 25), 180, Swing(-28, 92), Reach(70, 3), head=178, sole=0),
    lines=(((12, 20), (58, 20)), ((17, 20), (17, -2)), ((54, 20), (54, -2))),
    plates=("hand",),
)


def push_up(*, ankle, slopes, hand, sole, lines=()):
    """The body in one line, sloping by `slopes` (high, low) over hands that stay where they are."""
    high, low = (Body(Stand(*ankle, slope, slope), slope, Reach(*hand, -1), sole=sole) for slope in slopes)
    return Pattern(high, low, lines=lines)


WALL = push_up(ankle=(40, 3), slopes=(77, 65), hand=(76, 56), sole=0, lines=(((79, -2), (79, 90)),))
INCLINE = push_up(ankle=(16, 7), slopes=(42, 29), hand=(64, 22.5), sole=-55, lines=(block(58, 80, 20, -2),))
FLOOR = push_up(ankle=(12, 7), slopes=(17.5, 4), hand=(70, 1), sole=-65)

PRESSING = {
    "shoulder-press": SHOULDER_PRESS,
    "full-can-lowering": FULL_CAN,
    "bench-press": BENCH_PRESS,
    "wall-push-up": WALL,
    "incline-push-up": INCLINE,
    "push-up": FLOOR,
}
