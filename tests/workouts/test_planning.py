"""Changing a plan that runs: pause and resume; move, skip, add, change what was not started. History stays."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests import factories
from workouts.choices import ASSIGNMENT_MOVES, AssignmentStatus
from workouts.models import Assignment, Override, PlannedSession, Prescription
from workouts.models.assignments import MoveRefused
from workouts.planning import ChangeRefused, add_copy, move_session, plan_resume, skip_session, weeks_until
from workouts.roster import read_roster

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
THURSDAY = date(2026, 3, 5)
THURSDAY_NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
EAST = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)  # 3 March, 00:30 in Auckland
WEST = datetime(2026, 3, 3, 5, 0, tzinfo=UTC)  # 2 March, 21:00 in Los Angeles
ZONES = pytest.mark.parametrize(
    "zone,now,local_day",
    [("Pacific/Auckland", EAST, date(2026, 3, 3)), ("America/Los_Angeles", WEST, date(2026, 3, 2))],
)


@pytest.fixture
def desk(browser, tess):
    """tess's browser."""
    browser.force_login(tess)
    return browser


@pytest.fixture
def squat(cleo):
    """An exercise whose one-rep max of cleo is 100 kg."""
    exercise = factories.create_exercise()
    factories.create_one_rep_max(client=cleo, exercise=exercise, measured_on=date(2026, 3, 1))
    return exercise


@pytest.fixture
def plan(tess, cleo, squat):
    """Two weeks from Monday 2 March: Mondays and Thursdays, so 2, 5, 9 and 12 March."""
    program = factories.create_program(owner=tess, weeks=2, sessions=2, exercises=[squat])
    with time_machine.travel(NOON, tick=False):
        return factories.assign(program=program, client=cleo, starts_on=MONDAY, weekdays=[0, 3])


def days(assignment):
    return [row.planned_on.isoformat() for row in assignment.planned_sessions.all()]


def words(html):
    """The text of a page, every white space one blank."""
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def address(name, row):
    return reverse(f"workouts:{name}", args=[row.code])


