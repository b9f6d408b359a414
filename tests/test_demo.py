"""The demo practice: one run is looked at from all sides; what refuses or does nothing needs no run."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.choices import CoachingStatus
from ecctrain.accounts.models import Coaching, User
from ecctrain.demo.people import PASSWORD, PEOPLE, address
from ecctrain.demo.programs import PROGRAMS
from ecctrain.management.commands.demo import Command
from tests.factories import create_user
from workouts.checkins import read_asked
from workouts.models import (
    Assignment,
    ClientFlag,
    Exercise,
    ExerciseSkip,
    HealthScreening,
    OneRepMax,
    PainReport,
    PlannedSession,
    Prescription,
    Program,
    Proposal,
    SessionLog,
    SetLog,
    SorenessReport,
)
from workouts.offering import read_program_offers
from workouts.safety import is_reason

SIGN_INS = [address("jonas"), address("mara"), address("admin")]
ROWS = {
    "people": User.objects.all(),
    "coachings": Coaching.objects.select_related("client"),
    "programs": Program.objects.prefetch_related("sessions"),
    "assignments": Assignment.objects.select_related("client", "assigned_by", "program__owner"),
    "planned_sessions": PlannedSession.objects.select_related("assignment__client", "session_log"),
    "prescriptions": Prescription.objects.select_related(
        "one_rep_max", "exercise", "planned_session__assignment"
    ),
    "one_rep_maxes": OneRepMax.objects.select_related("client"),
    "session_logs": SessionLog.objects.select_related("client", "planned_session"),
    "set_logs": SetLog.objects.select_related("session_log__client", "exercise"),
    "skips": ExerciseSkip.objects.all(),
    "soreness": SorenessReport.objects.select_related("client"),
    "pain": PainReport.objects.select_related("client", "session_log"),
    "proposals": Proposal.objects.select_related("assignment__client", "exercise"),
    "screenings": HealthScreening.objects.select_related("client", "cleared_by"),
    "flags": ClientFlag.objects.select_related("client"),
}


def run(**options):
    """The lines the command prints."""
    output = StringIO()
    call_command("demo", stdout=output, **options)
    return output.getvalue().splitlines()


def can_sign_in(email):
    """Whether the sign-in page lets `email` in with the demo's password."""
    browser = Client()
    browser.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    return "_auth_user_id" in browser.session


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """One run: what it printed and the rows it made, kept in memory; the database forgets them."""
    with django_db_blocker.unblock(), transaction.atomic():
        read = SimpleNamespace(output=run(), now=timezone.now())
        for name, rows in ROWS.items():
            setattr(read, name, list(rows.all()))
        read.counted = [row for row in read.set_logs if row.voided_at is None]
        read.mara = next(person for person in read.people if person.email == address("mara"))
        yesterdays = max(
            (row for row in read.session_logs if row.client.email == address("cleo")),
            key=lambda row: row.started_at,
        )
        read.yesterdays = yesterdays
        read.asked = read_asked(yesterdays.client, yesterdays.finished_at + timedelta(hours=24))
        jonas = next(person for person in read.people if person.email == address("jonas"))
        read.offers = [
            offer
            for program in read.programs
            for offer in read_program_offers(program, jonas)
            if offer.is_open
        ]
        read.refused_sign_ins = [email for email in SIGN_INS if not can_sign_in(email)]
        transaction.set_rollback(True)
    return read


def amounts(set_logs):
    """(e-mail, counted sets, tonnage in kg) of each person who trained."""
    sets, tonnage = Counter(), Counter()
    for row in set_logs:
        email = row.session_log.client.email
        sets[email] += 1
        tonnage[email] += (row.load_kg or Decimal(0)) * (row.reps or 0)
    return sorted((email, sets[email], tonnage[email]) for email in sets)


def test_demo_has_two_trainers_ten_clients_one_administrator(demo):
    clients = {row.client for row in demo.coachings}
    ages = {client.full_name: client.age_on(client.local_date(demo.now)) for client in clients}
    trainers = {person.full_name for person in demo.people if person.is_trainer}

    assert trainers == {"Elin Sørensen", "Jonas Weber"}
    assert [person.email for person in demo.people if person.is_superuser] == [address("admin")]
    assert len(demo.people) == 13
    assert len(clients) == 10
    assert ages == {person.full_name: person.age for person in PEOPLE}
    assert (min(ages.values()), max(ages.values())) == (17, 77)


