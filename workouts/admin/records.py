"""The administration of one-rep maxima: added, never edited."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..forms.fields import entry_key_field
from ..forms.records import misfits
from ..loads import MAX_LOAD_KG, Load
from ..measuring import record_one_rep_max
from ..models import (
    OneRepMax,
)
from ..one_rep_max import DEFAULT_FORMULA, MAX_REPS, estimate
from ..templatetags.training import weight


class OneRepMaxAdminForm(forms.ModelForm):
    """A tested one-rep max, or a set to failure to estimate it from, of anybody in any weighted exercise."""

    # Not called entry_key, because a form may not name a column that is not editable.
    form_key = entry_key_field()

    class Meta:
        model = OneRepMax
        fields = ["client", "exercise", "side", "lifted", "unit", "reps", "lowered_s", "measured_on"]
        help_texts = {
            "reps": _("1 = tested; 2 to 15 to failure = estimated"),
            "lowered_s": _("Only for an eccentric one-rep max: lowered once under control, not lifted."),
        }

    def clean_exercise(self):
        exercise = self.cleaned_data["exercise"]
        if not exercise.is_weighted:
            raise forms.ValidationError(_("This exercise has no weight."))
        return exercise

    def clean_lifted(self):
        lifted = self.cleaned_data["lifted"]
        if lifted <= 0:
            raise forms.ValidationError(_("A one-rep max is above 0."))
        return lifted

    def clean(self):
        data = super().clean()
        client, day = data.get("client"), data.get("measured_on")
        if client and day and day > client.today():
            self.add_error("measured_on", _("This day has not come yet."))
        for name, problem in misfits(data):
            self.add_error(name, problem)
        if {"lifted", "unit", "reps"} <= data.keys() and 1 <= data["reps"] <= MAX_REPS:
            value = estimate(data["lifted"], data["reps"]).by_formula[DEFAULT_FORMULA]
            if Load(value, data["unit"]).kg > MAX_LOAD_KG:
                self.add_error("lifted", _("No one-rep max here is above 1000 kg."))
        known = OneRepMax.objects.filter(entry_key=data.get("form_key")).first()
        if known and any(getattr(known, name) != data.get(name) for name in OneRepMaxAdminForm.Meta.fields):
            self.add_error(None, _("This form has recorded another value already. Open a new one."))
        return data


@admin.register(OneRepMax)
class OneRepMaxAdmin(admin.ModelAdmin):
    """One-rep maxima: recorded here, never edited; a mistake is voided on the client's page."""

    form = OneRepMaxAdminForm
    autocomplete_fields = ["client", "exercise"]
    list_display = [
        "client",
        "exercise",
        "side",
        "one_rep_max",
        "method",
        "reps",
        "lowered_s",
        "measured_on",
        "recorded_by",
        "voided_at",
    ]
    list_display_links = ["client", "exercise"]
    list_filter = [
        "method",
        ("lowered_s", admin.EmptyFieldListFilter),
        "side",
        ("voided_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["client", "exercise", "recorded_by"]
    date_hierarchy = "measured_on"
    search_fields = ["client__full_name", "client__email", "exercise__name"]

    @admin.display(description=_("one-rep max"), ordering="load_kg")
    def one_rep_max(self, row):
        return weight(row.load)

    @admin.display(description=_("weight lifted"))
    def lifted_weight(self, row):
        return weight(Load(row.lifted, row.unit))

    def get_fields(self, request, obj=None):
        if obj is None:
            return [*self.form.Meta.fields, "form_key"]
        worked_out = ["one_rep_max", "method", "formula", "lifted_weight", "reps", "lowered_s"]
        return [
            "client",
            "exercise",
            "side",
            *worked_out,
            "measured_on",
            "recorded_by",
            "recorded_at",
            "voided_at",
        ]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Record it as the trainer's page does; `obj` becomes the row that was written."""
        names = ("client", "exercise", "side", "reps", "lowered_s", "measured_on")
        data = {name: form.cleaned_data[name] for name in names}
        lifted = Load(form.cleaned_data["lifted"], form.cleaned_data["unit"])
        entry_key = form.cleaned_data["form_key"]
        obj.pk = record_one_rep_max(lifted=lifted, recorded_by=request.user, entry_key=entry_key, **data).pk
        obj.refresh_from_db()
