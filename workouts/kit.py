"""What one client can load, by kind of exercise. [pure]

Where equipment is written down, every load is computed in its unit, whatever unit the client reads: a weight that was
converted could not be put on the bar. Where it is not, the usual steps count, in the client's unit.
Source: clinical reference 2.5.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from .loads import Load, Steps, Weights, default_steps, percent_of
from .loads import load_for_percent as load_of
from .plates import BARBELL, DUMBBELL, MACHINE, Inventory, loadable, plates_per_side

SMALL = "small"
KINDS = (BARBELL, DUMBBELL, MACHINE, SMALL)
# How many of the lightest weights are told.
FIRSTS = 4


@dataclass(frozen=True)
class Plates:
    """What goes on each end of the bar for `load`: as few plates as can be, the largest first.

    `asked` is the weight that was asked for; where it cannot be made, `load` is the next one below. `load` is None
    where the empty bar, of `bar`, is too heavy already. `heaviest` is the heaviest plate there is.
    """

    asked: Load
    load: Load | None
    bar: Load
    heaviest: Decimal
    sides: tuple[Decimal, ...] = ()

    @property
    def is_exact(self):
        """Whether the weight that was asked for can be made."""
        return self.load == self.asked


@dataclass(frozen=True)
class Kit:
    """All that can be loaded, in `unit`; a Kit of a unit alone has the usual steps.

    `inventory` is what is listed; `increments` are the steps, by kind, of what is not. `bar` is the empty bar, None
    where nobody said what it weighs: 0 then, so that no load is refused for a bar that may be a lighter one.
    """

    unit: str
    is_known: bool = False
    bar: Decimal | None = None
    inventory: Inventory | None = None
    increments: dict[str, Decimal] = field(default_factory=dict)

    def weights(self, kind, near=None):
        """The Weights of a `kind` (KINDS; small where it is empty) where they are listed, else its Steps.

        `near` is the weight in question: the usual dumbbells are closer together below 10 kg. Exercises for small
        joints take the dumbbells that are listed, unless they have a step of their own.
        """
        kind = kind or SMALL
        listed = self.listed.get(kind)
        if listed:
            return listed
        base = (self.bar or Decimal(0)) if kind == BARBELL else Decimal(0)
        increment = self.increments.get(kind) or default_steps(kind, self.unit, near).increment
        return Steps(increment, base)

    @cached_property
    def listed(self):
        """The Weights of each kind of which all are written down."""
        kinds = self.inventory.kinds if self.inventory else []
        found = {kind: Weights(loadable(self.inventory, kind)) for kind in kinds}
        if DUMBBELL in found and SMALL not in self.increments:
            found[SMALL] = found[DUMBBELL]
        return found

    @property
    def has_plates(self):
        """Whether it is known which plates make a weight."""
        return self.inventory is not None and bool(self.inventory.plates)

    def first_weights(self, kind, count):
        """The `count` lightest weights of a `kind` above 0, fewer where there are no more."""
        found, value = [], Decimal(0)
        while len(found) < count and (value := self.weights(kind, value).above(value)) is not None:
            found.append(value)
        return found

    def load_for_percent(self, one_rep_max, pct, kind):
        """The heaviest Load of a `kind` that is not above `pct` per cent of `one_rep_max` (a Load); None if none."""
        near = percent_of(one_rep_max.to(self.unit).value, pct)
        return load_of(one_rep_max, pct, self.unit, self.weights(kind, near))

    def plates(self, asked):
        """The Plates for the Load `asked`, in the kit's unit; None where it is not known which plates there are."""
        if not self.has_plates:
            return None
        known = (Load(self.inventory.bar, self.unit), max(weight for weight, _ in self.inventory.plates))
        value = self.weights(BARBELL).floor(asked.to(self.unit).value)
        if value is None:
            return Plates(asked, None, *known)
        return Plates(asked, Load(value, self.unit), *known, plates_per_side(self.inventory, value))


@dataclass(frozen=True)
class Reach:
    """How far one kind goes: its lightest weights; the heaviest where all are listed, the step where not.

    `is_usual` tells that nobody wrote it down.
    """

    kind: str
    unit: str
    firsts: tuple[Decimal, ...]
    most: Decimal | None
    step: Decimal | None
    is_usual: bool


def reaches(kit):
    """The Reach of each kind."""
    return [reach(kit, kind) for kind in KINDS]


def reach(kit, kind):
    """The Reach of one kind."""
    found = kit.weights(kind)
    is_listed = isinstance(found, Weights)
    return Reach(
        kind,
        kit.unit,
        firsts=tuple(kit.first_weights(kind, FIRSTS)),
        most=max(found.values) if is_listed else None,
        step=None if is_listed else found.increment,
        is_usual=not is_listed and kind not in kit.increments,
    )
