"""Forms about a client's health: the questions, their clearance, flags, and clearances of soreness and pain."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..models.health import FLAG_CODES
from ..safety import REASON_LETTERS
from ..screening import CAUTIONS, HARD_STOPS, SECTIONS
from ..screening_words import FLAG_WORDS, HEADINGS, QUESTIONS
from .fields import entry_key_field

YES, NO = "yes", "no"
MAX_TRAINING_MONTHS = 960
UNANSWERED = ngettext_lazy(
    "One question has no answer yet. It is marked below.",
    "%(count)s questions have no answer yet. They are marked below.",
    "count",
)


class ScreeningForm(forms.Form):
    """Every question with yes and no and nothing chosen; `waiting` are yeses that may not be taken back."""

    training_months = forms.IntegerField(
        label=_("For how many months have you trained for strength, every week?"),
        help_text=_("0 if you are new to it."),
        required=False,
        min_value=0,
        max_value=MAX_TRAINING_MONTHS,
    )
    note = forms.CharField(
        label=_("Anything to add"),
        help_text=_("What it is, since when, what a doctor said."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    entry_key = entry_key_field()

    def __init__(self, *args, waiting=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        for key in (*HARD_STOPS, *CAUTIONS):
            self.fields[key] = forms.ChoiceField(
                label=QUESTIONS[key],
                choices=[(YES, _("Yes")), (NO, _("No"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose yes or no.")},
            )

    def clean(self):
        data = super().clean()
        for key in self.waiting:
            if data.get(key) == NO:
                self.add_error(
                    key,
                    _(
                        "You said yes to this, and your trainer has not seen to it yet. If it was a mistake, tell them."
                    ),
                )
        unanswered = [key for key in QUESTIONS if self.has_error(key, code="required")]
        if unanswered:
            self.add_error(None, UNANSWERED % {"count": len(unanswered)})
        return data

    def sections(self):
        """(heading, its bound fields), for the page."""
        return [(HEADINGS[name], [self[key] for key in keys]) for name, keys in SECTIONS]

    def as_answered(self):
        """The keys of each yes, the note and the entry key, of a valid form."""
        data = self.cleaned_data
        return {
            "hard_stops": [key for key in HARD_STOPS if data[key] == YES],
            "cautions": [key for key in CAUTIONS if data[key] == YES],
            "training_months": data["training_months"],
            "note": data["note"],
            "entry_key": data["entry_key"],
        }


def reason_field(**options):
    """A reason of 15 letters or more."""
    return forms.CharField(
        min_length=REASON_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say why."),
            "min_length": _("Say why, in %(limit_value)s letters or more."),
        },
        **options,
    )


class ClearScreeningForm(forms.Form):
    """Why training may go on; where a hard stop was answered with yes, also that a doctor said so."""

    reason = reason_field(label=_("Why training may go on"), max_length=500)
    has_doctor_cleared = forms.BooleanField(
        label=_("A doctor has cleared this"),
        error_messages={"required": _("Tick this once a doctor has cleared it. Until then it stays open.")},
    )

    def __init__(self, *args, screening, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["has_doctor_cleared"].required = bool(screening.hard_stops)
        if not screening.hard_stops:
            self.fields["has_doctor_cleared"].widget = forms.HiddenInput()


class FlagForm(forms.Form):
    """A caution that holds for the client now."""

    caution = forms.ChoiceField(
        label=_("Flag"),
        choices=[("", _("Choose one"))] + [(code, FLAG_WORDS[code]) for code, _meaning in FLAG_CODES],
    )
    note = forms.CharField(
        label=_("Note"), help_text=_("Which side, since when, until when."), max_length=300, required=False
    )


class ClearanceForm(forms.Form):
    """Why a client may train although soreness or pain stands against it."""

    reason = reason_field(label=_("Why training may go on all the same"), max_length=300)
    entry_key = entry_key_field()
