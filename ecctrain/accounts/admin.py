"""The administration of people, coachings and invitations."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import CoachingStatus
from .models import Coaching, Invitation, User

admin.site.site_header = admin.site.site_title = "ecctrain"
admin.site.index_title = _("Administration")
# One way in: the site's own sign-in, which limits how often a password may be tried.
admin.site.login = secure_admin_login(admin.site.login)


class ReadOnlyMixin:
    """Rows that are looked at and nothing else, by superusers too."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ProtectedMixin:
    """Rows that others stand on; whoever asks to delete one is told on which rows it founders."""

    def get_deleted_objects(self, objs, request):
        """Without the missing permissions where rows protect: they would hide the list of those rows."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set() if protected else missing, protected


class CoachingForm(forms.ModelForm):
    """A coaching, whose dates must fit its status; says which one does not."""

    class Meta:
        model = Coaching
        fields = ["trainer", "client", "status", "invited_at", "started_at", "ended_at"]

    def clean(self):
        data = super().clean()
        match data.get("status"):
            case CoachingStatus.INVITED:
                self.refuse(
                    "started_at", _("An invitation that is open has no start: it starts when it is accepted.")
                )
                self.refuse("ended_at", _("A coaching that is open has no end."))
            case CoachingStatus.ACTIVE:
                self.demand("started_at", _("Say since when."))
                self.refuse("ended_at", _("A coaching that is open has no end."))
            case CoachingStatus.ENDED:
                self.demand("ended_at", _("Say when it ended."))
        started_at, ended_at = data.get("started_at"), data.get("ended_at")
        if started_at and ended_at and ended_at < started_at:
            self.add_error("ended_at", _("The end is before the start."))
        return data

    def demand(self, name, message):
        if name not in self.errors and self.cleaned_data.get(name) is None:
            self.add_error(name, message)

    def refuse(self, name, message):
        if self.cleaned_data.get(name) is not None:
            self.add_error(name, message)


class CoachingsFormSet(forms.BaseInlineFormSet):
    """A person's new coachings; in a formset Django leaves the person out when it checks constraints."""

    def clean(self):
        super().clean()
        pairs = set()
        for form in self.extra_forms:
            coaching = form.instance
            if form.errors or not form.has_changed():
                continue
            try:
                coaching.validate_constraints()
            except ValidationError as error:
                form.add_error(None, error)
            if coaching.status != CoachingStatus.ENDED:
                pair = (coaching.trainer_id, coaching.client_id)
                if pair in pairs:
                    form.add_error(None, _("This trainer already coaches this client."))
                pairs.add(pair)


class CoachingInline(admin.TabularInline):
    """A person's coachings: read here and added to here, changed on their own page.

    Changing them here would check them with every save of the person, also the ended ones of former trainers.
    """

    model = Coaching
    form = CoachingForm
    formset = CoachingsFormSet
    extra = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("trainer", "client")

    def has_change_permission(self, request, obj=None):
        return False


class ClientsInline(CoachingInline):
    """Whom the person coaches."""

    fk_name = "trainer"
    verbose_name = _("client")
    verbose_name_plural = _("clients")
    fields = ["client", "status", "invited_at", "started_at", "ended_at"]
    autocomplete_fields = ["client"]

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and obj is not None and obj.is_trainer


class TrainersInline(CoachingInline):
    """Who coaches the person."""

    fk_name = "client"
    verbose_name = _("trainer")
    verbose_name_plural = _("trainers")
    fields = ["trainer", "status", "invited_at", "started_at", "ended_at"]
    autocomplete_fields = ["trainer"]


