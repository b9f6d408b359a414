"""The gates of clinical reference 5.5, through the database: each threshold on both sides, in each session."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from tests import factories
from tests.workouts.progression_story import Story
from workouts.loads import Load
from workouts.models import PainReport, SessionLog, SorenessReport
from workouts.proposing import propose_after
from workouts.recording import undo_set

D = Decimal


@pytest.fixture
def story(tess, cleo):
    return Story(trainer=tess, client=cleo)


def steps(proposals):
    """(Kind, load before, load after) of each."""
    return [(row.kind, row.before["load"], row.after["load"]) for row in proposals]


RAISED = [("raise", "60", "65")]


def test_two_calm_sessions_as_planned_raise_the_load(story):
    """60 kg and 10 % for the lower body are 66, and 65 is the next that can be loaded."""
    assert steps(story.live()) == RAISED


@pytest.mark.parametrize(
    "last",
    [
        {"reps": 9},
        {"lowered_s": D("3.0")},
        {"lowered_s": D("5.0")},
        {"effort": 7},
        {"soreness": 3},
        {"after": 2},
        {"morning": 2},
        {"sets": 3},
    ],
    ids=str,
)
def test_answers_at_the_threshold_open_the_gates(story, last):
    assert steps(story.live(**last)) == RAISED


@pytest.mark.parametrize(
    "last",
    [
        {"reps": 7},
        {"sets": 2},
        {"lowered_s": D("2.9")},
        {"lowered_s": D("5.1")},
        {"effort": 8},
        {"effort": None},
        {"soreness": 4},
        {"soreness": None},
        {"after": 3},
        {"after": None},
        {"morning": None},
        {"after": 4, "region": "wrist"},
    ],
    ids=str,
)
def test_answers_beyond_the_threshold_or_missing_shut_them(story, last):
    assert steps(story.live(**last)) == []


def test_lighter_sets_do_not_count_as_done(story):
    assert steps(story.live(load=Load(D("57.5"), "kg"))) == []


def test_earlier_of_the_two_sessions_shuts_them_too(story):
    story.answer(story.train())
    story.answer(story.train(effort=8))

    last = story.train()
    story.answer(last)

    assert story.propose(last) == []


def test_first_morning_has_no_usual_one_so_that_pain_is_not_known_yet(story):
    assert story.live(count=2) == []


def test_a_client_who_says_nothing_about_pain_is_not_known_to_be_well(story):
    for _ in range(3):
        last = story.train()
        story.answer(last, after=None, morning=None)

    assert story.propose(last) == []


def test_pain_at_the_exercise_is_asked_for_in_rehabilitation(tess, cleo):
    story = Story(trainer=tess, client=cleo)
    factories.make_flag(client=cleo, by=tess, caution="rehab")

    assert story.live() == []


def test_pain_at_the_exercise_counts_once_it_was_reported(story):
    """During 1 in the last session: green there, and in the sessions before it is missing."""
    story.answer(story.train())
    story.answer(story.train())
    last = story.train()
    story.answer(last)
    row = last.planned_session.prescriptions.get()
    PainReport.objects.create(
        client=story.client,
        session_log=last,
        moment="during",
        prescription=row,
        nrs=1,
        answered_at=last.finished_at,
        logged_by=story.client,
        entry_key=row.code,
    )

    assert story.propose(last) == []


def test_a_standing_warning_sign_holds_everything(story):
    """Dark urine at the 24 h check-in: nothing is proposed until somebody cleared it."""
    story.answer(story.train())
    story.answer(story.train())
    last = story.train()
    story.answer(last)
    factories.make_soreness_report(
        session_log=last,
        hours=24,
        nrs=2,
        red_flags=["urine"],
        answered_at=last.finished_at + timedelta(hours=24),
    )

    assert story.propose(last) == []


def test_warning_signs_that_were_asked_for_and_not_answered_are_not_known(story):
    story.answer(story.train())
    story.answer(story.train())
    last = story.train()
    story.answer(last)
    report = SorenessReport.objects.get(session_log=last)
    report.inputs = report.inputs | {"red_flags": None}
    report.save()

    assert story.propose(last) == []


@pytest.mark.parametrize(
    ("last", "load"),
    [
        # Red takes 20 % off: 48 kg, and 47.5 can be loaded; amber 10 %: 54, and 52.5.
        ({"after": 6}, "47.5"),
        ({"morning": 7}, "47.5"),
        ({"morning": 3}, "52.5"),
    ],
)
def test_pain_lowers(story, last, load):
    assert steps(story.live(**last)) == [("lower", "60", load)]


@pytest.mark.parametrize(("sides", "expected"), [(None, RAISED), (["left"], [])], ids=["both", "left alone"])
def test_each_side_has_to_be_done(tess, cleo, sides, expected):
    story = Story(trainer=tess, client=cleo, side="each", one_rep_max=None)

    assert steps(story.live(sides=sides)) == expected


def test_pain_elsewhere_takes_nothing_off(story):
    assert steps(story.live(after=6, region="shoulder")) == []


def test_severe_pain_waits_for_somebody_and_proposes_nothing(story):
    assert steps(story.live(after=8)) == []


def test_a_voided_session_is_no_evidence(story):
    """Without the second of three, the first is one of the last two, and its pain is not known."""
    story.answer(story.train())
    second = story.train()
    story.answer(second)
    last = story.train()
    story.answer(last)
    SessionLog.objects.filter(pk=second.pk).update(voided_at=second.finished_at, voided_by=story.client)

    assert story.propose(last) == []


def test_sets_that_were_taken_back_do_not_count(story):
    story.answer(story.train())
    story.answer(story.train())
    last = story.train()
    story.answer(last)
    undone = last.set_logs.last()
    undo_set(session_log=last, entry_key=undone.entry_key, at=last.finished_at, by=story.client)

    assert story.propose(last) == []


def test_lowering_counts_as_measured_only_where_all_of_it_was(story):
    (proposal,) = story.live(lowered_s=D("4.4"))

    assert proposal.gates["is_measured"] is False
    assert [one["down_done_s"] for one in proposal.gates["sessions"]] == ["4", "4.4"]


def test_sessions_of_somebody_else_are_no_evidence(story, uma, omar):
    other = Story(trainer=uma, client=omar, exercise=story.exercise)
    for _ in range(2):
        other.answer(other.train())
    last = story.train()
    story.answer(last)

    assert story.propose(last) == []


def test_evidence_asks_as_many_questions_for_more_sessions(story, django_assert_max_num_queries):
    last = None
    for _ in range(6):
        last = story.train()
        story.answer(last)
    with time_machine.travel(story.now, tick=False), django_assert_max_num_queries(32):
        propose_after(last, at=story.now)
