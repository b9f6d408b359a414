"""Fills an empty ecctrain database with people who train, and writes down what their phones will ask.

Run as a process of its own, with DATABASE_URL set: `python -m bench.people answer.json`. The answer holds,
for every measured action, the requests as a phone sends them (cookies, tokens and keys included).
"""

import json
import os
import sys
from datetime import timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecctrain.settings")
django.setup()

from django.conf import settings  # noqa: E402  models need the setup above
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from ecctrain.accounts.choices import CoachingStatus, Unit  # noqa: E402
from ecctrain.accounts.models import Coaching, User  # noqa: E402
from workouts.assigning import Terms, assign_program  # noqa: E402
from workouts.building import add_line, add_session, copy_week  # noqa: E402
from workouts.catalogue import load_exercises, read_exercises  # noqa: E402
from workouts.choices import Side  # noqa: E402
from workouts.clearing import answer_screening  # noqa: E402
from workouts.loads import Load  # noqa: E402
from workouts.measuring import record_one_rep_max  # noqa: E402
from workouts.models import Exercise, PlannedSession, Program  # noqa: E402
from workouts.recording import finish_session, record_set, start_session  # noqa: E402

WEEKS = 12
SETS = 4
REPS = 10
LIFTS = {
    "back-squat": 120,
    "romanian-deadlift": 110,
    "bench-press": 80,
    "lat-pulldown": 70,
    "seated-heel-raise": 90,
    "nordic-hamstring": None,
}
LOGGERS = 4
SETS_BEGUN = 10


def create_program(trainer):
    """Twelve weeks of three sessions, each of six exercises with four sets."""
    program = Program.objects.create(owner=trainer, name="Slow and strong")
    for _ in range(3):
        session = add_session(program=program, week=1)
        for slug in LIFTS:
            line = add_line(session=session, exercise=Exercise.objects.get(slug=slug))
            line.sets, line.reps = SETS, REPS
            line.save(update_fields=["sets", "reps"])
    for _ in range(WEEKS - 1):
        copy_week(program=program, week=1)
    return program


def create_client(name, trainer, program, now):
    """A person with one-rep maxima and twelve finished weeks, and the same program again from today."""
    client = User.objects.create_user(f"{name.split()[0].lower()}@example.org", full_name=name)
    begun = now - timedelta(weeks=WEEKS)
    Coaching.objects.create(
        trainer=trainer, client=client, status=CoachingStatus.ACTIVE, invited_at=begun, started_at=begun
    )
    for slug, kilograms in LIFTS.items():
        if kilograms:
            record_one_rep_max(
                client=client,
                exercise=Exercise.objects.get(slug=slug),
                side=Side.BOTH,
                lifted=Load(Decimal(kilograms), Unit.KG),
                reps=1,
                measured_on=client.local_date(begun),
                recorded_by=trainer,
                entry_key=uuid4(),
            )
    answer_screening(
        client=client,
        hard_stops=(),
        cautions=(),
        training_months=None,
        note="",
        entry_key=uuid4(),
        answered_at=begun,
        answered_by=client,
    )
    for planned_session in assign(client, program, client.local_date(begun)):
        at = now - timedelta(days=(client.local_date(now) - planned_session.planned_on).days)
        session_log = start_session(planned_session=planned_session, at=at, logged_by=client)
        do_sets(session_log, at)
        finish_session(session_log=session_log, at=at + timedelta(hours=1), effort=6, note="")
    return client, assign(client, program, client.local_date(now))


def assign(client, program, starts_on):
    """Issue `program` for three days a week, the first of them `starts_on`; the sessions in order."""
    weekdays = [(starts_on.weekday() + days) % 7 for days in (0, 2, 4)]
    assignment = assign_program(
        program=program,
        client=client,
        terms=Terms(starts_on, weekdays),
        assigned_by=program.owner,
        entry_key=uuid4(),
        reasons=dict.fromkeys(
            program.sessions.values_list("lines__exercise", flat=True), "Used to slow lowering already."
        ),
    )
    return list(PlannedSession.objects.filter(assignment=assignment).select_related("assignment__client"))


