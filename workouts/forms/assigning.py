"""Forms for issuing a program and ending it."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.forms import DateInput
from ecctrain.accounts.models import User

from ..safety import REASON_LETTERS
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


class AssignForm(forms.Form):
    """For whom, from when, on which weekdays."""

    client = forms.ModelChoiceField(label=_("Client"), queryset=User.objects.none(), to_field_name="code")
    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    entry_key = entry_key_field()

    def __init__(self, *args, trainer, program, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = User.objects.for_trainer(trainer)
        self.most_a_week = program.most_sessions_a_week

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        client = self.cleaned_data.get("client")
        if client and day < client.today():
            raise forms.ValidationError(_("The first day is over. Choose today or later."))
        if client and day > client.today() + timedelta(days=365):
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


class ReasonsForm(forms.Form):
    """What a professional says to the concerns of a plan: a reason where one is needed, and that they looked."""

    def __init__(self, *args, concerns, **kwargs):
        super().__init__(*args, **kwargs)
        self.concerns = concerns
        for concern in concerns:
            if concern.needs_reason:
                self.fields[reason_name(concern)] = forms.CharField(
                    label=_("Reason"),
                    initial=concern.written_reason,
                    max_length=300,
                    min_length=REASON_LETTERS,
                    error_messages={
                        "required": _("Say why."),
                        "min_length": _("Say why, in %(limit_value)s letters or more."),
                    },
                )
        if concerns:
            self.fields["is_looked_at"] = forms.BooleanField(
                label=_("I have looked at these and decide to issue them."),
                error_messages={"required": _("Tick this to issue them, or change the program.")},
            )

    def reasons(self):
        """Exercise id -> reason, of a valid form."""
        return {c.exercise.pk: self.cleaned_data[reason_name(c)] for c in self.concerns if c.needs_reason}

    def rows(self):
        """(concern, its bound field or None), for the page."""
        return [(c, self[reason_name(c)] if c.needs_reason else None) for c in self.concerns]


def reason_name(concern):
    """The name of the field for a concern's reason."""
    return f"reason-{concern.exercise.slug}"


class EndAssignmentForm(forms.Form):
    """Why an assignment ends."""

    reason = forms.CharField(label=_("Why it ends"), max_length=300)
