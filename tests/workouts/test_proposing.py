"""Proposals from the database and back: made, replaced, accepted, edited, declined, undone, on their own."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from ecctrain.accounts.models import Coaching
from tests import factories
from tests.workouts.progression_story import Story
from workouts.choices import ProposalStatus
from workouts.deciding import DecisionRefused, accept, decline, switch_rule, undo
from workouts.loads import Load
from workouts.models import Override, Prescription, Proposal
from workouts.progression import Dose

D = Decimal
REASON = "Agreed with the surgeon on Monday."


@pytest.fixture
def story(tess, cleo):
    return Story(trainer=tess, client=cleo)


@pytest.fixture
def frozen(story):
    """The clock, where a test puts it."""
    with time_machine.travel(story.now, tick=False) as clock:
        yield clock


def loads(rows):
    return sorted({(row.load_value, row.load_kg) for row in rows})


def started_rows():
    """Every prescription of a session that was started, as the database has it."""
    rows = Prescription.objects.filter(planned_session__session_log__isnull=False)
    return list(rows.order_by("pk").values())


def decide(story, what, proposal, **options):
    """Accept, decline or undo now, as the client's trainer."""
    with time_machine.travel(story.now, tick=False):
        return what(proposal, by=story.trainer, at=story.now, **options)


# Making


def test_proposing_again_changes_nothing(story):
    (first,) = story.live()
    again = story.propose(first.session_log)

    assert again == []
    assert story.waiting() == [first]


def test_proposal_keeps_what_it_was_made_from(story):
    (proposal,) = story.live(effort=7, soreness=3)

    assert (proposal.rule, proposal.kind, proposal.reason) == ("linear_load", "raise", "more_load")
    assert proposal.session_log.planned_session == story.planned[2]
    assert (proposal.gates["failed"], proposal.gates["unknown"], proposal.gates["cut"]) == ([], [], None)
    assert [one["effort"] for one in proposal.gates["sessions"]] == [6, 7]
    assert proposal.gates["is_measured"] is False


def test_a_newer_answer_replaces_a_proposal_that_waits(story):
    """First all is well; then the morning turns out at 7: red, and 20 % less than 60 kg is 47.5 kg."""
    (first,) = story.live()
    factories.make_pain_report(
        session_log=first.session_log,
        moment="morning",
        nrs=7,
        answered_at=first.session_log.finished_at + timedelta(hours=20),
    )

    (second,) = story.propose(first.session_log)

    first.refresh_from_db()
    assert (first.status, first.decided_at is not None, first.decided_by) == ("outdated", True, None)
    assert (second.kind, second.after["load"]) == ("lower", "47.5")


def test_a_failed_gate_takes_a_raise_back_and_puts_nothing_in_its_place(story):
    (first,) = story.live()
    last = story.train(effort=9)

    assert story.propose(last) == []
    first.refresh_from_db()
    assert first.status == ProposalStatus.OUTDATED


def test_an_answer_that_is_not_there_yet_takes_nothing_back(story):
    (first,) = story.live()
    last = story.train(effort=6)

    assert story.propose(last) == []
    assert story.waiting() == [first]


def test_a_dose_that_the_plan_raises_by_itself_is_left_to_the_plan(story):
    Prescription.objects.filter(pk__in=[row.pk for row in story.coming()[3:]]).update(
        load_value=D("62.5"), load_kg=D("62.5")
    )

    assert story.live() == []


def test_without_a_rule_there_is_only_less(tess, cleo):
    story = Story(trainer=tess, client=cleo, progression="none")

    assert story.live() == []
    last = story.train()
    story.answer(last, after=6)
    (proposal,) = story.propose(last)
    assert (proposal.kind, proposal.after["load"]) == ("lower", "47.5")


def test_nothing_is_proposed_for_a_plan_that_rests(story):
    story.assignment.pause(at=story.now, reason="")

    assert story.live() == []


@pytest.mark.parametrize(
    ("value", "weight", "expected"),
    [
        # 70 % of 100 kg is 70: 67.5 goes to 70, and 70 goes no further.
        ("100", "67.5", ["70"]),
        ("100", "70", []),
        # 70 % of 96 kg is 67.2: the next weight above 65 is 67.5, which passes it.
        ("96", "65", []),
    ],
)
def test_never_above_the_ceiling(tess, cleo, value, weight, expected):
    story = Story(trainer=tess, client=cleo, one_rep_max=value, load_value=D(weight))

    assert [row.after["load"] for row in story.live()] == expected


