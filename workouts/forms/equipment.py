"""The form for what a client trains with, and the one that tries a weight."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit

from ..kit import KINDS
from ..loads import KG, LB, MAX_LOAD_KG, Load
from ..shorthand import plain
from .fields import CommaMixin, load_field
from .weights import PlatesField, WeightsField

STEPS = tuple(f"{kind}_step" for kind in KINDS)
# What a gym usually has beside one bar, to begin from.
USUAL_PLATES = {
    KG: {"bar_value": "20", "plates": "20x4, 15x2, 10x4, 5x4, 2.5x4, 1.25x2"},
    LB: {"bar_value": "45", "plates": "45x4, 35x2, 25x2, 10x4, 5x4, 2.5x2"},
}


def written_values(row):
    """A row of equipment as the form shows it."""
    values = {name: getattr(row, name) for name in EquipmentForm.base_fields}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def weight_field(label, **options):
    """A weight that may be left out."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return load_field(label=label, required=False, widget=widget, **options)


def list_widget():
    """A line for a list."""
    return forms.TextInput(attrs={"autocomplete": "off", "maxlength": 300})


class EquipmentForm(CommaMixin, forms.Form):
    """Bar, plates, dumbbells, stack and steps, all in one unit; nothing has to be written."""

    comma_fields = ("bar_value", *STEPS)
    unit = forms.ChoiceField(label=_("Weights in"), choices=Unit, widget=forms.RadioSelect)
    bar_value = weight_field(_("Empty bar"))
    plates = PlatesField(
        label=_("Plates"),
        required=False,
        max_length=300,
        widget=list_widget(),
        help_text=_("Weight x number of single plates: 20x2, 10x4, 5x2"),
    )
    dumbbells = WeightsField(
        label=_("Dumbbells"),
        required=False,
        max_length=300,
        widget=list_widget(),
        help_text=_("2, 4, 6, 8 or 2-20 step 2"),
    )
    stack = WeightsField(
        label=_("Machine or cable"),
        required=False,
        max_length=300,
        widget=list_widget(),
        help_text=_("What can be pinned: 5-100 step 5"),
    )
    barbell_step = weight_field(_("Barbell"))
    dumbbell_step = weight_field(_("Dumbbells"))
    machine_step = weight_field(_("Machine or cable"))
    small_step = weight_field(_("Wrist and elbow"))

    @property
    def lists(self):
        """The fields for what is there."""
        return [field for field in self if field.name not in STEPS]

    @property
    def steps(self):
        """The fields for the steps of what is not listed."""
        return [self[name] for name in STEPS]

    def clean(self):
        data = super().clean()
        if data.get("plates") and "bar_value" in data and data["bar_value"] is None:
            self.add_error(
                "bar_value", _("Write what the empty bar weighs; 0 where plates go on without a bar.")
            )
        for name in STEPS:
            if data.get(name) == 0:
                self.add_error(name, _("A step is above 0."))
        if "unit" in data:
            self.refuse_too_heavy(data)
        return data

    def refuse_too_heavy(self, data):
        """No single weight may be above what may be prescribed at all."""
        most = Load(MAX_LOAD_KG, KG).to(data["unit"]).value
        weights = {
            "bar_value": [data.get("bar_value") or Decimal(0)],
            "plates": [weight for weight, _count in data.get("plates", ())],
            "dumbbells": data.get("dumbbells", ()),
            "stack": data.get("stack", ()),
        }
        for name, values in weights.items():
            if max(values, default=Decimal(0)) > most:
                self.add_error(name, _("No weight here is above 1000 kg."))


class TryWeightForm(CommaMixin, forms.Form):
    """One weight, to see which plates make it."""

    comma_fields = ("weight",)
    weight = load_field(
        label=_("Try a weight"), widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )
