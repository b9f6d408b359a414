"""Forms that put right what was recorded: a set, a session."""

from datetime import UTC, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit
from ecctrain.accounts.forms import DateInput, TimeInput

from ..choices import Side
from ..history import free_places
from ..loads import MAX_LOAD_KG, Load
from ..models.fields import MAX_DURATION_S, MAX_REPS, MAX_SETS
from ..revising import Performed
from .fields import CommaMixin, entry_key_field, load_field
from .session import EFFORT_SCALE, FIRST_YEAR

DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


def effort_field():
    """How hard a session was; it need not be said."""
    return forms.TypedChoiceField(
        label=_("Effort, 0 rest to 10 all out"),
        required=False,
        choices=[("", _("not said")), *((number, number) for number in EFFORT_SCALE)],
        coerce=int,
        empty_value=None,
    )


def note_field():
    """Words on a session."""
    return forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PastSetForm(CommaMixin, forms.Form):
    """The values of one set of a past session; the exercise says which it has."""

    comma_fields = ("load", "lift", "assist")
    load = load_field(label=_("Weight"), required=False, widget=forms.TextInput(attrs=DECIMAL))
    lift = load_field(
        label=_("Weight lifted, where it was another"),
        required=False,
        widget=forms.TextInput(attrs=DECIMAL),
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit)
    assist = load_field(label=_("Help"), required=False, widget=forms.TextInput(attrs=DECIMAL))
    reps = forms.IntegerField(
        label=_("Repetitions"),
        min_value=0,
        max_value=MAX_REPS,
        error_messages={
            name: _("Repetitions go from 0 to 60.") for name in ("invalid", "min_value", "max_value")
        },
    )
    duration_s = forms.IntegerField(
        label=_("Seconds"),
        min_value=0,
        max_value=MAX_DURATION_S,
        error_messages={
            name: _("Seconds go from 0 to 3600.") for name in ("invalid", "min_value", "max_value")
        },
    )
    entry_key = entry_key_field()

    def __init__(self, *args, prescription, set_log=None, **kwargs):
        super().__init__(*args, **kwargs)
        is_timed = prescription.duration_s is not None
        has_load = prescription.exercise.is_weighted or bool(set_log and set_log.load)
        has_lift = bool(prescription.lift or (set_log and set_log.lift))
        has_assist = bool(prescription.assist or (set_log and set_log.assist))
        shown = {
            "load": has_load,
            "lift": has_load and has_lift,
            "unit": has_load or has_assist,
            "assist": has_assist,
            "reps": not is_timed,
            "duration_s": is_timed,
        }
        for name, is_shown in shown.items():
            if not is_shown:
                del self.fields[name]

    def clean(self):
        data = super().clean()
        for name in ("load", "lift", "assist"):
            value = data.get(name)
            if value is not None and Load(value, data.get("unit", Unit.KG)).kg > MAX_LOAD_KG:
                self.add_error(name, _("No weight here is above 1000 kg."))
        if data.get("lift") is not None and data.get("load") is None and "load" not in self.errors:
            self.add_error("load", _("Give the weight that was lowered, too."))
        return data

    def performed(self):
        """The typed values as Performed."""
        data = self.cleaned_data
        loads = {
            name: Load(data[name], data["unit"]) if data.get(name) is not None else None
            for name in ("load", "lift", "assist")
        }
        return Performed(**loads, reps=data.get("reps"), duration_s=data.get("duration_s"))


class ForgottenSetForm(PastSetForm):
    """A set that was done and not logged; its place is one of those that are free."""

    place = forms.TypedChoiceField(label=_("Which set"))
    field_order = ["place"]

    def __init__(self, *args, exercise, **kwargs):
        super().__init__(*args, prescription=exercise.prescription, **kwargs)
        places = [place for place in free_places(exercise) if place[0] <= MAX_SETS]
        field = self.fields["place"]
        field.choices = [(f"{number}-{side}", place_words(number, side)) for number, side in places]
        field.coerce = read_place


def place_words(number, side):
    """`Set 2`, with its side where it has one."""
    words = _("Set %(number)s") % {"number": number}
    return words if side == Side.BOTH else f"{words}, {Side(side).label}"


def read_place(text):
    """(Number, side) of a choice of ForgottenSetForm."""
    number, side = text.split("-")
    return int(number), side


class MomentForm(forms.Form):
    """A day and a time of day in the past, where the client lives."""

    day = forms.DateField(label=_("Day"), widget=DateInput())
    starts_at = forms.TimeField(label=_("Began at"), widget=TimeInput(format="%H:%M"))

    def __init__(self, *args, client, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.client, self.now = client, now

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day.year < FIRST_YEAR:
            raise forms.ValidationError(_("Sessions go back to %(year)s."), params={"year": FIRST_YEAR})
        if day > self.client.local_date(self.now):
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        data = super().clean()
        if {"day", "starts_at"} <= data.keys():
            data["started_at"] = self.read_start(data["day"], data["starts_at"])
        return data

    def read_start(self, day, time):
        """The instant of a day and time where the client lives; one that is not there or to come is refused."""
        local = datetime.combine(day, time, self.client.zone)
        started_at = local.astimezone(UTC)
        if started_at.astimezone(self.client.zone).time() != time:
            self.add_error("starts_at", _("There was no such time on this day: the clocks went forward."))
        elif started_at > self.now:
            self.add_error("starts_at", _("This time has not come yet."))
        return started_at


class PastSessionForm(MomentForm):
    """When a past session began, how hard it was, and its note."""

    effort = effort_field()
    note = note_field()
    entry_key = entry_key_field()

    def __init__(self, *args, session_log, **kwargs):
        self.session_log = session_log
        local = session_log.started_at.astimezone(session_log.client.zone)
        initial = {
            "day": local.date(),
            "starts_at": local.time(),
            "effort": session_log.effort,
            "note": session_log.note,
        }
        super().__init__(*args, client=session_log.client, initial=initial, **kwargs)

    def read_start(self, day, time):
        """The beginning as it was where the same minute was typed: it has seconds, and knows which hour it was."""
        before = self.session_log.started_at
        local = before.astimezone(self.client.zone)
        if (day, time) == (local.date(), local.time().replace(second=0, microsecond=0)):
            return before
        started_at = super().read_start(day, time)
        ended_at = self.session_log.finished_at
        if ended_at and not self.errors and ended_at + (started_at - before) > self.now:
            self.add_error("starts_at", _("With its length, the session would not be over yet."))
        return started_at

    def revised(self):
        """The arguments of `revise_session` that a person gives."""
        return {name: self.cleaned_data[name] for name in ("started_at", "effort", "note", "entry_key")}
