"""Hinges, hamstrings, adductors. [pure]"""

from dataclasses import replace

from ..bodies import Body, Kneel, Reach, Seat, Stand, Swing
from ..pattern import Pattern, block

HIP_HINGE = Pattern(
    Body(Stand(46, 3, 90, 90), 90, Swing(-120, -62)),
    Body(Stand(46, 3, 84, 118), 14, Swing(-160, -196)),
    lines=((("hip", -3.5, 3), ("head", -3.5, 5)),),
)
DEADLIFT_FROM_HIP = Pattern(
    Body(Stand(46, 3, 90, 90), 90, Swing(-84, -84)),
    Body(Stand(46, 3, 88, 113), 20, Swing(-104, -102)),
    plates=("hand",),
)
SINGLE_LEG_DEADLIFT = Pattern(
    Body(Stand(46, 3, 90, 90), 90, Swing(-88, -88), far_leg=Swing(-90, -92)),
    Body(Stand(46, 3, 84, 96), 8, Swing(-92, -90), far_leg=Swing(-182, -180)),
    discs=("hand",),
)
TRAP_BAR = Pattern(
    Body(Stand(46, 3, 90, 90), 90, Swing(-88, -88)),
    Body(Stand(46, 3, 68, 163), 42, Swing(-96, -96)),
    plates=(("hand", 0, -4),),
)

BRIDGED = Body(Seat(48, 17.5), 210, Swing(-6, 0), Reach(66, 3), head=182, sole=0)
LOWERED = Body(Seat(51, 4), 180, Swing(-4, 0), Reach(66, 3), head=176, sole=0)
BRIDGE = Pattern(BRIDGED, LOWERED)
SLIDE_OUT = Pattern(
    replace(BRIDGED, sole=22),
    Body(Seat(49.5, 8), 190, Swing(-8, 0), Reach(83, 3), head=178, sole=55),
    lines=((("ankle", -5, -4), ("ankle", 5, -4)),),
)

ANCHOR = ((13, -2), (13, 10), (24, 10))
NORDIC = Pattern(
    Body(Kneel(38, 2, 90, 180), 90, Swing(-70, 45), sole=-160),
    Body(Kneel(38, 2, 24, 180), 24, Swing(-55, -30), sole=-160),
    lines=(ANCHOR,),
    discs=((22, 6),),
)
BAND_NORDIC = replace(
    NORDIC,
    end=replace(NORDIC.end, base=Kneel(38, 2, 34, 180), trunk=34),
    lines=(ANCHOR, (("shoulder", -1, -4), (8, 84)), ((8, -2), (8, 92))),
)

THIGH_HELD = Swing(30, 42)
EXTENDER = Pattern(
    Body(Seat(50, 4), 180, THIGH_HELD, Swing(92, -12), far_leg=Swing(0, 0)),
    Body(Seat(50, 4), 180, THIGH_HELD, Swing(92, 68), far_leg=Swing(0, 0)),
)
DIVER = Pattern(
    Body(Stand(44, 3, 86, 92), 88, Swing(-80, -60), far_leg=Swing(-92, -140)),
    Body(Stand(44, 3, 80, 106), 0, Swing(8, 12), head=12, far_leg=Swing(-170, -215)),
)
GLIDER = Pattern(
    Body(Seat(60, 38.6), 88, Reach(74, 47, -1), Reach(63, 3), sole=0, far_leg=Reach(59, 3), far_sole=0),
    Body(Seat(47, 31.5), 78, Reach(74, 47, -1), Reach(63, 3), sole=6, far_leg=Reach(24, 5), far_sole=-14),
    lines=(((76, -2), (76, 45)), ((70, 45), (82, 45)), (("far_ankle", -5, -4.5), ("far_ankle", 6, -4.5))),
)

# On the back, seen from above.
ARMS_OUT = Swing(-40, -70)
OTHER_ARM_OUT = Swing(-140, -110)
SQUEEZE = Pattern(
    Body(
        Seat(50, 44),
        90,
        ARMS_OUT,
        Swing(-52, -104),
        sole=-8,
        far_arm=OTHER_ARM_OUT,
        far_leg=Swing(-128, -76),
        far_sole=-136,
        is_frontal=True,
    ),
    Body(
        Seat(50, 44),
        90,
        ARMS_OUT,
        Swing(-60, -104),
        sole=-8,
        far_arm=OTHER_ARM_OUT,
        far_leg=Swing(-120, -76),
        far_sole=-136,
        is_frontal=True,
    ),
    lines=(((24, 0), (24, 90), (76, 90), (76, 0), (24, 0)),),
    plates=((50, 28),),
    has_floor=False,
)

# From the front: the head on the left, the leg that works in ink, the other one behind.
ON_THE_SIDE = Body(Seat(48, 5), 170, Swing(-140, 0), Swing(20, 20), head=160, sole=80)
SIDE_LYING = Pattern(
    replace(ON_THE_SIDE, far_leg=Reach(61, 3), far_sole=0),
    replace(ON_THE_SIDE, leg=Swing(-2, -2), sole=70, far_leg=Reach(61, 3), far_sole=0),
)
ADDUCTOR_SLIDE = Pattern(
    Body(
        Seat(46, 38.5),
        92,
        Reach(28, 46, -1),
        Reach(50, 3),
        sole=0,
        far_leg=Reach(43, 3, -1),
        far_sole=0,
        is_frontal=True,
    ),
    Body(
        Seat(44, 28),
        88,
        Reach(28, 46, -1),
        Reach(69, 3),
        sole=0,
        far_leg=Reach(41, 3, -1),
        far_sole=0,
        is_frontal=True,
    ),
    lines=(((26, -2), (26, 44)), ((20, 44), (32, 44)), (("ankle", -5, -4.5), ("ankle", 9, -4.5))),
)
PROP = Swing(-94, 178)
COPENHAGEN_SHORT = Pattern(
    Body(Seat(44.8, 16.7), 188, PROP, Swing(8, 6), sole=80, far_leg=Swing(-5, -5), far_sole=70, head=180),
    Body(Seat(47.3, 7), 165.7, PROP, Swing(40, 4), sole=80, far_leg=Swing(-7, -2), far_sole=70, head=170),
    lines=(block(56, 67, 15.5, -2),),
)
COPENHAGEN_LONG = Pattern(
    Body(Seat(39.8, 16.3), 187, PROP, Swing(7, 7), sole=80, far_leg=Swing(-5, -5), far_sole=70, head=180),
    Body(Seat(40.9, 5.9), 162, PROP, Swing(23, 23), sole=80, far_leg=Swing(-5, -1), far_sole=70, head=170),
    lines=(((68, 15), (94, 15)), ((71, 15), (71, -2)), ((91, 15), (91, -2))),
)

HIPS = {
    "hip-hinge-dowel": HIP_HINGE,
    "romanian-deadlift": DEADLIFT_FROM_HIP,
    "single-leg-rdl": SINGLE_LEG_DEADLIFT,
    "deadlift-controlled": TRAP_BAR,
    "glute-bridge-lowering": BRIDGE,
    "hamstring-slide-eccentric": SLIDE_OUT,
    "band-assisted-nordic": BAND_NORDIC,
    "nordic-hamstring": NORDIC,
    "askling-extender": EXTENDER,
    "askling-diver": DIVER,
    "askling-glider": GLIDER,
    "adductor-squeeze-hold": SQUEEZE,
    "side-lying-adduction": SIDE_LYING,
    "adductor-slide": ADDUCTOR_SLIDE,
    "copenhagen-adduction-short": COPENHAGEN_SHORT,
    "copenhagen-adduction-long": COPENHAGEN_LONG,
}
