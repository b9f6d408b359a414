"""The guide to a direct test: steps and refusals of clinical reference 2.1, worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from tests import factories
from tests.workouts.test_assigning import words
from workouts.loads import Load
from workouts.models import OneRepMax, SessionLog
from workouts.testing_guide import (
    LOWER_BODY,
    UPPER_BODY,
    Answer,
    Readiness,
    Refusal,
    guide,
    increments_for,
    refusals,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
ALL = frozenset(Answer)
ON_RECORD = frozenset(
    {Refusal.REPORTED_PAIN, Refusal.REPORTED_SORENESS, Refusal.OPEN_SCREENING, Refusal.FLAGGED}
)


def load(value, unit="kg"):
    return Load(Decimal(value), unit)


def steps_of(expected, kind="barbell", regions=("knee",)):
    """(repetitions, load) of the warm-up and the first attempt."""
    found = guide(expected, steps_kind=kind, regions=regions)
    return [
        (step.reps, step.load and f"{step.load.value:f} {step.load.unit}")
        for step in (*found.warm_up, found.attempt)
    ]


def test_lower_body_steps_are_counted_back_by_twenty_per_cent():
    """100 / 1.2 = 83.33, / 1.44 = 69.44, / 1.728 = 57.87; floored to steps of 2.5 kg."""
    assert steps_of(load("100")) == [
        ((5, 10), "57.5 kg"),
        ((3, 5), "67.5 kg"),
        ((2, 3), "82.5 kg"),
        ((1, 1), "100.0 kg"),
    ]


def test_upper_body_steps_are_counted_back_by_ten_per_cent_and_start_at_seventy_at_most():
    """80 / 1.1 = 72.73, / 1.21 = 66.12, / 1.331 = 60.1, which is above 70 % (56)."""
    assert steps_of(load("80"), regions=["chest"]) == [
        ((5, 10), "55.0 kg"),
        ((3, 5), "65.0 kg"),
        ((2, 3), "72.5 kg"),
        ((1, 1), "80.0 kg"),
    ]


def test_pounds_go_in_steps_of_pounds():
    """225 / 1.2 = 187.5, / 1.44 = 156.25, / 1.728 = 130.2; steps of 5 lb."""
    assert steps_of(load("225", "lb")) == [
        ((5, 10), "130 lb"),
        ((3, 5), "155 lb"),
        ((2, 3), "185 lb"),
        ((1, 1), "225 lb"),
    ]


def test_dumbbells_below_ten_kg_go_in_steps_of_one():
    """12 / 1.1 = 10.9 and steps of 2 kg; / 1.21 = 9.92 and steps of 1 kg; 70 % = 8.4."""
    assert [weight for _, weight in steps_of(load("12"), "dumbbell", ["shoulder"])] == [
        "8 kg",
        "9 kg",
        "10 kg",
        "12 kg",
    ]


def test_what_is_lighter_than_a_step_has_no_load():
    assert steps_of(load("2"))[:3] == [((5, 10), None), ((3, 5), None), ((2, 3), None)]


def test_rests_are_one_two_and_two_to_four_minutes():
    found = guide(load("100"), steps_kind="barbell", regions=["knee"])

    assert [step.rest_min for step in found.warm_up] == [(1, 1), (2, 2), (2, 4)]
    assert found.attempt.rest_min == (2, 4)


@pytest.mark.parametrize(
    "regions,loads",
    [(["knee"], ["90", "95"]), (["chest"], ["95", "97.5"])],
    ids=["lower: 5-10 %", "upper: 2.5-5 %"],
)
def test_after_a_failure_load_is_taken_off(regions, loads):
    found = guide(load("100"), steps_kind="barbell", regions=regions)

    assert found.after_failure == tuple(load(value) for value in loads)


def test_a_failed_attempt_with_no_load_has_nothing_to_take_off():
    assert guide(load("2"), steps_kind="barbell", regions=["knee"]).after_failure == (None, None)


def test_a_test_needs_something_to_expect():
    with pytest.raises(ValueError, match="above 0"):
        guide(load("0"), steps_kind="barbell", regions=[])


@pytest.mark.parametrize(
    "regions,increments",
    [
        (["knee", "hip"], LOWER_BODY),
        (["calf"], LOWER_BODY),
        (["back"], UPPER_BODY),
        (["hip", "shoulder"], UPPER_BODY),
        ([], LOWER_BODY),
    ],
)
def test_one_upper_region_is_enough_for_the_smaller_increments(regions, increments):
    assert increments_for(regions) == increments


@pytest.mark.parametrize("days,expected", [(None, True), (0, True), (27, True), (28, False), (400, False)])
def test_the_first_four_weeks_are_for_estimates(days, expected):
    found = refusals(Readiness(days, needs_spotter=False, has_spotter=False, answers=ALL))

    assert found == ([Refusal.FIRST_WEEKS] if expected else [])


@pytest.mark.parametrize(
    "needs,has,expected",
    [(True, False, [Refusal.NO_SPOTTER]), (True, True, []), (False, False, []), (False, True, [])],
)
def test_a_spotter_is_needed_where_the_exercise_needs_one(needs, has, expected):
    assert refusals(Readiness(100, needs_spotter=needs, has_spotter=has, answers=ALL)) == expected


@pytest.mark.parametrize("answer", Answer)
def test_each_answer_that_is_not_given_refuses_the_test(answer):
    found = refusals(Readiness(100, needs_spotter=False, has_spotter=False, answers=ALL - {answer}))

    assert found == [answer.value]


def test_all_refusals_are_told_at_once():
    found = refusals(Readiness(None, needs_spotter=True, has_spotter=False, on_record=ON_RECORD))

    assert set(found) == set(Refusal)
    assert found[:2] == [Refusal.FIRST_WEEKS, Refusal.NO_SPOTTER]


# The page


@pytest.fixture
def squat(db):
    facets = [("region", "knee"), ("region", "hip"), ("caution", "spotter")]
    return factories.create_exercise(slug="back-squat", facets=facets)


@pytest.fixture
def trained(cleo, tess):
    """cleo, whose log began four weeks before Monday."""
    program = factories.create_program(owner=tess, load_pct=None)
    begun_on = MONDAY - timedelta(days=28)
    assignment = factories.assign(program=program, client=cleo, starts_on=begun_on)
    factories.start(planned_session=assignment.planned_sessions.first(), at=NOON - timedelta(days=28))
    return cleo


def ask(browser, client, trainer, **sent):
    browser.force_login(trainer)
    with time_machine.travel(NOON, tick=False):
        return browser.get(reverse("workouts:record-guide", args=[client.code]), sent)


def ticked(**changes):
    return {"exercise": "back-squat", "answers": list(Answer), "has_spotter": "on"} | changes


def test_record_guide_shows_the_steps_to_what_is_expected(browser, tess, trained, squat):
    page = words(ask(browser, trained, tess, **ticked(expected="100")).text)

    assert "Counted back from 100 kg" in page
    assert "Easy 57.5 kg 5–10 1 min Heavier 67.5 kg 3–5 2 min Near the most 82.5 kg 2–3 2–4 min" in page
    assert "First attempt 100 kg 1 2–4 min" in page
    assert "From step to step the load grows by 10–20 %." in page
    assert "take off 5–10 %, to 90–95 kg." in page
    assert "Finish within 3 to 5 attempts." in page


def test_record_guide_counts_from_the_newest_one_rep_max_in_the_clients_unit(browser, tess, trained, squat):
    """100 kg are 220.46 lb: 183.7, 153.1 and 127.6 lb floored to 5 lb."""
    trained.unit = "lb"
    trained.save()
    with time_machine.travel(NOON, tick=False):
        factories.create_one_rep_max(client=trained, exercise=squat, value="100")

    page = words(ask(browser, trained, tess, **ticked(expected="")).text)

    assert "tested 2 Mar 2026" in page
    assert "Easy 125 lb 5–10 1 min Heavier 150 lb 3–5 2 min Near the most 180 lb" in page
    assert "First attempt 220 lb" in page


def test_record_guide_without_anything_to_count_from(browser, tess, trained, squat):
    page = words(ask(browser, trained, tess, **ticked()).text)

    assert "There is nothing to count from." in page
    assert "Record a set to failure" in page


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"has_spotter": ""}, "with a spotter or safety arms only."),
        ({"answers": [Answer.NOT_SORE]}, "Not ticked: no pain."),
        ({"answers": [Answer.PAIN_FREE]}, "Not ticked: soreness below 4."),
        ({"answers": []}, "Not ticked: health screening."),
        ({"answers": []}, "Not ticked: not in rehab"),
        ({"answers": []}, "Not ticked: familiar and rested."),
    ],
)
def test_record_guide_without_the_ticks_says_to_estimate(browser, tess, trained, squat, changes, sentence):
    page = words(ask(browser, trained, tess, **ticked(expected="100", **changes)).text)

    assert "No direct test today. Estimate from 3 to 10 repetitions instead." in page
    assert sentence in page
    assert "First attempt" not in page


def test_what_is_on_record_stands_whatever_is_ticked():
    on_record = frozenset({Refusal.REPORTED_PAIN, Refusal.OPEN_SCREENING})

    found = refusals(Readiness(100, needs_spotter=False, has_spotter=False, answers=ALL, on_record=on_record))

    assert found == [Refusal.REPORTED_PAIN, Refusal.OPEN_SCREENING]


@pytest.mark.parametrize("nrs,is_refused", [(2, False), (3, True), (6, True)], ids=["green", "amber", "red"])
def test_record_guide_knows_the_pain_that_was_reported(browser, tess, trained, squat, nrs, is_refused):
    log = SessionLog.objects.get()
    factories.make_pain_report(session_log=log, answered_at=NOON - timedelta(hours=5), nrs=nrs, region="knee")

    page = words(ask(browser, trained, tess, **ticked(expected="100")).text)

    assert ("The newest pain on record is not green" in page) is is_refused
    assert ("First attempt" in page) is not is_refused


@pytest.mark.parametrize(
    "nrs,regions,is_refused",
    [(3, ["knee"], False), (4, ["knee"], True), (4, [], True), (9, ["calf"], False)],
    ids=["below 4", "4 of the region", "4 everywhere", "another region"],
)
def test_record_guide_knows_the_soreness_that_was_reported(
    browser, tess, trained, squat, nrs, regions, is_refused
):
    log = SessionLog.objects.get()
    factories.make_soreness_report(
        session_log=log, answered_at=NOON - timedelta(hours=5), nrs=nrs, regions=regions
    )

    page = words(ask(browser, trained, tess, **ticked(expected="100")).text)

    assert ("Soreness of 4 or more of 10 is on record for this region." in page) is is_refused


def test_record_guide_knows_an_open_yes_and_flags(browser, tess, trained, squat):
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        factories.make_health_screening(client=trained, cautions=["falls"])
        factories.make_flag(client=trained, by=tess, caution="bp")

    page = words(ask(browser, trained, tess, **ticked(expected="100")).text)

    assert "A yes in the health questions waits for a professional." in page
    assert "A flag is open: blood pressure or a vertebral fracture." in page
    assert "First attempt" not in page


def test_record_guide_does_not_mind_another_flag(browser, tess, trained, squat):
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        factories.make_flag(client=trained, by=tess, caution="groin-acute")

    page = words(ask(browser, trained, tess, **ticked(expected="100")).text)

    assert "First attempt 100 kg" in page


def test_record_guide_of_a_new_client_says_to_estimate(browser, tess, cleo, squat):
    page = words(ask(browser, cleo, tess, **ticked(expected="100")).text)

    assert "The first 4 weeks of training, by the log, are not over." in page
    assert "First attempt" not in page


def test_record_guide_needs_no_spotter_for_a_dumbbell(browser, tess, trained):
    factories.create_exercise(slug="back-squat", steps_kind="dumbbell", facets=[("caution", "spotter")])

    page = words(ask(browser, trained, tess, **ticked(expected="20", has_spotter="")).text)

    assert "First attempt 20 kg" in page


def test_record_guide_before_anything_is_chosen(browser, tess, cleo, squat):
    response = ask(browser, cleo, tess)

    assert response.status_code == 200
    assert "Choose the exercise and tick what is true today." in response.text


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"expected": "much"}, "Write the weight as a number, such as 22.5."),
        ({"expected": "0"}, "Expect 0.1 or more, and no more than 1000 kg."),
        ({"expected": "1001"}, "Expect 0.1 or more, and no more than 1000 kg."),
        ({"exercise": "unheard-of"}, "Select a valid choice."),
        ({"answers": ["brave"]}, "Select a valid choice."),
    ],
)
def test_record_guide_refuses_what_it_cannot_read(browser, tess, trained, squat, changes, sentence):
    response = ask(browser, trained, tess, **ticked(**changes))

    assert response.status_code == 422
    assert sentence in response.text


def test_record_guide_does_not_offer_anothers_exercise(browser, tess, uma, trained):
    factories.create_exercise(slug="back-squat", owner=uma)

    assert ask(browser, trained, tess, **ticked(expected="100")).status_code == 422


def test_record_guide_is_for_the_clients_trainers(browser, uma, trained, squat):
    assert ask(browser, trained, uma, **ticked(expected="100")).status_code == 404


def test_record_guide_ends_in_the_form_that_records(browser, tess, trained, squat):
    page = ask(browser, trained, tess, **ticked(expected="100")).text
    address = reverse("workouts:client-records", args=[trained.code])

    assert f'action="{address}"' in page
    with time_machine.travel(NOON, tick=False):
        browser.post(
            address,
            {
                "exercise": "back-squat",
                "side": "both",
                "lifted": "102,5",
                "unit": "kg",
                "reps": 1,
                "measured_on": MONDAY.isoformat(),
                "entry_key": uuid4(),
            },
        )
    row = OneRepMax.objects.get()
    assert (row.method, row.value, row.measured_on) == ("direct", Decimal("102.5"), MONDAY)
