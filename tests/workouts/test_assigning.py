"""Issuing a program: dates, loads, what is refused, and that what was issued stays as it is."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from uuid import UUID, uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests import factories
from workouts.assigning import LoadRefused, Terms, plan_program
from workouts.assigning_to_many import client_key
from workouts.choices import ExerciseSide, LoadType, StepsKind
from workouts.loads import Load
from workouts.models import Assignment, Override, PlannedSession, Prescription, ProgramLine

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
WEDNESDAY = date(2026, 3, 4)
KEY = UUID("11111111-1111-4111-8111-111111111111")
FIFTEEN_LETTERS = "Tested on 1 May"
REASON = "Heavy weeks, agreed with the surgeon."


def issue(program, client, **changes):
    """The first prescription of a fresh assignment."""
    assignment = factories.assign(program=program, client=client, **changes)
    return assignment.planned_sessions.first().prescriptions.first()


def program_of(trainer, exercise, **dose):
    return factories.create_program(owner=trainer, exercises=[exercise], **dose)


def plan(program, client):
    """What issuing it on Mondays would write."""
    return plan_program(program=program, client=client, terms=Terms(MONDAY, [0]))


def said(plan, rule):
    """The levels at which `rule` is among the concerns of a plan, once for each exercise."""
    return [found.level for concern in plan.concerns for found in concern.findings if found.rule == rule]


def words(html):
    """The text of a page, every white space one blank."""
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def table(html):
    """The cells of each row of the page's table."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition("<tbody>")[2], re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


# Dates


def test_assign_puts_sessions_on_the_chosen_weekdays(tess, cleo):
    """Weeks run from the first day: Wednesday 4 March with Mondays and Thursdays begins on Thursday 5."""
    program = factories.create_program(owner=tess, weeks=2, sessions=2, load_pct=None)

    assignment = factories.assign(program=program, client=cleo, starts_on=WEDNESDAY, weekdays=[0, 3])

    assert list(assignment.planned_sessions.values_list("week", "name", "planned_on")) == [
        (1, "Day 1", date(2026, 3, 5)),
        (1, "Day 2", date(2026, 3, 9)),
        (2, "Day 1", date(2026, 3, 12)),
        (2, "Day 2", date(2026, 3, 16)),
    ]
    assert (assignment.starts_on, assignment.weeks, assignment.program_name) == (WEDNESDAY, 2, "Slow squats")


def test_assign_leaves_weekdays_free_that_no_session_needs(tess, cleo):
    program = factories.create_program(owner=tess, weeks=2, load_pct=None)

    assignment = factories.assign(program=program, client=cleo, starts_on=MONDAY, weekdays=[2, 4])

    days = [row.planned_on for row in assignment.planned_sessions.all()]
    assert days == [date(2026, 3, 4), date(2026, 3, 11)]


def test_assign_keeps_an_empty_week_empty(tess, cleo):
    program = factories.create_program(owner=tess, weeks=3, load_pct=None)
    program.sessions.get(week=2).delete()

    assignment = factories.assign(program=program, client=cleo, starts_on=MONDAY, weekdays=[0])

    days = [(row.week, row.planned_on) for row in assignment.planned_sessions.all()]
    assert days == [(1, date(2026, 3, 2)), (3, date(2026, 3, 16))]


def test_assign_refuses_more_sessions_than_weekdays(tess, cleo):
    program = factories.create_program(owner=tess, sessions=3)

    with pytest.raises(ValueError, match="3 sessions a week do not fit on 2 weekdays"):
        factories.assign(program=program, client=cleo, weekdays=[0, 1])

    assert not Assignment.objects.exists()


# Loads


