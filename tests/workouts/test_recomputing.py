"""Loads after a one-rep max came or went: proposed, changed only on request, and never what was started."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tests import factories
from tests.workouts.test_assigning import words
from workouts.choices import AssignmentStatus, ExerciseSide
from workouts.loads import Load
from workouts.models import Override, Prescription, SetLog
from workouts.recomputing import apply_loads, propose_loads

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
FIFTEEN_LETTERS = "Tested on 1 May"


@pytest.fixture
def monday():
    """It is noon on Monday 2 March."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def squat(db):
    return factories.create_exercise(name="Squat", slug="squat")


def kg(value):
    return Load(Decimal(value), "kg")


def measure(client, exercise, value, **changes):
    return factories.create_one_rep_max(client=client, exercise=exercise, value=value, **changes)


def plan(trainer, client, exercise, *, sessions=1, reasons=None, **dose):
    """An assignment of one exercise on each of the next days; its prescriptions.

    While there is no one-rep max it says three repetitions in reserve (rule LS-08).
    """
    program = factories.create_program(owner=trainer, exercises=[exercise], sessions=sessions, **dose)
    assignment = factories.assign(program=program, client=client, by_effort=True, reasons=reasons)
    return Prescription.objects.filter(planned_session__assignment=assignment)


def proposed(client):
    """(day, exercise, old load, new load, status) of what is proposed."""
    return [
        (change.planned_on, change.exercise.name, change.old, change.load, change.status)
        for change in propose_loads(client, client.today())
    ]


def apply_all(client, by, *, keys=None):
    keys = keys or [change.key for change in propose_loads(client, client.today())]
    return apply_loads(client, keys, today=client.today(), by=by)


def rows(queryset):
    """Every column of the rows."""
    return list(queryset.order_by("pk").values())


@pytest.fixture
def trained(tess, cleo, squat, monday):
    """cleo squatted eight days ago, so that 3 x 8 needs no reason (rule LS-15)."""
    factories.create_trained(client=cleo, at=NOON - timedelta(days=8), owner=tess, exercise=squat)


# Proposing


def test_a_new_one_rep_max_proposes_the_loads_of_sessions_not_started(tess, cleo, squat, monday):
    """60 % of 100 is 60; of 105 it is 63, which steps of 2.5 kg floor to 62.5."""
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat, sessions=2)
    before = rows(prescriptions)

    measure(cleo, squat, "105")

    assert proposed(cleo) == [
        (MONDAY, "Squat", kg("60"), kg("62.5"), "computed"),
        (MONDAY + timedelta(days=1), "Squat", kg("60"), kg("62.5"), "computed"),
    ]
    assert rows(prescriptions) == before


def test_a_load_that_floors_to_the_same_step_is_no_change(tess, cleo, squat, monday):
    """60 % of 103 is 61.8: still 60."""
    measure(cleo, squat, "100")
    plan(tess, cleo, squat)

    measure(cleo, squat, "103")

    assert proposed(cleo) == []


def test_the_first_one_rep_max_gives_a_load_to_what_had_none(tess, cleo, squat, monday):
    plan(tess, cleo, squat)

    measure(cleo, squat, "100")

    assert proposed(cleo) == [(MONDAY, "Squat", None, kg("60"), "computed")]


def test_voiding_goes_back_to_the_value_before(tess, cleo, squat, monday):
    measure(cleo, squat, "90", measured_on=MONDAY - timedelta(days=7))
    mistyped = measure(cleo, squat, "100")
    plan(tess, cleo, squat)

    mistyped.void(at=NOON)

    # 60 % of 90 is 54: 52.5.
    assert proposed(cleo) == [(MONDAY, "Squat", kg("60"), kg("52.5"), "computed")]


def test_voiding_the_only_value_proposes_no_load(tess, cleo, squat, monday):
    mistyped = measure(cleo, squat, "100")
    prescription = plan(tess, cleo, squat).get()
    mistyped.void(at=NOON)

    assert proposed(cleo) == [(MONDAY, "Squat", kg("60"), None, "no_one_rep_max")]
    apply_all(cleo, tess)
    prescription.refresh_from_db()
    assert (prescription.load, prescription.load_kg, prescription.load_status) == (
        None,
        None,
        "no_one_rep_max",
    )
    assert (prescription.load_unit, prescription.one_rep_max) == ("", None)


def test_too_light_a_value_says_that_lighter_equipment_is_needed(tess, cleo, squat, monday):
    """60 % of 4 kg is 2.4: below one step."""
    plan(tess, cleo, squat)

    measure(cleo, squat, "4")

    assert proposed(cleo) == [(MONDAY, "Squat", None, None, "no_load")]


def test_the_load_is_in_the_clients_unit(tess, cleo, squat, monday):
    """60 % of 100 kg are 132.277 lb: 130 in steps of 5 lb."""
    cleo.unit = "lb"
    cleo.save()
    prescription = plan(tess, cleo, squat).get()
    measure(cleo, squat, "100")

    apply_all(cleo, tess)

    prescription.refresh_from_db()
    assert prescription.load == Load(Decimal(130), "lb")
    assert prescription.load_kg == Decimal("58.9670081000")


@pytest.mark.parametrize(
    "side,expected",
    [("left", "12"), ("right", "14"), ("each", "12")],
    ids=["left", "right", "each: the weaker side"],
)
def test_each_side_follows_its_own_value(tess, cleo, monday, side, expected):
    """60 % of 20 is 12, of 24 it is 14.4: 14 with dumbbells."""
    lunge = factories.create_exercise(name="Lunge", side=ExerciseSide.UNILATERAL, steps_kind="dumbbell")
    plan(tess, cleo, lunge, side=side)
    measure(cleo, lunge, "20", side="left")
    measure(cleo, lunge, "24", side="right")

    assert proposed(cleo) == [(MONDAY, "Lunge", None, kg(expected), "computed")]


def test_one_side_alone_gives_no_load_to_both(tess, cleo, monday):
    lunge = factories.create_exercise(name="Lunge", side=ExerciseSide.UNILATERAL)
    plan(tess, cleo, lunge, side="each")

    measure(cleo, lunge, "20", side="left")

    assert proposed(cleo) == []


@pytest.mark.parametrize(
    "dose",
    [
        {"load_pct": None},
        {"load_pct": None, "load_value": Decimal(50), "load_unit": "kg"},
    ],
    ids=["no load", "a weight as written"],
)
def test_what_is_not_in_per_cent_stays(tess, cleo, squat, monday, dose):
    plan(tess, cleo, squat, **dose)

    measure(cleo, squat, "100")

    assert proposed(cleo) == []


def test_an_assignment_that_has_ended_stays(tess, cleo, squat, monday):
    prescription = plan(tess, cleo, squat).get()
    prescription.planned_session.assignment.end(at=NOON, reason="The season is over.")

    measure(cleo, squat, "100")

    assert prescription.planned_session.assignment.status == AssignmentStatus.ENDED
    assert proposed(cleo) == []


def test_nothing_is_proposed_where_nothing_is_planned(cleo, squat, monday):
    measure(cleo, squat, "100")

    assert proposed(cleo) == []


# Changing


def test_changing_writes_the_load_and_where_it_comes_from(tess, cleo, squat, monday):
    measure(cleo, squat, "100")
    prescription = plan(tess, cleo, squat).get()
    newest = measure(cleo, squat, "105")

    outcome = apply_all(cleo, tess)

    prescription.refresh_from_db()
    assert (len(outcome.changed), outcome.refused, outcome.outdated) == (1, [], set())
    assert (prescription.load, prescription.load_kg) == (kg("62.5"), Decimal("62.5"))
    assert (prescription.load_status, prescription.one_rep_max) == ("computed", newest)
    assert prescription.load_pct == 60


def test_what_was_started_and_recorded_stays_byte_for_byte(tess, cleo, squat, monday):
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat, sessions=3)
    first, second, third = prescriptions
    done = factories.start(planned_session=first.planned_session)
    factories.record(session_log=done)
    factories.start(planned_session=second.planned_session)
    before, recorded = rows(prescriptions), rows(SetLog.objects)

    measure(cleo, squat, "105")
    apply_all(cleo, tess)

    after = rows(prescriptions)
    assert (after[:2], rows(SetLog.objects)) == (before[:2], recorded)
    assert after[2]["load_value"] == Decimal("62.5")
    assert third.pk == after[2]["id"]


