"""Check-ins: when a client is asked, what two taps store, what follows, and what a trainer reads.

Windows, results and words are those of the clinical reference 4.1 to 4.3 and 9.4.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils.html import escape

from tests.factories import (
    create_coaching,
    create_exercise,
    create_trained,
    create_user,
    make_pain_report,
    make_soreness_report,
)
from workouts.checkins import decision_of, read_asked, read_marks
from workouts.choices import BodyRegion
from workouts.clearing import give_clearance
from workouts.models import PainReport, SorenessReport
from workouts.recording import finish_session, start_session

# A Saturday evening in Berlin, the clocks of which go back that night; and in New York, a week later.
BERLIN_EVENING = datetime(2026, 10, 24, 16, tzinfo=UTC)
NEW_YORK_EVENING = datetime(2026, 10, 31, 22, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def yuri(tess):
    """Tess's client in New York."""
    person = create_user(full_name="Yuri Bell", email="yuri@example.org", time_zone="America/New_York")
    create_coaching(trainer=tess, client=person)
    return person


@pytest.fixture
def trained(cleo, tess):
    """A session of cleo's that ended on a Saturday at 18:00 in Berlin."""
    return create_trained(client=cleo, owner=tess, at=BERLIN_EVENING)


def page(session_log, hours=24):
    return reverse("workouts:check-in", args=[session_log.code, hours])


def pain_page(session_log, moment="morning"):
    return reverse("workouts:pain-check", args=[session_log.code, moment])


def look(browser, person, path, at):
    """The page at `path` as `person` sees it at the instant `at`."""
    with time_machine.travel(at, tick=False):
        browser.force_login(person)
        return browser.get(path)


def tap(browser, person, path, at, **data):
    """Send an answer at the instant `at`."""
    with time_machine.travel(at, tick=False):
        browser.force_login(person)
        return browser.post(path, {"entry_key": uuid4()} | data)


def asks(response):
    return 'name="nrs"' in response.text


# 18 to 30 h after Saturday 18:00; one hour is had twice in that night.
def test_page_asks_between_18_and_30_real_hours_in_berlin(browser, cleo, trained):
    before = look(browser, cleo, page(trained), BERLIN_EVENING + 18 * HOUR - SECOND)
    after = look(browser, cleo, page(trained), BERLIN_EVENING + 30 * HOUR + SECOND)

    assert asks(look(browser, cleo, page(trained), BERLIN_EVENING + 18 * HOUR))
    assert asks(look(browser, cleo, page(trained), BERLIN_EVENING + 30 * HOUR))
    assert not asks(before)
    assert not asks(after)
    assert "This question opens on Sunday 11:00." in before.text
    assert "This question has closed" in after.text


def test_page_asks_between_18_and_30_real_hours_in_new_york(browser, yuri, tess):
    session_log = create_trained(client=yuri, owner=tess, at=NEW_YORK_EVENING)
    before = look(browser, yuri, page(session_log), NEW_YORK_EVENING + 18 * HOUR - SECOND)

    assert asks(look(browser, yuri, page(session_log), NEW_YORK_EVENING + 18 * HOUR))
    assert asks(look(browser, yuri, page(session_log), NEW_YORK_EVENING + 30 * HOUR))
    assert not asks(look(browser, yuri, page(session_log), NEW_YORK_EVENING + 30 * HOUR + SECOND))
    assert not asks(before)
    assert "This question opens on Sunday 11:00." in before.text


@pytest.mark.parametrize(("hours", "opens_h", "closes_h"), [(48, 42, 54), (72, 66, 78)])
def test_later_check_ins_have_their_windows(browser, cleo, trained, hours, opens_h, closes_h):
    path = page(trained, hours)

    assert not asks(look(browser, cleo, path, BERLIN_EVENING + opens_h * HOUR - SECOND))
    assert asks(look(browser, cleo, path, BERLIN_EVENING + opens_h * HOUR))
    assert asks(look(browser, cleo, path, BERLIN_EVENING + closes_h * HOUR))
    assert not asks(look(browser, cleo, path, BERLIN_EVENING + closes_h * HOUR + SECOND))


def test_96_h_is_asked_only_after_a_high_or_missed_72_h(browser, cleo, trained):
    at = BERLIN_EVENING + 96 * HOUR
    assert asks(look(browser, cleo, page(trained, 96), at))

    make_soreness_report(session_log=trained, hours=72, nrs=3, answered_at=BERLIN_EVENING + 72 * HOUR)

    assert look(browser, cleo, page(trained, 96), at).status_code == 404


