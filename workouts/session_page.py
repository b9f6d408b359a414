"""What one exercise of the open session shows: the values its next set starts from. [reads]"""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from .choices import SkipReason
from .loads import Load
from .sheet import Part
from .shorthand import plain

DURATION_STEP_S = 5


@dataclass(frozen=True)
class SessionPart:
    """An exercise on the session page: the sheet's part and the fields of its next set."""

    part: Part
    load_text: str
    unit: str
    load_step: Decimal | None
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


def session_parts(sheet, *, unit, refused=None, refused_part=None):
    """All exercises; `refused` is the form that was not valid and `refused_part` the exercise it was for."""
    return [
        session_part(part, unit=unit, refused=refused if part is refused_part else None)
        for part in sheet.parts
    ]


def session_part(part, *, unit, refused=None):
    """One exercise; a refused form keeps what was typed and its key."""
    prescription = part.prescription
    amount_name = "reps" if prescription.duration_s is None else "duration_s"
    load = starting_load(part, unit)
    steps = prescription.exercise.steps(load.unit, load.value) if load else None
    typed = refused.data if refused else {}
    return SessionPart(
        part=part,
        load_text=typed.get("load", plain(load.value) if load and load.value else ""),
        unit=load.unit if load else "",
        load_step=steps.increment if steps else None,
        amount_name=amount_name,
        amount_text=typed.get(amount_name, str(prescription.reps or prescription.duration_s)),
        amount_step=1 if amount_name == "reps" else DURATION_STEP_S,
        entry_key=typed.get("entry_key") or uuid.uuid4(),
        skip_key=uuid.uuid4(),
        errors={name: [str(error) for error in errors] for name, errors in refused.errors.items()}
        if refused
        else {},
    )


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
