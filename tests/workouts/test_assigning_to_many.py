"""One program for several clients: own calendars, units and loads; who is left out; several times a day."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from uuid import UUID

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from ecctrain.accounts.choices import Unit
from tests import factories
from workouts.assigning import Terms
from workouts.assigning_to_many import preview_for_many
from workouts.models import Assignment, Override, PlannedSession, Prescription
from workouts.recording import finish_session
from workouts.today import read_today

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
KEY = UUID("11111111-1111-4111-8111-111111111111")
REASON = "Heavy weeks, agreed with the surgeon."


@pytest.fixture
def squat():
    return factories.create_exercise(name="Back squat", slug="back-squat")


@pytest.fixture
def cleo(cleo, squat):
    """Lives in Berlin, lifts 100 kg once."""
    factories.create_one_rep_max(client=cleo, exercise=squat, value="100")
    return cleo


@pytest.fixture
def kiri(tess, squat):
    """Tess's client in Auckland, where it is 3 March at noon of 2 March in London; lifts 50 lb once."""
    person = factories.create_user(full_name="Kiri Tane", time_zone="Pacific/Auckland", unit=Unit.LB)
    factories.create_coaching(trainer=tess, client=person)
    factories.create_one_rep_max(client=person, exercise=squat, value="50", unit=Unit.LB)
    return person


@pytest.fixture
def desk(browser, tess):
    """tess's, signed in."""
    browser.force_login(tess)
    return browser


def address(program):
    return reverse("workouts:program-assign", args=[program.code])


def choice(*clients, **changes):
    """A filled form, with a reason for the squat where one is asked for."""
    filled = {
        "clients": [str(client.code) for client in clients],
        "starts_on": "2026-03-09",
        "weekdays": ["0", "3"],
        "entry_key": str(KEY),
        "reason-back-squat": REASON,
        "is_looked_at": "on",
    }
    return filled | changes


def words(html):
    """The text of a page, every white space one blank."""
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def sections(html):
    """The words of the part of each client, by order on the page."""
    return [words(part) for part in re.findall(r"<details class=\"client-plan\".*?</table>", html, re.DOTALL)]


def program_of(trainer, *exercises, **dose):
    return factories.create_program(owner=trainer, exercises=list(exercises), lines=len(exercises), **dose)


def kg(value):
    return {"load_pct": None, "load_value": Decimal(value), "load_unit": "kg"}


def loads_of(client):
    rows = Prescription.objects.filter(planned_session__assignment__client=client)
    return [f"{row.load_value.normalize():f} {row.load_unit}" for row in rows]


# To several


@time_machine.travel(NOON, tick=False)
def test_preview_shows_each_client_their_own_loads_and_writes_nothing(desk, tess, cleo, kiri, squat):
    """60 % of 100 kg in steps of 2.5 kg, and 60 % of 50 lb in steps of 5 lb."""
    response = desk.get(address(program_of(tess, squat)), choice(cleo, kiri))

    of_cleo, of_kiri = sections(response.text)
    assert "Cleo Brandt One session, Mon 9 March" in of_cleo
    assert "60 kg 60 %" in of_cleo
    assert "Kiri Tane One session, Mon 9 March" in of_kiri
    assert "30 lb 60 %" in of_kiri
    assert "Assign to 2 clients" in response.text
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_assigning_to_two_writes_each_their_own_loads_and_names_both(desk, tess, cleo, kiri, squat):
    program = program_of(tess, squat)

    response = desk.post(address(program), choice(cleo, kiri), follow=True)

    assert (loads_of(cleo), loads_of(kiri)) == (["60 kg"], ["30 lb"])
    assert response.redirect_chain == [(reverse("workouts:program", args=[program.code]), 302)]
    assert "Slow squats is assigned to Cleo Brandt and Kiri Tane." in words(response.text)


@time_machine.travel(NOON, tick=False)
def test_sending_twice_assigns_once_each(desk, tess, cleo, kiri, squat):
    program = program_of(tess, squat)

    first, second = (desk.post(address(program), choice(cleo, kiri)) for _ in range(2))

    assert first.url == second.url
    assert sorted(row.client.full_name for row in Assignment.objects.all()) == ["Cleo Brandt", "Kiri Tane"]
    assert PlannedSession.objects.count() == 2


@time_machine.travel(NOON, tick=False)
def test_sending_again_with_one_client_more_assigns_to_that_one_only(desk, tess, cleo, kiri, squat):
    program = program_of(tess, squat)
    desk.post(address(program), choice(cleo))

    shown = desk.get(address(program), choice(cleo, kiri))
    desk.post(address(program), choice(cleo, kiri))

    assert "Cleo Brandt Assigned already, from this very form." in words(shown.text)
    assert (cleo.assignments.count(), kiri.assignments.count()) == (1, 1)


@time_machine.travel(NOON, tick=False)
def test_first_day_is_judged_by_each_clients_calendar(desk, tess, cleo, kiri, squat):
    """2 March is still today in Berlin and over in Auckland."""
    program = program_of(tess, squat)
    on_monday = choice(cleo, kiri, starts_on=MONDAY.isoformat())

    refused = desk.post(address(program), on_monday)
    accepted = desk.post(address(program), choice(cleo, starts_on=MONDAY.isoformat()))

    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert "Where they live, the first day is over for Kiri Tane." in words(refused.text)
    assert Assignment.objects.get().client == cleo


@time_machine.travel(NOON, tick=False)
def test_preview_names_who_is_left_out_and_why(desk, tess, cleo, kiri, squat):
    """60 kg is 60 % for Cleo, and more than the 22.68 kg that Kiri lifts once."""
    page = words(desk.get(address(program_of(tess, squat, **kg(60))), choice(cleo, kiri)).text)

    assert "Left out, as a rule refuses their loads: Kiri Tane." in page
    assert "These may not be issued. Change them in the program: Back squat 60 kg:" in page
    assert "Assign to Cleo Brandt" in page


@time_machine.travel(NOON, tick=False)
def test_a_blocked_client_does_not_stop_the_other_and_is_named(desk, tess, cleo, kiri, squat):
    program = program_of(tess, squat, **kg(60))

    response = desk.post(address(program), choice(cleo, kiri), follow=True)

    assert Assignment.objects.get().client == cleo
    page = words(response.text)
    assert "Slow squats is assigned to Cleo Brandt." in page
    assert "Not assigned to Kiri Tane. These may not be issued: Back squat." in page


@time_machine.travel(NOON, tick=False)
def test_when_everybody_is_blocked_nothing_is_written(desk, tess, cleo, kiri, squat):
    response = desk.post(address(program_of(tess, squat, **kg(105))), choice(cleo, kiri))

    assert response.status_code == 422
    assert "Left out, as a rule refuses their loads: Cleo Brandt, Kiri Tane." in words(response.text)
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_one_reason_is_kept_for_both(desk, tess, cleo, kiri, squat):
    """75 % of 100 kg is 75 kg; of 50 lb it is 37.5 lb, floored to 35."""
    program = program_of(tess, squat, load_pct=Decimal(75))

    desk.post(address(program), choice(cleo, kiri))

    kept = Override.objects.filter(rule="LS-03").order_by("assignment__client__full_name")
    assert [(row.assignment.client, row.reason) for row in kept] == [(cleo, REASON), (kiri, REASON)]
    assert (loads_of(cleo), loads_of(kiri)) == (["75 kg"], ["35 lb"])
    assert {row.load_reason for row in Prescription.objects.all()} == {REASON}


@time_machine.travel(NOON, tick=False)
def test_one_reason_is_asked_for_an_exercise_that_concerns_both(desk, tess, cleo, kiri, squat):
    program = program_of(tess, squat, load_pct=Decimal(75))

    response = desk.post(address(program), choice(cleo, kiri) | {"reason-back-squat": ""})

    assert response.status_code == 422
    assert response.text.count('name="reason-back-squat"') == 1
    assert "Say why." in words(response.text)
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_a_concern_names_whom_it_is_about(desk, tess, cleo, kiri, squat):
    """From 1 December to 3 March, as it is in Auckland, are 92 days; Cleo's 1RM is of today."""
    curl = factories.create_exercise(name="Curl")
    factories.create_one_rep_max(
        client=kiri, exercise=curl, value="50", unit="lb", measured_on=date(2025, 12, 1)
    )
    factories.create_one_rep_max(client=cleo, exercise=curl, value="50")

    page = words(desk.get(address(program_of(tess, squat, curl)), choice(cleo, kiri)).text)

    concerns = page.partition("Before you issue this")[2].partition("I have looked")[0]
    assert concerns.count("The 1RM is") == 1
    assert "Kiri Tane The 1RM is 92 days old" in concerns
    assert "Cleo Brandt, Kiri Tane The 1RM" not in concerns


@time_machine.travel(NOON, tick=False)
def test_somebody_elses_client_is_refused_beside_the_field(desk, tess, cleo, omar, squat):
    response = desk.post(address(program_of(tess, squat)), choice(cleo, omar))

    assert response.status_code == 422
    field = response.text.partition('<fieldset id="div_id_clients"')[2].partition("</fieldset>")[0]
    assert "Select a valid choice." in field
    assert re.search(rf'value="{cleo.code}"[^>]*checked', field)
    assert omar.full_name not in response.text
    assert not Assignment.objects.exists()


