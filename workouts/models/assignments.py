"""Assignments: a program issued to a client, as a copy with dates and loads."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.models import User

from ..choices import ASSIGNMENT_MOVES, AssignmentStatus, LoadStatus, Origin
from ..safety import Level
from .exercises import Exercise
from .fields import DoseFields, kg_field, kg_range
from .programs import Program
from .records import OneRepMax


class MoveRefused(ValueError):
    """The status of an assignment does not allow this step."""


class AssignmentQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Assignments of people `user` coaches now."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(client=user)

    def issued(self):
        """Copies of a program, and not what the client trained on their own."""
        return self.filter(program__isnull=False)

    def active(self):
        """Not ended: running or paused."""
        return self.exclude(status=AssignmentStatus.ENDED)

    def paused(self):
        return self.filter(status=AssignmentStatus.PAUSED)

    def running(self, today):
        """Neither paused nor ended, and with a session planned for `today` or later."""
        rows = self.filter(status=AssignmentStatus.ACTIVE, planned_sessions__planned_on__gte=today)
        return rows.distinct()

    def current(self, today):
        """Paused, or running with a session planned for `today` or later."""
        is_running = Q(status=AssignmentStatus.ACTIVE, planned_sessions__planned_on__gte=today)
        return self.filter(Q(status=AssignmentStatus.PAUSED) | is_running).distinct()


class Assignment(models.Model):
    """A program issued to one client. It is a copy: what was planned stays when the program is edited."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Without a program it holds what the client trains on their own.
    program = models.ForeignKey(Program, models.PROTECT, null=True, related_name="assignments")
    program_name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("starts"))
    weeks = models.PositiveSmallIntegerField(_("weeks"))
    status = models.CharField(max_length=8, choices=AssignmentStatus, default=AssignmentStatus.ACTIVE)
    assigned_at = models.DateTimeField(default=timezone.now)
    # The newest pause: while it lasts, `resumed_at` is empty.
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    pause_reason = models.CharField(_("why it was paused"), max_length=300, blank=True)
    resumed_at = models.DateTimeField(_("resumed"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    # Who stands beside the client at loads above the one-rep max, and what catches them (clinical reference 1.3).
    supervisor = models.CharField(_("supervised in person by"), max_length=120, blank=True)
    is_home = models.BooleanField(_("trains at home"), default=False)
    has_safety_arms = models.BooleanField(_("safety arms or pins"), null=True)
    spotters = models.PositiveSmallIntegerField(_("spotters"), null=True)
    # A digest of the template's differences that the trainer decided not to take over.
    declined_difference = models.CharField(max_length=64, blank=True, editable=False)
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
                & (Q(paused_at=None) | Q(resumed_at__isnull=False))
                | Q(
                    status=AssignmentStatus.PAUSED,
                    paused_at__isnull=False,
                    resumed_at=None,
                    ended_at=None,
                )
                | Q(status=AssignmentStatus.ENDED, ended_at__isnull=False),
                name="assignment_status_dates",
            ),
            models.CheckConstraint(
                condition=Q(resumed_at=None)
                | Q(paused_at__isnull=False, resumed_at__isnull=False, resumed_at__gte=F("paused_at")),
                name="assignment_resumed_after_pause",
            ),
        ]

    def __str__(self):
        return self.program_name

    @property
    def is_paused(self):
        return self.status == AssignmentStatus.PAUSED

    @property
    def stopped_at(self):
        """Since when its sessions no longer come up: the pause that still lasted, or the end; None while it runs."""
        return self.paused_at if self.paused_at and not self.resumed_at else self.ended_at

    def go_to(self, status):
        """Take the step to `status`; raises MoveRefused where there is no such step."""
        if status not in ASSIGNMENT_MOVES[self.status]:
            raise MoveRefused(f"{self.status} to {status}")
        self.status = status

    def pause(self, *, at, reason=""):
        """Rest the assignment from `at` on; its sessions not yet started come up again when it is resumed."""
        self.go_to(AssignmentStatus.PAUSED)
        self.paused_at, self.pause_reason, self.resumed_at = at, reason, None
        self.save(update_fields=["status", "paused_at", "pause_reason", "resumed_at"])

    def resume(self, *, at):
        """Let the assignment run again; the dates are the caller's to shift."""
        self.go_to(AssignmentStatus.ACTIVE)
        self.resumed_at = at
        self.save(update_fields=["status", "resumed_at"])

    def end(self, *, at, reason):
        """Stop the assignment at `at`; its sessions not yet started no longer come up."""
        self.go_to(AssignmentStatus.ENDED)
        self.ended_at, self.end_reason = at, reason
        self.save(update_fields=["status", "ended_at", "end_reason"])


