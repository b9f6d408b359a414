"""What each page asks the database: the same literal number with one row and with three of all that grows."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.models import Coaching
from tests import factories
from workouts.models import OneRepMax, PlannedSession, Prescription, Program, SessionLog, SetLog
from workouts.recording import finish_session, skip_exercise
from workouts.revising import Performed, revise_session, revise_set
from workouts.voiding import bring_back_session, void_session

HTMX = {"HX-Request": "true"}
RECORDING_BUDGET = 8
# The exercises to choose from ask every safety rule about each of them.
CHOOSING_BUDGET = 24
TODAY_BUDGET = 10
# Twelve for an edit in the builder, whatever the size of the program: its sums and the client's loads come along.
# Beside them two for who is signed in, and the two ends of a savepoint.
EDIT_BUDGET = 12 + 2 + 2

one_or_three = pytest.mark.parametrize("rows", [1, 3], ids=["one", "three"])


def create_history(*, trainer, client, rows):
    """`rows` of everything for `client`: programs and plans, each with done, open and coming sessions.

    Every session has `rows` exercises with `rows` sets, and one exercise more that was left out.
    """
    for _ in range(rows):
        exercises = [
            factories.create_exercise(name=f"Lift {place}", facets=[("muscle", "calves")])
            for place in range(rows + 1)
        ]
        for exercise in exercises:
            factories.create_one_rep_max(client=client, exercise=exercise, value="90")
            factories.create_one_rep_max(client=client, exercise=exercise, value="100")
        program = factories.create_program(
            owner=trainer,
            weeks=rows,
            sessions=rows + 2,
            lines=rows + 1,
            exercises=exercises,
            sets=rows + 1,
            note="Chest up.",
        )
        assignment = factories.assign(program=program, client=client)
        *done, open_session, _coming = assignment.planned_sessions.filter(week=1)
        for planned_session in done:
            session_log = train(planned_session, sets=rows)
            finish_session(session_log=session_log, at=timezone.now(), effort=6, note="Went well.")
        train(open_session, sets=rows)


def train(planned_session, *, sets):
    """Start a session, do `sets` sets of each exercise, undo one more, and leave the last exercise out."""
    session_log = factories.start(planned_session=planned_session)
    *trained, left_out = planned_session.prescriptions.all()
    for prescription in trained:
        for number in range(1, sets + 1):
            factories.record(session_log=session_log, prescription=prescription, number=number)
        undone = factories.record(session_log=session_log, prescription=prescription, number=sets + 1)
        undone.voided_at, undone.voided_by = timezone.now(), session_log.client
        undone.save()
    skip_exercise(
        session_log=session_log,
        prescription=left_out,
        reason="time",
        entry_key=uuid4(),
        at=timezone.now(),
        logged_by=session_log.client,
    )
    return session_log


@pytest.fixture
def grown(tess, cleo, rows):
    """tess with `rows` clients, of whom cleo has a history of `rows`, and cleo with `rows` trainers."""
    create_history(trainer=tess, client=cleo, rows=rows)
    for number in range(1, rows):
        other = factories.create_user(full_name=f"Client {number}")
        factories.create_coaching(trainer=tess, client=other)
        create_history(trainer=tess, client=other, rows=1)
    for _ in range(rows - 1):
        factories.create_coaching(trainer=factories.create_trainer(), client=cleo)
    own = SessionLog.objects.for_client(cleo)
    return SimpleNamespace(
        tess=tess,
        cleo=cleo,
        program=Program.objects.for_trainer(tess).first(),
        exercise=OneRepMax.objects.for_client(cleo).first().exercise,
        finished=own.exclude(finished_at=None).first(),
        open=own.filter(finished_at=None).first(),
        coming=PlannedSession.objects.for_client(cleo).filter(session_log=None).first(),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_three_rows_are_more_than_one_of_everything(grown, rows):
    """The other tests compare numbers; this one sees to it that there is something to compare."""
    planned = PlannedSession.objects.get(pk=grown.finished.planned_session_id)

    assert Coaching.objects.for_trainer(grown.tess).count() == rows
    assert Coaching.objects.for_client(grown.cleo).count() == rows
    assert Program.objects.for_trainer(grown.tess).count() == 2 * rows - 1
    assert grown.cleo.assignments.count() == rows
    assert OneRepMax.objects.for_client(grown.cleo).count() == 2 * rows * (rows + 1)
    assert SessionLog.objects.for_client(grown.cleo).exclude(finished_at=None).count() == rows * rows
    assert SetLog.objects.filter(session_log=grown.finished).counted().count() == rows * rows
    assert SetLog.objects.filter(session_log=grown.finished).exclude(voided_at=None).count() == rows
    assert (planned.prescriptions.count(), planned.session_log.skips.count()) == (rows + 1, 1)


@one_or_three
def test_caseload(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(7):
        response = browser.get(reverse("caseload"))

    assert "Cleo Brandt" in response.text


@one_or_three
def test_client_page(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(31):
        response = browser.get(reverse("client-page", args=[grown.cleo.code]))

    assert "Lift 0" in response.text


@one_or_three
def test_programs(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(3):
        response = browser.get(reverse("workouts:programs"))

    assert "Slow squats" in response.text


@one_or_three
def test_program(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(15):
        response = browser.get(reverse("workouts:program", args=[grown.program.code]))

    assert "Chest up." in response.text


@one_or_three
def test_line(grown, browser, rows, django_assert_num_queries):
    browser.force_login(grown.tess)
    line = grown.program.sessions.first().lines.first()
    cells = {"sets": "4 x 6", "load": "65 %", "tempo": "5-0-1-0", "rest": "120", "side": "both"}

    with django_assert_num_queries(9):
        response = browser.post(reverse("workouts:line", args=[line.code]), cells, headers=HTMX)

    assert 'value="4 × 6"' in response.text


@one_or_three
@pytest.mark.parametrize("act", ["line-move", "line-duplicate", "line-add"])
def test_an_edit_with_a_client_chosen_stays_in_its_budget(grown, browser, act, django_assert_max_num_queries):
    browser.force_login(grown.tess)
    session = grown.program.sessions.first()
    line = session.lines.first()
    row = session if act == "line-add" else line
    path = f"{reverse(f'workouts:{act}', args=[row.code])}?client={grown.cleo.code}"
    sent = {"way": "down", "exercise": f"{line.exercise.slug} 4x6 @65%"}

    with django_assert_max_num_queries(EDIT_BUDGET):
        response = browser.post(path, sent, headers=HTMX)

    assert "For Cleo" in response.text


@one_or_three
def test_program_differences(grown, browser, django_assert_num_queries):
    grown.program.sessions.last().lines.update(rest_s=180)
    browser.force_login(grown.tess)

    with django_assert_num_queries(8):
        response = browser.get(reverse("workouts:program-differences", args=[grown.program.code]))

    assert "Take it over for" in response.text


@one_or_three
def test_program_assign(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)
    chosen = {
        "clients": grown.cleo.code,
        "starts_on": grown.cleo.today().isoformat(),
        "weekdays": range(7),
        "entry_key": uuid4(),
    }

    with django_assert_num_queries(22):
        response = browser.get(reverse("workouts:program-assign", args=[grown.program.code]), chosen)

    assert "This is what will be written" in response.text


@one_or_three
def test_library(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(4):
        response = browser.get(reverse("workouts:library"))

    assert "Lift 0" in response.text


@one_or_three
def test_exercise(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(6):
        response = browser.get(reverse("workouts:exercise", args=[grown.exercise.slug]))

    assert "calves" in response.text


@one_or_three
def test_client_health(grown, browser, rows, django_assert_num_queries):
    for number in range(rows):
        factories.make_health_screening(client=grown.cleo, cautions=["falls"])
        factories.make_flag(client=grown.cleo, by=grown.tess, note=f"Flag {number}")
    browser.force_login(grown.tess)

    with django_assert_num_queries(6):
        response = browser.get(reverse("workouts:client-health", args=[grown.cleo.code]))

    assert response.text.count("a fall in the last year") == rows
    assert "Flag 0" in response.text


@one_or_three
def test_client_records(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(8):
        response = browser.get(reverse("workouts:client-records", args=[grown.cleo.code]))

    assert "<h2" in response.text
    assert "Earlier" in response.text


@one_or_three
def test_client_equipment(grown, browser, rows, django_assert_num_queries):
    for number in range(rows):
        factories.create_equipment(client=grown.cleo, dumbbells=str(number + 2))
    browser.force_login(grown.tess)

    with django_assert_num_queries(4):
        response = browser.get(reverse("workouts:client-equipment", args=[grown.cleo.code]))

    assert "20–97.5 kg" in response.text


@one_or_three
def test_equipment(grown, browser, rows, django_assert_num_queries):
    for number in range(rows):
        factories.create_equipment(client=grown.cleo, dumbbells=str(number + 2))
    browser.force_login(grown.cleo)

    with django_assert_num_queries(3):
        response = browser.get(reverse("workouts:equipment"))

    assert "20–97.5 kg" in response.text


@one_or_three
def test_session_review(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(11):
        response = browser.get(reverse("workouts:session-review", args=[grown.finished.code]))

    assert "earlier value" in response.text
    assert "left out" in response.text


@one_or_three
def test_today(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(9):
        response = browser.get(reverse("today"))

    assert "Lift 0" in response.text


@one_or_three
def test_today_with_questions(grown, browser, django_assert_num_queries):
    with time_machine.travel(grown.finished.finished_at + timedelta(hours=24), tick=False):
        browser.force_login(grown.cleo)
        with django_assert_num_queries(11):
            response = browser.get(reverse("today"))

    assert "How sore is this area" in response.text


@one_or_three
def test_check_in(grown, browser, django_assert_num_queries):
    with time_machine.travel(grown.finished.finished_at + timedelta(hours=24), tick=False):
        browser.force_login(grown.cleo)
        with django_assert_num_queries(7):
            response = browser.get(reverse("workouts:check-in", args=[grown.finished.code, 24]))

    assert "How sore is this area" in response.text


@one_or_three
def test_pain_check(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(7):
        response = browser.get(reverse("workouts:pain-check", args=[grown.finished.code, "after"]))

    assert "How much pain" in response.text


@one_or_three
def test_plan(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(6):
        response = browser.get(reverse("workouts:plan"))

    assert "s of lowering" in response.text


@one_or_three
def test_progress(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(11):
        response = browser.get(reverse("workouts:progress"))

    assert "Lowering each week" in response.text


@one_or_three
def test_client_progress(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(12):
        response = browser.get(reverse("workouts:client-progress", args=[grown.cleo.code]))

    assert "Cleo lowered" in response.text


def revise(session_log, rows, *, by):
    """`rows` sets changed by `by`, `rows` times another effort, and as many answers and notes as fit."""
    for number in range(1, rows + 1):
        set_log = session_log.set_logs.standing().order_by("prescription__position", "number")[number - 1]
        performed = Performed(load=set_log.load, reps=number)
        session_log = revise_session(
            session_log=session_log,
            started_at=session_log.started_at,
            effort=number,
            note="",
            entry_key=uuid4(),
            at=timezone.now(),
            by=by,
        )
        revise_set(
            session_log=session_log,
            set_log=set_log,
            performed=performed,
            entry_key=uuid4(),
            at=timezone.now(),
            by=by,
        )
        session_log = void_session(session_log=session_log, at=timezone.now(), by=by)
        session_log = bring_back_session(session_log=session_log, at=timezone.now(), by=by)


@one_or_three
def test_history(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(5):
        response = browser.get(reverse("workouts:history"))

    assert "s of lowering" in response.text


@one_or_three
def test_history_voided(grown, browser, django_assert_num_queries):
    for session_log in SessionLog.objects.for_client(grown.cleo):
        void_session(session_log=session_log, at=timezone.now(), by=grown.tess)
    browser.force_login(grown.cleo)

    with django_assert_num_queries(4):
        response = browser.get(reverse("workouts:history-voided"))

    assert "taken out by Tess Moreau" in response.text


@one_or_three
def test_history_session(grown, browser, rows, django_assert_num_queries):
    revise(grown.finished, rows, by=grown.tess)
    browser.force_login(grown.cleo)

    with django_assert_num_queries(10):
        response = browser.get(reverse("workouts:history-session", args=[grown.finished.code]))

    assert response.text.count("taken out by Tess Moreau") == rows


@one_or_three
def test_history_new(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(10):
        response = browser.get(reverse("workouts:history-new"), {"from": grown.finished.code})

    assert "Lift 0" in response.text


@one_or_three
def test_client_sessions(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(6):
        response = browser.get(reverse("workouts:client-sessions", args=[grown.cleo.code]))

    assert "Slow squats" in response.text


@one_or_three
def test_planned_session(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(23):
        response = browser.get(reverse("workouts:planned-session", args=[grown.coming.code]))

    assert "Lift 0" in response.text


@one_or_three
def test_week_sheet(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(5):
        response = browser.get(reverse("workouts:week-sheet", args=[grown.coming.assignment.code, 1]))

    assert "Lift 0" in response.text


@one_or_three
def test_session_paper(grown, browser, django_assert_num_queries):
    browser.force_login(grown.tess)

    with django_assert_num_queries(4):
        response = browser.get(reverse("workouts:session-paper", args=[grown.coming.code]))

    assert "Lift 0" in response.text


@one_or_three
def test_session(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(7):
        response = browser.get(reverse("workouts:session", args=[grown.open.code]))

    assert "Left out: no time" in response.text


@one_or_three
def test_exercise_swap(grown, browser, rows, django_assert_max_num_queries):
    for number in range(rows):
        factories.create_exercise(name=f"Other {number}", load_type="bw", facets=[("muscle", "calves")])
    browser.force_login(grown.cleo)
    prescription = grown.open.planned_session.prescriptions.first()

    with django_assert_max_num_queries(CHOOSING_BUDGET):
        response = browser.get(
            reverse("workouts:exercise-swap", args=[grown.open.code, prescription.code]), {"keep": ""}
        )

    assert "Instead of Lift 0" in response.text


@one_or_three
def test_exercise_add(grown, browser, django_assert_max_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_max_num_queries(CHOOSING_BUDGET):
        response = browser.get(reverse("workouts:exercise-add", args=[grown.open.code]), {"keep": ""})

    assert "Add an exercise" in response.text


@one_or_three
def test_session_finish(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(12):
        response = browser.get(reverse("workouts:session-finish", args=[grown.finished.code]))

    assert "Well braked, Cleo" in response.text


@one_or_three
def test_me(grown, browser, django_assert_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_num_queries(3):
        response = browser.get(reverse("accounts:me"))

    assert "Tess Moreau" in response.text


@one_or_three
def test_today_stays_in_its_budget(grown, browser, django_assert_max_num_queries):
    browser.force_login(grown.cleo)

    with django_assert_max_num_queries(TODAY_BUDGET):
        response = browser.get(reverse("today"))

    assert "Lift 0" in response.text


def next_set(rows):
    """The form of the set after the last one of `create_history`."""
    return {"number": rows + 1, "side": "both", "load": "60", "unit": "kg", "reps": 8, "entry_key": uuid4()}


@one_or_three
def test_recording_a_set_stays_in_its_budget(grown, browser, rows, django_assert_max_num_queries):
    prescription = grown.open.planned_session.prescriptions.first()
    path = reverse("workouts:set-record", args=[grown.open.code, prescription.code])
    browser.force_login(grown.cleo)

    with django_assert_max_num_queries(RECORDING_BUDGET):
        response = browser.post(path, next_set(rows), headers=HTMX)

    assert grown.open.set_logs.counted().filter(prescription=prescription).count() == rows + 1
    assert response.headers["HX-Trigger"] == '{"setRecorded": {"isFinished": true}}'


@one_or_three
def test_recording_a_set_with_another_to_come_stays_in_its_budget(
    grown, browser, rows, django_assert_max_num_queries
):
    prescription = grown.open.planned_session.prescriptions.first()
    Prescription.objects.filter(pk=prescription.pk).update(sets=rows + 2)
    path = reverse("workouts:set-record", args=[grown.open.code, prescription.code])
    browser.force_login(grown.cleo)

    with django_assert_max_num_queries(RECORDING_BUDGET):
        response = browser.post(path, next_set(rows), headers=HTMX)

    assert response.headers["HX-Trigger"] == '{"setRecorded": {"isFinished": false}}'


@one_or_three
def test_recording_a_late_set_also_renews_the_totals(grown, browser, rows, django_assert_num_queries):
    prescription = grown.finished.planned_session.prescriptions.first()
    path = reverse("workouts:set-record", args=[grown.finished.code, prescription.code])
    browser.force_login(grown.cleo)

    with django_assert_num_queries(RECORDING_BUDGET + 2):
        browser.post(path, next_set(rows), headers=HTMX)

    grown.finished.refresh_from_db()
    assert grown.finished.total_sets == rows * rows + 1
