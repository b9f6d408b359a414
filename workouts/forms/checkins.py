"""Forms of the check-ins: soreness, and pain after a session."""

from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import BodyRegion
from ..soreness import MAX_NRS, RedFlag
from ..soreness_words import red_flag_questions
from .session import TapForm

NONE_OF_THESE = "none"


@dataclass(frozen=True)
class Option:
    """One thing to tap: what is sent, what is read, whether it is chosen, whether it asks the urgent questions."""

    value: str
    label: str
    is_chosen: bool
    asks: bool = False


class AnswerForm(TapForm):
    """A number from 0 to 10 in answer to `question`, a CheckIn or a PainCheck that was open when it was tapped."""

    nrs = forms.TypedChoiceField(
        choices=[(number, number) for number in range(MAX_NRS + 1)],
        coerce=int,
        error_messages={name: _("Tap a number from 0 to 10.") for name in ("required", "invalid_choice")},
    )
    entry_key = forms.UUIDField()

    def __init__(self, *args, question, **kwargs):
        report = question.report
        initial = {"entry_key": uuid4()} | (self.initial_of(report) if report else {})
        super().__init__(*args, initial=initial, **kwargs)
        self.question = question

    def clean(self):
        data = super().clean()
        if "performed_at" in data and not self.question.takes(data["performed_at"]):
            self.add_error(None, _("This question is not open now."))
        return data

    def as_reported(self):
        """The arguments of the report that a person gives."""
        data = dict(self.cleaned_data)
        return data | {"answered_at": data.pop("performed_at")}

    def options(self, name, labels, asks=lambda value: False):
        """The Options of the field `name`; `labels` are pairs of a value and its words."""
        chosen = self[name].value()
        chosen = [] if chosen is None else chosen if isinstance(chosen, list) else [chosen]
        chosen = {str(value) for value in chosen}
        return [Option(str(value), words, str(value) in chosen, asks(value)) for value, words in labels]

    @property
    def numbers(self):
        return self.options("nrs", [(number, number) for number in range(MAX_NRS + 1)])

    @property
    def key(self):
        """What makes the ids of this form its own among several on a page."""
        return f"{self.question.session_log.code}-{self.place}"


class CheckInForm(AnswerForm):
    """How sore, and optionally where, whether it limits, and the urgent questions.

    `is_second_step` is sent where only the urgent questions are asked: something has to be said about them.
    """

    regions = forms.MultipleChoiceField(choices=BodyRegion, required=False)
    is_function_limited = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    red_flags = forms.MultipleChoiceField(
        choices=[*((flag, flag) for flag in RedFlag), (NONE_OF_THESE, "")], required=False
    )
    is_second_step = forms.BooleanField(required=False)
    template = "workouts/_checkin_form.html"
    title = _("How sore are you?")

    @staticmethod
    def initial_of(report):
        said = report.inputs
        limited = {True: "yes", False: "no", None: ""}[said["is_function_limited"]]
        flags = said["red_flags"]
        if flags == [] and report.red_flags is not None:
            flags = [NONE_OF_THESE]
        return {
            "nrs": report.nrs,
            "regions": report.regions,
            "is_function_limited": limited,
            "red_flags": flags or [],
        }

    @property
    def place(self):
        return self.question.hours

    def clean_red_flags(self):
        """The signs answered with yes, None where nothing was said; a sign counts also beside “none of these”."""
        said = self.cleaned_data["red_flags"]
        return [flag for flag in said if flag != NONE_OF_THESE] if said else None

    def clean(self):
        data = super().clean()
        if data.pop("is_second_step", False) and data.get("red_flags") is None:
            self.add_error("red_flags", _("Choose what you have, or “None of these”."))
        return data

    @property
    def numbers(self):
        """0 to 10; some of them ask the urgent questions."""
        labels = [(number, number) for number in range(MAX_NRS + 1)]
        return self.options("nrs", labels, asks=self.question.asks_red_flags)

    @property
    def body_regions(self):
        return self.options("regions", BodyRegion.choices)

    @property
    def limits(self):
        return self.options("is_function_limited", self.fields["is_function_limited"].choices)

    @property
    def flags(self):
        return self.options("red_flags", [*red_flag_questions(), (NONE_OF_THESE, _("None of these"))])


class PainForm(AnswerForm):
    """How much pain after the session or in the morning, and optionally where."""

    region = forms.ChoiceField(choices=[("", ""), *BodyRegion.choices], required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    template = "workouts/_checkin_pain_form.html"
    title = _("Pain this morning")

    @staticmethod
    def initial_of(report):
        return {"nrs": report.nrs, "region": report.region, "note": report.note}

    @property
    def place(self):
        return self.question.moment

    @property
    def pain_regions(self):
        """The regions of the session, and the one that was chosen."""
        near = {*(self.question.trained.pain_regions or BodyRegion.values), self["region"].value()}
        return self.options("region", [pair for pair in BodyRegion.choices if pair[0] in near])


def due_forms(asked, now):
    """A form for each question of `asked` (an Asked) that waits for an answer, soreness first."""
    return [
        *(CheckInForm(question=one, now=now) for one in asked.due),
        *(PainForm(question=one, now=now) for one in asked.mornings),
    ]
