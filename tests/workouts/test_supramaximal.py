"""More than the one-rep max, from the builder's row to the plan; values worked out by hand.

Source: clinical reference 1.3 and 3.1 (LS-04 to LS-07); product 3.3.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from tests import factories
from tests.workouts.builder_page import cells, errors, flat
from workouts.assigning import Terms, plan_program
from workouts.choices import FacetKind, Method
from workouts.models import Assignment, Override, Prescription, ProgramLine, SafetyThreshold

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
REASON = "Fourth block, agreed with the coach of the team."


@pytest.fixture(autouse=True)
def monday(db):
    """It is noon on Monday 2 March."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def squat(db):
    return factories.create_exercise(
        name="Back squat", slug="back-squat", facets=[(FacetKind.MUSCLE, "quads")]
    )


@pytest.fixture
def program(tess, squat):
    """3 x 3 at 110 %, lifted by others, in one week."""
    return factories.create_program(
        owner=tess,
        exercises=[squat],
        sets=3,
        reps=3,
        load_pct=Decimal(110),
        method=Method.SUPRAMAXIMAL,
        load_reason=REASON,
    )


@pytest.fixture
def athlete(tess, cleo, squat):
    """Cleo is 40, has trained for two years and lowered in four weeks; without pain today, 100 kg tested today."""
    cleo.born_on = date(1985, 6, 1)
    cleo.save()
    factories.make_health_screening(client=cleo, training_months=24)
    for days in (28, 21, 14, 7):
        trained = factories.create_trained(
            client=cleo, owner=tess, exercise=squat, at=NOON - timedelta(days=days)
        )
    factories.make_pain_report(session_log=trained, answered_at=NOON - timedelta(days=6), nrs=0)
    factories.create_one_rep_max(client=cleo, exercise=squat, value="100")
    return cleo


def said(plan, rule):
    """What `rule` says of each line: its level and the gates it misses."""
    return [
        next(((str(f.level), f.inputs.get("missing")) for f in line.findings if f.rule == rule), None)
        for line in plan.lines
    ]


def plan(program, client, **terms):
    helped = {"supervisor": "Jonas", "spotters": 2, "has_safety_arms": True}
    return plan_program(program=program, client=client, terms=Terms(MONDAY, [0], **helped | terms))


# The builder


@pytest.fixture
def desk(browser, tess):
    browser.force_login(tess)
    return browser


def save(desk, line, **changes):
    return desk.post(f"/lines/{line.code}/", cells(**changes), headers={"HX-Request": "true"})


def test_a_row_above_the_one_rep_max_is_saved_with_its_conditions(desk, tess, squat):
    line = ProgramLine.objects.get(session__program=factories.create_program(owner=tess, exercises=[squat]))

    response = save(desk, line, load="110 %", method="supramaximal", load_reason=REASON)

    line.refresh_from_db()
    assert (response.status_code, line.load_pct) == (200, 110)
    assert "110 % of the 1RM is more than can be lifted; it has conditions for each person" in flat(
        response.text
    )


@pytest.mark.parametrize(
    "changes,refusal",
    [
        ({"method": "supramaximal"}, "Above 100 % of the 1RM: say why, in 15 letters or more."),
        (
            {"method": "slow_lowering", "load_reason": REASON},
            "110 % of the 1RM is more than can be lifted, and this method has no help with the lift; choose less.",
        ),
    ],
    ids=["without-a-reason", "without-help"],
)
def test_above_the_one_rep_max_a_row_takes_help_and_a_reason(desk, tess, squat, changes, refusal):
    line = ProgramLine.objects.get(session__program=factories.create_program(owner=tess, exercises=[squat]))

    response = save(desk, line, load="110 %", **changes)

    line.refresh_from_db()
    assert (response.status_code, errors(response), line.load_pct) == (422, [refusal], 60)


def test_the_ceiling_is_that_of_the_practice(desk, tess, squat):
    line = ProgramLine.objects.get(session__program=factories.create_program(owner=tess, exercises=[squat]))
    sent = {"load": "125 %", "method": "supramaximal", "load_reason": REASON}

    refused = save(desk, line, **sent)
    SafetyThreshold.objects.create(
        name="supramaximal_ceiling_ratio", value=Decimal("1.30"), reason="A club of lifters.", changed_by=tess
    )
    saved = save(desk, line, **sent)

    assert errors(refused) == ["125 % of the 1RM is above the ceiling of 120 %; choose less."]
    assert saved.status_code == 200


def test_the_band_of_the_builder_is_that_of_the_practice(desk, tess, squat):
    line = ProgramLine.objects.get(session__program=factories.create_program(owner=tess, exercises=[squat]))
    SafetyThreshold.objects.create(
        name="band_upper_ratio", value=Decimal("0.65"), reason="Older clients.", changed_by=tess
    )

    response = save(desk, line, load="68 %")

    assert errors(response) == ["Above 65 % of the 1RM: say why, in 15 letters or more."]


# Issuing it


def test_with_every_gate_met_it_is_issued_and_the_reason_is_kept(program, athlete, squat):
    factories.assign(
        program=program,
        client=athlete,
        reasons={},
        starts_on=MONDAY,
        supervisor="Jonas",
        spotters=2,
        has_safety_arms=True,
    )

    issued = Prescription.objects.filter(method=Method.SUPRAMAXIMAL).get()
    assert (issued.load_pct, issued.load_value) == (110, 110)
    assert Assignment.objects.filter(program=program).get().supervisor == "Jonas"
    kept = Override.objects.filter(rule="LS-05").values_list("reason", flat=True)
    assert list(kept) == [REASON]


@pytest.mark.parametrize(
    "terms,missing",
    [
        ({}, ()),
        ({"supervisor": ""}, ("in_person",)),
        ({"spotters": 0, "has_safety_arms": False}, ("spotters",)),
    ],
    ids=["all", "nobody-beside", "nothing-catches-it"],
)
def test_a_named_supervisor_and_something_that_catches_it_are_asked_for(program, athlete, terms, missing):
    assert said(plan(program, athlete, **terms), "LS-05") == [("block" if missing else "override", missing)]


def test_in_rehab_it_is_refused(program, athlete, tess):
    factories.make_flag(client=athlete, by=tess, caution="rehab")

    assert said(plan(program, athlete), "LS-07") == [("block", None)]


def test_a_block_ends_after_four_weeks(tess, athlete, squat):
    """Five weeks of one session: the fifth is more than a block."""
    program = factories.create_program(
        owner=tess,
        exercises=[squat],
        weeks=5,
        sets=2,
        reps=3,
        load_pct=Decimal(105),
        method=Method.SUPRAMAXIMAL,
        load_reason=REASON,
    )

    assert said(plan(program, athlete), "LS-05") == [("override", ())] * 4 + [("block", ("block",))]


@pytest.mark.parametrize("pct,weeks_between,found", [(85, 2, "override"), (90, 2, "block"), (85, 1, "block")])
def test_two_weeks_at_85_per_cent_begin_a_new_block(tess, athlete, squat, pct, weeks_between, found):
    """Four weeks at 105 %, then some lighter ones, then 105 % again."""
    weeks = 4 + weeks_between + 1
    program = factories.create_program(
        owner=tess,
        exercises=[squat],
        weeks=weeks,
        sets=2,
        reps=3,
        load_pct=Decimal(105),
        method=Method.SUPRAMAXIMAL,
        load_reason=REASON,
    )
    lighter = ProgramLine.objects.filter(session__program=program, session__week__range=(5, weeks - 1))
    lighter.update(load_pct=pct)

    assert said(plan(program, athlete), "LS-05")[-1][0] == found
