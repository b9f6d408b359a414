"""Forms of the client's session."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit

from ..choices import SIDES_OF, Side, SkipReason
from ..choosing import visible
from ..loads import MAX_LOAD_KG, Load
from ..models import Exercise
from ..models.fields import MAX_DURATION_S, MAX_INERTIA, MAX_REPS, MAX_SETS, MIN_INERTIA
from ..tempo import MAX_DOWN_S
from .fields import CommaMixin, load_field

EFFORT_SCALE = NRS_SCALE = range(11)
# A phone that says less has lost its clock.
FIRST_YEAR = 2020


def number_field(field, words, **limits):
    """A number within `limits`, every refusal of which is said in the same `words`."""
    messages = dict.fromkeys(("invalid", "min_value", "max_value", "max_digits", "max_decimal_places"), words)
    return field(required=False, error_messages=messages, **limits)


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
    """One set of the session that is open: what was really done. Its place may lie beyond the prescribed sets."""

    comma_fields = ("load", "lift", "assist", "inertia", "minutes")
    number = forms.IntegerField(min_value=1)
    side = forms.ChoiceField(choices=Side)
    load = load_field(required=False)
    unit = forms.ChoiceField(choices=Unit, required=False)
    lift = load_field(required=False)
    assist = load_field(required=False)
    assist_unit = forms.ChoiceField(choices=Unit, required=False)
    inertia = number_field(
        forms.DecimalField,
        _("Inertia goes from 0.001 to 1 kg m²."),
        min_value=MIN_INERTIA,
        max_value=MAX_INERTIA,
        decimal_places=4,
    )
    reps = number_field(
        forms.IntegerField, _("Repetitions go from 0 to 60."), min_value=0, max_value=MAX_REPS
    )
    duration_s = number_field(
        forms.IntegerField, _("Seconds go from 0 to 3600."), min_value=0, max_value=MAX_DURATION_S
    )
    minutes = number_field(
        forms.DecimalField, _("Minutes go from 0 to 60."), min_value=0, max_value=MAX_DURATION_S // 60
    )
    # From the pacer. It is text here: a set is never refused because of it.
    lowered_s = forms.CharField(required=False)
    entry_key = forms.UUIDField()

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.part = part

    def clean_lowered_s(self):
        """Seconds of lowering in each repetition, with one decimal; None where it is no such number."""
        try:
            value = Decimal(self.cleaned_data["lowered_s"])
            return value.quantize(Decimal("0.1")) if 0 <= value <= MAX_DOWN_S else None
        except InvalidOperation:
            return None

    def clean(self):
        data = super().clean()
        if {"number", "side"} <= data.keys() and not self.is_place(data["number"], data["side"]):
            self.add_error("number", _("This exercise has no such set."))
        if "minutes" not in self.errors and data.get("minutes") is not None:
            data["duration_s"] = round(data["minutes"] * 60)
        counted, asked = self.counted()
        data["duration_s" if counted == "reps" else "reps"] = None
        if not {counted, asked} & self.errors.keys() and data.get(counted) is None:
            self.add_error(asked, _("Say how many.") if counted == "reps" else _("Say how long."))
        data["load"] = self.typed_load(data)
        data["lift"] = self.typed_lift(data)
        data["assist"] = self.typed_assist(data)
        return data

    def is_place(self, number, side):
        """Whether a set can have this place: any up to the most sets there can be, on a side that is asked for."""
        return number <= MAX_SETS and side in SIDES_OF[self.part.prescription.side]

    def counted(self):
        """(What the exercise counts, the field in which it was typed)."""
        if self.part.prescription.duration_s is None:
            return "reps", "reps"
        return "duration_s", "minutes" if "minutes" in self.data else "duration_s"

    def as_recorded(self):
        """The arguments of `record_set` that a person gives."""
        names = ("number", "side", "load", "lift", "assist", "reps", "duration_s", "lowered_s")
        given = {name: self.cleaned_data[name] for name in (*names, "entry_key", "performed_at")}
        return given | {"inertia_kgm2": self.cleaned_data["inertia"]}

    def typed_load(self, data):
        """The Load that was typed; None where the exercise has no weight or none was given."""
        value, unit = data.get("load"), data.get("unit")
        if value is None or not self.part.prescription.exercise.is_weighted:
            return None
        if not unit:
            self.add_error("unit", _("Say kg or lb."))
            return None
        return self.within_limit("load", Load(value, unit))

    def typed_lift(self, data):
        """The Load that was lifted, in the unit of what was lowered; None where it is the same or was not given."""
        value, lowered = data.get("lift"), data.get("load")
        if value is None or not self.part.prescription.exercise.is_weighted:
            return None
        if lowered is None:
            if not {"load", "unit"} & self.errors.keys():
                self.add_error("load", _("Say the weight you lowered, too."))
            return None
        return self.within_limit("lift", Load(value, lowered.unit))

    def typed_assist(self, data):
        """The help as a Load; None where none was given."""
        value, unit = data.get("assist"), data.get("assist_unit")
        if value is None:
            return None
        if not unit:
            self.add_error("assist_unit", _("Say kg or lb."))
            return None
        return self.within_limit("assist", Load(value, unit))

    def within_limit(self, name, load):
        """`load`, with a refusal beside the field `name` where nobody handles so much."""
        if load.kg > MAX_LOAD_KG:
            self.add_error(name, _("No weight here is above 1000 kg."))
        return load


class SkipForm(forms.Form):
    """Why an exercise is left out."""

    reason = forms.ChoiceField(choices=SkipReason)
    entry_key = forms.UUIDField()


class ExercisePainForm(TapForm):
    """The worst pain in one exercise, 0 to 10 (clinical reference 5.2, `during`)."""

    nrs = number_field(forms.IntegerField, _("Pain goes from 0 to 10."), min_value=0, max_value=10)
    entry_key = forms.UUIDField()

    def clean_nrs(self):
        if self.cleaned_data["nrs"] is None:
            raise forms.ValidationError(_("Choose a number from 0 to 10."))
        return self.cleaned_data["nrs"]


class ExerciseNoteForm(TapForm):
    """The client's words on one exercise."""

    text = forms.CharField(
        max_length=500,
        error_messages={
            "required": _("Write a word or two."),
            "max_length": _("A note has up to 500 characters."),
        },
    )
    entry_key = forms.UUIDField()


class AddExerciseForm(TapForm):
    """An exercise that the client takes into the open session."""

    exercise = forms.ModelChoiceField(
        Exercise.objects.none(),
        to_field_name="slug",
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the exercises.")),
    )
    entry_key = forms.UUIDField()

    def __init__(self, *args, session_log, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["exercise"].queryset = visible(session_log).prefetch_related("facets")


class SwapForm(AddExerciseForm):
    """An exercise that the client takes instead of another, and why."""

    reason = forms.ChoiceField(choices=SkipReason, initial=SkipReason.OTHER)


class FindForm(forms.Form):
    """What an exercise's name has."""

    find = forms.CharField(required=False, max_length=60)


class NoteForm(forms.Form):
    """The client's words on the session."""

    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class FinishForm(NoteForm):
    """Closing a session: how hard it was, and a note."""

    effort = forms.TypedChoiceField(
        required=False, choices=[("", ""), *((n, n) for n in EFFORT_SCALE)], coerce=int, empty_value=None
    )
    effort_scale = EFFORT_SCALE
