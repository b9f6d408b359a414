"""Taking over what a program says now into plans issued from it earlier: first as a look, then as rows. [writes]

Only sessions neither started nor past are changed; what was trained is history.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import uuid5

from django.db import transaction
from django.db.models import F, Max, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from .assigning import Plan, PlannedDay, keep_overrides, prescription
from .choices import LoadStatus
from .differences import Kind
from .models import Assignment, PlannedSession, Prescription, Program
from .offering import Offer, read_program_offers
from .practice import read_thresholds
from .resolving import EFFORT_RIR, PlannedLine, by_effort, plan_line, read_facts
from .safety import is_reason, needs_reason

# Where prescriptions wait while their places change: two may never have one place.
ASIDE = 10_000
WRITTEN = [
    *Prescription.DOSE,
    "exercise",
    "load_kg",
    "load_status",
    "one_rep_max",
    "source_code",
    "source_dose",
    "position",
]


class TemplateChanged(ValueError):
    """The program was edited after the difference was looked at: nothing was written."""


@dataclass
class NewSession:
    """One session as it would be: `rows` are Prescriptions that stay and PlannedLines that are taken over.

    `planned` is None where the session is added, `replaced` (code of a line -> Prescription) what a PlannedLine is
    written over, `gone` the prescriptions that go.
    """

    planned_on: object
    planned: PlannedSession | None = None
    session: object = None
    name: str = ""
    number: int = 1
    rows: list = field(default_factory=list)
    replaced: dict = field(default_factory=dict)
    gone: list = field(default_factory=list)

    @property
    def taken(self):
        """What is taken over into it."""
        return [row for row in self.rows if isinstance(row, PlannedLine)]


@dataclass(frozen=True)
class Adoption:
    """What taking over an Offer would write.

    `changed` are the sessions that change, `removed` those that are left out from now on, `refused` the PlannedLines
    that a rule keeps out.
    """

    offer: Offer
    changed: list[NewSession]
    removed: list[PlannedSession]
    refused: list[PlannedLine]

    @property
    def client(self):
        return self.offer.client

    @cached_property
    def plan(self):
        """What is taken over as a Plan, so that dates, loads and concerns are asked as in assigning."""
        days = [
            PlannedDay(new.planned or new.session, new.planned_on, new.taken)
            for new in self.changed
            if new.taken
        ]
        return Plan(self.client, days)

    @property
    def is_empty(self):
        return not self.changed and not self.removed


@dataclass(frozen=True)
class Adopted:
    """What `adopt` wrote: the Adoptions, those that changed nothing among them."""

    adoptions: list[Adoption]

    @property
    def clients(self):
        return [adoption.client for adoption in self.adoptions if not adoption.is_empty]

    @property
    def left_out(self):
        """(client, the names of what a rule refused) where there is any."""
        return [
            (adoption.client, list(dict.fromkeys(str(row.line.exercise) for row in adoption.refused)))
            for adoption in self.adoptions
            if adoption.refused
        ]


def plan_adoptions(offers, also=(), reasons=None):
    """The Adoption of each of `offers`; writes nothing.

    What was changed for the client stays, but for the prescriptions whose codes (str) are in `also`. A line that a
    rule refuses is left out; with `reasons` (by exercise id) given, so is one that needs a reason and has none.
    """
    thresholds = read_thresholds()
    return [plan_adoption(offer, also, reasons, thresholds) for offer in offers]


def plan_adoption(offer, also, reasons, thresholds):
    """The Adoption of one offer, as in plan_adoptions."""
    prefetch_related_objects(offer.rows, "prescriptions__exercise__facets")
    prefetch_related_objects(offer.sessions, "lines__exercise__facets")
    facts = read_facts(offer.client, thresholds).at(offer.assignment)
    chosen = [one for one in offer.differences if not one.is_own or str(one.prescription.code) in also]
    uses_effort = any(
        row.rir == EFFORT_RIR and row.load_status == LoadStatus.NO_ONE_REP_MAX
        for planned in offer.rows
        for row in planned.prescriptions.all()
    )
    changed, removed, refused = [], [], []
    for new, found in new_sessions(offer, chosen):
        if any(one.kind == Kind.SESSION_REMOVED for one in found):
            removed.append(new.planned)
            continue
        if uses_effort:
            new.rows = [by_effort_row(row, facts) for row in new.rows]
        facts, kept_out = resolve(new, facts, reasons)
        refused += kept_out
        if found and (new.planned is None or is_changed(new, found)):
            changed.append(new)
    return Adoption(offer, changed, removed, refused)


def by_effort_row(row, facts):
    """A PlannedLine of a per cent of nothing by effort, as the rest of the plan; anything else as it is."""
    return replace(row, line=by_effort(row.line, facts)) if isinstance(row, PlannedLine) else row


def is_changed(new, found):
    """Whether anything of a session is left to write once what a rule refused is out."""
    if new.taken or new.gone:
        return True
    return any(one.kind in (Kind.NAME, Kind.ORDER) for one in found)


def new_sessions(offer, chosen):
    """(NewSession, its Differences) of every session that may still be trained, in the order of the days."""
    found = [
        (new_session(planned, of_planned, offer.names), of_planned)
        for planned in offer.rows
        for of_planned in [[one for one in chosen if one.planned == planned]]
    ]
    for one in chosen:
        if one.kind != Kind.SESSION_ADDED:
            continue
        day = offer.days[one.session.code]
        for number in range(1, offer.times + 1):
            name = PlannedDay(one.session, day, [], number, offer.times).name
            rows = [fresh(line) for line in one.session.lines.all()]
            new = NewSession(day, session=one.session, name=name, number=number, rows=rows)
            found.append((new, [one]))
    return sorted(found, key=lambda pair: pair[0].planned_on)


def new_session(planned, found, names):
    """The NewSession of a planned one with the Differences `found` in it."""
    session = next((one.session for one in found if one.session), None)
    by_code = {row.source_code: row for row in planned.prescriptions.all() if row.source_code}
    gone = [one.prescription for one in found if one.kind == Kind.LINE_REMOVED]
    doses = {one.line.code: one.line for one in found if one.kind in (Kind.DOSE, Kind.LINE_ADDED)}
    rows = [row for row in planned.prescriptions.all() if row not in gone]
    rows = [fresh(doses[row.source_code]) if row.source_code in doses else row for row in rows]
    rows += [fresh(line) for code, line in doses.items() if code not in by_code]
    if any(one.kind in (Kind.ORDER, Kind.LINE_ADDED) for one in found):
        places = {line.code: place for place, line in enumerate(session.lines.all())}
        rows = in_order(rows, places)
    return NewSession(
        planned.planned_on,
        planned,
        session,
        names.get(planned.code, planned.name),
        rows=rows,
        replaced={code: by_code[code] for code in doses if code in by_code},
        gone=gone,
    )


def fresh(line):
    """A line of the program that is to be resolved."""
    return PlannedLine(line, None, LoadStatus.NONE, source=line)


def in_order(rows, places):
    """`rows` in the order of the program; what it does not know goes to the end."""
    return sorted(rows, key=lambda row: places.get(source_code(row), len(places)))


def source_code(row):
    return row.source.code if isinstance(row, PlannedLine) else row.source_code


def resolve(new, facts, reasons):
    """(The Facts once the session is done, the PlannedLines that are kept out); resolves the rows of `new`.

    A row that is kept out goes back to what was prescribed, or is not added.
    """
    background = facts.background.on(new.planned_on, [line_of(row) for row in new.rows])
    facts = replace(facts, background=background)
    rows, refused = [], []
    for row in new.rows:
        if not isinstance(row, PlannedLine):
            rows.append(row)
            continue
        resolved = plan_line(row.line, facts, source=row.source)
        if not is_kept_out(resolved, reasons):
            rows.append(resolved)
            continue
        refused.append(resolved)
        before = new.replaced.pop(row.source.code, None)
        if before:
            rows.append(before)
    new.rows = rows
    done = facts.background.on(new.planned_on, [line_of(row) for row in rows])
    return replace(facts, background=done.after([as_planned(row) for row in rows])), refused


def line_of(row):
    return row.line if isinstance(row, PlannedLine) else row


def as_planned(row):
    """A prescription that stays, as a PlannedLine."""
    return row if isinstance(row, PlannedLine) else PlannedLine(row, row.load, row.load_status)


def is_kept_out(row, reasons):
    """Whether a rule refuses a PlannedLine, or asks for a reason that is in neither `reasons` nor the program."""
    if row.is_blocked or reasons is None:
        return row.is_blocked
    reason = reasons.get(row.line.exercise_id) or row.line.load_reason
    return needs_reason(row.findings) and not is_reason(reason)


@transaction.atomic
def adopt(*, program, trainer, chosen, also, seen, entry_key, reasons=None):
    """Take the program over into the assignments whose codes (str) are in `chosen`; returns the Adopted.

    `also` are codes of prescriptions changed for a client to take over, too; `seen` the digest of the program that
    was looked at: raises TemplateChanged when it is another by now. Doing it again changes nothing more.
    """
    # Two taps at once: the second one waits, and then finds what the first one wrote.
    program = Program.objects.select_for_update().get(pk=program.pk)
    lock(program, chosen)
    offers = [
        offer for offer in read_program_offers(program, trainer) if str(offer.assignment.code) in chosen
    ]
    if any(offer.digest != seen for offer in offers):
        raise TemplateChanged(str(program))
    adoptions = plan_adoptions(offers, also, reasons or {})
    for adoption in adoptions:
        write(adoption, reasons or {}, by=trainer, entry_key=entry_key)
    return Adopted(adoptions)


def lock(program, chosen):
    """Hold the planned sessions until the end of the transaction, so that none of them is started in it."""
    rows = PlannedSession.objects.filter(assignment__program=program, assignment__code__in=chosen)
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def write(adoption, reasons, *, by, entry_key):
    """Write one Adoption; afterwards it is offered again only where a rule refused something or the program changes."""
    assignment, at = adoption.offer.assignment, timezone.now()
    PlannedSession.objects.filter(pk__in=[row.pk for row in adoption.removed]).update(
        skipped_at=at, skipped_by=by, skip_reason=_("The program has no such session any more.")
    )
    decided = {
        concern.exercise.pk: reasons.get(concern.exercise.pk) or concern.written_reason
        for concern in adoption.plan.concerns
        if concern.needs_reason
    }
    add_sessions(assignment, [new for new in adoption.changed if new.planned is None], entry_key)
    rename(adoption.changed)
    write_prescriptions(adoption.changed, decided)
    keep_overrides(assignment, adoption.plan, decided, by=by)
    assignment.weeks = max([assignment.weeks, *(new.planned.week for new in adoption.changed)])
    assignment.declined_difference = "" if adoption.refused else adoption.offer.digest
    assignment.save(update_fields=["weeks", "declined_difference"])


def add_sessions(assignment, added, entry_key):
    """Write the added sessions, each at the end of its week."""
    weeks = assignment.planned_sessions.order_by().values_list("week").annotate(Max("position"))
    last = dict(weeks) if added else {}
    for new in added:
        week = new.session.week
        last[week] = last.get(week, 0) + 1
        new.planned = PlannedSession(
            assignment=assignment,
            week=week,
            position=last[week],
            name=new.name,
            planned_on=new.planned_on,
            source_code=new.session.code,
            entry_key=uuid5(entry_key, f"{assignment.code} {new.session.code} {new.number}"),
        )
    PlannedSession.objects.bulk_create([new.planned for new in added])


def rename(changed):
    """Give the sessions the names they have in the program."""
    rows = [new.planned for new in changed if new.planned.name != new.name]
    for new in changed:
        new.planned.name = new.name
    PlannedSession.objects.bulk_update(rows, ["name"])


def write_prescriptions(changed, decided):
    """Write the rows of the sessions: those that go, then those over others and in new places, then the added ones."""
    gone = [row.pk for new in changed for row in new.gone]
    Prescription.objects.filter(pk__in=gone).delete()
    written, added = [], []
    for new in changed:
        for position, row in enumerate(new.rows, start=1):
            if not isinstance(row, PlannedLine):
                row.position = position
                written.append(row)
                continue
            issued = prescription(new.planned, position, row, decided.get(row.line.exercise_id, ""))
            before = new.replaced.get(row.source.code)
            if before is None:
                added.append(issued)
            else:
                written.append(written_over(before, issued))
    Prescription.objects.filter(pk__in=[row.pk for row in written]).update(position=F("position") + ASIDE)
    Prescription.objects.bulk_update(written, WRITTEN)
    Prescription.objects.bulk_create(added)


def written_over(before, issued):
    """`before` with all that `issued` says; its code and its key stay."""
    for name in WRITTEN:
        setattr(before, name, getattr(issued, name))
    return before


def decline(*, assignment, seen):
    """Keep that the trainer does not take over what the program says at the digest `seen`."""
    Assignment.objects.filter(pk=assignment.pk).update(declined_difference=seen)
