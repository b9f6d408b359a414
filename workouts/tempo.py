"""Tempo: lowering, pause, lifting, pause; and the time under tension that follows. [pure]

The first figure is always the lowering, also where an exercise starts with the lift.
Source: clinical reference 1.4 (notation R17, zone seed S8) and 1.5.
"""

import re
from dataclasses import dataclass

# X, as fast as technique allows, counts one second in time under tension (reference 1.5, a design choice).
EXPLOSIVE_S = 1
MAX_PHASE_S = 60
MAX_DOWN_S = 30


@dataclass(frozen=True)
class Tempo:
    """Seconds of each part of one repetition; `up_s` is None where the lift is as fast as technique allows (X)."""

    down_s: int
    pause_low_s: int
    up_s: int | None
    pause_top_s: int

    def __post_init__(self):
        seconds = (self.down_s, self.pause_low_s, self.up_s or 0, self.pause_top_s)
        if any(not 0 <= part <= MAX_PHASE_S for part in seconds):
            raise ValueError(f"each part of a tempo is 0 to {MAX_PHASE_S} s, got {self}")
        if self.down_s > MAX_DOWN_S:
            raise ValueError(f"lowering takes at most {MAX_DOWN_S} s, got {self.down_s} s")

    def __str__(self):
        lift = "X" if self.up_s is None else self.up_s
        return f"{self.down_s}-{self.pause_low_s}-{lift}-{self.pause_top_s}"

    @property
    def rep_s(self):
        """Seconds of one repetition."""
        up_s = EXPLOSIVE_S if self.up_s is None else self.up_s
        return self.down_s + self.pause_low_s + up_s + self.pause_top_s


class NeedsConfirmation(ValueError):
    """Three figures were given: `tempo` is what they would mean with no pause at the top."""

    def __init__(self, tempo):
        super().__init__(f"three figures; {tempo} would be the full tempo")
        self.tempo = tempo


def parse_tempo(text):
    """Read `4-0-1-0`, `4010`, `40X0` or `10-0-1-0`.

    Raises NeedsConfirmation for three figures, ValueError for everything else that is not a tempo,
    an explosive lowering among them.
    """
    text = text.strip().upper()
    parts = text.split("-") if "-" in text else list(text)
    if len(parts) not in (3, 4) or (len(parts) == 3 and "-" not in text):
        raise ValueError(f"a tempo has four parts, such as 4-0-1-0, got {text!r}")
    if any(not re.fullmatch(r"\d{1,2}|X", part) for part in parts):
        raise ValueError(f"each part of a tempo is a number of seconds, got {text!r}")
    if "X" in parts[:2] + parts[3:]:
        raise ValueError("only the lift may be X; lowering fast is not what this is for")
    lower, pause_low, lift, *top = parts
    tempo = Tempo(int(lower), int(pause_low), None if lift == "X" else int(lift), int(top[0]) if top else 0)
    if not top:
        raise NeedsConfirmation(tempo)
    return tempo


@dataclass(frozen=True)
class TimeUnderTension:
    """Seconds: of one repetition, one set, all sets, and of lowering in all sets."""

    rep_s: int
    set_s: int
    total_s: int
    lowering_s: int


def time_under_tension(tempo, *, reps, sets):
    """Time under tension of `sets` sets of `reps` repetitions at `tempo`."""
    set_s = tempo.rep_s * reps
    return TimeUnderTension(tempo.rep_s, set_s, set_s * sets, tempo.down_s * reps * sets)