@pytest.mark.parametrize(
    "steps_kind,one_rep_max,measured_unit,unit,load",
    [
        (StepsKind.BARBELL, "100", "kg", "kg", "60"),
        (StepsKind.BARBELL, "101", "kg", "kg", "60"),  # 60.6
        (StepsKind.BARBELL, "104", "kg", "kg", "60"),  # 62.4
        (StepsKind.BARBELL, "105", "kg", "kg", "62.5"),  # 63
        (StepsKind.MACHINE, "99.9", "kg", "kg", "57.5"),  # 59.94
        (StepsKind.DUMBBELL, "15", "kg", "kg", "9"),  # steps of 1 kg below 10 kg
        (StepsKind.DUMBBELL, "16", "kg", "kg", "9"),  # 9.6
        (StepsKind.DUMBBELL, "25", "kg", "kg", "14"),  # 15, in steps of 2 kg from 10 kg
        (StepsKind.SMALL, "11", "kg", "kg", "6"),  # 6.6
        (StepsKind.BARBELL, "225", "lb", "lb", "135"),
        (StepsKind.BARBELL, "229", "lb", "lb", "135"),  # 137.4
        (StepsKind.DUMBBELL, "14", "lb", "lb", "5"),  # 8.4
        (StepsKind.BARBELL, "100", "kg", "lb", "130"),  # 220.46 lb, 132.28
        (StepsKind.BARBELL, "225", "lb", "kg", "60"),  # 102.06 kg, 61.23
    ],
)
def test_assign_floors_the_load_to_what_can_be_loaded(
    tess, cleo, steps_kind, one_rep_max, measured_unit, unit, load
):
    exercise = factories.create_exercise(steps_kind=steps_kind)
    cleo.unit = unit
    cleo.save()
    row = factories.create_one_rep_max(client=cleo, exercise=exercise, value=one_rep_max, unit=measured_unit)

    prescription = issue(program_of(tess, exercise), cleo)

    assert (prescription.load_value, prescription.load_unit) == (Decimal(load), unit)
    assert (prescription.load_status, prescription.one_rep_max) == ("computed", row)
    assert prescription.load_pct == 60


def test_assign_keeps_pounds_in_kg_beside_them(tess, cleo):
    exercise = factories.create_exercise()
    factories.create_one_rep_max(client=cleo, exercise=exercise, value="225", unit="lb")
    cleo.unit = "lb"
    cleo.save()

    prescription = issue(program_of(tess, exercise), cleo)

    assert prescription.load_kg == Decimal("61.23496995")  # 135 x 0.45359237


def test_assign_refuses_a_per_cent_without_a_one_rep_max(tess, cleo):
    with pytest.raises(LoadRefused, match=r"^Exercise 1$"):
        factories.assign(program=factories.create_program(owner=tess), client=cleo)

    assert not Assignment.objects.exists()


def test_assign_by_effort_without_a_one_rep_max_leaves_the_load_to_the_client(tess, cleo):
    prescription = issue(factories.create_program(owner=tess), cleo, by_effort=True)

    assert (prescription.load_status, prescription.load_pct, prescription.rir) == ("no_one_rep_max", 60, 3)
    assert (prescription.load, prescription.load_kg, prescription.one_rep_max) == (None, None, None)


def test_assign_says_when_nothing_light_enough_can_be_loaded(tess, cleo):
    """60 % of 4 kg are 2.4 kg; the smallest step of a barbell is 2.5 kg."""
    exercise = factories.create_exercise()
    row = factories.create_one_rep_max(client=cleo, exercise=exercise, value="4")

    prescription = issue(program_of(tess, exercise), cleo)

    assert (prescription.load_status, prescription.one_rep_max) == ("no_load", row)
    assert (prescription.load, prescription.load_kg) == (None, None)


def test_assign_without_a_weight_prescribes_none(tess, cleo):
    exercise = factories.create_exercise(load_type=LoadType.BODY_WEIGHT)

    prescription = issue(program_of(tess, exercise, load_pct=None), cleo)

    assert (prescription.load_status, prescription.load, prescription.load_kg) == ("none", None, None)


def test_assign_takes_a_weight_as_written(tess, cleo):
    exercise = factories.create_exercise()
    dose = {"load_pct": None, "load_value": Decimal("47.3"), "load_unit": "lb"}

    prescription = issue(program_of(tess, exercise, **dose), cleo)

    assert (prescription.load_status, prescription.load_value, prescription.load_unit) == (
        "given",
        Decimal("47.3"),
        "lb",
    )
    assert prescription.load_kg == Decimal("21.4549191010")  # 47.3 x 0.45359237


