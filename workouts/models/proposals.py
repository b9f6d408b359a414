"""Progression that was proposed, and what the trainer made of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.models import User

from ..choices import DoseSide, ProgressionRule, ProposalKind, ProposalStatus
from .assignments import Assignment
from .exercises import Exercise
from .logs import SessionLog


class ProposalQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Proposals about people `user` coaches now."""
        return self.filter(assignment__client__in=User.objects.for_trainer(user))

    def waiting(self):
        return self.filter(status=ProposalStatus.WAITING)


class Proposal(models.Model):
    """Another dose of one exercise, proposed from its last sessions: what, why, and what the gates said.

    `before` and `after` are doses (sets, reps, load, per cent, RM) as text; `after` is what was proposed, also when
    the trainer accepted something else, which is in `decided`.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="proposals")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=5, choices=DoseSide, default=DoseSide.BOTH)
    session_log = models.ForeignKey(SessionLog, models.PROTECT, related_name="proposals")
    rule = models.CharField(_("rule"), max_length=18, choices=ProgressionRule)
    kind = models.CharField(_("way"), max_length=5, choices=ProposalKind)
    reason = models.CharField(_("reason"), max_length=24)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("proposed"))
    gates = models.JSONField(_("gates"))
    status = models.CharField(
        _("status"), max_length=8, choices=ProposalStatus, default=ProposalStatus.WAITING
    )
    is_automatic = models.BooleanField(_("by a rule that is switched on"), default=False)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    decided = models.JSONField(_("decided"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "exercise", "side"],
                condition=Q(status=ProposalStatus.WAITING),
                name="proposal_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.WAITING, decided_at=None)
                | ~Q(status=ProposalStatus.WAITING) & Q(decided_at__isnull=False),
                name="proposal_decided_or_waiting",
            ),
        ]

    def __str__(self):
        return f"{self.exercise}, {self.get_kind_display()}"


class AutomaticRule(models.Model):
    """A progression rule that a trainer lets act on its own for one client, until it is switched off."""

    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="automatic_rules")
    rule = models.CharField(_("rule"), max_length=18, choices=ProgressionRule)
    switched_on_at = models.DateTimeField(_("switched on"), default=timezone.now)
    switched_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    switched_off_at = models.DateTimeField(_("switched off"), null=True, blank=True)
    switched_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("automatic rule")
        verbose_name_plural = _("automatic rules")
        ordering = ["client", "rule"]
        indexes = [models.Index(fields=["client", "rule"], name="automaticrule_of_client")]

    def __str__(self):
        return self.get_rule_display()