def test_a_load_above_its_ceiling_comes_down_even_when_all_is_well(story):
    """A new one-rep max of 80 kg: 70 % are 56, and 55 is the heaviest weight below."""
    with time_machine.travel(story.now + timedelta(days=4), tick=False):
        factories.create_one_rep_max(client=story.client, exercise=story.exercise, value="80")

    (proposal,) = story.live()

    assert (proposal.kind, proposal.reason, proposal.after["load"]) == ("lower", "above_ceiling", "55")


def test_steps_are_those_of_the_clients_equipment(story):
    """Plates of 20, 10 and 5 in pairs alone: after 60 kg come 70, more than a tenth more."""
    with time_machine.travel(story.now, tick=False):
        factories.create_equipment(client=story.client, plates="20x2 10x2 5x2")

    assert story.live() == []


def test_repetitions_come_before_the_weight(tess, cleo):
    story = Story(trainer=tess, client=cleo, progression="double_progression", reps=8, reps_max=9)
    (proposal,) = story.live()
    assert (proposal.after["reps"], proposal.after["max_reps"], proposal.after["load"]) == (9, None, "60")

    decide(story, accept, proposal)

    assert {(row.reps, row.reps_max, row.load_value) for row in story.coming()} == {(9, None, D(60))}


def test_wave_goes_up_in_per_cents_of_the_one_rep_max(tess, cleo):
    story = Story(
        trainer=tess, client=cleo, progression="percent_wave", load_value=None, load_unit="", load_pct=D(60)
    )
    (proposal,) = story.live()

    decide(story, accept, proposal)

    assert {(row.load_pct, row.load_value, row.load_status) for row in story.coming()} == {
        (D(65), D(65), "computed")
    }


def test_ladder_goes_to_the_next_rung(tess, cleo):
    """15RM to 12RM: 12 repetitions, and 60 kg × 65 / 60 is 65 kg."""
    story = Story(trainer=tess, client=cleo, progression="rm_ladder", reps=15, rm=15)

    (proposal,) = story.live()

    assert (proposal.after["reps"], proposal.after["rm"], proposal.after["load"]) == (12, 12, "65")


def test_a_per_cent_without_a_one_rep_max_stays_written(tess, cleo):
    """By effort: 8 to 10 repetitions with three in reserve, and no weight known yet."""
    story = Story(
        trainer=tess,
        client=cleo,
        one_rep_max=None,
        progression="double_progression",
        reps_max=10,
        load_value=None,
        load_unit="",
        load_pct=D(60),
        rir=3,
    )
    (proposal,) = story.live()

    decide(story, accept, proposal)

    assert {(row.reps, row.reps_max, row.load_pct, row.rir) for row in story.coming()} == {(9, 10, D(60), 3)}


def test_what_is_lifted_is_never_more_than_what_is_lowered(tess, cleo):
    """50 kg up, 60 kg down; a red morning leaves 47.5 kg both ways, and the undo puts the 50 back."""
    story = Story(trainer=tess, client=cleo, lift_value=D(50), progression="none")
    (proposal,) = story.live(after=6)

    decide(story, accept, proposal)
    assert {(row.load_value, row.lift_value) for row in story.coming()} == {(D("47.5"), D("47.5"))}

    decide(story, undo, proposal)
    assert {(row.load_value, row.lift_value) for row in story.coming()} == {(D(60), D(50))}


def test_loads_are_written_in_the_unit_of_the_clients_equipment(story):
    """132 lb are 59.87 kg: from 60 kg, 10 % more are 145.5 lb, and a bar of 45 with tens makes 145."""
    with time_machine.travel(story.now, tick=False):
        factories.create_equipment(client=story.client, unit="lb", bar="45", plates="20x4 10x4 5x4 2.5x4")

    (proposal,) = story.live()

    assert (proposal.after["load"], proposal.after["unit"]) == ("145", "lb")


# Deciding


def test_accepting_changes_what_is_not_started_and_nothing_else(story):
    (proposal,) = story.live()
    before = started_rows()

    decide(story, accept, proposal)

    assert loads(story.coming()) == [(D(65), D(65))]
    assert started_rows() == before
    proposal.refresh_from_db()
    assert (proposal.status, proposal.decided_by, proposal.decided_at) == (
        "accepted",
        story.trainer,
        story.now,
    )
    assert (proposal.decided["dose"]["load"], len(proposal.decided["was"])) == ("65", 9)
    assert proposal.is_automatic is False


def test_a_session_started_meanwhile_stays_byte_for_byte(story):
    (proposal,) = story.live()
    with time_machine.travel(story.now, tick=False):
        factories.start(planned_session=story.planned[3], at=story.now)
    before = started_rows()

    decide(story, accept, proposal)

    assert started_rows() == before
    assert len(story.coming()) == 8
    assert loads(story.coming()) == [(D(65), D(65))]