@time_machine.travel(NOON, tick=False)
def test_assign_takes_the_newest_one_rep_max_and_not_the_best(tess, cleo):
    exercise = factories.create_exercise()
    factories.create_one_rep_max(client=cleo, exercise=exercise, value="120", measured_on=date(2026, 1, 5))
    newest = factories.create_one_rep_max(
        client=cleo, exercise=exercise, value="100", measured_on=date(2026, 2, 9)
    )
    voided = factories.create_one_rep_max(
        client=cleo, exercise=exercise, value="200", measured_on=date(2026, 3, 1)
    )
    voided.void(at=timezone.now())

    prescription = issue(program_of(tess, exercise), cleo)

    assert (prescription.one_rep_max, prescription.load_value) == (newest, 60)


def test_assign_takes_nobody_elses_one_rep_max(tess, cleo, omar):
    exercise = factories.create_exercise()
    factories.create_one_rep_max(client=omar, exercise=exercise, value="100")

    prescription = issue(program_of(tess, exercise), cleo, by_effort=True)

    assert (prescription.load_status, prescription.load) == ("no_one_rep_max", None)


@pytest.fixture
def split_squat(cleo):
    """A one-sided exercise; cleo lifts 20 kg on the left and 26 kg on the right."""
    exercise = factories.create_exercise(
        name="Split squat", side=ExerciseSide.UNILATERAL, steps_kind=StepsKind.DUMBBELL
    )
    factories.create_one_rep_max(client=cleo, exercise=exercise, value="26", side="right")
    factories.create_one_rep_max(client=cleo, exercise=exercise, value="20", side="left")
    return exercise


@pytest.mark.parametrize("side,load", [("each", 12), ("left", 12), ("right", 14)])  # 60 % of 20, 20, 26 kg
def test_assign_takes_the_weaker_of_the_sides_asked_for(tess, cleo, split_squat, side, load):
    prescription = issue(program_of(tess, split_squat, side=side), cleo)

    assert (prescription.load_value, prescription.side) == (load, side)


def test_assign_needs_the_one_rep_max_of_each_side(tess, cleo, split_squat):
    cleo.one_rep_maxes.get(side="right").void(at=timezone.now())

    prescription = issue(program_of(tess, split_squat, side="each"), cleo, by_effort=True)

    assert (prescription.load_status, prescription.load) == ("no_one_rep_max", None)


# What is refused


@pytest.fixture
def squat(cleo):
    """An exercise of which cleo lifts 100 kg once."""
    exercise = factories.create_exercise(slug="back-squat")
    factories.create_one_rep_max(client=cleo, exercise=exercise, value="100")
    return exercise


@pytest.fixture
def known_squat(tess, cleo, squat):
    """The same, trained eight days ago: 3 x 8 of it needs no reason any more (rule LS-15)."""
    at = timezone.now() - timedelta(days=8)
    factories.create_trained(client=cleo, at=at, owner=tess, exercise=squat)
    return squat


def kg(value):
    return {"load_pct": None, "load_value": Decimal(value), "load_unit": "kg"}


@pytest.mark.parametrize(
    "dose",
    [
        {"load_pct": Decimal("70.01")},
        {"load_pct": Decimal(100)},
        {"load_pct": Decimal(75), "load_reason": FIFTEEN_LETTERS[:-1]},
        {"load_pct": Decimal(75), "load_reason": f"  {FIFTEEN_LETTERS[:-1]}  "},
        kg("70.5"),
        kg(100),
        kg("100.5"),
        kg("100.5") | {"load_reason": FIFTEEN_LETTERS},
        {
            "load_pct": None,
            "load_value": Decimal("220.463"),
            "load_unit": "lb",
            "load_reason": FIFTEEN_LETTERS,
        },
    ],
    ids=[
        "above-70-%",
        "100-%",
        "reason-too-short",
        "reason-of-blanks",
        "weight-above-70-%",
        "weight-of-100-%",
        "above-the-1rm",
        "above-the-1rm-with-a-reason",
        "pounds-above-the-1rm",
    ],
)
def test_assign_refuses_a_load_and_writes_nothing(tess, cleo, known_squat, dose):
    program = program_of(tess, known_squat, **dose)

    with pytest.raises(LoadRefused, match=r"^Back squat$"):
        factories.assign(program=program, client=cleo, reasons={})

    assert not Assignment.objects.filter(program=program).exists()
    assert not PlannedSession.objects.filter(assignment__program=program).exists()