def test_there_is_no_check_in_of_other_hours(browser, cleo, trained):
    assert look(browser, cleo, page(trained, 36), BERLIN_EVENING + 36 * HOUR).status_code == 404


def test_nothing_is_asked_after_a_session_without_a_set(browser, cleo, trained):
    planned = trained.planned_session.assignment.planned_sessions.create(
        week=1, position=9, name="Empty", planned_on=trained.trained_on
    )
    empty = start_session(planned_session=planned, at=BERLIN_EVENING, logged_by=cleo)
    finish_session(session_log=empty, at=BERLIN_EVENING, effort=None, note="")

    asked = read_asked(cleo, BERLIN_EVENING + 24 * HOUR)

    assert [one.session_log for one in asked.due] == [trained]
    assert look(browser, cleo, page(empty), BERLIN_EVENING + 24 * HOUR).status_code == 404


def test_the_newest_session_is_asked_about_first(cleo, tess, trained):
    newer = create_trained(client=cleo, owner=tess, at=BERLIN_EVENING + 3 * HOUR)

    asked = read_asked(cleo, BERLIN_EVENING + 24 * HOUR)

    assert [(one.session_log, one.hours) for one in asked.due] == [(newer, 24), (trained, 24)]


def test_two_taps_store_the_answer_exactly(browser, cleo, trained):
    key = uuid4()
    at = BERLIN_EVENING + 24 * HOUR

    response = tap(browser, cleo, page(trained), at, nrs=3, entry_key=key)

    report = SorenessReport.objects.get()
    assert (response.status_code, response.url) == (302, page(trained))
    assert (report.client, report.session_log, report.logged_by) == (cleo, trained, cleo)
    assert (report.hours, report.nrs, report.regions, report.entry_key) == (24, 3, [], key)
    assert (report.answered_at, report.recorded_at) == (at, at)
    assert (report.rule, report.result) == ("D5", "as_planned")
    assert report.inputs == {"hours": 24, "nrs": 3, "is_function_limited": None, "red_flags": None}
    assert (report.red_flags, report.thresholds) == (None, {"modify_nrs": 4})


def test_details_are_stored_with_the_answer(browser, cleo, trained):
    tap(
        browser,
        cleo,
        page(trained),
        BERLIN_EVENING + 24 * HOUR,
        nrs=5,
        regions=["knee", "calf"],
        is_function_limited="yes",
        red_flags=["none"],
    )

    report = SorenessReport.objects.get()
    assert (report.regions, report.is_function_limited, report.red_flags) == (["knee", "calf"], True, [])
    assert (report.rule, report.result) == ("D4", "postpone")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Tap a number from 0 to 10."),
        ({"nrs": "11"}, "Tap a number from 0 to 10."),
        ({"nrs": "-1"}, "Tap a number from 0 to 10."),
        ({"nrs": "3", "is_second_step": "on"}, "Choose what you have, or “None of these”."),
        ({"nrs": "3", "red_flags": "dizzy"}, "Select a valid choice"),
    ],
)
def test_a_refused_answer_comes_back_with_its_message(browser, cleo, trained, data, message):
    response = tap(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR, **data)

    assert response.status_code == 422
    assert message in response.text
    assert not SorenessReport.objects.exists()


def test_what_was_chosen_stays_in_a_refused_form(browser, cleo, trained):
    response = tap(
        browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR, regions=["groin"], red_flags=["urine"]
    )

    form = response.context["form"]
    assert [option.value for option in form.body_regions if option.is_chosen] == ["groin"]
    assert [option.value for option in form.flags if option.is_chosen] == ["urine"]


def test_a_double_tap_is_one_answer(browser, cleo, trained):
    key = uuid4()
    for _ in range(2):
        tap(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR, nrs=3, entry_key=key)

    assert SorenessReport.objects.count() == 1


def test_a_second_answer_replaces_the_first_which_stays_readable(browser, cleo, trained):
    tap(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR, nrs=6)
    tap(browser, cleo, page(trained), BERLIN_EVENING + 25 * HOUR, nrs=2)

    standing = SorenessReport.objects.counted().get()
    assert standing.nrs == 2
    assert (standing.replaces.nrs, standing.replaces.voided_at) == (6, BERLIN_EVENING + 25 * HOUR)


