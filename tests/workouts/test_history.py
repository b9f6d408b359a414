"""The pages of past sessions: what client and trainer read there, and what they may put right."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from uuid import UUID, uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from tests import factories
from workouts.choices import LoadType
from workouts.history import PAGE_SIZE
from workouts.models import ExerciseNote, PainReport, SessionLog, SetLog
from workouts.recording import finish_session

# Tuesday, 3 March 2026, 18:00 in Berlin.
BEGAN = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
NOW = datetime(2026, 4, 10, 12, 0, tzinfo=UTC)
KEY = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def phone(browser, cleo):
    """cleo's, signed in."""
    browser.force_login(cleo)
    return browser


@pytest.fixture
def session_log(tess, cleo):
    """Two of three sets of 8 with 40 kg; finished 45 minutes after it began."""
    squat = factories.create_exercise(name="Back squat", slug="back-squat", facets=[("muscle", "quads")])
    program = factories.create_program(
        owner=tess, exercises=[squat], load_pct=None, load_value=Decimal(40), load_unit="kg"
    )
    assignment = factories.assign(program=program, client=cleo, starts_on=date(2026, 3, 3))
    log = factories.start(planned_session=assignment.planned_sessions.get(), at=BEGAN)
    for number in (1, 2):
        factories.record(session_log=log, number=number, performed_at=BEGAN + timedelta(minutes=10 * number))
    return finish_session(session_log=log, at=BEGAN + timedelta(minutes=45), effort=6, note="Fine.")


def address(name, session_log, *more):
    return reverse(f"workouts:{name}", args=[session_log.code, *more])


def words(response):
    """The text of a page, on one line."""
    return " ".join(unescape(strip_tags(response.text.split("<body>")[-1])).split())


def first_set(session_log):
    return session_log.set_logs.standing().get(number=1)


def set_address(session_log):
    return address("history-set", session_log, first_set(session_log).entry_key)


def typed_set(**changes):
    return {"load": "42,5", "unit": "kg", "reps": "7", "entry_key": KEY} | changes


def typed_session(**changes):
    typed = {"day": "2026-03-03", "starts_at": "18:00", "effort": "6", "note": "Fine.", "entry_key": uuid4()}
    return typed | changes


# The list


def test_the_list_has_the_newest_first_under_their_months(phone, session_log, tess, cleo):
    factories.create_trained(client=cleo, owner=tess, at=datetime(2026, 2, 27, 9, tzinfo=UTC))
    factories.create_trained(client=cleo, owner=tess, at=datetime(2026, 3, 9, 9, tzinfo=UTC))

    page = phone.get(reverse("workouts:history"))

    assert re.findall(r"<h2>(.+?)</h2>|>(\d+ \w{3})<", page.text) == [
        ("March 2026", ""),
        ("", "9 Mar"),
        ("", "3 Mar"),
        ("February 2026", ""),
        ("", "27 Feb"),
    ]
    assert "2 sets, 64 s of lowering, effort 6" in words(page)


def test_the_list_goes_on_on_the_next_page(phone, cleo, tess):
    exercise = factories.create_exercise()
    for number in range(PAGE_SIZE + 1):
        at = BEGAN - timedelta(days=number)
        factories.create_trained(client=cleo, owner=tess, at=at, exercise=exercise)

    first = words(phone.get(reverse("workouts:history")))
    second = words(phone.get(reverse("workouts:history"), {"page": 2}))

    assert "1 of 2" in first
    assert "11 Feb" not in first
    assert "11 Feb" in second


def test_a_voided_session_is_in_the_list_of_those_that_do_not_count(phone, session_log):
    phone.post(address("history-void", session_log))

    assert "3 Mar" not in words(phone.get(reverse("workouts:history")))
    assert "taken out by Cleo Brandt, 10 Apr 2026, 14:00" in words(
        phone.get(reverse("workouts:history-voided"))
    )


# One session


def test_each_set_stands_beside_what_was_asked_for(phone, session_log):
    page = words(phone.get(address("history-session", session_log)))

    assert page.count("40 kg × 8 asked for 40 kg × 8") == 2
    assert "not done asked for 40 kg × 8" in page
    assert "2 of 3" in page
    assert "Tuesday 3 March 2026, 18:00" in page


