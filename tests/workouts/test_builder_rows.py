"""Rows in the builder: added, moved, copied, filled, removed and brought back."""

import re
from decimal import Decimal
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse

from tests import factories
from tests.workouts.builder_page import (
    HTMX,
    errors,
    flat,
    order,
    page_of,
    shape,
    typed,
    with_and_without_htmx,
)
from workouts.choices import ExerciseSide, LoadType
from workouts.models import ProgramLine

# Adding, moving and removing rows


@pytest.fixture
def library(db):
    return [
        factories.create_exercise(name=name, slug=slug)
        for name, slug in [
            ("Front squat", "front-squat"),
            ("Leg press", "leg-press-machine"),
            ("Leg curl", "lying-leg-curl"),
        ]
    ]


def add(browser, session, text):
    return browser.post(reverse("workouts:line-add", args=[session.code]), {"exercise": text})


@pytest.mark.parametrize(
    "text,name",
    [
        ("front-squat", "Front squat"),
        ("FRONT-SQUAT", "Front squat"),
        ("front squat", "Front squat"),
        ("  Front Squat ", "Front squat"),
        ("front", "Front squat"),
        ("curl", "Leg curl"),
        ("machine", "Leg press"),
    ],
    ids=["slug", "slug-upper", "name", "blanks", "part", "part-of-two-words", "part-of-slug"],
)
def test_line_add_finds_the_exercise(desk, program, library, text, name):
    response = add(desk, program.sessions.get(), text)

    assert response.url == f"{page_of(program, 1)}#add-{program.sessions.get().pk}"
    assert order(program.sessions.get()) == [(1, "Back squat"), (2, name)]


def test_line_add_takes_the_whole_name_before_a_part(desk, program, library):
    factories.create_exercise(name="Front squat with pause", slug="pause-squat")

    add(desk, program.sessions.get(), "front squat")

    assert order(program.sessions.get()) == [(1, "Back squat"), (2, "Front squat")]


@pytest.mark.parametrize(
    "text,message",
    [
        ("squat", "“squat” could be several: Back squat, Front squat."),
        ("leg", "“leg” could be several: Leg curl, Leg press."),
        ("barbell row", "No exercise is called “barbell row”."),
        ("", "This field is required."),
    ],
    ids=["ambiguous-name", "ambiguous-part", "unknown", "empty"],
)
def test_line_add_refuses(desk, program, library, text, message):
    response = add(desk, program.sessions.get(), text)

    assert response.status_code == 422
    assert errors(response) == [message]
    assert typed(response, "exercise") == text
    assert order(program.sessions.get()) == [(1, "Back squat")]


def test_line_add_refused_leaves_a_page_on_which_everything_works(desk, program):
    address = reverse("workouts:line-add", args=[program.sessions.get().code])

    page = desk.post(address, {"exercise": "barbell row"}).text

    links = [
        urlsplit(urljoin(address, link)).path for link in re.findall(r'<a\s+href="([^"]*\?week=\d+)"', page)
    ]
    addressless = re.findall(r'<form(?![^>]*\saction=)[^>]*\smethod="post"[^>]*>', page)
    assert (set(links), addressless) == ({page_of(program)}, [])


def test_line_add_names_five_of_many(desk, program):
    for letter in "ABCDEFG":
        factories.create_exercise(name=f"Lunge {letter}")

    response = add(desk, program.sessions.get(), "lunge")

    assert errors(response) == ["“lunge” could be several: Lunge A, Lunge B, Lunge C, Lunge D, Lunge E."]


def test_line_add_does_not_know_the_exercises_of_others(desk, program, uma):
    factories.create_exercise(name="Uma's lunge", owner=uma)

    response = add(desk, program.sessions.get(), "Uma's lunge")

    assert errors(response) == ["No exercise is called “Uma's lunge”."]


@pytest.mark.parametrize(
    "fields,expected",
    [
        ({}, ("both", 60, 8, None)),
        ({"side": ExerciseSide.UNILATERAL}, ("each", 60, 8, None)),
        ({"load_type": LoadType.BODY_WEIGHT}, ("both", None, 8, None)),
        ({"load_type": LoadType.TIME, "hold_s": 45}, ("both", None, None, 45)),
    ],
    ids=["weight", "one-sided", "body-weight", "hold"],
)
def test_line_add_begins_with_the_usual_dose(desk, program, fields, expected):
    factories.create_exercise(name="New one", slug="new-one", tempo="5-1-X-0", **fields)

    add(desk, program.sessions.get(), "new-one")

    line = ProgramLine.objects.get(exercise__slug="new-one")
    assert (line.side, line.load_pct, line.reps, line.duration_s) == expected
    assert (str(line.tempo), line.sets) == ("5-1-X-0", 3)


