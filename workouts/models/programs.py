"""Programs: the templates a trainer writes and issues to clients."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import AssignmentStatus
from .exercises import Exercise
from .fields import DoseFields, count_field

MAX_WEEKS = 52


class ProgramQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """The trainer's own programs that are not archived."""
        return self.filter(owner=user, archived_at=None)

    def with_counts(self, today):
        """Adds `week_count` and `people_count`: the people with a plan from it that goes on `today` or later."""
        running = Q(
            assignments__status=AssignmentStatus.ACTIVE, assignments__planned_sessions__planned_on__gte=today
        )
        return self.annotate(
            week_count=models.Max("sessions__week", default=0),
            people_count=models.Count("assignments__client", filter=running, distinct=True),
        )


class Program(models.Model):
    """Sessions over weeks, written once and issued to many. Editing it changes nobody's plan or history."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="programs", verbose_name=_("trainer")
    )
    name = models.CharField(_("name"), max_length=80)
    note = models.TextField(_("what it is for"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def most_sessions_a_week(self):
        """How many sessions the fullest week has; asks the database."""
        weeks = self.sessions.order_by().values("week").annotate(count=models.Count("pk"))
        return max((week["count"] for week in weeks), default=0)


class ProgramSessionQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(program__in=Program.objects.for_trainer(user))


class ProgramSession(models.Model):
    """One session of one week of a program."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="sessions")
    week = count_field(_("week"), MAX_WEEKS, default=1)
    position = models.PositiveSmallIntegerField(_("place in the week"), default=1)
    name = models.CharField(_("name"), max_length=60)

    objects = ProgramSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of a program")
        verbose_name_plural = _("sessions of programs")
        ordering = ["program", "week", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(week__range=(1, MAX_WEEKS)), name="programsession_week_range"),
        ]

    def __str__(self):
        return self.name


class ProgramLineQuerySet(models.QuerySet):
    def for_trainer(self, user):
        return self.filter(session__program__in=Program.objects.for_trainer(user))


class ProgramLine(DoseFields):
    """One exercise of a session with its dose."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(ProgramSession, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(_("place in the session"), default=1)
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+", verbose_name=_("exercise"))

    objects = ProgramLineQuerySet.as_manager()

    class Meta(DoseFields.Meta):
        abstract = False
        verbose_name = _("line of a program")
        verbose_name_plural = _("lines of programs")
        ordering = ["session", "position"]
        constraints = [
            *DoseFields.Meta.constraints,
            models.CheckConstraint(
                condition=Q(load_pct=None) | Q(load_value=None),
                name="programline_one_kind_of_load",
                violation_error_message=_("Give a per cent or a weight, not both."),
            ),
        ]

    def __str__(self):
        return str(self.exercise)