class OverrideQuerySet(models.QuerySet):
    def keep(self, overruled):
        """Keep each of `overruled`: (assignment, exercise, Finding, reason, who decided). Those kept already stay."""
        self.bulk_create(
            (
                Override(
                    assignment=assignment,
                    exercise=exercise,
                    rule=finding.rule,
                    reason=reason,
                    inputs={name: str(value) for name, value in finding.inputs.items()},
                    thresholds={name: str(value) for name, value in finding.thresholds.items()},
                    decided_by=by,
                )
                for assignment, exercise, finding, reason, by in overruled
                if finding.level == Level.OVERRIDE
            ),
            ignore_conflicts=True,
        )


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

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["-decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "exercise", "rule"], name="override_once"),
        ]

    def __str__(self):
        return f"{self.rule} {self.exercise}"


# A voided log counts nowhere, so that its session is as if it had not begun. Of what was trained without a plan
# nothing is left to begin.
BEGUN = Q(session_log__isnull=False, session_log__voided_at=None)
TO_BEGIN = Q(session_log=None) | Q(session_log__voided_at__isnull=False, assignment__program__isnull=False)


class PlannedSessionQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(assignment__in=Assignment.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(assignment__client=user)

    def running(self):
        return self.filter(assignment__status=AssignmentStatus.ACTIVE)

    def planned(self):
        """Issued by a program: what the client trained on their own was never planned."""
        return self.filter(assignment__program__isnull=False)

    def standing(self):
        """Not skipped. What was begun all the same stands."""
        return self.filter(Q(skipped_at=None) | BEGUN)

    def startable(self):
        """Of running assignments and not skipped, or begun before the assignment was paused or ended."""
        is_open = Q(assignment__status=AssignmentStatus.ACTIVE, skipped_at=None)
        return self.filter(is_open & TO_BEGIN | BEGUN)

    def coming(self):
        """Of running assignments and not finished, the skipped ones too; one whose log was voided comes again."""
        return self.running().filter(TO_BEGIN | BEGUN & Q(session_log__finished_at=None))

    def to_do(self):
        """Of running assignments, neither finished nor skipped."""
        return self.coming().standing()

    def untouched(self):
        """Neither started nor skipped."""
        return self.filter(session_log=None, skipped_at=None)


class PlannedSession(models.Model):
    """One session of an assignment on one day of the client's calendar."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="planned_sessions")
    week = models.PositiveSmallIntegerField(_("week"))
    position = models.PositiveSmallIntegerField(_("place in the week"))
    name = models.CharField(_("name"), max_length=60)
    planned_on = models.DateField(_("planned for"))
    skipped_at = models.DateTimeField(_("skipped"), null=True, blank=True)
    skipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    skip_reason = models.CharField(_("why it was skipped"), max_length=300, blank=True)
    # The code of the program's session that it was issued from, also when that one is gone.
    source_code = models.UUIDField(null=True, editable=False)
    # Of a session added later: minted with its form, so that sending it twice adds one.
    entry_key = models.UUIDField(unique=True, null=True, editable=False)

    objects = PlannedSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned session")
        verbose_name_plural = _("planned sessions")
        ordering = ["planned_on", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "week", "position"], name="plannedsession_place_once"
            ),
            models.CheckConstraint(
                condition=Q(skipped_at=None, skipped_by=None, skip_reason="")
                | Q(skipped_at__isnull=False, skipped_by__isnull=False) & ~Q(skip_reason=""),
                name="plannedsession_skip_whole",
            ),
        ]
        indexes = [models.Index(fields=["assignment", "planned_on"], name="plannedsession_day")]

    def __str__(self):
        return self.name

    @property
    def is_started(self):
        """Whether it has a log that counts; what was started is history and stays as it is."""
        return self.counted_log is not None

    @property
    def counted_log(self):
        """The log of it, None where there is none or it was voided."""
        session_log = getattr(self, "session_log", None)
        return session_log if session_log and session_log.voided_at is None else None

    @property
    def is_skipped(self):
        """Skipped, and not begun all the same."""
        return self.skipped_at is not None and not self.is_started


class PrescriptionQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(planned_session__in=PlannedSession.objects.for_trainer(user))


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
    # The program's line as it was when issued: what the template says now is compared with this.
    source_code = models.UUIDField(null=True, editable=False)
    source_dose = models.JSONField(null=True, editable=False)
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.PLANNED, editable=False)
    swapped_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="swaps", editable=False
    )

    objects = PrescriptionQuerySet.as_manager()

    class Meta(DoseFields.Meta):
        abstract = False
        verbose_name = _("prescription")
        verbose_name_plural = _("prescriptions")
        ordering = ["planned_session", "position"]
        constraints = [
            *DoseFields.Meta.constraints,
            models.UniqueConstraint(fields=["planned_session", "position"], name="prescription_place_once"),
            kg_range("load_kg", "prescription_load_kg_range"),
            models.CheckConstraint(
                condition=Q(origin=Origin.SWAPPED, swapped_from__isnull=False)
                | ~Q(origin=Origin.SWAPPED) & Q(swapped_from=None),
                name="prescription_swap_whole",
            ),
        ]

    def __str__(self):
        return str(self.exercise)
