"""The quick-add line in the builder: what it writes, what it reads back while typing, and what it refuses."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from tests import factories
from workouts.choices import LoadType
from workouts.models import Program, ProgramLine, ProgramSession
from workouts.shorthand import Effort, LoadCell, parse_effort, parse_sets


@pytest.fixture
def session(tess):
    """An empty session of Tess's, and three exercises to choose from."""
    factories.create_exercise(name="Squat (barbell back squat)", slug="back-squat")
    factories.create_exercise(name="Leg press two up, one down", slug="leg-press-2up1down", side="uni")
    factories.create_exercise(name="Push-up", slug="push-up", load_type=LoadType.BODY_WEIGHT)
    program = Program.objects.create(owner=tess, name="Empty")
    return ProgramSession.objects.create(program=program, name="Day A")


def add(browser, session, text):
    return browser.post(reverse("workouts:line-add", args=[session.code]), {"exercise": text})


def refusals(response):
    return [
        unescape(text).strip()
        for text in re.findall(r'id="add-error".*?</svg>(.*?)</p>', response.text, re.S)
    ]


def test_line_add_writes_the_whole_line(browser, tess, session):
    browser.force_login(tess)

    add(browser, session, 'A1 leg press 2up1down 4x6-8 @65% @rpe7.5 40X0 r2:30 left "toes up"')

    line = ProgramLine.objects.get()
    assert line.exercise.slug == "leg-press-2up1down"
    assert (line.sets, line.reps, line.reps_max, line.duration_s) == (4, 6, 8, None)
    assert (line.load_pct, line.load, line.rm, line.rpe, line.rir) == (65, None, None, Decimal("7.5"), None)
    assert str(line.tempo) == "4-0-X-0"
    assert (line.rest_s, line.side, line.group, line.note) == (150, "left", "A1", "toes up")


def test_line_add_leaves_open_what_was_not_said(browser, tess, session):
    browser.force_login(tess)

    add(browser, session, "squat 3x8 @60kg")

    line = ProgramLine.objects.get()
    assert (str(line.tempo), line.rest_s, line.side, line.method) == ("4-0-1-0", 90, "both", "slow_lowering")
    assert (line.load_pct, str(line.load_value), line.load_unit) == (None, "60.000", "kg")


@pytest.mark.parametrize(
    "text,expected",
    [
        ("squat 4x8 slow-ish", ["“slow-ish” is not clear."]),
        ("squat 4x8 @65", ["“@65” is not clear. Write @65%, @60kg, @135lb, @10rm, @rpe8 or @rir2."]),
        ("squat 4x8 3-1-1", ["“3-1-1” has three parts. Write 3-1-1-0 if there is no pause at the top."]),
        ("squat 4x8 X-0-1-0", ["“X-0-1-0”: only the lift may be X."]),
        ("squat 13x12", ["“13x12”: sets go from 1 to 12."]),
        (
            "squat 4x8 @110%",
            [
                "110 % of the 1RM is more than can be lifted, and this method has no help with the lift; "
                "choose less."
            ],
        ),
        ("push-up 4x8 @60%", ["Push-up has no weight."]),
        ("squat 4x8 @65% r20:00 oops", ["“r20:00”: a rest lasts at most 15 minutes. “oops” is not clear."]),
    ],
)
def test_line_add_says_what_it_did_not_understand(browser, tess, session, text, expected):
    browser.force_login(tess)

    response = add(browser, session, text)

    assert response.status_code == 422
    assert refusals(response) == expected
    assert f'value="{text}"' in unescape(response.text)
    assert not ProgramLine.objects.exists()


def test_line_reading_shows_each_word_and_what_it_makes(browser, tess, session):
    browser.force_login(tess)

    page = browser.get(reverse("workouts:line-reading"), {"exercise": "squat 4x8 @65% 4-0-1-0 r120 huh"}).text

    words = [
        (unescape(word), unescape(said))
        for word, said in re.findall(r"<dt>(.*?)</dt>\s*<dd>\s*(.*?)\s*</dd>", page)
    ]
    assert words == [
        ("squat", "Squat (barbell back squat)"),
        ("4x8", "4 sets of 8"),
        ("@65%", "65 %"),
        ("4-0-1-0", "lower 4 s, lift 1 s"),
        ("r120", "rest 120 s"),
        ("huh", "“huh” is not clear."),
        # Four sets of eight repetitions, each lowered for 4 s.
        ("makes", "128 s lowering"),
    ]


@pytest.mark.parametrize(
    "text,expected",
    [
        ("60 %", Effort(LoadCell(Decimal(60)))),
        ("10rm", Effort(rm=10)),
        ("60 % RPE 8", Effort(LoadCell(Decimal(60)), rpe=Decimal(8))),
        ("body rir 2", Effort(rir=2)),
        ("body", Effort()),
    ],
)
def test_effort_is_read_and_written_back(text, expected):
    assert parse_effort(text) == expected
    assert parse_effort(str(expected)) == expected


def test_sets_are_read_as_a_range():
    assert str(parse_sets("3x12-15")) == "3 × 12-15"
    with pytest.raises(ValueError, match="3x15-12"):
        parse_sets("3x15-12")
