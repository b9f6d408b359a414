"""What one exercise of the open session shows: the values its next set starts from. [reads]"""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .background import AMBER_MAX_NRS, GREEN_MAX_NRS
from .choices import Method, SkipReason, StepsKind
from .dose_words import is_in_minutes, lift_share, time_words
from .equipping import read_kit
from .kit import Kit, Plates
from .loads import Load, Steps, Weights, default_steps
from .sheet import Part, empty_rows
from .shorthand import plain

DURATION_STEP_S = 5
# The usual wheels are 0.025 to 0.100 kg m^2 (clinical reference 1.2), and are put together.
INERTIA_STEP = Decimal("0.005")
# What the client is told of pain in one exercise: nothing, the same again, less of it, or to stop. Clinical reference
# 5.4 in its profile `general` (5.3): above green PM7, above amber PM3, and PM1 from 8 on; the words are those of 9.4.
STOP_MIN_NRS = 8
PAIN_LIMITS = ((STOP_MIN_NRS, "stop"), (AMBER_MAX_NRS + 1, "less"), (GREEN_MAX_NRS + 1, "same"))
# What a set is counted in, and how far one press of the stepper goes.
AMOUNT_STEPS = {"reps": 1, "duration_s": DURATION_STEP_S, "minutes": 1}
# Of a long list of weights the stepper knows so many on either side of the one it starts from.
WEIGHTS_EITHER_SIDE = 50


@dataclass(frozen=True)
class Quantity:
    """One thing besides the load that the next set is typed with: what is lifted, the help, the inertia.

    `steps` is how far one press of the stepper goes, or the listed weights, parted by spaces.
    """

    name: str
    text: str
    unit: str
    steps: str
    errors: list[str]

    @property
    def is_listed(self):
        return " " in self.steps

    @property
    def label(self):
        """What it is, in a word."""
        return {"lift": _("lift"), "assist": _("help"), "inertia": _("inertia")}[self.name]


@dataclass(frozen=True)
class SessionPart:
    """An exercise on the session page: the sheet's part and the fields of its next set.

    `steps` are what can be loaded, None for an exercise without a weight; `plates` those of the starting weight.
    `entry_key` is the key of whatever is entered next.
    """

    part: Part
    load: Load | None
    load_text: str
    steps: Steps | Weights | None
    plates: Plates | None
    quantities: list[Quantity]
    amount_name: str
    amount_text: str
    amount_step: int
    entry_key: uuid.UUID
    typed: dict
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
        return listed(self.steps, self.load)

    @property
    def amount_errors(self):
        """Refusals of the repetitions or the seconds, whichever the exercise counts."""
        return self.errors.get(self.amount_name, [])

    @property
    def other_errors(self):
        """Refusals of what the person does not type: the row's own hidden fields."""
        shown = ("load", self.amount_name, "reason", "nrs", "text", *(one.name for one in self.quantities))
        return [error for name, errors in self.errors.items() if name not in shown for error in errors]

    @property
    def lowers_alone(self):
        """Whether the weight is what is lowered, and another one is lifted."""
        return any(one.name == "lift" for one in self.quantities)

    @property
    def is_set_refused(self):
        """Whether what was refused was a set."""
        return bool(self.errors) and not {"reason", "nrs", "text"} & self.errors.keys()

    @property
    def note_text(self):
        """What stands in the field of the note: what was typed, else what was written before."""
        return self.typed.get("text", self.prescription.written or "")

    @property
    def advice(self):
        """What the pain in this exercise asks for: `stop`, `less`, `same`, or nothing."""
        return pain_advice(self.prescription.pain_nrs)

    @property
    def place_added(self):
        """The row of a set beyond all there are; None before they are done, and where no more can be."""
        is_done = self.part.is_finished and not self.part.skip_reason
        return self.part.next_added if is_done else None

    @property
    def skip_word(self):
        """Why the exercise was left out, in words."""
        return SkipReason(self.part.skip_reason).label

    @property
    def last_words(self):
        """Last time's sets in one line: `42.5 kg × 8, 8, 7`; a new weight is written where it changes."""
        words, weight_before = [], None
        for row in self.part.last_time:
            amount = time_words(row.duration_s) if row.reps is None else str(row.reps)
            weight = f"{plain(row.load_value)} {row.load_unit} × " if row.load else ""
            words.append(amount if weight == weight_before else f"{weight}{amount}")
            weight_before = weight
        return ", ".join(words)


