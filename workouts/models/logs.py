"""Logs: what was done. Written once; a mistake is voided, never edited or deleted."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit
from ecctrain.accounts.models import User

from ..choices import Side, SkipReason
from ..loads import Load
from .assignments import PlannedSession, Prescription
from .exercises import Exercise
from .fields import MAX_DURATION_S, MAX_REPS, TempoFields, kg_field, kg_range, value_field


class SessionLogQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Sessions of people `user` coaches now; access ends when the coaching ends."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(client=user)


class SessionLog(models.Model):
    """One training session that was started.

    The totals are part of the record and written with the finish, so that a year's chart reads few rows.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="session_logs")
    planned_session = models.OneToOneField(PlannedSession, models.PROTECT, related_name="session_log")
    name = models.CharField(_("name"), max_length=60)
    trained_on = models.DateField(_("day"))
    time_zone = models.CharField(max_length=64)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(_("note"), max_length=1000, blank=True)
    effort = models.PositiveSmallIntegerField(
        _("effort, 0-10"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    total_sets = models.PositiveSmallIntegerField(null=True, blank=True)
    total_reps = models.PositiveIntegerField(null=True, blank=True)
    total_tonnage_kg = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    total_lowering_s = models.PositiveIntegerField(null=True, blank=True)

    objects = SessionLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("session log")
        verbose_name_plural = _("session logs")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None, total_sets=None)
                | Q(finished_at__isnull=False, total_sets__isnull=False),
                name="sessionlog_totals_with_finish",
            ),
            models.CheckConstraint(
                condition=Q(effort=None) | Q(effort__range=(0, 10)), name="sessionlog_effort_range"
            ),
        ]
        indexes = [models.Index(fields=["client", "-started_at"], name="sessionlog_newest")]

    def __str__(self):
        return self.name


class SetLogQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(session_log__in=SessionLog.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(session_log__client=user)

    def counted(self):
        """Not voided."""
        return self.filter(voided_at=None)


class SetLog(TempoFields):
    """One performed set, with a copy of what was prescribed, so that it outlives every later edit.

    An edit voids the row and writes another that `replaces` it. The tempo is the one asked for.
    """

    session_log = models.ForeignKey(SessionLog, models.PROTECT, related_name="set_logs")
    prescription = models.ForeignKey(Prescription, models.PROTECT, related_name="set_logs")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("set"))
    side = models.CharField(_("side"), max_length=5, choices=Side, default=Side.BOTH)
    prescribed_load_value = value_field(_("prescribed load"), null=True, blank=True)
    prescribed_load_unit = models.CharField(max_length=2, choices=Unit, blank=True)
    prescribed_reps = models.PositiveSmallIntegerField(null=True, blank=True)
    prescribed_reps_max = models.PositiveSmallIntegerField(null=True, blank=True)
    prescribed_duration_s = models.PositiveSmallIntegerField(null=True, blank=True)
    load_value = value_field(_("load"), null=True, blank=True)
    load_unit = models.CharField(_("unit"), max_length=2, choices=Unit, blank=True)
    load_kg = kg_field(_("load (kg)"), null=True, blank=True)
    reps = models.PositiveSmallIntegerField(_("repetitions"), null=True, blank=True)
    duration_s = models.PositiveSmallIntegerField(_("seconds"), null=True, blank=True)
    # Minted with the row's form, so that a double tap or a replay makes one set.
    entry_key = models.UUIDField(editable=False)
    performed_at = models.DateTimeField(_("performed"))
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SetLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("set log")
        verbose_name_plural = _("set logs")
        ordering = ["session_log", "performed_at"]
        constraints = [
            models.UniqueConstraint(fields=["session_log", "entry_key"], name="setlog_entry_key_once"),
            models.UniqueConstraint(
                fields=["prescription", "number", "side"],
                condition=Q(voided_at=None),
                name="setlog_place_once",
            ),
            kg_range("load_kg", "setlog_load_kg_range"),
            models.CheckConstraint(
                condition=Q(reps__isnull=False, reps__range=(0, MAX_REPS), duration_s=None)
                | Q(reps=None, duration_s__isnull=False, duration_s__range=(0, MAX_DURATION_S)),
                name="setlog_reps_or_duration",
            ),
            models.CheckConstraint(
                condition=Q(load_value=None, load_unit="", load_kg=None)
                | Q(
                    load_value__isnull=False,
                    load_value__gte=0,
                    load_unit__in=Unit.values,
                    load_kg__isnull=False,
                    load_kg__gte=0,
                ),
                name="setlog_load_has_unit",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="setlog_voided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["exercise", "-performed_at"], name="setlog_last_time")]

    def __str__(self):
        return f"{self.exercise}, {self.number}"

    @property
    def load(self):
        return None if self.load_value is None else Load(self.load_value, self.load_unit)

    @property
    def prescribed_load(self):
        return (
            None
            if self.prescribed_load_value is None
            else Load(self.prescribed_load_value, self.prescribed_load_unit)
        )

    @property
    def is_as_prescribed(self):
        """Whether load and repetitions (or seconds) are what was asked for; within a range of repetitions all are."""
        same_load = self.prescribed_load is None or (
            self.load is not None and self.load.kg == self.prescribed_load.kg
        )
        if self.reps is None or self.prescribed_reps is None:
            return same_load and self.duration_s == self.prescribed_duration_s
        return same_load and self.prescribed_reps <= self.reps <= (
            self.prescribed_reps_max or self.prescribed_reps
        )


class ExerciseSkip(models.Model):
    """An exercise of a session that was left out, or left early, and why."""

    session_log = models.ForeignKey(SessionLog, models.PROTECT, related_name="skips")
    prescription = models.ForeignKey(Prescription, models.PROTECT, related_name="skips")
    reason = models.CharField(_("reason"), max_length=9, choices=SkipReason)
    entry_key = models.UUIDField(editable=False)
    skipped_at = models.DateTimeField()
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("skipped exercise")
        verbose_name_plural = _("skipped exercises")
        ordering = ["session_log", "skipped_at"]
        constraints = [
            models.UniqueConstraint(fields=["session_log", "entry_key"], name="exerciseskip_entry_key_once"),
            models.UniqueConstraint(
                fields=["prescription"], condition=Q(voided_at=None), name="exerciseskip_place_once"
            ),
        ]

    def __str__(self):
        return f"{self.prescription}: {self.get_reason_display()}"
