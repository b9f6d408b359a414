"""Log sheets on paper: what they say, where their code leads, and a session that is typed in from one."""

import re
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import qrcode
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests import factories
from workouts.models import (
    ExerciseNote,
    ExerciseSkip,
    PainReport,
    PlannedSession,
    SessionLog,
    SetFinding,
    SetLog,
)
from workouts.paper import draw_qr, read_papers, tempo_words, week_of
from workouts.recording import finish_session
from workouts.tempo import parse_tempo

NOON = "2026-03-10T12:00:00+00:00"


@pytest.fixture
def squat(db):
    return factories.create_exercise(slug="back-squat", name="Squat", cue="Sit down slowly")


@pytest.fixture
def step(db):
    return factories.create_exercise(name="Step-down", load_type="bw", side="uni")


@pytest.fixture
def planned(tess, cleo, squat, step):
    """Today: squats 2 x 8 with 60 kg, 60 % of 100 kg, then step-downs 2 x 8 on each side."""
    factories.create_one_rep_max(client=cleo, exercise=squat, value="100")
    program = factories.create_program(owner=tess, exercises=[squat, step], lines=2, sets=2)
    line = program.sessions.get().lines.get(exercise=step)
    line.side, line.load_pct = "each", None
    line.save()
    return factories.assign(program=program, client=cleo).planned_sessions.get()


def sheet_of(planned):
    return reverse("workouts:session-sheet", args=[planned.code])


def paper_of(planned):
    return reverse("workouts:session-paper", args=[planned.code])


def words(response):
    return " ".join(strip_tags(response.text.partition("<main")[2]).split())


def as_typed(desk, planned, **changes):
    """What the page sends when nothing is changed; `changes` by field name, None takes one away."""
    text = desk.get(paper_of(planned)).text.partition('class="paper-form')[2]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", text):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in found and (found["type"] != "checkbox" or " checked" in tag):
            sent[found["name"]] = found.get("value", "on" if found["type"] == "checkbox" else "")
    for name, value in changes.items():
        sent[name] = value
    return {name: value for name, value in sent.items() if value is not None}


def field(planned, position, *parts):
    """The name of a field of the exercise at `position`."""
    return "-".join([str(planned.prescriptions.get(position=position).code), *map(str, parts)])


def test_sheet_says_what_is_to_be_done(browser, cleo, planned):
    browser.force_login(cleo)

    text = words(browser.get(sheet_of(planned)))

    assert "Cleo Brandt" in text
    assert "week 1 of 1" in text
    assert "2 × 8, 60 kg; lower 4 s, lift 1 s; rest 90 s Sit down slowly" in text
    assert "Step-down, each side" in text
    for asked in ("1: 60 kg × 8 kg reps 2: 60 kg × 8 kg reps", "L1: 8 reps", "L2: 8 reps", "R1: 8 reps"):
        assert asked in text
    assert "Pain 0 1 2 3 4 5 6 7 8 9 10 Note" in text


@pytest.mark.parametrize(
    "tempo,expected",
    [
        ("4-0-1-0", "lower 4 s, lift 1 s"),
        ("5-2-X-1", "lower 5 s, pause 2 s, lift fast, pause 1 s"),
    ],
)
def test_tempo_is_written_in_words(tempo, expected):
    assert tempo_words(parse_tempo(tempo)) == expected


def test_code_leads_to_the_session(browser, cleo, planned, settings):
    settings.PUBLIC_URL = "https://train.example.org"
    browser.force_login(cleo)

    text = browser.get(sheet_of(planned)).text

    drawn = draw_qr(f"https://train.example.org/sessions/{planned.code}/")
    assert f'viewBox="0 0 {drawn.size} {drawn.size}"' in text
    assert f'd="{drawn.path}"' in text


def test_code_is_drawn_module_by_module():
    """The drawing, read back into modules, is the matrix that the library makes."""
    address = "https://train.example.org/sessions/7d0f2f0e-5d2f-4d0e-9e5e-111111111111/"
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(address)
    expected = {(x, y) for y, row in enumerate(code.get_matrix()) for x, dark in enumerate(row) if dark}

    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", draw_qr(address).path)

    assert {(int(x) + n, int(y)) for x, y, width in runs for n in range(int(width))} == expected


