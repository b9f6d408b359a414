"""The administration of exercises, programs and one-rep maxima; the issued and the recorded is only shown."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.admin import ProtectedMixin, ReadOnlyMixin

from .choices import Caution, Condition, FacetKind, LoadType, Side
from .forms.fields import entry_key_field
from .loads import MAX_LOAD_KG, Load
from .measuring import record_one_rep_max
from .models import (
    Assignment,
    Exercise,
    ExerciseFacet,
    ExerciseSkip,
    OneRepMax,
    Override,
    PlannedSession,
    Prescription,
    Program,
    ProgramLine,
    ProgramSession,
    SessionLog,
    SetLog,
)
from .models.exercises import CODE_LABELS
from .one_rep_max import DEFAULT_FORMULA, MAX_REPS, estimate
from .safety import REASON_LETTERS, Level, is_reason, judge_ratio
from .templatetags.training import dose, performed, prescribed, weight

FACET_CODES = {FacetKind.CONDITION: Condition.values, FacetKind.CAUTION: Caution.values}


# The library


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


# Programs


class PlacesFormSet(forms.BaseInlineFormSet):
    """Rows in an order that people give: no two in the same place, a new one after the others."""

    place_fields = ["position"]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is None or index >= self.initial_form_count():
            form.fields["position"].initial = self.initial_form_count() + 1

    def clean(self):
        super().clean()
        taken = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            place = tuple(data.get(name) for name in self.place_fields)
            if None in place or self._should_delete_form(form):
                continue
            if place in taken:
                form.add_error("position", _("This place is taken."))
            taken.add(place)


class SessionsFormSet(PlacesFormSet):
    place_fields = ["week", "position"]


class LineForm(forms.ModelForm):
    """One exercise of a program's session, by the rules of the trainer's builder."""

    class Meta:
        model = ProgramLine
        fields = ["position", "exercise", *ProgramLine.DOSE]

    def clean(self):
        data = super().clean()
        self.check_amount(data)
        self.check_weight(data)
        exercise, load_pct = data.get("exercise"), data.get("load_pct")
        if exercise and not exercise.is_weighted:
            for name in ("load_pct", "load_value"):
                if data.get(name) is not None:
                    self.add_error(name, _("This exercise has no weight: leave it empty."))
        leaves_band = load_pct is not None and judge_ratio(load_pct / 100).level == Level.OVERRIDE
        if leaves_band and not is_reason(data.get("load_reason", "")):
            self.add_error(
                "load_reason",
                forms.ValidationError(
                    _("Above 70 %% of the 1RM: say why, in %(letters)s letters or more."),
                    params={"letters": REASON_LETTERS},
                ),
            )
        return data

    def check_amount(self, data):
        """Repetitions or seconds, and seconds where the exercise is a hold."""
        exercise, reps, duration_s = data.get("exercise"), data.get("reps"), data.get("duration_s")
        if {"reps", "duration_s"} & self.errors.keys():
            return
        if (reps is None) == (duration_s is None):
            self.add_error("reps", _("Give either repetitions or seconds."))
        elif exercise and exercise.is_timed and reps is not None:
            self.add_error("reps", _("This exercise is counted in seconds."))

    def check_weight(self, data):
        """A weight with its unit, or neither."""
        value, unit = data.get("load_value"), data.get("load_unit")
        if {"load_value", "load_unit"} & self.errors.keys():
            return
        if value is not None and not unit:
            self.add_error("load_unit", _("Say kg or lb."))
        elif value is None and unit:
            self.add_error("load_value", _("A unit needs its weight."))
        elif value is not None and value < 0:
            self.add_error("load_value", _("A weight is 0 or more."))
        elif value is not None and Load(value, unit).kg > MAX_LOAD_KG:
            self.add_error("load_value", _("No weight here is above 1000 kg."))


class LineInline(admin.StackedInline):
    model = ProgramLine
    form = LineForm
    formset = PlacesFormSet
    extra = 1
    autocomplete_fields = ["exercise"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("position", "exercise", "side"),
                    ("sets", "reps", "duration_s", "rest_s"),
                    ("load_pct", "load_value", "load_unit"),
                    ("tempo_down_s", "tempo_pause_low_s", "tempo_up_s", "tempo_pause_top_s"),
                    "load_reason",
                    "note",
                ]
            },
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("exercise")


@admin.register(ProgramSession)
class ProgramSessionAdmin(admin.ModelAdmin):
    fields = ["program", ("week", "position"), "name"]
    autocomplete_fields = ["program"]
    inlines = [LineInline]
    list_display = ["name", "program", "week", "position"]
    list_select_related = ["program"]
    search_fields = ["name", "program__name"]


class ProgramSessionInline(admin.TabularInline):
    """The sessions of a program; the link of each leads to its exercises."""

    model = ProgramSession
    formset = SessionsFormSet
    fields = ["week", "position", "name"]
    extra = 1
    show_change_link = True


class ProgramAdminForm(forms.ModelForm):
    def clean_owner(self):
        owner = self.cleaned_data["owner"]
        if "owner" in self.changed_data and not owner.is_trainer:
            raise forms.ValidationError(_("This person is not a trainer."))
        return owner


@admin.register(Program)
class ProgramAdmin(ProtectedMixin, admin.ModelAdmin):
    form = ProgramAdminForm
    fields = ["name", "owner", "note", "archived_at"]
    autocomplete_fields = ["owner"]
    inlines = [ProgramSessionInline]
    list_display = ["name", "owner", "weeks", "people", "created_at", "archived_at"]
    list_filter = [("archived_at", admin.EmptyFieldListFilter)]
    list_select_related = ["owner"]
    date_hierarchy = "created_at"
    search_fields = ["name", "note", "owner__full_name", "owner__email"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts(request.user.today())

    @admin.display(description=_("weeks"), ordering="week_count")
    def weeks(self, program):
        return program.week_count

    @admin.display(description=_("people training by it"), ordering="people_count")
    def people(self, program):
        return program.people_count


# One-rep maxima


class OneRepMaxAdminForm(forms.ModelForm):
    """A tested one-rep max, or a set to failure to estimate it from, of anybody in any weighted exercise."""

    # Not called entry_key, because a form may not name a column that is not editable.
    form_key = entry_key_field()

    class Meta:
        model = OneRepMax
        fields = ["client", "exercise", "side", "lifted", "unit", "reps", "measured_on"]
        help_texts = {"reps": _("1 = tested; 2 to 15 to failure = estimated")}

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
        client, exercise, side, day = (
            data.get(name) for name in ("client", "exercise", "side", "measured_on")
        )
        if client and day and day > client.today():
            self.add_error("measured_on", _("This day has not come yet."))
        if exercise and side and exercise.is_one_sided and side == Side.BOTH:
            self.add_error("side", _("This exercise is done one side at a time: choose left or right."))
        if exercise and side and not exercise.is_one_sided and side != Side.BOTH:
            self.add_error("side", _("This exercise is done with both sides at once."))
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
        "measured_on",
        "recorded_by",
        "voided_at",
    ]
    list_display_links = ["client", "exercise"]
    list_filter = ["method", "side", ("voided_at", admin.EmptyFieldListFilter)]
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
        worked_out = ["one_rep_max", "method", "formula", "lifted_weight", "reps"]
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
        data = {
            name: form.cleaned_data[name] for name in ("client", "exercise", "side", "reps", "measured_on")
        }
        lifted = Load(form.cleaned_data["lifted"], form.cleaned_data["unit"])
        entry_key = form.cleaned_data["form_key"]
        obj.pk = record_one_rep_max(lifted=lifted, recorded_by=request.user, entry_key=entry_key, **data).pk
        obj.refresh_from_db()


# What was issued


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


# What was recorded


class SetLogInline(ReadOnlyInline):
    model = SetLog
    fields = ["exercise", "number", "side", "done", "asked_for", "performed_at", "logged_by", "voided_at"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("exercise", "logged_by")

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
    inlines = [SetLogInline, ExerciseSkipInline]
    list_display = ["name", "client", "trained_on", "started_at", "finished_at", "total_sets", "effort"]
    list_filter = [("finished_at", admin.EmptyFieldListFilter), "effort"]
    list_select_related = ["client"]
    date_hierarchy = "trained_on"
    search_fields = ["name", "client__full_name", "client__email", "note"]


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
    list_display = ["exercise", "client", "number", "side", "done", "asked_for", "performed_at", "voided_at"]
    list_filter = ["side", ("voided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["exercise", "session_log__client"]
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
