"""Poses and the joints they come to. [pure]

The unit is 1/78 of a standing person. x runs to the right, y up from the floor; angles are in degrees, 0 to the right,
90 up. A figure faces right when it stands, so it lies on its back with the head on the left.
"""

from dataclasses import dataclass, fields, is_dataclass
from math import acos, atan2, cos, degrees, hypot, radians, sin

HEAD, TRUNK = 10.5, 23
THIGH, SHANK = 18, 18
UPPER_ARM, FOREARM = 12, 12
# From the ankle, with the sole level.
HEEL, TOE = (-2.5, -3), (7.5, -3)
BODY_STROKE = ("hand", "elbow", "shoulder", "hip", "knee", "ankle", "heel", "toe")
FAR_ARM_STROKE = ("far_hand", "far_elbow", "shoulder")
FAR_LEG_STROKE = ("hip", "far_knee", "far_ankle", "far_heel", "far_toe")


@dataclass(frozen=True)
class Swing:
    """A limb by the directions of its upper and its lower part."""

    upper: float
    lower: float


@dataclass(frozen=True)
class Reach:
    """A limb by where its end is; `bend` 1 puts a hanging limb's middle joint in front of it, -1 behind."""

    x: float
    y: float
    bend: int = 1


@dataclass(frozen=True)
class Stand:
    """The body's place by an ankle and the directions from there to the knee and on to the hip."""

    x: float
    y: float
    shank: float
    thigh: float


@dataclass(frozen=True)
class Kneel:
    """The body's place by a knee and the directions from there to the hip and to the ankle."""

    x: float
    y: float
    thigh: float
    shank: float


@dataclass(frozen=True)
class Seat:
    """The body's place by its hip."""

    x: float
    y: float


@dataclass(frozen=True)
class Body:
    """A pose. `leg` belongs to a Seat; far limbs are given where they do something else than the near ones.

    `trunk` and `head` are directions, `sole` is the direction from heel to toe (level for Stand, at a right angle to
    the shank otherwise). Seen from the front (`is_frontal`), no limb is farther away than the other.
    """

    base: Stand | Kneel | Seat
    trunk: float
    arm: Swing | Reach
    leg: Swing | Reach | None = None
    head: float | None = None
    sole: float | None = None
    far_arm: Swing | Reach | None = None
    far_leg: Swing | Reach | None = None
    far_sole: float | None = None
    is_frontal: bool = False

    def joints(self):
        """Where each joint is: name -> (x, y)."""
        found = self._rooted()
        found["shoulder"] = away(found["hip"], TRUNK, self.trunk)
        found["head"] = away(found["shoulder"], HEAD, self.trunk if self.head is None else self.head)
        found["elbow"], found["hand"] = limb(found["shoulder"], self.arm, UPPER_ARM, FOREARM)
        found["far_elbow"], found["far_hand"] = limb(
            found["shoulder"], self.far_arm or self.arm, UPPER_ARM, FOREARM
        )
        found["far_knee"], found["far_ankle"] = found["knee"], found["ankle"]
        if self.far_leg:
            found["far_knee"], found["far_ankle"] = limb(found["hip"], self.far_leg, THIGH, SHANK)
        level = 0 if isinstance(self.base, Stand) else None
        found["heel"], found["toe"] = foot(found["knee"], found["ankle"], self.sole, level)
        far_sole = self.far_sole if self.far_leg else self.sole
        far_level = None if self.far_leg else level
        found["far_heel"], found["far_toe"] = foot(found["far_knee"], found["far_ankle"], far_sole, far_level)
        return found

    def _rooted(self):
        base = self.base
        place = (base.x, base.y)
        if isinstance(base, Stand):
            knee = away(place, SHANK, base.shank)
            return {"ankle": place, "knee": knee, "hip": away(knee, THIGH, base.thigh)}
        if isinstance(base, Kneel):
            return {
                "knee": place,
                "hip": away(place, THIGH, base.thigh),
                "ankle": away(place, SHANK, base.shank),
            }
        knee, ankle = limb(place, self.leg, THIGH, SHANK)
        return {"hip": place, "knee": knee, "ankle": ankle}

    @property
    def strokes(self):
        """What is drawn in full: lines through joints."""
        return (BODY_STROKE, *self._others) if self.is_frontal else (BODY_STROKE,)

    @property
    def far_strokes(self):
        """The limbs farther away, where they are not hidden behind the near ones."""
        return () if self.is_frontal else self._others

    @property
    def _others(self):
        arm = (FAR_ARM_STROKE,) if self.far_arm else ()
        return (*arm, FAR_LEG_STROKE) if self.far_leg else arm


