"""People, who coaches whom, and the links that invite them."""

import uuid
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .choices import CoachingStatus, TextSize, Theme, Unit

INVITATION_LIFETIME = timedelta(days=14)
# How long a closed account can be brought back by signing in.
KEPT_CLOSED = timedelta(days=30)


def validate_time_zone(name):
    """Refuse a name that is not in the time zone database."""
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone, such as Europe/Berlin."), params={"name": name}
        )


class UserManager(BaseUserManager):
    """Makes people; the e-mail is the login and is kept in lower case."""

    def create_user(self, email, password=None, **fields):
        """A person who signs in with `email`; without a password only codes by e-mail let them in."""
        if not email:
            raise ValueError(
                "a person who signs in needs an e-mail; create_invited() makes one who does not yet"
            )
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """An administrator of the whole installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=(email or "").strip().lower())


class UserQuerySet(models.QuerySet):
    def for_trainer(self, user):
        """People whom `user` coaches or has invited; this is the one place that says so."""
        return self.filter(
            pk__in=Coaching.objects.filter(trainer=user).exclude(status=CoachingStatus.ENDED).values("client")
        )

    def closed(self):
        """People who closed their account and can still bring it back."""
        return self.filter(closed_at__isnull=False, erased_at=None)


class User(AbstractBaseUser, PermissionsMixin):
    """A person: trainer, client, administrator, or several of these at once.

    `is_trainer` is granted by an administrator; being a client follows from a Coaching. A person who was
    invited and has not signed in yet has no e-mail.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # NULL and not "", because several people may wait for their first sign-in at once.
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    full_name = models.CharField(_("name"), max_length=120, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Berlin", validators=[validate_time_zone]
    )
    unit = models.CharField(_("weights in"), max_length=2, choices=Unit, default=Unit.KG)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    wants_reminders = models.BooleanField(
        _("reminders by e-mail"), default=True, help_text=_("Asks for a check-in that is due, once.")
    )
    quiet_from = models.TimeField(_("quiet from"), default=time(21))
    quiet_to = models.TimeField(_("quiet until"), default=time(8))
    theme = models.CharField(_("look"), max_length=5, choices=Theme, default=Theme.AUTO)
    text_size = models.CharField(_("text size"), max_length=7, choices=TextSize, default=TextSize.NORMAL)
    # The secret in the address of the calendar feed: 122 random bits; NULL while the feed is off.
    calendar_key = models.UUIDField(null=True, unique=True, editable=False)
    is_trainer = models.BooleanField(
        _("is a trainer"), default=False, help_text=_("May invite clients, write programs and assign them.")
    )
    is_staff = models.BooleanField(_("may use the administration"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["full_name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="user_unit_known"),
            models.CheckConstraint(condition=Q(text_size__in=TextSize.values), name="user_text_size_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None, erased_at=None) | Q(closed_at__isnull=False, is_active=False),
                name="user_closed_is_inactive",
                violation_error_message=_("Who closed their account signs in themselves to bring it back."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(erased_at__isnull=False, email=None, full_name="", born_on=None, calendar_key=None),
                name="user_erased_is_nameless",
            ),
        ]

    def __str__(self):
        return self.full_name or self.email or str(_("somebody"))

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower() if self.email else None

    @property
    def erased_on(self):
        """The day on which a closed account is erased; None while it is open."""
        return self.closed_at and self.local_date(self.closed_at + KEPT_CLOSED)

    @property
    def first_name(self):
        """What to call the person in a greeting."""
        return self.full_name.split()[0] if self.full_name.strip() else ""

    @property
    def zone(self):
        """The person's time zone as an object."""
        return ZoneInfo(self.time_zone)

    def local_date(self, at):
        """The calendar day of the instant `at` where the person lives."""
        return at.astimezone(self.zone).date()

    def today(self):
        """The calendar day it is now where the person lives."""
        return self.local_date(timezone.now())

    def age_on(self, day):
        """Completed years on `day`; None while the date of birth is not known."""
        if self.born_on is None:
            return None
        return (
            day.year
            - self.born_on.year
            - (date(2000, day.month, day.day) < date(2000, self.born_on.month, self.born_on.day))
        )

    @cached_property
    def trains(self):
        """Whether the client's pages are for this person: all but a trainer whom nobody coaches."""
        return not self.is_trainer or self.coachings_as_client.exists()


class CoachingQuerySet(models.QuerySet):
    def open(self):
        """Invited or active."""
        return self.exclude(status=CoachingStatus.ENDED)

    def for_trainer(self, user):
        """The open coachings of trainer `user`."""
        return self.filter(trainer=user).open()

    def for_client(self, user):
        """The open coachings in which `user` is the client."""
        return self.filter(client=user).open()

    def for_member(self, user):
        """The open coachings in which `user` is the trainer or the client."""
        return self.filter(Q(trainer=user) | Q(client=user)).open()

    def for_former_trainer(self, user, *, since):
        """The coachings of trainer `user` that ended at the instant `since` or later, the newest first."""
        rows = self.filter(trainer=user, status=CoachingStatus.ENDED, ended_at__gte=since)
        return rows.order_by("-ended_at")


class Coaching(models.Model):
    """One trainer coaches one client. Access to the client's rows lives and ends with it."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trainer = models.ForeignKey(
        User, models.PROTECT, related_name="coachings_as_trainer", limit_choices_to={"is_trainer": True}
    )
    client = models.ForeignKey(User, models.PROTECT, related_name="coachings_as_client")
    status = models.CharField(max_length=8, choices=CoachingStatus, default=CoachingStatus.INVITED)
    invited_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoachingQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching")
        verbose_name_plural = _("coachings")
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainer", "client"],
                condition=~Q(status=CoachingStatus.ENDED),
                name="coaching_open_once",
                violation_error_message=_("This trainer already coaches this client."),
            ),
            models.CheckConstraint(
                condition=~Q(trainer=F("client")),
                name="coaching_not_oneself",
                violation_error_message=_("Nobody coaches themselves."),
            ),
            models.CheckConstraint(
                condition=Q(status=CoachingStatus.INVITED, started_at=None, ended_at=None)
                | Q(status=CoachingStatus.ACTIVE, started_at__isnull=False, ended_at=None)
                | Q(status=CoachingStatus.ENDED, ended_at__isnull=False),
                name="coaching_status_dates",
                violation_error_message=_("The status and the dates do not fit each other."),
            ),
        ]

    def __str__(self):
        return f"{self.trainer} – {self.client}"

    def end(self, *, at):
        """Close the coaching at `at`; the client keeps their history, the trainer loses access."""
        self.status, self.ended_at = CoachingStatus.ENDED, at
        self.save(update_fields=["status", "ended_at"])


class InvitationQuerySet(models.QuerySet):
    def open_at(self, at):
        """Neither used nor revoked nor expired at the instant `at`, and of a coaching that still waits."""
        waiting = self.filter(coaching__status=CoachingStatus.INVITED)
        return waiting.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)

    def for_trainer(self, user):
        """Invitations that belong to open coachings of `user`."""
        return self.filter(coaching__in=Coaching.objects.for_trainer(user))

    def public(self, code, *, at):
        """The open invitation with the secret `code`, for whoever holds the link; None if there is none."""
        return (
            self.open_at(at).filter(code=code).select_related("coaching__trainer", "coaching__client").first()
        )


class Invitation(models.Model):
    """A link that lets one person accept one coaching, once, within two weeks.

    Its `code` is the secret in the address: 122 random bits.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    coaching = models.ForeignKey(Coaching, models.CASCADE, related_name="invitations")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self):
        return str(self.coaching)

    def get_absolute_url(self):
        """The address to send."""
        return reverse("accounts:join", args=[self.code])


class CalendarEntry(models.Model):
    """What the calendars of one person were last told about one session, so that a change is told as a newer one.

    `session_code` is the planned session's code.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="calendar_entries")
    session_code = models.UUIDField(unique=True)
    planned_on = models.DateField(_("day"))
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    sequence = models.PositiveIntegerField(_("times changed"), default=0)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        ordering = ["planned_on"]

    def __str__(self):
        return f"{self.planned_on:%Y-%m-%d}, {self.sequence}"
