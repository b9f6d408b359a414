"""What belongs to a method, in the builder: what is lifted, help, a wheel's inertia, and how a dose goes on."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import factories
from tests.workouts.builder_page import (
    HTMX,
    dose,
    errors,
    flat,
    marked,
    page_of,
    save,
    typed,
    with_and_without_htmx,
)
from workouts.building import duplicate_line, fill_weeks
from workouts.choices import LoadType, Method
from workouts.models import ProgramLine
from workouts.removing import remove_line, restore

WAY = ["method", "lift_pct", "lift_value", "assist_value", "assist_unit", "inertia_kgm2", "progression"]


def way(line):
    """What the row says of how the weight gets back up, without what it leaves open."""
    saved = dose(line)
    return {name: saved[name] for name in WAY if saved[name] not in (None, "", "none", "slow_lowering")}


@with_and_without_htmx
@pytest.mark.parametrize(
    "cells,expected",
    [
        ({"method": "ael", "lift": "40 %"}, {"method": "ael", "lift_pct": 40}),
        (
            {"method": "two_up_one_down", "load": "80 kg", "lift": "62,5kg"},
            {"method": "two_up_one_down", "lift_value": Decimal("62.5")},
        ),
        ({"assist": "10 kg"}, {"assist_value": 10, "assist_unit": "kg"}),
        ({"assist": "25 lb"}, {"assist_value": 25, "assist_unit": "lb"}),
        (
            {"method": "flywheel", "load": "rpe8", "inertia": "0,05"},
            {"method": "flywheel", "inertia_kgm2": Decimal("0.05")},
        ),
        (
            {"method": "flywheel", "inertia": "0.05 kg m²"},
            {"method": "flywheel", "inertia_kgm2": Decimal("0.05")},
        ),
        ({"progression": "double_progression"}, {"progression": "double_progression"}),
    ],
    ids=["lift-%", "lift-kg", "help-kg", "help-lb", "inertia-comma", "inertia-unit", "progression"],
)
def test_each_field_is_saved_from_its_text(desk, line, headers, cells, expected):
    save(desk, line, headers, **cells)

    assert way(line) == expected


def test_an_ergometer_is_written_in_minutes_and_effort(desk, tess):
    bike = factories.create_exercise(name="Eccentric bike", load_type=LoadType.LEVEL)
    factories.create_program(owner=tess, exercises=[bike], load_pct=None)
    line = ProgramLine.objects.get()

    save(desk, line, method="ecc_cycle", sets="1x20min", load="rpe3")

    saved = dose(line)
    assert (saved["method"], saved["sets"], saved["duration_s"], saved["rpe"]) == ("ecc_cycle", 1, 1200, 3)


REFUSALS = {
    "lift-above": (
        {"load": "60 %", "lift": "61 %"},
        "lift",
        "What is lifted is at most what is lowered: 60 %.",
    ),
    "lift-above-kg": (
        {"load": "80 kg", "lift": "80.5 kg"},
        "lift",
        "What is lifted is at most what is lowered: 80 kg.",
    ),
    "lift-alone": (
        {"load": "body", "lift": "40 kg"},
        "lift",
        "What is lifted is a part of a load: give the load, too.",
    ),
    "lift-kg-of-%": (
        {"load": "60 %", "lift": "40 kg"},
        "lift",
        "The load is a per cent of the 1RM: write what is lifted as a per cent, too.",
    ),
    "lift-%-of-kg": (
        {"load": "80 kg", "lift": "40 %"},
        "lift",
        "The load is a weight: write what is lifted as a weight, too.",
    ),
    "lift-other-unit": (
        {"load": "80 kg", "lift": "40 lb"},
        "lift",
        "The load is in kg: write what is lifted in kg, too.",
    ),
    "lift-below-1-%": ({"lift": "0,5 %"}, "lift", "A per cent of the 1RM goes from 1 to 100."),
    "lift-unclear": ({"lift": "some"}, "lift", "“some” is not clear. Write 40 %, 60 kg or 135 lb."),
    "help-%": ({"assist": "10 %"}, "assist", "“10 %” is not clear. Write 10 kg or 25 lb."),
    "help-unclear": ({"assist": "a band"}, "assist", "“a band” is not clear. Write 10 kg or 25 lb."),
    "help-too-much": ({"assist": "1001 kg"}, "assist", "No weight here is above 1000 kg."),
    "inertia-unclear": ({"inertia": "heavy"}, "inertia", "“heavy” is not clear. Write the inertia as 0.05."),
    "inertia-0": ({"inertia": "0"}, "inertia", "The inertia of a wheel goes from 0.001 to 1 kg m²."),
    "inertia-2": ({"inertia": "2"}, "inertia", "The inertia of a wheel goes from 0.001 to 1 kg m²."),
}


@with_and_without_htmx
@pytest.mark.parametrize("cells,name,message", REFUSALS.values(), ids=REFUSALS)
def test_a_refused_field_says_so_beside_itself_and_loses_nothing(desk, line, headers, cells, name, message):
    before = dose(line)

    response = save(desk, line, headers, sets="4 x 9", **cells)

    assert response.status_code == 422
    assert (errors(response), marked(response)) == ([message], [name])
    assert f'id="error-{name}-{line.pk}"' in response.text
    assert '<details class="menu" open>' in flat(response.text)
    assert (typed(response, "sets"), typed(response, name)) == ("4 x 9", cells[name])
    assert dose(line) == before


def test_the_load_goes_from_a_weight_to_a_per_cent_once_the_lift_does(desk, tess):
    factories.create_program(
        owner=tess, load_pct=None, load_value=80, load_unit="kg", lift_value=50, method="ael"
    )
    line = ProgramLine.objects.get()

    refused = save(desk, line, load="60 %", lift="50 kg", method="ael")
    saved = save(desk, line, load="60 %", lift="40 %", method="ael")

    assert errors(refused) == [REFUSALS["lift-kg-of-%"][2]]
    assert saved.status_code == 200
    assert (dose(line)["load_pct"], dose(line)["lift_pct"], dose(line)["lift_value"]) == (60, 40, None)


def fields_of_others(page):
    """The fields that a script hides, because they belong to another method."""
    return re.findall(r'<div class="field of-other">.*?name="(\w+)"', flat(page))


@pytest.mark.parametrize(
    "method,hidden",
    [
        (Method.SLOW_LOWERING, ["lift", "inertia"]),
        (Method.PARTNER_ASSISTED, ["inertia"]),
        (Method.AEL, ["assist", "inertia"]),
        (Method.FLYWHEEL, ["lift", "assist"]),
        (Method.ISOMETRIC, ["lift", "assist", "inertia"]),
    ],
)
def test_only_the_fields_of_the_method_are_shown(desk, line, method, hidden):
    page = save(desk, line, method=method).text

    assert fields_of_others(page) == hidden


def test_a_field_of_another_method_stays_while_something_is_in_it(desk, line):
    page = save(desk, line, method="slow_lowering", inertia="0.05").text

    assert fields_of_others(page) == ["lift"]


def test_the_row_says_in_words_what_no_cell_shows(desk, line):
    cells = {
        "method": "ael",
        "lift": "40 %",
        "assist": "10 kg",
        "inertia": "0.05",
        "progression": "linear_load",
    }

    page = save(desk, line, **cells, note="Heels down.").text

    assert (
        "heavier down than up, lift 40 %, 10 kg help, 0.05 kg m², more weight each time, Heels down." in page
    )


# The quick-add line


@with_and_without_htmx
def test_the_quick_line_writes_them(desk, program, headers):
    session = program.sessions.get()
    text = 'back-squat 4x5 @70% lift40% ael +linear "slowly"'

    desk.post(reverse("workouts:line-add", args=[session.code]), {"exercise": text}, headers=headers)

    line = session.lines.get(position=2)
    assert way(line) == {"method": "ael", "lift_pct": 40, "progression": "linear_load"}
    assert (line.sets, line.reps, line.load_pct, line.note) == (4, 5, 70, "slowly")


@pytest.mark.parametrize(
    "words,expected",
    [
        ("3x5 @80kg lift60kg", {"lift_value": 60}),
        ("3x8 assist10kg", {"assist_value": 10, "assist_unit": "kg"}),
        ("4x8 @rpe8 flywheel 0.05kgm2", {"method": "flywheel", "inertia_kgm2": Decimal("0.05")}),
    ],
)
def test_the_quick_line_writes_each_word(desk, program, words, expected):
    session = program.sessions.get()

    desk.post(reverse("workouts:line-add", args=[session.code]), {"exercise": f"back-squat {words}"})

    assert way(session.lines.get(position=2)) == expected


def test_the_quick_line_refuses_to_lift_more_than_is_lowered(desk, program):
    session = program.sessions.get()
    address = reverse("workouts:line-add", args=[session.code])

    response = desk.post(address, {"exercise": "back-squat 3x5 @60% lift70%"}, headers=HTMX)

    assert response.status_code == 422
    assert errors(response) == ["“lift70%”: what is lifted is not more than what is lowered."]
    assert session.lines.count() == 1


def test_the_reading_names_them_while_they_are_typed(desk, program):
    text = "back-squat 4x5 @70% lift40% +linear"

    page = desk.get(reverse("workouts:line-reading"), {"exercise": text}).text

    read = dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>\s*(.*?)\s*</dd>", page, re.DOTALL))
    assert (read["lift40%"], read["+linear"]) == ("lift 40 %", "next: more weight each time")


# Copies, fills, undo


@pytest.fixture
def full(tess):
    """A row of 80 kg with 50 kg lifted, help, inertia and a rule."""
    factories.create_program(
        owner=tess,
        load_pct=None,
        load_value=Decimal("80.5"),
        load_unit="kg",
        lift_value=Decimal("50.5"),
        assist_value=Decimal("10.25"),
        assist_unit="lb",
        inertia_kgm2=Decimal("0.0505"),
        method="ael",
        progression="percent_wave",
    )
    return ProgramLine.objects.get()


def test_a_copy_has_them(full):
    assert way(duplicate_line(line=full)) == way(full)


def test_what_was_removed_comes_back_with_them(full):
    before, program = way(full), full.session.program

    restore(program=program, removed=remove_line(line=full))

    assert way(ProgramLine.objects.get()) == before


def test_a_fill_of_a_per_cent_takes_the_lift_along(tess):
    """Week 2 has a weight with its own lift, which could not stand beside a per cent."""
    program = factories.create_program(owner=tess, weeks=2, lift_pct=40)
    ProgramLine.objects.filter(session__week=2).update(
        load_pct=None, load_value=80, load_unit="kg", lift_pct=None, lift_value=50
    )

    fill_weeks(line=ProgramLine.objects.get(session__week=1), what="load", step=Decimal(5), until=2)

    later = ProgramLine.objects.get(session__week=2)
    assert (later.load_pct, later.load_value, later.lift_pct, later.lift_value) == (65, None, 40, None)
    assert program.sessions.count() == 2


def test_a_fill_goes_no_lower_than_what_is_lifted(full):
    filled = fill_weeks(line=full, what="load", step=Decimal(-20), until=3)

    loads = ProgramLine.objects.order_by("session__week").values_list("load_value", "lift_value")
    assert [load for load, _lift in loads] == [Decimal("80.5"), Decimal("60.5"), Decimal("50.5")]
    assert (filled.stopped_week, filled.limit) == (3, "50.500 kg")


def test_the_page_explains_what_an_ergometer_wants(desk, line):
    save(desk, line, method="ecc_cycle")

    assert (
        "Write minutes and effort into the cells: 1 × 20 min, rpe 3."
        in desk.get(page_of(line.session.program)).text
    )