@pytest.mark.parametrize(
    "place,way,expected",
    [(1, "down", "213"), (2, "up", "213"), (2, "down", "132"), (1, "up", "123"), (3, "down", "123")],
)
def test_line_move(desk, three_lines, place, way, expected):
    line = three_lines.lines.get(position=place)

    response = desk.post(reverse("workouts:line-move", args=[line.code]), {"way": way})

    assert response.url == f"{page_of(three_lines.program, 1)}#line-{line.code}"
    assert order(three_lines) == [(n, f"Exercise {name}") for n, name in enumerate(expected, start=1)]


def test_line_delete_leaves_the_others(desk, three_lines):
    line = three_lines.lines.get(position=2)

    desk.post(reverse("workouts:line-delete", args=[line.code]))

    assert order(three_lines) == [(1, "Exercise 1"), (2, "Exercise 3")]


def test_line_moves_past_a_gap(desk, three_lines):
    three_lines.lines.get(position=2).delete()
    last = three_lines.lines.get(position=3)

    desk.post(reverse("workouts:line-move", args=[last.code]), {"way": "up"})

    assert order(three_lines) == [(1, "Exercise 3"), (2, "Exercise 1")]


# Copies, fills, and what is removed


def test_session_copy_leads_to_the_copy(desk, program):
    response = desk.post(reverse("workouts:session-copy", args=[program.sessions.get().code]))

    copy = program.sessions.get(position=2)
    assert response.url == f"{page_of(program, 1)}#session-{copy.code}"
    assert copy.name == "Day 1 B"
    assert 'value="Day 1 B"' in desk.get(page_of(program)).text


@with_and_without_htmx
@pytest.mark.parametrize(
    "name,sent,expected",
    [
        ("line-move", {"way": "down"}, ["Exercise 2", "Exercise 1", "Exercise 3"]),
        ("line-duplicate", {}, ["Exercise 1", "Exercise 1", "Exercise 2", "Exercise 3"]),
    ],
)
def test_rows_are_moved_and_duplicated(desk, three_lines, name, sent, expected, headers):
    line = three_lines.lines.get(position=1)

    page = desk.post(reverse(f"workouts:{name}", args=[line.code]), sent, headers=headers, follow=True).text

    assert re.findall(r'scope="row">\s*<a[^>]*>([^<]*)</a>', page) == expected
    assert [name for _, name in order(three_lines)] == expected


def test_a_changed_session_comes_alone_over_htmx_with_the_ribbon(desk, three_lines):
    line = three_lines.lines.get(position=1)

    page = desk.post(reverse("workouts:line-duplicate", args=[line.code]), headers=HTMX).text

    assert "<html" not in page
    assert page.count("<section") == 1
    assert 'hx-swap-oob="true"' in page
    assert "384 s lowering" in page  # four rows of 3 x 8 x 4 s


def test_a_refused_quick_line_over_htmx_keeps_what_was_typed(desk, program):
    address = reverse("workouts:line-add", args=[program.sessions.get().code])

    response = desk.post(address, {"exercise": "barbell row"}, headers=HTMX)

    assert response.status_code == 422
    assert errors(response) == ["No exercise is called “barbell row”."]
    assert typed(response, "exercise") == "barbell row"
    assert "<html" not in response.text


def fill(browser, line, **sent):
    return browser.post(reverse("workouts:line-fill", args=[line.code]), sent, follow=True)


def test_line_fill_says_how_far_it_went(desk, line):
    page = fill(desk, line, what="load", step="+2,5", until="3").text

    loads = ProgramLine.objects.order_by("session__week").values_list("load_pct", flat=True)
    assert list(loads) == [60, Decimal("62.5"), 65]
    assert "Back squat is filled up to week 3." in page


def test_line_fill_says_where_it_stopped(desk, line):
    page = fill(desk, line, what="load", step="15", until="5").text

    loads = ProgramLine.objects.order_by("session__week").values_list("load_pct", flat=True)
    assert list(loads) == [60, 75, 90, 100, 100]
    assert "Back squat is filled up to week 5. From week 4 on it stays at 100 %, as far as it goes." in page


def test_line_fill_above_the_band_asks_why(desk, line):
    fill(desk, line, what="load", step="15", until="2")

    assert "above the band" not in desk.get(page_of(line.session.program, 1)).text
    assert "above the band" in desk.get(page_of(line.session.program, 2)).text


