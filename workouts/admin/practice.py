"""The administration of the practice's own thresholds."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import SafetyThreshold
from ..practice import typed, with_own
from ..safety import DEFAULTS, REASON_LETTERS


class SafetyThresholdForm(forms.ModelForm):
    """One threshold with the reason why it is not the default; refused where the rules would not take it."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=REASON_LETTERS,
        max_length=300,
        help_text=_("Why this practice does not keep the default; 15 letters or more."),
    )

    class Meta:
        model = SafetyThreshold
        fields = ["name", "value", "reason"]

    def clean(self):
        data = super().clean()
        name, value = data.get("name"), data.get("value")
        if not name or value is None:
            return data
        if typed(name, value) != value:
            self.add_error("value", _("This threshold is a whole number."))
            return data
        own = dict(SafetyThreshold.objects.exclude(pk=self.instance.pk).values_list("name", "value"))
        try:
            with_own(own | {name: value})
        except ValueError as refusal:
            self.add_error("value", _("The rules cannot take this: %(why)s.") % {"why": refusal})
        return data


@admin.register(SafetyThreshold)
class SafetyThresholdAdmin(admin.ModelAdmin):
    """What the practice set itself; removing a row brings the default back."""

    form = SafetyThresholdForm
    list_display = ["name", "value", "default", "reason", "changed_at", "changed_by"]
    readonly_fields = ["changed_at", "changed_by"]
    search_fields = ["name", "reason"]

    @admin.display(description=_("default"))
    def default(self, row):
        """The number that holds without this row."""
        return getattr(DEFAULTS, row.name)

    def save_model(self, request, obj, form, change):
        """Keep who set it, and when."""
        obj.changed_by, obj.changed_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)
