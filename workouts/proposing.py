"""Proposing the next dose of each exercise after a session, and again when an answer came in. [writes]

A rule goes on from the dose that was done, where a coming session asks for the same again. Where the plan goes on by
itself, its own steps stand, and only less is proposed: where pain asks for it, or a load is above its ceiling.
"""

import logging
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction
from django.utils import timezone

from ecctrain.accounts.models import User

from .choices import AssignmentStatus, ProgressionRule, ProposalKind, ProposalStatus
from .deciding import DecisionRefused, accept, has_failed
from .dosing import as_text, dose_of, is_dose, limits_of, read_overruled, with_dose
from .evidence import Found, read_evidence
from .guarding import notable
from .models import AutomaticRule, Prescription, Proposal
from .progression import RULES, Gate, Gates, Kind, check_gates
from .recomputing import unstarted
from .resolving import read_facts

DECIDED = (ProposalStatus.ACCEPTED, ProposalStatus.EDITED, ProposalStatus.DECLINED)


def propose_later(session_log):
    """Propose once what was just recorded is safe; a proposal that fails never takes a client's answer with it."""
    transaction.on_commit(partial(propose_after, session_log, at=timezone.now()), robust=True)


@transaction.atomic
def propose_after(session_log, *, at):
    """Bring the proposals for each exercise of a session in line with what is known at the instant `at`.

    Doing it again without news changes nothing. Returns the proposals that are new.
    """
    client = User.objects.select_for_update().get(pk=session_log.client_id)
    asked = session_log.planned_session.prescriptions.select_related("exercise")
    exercises = {row.exercise_id: row.exercise for row in asked.prefetch_related("exercise__facets")}
    facts = read_facts(client)
    found = read_evidence(
        client, list(exercises.values()), today=facts.background.today, is_rehab=facts.background.is_rehab
    )
    coming = list(unstarted(client).filter(exercise__in=exercises, reps__isnull=False))
    known = list(Proposal.objects.filter(assignment__client=client, session_log__in=logs_of(found)))
    known += Proposal.objects.waiting().filter(assignment__client=client, exercise__in=exercises)
    overruled = read_overruled(client, exercises)
    steps = [
        next_step(place, one, coming=coming, facts=facts, known=known, overruled=overruled)
        for place, one in found.items()
    ]
    new = [made for step in steps if (made := keep(step, known=known, at=at))]
    alone = AutomaticRule.objects.filter(client=client, switched_off_at=None).select_related("switched_on_by")
    by_rule = {row.rule: row.switched_on_by for row in alone} if new else {}
    for step, proposal in new:
        if proposal.rule in by_rule:
            act_alone(step, proposal, by=by_rule[proposal.rule], at=at)
    return [proposal for _, proposal in new]


def logs_of(found):
    """The newest sessions that the evidence is about."""
    return {one.session_log.pk for one in found.values()}


@dataclass(frozen=True)
class Step:
    """What a rule says of one exercise and side: `made` is the pure proposal, None where there is nothing to say.

    `line` is the coming prescription it was made for, `findings` what safety says of the new dose; `rows` are all
    that are not started.
    """

    place: tuple
    found: Found
    gates: Gates
    rows: list
    line: Prescription | None = None
    made: object = None
    findings: tuple = ()
    before: dict | None = None

    @property
    def assignment(self):
        return self.found.session_log.planned_session.assignment


def next_step(place, found, *, coming, facts, known, overruled):
    """The Step of one exercise and side."""
    assignment = found.session_log.planned_session.assignment
    rows = [
        row
        for row in coming
        if (row.exercise_id, row.side) == place and row.planned_session.assignment_id == assignment.pk
    ]
    step = Step(place, found, check_gates(found.evidence), rows)
    if not rows or assignment.status != AssignmentStatus.ACTIVE:
        return step
    facts = facts.at(assignment)
    line, rule = coming_line(rows, as_text(dose_of(found.prescription, facts)))
    dose = dose_of(line, facts)
    limits = limits_of(line, facts, overruled.get((assignment.pk, line.exercise_id), set()))
    made = RULES[rule](dose, limits, step.gates)
    planned = with_dose(line, made.dose, facts)
    is_refused = made.kind == Kind.RAISE and planned.is_blocked
    if made.kind == Kind.KEEP or is_refused or was_decided(made, place, found, known):
        return step
    return replace(step, line=line, made=made, findings=planned.findings, before=as_text(dose))