@pytest.mark.parametrize(
    "dose,load",
    [
        ({"load_pct": Decimal(70)}, "70"),
        ({"load_pct": Decimal(75), "load_reason": FIFTEEN_LETTERS}, "75"),
        ({"load_pct": Decimal(100), "load_reason": FIFTEEN_LETTERS}, "100"),
        ({"load_pct": Decimal(30)}, "30"),
        (kg(70), "70"),
        (kg(100) | {"load_reason": FIFTEEN_LETTERS}, "100"),
    ],
)
def test_assign_issues_a_load_in_the_band_or_with_a_reason(tess, cleo, known_squat, dose, load):
    prescription = issue(program_of(tess, known_squat, **dose), cleo, reasons={})

    assert (prescription.load_value, prescription.load_reason) == (Decimal(load), dose.get("load_reason", ""))


def test_assign_of_a_dose_too_much_for_a_first_time_needs_a_reason(tess, cleo, squat):
    """3 x 8 at 60 % is more than one set at 50 %; the reason is kept with the numbers."""
    program = program_of(tess, squat)

    with pytest.raises(LoadRefused, match=r"^Back squat$"):
        factories.assign(program=program, client=cleo, reasons={})
    prescription = issue(program, cleo, reasons={squat.pk: REASON})

    kept = Override.objects.get()
    assert (kept.rule, kept.reason, prescription.load_reason) == ("LS-15", REASON, REASON)
    assert (kept.inputs["sets"], Decimal(kept.inputs["ratio"])) == ("3", Decimal("0.6"))
    assert (kept.thresholds["first_sets"], Decimal(kept.thresholds["first_ratio"])) == ("1", Decimal("0.5"))


def test_assign_of_a_first_dose_within_the_ramp_needs_no_reason(tess, cleo, squat):
    prescription = issue(program_of(tess, squat, sets=1, reps=10, load_pct=Decimal(50)), cleo, reasons={})

    assert (prescription.load_value, prescription.load_reason) == (50, "")


@pytest.mark.parametrize("hard_stops,rules", [((), []), (("chest_pain",), ["LS-25"])])
def test_an_open_yes_of_the_screening_refuses_and_a_no_does_not(tess, cleo, known_squat, hard_stops, rules):
    factories.make_health_screening(client=cleo, hard_stops=hard_stops)

    found = plan(program_of(tess, known_squat), cleo)

    assert [one.rule for line in found.blocked for one in line.findings if one.level == "block"] == rules
    assert said(found, "LS-25") == []


def test_nobody_asked_about_health_is_a_warning_only(tess, cleo, known_squat):
    found = plan(program_of(tess, known_squat), cleo)

    assert (found.blocked, said(found, "LS-25")) == ([], ["warn"])


def test_assign_judges_a_weight_by_the_weaker_side(tess, cleo, split_squat):
    program = program_of(tess, split_squat, side="each", **kg(21), load_reason=FIFTEEN_LETTERS)

    [line] = plan(program, cleo).blocked

    # Above the left side's 20 kg, and cleo's age is not known.
    blocked = [finding.rule for finding in line.findings if finding.level == "block"]
    assert blocked == ["LS-04", "LS-07"]


# What was issued stays


def test_assign_twice_with_one_key_assigns_once(tess, cleo, squat):
    program = program_of(tess, squat)

    first = factories.assign(program=program, client=cleo, entry_key=KEY)
    second = factories.assign(program=program, client=cleo, entry_key=KEY, weekdays=[0])

    assert first == second == Assignment.objects.get()
    assert Prescription.objects.count() == 1


def frozen():
    return list(Prescription.objects.order_by("pk").values()), list(PlannedSession.objects.values())


def test_editing_the_program_changes_no_prescription(tess, cleo, squat):
    program = program_of(tess, squat, note="Chest up.")
    factories.assign(program=program, client=cleo)
    issued = frozen()

    line = ProgramLine.objects.get()
    line.sets, line.reps, line.load_pct, line.note, line.tempo_down_s = 9, 2, Decimal(50), "Other", 9
    line.exercise = factories.create_exercise(name="Leg press")
    line.save()
    program.sessions.update(name="Renamed", week=4)

    assert frozen() == issued


