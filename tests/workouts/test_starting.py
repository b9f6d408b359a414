"""What stands against a session before its first set (rules LS-12, LS-17, LS-18, LS-25)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests import factories
from workouts.choices import FacetKind, LoadType
from workouts.models import Clearance, SorenessReport
from workouts.starting import check_start


@pytest.fixture
def squat(db):
    return exercise(name="Squat", region="knee")


@pytest.fixture
def press(db):
    return exercise(name="Press", region="shoulder")


def exercise(*, name, region, cautions=(), **fields):
    facets = [(FacetKind.REGION, region), *((FacetKind.CAUTION, caution) for caution in cautions)]
    return factories.create_exercise(name=name, facets=facets, load_type=LoadType.BODY_WEIGHT, **fields)


def planned(*, trainer, client, exercises, **dose):
    program = factories.create_program(
        owner=trainer, exercises=exercises, lines=len(exercises), load_pct=None, **dose
    )
    return factories.assign(program=program, client=client).planned_sessions.get()


def check(planned_session, *, has_help=None):
    return check_start(planned_session, has_help=has_help, now=timezone.now())


def refusals(found):
    return {str(one.prescription.exercise): [finding.rule for finding in one.told] for one in found.refused}


def report_soreness(*, client, trainer, nrs, regions):
    """Soreness a day after a session, as the check-in stores it."""
    earlier = factories.start(
        planned_session=planned(
            trainer=trainer, client=client, exercises=[exercise(name="Bridge", region="hip")]
        ),
        at=timezone.now() - timedelta(hours=24),
    )
    return SorenessReport.objects.create(
        client=client,
        session_log=earlier,
        hours=24,
        nrs=nrs,
        regions=regions,
        rule="D2",
        result="postpone",
        inputs={},
        thresholds={},
        answered_at=timezone.now() - timedelta(minutes=5),
        logged_by=client,
        entry_key=uuid4(),
    )


def test_a_screening_never_answered_closes_the_session(tess, cleo, squat):
    found = check(planned(trainer=tess, client=cleo, exercises=[squat]))

    assert found.is_closed
    assert refusals(found) == {"Squat": ["LS-25"]}


def test_an_answered_screening_opens_it(tess, cleo, squat):
    factories.make_health_screening(client=cleo)

    found = check(planned(trainer=tess, client=cleo, exercises=[squat]))

    assert (found.refused, found.is_closed) == ([], False)


def test_soreness_of_a_region_refuses_its_exercises_alone(tess, cleo, squat, press):
    factories.make_health_screening(client=cleo)
    session = planned(trainer=tess, client=cleo, exercises=[squat, press])
    report_soreness(client=cleo, trainer=tess, nrs=7, regions=["knee"])

    found = check(session)

    assert refusals(found) == {"Squat": ["LS-17"]}
    assert not found.is_closed


def test_soreness_of_six_refuses_nothing(tess, cleo, squat):
    factories.make_health_screening(client=cleo)
    session = planned(trainer=tess, client=cleo, exercises=[squat])
    report_soreness(client=cleo, trainer=tess, nrs=6, regions=["knee"])

    assert check(session).refused == []


def test_a_clearance_after_the_answer_opens_it_again(tess, cleo, squat):
    factories.make_health_screening(client=cleo)
    session = planned(trainer=tess, client=cleo, exercises=[squat])
    report_soreness(client=cleo, trainer=tess, nrs=8, regions=[])
    assert check(session).is_closed

    Clearance.objects.create(
        client=cleo, reason="Seen this morning, light session agreed.", cleared_by=tess, entry_key=uuid4()
    )

    assert check(session).refused == []


def test_a_lift_with_a_partner_waits_for_the_answer(tess, cleo, squat, press):
    factories.make_health_screening(client=cleo)
    session = planned(trainer=tess, client=cleo, exercises=[squat], method="partner_assisted")

    unasked = check(session)
    assert (unasked.asks_for_help, refusals(unasked)) == (True, {"Squat": ["LS-12"]})
    assert refusals(check(session, has_help=False)) == {"Squat": ["LS-12"]}
    assert check(session, has_help=True).refused == []


def test_without_such_an_exercise_nobody_asks_for_help(tess, cleo, squat):
    factories.make_health_screening(client=cleo)

    assert not check(planned(trainer=tess, client=cleo, exercises=[squat])).asks_for_help


def test_a_flag_raised_after_issuing_refuses_what_it_warns_of(tess, cleo):
    factories.make_health_screening(client=cleo)
    overhead = exercise(name="Overhead press", region="shoulder", cautions=["shoulder"])
    session = planned(trainer=tess, client=cleo, exercises=[overhead])
    assert check(session).refused == []

    factories.make_flag(client=cleo, by=tess, caution="shoulder")

    assert refusals(check(session)) == {"Overhead press": ["LS-18", "LS-21"]}


def test_what_the_trainer_overruled_when_issuing_is_not_refused(tess, cleo):
    factories.make_health_screening(client=cleo)
    factories.make_flag(client=cleo, by=tess, caution="shoulder")
    overhead = exercise(name="Overhead press", region="shoulder", cautions=["shoulder"])

    assert check(planned(trainer=tess, client=cleo, exercises=[overhead])).refused == []
