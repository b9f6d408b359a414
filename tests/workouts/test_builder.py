"""The builder: each cell edited in place, with htmx and without; lines, weeks and sessions."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from tests import factories
from workouts.choices import ExerciseSide, LoadType
from workouts.models import Program, ProgramLine, ProgramSession
from workouts.models.programs import MAX_WEEKS

HTMX = {"HX-Request": "true"}
EDIT_QUERIES = 6
PAGE_QUERIES = 9
with_and_without_htmx = pytest.mark.parametrize("headers", [{}, HTMX], ids=["without-js", "htmx"])


@pytest.fixture
def desk(browser, tess):
    """tess's, signed in."""
    browser.force_login(tess)
    return browser


@pytest.fixture
def program(tess):
    """One week, one session, one line: 3 x 8 at 60 %, 4-0-1-0, 90 s."""
    return factories.create_program(owner=tess, exercises=[factories.create_exercise(slug="back-squat")])


@pytest.fixture
def line(program):
    return ProgramLine.objects.get()


def page_of(program, week=None):
    address = reverse("workouts:program", args=[program.code])
    return f"{address}?week={week}" if week else address


def cells(**changes):
    """The cells of the line as they stand."""
    standing = {
        "sets": "3 × 8",
        "load": "60 %",
        "tempo": "4-0-1-0",
        "rest": "90 s",
        "side": "both",
        "note": "",
        "load_reason": "",
    }
    return standing | changes


def save(browser, line, headers=HTMX, **changes):
    return browser.post(reverse("workouts:line", args=[line.code]), cells(**changes), headers=headers)


def dose(line):
    line.refresh_from_db()
    return line.copied_dose()


def errors(response):
    """The refusals on the page, as a person reads them."""
    found = re.findall(r'<p class="error"[^>]*>(.*?)</p>', response.text, re.DOTALL)
    return [" ".join(unescape(strip_tags(words)).split()) for words in found]


def flat(text):
    """`text` with every white space one blank: where a tag breaks its lines is the formatter's."""
    return " ".join(text.split())