def test_accepting_twice_is_refused_and_changes_nothing(story):
    (proposal,) = story.live()
    decide(story, accept, proposal)
    before = list(Prescription.objects.order_by("pk").values())

    with pytest.raises(DecisionRefused) as refusal:
        decide(story, accept, proposal)

    assert refusal.value.code == "decided"
    assert list(Prescription.objects.order_by("pk").values()) == before


def test_a_raise_is_refused_where_a_gate_has_failed_since(story):
    (proposal,) = story.live()
    factories.make_pain_report(
        session_log=proposal.session_log,
        moment="morning",
        nrs=6,
        answered_at=proposal.session_log.finished_at + timedelta(hours=20),
    )

    with pytest.raises(DecisionRefused) as refusal:
        decide(story, accept, proposal)

    assert refusal.value.code == "shut"
    assert loads(story.coming()) == [(D(60), D(60))]


def test_a_proposal_whose_dose_is_gone_is_refused(story):
    (proposal,) = story.live()
    Prescription.objects.filter(pk__in=[row.pk for row in story.coming()]).update(sets=4)

    with pytest.raises(DecisionRefused) as refusal:
        decide(story, accept, proposal)

    assert refusal.value.code == "overtaken"


def test_less_also_brings_down_what_the_plan_has_heavier(story):
    """The red cut is 47.5 kg; a later week at 70 kg comes down to it, a lighter one of 40 kg stays."""
    *_, lighter, heavier = story.coming()
    Prescription.objects.filter(pk=heavier.pk).update(load_value=D(70), load_kg=D(70))
    Prescription.objects.filter(pk=lighter.pk).update(load_value=D(40), load_kg=D(40))
    (proposal,) = story.live(after=6)

    decide(story, accept, proposal)

    assert [row.load_value for row in story.coming()[-2:]] == [D(40), D("47.5")]
    assert loads(story.coming()[:-2]) == [(D("47.5"), D("47.5"))]


def own(**changes):
    return Dose(**({"sets": 3, "reps": 8, "load": Load(D(60), "kg")} | changes))


def test_editing_takes_the_trainers_dose_rounded_down_to_what_can_be_loaded(story):
    (proposal,) = story.live()

    decide(story, accept, proposal, dose=own(sets=4, load=Load(D("63.9"), "kg")))

    assert {(row.sets, row.reps, row.load_value) for row in story.coming()} == {(4, 8, D("62.5"))}
    proposal.refresh_from_db()
    assert (proposal.status, proposal.after["load"], proposal.decided["dose"]["load"]) == (
        "edited",
        "65",
        "62.5",
    )


def test_editing_to_what_was_proposed_is_accepting(story):
    (proposal,) = story.live()

    assert decide(story, accept, proposal, dose=own(load=Load(D(65), "kg"))).status == "accepted"


def test_above_the_band_a_reason_is_asked_for_and_kept(story):
    (proposal,) = story.live()
    dose = own(load=Load(D("72.5"), "kg"))

    for reason in ("", "too short"):
        with pytest.raises(DecisionRefused) as refusal:
            decide(story, accept, proposal, dose=dose, reason=reason)
        assert refusal.value.code == "reason"
        assert {finding.rule for finding in refusal.value.findings} >= {"LS-03"}
    assert loads(story.coming()) == [(D(60), D(60))]

    decide(story, accept, proposal, dose=dose, reason=REASON)

    assert loads(story.coming()) == [(D("72.5"), D("72.5"))]
    kept = Override.objects.get(rule="LS-03")
    assert (kept.reason, kept.decided_by, kept.exercise) == (REASON, story.trainer, story.exercise)


def test_above_the_one_rep_max_no_reason_helps(story):
    (proposal,) = story.live()

    with pytest.raises(DecisionRefused) as refusal:
        decide(story, accept, proposal, dose=own(load=Load(D("102.5"), "kg")), reason=REASON)

    assert refusal.value.code == "blocked"
    assert loads(story.coming()) == [(D(60), D(60))]


def test_what_was_proposed_is_rounded_down_to_the_equipment_of_today(story):
    """65 kg were proposed; a bar of 20 with two plates of 20 and two of 1.25 makes 62.5 at most."""
    (proposal,) = story.live()
    with time_machine.travel(story.now, tick=False):
        factories.create_equipment(client=story.client, plates="20x2 1.25x2")

    decide(story, accept, proposal)

    assert loads(story.coming()) == [(D("62.5"), D("62.5"))]


