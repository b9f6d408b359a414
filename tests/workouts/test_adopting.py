"""Taking over what a program says now; values worked out by hand."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
import time_machine
from django.urls import reverse

from tests import factories
from workouts.adopting import adopt, decline
from workouts.building import add_line, add_session, copy_week, move_line
from workouts.models import (
    Assignment,
    Override,
    PlannedSession,
    Prescription,
    ProgramLine,
    SessionLog,
    SetLog,
)
from workouts.offering import read_program_offers
from workouts.recording import finish_session
from workouts.removing import remove_line, remove_session, remove_week
from workouts.shorthand import plain

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
KEY = UUID(int=7)
REASON = factories.REASON


@pytest.fixture(autouse=True)
def monday(db):
    """It is noon on Monday 2 March."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def squat(cleo):
    exercise = factories.create_exercise(name="Back squat", slug="back-squat")
    factories.create_one_rep_max(client=cleo, exercise=exercise, value="100")
    return exercise


@pytest.fixture
def press(cleo):
    exercise = factories.create_exercise(name="Leg press", slug="leg-press")
    factories.create_one_rep_max(client=cleo, exercise=exercise, value="200")
    return exercise


@pytest.fixture
def program(tess, squat, press):
    """Squat and leg press, 3 x 8 at 60 %, on two days of four weeks."""
    return factories.create_program(
        owner=tess, weeks=4, sessions=2, lines=2, exercises=[squat, press], load_pct=Decimal(60)
    )


@pytest.fixture
def plan(program, cleo):
    """The program in Cleo's plan, on Mondays and Thursdays."""
    return factories.assign(program=program, client=cleo, weekdays=[0, 3])


def line(program, week, position=1, place=1):
    return ProgramLine.objects.get(
        session__program=program, session__week=week, session__position=position, position=place
    )


def change(line, **dose):
    for name, value in dose.items():
        setattr(line, name, value)
    line.save()


def take(program, *clients, also=(), reasons=None, key=KEY):
    """Adopt the program as it is for `clients`, every exercise with a reason if not said otherwise."""
    offers = read_program_offers(program, program.owner)
    exercises = ProgramLine.objects.filter(session__program=program).values_list("exercise", flat=True)
    return adopt(
        program=program,
        trainer=program.owner,
        chosen={str(offer.assignment.code) for offer in offers if offer.client in clients},
        also=also,
        seen=offers[0].digest,
        entry_key=key,
        reasons=dict.fromkeys(exercises, REASON) if reasons is None else reasons,
    )


def doses(planned_session):
    return [
        f"{row.exercise} {row.sets} x {row.reps} {plain(row.load_pct)} % {plain(row.load_value)}"
        for row in planned_session.prescriptions.order_by("position")
    ]


def session_of(plan, week, position=1):
    return plan.planned_sessions.get(week=week, position=position)


def train(planned_session):
    """Done as prescribed, at noon of its day."""
    at = datetime.combine(planned_session.planned_on, NOON.timetz())
    session_log = factories.start(planned_session=planned_session, at=at)
    for row in planned_session.prescriptions.all():
        factories.record(session_log=session_log, prescription=row, performed_at=at)
    return finish_session(session_log=session_log, at=at, effort=6, note="Went well.")


def kinds(program, client):
    [offer] = [one for one in read_program_offers(program, program.owner) if one.client == client]
    return [(str(one.kind), one.week) for one in offer.differences]


def rows_of(queryset):
    """Every column of every row, as text."""
    return [repr(sorted(row.items())) for row in queryset.order_by("pk").values()]


def history(sessions):
    """What was recorded, and what had been prescribed for it, byte for byte."""
    return {
        "sessions": rows_of(PlannedSession.objects.filter(pk__in=[row.pk for row in sessions])),
        "prescriptions": rows_of(Prescription.objects.filter(planned_session__in=sessions)),
        "logs": rows_of(SessionLog.objects.all()),
        "sets": rows_of(SetLog.objects.all()),
    }


