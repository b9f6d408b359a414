"""What the last sessions of a client showed of each exercise, for the gates of progression. [reads]

Three decisions of ours, where clinical reference 5.5 asks for more than a log says.

Lowering time is measured by the pacer alone. A set that was logged with its prescribed weight and repetitions and
without the pacer says that it was done as the page asked, tempo included: its plan counts as its lowering time, and
the trainer reads that it was not measured. Of a set that was measured the measurement counts, however it was logged.

Pain after the session and the next morning is asked of everybody, so an answer that is not there is missing, and
missing shuts the gate: also for somebody who is healthy, because nobody knows. Pain at the exercise is asked for only
of clients in rehabilitation and where it was reported lately; of others nothing is missing (rehab/judging.py).

Pain in a named region other than the exercise's says nothing of the exercise: it opens no gate and takes nothing off.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch

from .background import GREEN_MAX_NRS
from .choices import BodyRegion, FacetKind, Origin, PainMoment
from .guarding import UPPER_LIMB_REGIONS
from .models import Clearance, PainReport, Prescription, SessionLog, SetLog, SorenessReport
from .pain_judge import PainAnswers, judge_pain_of
from .progression import SESSIONS, Evidence, Shown
from .soreness import Result

# As far back as the usual morning and two reductions can lie.
LOOK_BACK = timedelta(days=42)
# Reported for the wrist or the neck, which no exercise has as its region.
UPPER_LIMB_ONLY = {BodyRegion.WRIST, BodyRegion.NECK}


@dataclass(frozen=True)
class Found:
    """The Evidence of one exercise and side, the newest session that has it, and what was prescribed there.

    Of the sessions that the gates look at: `said` are the PainAnswers, `is_measured` tells whether the pacer measured
    the lowering of each set.
    """

    evidence: Evidence
    session_log: SessionLog
    prescription: Prescription
    said: tuple[PainAnswers, ...]
    is_measured: bool


def read_evidence(client, exercises, *, today, is_rehab):
    """(exercise id, side) -> Found for those of `exercises` (rows with facets) trained lately; eight queries."""
    logs = list(read_logs(client, exercises, today))
    cleared_at = (
        Clearance.objects.filter(client=client).values_list("cleared_at", flat=True).order_by("-cleared_at")
    ).first()
    urgent = SorenessReport.objects.for_client(client).counted().filter(result=Result.URGENT_CARE)
    urgent_at = urgent.values_list("answered_at", flat=True).order_by("-answered_at").first()
    is_flagged = urgent_at is not None and (cleared_at is None or cleared_at < urgent_at)
    regions = {exercise.pk: regions_of(exercise) for exercise in exercises}
    places = {}
    for log in logs:
        for row in log.planned_session.asked:
            places[row.exercise_id, row.side] = row
    return {
        (exercise, side): find(
            logs,
            exercise,
            side,
            regions[exercise],
            is_flagged=is_flagged,
            cleared_at=cleared_at,
            is_rehab=is_rehab,
        )
        for exercise, side in places
    }


def read_logs(client, exercises, today):
    """The finished sessions of `client`, the oldest first, with what they asked, what was done, what was answered."""
    return (
        SessionLog.objects.for_client(client)
        .counted()
        .filter(finished_at__isnull=False, trained_on__gt=today - LOOK_BACK)
        .select_related("planned_session__assignment")
        .prefetch_related(
            Prefetch(
                "planned_session__prescriptions",
                Prescription.objects.filter(
                    exercise__in=exercises, origin=Origin.PLANNED, reps__isnull=False
                ),
                "asked",
            ),
            Prefetch("set_logs", SetLog.objects.counted().filter(exercise__in=exercises), "done"),
            Prefetch("sorenessreports", SorenessReport.objects.counted(), "counted_soreness"),
            Prefetch("painreports", PainReport.objects.counted(), "all_pain"),
        )
        .order_by("started_at", "pk")
    )


def regions_of(exercise):
    """The body regions an exercise trains; uses the prefetched facets."""
    return {facet.key for facet in exercise.facets.all() if facet.kind == FacetKind.REGION}


def find(logs, exercise, side, regions, *, is_flagged, cleared_at, is_rehab):
    """The Found of one exercise and side over `logs`, the oldest first."""
    asked = {
        log.pk: rows
        for log in logs
        if (
            rows := [
                row for row in log.planned_session.asked if (row.exercise_id, row.side) == (exercise, side)
            ]
        )
    }
    codes = {row.pk for rows in asked.values() for row in rows}
    asks_during = is_rehab or any(report.prescription_id in codes for log in logs for report in log.all_pain)
    said = {log.pk: pain_of(log, codes, regions, asks_during=asks_during and log.pk in asked) for log in logs}
    judged = judge_pain_of(list(said.values()))
    verdicts = dict(zip(said, judged.verdicts, strict=True))
    trained = [log for log in logs if log.pk in asked]
    last = trained[-SESSIONS:]
    shown = tuple(show(log, asked[log.pk], verdicts[log.pk]) for log in last)
    reduced_on = tuple(
        log.trained_on
        for log in trained
        if verdicts[log.pk].decision == "reduce" and (cleared_at is None or log.started_at > cleared_at)
    )
    evidence = Evidence(
        shown,
        has_red_flag=True if is_flagged else None if any(map(lacks_signs, last)) else False,
        settled_ambers=judged.settled_ambers,
        settled_ambers_needed=judged.settled_ambers_needed,
        reduced_on=reduced_on,
    )
    newest = trained[-1]
    sets = [row for log in last for row in sets_of(log, asked[log.pk])]
    is_measured = bool(sets) and all(row.lowered_s is not None for row in sets)
    return Found(evidence, newest, asked[newest.pk][0], tuple(said[log.pk] for log in last), is_measured)


def lacks_signs(session_log):
    """Whether the warning signs of 4.3 were asked for after a session and not answered."""
    return any(report.inputs["red_flags"] is None for report in session_log.counted_soreness)


def pain_of(session_log, codes, regions, *, asks_during):
    """The PainAnswers of one session about the exercise with the prescriptions `codes` (ids) and its `regions`."""
    during = [report.nrs for report in session_log.all_pain if report.prescription_id in codes]
    moments = {
        report.moment: report.nrs
        for report in session_log.all_pain
        if report.prescription_id is None and is_about(report, regions)
    }
    return PainAnswers(
        session_log.trained_on,
        during=max(during, default=moments.get(PainMoment.DURING)),
        after=moments.get(PainMoment.AFTER),
        morning=moments.get(PainMoment.MORNING),
        asks_during=asks_during,
    )


def is_about(report, regions):
    """Whether an answer says something of an exercise of `regions`.

    It is the worst pain there was, so that one that is green anywhere says that it was green everywhere.
    """
    if not report.region or not regions or report.nrs <= GREEN_MAX_NRS:
        return True
    if report.region in UPPER_LIMB_ONLY:
        return bool(regions & UPPER_LIMB_REGIONS)
    return report.region in regions


def sets_of(session_log, asked):
    """The counted sets of the prescriptions `asked`."""
    codes = {row.pk for row in asked}
    return [row for row in session_log.done if row.prescription_id in codes]


def show(session_log, asked, verdict):
    """What one session showed of the prescriptions `asked` of one exercise and side.

    Where it is there twice with different repetitions, the higher number counts for all its sets.
    """
    done = [row for row in sets_of(session_log, asked) if has_weight(row)]
    reps, down_s = max(row.reps for row in asked), asked[0].tempo_down_s
    at_48 = next((report.nrs for report in session_log.counted_soreness if report.hours == 48), None)
    return Shown(
        sets=sum(row.sets * row.sides for row in asked),
        reps=reps,
        reps_done=tuple(row.reps or 0 for row in done),
        down_s=down_s,
        down_done_s=worst_lowering(done, down_s),
        effort=session_log.effort,
        pain=verdict.colour,
        decision=verdict.decision,
        soreness_48h=at_48,
    )


def has_weight(set_log):
    """Whether a set was done with the prescribed weight or more."""
    asked = set_log.prescribed_load
    return asked is None or (set_log.load is not None and set_log.load.kg >= asked.kg)


def worst_lowering(done, down_s):
    """The lowering seconds farthest from the plan of `done` sets; None where there is no set.

    A set without a measurement counts as its plan (see above).
    """
    seconds = [row.tempo_down_s if row.lowered_s is None else row.lowered_s for row in done]
    return max(seconds, key=lambda done_s: abs(done_s - down_s), default=None)
