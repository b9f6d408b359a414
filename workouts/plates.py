"""What a client's equipment can be loaded to, and which plates make a weight. [pure]

Weights are exact Decimal, to the gram. Sums of plates are counted in the largest weight that divides every plate:
bit n of an int says whether n of those can be reached, so that one shift adds a plate to all sums at once. Trying
the combinations would take minutes with eight kinds of plates.
Source: clinical reference 2.5 (loadable weights, rounded down).
"""

from dataclasses import dataclass
from decimal import Decimal
from math import gcd

from .loads import KG, LB, MAX_LOAD_KG, Load, Steps, Weights

BARBELL, DUMBBELL, MACHINE = "barbell", "dumbbell", "machine"
MAX_PLATES = 100
PER_UNIT = 1000  # the finest plate is a thousandth of the unit


@dataclass(frozen=True)
class Inventory:
    """One place's equipment, all of it in `unit`.

    `bar` is the empty bar, 0 for a sled that holds plates only; `plates` are (weight, how many there are), an even
    number because both ends of the bar carry the same; `dumbbells` and `stack` list what can be picked or pinned.

    Raises ValueError for weights that are no weights or listed twice, odd plates, and an inventory of nothing.
    """

    unit: str
    bar: Decimal | None = None
    plates: tuple[tuple[Decimal, int], ...] = ()
    dumbbells: tuple[Decimal, ...] = ()
    stack: tuple[Decimal, ...] = ()

    def __post_init__(self):
        if self.unit not in (KG, LB):
            raise ValueError(f"an inventory is in kg or lb, got {self.unit!r}")
        if not self.kinds:
            raise ValueError(f"an inventory in {self.unit} needs a bar, dumbbells or a stack")
        if self.bar is not None and self.bar != 0:
            self.check("bar", [self.bar])
        self.check("plates", [weight for weight, _ in self.plates])
        self.check("dumbbells", self.dumbbells)
        self.check("stack", self.stack)
        if self.plates and self.bar is None:
            raise ValueError(f"plates need a bar, of 0 {self.unit} where they go on without one")
        for weight, count in self.plates:
            if count % 2 or not 2 <= count <= MAX_PLATES:
                raise ValueError(
                    f"plates of {weight} {self.unit} go on in pairs, 2 to {MAX_PLATES} of them, got {count}"
                )

    def check(self, what, weights):
        """Raise ValueError unless `weights` are positive, to the thousandth, and each is there once."""
        for number, weight in enumerate(weights):
            if not weight.is_finite() or not 0 < weight <= self.most:
                raise ValueError(f"{what}: above 0 and up to {self.most:.0f} {self.unit}, got {weight}")
            if weight * PER_UNIT % 1:
                raise ValueError(f"{what}: to a thousandth of a {self.unit}, got {weight}")
            if weight in weights[:number]:
                raise ValueError(f"{what}: {weight} {self.unit} is listed twice")

    @property
    def kinds(self):
        """The kinds of equipment there are."""
        kinds = {BARBELL: self.bar is not None, DUMBBELL: self.dumbbells, MACHINE: self.stack}
        return [kind for kind, is_there in kinds.items() if is_there]

    @property
    def most(self):
        """The heaviest load that may be prescribed at all (rule LS-01)."""
        return Load(MAX_LOAD_KG, KG).to(self.unit).value

    def pairs(self):
        """(Thousandths of the unit, pairs) of each kind of plate, largest first."""
        return sorted(((int(weight * PER_UNIT), count // 2) for weight, count in self.plates), reverse=True)


def loadable(inventory, kind=None):
    """Every weight above 0 that `kind` (barbell, dumbbell, machine) of equipment can be, lightest first.

    `kind` may be left out where there is only one. Raises ValueError for equipment that is not there.
    """
    match kind_in(inventory, kind):
        case "dumbbell":
            return tuple(sorted(inventory.dumbbells))
        case "machine":
            return tuple(sorted(inventory.stack))
    pairs = inventory.pairs()
    grain = gcd(*(weight for weight, _ in pairs)) or 1
    mask = (1 << int(inventory.most * PER_UNIT) // grain // 2 + 1) - 1
    sums = 1
    for weight, count in pairs:
        for _ in range(count):
            sums |= sums << weight // grain & mask
    reached = [n for n, bit in enumerate(reversed(f"{sums:b}")) if bit == "1"]
    totals = (inventory.bar + Decimal(2 * n * grain) / PER_UNIT for n in reached)
    return tuple(total for total in totals if 0 < total <= inventory.most)


def kind_in(inventory, kind):
    """`kind`, or the only kind there is; ValueError where that says nothing: a squat must not get a stack's steps."""
    if kind is None and len(inventory.kinds) == 1:
        return inventory.kinds[0]
    if kind not in inventory.kinds:
        raise ValueError(f"this inventory in {inventory.unit} has {', '.join(inventory.kinds)}, got {kind}")
    return kind


def weights_of(available, kind=None):
    """An Inventory, Steps, Weights or a tuple of weights as Steps or Weights."""
    if isinstance(available, Inventory):
        available = loadable(available, kind)
    return Weights(available) if isinstance(available, tuple) else available


def floor(available, value, kind=None):
    """The largest weight above 0 and not above `value` of what weights_of takes, or None."""
    return weights_of(available, kind).floor(value) or None


def next_above(available, value, kind=None):
    """The smallest weight above `value` of what weights_of takes, or None."""
    return weights_of(available, kind).above(value)


@dataclass(frozen=True)
class Limits:
    """What can be loaded, under what may be: what `load` gives is loadable and not above the ceiling.

    `steps` are Steps, Weights, an Inventory of one kind of equipment or a tuple of weights, in `unit`. `region` (upper,
    lower) and `lowest_rm` (the fewest repetitions of the RM ladder) bound how a dose may progress.
    """

    steps: Steps | Weights | Inventory | tuple[Decimal, ...]
    unit: str
    region: str
    ceiling: Load = Load(MAX_LOAD_KG, KG)
    lowest_rm: int = 6

    def __post_init__(self):
        if self.region not in ("upper", "lower"):
            raise ValueError(f"a region is upper or lower, got {self.region!r}")
        if isinstance(self.steps, Inventory) and self.steps.unit != self.unit:
            raise ValueError(f"limits in {self.unit} cannot use an inventory in {self.steps.unit}")

    @property
    def top(self):
        """The ceiling as a number of `unit`, cut rather than rounded."""
        return self.ceiling.to(self.unit).value

    def number(self, load):
        """`load` as a number of `unit`."""
        return load.to(self.unit).value

    def load(self, value):
        """The heaviest Load that is not above the number `value`, nor the ceiling; None when there is none."""
        found = floor(self.steps, min(value, self.top))
        return None if found is None else Load(found, self.unit)

    def load_above(self, value):
        """The lightest Load above the number `value`, which may be above the ceiling; None when there is none."""
        found = next_above(self.steps, value)
        return None if found is None else Load(found, self.unit)


def plates_per_side(inventory, total):
    """The plates on each end of the bar that make `total`: as few as can be, largest first; () for the bar alone.

    Of two ways with equally many, the one with the larger first plate. Raises ValueError when it cannot be loaded.
    """
    if inventory.bar is None:
        raise ValueError(f"no bar in this inventory for {total} {inventory.unit}")
    pairs = inventory.pairs()
    side = (total - inventory.bar) * PER_UNIT / 2
    grain = gcd(*(weight for weight, _ in pairs)) or 1
    if side < 0 or side % grain:
        raise ValueError(f"{total} {inventory.unit} cannot be loaded")
    rest = int(side) // grain
    kinds = [(weight // grain, min(count, int(side) // weight)) for weight, count in pairs]
    reached = sums_by_count(kinds, rest)
    left = next((n for n, sums in enumerate(reached[0]) if sums >> rest & 1), None)
    if left is None:
        raise ValueError(f"{total} {inventory.unit} cannot be loaded")
    plates = []
    for (weight, count), smaller in zip(kinds, reached[1:], strict=True):
        used = max(
            n
            for n in range(max(0, left - len(smaller) + 1), min(count, left, rest // weight) + 1)
            if smaller[left - n] >> (rest - n * weight) & 1
        )
        plates += [Decimal(weight * grain) / PER_UNIT] * used
        left, rest = left - used, rest - used * weight
    return tuple(plates)


def sums_by_count(kinds, limit):
    """For `kinds[i:]`, each i: the sums up to `limit` that exactly 0, 1, 2, ... of those plates make, as bits."""
    mask = (1 << limit + 1) - 1
    layers = [[1]]
    for weight, count in reversed(kinds):
        sums = [0] * (len(layers[-1]) + count)
        for used, smaller in enumerate(layers[-1]):
            for n in range(count + 1):
                sums[used + n] |= smaller << n * weight & mask
        layers.append(sums)
    return layers[::-1]
