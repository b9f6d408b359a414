"""Loads of sessions not yet started, after a one-rep max came or went: proposed, and on request changed. [writes]"""

from dataclasses import dataclass, replace
from itertools import groupby

from django.db import transaction

from .choices import AssignmentStatus
from .guarding import ABOUT_LOAD, notable
from .loads import Load, stored_kg
from .models import OneRepMax, Override, PlannedSession, Prescription
from .resolving import PlannedLine, plan_line, read_facts
from .safety import Finding, Level, is_blocked, is_reason, needs_reason


@dataclass(frozen=True)
class LoadChange:
    """A prescription in per cent whose load would be another one now: what it is, and what it would be."""

    prescription: Prescription
    old: Load | None
    load: Load | None
    status: str
    one_rep_max: OneRepMax | None
    findings: tuple[Finding, ...] = ()

    @property
    def session(self):
        return self.prescription.planned_session

    @property
    def planned_on(self):
        return self.session.planned_on

    @property
    def exercise(self):
        return self.prescription.exercise

    @property
    def is_allowed(self):
        """Whether it may be written: not refused, and with a reason on the prescription where one is needed."""
        if is_blocked(self.findings):
            return False
        return not needs_reason(self.findings) or is_reason(self.prescription.load_reason)

    @property
    def objections(self):
        """What stands in the way, where it is not allowed."""
        return [] if self.is_allowed else [found for found in self.findings if found.level >= Level.OVERRIDE]

    @property
    def key(self):
        """The change as a form names it: which prescription, and the load that was looked at."""
        shown = f"{self.load.value.normalize():f}{self.load.unit}" if self.load else self.status
        return f"{self.prescription.code}:{shown}"

    @property
    def written(self):
        """The columns of the prescription that the change writes."""
        return {
            "load_value": self.load.value if self.load else None,
            "load_unit": self.load.unit if self.load else "",
            "load_kg": stored_kg(self.load) if self.load else None,
            "load_status": self.status,
            "one_rep_max": self.one_rep_max,
        }


@dataclass(frozen=True)
class Outcome:
    """What `apply_loads` did with what was chosen: written, refused by a rule, and keys no longer proposed."""

    changed: list[LoadChange]
    refused: list[LoadChange]
    outdated: set[str]


def propose_loads(client, today):
    """The LoadChanges that the newest one-rep maxima and equipment of `client` bring, in the order of the sessions.

    Writes nothing.
    """
    return sorted(walk(client, today), key=place_of)


def place_of(change):
    """Where a change stands in the client's calendar."""
    return (
        change.planned_on,
        change.session.assignment_id,
        change.session.position,
        change.prescription.position,
    )


def walk(client, today, *, keys=None):
    """The LoadChanges of each assignment that has not ended, session by session.

    As in assigning, a load is a step from the session before it: from its new load where that is allowed and, with
    `keys` given, chosen; from the one it has otherwise.
    """
    at_first = read_facts(client)
    for assignment, of_assignment in groupby(
        unstarted(client), key=lambda row: row.planned_session.assignment
    ):
        facts = at_first.at(assignment)
        for _, rows in groupby(of_assignment, key=lambda row: row.planned_session_id):
            lines = []
            for row in rows:
                change = load_change(row, facts)
                if change:
                    yield change
                is_taken = change and change.is_allowed and (keys is None or change.key in keys)
                lines.append(PlannedLine(row, change.load if is_taken else row.load, row.load_status))
            facts = replace(facts, background=facts.background.after(lines))


def unstarted(client):
    """The prescriptions of the client's sessions that may still be started, by assignment and session.

    Those of a paused assignment come up again with the loads they have, so they count, too.
    """
    return (
        Prescription.objects.filter(
            planned_session__assignment__client=client,
            planned_session__session_log=None,
        )
        .exclude(planned_session__assignment__status=AssignmentStatus.ENDED)
        .select_related("planned_session__assignment", "exercise")
        .prefetch_related("exercise__facets")
        .order_by(
            "planned_session__assignment_id",
            "planned_session__planned_on",
            "planned_session__position",
            "planned_session_id",
            "position",
        )
    )


def load_change(row, facts):
    """The LoadChange of one prescription; None where it is not in per cent or stays as it is."""
    if row.load_pct is None:
        return None
    line = plan_line(row, facts, rules=ABOUT_LOAD)
    if (line.load, line.status) == (row.load, row.load_status):
        return None
    return LoadChange(row, row.load, line.load, line.status, line.one_rep_max, line.findings)


@transaction.atomic
def apply_loads(client, keys, *, today, by):
    """Write the proposed changes whose `key` is in `keys`; returns the Outcome.

    Left out are changes that a rule refuses, or that need a reason which the prescription does not carry. A key that
    is proposed no longer (done already, started meanwhile, or another load by now) changes nothing. Where the
    reason of the prescription overrules a rule, that is kept as with assigning, in the name of `by`.
    """
    lock(client)
    keys = set(keys)
    chosen = [change for change in walk(client, today, keys=keys) if change.key in keys]
    changed = [change for change in chosen if change.is_allowed]
    for change in changed:
        Prescription.objects.filter(pk=change.prescription.pk).update(**change.written)
    keep_overrides(changed, by)
    refused = [change for change in chosen if not change.is_allowed]
    return Outcome(changed, refused, keys - {change.key for change in chosen})


def lock(client):
    """Hold the client's planned sessions until the end of the transaction, so that none of them is started in it."""
    rows = PlannedSession.objects.filter(assignment__client=client).select_for_update(of=("self",))
    list(rows.order_by("pk").values_list("pk", flat=True))


def keep_overrides(changes, by):
    """Keep each rule that a prescription's reason overrules, with its numbers; those kept already stay."""
    Override.objects.keep(
        (change.session.assignment, change.exercise, finding, change.prescription.load_reason, by)
        for change in changes
        for finding in change.findings
    )


def warnings(changes):
    """(exercise, Finding, reason) of what to look at in the changes that are allowed, each rule of an exercise once.

    The reason is the one that overrules the rule; empty where none is needed.
    """
    found = {
        (change.exercise.pk, finding.rule): (
            change.exercise,
            finding,
            change.prescription.load_reason if finding.level == Level.OVERRIDE else "",
        )
        for change in reversed(changes)
        if change.is_allowed
        for finding in notable(change.findings)
    }
    return sorted(found.values(), key=lambda found: (found[0].name, found[1].rule))