@pytest.mark.parametrize(
    "sent,message",
    [
        ({"step": ""}, "This field is required."),
        ({"step": "more"}, "A step is a number, such as 2.5 or -1."),
        ({"step": "nan"}, "A step is a number, such as 2.5 or -1."),
        ({"what": "sets", "step": "0.5"}, "Sets, repetitions and seconds go up by whole numbers."),
        ({"what": "seconds"}, "This row is counted in repetitions."),
        ({"until": "1"}, "Fill up to a week from 2 to 52."),
        ({"until": "53"}, "Fill up to a week from 2 to 52."),
    ],
)
def test_line_fill_refuses(desk, line, sent, message):
    sent = {"what": "load", "step": "5", "until": "3"} | sent

    response = fill(desk, line, **sent)

    assert response.status_code == 422
    assert errors(response) == [message]
    assert [typed(response, name) for name in ("step", "until")] == [sent["step"], sent["until"]]
    assert f'<option value="{sent["what"]}" selected>' in flat(response.text) or sent["what"] == "seconds"
    assert ProgramLine.objects.count() == 1


def test_line_fill_of_a_row_without_load_refuses_its_load(desk, tess):
    push_up = factories.create_exercise(name="Push-up", load_type=LoadType.BODY_WEIGHT)
    factories.create_program(owner=tess, exercises=[push_up], load_pct=None)

    response = fill(desk, ProgramLine.objects.get(), what="load", step="5", until="3")

    assert errors(response) == ["This row has no load to step."]


def undo(browser, program, token):
    return browser.post(reverse("workouts:removal-undo", args=[program.code]), {"token": token}, follow=True)


def remove(browser, name, code, week=""):
    """The page after a removal, and the token of its Undo button."""
    page = browser.post(reverse(f"workouts:{name}", args=[code]) + week, follow=True).text
    return page, re.search(r'name="token"\s+value="([^"]+)"', page)[1]


@pytest.mark.parametrize("kind", ["line", "session", "week"])
def test_what_was_removed_comes_back_once(desk, tess, kind):
    program = factories.create_program(owner=tess, weeks=2, sessions=2, lines=2, note="Chest up.")
    session = program.sessions.first()
    code, name, week = {
        "line": (session.lines.first().code, "Exercise 1", ""),
        "session": (session.code, "Day 1", ""),
        "week": (program.code, "week 1", "?week=1"),
    }[kind]
    before = shape(program)

    page, token = remove(desk, f"{kind}-delete", code, week)
    without = shape(program)
    first = undo(desk, program, token)
    restored = shape(program)
    second = undo(desk, program, token)

    assert f"Removed: {name}." in page
    assert without != before
    assert f"{name} is back." in first.text
    assert "There is nothing left to undo." in second.text
    assert (restored, shape(program)) == (before, before)


def test_only_the_last_removal_can_be_undone(desk, three_lines):
    first, second, _third = three_lines.lines.all()
    _, older = remove(desk, "line-delete", first.code)
    remove(desk, "line-delete", second.code)

    response = undo(desk, three_lines.program, older)

    assert "There is nothing left to undo." in response.text
    assert order(three_lines) == [(1, "Exercise 3")]


def test_a_removal_is_undone_in_its_own_program_and_by_its_own_person(desk, uma, tess, three_lines):
    other = factories.create_program(owner=tess)
    _, token = remove(desk, "line-delete", three_lines.lines.first().code)

    elsewhere = undo(desk, other, token)
    desk.force_login(uma)
    stranger = undo(desk, three_lines.program, token)

    assert "There is nothing left to undo." in elsewhere.text
    assert stranger.status_code == 404
    assert order(three_lines) == [(1, "Exercise 2"), (2, "Exercise 3")]


def test_a_row_of_a_session_that_is_gone_says_so(desk, three_lines):
    _, token = remove(desk, "line-delete", three_lines.lines.first().code)
    program = three_lines.program
    three_lines.delete()

    response = undo(desk, program, token)

    assert "Exercise 1 cannot be brought back any more." in response.text


@pytest.mark.parametrize("name", ["session-copy", "line-duplicate", "line-fill"])
def test_a_stranger_finds_nothing_to_change(browser, uma, program, line, name):
    browser.force_login(uma)
    before = shape(program)
    code = line.session.code if name == "session-copy" else line.code

    response = browser.post(
        reverse(f"workouts:{name}", args=[code]), {"what": "load", "step": "5", "until": "2"}
    )

    assert response.status_code == 404
    assert shape(program) == before