def test_a_session_started_meanwhile_is_left_alone(tess, cleo, squat, monday):
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat)
    measure(cleo, squat, "105")
    keys = [change.key for change in propose_loads(cleo, MONDAY)]
    factories.start(planned_session=prescriptions.get().planned_session)
    before = rows(prescriptions)

    outcome = apply_all(cleo, tess, keys=keys)

    assert (outcome.changed, outcome.outdated) == ([], set(keys))
    assert rows(prescriptions) == before


def test_a_load_nobody_looked_at_is_not_written(tess, cleo, squat, monday):
    """The page showed 62.5 kg; another value made it 70 before the button was tapped."""
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat)
    measure(cleo, squat, "105")
    keys = [change.key for change in propose_loads(cleo, MONDAY)]
    measure(cleo, squat, "117")
    before = rows(prescriptions)

    outcome = apply_all(cleo, tess, keys=keys)

    assert (outcome.changed, outcome.outdated) == ([], set(keys))
    assert rows(prescriptions) == before


def test_only_the_chosen_are_changed(tess, cleo, squat, monday):
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat, sessions=2)
    measure(cleo, squat, "105")
    _, second = propose_loads(cleo, MONDAY)

    apply_all(cleo, tess, keys=[second.key])

    assert list(prescriptions.values_list("load_value", flat=True)) == [60, Decimal("62.5")]


def test_other_clients_stay_byte_for_byte(tess, uma, cleo, omar, squat, monday):
    for trainer, client in ((tess, cleo), (uma, omar)):
        measure(client, squat, "100")
        plan(trainer, client, squat)
        measure(client, squat, "105")
    of_omar = Prescription.objects.filter(planned_session__assignment__client=omar)
    before = rows(of_omar)
    keys = [change.key for client in (cleo, omar) for change in propose_loads(client, MONDAY)]

    apply_all(cleo, tess, keys=keys)

    assert rows(of_omar) == before


def test_changing_twice_changes_once(tess, cleo, squat, monday):
    plan(tess, cleo, squat)
    measure(cleo, squat, "100")
    keys = [change.key for change in propose_loads(cleo, MONDAY)]
    apply_all(cleo, tess, keys=keys)
    before = rows(Prescription.objects)

    again = apply_all(cleo, tess, keys=keys)

    assert (again.changed, rows(Prescription.objects)) == ([], before)
    assert proposed(cleo) == []


# Safety


def test_above_the_band_without_a_reason_is_refused(tess, cleo, squat, trained):
    prescriptions = plan(tess, cleo, squat, load_pct=Decimal(80), reasons={})
    measure(cleo, squat, "100")
    before = rows(prescriptions)

    outcome = apply_all(cleo, tess)

    assert [[found.rule for found in change.objections] for change in outcome.refused] == [["LS-03"]]
    assert rows(prescriptions) == before


def test_above_the_band_with_its_reason_is_written_and_kept(tess, cleo, squat, monday):
    prescriptions = plan(tess, cleo, squat, load_pct=Decimal(80), load_reason=FIFTEEN_LETTERS, reasons={})
    at_issuing = list(Override.objects.values_list("rule", flat=True))
    measure(cleo, squat, "100")

    apply_all(cleo, tess)

    assert prescriptions.get().load == kg("80")
    assert at_issuing == ["LS-15"]
    kept = Override.objects.exclude(rule="LS-15").get()
    assert (kept.rule, kept.reason, kept.decided_by) == ("LS-03", FIFTEEN_LETTERS, tess)
    assert kept.assignment == prescriptions.get().planned_session.assignment


def test_a_rule_that_is_kept_already_is_kept_once(tess, cleo, squat, monday):
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat, load_pct=Decimal(80), load_reason=FIFTEEN_LETTERS)
    kept = rows(Override.objects)

    measure(cleo, squat, "104")
    apply_all(cleo, tess)

    assert prescriptions.get().load == kg("82.5")
    assert rows(Override.objects) == kept


# Pages


def loads_address(client):
    return reverse("workouts:record-loads", args=[client.code])


def entry(value="105"):
    return {
        "exercise": "squat",
        "side": "both",
        "lifted": value,
        "unit": "kg",
        "reps": 1,
        "measured_on": MONDAY.isoformat(),
        "entry_key": "11111111-1111-4111-8111-111111111111",
    }


@pytest.fixture
def desk(browser, tess, monday):
    """A browser with tess signed in, on Monday."""
    browser.force_login(tess)
    return browser


