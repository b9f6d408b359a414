"""Forms: text into typed values, with a message beside the field."""

import uuid
from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit
from ecctrain.accounts.forms import DateInput
from ecctrain.accounts.models import User

from .building import set_dose
from .choices import DoseSide, Method, Side, SkipReason
from .loads import MAX_LOAD_KG, Load
from .measuring import one_rep_max_value
from .models import Exercise, Program, ProgramLine, ProgramSession
from .models.fields import MAX_DURATION_S, MAX_LOAD_VALUE, MAX_REPS, MAX_REST_S, MAX_SETS
from .one_rep_max import MAX_REPS as MAX_ESTIMATE_REPS
from .safety import REASON_LETTERS, Level, is_reason, judge_ratio
from .shorthand import LineError, LoadCell, parse_effort, parse_line, parse_rest, parse_sets, read_words
from .shorthand_words import sentence
from .tempo import NeedsConfirmation, parse_tempo

WEEKDAYS = [
    (0, _("Mon")),
    (1, _("Tue")),
    (2, _("Wed")),
    (3, _("Thu")),
    (4, _("Fri")),
    (5, _("Sat")),
    (6, _("Sun")),
]


EFFORT_SCALE = range(11)
# A finger's weight; less is a slip of the keyboard.
LEAST_LIFTED = Decimal("0.1")
# A phone that says less has lost its clock.
FIRST_YEAR = 2020


def entry_key_field():
    """The key that makes a form count once, however often it is sent."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def load_field(**options):
    """A weight typed with a point or a comma."""
    messages = {
        "invalid": _("Write the weight as a number, such as 22.5."),
        "min_value": _("A weight is 0 or more."),
        "max_value": _("No weight here is above 1000 kg."),
    }
    return forms.DecimalField(
        max_digits=7,
        decimal_places=3,
        min_value=Decimal(0),
        max_value=MAX_LOAD_VALUE,
        error_messages=messages,
        **options,
    )


class CommaMixin:
    """Weights may be typed with a comma for the point."""

    comma_fields = ()

    def __init__(self, data=None, *args, **kwargs):
        if data is not None and any("," in data.get(name, "") for name in self.comma_fields):
            data = data.copy()
            for name in self.comma_fields:
                data[name] = data.get(name, "").replace(",", ".")
        super().__init__(data, *args, **kwargs)


class ProgramForm(forms.ModelForm):
    """A program's name and what it is for."""

    class Meta:
        model = Program
        fields = ["name", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}


class SessionForm(forms.ModelForm):
    """The name of one session of a program."""

    class Meta:
        model = ProgramSession
        fields = ["name"]


class AddLineForm(forms.Form):
    """The quick-add line: `squat 4x8 @65% 4-0-1-0 r120`, or an exercise alone for its usual dose."""

    exercise = forms.CharField(label=_("Exercise"), max_length=400)

    def __init__(self, *args, trainer, **kwargs):
        super().__init__(*args, **kwargs)
        self.exercises = Exercise.objects.for_trainer(trainer)
        self.library = self.exercises.names()

    def clean_exercise(self):
        """The Exercise, and the Line that was typed with it; None for an exercise alone."""
        written = self.read_line(self.cleaned_data["exercise"])
        if isinstance(written, str):
            return self.exercises.get(slug=written), None
        exercise = self.exercises.get(slug=written.exercise)
        if not exercise.is_weighted and (written.load != LoadCell() or written.rm):
            raise forms.ValidationError(_("%(name)s has no weight."), params={"name": exercise})
        if exercise.is_timed and written.duration_s is None:
            raise forms.ValidationError(_("This exercise is counted in seconds: write 5 × 45 s."))
        return exercise, written

    def read_line(self, text):
        """The Line that `text` says; for an exercise alone, its slug."""
        try:
            line = parse_line(text, self.library)
        except LineError as refusal:
            words = read_words(text, self.library)
            if [problem.code for problem in refusal.problems] == ["missing_sets"] and len(words) == 1:
                return words[0].value["exercise"]
            problems = [problem for problem in refusal.problems if problem.code != "missing_sets"]
            sentences = [sentence(problem, self.library) for problem in problems or refusal.problems]
            raise forms.ValidationError(sentences) from None
        if line.load.pct is not None and judge_ratio(line.load.pct / 100).level == Level.BLOCK:
            raise forms.ValidationError(
                _("More than the 1RM cannot be lifted: at most %(most)s %% here."), params={"most": 100}
            )
        return line