def coming_line(rows, done):
    """(The coming prescription that goes on from the dose `done`, its rule); the next one and no rule without."""
    same = next((row for row in rows if is_dose(row, done)), None)
    return (same, same.progression) if same else (rows[0], ProgressionRule.NONE.value)


def was_decided(made, place, found, known):
    """Whether somebody decided on such a step after the same session, and pain says nothing else since."""
    return any(
        (row.exercise_id, row.side) == place
        and row.session_log_id == found.session_log.pk
        and row.status in DECIDED
        and (row.kind, row.gates["cut"]) == (made.kind, made.gates.cut)
        for row in known
    )


def keep(step, *, known, at):
    """(Step, its new Proposal); None where there is none, or the one that waits says the same."""
    waiting = next((row for row in known if is_waiting_for(row, step)), None)
    if step.made is None:
        if waiting and is_overtaken(waiting, step):
            overtake(waiting, at=at)
        return None
    after = as_text(step.made.dose)
    if waiting:
        if (waiting.before, waiting.after, waiting.reason) == (step.before, after, step.made.reason):
            return None
        overtake(waiting, at=at)
    exercise, side = step.place
    return step, Proposal.objects.create(
        assignment=step.assignment,
        exercise_id=exercise,
        side=side,
        session_log=step.found.session_log,
        rule=step.line.progression,
        kind=step.made.kind.value,
        reason=step.made.reason.value,
        before=step.before,
        after=after,
        gates=gates_as_text(step.gates, step.found),
        proposed_at=at,
    )


def is_waiting_for(proposal, step):
    """Whether a Proposal waits for a decision about the exercise and side of a Step."""
    place = (proposal.exercise_id, proposal.side)
    is_same = place == step.place and proposal.assignment_id == step.assignment.pk
    return is_same and proposal.status == ProposalStatus.WAITING


def is_overtaken(waiting, step):
    """Whether a waiting proposal no longer holds: its dose is gone, or an answer speaks against it.

    An answer that is only not there yet takes nothing back: a client who trains every other day would otherwise
    have no proposal that lives until somebody reads it.
    """
    if not any(is_dose(row, waiting.before) for row in step.rows):
        return True
    if waiting.kind == ProposalKind.RAISE:
        return has_failed(step.gates)
    return Gate.PAIN not in step.gates.unknown and not step.gates.is_on_hold


def overtake(proposal, *, at):
    """Let a proposal that still waits rest: there is newer evidence."""
    rows = Proposal.objects.waiting().filter(pk=proposal.pk)
    rows.update(status=ProposalStatus.OUTDATED, decided_at=at)


def gates_as_text(gates, found):
    """What the gates said, and the data they looked at, as JSON can hold it."""
    return {
        "failed": [gate.name.lower() for gate in gates.failed],
        "unknown": [gate.name.lower() for gate in gates.unknown],
        "cut": gates.cut,
        "is_measured": found.is_measured,
        "sessions": [
            {
                "sets": shown.sets,
                "reps": shown.reps,
                "reps_done": list(shown.reps_done),
                "down_s": shown.down_s,
                "down_done_s": None if shown.down_done_s is None else str(shown.down_done_s),
                "effort": shown.effort,
                "pain": shown.pain,
                "soreness_48h": shown.soreness_48h,
                "during": said.during,
                "after": said.after,
                "morning": said.morning,
            }
            for shown, said in zip(found.evidence.sessions, found.said, strict=True)
        ],
    }


def act_alone(step, proposal, *, by, at):
    """Apply a proposal of a rule that was switched on, where it passes everything; it waits otherwise.

    A warning wants a look, so that a raise with one waits, too; so does all once whoever switched the rule on no
    longer coaches the client.
    """
    if proposal.kind == ProposalKind.RAISE and notable(step.findings):
        return
    if not User.objects.for_trainer(by).filter(pk=step.assignment.client_id).exists():
        return
    try:
        accept(proposal, by=by, at=at, is_automatic=True)
    except DecisionRefused as refusal:
        logging.getLogger(__name__).info("proposal %s waits: %s", proposal.code, refusal.code)
