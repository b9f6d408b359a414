"""Elbow, forearm, and the shoulder's rotation. [pure]"""

from ..bodies import Body, Forearm, FromAbove, Stand, Swing
from ..pattern import Pattern

STANCE = Stand(48, 3, 90, 90)
CURL = Pattern(Body(STANCE, 90, Swing(-86, 58)), Body(STANCE, 90, Swing(-90, -80)), discs=("hand",))
PUSHDOWN = Pattern(
    Body(STANCE, 86, Swing(-95, -72)),
    Body(STANCE, 86, Swing(-95, 45)),
    lines=(("hand", (68, 88), (86, 88), (86, -2)),),
    discs=("hand",),
)
EXTERNAL_ROTATION = Pattern(
    FromAbove(44, 40, 48),
    FromAbove(44, 40, 152),
    lines=(("hand", (10, 62)), ((10, 54), (10, 70))),
    view=(6, 10, 84),
    has_floor=False,
)

TABLE = (((4, 28), (66, 28)), ((10, 28), (10, -2)), ((60, 28), (60, -2)))
WRIST_LOWERING = Pattern(
    Forearm(28, 34, 110, 0, 38), Forearm(28, 34, 110, 0, -52), lines=TABLE, plates=("hand",)
)
WRIST_HOLD = Pattern(Forearm(28, 34, 110, 0, -52), Forearm(28, 34, 110, 0, 0), lines=TABLE, plates=("hand",))
TWIST_BAR = Pattern(
    Forearm(24, 40, 110, 0, 40, grip=110),
    Forearm(24, 40, 110, 0, -40, grip=20),
    lines=(("hand", "rim"),),
    plates=("hand",),
)
HAMMER = Pattern(
    Forearm(48, 4, 180, 90, 90, grip=90),
    Forearm(48, 4, 180, 90, 90, grip=8),
    lines=(("butt", "tip"), ("face", "peen")),
    discs=("tip",),
)

SMALL_JOINTS = {
    "external-rotation-eccentric": EXTERNAL_ROTATION,
    "biceps-curl": CURL,
    "triceps-extension": PUSHDOWN,
    "wrist-extension-hold": WRIST_HOLD,
    "wrist-extension-eccentric": WRIST_LOWERING,
    "twist-bar-reverse": TWIST_BAR,
    "hammer-rotation-lowering": HAMMER,
}
