"""The form for a one-rep max."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit
from ecctrain.accounts.forms import DateInput

from ..choices import Side
from ..loads import MAX_LOAD_KG, Load
from ..measuring import one_rep_max_value
from ..models import Exercise
from ..one_rep_max import MAX_REPS as MAX_ESTIMATE_REPS
from .fields import CommaMixin, entry_key_field, load_field

# A finger's weight; less is a slip of the keyboard.
LEAST_LIFTED = Decimal("0.1")


class OneRepMaxForm(CommaMixin, forms.Form):
    """A tested one-rep max (1 repetition), or a set to failure to estimate it from."""

    comma_fields = ("lifted",)
    exercise = forms.ModelChoiceField(
        label=_("Exercise"), queryset=Exercise.objects.none(), to_field_name="slug"
    )
    side = forms.ChoiceField(label=_("Side"), choices=Side)
    lifted = load_field(label=_("Weight lifted"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit)
    reps = forms.IntegerField(
        label=_("Repetitions"),
        initial=1,
        min_value=1,
        max_value=MAX_ESTIMATE_REPS,
        help_text=_("1 = tested; 2 to 15 to failure = estimated"),
        error_messages={"max_value": _("An estimate needs 1 to %(limit_value)s repetitions.")},
    )
    measured_on = forms.DateField(label=_("Day"), widget=DateInput())
    entry_key = entry_key_field()

    def __init__(self, *args, trainer, client, **kwargs):
        super().__init__(*args, **kwargs)
        self.client = client
        self.fields["exercise"].queryset = Exercise.objects.for_trainer(trainer).filter(load_type="kg")

    def clean_lifted(self):
        lifted = self.cleaned_data["lifted"]
        if lifted < LEAST_LIFTED:
            raise forms.ValidationError(
                _("A weight lifted here is %(least)s or more."), params={"least": LEAST_LIFTED}
            )
        return lifted

    def clean_measured_on(self):
        day = self.cleaned_data["measured_on"]
        if day > self.client.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        data = super().clean()
        exercise, side = data.get("exercise"), data.get("side")
        if exercise and side:
            if exercise.is_one_sided and side == Side.BOTH:
                self.add_error("side", _("This exercise is done one side at a time: choose left or right."))
            if not exercise.is_one_sided and side != Side.BOTH:
                self.add_error("side", _("This exercise is done with both sides at once."))
        if {"lifted", "unit", "reps"} <= data.keys() and self.one_rep_max().kg > MAX_LOAD_KG:
            self.add_error("lifted", _("No one-rep max here is above 1000 kg."))
        return data

    def one_rep_max(self):
        """The Load that the typed values come to."""
        data = self.cleaned_data
        return Load(one_rep_max_value(data["lifted"], data["reps"]), data["unit"])