def test_an_earlier_answer_that_arrives_late_does_not_replace_a_later_one(browser, cleo, trained):
    tap(browser, cleo, page(trained), BERLIN_EVENING + 25 * HOUR, nrs=2)

    tap(
        browser,
        cleo,
        page(trained),
        BERLIN_EVENING + 26 * HOUR,
        nrs=6,
        performed_at=(BERLIN_EVENING + 24 * HOUR).isoformat(),
    )

    assert SorenessReport.objects.counted().get().nrs == 2
    assert SorenessReport.objects.get(nrs=6).voided_at is not None


def test_an_answer_sent_late_counts_at_its_own_time(browser, cleo, trained):
    given_at = BERLIN_EVENING + 29 * HOUR

    response = tap(
        browser, cleo, page(trained), BERLIN_EVENING + 60 * HOUR, nrs=3, performed_at=given_at.isoformat()
    )

    report = SorenessReport.objects.get()
    assert response.status_code == 302
    assert (report.answered_at, report.recorded_at) == (given_at, BERLIN_EVENING + 60 * HOUR)


def test_an_answer_from_the_future_is_given_now(browser, cleo, trained):
    now = BERLIN_EVENING + 24 * HOUR

    tap(browser, cleo, page(trained), now, nrs=3, performed_at=(now + HOUR).isoformat())

    assert SorenessReport.objects.get().answered_at == now


def test_an_answer_after_the_window_is_refused_in_words(browser, cleo, trained):
    response = tap(browser, cleo, page(trained), BERLIN_EVENING + 30 * HOUR + SECOND, nrs=3)

    assert response.status_code == 422
    assert "This question is not open now." in response.text
    assert not SorenessReport.objects.exists()


def test_urgent_questions_are_asked_of_every_number_in_the_first_weeks(browser, cleo, trained):
    form = look(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR).context["form"]

    assert [option.value for option in form.numbers if option.asks] == [str(n) for n in range(11)]


def test_after_two_weeks_urgent_questions_are_asked_from_7(browser, cleo, tess):
    squat = create_exercise()
    for week in range(3):
        session_log = create_trained(
            client=cleo, owner=tess, exercise=squat, at=BERLIN_EVENING + timedelta(weeks=week)
        )
    now = session_log.finished_at + 24 * HOUR

    form = look(browser, cleo, page(session_log), now).context["form"]
    tap(browser, cleo, page(session_log), now, nrs=6)

    assert [option.value for option in form.numbers if option.asks] == ["7", "8", "9", "10"]
    assert SorenessReport.objects.get().inputs["red_flags"] == []


