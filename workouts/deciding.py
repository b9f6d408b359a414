"""Deciding about proposals: accept, accept with changes, decline, undo; rules that act on their own. [writes]

What was started is history. An accepted dose goes into the sessions of the assignment that are not started and have
the dose that was looked at; of a lower one, into those that are heavier, too. Every rule of safety is asked again.
"""

from copy import copy
from dataclasses import dataclass, replace

from django.db import transaction

from .choices import AssignmentStatus, ProposalKind, ProposalStatus
from .dosing import (
    as_text,
    dose_of,
    from_text,
    is_dose,
    of_client,
    one_rm_of,
    read_overruled,
    with_dose,
)
from .evidence import read_evidence
from .models import AutomaticRule, Prescription, Proposal
from .planning import change_dose
from .progression import Dose, check_gates, with_load
from .recomputing import lock, unstarted
from .resolving import PlannedLine, read_facts
from .safety import is_blocked, is_reason, needs_reason

# What an undo puts back.
PUT_BACK = (
    "sets",
    "reps",
    "reps_max",
    "load_value",
    "load_unit",
    "load_pct",
    "lift_pct",
    "lift_value",
    "rm",
    "load_reason",
)


class DecisionRefused(ValueError):
    """Nothing was changed; `findings` are the safety rules that stand in the way.

    `code` says why: decided, paused, overtaken, shut, blocked, reason, no_load, no_one_rep_max.
    """

    def __init__(self, code, findings=()):
        super().__init__(code)
        self.code, self.findings = code, tuple(findings)


@dataclass(frozen=True)
class Change:
    """One prescription, its new Dose, and the PlannedLine that would be written into it."""

    prescription: Prescription
    dose: Dose
    planned: PlannedLine


@transaction.atomic
def accept(proposal, *, by, at, dose=None, reason="", is_automatic=False):
    """Write the proposed Dose, or the trainer's own `dose`, into what is not started; returns the Proposal.

    Raises DecisionRefused, and changes nothing then.
    """
    proposal = lock_waiting(proposal)
    facts, rows = read_rows(proposal)
    is_edited = dose is not None and not is_proposed(dose, proposal)
    changes = plan_changes(proposal, rows, facts, dose if is_edited else None)
    if not is_edited:
        check_evidence(proposal, facts)
    was = {str(change.prescription.code): earlier(change.prescription) for change in changes}
    write(proposal, changes, reason=reason, by=by)
    proposal.decided = {"dose": as_text(changes[0].dose), "was": was}
    proposal.is_automatic = is_automatic
    proposal.note = reason
    settle(proposal, ProposalStatus.EDITED if is_edited else ProposalStatus.ACCEPTED, by=by, at=at)
    return proposal


def is_proposed(dose, proposal):
    """Whether a trainer's Dose is what was proposed; its per cent follows from the load."""
    own, after = as_text(dose), as_text(from_text(proposal.after))
    return all(own[name] == after[name] for name in own if name != "percent")


def lock_waiting(proposal):
    """The row as it is now, locked with the client's sessions; refused where somebody decided already."""
    lock(proposal.assignment.client)
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("assignment__client", "exercise")
    row = rows.get(pk=proposal.pk)
    if row.status != ProposalStatus.WAITING:
        raise DecisionRefused("decided")
    if row.assignment.status != AssignmentStatus.ACTIVE:
        raise DecisionRefused("paused")
    return row


def read_rows(proposal):
    """(Facts of the client, the prescriptions not started of the exercise and side in the assignment)."""
    client = proposal.assignment.client
    rows = unstarted(client).filter(
        planned_session__assignment=proposal.assignment,
        exercise=proposal.exercise_id,
        side=proposal.side,
        reps__isnull=False,
    )
    return read_facts(client).at(proposal.assignment), list(rows)


def plan_changes(proposal, rows, facts, dose=None):
    """The Changes that a proposal, or the trainer's own `dose`, comes to; refused where the dose is no longer there."""
    meant = [row for row in rows if is_dose(row, proposal.before)]
    if not meant:
        raise DecisionRefused("overtaken")
    one_rm = one_rm_of(meant[0], facts)
    if dose is None:
        new = as_loadable(from_text(proposal.after, one_rm), meant[0], facts)
    else:
        new = own_dose(dose, meant[0], facts, one_rm)
    doses = [(row, new) for row in meant]
    if proposal.kind == ProposalKind.LOWER and new.load:
        heavier = [row for row in rows if row not in meant and row.load and row.load.kg > new.load.kg]
        doses += [(row, with_load(dose_of(row, facts), new.load)) for row in heavier]
    return [Change(row, dose, with_dose(row, dose, facts)) for row, dose in doses]


def as_loadable(dose, row, facts):
    """A proposed Dose as the client's equipment is now; refused where nothing can be loaded any more."""
    load = of_client(dose.load, facts, row)
    if load is None and dose.load is not None:
        raise DecisionRefused("no_load")
    return dose if load is None or load.kg == dose.load.kg else with_load(dose, load)


