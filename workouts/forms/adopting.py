"""The form with which a changed program is taken over into plans issued from it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import entry_key_field


class AdoptForm(forms.Form):
    """Into whose plans, and which of the prescriptions changed for a client as well.

    `seen` is the digest of the program that was looked at.
    """

    assignments = forms.MultipleChoiceField(
        label=_("Clients"), error_messages={"required": _("Choose one client or more.")}
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    entry_key = entry_key_field()

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = offers
        self.fields["assignments"].choices = [
            (str(offer.assignment.code), str(offer.client)) for offer in offers
        ]

    @property
    def chosen(self):
        """The codes of the assignments that were ticked, whether or not the form is valid."""
        return set(self.data.getlist("assignments")) if self.is_bound else set()

    @property
    def also(self):
        """The codes of the prescriptions that were ticked; each box names several."""
        sent = self.data.getlist("also") if self.is_bound else []
        return {code for box in sent for code in box.split(",")}