# History


def test_editing_the_template_after_two_logged_weeks_changes_no_recorded_row(program, plan, cleo, monday):
    trained = list(plan.planned_sessions.filter(week__lte=2))
    for planned_session in trained:
        train(planned_session)
    monday.move_to(NOON + timedelta(days=14))
    before = history(trained)
    assert [len(rows) for rows in before.values()] == [4, 8, 4, 8]

    for one in ProgramLine.objects.filter(session__program=program, exercise__slug="back-squat"):
        change(one, sets=4, reps=10, load_pct=Decimal(65))
    program.sessions.update(name="Heavy")
    remove_line(line=line(program, week=1, place=2))
    move_line(line=line(program, week=2), by=1)
    remove_session(session=program.sessions.get(week=1, position=2))

    assert history(trained) == before
    take(program, cleo)
    assert history(trained) == before
    assert doses(session_of(plan, 3)) == ["Back squat 4 x 10 65 % 65", "Leg press 3 x 8 60 % 120"]


def test_what_was_missed_stays_as_it_was(program, plan, cleo, monday):
    monday.move_to(NOON + timedelta(days=1))
    change(line(program, week=1), sets=5)

    assert kinds(program, cleo) == []


# What differs


def test_nothing_differs_before_anything_is_edited(program, plan, cleo):
    assert kinds(program, cleo) == []


def test_each_kind_of_edit_is_found(program, plan, cleo, tess):
    change(line(program, week=1), sets=4)
    remove_line(line=line(program, week=2))
    move_line(line=line(program, week=3), by=1)
    add_line(
        session=program.sessions.get(week=3, position=2),
        exercise=factories.create_exercise(name="Calf raise"),
    )
    program.sessions.filter(week=4, position=1).update(name="Test day")
    remove_session(session=program.sessions.get(week=4, position=2))
    add_session(program=program, week=1)

    assert kinds(program, cleo) == [
        ("dose", 1),
        ("line_removed", 2),
        ("order", 3),
        ("line_added", 3),
        ("name", 4),
        ("session_removed", 4),
        ("session_added", 1),
    ]


def test_only_the_reason_of_a_load_is_no_difference(program, plan, cleo):
    change(line(program, week=1), load_reason="Another reason for the very same load.")

    assert kinds(program, cleo) == []


def test_a_copied_week_is_one_session_more_for_each_of_its_days(program, plan, cleo):
    copy_week(program=program, week=4)

    assert kinds(program, cleo) == [("session_added", 5), ("session_added", 5)]
    take(program, cleo)
    assert list(plan.planned_sessions.filter(week=5).values_list("planned_on", flat=True)) == [
        MONDAY + timedelta(days=28),
        MONDAY + timedelta(days=31),
    ]
    plan.refresh_from_db()
    assert plan.weeks == 5


def test_twice_a_day_the_names_keep_their_number(program, cleo):
    plan = factories.assign(program=program, client=cleo, weekdays=[0, 3], times_a_day=2)
    program.sessions.filter(week=1, position=1).update(name="Heels")

    assert kinds(program, cleo) == [("name", 1), ("name", 1)]
    take(program, cleo)
    names = plan.planned_sessions.filter(week=1).values_list("name", flat=True)
    assert list(names) == ["Heels (1 of 2)", "Heels (2 of 2)", "Day 2 (1 of 2)", "Day 2 (2 of 2)"]


# Taking it over


def test_loads_are_those_of_each_client(program, plan, cleo, tess, squat, press):
    kim = factories.create_user(full_name="Kim Sommer")
    factories.create_coaching(trainer=tess, client=kim)
    factories.create_one_rep_max(client=kim, exercise=squat, value="80")
    factories.create_one_rep_max(client=kim, exercise=press, value="120")
    of_kim = factories.assign(program=program, client=kim, weekdays=[0, 3])
    change(line(program, week=1), load_pct=Decimal(50))

    take(program, cleo, kim)

    assert doses(session_of(plan, 1))[0] == "Back squat 3 x 8 50 % 50"
    assert doses(session_of(of_kim, 1))[0] == "Back squat 3 x 8 50 % 40"
    assert kinds(program, cleo) == kinds(program, kim) == []


