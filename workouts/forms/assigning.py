"""Forms for issuing a program and ending it."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.forms import DateInput
from ecctrain.accounts.models import User

from ..assigning import Terms
from ..safety import REASON_LETTERS
from ..scheduling import spread
from .fields import entry_key_field

WEEKDAYS = [
    (0, _("Mon")),
    (1, _("Tue")),
    (2, _("Wed")),
    (3, _("Thu")),
    (4, _("Fri")),
    (5, _("Sat")),
    (6, _("Sun")),
]


TIMES_A_DAY = [(1, _("once")), (2, _("twice")), (3, _("three times"))]
PLACES = [("gym", _("in a gym or the practice")), ("home", _("at home"))]
# What catches a weight that cannot be lifted again (clinical reference 1.3).
CATCHES = [
    ("", _("nothing, nobody")),
    ("arms", _("safety arms or pins")),
    ("one", _("one spotter")),
    ("two", _("two spotters")),
]
SPOTTERS = {"one": 1, "two": 2}


class AssignForm(forms.Form):
    """For whom, from when, on which weekdays, how often on each of these days."""

    clients = forms.ModelMultipleChoiceField(
        label=_("Clients"),
        queryset=User.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one client or more.")},
    )
    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    times_a_day = forms.TypedChoiceField(
        label=_("On each of these days"),
        choices=TIMES_A_DAY,
        coerce=int,
        initial=1,
        required=False,
        empty_value=1,
        widget=forms.RadioSelect,
    )
    ease_in = forms.BooleanField(
        label=_("Ease in what is new"),
        required=False,
        help_text=_("An exercise that is new to the client begins light and few, over four weeks."),
    )
    by_effort = forms.BooleanField(
        label=_("By effort where there is no one-rep max"),
        required=False,
        help_text=_("Per cents of a one-rep max that is not known become: about three repetitions left."),
    )
    place = forms.ChoiceField(
        label=_("Trained"), choices=PLACES, initial="gym", required=False, widget=forms.RadioSelect
    )
    supervisor = forms.CharField(
        label=_("Supervised in person by"),
        required=False,
        max_length=120,
        help_text=_("Only needed for loads above the one-rep max."),
    )
    catch = forms.ChoiceField(label=_("The weight is caught by"), choices=CATCHES, required=False)
    entry_key = entry_key_field()

    def __init__(self, *args, trainer, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["clients"].queryset = User.objects.for_trainer(trainer)
        self.most_a_week = program.most_sessions_a_week
        self.fields["weekdays"].initial = spread(self.most_a_week)

    def clean_clients(self):
        return list(self.cleaned_data["clients"])

    def clean_starts_on(self):
        """The day is judged by each client's own calendar."""
        day = self.cleaned_data["starts_on"]
        clients = self.cleaned_data.get("clients", [])
        late = [client for client in clients if day < client.today()]
        if late and len(clients) == 1:
            raise forms.ValidationError(_("The first day is over. Choose today or later."))
        if late:
            raise forms.ValidationError(
                _("Where they live, the first day is over for %(names)s. Choose a later one."),
                params={"names": ", ".join(map(str, late))},
            )
        if any(day > client.today() + timedelta(days=365) for client in clients):
            raise forms.ValidationError(_("The first day is more than a year away."))
        return day

    def clean_weekdays(self):
        days = self.cleaned_data["weekdays"]
        if len(days) < self.most_a_week:
            raise forms.ValidationError(
                _("The program has %(count)s sessions a week: choose %(count)s weekdays or more."),
                params={"count": self.most_a_week},
            )
        return days

    def terms(self):
        """The Terms that a valid form says."""
        data = self.cleaned_data
        return Terms(
            starts_on=data["starts_on"],
            weekdays=data["weekdays"],
            times_a_day=data["times_a_day"],
            is_home=data["place"] == "home",
            supervisor=data["supervisor"],
            has_safety_arms=data["catch"] == "arms",
            spotters=SPOTTERS.get(data["catch"], 0),
            by_effort=data["by_effort"],
            ease_in=data["ease_in"],
        )


class ReasonsForm(forms.Form):
    """What a professional says to the concerns of a plan: a reason where one is needed, and that they looked.

    One reason may cover the whole plan (clinical reference 3.1, LS-03); where an exercise has its own, that counts.
    """

    def __init__(self, *args, concerns, **kwargs):
        super().__init__(*args, **kwargs)
        self.concerns = concerns
        if sum(concern.needs_reason for concern in concerns) > 1:
            self.fields["reason_for_all"] = forms.CharField(
                label=_("One reason for all of them"),
                required=False,
                max_length=300,
                min_length=REASON_LETTERS,
                help_text=_("Counts where an exercise has no reason of its own."),
                error_messages={"min_length": _("Say why, in %(limit_value)s letters or more.")},
            )
        for concern in concerns:
            if concern.needs_reason:
                self.fields[reason_name(concern)] = forms.CharField(
                    label=_("Reason"),
                    initial=concern.written_reason,
                    required=False,
                    max_length=300,
                    min_length=REASON_LETTERS,
                    error_messages={"min_length": _("Say why, in %(limit_value)s letters or more.")},
                )
        if concerns:
            self.fields["is_looked_at"] = forms.BooleanField(
                label=_("I have looked at these and decide to issue them."),
                error_messages={"required": _("Tick this to issue them, or change the program.")},
            )

    def clean(self):
        data = super().clean()
        shared = data.get("reason_for_all", "")
        for concern in self.concerns:
            name = reason_name(concern)
            if concern.needs_reason and name not in self.errors and not (data[name] or shared):
                self.add_error(name, _("Say why."))
        return data

    def reasons(self):
        """Exercise id -> reason, of a valid form."""
        shared = self.cleaned_data.get("reason_for_all", "")
        return {
            c.exercise.pk: self.cleaned_data[reason_name(c)] or shared
            for c in self.concerns
            if c.needs_reason
        }

    def rows(self):
        """(concern, its bound field or None), for the page."""
        return [(c, self[reason_name(c)] if c.needs_reason else None) for c in self.concerns]


def reason_name(concern):
    """The name of the field for a concern's reason."""
    return f"reason-{concern.exercise.slug}"


class EndAssignmentForm(forms.Form):
    """Why an assignment ends."""

    reason = forms.CharField(label=_("Why it ends"), max_length=300)
