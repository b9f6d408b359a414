"""Fields that several forms share. Text into typed values, with a message beside the field."""

import uuid
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.fields import MAX_LOAD_VALUE


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