def test_who_is_not_chosen_keeps_the_plan(program, plan, cleo, tess, squat, press):
    kim = factories.create_user(full_name="Kim Sommer")
    factories.create_coaching(trainer=tess, client=kim)
    for exercise in (squat, press):
        factories.create_one_rep_max(client=kim, exercise=exercise)
    of_kim = factories.assign(program=program, client=kim, weekdays=[0, 3])
    before = rows_of(Prescription.objects.filter(planned_session__assignment=of_kim))
    change(line(program, week=1), sets=2)

    take(program, cleo)

    assert rows_of(Prescription.objects.filter(planned_session__assignment=of_kim)) == before
    assert kinds(program, kim) == [("dose", 1)]


def test_lines_come_go_and_change_places_as_in_the_program(program, plan, cleo):
    calf = factories.create_exercise(name="Calf raise")
    factories.create_one_rep_max(client=cleo, exercise=calf, value="50")
    session = program.sessions.get(week=2, position=1)
    added = add_line(session=session, exercise=calf)
    move_line(line=added, by=-1)
    move_line(line=added, by=-1)
    remove_line(line=ProgramLine.objects.get(session=session, exercise__slug="back-squat"))

    take(program, cleo)

    assert doses(session_of(plan, 2)) == ["Calf raise 3 x 8 60 % 30", "Leg press 3 x 8 60 % 120"]
    assert list(session_of(plan, 2).prescriptions.values_list("position", flat=True)) == [1, 2]
    assert kinds(program, cleo) == []


def test_a_removed_week_is_skipped_and_the_days_after_it_stay(program, plan, cleo):
    days = list(plan.planned_sessions.values_list("planned_on", flat=True))
    remove_week(program=program, week=2)

    take(program, cleo)

    skipped = plan.planned_sessions.exclude(skipped_at=None)
    assert [(row.week, row.skip_reason) for row in skipped] == [
        (2, "The program has no such session any more.")
    ] * 2
    assert list(plan.planned_sessions.values_list("planned_on", flat=True)) == days


def test_an_added_session_goes_to_the_day_of_the_week_farthest_from_the_others(program, plan, cleo, squat):
    """Mondays and Thursdays are taken: Saturday has two days to either side."""
    added = add_session(program=program, week=1)
    add_line(session=added, exercise=squat)

    take(program, cleo)

    new = plan.planned_sessions.get(source_code=added.code)
    assert (new.planned_on, new.week, new.position, new.name) == (date(2026, 3, 7), 1, 3, "Day C")
    assert doses(new) == ["Back squat 3 x 8 60 % 60"]


def test_doing_it_again_changes_nothing_more(program, plan, cleo):
    add_session(program=program, week=1)
    change(line(program, week=1), sets=4)
    take(program, cleo)
    before = rows_of(Prescription.objects.all()), rows_of(PlannedSession.objects.all())

    again = take(program, cleo)

    assert (rows_of(Prescription.objects.all()), rows_of(PlannedSession.objects.all())) == before
    assert again.clients == []


def test_what_was_changed_for_the_client_is_kept_unless_it_is_chosen(program, plan, cleo):
    own = session_of(plan, 1).prescriptions.first()
    own.sets = 2
    own.save()
    for week in (1, 2):
        change(line(program, week=week), sets=5)
    [offer] = read_program_offers(program, program.owner)
    assert [one.is_own for one in offer.differences] == [True, False]

    take(program, cleo)
    assert [doses(session_of(plan, week))[0] for week in (1, 2)] == [
        "Back squat 2 x 8 60 % 60",
        "Back squat 5 x 8 60 % 60",
    ]
    take(program, cleo, also={str(own.code)})
    assert doses(session_of(plan, 1))[0] == "Back squat 5 x 8 60 % 60"


