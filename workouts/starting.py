"""What stands against a session before its first set: what may not be done today, and what to look at. [reads]"""

from dataclasses import dataclass, replace

from .background import Background, read_background
from .checkins import CheckIn, read_asked
from .choices import FacetKind, Method, SkipReason
from .guarding import place_of, start_findings
from .health import newest_answers
from .models import HealthScreening, Override, PlannedSession, Prescription, SorenessReport
from .safety import Finding, Level
from .soreness import Result

# What only a professional may decide, and what changes after issuing: a flag. A load that needs a reason by now (an
# older one-rep max, a week left out) asks the client to look instead, because the trainer is not in the gym.
NEEDS_PROFESSIONAL = {"LS-18", "LS-21"}
# What the client is told before the first set, from this level on; the rest was said to the trainer, and so was a
# one-rep max that grows old, until it has expired.
TOLD_FROM = {
    "LS-10": Level.OVERRIDE,
    "LS-13": Level.WARN,
    "LS-16": Level.WARN,
    "LS-17": Level.WARN,
    "LS-22": Level.WARN,
}
# Said once about the whole session, or asked in a question of its own, and not beside each exercise.
ABOUT_HELP, ABOUT_HEALTH = "LS-12", "LS-25"
# The rule of an answer with an urgent sign (clinical reference 4.2).
URGENT_RULE = "D0"


@dataclass(frozen=True)
class Standing:
    """One exercise of the session, and what the rules say of it now."""

    prescription: Prescription
    findings: tuple[Finding, ...]

    @property
    def is_refused(self):
        """Whether it may not be done today."""
        return any(is_refusal(finding) for finding in self.findings)

    @property
    def told(self):
        """What the client reads about it, the most severe first."""
        if self.is_refused:
            return [replace(one, level=Level.BLOCK) for one in self.findings if is_refusal(one)]
        return [one for one in self.findings if is_told(one)]

    @property
    def reasons(self):
        """`told` without what is said once about the whole session."""
        return [one for one in self.told if one.rule != ABOUT_HEALTH]

    @property
    def lacks_help_alone(self):
        """Whether nothing but a partner, a spotter or safety arms is missing."""
        return {one.rule for one in self.told} == {ABOUT_HELP}

    @property
    def needs_partner(self):
        """Whether the help has to be a person: safety arms lift nothing."""
        return self.prescription.method == Method.PARTNER_ASSISTED


def is_refusal(finding):
    """Whether a Finding keeps the client from an exercise today."""
    return finding.level == Level.BLOCK or (
        finding.level == Level.OVERRIDE and finding.rule in NEEDS_PROFESSIONAL
    )


def is_told(finding):
    """Whether the client has to look at a Finding; what is not known they are asked for instead (`unanswered`)."""
    level = TOLD_FROM.get(finding.rule)
    return level is not None and finding.level >= level and not finding.inputs.get("unknown")


