"""Assignments: a program issued to a client, as a copy with dates and loads."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.models import User

from ..choices import AssignmentStatus, LoadStatus
from .exercises import Exercise
from .fields import DoseFields, kg_field, kg_range
from .programs import Program
from .records import OneRepMax


class AssignmentQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Assignments of people `user` coaches now."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(client=user)

    def active(self):
        return self.filter(status=AssignmentStatus.ACTIVE)

    def running(self, today):
        """Active, and with a session planned for `today` or later."""
        return self.active().filter(planned_sessions__planned_on__gte=today).distinct()


class Assignment(models.Model):
    """A program issued to one client. It is a copy: what was planned stays when the program is edited."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, models.PROTECT, related_name="assignments")
    program_name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("starts"))
    weeks = models.PositiveSmallIntegerField(_("weeks"))
    status = models.CharField(max_length=8, choices=AssignmentStatus, default=AssignmentStatus.ACTIVE)
    assigned_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    # Minted with the form, so that assigning twice with one form assigns once.
    entry_key = models.UUIDField(unique=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=AssignmentStatus.ACTIVE, ended_at=None)
                | Q(status=AssignmentStatus.ENDED, ended_at__isnull=False),
                name="assignment_status_dates",
            ),
        ]

    def __str__(self):
        return self.program_name

    def end(self, *, at, reason):
        """Stop the assignment at `at`; its sessions not yet started no longer come up."""
        self.status, self.ended_at, self.end_reason = AssignmentStatus.ENDED, at, reason
        self.save(update_fields=["status", "ended_at", "end_reason"])


class Override(models.Model):
    """A safety rule that a professional overruled when issuing, with the reason and the numbers as they were."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="overrides")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    rule = models.CharField(_("rule"), max_length=8)
    reason = models.CharField(_("reason"), max_length=300)
    # Each rule has numbers of its own, so that columns do not fit.
    inputs = models.JSONField(_("what it looked at"))
    thresholds = models.JSONField(_("its thresholds"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["-decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "exercise", "rule"], name="override_once"),
        ]

    def __str__(self):
        return f"{self.rule} {self.exercise}"


class PlannedSessionQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(assignment__in=Assignment.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(assignment__client=user)

    def startable(self):
        """Of running assignments, or begun before the assignment ended."""
        return self.filter(Q(assignment__status=AssignmentStatus.ACTIVE) | Q(session_log__isnull=False))

    def to_do(self):
        """Of running assignments and not finished."""
        return self.filter(assignment__status=AssignmentStatus.ACTIVE, session_log__finished_at=None)


class PlannedSession(models.Model):
    """One session of an assignment on one day of the client's calendar."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="planned_sessions")
    week = models.PositiveSmallIntegerField(_("week"))
    position = models.PositiveSmallIntegerField(_("place in the week"))
    name = models.CharField(_("name"), max_length=60)
    planned_on = models.DateField(_("planned for"))

    objects = PlannedSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned session")
        verbose_name_plural = _("planned sessions")
        ordering = ["planned_on", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "week", "position"], name="plannedsession_place_once"
            ),
        ]
        indexes = [models.Index(fields=["assignment", "planned_on"], name="plannedsession_day")]

    def __str__(self):
        return self.name


class Prescription(DoseFields):
    """The dose of one exercise issued to one client for one session, with the load it came to.

    `load_kg` is the weight in kg for comparison; the one-rep max it was computed from is kept beside it.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    planned_session = models.ForeignKey(PlannedSession, models.PROTECT, related_name="prescriptions")
    position = models.PositiveSmallIntegerField()
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    load_kg = kg_field(_("load (kg)"), null=True, blank=True)
    load_status = models.CharField(max_length=14, choices=LoadStatus)
    one_rep_max = models.ForeignKey(OneRepMax, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(DoseFields.Meta):
        abstract = False
        verbose_name = _("prescription")
        verbose_name_plural = _("prescriptions")
        ordering = ["planned_session", "position"]
        constraints = [
            *DoseFields.Meta.constraints,
            models.UniqueConstraint(fields=["planned_session", "position"], name="prescription_place_once"),
            kg_range("load_kg", "prescription_load_kg_range"),
        ]

    def __str__(self):
        return str(self.exercise)
