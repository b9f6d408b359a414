"""Rows for tests. Each function makes one thing, and of what it stands on only what its arguments name."""

from decimal import Decimal
from itertools import count
from uuid import uuid4

from django.utils import timezone

from ecctrain.accounts.choices import CoachingStatus, Unit
from ecctrain.accounts.models import Coaching, User
from workouts.assigning import Terms, assign_program
from workouts.choices import SIDES_OF, ExerciseSide, LoadType, Side, StepsKind
from workouts.clearing import answer_screening, raise_flag
from workouts.equipping import write_equipment
from workouts.loads import Load
from workouts.measuring import record_one_rep_max
from workouts.models import Exercise, ExerciseFacet, Program, ProgramLine, ProgramSession, Proposal
from workouts.recording import finish_session, record_set, start_session
from workouts.reporting import report_pain, report_soreness
from workouts.tempo import parse_tempo

PASSWORD = "four-seconds-down"
REASON = "Used to slow lowering from another practice."
EVERY_DAY = range(7)
# Where None would mean something.
AS_PRESCRIBED = object()

numbers = count(1)


def create_user(*, full_name="Robin Vale", email=None, password=PASSWORD, **fields):
    """A person who signs in with `email` (one of its own if not given) and PASSWORD."""
    return User.objects.create_user(
        email or f"person{next(numbers)}@example.org", password, full_name=full_name, **fields
    )


def create_trainer(*, full_name="Toni Vale", **fields):
    return create_user(full_name=full_name, is_trainer=True, **fields)


def create_coaching(*, trainer, client, status=CoachingStatus.ACTIVE, at=None):
    """A coaching in `status`, every date of which is `at`, now if not given."""
    at = at or timezone.now()
    return Coaching.objects.create(
        trainer=trainer,
        client=client,
        status=status,
        invited_at=at,
        started_at=None if status == CoachingStatus.INVITED else at,
        ended_at=at if status == CoachingStatus.ENDED else None,
    )


def create_exercise(
    *,
    name="Back squat",
    slug=None,
    owner=None,
    load_type=LoadType.KG,
    steps_kind=None,
    side=ExerciseSide.BILATERAL,
    tempo="4-0-1-0",
    cue="Sit down between the hips for 4 s, then stand",
    facets=(),
    **fields,
):
    """An exercise as in the library, or one of `owner`'s; `facets` are pairs of a kind and a key."""
    exercise = Exercise(
        name=name,
        slug=slug or f"exercise-{next(numbers)}",
        owner=owner,
        load_type=load_type,
        steps_kind=(StepsKind.BARBELL if load_type == LoadType.KG else "")
        if steps_kind is None
        else steps_kind,
        side=side,
        cue=cue,
        **fields,
    )
    exercise.tempo = parse_tempo(tempo)
    exercise.save()
    for position, (kind, key) in enumerate(facets):
        ExerciseFacet.objects.create(exercise=exercise, kind=kind, key=key, position=position)
    return exercise


def create_program(*, owner, name="Slow squats", weeks=1, sessions=1, lines=1, exercises=None, **dose):
    """A program with `sessions` in each of `weeks` and `lines` in each session.

    Line n is of exercise n of `exercises`, made if not given. `dose` changes every line's 3 x 8 at 60 %.
    """
    program = Program.objects.create(owner=owner, name=name)
    exercises = exercises or [create_exercise(name=f"Exercise {number}") for number in range(1, lines + 1)]
    dose = {"sets": 3, "reps": 8, "load_pct": Decimal(60)} | dose
    for week in range(1, weeks + 1):
        for position in range(1, sessions + 1):
            session = ProgramSession.objects.create(
                program=program, week=week, position=position, name=f"Day {position}"
            )
            for place, exercise in zip(range(1, lines + 1), exercises, strict=True):
                ProgramLine.objects.create(session=session, position=place, exercise=exercise, **dose)
    return program


def create_one_rep_max(
    *,
    client,
    exercise,
    value="100",
    unit=Unit.KG,
    reps=1,
    side=Side.BOTH,
    lowered_s=None,
    measured_on=None,
    recorded_by=None,
    entry_key=None,
):
    """A one-rep max tested with `value`, estimated from it for more than one of `reps`, lowered with `lowered_s`."""
    return record_one_rep_max(
        client=client,
        exercise=exercise,
        side=side,
        lifted=Load(Decimal(value), unit),
        reps=reps,
        lowered_s=lowered_s,
        measured_on=measured_on or client.today(),
        recorded_by=recorded_by or client,
        entry_key=entry_key or uuid4(),
    )


def create_equipment(
    *, client, unit=Unit.KG, bar="20", plates="20x2 10x2 5x2 2.5x2 1.25x2", dumbbells="2 4 6", by=None
):
    """What `client` trains with at home, the lists as words: `20x2` are two plates of 20."""
    pairs = (word.split("x") for word in plates.split())
    return write_equipment(
        client=client,
        by=by or client,
        at=timezone.now(),
        unit=unit,
        bar_value=Decimal(bar),
        plates=[(Decimal(weight), int(count)) for weight, count in pairs],
        dumbbells=[Decimal(word) for word in dumbbells.split()],
    )


