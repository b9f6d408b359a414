"""The fields of how a weight gets back up: what is lifted, help, inertia; and how a dose goes on."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import ProgressionRule
from ..loads import MAX_LOAD_KG
from ..models.fields import MAX_INERTIA, MIN_INERTIA
from ..shorthand import LoadCell, parse_load


def check_lift(load, lift):
    """Raise ValidationError unless `lift` is a part of `load`: of the same kind and unit, and not more (LoadCells)."""
    if lift == LoadCell():
        return
    if load == LoadCell():
        raise forms.ValidationError(_("What is lifted is a part of a load: give the load, too."))
    if (lift.pct is None) != (load.pct is None):
        raise forms.ValidationError(
            _("The load is a per cent of the 1RM: write what is lifted as a per cent, too.")
            if lift.pct is None
            else _("The load is a weight: write what is lifted as a weight, too.")
        )
    if lift.load and lift.load.unit != load.load.unit:
        raise forms.ValidationError(
            _("The load is in %(unit)s: write what is lifted in %(unit)s, too."),
            params={"unit": load.load.unit},
        )
    is_more = lift.pct > load.pct if lift.load is None else lift.load.value > load.load.value
    if is_more:
        raise forms.ValidationError(
            _("What is lifted is at most what is lowered: %(load)s."), params={"load": load}
        )


class WayForm(forms.Form):
    """The fields as they are typed: `40 %` or `60 kg`, `10 kg`, `0.05`; a `load` beside them is an Effort."""

    lift = forms.CharField(label=_("Lifted"), required=False)
    assist = forms.CharField(label=_("Help"), required=False)
    inertia = forms.CharField(label=_("Inertia (kg m²)"), required=False)
    progression = forms.ChoiceField(label=_("How it goes on"), choices=ProgressionRule, required=False)

    def clean_lift(self):
        text = self.cleaned_data["lift"]
        lift = self.read_load(text, _("“%(text)s” is not clear. Write 40 %%, 60 kg or 135 lb."))
        if lift.pct is not None and not 1 <= lift.pct <= 100:
            raise forms.ValidationError(_("A per cent of the 1RM goes from 1 to 100."))
        return lift

    def clean_assist(self):
        text = self.cleaned_data["assist"]
        unclear = _("“%(text)s” is not clear. Write 10 kg or 25 lb.")
        assist = self.read_load(text, unclear)
        if assist.pct is not None:
            raise forms.ValidationError(unclear, params={"text": text})
        return assist.load

    @staticmethod
    def read_load(text, unclear):
        """The LoadCell of `text`; `unclear` says that it is none."""
        try:
            found = parse_load(text)
        except ValueError:
            raise forms.ValidationError(unclear, params={"text": text}) from None
        if found.load and found.load.kg > MAX_LOAD_KG:
            raise forms.ValidationError(_("No weight here is above 1000 kg."))
        return found

    def clean_inertia(self):
        text = self.cleaned_data["inertia"]
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:kg\s*m\s*(?:\^?2|²))?", text.lower(), re.ASCII)
        if not found:
            raise forms.ValidationError(
                _("“%(text)s” is not clear. Write the inertia as 0.05."), params={"text": text}
            )
        inertia_kgm2 = Decimal(found[1].replace(",", "."))
        if not MIN_INERTIA <= inertia_kgm2 <= MAX_INERTIA:
            raise forms.ValidationError(
                _("The inertia of a wheel goes from %(least)s to %(most)s kg m²."),
                params={"least": MIN_INERTIA, "most": MAX_INERTIA},
            )
        return inertia_kgm2

    def clean(self):
        data = super().clean()
        if {"load", "lift"} <= data.keys():
            try:
                check_lift(data["load"].load, data["lift"])
            except forms.ValidationError as refusal:
                self.add_error("lift", refusal)
        return data