def test_a_link_from_the_client_page_chooses_that_client(desk, tess, cleo, kiri, squat):
    page = desk.get(address(program_of(tess, squat)), {"client": str(kiri.code)}).text

    checked = re.findall(r'name="clients" value="([^"]+)"[^>]*checked', page)
    assert checked == [str(kiri.code)]


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("count", [1, 2, 4])
def test_preview_asks_as_many_queries_for_each_client(tess, squat, count, django_assert_num_queries):
    clients = [factories.create_user() for _ in range(count)]
    for client in clients:
        factories.create_one_rep_max(client=client, exercise=squat)
    program = program_of(tess, squat, load_pct=Decimal(65))

    # Assignments of the form, sessions, lines, exercises, facets, practice; then equipment, records, background each.
    with django_assert_num_queries(6 + 9 * count):
        preview = preview_for_many(
            program=program,
            clients=clients,
            terms=Terms(MONDAY, [0], times_a_day=3),
            entry_key=KEY,
        )
        loads = {line.load.value for plan in preview.plans for line in plan.lines}

    assert loads == {65}


# Several times a day


@time_machine.travel(NOON, tick=False)
def test_twice_a_day_makes_two_sessions_on_each_date_in_order(desk, tess, cleo, squat):
    program = factories.create_program(owner=tess, exercises=[squat], weeks=1, sessions=2)

    shown = desk.get(address(program), choice(cleo, times_a_day="2"))
    desk.post(address(program), choice(cleo, times_a_day="2"))

    assert "4 sessions, Mon 9 March to Thu 12 March" in words(shown.text)
    rows = PlannedSession.objects.order_by("week", "position")
    assert list(rows.values_list("position", "name", "planned_on")) == [
        (1, "Day 1 (1 of 2)", date(2026, 3, 9)),
        (2, "Day 1 (2 of 2)", date(2026, 3, 9)),
        (3, "Day 2 (1 of 2)", date(2026, 3, 12)),
        (4, "Day 2 (2 of 2)", date(2026, 3, 12)),
    ]
    assert loads_of(cleo) == ["60 kg"] * 4


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("times", ["0", "4", "often"])
def test_times_a_day_are_one_to_three(desk, tess, cleo, squat, times):
    response = desk.post(address(program_of(tess, squat)), choice(cleo, times_a_day=times))

    assert response.status_code == 422
    assert f"Select a valid choice. {times} is not one of the available choices." in words(response.text)
    assert not Assignment.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_a_long_name_leaves_room_for_its_number(desk, tess, cleo, squat):
    program = program_of(tess, squat)
    program.sessions.update(name="C" * 60)

    desk.post(address(program), choice(cleo, times_a_day="3"))

    names = list(PlannedSession.objects.values_list("name", flat=True))
    assert names == ["C" * 51 + f" ({number} of 3)" for number in (1, 2, 3)]


@pytest.fixture
def twice(desk, tess, cleo, squat):
    """Cleo's two sessions of 2 March and of 3 March."""
    program = factories.create_program(owner=tess, exercises=[squat], sessions=2)
    with time_machine.travel(NOON, tick=False):
        changes = {"starts_on": MONDAY.isoformat(), "weekdays": ["0", "1"], "times_a_day": "2"}
        desk.post(address(program), choice(cleo, **changes))
    return list(PlannedSession.objects.order_by("position"))


def do(planned_session, at):
    session_log = factories.start(planned_session=planned_session, at=at)
    return finish_session(session_log=session_log, at=at, effort=6, note="")


def test_today_offers_the_second_session_after_the_first(cleo, twice):
    before = read_today(cleo, MONDAY)
    do(twice[0], NOON)
    between = read_today(cleo, MONDAY)
    evening = do(twice[1], NOON.replace(hour=18))
    after = read_today(cleo, MONDAY)

    assert [before.planned_session, between.planned_session, after.planned_session] == [*twice[:2], None]
    assert [before.upcoming, between.upcoming, after.upcoming] == twice[1:3] + twice[2:3]
    assert after.finished == evening


def test_today_offers_the_first_of_two_missed_sessions(cleo, twice):
    today = read_today(cleo, date(2026, 3, 4))

    assert today.planned_session == twice[2]


@time_machine.travel(NOON, tick=False)
def test_plan_shows_both_sessions_of_a_day(browser, cleo, twice):
    browser.force_login(cleo)

    page = words(browser.get(reverse("workouts:plan")).text)

    assert page.index("Day 1 (1 of 2)") < page.index("Day 1 (2 of 2)") < page.index("Day 2 (1 of 2)")
