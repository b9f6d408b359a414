"""The log sheet fits its page, on either paper; a trainer types in what was written, without a mouse."""

import re

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import assign, create_exercise, create_program
from workouts.models import SessionLog, SetLog

# As long as the cues of the library are.
CUE = "Sit down between the hips for 4 s, knees over the toes, then stand up"
SLUGS = ("back-squat", "bench-press", "step-down", "romanian-deadlift", "seated-row", "biceps-curl")


@pytest.fixture
def planned(tess, cleo):
    """Today: six exercises of four sets, 4 x 8 with 60 kg."""
    exercises = [create_exercise(slug=slug, name=slug.capitalize(), cue=CUE) for slug in SLUGS]
    program = create_program(
        owner=tess,
        exercises=exercises,
        lines=6,
        sets=4,
        load_pct=None,
        load_value=60,
        load_unit="kg",
    )
    return assign(program=program, client=cleo).planned_sessions.get()


@pytest.mark.parametrize("paper,size", [("a4", "A4"), ("letter", "Letter")])
def test_six_exercises_of_four_sets_fit_one_page(open_page, cleo, planned, paper, size):
    page = open_page(cleo, PHONE)
    page.goto(f"/planned/{planned.code}/sheet/?paper={paper}")

    printed = page.pdf(format=size, prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_week_has_a_page_for_each_session(open_page, tess, cleo, planned):
    program = create_program(owner=tess, sessions=2, load_pct=None)
    assignment = assign(program=program, client=cleo)
    page = open_page(tess, DESKTOP)
    page.goto(f"/assignments/{assignment.code}/weeks/1/sheet/")

    printed = page.pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2


def test_nothing_on_the_sheet_is_smaller_than_14_points(open_page, cleo, planned):
    page = open_page(cleo, PHONE)
    page.goto(f"/planned/{planned.code}/sheet/")
    page.emulate_media(media="print")

    sizes = page.locator(".sheet *").evaluate_all(
        "all => all.filter((one) => one.textContent.trim()).map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )

    # 14 points are 18.67 CSS pixels.
    assert min(sizes) > 18.6


def test_trainer_types_in_a_paper_by_keyboard(open_page, tess, planned):
    page = open_page(tess, DESKTOP)
    page.goto(f"/planned/{planned.code}/paper/")

    page.get_by_label("1 done").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.type("57.5")
    page.keyboard.press("Tab")
    page.keyboard.type("6")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("55")
    page.keyboard.press("Enter")
    page.get_by_text("The paper is typed in.").wait_for()

    rows = SetLog.objects.filter(prescription__position=1).order_by("number")
    assert [(float(row.load_value), row.reps) for row in rows] == [(57.5, 6), (55, 8), (60, 8), (60, 8)]
    assert SessionLog.objects.get().total_sets == 24