def places(planned_session):
    """Every set of a session in the order in which it is done: (prescription, number)."""
    prescriptions = planned_session.prescriptions.select_related("exercise").order_by("position")
    return [(row, number) for row in prescriptions for number in range(1, row.sets + 1)]


def do_sets(session_log, at, most=None):
    """Record the first `most` sets of a session, 3 min apart; the last of each exercise is a rep short."""
    for minutes, (prescription, number) in enumerate(places(session_log.planned_session)[:most]):
        record_set(
            session_log=session_log,
            prescription=prescription,
            number=number,
            side=Side.BOTH,
            load=prescription.load,
            reps=prescription.reps - (number == SETS),
            duration_s=None,
            entry_key=uuid4(),
            performed_at=at + timedelta(minutes=3 * minutes),
            logged_by=session_log.client,
        )


class Phone:
    """Somebody signed in: makes requests as their browser would."""

    def __init__(self, person):
        browser = Client()
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        request = HttpRequest()
        self.token = get_token(request)
        self.session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookie = (
            f"{settings.SESSION_COOKIE_NAME}={self.session}; "
            f"{settings.CSRF_COOKIE_NAME}={request.META['CSRF_COOKIE']}"
        )

    def get(self, name, *args):
        return {"path": reverse(name, args=args), "headers": {"Cookie": self.cookie}, "status": 200}

    def post(self, name, *args, status=302, htmx=False, **fields):
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        if htmx:
            headers["HX-Request"] = "true"
        body = urlencode({"csrfmiddlewaretoken": self.token} | fields)
        return self.get(name, *args) | {"headers": headers, "body": body, "status": status}


def set_posts(client, planned_sessions, now):
    """Start every session; one request for each set, as the row's form sends it."""
    phone = Phone(client)
    posts = []
    for planned_session in planned_sessions:
        session_log = start_session(planned_session=planned_session, at=now, logged_by=client)
        for prescription, number in places(planned_session):
            fields = {"number": number, "side": Side.BOTH.value, "entry_key": uuid4()}
            fields |= {"performed_at": now.isoformat(timespec="milliseconds"), "reps": prescription.reps}
            if prescription.load:
                fields |= {"load": f"{prescription.load_value.normalize():f}", "unit": prescription.load_unit}
            codes = (session_log.code, prescription.code)
            posts.append(phone.post("workouts:set-record", *codes, status=200, htmx=True, **fields))
    return posts


def finish_posts(client):
    """One request for each session of the client's history: it was finished, so this renews the totals."""
    phone = Phone(client)
    finished = client.session_logs.exclude(finished_at=None)
    return [phone.post("workouts:session-finish", log.code, effort=7, note="Went well.") for log in finished]


@transaction.atomic
def fill():
    """Make everybody; returns the requests of each action and what else the benchmark has to know."""
    now = timezone.now()
    load_exercises(read_exercises())
    trainer = User.objects.create_user("toni@example.org", full_name="Toni Vale", is_trainer=True)
    program = create_program(trainer)
    reader, sessions = create_client("Ada Reader", trainer, program, now)
    session_log = start_session(planned_session=sessions[0], at=now, logged_by=reader)
    do_sets(session_log, now - timedelta(hours=1), most=SETS_BEGUN)
    newcomer, _ = create_client("Nell Newcomer", trainer, program, now)
    loggers = [create_client(f"Logan{number} Logger", trainer, program, now) for number in range(LOGGERS)]
    # One phone after the other, so that requests sent at the same time belong to different people.
    sets = zip(*(set_posts(client, sessions, now) for client, sessions in loggers), strict=True)
    finishes = zip(*(finish_posts(client) for client, _ in loggers), strict=True)
    requests = {
        "today": [Phone(reader).get("today")],
        "session": [Phone(reader).get("workouts:session", session_log.code)],
        "set": list(chain.from_iterable(sets)),
        "finish": list(chain.from_iterable(finishes)),
        "client_page": [Phone(trainer).get("client-page", reader.code)],
    }
    names = ("OPTIONS", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS")
    tuning = {name: settings.DATABASES["default"][name] for name in names}
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": Phone(newcomer).session}
    return {"requests": requests, "tuning": tuning, "first_visit": cookie}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    Path(sys.argv[1]).write_text(json.dumps(fill()), encoding="utf-8")