def test_what_was_felt_and_written_is_there(phone, session_log, cleo):
    prescription = session_log.planned_session.prescriptions.get()
    ExerciseNote.objects.create(
        session_log=session_log,
        prescription=prescription,
        text="Left heel came up.",
        entry_key=uuid4(),
        written_at=BEGAN,
        logged_by=cleo,
    )
    PainReport.objects.create(
        session_log=session_log,
        client=cleo,
        prescription=prescription,
        moment="during",
        nrs=4,
        region="knee",
        answered_at=BEGAN,
        entry_key=uuid4(),
        logged_by=cleo,
    )
    factories.make_pain_report(session_log=session_log, nrs=2, answered_at=BEGAN + timedelta(hours=14))
    factories.make_soreness_report(session_log=session_log, nrs=3, answered_at=BEGAN + timedelta(hours=24))

    page = words(phone.get(address("history-session", session_log)))

    assert "Left heel came up." in page
    assert "Pain 4 of 10, front thigh and knee" in page
    assert "Pain 2 of 10, the next morning" in page
    assert "Soreness 3 of 10, 24 h" in page


def test_an_earlier_value_of_a_set_is_readable_with_who_and_when_in_the_client_s_zone(
    browser, session_log, tess, cleo
):
    tess.time_zone = "Asia/Tokyo"
    tess.save()
    browser.force_login(tess)
    browser.post(set_address(session_log), typed_set())

    review = words(browser.get(address("session-review", session_log)))
    browser.force_login(cleo)
    detail = words(browser.get(address("history-session", session_log)))

    for page in (review, detail):
        assert "42.5 kg × 7" in page
        assert re.search(
            r"40 kg × 8 Cleo Brandt, 10 Apr 2026, 14:00; until Tess Moreau changed it, 10 Apr 2026, 14:00",
            page,
        )


def test_earlier_values_of_a_session_are_readable_to_both(browser, session_log, tess, cleo):
    browser.force_login(tess)
    browser.post(
        address("history-edit", session_log), typed_session(day="2026-03-02", effort="8", note="Hard.")
    )

    review = words(browser.get(address("session-review", session_log)))
    browser.force_login(cleo)
    detail = words(browser.get(address("history-session", session_log)))

    for page in (review, detail):
        assert "Tess Moreau changed this on 10 Apr 2026, 14:00. It said:" in page
        assert "began Tuesday 3 March 2026, 18:00" in page
        assert "effort 6 of 10" in page
        assert "note “Fine.”" in page


# A set


def test_a_set_is_changed_on_its_page(phone, session_log, cleo):
    response = phone.post(set_address(session_log), typed_set())

    changed = first_set(session_log)
    assert response.url == address("history-session", session_log) + "#exercise-1"
    assert (changed.load_value, changed.reps, changed.logged_by) == (Decimal("42.5"), 7, cleo)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reps": "61"}, "Repetitions go from 0 to 60."),
        ({"load": "2000"}, "No weight here is above 1000 kg."),
        ({"load": "forty"}, "Write the weight as a number, such as 22.5."),
    ],
)
def test_a_refused_set_keeps_what_was_typed(phone, session_log, typed, message):
    response = phone.post(set_address(session_log), typed_set(**typed))

    assert response.status_code == 422
    assert message in words(response)
    (value,) = typed.values()
    assert f'value="{value}"' in response.text
    assert first_set(session_log).reps == 8


def test_a_set_changed_meanwhile_says_so_and_keeps_what_was_typed(phone, session_log):
    path = set_address(session_log)
    phone.post(path, typed_set())

    response = phone.post(path, typed_set(reps="5", entry_key=uuid4()))

    assert response.status_code == 422
    assert "This set was changed or taken away meanwhile." in words(response)
    assert 'value="5"' in response.text


def test_the_form_of_a_hold_asks_for_seconds(phone, tess, cleo):
    plank = factories.create_exercise(load_type=LoadType.TIME)
    program = factories.create_program(owner=tess, exercises=[plank], load_pct=None, reps=None, duration_s=30)
    assignment = factories.assign(program=program, client=cleo, starts_on=date(2026, 3, 3))
    log = factories.start(planned_session=assignment.planned_sessions.get(), at=BEGAN)
    set_log = factories.record(session_log=log, performed_at=BEGAN)

    page = phone.get(address("history-set", log, set_log.entry_key))
    phone.post(page.wsgi_request.path, {"duration_s": "25", "entry_key": KEY})

    assert "Repetitions" not in words(page)
    assert log.set_logs.standing().get().duration_s == 25