@dataclass(frozen=True)
class Forearm:
    """An arm seen close: the elbow's place, the directions of upper arm, forearm, hand, and of what the hand grips."""

    x: float
    y: float
    upper: float
    forearm: float
    hand: float
    grip: float = 90

    strokes = (("shoulder", "elbow", "wrist", "hand"),)
    far_strokes = ()

    def joints(self):
        """Where each joint is: name -> (x, y); `rim`, `butt` to `face` are of what the hand grips."""
        elbow = (self.x, self.y)
        wrist = away(elbow, 40, self.forearm)
        hand = away(wrist, 12, self.hand)
        tip = away(hand, 30, self.grip)
        return {
            "shoulder": away(elbow, 40, self.upper),
            "elbow": elbow,
            "wrist": wrist,
            "hand": hand,
            "rim": away(hand, 13, self.grip),
            "butt": away(hand, 9, self.grip + 180),
            "tip": tip,
            "face": away(tip, 7, self.grip - 90),
            "peen": away(tip, 7, self.grip + 90),
        }


@dataclass(frozen=True)
class FromAbove:
    """Head and shoulders seen from above, looking up the page; the right forearm turns about its elbow."""

    x: float
    y: float
    forearm: float

    strokes = (("far_shoulder", "shoulder", "elbow", "hand"),)
    far_strokes = ()

    def joints(self):
        """Where each joint is: name -> (x, y)."""
        elbow = (self.x + 21, self.y + 4)
        return {
            "head": (self.x, self.y + 1),
            "far_shoulder": (self.x - 18, self.y),
            "shoulder": (self.x + 18, self.y),
            "elbow": elbow,
            "hand": away(elbow, 32, self.forearm),
        }


def away(point, length, direction):
    """The point `length` away from `point`, in `direction` degrees."""
    return point[0] + length * cos(radians(direction)), point[1] + length * sin(radians(direction))


def limb(root, pose, upper, lower):
    """The middle joint and the end of a limb of two bones; a place too far off is reached for, not reached."""
    if isinstance(pose, Swing):
        middle = away(root, upper, pose.upper)
        return middle, away(middle, lower, pose.lower)
    dx, dy = pose.x - root[0], pose.y - root[1]
    direction = degrees(atan2(dy, dx))
    distance = min(max(hypot(dx, dy), abs(upper - lower) + 0.01), upper + lower)
    bent = degrees(acos((upper**2 + distance**2 - lower**2) / (2 * upper * distance)))
    return away(root, upper, direction + pose.bend * bent), away(root, distance, direction)


def foot(knee, ankle, sole, level):
    """Heel and toe: at `sole` degrees, else at `level`, else at a right angle to the shank."""
    if sole is None:
        sole = level
    if sole is None:
        sole = degrees(atan2(ankle[1] - knee[1], ankle[0] - knee[0])) + 90
    return turned(ankle, HEEL, sole), turned(ankle, TOE, sole)


def turned(point, offset, degrees_):
    """`point` and the `offset` from it, turned."""
    along = away(point, offset[0], degrees_)
    return away(along, offset[1], degrees_ + 90)


def between(start, end, share):
    """The pose, or the number, `share` of the way from `start` to `end`."""
    if is_dataclass(start):
        parts = (between(getattr(start, f.name), getattr(end, f.name), share) for f in fields(start))
        return type(start)(*parts)
    return start if start is None or start == end else start + (end - start) * share
