"""The paths of a figure. [pure]

Coordinates are whole numbers, DETAIL of them to a unit of the body; y runs down, as SVG has it.
"""

from dataclasses import dataclass
from functools import cache
from math import dist

from .pattern import FULL_VIEW
from .timing import keys, moves

DETAIL = 2
CEILING = FULL_VIEW[1] + FULL_VIEW[2]
FLOOR = ((4, -2.5), (96, -2.5))
# How far from its place a joint may be half way between two keys, in units: less than half a line's width.
MOST_OFF = 0.7
MOST_STEPS = 4
# Who lies needs no room above: of what is lower than this, the upper part of the square is not shown.
LYING, LYING_VIEW = 51, 62


@dataclass(frozen=True)
class Layer:
    """What is drawn in one way: its name, its paths in the order of the keys (one path where nothing moves)."""

    name: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """A figure: the square that is shown, what stands, the high and the low pose, and one repetition.

    `key_times` are shares of `rep_s`, and so is `lowered`, where the lowering ends.
    """

    view: str
    fixed: str
    high: tuple[Layer, ...]
    low: tuple[Layer, ...]
    moving: tuple[Layer, ...] = ()
    key_times: tuple[float, ...] = ()
    rep_s: int = 0
    lowered: float = 0


@cache
def draw(pattern, tempo):
    """The Drawing of `pattern` at `tempo`, still where there is none; a hold is its low pose alone, the held one."""
    left, bottom, size = pattern.view
    height = LYING_VIEW if is_lying(pattern) else size
    view = " ".join(f"{round(number * DETAIL)}" for number in (left, CEILING - bottom - height, size, height))
    high, low = (layers(pattern, [pattern.pose(depth)]) for depth in (0, 1))
    if tempo is None or tempo.rep_s == 0:
        return Drawing(view, fixed(pattern), high, low)
    if not moves(tempo):
        return Drawing(view, fixed(pattern), (), low)
    found = keys(tempo, enough_steps(pattern))
    moving = layers(pattern, [pattern.pose(key.depth, is_lift=key.is_lift) for key in found])
    times = tuple(key.second / tempo.rep_s for key in found)
    return Drawing(view, fixed(pattern), high, low, moving, times, tempo.rep_s, tempo.down_s / tempo.rep_s)


def enough_steps(pattern):
    """Into how many parts the way is cut, so that straight lines between the keys stay close to where joints are."""
    return next((steps for steps in range(1, MOST_STEPS) if is_close(pattern, steps)), MOST_STEPS)


def is_lying(pattern):
    """Whether nothing is above LYING: neither a joint nor what stands."""
    joints = [place for depth in (0, 0.5, 1) for place in pattern.pose(depth).joints().values()]
    standing = [place for line in pattern.lines if not is_held(line) for place in line]
    return pattern.view == FULL_VIEW and all(y < LYING for _, y in joints + standing)


def is_close(pattern, steps):
    for step in range(steps):
        before, true, after = (pattern.pose((step + part) / steps).joints() for part in (0, 0.5, 1))
        for name, place in true.items():
            middle = tuple((a + b) / 2 for a, b in zip(before[name], after[name], strict=True))
            if dist(middle, place) > MOST_OFF:
                return False
    return True


def layers(pattern, poses):
    """The Layers that stand or move in `poses`, from the back to the front."""
    joints = [pose.joints() for pose in poses]
    first = pattern.start
    strokes = {
        "plate": [(place,) for place in pattern.plates],
        "gear": [line for line in pattern.lines if is_held(line)],
        "disc": [(place,) for place in pattern.discs],
        "far": first.far_strokes,
        "body": first.strokes,
        "head": [("head",)] if "head" in joints[0] else [],
    }
    return tuple(
        Layer(name, tuple(path(lines, found) for found in joints)) for name, lines in strokes.items() if lines
    )


def fixed(pattern):
    """The path of the floor and of the equipment that stands."""
    floor = [FLOOR] if pattern.has_floor else []
    return path([*floor, *(line for line in pattern.lines if not is_held(line))], {})


def is_held(line):
    """Whether a line goes with the body."""
    return any(isinstance(place, str) or isinstance(place[0], str) for place in line)


def path(lines, joints):
    """SVG path data of `lines`; a single place becomes a dot. Relative, as that is shorter."""
    return "".join(stroke([pixel(place, joints) for place in line]) for line in lines)


def stroke(points):
    start, *others = points
    written = f"M{start[0]} {start[1]}" + ("" if others else "h0")
    for before, after in zip(points, others, strict=False):
        dx, dy = after[0] - before[0], after[1] - before[1]
        written += f"l{dx}{'' if dy < 0 else ' '}{dy}"
    return written


def pixel(place, joints):
    """Where a place is in the drawing, in whole numbers."""
    if isinstance(place, str):
        x, y = joints[place]
    elif isinstance(place[0], str):
        x, y = (number + offset for number, offset in zip(joints[place[0]], place[1:], strict=True))
    else:
        x, y = place
    return round(x * DETAIL), round((CEILING - y) * DETAIL)
