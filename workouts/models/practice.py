"""Settings of the practice."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..safety.thresholds import NUMBERS


class SafetyThreshold(models.Model):
    """A number of the safety rules that the practice set itself; what is not here keeps its default."""

    name = models.CharField(
        _("threshold"), max_length=32, unique=True, choices=[(name, name) for name in NUMBERS]
    )
    value = models.DecimalField(
        _("value"), max_digits=8, decimal_places=3, validators=[MinValueValidator(Decimal("0.001"))]
    )
    reason = models.CharField(_("reason"), max_length=300)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = _("threshold of the practice")
        verbose_name_plural = _("thresholds of the practice")
        ordering = ["name"]

    def __str__(self):
        return self.name
