"""What was proposed, as a page shows it. [reads]"""

from dataclasses import dataclass
from datetime import timedelta

from .choices import AssignmentStatus, ProgressionRule, ProposalStatus
from .dosing import is_dose
from .models import AutomaticRule, Prescription, Proposal

# How long what was accepted can be put back from the page.
SHOWN_FOR = timedelta(days=7)
RULES = [rule for rule in ProgressionRule if rule != ProgressionRule.NONE]


def read_proposals(proposals, now):
    """(Those of `proposals` that wait, those accepted lately) of plans that run, the newest first; two queries."""
    rows = proposals.filter(assignment__status=AssignmentStatus.ACTIVE).select_related(
        "assignment__client", "exercise", "session_log", "decided_by"
    )
    done = rows.filter(
        status__in=(ProposalStatus.ACCEPTED, ProposalStatus.EDITED), decided_at__gt=now - SHOWN_FOR
    )
    waiting = rows.filter(status=ProposalStatus.WAITING)
    by_client = ("assignment__client__full_name", "-proposed_at", "pk")
    return list(waiting.order_by(*by_client)), [Line(row) for row in done.order_by("-decided_at")]


@dataclass(frozen=True)
class Line:
    """One proposal on the page with the form that edits it; `is_open` where that form was refused."""

    proposal: Proposal
    form: object = None

    @property
    def is_open(self):
        return bool(self.form and self.form.errors)


def with_forms(proposals, form_class, refused=None):
    """The Lines of `proposals`; `refused` is the form of one of them, sent and refused."""
    own = refused.proposal.pk if refused is not None and refused.errors else None
    return [
        Line(proposal, refused if proposal.pk == own else form_class(proposal=proposal))
        for proposal in proposals
    ]


def read_rules(client):
    """(Rule, the AutomaticRule that lets it act on its own or None) of `client`; one query."""
    rows = AutomaticRule.objects.filter(client=client, switched_off_at=None).select_related("switched_on_by")
    on = {row.rule: row for row in rows}
    return [(rule, on.get(rule)) for rule in RULES]


def read_changed(planned_session, prescriptions):
    """Those of `prescriptions` of a session whose dose an accepted Proposal made, with it, in its first session.

    Pairs of a prescription and its Proposal; one query where nothing was accepted in the plan, two otherwise.
    """
    accepted = list(
        Proposal.objects.filter(
            assignment=planned_session.assignment_id, status=ProposalStatus.ACCEPTED
        ).order_by("-decided_at")
    )
    if not accepted:
        return []
    codes = {code for row in accepted for code in row.decided["was"]}
    begun = Prescription.objects.filter(code__in=codes, planned_session__session_log__isnull=False)
    begun = {
        str(code) for code in begun.exclude(planned_session=planned_session).values_list("code", flat=True)
    }
    found = {}
    for row in accepted:
        for line in prescriptions:
            is_own = str(line.code) in row.decided["was"] and is_dose(line, row.decided["dose"])
            if is_own and not begun & row.decided["was"].keys():
                found.setdefault(line, row)
    return list(found.items())
