"""People and coaching: what is refused, ages and days; signing in and out; what every page sends."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.choices import CoachingStatus
from ecctrain.accounts.models import Coaching, User, validate_time_zone
from tests import factories

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def refused(write, *args, **kwargs):
    """Whether the database refuses the write."""
    try:
        with transaction.atomic():
            write(*args, **kwargs)
    except IntegrityError:
        return True
    return False


# Coaching


@pytest.mark.parametrize("status", ["invited", "active"])
def test_coaching_is_open_once(tess, cleo, status):
    assert refused(factories.create_coaching, trainer=tess, client=cleo, status=CoachingStatus(status))


def test_coaching_can_begin_again_after_its_end(tess, cleo):
    tess.coachings_as_trainer.get().end(at=NOON)

    again = factories.create_coaching(trainer=tess, client=cleo)

    assert list(Coaching.objects.for_client(cleo)) == [again]


def test_coaching_may_end_many_times(tess, cleo):
    for _ in range(2):
        factories.create_coaching(trainer=tess, client=cleo, status=CoachingStatus.ENDED)

    assert Coaching.objects.filter(client=cleo, status="ended").count() == 2


def test_coaching_of_oneself_is_refused(tess):
    assert refused(factories.create_coaching, trainer=tess, client=tess)


def test_coaching_says_why_it_is_refused(tess, cleo):
    twice = Coaching(trainer=tess, client=cleo, status="active", started_at=NOON)
    oneself = Coaching(trainer=tess, client=tess)

    with pytest.raises(ValidationError, match="This trainer already coaches this client."):
        twice.full_clean()
    with pytest.raises(ValidationError, match="Nobody coaches themselves."):
        oneself.full_clean()


@pytest.mark.parametrize(
    "status,started_at,ended_at,is_refused",
    [
        ("invited", None, None, False),
        ("invited", NOON, None, True),
        ("invited", None, NOON, True),
        ("active", NOON, None, False),
        ("active", None, None, True),
        ("active", NOON, NOON, True),
        ("ended", NOON, NOON, False),
        ("ended", None, NOON, False),
        ("ended", NOON, None, True),
        ("paused", NOON, None, True),
    ],
)
def test_coaching_status_and_dates_agree(tess, ada, status, started_at, ended_at, is_refused):
    row = {"trainer": tess, "client": ada, "status": status, "started_at": started_at, "ended_at": ended_at}

    assert refused(Coaching.objects.create, **row) == is_refused


def test_coaching_end_keeps_the_row_and_closes_the_access(tess, cleo):
    coaching = tess.coachings_as_trainer.get()

    coaching.end(at=NOON)

    coaching.refresh_from_db()
    assert (coaching.status, coaching.ended_at) == ("ended", NOON)
    assert coaching.started_at is not None
    assert list(User.objects.for_trainer(tess)) == []
    assert list(Coaching.objects.for_client(cleo)) == []


def test_for_trainer_is_who_is_coached_or_invited(tess, cleo, omar):
    invited, former = (factories.create_user() for _ in range(2))
    factories.create_coaching(trainer=tess, client=invited, status=CoachingStatus.INVITED)
    factories.create_coaching(trainer=tess, client=former, status=CoachingStatus.ENDED)

    assert set(User.objects.for_trainer(tess)) == {cleo, invited}


def test_trains_is_everybody_but_a_trainer_whom_nobody_coached(tess, cleo, uma, ada):
    factories.create_coaching(trainer=tess, client=uma, status=CoachingStatus.ENDED)

    assert [person.trains for person in (tess, cleo, uma, ada)] == [False, True, True, True]


# People


@pytest.mark.django_db
def test_email_belongs_to_one_person_whatever_its_case():
    factories.create_user(email="robin@example.org")

    assert refused(User.objects.create, email="robin@example.org")
    assert refused(User.objects.create, email="Robin@Example.ORG")


@pytest.mark.django_db
def test_many_may_be_without_an_email():
    User.objects.create(full_name="First")
    User.objects.create(full_name="Second")

    assert User.objects.filter(email=None).count() == 2


@pytest.mark.django_db
def test_email_is_kept_in_lower_case_and_found_in_any():
    person = User.objects.create_user(" Robin@Example.ORG ", factories.PASSWORD)

    assert person.email == "robin@example.org"
    assert User.objects.get_by_natural_key("ROBIN@example.org") == person


def test_somebody_who_signs_in_needs_an_email():
    with pytest.raises(ValueError, match="needs an e-mail"):
        User.objects.create_user("")


@pytest.mark.django_db
def test_unit_is_kg_or_lb():
    assert refused(User.objects.create, full_name="Robin", unit="st")


@pytest.mark.parametrize(
    "born_on,day,age",
    [
        (date(1990, 5, 17), date(2026, 5, 16), 35),
        (date(1990, 5, 17), date(2026, 5, 17), 36),
        (date(1990, 5, 17), date(2026, 5, 18), 36),
        (date(1990, 5, 17), date(1990, 5, 17), 0),
        (date(1988, 2, 29), date(2026, 2, 28), 37),
        (date(1988, 2, 29), date(2026, 3, 1), 38),
        (date(1988, 2, 29), date(2028, 2, 28), 39),
        (date(1988, 2, 29), date(2028, 2, 29), 40),
        (date(1990, 12, 31), date(2026, 1, 1), 35),
        (None, date(2026, 5, 17), None),
    ],
)
def test_age_is_counted_in_completed_years(born_on, day, age):
    assert User(born_on=born_on).age_on(day) == age


@pytest.mark.parametrize(
    "at,auckland,los_angeles",
    [
        (datetime(2026, 3, 2, 7, 59, tzinfo=UTC), date(2026, 3, 2), date(2026, 3, 1)),
        (datetime(2026, 3, 2, 8, 0, tzinfo=UTC), date(2026, 3, 2), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 10, 59, tzinfo=UTC), date(2026, 3, 2), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 11, 0, tzinfo=UTC), date(2026, 3, 3), date(2026, 3, 2)),
    ],
)
def test_local_date_is_the_day_where_the_person_lives(at, auckland, los_angeles):
    east, west = User(time_zone="Pacific/Auckland"), User(time_zone="America/Los_Angeles")

    assert (east.local_date(at), west.local_date(at)) == (auckland, los_angeles)


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])
def test_time_zone_is_one_of_the_database(name):
    assert validate_time_zone(name) is None


@pytest.mark.parametrize("name", ["Europe/Atlantis", "+01:00", "../../etc/passwd", ""])
def test_time_zone_that_is_none_is_refused(name):
    with pytest.raises(
        ValidationError, match=re.escape(f"“{name}” is not a time zone, such as Europe/Berlin.")
    ):
        validate_time_zone(name)


@pytest.mark.parametrize(
    "full_name,first_name", [("Cleo Brandt", "Cleo"), ("Cleo", "Cleo"), ("  ", ""), ("", "")]
)
def test_first_name_is_what_to_call_the_person(full_name, first_name):
    assert User(full_name=full_name).first_name == first_name


# One's own settings


def settings(browser, **changes):
    filled = {
        "full_name": "Cleo B.",
        "unit": "lb",
        "theme": "dark",
        "text_size": "large",
        "time_zone": "Asia/Tokyo",
        "quiet_from": "21:30",
        "quiet_to": "07:30",
    }
    return browser.post(reverse("accounts:me"), filled | changes)


def test_me_saves_ones_own_settings(browser, cleo):
    browser.force_login(cleo)

    settings(browser)

    cleo.refresh_from_db()
    assert (cleo.full_name, cleo.unit, cleo.theme, cleo.time_zone) == ("Cleo B.", "lb", "dark", "Asia/Tokyo")
    assert (cleo.wants_reminders, cleo.quiet_from, cleo.quiet_to) == (False, time(21, 30), time(7, 30))


@pytest.mark.parametrize("size", ["large", "largest"])
def test_the_text_size_is_on_every_page(browser, cleo, size):
    browser.force_login(cleo)

    settings(browser, text_size=size)

    assert f' data-text="{size}"' in browser.get(reverse("today")).text


def test_the_usual_text_size_leaves_the_page_as_it_is(browser, cleo):
    browser.force_login(cleo)

    assert "data-text=" not in browser.get(reverse("today")).text


def test_time_zones_are_grouped_by_continent_and_known_zones_stay(browser, cleo):
    User.objects.filter(pk=cleo.pk).update(time_zone="EST5EDT")
    browser.force_login(cleo)

    page = browser.get(reverse("accounts:me")).text

    assert '<optgroup label="Europe">' in page
    assert '<option value="America/Argentina/Buenos_Aires">Argentina, Buenos Aires</option>' in page
    assert '<option value="EST5EDT" selected>EST5EDT</option>' in page


def test_a_single_language_is_not_asked_for(browser, cleo):
    browser.force_login(cleo)

    assert 'name="language"' not in browser.get(reverse("accounts:me")).text


def test_a_second_language_can_be_chosen(browser, cleo, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    browser.force_login(cleo)

    assert 'name="language"' in browser.get(reverse("accounts:me")).text


def test_me_changes_nothing_that_is_not_on_the_page(browser, cleo):
    browser.force_login(cleo)

    settings(browser, is_trainer="on", is_staff="on", is_superuser="on", email="other@example.org")

    cleo.refresh_from_db()
    assert (cleo.is_trainer, cleo.is_staff, cleo.is_superuser) == (False, False, False)
    assert cleo.email == "cleo@example.org"


@pytest.mark.parametrize(
    "changes",
    [{"full_name": ""}, {"unit": "st"}, {"time_zone": "Europe/Atlantis"}, {"text_size": "huge"}],
)
def test_me_refuses(browser, cleo, changes):
    browser.force_login(cleo)

    response = settings(browser, **changes)

    cleo.refresh_from_db()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert (cleo.full_name, cleo.unit, cleo.time_zone) == ("Cleo Brandt", "kg", "Europe/Berlin")


# Signing in and out


def sign_in(browser, email, password=factories.PASSWORD):
    return browser.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.parametrize("email", ["cleo@example.org", "Cleo@Example.ORG"])
def test_login_leads_to_ones_first_page(browser, cleo, email):
    response = sign_in(browser, email)

    assert response.url == reverse("home")
    assert "Cleo" in browser.get(reverse("today")).text


@pytest.mark.parametrize(
    "email,password",
    [("cleo@example.org", "something else"), ("nobody@example.org", factories.PASSWORD)],
    ids=["wrong-password", "unknown-e-mail"],
)
def test_login_refused_keeps_the_email_and_tells_nothing_more(browser, cleo, email, password):
    response = sign_in(browser, email, password)

    assert response.status_code == 422
    assert "The email address and/or password you specified are not correct." in response.text
    assert f'value="{email}"' in response.text
    assert password not in response.text
    assert "_auth_user_id" not in browser.session


def test_login_by_a_code_sent_by_email(browser, cleo):
    browser.post(reverse("account_request_login_code"), {"email": cleo.email})
    [message] = mail.outbox
    code = re.search(r"^([A-Z0-9-]{6,})$", message.body, re.MULTILINE)[1]

    wrong = browser.post(reverse("account_confirm_login_code"), {"code": "WRONG"})
    right = browser.post(reverse("account_confirm_login_code"), {"code": code})

    assert message.to == ["cleo@example.org"]
    assert wrong.status_code == 422
    assert right.url == reverse("home")
    assert browser.session["_auth_user_id"] == str(cleo.pk)


def test_forgotten_password_is_set_anew_through_the_link(browser, cleo):
    browser.post(reverse("account_reset_password"), {"email": cleo.email})
    [message] = mail.outbox
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", message.body)[1]
    form = browser.get(link).url

    short = browser.post(form, {"password1": "short", "password2": "short"})
    browser.post(form, {"password1": "three-seconds-up", "password2": "three-seconds-up"})

    assert short.status_code == 422
    assert sign_in(browser, cleo.email, "three-seconds-up").url == reverse("home")


def test_logout_empties_the_browser(browser, cleo):
    browser.force_login(cleo)

    response = browser.post(reverse("account_logout"))

    assert response.url == reverse("account_login")
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert "_auth_user_id" not in browser.session


def test_logout_only_asks_when_it_is_opened(browser, cleo):
    browser.force_login(cleo)

    response = browser.get(reverse("account_logout"))

    assert "Clear-Site-Data" not in response.headers
    assert browser.session["_auth_user_id"] == str(cleo.pk)


# What every page sends


@pytest.mark.parametrize("name,is_signed_in", [("account_login", False), ("today", True), ("health", False)])
def test_every_page_sends_the_policies(browser, cleo, name, is_signed_in):
    if is_signed_in:
        browser.force_login(cleo)

    headers = browser.get(reverse(name)).headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["Permissions-Policy"] == (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
    )
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["today", "workouts:plan", "accounts:me"])
def test_pages_of_a_person_are_stored_nowhere(browser, cleo, name):
    browser.force_login(cleo)

    assert browser.get(reverse(name)).headers["Cache-Control"] == "private, no-store"


def test_page_not_found_is_stored_nowhere_and_says_so(browser, cleo):
    browser.force_login(cleo)

    response = browser.get("/nothing/")

    assert response.status_code == 404
    assert "There is nothing here" in response.text
    assert response.headers["Cache-Control"] == "private, no-store"


def test_times_are_shown_in_the_persons_own_zone(browser, tess):
    """One instant, written as the day of each reader."""
    factories.create_user(full_name="Kiri Tane", email="kiri@example.org", time_zone="Pacific/Auckland")
    sign_in(browser, "kiri@example.org")

    page = browser.get(reverse("today")).text

    day = User.objects.get(email="kiri@example.org").local_date(timezone.now())
    assert f"{day:%A} {day.day} {day:%B}" in page