def test_demo_invited_client_has_a_plan_and_no_history(demo):
    (lena,) = {row.client for row in demo.coachings if row.status == CoachingStatus.INVITED}

    assert (lena.full_name, lena.email) == ("Lena Fuchs", None)
    assert [row.program_name for row in demo.assignments if row.client == lena] == ["First four weeks"]
    assert [row for row in demo.session_logs if row.client == lena] == []


def test_demo_clients_answered_the_health_questions_before_their_plan_but_two_who_have_not_begun(demo):
    first_plan_at = {}
    for row in demo.assignments:
        first_plan_at[row.client] = min(row.assigned_at, first_plan_at.get(row.client, row.assigned_at))
    answered_at = {row.client: row.answered_at for row in demo.screenings}

    unscreened = {person.full_name for person in first_plan_at.keys() - answered_at.keys()}

    assert unscreened == {"Lena Fuchs", "Nils Brandl"}
    assert [row for row in demo.session_logs if row.client.full_name in unscreened] == []
    assert [person for person, at in answered_at.items() if at > first_plan_at[person]] == []


def test_demo_has_cleared_yeses_and_a_flag(demo):
    cleared = {
        row.client.full_name: (row.hard_stops, row.cautions) for row in demo.screenings if row.cleared_at
    }

    assert cleared == {
        "Ines Okafor": (["injury"], []),
        "Ruth Adler": ([], ["falls", "new_at_65"]),
        "Walt Kessler": ([], ["blood_thinners", "new_at_65"]),
    }
    assert [row for row in demo.screenings if row.is_open] == []
    assert [(row.client.full_name, row.caution) for row in demo.flags] == [("Ruth Adler", "balance")]


def test_demo_client_has_one_session_today_not_started(demo):
    today = demo.mara.local_date(demo.now)

    todays = [
        row for row in demo.planned_sessions if row.assignment.client == demo.mara and row.planned_on == today
    ]

    assert [(row.name, row.assignment.status, hasattr(row, "session_log")) for row in todays] == [
        ("Day A", "active", False)
    ]


def test_demo_plans_go_on_end_soon_or_have_ended(demo):
    days_ahead = {}
    for row in demo.planned_sessions:
        client = row.assignment.client
        days = (row.planned_on - client.local_date(demo.now)).days
        days_ahead[client.full_name] = max(days, days_ahead.get(client.full_name, days))

    assert days_ahead.pop("Theo Lind") < 0
    assert 0 < days_ahead.pop("Sami Haddad") <= 5
    assert len(days_ahead) == 8
    assert min(days_ahead.values()) >= 21


def test_demo_records_nothing_in_the_future(demo):
    stamps = [
        *(at for row in demo.set_logs for at in (row.performed_at, row.recorded_at, row.voided_at)),
        *(at for row in demo.session_logs for at in (row.started_at, row.finished_at)),
        *(at for row in demo.assignments for at in (row.assigned_at, row.ended_at)),
        *(at for row in demo.coachings for at in (row.invited_at, row.started_at)),
        *(row.skipped_at for row in demo.skips),
        *(row.recorded_at for row in demo.one_rep_maxes),
        *(at for row in demo.screenings for at in (row.answered_at, row.cleared_at)),
        *(row.raised_at for row in demo.flags),
        *(person.joined_at for person in demo.people),
    ]

    assert [at for at in stamps if at is not None and at > demo.now] == []


def test_demo_dates_history_to_its_own_time(demo):
    """Each row is stamped when it would have been written, not when the command ran."""
    started_on = {row.assignment_id: row.planned_on for row in reversed(demo.planned_sessions)}

    assert [row for row in demo.set_logs if row.recorded_at != row.performed_at] == []
    assert [row for row in demo.assignments if row.assigned_at.date() > started_on[row.pk]] == []
    assert [row for row in demo.one_rep_maxes if row.recorded_at.date() != row.measured_on] == []