def own_dose(dose, row, facts, one_rm):
    """A trainer's Dose with the load that its weight or per cent comes to with the client's equipment.

    Refused where a per cent has no one-rep max, or nothing can be loaded.
    """
    if dose.percent is not None:
        if one_rm is None:
            raise DecisionRefused("no_one_rep_max")
        load = facts.kit.load_for_percent(one_rm, dose.percent, row.exercise.steps_kind)
        new = replace(dose, load=load, one_rm=one_rm)
    else:
        load = of_client(dose.load, facts, row)
        percent = row.load_pct if one_rm else None
        new = with_load(replace(dose, percent=percent, one_rm=one_rm), load)
    if load is None and (dose.percent is not None or dose.load is not None):
        raise DecisionRefused("no_load")
    return new


def check_evidence(proposal, facts):
    """Refuse a raise whose gates have failed since it was proposed."""
    if proposal.kind != ProposalKind.RAISE:
        return
    found = read_evidence(
        proposal.assignment.client,
        [proposal.exercise],
        today=facts.background.today,
        is_rehab=facts.background.is_rehab,
    ).get((proposal.exercise_id, proposal.side))
    if found is None or has_failed(check_gates(found.evidence)):
        raise DecisionRefused("shut")


def has_failed(gates):
    """Whether a gate is shut by an answer; one that is unknown yet does not take a proposal back."""
    return bool(gates.failed or gates.cut or gates.is_on_hold or gates.needs_review)


def write(proposal, changes, *, reason, by):
    """Write the changes; refused where a rule refuses one, or needs a reason that is not there.

    A reason that stands beside the dose covers the rules that it was given for, and no other.
    """
    exercise = proposal.exercise_id
    covered = set()
    if all(is_reason(change.planned.line.load_reason) for change in changes):
        overruled = read_overruled(proposal.assignment.client, [exercise])
        covered = overruled.get((proposal.assignment_id, exercise), covered)
    findings = {
        found.rule: found for change in reversed(changes) for found in change.planned.findings
    }.values()
    if blocked := [found for found in findings if is_blocked([found])]:
        raise DecisionRefused("blocked", blocked)
    asking = [found for found in findings if needs_reason([found]) and found.rule not in covered]
    if asking and not is_reason(reason):
        raise DecisionRefused("reason", asking)
    for change in changes:
        own = reason or change.planned.line.load_reason
        change_dose(prescription=change.prescription, planned=change.planned, load_reason=own, by=by)


def earlier(row):
    """The columns of a prescription that an undo puts back, as JSON can hold them."""
    return {name: None if (value := getattr(row, name)) is None else str(value) for name in PUT_BACK}


def settle(proposal, status, *, by, at):
    """Keep what was decided, by whom and when."""
    proposal.status, proposal.decided_by, proposal.decided_at = status, by, at
    proposal.save(update_fields=["status", "decided", "decided_by", "decided_at", "note", "is_automatic"])


@transaction.atomic
def decline(proposal, *, by, at, note=""):
    """Leave the dose as it is; the proposal stays readable with the note."""
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.status != ProposalStatus.WAITING:
        raise DecisionRefused("decided")
    row.note = note
    settle(row, ProposalStatus.DECLINED, by=by, at=at)
    return row


@transaction.atomic
def undo(proposal, *, by, at):
    """Put the earlier dose back into the sessions not started since; the proposal counts as declined.

    A prescription that was changed again in between stays as it is. Raises DecisionRefused where nothing is left to
    put back, or a rule refuses the earlier dose by now.
    """
    lock(proposal.assignment.client)
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("assignment__client", "exercise")
    proposal = rows.get(pk=proposal.pk)
    if proposal.status not in (ProposalStatus.ACCEPTED, ProposalStatus.EDITED):
        raise DecisionRefused("decided")
    if proposal.assignment.status != AssignmentStatus.ACTIVE:
        raise DecisionRefused("paused")
    facts, rows = read_rows(proposal)
    was = proposal.decided["was"]
    left = [row for row in rows if str(row.code) in was and has_decided_load(row, proposal)]
    if not left:
        raise DecisionRefused("overtaken")
    write(proposal, [put_back(row, was[str(row.code)], facts) for row in left], reason="", by=by)
    settle(proposal, ProposalStatus.DECLINED, by=by, at=at)
    return proposal


def has_decided_load(row, proposal):
    """Whether a prescription still has the dose that was decided, or its load where only that was lowered."""
    decided = proposal.decided["dose"]
    if is_dose(row, decided):
        return True
    load = from_text(decided).load
    return load is not None and row.load is not None and row.load.kg == load.kg


def put_back(row, columns, facts):
    """The Change that puts the earlier `columns` of a prescription back."""
    before = copy(row)
    for name in PUT_BACK:
        setattr(before, name, Prescription._meta.get_field(name).to_python(columns[name]))
    dose = dose_of(before, facts)
    planned = with_dose(before, dose, facts)
    return Change(row, dose, planned)


@transaction.atomic
def switch_rule(*, client, rule, is_on, by, at):
    """Let `rule` act on its own for `client`, or no longer; doing it twice changes nothing."""
    rows = AutomaticRule.objects.select_for_update().filter(client=client, rule=rule, switched_off_at=None)
    if is_on and not rows:
        AutomaticRule.objects.create(client=client, rule=rule, switched_on_at=at, switched_on_by=by)
    elif not is_on:
        rows.update(switched_off_at=at, switched_off_by=by)
