"""What the safety rules are told about a client, worked out by hand from a log."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests import factories
from workouts.background import read_background
from workouts.choices import ExerciseSide, FacetKind, LoadType

NOW = datetime(2026, 3, 30, 9, tzinfo=UTC)
TODAY = date(2026, 3, 30)


@pytest.fixture
def squat(db):
    return muscle_exercise(name="Squat", muscles=("quads", "glutes"))


def muscle_exercise(*, name, muscles, **fields):
    facets = [(FacetKind.MUSCLE, muscle) for muscle in muscles]
    return factories.create_exercise(name=name, facets=facets, load_type=LoadType.BODY_WEIGHT, **fields)


def train(*, client, trainer, exercise, days_ago, sets=3, reps=8, side="both"):
    """One session of one exercise, `days_ago`."""
    program = factories.create_program(
        owner=trainer, exercises=[exercise], sets=sets, reps=reps, load_pct=None, side=side
    )
    at = NOW - timedelta(days=days_ago)
    assignment = factories.assign(program=program, client=client, starts_on=at.date())
    session_log = factories.start(planned_session=assignment.planned_sessions.get(), at=at)
    sides = ("left", "right") if side == "each" else (side,)
    for number in range(1, sets + 1):
        for one in sides:
            factories.record(session_log=session_log, number=number, side=one, performed_at=at)
    return session_log


def dose(exercise, sets=3, reps=8):
    return SimpleNamespace(exercise=exercise, sets=sets, reps=reps, reps_max=None)


def test_the_weeks_before_are_counted_by_muscle(tess, cleo, squat):
    lunge = muscle_exercise(name="Lunge", muscles=("quads",))
    for days_ago in (21, 14, 7):
        train(client=cleo, trainer=tess, exercise=squat, days_ago=days_ago)
    train(client=cleo, trainer=tess, exercise=lunge, days_ago=7, sets=2, reps=10)

    background = read_background(cleo, NOW).on(TODAY, [dose(squat, sets=4, reps=10), dose(lunge, 2, 10)])

    # Quads: 40 + 20 today, 24 + 20 a week ago, 24 and 24 before; glutes: 40, then 24 each.
    assert background.weeks_of("quads") == (60, 44, 24, 24)
    assert background.weeks_of("glutes") == (40, 24, 24, 24)
    assert background.most_session_reps(squat) == 60
    assert background.hours_since(squat) == 7 * 24


def test_a_week_before_the_first_session_is_not_on_record(tess, cleo, squat):
    train(client=cleo, trainer=tess, exercise=squat, days_ago=8)

    background = read_background(cleo, NOW).on(TODAY, [dose(squat)])

    # Eight days ago is in the week before; of the two weeks before that nothing is known.
    assert background.weeks_of("quads") == (24, 24, None, None)


def test_left_and_right_are_two_muscles(tess, cleo):
    step_down = muscle_exercise(name="Step-down", muscles=("quads",), side=ExerciseSide.UNILATERAL)
    train(client=cleo, trainer=tess, exercise=step_down, days_ago=1, sets=2, reps=10, side="each")

    background = read_background(cleo, NOW).on(TODAY, [dose(step_down)])

    assert background.muscle_reps["quads"] == {TODAY - timedelta(days=1): 20}


def test_what_was_taken_back_does_not_count(tess, cleo, squat):
    session_log = train(client=cleo, trainer=tess, exercise=squat, days_ago=3, sets=1)
    session_log.set_logs.update(voided_at=NOW, voided_by=cleo)

    background = read_background(cleo, NOW)

    assert (background.trained_on, background.muscle_reps) == ({}, {})
    assert background.exposure_week(squat) == 1


def test_a_planned_session_counts_as_done_for_the_next_one(cleo, squat):
    first = read_background(cleo, NOW).on(TODAY, [dose(squat)])
    later = first.after([SimpleNamespace(line=SimpleNamespace(exercise_id=squat.pk), load=None)]).on(
        TODAY + timedelta(days=8), [dose(squat)]
    )

    assert (first.exposure_week(squat), later.exposure_week(squat)) == (1, 2)
    assert later.hours_since(squat) == 8 * 24
    assert later.eccentric_weeks == 0


def test_somebody_elses_log_is_not_told(tess, cleo, uma, omar, squat):
    train(client=omar, trainer=uma, exercise=squat, days_ago=7)

    assert read_background(cleo, NOW).trained_on == {}


def test_what_was_answered_and_flagged_is_told(tess, cleo):
    factories.make_flag(client=cleo, by=tess, caution="shoulder")
    assert read_background(cleo, NOW).is_screening_open is None

    factories.make_health_screening(client=cleo, training_months=10, at=NOW - timedelta(days=95))

    background = read_background(cleo, NOW)
    assert background.flags == {"shoulder"}
    assert background.is_screening_open is False
    # Ten months, and three more since.
    assert background.training_months == 13
    assert not background.is_rehab


def test_the_number_of_queries_does_not_grow_with_the_log(tess, cleo, squat, django_assert_num_queries):
    for days_ago in (21, 14, 7):
        train(client=cleo, trainer=tess, exercise=squat, days_ago=days_ago)

    # Screening, log, muscles, clearance, thresholds, flags, last loads, soreness, pain.
    with django_assert_num_queries(9):
        read_background(cleo, NOW)