def test_demo_people_say_how_sore_they_are(demo):
    """Nobody in the future, one who needs her trainer, and nobody is e-mailed about what is long ago."""
    late = [row for row in demo.soreness if row.answered_at >= demo.now or row.recorded_at != row.answered_at]
    newest = {row.client.full_name: row.result for row in sorted(demo.soreness, key=lambda r: r.answered_at)}

    assert late == []
    assert newest["Ines Okafor"] == "postpone"
    assert {row.hours for row in demo.soreness} == {24, 48, 72}


def test_demo_people_are_sorer_after_new_work(demo):
    number, seen = {}, Counter()
    for row in sorted(demo.session_logs, key=lambda row: row.started_at):
        number[row.pk] = seen[row.planned_session.assignment_id]
        seen[row.planned_session.assignment_id] += 1
    at_48_h = [(number[row.session_log_id], row.nrs) for row in demo.soreness if row.hours == 48]

    first = [nrs for place, nrs in at_48_h if place == 0]
    later = [nrs for place, nrs in at_48_h if place >= 5]

    assert sum(first) / len(first) > sum(later) / len(later) + 1


def test_demo_client_is_asked_about_yesterday(demo):
    today = demo.yesterdays.client.local_date(demo.now)

    assert demo.yesterdays.trained_on == today - timedelta(days=1)
    assert (demo.yesterdays, 24) in [(one.session_log, one.hours) for one in demo.asked.due]
    assert [one.session_log for one in demo.asked.mornings] == [demo.yesterdays]


def test_demo_has_two_proposals_that_wait(demo):
    """Cleo's knee hurt yesterday: less weight where there is some, a set less where there is none."""
    waiting = [(row.assignment.client.full_name, row.kind, row.reason) for row in demo.proposals]

    assert sorted(waiting) == [("Cleo Brandt", "lower", "fewer_sets"), ("Cleo Brandt", "lower", "less_load")]
    assert [row for row in demo.proposals if row.status != "waiting" or row.proposed_at > demo.now] == []


def test_demo_has_one_program_that_was_changed_after_it_was_issued(demo):
    assert {offer.assignment.program_name for offer in demo.offers} == {"Strong knees"}
    assert {one.kind for offer in demo.offers for one in offer.differences} == {"dose"}


def test_demo_client_has_a_line_of_pain_over_weeks(demo):
    """Cleo's knee, from the first of ten sessions to yesterday; said ten minutes after each."""
    rows = sorted(demo.pain, key=lambda row: row.answered_at)

    assert {(row.client.full_name, row.region, row.moment) for row in rows} == {
        ("Cleo Brandt", "knee", "after")
    }
    assert [row.nrs for row in rows] == [3, 4, 3, 2, 1, 1, 2, 2, 3, 6]
    assert {row.answered_at - row.session_log.finished_at for row in rows} == {timedelta(minutes=10)}
    assert rows[-1].answered_at - rows[0].answered_at > timedelta(weeks=2)


def test_demo_sets_lie_inside_their_session(demo):
    outside = [
        row
        for row in demo.counted
        if not row.session_log.started_at <= row.performed_at <= row.session_log.finished_at
    ]
    longest = max(row.finished_at - row.started_at for row in demo.session_logs)
    days_late = {(row.trained_on - row.planned_session.planned_on).days for row in demo.session_logs}

    assert outside == []
    assert longest < timedelta(minutes=90)
    assert days_late == {0, 1}


def test_demo_loads_stay_in_the_band_or_say_why(demo):
    loaded = [row for row in demo.prescriptions if row.one_rep_max and row.load_kg is not None]

    above = [row for row in loaded if row.load_kg / row.one_rep_max.load_kg > Decimal("0.70")]

    assert {(row.exercise.slug, row.load_pct) for row in above} == {("leg-press", Decimal(75))}
    assert [row for row in above if not is_reason(row.load_reason)] == []
    assert {row.load_status for row in demo.prescriptions} == {"computed", "none", "no_one_rep_max"}


