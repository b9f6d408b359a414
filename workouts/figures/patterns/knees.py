"""Squats, lunges, steps: standing work of the knee and the hip. [pure]"""

from dataclasses import replace

from ..bodies import Body, Kneel, Reach, Seat, Stand, Swing
from ..pattern import Pattern, block

HANGING = Swing(-92, -86)
FORWARD = Swing(-8, 4)
UPRIGHT = Body(Stand(48, 3, 88, 92), 88, HANGING)
SQUATTING = Body(Stand(48, 3, 60, 172), 62, FORWARD)

SQUAT = Pattern(UPRIGHT, SQUATTING)
BACK_SQUAT = Pattern(
    replace(UPRIGHT, arm=Swing(-105, 72)),
    replace(SQUATTING, trunk=56, arm=Swing(-130, 46)),
    plates=(("shoulder", -2, 0),),
)
GOBLET_SQUAT = Pattern(
    replace(UPRIGHT, arm=Swing(-75, 60)),
    replace(SQUATTING, trunk=68, arm=Swing(-70, 60)),
    discs=(("hand", 2, 0),),
)

SITTING = Body(Stand(54, 3, 76, 179), 66, FORWARD)
RISEN = Body(Stand(54, 3, 88, 92), 88, HANGING)
BOX_SQUAT = Pattern(RISEN, SITTING, lines=(block(28, 46, 17),))
SIT = Pattern(RISEN, SITTING, lines=(((48, -2), (47, 17), (28, 17), (27, -2)), ((28, 17), (25, 44))))
SINGLE_BOX_SQUAT = Pattern(
    replace(RISEN, far_leg=Swing(-72, -88)),
    replace(SITTING, far_leg=Swing(2, -12)),
    lines=(block(28, 46, 17),),
)

WALL_SIT = Pattern(
    Body(Stand(52, 3, 120, 120), 90, HANGING),
    Body(Stand(52, 3, 90, 180), 90, Swing(-72, -20)),
    lines=(((30, -2), (30, 88)),),
)
SPANISH_SQUAT = Pattern(
    replace(UPRIGHT, base=Stand(44, 3, 90, 90)),
    Body(Stand(44, 3, 90, 172), 72, FORWARD),
    lines=((("knee", -2.5, 0), (84, 21)), ((84, -2), (84, 40))),
)

DECLINE = ((32, -2), (33, 11), (62, -2))
ON_DECLINE = Body(Stand(43, 9.7, 84, 92), 88, HANGING, sole=-24)
LOW_ON_DECLINE = Body(Stand(43, 9.7, 46, 166), 84, FORWARD, sole=-24)
DECLINE_SQUAT = Pattern(ON_DECLINE, LOW_ON_DECLINE, lines=(DECLINE,))
SINGLE_DECLINE_SQUAT = Pattern(
    replace(ON_DECLINE, far_leg=Swing(-55, -85)),
    replace(LOW_ON_DECLINE, far_leg=Swing(-22, -34)),
    lines=(DECLINE,),
    two_up=True,
)


def step_down(height, low):
    """A step-down from a step `height` high; `low` is the Stand at the bottom."""
    ankle = height + 3
    rail = Reach(62, height + 46, -1)
    return Pattern(
        Body(Stand(45, ankle, 88, 92), 88, rail, far_leg=Reach(59, height + 12), far_sole=-14),
        Body(low, 80, rail, far_leg=Reach(58, 3), far_sole=14),
        lines=(block(18, 54, height - 2, -2), ((63, -2), (63, rail.y - 2))),
    )


STEP_DOWN_LOW = step_down(6, Stand(45, 9, 56, 146))
STEP_DOWN_HIGH = step_down(13, Stand(45, 16, 46, 166))

SPLIT_HIGH = Body(Seat(44, 35), 88, HANGING, Reach(60, 3), sole=0, far_leg=Reach(28, 7), far_sole=-42)
SPLIT_LOW = Body(Seat(42, 21), 86, HANGING, Reach(60, 3), sole=0, far_leg=Reach(25, 7), far_sole=-55)
SPLIT_SQUAT = Pattern(SPLIT_HIGH, SPLIT_LOW)
REVERSE_LUNGE = Pattern(
    Body(Seat(58, 38.8), 88, HANGING, Reach(60, 3), sole=0, far_leg=Reach(57, 3), far_sole=0),
    SPLIT_LOW,
    discs=("hand",),
)
REAR_FOOT_RAISED = Pattern(
    Body(Seat(46, 36), 84, HANGING, Reach(58, 3), sole=0, far_leg=Reach(20, 20), far_sole=-118),
    Body(Seat(42, 22), 72, HANGING, Reach(58, 3), sole=0, far_leg=Reach(19, 20), far_sole=-118),
    lines=(((6, 15), (26, 15)), ((9, 15), (9, -2)), ((23, 15), (23, -2))),
    discs=("hand",),
)

ARMS_CROSSED = Swing(-65, 55)
REVERSE_NORDIC = Pattern(
    Body(Kneel(58, 2, 90, 180), 90, ARMS_CROSSED, sole=-160),
    Body(Kneel(58, 2, 136, 180), 136, Swing(-30, 100), sole=-160),
)
FLYWHEEL_SQUAT = Pattern(
    Body(Stand(44, 8, 88, 92), 88, ARMS_CROSSED),
    Body(Stand(44, 8, 60, 172), 64, Swing(-75, 40)),
    lines=(block(28, 84, 3, -2), (("hip", 2, -1), (50, 5), (72, 7))),
    plates=((72, 9),),
)
STAIR_DESCENT = Pattern(
    Body(Stand(30, 17, 86, 92), 88, Reach(46, 60, -1), far_leg=Reach(46, 23), far_sole=-20),
    Body(Stand(30, 17, 44, 130), 84, Reach(52, 56.5, -1), far_leg=Reach(44, 10), far_sole=-10),
    lines=(
        ((4, 12), (37, 12), (37, 5), (61, 5), (61, -2)),
        ((38, 64), (74, 42), (74, -2)),
        ((38, 64), (38, 5)),
    ),
)
DROP_LANDING = Pattern(
    Body(Stand(32, 21, 86, 92), 88, HANGING, far_leg=Reach(48, 26), far_sole=-20),
    Body(Stand(62, 3, 62, 150), 58, Swing(-30, -6), far_leg=Reach(66, 3), far_sole=0),
    lines=(block(10, 42, 16, -2),),
)

KNEES = {
    "back-squat": BACK_SQUAT,
    "goblet-squat": GOBLET_SQUAT,
    "bodyweight-squat": SQUAT,
    "box-squat-slow": BOX_SQUAT,
    "slow-sit": SIT,
    "wall-sit-hold": WALL_SIT,
    "spanish-squat-hold": SPANISH_SQUAT,
    "double-leg-decline-squat": DECLINE_SQUAT,
    "single-leg-decline-squat": SINGLE_DECLINE_SQUAT,
    "step-down-10cm": STEP_DOWN_LOW,
    "step-down-20cm": STEP_DOWN_HIGH,
    "single-leg-box-squat": SINGLE_BOX_SQUAT,
    "split-squat": SPLIT_SQUAT,
    "reverse-lunge": REVERSE_LUNGE,
    "rfe-split-squat": REAR_FOOT_RAISED,
    "reverse-nordic": REVERSE_NORDIC,
    "flywheel-squat": FLYWHEEL_SQUAT,
    "stair-descent": STAIR_DESCENT,
    "drop-landing-stick": DROP_LANDING,
}
