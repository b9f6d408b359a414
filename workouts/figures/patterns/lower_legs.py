"""Heels: lowered to the floor, below a step, seated. [pure]"""

from dataclasses import replace

from ..bodies import Body, Reach, Seat, Swing
from ..pattern import Pattern, block, tiptoe

# The feet from close by: what moves is little.
CLOSE = (20, -6, 62)
HANGING = Swing(-92, -86)
STEP = block(54, 78, 10, -2)
TOE_X = 58
LIFTED = Swing(-88, -165)


def heel_lowering(*, floor, low_sole, shank=90, thigh=90, high_sole=-46, is_single=False):
    """From high on the toes, which are on a floor that high, to a sole at `low_sole` degrees."""
    far_leg = LIFTED if is_single else None
    high, low = (
        Body(tiptoe(TOE_X, floor, sole, shank, thigh), 90, HANGING, sole=sole, far_leg=far_leg)
        for sole in (high_sole, low_sole)
    )
    lines = (STEP,) if floor else ()
    return Pattern(high, low, lines=lines, view=CLOSE)


DOUBLE = heel_lowering(floor=0, low_sole=0)
TO_FLOOR = heel_lowering(floor=0, low_sole=0, is_single=True)
TO_FLOOR = replace(TO_FLOOR, lines=(((80, -2), (80, 90)),), two_up=True)
DROP_STRAIGHT = heel_lowering(floor=12.5, low_sole=30, is_single=True)
DROP_BENT = heel_lowering(floor=12.5, low_sole=30, shank=72, thigh=108, is_single=True)
REBOUND = heel_lowering(floor=12.5, low_sole=0, high_sole=-36)

RAISED = tiptoe(58, 0, -46)
SEATED_RAISE = Pattern(
    Body(Seat(31, 23), 92, Reach(43, 29, -1), Reach(RAISED.x, RAISED.y), sole=-46),
    Body(Seat(31, 23), 92, Reach(43, 28, -1), Reach(50.5, 3), sole=0),
    lines=(((20, 19), (42, 19)), ((23, 19), (23, -2)), ((39, 19), (39, -2))),
    plates=(("knee", -3, 6),),
    view=(8, -6, 72),
)
HEAVY = heel_lowering(floor=8.5, low_sole=24)
HEAVY = replace(
    HEAVY,
    start=replace(HEAVY.start, arm=Swing(-105, 72)),
    end=replace(HEAVY.end, arm=Swing(-105, 72)),
    lines=(block(54, 78, 6, -2),),
    plates=(("shoulder", -2, 0),),
    view=(0, -4, 100),
)

LOWER_LEGS = {
    "heel-raise-double": DOUBLE,
    "heel-lower-floor": TO_FLOOR,
    "heel-drop-straight": DROP_STRAIGHT,
    "heel-drop-bent": DROP_BENT,
    "seated-heel-raise": SEATED_RAISE,
    "standing-heel-raise-hsr": HEAVY,
    "quick-rebound-heel-raise": REBOUND,
}
