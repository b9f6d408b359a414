"""The download of everything about oneself."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from tests import factories
from workouts.belonging import OWN_APPS, tables
from workouts.exporting import cell, stream_archive
from workouts.loads import Load
from workouts.models import ExerciseNote
from workouts.recording import skip_exercise
from workouts.set_rows import COLUMNS, tension_s
from workouts.tempo import parse_tempo

AT = datetime(2026, 10, 5, 16, 4, tzinfo=UTC)
HEADER = (
    "session_id,session_local_date,session_started_at,tz,program,program_version,block,week,exercise_slug,exercise,"
    "side,set_index,set_type,load_mode,load_kg,ecc_load_kg,assist_kg,load_unit_entered,reps_target,reps_done,"
    "tempo_target,tempo_done,tut_target_s,tut_done_s,rpe,rir,pain_during,pain_next_morning,not_done_reason,note,"
    "logged_by,logged_at"
)
# Rows about nobody: the practice's own numbers; and the person, who is exported as such.
ABOUT_NOBODY = {"SafetyThreshold"}


def archive(person, **options):
    return ZipFile(io.BytesIO(b"".join(stream_archive(person, **options))))


def read_json(person):
    return json.loads(archive(person).read("data.json"))


def read_csv(person):
    return list(csv.DictReader(io.StringIO(archive(person).read("sets.csv").decode())))


@pytest.fixture
def trained(tess, cleo):
    """A session of Cleo's, begun: a set in pounds, a voided one, a skipped exercise, a note and pain."""
    squat = factories.create_exercise(name="Squat", slug="squat")
    curl = factories.create_exercise(name="Curl", slug="curl")
    program = factories.create_program(owner=tess, lines=2, exercises=[squat, curl], load_pct=None)
    planned_session = factories.assign(program=program, client=cleo).planned_sessions.get()
    session_log = factories.start(planned_session=planned_session, at=AT)
    first, second = planned_session.prescriptions.order_by("position")
    factories.record(
        session_log=session_log, prescription=first, load=Load(Decimal("100"), "lb"), reps=6, performed_at=AT
    )
    undone = factories.record(session_log=session_log, prescription=first, number=2, performed_at=AT)
    undone.voided_at, undone.voided_by = AT, cleo
    undone.save()
    skip_exercise(
        session_log=session_log, prescription=second, reason="time", entry_key=uuid4(), at=AT, logged_by=cleo
    )
    ExerciseNote.objects.create(
        session_log=session_log,
        prescription=first,
        text='=HYPERLINK("x")',
        entry_key=uuid4(),
        written_at=AT,
        logged_by=cleo,
    )
    factories.make_pain_report(session_log=session_log, answered_at=AT + timedelta(days=1), nrs=4)
    return session_log


def test_the_header_is_the_one_of_the_format(cleo):
    text = archive(cleo).read("sets.csv").decode()

    assert text == HEADER + "\r\n"


def test_a_set_is_one_row(cleo, trained):
    row = read_csv(cleo)[0]

    expected = {
        "session_id": str(trained.code),
        "session_local_date": trained.trained_on.isoformat(),
        "session_started_at": "2026-10-05T18:04:00+02:00",
        "tz": "Europe/Berlin",
        "program": "Slow squats",
        "week": "1",
        "exercise_slug": "squat",
        "side": "both",
        "set_index": "1",
        "set_type": "normal",
        "load_mode": "kg",
        "load_kg": "45.359237",
        "ecc_load_kg": "45.359237",
        "load_unit_entered": "lb",
        "reps_target": "8",
        "reps_done": "6",
        "tempo_target": "4-0-1-0",
        "tempo_done": "",
        "tut_target_s": "40",
        "tut_done_s": "30",
        "pain_next_morning": "4",
        "not_done_reason": "",
        "logged_by": "Cleo Brandt",
        "logged_at": "2026-10-05T16:04:00Z",
    }
    assert {name: row[name] for name in expected} == expected


def test_the_table_holds_what_counts_and_what_was_left_out(cleo, trained):
    rows = [
        (row["exercise"], row["set_index"], row["set_type"], row["not_done_reason"]) for row in read_csv(cleo)
    ]

    assert rows == [("Squat", "1", "normal", ""), ("Curl", "", "skipped", "time")]