@pytest.fixture
def changed(tess, cleo, squat, monday):
    """cleo with a session of squats at 60 kg, and a value that makes them 62.5."""
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat)
    measure(cleo, squat, "105")
    return prescriptions


def keys_on(html):
    return re.findall(r'name="change"\s+value="([^"]+)"', html)


def test_recording_leads_to_the_loads_it_changes(desk, tess, cleo, squat):
    measure(cleo, squat, "100")
    prescriptions = plan(tess, cleo, squat)
    before = rows(prescriptions)

    response = desk.post(reverse("workouts:client-records", args=[cleo.code]), entry(), follow=True)

    page = words(response.text)
    assert response.redirect_chain == [(loads_address(cleo), 302)]
    assert "This changes 1 load of a session not yet started" in page
    assert re.search(r"Mon 2 Mar Day 1 Squat 60 % 60 kg → 62.5 kg", page)
    assert "Change them" in page
    assert "Leave them" in page
    assert rows(prescriptions) == before


def test_recording_what_changes_nothing_leads_back(desk, tess, cleo, squat):
    measure(cleo, squat, "100")
    plan(tess, cleo, squat)

    response = desk.post(reverse("workouts:client-records", args=[cleo.code]), entry("101"))

    assert response.url == reverse("workouts:client-records", args=[cleo.code])


def test_taking_out_leads_to_the_loads_it_changes(desk, tess, cleo, squat):
    mistyped = measure(cleo, squat, "100")
    plan(tess, cleo, squat)

    response = desk.post(reverse("workouts:record-void", args=[mistyped.code]), follow=True)

    assert response.redirect_chain == [(loads_address(cleo), 302)]
    assert "60 kg → none: no one-rep max" in words(response.text)


def test_change_them_changes_them(desk, cleo, changed):
    keys = keys_on(desk.get(loads_address(cleo)).text)

    response = desk.post(loads_address(cleo), {"change": keys}, follow=True)

    assert "1 load changed." in response.text
    assert changed.get().load == kg("62.5")


def test_change_them_twice_says_so(desk, cleo, changed):
    keys = keys_on(desk.get(loads_address(cleo)).text)
    desk.post(loads_address(cleo), {"change": keys})

    response = desk.post(loads_address(cleo), {"change": keys}, follow=True)

    assert "1 load was left alone: it is changed already, or its session has been started." in response.text
    assert changed.get().load == kg("62.5")


def test_change_them_without_a_choice_is_refused(desk, cleo, changed):
    before = rows(changed)

    response = desk.post(loads_address(cleo), {})

    assert response.status_code == 422
    assert "Choose a load or more, or leave them." in response.text
    assert rows(changed) == before


def test_what_a_rule_refuses_cannot_be_chosen(desk, tess, cleo, squat, trained):
    prescriptions = plan(tess, cleo, squat, load_pct=Decimal(80), reasons={})
    measure(cleo, squat, "100")
    (change,) = propose_loads(cleo, MONDAY)

    page = desk.get(loads_address(cleo)).text
    response = desk.post(loads_address(cleo), {"change": change.key}, follow=True)

    assert keys_on(page) == []
    assert "Change them" not in page
    assert "1 load may not be issued and stays as it is." in response.text
    assert prescriptions.get().load is None


def test_the_page_says_what_the_reason_on_the_prescription_overrules(desk, tess, cleo, squat):
    plan(tess, cleo, squat, load_pct=Decimal(80), load_reason=FIFTEEN_LETTERS, reasons={})
    measure(cleo, squat, "100")

    page = words(desk.get(loads_address(cleo)).text)

    assert "Squat: 80 % of the 1RM is above the band" in page
    assert f"Reason given: {FIFTEEN_LETTERS}" in page


def test_nothing_to_change_says_so(desk, cleo):
    assert "Every load fits the one-rep maxima." in desk.get(loads_address(cleo)).text


def test_loads_are_for_the_clients_trainers(browser, uma, cleo, changed):
    browser.force_login(uma)
    before = rows(changed)
    (change,) = propose_loads(cleo, MONDAY)

    answers = [
        browser.get(loads_address(cleo)).status_code,
        browser.post(loads_address(cleo), {"change": change.key}).status_code,
    ]

    assert answers == [404, 404]
    assert rows(changed) == before