def test_letter_is_another_paper(browser, cleo, planned):
    browser.force_login(cleo)

    assert 'class="sheet sheet-letter"' in browser.get(sheet_of(planned), {"paper": "letter"}).text
    assert 'class="sheet sheet-a4"' in browser.get(sheet_of(planned), {"paper": "napkin"}).text


def test_week_has_a_page_for_each_session_that_is_not_skipped(browser, tess, cleo, squat):
    program = factories.create_program(owner=tess, exercises=[squat], weeks=2, sessions=3, load_pct=None)
    assignment = factories.assign(program=program, client=cleo)
    left_out = assignment.planned_sessions.get(week=2, position=2)
    left_out.skipped_at, left_out.skipped_by, left_out.skip_reason = timezone.now(), tess, "away"
    left_out.save()
    browser.force_login(tess)

    text = browser.get(reverse("workouts:week-sheet", args=[assignment.code, 2])).text

    assert re.findall(r"<h2>(Day \d)</h2>", text) == ["Day 1", "Day 3"]
    assert paper_of(assignment.planned_sessions.get(week=2, position=1)) in text


def test_week_without_a_session_is_not_there(browser, cleo, planned):
    browser.force_login(cleo)

    response = browser.get(reverse("workouts:week-sheet", args=[planned.assignment.code, 2]))

    assert response.status_code == 404


@pytest.mark.parametrize("days,expected", [(-3, 1), (0, 1), (6, 1), (7, 2), (40, 3)])
def test_week_of_a_day(planned, days, expected):
    planned.assignment.weeks = 3

    assert week_of(planned.assignment, planned.assignment.starts_on + timedelta(days=days)) == expected


def test_sheet_holds_the_plan_without_what_was_added(planned, cleo, squat):
    added = planned.prescriptions.get(position=1)
    added.pk, added.code, added.position, added.origin = None, uuid4(), 9, "added"
    added.save(force_insert=True)

    (paper,) = read_papers(PlannedSession.objects.filter(pk=planned.pk))

    assert [one.prescription.position for one in paper.exercises] == [1, 2]


def test_paper_as_prescribed_is_a_finished_session(desk, tess, planned):
    response = desk.post(paper_of(planned), as_typed(desk, planned))

    session_log = SessionLog.objects.get()
    assert response.url == reverse("workouts:session-review", args=[session_log.code])
    assert session_log.logged_by == tess
    # 2 sets of squats; 2 of step-downs on 2 sides. 6 x 8 repetitions of 4 s; 2 x 8 x 60 kg.
    assert session_log.total_sets == 6
    assert session_log.total_lowering_s == 192
    assert session_log.total_tonnage_kg == 960
    assert set(SetLog.objects.values_list("logged_by", flat=True)) == {tess.pk}


def test_paper_keeps_what_was_written_otherwise(desk, planned):
    changes = {
        field(planned, 1, 1, "both", "load"): "57,5",
        field(planned, 1, 2, "both", "reps"): "6",
        field(planned, 1, "pain"): "3",
        field(planned, 1, "text"): "left knee",
        "effort": "7",
        "note": "A good day.",
    }

    desk.post(paper_of(planned), as_typed(desk, planned, **changes))

    squats = SetLog.objects.filter(prescription__position=1).order_by("number")
    assert [(row.load_value, row.reps) for row in squats] == [(Decimal("57.5"), 8), (Decimal(60), 6)]
    assert (PainReport.objects.get().nrs, ExerciseNote.objects.get().text) == (3, "left knee")
    session_log = SessionLog.objects.get()
    assert (session_log.effort, session_log.note) == (7, "A good day.")


def test_set_without_a_tick_or_without_a_number_was_not_done(desk, planned):
    changes = {
        field(planned, 1, 2, "both", "done"): None,
        field(planned, 1, 2, "both", "load"): "scribble",
        field(planned, 2, 1, "left", "reps"): "",
        field(planned, 2, "reason"): "pain",
    }

    desk.post(paper_of(planned), as_typed(desk, planned, **changes))

    places = SetLog.objects.order_by("prescription__position", "number", "side")
    assert list(places.values_list("prescription__position", "number", "side")) == [
        (1, 1, "both"),
        (2, 1, "right"),
        (2, 2, "left"),
        (2, 2, "right"),
    ]
    assert ExerciseSkip.objects.get().reason == "pain"


