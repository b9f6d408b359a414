"""Forms about people."""

from datetime import date
from itertools import groupby
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from .adapter import PasskeyAdapter
from .choices import Unit
from .models import User

# What is only for people who train.
REMINDING = ("wants_reminders", "quiet_from", "quiet_to")
FIRST_BIRTHDAY = date(1900, 1, 1)


def time_zone_choices(besides=None):
    """All zones that name a place, by continent, and before them `besides`; the old abbreviations are left out."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    first = ["UTC"] if besides in (None, "UTC", *names) else [besides, "UTC"]
    continents = groupby(names, key=lambda name: name.partition("/")[0])
    return [
        *((name, name) for name in first),
        *((continent, [(name, place_of(name)) for name in zones]) for continent, zones in continents),
    ]


def place_of(zone):
    """The place that a time zone is named after: `Argentina, Buenos Aires` of America/Argentina/Buenos_Aires."""
    return ", ".join(zone.split("/")[1:]).replace("_", " ")


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

    time_zone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = User
        fields = [
            "full_name",
            "unit",
            "theme",
            "text_size",
            "language",
            "time_zone",
            "wants_reminders",
            "quiet_from",
            "quiet_to",
        ]
        labels = {
            "full_name": _("Your name"),
            "unit": _("Weights in"),
            "theme": _("Look"),
            "text_size": _("Text size"),
            "wants_reminders": _("Remind me by e-mail"),
            "quiet_from": _("No e-mails from"),
            "quiet_to": _("No e-mails until"),
        }
        widgets = {
            "unit": forms.RadioSelect,
            "theme": forms.RadioSelect,
            "text_size": forms.RadioSelect,
            "quiet_from": TimeInput(format="%H:%M"),
            "quiet_to": TimeInput(format="%H:%M"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        self.fields["time_zone"].choices = time_zone_choices(besides=self.instance.time_zone)
        if not self.instance.trains:
            for name in REMINDING:
                del self.fields[name]
        if len(settings.LANGUAGES) < 2:
            del self.fields["language"]


class LoginForm(allauth_forms.LoginForm):
    """Sign-in by password; browsers offer passkeys in the e-mail field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    """A code by e-mail, also for whoever closed the account and wants to come back."""

    email = forms.EmailField(
        label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True})
    )

    def clean_email(self):
        email = super().clean_email()
        if self._user is None:
            self._user = User.objects.closed().filter(email__iexact=email).first()
        return email


class CredentialField(forms.JSONField):
    """What a browser made or signed with a passkey; what cannot be read as one is refused, and never an error."""

    widget = forms.HiddenInput

    def __init__(self, *, reads, **kwargs):
        super().__init__(**kwargs)
        self.reads = reads

    def clean(self, value):
        value = super().clean(value)
        try:
            self.reads.from_dict(value)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise forms.ValidationError(PasskeyAdapter.error_messages["incorrect_code"]) from error
        return value


class PasskeyLoginForm(passkey_forms.LoginWebAuthnForm):
    """Sign-in by passkey."""

    credential = CredentialField(reads=AuthenticationResponse)


class PasskeyConfirmForm(passkey_forms.ReauthenticateWebAuthnForm):
    """Who is in front of the screen, confirmed by passkey."""

    credential = CredentialField(reads=AuthenticationResponse)


class PasskeyAddForm(passkey_forms.SignupWebAuthnForm):
    """A passkey that the browser made, and what to call it."""

    credential = CredentialField(reads=RegistrationResponse)
    name = forms.CharField(
        label=_("What to call it"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PasskeyRenameForm(passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(
        label=_("What to call it"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class CloseAccountForm(forms.Form):
    """The typed word without which no account is closed."""

    word = forms.CharField(
        max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["word"].label = _("Type “%(word)s” to go on") % {"word": self.asked}

    @property
    def asked(self):
        """The word to type, in the language of the page."""
        return gettext("delete")

    def clean_word(self):
        word = self.cleaned_data["word"].strip()
        if word.casefold() != self.asked.casefold():
            raise forms.ValidationError(
                _("Type “%(word)s”, so that nothing happens by accident.") % {"word": self.asked}
            )
        return word
