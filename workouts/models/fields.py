"""Columns that several models share: a tempo, and a dose."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit

from ..choices import DoseSide, Method, ProgressionRule
from ..loads import MAX_LOAD_KG, Load
from ..shorthand import Effort, LoadCell, Sets
from ..shorthand.elements import MAX_PCT, MAX_RIR, MAX_RM, MAX_RPE, MIN_RPE
from ..tempo import MAX_DOWN_S, MAX_PHASE_S, Tempo, time_under_tension

MAX_SETS, MAX_REPS, MAX_DURATION_S, MAX_REST_S = 12, 60, 3600, 900
# A load typed in pounds may have a larger figure than the limit in kg.
MAX_LOAD_VALUE = Decimal(2204)
# Wheels of 0.025 to 0.100 kg m^2 are usual (clinical reference 1.2); the column leaves room around them.
MIN_INERTIA, MAX_INERTIA = Decimal("0.001"), Decimal(1)


def value_field(name, **options):
    """A load as typed, in the unit beside it."""
    limits = [MinValueValidator(Decimal(0)), MaxValueValidator(MAX_LOAD_VALUE)]
    return models.DecimalField(name, max_digits=7, decimal_places=3, validators=limits, **options)


def kg_field(name, **options):
    """A load in kg, derived from the typed one, exact to 10 decimals."""
    return models.DecimalField(name, max_digits=14, decimal_places=10, editable=False, **options)


def seconds_field(name, largest, **options):
    """A whole number of seconds from 0 to `largest`."""
    return models.PositiveSmallIntegerField(name, validators=[MaxValueValidator(largest)], **options)


def count_field(name, largest, **options):
    """A whole number from 1 to `largest`."""
    limits = [MinValueValidator(1), MaxValueValidator(largest)]
    return models.PositiveSmallIntegerField(name, validators=limits, **options)


def kg_range(field, name):
    """Refuse a negative load or one over the limit of rule LS-01; unknown is allowed."""
    condition = Q(**{f"{field}__range": (0, MAX_LOAD_KG)}) | Q(**{field: None})
    return models.CheckConstraint(condition=condition, name=name)


def with_unit(field, unit, name, **options):
    """Let the load `field` stand only with its `unit`, and the unit only with its load."""
    known = Q(
        **{f"{field}__isnull": False, f"{field}__range": (0, MAX_LOAD_VALUE), f"{unit}__in": Unit.values}
    )
    return models.CheckConstraint(condition=Q(**{field: None, unit: ""}) | known, name=name, **options)


def inertia_field():
    """The moment of inertia of a flywheel, in kg m^2."""
    limits = [MinValueValidator(MIN_INERTIA), MaxValueValidator(MAX_INERTIA)]
    return models.DecimalField(
        _("inertia (kg m²)"), max_digits=5, decimal_places=4, null=True, blank=True, validators=limits
    )


class TempoFields(models.Model):
    """The four parts of a tempo. `tempo_up_s` is NULL where the lift is as fast as technique allows (X)."""

    tempo_down_s = seconds_field(_("lower (s)"), MAX_DOWN_S, default=4)
    tempo_pause_low_s = seconds_field(_("pause low (s)"), MAX_PHASE_S, default=0)
    tempo_up_s = seconds_field(_("lift (s)"), MAX_PHASE_S, default=1, null=True, blank=True)
    tempo_pause_top_s = seconds_field(_("pause high (s)"), MAX_PHASE_S, default=0)

    class Meta:
        abstract = True

    @property
    def tempo(self):
        """The four parts as one value."""
        return Tempo(self.tempo_down_s, self.tempo_pause_low_s, self.tempo_up_s, self.tempo_pause_top_s)

    @tempo.setter
    def tempo(self, tempo):
        self.tempo_down_s, self.tempo_pause_low_s = tempo.down_s, tempo.pause_low_s
        self.tempo_up_s, self.tempo_pause_top_s = tempo.up_s, tempo.pause_top_s


class DoseFields(TempoFields):
    """How much of one exercise: sets of repetitions (or of seconds), load, tempo, rest, side, method.

    Either `reps` (to `reps_max`) or `duration_s` is given. The load is a per cent of the one-rep max, a weight, or
    neither; `rm`, `rpe` and `rir` say what it should feel like. The load is what is lowered: where less is lifted,
    `lift_pct` or `lift_value` (in the unit of the load) says how much. `assist_value` is help, less of it is progress.
    """

    sets = count_field(_("sets"), MAX_SETS, default=3)
    reps = count_field(_("repetitions"), MAX_REPS, null=True, blank=True)
    reps_max = count_field(_("repetitions, up to"), MAX_REPS, null=True, blank=True)
    duration_s = count_field(_("seconds a set"), MAX_DURATION_S, null=True, blank=True)
    load_pct = models.DecimalField(
        _("% of 1RM"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        # Above 100 only where somebody or something helps with the lift: the safety rules say who and when.
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(MAX_PCT)],
    )
    load_value = value_field(_("load"), null=True, blank=True)
    load_unit = models.CharField(_("unit"), max_length=2, choices=Unit, blank=True)
    lift_pct = models.DecimalField(
        _("lifted, % of 1RM"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(100))],
    )
    lift_value = value_field(_("lifted"), null=True, blank=True)
    assist_value = value_field(_("help"), null=True, blank=True)
    assist_unit = models.CharField(_("unit of the help"), max_length=2, choices=Unit, blank=True)
    inertia_kgm2 = inertia_field()
    rm = count_field(_("RM"), MAX_RM, null=True, blank=True)
    rpe = models.DecimalField(
        _("RPE"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(MIN_RPE), MaxValueValidator(MAX_RPE)],
    )
    rir = models.PositiveSmallIntegerField(
        _("RIR"), null=True, blank=True, validators=[MaxValueValidator(MAX_RIR)]
    )
    load_reason = models.CharField(_("reason for leaving the band"), max_length=300, blank=True)
    rest_s = seconds_field(_("rest (s)"), MAX_REST_S, default=90)
    side = models.CharField(_("side"), max_length=5, choices=DoseSide, default=DoseSide.BOTH)
    method = models.CharField(_("method"), max_length=16, choices=Method, default=Method.SLOW_LOWERING)
    group = models.CharField(
        _("superset"), max_length=2, blank=True, help_text=_("A1 and A2 are done in turn.")
    )
    progression = models.CharField(
        _("progression"), max_length=18, choices=ProgressionRule, default=ProgressionRule.NONE
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    DOSE = [
        "tempo_down_s",
        "tempo_pause_low_s",
        "tempo_up_s",
        "tempo_pause_top_s",
        "sets",
        "reps",
        "reps_max",
        "duration_s",
        "load_pct",
        "load_value",
        "load_unit",
        "lift_pct",
        "lift_value",
        "assist_value",
        "assist_unit",
        "inertia_kgm2",
        "rm",
        "rpe",
        "rir",
        "load_reason",
        "rest_s",
        "side",
        "method",
        "group",
        "progression",
        "note",
    ]

    class Meta:
        abstract = True
        # A CHECK lets NULL through, so each side says which columns must be there.
        constraints = [
            models.CheckConstraint(
                condition=Q(reps__isnull=False, reps__range=(1, MAX_REPS), duration_s=None)
                | Q(reps=None, duration_s__isnull=False, duration_s__range=(1, MAX_DURATION_S)),
                name="%(class)s_reps_or_duration",
                violation_error_message=_("Give either repetitions or seconds."),
            ),
            models.CheckConstraint(
                condition=Q(reps_max=None)
                | Q(reps__isnull=False, reps_max__gt=F("reps"), reps_max__lte=MAX_REPS),
                name="%(class)s_reps_max_above_reps",
                violation_error_message=_("The upper end of the repetitions is above the lower one."),
            ),
            models.CheckConstraint(condition=Q(sets__range=(1, MAX_SETS)), name="%(class)s_sets_range"),
            models.CheckConstraint(
                condition=Q(load_pct=None) | Q(load_pct__isnull=False, load_pct__range=(1, MAX_PCT)),
                name="%(class)s_load_pct_range",
            ),
            with_unit(
                "load_value",
                "load_unit",
                "%(class)s_load_has_unit",
                violation_error_message=_("A weight needs its unit, and a unit its weight."),
            ),
            with_unit(
                "assist_value",
                "assist_unit",
                "%(class)s_assist_has_unit",
                violation_error_message=_("Help needs its unit, and a unit its help."),
            ),
            models.CheckConstraint(
                condition=Q(lift_pct=None, lift_value=None)
                | Q(lift_pct__isnull=False, lift_pct__range=(1, 100), lift_value=None)
                | Q(lift_value__isnull=False, lift_value__gte=0, load_value__isnull=False),
                name="%(class)s_lift_beside_load",
                violation_error_message=_("What is lifted is a part of a load: give the load, too."),
            ),
            models.CheckConstraint(
                condition=Q(inertia_kgm2=None) | Q(inertia_kgm2__range=(MIN_INERTIA, MAX_INERTIA)),
                name="%(class)s_inertia_range",
            ),
        ]

    def copied_dose(self):
        """The dose as keyword arguments for a row that keeps its own copy."""
        return {name: getattr(self, name) for name in self.DOSE}

    def plain_dose(self):
        """The dose as values that JSON can hold."""
        dose = self.copied_dose()
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in dose.items()}

    @property
    def load(self):
        """The weight as typed or computed; None where there is none."""
        return None if self.load_value is None else Load(self.load_value, self.load_unit)

    @property
    def lift(self):
        """The weight that is lifted, where it is not the one that is lowered; None where it is."""
        return None if self.lift_value is None else Load(self.lift_value, self.load_unit)

    @property
    def assist(self):
        """The help as a Load; None where there is none."""
        return None if self.assist_value is None else Load(self.assist_value, self.assist_unit)

    @property
    def effort(self):
        """The load with what it should feel like, as the builder's cell has it."""
        return Effort(LoadCell(self.load_pct, self.load), self.rm, self.rpe, self.rir)

    @property
    def sets_and_reps(self):
        """The sets with their repetitions or seconds, as the builder's cell has it."""
        return Sets(self.sets, self.reps, self.duration_s, self.reps_max)

    @property
    def sides(self):
        """How many times each set is done: twice where each side has its own."""
        return 2 if self.side == DoseSide.EACH else 1

    @property
    def set_s(self):
        """Seconds one set takes, on one side."""
        return self.duration_s or self.tempo.rep_s * self.reps

    @property
    def lowering_s(self):
        """Seconds of lowering in all sets, both sides counted where each side has its own."""
        if self.reps is None:
            return 0
        return time_under_tension(self.tempo, reps=self.reps, sets=self.sets).lowering_s * self.sides