def test_a_forgotten_set_is_offered_its_free_places(phone, session_log):
    prescription = session_log.planned_session.prescriptions.get()
    path = address("history-set-add", session_log, prescription.code)

    page = phone.get(path)
    response = phone.post(path, typed_set(place="3-both"))

    assert re.findall(r'<option value="(\d-\w+)"', page.text) == ["3-both", "4-both"]
    assert response.status_code == 302
    assert session_log.set_logs.standing().get(number=3).reps == 7


def test_a_set_goes_and_comes_back(phone, session_log):
    gone = first_set(session_log)
    phone.post(address("history-set-remove", session_log, gone.entry_key))
    assert "taken away" in words(phone.get(address("history-session", session_log)))
    assert SessionLog.objects.get().total_sets == 1

    phone.post(address("history-set-restore", session_log, gone.entry_key))

    assert SessionLog.objects.get().total_sets == 2
    assert first_set(session_log).replaces == gone


# The session


def test_a_session_goes_to_another_day_across_the_change_of_the_clocks(phone, session_log):
    # The clocks went forward on 29 March: 18:00 is 17:00 UTC before and 16:00 UTC after.
    phone.post(address("history-edit", session_log), typed_session(day="2026-03-30"))

    session_log.refresh_from_db()
    assert session_log.started_at == datetime(2026, 3, 30, 16, 0, tzinfo=UTC)
    assert session_log.finished_at == datetime(2026, 3, 30, 16, 45, tzinfo=UTC)
    assert session_log.trained_on == date(2026, 3, 30)
    assert first_set(session_log).performed_at == datetime(2026, 3, 30, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"day": "2026-04-11"}, "This day has not come yet."),
        ({"day": "2026-04-10", "starts_at": "14:01"}, "This time has not come yet."),
        ({"day": "2026-04-10", "starts_at": "13:30"}, "With its length, the session would not be over yet."),
        ({"day": "2019-12-31"}, "Sessions go back to 2020."),
        (
            {"day": "2026-03-29", "starts_at": "02:30"},
            "There was no such time on this day: the clocks went forward.",
        ),
        ({"day": "", "starts_at": "noon"}, "Enter a valid time."),
    ],
)
def test_a_day_or_time_that_cannot_be_is_refused_beside_its_field(phone, session_log, typed, message):
    response = phone.post(address("history-edit", session_log), typed_session(note="Typed.", **typed))

    session_log.refresh_from_db()
    assert response.status_code == 422
    assert message in words(response)
    assert "Typed." in words(response)
    assert session_log.started_at == BEGAN


def test_a_session_of_which_only_the_note_changes_keeps_its_second(phone, session_log):
    at = BEGAN + timedelta(seconds=37)
    SessionLog.objects.update(started_at=at)

    phone.post(address("history-edit", session_log), typed_session(note="Better."))

    session_log.refresh_from_db()
    assert (session_log.started_at, session_log.note) == (at, "Better.")
    assert "started_at" not in session_log.revisions.get().before


def test_a_session_that_was_taken_out_says_so_and_comes_back(phone, session_log):
    phone.post(address("history-void", session_log))
    page = words(phone.get(address("history-session", session_log)))
    assert "This session does not count. Cleo Brandt took it out on 10 April 2026, 14:00." in page
    assert phone.get(address("history-edit", session_log)).status_code == 404

    phone.post(address("history-restore", session_log))

    session_log.refresh_from_db()
    assert session_log.voided_at is None
    page = words(phone.get(address("history-session", session_log)))
    assert "does not count, taken out by Cleo Brandt, 10 Apr 2026, 14:00" in page


def test_a_voided_session_opens_at_its_address_as_if_not_begun(phone, session_log, cleo):
    factories.make_health_screening(client=cleo, training_months=24)
    phone.post(address("history-void", session_log))

    page = words(phone.get(reverse("workouts:session", args=[session_log.code])))

    assert "0 of 3" in page


# The trainer


def test_a_trainer_reads_the_sessions_of_a_client(browser, session_log, tess, cleo):
    browser.force_login(tess)

    page = words(browser.get(reverse("workouts:client-sessions", args=[cleo.code])))

    assert "March 2026" in page
    assert "Tue 3 Mar Day 1 Slow squats 2 64 s 6" in page


