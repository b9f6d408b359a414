"""The legs on machines. [pure]"""

from dataclasses import replace

from ..bodies import Body, Reach, Seat, Swing
from ..pattern import Pattern

# The sled moves up to the right at 40 degrees; its plate is at a right angle to that.
PRESS_LINES = (
    (("ankle", -5, 11), ("ankle", 10, -7)),
    ((34, 10), (8, 46)),
    ((34, 10), (46, 4)),
    ((34, 10), (34, -2)),
    ((52, 4), (92, 37.5), (92, -2)),
)
PRESSED_OUT = Body(Seat(34, 16), 126, Swing(-80, -30), Reach(60, 38.5), sole=130)
SLED_IN = Body(Seat(34, 16), 126, Swing(-80, -30), Reach(46, 27), sole=130)
LEG_PRESS = Pattern(PRESSED_OUT, SLED_IN, lines=PRESS_LINES, plates=(("ankle", 12, 3),))
LEG_PRESS_ONE = Pattern(
    replace(PRESSED_OUT, far_leg=Reach(52, 3), far_sole=0),
    replace(SLED_IN, far_leg=Reach(52, 3), far_sole=0),
    lines=PRESS_LINES,
    plates=(("ankle", 12, 3),),
    two_up=True,
)

HACK_SQUAT = Pattern(
    Body(Seat(44, 41), 115, Swing(-70, 80), Reach(60, 9), sole=22),
    Body(Seat(51, 26), 115, Swing(-70, 80), Reach(60, 9), sole=22),
    lines=(
        (("hip", -3, -6), ("shoulder", -5, 2)),
        ((48, -2), (14, 71)),
        ((52, -1), (78, 10)),
        ((78, 10), (78, -2)),
    ),
    plates=(("shoulder", -7, -3),),
)

CHAIR_LINES = (((33, 27), (54, 27)), ((33, 27), (29, 54)), ((43, 27), (43, -2)), ((32, -2), (54, -2)))
SEATED = Body(Seat(37, 31), 98, Reach(40, 31, -1), Swing(0, -6))
EXTENSION = Pattern(SEATED, replace(SEATED, leg=Swing(0, -88)), lines=CHAIR_LINES, discs=(("ankle", 0, 0),))
EXTENSION_HOLD = Pattern(
    replace(SEATED, leg=Swing(0, -88)),
    replace(SEATED, leg=Swing(0, -60)),
    lines=(*CHAIR_LINES, (("ankle", 0, 0), (43, 4))),
    discs=("ankle",),
)
EXTENSION_ONE = Pattern(
    replace(SEATED, far_leg=Swing(0, -6)),
    replace(SEATED, leg=Swing(0, -88), far_leg=Swing(0, -6)),
    lines=CHAIR_LINES,
    discs=("ankle",),
    two_up=True,
)

PRONE = Body(Seat(48, 26), 0, Swing(-70, -20), Swing(180, 86), head=8)
LEG_CURL = Pattern(
    replace(PRONE, far_leg=Swing(180, 86)),
    replace(PRONE, leg=Swing(180, 178), far_leg=Swing(180, 86)),
    lines=(((32, 21), (76, 21)), ((38, 21), (38, -2)), ((70, 21), (70, -2)), ((30, -2), (78, -2))),
    discs=("ankle",),
    two_up=True,
)

ERGOMETER = Pattern(
    Body(Seat(34, 38), 66, Reach(64, 54, -1), Reach(55, 11), sole=-8, far_leg=Reach(53, 29), far_sole=-8),
    Body(Seat(34, 38), 66, Reach(64, 54, -1), Reach(53, 29), sole=-8, far_leg=Reach(55, 11), far_sole=-8),
    lines=(
        ((27, 34), (40, 34)),
        ((34, 34), (39, -2)),
        ((56, 17), (66, 53), (60, 55)),
        (("toe", 0, -1.5), (57, 17), ("far_toe", 0, -1.5)),
        ((24, -2), (78, -2)),
    ),
    plates=((57, 17),),
)

MACHINES = {
    "leg-press": LEG_PRESS,
    "leg-press-2up1down": LEG_PRESS_ONE,
    "hack-squat": HACK_SQUAT,
    "knee-extension-slow": EXTENSION,
    "knee-extension-hold": EXTENSION_HOLD,
    "knee-extension-2up1down": EXTENSION_ONE,
    "leg-curl-2up1down": LEG_CURL,
    "eccentric-ergometer": ERGOMETER,
}