class LineForm(forms.Form):
    """One row of the builder, each cell as it is typed: `3 × 8`, `60 %`, `4-0-1-0`, `120 s`."""

    sets = forms.CharField(label=_("Sets × reps"))
    load = forms.CharField(label=_("Load"), required=False)
    tempo = forms.CharField(label=_("Tempo"))
    rest = forms.CharField(label=_("Rest"))
    side = forms.ChoiceField(label=_("Side"), choices=DoseSide)
    method = forms.ChoiceField(label=_("Method"), choices=Method, required=False)
    group = forms.RegexField(
        r"^([A-Qa-q][1-9])?$",
        label=_("Superset"),
        required=False,
        error_messages={"invalid": _("A superset is a letter and a number, such as A1.")},
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    load_reason = forms.CharField(label=_("Reason for leaving the band"), max_length=300, required=False)

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line

    def clean_sets(self):
        text = self.cleaned_data["sets"]
        try:
            found = parse_sets(text)
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is not clear. Write 3 × 8, or 5 × 45 s for a hold."), params={"text": text}
            ) from None
        if not 1 <= found.sets <= MAX_SETS:
            raise forms.ValidationError(_("Sets go from 1 to %(most)s."), params={"most": MAX_SETS})
        if found.reps is not None and not 1 <= found.reps <= (found.reps_max or found.reps) <= MAX_REPS:
            raise forms.ValidationError(_("Repetitions go from 1 to %(most)s."), params={"most": MAX_REPS})
        if found.duration_s is not None and not 1 <= found.duration_s <= MAX_DURATION_S:
            raise forms.ValidationError(_("A set lasts at most an hour."))
        if self.line.exercise.is_timed and found.duration_s is None:
            raise forms.ValidationError(_("This exercise is counted in seconds: write 5 × 45 s."))
        return found

    def clean_load(self):
        text = self.cleaned_data["load"]
        try:
            found = parse_effort(text)
        except ValueError as refusal:
            raise forms.ValidationError(self.load_refusal(str(refusal), text)) from None
        pct, load = found.load.pct, found.load.load
        if pct is not None and pct < 1:
            raise forms.ValidationError(_("A per cent of the 1RM goes from 1 to 100."))
        if pct is not None and judge_ratio(pct / 100).level == Level.BLOCK:
            raise forms.ValidationError(
                _("More than the 1RM cannot be lifted: at most %(most)s %% here."), params={"most": 100}
            )
        if not self.line.exercise.is_weighted and (pct is not None or load or found.rm):
            raise forms.ValidationError(_("This exercise has no weight: write body."))
        return found

    @staticmethod
    def load_refusal(code, text):
        """Why the load cell cannot be read."""
        sentences = {
            "load_range": _("No weight here is above 1000 kg."),
            "rpe_range": _("RPE goes from 1 to 10 in halves."),
            "rir_range": _("RIR is a whole number from 0 to 10."),
            "rm_range": _("RM goes from 1 to 30."),
        }
        unclear = _("“%(text)s” is not clear. Write 60 %%, 45 kg, 100 lb or body.") % {"text": text}
        return sentences.get(code, unclear)

    def clean_tempo(self):
        text = self.cleaned_data["tempo"]
        try:
            return parse_tempo(text)
        except NeedsConfirmation as doubt:
            raise forms.ValidationError(
                _("Three figures: write %(tempo)s if there is no pause at the top."),
                params={"tempo": doubt.tempo},
            ) from None
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is not clear. Write lower-pause-lift-pause, such as 4-0-1-0."),
                params={"text": text},
            ) from None

    def clean_rest(self):
        text = self.cleaned_data["rest"]
        try:
            rest_s = parse_rest(text)
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is not clear. Write 120 s or 2:00."), params={"text": text}
            ) from None
        if rest_s > MAX_REST_S:
            raise forms.ValidationError(
                _("A rest lasts at most %(minutes)s minutes."), params={"minutes": MAX_REST_S // 60}
            )
        return rest_s

    def clean(self):
        data = super().clean()
        pct = data["load"].load.pct if "load" in data else None
        leaves_band = pct is not None and judge_ratio(pct / 100).level == Level.OVERRIDE
        if leaves_band and not is_reason(data.get("load_reason", "")):
            self.add_error(
                "load_reason",
                forms.ValidationError(
                    _("Above 70 %% of the 1RM: say why, in %(letters)s letters or more."),
                    params={"letters": REASON_LETTERS},
                ),
            )
        return data

    def save(self):
        """Write the cells into the line."""
        line, data = self.line, self.cleaned_data
        set_dose(line, data["sets"], data["load"])
        line.method = data["method"] or Method.SLOW_LOWERING
        line.group = data["group"].upper()
        line.tempo, line.rest_s, line.side = data["tempo"], data["rest"], data["side"]
        line.note, line.load_reason = data["note"], data["load_reason"].strip()
        line.save(update_fields=ProgramLine.DOSE)
        return line


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


class OneRepMaxForm(CommaMixin, forms.Form):
    """A tested one-rep max (1 repetition), or a set to failure to estimate it from."""

    comma_fields = ("lifted",)
    exercise = forms.ModelChoiceField(
        label=_("Exercise"), queryset=Exercise.objects.none(), to_field_name="slug"
    )
    side = forms.ChoiceField(label=_("Side"), choices=Side)
    lifted = load_field(label=_("Weight lifted"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit)
    reps = forms.IntegerField(
        label=_("Repetitions"),
        initial=1,
        min_value=1,
        max_value=MAX_ESTIMATE_REPS,
        help_text=_("1 = tested; 2 to 15 to failure = estimated"),
        error_messages={"max_value": _("An estimate needs 1 to %(limit_value)s repetitions.")},
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
        exercise, side = data.get("exercise"), data.get("side")
        if exercise and side:
            if exercise.is_one_sided and side == Side.BOTH:
                self.add_error("side", _("This exercise is done one side at a time: choose left or right."))
            if not exercise.is_one_sided and side != Side.BOTH:
                self.add_error("side", _("This exercise is done with both sides at once."))
        if {"lifted", "unit", "reps"} <= data.keys() and self.one_rep_max().kg > MAX_LOAD_KG:
            self.add_error("lifted", _("No one-rep max here is above 1000 kg."))
        return data

    def one_rep_max(self):
        """The Load that the typed values come to."""
        data = self.cleaned_data
        return Load(one_rep_max_value(data["lifted"], data["reps"]), data["unit"])


class SetForm(CommaMixin, forms.Form):
    """One set of the session that is open: what was really done."""

    comma_fields = ("load",)
    number = forms.IntegerField(min_value=1, max_value=MAX_SETS)
    side = forms.ChoiceField(choices=Side)
    load = load_field(required=False)
    unit = forms.ChoiceField(choices=Unit, required=False)
    reps = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MAX_REPS,
        error_messages={
            name: _("Repetitions go from 0 to 60.") for name in ("invalid", "min_value", "max_value")
        },
    )
    duration_s = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MAX_DURATION_S,
        error_messages={
            name: _("Seconds go from 0 to 3600.") for name in ("invalid", "min_value", "max_value")
        },
    )
    entry_key = forms.UUIDField()
    performed_at = forms.DateTimeField(required=False)

    def __init__(self, *args, part, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.part, self.now = part, now

    def clean_performed_at(self):
        """The phone's own time; one from the future is a wrong clock, and now is nearer the truth."""
        at = self.cleaned_data["performed_at"]
        if at and at.year < FIRST_YEAR:
            raise forms.ValidationError(self.fields["performed_at"].error_messages["invalid"])
        return self.now if at is None or at > self.now else at

    def clean(self):
        data = super().clean()
        prescription = self.part.prescription
        places = {(row.number, row.side) for row in self.part.rows}
        if {"number", "side"} <= data.keys() and (data["number"], data["side"]) not in places:
            self.add_error("number", _("This exercise has no such set."))
        counted = "reps" if prescription.duration_s is None else "duration_s"
        other = "duration_s" if counted == "reps" else "reps"
        data[other] = None
        if counted not in self.errors and data.get(counted) is None:
            self.add_error(counted, _("Say how many.") if counted == "reps" else _("Say how long."))
        data["load"] = self.typed_load(data)
        return data

    def as_recorded(self):
        """The arguments of `record_set` that a person gives."""
        names = ("number", "side", "load", "reps", "duration_s", "entry_key", "performed_at")
        return {name: self.cleaned_data[name] for name in names}

    def typed_load(self, data):
        """The Load that was typed; None where the exercise has no weight or none was given."""
        value, unit = data.get("load"), data.get("unit")
        if value is None or not self.part.prescription.exercise.is_weighted:
            return None
        if not unit:
            self.add_error("unit", _("Say kg or lb."))
            return None
        load = Load(value, unit)
        if load.kg > MAX_LOAD_KG:
            self.add_error("load", _("No weight here is above 1000 kg."))
        return load


class SkipForm(forms.Form):
    """Why an exercise is left out."""

    reason = forms.ChoiceField(choices=SkipReason)
    entry_key = forms.UUIDField()


class NoteForm(forms.Form):
    """The client's words on the session."""

    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class FinishForm(NoteForm):
    """Closing a session: how hard it was, and a note."""

    effort = forms.TypedChoiceField(
        required=False, choices=[("", ""), *((n, n) for n in EFFORT_SCALE)], coerce=int, empty_value=None
    )
    effort_scale = EFFORT_SCALE


class EndAssignmentForm(forms.Form):
    """Why an assignment ends."""

    reason = forms.CharField(label=_("Why it ends"), max_length=300)