def test_deleting_from_the_program_changes_no_prescription(tess, cleo, squat):
    program = program_of(tess, squat)
    factories.assign(program=program, client=cleo)
    issued = frozen()

    ProgramLine.objects.all().delete()
    program.sessions.all().delete()

    assert frozen() == issued


def test_a_later_one_rep_max_changes_no_prescription(tess, cleo, squat):
    prescription = issue(program_of(tess, squat), cleo)

    factories.create_one_rep_max(client=cleo, exercise=squat, value="140")

    prescription.refresh_from_db()
    assert prescription.load_value == 60


# The page


@pytest.fixture
def desk(browser, tess):
    """tess's, signed in."""
    browser.force_login(tess)
    return browser


def assign_address(program):
    return reverse("workouts:program-assign", args=[program.code])


def choice(client, **changes):
    """A filled form, with a reason for the squat: a first time needs one."""
    filled = {
        "clients": [str(client.code)],
        "starts_on": MONDAY.isoformat(),
        "weekdays": ["0"],
        "entry_key": str(KEY),
        "reason-back-squat": REASON,
        "is_looked_at": "on",
    }
    return filled | changes


@time_machine.travel(NOON, tick=False)
def test_program_assign_shows_dates_and_loads_and_writes_nothing(desk, tess, cleo, squat):
    program = factories.create_program(owner=tess, exercises=[squat], weeks=2)

    response = desk.get(assign_address(program), choice(cleo))

    assert table(response.text) == [
        ["Mon 2 Mar", "Day 1", "Back squat", "3 × 8, 4-0-1-0", "60 kg 60 %"],
        ["Mon 9 Mar", "Day 1", "Back squat", "3 × 8, 4-0-1-0", "60 kg 60 %"],
    ]
    assert "Assign to Cleo Brandt" in response.text
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_program_assign_writes_what_was_shown(desk, tess, cleo, squat):
    """What the shown form's hidden fields hold is all that is sent, with the reason and that it was looked at."""
    program = factories.create_program(owner=tess, exercises=[squat], sessions=2)
    shown = desk.get(assign_address(program), choice(cleo, weekdays=["0", "3"])).text
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', shown.rpartition("<form")[2])
    sent = {}
    for name, value in hidden:
        sent.setdefault(name, []).append(value)

    sent |= {"reason-back-squat": REASON, "is_looked_at": "on"}

    response = desk.post(assign_address(program), sent, follow=True)

    assignment = Assignment.objects.get()
    assert (assignment.client, assignment.assigned_by, assignment.program) == (cleo, tess, program)
    assert (assignment.entry_key, assignment.status, assignment.ended_at) == (
        client_key(KEY, cleo),
        "active",
        None,
    )
    assert [row.planned_on for row in assignment.planned_sessions.all()] == [MONDAY, date(2026, 3, 5)]
    assert "Slow squats is assigned to Cleo Brandt." in words(response.text)


