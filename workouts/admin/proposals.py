"""Proposed progression and the rules that act on their own, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.admin import ReadOnlyMixin

from ..models import AutomaticRule, Proposal


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = [
        "assignment",
        "exercise",
        "side",
        "session_log",
        "rule",
        "kind",
        "reason",
        "before",
        "after",
        "gates",
        "status",
        "is_automatic",
        "proposed_at",
        "decided",
        "decided_at",
        "decided_by",
        "note",
    ]
    list_display = [
        "exercise",
        "client",
        "kind",
        "rule",
        "status",
        "is_automatic",
        "proposed_at",
        "decided_at",
    ]
    list_filter = ["status", "kind", "rule", "is_automatic"]
    list_select_related = ["exercise", "assignment__client"]
    date_hierarchy = "proposed_at"
    search_fields = ["exercise__name", "assignment__client__full_name", "assignment__client__email"]

    @admin.display(description=_("client"), ordering="assignment__client__full_name")
    def client(self, proposal):
        return proposal.assignment.client


@admin.register(AutomaticRule)
class AutomaticRuleAdmin(ReadOnlyMixin, admin.ModelAdmin):
    fields = ["client", "rule", "switched_on_at", "switched_on_by", "switched_off_at", "switched_off_by"]
    list_display = ["rule", "client", "switched_on_at", "switched_on_by", "switched_off_at"]
    list_filter = ["rule", ("switched_off_at", admin.EmptyFieldListFilter)]
    list_select_related = ["client", "switched_on_by"]
    date_hierarchy = "switched_on_at"
    search_fields = ["client__full_name", "client__email"]