@time_machine.travel(NOON, tick=False)
def test_sets_are_of_the_day_and_time_where_the_client_lives(desk, cleo, planned):
    cleo.time_zone = "America/New_York"
    cleo.save()

    desk.post(paper_of(planned), as_typed(desk, planned, day="2026-03-07", starts_at="18:30"))

    # New York is five hours behind until 8 March 2026.
    session_log = SessionLog.objects.get()
    assert session_log.trained_on.isoformat() == "2026-03-07"
    assert session_log.started_at.isoformat() == "2026-03-07T23:30:00+00:00"
    assert session_log.finished_at == session_log.started_at
    assert {row.performed_at for row in SetLog.objects.all()} == {session_log.started_at}


def test_same_paper_twice_counts_once(desk, planned):
    sent = as_typed(desk, planned, **{field(planned, 1, "pain"): "2"})

    first, second = desk.post(paper_of(planned), sent), desk.post(paper_of(planned), sent)

    assert first.url == second.url
    assert (SessionLog.objects.count(), SetLog.objects.count(), PainReport.objects.count()) == (1, 6, 1)


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    "position,name,typed,message",
    [
        (1, "1-both-load", "heavy", "Write the weight as a number, such as 22.5."),
        (1, "1-both-load", "1001", "No weight here is above 1000 kg."),
        (1, "2-both-reps", "61", "Repetitions go from 0 to 60."),
        (1, "pain", "11", "Select a valid choice. 11 is not one of the available choices."),
        (2, "reason", "time", "Every set is ticked. Untick what was left out."),
        (None, "day", "2026-03-11", "This day has not come yet."),
    ],
)
def test_refused_value_keeps_everything_typed(desk, planned, position, name, typed, message):
    name = field(planned, position, name) if position else name
    sent = as_typed(desk, planned, note="Kept words") | {name: typed}

    response = desk.post(paper_of(planned), sent)

    assert response.status_code == 422
    assert message in words(response)
    assert (
        re.search(rf'name="{name}"[^>]*value="{typed}"|value="{typed}" selected', response.text)
        or typed == "11"
    )
    assert "Kept words" in response.text
    assert not SessionLog.objects.exists()


def test_paper_without_anything_done_is_refused(desk, planned):
    sent = {name: value for name, value in as_typed(desk, planned).items() if not name.endswith("-done")}

    response = desk.post(paper_of(planned), sent)

    assert response.status_code == 422
    assert "Tick a set, or say why an exercise was left out." in words(response)


def test_finished_session_leads_to_its_review(desk, planned):
    sent = as_typed(desk, planned)
    session_log = factories.start(planned_session=planned)
    finish_session(session_log=session_log, at=timezone.now(), effort=5, note="")

    review = reverse("workouts:session-review", args=[session_log.code])
    opened, typed = desk.get(paper_of(planned)), desk.post(paper_of(planned), sent)

    assert (opened.url, typed.url) == (review, review)
    assert not SetLog.objects.exists()


def test_open_session_is_continued(desk, cleo, planned):
    session_log = factories.start(planned_session=planned, at=timezone.now() - timedelta(hours=3))
    factories.record(session_log=session_log, reps=5)

    desk.post(paper_of(planned), as_typed(desk, planned))

    rows = SetLog.objects.filter(prescription__position=1).order_by("number")
    assert [(row.reps, row.logged_by.full_name) for row in rows] == [(5, "Cleo Brandt"), (8, "Tess Moreau")]
    session_log.refresh_from_db()
    assert session_log.total_sets == 6


def test_weight_above_the_ceiling_is_kept_with_its_finding(desk, planned):
    desk.post(paper_of(planned), as_typed(desk, planned, **{field(planned, 1, 1, "both", "load"): "80"}))

    # 80 of 100 kg is above the band of 50-70 % (LS-03).
    assert list(SetFinding.objects.values_list("rule", "set_log__load_kg")) == [("LS-03", 80)]


@pytest.mark.parametrize("method", ["get", "post"])
def test_other_trainers_find_nothing(browser, uma, planned, method):
    browser.force_login(uma)

    assert getattr(browser, method)(paper_of(planned)).status_code == 404
    assert browser.get(sheet_of(planned)).status_code == 404