def test_unanswered_urgent_questions_are_a_second_step(browser, cleo, trained):
    now = BERLIN_EVENING + 24 * HOUR
    tap(browser, cleo, page(trained), now, nrs=8, regions=["knee"], is_function_limited="no")

    second = look(browser, cleo, page(trained), now)
    sent = {"is_second_step": "on", "nrs": 8, "regions": ["knee"], "is_function_limited": "no"}
    for name, value in (("nrs", 8), ("is_function_limited", "no"), ("regions", "knee")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in second.text
    tap(browser, cleo, page(trained), now + SECOND, red_flags=["swelling", "none"], **sent)

    assert "One more question" in second.text
    assert SorenessReport.objects.counted().get().inputs == {
        "hours": 24,
        "nrs": 8,
        "is_function_limited": False,
        "red_flags": ["swelling"],
    }


RESULTS = [
    (24, {"nrs": 0}, "Keep the same: train as planned."),
    (24, {"nrs": 3}, "Keep the same: train as planned."),
    (
        24,
        {"nrs": 6, "is_function_limited": "no"},
        "Do less and tell your trainer: at most 50 % of the sets for this area, and no more weight.",
    ),
    (
        24,
        {"nrs": 3, "is_function_limited": "yes"},
        "Do less and tell your trainer: at most 50 % of the sets for this area, and no more weight.",
    ),
    (
        48,
        {"nrs": 8},
        "Let this area rest and tell your trainer. Train it again when its soreness is 3 of 10 or less.",
    ),
    (
        72,
        {"nrs": 4},
        "Let this area rest and tell your trainer. Train it again when its soreness is 3 of 10 or less.",
    ),
    (48, {"nrs": 9}, "Stop training this area and contact your trainer today."),
    (24, {"nrs": 0, "red_flags": ["urine"]}, "Stop all training and get medical care now."),
]


@pytest.mark.parametrize(("hours", "answer", "sentence"), RESULTS)
def test_the_answer_comes_back_in_its_neutral_words(browser, cleo, trained, hours, answer, sentence):
    now = BERLIN_EVENING + hours * HOUR

    tap(browser, cleo, page(trained, hours), now, **{"red_flags": ["none"]} | answer)

    assert escape(sentence) in look(browser, cleo, page(trained, hours), now).text


def test_an_urgent_sign_shows_every_step_and_no_tip(browser, cleo, trained):
    now = BERLIN_EVENING + 24 * HOUR
    tap(browser, cleo, page(trained), now, nrs=2, red_flags=["illness"])

    shown = look(browser, cleo, page(trained), now).text

    for step in (
        "Stop all training.",
        "Get medical care now: use your local emergency or medical service.",
        "Say which of these signs you have. A blood test and a urine test are a doctor's job.",
        "Do not wait for an answer here; nobody watches your entries around the clock.",
        "Train again only after a doctor has cleared it and your trainer has recorded that.",
    ):
        assert escape(step) in shown
    assert "Move lightly." not in shown


def test_today_asks_and_then_shows_what_follows(browser, cleo, trained):
    now = BERLIN_EVENING + 24 * HOUR
    before = look(browser, cleo, reverse("today"), now)

    tap(browser, cleo, page(trained), now, nrs=6, red_flags=["none"])
    after = look(browser, cleo, reverse("today"), now)

    assert f'action="{page(trained)}"' in before.text
    assert f'action="{page(trained)}"' not in after.text
    assert "Do less and tell your trainer: at most 50 %" in after.text


def test_morning_pain_is_asked_from_4_until_midnight_over_the_change_of_clocks(browser, cleo, trained):
    # 04:00 CET is 03:00 UTC; midnight is 23:00 UTC.
    four, midnight = datetime(2026, 10, 25, 3, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)

    assert not asks(look(browser, cleo, pain_page(trained), four - SECOND))
    assert asks(look(browser, cleo, pain_page(trained), four))
    assert asks(look(browser, cleo, pain_page(trained), midnight - SECOND))
    assert not asks(look(browser, cleo, pain_page(trained), midnight))


def test_morning_pain_follows_the_clients_own_zone(browser, yuri, tess):
    session_log = create_trained(client=yuri, owner=tess, at=NEW_YORK_EVENING)
    four = datetime(2026, 11, 1, 9, tzinfo=UTC)

    assert not asks(look(browser, yuri, pain_page(session_log), four - SECOND))
    assert asks(look(browser, yuri, pain_page(session_log), four))


def test_a_session_after_midnight_belongs_to_the_day_before(cleo, tess):
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC) - HOUR
    create_trained(client=cleo, owner=tess, at=at)

    assert len(read_asked(cleo, datetime(2026, 10, 25, 12, tzinfo=UTC)).mornings) == 1
    assert read_asked(cleo, datetime(2026, 10, 26, 12, tzinfo=UTC)).mornings == []


def test_morning_pain_is_stored_with_its_place(browser, cleo, trained):
    at = BERLIN_EVENING + 14 * HOUR

    response = tap(browser, cleo, pain_page(trained), at, nrs=4, region="knee", note="Stairs")

    report = PainReport.objects.get()
    assert (response.status_code, response.url) == (302, reverse("today"))
    assert (report.moment, report.nrs, report.region, report.note) == ("morning", 4, "knee", "Stairs")
    assert (report.client, report.session_log, report.answered_at) == (cleo, trained, at)


def test_a_second_answer_about_pain_replaces_the_first(browser, cleo, trained):
    for nrs in (4, 2):
        tap(browser, cleo, pain_page(trained), BERLIN_EVENING + (16 - nrs) * HOUR, nrs=nrs)

    standing = PainReport.objects.counted().get()
    assert (standing.nrs, standing.replaces.nrs) == (2, 4)


def test_pain_outside_the_scale_is_refused(browser, cleo, trained):
    response = tap(browser, cleo, pain_page(trained), BERLIN_EVENING + 14 * HOUR, nrs=11, note="Stairs")

    assert response.status_code == 422
    assert "Tap a number from 0 to 10." in response.text
    assert 'value="Stairs"' in response.text
    assert not PainReport.objects.exists()


