"""The form for a session that nobody planned: when, and of each exercise how many sets of what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit

from ..backdating import DoneExercise
from ..loads import MAX_LOAD_KG, Load
from ..models.fields import MAX_DURATION_S, MAX_REPS, MAX_SETS
from ..revising import Performed
from .fields import CommaMixin, entry_key_field, load_field
from .history import DECIMAL, MomentForm, effort_field, note_field

MAX_EXERCISES = 15


class UnplannedForm(MomentForm):
    """When it was, what it is called, how hard it was; the exercises have forms of their own."""

    name = forms.CharField(label=_("Name"), max_length=60)
    effort = effort_field()
    note = note_field()
    entry_key = entry_key_field()
    field_order = ["name", "day", "starts_at"]

    def logged(self):
        """The arguments of `log_unplanned` that a person gives."""
        return {
            name: self.cleaned_data[name] for name in ("name", "started_at", "effort", "note", "entry_key")
        }


class DoneExerciseForm(CommaMixin, forms.Form):
    """How many sets of one exercise, and what each was."""

    sets = forms.IntegerField(label=_("Sets"), min_value=1, max_value=MAX_SETS)
    reps = forms.IntegerField(label=_("Repetitions"), min_value=1, max_value=MAX_REPS)
    duration_s = forms.IntegerField(label=_("Seconds"), min_value=1, max_value=MAX_DURATION_S)
    load = load_field(label=_("Weight"), required=False, widget=forms.TextInput(attrs=DECIMAL))
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit)

    def __init__(self, *args, exercise, **kwargs):
        self.comma_fields = (f"{exercise.slug}-load",)
        super().__init__(*args, prefix=exercise.slug, **kwargs)
        self.exercise = exercise
        del self.fields["reps" if exercise.is_timed else "duration_s"]
        if not exercise.is_weighted:
            del self.fields["load"], self.fields["unit"]

    def clean_load(self):
        value = self.cleaned_data["load"]
        unit = self.data.get(self.add_prefix("unit"))
        if value is not None and unit in Unit.values and Load(value, unit).kg > MAX_LOAD_KG:
            raise forms.ValidationError(_("No weight here is above 1000 kg."))
        return value

    def done(self):
        """The typed values as a DoneExercise."""
        data = self.cleaned_data
        load = Load(data["load"], data["unit"]) if data.get("load") is not None else None
        performed = Performed(load=load, reps=data.get("reps"), duration_s=data.get("duration_s"))
        return DoneExercise(self.exercise, data["sets"], performed)