def test_a_trainer_takes_a_session_out_under_their_own_name(browser, session_log, tess, cleo):
    browser.force_login(tess)

    response = browser.post(address("history-void", session_log))

    session_log.refresh_from_db()
    assert response.url == address("session-review", session_log)
    assert session_log.voided_by == tess
    page = words(browser.get(reverse("workouts:client-sessions", args=[cleo.code]), {"voided": ""}))
    assert "Tess Moreau, 10 Apr 2026" in page


# What nobody had planned


def typed_unplanned(**changes):
    typed = {
        "exercise": ["back-squat"],
        "back-squat-sets": "2",
        "back-squat-reps": "10",
        "back-squat-load": "30,5",
        "back-squat-unit": "kg",
        "name": "Hotel gym",
        "day": "2026-04-09",
        "starts_at": "19:15",
        "effort": "",
        "note": "",
        "entry_key": KEY,
    }
    return typed | changes


@pytest.fixture
def squat(db):
    return factories.create_exercise(name="Back squat", slug="back-squat")


def test_an_unplanned_session_is_saved_on_its_day(phone, squat, cleo):
    response = phone.post(reverse("workouts:history-new"), typed_unplanned())
    phone.post(reverse("workouts:history-new"), typed_unplanned())

    session_log = SessionLog.objects.get()
    assert response.url == address("history-session", session_log)
    assert (session_log.trained_on, session_log.client) == (date(2026, 4, 9), cleo)
    assert session_log.started_at == datetime(2026, 4, 9, 17, 15, tzinfo=UTC)
    assert list(SetLog.objects.values_list("load_value", "reps")) == [(Decimal("30.5"), 10)] * 2
    page = words(phone.get(response.url))
    assert "unplanned" in page
    assert "asked for" not in page


def test_finding_an_exercise_saves_nothing_and_keeps_what_was_typed(phone, squat):
    factories.create_exercise(name="Nordic lowering", slug="nordic")

    page = phone.post(reverse("workouts:history-new"), typed_unplanned(find="", q="nordic"))

    assert page.status_code == 200
    assert re.search(r'name="add"\s+value="nordic"', page.text)
    kept = re.findall(r'value="(30,5|19:15|Hotel gym|2026-04-09)"', page.text)
    assert sorted(kept) == ["19:15", "2026-04-09", "30,5", "Hotel gym"]
    assert not SessionLog.objects.exists()


def test_an_exercise_is_added_and_left_out_again(phone, squat):
    factories.create_exercise(name="Nordic lowering", slug="nordic")
    path = reverse("workouts:history-new")

    added = phone.post(path, typed_unplanned(add="nordic"))
    removed = phone.post(path, typed_unplanned(exercise=["back-squat", "nordic"], remove="back-squat"))

    chosen = r'name="exercise" value="([\w-]+)"'
    assert re.findall(chosen, added.text) == ["back-squat", "nordic"]
    assert re.findall(chosen, removed.text) == ["nordic"]


def test_an_unplanned_session_without_an_exercise_is_refused(phone, squat):
    response = phone.post(reverse("workouts:history-new"), typed_unplanned(exercise=[]))

    assert response.status_code == 422
    assert "Add an exercise first." in words(response)
    assert "Hotel gym" in response.text


def test_a_refused_dose_keeps_what_was_typed(phone, squat):
    typed = typed_unplanned(**{"back-squat-reps": "99"})

    response = phone.post(reverse("workouts:history-new"), typed)

    assert response.status_code == 422
    assert 'value="99"' in response.text
    assert "30,5" in response.text or "30.5" in response.text
    assert not SessionLog.objects.exists()


def test_an_earlier_session_is_logged_again(phone, session_log):
    page = phone.get(reverse("workouts:history-new"), {"from": session_log.code})

    assert 'name="exercise" value="back-squat"' in page.text
    values = dict(re.findall(r'name="(back-squat-\w+)"[^>]*? value="([\d.]+)"', page.text)) | dict(
        re.findall(r'value="([\d.]+)"[^>]*? name="(back-squat-\w+)"', page.text)
    )
    assert values == {"back-squat-sets": "2", "back-squat-reps": "8", "back-squat-load": "40"}


def test_somebody_else_s_session_is_not_there_to_be_logged_again(phone, uma, omar):
    other = factories.create_trained(client=omar, owner=uma, at=BEGAN)

    response = phone.get(reverse("workouts:history-new"), {"from": other.code})

    assert response.status_code == 404
