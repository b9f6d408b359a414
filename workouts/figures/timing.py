"""When a figure is where: the tempo of one repetition as shares of its time. [pure]"""

from dataclasses import dataclass

from ..tempo import EXPLOSIVE_S


@dataclass(frozen=True)
class Key:
    """A moment: seconds from the start of the repetition, depth (0 high, 1 low), whether it belongs to the lift."""

    second: float
    depth: float
    is_lift: bool


def moves(tempo):
    """Whether `tempo` has a lowering or a lift that takes time."""
    return bool(tempo.down_s or tempo.up_s != 0)


def keys(tempo, steps):
    """The Keys of one repetition at `tempo`, each way in `steps` equal parts; holds are two Keys alike."""
    up_s = EXPLOSIVE_S if tempo.up_s is None else tempo.up_s
    low = tempo.down_s + tempo.pause_low_s
    found = [Key(tempo.down_s * step / steps, step / steps, is_lift=False) for step in range(steps + 1)]
    if tempo.pause_low_s:
        found.append(Key(low, 1, is_lift=False))
    if up_s:
        found += [Key(low + up_s * step / steps, 1 - step / steps, is_lift=True) for step in range(steps + 1)]
    if tempo.pause_top_s:
        found.append(Key(tempo.rep_s, 0 if up_s else 1, is_lift=True))
    return found
