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
from ..tempo import MAX_DOWN_S
from .assignments import PlannedSession, Prescription
from .equipment import Equipment
from .exercises import Exercise
from .fields import (
    MAX_DURATION_S,
    MAX_INERTIA,
    MAX_REPS,
    MIN_INERTIA,
    TempoFields,
    inertia_field,
    kg_field,
    kg_range,
    value_field,
    with_unit,
)


class SessionLogQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Sessions of people `user` coaches now; access ends when the coaching ends."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(client=user)

    def for_reader(self, user):
        """The user's own sessions, and those of people `user` coaches now."""
        return self.filter(Q(client=user) | Q(client__in=User.objects.for_trainer(user)))

    def counted(self):
        """Not voided."""
        return self.filter(voided_at=None)

    def voided(self):
        """Taken out of the count; readable, and to be brought back."""
        return self.exclude(voided_at=None)

    def with_equipment(self):
        """Adds `has_equipment`: whether anybody wrote down what the client trains with."""
        known = Equipment.objects.filter(client=models.OuterRef("client"))
        return self.annotate(has_equipment=models.Exists(known))


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
    # What the client said before the first set: whether the partner or the safety arms were there.
    has_help = models.BooleanField(_("help was there"), null=True, blank=True)
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
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
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="sessionlog_voided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["client", "-started_at"], name="sessionlog_newest")]

    def __str__(self):
        return self.name


class SessionRevision(models.Model):
    """What a session log said before somebody changed its day, effort or note; the earlier values stay readable."""

    session_log = models.ForeignKey(SessionLog, models.PROTECT, related_name="revisions")
    before = models.JSONField(_("before"))
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("revision of a session")
        verbose_name_plural = _("revisions of sessions")
        ordering = ["session_log", "changed_at"]

    def __str__(self):
        return str(self.session_log)


class SetLogQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(session_log__in=SessionLog.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(session_log__client=user)

    def standing(self):
        """Not voided themselves; their session may be."""
        return self.filter(voided_at=None)

    def counted(self):
        """Neither voided nor of a voided session."""
        return self.standing().filter(session_log__voided_at=None)


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
    lift_value = value_field(_("lifted"), null=True, blank=True)
    assist_value = value_field(_("help"), null=True, blank=True)
    assist_unit = models.CharField(_("unit of the help"), max_length=2, choices=Unit, blank=True)
    inertia_kgm2 = inertia_field()
    reps = models.PositiveSmallIntegerField(_("repetitions"), null=True, blank=True)
    duration_s = models.PositiveSmallIntegerField(_("seconds"), null=True, blank=True)
    # As the pacer measured it; NULL where the set was done without.
    lowered_s = models.DecimalField(
        _("lowered, seconds a repetition"), max_digits=4, decimal_places=1, null=True, blank=True
    )
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
            with_unit("assist_value", "assist_unit", "setlog_assist_has_unit"),
            models.CheckConstraint(
                condition=Q(lift_value=None)
                | Q(lift_value__isnull=False, lift_value__gte=0, load_value__isnull=False),
                name="setlog_lift_beside_load",
            ),
            models.CheckConstraint(
                condition=Q(lowered_s=None) | Q(lowered_s__range=(0, MAX_DOWN_S)),
                name="setlog_lowered_range",
            ),
            models.CheckConstraint(
                condition=Q(inertia_kgm2=None) | Q(inertia_kgm2__range=(MIN_INERTIA, MAX_INERTIA)),
                name="setlog_inertia_range",
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
    def lift(self):
        """The weight that was lifted, where it was not the one that was lowered."""
        return None if self.lift_value is None else Load(self.lift_value, self.load_unit)

    @property
    def assist(self):
        """The help that was used; None where there was none."""
        return None if self.assist_value is None else Load(self.assist_value, self.assist_unit)

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


class SetFinding(models.Model):
    """What a safety rule said of a set when it was logged, with its numbers as they were. The set counts."""

    set_log = models.ForeignKey(SetLog, models.PROTECT, related_name="findings")
    rule = models.CharField(_("rule"), max_length=8)
    level = models.CharField(_("level"), max_length=8)
    inputs = models.JSONField(_("what it looked at"))
    thresholds = models.JSONField(_("its thresholds"))
    found_at = models.DateTimeField(_("found"), default=timezone.now)

    class Meta:
        verbose_name = _("finding about a set")
        verbose_name_plural = _("findings about sets")
        ordering = ["-found_at"]
        constraints = [models.UniqueConstraint(fields=["set_log", "rule"], name="setfinding_once")]

    def __str__(self):
        return f"{self.rule} {self.set_log}"


class ExerciseNote(models.Model):
    """What the client wrote about one exercise of a session; a later note replaces it, and both stay."""

    session_log = models.ForeignKey(SessionLog, models.PROTECT, related_name="exercise_notes")
    prescription = models.ForeignKey(Prescription, models.PROTECT, related_name="notes_written")
    text = models.CharField(_("note"), max_length=500)
    entry_key = models.UUIDField(editable=False)
    written_at = models.DateTimeField(_("written"))
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)

    class Meta:
        verbose_name = _("note on an exercise")
        verbose_name_plural = _("notes on exercises")
        ordering = ["session_log", "written_at"]
        constraints = [
            models.UniqueConstraint(fields=["session_log", "entry_key"], name="exercisenote_entry_key_once"),
            models.UniqueConstraint(
                fields=["prescription"], condition=Q(voided_at=None), name="exercisenote_place_once"
            ),
        ]

    def __str__(self):
        return self.text


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