def assign(
    *,
    program,
    client,
    starts_on=None,
    weekdays=EVERY_DAY,
    assigned_by=None,
    entry_key=None,
    reasons=None,
    **terms,
):
    """Issue `program` to `client`, by its owner, from today and on any weekday if not said otherwise.

    Without `reasons`, each exercise has one: a client who never trained is asked for it (rule LS-15).
    """
    exercises = ProgramLine.objects.filter(session__program=program).values_list("exercise", flat=True)
    return assign_program(
        program=program,
        client=client,
        terms=Terms(starts_on or client.today(), weekdays, **terms),
        assigned_by=assigned_by or program.owner,
        entry_key=entry_key or uuid4(),
        reasons=dict.fromkeys(exercises, REASON) if reasons is None else reasons,
    )


def start(*, planned_session, at=None, logged_by=None):
    """Start a planned session, by its client and now if not said otherwise."""
    return start_session(
        planned_session=planned_session,
        at=at or timezone.now(),
        logged_by=logged_by or planned_session.assignment.client,
    )


def record(
    *,
    session_log,
    prescription=None,
    number=1,
    side=None,
    load=AS_PRESCRIBED,
    reps=AS_PRESCRIBED,
    duration_s=AS_PRESCRIBED,
    entry_key=None,
    performed_at=None,
    logged_by=None,
):
    """Record one set, of the session's first prescription and as prescribed if not said otherwise."""
    prescription = prescription or session_log.planned_session.prescriptions.first()
    return record_set(
        session_log=session_log,
        prescription=prescription,
        number=number,
        side=side or SIDES_OF[prescription.side][0],
        load=prescription.load if load is AS_PRESCRIBED else load,
        reps=prescription.reps if reps is AS_PRESCRIBED else reps,
        duration_s=prescription.duration_s if duration_s is AS_PRESCRIBED else duration_s,
        entry_key=entry_key or uuid4(),
        performed_at=performed_at or timezone.now(),
        logged_by=logged_by or session_log.client,
    )


def make_health_screening(
    *,
    client,
    hard_stops=(),
    cautions=(),
    training_months=None,
    note="",
    entry_key=None,
    at=None,
    answered_by=None,
):
    """The answers of `client` to the health questions, no to each if not said otherwise."""
    return answer_screening(
        client=client,
        hard_stops=hard_stops,
        cautions=cautions,
        training_months=training_months,
        note=note,
        entry_key=entry_key or uuid4(),
        answered_at=at or timezone.now(),
        answered_by=answered_by or client,
    )


def make_flag(*, client, by, caution="balance", note="", at=None):
    """A flag of `client`, raised by `by`."""
    return raise_flag(client=client, caution=caution, note=note, at=at or timezone.now(), by=by)


def create_trained(*, client, at, owner=None, exercise=None):
    """A session of `client` that was finished at the instant `at`, with one set, by a program of `owner`."""
    program = create_program(
        owner=owner or create_trainer(), exercises=[exercise or create_exercise()], load_pct=None
    )
    assignment = assign(program=program, client=client, starts_on=client.local_date(at))
    session_log = start(planned_session=assignment.planned_sessions.first(), at=at)
    record(session_log=session_log, performed_at=at)
    return finish_session(session_log=session_log, at=at, effort=6, note="")


def make_soreness_report(
    *,
    session_log,
    answered_at,
    hours=24,
    nrs=3,
    regions=(),
    is_function_limited=False,
    red_flags=(),
    entry_key=None,
):
    """An answer of the client about soreness, without an urgent sign if not said otherwise."""
    return report_soreness(
        session_log=session_log,
        hours=hours,
        nrs=nrs,
        regions=regions,
        is_function_limited=is_function_limited,
        red_flags=red_flags,
        entry_key=entry_key or uuid4(),
        answered_at=answered_at,
        logged_by=session_log.client,
    )


def make_pain_report(
    *, session_log, answered_at, moment="morning", nrs=2, region="", note="", entry_key=None
):
    """An answer of the client about pain."""
    return report_pain(
        session_log=session_log,
        moment=moment,
        nrs=nrs,
        region=region,
        note=note,
        entry_key=entry_key or uuid4(),
        answered_at=answered_at,
        logged_by=session_log.client,
    )


def make_proposal(*, prescription, session_log, load="62.5", kind="raise", reason="more_load", **fields):
    """A proposal that waits: the dose of `prescription` with `load` kg, as made after `session_log`."""
    dose = {
        "sets": prescription.sets,
        "reps": prescription.reps,
        "max_reps": prescription.reps_max,
        "load": str(prescription.load_value.normalize()) if prescription.load else None,
        "unit": prescription.load_unit,
        "percent": None,
        "rm": prescription.rm,
    }
    shown = {"sets": 3, "reps": 8, "reps_done": [8, 8, 8], "down_s": 4, "down_done_s": "4", "effort": 6}
    said = {"during": None, "after": 6 if kind == "lower" else 1, "morning": 1}
    gates = {
        "failed": [],
        "unknown": [],
        "cut": "red" if kind == "lower" else None,
        "is_measured": False,
        "sessions": [shown | {"pain": "green", "soreness_48h": 2} | said] * 2,
    }
    return Proposal.objects.create(
        **{
            "assignment": prescription.planned_session.assignment,
            "exercise": prescription.exercise,
            "side": prescription.side,
            "session_log": session_log,
            "rule": "linear_load",
            "kind": kind,
            "reason": reason,
            "before": dose,
            "after": dose | {"load": load, "unit": "kg"},
            "gates": gates,
        }
        | fields
    )