@time_machine.travel(NOON, tick=False)
def test_program_assign_sent_twice_assigns_once(desk, tess, cleo, squat):
    program = program_of(tess, squat)

    first = desk.post(assign_address(program), choice(cleo))
    second = desk.post(assign_address(program), choice(cleo))

    assert first.url == second.url == reverse("client-page", args=[cleo.code])
    assert Assignment.objects.count() == 1


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    "changes,message",
    [
        ({"starts_on": "2026-03-01"}, "The first day is over. Choose today or later."),
        ({"starts_on": "2027-03-03"}, "The first day is more than a year away."),
        ({"starts_on": "soon"}, "Enter a valid date."),
        ({"weekdays": ["0"]}, "The program has 2 sessions a week: choose 2 weekdays or more."),
        ({"weekdays": []}, "This field is required."),
        ({"clients": [str(uuid4())]}, "Select a valid choice."),
    ],
    ids=["yesterday", "in-a-year", "no-date", "too-few-weekdays", "no-weekday", "nobody"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_program_assign_refuses(desk, tess, cleo, squat, method, changes, message):
    program = factories.create_program(owner=tess, exercises=[squat], sessions=2)

    response = getattr(desk, method)(assign_address(program), choice(cleo, weekdays=["0", "3"]) | changes)

    assert response.status_code == 422
    assert message in words(response.text)
    assert not Assignment.objects.exists()


def test_program_assign_refuses_a_client_of_another_trainer(desk, tess, omar, squat):
    response = desk.post(
        assign_address(program_of(tess, squat)), choice(omar, starts_on=omar.today().isoformat())
    )

    assert response.status_code == 422
    assert "Select a valid choice." in words(response.text)
    assert omar.full_name not in response.text
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_program_assign_refuses_a_load_above_the_one_rep_max(desk, tess, cleo, squat):
    program = program_of(tess, squat, **kg(105))

    shown = desk.get(assign_address(program), choice(cleo))
    sent = desk.post(assign_address(program), choice(cleo))

    assert (shown.status_code, sent.status_code) == (200, 422)
    for page in (shown, sent):
        assert "These may not be issued. Change them in the program: Back squat 105 kg:" in words(page.text)
        assert "105 %" in words(page.text)
    assert "Assign to" not in shown.text
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    "sent,message",
    [
        ({}, "Say why."),
        ({"is_looked_at": "on"}, "Say why."),
        ({"reason-back-squat": "too short", "is_looked_at": "on"}, "Say why, in 15 letters or more."),
        ({"reason-back-squat": FIFTEEN_LETTERS}, "Tick this to issue them, or change the program."),
    ],
)
def test_program_assign_above_the_band_asks_for_a_reason(desk, tess, cleo, known_squat, sent, message):
    program = program_of(tess, known_squat, load_pct=Decimal(75))
    unsaid = {"reason-back-squat": "", "is_looked_at": ""}

    response = desk.post(assign_address(program), choice(cleo) | unsaid | sent)

    assert response.status_code == 422
    assert message in words(response.text)
    typed = sent.get("reason-back-squat", "")
    assert f'value="{typed}"' in response.text
    assert not Assignment.objects.filter(program=program).exists()


@time_machine.travel(NOON, tick=False)
def test_program_assign_keeps_the_reason_with_its_numbers(desk, tess, cleo, squat):
    program = program_of(tess, squat, load_pct=Decimal(75))

    desk.post(assign_address(program), choice(cleo))

    assert set(Override.objects.values_list("rule", "reason")) == {("LS-03", REASON), ("LS-15", REASON)}
    kept = Override.objects.get(rule="LS-03")
    assert kept.exercise == squat
    assert (kept.decided_by, kept.decided_at) == (tess, NOON)
    assert Decimal(kept.inputs["ratio"]) == Decimal("0.75")
    assert Decimal(kept.thresholds["band_upper_ratio"]) == Decimal("0.70")
    assert Prescription.objects.get().load_reason == REASON


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    "own,kept",
    [("", REASON), ("She lifted these for years.", "She lifted these for years.")],
    ids=["one-for-all", "its-own-counts"],
)
def test_one_reason_may_cover_the_whole_plan(desk, tess, cleo, squat, own, kept):
    press = factories.create_exercise(name="Leg press", slug="leg-press")
    factories.create_one_rep_max(client=cleo, exercise=press, value="100")
    program = factories.create_program(owner=tess, exercises=[squat, press], lines=2)
    said = {"reason-back-squat": "", "reason-leg-press": own, "reason_for_all": REASON}

    desk.post(assign_address(program), choice(cleo) | said)

    reasons = Override.objects.values_list("exercise__slug", "rule", "reason")
    assert set(reasons) == {("back-squat", "LS-15", REASON), ("leg-press", "LS-15", kept)}


@time_machine.travel(NOON, tick=False)
def test_one_exercise_alone_has_no_reason_for_all(desk, tess, cleo, squat):
    page = desk.get(assign_address(program_of(tess, squat)), choice(cleo)).text

    assert 'name="reason-back-squat"' in page
    assert "reason_for_all" not in page


