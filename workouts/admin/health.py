"""Health screenings, flags and clearances, to look at."""

from django.contrib import admin

from ecctrain.accounts.admin import ReadOnlyMixin

from ..models import Clearance, ClientFlag, HealthScreening


@admin.register(HealthScreening)
class HealthScreeningAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "client",
        "hard_stops",
        "cautions",
        "training_months",
        "note",
        "answered_at",
        "answered_by",
        "cleared_at",
        "cleared_by",
        "clearance",
    ]
    list_display = [
        "client",
        "answered_at",
        "answered_by",
        "hard_stops",
        "cautions",
        "cleared_at",
        "cleared_by",
    ]
    list_filter = [("cleared_at", admin.EmptyFieldListFilter)]
    list_select_related = ["client", "answered_by", "cleared_by"]
    date_hierarchy = "answered_at"
    search_fields = ["client__full_name", "client__email"]


@admin.register(ClientFlag)
class ClientFlagAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = ["client", "caution", "note", "raised_at", "raised_by", "lifted_at", "lifted_by"]
    list_display = ["client", "caution", "note", "raised_at", "raised_by", "lifted_at"]
    list_filter = ["caution", ("lifted_at", admin.EmptyFieldListFilter)]
    list_select_related = ["client", "raised_by"]
    date_hierarchy = "raised_at"
    search_fields = ["client__full_name", "client__email", "note"]


@admin.register(Clearance)
class ClearanceAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = ["client", "reason", "cleared_at", "cleared_by"]
    list_display = ["client", "reason", "cleared_at", "cleared_by"]
    list_select_related = ["client", "cleared_by"]
    date_hierarchy = "cleared_at"
    search_fields = ["client__full_name", "client__email", "reason"]
