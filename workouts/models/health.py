"""What a client's health asks of the plan: the screening before it, flags that are open, and clearances."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.models import User

from ..choices import Caution

# Rules LS-07 and LS-10 are stricter for whoever trains to recover.
REHAB = "rehab"
# A flag is about the person; spotter and clinic are about the help and the place (clinical reference 8.1).
FLAG_CODES = [choice for choice in Caution.choices if choice[0] not in (Caution.SPOTTER, Caution.CLINIC)] + [
    (REHAB, _("in rehabilitation"))
]


class HealthScreeningQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Screenings of people `user` coaches now."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def for_client(self, user):
        return self.filter(client=user)

    def newest(self, client):
        """The screening that counts; None where nobody was asked."""
        return self.filter(client=client).order_by("-answered_at", "-pk").first()


class HealthScreening(models.Model):
    """The answers to the questions before a first plan (clinical reference 3.4): the keys answered with yes.

    Never edited: answering again makes another, and the newest counts. A yes stays open until a professional
    writes down why training may go on.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="health_screenings")
    hard_stops = models.JSONField(_("reasons not to train before a doctor says so"), default=list)
    cautions = models.JSONField(_("reasons for care"), default=list)
    training_months = models.PositiveSmallIntegerField(
        _("months of regular strength training"), null=True, blank=True, validators=[MaxValueValidator(960)]
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry_key = models.UUIDField(unique=True, editable=False)
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    clearance = models.CharField(_("why training may go on"), max_length=500, blank=True)

    objects = HealthScreeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("health screening")
        verbose_name_plural = _("health screenings")
        ordering = ["-answered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_by=None, clearance="")
                | Q(cleared_at__isnull=False, cleared_by__isnull=False) & ~Q(clearance=""),
                name="healthscreening_clearance_whole",
            ),
        ]
        indexes = [models.Index(fields=["client", "-answered_at"], name="healthscreening_newest")]

    def __str__(self):
        return f"{self.client}, {self.answered_at:%Y-%m-%d}"

    @property
    def is_open(self):
        """Whether a yes waits for a professional."""
        return bool(self.hard_stops or self.cautions) and self.cleared_at is None


class ClientFlagQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Flags of people `user` coaches now."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def open(self):
        """Not lifted."""
        return self.filter(lifted_at=None)


class ClientFlag(models.Model):
    """A caution that holds for a client now, and that exercises are matched with (rules LS-18 and LS-21)."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="flags")
    caution = models.CharField(_("caution"), max_length=12, choices=FLAG_CODES)
    note = models.CharField(_("note"), max_length=300, blank=True)
    raised_at = models.DateTimeField(_("raised"), default=timezone.now)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClientFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag of a client")
        verbose_name_plural = _("flags of clients")
        ordering = ["client", "caution"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="clientflag_lifted_by_somebody",
            ),
        ]

    def __str__(self):
        return self.get_caution_display()


class Clearance(models.Model):
    """A professional's word that a client may train although soreness or pain stood against it (rule LS-17).

    It covers what was reported before `cleared_at`.
    """

    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="clearances")
    reason = models.CharField(_("reason"), max_length=300)
    cleared_at = models.DateTimeField(_("cleared"), default=timezone.now)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        ordering = ["-cleared_at"]
        indexes = [models.Index(fields=["client", "-cleared_at"], name="clearance_newest")]

    def __str__(self):
        return self.reason
