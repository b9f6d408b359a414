"""What a client reports after training: soreness of muscles, and pain. Two things with two rules, never one."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.models import User

from ..choices import CheckHours, PainMoment
from .assignments import Prescription
from .logs import SessionLog

MAX_NRS = 10


def nrs_field(name):
    """A whole number from 0 (none) to 10 (the worst there is)."""
    return models.PositiveSmallIntegerField(name, validators=[MaxValueValidator(MAX_NRS)])


class ReportQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Reports of people `user` coaches now."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(client=user)

    def counted(self):
        """Not voided."""
        return self.filter(voided_at=None)


class Report(models.Model):
    """What every report keeps: whose it is, after which session, when, who wrote it, and whether it counts.

    An edit voids the row and writes another that `replaces` it.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)ss")
    session_log = models.ForeignKey(SessionLog, models.PROTECT, related_name="%(class)ss")
    answered_at = models.DateTimeField(_("answered"))
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry_key = models.UUIDField(unique=True, editable=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        abstract = True


class SorenessReport(Report):
    """Soreness of the trained muscles some hours after a session, and what the rule D0-D7 made of it then.

    `red_flags` are the keys of 4.3 answered with yes; None where they were not asked.
    """

    hours = models.PositiveSmallIntegerField(_("hours after the session"), choices=CheckHours)
    nrs = nrs_field(_("soreness, 0-10"))
    regions = models.JSONField(_("where"), default=list)
    is_function_limited = models.BooleanField(_("limits daily life"), default=False)
    red_flags = models.JSONField(_("warning signs"), null=True)
    rule = models.CharField(_("rule"), max_length=8)
    result = models.CharField(_("result"), max_length=16)
    inputs = models.JSONField(_("what it looked at"))
    thresholds = models.JSONField(_("its thresholds"))

    class Meta:
        verbose_name = _("soreness report")
        verbose_name_plural = _("soreness reports")
        ordering = ["-answered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session_log", "hours"], condition=Q(voided_at=None), name="sorenessreport_once"
            ),
            models.CheckConstraint(condition=Q(nrs__range=(0, MAX_NRS)), name="sorenessreport_nrs_range"),
        ]
        indexes = [models.Index(fields=["client", "-answered_at"], name="sorenessreport_newest")]

    def __str__(self):
        return f"{self.nrs}/10, {self.hours} h"


class PainReport(Report):
    """Pain of a tendon, a joint or an injured muscle: at one exercise, after the session, or the next morning."""

    moment = models.CharField(_("when"), max_length=7, choices=PainMoment)
    # Only for pain during an exercise.
    prescription = models.ForeignKey(
        Prescription, models.PROTECT, null=True, blank=True, related_name="pain_reports"
    )
    nrs = nrs_field(_("pain, 0-10"))
    region = models.CharField(_("where"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("pain report")
        verbose_name_plural = _("pain reports")
        ordering = ["-answered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session_log", "moment"],
                condition=Q(voided_at=None, prescription=None),
                name="painreport_moment_once",
            ),
            models.UniqueConstraint(
                fields=["session_log", "prescription"],
                condition=Q(voided_at=None, prescription__isnull=False),
                name="painreport_exercise_once",
            ),
            models.CheckConstraint(
                condition=Q(prescription=None) | Q(moment=PainMoment.DURING),
                name="painreport_exercise_during",
            ),
            models.CheckConstraint(condition=Q(nrs__range=(0, MAX_NRS)), name="painreport_nrs_range"),
        ]
        indexes = [models.Index(fields=["client", "-answered_at"], name="painreport_newest")]

    def __str__(self):
        return f"{self.nrs}/10, {self.get_moment_display()}"


class Reminder(models.Model):
    """An e-mail that asked for a check-in: each is sent once."""

    session_log = models.ForeignKey(SessionLog, models.PROTECT, related_name="reminders")
    hours = models.PositiveSmallIntegerField(_("hours after the session"), choices=CheckHours)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at"]
        constraints = [models.UniqueConstraint(fields=["session_log", "hours"], name="reminder_once")]

    def __str__(self):
        return f"{self.session_log}, {self.hours} h"
