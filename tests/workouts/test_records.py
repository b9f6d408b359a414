"""One-rep maxima as the trainer reads them: formulas, confidence, age, history."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.workouts.test_assigning import words
from workouts.choices import ExerciseSide
from workouts.kit import Kit
from workouts.models import OneRepMax
from workouts.records import read_records

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)


@pytest.fixture
def squat(db):
    return factories.create_exercise(name="Squat", slug="squat")


def measure(client, exercise, value="100", *, days=0, **changes):
    """A one-rep max of `days` before Monday."""
    return factories.create_one_rep_max(
        client=client, exercise=exercise, value=value, measured_on=MONDAY - timedelta(days=days), **changes
    )


def page_of(browser, trainer, client):
    browser.force_login(trainer)
    with time_machine.travel(NOON, tick=False):
        return browser.get(reverse("workouts:client-records", args=[client.code])).text


def test_estimates_show_lowest_median_and_highest_of_seven(browser, tess, cleo, squat):
    """Clinical reference 2.3: 60 kg for 8."""
    measure(cleo, squat, "60", reps=8)

    page = words(page_of(browser, tess, cleo))

    assert "estimated from 60 kg × 8, 2 Mar 2026, today" in page
    assert "72 – 75.07 – 76.6 kg" in page
    assert (
        "Epley used here 76 Brzycki 74.48 Lombardi 73.87 O'Conner 72 Mayhew 75.77 Wathan 76.6 Lander 75.07"
        in page
    )


@pytest.mark.parametrize(
    "reps,confidence",
    [
        (1, "tested, no formula"),
        (10, "normal for an estimate"),
        (11, "low, unsure above 10 reps"),
    ],
)
def test_confidence_falls_above_ten_repetitions(browser, tess, cleo, squat, reps, confidence):
    measure(cleo, squat, "60", reps=reps)

    assert f"Confidence {confidence}" in words(page_of(browser, tess, cleo))


@pytest.mark.parametrize(
    "days,age",
    [
        (0, "today"),
        (1, "1 day old"),
        (13, "13 days old"),
        (14, "2 weeks old"),
        (56, "8 weeks old"),
        (57, "8 weeks old getting old"),
        (112, "16 weeks old getting old"),
        (113, "16 weeks old too old"),
    ],
)
def test_age_is_in_words(browser, tess, cleo, squat, days, age):
    measure(cleo, squat, days=days)

    assert f", {age} 100 kg" in words(page_of(browser, tess, cleo))


@pytest.mark.parametrize("days,age", [(28, "4 weeks old"), (29, "4 weeks old getting old")])
def test_in_rehab_a_value_is_current_for_four_weeks(browser, tess, cleo, squat, days, age):
    factories.make_flag(client=cleo, by=tess, caution="rehab")
    measure(cleo, squat, days=days)

    assert f", {age} 100 kg" in words(page_of(browser, tess, cleo))


def test_each_side_has_its_own(browser, tess, cleo):
    lunge = factories.create_exercise(name="Lunge", side=ExerciseSide.UNILATERAL)
    for side, value in (("left", "20"), ("right", "24")):
        measure(cleo, lunge, value, side=side)

    page = words(page_of(browser, tess, cleo))

    assert re.search(r"Lunge left side .*20 kg .*Lunge right side .*24 kg", page)


def test_a_history_is_a_chart_and_a_table(browser, tess, cleo, squat):
    """100 kg ten days ago at the lower left, 110 estimated (100 kg for 3) today at the upper right, as a ring."""
    measure(cleo, squat, "100", days=10)
    measure(cleo, squat, "100", reps=3)

    page = page_of(browser, tess, cleo)

    assert (
        'aria-label="One-rep max, Squat: from 100 kg on 20 February 2026 to 110 kg on 2 March 2026"' in page
    )
    assert 'd="M24.0 104.0 310.0 16.0"' in page
    assert re.search(r'<rect class="c-inkdot"\s+x="19.0"\s+y="99.0"', page)
    assert re.search(r'<circle class="c-hole"\s+cx="310.0"\s+cy="16.0"', page)
    assert "2 Mar 2026 estimated, 100 kg × 3 110 kg 20 Feb 2026 tested 100 kg" in words(page)


def test_a_chart_in_two_units_is_drawn_in_the_newest(browser, tess, cleo, squat):
    """225 lb are 102.06 kg."""
    measure(cleo, squat, "225", unit="lb", days=10)
    measure(cleo, squat, "110")

    page = page_of(browser, tess, cleo)

    assert "from 102.06 kg on 20 February 2026 to 110 kg" in page
    assert "20 Feb 2026 tested 225 lb" in words(page)


def test_one_value_has_no_chart(browser, tess, cleo, squat):
    measure(cleo, squat)

    page = page_of(browser, tess, cleo)

    assert '<svg class="chart"' not in page
    assert "Earlier values" not in page


def test_taken_out_values_are_in_no_history(cleo, squat):
    kept, out = measure(cleo, squat, "100", days=10), measure(cleo, squat, "200", days=5)
    newest = measure(cleo, squat, "110")
    out.void(at=timezone.now())

    (record,), older = read_records(OneRepMax.objects.for_client(cleo), MONDAY, Kit("kg"))

    assert (record.history, older) == ((kept, newest), [kept])


@pytest.mark.parametrize(
    "value,unit,reps,shown",
    [
        ("23.33", "kg", 1, "11.6–16.3 kg"),  # 11.665 to 16.331
        ("33.3", "kg", 1, "16.6–23.3 kg"),  # BAND-9: 16.65 to 23.31
        ("42.5", "kg", 1, "21.2–29.7 kg"),  # BAND-6: 21.25 to 29.75
        ("100", "kg", 1, "50–70 kg"),
        ("52", "lb", 1, "26–36.4 lb"),  # BAND-2
        ("33.33", "lb", 1, "16.6–23.3 lb"),  # 16.665 to 23.331
        ("60", "kg", 7, "37–51.8 kg"),  # Epley 74: 37 to 51.8
        ("47", "kg", 8, "29.7–41.6 kg"),  # Epley 59.53: 29.765 to 41.671
    ],
)
def test_a_limit_has_one_decimal_at_most_and_is_never_rounded_up(
    browser, tess, cleo, squat, value, unit, reps, shown
):
    measure(cleo, squat, value, unit=unit, reps=reps)

    assert f"50–70 % band {shown}" in words(page_of(browser, tess, cleo))


def test_nobody_else_sees_them(browser, uma, cleo, squat):
    measure(cleo, squat)
    browser.force_login(uma)

    response = browser.get(reverse("workouts:client-records", args=[cleo.code]))

    assert response.status_code == 404


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"reps": 16}, "An estimate needs 1 to 15 repetitions."),
        ({"lifted": "0"}, "A weight lifted here is 0.1 or more."),
        ({"side": "left"}, "This exercise is done with both sides at once."),
        ({"measured_on": "2026-03-03"}, "This day has not come yet."),
    ],
)
def test_what_cannot_be_is_refused(browser, tess, cleo, squat, changes, sentence):
    browser.force_login(tess)
    sent = {
        "exercise": "squat",
        "side": "both",
        "lifted": "100",
        "unit": "kg",
        "reps": 1,
        "measured_on": "2026-03-02",
        "entry_key": "11111111-1111-4111-8111-111111111111",
    }

    with time_machine.travel(NOON, tick=False):
        response = browser.post(reverse("workouts:client-records", args=[cleo.code]), sent | changes)

    assert response.status_code == 422
    assert sentence in response.text
    assert not OneRepMax.objects.exists()
