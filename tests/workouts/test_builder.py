"""Programs in the builder: their weeks and sessions, and what the page costs."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from tests import factories
from tests.workouts.builder_page import dose, errors, flat, page_of, save, shape
from workouts.models import Program, ProgramLine, ProgramSession
from workouts.models.programs import MAX_WEEKS

EDIT_QUERIES = 9
PAGE_QUERIES = 11

# Weeks and sessions


def test_week_copy_copies_all_cells(desk, tess):
    program = factories.create_program(owner=tess, sessions=2, lines=2)
    save(
        desk,
        ProgramLine.objects.first(),
        sets="5x6",
        load="72,5 %",
        tempo="30X1",
        rest="2:30",
        side="each",
        note="Knees out.",
        load_reason="Tested last Monday.",
    )
    before = shape(program)

    response = desk.post(reverse("workouts:week-copy", args=[program.code]) + "?week=1")

    assert response.url == page_of(program, 2)
    assert shape(program) == before + [(2, *rest) for _, *rest in before]


def test_week_copy_is_not_the_week_it_was_copied_from(desk, program, line):
    desk.post(reverse("workouts:week-copy", args=[program.code]) + "?week=1")

    save(desk, ProgramLine.objects.get(session__week=2), sets="5x5")

    assert [row.sets for row in ProgramLine.objects.order_by("session__week")] == [3, 5]


def test_week_copy_appends_after_the_last_week(desk, tess):
    program = factories.create_program(owner=tess, weeks=3)
    ProgramLine.objects.filter(session__week=1).update(sets=9)

    desk.post(reverse("workouts:week-copy", args=[program.code]) + "?week=1")

    sets = [row.lines.get().sets for row in program.sessions.order_by("week")]
    assert sets == [9, 3, 3, 9]


def test_week_copy_stops_at_the_longest_program(desk, tess):
    program = Program.objects.create(owner=tess, name="A year")
    ProgramSession.objects.create(program=program, week=MAX_WEEKS, name="Last")

    response = desk.post(reverse("workouts:week-copy", args=[program.code]) + "?week=52", follow=True)

    assert "A program has at most 52 weeks." in response.text
    assert [row.week for row in program.sessions.all()] == [52]


def test_week_delete_moves_the_later_weeks(desk, tess):
    program = factories.create_program(owner=tess, weeks=4)
    for session in program.sessions.all():
        session.name = f"From {session.week}"
        session.save()

    response = desk.post(reverse("workouts:week-delete", args=[program.code]) + "?week=2")

    assert response.url.startswith(f"{page_of(program, 1)}&removed=")
    assert [(row.week, row.name) for row in program.sessions.all()] == [
        (1, "From 1"),
        (2, "From 3"),
        (3, "From 4"),
    ]


def test_session_add_names_it_by_its_letter(desk, tess):
    program = factories.create_program(owner=tess, weeks=2, sessions=1)

    for _ in range(2):
        response = desk.post(reverse("workouts:session-add", args=[program.code]) + "?week=2")

    added = program.sessions.last()
    assert response.url == f"{page_of(program, 2)}#add-{added.pk}"
    assert [(row.week, row.position, row.name) for row in program.sessions.all()] == [
        (1, 1, "Day 1"),
        (2, 1, "Day 1"),
        (2, 2, "Day B"),
        (2, 3, "Day C"),
    ]


def test_session_rename(desk, program):
    session = program.sessions.get()

    desk.post(reverse("workouts:session-rename", args=[session.code]), {"name": "Heavy day"})

    session.refresh_from_db()
    assert session.name == "Heavy day"
    assert 'value="Heavy day"' in desk.get(page_of(program)).text


@pytest.mark.parametrize(
    "name,message",
    [("", "This field is required."), ("x" * 61, "Ensure this value has at most 60 characters (it has 61).")],
    ids=["empty", "too-long"],
)
def test_session_rename_refuses(desk, program, name, message):
    session = program.sessions.get()

    response = desk.post(reverse("workouts:session-rename", args=[session.code]), {"name": name})

    session.refresh_from_db()
    assert response.status_code == 422
    assert errors(response) == [message]
    assert f'name="name" value="{name}" aria-label="Name of the session"' in flat(response.text)
    assert session.name == "Day 1"


def test_session_delete_takes_its_lines_along(desk, tess):
    program = factories.create_program(owner=tess, sessions=2)

    desk.post(reverse("workouts:session-delete", args=[program.sessions.first().code]))

    assert [row.name for row in program.sessions.all()] == ["Day 2"]
    assert ProgramLine.objects.count() == 1


# What it costs


@pytest.mark.parametrize("weeks,sessions,lines", [(1, 1, 1), (12, 3, 6)], ids=["small", "12x3x6"])
def test_an_edit_of_a_cell_costs_the_same_in_any_program(
    desk, tess, django_assert_num_queries, weeks, sessions, lines
):
    factories.create_program(owner=tess, weeks=weeks, sessions=sessions, lines=lines)
    line = ProgramLine.objects.first()

    with django_assert_num_queries(EDIT_QUERIES):
        save(desk, line, sets="5x5")

    assert dose(line)["sets"] == 5


@pytest.mark.parametrize("weeks", [1, 12])
def test_the_page_costs_the_same_with_one_week_and_with_twelve(desk, tess, django_assert_num_queries, weeks):
    program = factories.create_program(owner=tess, weeks=weeks, sessions=3, lines=6)

    with django_assert_num_queries(PAGE_QUERIES):
        page = desk.get(page_of(program, weeks)).text

    assert page.count('class="builder-line"') == 18


# Programs


def test_programs_begins_one_with_a_session(desk, tess):
    response = desk.post(reverse("workouts:programs"), {"name": "Calves", "note": "For runners."})

    program = Program.objects.get()
    assert response.url == page_of(program)
    assert (program.name, program.note, program.owner) == ("Calves", "For runners.", tess)
    assert [(row.week, row.name) for row in program.sessions.all()] == [(1, "Day A")]


def test_programs_refuses_one_without_a_name(desk):
    response = desk.post(reverse("workouts:programs"), {"name": "", "note": "For runners."})

    assert response.status_code == 422
    assert errors(response) == ["This field is required."]
    assert "For runners.</textarea>" in response.text
    assert not Program.objects.exists()


def test_program_is_renamed(desk, program):
    desk.post(page_of(program), {"name": "Slower squats", "note": ""})

    program.refresh_from_db()
    assert program.name == "Slower squats"


def test_program_refused_keeps_its_name_on_the_page(desk, program):
    response = desk.post(page_of(program), {"name": "", "note": "New"})

    program.refresh_from_db()
    assert response.status_code == 422
    assert errors(response) == ["This field is required."]
    assert "<h1>Slow squats</h1>" in response.text
    assert (program.name, program.note) == ("Slow squats", "")


@pytest.mark.parametrize("week,shown", [("2", 2), ("9", 2), ("0", 1), ("-1", 1), ("x", 1), ("²", 1)])
def test_program_shows_the_week_in_the_address(desk, tess, week, shown):
    program = factories.create_program(owner=tess, weeks=2)

    page = desk.get(page_of(program), {"week": week}).text

    shown_weeks = re.findall(r'<a href="[^"]*\?week=(\d)"\s+id="week-\d" aria-current="page">', page)
    assert shown_weeks == [str(shown)]


def test_program_archive_puts_it_away_and_leaves_plans(desk, tess, cleo, program):
    assignment = factories.assign(program=program, client=cleo, by_effort=True)

    with time_machine.travel(datetime(2026, 3, 2, 12, 0, tzinfo=UTC), tick=False):
        response = desk.post(reverse("workouts:program-archive", args=[program.code]), follow=True)

    program.refresh_from_db()
    assignment.refresh_from_db()
    assert program.archived_at == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert "No program yet." in response.text
    assert desk.get(page_of(program)).status_code == 404
    assert assignment.status == "active"
    assert assignment.planned_sessions.count() == 1
