"""Forms for deciding about proposals."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import ProgressionRule
from ..dosing import from_text
from ..models import ProgramLine
from ..progression import Dose
from ..progression_words import load_words
from .programs import LineForm


class ProposalForm(LineForm):
    """The trainer's own dose in place of the proposed one, in the builder's cells, and why."""

    tempo = None
    rest = None
    side = None
    method = None
    group = None
    note = None
    lift = None
    assist = None
    inertia = None
    progression = None
    field_order = ["sets", "load", "load_reason"]

    def __init__(self, *args, proposal, **kwargs):
        self.proposal = proposal
        initial = {"sets": self.sets_cell(proposal.after), "load": self.load_cell(proposal.after)}
        super().__init__(
            *args,
            line=ProgramLine(exercise=proposal.exercise),
            initial=initial,
            auto_id=f"proposal-{proposal.pk}-%s",
            **kwargs,
        )
        self.fields["load_reason"].label = _("Reason, where a rule asks for one")
        if not proposal.exercise.is_weighted:
            del self.fields["load"]

    @staticmethod
    def sets_cell(text):
        return f"{text['sets']} × {text['reps']}" + (f"-{text['max_reps']}" if text["max_reps"] else "")

    @staticmethod
    def load_cell(text):
        cells = [load_words(text)] if text["load"] else []
        return " ".join([*cells, f"{text['rm']}RM"] if text["rm"] else cells)

    def clean_sets(self):
        found = super().clean_sets()
        if found.reps is None:
            raise forms.ValidationError(_("Write sets of repetitions, such as 3 × 8."))
        return found

    @property
    def dose(self):
        """The Dose that was typed; a per cent is not a load yet."""
        sets, effort = self.cleaned_data["sets"], self.cleaned_data.get("load")
        before = from_text(self.proposal.after)
        return Dose(
            sets=sets.sets,
            reps=sets.reps,
            max_reps=sets.reps_max,
            load=effort.load.load if effort else before.load,
            percent=effort.load.pct if effort else None,
            rm=effort.rm if effort else before.rm,
        )


class AcceptForm(forms.Form):
    """Which proposals were on the page when all of them were accepted."""

    proposal = forms.TypedMultipleChoiceField(coerce=UUID)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Whose they are is asked by the view; here any code will do.
        self.fields["proposal"].valid_value = lambda value: True


class DeclineForm(forms.Form):
    """Why a proposal was declined, if the trainer likes."""

    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class RuleForm(forms.Form):
    """Which rule acts on its own for a client, or no longer."""

    rule = forms.ChoiceField(
        choices=[choice for choice in ProgressionRule.choices if choice[0] != ProgressionRule.NONE]
    )
    is_on = forms.BooleanField(required=False)