# Rules


def test_what_a_rule_refuses_is_left_out_and_named(program, plan, cleo):
    """A weight of 120 kg is more than the 100 kg she lifts."""
    change(line(program, week=1), load_pct=None, load_value=Decimal(120), load_unit="kg")
    change(line(program, week=1, place=2), sets=2)

    adopted = take(program, cleo)

    assert doses(session_of(plan, 1)) == ["Back squat 3 x 8 60 % 60", "Leg press 2 x 8 60 % 120"]
    assert adopted.left_out == [(cleo, ["Back squat"])]
    assert kinds(program, cleo) == [("dose", 1)]
    [offer] = read_program_offers(program, program.owner)
    assert offer.is_open


@pytest.mark.parametrize("reason,load", [(REASON, 80), ("", 60), ("Too short.", 60)])
def test_leaving_the_band_takes_a_reason_which_is_kept(program, plan, cleo, squat, reason, load):
    Override.objects.all().delete()
    change(line(program, week=2), load_pct=Decimal(80))

    take(program, cleo, reasons={squat.pk: reason})

    assert session_of(plan, 2).prescriptions.first().load_value == load
    kept = Override.objects.filter(rule="LS-03").values_list(
        "exercise__name", "reason", "decided_by__full_name"
    )
    assert list(kept) == ([("Back squat", REASON, "Tess Moreau")] if load == 80 else [])


# Pages


@pytest.fixture
def desk(browser, tess):
    browser.force_login(tess)
    return browser


def address(program):
    return reverse("workouts:program-differences", args=[program.code])


