"""The administration of programs: sessions and lines, checked as in the builder."""

from django import forms
from django.contrib import admin
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.admin import ProtectedMixin

from ..forms.ways import check_lift
from ..loads import KG, MAX_LOAD_KG, Load
from ..models import (
    Program,
    ProgramLine,
    ProgramSession,
)
from ..practice import read_thresholds
from ..safety import CAPACITY_RATIO, REASON_LETTERS, is_reason
from ..safety.case import ASSISTED_METHODS
from ..shorthand import LoadCell, plain


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


class LinesFormSet(PlacesFormSet):
    """The lines of a session, all by the thresholds of the practice: read once."""

    @cached_property
    def thresholds(self):
        return read_thresholds()

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"thresholds": self.thresholds}


class LineForm(forms.ModelForm):
    """One exercise of a program's session, by the rules of the trainer's builder."""

    class Meta:
        model = ProgramLine
        fields = ["position", "exercise", *ProgramLine.DOSE]

    def __init__(self, *args, thresholds, **kwargs):
        super().__init__(*args, **kwargs)
        self.thresholds = thresholds

    def clean(self):
        data = super().clean()
        self.check_amount(data)
        self.check_weight(data, "load_value", "load_unit")
        self.check_weight(data, "assist_value", "assist_unit")
        self.check_lifted(data)
        self.check_band(data)
        exercise = data.get("exercise")
        if exercise and not exercise.is_weighted:
            for name in ("load_pct", "load_value"):
                if data.get(name) is not None:
                    self.add_error(name, _("This exercise has no weight: leave it empty."))
        return data

    def check_band(self, data):
        """A reason above the practice's band; above the one-rep max help with the lift, too."""
        load_pct, most_pct = data.get("load_pct"), self.thresholds.band_upper_ratio * 100
        if load_pct is None or load_pct <= most_pct:
            return
        is_above_all = load_pct > CAPACITY_RATIO * 100
        if is_above_all and data.get("method") not in ASSISTED_METHODS:
            text = _("More than the 1RM takes a method in which somebody or something else lifts.")
            self.add_error("load_pct", text)
        elif not is_reason(data.get("load_reason", "")):
            self.add_error(
                "load_reason",
                forms.ValidationError(
                    _("Above %(most)s %% of the 1RM: say why, in %(letters)s letters or more."),
                    params={"most": plain(most_pct), "letters": REASON_LETTERS},
                ),
            )

    def check_amount(self, data):
        """Repetitions or seconds, and seconds where the exercise is a hold."""
        exercise, reps, duration_s = data.get("exercise"), data.get("reps"), data.get("duration_s")
        if {"reps", "duration_s"} & self.errors.keys():
            return
        if (reps is None) == (duration_s is None):
            self.add_error("reps", _("Give either repetitions or seconds."))
        elif exercise and exercise.is_timed and reps is not None:
            self.add_error("reps", _("This exercise is counted in seconds."))

    def check_weight(self, data, value_name, unit_name):
        """A weight with its unit, or neither."""
        value, unit = data.get(value_name), data.get(unit_name)
        if {value_name, unit_name} & self.errors.keys():
            return
        if value is not None and not unit:
            self.add_error(unit_name, _("Say kg or lb."))
        elif value is None and unit:
            self.add_error(value_name, _("A unit needs its weight."))
        elif value is not None and value < 0:
            self.add_error(value_name, _("A weight is 0 or more."))
        elif value is not None and Load(value, unit).kg > MAX_LOAD_KG:
            self.add_error(value_name, _("No weight here is above 1000 kg."))

    def check_lifted(self, data):
        """What is lifted is a part of the load, a per cent of a per cent or a weight of a weight."""
        names = ("load_pct", "load_value", "load_unit", "lift_pct", "lift_value")
        if self.errors.keys() & set(names):
            return
        pct, value, unit, lift_pct, lift_value = (data.get(name) for name in names)
        if lift_pct is not None and lift_value is not None:
            self.add_error("lift_value", _("Give a per cent or a weight, not both."))
            return
        load = LoadCell(pct, None if value is None else Load(value, unit))
        # Written in the unit of the load, so that there is no weight to compare without one.
        lift = LoadCell(lift_pct, None if lift_value is None else Load(lift_value, unit or KG))
        try:
            check_lift(load, lift)
        except forms.ValidationError as refusal:
            self.add_error("lift_pct" if lift_value is None else "lift_value", refusal)


class LineInline(admin.StackedInline):
    model = ProgramLine
    form = LineForm
    formset = LinesFormSet
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
                    ("method", "lift_pct", "lift_value"),
                    ("assist_value", "assist_unit", "inertia_kgm2"),
                    ("group", "progression"),
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
