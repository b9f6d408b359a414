"""The fields of a builder's row that are no cells: method and what belongs to it, superset, note."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .choices import Method, ProgressionRule

# The fields that belong to some methods only (clinical reference 1.2): more is lowered than lifted; somebody or
# something helps; a wheel is braked.
METHODS_OF = {
    "lift": {Method.PARTNER_ASSISTED, Method.TWO_UP_ONE_DOWN, Method.SUPRAMAXIMAL, Method.AEL},
    "assist": {Method.SLOW_LOWERING, Method.PARTNER_ASSISTED, Method.DECLINE},
    "inertia": {Method.FLYWHEEL},
}
LABELS = {
    "method": _("Method: how the weight gets back up"),
    "lift": _("Lifted, where it is less than what is lowered: 40 % or 60 kg"),
    "assist": _("Help of a band, a machine or a partner: 10 kg"),
    "inertia": _("Inertia of the wheel in kg m²: 0.05"),
    "progression": _("How it goes on"),
    "group": _("Superset, such as A1"),
    "note": _("Note for the client"),
}
# What to write into the cells, where it is not repetitions with a weight.
HINTS = {
    Method.ECC_CYCLE: _("Write minutes and effort into the cells: 1 × 20 min, rpe 3."),
    Method.ISOMETRIC: _("Write seconds into the cell: 5 × 45 s."),
    Method.FLYWHEEL: _("A wheel has no weight: write the effort into the load cell, such as rpe 8."),
}
CHOICES = {"method": Method.choices, "progression": ProgressionRule.choices}
LETTERS = {"group": 2, "note": 300}
DETAILS = list(LABELS)


@dataclass(frozen=True)
class Detail:
    """One field: its label, what is typed, why it was refused; `is_other` where it belongs to another method.

    `choices` is empty for a text. A field with something in it is never another's, so that it can be taken out.
    """

    name: str
    label: str
    value: str
    errors: list[str]
    is_other: bool = False
    hint: str = ""
    choices: tuple = ()
    letters: int | None = None


def belongs(name, method):
    """Whether the field `name` says something of the `method`."""
    return method in METHODS_OF.get(name, {method})


def details_of(cells, errors):
    """The Details of a row whose fields hold `cells`, with its `errors` by name."""
    method = cells["method"] or Method.SLOW_LOWERING
    return [
        Detail(
            name,
            label,
            cells[name],
            errors.get(name, []),
            is_other=not belongs(name, method) and not cells[name] and name not in errors,
            hint=HINTS.get(method, "") if name == "method" else "",
            choices=tuple(CHOICES.get(name, ())),
            letters=LETTERS.get(name),
        )
        for name, label in LABELS.items()
    ]
