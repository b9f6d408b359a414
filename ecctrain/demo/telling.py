"""The story of the demo practice, person by person, told with the functions that the pages use. [writes]"""

import random
import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta

from ecctrain.accounts.models import User
from workouts.assigning import Terms, assign_program, plan_program
from workouts.choices import SIDES_OF, DoseSide, PainMoment
from workouts.equipping import write_equipment
from workouts.measuring import record_one_rep_max
from workouts.models import OneRepMax, ProgramLine
from workouts.proposing import propose_after
from workouts.recording import finish_session, record_set, skip_exercise, start_session, undo_set
from workouts.reporting import report_pain, report_soreness

from .asking import ask_about_health
from .backdating import backdate
from .living import kept_sessions, live_session, placed_notes, said_soreness, start_instant
from .people import PEOPLE, Person
from .programs import PROGRAMS
from .staging import Practice, give_passwords, instant, invite, join, open_practice
from .strength import lifted_in_test, lowered_in_test

SEED = 1890
# What a trainer answers where the next weight of a machine is more than a fifth heavier.
STEP_REASON = "The next weight there is; lowered with ease at the one before."
INVITED_DAYS_BEFORE_TEST = 7
INVITED_LATELY_DAYS = 2
SAID_AFTER = timedelta(minutes=10)
LOWERED_S = 4
REVISED_PROGRAM = "strong-knees"
MOVED_ON = "All weeks done; the next program follows."


@dataclass
class Story:
    """One person's time in the practice as far as it is told.

    `due` are the sessions planned before today, `done` those that were trained, `sets` their counted sets.
    """

    practice: Practice
    person: Person
    rng: random.Random
    feels: random.Random
    client: User | None = None
    assigned: list = field(default_factory=list)
    due: int = 0
    done: int = 0
    sets: int = 0


def tell_practice(*, today, seed=SEED):
    """Write the whole demo as of the practice's day `today`; yields each person's Story once it is told.

    Whoever runs through it holds the transaction.
    """
    practice = open_practice(today)
    assigned = []
    for person in PEOPLE:
        rng = random.Random(f"{seed} {person.key}")  # noqa: S311 - a story that repeats itself, not a secret
        # Of its own, so that how somebody feels changes nothing of what they lift.
        feels = random.Random(f"{seed} {person.key} feels")  # noqa: S311
        story = Story(practice, person, rng, feels)
        if person.is_invited_only:
            tell_invitation(story)
        else:
            tell_training(story)
        assigned += story.assigned
        yield story
    revise_program(practice)
    give_passwords()
    backdate(assigned)


def revise_program(practice):
    """A set more in the last week of one program, after it was issued: what a trainer may take over into plans."""
    program = practice.programs[REVISED_PROGRAM]
    line = ProgramLine.objects.filter(session__program=program).order_by("-session__week", "position").first()
    line.sets += 1
    line.save(update_fields=["sets"])


def tell_invitation(story):
    """The person was invited lately, tested on the same day, and has a plan waiting."""
    person, today = story.person, story.practice.today
    invited_on = today - timedelta(days=INVITED_LATELY_DAYS)
    invitation = invite(story.practice, person, trainer=person.trainers[0], at=instant(invited_on, 15))
    story.client = invitation.coaching.client
    measure(story, person.blocks[0], on=invited_on)
    assign(story, person.blocks[0], at=instant(invited_on, 18))


def tell_training(story):
    """Block after block in order of time: tested, assigned, lived, tested again."""
    met = set()
    for block in story.person.blocks:
        starts_on = block_start(story, block)
        tested_on = starts_on - timedelta(days=block.tested_days_before)
        trainer = PROGRAMS[block.program].trainer
        if trainer not in met:
            at = instant(tested_on - timedelta(days=INVITED_DAYS_BEFORE_TEST), 11)
            story.client = join(story.practice, story.person, trainer=trainer, user=story.client, at=at)
            if not met:
                coach = story.practice.trainers[trainer]
                if story.person.is_screened:
                    ask_about_health(story.person, story.client, trainer=coach, at=story.client.joined_at)
                equip(story, at=story.client.joined_at)
            met.add(trainer)
        measure(story, block, on=tested_on)
        if story.assigned:
            assignment, _ = story.assigned[-1]
            assignment.end(at=instant(starts_on - timedelta(days=1), 22), reason=MOVED_ON)
        live_block(story, block, assign(story, block, at=instant(tested_on, 18)))
        for weeks in block.retests:
            retested_on = starts_on + timedelta(weeks=weeks, days=-1)
            if retested_on < story.practice.today:
                measure(story, block, on=retested_on, but=story.person.tested_once)
    lower(story)