def typed(response, name):
    """What stands in the cell `name` of the first row."""
    return unescape(re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', response.text)[1])


def marked(response):
    """The cells marked as wrong."""
    return re.findall(r'<input[^>]* name="(\w+)"[^>]* aria-invalid="true"', flat(response.text))


def order(session):
    return list(session.lines.order_by("position").values_list("position", "exercise__name"))


# Saving the cells of a row


@with_and_without_htmx
def test_line_saves_every_cell(desk, line, headers):
    save(
        desk,
        line,
        headers,
        sets="5x6-8",
        load="72,5 % rpe8",
        tempo="30X1",
        rest="2:30",
        side="each",
        method="two_up_one_down",
        group="a1",
        note="Knees out.",
        load_reason="Tested last Monday.",
    )

    assert dose(line) == {
        "tempo_down_s": 3,
        "tempo_pause_low_s": 0,
        "tempo_up_s": None,
        "tempo_pause_top_s": 1,
        "sets": 5,
        "reps": 6,
        "reps_max": 8,
        "duration_s": None,
        "load_pct": Decimal("72.5"),
        "load_value": None,
        "load_unit": "",
        "lift_pct": None,
        "lift_value": None,
        "assist_value": None,
        "assist_unit": "",
        "inertia_kgm2": None,
        "progression": "none",
        "rm": None,
        "rpe": Decimal(8),
        "rir": None,
        "load_reason": "Tested last Monday.",
        "rest_s": 150,
        "side": "each",
        "method": "two_up_one_down",
        "group": "A1",
        "note": "Knees out.",
    }


@pytest.mark.parametrize(
    "text,expected",
    [
        ("45 kg", (None, Decimal(45), "kg")),
        ("22,5kg", (None, Decimal("22.5"), "kg")),
        ("100 lb", (None, Decimal(100), "lb")),
        ("@65%", (Decimal(65), None, "")),
        ("body", (None, None, "")),
        ("", (None, None, "")),
    ],
)
def test_line_reads_a_load_as_trainers_write_it(desk, line, text, expected):
    save(desk, line, load=text)

    saved = dose(line)
    assert (saved["load_pct"], saved["load_value"], saved["load_unit"]) == expected


def test_line_of_a_hold_is_counted_in_seconds(desk, tess):
    hold = factories.create_exercise(name="Wall sit", load_type=LoadType.TIME)
    factories.create_program(owner=tess, exercises=[hold], reps=None, duration_s=30, load_pct=None)
    line = ProgramLine.objects.get()

    save(desk, line, sets="5 x 45 s", load="body")

    assert (dose(line)["sets"], dose(line)["reps"], dose(line)["duration_s"]) == (5, None, 45)


def test_line_answers_htmx_with_its_row_and_the_totals_of_the_session(desk, line):
    """5 x 6 lowering 3 s are 90 s. A set takes 6 x 5 s, so 5 x 30 + 4 x 150 + 60 s are about 14 min."""
    response = save(desk, line, sets="5x6", tempo="30X1", rest="2:30")

    assert response.status_code == 200
    assert response.text.count("<tbody") == 1
    assert response.text.strip().startswith(f'<tbody class="builder-line" id="line-{line.code}">')
    assert (typed(response, "sets"), typed(response, "tempo"), typed(response, "rest")) == (
        "5 × 6",
        "3-0-X-1",
        "150 s",
    )
    assert f'<span class="soft" id="dose-{line.session.pk}" hx-swap-oob="true">' in response.text
    assert "90 s lowering, about 14 min" in response.text
    assert "HX-Request" in response.headers["Vary"]


def test_line_totals_count_every_row_of_the_session(desk, tess):
    """3 x 8 lowering 4 s are 96 s, twice; the saved line has both sides, so 288 s in all."""
    program = factories.create_program(owner=tess, lines=2)
    line = program.sessions.get().lines.first()

    response = save(desk, line, side="each")

    assert "288 s lowering" in response.text


def test_line_answers_a_browser_without_scripts_with_the_builder(desk, tess):
    program = factories.create_program(owner=tess, weeks=2)
    line = ProgramLine.objects.get(session__week=2)

    response = save(desk, line, {}, sets="4 x 5")

    assert response.status_code == 302
    assert response.url == page_of(program, 2)
    page = desk.get(response.url)
    assert typed(page, "sets") == "4 × 5"
    assert "80 s lowering" in page.text


REFUSALS = {
    "sets-unclear": ({"sets": "many"}, "“many” is not clear. Write 3 × 8, or 5 × 45 s for a hold."),
    "sets-missing": ({"sets": ""}, "This field is required."),
    "sets-0": ({"sets": "0 x 8"}, "Sets go from 1 to 12."),
    "sets-13": ({"sets": "13 x 8"}, "Sets go from 1 to 12."),
    "reps-0": ({"sets": "3 x 0"}, "Repetitions go from 1 to 60."),
    "reps-61": ({"sets": "3 x 61"}, "Repetitions go from 1 to 60."),
    "over-an-hour": ({"sets": "1 x 61 min"}, "A set lasts at most an hour."),
    "load-unclear": ({"load": "60"}, "“60” is not clear. Write 60 %, 45 kg, 100 lb or body."),
    "load-below-1-%": ({"load": "0,5 %"}, "A per cent of the 1RM goes from 1 to 100."),
    "load-above-100-%": ({"load": "101 %"}, "More than the 1RM cannot be lifted: at most 100 % here."),
    "load-too-heavy": ({"load": "2205 lb"}, "No weight here is above 1000 kg."),
    "load-above-70-%": ({"load": "71 %"}, "Above 70 % of the 1RM: say why, in 15 letters or more."),
    "tempo-three": ({"tempo": "4-0-1"}, "Three figures: write 4-0-1-0 if there is no pause at the top."),
    "tempo-unclear": (
        {"tempo": "slow"},
        "“slow” is not clear. Write lower-pause-lift-pause, such as 4-0-1-0.",
    ),
    "tempo-fast-lowering": (
        {"tempo": "X010"},
        "“X010” is not clear. Write lower-pause-lift-pause, such as 4-0-1-0.",
    ),
    "tempo-31-s": (
        {"tempo": "31-0-1-0"},
        "“31-0-1-0” is not clear. Write lower-pause-lift-pause, such as 4-0-1-0.",
    ),
    "rest-unclear": ({"rest": "a while"}, "“a while” is not clear. Write 120 s or 2:00."),
    "rest-over-15-min": ({"rest": "16 min"}, "A rest lasts at most 15 minutes."),
    "side-unknown": (
        {"side": "middle"},
        "Select a valid choice. middle is not one of the available choices.",
    ),
    "note-too-long": ({"note": "x" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
    "reason-too-long": (
        {"load_reason": "x" * 301},
        "Ensure this value has at most 300 characters (it has 301).",
    ),
}


@with_and_without_htmx
@pytest.mark.parametrize(
    "changes,message",
    [pytest.param(*case, id=name) for name, case in REFUSALS.items()],
)
def test_line_refuses(desk, line, headers, changes, message):
    before = dose(line)
    sent = {"sets": "4 x 9", "tempo": "5-0-1-0", "rest": "100"} | changes

    response = save(desk, line, headers, **sent)

    assert response.status_code == 422
    assert errors(response) == [message]
    assert {name: typed(response, name) for name in sent if name != "side"} == {
        name: text for name, text in sent.items() if name != "side"
    }
    assert ("<html" in response.text) == (headers == {})
    assert dose(line) == before


@with_and_without_htmx
@pytest.mark.parametrize(
    "name,text", [("sets", "many"), ("load", "60"), ("tempo", "slow"), ("rest", "a while")]
)
def test_line_marks_the_cell_it_refuses(desk, line, headers, name, text):
    response = save(desk, line, headers, **{name: text})

    assert marked(response) == [name]


def test_line_refuses_several_cells_at_once(desk, line):
    response = save(desk, line, sets="many", rest="a while")

    assert errors(response) == [f"{REFUSALS['sets-unclear'][1]} {REFUSALS['rest-unclear'][1]}"]
    assert marked(response) == ["sets", "rest"]


def test_line_refused_over_htmx_answers_with_one_row(desk, line):
    response = save(desk, line, sets="many")

    assert response.text.count("<tbody") == 1
    assert "96 s lowering" in response.text


def test_line_refused_is_beside_its_own_row_only(desk, tess):
    program = factories.create_program(owner=tess, lines=2)
    first, second = program.sessions.get().lines.all()

    page = save(desk, second, {}, sets="many").text

    rows = dict(re.findall(r'id="line-([\w-]+)">(.*?)</tbody>', page, re.DOTALL))
    assert [code for code, row in rows.items() if "is not clear" in row] == [str(second.code)]
    assert 'value="3 × 8"' in rows[str(first.code)]
    assert 'value="many"' in rows[str(second.code)]


def test_line_asks_for_the_reason_where_the_load_leaves_the_band(desk, line):
    asking = save(desk, line, load="75 %", load_reason="short")
    saved = save(desk, line, load="75 %", load_reason="Tested last Monday.")

    assert (asking.status_code, saved.status_code) == (422, 200)
    assert typed(asking, "load_reason") == "short"
    assert (dose(line)["load_pct"], dose(line)["load_reason"]) == (75, "Tested last Monday.")


@pytest.mark.parametrize("load,status", [("70 %", 200), ("70,01 %", 422), ("100 %", 422), ("1 %", 200)])
def test_line_needs_a_reason_only_above_70_per_cent(desk, line, load, status):
    assert save(desk, line, load=load).status_code == status


def test_line_in_kg_offers_the_reason_that_assigning_may_ask_for(desk, line):
    response = save(desk, line, load="80 kg")

    assert 'name="load_reason"' in response.text


def test_line_of_a_hold_refuses_repetitions(desk, tess):
    hold = factories.create_exercise(name="Wall sit", load_type=LoadType.TIME)
    factories.create_program(owner=tess, exercises=[hold], reps=None, duration_s=30, load_pct=None)

    response = save(desk, ProgramLine.objects.get(), load="body")

    assert errors(response) == ["This exercise is counted in seconds: write 5 × 45 s."]


def test_line_without_weight_refuses_one(desk, tess):
    push_up = factories.create_exercise(name="Push-up", load_type=LoadType.BODY_WEIGHT)
    factories.create_program(owner=tess, exercises=[push_up], load_pct=None)

    response = save(desk, ProgramLine.objects.get(), load="60 %")

    assert errors(response) == ["This exercise has no weight: write body."]


@with_and_without_htmx
def test_line_note_is_kept_and_shown(desk, line, headers):
    save(desk, line, headers, note="Heels down.")

    page = desk.get(page_of(line.session.program)).text
    assert dose(line)["note"] == "Heels down."
    assert '<td colspan="8" class="soft small">Heels down.</td>' in flat(page)


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

    assert response.url == page_of(program, 1)
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


@pytest.fixture
def three_lines(tess):
    """A session of Exercise 1, 2 and 3."""
    return factories.create_program(owner=tess, lines=3).sessions.get()


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


# Weeks and sessions


def shape(program):
    """(week, place, name, doses) of every session."""
    return [
        (
            row.week,
            row.position,
            row.name,
            [(line.exercise_id, line.copied_dose()) for line in row.lines.all()],
        )
        for row in program.sessions.all()
    ]


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

    assert response.url == page_of(program, 2)
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

    shown_weeks = re.findall(r'<a href="[^"]*\?week=(\d)"\s+aria-current="page">', page)
    assert shown_weeks == [str(shown)]


def test_program_archive_puts_it_away_and_leaves_plans(desk, tess, cleo, program):
    assignment = factories.assign(program=program, client=cleo)

    with time_machine.travel(datetime(2026, 3, 2, 12, 0, tzinfo=UTC), tick=False):
        response = desk.post(reverse("workouts:program-archive", args=[program.code]), follow=True)

    program.refresh_from_db()
    assignment.refresh_from_db()
    assert program.archived_at == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert "No program yet." in response.text
    assert desk.get(page_of(program)).status_code == 404
    assert assignment.status == "active"
    assert assignment.planned_sessions.count() == 1
