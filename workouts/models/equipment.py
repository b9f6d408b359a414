"""What a client trains with: the steps of weight, and the plates and dumbbells that are there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecctrain.accounts.choices import Unit
from ecctrain.accounts.models import User

from .fields import value_field


class EquipmentQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """Equipment of people `user` coaches now."""
        return self.filter(client__in=User.objects.for_trainer(user))

    def newest(self, client):
        """What the client has now; None where nobody wrote it down."""
        return self.filter(client=client).order_by("-changed_at", "-pk").first()


class Equipment(models.Model):
    """One client's equipment, all in `unit`; what is left empty goes in the usual steps (clinical reference 2.5).

    Never edited: a change makes another row, and the newest counts.
    Lists are (weight as text, count) and weights as text: `plates` count single plates, both ends together.
    """

    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="equipment")
    unit = models.CharField(_("unit"), max_length=2, choices=Unit)
    bar_value = value_field(_("empty bar"), null=True, blank=True)
    plates = models.JSONField(_("plates"), default=list, blank=True)
    dumbbells = models.JSONField(_("dumbbells"), default=list, blank=True)
    stack = models.JSONField(_("machine stack"), default=list, blank=True)
    barbell_step = value_field(_("barbell, step"), null=True, blank=True)
    dumbbell_step = value_field(_("dumbbell, step"), null=True, blank=True)
    machine_step = value_field(_("machine, step"), null=True, blank=True)
    small_step = value_field(_("small steps"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(barbell_step=None) | Q(barbell_step__gt=0))
                & (Q(dumbbell_step=None) | Q(dumbbell_step__gt=0))
                & (Q(machine_step=None) | Q(machine_step__gt=0))
                & (Q(small_step=None) | Q(small_step__gt=0)),
                name="equipment_steps_above_zero",
            ),
        ]

    def __str__(self):
        return str(self.client)
