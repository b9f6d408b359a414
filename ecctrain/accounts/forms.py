"""Forms about people."""

from datetime import date
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import Unit
from .models import User

# What is only for people who train.
REMINDING = ("wants_reminders", "quiet_from", "quiet_to")
FIRST_BIRTHDAY = date(1900, 1, 1)


def time_zone_choices():
    """All zones that name a place, sorted; the old abbreviations are left out."""
    return [
        (name, name.replace("_", " "))
        for name in sorted(available_timezones())
        if "/" in name or name == "UTC"
    ]


class DateInput(forms.DateInput):
    """A date field with the browser's own calendar."""

    input_type = "date"

    def __init__(self, **attrs):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class InviteForm(forms.Form):
    """Whom a trainer invites."""

    full_name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    born_on = forms.DateField(label=_("Date of birth"), required=False, widget=DateInput())
    unit = forms.ChoiceField(label=_("Weights in"), choices=Unit, widget=forms.RadioSelect)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    def clean_born_on(self):
        day = self.cleaned_data["born_on"]
        if day and not FIRST_BIRTHDAY <= day <= timezone.localdate():
            raise forms.ValidationError(_("Nobody who trains was born on this day."))
        return day


class TimeInput(forms.TimeInput):
    """A time of day with the browser's own clock."""

    input_type = "time"


class MeForm(forms.ModelForm):
    """What people set for themselves."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    class Meta:
        model = User
        fields = ["full_name", "unit", "theme", "time_zone", "wants_reminders", "quiet_from", "quiet_to"]
        labels = {
            "full_name": _("Your name"),
            "unit": _("Weights in"),
            "theme": _("Look"),
            "wants_reminders": _("Remind me by e-mail"),
            "quiet_from": _("No e-mails from"),
            "quiet_to": _("No e-mails until"),
        }
        widgets = {
            "unit": forms.RadioSelect,
            "theme": forms.RadioSelect,
            "quiet_from": TimeInput(format="%H:%M"),
            "quiet_to": TimeInput(format="%H:%M"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        if not self.instance.trains:
            for name in REMINDING:
                del self.fields[name]
        if self.instance.time_zone not in dict(self.fields["time_zone"].choices):
            self.fields["time_zone"].choices = [
                (self.instance.time_zone, self.instance.time_zone),
                *time_zone_choices(),
            ]
