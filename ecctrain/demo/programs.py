"""The programs of the demo practice, each dose as a trainer types it. [data]

They start with the ramp of clinical reference 1.6: few sets and light ones, because the first weeks
make sore. A course is one line's dose week by week.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One exercise with its course; `reason` goes to the weeks above the band."""

    exercise: str
    course: tuple[str, ...]
    rest: str = "90 s"
    tempo: str = ""
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Session:
    """One session that comes back every week."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Program:
    """A program, the trainer who wrote it, and its sessions of a week."""

    name: str
    trainer: str
    note: str
    sessions: tuple[Session, ...]

    @property
    def weeks(self):
        """How many weeks its courses have."""
        return len(self.sessions[0].lines[0].course)


WEIGHTS_4 = ("1 x 8 @ 45 %", "2 x 8 @ 50 %", "3 x 8 @ 55 %", "3 x 8 @ 60 %")
BODY_4 = ("1 x 8", "2 x 8", "2 x 10", "3 x 10")
HOLDS_4 = ("2 x 20 s", "2 x 30 s", "3 x 30 s", "3 x 40 s")

WEIGHTS_6 = (*WEIGHTS_4, "3 x 10 @ 62 %", "4 x 8 @ 65 %")
BODY_6 = (*BODY_4, "3 x 10", "3 x 12")
HANGING_6 = ("1 x 3", "2 x 3", "2 x 4", "3 x 4", "3 x 5", "3 x 5")

WEIGHTS_8 = (*WEIGHTS_6, "3 x 8 @ 67 %", "4 x 6 @ 70 %")
ONE_LEG_8 = (
    *("1 x 8 @ 45 %", "2 x 8 @ 50 %", "2 x 8 @ 55 %", "3 x 8 @ 60 %"),
    *("3 x 8 @ 60 %", "3 x 8 @ 65 %", "3 x 8 @ 67 %", "3 x 6 @ 70 %"),
)
LENGTH_8 = ("1 x 6", "2 x 6", "2 x 8", "2 x 8", "3 x 8", "3 x 8", "3 x 10", "3 x 10")
NORDIC_8 = ("1 x 4", "2 x 4", "2 x 5", "2 x 6", "3 x 6", "3 x 6", "3 x 8", "3 x 8")

OLDER_WEIGHTS_10 = (
    *("1 x 8 @ 40 %", "2 x 8 @ 50 %", "2 x 8 @ 55 %", "2 x 10 @ 55 %", "3 x 8 @ 60 %"),
    *("3 x 8 @ 60 %", "2 x 8 @ 60 %", "3 x 8 @ 65 %", "3 x 10 @ 65 %", "3 x 10 @ 65 %"),
)
OLDER_BODY_10 = (
    *("1 x 6", "2 x 6", "2 x 8", "2 x 8", "3 x 8"),
    *("3 x 8", "2 x 8", "3 x 10", "3 x 10", "3 x 12"),
)
OLDER_HOLDS_10 = (
    *("1 x 15 s", "2 x 15 s", "2 x 20 s", "2 x 20 s", "3 x 20 s"),
    *("3 x 20 s", "2 x 20 s", "3 x 25 s", "3 x 25 s", "3 x 30 s"),
)

# Week 8 is the easier one.
WEIGHTS_12 = (
    *("1 x 8 @ 45 %", "2 x 8 @ 50 %", "3 x 8 @ 55 %", "3 x 8 @ 60 %", "3 x 10 @ 60 %", "4 x 8 @ 62 %"),
    *("4 x 8 @ 65 %", "3 x 8 @ 60 %", "4 x 8 @ 67 %", "4 x 6 @ 70 %", "4 x 6 @ 70 %", "3 x 6 @ 70 %"),
)
HEAVY_12 = (*WEIGHTS_12[:9], "4 x 6 @ 75 %", "4 x 6 @ 75 %", "3 x 6 @ 75 %")
ONE_LEG_12 = (
    *("1 x 8 @ 45 %", "2 x 8 @ 50 %", "2 x 8 @ 55 %", "2 x 8 @ 60 %", "3 x 8 @ 60 %", "3 x 8 @ 62 %"),
    *("3 x 8 @ 65 %", "2 x 8 @ 60 %", "3 x 8 @ 65 %", "3 x 8 @ 67 %", "3 x 6 @ 70 %", "3 x 6 @ 70 %"),
)
BODY_12 = (
    *("1 x 8", "2 x 8", "2 x 8", "2 x 10", "3 x 8", "3 x 8"),
    *("3 x 10", "2 x 10", "3 x 10", "3 x 12", "3 x 12", "3 x 12"),
)
HOLDS_12 = (
    *("2 x 20 s", "3 x 30 s", "3 x 30 s", "4 x 30 s", "4 x 40 s", "4 x 40 s"),
    *("5 x 45 s", "3 x 45 s", "5 x 45 s", "5 x 45 s", "5 x 45 s", "4 x 45 s"),
)

HEAVY_REASON = "Heavy slow weeks: agreed after two calm weeks at 67 %, knee pain 2 or less the next morning."

PROGRAMS = {
    "first-four-weeks": Program(
        "First four weeks",
        "jonas",
        "For everybody who is new to slow lowering. Light and few: the first week protects the next.",
        (
            Session(
                "Day A",
                (
                    Line("goblet-squat", WEIGHTS_4),
                    Line("seated-row", WEIGHTS_4),
                    Line("glute-bridge-lowering", BODY_4, "60 s"),
                    Line(
                        "wall-sit-hold", HOLDS_4, "60 s", note="Keep breathing; thighs no lower than level."
                    ),
                ),
            ),
            Session(
                "Day B",
                (
                    Line("leg-press", WEIGHTS_4, "2:00"),
                    Line("incline-push-up", BODY_4, "60 s"),
                    Line("heel-raise-double", BODY_4, "60 s"),
                    Line("dead-bug-lowering", BODY_4, "45 s"),
                ),
            ),
        ),
    ),
    "strong-knees": Program(
        "Strong knees",
        "jonas",
        "Twelve weeks for knees that have to carry something, with a knee day in the middle of the week.",
        (
            Session(
                "Day A",
                (
                    Line("back-squat", WEIGHTS_12, "2:00"),
                    Line("romanian-deadlift", WEIGHTS_12, "2:00"),
                    Line("step-down-20cm", BODY_12, "60 s", note="Hand near the rail, pelvis level."),
                    Line("wall-sit-hold", HOLDS_12, "60 s"),
                ),
            ),
            Session(
                "Knee day",
                (
                    Line("spanish-squat-hold", HOLDS_12, "60 s"),
                    Line("knee-extension-slow", ONE_LEG_12),
                    Line("double-leg-decline-squat", BODY_12, "60 s", note="Pain up to 3 may be there."),
                ),
            ),
            Session(
                "Day B",
                (
                    Line("leg-press", HEAVY_12, "2:30", reason=HEAVY_REASON),
                    Line("rfe-split-squat", ONE_LEG_12),
                    Line("heel-raise-double", BODY_12, "45 s"),
                    Line("dead-bug-lowering", BODY_12, "45 s"),
                ),
            ),
        ),
    ),
    "upper-body": Program(
        "Upper body, slow down",
        "jonas",
        "Six weeks of pressing and pulling. The way up may be quick; the way down is the exercise.",
        (
            Session(
                "Press day",
                (
                    Line("bench-press", WEIGHTS_6, "2:00", note="Safety arms in."),
                    Line("shoulder-press", WEIGHTS_6),
                    Line("push-up", BODY_6, "60 s", note="Up on the knees when the last ones get hard."),
                    Line("external-rotation-eccentric", BODY_6, "45 s"),
                ),
            ),
            Session(
                "Pull day",
                (
                    Line("seated-row", WEIGHTS_6),
                    Line("lat-pulldown", WEIGHTS_6),
                    Line("pull-up-negative", HANGING_6, "2:00"),
                    Line("biceps-curl", WEIGHTS_6, "60 s", tempo="3-0-1-0"),
                ),
            ),
        ),
    ),
    "steady-stairs": Program(
        "Steady on the stairs",
        "elin",
        "Ten weeks for the way down the stairs, from 70 on. Something to hold on to within reach, always.",
        (
            Session(
                "Chair and step",
                (
                    Line("slow-sit", OLDER_BODY_10, note="Hands ready, no dropping."),
                    Line("step-down-10cm", OLDER_BODY_10),
                    Line("heel-raise-double", OLDER_BODY_10, "60 s"),
                    Line("wall-push-up", OLDER_BODY_10, "60 s"),
                ),
            ),
            Session(
                "Press and stairs",
                (
                    Line(
                        "leg-press",
                        OLDER_WEIGHTS_10,
                        "2:00",
                        tempo="3-0-1-0",
                        note="Breathe out on the way up.",
                    ),
                    Line(
                        "stair-descent", OLDER_BODY_10, note="One repetition is one step, hand near the rail."
                    ),
                    Line("seated-row", OLDER_WEIGHTS_10, tempo="3-0-1-0"),
                    Line(
                        "wall-sit-hold", OLDER_HOLDS_10, "2:00", note="Only as low as the breath stays easy."
                    ),
                ),
            ),
        ),
    ),
    "calf-basics": Program(
        "Calf and Achilles basics",
        "elin",
        "From the floor to the step in four weeks. Where it hurts at the heel bone: never below floor level.",
        (
            Session(
                "Floor day",
                (
                    Line("heel-raise-double", BODY_4, "60 s"),
                    Line("heel-lower-floor", BODY_4, "60 s"),
                    Line("seated-heel-raise", WEIGHTS_4),
                ),
            ),
            Session(
                "Step day",
                (
                    Line("heel-drop-straight", BODY_4, "60 s"),
                    Line("heel-drop-bent", BODY_4, "60 s"),
                    Line("standing-heel-raise-hsr", WEIGHTS_4),
                ),
            ),
        ),
    ),
    "hamstrings": Program(
        "Hamstrings at length",
        "elin",
        "Eight weeks of braking long: hip first, then knee, and the Nordic only as deep as it stays slow.",
        (
            Session(
                "Long day",
                (
                    Line("romanian-deadlift", WEIGHTS_8, "2:00"),
                    Line("single-leg-rdl", ONE_LEG_8),
                    Line("askling-diver", LENGTH_8, "60 s"),
                    Line("glute-bridge-lowering", LENGTH_8, "60 s"),
                ),
            ),
            Session(
                "Curl day",
                (
                    Line("leg-curl-2up1down", ONE_LEG_8),
                    Line("band-assisted-nordic", NORDIC_8, "2:00", note="Stop where it would get fast."),
                    Line("hamstring-slide-eccentric", LENGTH_8),
                    Line("askling-extender", LENGTH_8, "45 s", note="Just before pain, never into it."),
                ),
            ),
        ),
    ),
}
