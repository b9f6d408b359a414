"""A movement: two poses and what is used for it. [pure]"""

from dataclasses import dataclass, replace

from .bodies import TOE, Body, Forearm, FromAbove, Stand, between, turned

Place = str | tuple[float, float] | tuple[str, float, float]

FULL_VIEW = (0, -4, 100)


@dataclass(frozen=True)
class Pattern:
    """The pose at the start of the lowering, the one at its end, and the equipment.

    A place is a point, a joint, or a joint with an offset; `lines` join places, `discs` are small weights and pads,
    `plates` large ones. `view` is the corner and the side of the square that is shown. With `two_up` the far limbs help
    with the lift and stay behind while the near one lowers.
    """

    start: Body | Forearm | FromAbove
    end: Body | Forearm | FromAbove
    lines: tuple[tuple[Place, ...], ...] = ()
    discs: tuple[Place, ...] = ()
    plates: tuple[Place, ...] = ()
    view: tuple[float, float, float] = FULL_VIEW
    two_up: bool = False
    has_floor: bool = True

    def pose(self, depth, *, is_lift=False):
        """The pose at `depth`: 0 at the start of the lowering, 1 at its end."""
        pose = between(self.start, self.end, depth)
        if is_lift and self.two_up:
            return replace(pose, far_leg=None, far_sole=None)
        return pose


def tiptoe(x, y, sole, shank=90, thigh=90):
    """A Stand on the toes, which are at x, y; `sole` is the direction from heel to toe."""
    dx, dy = turned((0, 0), TOE, sole)
    return Stand(x - dx, y - dy, shank, thigh)


def block(left, right, top, bottom=0):
    """A box, a step or a bench: its outline without the floor."""
    return ((left, bottom), (left, top), (right, top), (right, bottom))