def all_rows():
    """Everything issued, as it is in the database."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Assignment, PlannedSession, Prescription)
    ]


def page_of(browser, person, name):
    browser.force_login(person)
    return words(browser.get(reverse(name)).text)


# The life of an assignment


def test_assignment_moves_are_these():
    assert {"active": {"paused", "ended"}, "paused": {"active", "ended"}, "ended": set()} == ASSIGNMENT_MOVES


STEPS = {
    "active": lambda row: row.resume(at=NOON + timedelta(days=9)),
    "paused": lambda row: row.pause(at=NOON + timedelta(days=9), reason="Later."),
    "ended": lambda row: row.end(at=NOON + timedelta(days=9), reason="Later."),
}


def bring_to(assignment, status):
    """The assignment in `status`, by way of what leads there."""
    if status == "paused":
        assignment.pause(at=NOON, reason="Holiday.")
    elif status == "ended":
        assignment.end(at=NOON, reason="The season is over.")
    return Assignment.objects.get(pk=assignment.pk)


@pytest.mark.parametrize("to", AssignmentStatus.values)
@pytest.mark.parametrize("status", AssignmentStatus.values)
def test_assignment_takes_allowed_steps_and_no_other(plan, status, to):
    assignment = bring_to(plan, status)
    before = all_rows()

    if to in ASSIGNMENT_MOVES[status]:
        STEPS[to](assignment)
        assert Assignment.objects.get(pk=plan.pk).status == to
    else:
        with pytest.raises(MoveRefused):
            STEPS[to](assignment)
        assert all_rows() == before


def test_each_step_stamps_its_time(plan):
    plan.pause(at=NOON, reason="Holiday.")
    plan.resume(at=NOON + timedelta(days=1))
    plan.pause(at=NOON + timedelta(days=2))

    plan.refresh_from_db()
    assert (plan.paused_at, plan.pause_reason, plan.resumed_at) == (NOON + timedelta(days=2), "", None)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "paused"},
        {"status": "paused", "paused_at": NOON, "resumed_at": NOON},
        {"status": "paused", "paused_at": NOON, "ended_at": NOON},
        {"status": "active", "paused_at": NOON},
        {"status": "active", "resumed_at": NOON},
        {"status": "active", "paused_at": NOON, "resumed_at": NOON - timedelta(seconds=1)},
        {"status": "ended"},
    ],
)
def test_assignment_status_and_stamps_belong_together(plan, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=plan.pk).update(**fields)


@pytest.mark.parametrize(
    "skip", [("at",), ("by",), ("reason",), ("at", "by"), ("at", "reason"), ("by", "reason")], ids=str
)
def test_a_skip_has_its_time_its_person_and_its_reason(plan, tess, skip):
    whole = {"at": ("skipped_at", NOON), "by": ("skipped_by", tess), "reason": ("skip_reason", "Away.")}

    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedSession.objects.filter(assignment=plan).update(**dict(whole[name] for name in skip))


# Pause


@time_machine.travel(THURSDAY_NOON, tick=False)
def test_assignment_pause_takes_its_sessions_off_every_page(desk, tess, cleo, plan):
    before = words(desk.get(reverse("caseload")).text)

    response = desk.post(address("assignment-pause", plan), {"reason": "Holiday."}, follow=True)

    page = words(response.text)
    assert "Thu 5 Mar" in before
    assert "Slow squats is paused." in page
    assert "paused since 5 March Holiday." in page
    assert "Nothing is planned." in page
    assert "Thu 5 Mar" not in words(desk.get(reverse("caseload")).text)
    assert "Nothing to lift today." in page_of(desk, cleo, "today")
    client_plan = page_of(desk, cleo, "workouts:plan")
    assert "Slow squats rests since 5 March." in client_plan
    assert "Nothing is planned for the next four weeks." in client_plan


def test_assignment_pause_needs_no_reason_and_keeps_the_first(desk, plan):
    for number, reason in enumerate(("", "Another.")):
        with time_machine.travel(NOON + timedelta(hours=number), tick=False):
            response = desk.post(address("assignment-pause", plan), {"reason": reason})
        assert response.status_code == 302

    plan.refresh_from_db()
    assert (plan.status, plan.paused_at, plan.pause_reason) == ("paused", NOON, "")


def test_assignment_pause_refuses_a_reason_that_is_too_long(desk, plan):
    response = desk.post(address("assignment-pause", plan), {"reason": "a" * 301})

    plan.refresh_from_db()
    assert response.status_code == 422
    assert "at most 300 characters" in response.text
    assert plan.status == "active"


def test_adherence_counts_what_was_missed_before_the_pause_alone(tess, cleo, plan):
    """Monday 2 March was missed; the pause began on Thursday 5, and two weeks later nothing more is due."""
    plan.pause(at=THURSDAY_NOON)

    with time_machine.travel(THURSDAY_NOON + timedelta(weeks=2), tick=False):
        [line] = read_roster(tess.coachings_as_trainer.select_related("client"), timezone.now())

    assert (line.due, line.done, line.next) == (1, 0, None)


def test_adherence_of_a_plan_that_ended_in_its_pause_stops_at_the_pause(tess, cleo, plan):
    plan.pause(at=THURSDAY_NOON)
    plan.end(at=THURSDAY_NOON + timedelta(weeks=2), reason="Enough.")

    [line] = read_roster(
        tess.coachings_as_trainer.select_related("client"), THURSDAY_NOON + timedelta(weeks=2)
    )

    assert line.due == 1


@ZONES
def test_adherence_takes_the_day_of_the_end_from_the_clients_calendar(tess, squat, zone, now, local_day):
    person = factories.create_user(time_zone=zone)
    coaching = factories.create_coaching(trainer=tess, client=person)
    program = factories.create_program(owner=tess, exercises=[squat])
    yesterday = local_day - timedelta(days=1)
    for day in (yesterday, local_day):
        assignment = factories.assign(program=program, client=person, starts_on=day, by_effort=True)
        assignment.end(at=now, reason="Enough.")

    [line] = read_roster([coaching], now + timedelta(days=3))

    assert line.due == 1


# Resume


@pytest.mark.parametrize(
    "from_on,weeks",
    [("2026-03-01", 0), ("2026-03-05", 0), ("2026-03-06", 1), ("2026-03-12", 1), ("2026-03-13", 2)],
)
def test_weeks_until_is_the_fewest_whole_weeks(from_on, weeks):
    assert weeks_until(THURSDAY, date.fromisoformat(from_on)) == weeks


def test_plan_resume_keeps_weekdays_and_leaves_what_was_before_the_pause(plan):
    """From Wednesday 18 March: Thursday 5 goes two weeks on to 19, and all others with it."""
    plan.pause(at=THURSDAY_NOON)

    shifts = plan_resume(assignment=plan, from_on=date(2026, 3, 18))

    assert [shift.planned_on for shift in shifts] == [
        date(2026, 3, 19),
        date(2026, 3, 23),
        date(2026, 3, 26),
    ]


@time_machine.travel(THURSDAY_NOON + timedelta(days=10), tick=False)
def test_assignment_resume_shows_the_dates_first_and_then_writes_them(desk, plan):
    plan.pause(at=THURSDAY_NOON, reason="Holiday.")
    before, chosen = all_rows(), {"from_on": "2026-03-18"}

    shown = words(desk.get(address("assignment-resume", plan), chosen).text)
    untouched = all_rows()
    done = desk.post(address("assignment-resume", plan), chosen, follow=True)

    plan.refresh_from_db()
    assert "Paused since 5 March. Holiday." in shown
    assert "Thu 19 Mar Day 2, week 1 Thu 5 Mar Mon 23 Mar Day 1, week 2 Mon 9 Mar" in shown
    assert untouched == before
    assert days(plan) == ["2026-03-02", "2026-03-19", "2026-03-23", "2026-03-26"]
    assert (plan.status, plan.resumed_at) == ("active", timezone.now())
    assert "Slow squats goes on, on Thursday 19 March." in done.text


@time_machine.travel(THURSDAY_NOON, tick=False)
def test_assignment_resume_twice_shifts_once(desk, plan):
    plan.pause(at=THURSDAY_NOON)
    for _ in range(2):
        response = desk.post(address("assignment-resume", plan), {"from_on": "2026-03-18"})
        assert response.status_code == 302

    assert days(plan) == ["2026-03-02", "2026-03-19", "2026-03-23", "2026-03-26"]


@time_machine.travel(THURSDAY_NOON, tick=False)
def test_assignment_resume_moves_neither_started_nor_skipped_sessions(desk, plan, tess):
    _, started, skipped, _ = plan.planned_sessions.all()
    factories.start(planned_session=started)
    skip_session(planned_session=skipped, reason="Away.", at=NOON, by=tess)
    plan.pause(at=THURSDAY_NOON)

    desk.post(address("assignment-resume", plan), {"from_on": "2026-03-18"})

    assert days(plan) == ["2026-03-02", "2026-03-05", "2026-03-09", "2026-03-19"]


@time_machine.travel(THURSDAY_NOON, tick=False)
def test_assignment_resume_brings_the_sessions_back(desk, tess, cleo, plan):
    plan.pause(at=THURSDAY_NOON)

    desk.post(address("assignment-resume", plan), {"from_on": "2026-03-05"})

    assert "Thu 5 Mar" in words(desk.get(reverse("caseload")).text)
    assert "Slow squats, Day 2" in page_of(desk, cleo, "today")
    assert "rests since" not in page_of(desk, cleo, "workouts:plan")


@ZONES
def test_assignment_resume_judges_the_day_by_the_clients_calendar(desk, tess, squat, zone, now, local_day):
    person = factories.create_user(time_zone=zone)
    factories.create_coaching(trainer=tess, client=person)
    program = factories.create_program(owner=tess, exercises=[squat])
    assignment = factories.assign(program=program, client=person, starts_on=local_day, by_effort=True)
    assignment.pause(at=now)
    path = address("assignment-resume", assignment)

    with time_machine.travel(now, tick=False):
        asked = desk.get(path)
        early = desk.post(path, {"from_on": local_day - timedelta(days=1)})
        status = Assignment.objects.get(pk=assignment.pk).status
        on_it = desk.post(path, {"from_on": local_day})

    assert f'value="{local_day}"' in asked.text
    assert (early.status_code, status, on_it.status_code) == (422, "paused", 302)
    assert "This day is over." in early.text
    assert days(assignment) == [local_day.isoformat()]


def test_a_paused_plan_can_be_ended(desk, plan):
    plan.pause(at=NOON)

    desk.post(address("assignment-end", plan), {"reason": "Enough."})

    plan.refresh_from_db()
    assert (plan.status, plan.end_reason) == ("ended", "Enough.")


# Move


@time_machine.travel(NOON, tick=False)
def test_planned_move_puts_the_session_on_another_day(desk, plan):
    response = desk.post(
        address("planned-move", plan.planned_sessions.first()), {"to_on": "2026-03-04"}, follow=True
    )

    assert days(plan) == ["2026-03-04", "2026-03-05", "2026-03-09", "2026-03-12"]
    assert "Day 1 is on Wednesday 4 March now." in response.text
    assert "there is also" not in response.text


@time_machine.travel(NOON, tick=False)
def test_planned_move_onto_another_session_says_so(desk, plan):
    response = desk.post(
        address("planned-move", plan.planned_sessions.first()), {"to_on": "2026-03-05"}, follow=True
    )

    assert days(plan) == ["2026-03-05", "2026-03-05", "2026-03-09", "2026-03-12"]
    assert "On that day there is also: Day 2." in response.text


@ZONES
def test_planned_move_judges_the_day_by_the_clients_calendar(desk, tess, squat, zone, now, local_day):
    person = factories.create_user(time_zone=zone)
    factories.create_coaching(trainer=tess, client=person)
    program = factories.create_program(owner=tess, exercises=[squat])
    assignment = factories.assign(program=program, client=person, starts_on=date(2026, 3, 9), by_effort=True)
    path = address("planned-move", assignment.planned_sessions.get())
    before = (local_day - timedelta(days=1)).isoformat()

    with time_machine.travel(now, tick=False):
        early, on_it = desk.post(path, {"to_on": before}), desk.post(path, {"to_on": local_day})

    assert (early.status_code, on_it.status_code) == (422, 302)
    assert "This day is over. Choose today or later." in early.text
    assert f'value="{before}"' in early.text
    assert days(assignment) == [local_day.isoformat()]


# Skip


@time_machine.travel(NOON, tick=False)
def test_planned_skip_keeps_the_session_and_offers_it_no_more(desk, tess, cleo, plan):
    planned_session = plan.planned_sessions.first()

    page = desk.post(address("planned-skip", planned_session), {"reason": "She is away."}, follow=True).text

    planned_session.refresh_from_db()
    assert (planned_session.skipped_at, planned_session.skipped_by, planned_session.skip_reason) == (
        NOON,
        tess,
        "She is away.",
    )
    assert "Day 1 is skipped." in page
    assert "skipped She is away." in words(page)
    assert "Nothing to lift today." in page_of(desk, cleo, "today")
    assert "Mon2 MarDay 1She is away.skipped" in page_of(desk, cleo, "workouts:plan")
    assert desk.get(address("planned-session", planned_session)).status_code == 404
    assert desk.post(address("session-start", planned_session)).status_code == 404


def test_a_skipped_session_is_neither_due_nor_next(tess, cleo, plan):
    for planned_session in plan.planned_sessions.all()[:2]:
        skip_session(planned_session=planned_session, reason="Away.", at=NOON, by=tess)

    [line] = read_roster(tess.coachings_as_trainer.select_related("client"), THURSDAY_NOON)

    assert (line.due, line.next.planned_on) == (0, date(2026, 3, 9))


def test_planned_skip_twice_keeps_the_first_reason(desk, plan):
    planned_session = plan.planned_sessions.first()
    for reason in ("She is away.", "Another."):
        desk.post(address("planned-skip", planned_session), {"reason": reason})

    planned_session.refresh_from_db()
    assert planned_session.skip_reason == "She is away."


def test_planned_skip_needs_a_reason(desk, plan):
    before = all_rows()

    response = desk.post(address("planned-skip", plan.planned_sessions.first()), {"reason": " "})

    assert response.status_code == 422
    assert "This field is required." in response.text
    assert all_rows() == before


@time_machine.travel(NOON, tick=False)
def test_planned_take_up_takes_the_skip_back(desk, tess, cleo, plan):
    before, planned_session = all_rows(), plan.planned_sessions.first()
    skip_session(planned_session=planned_session, reason="Away.", at=NOON, by=tess)

    for _ in range(2):
        desk.post(address("planned-take-up", planned_session))

    assert all_rows() == before
    assert "Slow squats, Day 1" in page_of(desk, cleo, "today")


def test_a_skipped_session_is_not_moved(desk, tess, plan):
    planned_session = plan.planned_sessions.first()
    skip_session(planned_session=planned_session, reason="Away.", at=NOON, by=tess)

    with time_machine.travel(NOON, tick=False):
        page = desk.post(address("planned-move", planned_session), {"to_on": "2026-03-04"}, follow=True).text

    assert "Take that back first." in page
    assert days(plan)[0] == "2026-03-02"


# Add


@time_machine.travel(NOON, tick=False)
def test_planned_copy_adds_the_session_with_its_loads_as_issued(desk, cleo, squat, plan):
    """60 % of 100 kg was issued; that cleo lifts 120 kg by now changes nothing."""
    source = plan.planned_sessions.first()
    factories.create_one_rep_max(client=cleo, exercise=squat, value="120", measured_on=MONDAY)
    form = {"on_day": "2026-03-07", "entry_key": uuid4()}

    for _ in range(2):
        page = desk.post(address("planned-copy", source), form, follow=True).text

    copy = plan.planned_sessions.get(planned_on=date(2026, 3, 7))
    issued, copied = source.prescriptions.get(), copy.prescriptions.get()
    assert "Day 1 is also on Saturday 7 March." in page
    assert plan.planned_sessions.count() == 5
    assert (copy.week, copy.position, copy.name) == (1, 3, "Day 1")
    assert copied.copied_dose() == issued.copied_dose()
    assert (copied.load_kg, copied.load_status, copied.one_rep_max) == (
        Decimal(60),
        "computed",
        issued.one_rep_max,
    )


@time_machine.travel(NOON, tick=False)
def test_planned_copy_refuses_a_day_that_is_over(desk, plan):
    response = desk.post(
        address("planned-copy", plan.planned_sessions.first()),
        {"on_day": "2026-03-01", "entry_key": uuid4()},
    )

    assert response.status_code == 422
    assert "This day is over." in response.text
    assert plan.planned_sessions.count() == 4


# The dose

REASON = "She knows it from before."
CELLS = {"sets": "3 x 8", "load": "60 %", "tempo": "4-0-1-0", "rest": "90", "load_reason": ""}


def change(browser, assignment, **cells):
    line = assignment.planned_sessions.first().prescriptions.get()
    response = browser.post(address("prescription-change", line), CELLS | cells, follow=True)
    return response, Prescription.objects.get(pk=line.pk)


@time_machine.travel(NOON, tick=False)
def test_prescription_change_writes_the_cells_of_this_session_alone(desk, plan):
    others = list(Prescription.objects.exclude(planned_session=plan.planned_sessions.first()).values())

    response, line = change(
        desk, plan, sets="4 x 6", load="55 %", tempo="5-0-1-0", rest="2:00", load_reason=REASON
    )

    assert "Back squat is changed." in response.text
    assert (line.sets, line.reps, str(line.tempo), line.rest_s) == (4, 6, "5-0-1-0", 120)
    assert (line.load_pct, line.load_value, line.load_unit, line.load_kg) == (55, 55, "kg", 55)
    assert line.load_status == "computed"
    assert list(Prescription.objects.exclude(pk=line.pk).values()) == others


@time_machine.travel(NOON, tick=False)
def test_prescription_change_keeps_the_load_where_its_cell_stays(desk, cleo, squat, plan):
    factories.create_one_rep_max(client=cleo, exercise=squat, value="120", measured_on=MONDAY)

    _, line = change(desk, plan, sets="4 x 6", load_reason=REASON)

    assert (line.sets, line.load_kg) == (4, 60)


@time_machine.travel(NOON, tick=False)
def test_prescription_change_takes_a_weight_as_written(desk, plan):
    _, line = change(desk, plan, load="62.5 kg", load_reason=REASON)

    assert (line.load_pct, line.load_value, line.load_status) == (None, Decimal("62.5"), "given")


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("load,load_kg", [("80 %", 80), ("80 kg", 80)])
def test_prescription_change_above_the_band_needs_a_reason(desk, tess, plan, load, load_kg):
    """80 of 100 kg is above 70 %, written either way."""
    refused, unchanged = change(desk, plan, load=load)
    _, changed = change(desk, plan, load=load, load_reason="She is ready for more.")

    assert refused.status_code == 422
    assert "15 letters or more" in refused.text
    assert f'value="{load}"' in refused.text
    assert unchanged.load_kg == 60
    assert (changed.load_kg, changed.load_reason) == (load_kg, "She is ready for more.")
    above = Override.objects.filter(rule="LS-03")
    assert set(above.values_list("reason", "decided_by")) == {("She is ready for more.", tess.pk)}


@time_machine.travel(NOON, tick=False)
def test_prescription_change_refuses_a_load_whatever_the_reason(desk, plan):
    response, line = change(desk, plan, load="130 kg", load_reason="She is ready for more.")

    assert response.status_code == 422
    assert "130" in words(response.text)
    assert 'aria-invalid="true"' in response.text
    assert line.load_kg == 60


@time_machine.travel(NOON, tick=False)
def test_prescription_change_says_what_it_cannot_read(desk, plan):
    response, line = change(desk, plan, sets="many", tempo="slow")

    assert response.status_code == 422
    assert "“many” is not clear." in response.text
    assert "“slow” is not clear." in response.text
    assert 'value="many"' in response.text
    assert line.sets == 3


# What was started is history


ACTIONS = {
    "planned-move": {"to_on": "2026-03-04"},
    "planned-skip": {"reason": "She is away."},
    "planned-take-up": {},
    "planned-copy": {"on_day": "2026-03-04", "entry_key": "11111111-1111-4111-8111-111111111111"},
}


@pytest.fixture(params=["started", "finished"])
def history(request, plan):
    """The first session, with a set done; finished or not."""
    session_log = factories.start(planned_session=plan.planned_sessions.first(), at=NOON)
    factories.record(session_log=session_log, performed_at=NOON)
    if request.param == "finished":
        session_log.finished_at, session_log.total_sets = NOON, 1
        session_log.save()
    return session_log.planned_session


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("name", ACTIONS)
def test_what_was_started_is_refused_and_stays_as_it_is(desk, history, name):
    before = all_rows()

    response = desk.post(address(name, history), ACTIONS[name], follow=True)

    assert "Day 1 was started. What was trained stays as it is." in response.text
    assert all_rows() == before


@time_machine.travel(NOON, tick=False)
def test_the_dose_of_what_was_started_stays_as_it_is(desk, history):
    before = all_rows()

    response = desk.post(
        address("prescription-change", history.prescriptions.get()), CELLS | {"sets": "5 x 5"}, follow=True
    )

    assert "Day 1 was started." in response.text
    assert all_rows() == before


def test_a_session_started_in_between_is_refused(plan, tess):
    """The page was opened before the client tapped Start."""
    stale = PlannedSession.objects.select_related("assignment", "session_log").first()
    factories.start(planned_session=PlannedSession.objects.get(pk=stale.pk))
    before = all_rows()

    with pytest.raises(ChangeRefused):
        move_session(planned_session=stale, to_on=THURSDAY)
    with pytest.raises(ChangeRefused):
        skip_session(planned_session=stale, reason="Away.", at=NOON, by=tess)
    with pytest.raises(ChangeRefused):
        add_copy(planned_session=stale, on_day=THURSDAY, entry_key=uuid4())

    assert all_rows() == before


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("status,why", [("paused", "Resume the plan first."), ("ended", "has ended.")])
def test_sessions_of_a_plan_that_does_not_run_are_refused(desk, plan, name, status, why):
    bring_to(plan, status)
    before = all_rows()

    response = desk.post(address(name, plan.planned_sessions.first()), ACTIONS[name], follow=True)

    assert why in response.text
    assert all_rows() == before


@pytest.mark.parametrize("name", [*ACTIONS, "prescription-change", "assignment-pause", "assignment-resume"])
def test_strangers_find_nothing(browser, uma, plan, name):
    first = plan.planned_sessions.first()
    row = {"prescription": first.prescriptions.get(), "assignment": plan}.get(name.split("-")[0], first)
    before = all_rows()
    browser.force_login(uma)

    response = browser.post(address(name, row), ACTIONS.get(name, CELLS))

    assert response.status_code == 404
    assert all_rows() == before


# The pages


@time_machine.travel(NOON, tick=False)
def test_client_page_offers_changes_of_what_was_not_started(desk, cleo, plan):
    started, coming, *_ = plan.planned_sessions.all()
    factories.start(planned_session=started)

    page = desk.get(reverse("client-page", args=[cleo.code])).text

    assert address("planned-move", coming) in page
    assert address("planned-move", started) not in page
    assert address("assignment-pause", plan) in page


@pytest.mark.parametrize("lines", [1, 3])
def test_planned_change_asks_the_same_number_of_queries(desk, tess, cleo, lines, django_assert_num_queries):
    program = factories.create_program(owner=tess, lines=lines)
    planned_session = factories.assign(program=program, client=cleo, by_effort=True).planned_sessions.first()

    with django_assert_num_queries(4):
        response = desk.get(address("planned-change", planned_session))

    assert response.text.count('name="tempo"') == lines


@pytest.mark.parametrize("weeks", [1, 3])
def test_assignment_resume_asks_the_same_number_of_queries(
    desk, tess, cleo, weeks, django_assert_num_queries
):
    program = factories.create_program(owner=tess, weeks=weeks)
    assignment = factories.assign(program=program, client=cleo, by_effort=True)
    assignment.pause(at=timezone.now())

    with django_assert_num_queries(4):
        response = desk.get(address("assignment-resume", assignment))

    assert response.text.count("week ") == weeks


@time_machine.travel(NOON, tick=False)
def test_prescription_change_takes_what_is_lifted_and_the_help(desk, plan):
    Prescription.objects.update(method="partner_assisted")

    _, line = change(desk, plan, lift="40 %", assist="10 kg", load_reason=REASON)

    assert (line.lift_pct, line.assist_value, line.assist_unit, line.load_kg) == (40, 10, "kg", 60)


@time_machine.travel(NOON, tick=False)
def test_prescription_change_to_a_weight_asks_for_the_lift_as_one(desk, plan):
    Prescription.objects.update(method="ael", lift_pct=40)

    refused, unchanged = change(desk, plan, load="60 kg", lift="40 %", load_reason=REASON)
    _, changed = change(desk, plan, load="60 kg", lift="40 kg", load_reason=REASON)

    assert refused.status_code == 422
    assert "The load is a weight: write what is lifted as a weight, too." in refused.text
    assert (unchanged.load_pct, unchanged.lift_pct) == (60, 40)
    assert (changed.load_pct, changed.load_kg, changed.lift_pct, changed.lift_value) == (None, 60, None, 40)


@time_machine.travel(NOON, tick=False)
def test_planned_change_offers_what_the_method_needs(desk, plan):
    page = desk.get(address("planned-change", plan.planned_sessions.first())).text

    assert ('name="assist"' in page, 'name="lift"' in page) == (True, False)
