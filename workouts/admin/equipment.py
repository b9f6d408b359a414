"""What clients train with, to look at."""

from django.contrib import admin

from ecctrain.accounts.admin import ReadOnlyMixin

from ..models import Equipment


@admin.register(Equipment)
class EquipmentAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "client",
        "unit",
        "bar_value",
        "plates",
        "dumbbells",
        "stack",
        "barbell_step",
        "dumbbell_step",
        "machine_step",
        "small_step",
        "changed_at",
        "changed_by",
    ]
    list_display = ["client", "unit", "bar_value", "changed_at", "changed_by"]
    list_filter = ["unit"]
    list_select_related = ["client", "changed_by"]
    date_hierarchy = "changed_at"
    search_fields = ["client__full_name", "client__email"]
