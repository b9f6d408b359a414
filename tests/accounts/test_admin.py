"""The administration of people, coachings and invitations."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.choices import CoachingStatus
from ecctrain.accounts.inviting import invite_client
from ecctrain.accounts.models import Coaching, Invitation, User
from tests.factories import PASSWORD, create_coaching, create_trainer, create_user

PEOPLE = reverse("admin:accounts_user_changelist")
ADD_PERSON = reverse("admin:accounts_user_add")
COACHINGS = reverse("admin:accounts_coaching_changelist")
ADD_COACHING = reverse("admin:accounts_coaching_add")
INVITATIONS = reverse("admin:accounts_invitation_changelist")


@pytest.fixture
def office(browser, ada):
    """Ada's browser."""
    browser.force_login(ada)
    return browser


@pytest.fixture
def invitation(tess):
    """Tess's invitation of Ivy, who has no e-mail yet."""
    return invite_client(
        trainer=tess, full_name="Ivy Stone", unit="kg", time_zone="Europe/Berlin", at=timezone.now()
    )


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def delete_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])


def errors(response):
    """Field -> messages of the form that was refused."""
    return response.context["adminform"].form.errors


def person_entry(**changes):
    """What the form of a new person sends."""
    entry = {
        "email": "Robin@Example.org",
        "full_name": "Robin Vale",
        "unit": "kg",
        "time_zone": "Europe/Berlin",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return entry | changes


def coaching_entry(**changes):
    """What the form of a coaching sends, with the dates of an active one."""
    entry = {
        "status": "active",
        "invited_at_0": "2026-01-05",
        "invited_at_1": "09:00:00",
        "started_at_0": "2026-01-06",
        "started_at_1": "09:00:00",
        "ended_at_0": "",
        "ended_at_1": "",
    }
    return entry | changes


def saved_entry(response):
    """What the form that was just opened would send if nobody changed anything in it."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms.append(inline.formset.management_form)
    entry = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, list):
                value = [str(item) for item in value]
            if bound.name != "password" and value is not None and value is not False:
                entry[bound.html_name] = value
    return entry


# People


def test_add_person_with_a_password(office):
    response = office.post(ADD_PERSON, person_entry(is_trainer="on"))

    person = User.objects.get(email="robin@example.org")
    assert response.url == change_url(person)
    assert (person.full_name, person.is_trainer, person.is_staff) == ("Robin Vale", True, False)
    assert person.check_password(PASSWORD)


def test_add_person_without_a_password_yet(office):
    office.post(ADD_PERSON, person_entry(usable_password="false", password1="", password2=""))

    assert not User.objects.get(email="robin@example.org").has_usable_password()


def test_add_people_without_an_email(office):
    for name in ("Ivy Stone", "Noor Abadi"):
        office.post(
            ADD_PERSON,
            person_entry(email="", full_name=name, usable_password="false", password1="", password2=""),
        )

    assert list(User.objects.filter(email=None).values_list("full_name", flat=True)) == [
        "Ivy Stone",
        "Noor Abadi",
    ]


@pytest.mark.parametrize(
    "changes, field, message",
    [
        (
            {"email": ""},
            "email",
            "Nobody signs in with a password alone: give an e-mail, or no password yet.",
        ),
        ({"email": "TESS@example.org"}, "email", "Somebody signs in with this e-mail already."),
        ({"password2": "something-else"}, "password2", "The two password fields didn’t match."),
        ({"time_zone": "Atlantis"}, "time_zone", "“Atlantis” is not a time zone, such as Europe/Berlin."),
    ],
)
def test_add_person_refuses(office, tess, changes, field, message):
    response = office.post(ADD_PERSON, person_entry(**changes))

    assert errors(response) == {field: [message]}
    assert set(User.objects.values_list("email", flat=True)) == {"ada@example.org", "tess@example.org"}


def test_change_person_shows_the_password_link_and_saves(office, tess, cleo):
    response = office.get(change_url(tess))

    assert "../password/" in response.text
    assert "Cleo Brandt" in response.text

    office.post(change_url(tess), saved_entry(response) | {"full_name": "Tess M. Moreau"})

    tess.refresh_from_db()
    assert (tess.full_name, tess.email, tess.is_trainer) == ("Tess M. Moreau", "tess@example.org", True)
    assert tess.check_password(PASSWORD)


def test_set_a_password_for_a_person(office, cleo):
    page = reverse("admin:auth_user_password_change", args=[cleo.pk])

    office.post(
        page,
        {
            "usable_password": "true",
            "password1": "lower-for-four",
            "password2": "lower-for-four",
            "set-password": "",
        },
    )

    cleo.refresh_from_db()
    assert cleo.check_password("lower-for-four")


def test_a_corrected_email_no_longer_lets_the_old_one_in(office, cleo):
    EmailAddress.objects.create(user=cleo, email="cleo@example.org", verified=True, primary=True)
    entry = saved_entry(office.get(change_url(cleo)))

    office.post(change_url(cleo), entry | {"email": "cleo.brandt@example.org"})

    cleo.refresh_from_db()
    assert cleo.email == "cleo.brandt@example.org"
    assert not EmailAddress.objects.filter(email="cleo@example.org").exists()


@pytest.mark.parametrize("words", ["moreau", "tess@ex"])
def test_people_are_found_by_name_and_email(office, tess, cleo, words):
    response = office.get(PEOPLE, {"q": words})

    assert list(response.context["cl"].result_list) == [tess]


def test_people_are_filtered_by_being_a_trainer(office, tess, cleo, uma):
    response = office.get(PEOPLE, {"is_trainer__exact": "1"})

    assert list(response.context["cl"].result_list) == [tess, uma]


def test_a_person_with_a_past_is_protected(office, tess, cleo):
    response = office.post(delete_url(cleo), {"post": "yes"})

    assert "would require deleting the following protected related objects" in response.text
    assert "Tess Moreau – Cleo Brandt" in response.text
    assert User.objects.filter(pk=cleo.pk).exists()


def test_people_with_a_past_are_protected_from_delete_selected(office, tess, cleo):
    response = office.post(
        PEOPLE, {"action": "delete_selected", "_selected_action": [tess.pk, cleo.pk], "post": "yes"}
    )

    assert "would require deleting the following protected related objects" in response.text
    assert User.objects.filter(pk__in=[tess.pk, cleo.pk]).count() == 2


def test_a_person_entered_by_mistake_can_be_deleted(office):
    person = create_user()

    office.post(delete_url(person), {"post": "yes"})

    assert not User.objects.filter(pk=person.pk).exists()


@pytest.fixture
def sol(db):
    """Somebody from the office who may add and change people, and is no superuser."""
    person = create_user(full_name="Sol Ortiz", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    return person


def test_only_superusers_make_administrators(browser, sol, cleo):
    browser.force_login(sol)
    entry = saved_entry(browser.get(change_url(cleo)))

    browser.post(change_url(cleo), entry | {"full_name": "Cleo B.", "is_staff": "on", "is_superuser": "on"})

    cleo.refresh_from_db()
    assert (cleo.full_name, cleo.is_staff, cleo.is_superuser) == ("Cleo B.", False, False)


def test_only_superusers_set_the_password_of_an_administrator(browser, sol, ada):
    browser.force_login(sol)

    password = browser.post(
        reverse("admin:auth_user_password_change", args=[ada.pk]),
        {"usable_password": "true", "password1": "lower-for-four", "password2": "lower-for-four"},
    )
    change = browser.post(change_url(ada), {"email": "sol@example.org"})
    delete = browser.post(delete_url(ada), {"post": "yes"})

    assert [password.status_code, change.status_code, delete.status_code] == [403, 403, 403]
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    assert ada.check_password(PASSWORD)


def test_the_way_in_is_the_sites_own_sign_in(browser, ada):
    response = browser.post(
        reverse("admin:login"), {"username": "ada@example.org", "password": PASSWORD, "next": "/admin/"}
    )

    assert response.url == reverse("account_login") + "?next=%2Fadmin%2F"
    assert browser.get("/admin/").status_code == 302


def test_people_who_are_no_administrators_are_kept_out(browser, tess):
    browser.force_login(tess)

    response = browser.get(PEOPLE, follow=True)

    assert response.status_code == 403
    assert "Tess Moreau" not in response.text.split("<main")[-1]


# Coachings


def test_add_coaching(office, tess, cleo):
    person = create_user(full_name="Noor Abadi")

    response = office.post(ADD_COACHING, coaching_entry(trainer=tess.pk, client=person.pk))

    coaching = Coaching.objects.get(client=person)
    assert response.url == COACHINGS
    assert (coaching.trainer, coaching.status) == (tess, CoachingStatus.ACTIVE)
    assert coaching.started_at.isoformat() == "2026-01-06T08:00:00+00:00"


@pytest.mark.parametrize(
    "changes, field, message",
    [
        ({"started_at_0": "", "started_at_1": ""}, "started_at", "Say since when."),
        ({"status": "ended"}, "ended_at", "Say when it ended."),
        (
            {"status": "invited"},
            "started_at",
            "An invitation that is open has no start: it starts when it is accepted.",
        ),
        (
            {"ended_at_0": "2026-02-01", "ended_at_1": "09:00:00"},
            "ended_at",
            "A coaching that is open has no end.",
        ),
        (
            {"status": "ended", "ended_at_0": "2026-01-01", "ended_at_1": "09:00:00"},
            "ended_at",
            "The end is before the start.",
        ),
    ],
)
def test_add_coaching_says_which_date_does_not_fit(office, tess, changes, field, message):
    person = create_user()

    response = office.post(ADD_COACHING, coaching_entry(trainer=tess.pk, client=person.pk, **changes))

    assert errors(response) == {field: [message]}
    assert not Coaching.objects.exists()


def test_add_coaching_refuses_oneself_a_second_one_and_a_trainer_who_is_none(office, tess, cleo):
    oneself = office.post(ADD_COACHING, coaching_entry(trainer=tess.pk, client=tess.pk))
    second = office.post(ADD_COACHING, coaching_entry(trainer=tess.pk, client=cleo.pk))
    no_trainer = office.post(ADD_COACHING, coaching_entry(trainer=cleo.pk, client=tess.pk))

    assert errors(oneself) == {"__all__": ["Nobody coaches themselves."]}
    assert errors(second) == {"__all__": ["This trainer already coaches this client."]}
    assert list(errors(no_trainer)) == ["trainer"]
    assert Coaching.objects.count() == 1


@pytest.mark.parametrize(
    "prefix, side", [("coachings_as_client", "trainer"), ("coachings_as_trainer", "client")]
)
def test_add_coaching_on_either_persons_page(office, tess, prefix, side):
    person = create_user(full_name="Noor Abadi")
    here, other = (person, tess) if side == "trainer" else (tess, person)
    entry = saved_entry(office.get(change_url(here)))
    row = {f"{prefix}-0-{name}": value for name, value in coaching_entry(**{side: other.pk}).items()}

    office.post(change_url(here), entry | row | {f"{prefix}-TOTAL_FORMS": 1})

    coaching = Coaching.objects.get()
    assert (coaching.trainer, coaching.client, coaching.status) == (tess, person, CoachingStatus.ACTIVE)


def test_a_second_coaching_on_a_persons_page_is_refused_with_words(office, tess, cleo):
    entry = saved_entry(office.get(change_url(cleo)))
    row = {f"coachings_as_client-1-{name}": value for name, value in coaching_entry(trainer=tess.pk).items()}

    response = office.post(change_url(cleo), entry | row | {"coachings_as_client-TOTAL_FORMS": 2})

    assert "This trainer already coaches this client." in response.text
    assert Coaching.objects.count() == 1


def test_the_same_coaching_twice_on_one_page_is_refused_with_words(office, tess):
    person = create_user(full_name="Noor Abadi")
    entry = saved_entry(office.get(change_url(person)))
    rows = {
        f"coachings_as_client-{number}-{name}": value
        for number in range(2)
        for name, value in coaching_entry(trainer=tess.pk).items()
    }

    response = office.post(change_url(person), entry | rows | {"coachings_as_client-TOTAL_FORMS": 2})

    assert "This trainer already coaches this client." in response.text
    assert not Coaching.objects.exists()


def test_a_client_of_a_former_trainer_can_still_be_saved(office, tess, cleo):
    Coaching.objects.get().end(at=timezone.now())
    User.objects.filter(pk=tess.pk).update(is_trainer=False)
    entry = saved_entry(office.get(change_url(cleo)))

    office.post(change_url(cleo), entry | {"full_name": "Cleo Brandt-Ahn"})

    cleo.refresh_from_db()
    assert cleo.full_name == "Cleo Brandt-Ahn"
    assert Coaching.objects.get().status == CoachingStatus.ENDED


def test_only_trainers_are_offered_as_trainers(office, tess, cleo):
    response = office.get(
        reverse("admin:autocomplete"),
        {"app_label": "accounts", "model_name": "coaching", "field_name": "trainer", "term": "e"},
    )

    assert response.json()["results"] == [{"id": str(tess.pk), "text": "Tess Moreau"}]


def test_coachings_are_found_and_filtered(office, tess, cleo, uma, omar):
    create_coaching(trainer=uma, client=tess, status=CoachingStatus.ENDED)

    found = office.get(COACHINGS, {"q": "haddad"}).context["cl"].result_list
    ended = office.get(COACHINGS, {"status__exact": "ended"}).context["cl"].result_list

    assert [str(coaching) for coaching in found] == ["Uma Lindqvist – Omar Haddad"]
    assert [str(coaching) for coaching in ended] == ["Uma Lindqvist – Tess Moreau"]


# Invitations


def test_invitations_are_shown_without_their_secret(office, invitation):
    pages = [office.get(INVITATIONS), office.get(change_url(invitation))]

    for page in pages:
        assert "Tess Moreau – Ivy Stone" in page.text
        assert str(invitation.code) not in page.text
        assert "View on site" not in page.text


def test_invitations_are_read_only(office, invitation):
    expires_at = invitation.expires_at
    add = office.post(reverse("admin:accounts_invitation_add"), {"coaching": invitation.coaching.pk})
    change = office.post(change_url(invitation), {"expires_at_0": "2099-01-01", "expires_at_1": "00:00:00"})
    delete = office.post(delete_url(invitation), {"post": "yes"})
    office.post(
        INVITATIONS, {"action": "delete_selected", "_selected_action": [invitation.pk], "post": "yes"}
    )

    assert [add.status_code, change.status_code, delete.status_code] == [403, 403, 403]
    assert Invitation.objects.get().expires_at == expires_at


def test_a_coaching_with_an_invitation_is_not_deleted_with_it(office, invitation):
    page = office.get(delete_url(invitation.coaching))
    response = office.post(delete_url(invitation.coaching), {"post": "yes"})

    assert (
        "your account doesn't have permission to delete the following types of objects"
        in page.text.replace("&#x27;", "'").replace("’", "'")
    )
    assert response.status_code == 403
    assert Invitation.objects.get().coaching.client.full_name == "Ivy Stone"


# Cost


@pytest.mark.parametrize("page, count", [(PEOPLE, 5), (COACHINGS, 7), (INVITATIONS, 7)])
def test_a_list_costs_the_same_for_one_row_and_three(office, django_assert_num_queries, page, count):
    at = timezone.now()

    def another(number):
        trainer = create_trainer(full_name=f"Trainer {number}")
        invite_client(trainer=trainer, full_name=f"Client {number}", unit="kg", time_zone="UTC", at=at)
        Coaching.objects.update(invited_at=at)
        Invitation.objects.update(created_at=at + timedelta(seconds=1))

    another(1)
    with django_assert_num_queries(count):
        office.get(page)
    another(2)
    another(3)
    with django_assert_num_queries(count):
        response = office.get(page)

    assert response.context["cl"].result_count >= 3
