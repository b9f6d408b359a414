"""What stands against a session before its first set: what may not be done today, and what to look at. [reads]"""

from dataclasses import dataclass, replace

from .background import Background, read_background
from .choices import FacetKind
from .guarding import place_of, start_findings
from .models import Override, Prescription
from .safety import Finding, Level

# What only a professional may decide, and what changes after issuing: a flag. A load that needs a reason by now (an
# older one-rep max, a week left out) asks the client to look instead, because the trainer is not in the gym.
NEEDS_PROFESSIONAL = {"LS-18", "LS-21"}
# What the client is told before the first set; the rest was said to the trainer.
TOLD = {"LS-10", "LS-13", "LS-16", "LS-17", "LS-22"}


@dataclass(frozen=True)
class Standing:
    """One exercise of the session, and what the rules say of it now."""

    prescription: Prescription
    findings: tuple[Finding, ...]

    @property
    def is_refused(self):
        """Whether it may not be done today."""
        return any(
            finding.level == Level.BLOCK
            or (finding.level == Level.OVERRIDE and finding.rule in NEEDS_PROFESSIONAL)
            for finding in self.findings
        )

    @property
    def told(self):
        """What the client reads about it, the most severe first."""
        if self.is_refused:
            return [
                one for one in self.findings if one.level == Level.BLOCK or one.rule in NEEDS_PROFESSIONAL
            ]
        return [one for one in self.findings if one.level >= Level.WARN and one.rule in TOLD]


@dataclass(frozen=True)
class StartCheck:
    """The whole session before it starts."""

    standings: tuple[Standing, ...]
    asks_for_help: bool

    @property
    def refused(self):
        return [one for one in self.standings if one.is_refused]

    @property
    def to_look_at(self):
        return [one for one in self.standings if one.told and not one.is_refused]

    @property
    def is_closed(self):
        """Whether nothing of the session may be done."""
        return bool(self.standings) and len(self.refused) == len(self.standings)


def check_start(planned_session, *, has_help, now):
    """The StartCheck of a planned session; `has_help` is what the client said of partner or safety arms."""
    assignment = planned_session.assignment
    prescriptions = list(
        planned_session.prescriptions.select_related("exercise", "one_rep_max").prefetch_related(
            "exercise__facets"
        )
    )
    background = read_background(assignment.client, now).on(assignment.client.local_date(now), prescriptions)
    overruled = set(Override.objects.filter(assignment=assignment).values_list("exercise", "rule"))
    standings = tuple(
        Standing(
            one,
            tuple(uncovered(one, background, setting_of(one, assignment, background, has_help), overruled)),
        )
        for one in prescriptions
    )
    # Asked for only where the answer changes something: with help, would less be refused?
    asks_for_help = has_help is None and any(
        finding.rule == "LS-12" for one in standings for finding in one.findings
    )
    return StartCheck(standings, asks_for_help)


def uncovered(prescription, background, setting, overruled):
    """The findings about one prescription that no professional has overruled for this assignment."""
    return [
        finding
        for finding in start_findings(prescription, background, setting)
        if (prescription.exercise_id, finding.rule) not in overruled or finding.level == Level.BLOCK
    ]


def setting_of(prescription, assignment, background: Background, has_help):
    """Where and in which state the client starts."""
    regions = {facet.key for facet in prescription.exercise.facets.all() if facet.kind == FacetKind.REGION}
    return replace(
        place_of(assignment, background),
        is_partner_confirmed=has_help,
        has_safety_arms=has_help,
        open_doms_nrs=background.open_soreness_nrs(regions),
        is_reviewed=background.is_reviewed(),
    )