def pain_advice(nrs):
    """What a pain of `nrs` (0-10, None where nobody said) asks for: `stop`, `less`, `same`, or nothing."""
    return next((advice for least, advice in PAIN_LIMITS if (nrs or 0) >= least), "")


def session_parts(sheet, *, client, refused=None, refused_part=None):
    """All exercises for `client`.

    `refused` is the form that was not valid, and `refused_part` the exercise it was for.
    """
    kit = read_kit(client)
    return [
        session_part(part, kit=kit, refused=refused if part is refused_part else None) for part in sheet.parts
    ]


def part_after_tap(part, *, session_log, client, refused=None):
    """One exercise for `client`; what can be loaded is read only where it is known.

    A log that was begun by this very tap does not know of equipment, so that it is read.
    """
    is_needed = getattr(session_log, "has_equipment", True)
    kit = read_kit(client) if is_needed else Kit(client.unit)
    return session_part(part, kit=kit, refused=refused)


def session_part(part, *, kit, refused=None):
    """One exercise, loaded from `kit`; a refused form keeps what was typed and its key."""
    prescription = part.prescription
    load = starting_load(part, kit.unit)
    steps = steps_of(kit, prescription.exercise, load) if load else None
    typed = refused.data if refused else {}
    errors = {name: list(map(str, found)) for name, found in refused.errors.items()} if refused else {}
    amount_name, amount_text = amount_of(prescription)
    return SessionPart(
        part=part,
        load=load,
        load_text=typed.get("load", plain(load.value) if load and load.value else ""),
        steps=steps,
        plates=plates_of(kit, prescription.exercise, load),
        quantities=[
            Quantity(name, typed.get(name, text), unit, step, errors.get(name, []))
            for name, text, unit, step in quantities_of(part, load, steps)
        ],
        amount_name=amount_name,
        amount_text=typed.get(amount_name, amount_text),
        amount_step=AMOUNT_STEPS[amount_name],
        entry_key=typed.get("entry_key") or uuid.uuid4(),
        typed=typed,
        errors=errors,
    )


def amount_of(prescription):
    """(Name, text) of the field in which a set is counted: repetitions, seconds, or minutes of a long time."""
    if prescription.duration_s is None:
        return "reps", str(prescription.reps)
    if is_in_minutes(prescription.duration_s):
        return "minutes", plain(Decimal(prescription.duration_s) / 60)
    return "duration_s", str(prescription.duration_s)


def quantities_of(part, load, steps):
    """(Name, text, unit, steps) of what the exercise is done with besides its load."""
    prescription, last = part.prescription, part.last_done
    if load and (prescription.lift_value is not None or prescription.lift_pct is not None):
        lift = prescription.lift or lift_share(prescription) or (last and last.lift)
        yield "lift", plain(lift.value) if lift else "", load.unit, step_words(steps, load)
    if prescription.assist:
        unit = prescription.assist.unit
        step = default_steps(StepsKind.MACHINE, unit, prescription.assist.value).increment
        yield "assist", plain(prescription.assist.value), unit, plain(step)
    if prescription.inertia_kgm2 is not None or prescription.method == Method.FLYWHEEL:
        inertia = prescription.inertia_kgm2 or (last and last.inertia_kgm2)
        yield "inertia", plain(inertia) if inertia else "", "kg m²", plain(INERTIA_STEP)


def step_words(steps, load):
    """What a stepper needs to know: the weights where they are listed, else its step."""
    return listed(steps, load) or plain(steps.increment)


def listed(steps, load):
    """The listed weights around a Load, lightest first, parted by spaces; empty where they are not listed."""
    if not isinstance(steps, Weights):
        return ""
    place = sum(value < load.value for value in steps.values)
    near = steps.values[max(place - WEIGHTS_EITHER_SIDE, 0) : place + WEIGHTS_EITHER_SIDE + 1]
    return " ".join(map(plain, near))


def offers_with_parts(offers, *, client, code):
    """`offers` (of choosing), each with the SessionPart it would be under the prescription's `code`."""
    kit = read_kit(client)
    for offer in offers:
        line = offer.prescription
        # Its place is not known yet; the page only has to tell it from the others.
        line.code, line.position = code, f"new-{code}"
        line.skip_reason = line.pain_nrs = line.instead_of = None
        line.written = ""
        part = Part(line, empty_rows(line))
        part.rows[0].is_now = True
        offer.part = session_part(part, kit=kit)
    return offers


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
