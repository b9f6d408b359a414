"""Reports of soreness and pain, and reminders, to look at."""

from django.contrib import admin

from ecctrain.accounts.admin import ReadOnlyMixin

from ..models import PainReport, Reminder, SorenessReport


@admin.register(SorenessReport)
class SorenessReportAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "client",
        "session_log",
        "hours",
        "nrs",
        "regions",
        "is_function_limited",
        "red_flags",
        "rule",
        "result",
        "inputs",
        "thresholds",
        "answered_at",
        "recorded_at",
        "logged_by",
        "replaces",
        "voided_at",
    ]
    list_display = ["client", "session_log", "hours", "nrs", "result", "answered_at", "voided_at"]
    list_filter = ["hours", "result", ("voided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["client", "session_log"]
    date_hierarchy = "answered_at"
    search_fields = ["client__full_name", "client__email"]


@admin.register(PainReport)
class PainReportAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "client",
        "session_log",
        "moment",
        "prescription",
        "nrs",
        "region",
        "note",
        "answered_at",
        "recorded_at",
        "logged_by",
        "replaces",
        "voided_at",
    ]
    list_display = ["client", "session_log", "moment", "nrs", "region", "answered_at", "voided_at"]
    list_filter = ["moment", ("voided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["client", "session_log"]
    date_hierarchy = "answered_at"
    search_fields = ["client__full_name", "client__email"]


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = ["session_log", "hours", "sent_at"]
    list_display = ["session_log", "hours", "sent_at"]
    list_select_related = ["session_log"]
    date_hierarchy = "sent_at"