@dataclass(frozen=True)
class StartCheck:
    """The whole session before it starts.

    `has_help` is what the client said of partner or safety arms, None before they were asked. `screening` are the
    answers that count, `urgent` the answer about soreness that stops all training until somebody cleared it,
    `unanswered` the questions about soreness that are open now.
    """

    planned_session: PlannedSession
    standings: tuple[Standing, ...]
    has_help: bool | None = None
    screening: HealthScreening | None = None
    urgent: SorenessReport | None = None
    unanswered: tuple[CheckIn, ...] = ()

    @property
    def asks_for_help(self):
        """Whether the client has to say if help is there: only where the answer changes something."""
        return self.has_help is None and any(one.lacks_help_alone for one in self.standings)

    @property
    def refused(self):
        """Everything that may not be done as things stand."""
        return [one for one in self.standings if one.is_refused or self.urgent]

    @property
    def needs_help(self):
        """What may be done if help is there, while that is not answered."""
        return [one for one in self.refused if self.asks_for_help and one.lacks_help_alone]

    @property
    def left_out(self):
        """What may not be done, whatever is answered about help."""
        return [one for one in self.refused if one not in self.needs_help]

    @property
    def explained(self):
        """What is left out for a reason of its own, and not because the whole session waits."""
        return [one for one in self.left_out if one.reasons]

    @property
    def to_look_at(self):
        """What may be done, and has something to say."""
        return [one for one in self.standings if one.told and not one.is_refused]

    @property
    def waits_for_health(self):
        """Whether the health questions have to be answered, or a yes to be cleared."""
        return any(one.rule == ABOUT_HEALTH for standing in self.standings for one in standing.told)

    @property
    def is_closed(self):
        """Whether nothing of the session may be done."""
        return bool(self.standings) and len(self.left_out) == len(self.standings)

    @property
    def needs_help_throughout(self):
        """Whether nothing may be done without help."""
        return len(self.refused) == len(self.standings)

    @property
    def is_clear(self):
        """Whether there is nothing to say and nothing to ask."""
        return not (self.refused or self.to_look_at or self.unanswered)

    @property
    def seen(self):
        """What the client was told, in one line: who has read it may start, unless something else has come up."""
        told = [
            f"{standing.prescription.position}:{finding.rule}"
            for standing in self.standings
            for finding in standing.told
            if finding.rule != ABOUT_HELP
        ]
        return " ".join([*told, *(f"{one.session_log.code}:{one.hours}" for one in self.unanswered)])

    def findings_about(self, prescription):
        """What keeps the client from one exercise, most of all an urgent sign."""
        found = [urgent_finding(self.urgent)] if self.urgent else []
        standing = next((one for one in self.standings if one.prescription.pk == prescription.pk), None)
        return [*found, *(standing.told if standing and standing.is_refused else ())]


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
    return StartCheck(
        planned_session,
        standings,
        has_help,
        screening=newest_answers(assignment.client),
        urgent=read_urgent(assignment.client, background.cleared_at),
        unanswered=tuple(read_asked(assignment.client, now).due),
    )


def refusals_now(session_log, prescription, now):
    """What keeps the client from one exercise of a session that has begun, most of all an urgent sign."""
    check = check_start(session_log.planned_session, has_help=session_log.has_help, now=now)
    return check.findings_about(prescription)


def leave_out(sheet, check):
    """Mark on the sheet of a session that has not begun what would be left out for safety."""
    refused = {standing.prescription.pk for standing in check.refused}
    for part in sheet.parts:
        if part.prescription.pk in refused:
            part.prescription.skip_reason = SkipReason.SAFETY


def read_urgent(client, cleared_at):
    """The newest answer about soreness with an urgent sign that no clearance came after; None where there is none."""
    rows = SorenessReport.objects.for_client(client).counted().filter(result=Result.URGENT_CARE)
    if cleared_at:
        rows = rows.filter(answered_at__gt=cleared_at)
    return rows.order_by("-answered_at").first()


def urgent_finding(report):
    """The Finding of an answer with an urgent sign."""
    return Finding(URGENT_RULE, Level.BLOCK, report.inputs, report.thresholds)


def uncovered(prescription, background, setting, overruled):
    """The findings about one prescription that no professional has overruled for this assignment."""
    return [
        finding
        for finding in start_findings(prescription, background, setting)
        if (prescription.exercise_id, finding.rule) not in overruled or finding.level == Level.BLOCK
    ]


def setting_of(prescription, assignment, background: Background, has_help):
    """Where and in which state the client starts; who was to help when it was issued may not have come."""
    regions = {facet.key for facet in prescription.exercise.facets.all() if facet.kind == FacetKind.REGION}
    return replace(
        place_of(assignment, background),
        spotters=None,
        is_partner_confirmed=has_help,
        has_safety_arms=has_help,
        open_doms_nrs=background.open_soreness_nrs(regions),
        is_reviewed=background.is_reviewed(),
    )
