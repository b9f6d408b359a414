"""Measured and estimated one-rep maxima."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit
from ecctrain.accounts.models import User

from ..choices import OneRepMaxMethod, Side
from ..loads import MAX_LOAD_KG, Load
from ..one_rep_max import MAX_LOWERED_S, MAX_REPS, MIN_LOWERED_S
from ..safety.case import LIMB_SHARE
from .exercises import Exercise
from .fields import kg_field, value_field


class OneRepMaxQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(client__in=User.objects.for_trainer(user), voided_at=None)

    def for_client(self, user):
        return self.filter(client=user, voided_at=None)

    def concentric(self):
        """What was lifted: the only values that loads, bands and safety rules go by."""
        return self.filter(lowered_s=None)

    def eccentric(self):
        """What was lowered once under control: for reading only."""
        return self.exclude(lowered_s=None)

    def newest_by_exercise(self, client):
        """(exercise id, side) -> the client's newest concentric value for it, in one query."""
        rows = self.concentric().filter(client=client, voided_at=None)
        rows = rows.order_by("measured_on", "recorded_at", "pk")
        return {(row.exercise_id, row.side): row for row in rows}


class OneRepMax(models.Model):
    """The heaviest load a person lifts once, per exercise and side: tested, or estimated from `reps` with `lifted`.

    `value` is the one-rep max in `unit`, the unit in which it was typed. With `lowered_s` it is an eccentric one
    instead: lowered once under control in so many seconds, lifted by others. Never edited: a mistake is voided.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="one_rep_maxes")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+", verbose_name=_("exercise"))
    side = models.CharField(_("side"), max_length=5, choices=Side, default=Side.BOTH)
    method = models.CharField(max_length=9, choices=OneRepMaxMethod, editable=False)
    lifted = value_field(_("weight lifted"))
    unit = models.CharField(_("unit"), max_length=2, choices=Unit)
    reps = models.PositiveSmallIntegerField(
        _("repetitions"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MAX_REPS)]
    )
    lowered_s = models.PositiveSmallIntegerField(
        _("lowered in (s)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(MIN_LOWERED_S), MaxValueValidator(MAX_LOWERED_S)],
    )
    formula = models.CharField(max_length=8, blank=True, editable=False)
    value = value_field(_("one-rep max"), editable=False)
    load_kg = kg_field(_("one-rep max (kg)"))
    measured_on = models.DateField(_("measured"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entry_key = models.UUIDField(unique=True, editable=False)
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OneRepMaxQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-rep max")
        verbose_name_plural = _("one-rep maxima")
        ordering = ["-measured_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(load_kg__gt=0, load_kg__lte=MAX_LOAD_KG), name="onerepmax_load_kg_range"
            ),
            models.CheckConstraint(condition=Q(reps__range=(1, MAX_REPS)), name="onerepmax_reps_range"),
            models.CheckConstraint(
                condition=Q(method=OneRepMaxMethod.DIRECT, reps=1, formula="")
                | (Q(method=OneRepMaxMethod.ESTIMATED, reps__gt=1) & ~Q(formula="")),
                name="onerepmax_method_fits",
            ),
            models.CheckConstraint(
                condition=Q(lowered_s=None)
                | Q(
                    lowered_s__isnull=False,
                    lowered_s__range=(MIN_LOWERED_S, MAX_LOWERED_S),
                    method=OneRepMaxMethod.DIRECT,
                ),
                name="onerepmax_lowered_s_fits",
            ),
        ]
        indexes = [models.Index(fields=["client", "exercise", "measured_on"], name="onerepmax_newest")]

    def __str__(self):
        text = f"{self.exercise} {self.value.normalize():f} {self.unit}"
        return str(_("%(row)s, lowered") % {"row": text}) if self.is_eccentric else text

    @property
    def is_of_both_limbs(self):
        """Whether both limbs lifted together what is trained one side at a time (clinical reference 2.6)."""
        return self.side == Side.BOTH and self.exercise.is_one_sided

    @property
    def limb_load(self):
        """What stands for one limb where only both were measured: half of it, as a Load."""
        return Load(self.value * LIMB_SHARE, self.unit)

    @property
    def is_eccentric(self):
        """Whether it was lowered, and not lifted."""
        return self.lowered_s is not None

    @property
    def load(self):
        """The one-rep max as a Load in the unit it was typed in."""
        return Load(self.value, self.unit)

    def void(self, *, at):
        """Take the value out of the count at `at`; the row is kept."""
        self.voided_at = at
        self.save(update_fields=["voided_at"])