def test_a_text_that_a_spreadsheet_would_run_is_disarmed(cleo, trained):
    assert read_csv(cleo)[0]["note"] == """'=HYPERLINK("x")"""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cells_that_begin_like_a_formula_get_an_apostrophe(start):
    assert cell(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize(
    "value,text",
    [(Decimal("60.0000"), "60"), (Decimal("2.50"), "2.5"), (Decimal("100"), "100"), (0, "0"), (None, "")],
)
def test_numbers_have_a_point_and_no_zeros_at_the_end(value, text):
    assert cell(value) == text


def test_measured_lowering_counts_in_the_time_under_tension():
    tempo = parse_tempo("4-0-1-0")

    assert tension_s(tempo, 6, None, lowered_s=Decimal("3.5")) == 27
    assert tension_s(tempo, None, 45) == 45


def test_the_bom_is_there_where_it_is_asked_for(cleo):
    assert archive(cleo, has_bom=True).read("sets.csv").startswith(b"\xef\xbb\xbfsession_id,")
    assert archive(cleo).read("sets.csv").startswith(b"session_id,")


def test_the_readme_explains_every_column(cleo):
    readme = archive(cleo).read("README.txt").decode()

    assert [name for name in COLUMNS if f"\n{name}: " not in readme] == []
    assert "load_kg: weight that was lifted, in kg" in readme


def test_everything_is_in_the_json(cleo, tess, trained):
    factories.create_equipment(client=cleo)
    factories.make_health_screening(client=cleo, cautions=["falls"], note="Fell in spring.")
    factories.make_flag(client=cleo, by=tess)
    factories.create_one_rep_max(client=cleo, exercise=factories.create_exercise())

    data = read_json(cleo)

    assert data["person"]["email"] == "cleo@example.org"
    counts = {
        name: len(data[name]) for name in ("Coaching", "SessionLog", "SetLog", "ExerciseSkip", "PainReport")
    }
    assert counts == {"Coaching": 1, "SessionLog": 1, "SetLog": 2, "ExerciseSkip": 1, "PainReport": 1}
    assert data["Coaching"][0]["trainer"] == "Tess Moreau"
    assert data["HealthScreening"][0]["note"] == "Fell in spring."
    assert [data[name] != [] for name in ("Equipment", "ClientFlag", "OneRepMax", "Prescription")] == [
        True
    ] * 4


def test_what_was_taken_back_is_there_with_who_and_when(cleo, trained):
    voided = [row for row in read_json(cleo)["SetLog"] if row["voided_at"]]

    assert [(row["voided_by"], row["voided_at"]) for row in voided] == [
        ("Cleo Brandt", "2026-10-05T16:04:00+00:00")
    ]


def test_no_secret_is_in_it(cleo):
    person = read_json(cleo)["person"]

    assert person.keys().isdisjoint({"password", "calendar_key", "id"})


def test_nothing_of_others_is_in_it(omar, cleo, trained):
    data = read_json(omar)

    assert (data["SetLog"], data["SessionLog"], data["PainReport"]) == ([], [], [])
    assert read_csv(omar) == []
    assert "Cleo" not in archive(omar).read("data.json").decode()


def test_a_trainer_gets_what_they_wrote_and_nothing_of_their_clients(tess, trained):
    data = read_json(tess)

    assert [row["name"] for row in data["Program"]] == ["Slow squats"]
    assert (len(data["ProgramLine"]), data["SetLog"], data["Assignment"]) == (2, [], [])


def test_every_table_is_about_somebody_or_known_to_be_about_nobody():
    """A new table must be reachable from the person (a foreign key `client` or `person`), or be named here."""
    models = {model.__name__ for label in OWN_APPS for model in apps.get_app_config(label).get_models()}

    assert models - {model.__name__ for model, _ in tables()} == ABOUT_NOBODY | {"User"}


def test_the_download_is_a_file_that_nobody_stores(browser, cleo, trained):
    browser.force_login(cleo)

    response = browser.get(reverse("workouts:my-data-download"), {"bom": "on"})

    content = ZipFile(io.BytesIO(response.getvalue()))
    day = cleo.local_date(timezone.now()).isoformat()
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"] == f'attachment; filename="ecctrain-{day}.zip"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert content.namelist() == ["README.txt", "data.json", "sets.csv"]
    assert content.read("sets.csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("sessions", [1, 4])
def test_the_number_of_queries_does_not_grow(tess, cleo, sessions, django_assert_num_queries):
    for number in range(sessions):
        factories.create_trained(client=cleo, owner=tess, at=AT - timedelta(days=number))
    # One a table, one for the person, two for the ways in, five for the sets.
    with django_assert_num_queries(len(tables()) + 8):
        archive(cleo)
