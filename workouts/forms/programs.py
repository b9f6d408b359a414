"""Forms of the program builder."""

from decimal import Decimal
from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _

from ..building import set_dose, set_way, written_line
from ..choices import DoseSide, Method
from ..guarding import draft_findings
from ..models import Exercise, Program, ProgramLine, ProgramSession
from ..models.fields import MAX_DURATION_S, MAX_REPS, MAX_REST_S, MAX_SETS
from ..models.programs import MAX_WEEKS
from ..practice import read_thresholds
from ..safety import REASON_LETTERS, Level, is_reason, needs_reason
from ..safety_words import sentence as safety_sentence
from ..shorthand import (
    LineError,
    LoadCell,
    parse_effort,
    parse_line,
    parse_rest,
    parse_sets,
    plain,
    read_words,
)
from ..shorthand.elements import MAX_PCT
from ..shorthand_words import sentence
from ..tempo import NeedsConfirmation, parse_tempo
from .ways import WayForm


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
        refusals = refusals_of(draft_findings(written_line(exercise, written), read_thresholds()))
        if refusals:
            raise forms.ValidationError(refusals)
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
        return line


def refusals_of(findings):
    """What a rule refuses outright, as sentences."""
    return [safety_sentence(finding) for finding in findings if finding.level == Level.BLOCK]


class LineForm(WayForm):
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

    @cached_property
    def thresholds(self):
        """The numbers of the practice."""
        return read_thresholds()

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
            raise forms.ValidationError(_("A per cent of the 1RM is 1 or more."))
        if not self.line.exercise.is_weighted and (pct is not None or load or found.rm):
            raise forms.ValidationError(_("This exercise has no weight: write body."))
        return found

    @staticmethod
    def load_refusal(code, text):
        """Why the load cell cannot be read."""
        sentences = {
            "load_range": _("Nothing here is above %(most)s %% of the 1RM or 1000 kg.") % {"most": MAX_PCT},
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
        if {"sets", "load", "tempo"} - data.keys():
            return data
        findings = draft_findings(self.drafted(), self.thresholds)
        refusals = refusals_of(findings)
        if refusals:
            self.add_error("load", refusals)
        elif needs_reason(findings) and not is_reason(data.get("load_reason", "")):
            self.add_error("load_reason", self.ask_reason(findings))
        return data

    def drafted(self):
        """An unsaved line with the cells as far as the safety rules ask about a draft."""
        data = self.cleaned_data
        line = ProgramLine(exercise=self.line.exercise, method=data.get("method") or self.line.method)
        set_dose(line, data["sets"], data["load"])
        line.tempo = data["tempo"]
        return line

    def ask_reason(self, findings):
        """What to say where a reason is needed: above the practice's band, or above what can be lifted."""
        is_above_all = any(finding.rule == "LS-05" for finding in findings)
        most = 100 if is_above_all else self.thresholds.band_upper_ratio * 100
        return forms.ValidationError(
            _("Above %(most)s %% of the 1RM: say why, in %(letters)s letters or more."),
            params={"most": plain(Decimal(most)), "letters": REASON_LETTERS},
        )

    def save(self):
        """Write the cells into the line."""
        line, data = self.line, self.cleaned_data
        set_dose(line, data["sets"], data["load"])
        set_way(
            line,
            method=data["method"],
            lift=data["lift"],
            assist=data["assist"],
            inertia_kgm2=data["inertia"],
            progression=data["progression"],
        )
        line.group = data["group"].upper()
        line.tempo, line.rest_s, line.side = data["tempo"], data["rest"], data["side"]
        line.note, line.load_reason = data["note"], data["load_reason"].strip()
        line.save(update_fields=ProgramLine.DOSE)
        return line


class StepField(forms.DecimalField):
    """A number as people write steps: 2.5, 2,5, +1, and a minus of any kind."""

    def to_python(self, value):
        return super().to_python(str(value or "").replace(",", ".").replace("−", "-"))


class FillForm(forms.Form):
    """Filling a value of one row across the later weeks: which value, how much more each week, up to which week."""

    what = forms.ChoiceField(
        label=_("Value"),
        choices=[
            ("load", _("Load")),
            ("sets", _("Sets")),
            ("reps", _("Repetitions")),
            ("seconds", _("Seconds")),
        ],
    )
    step = StepField(
        label=_("Step each week"),
        max_digits=6,
        decimal_places=2,
        error_messages={"invalid": _("A step is a number, such as 2.5 or -1.")},
    )
    until = forms.IntegerField(label=_("Up to week"))

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line

    def clean_what(self):
        what, line = self.cleaned_data["what"], self.line
        if what == "load" and line.load_pct is None and line.load_value is None:
            raise forms.ValidationError(_("This row has no load to step."))
        if what == "reps" and line.reps is None:
            raise forms.ValidationError(_("This row is counted in seconds."))
        if what == "seconds" and line.duration_s is None:
            raise forms.ValidationError(_("This row is counted in repetitions."))
        return what

    def clean_until(self):
        until, week = self.cleaned_data["until"], self.line.session.week
        if week == MAX_WEEKS:
            raise forms.ValidationError(_("There is no week after this one."))
        if not week < until <= MAX_WEEKS:
            raise forms.ValidationError(
                _("Fill up to a week from %(first)s to %(last)s."),
                params={"first": week + 1, "last": MAX_WEEKS},
            )
        return until

    def clean(self):
        data = super().clean()
        step = data.get("step")
        if step is not None and data.get("what", "load") != "load":
            if step != int(step):
                self.add_error("step", _("Sets, repetitions and seconds go up by whole numbers."))
            else:
                data["step"] = int(step)
        return data
