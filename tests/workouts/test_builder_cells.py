"""The cells of a row in the builder: saved, refused and shown, with htmx and without."""

import re
from decimal import Decimal

import pytest

from tests import factories
from tests.workouts.builder_page import (
    dose,
    errors,
    flat,
    marked,
    page_of,
    save,
    typed,
    with_and_without_htmx,
)
from workouts.choices import LoadType
from workouts.models import ProgramLine


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
    """5 x 6 lowering 3 s are 90 s, of 5 x 6 x 5 s. A set takes 6 x 5 s, so 5 x 30 + 4 x 150 + 60 s are about 14 min."""
    response = save(desk, line, sets="5x6", tempo="30X1", rest="2:30")

    assert response.status_code == 200
    assert response.text.count("<tbody") == 1
    assert flat(response.text).startswith(f'<tbody class="builder-line" id="line-{line.code}">')
    assert (typed(response, "sets"), typed(response, "tempo"), typed(response, "rest")) == (
        "5 × 6",
        "3-0-X-1",
        "150 s",
    )
    assert f'<span class="soft" id="dose-{line.session.pk}" hx-swap-oob="true">' in response.text
    assert "90 s lowering, 150 s under tension, about 14 min" in response.text
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
    "load-below-1-%": ({"load": "0,5 %"}, "A per cent of the 1RM is 1 or more."),
    "load-above-100-%": (
        {"load": "101 %"},
        "101 % of the 1RM is more than can be lifted, and this method has no help with the lift; choose less.",
    ),
    "load-above-130-%": ({"load": "131 %"}, "Nothing here is above 130 % of the 1RM or 1000 kg."),
    "load-too-heavy": ({"load": "2205 lb"}, "Nothing here is above 130 % of the 1RM or 1000 kg."),
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
