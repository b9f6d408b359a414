"""The load cell of the builder: a weight or a per cent, and how hard it should be: `60 % rpe8`, `10rm`. [pure]"""

from dataclasses import dataclass
from decimal import Decimal

from ..loads import MAX_LOAD_KG
from .cells import LoadCell, parse_load, plain
from .elements import MAX_PCT, read_elements


@dataclass(frozen=True)
class Effort:
    """A load with what it should feel like; what was not said is None.

    `rm` is 10 for a weight that can be lifted ten times, `rpe` the exertion from 1 to 10, `rir` the repetitions in
    reserve.
    """

    load: LoadCell = LoadCell()
    rm: int | None = None
    rpe: Decimal | None = None
    rir: int | None = None

    def __str__(self):
        has_load = self.load != LoadCell() or (self.rm, self.rpe, self.rir) == (None, None, None)
        words = [
            str(self.load) if has_load else "",
            f"{self.rm}RM" if self.rm is not None else "",
            f"RPE {plain(self.rpe)}" if self.rpe is not None else "",
            f"RIR {self.rir}" if self.rir is not None else "",
        ]
        return " ".join(word for word in words if word)


def parse_effort(text):
    """Read `60 %`, `45 kg`, `body`, `10rm`, `rpe 8`, `rir2`, and several of them at once.

    Raises ValueError with the code of the first thing that cannot be read (see Problem).
    """
    try:
        # A weight alone first: on a whole line, four digits are a tempo.
        cell = parse_load(text)
    except ValueError:
        return parse_words(text)
    return Effort(checked(cell))


def checked(cell):
    """`cell`, or ValueError where it is more than anybody can be given."""
    if cell.load and cell.load.kg > MAX_LOAD_KG or cell.pct is not None and cell.pct > MAX_PCT:
        raise ValueError("load_range")
    return cell


def parse_words(text):
    """Read several words of effort, such as `60 % rpe8`."""
    values = {}
    for element in read_elements(text, ()):
        if element.troubles:
            raise ValueError(element.troubles[0][0])
        if element.kind != "load" or not values.keys().isdisjoint(element.value):
            raise ValueError("load_unclear")
        values |= element.value
    return Effort(**values)
