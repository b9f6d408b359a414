"""Issuing one program to several clients at once: each gets dates and loads of their own. [writes]"""

from dataclasses import dataclass
from functools import cached_property
from uuid import uuid5

from django.db import transaction

from .assigning import LoadRefused, Plan, decide, issue_plan, plan_sessions, read_sessions
from .models import Assignment, Program
from .practice import read_thresholds
from .safety import Finding, needs_reason


@dataclass(frozen=True)
class SharedConcern:
    """An exercise about which safety has something to say; one reason covers everybody it is said of.

    `said` are pairs of a finding and the clients whom it is about.
    """

    exercise: object
    said: tuple[tuple[Finding, tuple], ...]
    written_reason: str

    @property
    def needs_reason(self):
        """Whether a professional must say why."""
        return needs_reason([finding for finding, _ in self.said])


@dataclass(frozen=True)
class Preview:
    """What assigning would write: a Plan for each of the chosen clients."""

    plans: list[Plan]

    @property
    def is_empty(self):
        """Whether the program has no session."""
        return not any(plan.days or plan.assignment for plan in self.plans)

    @property
    def is_for_several(self):
        return len(self.plans) > 1

    @property
    def issuable(self):
        """Plans that may be written, or were by the same form before."""
        return [plan for plan in self.plans if plan.assignment or (plan.days and not plan.blocked)]

    @property
    def blocked(self):
        """Plans that a rule refuses: these clients are left out."""
        return [plan for plan in self.plans if plan.blocked]

    @cached_property
    def concerns(self):
        """What safety says of the plans that may be written, each exercise once."""
        by_exercise = {}
        for plan in self.issuable:
            for concern in plan.concerns:
                by_exercise.setdefault(concern.exercise, []).append((plan.client, concern))
        return [shared_concern(exercise, of_clients) for exercise, of_clients in by_exercise.items()]


def shared_concern(exercise, of_clients):
    """One SharedConcern from the pairs of client and Concern about `exercise`; equal findings come once."""
    said = []
    for client, concern in of_clients:
        for finding in concern.findings:
            known = next((clients for other, clients in said if other == finding), None)
            if known is None:
                said.append((finding, [client]))
            else:
                known.append(client)
    written_reason = max((concern.written_reason for _, concern in of_clients), key=len)
    return SharedConcern(
        exercise, tuple((finding, tuple(clients)) for finding, clients in said), written_reason
    )


@dataclass(frozen=True)
class Issued:
    """What assigning wrote, and whom it left out: pairs of a client and what could not be issued to them."""

    assignments: list[Assignment]
    left_out: list[tuple[object, str]]


def preview_for_many(*, program, clients, terms, entry_key):
    """The Preview of issuing `program` to each of `clients`; writes nothing, reads the program and the practice once.

    To whom the form of `entry_key` has issued it already, it is not planned again.
    """
    keys = {client.pk: client_key(entry_key, client) for client in clients}
    known = Assignment.objects.in_bulk(keys.values(), field_name="entry_key")
    sessions, thresholds = read_sessions(program), read_thresholds()
    plans = []
    for client in clients:
        assignment = known.get(keys[client.pk])
        if assignment:
            plans.append(Plan(client, assignment=assignment))
            continue
        plans.append(plan_sessions(sessions, client=client, terms=terms, thresholds=thresholds))
    return Preview(plans)


@transaction.atomic
def assign_to_many(*, program, clients, terms, assigned_by, entry_key, reasons=None):
    """Issue `program` to each of `clients` to whom no rule refuses it; returns the Issued.

    `reasons` are by exercise id and hold for everybody. Repeating an `entry_key` assigns to nobody twice.
    """
    # Two taps at once: the second one waits, and then finds what the first one wrote.
    program = Program.objects.select_for_update().get(pk=program.pk)
    preview = preview_for_many(program=program, clients=clients, terms=terms, entry_key=entry_key)
    assignments, left_out = [], []
    for plan in preview.plans:
        if plan.assignment:
            assignments.append(plan.assignment)
            continue
        try:
            decided = decide(plan, reasons or {})
        except LoadRefused as refusal:
            left_out.append((plan.client, str(refusal)))
            continue
        assignments.append(
            issue_plan(
                plan,
                program=program,
                terms=terms,
                assigned_by=assigned_by,
                entry_key=client_key(entry_key, plan.client),
                decided=decided,
            )
        )
    return Issued(assignments, left_out)


def client_key(entry_key, client):
    """The key of one client's assignment, of the key of the form that assigns to several."""
    return uuid5(entry_key, str(client.code))
