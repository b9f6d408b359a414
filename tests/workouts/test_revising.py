"""Putting right what was recorded: sets, a session's day, effort and note; and taking a whole session out."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
import time_machine

from ecctrain.accounts.models import Coaching
from tests import factories
from workouts.backdating import DoneExercise, log_unplanned
from workouts.background import read_background
from workouts.checkins import read_asked
from workouts.choices import ExerciseSide, LoadType
from workouts.loads import Load
from workouts.models import Assignment, PlannedSession, SessionLog
from workouts.overview import read_overview
from workouts.recording import finish_session, skip_exercise, start_session
from workouts.revising import (
    Performed,
    RevisionRefused,
    add_set,
    bring_set_back,
    revise_session,
    revise_set,
    take_set_away,
)
from workouts.roster import read_roster
from workouts.sheet import read_last_time, read_sheet
from workouts.today import read_today
from workouts.voiding import bring_back_session, void_session

# Tuesday, 3 March 2026, 18:00 in Berlin.
BEGAN = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
LATER = BEGAN + timedelta(days=2)
KEY = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture(autouse=True)
def clock():
    """Two days after the session."""
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def squat(db):
    return factories.create_exercise(name="Back squat", facets=[("muscle", "quads")])


@pytest.fixture
def session_log(tess, cleo, squat):
    """Two of three sets of 8 with 40 kg, lowered in 4 s; finished 45 minutes after it began."""
    program = factories.create_program(
        owner=tess, exercises=[squat], load_pct=None, load_value=Decimal(40), load_unit="kg"
    )
    assignment = factories.assign(program=program, client=cleo, starts_on=date(2026, 3, 3))
    log = factories.start(planned_session=assignment.planned_sessions.get(), at=BEGAN)
    for number in (1, 2):
        factories.record(session_log=log, number=number, performed_at=BEGAN + timedelta(minutes=10 * number))
    return finish_session(session_log=log, at=BEGAN + timedelta(minutes=45), effort=6, note="Fine.")


def change(session_log, set_log, *, kg="42.5", reps=7, key=None, by=None):
    return revise_set(
        session_log=session_log,
        set_log=set_log,
        performed=Performed(load=Load(Decimal(kg), "kg"), reps=reps),
        entry_key=key or uuid4(),
        at=LATER,
        by=by or session_log.client,
    )


def redo(session_log, *, started_at=BEGAN, effort=6, note="Fine.", key=None, by=None):
    return revise_session(
        session_log=session_log,
        started_at=started_at,
        effort=effort,
        note=note,
        entry_key=key or uuid4(),
        at=LATER,
        by=by or session_log.client,
    )


def void(session_log, by=None):
    return void_session(session_log=session_log, at=LATER, by=by or session_log.client)


def first_set(session_log):
    return session_log.set_logs.order_by("performed_at").first()


# Sets


def test_a_changed_set_replaces_the_earlier_one_which_stays(session_log):
    before = first_set(session_log)

    after = change(session_log, before)

    before.refresh_from_db()
    assert (before.load_value, before.reps, before.voided_at) == (40, 8, LATER)
    assert (after.load_value, after.load_kg, after.reps, after.replaces) == (
        Decimal("42.5"),
        Decimal("42.5"),
        7,
        before,
    )
    assert (after.performed_at, after.recorded_at) == (before.performed_at, LATER)
    assert (after.prescribed_load_value, after.prescribed_reps, after.tempo_down_s) == (40, 8, 4)


def test_the_totals_follow_a_changed_set(session_log):
    change(session_log, first_set(session_log))

    session_log.refresh_from_db()
    # 42.5 x 7 + 40 x 8; (7 + 8) x 4 s.
    assert session_log.total_tonnage_kg == Decimal("617.50")
    assert (session_log.total_sets, session_log.total_reps, session_log.total_lowering_s) == (2, 15, 60)


def test_a_trainer_changes_a_set_under_their_own_name(session_log, tess, cleo):
    after = change(session_log, first_set(session_log), by=tess)

    assert (after.logged_by, after.replaces.logged_by, after.replaces.voided_by) == (tess, cleo, tess)


def test_one_form_changes_a_set_once(session_log):
    before = first_set(session_log)
    once = change(session_log, before, key=KEY)

    assert change(session_log, before, key=KEY) == once
    assert session_log.set_logs.count() == 3


def test_the_same_values_write_nothing(session_log):
    before = first_set(session_log)

    assert change(session_log, before, kg="40.0", reps=8) == before
    assert session_log.set_logs.count() == 2


def test_a_set_that_was_changed_meanwhile_is_not_changed_from_its_earlier_value(session_log):
    before = first_set(session_log)
    change(session_log, before)

    with pytest.raises(RevisionRefused):
        change(session_log, before, reps=5)

    assert session_log.set_logs.standing().count() == 2


def test_a_set_taken_away_counts_no_more_and_comes_back_as_it_was(session_log, cleo):
    gone = first_set(session_log)
    take_set_away(session_log=session_log, entry_key=gone.entry_key, at=LATER, by=cleo)
    session_log.refresh_from_db()
    assert session_log.total_sets == 1

    back = bring_set_back(session_log=session_log, set_log=gone, at=LATER, by=cleo)
    again = bring_set_back(session_log=session_log, set_log=gone, at=LATER, by=cleo)

    session_log.refresh_from_db()
    assert again == back
    assert (back.load_value, back.reps, back.performed_at) == (40, 8, gone.performed_at)
    assert (session_log.total_sets, back.replaces) == (2, gone)


def test_a_set_does_not_come_back_into_a_taken_place(session_log, cleo):
    gone = first_set(session_log)
    take_set_away(session_log=session_log, entry_key=gone.entry_key, at=LATER, by=cleo)
    add_forgotten(session_log, number=1)

    with pytest.raises(RevisionRefused):
        bring_set_back(session_log=session_log, set_log=gone, at=LATER, by=cleo)


def add_forgotten(session_log, *, number, key=None):
    return add_set(
        session_log=session_log,
        prescription=session_log.planned_session.prescriptions.get(),
        number=number,
        side="both",
        performed=Performed(load=Load(Decimal(40), "kg"), reps=6),
        entry_key=key or uuid4(),
        at=LATER,
        by=session_log.client,
    )


def test_a_forgotten_set_is_added_at_the_time_of_the_last_one(session_log):
    row = add_forgotten(session_log, number=3, key=KEY)

    session_log.refresh_from_db()
    assert add_forgotten(session_log, number=3, key=KEY) == row
    assert row.performed_at == BEGAN + timedelta(minutes=20)
    assert (session_log.total_sets, session_log.total_reps) == (3, 22)


def test_a_forgotten_set_takes_nobody_s_place(session_log):
    with pytest.raises(RevisionRefused):
        add_forgotten(session_log, number=1)

    assert session_log.set_logs.count() == 2


# The session


def test_a_session_moves_to_another_day_with_all_its_sets(session_log):
    redo(session_log, started_at=BEGAN - timedelta(days=1))

    session_log.refresh_from_db()
    assert session_log.trained_on == date(2026, 3, 2)
    assert session_log.finished_at == BEGAN - timedelta(days=1) + timedelta(minutes=45)
    assert [row.performed_at for row in session_log.set_logs.order_by("number")] == [
        BEGAN - timedelta(days=1) + timedelta(minutes=10),
        BEGAN - timedelta(days=1) + timedelta(minutes=20),
    ]


def test_what_a_session_said_before_is_kept_with_who_and_when(session_log, tess):
    redo(session_log, started_at=BEGAN - timedelta(days=1), effort=8, by=tess)

    revision = session_log.revisions.get()
    assert (revision.changed_by, revision.changed_at) == (tess, LATER)
    kept = {name: revision.before[name] for name in ("trained_on", "effort")}
    assert kept == {"trained_on": "2026-03-03", "effort": 6}
    assert datetime.fromisoformat(revision.before["started_at"]) == BEGAN
    assert "note" not in revision.before


def test_the_day_is_that_of_the_client_s_zone(session_log):
    # 23:30 UTC on the 1st is half past midnight on the 2nd in Berlin.
    redo(session_log, started_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))

    session_log.refresh_from_db()
    assert session_log.trained_on == date(2026, 3, 2)


def test_the_same_values_of_a_session_keep_no_revision(session_log):
    redo(session_log)

    assert not session_log.revisions.exists()


def test_a_form_sent_again_after_a_later_change_does_not_undo_it(session_log):
    redo(session_log, effort=7, key=KEY)
    redo(session_log, effort=8)
    redo(session_log, effort=7, key=KEY)

    session_log.refresh_from_db()
    assert session_log.effort == 8


# Voiding


def test_a_voided_session_keeps_its_sets_and_says_who_took_it_out(session_log, tess):
    void(session_log, by=tess)
    void(session_log)

    session_log.refresh_from_db()
    assert (session_log.voided_at, session_log.voided_by) == (LATER, tess)
    assert session_log.set_logs.standing().count() == 2
    assert session_log.set_logs.counted().count() == 0


def test_a_voided_session_is_not_in_the_roster_and_its_day_is_not_done(session_log, tess):
    void(session_log)

    (line,) = read_roster(Coaching.objects.for_trainer(tess).select_related("client"), LATER)

    assert (line.last, line.done, line.due) == (None, 0, 1)


def test_a_voided_session_is_not_on_the_client_s_page(session_log, cleo):
    void(session_log)

    found = read_overview(cleo, cleo.today())

    assert (found.trained, found.earlier) == ([], [])


def test_a_voided_session_is_not_in_the_background(session_log, squat, cleo):
    assert read_background(cleo, LATER).last_loads_kg == {squat.pk: 40}

    void(session_log)

    found = read_background(cleo, LATER)
    assert (found.last_loads_kg, found.trained_on, found.muscle_reps) == ({}, {}, {})


def test_a_voided_session_is_not_last_time(session_log, cleo):
    sheet = read_sheet(session_log.planned_session_id)
    read_last_time(sheet, cleo, SessionLog())
    assert len(sheet.parts[0].last_time) == 2

    void(session_log)

    read_last_time(sheet, cleo, SessionLog())
    assert sheet.parts[0].last_time == []


def test_nothing_is_asked_about_a_voided_session(session_log, cleo):
    assert [one.hours for one in read_asked(cleo, LATER).due] == [48]

    void(session_log)

    assert read_asked(cleo, LATER).due == []


def test_the_planned_session_of_a_voided_one_comes_up_again(session_log, cleo):
    planned_session = session_log.planned_session
    assert read_today(cleo, cleo.today()).planned_session is None

    void(session_log)

    today = read_today(cleo, cleo.today())
    assert (today.planned_session, today.session_log) == (planned_session, None)
    assert [row.pk for row in PlannedSession.objects.for_client(cleo).to_do()] == [planned_session.pk]


def test_a_session_brought_back_counts_as_before_and_says_that_it_was_out(session_log, tess, cleo):
    void(session_log, by=tess)

    back = bring_back_session(session_log=session_log, at=LATER, by=cleo)
    bring_back_session(session_log=session_log, at=LATER, by=cleo)

    assert (back.voided_at, back.voided_by, back.total_sets) == (None, None, 2)
    revision = session_log.revisions.get()
    assert (revision.changed_by, revision.before["voided_by"]) == (cleo, str(tess.code))


def test_a_voided_session_begun_again_is_the_same_log_opened_empty(session_log, cleo):
    skip_exercise(
        session_log=session_log,
        prescription=session_log.planned_session.prescriptions.get(),
        reason="time",
        entry_key=KEY,
        at=BEGAN,
        logged_by=cleo,
    )
    void(session_log)
    now = LATER + timedelta(hours=1)

    again = start_session(planned_session=session_log.planned_session, at=now, logged_by=cleo)

    assert (again.pk, again.code) == (session_log.pk, session_log.code)
    assert (again.started_at, again.trained_on, again.finished_at) == (now, date(2026, 3, 5), None)
    assert (again.effort, again.note, again.total_sets) == (None, "", None)
    assert not again.set_logs.standing().exists()
    assert not again.skips.filter(voided_at=None).exists()
    before = again.revisions.get().before
    assert (before["trained_on"], before["effort"], before["note"]) == ("2026-03-03", 6, "Fine.")


def test_a_set_tapped_before_the_session_was_voided_does_not_begin_it_again(session_log, cleo):
    void(session_log)

    found = start_session(planned_session=session_log.planned_session, at=BEGAN, logged_by=cleo)
    factories.record(session_log=found, number=3, performed_at=BEGAN)

    found.refresh_from_db()
    assert found.voided_at == LATER
    assert found.set_logs.standing().count() == 3


def test_a_set_of_a_voided_session_still_gives_way_to_a_later_one(session_log):
    void(session_log)

    late = factories.record(session_log=session_log, number=1, reps=5, performed_at=LATER)

    assert late.voided_at is None
    assert late.replaces.reps == 8


# What nobody had planned


@pytest.fixture
def unplanned(cleo, squat):
    return log(cleo, squat)


def log(client, exercise, *, key=KEY, started_at=BEGAN, sets=2, **values):
    performed = Performed(**({"load": Load(Decimal(30), "kg"), "reps": 10} | values))
    return log_unplanned(
        client=client,
        name="Hotel gym",
        done=[DoneExercise(exercise, sets, performed)],
        started_at=started_at,
        effort=5,
        note="",
        entry_key=key,
        at=LATER,
        by=client,
    )


def test_an_unplanned_session_is_a_session_like_any_other(unplanned, cleo, squat):
    assert (unplanned.name, unplanned.trained_on, unplanned.effort) == ("Hotel gym", date(2026, 3, 3), 5)
    # 2 x 10 with 30 kg, lowered in the exercise's 4 s.
    assert (unplanned.total_sets, unplanned.total_reps, unplanned.total_lowering_s) == (2, 20, 80)
    assert unplanned.total_tonnage_kg == 600
    own = unplanned.planned_session.assignment
    assert (own.program, own.assigned_by, own.client) == (None, cleo, cleo)
    assert unplanned.planned_session.prescriptions.get().origin == "added"


def test_an_unplanned_session_is_written_once(unplanned, cleo, squat):
    assert log(cleo, squat) == unplanned
    assert (Assignment.objects.count(), PlannedSession.objects.count()) == (1, 1)


def test_a_second_unplanned_session_goes_into_the_same_assignment(unplanned, cleo, squat):
    other = log(cleo, squat, key=uuid4(), started_at=BEGAN - timedelta(days=20))

    assert other.planned_session.assignment == unplanned.planned_session.assignment
    assert other.planned_session.planned_on == date(2026, 2, 11)


def test_the_background_sees_an_unplanned_session(unplanned, cleo, squat):
    found = read_background(cleo, LATER)

    assert found.last_loads_kg == {squat.pk: 30}
    assert found.muscle_reps == {"quads": {date(2026, 3, 3): 20}}


def test_an_unplanned_session_is_last_in_the_roster_and_not_in_adherence(unplanned, tess):
    (line,) = read_roster(Coaching.objects.for_trainer(tess).select_related("client"), LATER)

    assert (line.last, line.due, line.done) == (unplanned, 0, 0)


def test_own_sessions_are_no_plan_of_the_client_s(unplanned, cleo):
    assert read_overview(cleo, date(2026, 3, 3)).assignments == []


def test_a_voided_unplanned_session_does_not_come_up_to_be_done(unplanned, cleo):
    void(unplanned)

    assert read_today(cleo, cleo.today()).planned_session is None
    assert not PlannedSession.objects.for_client(cleo).to_do().exists()
    assert not PlannedSession.objects.for_client(cleo).startable().exists()


def test_a_one_sided_exercise_was_done_on_each_side(cleo):
    step = factories.create_exercise(load_type=LoadType.BODY_WEIGHT, side=ExerciseSide.UNILATERAL)

    session_log = log(cleo, step, load=None, reps=6)

    assert sorted(session_log.set_logs.values_list("number", "side")) == [
        (1, "left"),
        (1, "right"),
        (2, "left"),
        (2, "right"),
    ]


def test_what_was_answered_before_a_session_was_begun_again_is_asked_anew(session_log, cleo):
    factories.make_soreness_report(session_log=session_log, hours=48, nrs=7, answered_at=LATER)
    void(session_log)
    began = LATER + timedelta(hours=1)
    again = start_session(planned_session=session_log.planned_session, at=began, logged_by=cleo)
    factories.record(session_log=again, performed_at=began)
    finish_session(session_log=again, at=began, effort=None, note="")

    asked = read_asked(cleo, began + timedelta(hours=48))

    assert [one.hours for one in asked.due] == [48]


def test_soreness_answered_for_a_voided_session_goes_on_to_hold(session_log, cleo):
    factories.make_soreness_report(session_log=session_log, hours=48, nrs=7, answered_at=LATER)
    void(session_log)

    assert [one.nrs for one in read_background(cleo, LATER).soreness] == [7]
