"""What one exercise of the open session shows: the values its next set starts from. [reads]"""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from .choices import SkipReason, StepsKind
from .equipping import read_kit
from .kit import Kit, Plates
from .loads import Load, Steps, Weights
from .sheet import Part
from .shorthand import plain

DURATION_STEP_S = 5
# Of a long list of weights the stepper knows so many on either side of the one it starts from.
WEIGHTS_EITHER_SIDE = 50


@dataclass(frozen=True)
class SessionPart:
    """An exercise on the session page: the sheet's part and the fields of its next set.

    `steps` are what can be loaded, None for an exercise without a weight; `plates` those of the starting weight.
    """

    part: Part
    load: Load | None
    load_text: str
    steps: Steps | Weights | None
    plates: Plates | None
    amount_name: str
    amount_text: str
    amount_step: int
    entry_key: uuid.UUID
    skip_key: uuid.UUID
    errors: dict

    @property
    def prescription(self):
        return self.part.prescription

    @property
    def unit(self):
        """The unit in which the next set's weight is typed."""
        return self.load.unit if self.load else ""

    @property
    def load_step(self):
        """How far one press of the stepper goes where the weights are not listed."""
        return self.steps.increment if isinstance(self.steps, Steps) else None

    @property
    def load_values(self):
        """The listed weights around the one to start from, lightest first, parted by spaces; empty without a list."""
        if not isinstance(self.steps, Weights):
            return ""
        values = self.steps.values
        place = sum(value < self.load.value for value in values)
        near = values[max(place - WEIGHTS_EITHER_SIDE, 0) : place + WEIGHTS_EITHER_SIDE + 1]
        return " ".join(map(plain, near))

    @property
    def amount_errors(self):
        """Refusals of the repetitions or the seconds, whichever the exercise counts."""
        return self.errors.get(self.amount_name, [])

    @property
    def other_errors(self):
        """Refusals of what the person does not type: the row's own hidden fields."""
        shown = ("load", self.amount_name)
        return [error for name, errors in self.errors.items() if name not in shown for error in errors]

    @property
    def skip_word(self):
        """Why the exercise was left out, in words."""
        return SkipReason(self.part.skip_reason).label

    @property
    def last_words(self):
        """Last time's sets in one line: `42.5 kg × 8, 8, 7`; a new weight is written where it changes."""
        words, weight_before = [], None
        for row in self.part.last_time:
            amount = f"{row.duration_s} s" if row.reps is None else str(row.reps)
            weight = f"{plain(row.load_value)} {row.load_unit} × " if row.load else ""
            words.append(amount if weight == weight_before else f"{weight}{amount}")
            weight_before = weight
        return ", ".join(words)


def session_parts(sheet, *, client, refused=None, refused_part=None):
    """All exercises for `client`.

    `refused` is the form that was not valid, and `refused_part` the exercise it was for.
    """
    kit = read_kit(client)
    return [
        session_part(part, kit=kit, refused=refused if part is refused_part else None) for part in sheet.parts
    ]


def part_after_tap(part, *, session_log, client, refused=None):
    """One exercise for `client`; what can be loaded is read only where it is known and a set is still to come.

    A log that was begun by this very tap does not know of equipment, so that it is read.
    """
    is_needed = getattr(session_log, "has_equipment", True) and not part.is_finished
    kit = read_kit(client) if is_needed else Kit(client.unit)
    return session_part(part, kit=kit, refused=refused)


def session_part(part, *, kit, refused=None):
    """One exercise, loaded from `kit`; a refused form keeps what was typed and its key."""
    prescription = part.prescription
    amount_name = "reps" if prescription.duration_s is None else "duration_s"
    load = starting_load(part, kit.unit)
    typed = refused.data if refused else {}
    return SessionPart(
        part=part,
        load=load,
        load_text=typed.get("load", plain(load.value) if load and load.value else ""),
        steps=steps_of(kit, prescription.exercise, load) if load else None,
        plates=plates_of(kit, prescription.exercise, load),
        amount_name=amount_name,
        amount_text=typed.get(amount_name, str(prescription.reps or prescription.duration_s)),
        amount_step=1 if amount_name == "reps" else DURATION_STEP_S,
        entry_key=typed.get("entry_key") or uuid.uuid4(),
        skip_key=uuid.uuid4(),
        errors={name: [str(error) for error in errors] for name, errors in refused.errors.items()}
        if refused
        else {},
    )


def read_plates(sheet, client):
    """The Plates of the prescribed load of each exercise of `sheet`; None where plates_of says so."""
    kit = read_kit(client)
    return [plates_of(kit, part.prescription.exercise, part.prescription.load) for part in sheet.parts]


def steps_of(kit, exercise, load):
    """What can be loaded around `load`; the usual steps where it was issued in another unit than the kit's."""
    return (kit if kit.unit == load.unit else Kit(load.unit)).weights(exercise.steps_kind, load.value)


def plates_of(kit, exercise, load):
    """The Plates for a Load of an exercise; None without a load, a barbell, or plates that are known."""
    return kit.plates(load) if load and load.value and exercise.steps_kind == StepsKind.BARBELL else None


def starting_load(part, unit):
    """The prescribed load; without one, what was used for the last set or last time; None without a weight.

    A weighted exercise that was never done starts from an empty field (a Load of 0).
    """
    if not part.prescription.exercise.is_weighted:
        return None
    if part.prescription.load:
        return part.prescription.load
    earlier = [part.last_done, *part.last_time]
    return next((row.load for row in earlier if row is not None and row.load), Load(Decimal(0), unit))
