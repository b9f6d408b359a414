"""Forms for changing a plan that runs."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.forms import DateInput

from ..builder import written_cells
from ..builder_details import belongs
from ..planning import plan_dose
from ..safety import REASON_LETTERS, Level, is_reason, needs_reason
from ..safety_words import sentence
from ..shorthand import LoadCell
from .fields import entry_key_field
from .programs import LineForm


class DayForm(forms.Form):
    """A day of the client's calendar, today or later; `day_name` is the field."""

    day_name = ""

    def __init__(self, *args, client, **kwargs):
        super().__init__(*args, **kwargs)
        self.client_today = client.today()
        self.fields[self.day_name].widget.attrs["min"] = self.client_today.isoformat()

    def clean(self):
        data = super().clean()
        day = data.get(self.day_name)
        if day and day < self.client_today:
            self.add_error(self.day_name, _("This day is over. Choose today or later."))
        elif day and day > self.client_today + timedelta(days=365):
            self.add_error(self.day_name, _("This day is more than a year away."))
        return data


class ResumeForm(DayForm):
    """From which day a paused plan goes on."""

    day_name = "from_on"
    from_on = forms.DateField(label=_("It goes on from"), widget=DateInput())


class MoveForm(DayForm):
    """To which day a session goes."""

    day_name = "to_on"
    to_on = forms.DateField(label=_("New day"), widget=DateInput())


class CopyForm(DayForm):
    """On which day a session is done once more."""

    day_name = "on_day"
    on_day = forms.DateField(label=_("Day of the copy"), widget=DateInput())
    entry_key = entry_key_field()


class PauseForm(forms.Form):
    """Why an assignment rests."""

    reason = forms.CharField(label=_("Why it rests, if you like"), max_length=300, required=False)


class SkipSessionForm(forms.Form):
    """Why a session is left out."""

    reason = forms.CharField(
        label=_("Why it is skipped"), max_length=300, help_text=_("The client reads this.")
    )


class DoseForm(LineForm):
    """The dose of one exercise of a session not yet started, in the builder's cells."""

    side = None
    method = None
    inertia = None
    progression = None
    group = None
    note = None
    field_order = ["sets", "load", "lift", "assist", "tempo", "rest", "load_reason"]

    def __init__(self, *args, line, **kwargs):
        cells = written_cells(line)
        super().__init__(*args, line=line, initial=cells, **kwargs)
        for name in ("lift", "assist"):
            if not belongs(name, line.method) and not cells[name]:
                del self.fields[name]
        if not line.exercise.is_weighted:
            self.fields["load_reason"].widget = forms.HiddenInput()
        self.planned = None

    def clean(self):
        """Reads the cells, then asks the safety rules about the load that they come to for this client."""
        data = super().clean()
        if {"sets", "load", "tempo", "rest"} - data.keys() or {"lift", "assist"} & self.errors.keys():
            return data
        self.planned = plan_dose(
            prescription=self.line,
            sets=data["sets"],
            effort=data["load"],
            tempo=data["tempo"],
            rest_s=data["rest"],
            lift=data.get("lift", LoadCell()),
            assist=data.get("assist"),
        )
        for finding in self.planned.findings:
            if finding.level == Level.BLOCK:
                self.add_error("load", sentence(finding))
        lacks_reason = needs_reason(self.planned.findings) and not is_reason(data.get("load_reason", ""))
        if lacks_reason and not self.planned.is_blocked and "load_reason" not in self.errors:
            whys = [sentence(finding) for finding in self.planned.findings if finding.level == Level.OVERRIDE]
            ask = _("Say why, in %(letters)s letters or more.") % {"letters": REASON_LETTERS}
            self.add_error("load_reason", [*whys, ask])
        return data