def test_pain_of_another_moment_has_no_page(browser, cleo, trained):
    assert look(browser, cleo, pain_page(trained, "during"), BERLIN_EVENING).status_code == 404


def test_the_finish_page_asks_where_after_work_of_the_arms(browser, cleo, tess):
    """Rule LS-22: wrist, elbow, shoulder."""
    press = create_exercise(name="Press", facets=[("region", "chest")])
    session_log = create_trained(client=cleo, owner=tess, exercise=press, at=BERLIN_EVENING)

    shown = look(browser, cleo, reverse("workouts:session-finish", args=[session_log.code]), BERLIN_EVENING)

    assert [option.value for option in shown.context["pain_form"].pain_regions] == [
        "shoulder",
        "chest",
        "elbow",
        "wrist",
    ]
    assert "Tomorrow a short question about it waits on your first page." in shown.text


def test_pain_after_the_session_leads_back_to_its_summary(browser, cleo, trained):
    response = tap(browser, cleo, pain_page(trained, "after"), BERLIN_EVENING + HOUR, nrs=3, region="wrist")

    assert response.url == reverse("workouts:session-finish", args=[trained.code])
    assert PainReport.objects.get().moment == "after"


@pytest.mark.parametrize(
    ("answer", "is_told"),
    [
        ({"nrs": 6}, False),
        ({"nrs": 7}, True),
        ({"nrs": 9}, True),
        ({"nrs": 0, "red_flags": ["urine"]}, True),
    ],
)
def test_the_trainer_is_told_of_what_needs_them(
    browser, cleo, trained, answer, is_told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tap(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR, **{"red_flags": ["none"]} | answer)

    assert len(mail.outbox) == is_told


def test_the_trainers_mail_has_no_health_detail(
    browser, cleo, trained, settings, django_capture_on_commit_callbacks
):
    settings.PUBLIC_URL = "https://train.example.org"
    with django_capture_on_commit_callbacks(execute=True):
        tap(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR, nrs=8, red_flags=["none"])

    (message,) = mail.outbox
    assert message.to == ["tess@example.org"]
    assert message.subject == "Cleo needs you today"
    assert message.body == (
        f"Cleo answered a question that needs you today.\n\nhttps://train.example.org/clients/{cleo.code}/\n"
    )


def test_the_trainer_is_told_once_of_the_same_result(
    browser, cleo, trained, django_capture_on_commit_callbacks
):
    now = BERLIN_EVENING + 24 * HOUR
    with django_capture_on_commit_callbacks(execute=True):
        tap(browser, cleo, page(trained), now, nrs=8)
        tap(browser, cleo, page(trained), now + SECOND, nrs=8, red_flags=["none"], is_second_step="on")

    assert len(mail.outbox) == 1


def test_a_trainer_who_no_longer_coaches_is_not_told(
    browser, cleo, tess, trained, django_capture_on_commit_callbacks
):
    cleo.coachings_as_client.get().end(at=BERLIN_EVENING)
    with django_capture_on_commit_callbacks(execute=True):
        tap(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR, nrs=9, red_flags=["none"])

    assert mail.outbox == []


def test_the_trainer_reads_rule_numbers_and_reason(browser, cleo, tess, trained):
    make_soreness_report(
        session_log=trained,
        nrs=8,
        regions=["knee"],
        answered_at=BERLIN_EVENING + 24 * HOUR,
    )

    shown = look(browser, tess, reverse("client-page", args=[cleo.code]), BERLIN_EVENING + 25 * HOUR).text

    assert (
        "Soreness 8 of 10 at 24 h: the region rests until it is 3 or less, and its next session has 40 % fewer "
        "sets (rule D2)." in shown
    )
    assert "front thigh and knee" in shown
    assert "clinical reference 4.2, D2" in shown
    assert "Sun 25 Oct, 17:00" in shown


def test_the_trainer_reads_pain_with_its_moment_and_place(browser, cleo, tess, trained):
    at = BERLIN_EVENING + 14 * HOUR
    make_pain_report(session_log=trained, answered_at=at, nrs=4, region="knee", note="On the stairs")

    shown = look(browser, tess, reverse("client-page", args=[cleo.code]), at).text

    assert "<b>Pain 4 of 10</b>, the next morning, front thigh and knee" in shown
    assert "On the stairs" in shown


def test_an_answer_is_corrected_until_six_hours_after_its_window(browser, cleo, trained):
    tap(browser, cleo, page(trained), BERLIN_EVENING + 30 * HOUR, nrs=6)

    late = tap(browser, cleo, page(trained), BERLIN_EVENING + 36 * HOUR, nrs=4)
    too_late = tap(browser, cleo, page(trained), BERLIN_EVENING + 36 * HOUR + SECOND, nrs=0)

    assert (late.status_code, too_late.status_code) == (302, 422)
    assert "This question is not open now." in too_late.text
    assert SorenessReport.objects.counted().get().nrs == 4


def test_what_needs_the_trainer_stands_above_the_newer(browser, cleo, tess, trained):
    make_soreness_report(session_log=trained, nrs=9, answered_at=BERLIN_EVENING + 24 * HOUR)
    make_soreness_report(session_log=trained, hours=48, nrs=1, answered_at=BERLIN_EVENING + 48 * HOUR)

    shown = look(browser, tess, reverse("client-page", args=[cleo.code]), BERLIN_EVENING + 49 * HOUR)

    assert [row.result for row in shown.context["soreness"]] == ["stop_contact", "as_planned"]


def test_an_urgent_answer_stays_in_sight_of_the_trainer(browser, cleo, tess, trained):
    make_soreness_report(
        session_log=trained, nrs=0, red_flags=["urine"], answered_at=BERLIN_EVENING + 24 * HOUR
    )
    for week in range(1, 6):
        at = BERLIN_EVENING + timedelta(weeks=week)
        calm = create_trained(client=cleo, owner=tess, at=at)
        make_soreness_report(session_log=calm, nrs=0, answered_at=at + 24 * HOUR)

    shown = look(browser, tess, reverse("client-page", args=[cleo.code]), at + 25 * HOUR)

    assert shown.context["soreness"][0].result == "urgent_care"


def test_the_list_of_clients_marks_who_needs_the_trainer(browser, cleo, tess, trained):
    make_soreness_report(
        session_log=trained, nrs=0, red_flags=["urine"], answered_at=BERLIN_EVENING + 24 * HOUR
    )

    shown = look(browser, tess, reverse("caseload"), BERLIN_EVENING + 25 * HOUR)

    assert "Urgent signs" in shown.text


def test_a_mark_goes_with_a_milder_answer_but_an_urgent_one_only_with_a_clearance(cleo, tess, trained):
    sore = create_trained(client=cleo, owner=tess, at=BERLIN_EVENING - HOUR)
    day_two = BERLIN_EVENING + 48 * HOUR
    make_soreness_report(
        session_log=trained, nrs=0, red_flags=["urine"], answered_at=BERLIN_EVENING + 24 * HOUR
    )
    make_soreness_report(session_log=trained, hours=48, nrs=0, answered_at=day_two)
    make_soreness_report(session_log=sore, nrs=7, answered_at=BERLIN_EVENING + 23 * HOUR)
    urgent = read_marks([cleo.pk], day_two)

    give_clearance(client=cleo, reason="Seen by her doctor today", entry_key=uuid4(), at=day_two, by=tess)
    make_soreness_report(session_log=sore, hours=48, nrs=1, answered_at=day_two + HOUR)

    assert urgent[cleo.pk].result == "urgent_care"
    assert read_marks([cleo.pk], day_two + HOUR) == {}


def test_an_answer_keeps_the_thresholds_it_was_judged_by(trained):
    report = make_soreness_report(session_log=trained, nrs=8, answered_at=BERLIN_EVENING + 24 * HOUR)
    report.refresh_from_db()

    decision = decision_of(report)

    assert (decision.rule, decision.result, decision.next_cut_pct) == ("D2", "postpone", 40)
    assert decision.thresholds == {"postpone_nrs": 7, "resume_nrs": 3, "postpone_cut_pct": 40}


def test_every_body_region_can_be_tapped_on_the_drawing(browser, cleo, trained):
    shown = look(browser, cleo, page(trained), BERLIN_EVENING + 24 * HOUR).text

    for region in BodyRegion.values:
        assert f'id="{region}-{trained.code}-24"' in shown
        assert f'for="{region}-{trained.code}-24"' in shown
        assert f'data-part="{region}"' in shown