def equip(story, *, at):
    """The person writes down what is at home, where they train there."""
    person, client = story.person, story.client
    if person.equipment:
        write_equipment(client=client, by=client, at=at, unit=person.unit, **person.equipment)


def block_start(story, block):
    """The first day of a block: a Monday, or counted from today for people whose plan has to meet it."""
    today, begins = story.practice.today, story.person.week_begins
    this_week = today + timedelta(days=-today.weekday() if begins is None else begins)
    return this_week - timedelta(weeks=block.weeks_ago)


def measure(story, block, *, on, but=()):
    """Record the one-rep maxima that a block's program asks for, `but` some."""
    practice, person, program = story.practice, story.person, PROGRAMS[block.program]
    slugs = {line.exercise for session in program.sessions for line in session.lines}
    exercises = [practice.exercises[slug] for slug in sorted(slugs - {*block.untested, *but})]
    for exercise in exercises:
        sides = SIDES_OF[DoseSide.EACH if exercise.is_one_sided else DoseSide.BOTH]
        for side in sides if exercise.is_weighted else ():
            lifts = OneRepMax.objects.concentric().filter(client=story.client, exercise=exercise, side=side)
            tests_before = lifts.count()
            lifted = lifted_in_test(person, exercise, side=side, tests_before=tests_before)
            record_one_rep_max(
                client=story.client,
                exercise=exercise,
                side=side,
                lifted=lifted,
                reps=person.test_reps,
                measured_on=on,
                recorded_by=practice.trainers[program.trainer],
                entry_key=new_key(story.rng),
            )


def lower(story):
    """Record what the person's trainer had them lower once, on the day of the newest test of the exercise."""
    for row in OneRepMax.objects.newest_by_exercise(story.client).values():
        if row.exercise.slug in story.person.lowers:
            record_one_rep_max(
                client=story.client,
                exercise=row.exercise,
                side=row.side,
                lifted=lowered_in_test(row.load, row.exercise.steps_kind),
                reps=1,
                lowered_s=LOWERED_S,
                measured_on=row.measured_on,
                recorded_by=row.recorded_by,
                # Not from the dice, so that nothing else of the story changes.
                entry_key=uuid.uuid5(row.entry_key, "lowered"),
            )


def assign(story, block, *, at):
    """Issue a block's program on its days of the person's week, with the one-rep maxima known by now."""
    starts_on = block_start(story, block)
    plan = {
        "program": story.practice.programs[block.program],
        "client": story.client,
        "terms": Terms(
            starts_on, [(starts_on + timedelta(days=day)).weekday() for day in block.days], by_effort=True
        ),
    }
    assignment = assign_program(
        **plan,
        assigned_by=story.practice.trainers[PROGRAMS[block.program].trainer],
        entry_key=new_key(story.rng),
        reasons={
            concern.exercise.pk: STEP_REASON
            for concern in plan_program(**plan).concerns
            if concern.needs_reason and not concern.written_reason
        },
    )
    story.assigned.append((assignment, at))
    return assignment