def words(html):
    """The text of a page, without tags, each space once."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def form_of(program, *plans, **fields):
    [offer, *_] = read_program_offers(program, program.owner)
    codes = [str(plan.code) for plan in plans]
    return {"assignments": codes, "seen": offer.digest, "entry_key": uuid4()} | fields


def test_the_program_says_who_trains_an_earlier_version(desk, program, plan):
    before = words(desk.get(reverse("workouts:program", args=[program.code])).text)
    change(line(program, week=3, position=2), sets=4, reps=10, load_pct=Decimal(65))

    after = words(desk.get(reverse("workouts:program", args=[program.code])).text)
    page = words(desk.get(address(program)).text)

    assert "earlier version" not in before
    assert "One client trains an earlier version." in after
    assert "Week 3, Day 2: Back squat 3 × 8 at 60 % → 4 × 10 at 65 %" in page


def test_the_preview_shows_dates_and_loads_and_writes_nothing(desk, program, plan):
    change(line(program, week=2), load_pct=Decimal(65))
    before = rows_of(Prescription.objects.all())

    response = desk.get(address(program), form_of(program, plan))

    assert "Mon 9 Mar Day 1 Back squat 3 × 8, 4-0-1-0 65 kg 65 %" in words(response.text)
    assert rows_of(Prescription.objects.all()) == before


def test_nobody_chosen_is_refused(desk, program, plan):
    change(line(program, week=2), sets=4)

    response = desk.get(address(program), form_of(program))

    assert response.status_code == 422
    assert "Choose one client or more." in response.text


def test_a_missing_reason_comes_back_with_all_that_was_chosen_and_typed(desk, program, plan):
    own = session_of(plan, 1).prescriptions.first()
    own.sets = 2
    own.save()
    change(line(program, week=1), sets=5)
    change(line(program, week=2), load_pct=Decimal(80))
    sent = form_of(program, plan, also=[str(own.code)]) | {"reason-back-squat": "Too short"}

    response = desk.post(address(program), sent)

    assert response.status_code == 422
    assert "Say why, in 15 letters or more." in response.text
    assert 'value="Too short"' in response.text
    assert f'name="assignments" value="{plan.code}" checked' in " ".join(response.text.split())
    assert f'name="also" value="{own.code}" checked' in " ".join(response.text.split())
    assert doses(session_of(plan, 2))[0] == "Back squat 3 x 8 60 % 60"


def test_taking_it_over_says_for_whom(desk, program, plan):
    change(line(program, week=2), load_pct=Decimal(80))
    sent = form_of(program, plan) | {"reason-back-squat": REASON, "is_looked_at": "on"}

    page = words(desk.post(address(program), sent, follow=True).text)

    assert "Slow squats as it is now is in the plan of Cleo Brandt." in page
    assert "earlier version" not in page
    assert doses(session_of(plan, 2))[0] == "Back squat 3 x 8 80 % 80"


def test_a_program_edited_meanwhile_is_looked_at_again(desk, program, plan):
    change(line(program, week=2), sets=4)
    sent = form_of(program, plan) | {"is_looked_at": "on"}
    change(line(program, week=2), sets=9)

    response = desk.post(address(program), sent)

    assert response.status_code == 422
    assert "nothing was written" in response.text
    assert doses(session_of(plan, 2))[0] == "Back squat 3 x 8 60 % 60"


def test_what_was_declined_comes_back_when_the_program_changes_again(desk, program, plan):
    change(line(program, week=2), sets=4)
    seen = form_of(program, plan)["seen"]

    desk.post(reverse("workouts:difference-decline", args=[plan.code]), {"seen": seen})
    declined = words(desk.get(address(program)).text)
    change(line(program, week=3), sets=4)
    again = words(desk.get(address(program)).text)

    assert "Left as they are, as you decided: Cleo Brandt." in declined
    assert "3 × 8 at 60 % → 4 × 8 at 60 %" not in declined
    assert "Weeks 2 and 3, Day 1: Back squat 3 × 8 at 60 % → 4 × 8 at 60 %" in again


def test_training_on_does_not_bring_back_what_was_declined(program, plan, cleo):
    for week in (1, 2):
        change(line(program, week=week), sets=4)
    [offer] = read_program_offers(program, program.owner)
    decline(assignment=plan, seen=offer.digest)

    train(session_of(plan, 1))

    [offer] = read_program_offers(program, program.owner)
    assert (bool(offer.differences), offer.is_open) == (True, False)


def test_the_clients_page_leads_to_the_difference(desk, program, plan, cleo):
    change(line(program, week=2), sets=4)

    page = desk.get(reverse("client-page", args=[cleo.code])).text

    assert address(program) in page
    assert "Slow squats has changed since." in words(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_and_for_three_clients(
    program, plan, desk, tess, squat, press, count, django_assert_num_queries
):
    add_clients(program, count - 1, squat, press)
    change(line(program, week=2), sets=4)

    # The sign-in and its person, the program; assignments, sessions, lines, planned ones, prescriptions.
    with django_assert_num_queries(8):
        response = desk.get(address(program))

    assert response.text.count("4 × 8 at 60 %") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_a_fixed_number_more_for_each_client(
    program, plan, desk, squat, press, count, django_assert_num_queries
):
    add_clients(program, count - 1, squat, press)
    change(line(program, week=2), sets=4)
    sent = form_of(program, *Assignment.objects.all())

    # As above, the practice, the facets of the lines; then facets, equipment, one-rep maxima and background of each.
    with django_assert_num_queries(10 + 10 * count):
        response = desk.get(address(program), sent)

    assert response.text.count("4 × 8, 4-0-1-0") == count


def add_clients(program, count, *exercises):
    """So many clients more who train by `program`."""
    for number in range(count):
        person = factories.create_user(full_name=f"Client {number}")
        factories.create_coaching(trainer=program.owner, client=person)
        for exercise in exercises:
            factories.create_one_rep_max(client=person, exercise=exercise)
        factories.assign(program=program, client=person, weekdays=[0, 3])