@time_machine.travel(NOON, tick=False)
def test_program_assign_eases_in_and_by_effort_on_request(desk, tess, cleo):
    """Leg press: new to Cleo, and nobody knows what she lifts; 3 x 8 at 60 % begin as 1 x 8 with three left."""
    program = program_of(tess, factories.create_exercise(name="Leg press"))

    desk.post(assign_address(program), choice(cleo, ease_in="on", by_effort="on"))

    issued = Prescription.objects.get()
    assert (issued.sets, issued.reps, issued.rir, issued.load) == (1, 8, 3, None)
    assert not Override.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_program_assign_of_a_per_cent_of_nothing_is_refused(desk, tess, cleo):
    program = program_of(tess, factories.create_exercise(name="Leg press"))

    response = desk.post(assign_address(program), choice(cleo))

    assert response.status_code == 422
    assert "These may not be issued. Change them in the program: Leg press" in words(response.text)
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("days,levels", [(56, []), (57, ["warn"]), (112, ["warn"]), (113, ["override"])])
def test_plan_warns_of_an_old_one_rep_max_and_takes_a_reason_for_an_expired_one(tess, cleo, days, levels):
    """Current up to 8 weeks, stale up to 16, then expired."""
    exercise = factories.create_exercise()
    factories.create_one_rep_max(client=cleo, exercise=exercise, measured_on=MONDAY - timedelta(days=days))

    assert said(plan(program_of(tess, exercise), cleo), "LS-10") == levels


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    "last,found", [("54.6", []), ("54.5", ["warn"]), ("50", ["warn"]), ("49.9", ["override"])]
)
def test_plan_compares_a_load_with_the_last_one(tess, cleo, squat, last, found):
    """60 kg is 10 % more than 54.55 kg and 20 % more than 50 kg: up to 10 % nothing, up to 20 % a look."""
    before = factories.assign(program=program_of(tess, squat), client=cleo, starts_on=MONDAY)
    session_log = factories.start(planned_session=before.planned_sessions.get())
    factories.record(session_log=session_log, load=Load(Decimal(last), "kg"))

    assert said(plan(program_of(tess, squat), cleo), "LS-13") == found


@time_machine.travel(NOON, tick=False)
def test_plan_compares_later_sessions_with_the_one_before(tess, cleo, squat):
    """50, 55, 60 kg: 20 % more than at first in all, but never more than 10 % at once."""
    program = factories.create_program(owner=tess, exercises=[squat], weeks=3)
    for week, pct in ((1, 50), (2, 55), (3, 60)):
        ProgramLine.objects.filter(session__week=week).update(load_pct=pct)

    gentle = plan(program, cleo)
    ProgramLine.objects.filter(session__week=3).update(load_pct=65)
    steeper = plan(program, cleo)

    assert (said(gentle, "LS-13"), said(steeper, "LS-13")) == ([], ["warn"])


@time_machine.travel(NOON, tick=False)
def test_program_assign_shows_why(desk, tess, cleo, squat):
    page = words(desk.get(assign_address(program_of(tess, squat, load_pct=Decimal(75))), choice(cleo)).text)

    assert "75 %" in page
    assert "clinical reference 3.1, LS-03" in page


@time_machine.travel(NOON, tick=False)
def test_program_assign_names_the_loads_it_cannot_compute(desk, tess, cleo):
    light, unknown = (factories.create_exercise(name=name) for name in ("Wrist curl", "Leg press"))
    factories.create_one_rep_max(client=cleo, exercise=light, value="4")
    program = factories.create_program(owner=tess, exercises=[light, unknown], lines=2)

    page = words(desk.get(assign_address(program), choice(cleo, by_effort="on")).text)

    assert "No load for: Wrist curl (lighter equipment is needed), Leg press (no one-rep max yet)." in page
    assert "Assign to Cleo Brandt" in page


@time_machine.travel(NOON, tick=False)
def test_program_assign_of_an_empty_program_writes_nothing(desk, tess, cleo):
    program = factories.create_program(owner=tess, weeks=0)

    response = desk.post(assign_address(program), choice(cleo))

    assert response.status_code == 422
    assert "The program has no session yet." in response.text
    assert not Assignment.objects.exists()


# The client's calendar


