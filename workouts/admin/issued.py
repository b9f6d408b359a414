"""What was issued, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.admin import ReadOnlyMixin

from ..models import (
    Assignment,
    Override,
    PlannedSession,
    Prescription,
)
from ..templatetags.training import dose


class ReadOnlyInline(ReadOnlyMixin, admin.TabularInline):
    extra = 0
    can_delete = False

    def get_readonly_fields(self, request, obj=None):
        return self.fields


class PlannedSessionInline(ReadOnlyInline):
    model = PlannedSession
    fields = ["week", "position", "name", "planned_on"]
    show_change_link = True


class OverrideInline(ReadOnlyInline):
    model = Override
    fields = ["exercise", "rule", "reason", "inputs", "thresholds", "decided_by", "decided_at"]


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "client",
        "program_name",
        "program",
        "assigned_by",
        "assigned_at",
        "starts_on",
        "is_home",
        "supervisor",
        "has_safety_arms",
        "spotters",
        "weeks",
        "status",
        "ended_at",
        "end_reason",
    ]
    inlines = [PlannedSessionInline, OverrideInline]
    list_display = ["program_name", "client", "starts_on", "weeks", "status", "assigned_by"]
    list_filter = ["status"]
    list_select_related = ["client", "assigned_by"]
    date_hierarchy = "starts_on"
    search_fields = ["program_name", "client__full_name", "client__email"]


class PrescriptionInline(ReadOnlyInline):
    model = Prescription
    fields = [
        "position",
        "exercise",
        "shown_dose",
        "side",
        "load_pct",
        "load_status",
        "one_rep_max",
        "load_reason",
        "note",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("exercise", "one_rep_max__exercise")

    @admin.display(description=_("dose"))
    def shown_dose(self, prescription):
        return f"{dose(prescription)} ({prescription.tempo})"


@admin.register(PlannedSession)
class PlannedSessionAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = ["assignment", "week", "position", "name", "planned_on"]
    inlines = [PrescriptionInline]
    list_display = ["name", "client", "assignment", "week", "position", "planned_on"]
    list_filter = ["assignment__status"]
    list_select_related = ["assignment__client"]
    date_hierarchy = "planned_on"
    search_fields = [
        "name",
        "assignment__program_name",
        "assignment__client__full_name",
        "assignment__client__email",
    ]

    @admin.display(description=_("client"), ordering="assignment__client__full_name")
    def client(self, planned_session):
        return planned_session.assignment.client