class EmailMixin:
    """An e-mail that nobody else signs in with, in whichever case it is typed."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody signs in with this e-mail already."))
        return email


class UserAddForm(EmailMixin, AdminUserCreationForm):
    """A new person, with a password or without one yet."""

    usable_password = forms.ChoiceField(
        label=_("Password"),
        required=False,
        initial="true",
        choices={"true": _("set one now"), "false": _("no password yet: sign-in with a code by e-mail")},
        widget=forms.RadioSelect(attrs={"class": "radiolist inline"}),
    )

    class Meta:
        model = User
        fields = ["email", "full_name", "is_trainer", "born_on", "unit", "time_zone"]
        help_texts = {"email": _("The login. May be left out for somebody who will join by invitation.")}

    def clean(self):
        data = super().clean()
        if self.cleaned_data["set_usable_password"] and "email" not in self.errors and not data.get("email"):
            self.add_error(
                "email", _("Nobody signs in with a password alone: give an e-mail, or no password yet.")
            )
        return data


class UserEditForm(EmailMixin, UserChangeForm):
    """A person; the password has a page of its own."""


@admin.register(User)
class UserAdmin(ProtectedMixin, DjangoUserAdmin):
    """People. What makes somebody an administrator is for superusers alone."""

    form = UserEditForm
    add_form = UserAddForm
    add_fieldsets = [
        (None, {"fields": ["email", "full_name", "is_trainer"]}),
        (None, {"fields": ["usable_password", "password1", "password2"]}),
        (_("Training"), {"fields": ["born_on", "unit", "time_zone"]}),
    ]
    fieldsets = [
        (None, {"fields": ["email", "full_name", "password", "is_trainer", "is_active"]}),
        (_("Training"), {"fields": ["born_on", "unit", "time_zone"]}),
        (_("Display"), {"fields": ["language", "theme", "text_size"]}),
        (
            _("Administration"),
            {"classes": ["collapse"], "fields": ["is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["joined_at", "last_login"]}),
    ]
    list_display = ["shown_name", "email", "is_trainer", "is_active", "is_staff", "last_login", "joined_at"]
    list_filter = ["is_trainer", "is_active", "is_staff"]
    search_fields = ["full_name", "email"]
    ordering = ["full_name", "email"]
    inlines = [TrainersInline, ClientsInline]

    @admin.display(description=_("name"), ordering="full_name")
    def shown_name(self, user):
        return str(user)

    def get_inlines(self, request, obj):
        """None while a person is being added; clients only for those who have had any or may have some."""
        if obj is None:
            return []
        has_clients = obj.is_trainer or obj.coachings_as_trainer.exists()
        return self.inlines if has_clients else [TrainersInline]

    def get_readonly_fields(self, request, obj=None):
        dates = ["joined_at", "last_login"]
        if request.user.is_superuser:
            return dates
        return [*dates, "is_staff", "is_superuser", "groups", "user_permissions"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_touch(request.user, obj)

    def may_touch(self, user, obj):
        """Otherwise a new password for a superuser would be a way to become one."""
        return user.is_superuser or obj is None or not (obj.is_staff or obj.is_superuser)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            # allauth lets people in by every address it has met; one that was corrected must no longer do.
            EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email or "").delete()


@admin.register(Coaching)
class CoachingAdmin(admin.ModelAdmin):
    form = CoachingForm
    list_display = ["trainer", "client", "status", "invited_at", "started_at", "ended_at"]
    list_display_links = ["trainer", "client"]
    list_filter = ["status"]
    list_select_related = ["trainer", "client"]
    date_hierarchy = "invited_at"
    search_fields = ["trainer__full_name", "trainer__email", "client__full_name", "client__email"]
    autocomplete_fields = ["trainer", "client"]

    def get_changeform_initial_data(self, request):
        """Two people who are both known here usually train already."""
        usual = {"status": CoachingStatus.ACTIVE, "started_at": timezone.now()}
        return usual | super().get_changeform_initial_data(request)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Invitations without their links: whoever holds a link may become the client."""

    view_on_site = False
    fields = ["coaching", "created_at", "expires_at", "accepted_at", "revoked_at"]
    list_display = fields
    list_filter = [("accepted_at", admin.EmptyFieldListFilter), ("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["coaching__trainer", "coaching__client"]
    date_hierarchy = "created_at"
    search_fields = ["coaching__trainer__full_name", "coaching__client__full_name", "coaching__client__email"]
