"""Forms of the client's session."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit

from ..choices import Side, SkipReason
from ..loads import MAX_LOAD_KG, Load
from ..models.fields import MAX_DURATION_S, MAX_REPS, MAX_SETS
from .fields import CommaMixin, load_field

EFFORT_SCALE = range(11)
# A phone that says less has lost its clock.
FIRST_YEAR = 2020


class TapForm(forms.Form):
    """Something done at an instant, which the phone says; it may be sent much later."""

    performed_at = forms.DateTimeField(required=False)

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_performed_at(self):
        """The phone's own time; one from the future is a wrong clock, and now is nearer the truth."""
        at = self.cleaned_data["performed_at"]
        if at and at.year < FIRST_YEAR:
            raise forms.ValidationError(self.fields["performed_at"].error_messages["invalid"])
        return self.now if at is None or at > self.now else at


class SetForm(CommaMixin, TapForm):
    """One set of the session that is open: what was really done."""

    comma_fields = ("load",)
    number = forms.IntegerField(min_value=1, max_value=MAX_SETS)
    side = forms.ChoiceField(choices=Side)
    load = load_field(required=False)
    unit = forms.ChoiceField(choices=Unit, required=False)
    reps = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MAX_REPS,
        error_messages={
            name: _("Repetitions go from 0 to 60.") for name in ("invalid", "min_value", "max_value")
        },
    )
    duration_s = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MAX_DURATION_S,
        error_messages={
            name: _("Seconds go from 0 to 3600.") for name in ("invalid", "min_value", "max_value")
        },
    )
    entry_key = forms.UUIDField()

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.part = part

    def clean(self):
        data = super().clean()
        prescription = self.part.prescription
        places = {(row.number, row.side) for row in self.part.rows}
        if {"number", "side"} <= data.keys() and (data["number"], data["side"]) not in places:
            self.add_error("number", _("This exercise has no such set."))
        counted = "reps" if prescription.duration_s is None else "duration_s"
        other = "duration_s" if counted == "reps" else "reps"
        data[other] = None
        if counted not in self.errors and data.get(counted) is None:
            self.add_error(counted, _("Say how many.") if counted == "reps" else _("Say how long."))
        data["load"] = self.typed_load(data)
        return data

    def as_recorded(self):
        """The arguments of `record_set` that a person gives."""
        names = ("number", "side", "load", "reps", "duration_s", "entry_key", "performed_at")
        return {name: self.cleaned_data[name] for name in names}

    def typed_load(self, data):
        """The Load that was typed; None where the exercise has no weight or none was given."""
        value, unit = data.get("load"), data.get("unit")
        if value is None or not self.part.prescription.exercise.is_weighted:
            return None
        if not unit:
            self.add_error("unit", _("Say kg or lb."))
            return None
        load = Load(value, unit)
        if load.kg > MAX_LOAD_KG:
            self.add_error("load", _("No weight here is above 1000 kg."))
        return load


class SkipForm(forms.Form):
    """Why an exercise is left out."""

    reason = forms.ChoiceField(choices=SkipReason)
    entry_key = forms.UUIDField()


class NoteForm(forms.Form):
    """The client's words on the session."""

    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class FinishForm(NoteForm):
    """Closing a session: how hard it was, and a note."""

    effort = forms.TypedChoiceField(
        required=False, choices=[("", ""), *((n, n) for n in EFFORT_SCALE)], coerce=int, empty_value=None
    )
    effort_scale = EFFORT_SCALE