def live_block(story, block, assignment):
    """Live the sessions of `assignment` that were due before today."""
    person, rng, today = story.person, story.rng, story.practice.today
    due = list(
        assignment.planned_sessions.filter(planned_on__lt=today)
        .select_related("assignment__client")
        .prefetch_related("prescriptions__exercise", "prescriptions__one_rep_max")
    )
    kept = kept_sessions(rng, due, person.keeps)
    overshot = newest_with(person.overshoots, kept) if block is person.blocks[-1] else None
    notes = placed_notes(rng, block.notes, len(kept))
    for number, (planned_session, note) in enumerate(zip(kept, notes, strict=True)):
        done = live_session(
            rng,
            person,
            list(planned_session.prescriptions.all()),
            sides_of=SIDES_OF,
            starts_at=start_instant(rng, person, planned_session.planned_on, before=today),
            note=note,
            overshoots=planned_session is overshot,
        )
        session_log = write_session(planned_session, done, rng)
        story.sets += session_log.total_sets
        is_last = block is person.blocks[-1] and planned_session is kept[-1]
        answer_checkins(story, session_log, number, lately=person.sore_lately if is_last else 0)
        left = len(kept) - number - 1
        if is_last and person.pain_lately:
            answer_pain(story, session_log, nrs=person.pain_lately)
            propose_after(session_log, at=session_log.finished_at + SAID_AFTER)
        elif block is person.blocks[-1] and 0 < left <= len(person.pains_before):
            answer_pain(story, session_log, nrs=person.pains_before[left - 1])
    story.due += len(due)
    story.done += len(kept)


def answer_checkins(story, session_log, number, *, lately):
    """Say how sore session `number` of a block made, before today; `lately`, if not 0, at the first check-in."""
    before = instant(story.practice.today, 0)
    said = said_soreness(story.feels, finished_at=session_log.finished_at, number=number, before=before)
    if lately:
        said = [replace(answer, nrs=lately) for answer in said[:1]]
    for answer in said if session_log.total_sets else ():
        report_soreness(
            session_log=session_log,
            hours=answer.hours,
            nrs=answer.nrs,
            regions=[],
            is_function_limited=answer.is_function_limited,
            red_flags=[],
            entry_key=new_key(story.feels),
            answered_at=answer.answered_at,
            logged_by=session_log.client,
            tells=False,
        )


def answer_pain(story, session_log, *, nrs):
    """Say how much it hurt, 0 to 10, after a session."""
    report_pain(
        session_log=session_log,
        moment=PainMoment.AFTER,
        nrs=nrs,
        region=story.person.pain_region,
        note="",
        # Not from the dice, so that nothing else of the story changes.
        entry_key=uuid.uuid5(session_log.code, "pain"),
        answered_at=session_log.finished_at + SAID_AFTER,
        logged_by=session_log.client,
    )


def newest_with(slug, planned_sessions):
    """The last of `planned_sessions` that asks for the exercise `slug`; None if none does."""
    found = [
        planned_session
        for planned_session in planned_sessions
        if any(prescription.exercise.slug == slug for prescription in planned_session.prescriptions.all())
    ]
    return found[-1] if found else None


def write_session(planned_session, done, rng):
    """Log a DoneSession tap by tap; returns the finished SessionLog."""
    client = planned_session.assignment.client
    session_log = start_session(planned_session=planned_session, at=done.started_at, logged_by=client)
    for done_exercise in done.exercises:
        for done_set in done_exercise.sets:
            write_set(session_log, done_exercise.prescription, done_set, key=new_key(rng))
        if done_exercise.skip_reason:
            skip_exercise(
                session_log=session_log,
                prescription=done_exercise.prescription,
                reason=done_exercise.skip_reason,
                entry_key=new_key(rng),
                at=done_exercise.ended_at,
                logged_by=client,
            )
    return finish_session(session_log=session_log, at=done.finished_at, effort=done.effort, note=done.note)


def write_set(session_log, prescription, done_set, *, key):
    """Log one set, and take it back where it was a slip."""
    client = session_log.client
    record_set(
        session_log=session_log,
        prescription=prescription,
        number=done_set.number,
        side=done_set.side,
        load=done_set.load,
        reps=done_set.reps,
        duration_s=done_set.duration_s,
        entry_key=key,
        performed_at=done_set.performed_at,
        logged_by=client,
    )
    if done_set.undone_at:
        undo_set(session_log=session_log, entry_key=key, at=done_set.undone_at, by=client)


def new_key(rng):
    """An entry key out of the story's own chance."""
    return uuid.UUID(int=rng.getrandbits(128), version=4)
