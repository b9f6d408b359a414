"""Choices about people, shared by models and forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """The unit in which a load is typed and shown."""

    KG = "kg", _("kg")
    LB = "lb", _("lb")


class Theme(models.TextChoices):
    """Day or night look; `auto` follows the device."""

    AUTO = "auto", _("as the device")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")


class TextSize(models.TextChoices):
    """How large words and numbers are, on every page."""

    NORMAL = "normal", _("normal")
    LARGE = "large", _("large")
    VERY_LARGE = "largest", _("very large")


class CoachingStatus(models.TextChoices):
    """The life of a coaching: invited, active, ended."""

    INVITED = "invited", _("invited")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")
