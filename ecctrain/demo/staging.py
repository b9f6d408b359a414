"""What stands before anybody trains: the practice's staff, its programs, and people who join it. [writes]"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from ecctrain.accounts.inviting import accept_invitation, invite_client
from ecctrain.accounts.models import User
from workouts.building import add_line, add_session
from workouts.catalogue import load_exercises, read_exercises
from workouts.loads import BAND_UPPER_PCT
from workouts.models import Exercise, Program
from workouts.shorthand import parse_load, parse_rest, parse_sets
from workouts.tempo import parse_tempo

from .people import ADMINISTRATOR, EMAIL_DOMAIN, PASSWORD, PRACTICE_ZONE, TRAINERS, address
from .programs import PROGRAMS

OPENED_WEEKS_AGO = 60
WROTE_PROGRAMS_WEEKS_AGO = 20


@dataclass(frozen=True)
class Practice:
    """The staff and programs by key, the library by slug, and the day it is today."""

    today: date
    trainers: dict[str, User]
    programs: dict[str, Program]
    exercises: dict[str, Exercise]


def instant(day, hour, zone_name=PRACTICE_ZONE):
    """The full `hour` of a calendar `day` in a time zone."""
    return datetime.combine(day, time(hour), ZoneInfo(zone_name))


def open_practice(today):
    """The practice with its staff, its programs and the exercise library, and no clients yet."""
    catalogue = read_exercises()
    exercises = Exercise.objects.filter(owner=None).in_bulk(field_name="slug")
    if catalogue.keys() - exercises.keys():
        load_exercises(catalogue)
        exercises = Exercise.objects.filter(owner=None).in_bulk(field_name="slug")
    opened_at = instant(today - timedelta(weeks=OPENED_WEEKS_AGO), 9)
    wrote_at = instant(today - timedelta(weeks=WROTE_PROGRAMS_WEEKS_AGO), 17)
    key, name = ADMINISTRATOR
    User.objects.create_superuser(address(key), full_name=name, joined_at=opened_at)
    trainers = {
        key: User.objects.create_user(address(key), full_name=name, is_trainer=True, joined_at=opened_at)
        for key, name in TRAINERS.items()
    }
    programs = {
        key: write_program(written, owner=trainers[written.trainer], exercises=exercises, at=wrote_at)
        for key, written in PROGRAMS.items()
    }
    return Practice(today, trainers, programs, exercises)


def write_program(written, *, owner, exercises, at):
    """A Program with all weeks of what is `written` down."""
    program = Program.objects.create(owner=owner, name=written.name, note=written.note, created_at=at)
    for week in range(1, written.weeks + 1):
        for written_session in written.sessions:
            session = add_session(program=program, week=week, name=written_session.name)
            for written_line in written_session.lines:
                line = add_line(session=session, exercise=exercises[written_line.exercise])
                dose_line(line, written_line, week=week)
    return program


def dose_line(line, written, *, week):
    """Give `line` the dose of its `week`."""
    sets_text, _, load_text = written.course[week - 1].partition("@")
    dose, load = parse_sets(sets_text), parse_load(load_text)
    line.sets, line.reps, line.duration_s = dose.sets, dose.reps, dose.duration_s
    line.load_pct = load.pct
    line.load_reason = written.reason if load.pct is not None and load.pct > BAND_UPPER_PCT else ""
    line.rest_s, line.note = parse_rest(written.rest), written.note
    if written.tempo:
        line.tempo = parse_tempo(written.tempo)
    line.save()


def invite(practice, person, *, trainer, at):
    """The open invitation of `person` by the trainer with that key."""
    return invite_client(
        trainer=practice.trainers[trainer],
        full_name=person.full_name,
        unit=person.unit,
        time_zone=person.time_zone,
        born_on=born_on(person, practice.today),
        at=at,
    )


def join(practice, person, *, trainer, user=None, at):
    """Invite `person` at the instant `at` and let them accept a day later, as `user` or as somebody new."""
    accepted_at = at + timedelta(days=1)
    invitation = invite(practice, person, trainer=trainer, at=at)
    user = user or User.objects.create_user(person.email, joined_at=accepted_at)
    return accept_invitation(invitation=invitation, user=user, at=accepted_at).client


def born_on(person, today):
    """The date of birth that makes `person` as old as they are, whatever day it is."""
    had_birthday = person.birthday <= (today.month, today.day)
    return date(today.year - person.age - (0 if had_birthday else 1), *person.birthday)


def give_passwords():
    """Everybody in the demo signs in with the one password, hashed once because a hash takes its time."""
    User.objects.filter(email__endswith=f"@{EMAIL_DOMAIN}").update(password=make_password(PASSWORD))