EAST = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)  # 3 March, 00:30 in Auckland
WEST = datetime(2026, 3, 3, 5, 0, tzinfo=UTC)  # 2 March, 21:00 in Los Angeles
ZONES = pytest.mark.parametrize(
    "zone,now,local_day",
    [
        ("Pacific/Auckland", EAST, date(2026, 3, 3)),
        ("America/Los_Angeles", WEST, date(2026, 3, 2)),
    ],
)


@pytest.fixture
def traveller(tess, zone):
    person = factories.create_user(full_name="Kiri Tane", time_zone=zone)
    factories.create_coaching(trainer=tess, client=person)
    return person


@ZONES
def test_first_day_is_judged_by_the_clients_calendar(desk, tess, squat, traveller, now, local_day):
    address = assign_address(program_of(tess, squat, load_pct=None))
    before, on_it = (
        choice(traveller, starts_on=day.isoformat(), weekdays=range(7))
        for day in (local_day - timedelta(days=1), local_day)
    )

    with time_machine.travel(now, tick=False):
        refused, accepted = desk.post(address, before), desk.post(address, on_it)

    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert "The first day is over." in refused.text
    assert PlannedSession.objects.get().planned_on == local_day


@ZONES
def test_session_of_the_first_day_is_on_the_clients_today(browser, tess, squat, traveller, now, local_day):
    factories.assign(program=program_of(tess, squat, load_pct=None), client=traveller, starts_on=local_day)
    browser.force_login(traveller)

    with time_machine.travel(now, tick=False):
        page = browser.get(reverse("today")).text

    assert "Slow squats, Day 1" in page
    assert f"{local_day:%A} {local_day.day} {local_day:%B}" in page
    assert "planned for" not in page


@ZONES
def test_session_of_the_day_after_is_not_yet_on_today(browser, tess, squat, traveller, now, local_day):
    tomorrow = local_day + timedelta(days=1)
    factories.assign(program=program_of(tess, squat, load_pct=None), client=traveller, starts_on=tomorrow)
    browser.force_login(traveller)

    with time_machine.travel(now, tick=False):
        page = browser.get(reverse("today")).text

    assert f"Next is Day 1 on {tomorrow:%A} {tomorrow.day} {tomorrow:%B}." in page


# The end


def end(browser, assignment, reason="The season is over."):
    return browser.post(
        reverse("workouts:assignment-end", args=[assignment.code]), {"reason": reason}, follow=True
    )


def test_assignment_end_takes_the_plan_off_today(desk, tess, cleo, squat):
    assignment = factories.assign(program=program_of(tess, squat, sessions=2), client=cleo)
    begun = factories.start(planned_session=assignment.planned_sessions.first())
    factories.record(session_log=begun)

    with time_machine.travel(NOON, tick=False):
        end(desk, assignment)

    assignment.refresh_from_db()
    assert (assignment.status, assignment.ended_at, assignment.end_reason) == (
        "ended",
        NOON,
        "The season is over.",
    )
    assert begun.set_logs.counted().count() == 1
    desk.force_login(cleo)
    assert "Nothing to lift today." in desk.get(reverse("today")).text
    assert "Nothing is planned for the next four weeks." in desk.get(reverse("workouts:plan")).text


def test_assignment_end_leaves_the_other_plan_on_today(desk, tess, cleo, squat):
    ended, running = (
        factories.assign(program=program_of(tess, squat, name=name), client=cleo) for name in ("Old", "New")
    )
    end(desk, ended)

    desk.force_login(cleo)
    page = desk.get(reverse("today")).text

    assert running.status == "active"
    assert "New, Day 1" in page
    assert "Old" not in page


def test_assignment_end_needs_a_reason(desk, tess, cleo, squat):
    assignment = factories.assign(program=program_of(tess, squat), client=cleo)

    response = end(desk, assignment, reason=" ")

    assignment.refresh_from_db()
    assert response.status_code == 422
    assert "This field is required." in response.text
    assert assignment.status == "active"


def test_assignment_end_twice_keeps_the_first_reason(desk, tess, cleo, squat):
    assignment = factories.assign(program=program_of(tess, squat), client=cleo)
    end(desk, assignment)

    response = end(desk, assignment, reason="Another reason.")

    assignment.refresh_from_db()
    assert response.status_code == 404
    assert assignment.end_reason == "The season is over."
