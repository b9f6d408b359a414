"""What was recorded, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.admin import ReadOnlyMixin

from ..models import ExerciseNote, ExerciseSkip, SessionLog, SessionRevision, SetFinding, SetLog
from ..templatetags.training import performed, prescribed
from .issued import ReadOnlyInline


class SetLogInline(ReadOnlyInline):
    model = SetLog
    fields = ["exercise", "number", "side", "done", "asked_for", "performed_at", "logged_by", "voided_at"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("exercise", "prescription", "logged_by")

    @admin.display(description=_("done"))
    def done(self, set_log):
        return performed(set_log)

    @admin.display(description=_("prescribed"))
    def asked_for(self, set_log):
        return prescribed(set_log)


class ExerciseSkipInline(ReadOnlyInline):
    model = ExerciseSkip
    fields = ["prescription", "reason", "skipped_at", "logged_by", "voided_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("prescription__exercise", "logged_by")


class ExerciseNoteInline(ReadOnlyInline):
    model = ExerciseNote
    fields = ["prescription", "text", "written_at", "logged_by", "voided_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("prescription__exercise", "logged_by")


class SessionRevisionInline(ReadOnlyInline):
    model = SessionRevision
    fields = ["before", "changed_at", "changed_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("changed_by")


@admin.register(SessionLog)
class SessionLogAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "client",
        "name",
        "planned_session",
        "trained_on",
        "time_zone",
        "started_at",
        "finished_at",
        "logged_by",
        "effort",
        "note",
        "total_sets",
        "total_reps",
        "total_tonnage_kg",
        "total_lowering_s",
    ]
    inlines = [SetLogInline, ExerciseSkipInline, ExerciseNoteInline, SessionRevisionInline]
    list_display = ["name", "client", "trained_on", "started_at", "finished_at", "total_sets", "effort"]
    list_filter = [("finished_at", admin.EmptyFieldListFilter), "effort"]
    list_select_related = ["client"]
    date_hierarchy = "trained_on"
    search_fields = ["name", "client__full_name", "client__email", "note"]


class SetFindingInline(ReadOnlyInline):
    model = SetFinding
    fields = ["rule", "level", "inputs", "thresholds", "found_at"]


@admin.register(SetLog)
class SetLogAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "session_log",
        "exercise",
        "number",
        "side",
        "done",
        "asked_for",
        "tempo",
        "performed_at",
        "recorded_at",
        "logged_by",
        "replaces",
        "voided_at",
        "voided_by",
    ]
    inlines = [SetFindingInline]
    list_display = ["exercise", "client", "number", "side", "done", "asked_for", "performed_at", "voided_at"]
    list_filter = ["side", ("voided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["exercise", "prescription", "session_log__client"]
    date_hierarchy = "performed_at"
    search_fields = ["exercise__name", "session_log__client__full_name", "session_log__client__email"]

    @admin.display(description=_("client"), ordering="session_log__client__full_name")
    def client(self, set_log):
        return set_log.session_log.client

    @admin.display(description=_("done"))
    def done(self, set_log):
        return performed(set_log)

    @admin.display(description=_("prescribed"))
    def asked_for(self, set_log):
        return prescribed(set_log)
