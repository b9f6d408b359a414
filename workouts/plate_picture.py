"""One end of a bar with its plates, as rectangles for SVG, 80 high. [pure]

Heights grow with the root of the weight, as discs of one thickness do, so that small plates stay readable.
"""

from dataclasses import dataclass
from decimal import Decimal

MIDDLE = 40
PLATE_WIDTH, GAP = 34, 2
LEAST_PLATE, TALLEST_PLATE = 28, 76
# The collar that plates lean on, and how much of the sleeve stands out beyond the last plate.
COLLAR_X, COLLAR_WIDTH = 20, 8
STUB = 20


@dataclass(frozen=True)
class Disc:
    """One plate: its weight, its rectangle's corner and height, and the middle of its label."""

    weight: Decimal
    x: int
    y: int
    height: int
    label_x: int


@dataclass(frozen=True)
class PlatePicture:
    """The drawing: how wide it is, and its plates from the collar outwards."""

    width: int
    discs: tuple[Disc, ...]


def plate_picture(plates, heaviest):
    """The PlatePicture of `plates`, the innermost first; `heaviest` of all there are is drawn as the tallest."""
    first = COLLAR_X + COLLAR_WIDTH + GAP
    discs = tuple(
        disc(weight, first + number * (PLATE_WIDTH + GAP), heaviest) for number, weight in enumerate(plates)
    )
    return PlatePicture(first + len(discs) * (PLATE_WIDTH + GAP) + STUB, discs)


def disc(weight, x, heaviest):
    """One plate at `x`."""
    height = max(round(TALLEST_PLATE * (weight / heaviest).sqrt()), LEAST_PLATE)
    return Disc(weight, x, round(MIDDLE - height / 2), height, x + PLATE_WIDTH // 2)
