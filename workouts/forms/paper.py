"""The form of a whole session that was logged on paper: the moment, each exercise, each of its sets."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import SkipReason
from ..history import typed_values
from ..sheet import Part, Row
from ..typing_in import Paper, TypedExercise, TypedSet
from .fields import entry_key_field
from .history import MomentForm, PastSetForm, effort_field, note_field
from .session import NRS_SCALE


class PaperForm(MomentForm):
    """When the session was, how hard it was, and its note. One that is open already has its moment."""

    effort = effort_field()
    note = note_field()
    entry_key = entry_key_field()

    def __init__(self, *args, session_log, **kwargs):
        super().__init__(*args, **kwargs)
        if session_log:
            del self.fields["day"], self.fields["starts_at"]
            self.initial |= {"effort": session_log.effort, "note": session_log.note}


class PaperSetForm(PastSetForm):
    """One line of boxes: a set with its values as prescribed; one without a tick or without a number was not done."""

    done = forms.BooleanField(required=False, initial=True)

    def __init__(self, data, *, part, row, client, **kwargs):
        prescription = part.prescription
        prefix = f"{prescription.code}-{row.number}-{row.side}"
        self.comma_fields = tuple(f"{prefix}-{name}" for name in PastSetForm.comma_fields)
        initial = typed_values(prescription, client)
        super().__init__(data, prescription=prescription, prefix=prefix, initial=initial, **kwargs)
        self.row = row
        del self.fields["entry_key"]
        if "unit" in self.fields:
            self.fields["unit"].widget = forms.HiddenInput()
        for name in {"reps", "duration_s"} & self.fields.keys():
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    @property
    def is_done(self):
        """Whether the sent line has its tick and a number of repetitions or seconds."""
        amount = "reps" if "reps" in self.fields else "duration_s"
        ticked = self.add_prefix("done") in self.data
        return ticked and bool(self.data.get(self.add_prefix(amount), "").strip())

    def is_valid(self):
        """What was not done is not looked at."""
        return not self.is_done or super().is_valid()

    @property
    def load_unit(self):
        """In which unit the weights of this line are."""
        return self["unit"].value() if "unit" in self.fields else ""

    @property
    def cells(self):
        """The fields to write into, in the order of the columns."""
        return [
            self[name] for name in ("load", "lift", "assist", "reps", "duration_s") if name in self.fields
        ]

    @property
    def refusals(self):
        """What is said beside the line; nothing of a set that was not done."""
        if not self.is_bound or not self.is_done:
            return []
        return [text for errors in self.errors.values() for text in errors]

    def typed(self):
        return TypedSet(self.row.number, self.row.side, self.performed())


class PaperExerciseForm(forms.Form):
    """What stands beside the boxes of one exercise: why it was left out, the worst pain, a note."""

    reason = forms.ChoiceField(
        label=_("Left out, because"), required=False, choices=[("", "–"), *SkipReason.choices]
    )
    pain = forms.TypedChoiceField(
        label=_("Pain, 0 to 10"),
        required=False,
        choices=[("", "–"), *((number, number) for number in NRS_SCALE)],
        coerce=int,
        empty_value=None,
    )
    text = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, data, *, part, **kwargs):
        prescription = part.prescription
        initial = {"pain": prescription.pain_nrs, "text": prescription.written or ""}
        super().__init__(data, prefix=str(prescription.code), initial=initial, **kwargs)
        if part.skip_reason:
            del self.fields["reason"]

    def changed(self, name):
        """A value that the log does not have yet; None otherwise."""
        return self.cleaned_data[name] if name in self.changed_data else None


@dataclass
class ExerciseOnPaper:
    """One exercise of the page: its own form, and a form for each set that has not been logged."""

    part: Part
    form: PaperExerciseForm
    sets: list[PaperSetForm]
    logged: list[Row]

    @property
    def prescription(self):
        return self.part.prescription

    @property
    def skip_word(self):
        """Why it was left out before, in words."""
        return SkipReason(self.part.skip_reason).label if self.part.skip_reason else ""

    def is_valid(self):
        is_valid = all([self.form.is_valid(), *(one.is_valid() for one in self.sets)])
        if is_valid and self.form.cleaned_data.get("reason") and all(one.is_done for one in self.sets):
            self.form.add_error("reason", _("Every set is ticked. Untick what was left out."))
            return False
        return is_valid

    def typed(self):
        return TypedExercise(
            self.part,
            [one.typed() for one in self.sets if one.is_done],
            skip_reason=self.form.cleaned_data.get("reason", ""),
            pain_nrs=self.form.changed("pain"),
            note=self.form.changed("text") or "",
        )


def exercises_on_paper(data, *, sheet, client):
    """An ExerciseOnPaper for each exercise of a filled `sheet`; `data` is what was sent, or None."""
    return [
        ExerciseOnPaper(
            part,
            PaperExerciseForm(data, part=part),
            [
                PaperSetForm(data, part=part, row=row, client=client)
                for row in part.rows
                if row.set_log is None
            ],
            [row for row in part.rows if row.set_log],
        )
        for part in sheet.parts
    ]


def read_paper(form, exercises):
    """The Paper that valid forms describe; None, with the refusal on the page, where nothing was done."""
    typed = [one.typed() for one in exercises]
    if not any(one.sets or one.skip_reason for one in typed) and not any(one.logged for one in exercises):
        form.add_error(None, _("Tick a set, or say why an exercise was left out."))
        return None
    data = form.cleaned_data
    return Paper(
        typed, data["entry_key"], started_at=data.get("started_at"), effort=data["effort"], note=data["note"]
    )