def test_demo_loads_come_from_the_one_rep_max_known_when_assigned(demo):
    """And those are measured again and rise."""
    late = [
        row
        for row in demo.prescriptions
        if row.one_rep_max and row.one_rep_max.measured_on > row.planned_session.assignment.assigned_at.date()
    ]
    values = {}
    for row in sorted(demo.one_rep_maxes, key=lambda row: row.measured_on):
        values.setdefault((row.client_id, row.exercise_id, row.side), []).append(row.load_kg)
    repeated = [found for found in values.values() if len(found) > 1]

    assert late == []
    assert [found for found in repeated if found != sorted(found)] == []
    assert sum(found[-1] > found[0] for found in repeated) > len(repeated) / 2


def test_demo_adherence_lies_between_45_and_100_percent(demo):
    done = {}
    for row in demo.planned_sessions:
        client, is_done = row.assignment.client, hasattr(row, "session_log")
        if is_done or row.planned_on < client.local_date(demo.now):
            done.setdefault(client.full_name, []).append(is_done)
    shares = {name: sum(found) / len(found) for name, found in done.items()}

    assert len(shares) == 8
    assert [name for name, share in shares.items() if not 0.45 <= share <= 1] == []
    assert min(shares, key=shares.get) == "Pavel Novák"


def test_demo_sets_are_mostly_as_prescribed(demo):
    share = sum(row.is_as_prescribed for row in demo.counted) / len(demo.counted)
    units = {(row.session_log.client.unit, row.load_unit) for row in demo.counted if row.load_unit}
    unknown = [row for row in demo.counted if row.exercise.is_weighted and row.prescribed_load is None]

    assert 0.8 < share < 0.97
    assert units == {("kg", "kg"), ("lb", "lb")}
    assert unknown == []
    assert {row.time_zone for row in demo.session_logs} == {"Europe/Berlin", "America/New_York", "Asia/Tokyo"}
    assert {row.effort for row in demo.session_logs} == {4, 5, 6, 7, 8}
    assert len(demo.set_logs) > len(demo.counted)
    assert demo.skips != []


def test_demo_programs_hold_their_weeks(demo):
    weeks = {written.name: written.weeks for written in PROGRAMS.values()}
    lines = [
        (written, line)
        for written in PROGRAMS.values()
        for session in written.sessions
        for line in session.lines
    ]

    assert [line for written, line in lines if len(line.course) != written.weeks] == []
    assert {row.name: max(session.week for session in row.sessions.all()) for row in demo.programs} == weeks
    assert [row for row in demo.assignments if row.assigned_by != row.program.owner] == []


def test_demo_says_how_to_sign_in(demo):
    assert [email in line for email, line in zip(SIGN_INS, demo.output[-3:], strict=True)] == [True] * 3
    assert [PASSWORD in line for line in demo.output[-3:]] == [True] * 3
    assert demo.refused_sign_ins == []


def test_demo_repeats_itself(demo, db):
    run()

    again = SetLog.objects.counted().select_related("session_log__client")
    assert amounts(again) == amounts(demo.counted)


@pytest.mark.parametrize("options", [{}, {"if_empty": True}], ids=["plain", "if-empty"])
def test_demo_twice_says_already_there(db, options):
    create_user(full_name="Jonas Weber", email=address("jonas"), is_trainer=True)

    output = run(**options)

    assert output[0] == "The demo is already there."
    assert [email in line for email, line in zip(SIGN_INS, output[1:], strict=True)] == [True] * 3
    assert User.objects.count() == 1


def test_demo_refuses_where_people_are(db):
    create_user(email="somebody@example.org")

    with pytest.raises(CommandError, match="There are people in this database"):
        run()

    assert User.objects.count() == 1


def test_demo_if_empty_leaves_people_alone(db):
    create_user(email="somebody@example.org")

    assert run(if_empty=True) == []
    assert User.objects.count() == 1


def test_demo_refuses_a_public_server(db, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="public server"):
        run()

    assert not User.objects.exists()


def test_demo_leaves_nothing_when_interrupted(db, monkeypatch):
    def die(command, story):
        raise KeyboardInterrupt

    monkeypatch.setattr(Command, "say_story", die)

    with pytest.raises(KeyboardInterrupt):
        run()

    assert not User.objects.exists()
    assert not Exercise.objects.exists()
