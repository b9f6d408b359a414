"""The administration of the exercise library."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.admin import ProtectedMixin

from ..choices import Caution, Condition, FacetKind, LoadType
from ..models import (
    Exercise,
    ExerciseFacet,
)
from ..models.exercises import CODE_LABELS

FACET_CODES = {FacetKind.CONDITION: Condition.values, FacetKind.CAUTION: Caution.values}


class FacetForm(forms.ModelForm):
    """A facet; what an exercise serves and what to be careful about are codes."""

    class Meta:
        model = ExerciseFacet
        fields = ["kind", "key", "position"]

    def clean(self):
        data = super().clean()
        kind, key = data.get("kind"), data.get("key")
        if key and kind in FACET_CODES and key not in FACET_CODES[kind]:
            codes = ", ".join(FACET_CODES[kind])
            self.add_error(
                "key", forms.ValidationError(_("Write one of: %(codes)s."), params={"codes": codes})
            )
        return data


class FacetInline(admin.TabularInline):
    model = ExerciseFacet
    form = FacetForm
    extra = 1


class FacetFilter(admin.SimpleListFilter):
    """The exercises with one facet of `kind`."""

    kind = None

    def lookups(self, request, model_admin):
        keys = ExerciseFacet.objects.filter(kind=self.kind).order_by("key").values_list("key", flat=True)
        labels = CODE_LABELS.get(self.kind, {})
        return [(key, labels.get(key, key)) for key in keys.distinct()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        found = ExerciseFacet.objects.filter(kind=self.kind, key=self.value())
        return queryset.filter(pk__in=found.values("exercise"))


class RegionFilter(FacetFilter):
    title, parameter_name, kind = _("body region"), "region", FacetKind.REGION


class ConditionFilter(FacetFilter):
    title, parameter_name, kind = _("what it serves"), "condition", FacetKind.CONDITION


class CautionFilter(FacetFilter):
    title, parameter_name, kind = _("caution"), "caution", FacetKind.CAUTION


@admin.register(Exercise)
class ExerciseAdmin(ProtectedMixin, admin.ModelAdmin):
    fieldsets = [
        (None, {"fields": ["name", "slug", "cue", "owner", "retired_at"]}),
        (_("Load"), {"fields": ["load_type", "steps_kind", "side", "hold_s"]}),
        (
            _("Tempo"),
            {
                "fields": [("tempo_down_s", "tempo_pause_low_s", "tempo_up_s", "tempo_pause_top_s")],
                "description": _("Leave the lift empty where it is as fast as technique allows (X)."),
            },
        ),
        (_("Neighbours"), {"fields": [("easier", "harder")]}),
    ]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["owner", "easier", "harder"]
    inlines = [FacetInline]
    list_display = ["name", "slug", "load_type", "side", "tempo", "owner", "retired_at"]
    list_filter = [
        "load_type",
        "side",
        RegionFilter,
        ConditionFilter,
        CautionFilter,
        ("retired_at", admin.EmptyFieldListFilter),
        ("owner", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["owner"]
    search_fields = ["name", "slug", "cue"]

    def get_search_results(self, request, queryset, search_term):
        """A box to choose from offers no retired exercise, and for a one-rep max none without a weight."""
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(retired_at=None)
            if request.GET.get("model_name") == "onerepmax":
                queryset = queryset.filter(load_type=LoadType.KG)
        return super().get_search_results(request, queryset, search_term)
