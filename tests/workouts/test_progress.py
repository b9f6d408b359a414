"""What the page of charts says, in the client's unit, and what does not count."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests import factories
from workouts.bests import read_new_records
from workouts.loads import Load
from workouts.progress import read_progress
from workouts.recording import finish_session


@pytest.fixture
def noon():
    """Tuesday, 24 November 2026, 12:00 UTC."""
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


@pytest.fixture
def squat(noon):
    return factories.create_exercise(name="Back squat")


def train(client, exercise, *, days_ago, load="50", owner, sets=1):
    """A finished session of `sets` sets of 8, lowered for 4 s each."""
    at = timezone.now() - timedelta(days=days_ago)
    program = factories.create_program(owner=owner, exercises=[exercise], sets=sets, load_pct=None)
    assignment = factories.assign(program=program, client=client, starts_on=client.local_date(at))
    session_log = factories.start(planned_session=assignment.planned_sessions.first(), at=at)
    for number in range(1, sets + 1):
        factories.record(
            session_log=session_log, number=number, load=Load(Decimal(load), "kg"), performed_at=at
        )
    return finish_session(session_log=session_log, at=at, effort=6, note="")


def void(row, *, by):
    row.voided_at, row.voided_by = timezone.now(), by
    row.save()


def page_of(browser, person, *args, name="workouts:progress", query=""):
    browser.force_login(person)
    return " ".join(browser.get(reverse(name, args=args) + query).text.split())


def test_the_last_week_is_compared_with_the_one_before(browser, cleo, tess, squat):
    """Two sets of 8 at 4 s are 64 s, one is 32 s; 50 kg x 8 is 400 kg."""
    train(cleo, squat, days_ago=10, owner=tess)
    train(cleo, squat, days_ago=3, owner=tess, sets=2)

    page = page_of(browser, cleo)

    assert "You lowered for 64 s last week, 32 s more than the week before." in page
    assert "You moved 800 kg last week, 400 kg more than the week before." in page


def test_a_trainer_reads_it_about_the_client(browser, cleo, tess, squat):
    train(cleo, squat, days_ago=3, owner=tess)

    page = page_of(browser, tess, cleo.code, name="workouts:client-progress")

    assert "Cleo lowered for 32 s last week, 32 s more than the week before." in page


def test_weights_are_in_the_clients_unit(browser, cleo, tess, squat):
    """400 kg are 881.85 lb, and 50 kg are 110.23 lb."""
    cleo.unit = "lb"
    cleo.save()
    train(cleo, squat, days_ago=3, owner=tess)

    page = page_of(browser, cleo)

    assert "You moved 882 lb last week" in page
    assert "110.23 lb lowered on 21 November" in page


def test_what_was_voided_counts_nowhere(cleo, tess, squat):
    void(train(cleo, squat, days_ago=3, load="90", owner=tess), by=cleo)
    kept = train(cleo, squat, days_ago=4, load="50", owner=tess, sets=2)
    void(kept.set_logs.first(), by=cleo)

    progress = read_progress(cleo, cleo.today(), 12)

    assert sum(week.sessions for week in progress.sums) == 1
    (best,) = progress.bests
    assert [row.load_kg for row in best.heaviest] == [Decimal(50)]
    assert best.longest.lowering_s == 32


def test_only_recorded_one_rep_maxima_are_drawn(cleo, tess, squat):
    """No set says how many repetitions were left, so that none allows an estimate (clinical reference 2.2)."""
    train(cleo, squat, days_ago=3, owner=tess)

    assert read_progress(cleo, cleo.today(), 12).maxima == []


def test_a_tested_value_says_so_and_what_changed(browser, cleo, tess, squat):
    today = cleo.today()
    factories.create_one_rep_max(
        client=cleo, exercise=squat, value="60", reps=5, measured_on=today - timedelta(days=30)
    )
    factories.create_one_rep_max(client=cleo, exercise=squat, value="75", measured_on=today)

    assert "5 kg more than 70 kg at first; tested." in page_of(browser, cleo)


def test_both_sides_stand_beside_each_other(browser, cleo, tess):
    step = factories.create_exercise(name="Step-down", side="uni")
    program = factories.create_program(owner=tess, exercises=[step], side="each", load_pct=None)
    session_log = factories.start(
        planned_session=factories.assign(program=program, client=cleo).planned_sessions.first()
    )
    for side, weight in (("left", 12), ("right", 16)):
        factories.record(session_log=session_log, side=side, load=Load(Decimal(weight), "kg"))

    assert "Left 12 kg, right 16 kg: left is 75 % of right." in page_of(browser, cleo)


def test_soreness_has_the_highest_answer_of_each_session(cleo, tess, squat):
    session_log = train(cleo, squat, days_ago=3, owner=tess)
    for hours, nrs in ((24, 3), (48, 5)):
        at = session_log.finished_at + timedelta(hours=hours)
        factories.make_soreness_report(session_log=session_log, hours=hours, nrs=nrs, answered_at=at)

    (answer,) = read_progress(cleo, cleo.today(), 12).soreness

    assert (answer.day, answer.nrs) == (session_log.trained_on, 5)


def test_each_fact_is_said_once_with_its_source(browser, cleo, tess, squat):
    session_log = train(cleo, squat, days_ago=1, owner=tess)
    factories.make_soreness_report(session_log=session_log, answered_at=timezone.now())

    page = page_of(browser, cleo)

    assert page.count("resting energy use was about 9 %") == 1
    assert page.count("The second time is milder") == 1
    assert "verified: R13" in page


def test_somebody_new_is_told_what_will_come(browser, cleo):
    page = page_of(browser, cleo)

    assert "Nothing to draw yet." in page
    assert '<svg class="chart"' not in page


@pytest.mark.parametrize("asked,weeks", [("4", 4), ("52", 52), ("7", 12), ("x", 12)])
def test_only_three_periods_are_shown(browser, cleo, tess, squat, asked, weeks):
    train(cleo, squat, days_ago=3, owner=tess)

    assert f"Seconds of lowering in each of the last {weeks} weeks" in page_of(
        browser, cleo, query=f"?weeks={asked}"
    )


@pytest.mark.parametrize("weeks_trained", [1, 52], ids=["a week", "a year"])
def test_a_year_asks_no_more_than_a_week(cleo, tess, squat, weeks_trained, django_assert_num_queries):
    for week in range(weeks_trained):
        train(cleo, squat, days_ago=7 * week + 1, owner=tess)

    with django_assert_num_queries(9):
        progress = read_progress(cleo, cleo.today(), 52)

    assert sum(week.sessions for week in progress.sums) == weeks_trained


def test_a_session_says_what_is_more_than_before(browser, cleo, tess, squat):
    train(cleo, squat, days_ago=8, load="50", owner=tess)
    session_log = train(cleo, squat, days_ago=1, load="52.5", owner=tess, sets=2)

    page = page_of(browser, cleo, session_log.code, name="workouts:session-finish")

    assert "52.5 kg, the heaviest lowered so far" in page
    assert "64 s, the most lowering in a session so far" in page
    assert page.count("resting energy use was about 9 %") == 1


def test_a_first_time_is_no_record(cleo, tess, squat):
    assert read_new_records(train(cleo, squat, days_ago=1, owner=tess)) == []
