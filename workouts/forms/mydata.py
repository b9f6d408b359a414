"""Forms about one's own data and about leaving."""

from django import forms
from django.utils.translation import gettext_lazy as _

KEEP, STOP = "keep", "stop"


class DownloadForm(forms.Form):
    """How the download is wanted."""

    bom = forms.BooleanField(
        label=_("I will open the table in Excel"),
        required=False,
        help_text=_("Marks it so that Excel shows every letter as it is."),
    )


class LeaveForm(forms.Form):
    """What becomes of the sessions that are still to come."""

    plans = forms.ChoiceField(label=_("Sessions still to come"), widget=forms.RadioSelect, initial=KEEP)

    def __init__(self, *args, is_client, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plans"].choices = (
            [(KEEP, _("stay in my plan")), (STOP, _("are taken out"))]
            if is_client
            else [(KEEP, _("stay in their plan")), (STOP, _("are taken out"))]
        )