def test_declining_keeps_the_note_and_the_dose_and_is_not_asked_again(story):
    (proposal,) = story.live()

    decide(story, decline, proposal, note="She travels next week.")

    proposal.refresh_from_db()
    assert (proposal.status, proposal.note, proposal.decided_by) == (
        "declined",
        "She travels next week.",
        story.trainer,
    )
    assert loads(story.coming()) == [(D(60), D(60))]
    assert story.propose(proposal.session_log) == []


def test_a_cut_that_was_accepted_is_not_made_twice_for_the_same_session(story):
    (proposal,) = story.live(after=6)
    decide(story, accept, proposal)

    assert story.propose(proposal.session_log) == []
    assert loads(story.coming()) == [(D("47.5"), D("47.5"))]


def test_the_next_step_is_made_from_the_dose_that_was_accepted(story):
    (proposal,) = story.live()
    decide(story, accept, proposal)
    last = story.train()
    story.answer(last)

    (second,) = story.propose(last)

    assert (second.before["load"], second.after["load"]) == ("65", "70")


# Undoing


def test_undo_puts_the_earlier_dose_back_where_nothing_was_started(story):
    (proposal,) = story.live()
    unstarted_before = [row.copied_dose() for row in story.coming()]
    decide(story, accept, proposal)
    story.train()
    before = started_rows()

    undone = decide(story, undo, proposal)

    assert [row.copied_dose() for row in story.coming()] == unstarted_before[1:]
    assert loads(story.coming()) == [(D(60), D(60))]
    assert started_rows() == before
    assert undone.status == "declined"


def test_undo_leaves_alone_what_was_changed_since(story):
    (proposal,) = story.live()
    decide(story, accept, proposal)
    changed = story.coming()[0]
    Prescription.objects.filter(pk=changed.pk).update(load_value=D("67.5"), load_kg=D("67.5"))

    decide(story, undo, proposal)

    assert [row.load_value for row in story.coming()[:2]] == [D("67.5"), D(60)]


def test_what_was_declined_cannot_be_undone(story):
    (proposal,) = story.live()
    decide(story, decline, proposal)

    with pytest.raises(DecisionRefused) as refusal:
        decide(story, undo, proposal)

    assert refusal.value.code == "decided"


# On their own


def switch(story, *, is_on=True, rule="linear_load"):
    switch_rule(client=story.client, rule=rule, is_on=is_on, by=story.trainer, at=story.now)


def test_a_rule_that_is_switched_on_changes_the_dose_at_once(story):
    switch(story)

    (proposal,) = story.live()

    proposal.refresh_from_db()
    assert (proposal.status, proposal.is_automatic, proposal.decided_by) == ("accepted", True, story.trainer)
    assert loads(story.coming()) == [(D(65), D(65))]


def test_automatic_change_can_be_undone_and_does_not_come_back(story):
    switch(story)
    (proposal,) = story.live()

    decide(story, undo, proposal)

    assert loads(story.coming()) == [(D(60), D(60))]
    assert story.propose(proposal.session_log) == []


def test_a_warning_makes_an_automatic_rule_wait(tess, cleo):
    """Without a one-rep max the band cannot be checked (LS-09), and that wants a look."""
    story = Story(trainer=tess, client=cleo, one_rep_max=None)
    switch(story)

    (proposal,) = story.live()

    assert story.waiting() == [proposal]
    assert loads(story.coming()) == [(D(60), D(60))]


@pytest.mark.parametrize("rule", ["double_progression", "percent_wave"])
def test_another_rule_does_not_act(story, rule):
    switch(story, rule=rule)

    assert [row.status for row in story.live()] == ["waiting"]


def test_switched_off_it_asks_again(story):
    switch(story)
    switch(story)
    switch(story, is_on=False)

    assert [row.status for row in story.live()] == ["waiting"]
    assert story.client.automatic_rules.count() == 1


def test_a_rule_does_not_act_for_a_trainer_who_no_longer_coaches_the_client(story):
    switch(story)
    Coaching.objects.filter(trainer=story.trainer).update(status="ended", ended_at=story.now)

    assert [row.status for row in story.live()] == ["waiting"]


def test_pain_lowers_on_its_own_too(story):
    switch(story)

    story.live(after=6)

    assert loads(story.coming()) == [(D("47.5"), D("47.5"))]


def test_an_automatic_rule_never_acts_while_a_gate_is_shut(story):
    switch(story)

    assert story.live(effort=8) == []
    assert loads(story.coming()) == [(D(60), D(60))]


def test_one_proposal_at_most_waits(story):
    for number in range(3):
        story.live(count=1 if number else 3)

    assert len(story.waiting()) == 1
    assert Proposal.objects.exclude(status="waiting").count() == 0
