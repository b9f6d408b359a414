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
from ..one_rep_max import MAX_LOWERED_S, MIN_LOWERED_S
from ..one_rep_max import MAX_REPS as MAX_ESTIMATE_REPS
from ..testing_guide import Answer
from .fields import CommaMixin, entry_key_field, load_field

ANSWERS = [
    (Answer.PAIN_FREE, _("No pain: the last days were green")),
    (Answer.NOT_SORE, _("Soreness of the region is below 4 of 10")),
    (
        Answer.SCREENED,
        _("Nothing in the health screening speaks against it: blood pressure is controlled, no fracture"),
    ),
    (Answer.STRENGTH_PHASE, _("Not in rehab, or in its strength phase or later")),
    (Answer.RESTED, _("The technique is familiar from an earlier day, and nothing heavy for 48 hours")),
]
# A finger's weight; less is a slip of the keyboard.
LEAST_LIFTED = Decimal("0.1")


def misfits(data):
    """(field, problem) for each thing in the typed values of a one-rep max that does not go with another."""
    exercise, side = data.get("exercise"), data.get("side")
    if exercise and side == Side.BOTH and exercise.is_one_sided and not exercise.is_liftable_with_both:
        yield "side", _("This exercise is done one side at a time: choose left or right.")
    if exercise and side and side != Side.BOTH and not exercise.is_one_sided:
        yield "side", _("This exercise is done with both sides at once.")
    if data.get("lowered_s") and data.get("reps", 1) != 1:
        yield "reps", _("What was lowered counts for 1 repetition; no formula estimates it.")


class OneRepMaxForm(CommaMixin, forms.Form):
    """A tested one-rep max (1 repetition), a set to failure to estimate it from, or what was lowered once."""

    comma_fields = ("lifted",)
    exercise = forms.ModelChoiceField(
        label=_("Exercise"), queryset=Exercise.objects.none(), to_field_name="slug"
    )
    side = forms.ChoiceField(
        label=_("Side"),
        choices=Side,
        help_text=_("Both at once also for a one-sided machine: two lift, one lowers."),
    )
    lifted = load_field(label=_("Weight"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit)
    reps = forms.IntegerField(
        label=_("Repetitions"),
        initial=1,
        min_value=1,
        max_value=MAX_ESTIMATE_REPS,
        help_text=_("1 = tested; 2 to 15 to failure = estimated"),
        error_messages={"max_value": _("An estimate needs 1 to %(limit_value)s repetitions.")},
    )
    lowered_s = forms.IntegerField(
        label=_("Lowered in (s)"),
        required=False,
        min_value=MIN_LOWERED_S,
        max_value=MAX_LOWERED_S,
        help_text=_("Only for an eccentric one-rep max: lowered once under control, not lifted. Else empty."),
        error_messages={
            "min_value": _("Lowering under control takes %(limit_value)s s or more."),
            "max_value": _("At most %(limit_value)s s."),
        },
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
        for name, problem in misfits(data):
            self.add_error(name, problem)
        if {"lifted", "unit", "reps"} <= data.keys() and self.one_rep_max().kg > MAX_LOAD_KG:
            self.add_error("lifted", _("No one-rep max here is above 1000 kg."))
        return data

    def one_rep_max(self):
        """The Load that the typed values come to."""
        data = self.cleaned_data
        return Load(one_rep_max_value(data["lifted"], data["reps"]), data["unit"])


class DirectTestForm(CommaMixin, forms.Form):
    """What a trainer says before a direct test. Nothing has to be ticked: without the ticks there is no test."""

    comma_fields = ("expected",)
    exercise = forms.ModelChoiceField(
        label=_("Exercise"), queryset=Exercise.objects.none(), to_field_name="slug"
    )
    expected = load_field(
        required=False,
        help_text=_("Empty: the newest one-rep max counts."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    answers = forms.TypedMultipleChoiceField(
        label=_("Tick what is true today"),
        required=False,
        choices=ANSWERS,
        coerce=Answer,
        widget=forms.CheckboxSelectMultiple,
    )
    has_spotter = forms.BooleanField(
        label=_("A spotter or safety arms are there (for a barbell squat or bench press)"), required=False
    )

    def __init__(self, *args, trainer, client, **kwargs):
        super().__init__(*args, **kwargs)
        self.client = client
        self.fields["exercise"].queryset = (
            Exercise.objects.for_trainer(trainer).filter(load_type="kg").prefetch_related("facets")
        )
        self.fields["expected"].label = _("Expected one-rep max (%(unit)s)") % {"unit": client.unit}

    def clean_expected(self):
        """The Load, or None where nothing was typed."""
        expected = self.cleaned_data["expected"]
        if expected is None:
            return None
        load = Load(expected, self.client.unit)
        if expected < LEAST_LIFTED or load.kg > MAX_LOAD_KG:
            raise forms.ValidationError(_("Expect 0.1 or more, and no more than 1000 kg."))
        return load


class ChosenLoadsForm(forms.Form):
    """Which of the proposed loads are to be changed, by the keys of the changes."""

    change = forms.Field(
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose a load or more, or leave them.")},
    )
