"""What a client is asked after training: soreness at 24 to 96 h, pain after the session and the next morning. [reads]

Windows and decision are the pure rule's (soreness.py); here it meets sessions, reports and the client's calendar.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db.models import F, Prefetch, Q, prefetch_related_objects

from .background import LOOK_BACK, SORENESS_HOLDS
from .choices import BodyRegion, FacetKind, PainMoment
from .guarding import UPPER_LIMB_REGIONS
from .models import Clearance, ExerciseFacet, PainReport, SessionLog, SetLog, SorenessReport
from .ramp import exposure_week
from .soreness import (
    DEFAULTS,
    EXTRA_HOURS,
    HALF_WINDOW_HOURS,
    Check,
    CheckState,
    Result,
    asks_red_flags,
    decide,
    due_checks,
)

# An answer may be corrected, and the urgent questions answered, a little after its check-in has closed.
CORRECTED_WITHIN = timedelta(hours=6)
# No check-in of a session is open longer than this after it.
ASKED_WITHIN = timedelta(hours=EXTRA_HOURS + HALF_WINDOW_HOURS) + CORRECTED_WITHIN
# A day of training ends, and the next morning begins, where the client lives.
MORNING_BEGINS = time(4)
# From the mildest to the most severe; a trainer hears of these at once.
NEEDS_TRAINER = (Result.POSTPONE, Result.STOP_CONTACT, Result.URGENT_CARE)
# Asked for after work of the upper limb (rule LS-22).
ASKED_OF_UPPER_LIMB = (BodyRegion.WRIST, BodyRegion.ELBOW, BodyRegion.SHOULDER)
NEWEST = 4


@dataclass(frozen=True)
class Trained:
    """What a session trained: its body regions, and the earliest week of the ramp that one exercise was in."""

    regions: tuple[str, ...] = ()
    week: int | None = None

    @property
    def is_upper_limb(self):
        return bool(UPPER_LIMB_REGIONS & {*self.regions})

    @property
    def pain_regions(self):
        """Where pain is asked for: the trained regions, with wrist, elbow and shoulder after upper-limb work."""
        upper = ASKED_OF_UPPER_LIMB if self.is_upper_limb else ()
        return [region for region in BodyRegion if region in self.regions or region in upper]


@dataclass(frozen=True)
class CheckIn:
    """One question about soreness as it stands now; `report` is the answer that counts."""

    session_log: SessionLog
    check: Check
    report: SorenessReport | None
    trained: Trained

    @property
    def hours(self):
        return self.check.hours

    @property
    def state(self):
        return self.check.state

    @property
    def decision(self):
        """What the answer led to; None without one."""
        return self.report and decision_of(self.report)

    @property
    def lacks_red_flags(self):
        """Whether the urgent questions were asked and are not answered."""
        return self.report is not None and self.report.inputs["red_flags"] is None

    def asks_red_flags(self, nrs=None):
        """Whether the urgent questions go with an answer of `nrs`."""
        return asks_red_flags(nrs, self.trained.week)

    def takes(self, at):
        """Whether an answer given at the instant `at` counts; one that stands may be corrected a little longer."""
        longer = CORRECTED_WITHIN if self.report else timedelta()
        return self.check.opens_at <= at <= self.check.closes_at + longer


@dataclass(frozen=True)
class PainCheck:
    """The question about pain at one `moment`, open from `opens_at` until before `closes_at`."""

    session_log: SessionLog
    moment: str
    opens_at: datetime
    closes_at: datetime
    report: PainReport | None
    trained: Trained

    def takes(self, at):
        return self.opens_at <= at < self.closes_at

    @property
    def is_morning(self):
        return self.moment == PainMoment.MORNING


@dataclass(frozen=True)
class Asked:
    """What a client is asked now: `due` waits for an answer, `answered` can still be changed; the newest first."""

    due: list[CheckIn]
    answered: list[CheckIn]
    mornings: list[PainCheck]


@dataclass(frozen=True)
class Mark:
    """The most severe answer of a client that a trainer has to look at."""

    result: str
    rule: str
    answered_at: datetime


def decision_of(report):
    """The Decision that a SorenessReport came to, with the thresholds it was made with."""
    said = report.inputs
    return decide(
        said["hours"],
        said["nrs"],
        said["is_function_limited"],
        said["red_flags"],
        replace(DEFAULTS, **report.thresholds),
    )


def read_asked(client, now):
    """What `client` is asked at the instant `now`, in five queries, three where nothing is open."""
    logs = list(finished_logs(client).filter(finished_at__gt=now - ASKED_WITHIN).order_by("-finished_at"))
    unknown = Trained()
    open_logs = [
        log
        for log in logs
        if any(one.takes(now) for one in (*checkins_of(log, now, unknown), morning_of(log, unknown)))
    ]
    trained = read_trained(client, open_logs)
    checks = [one for log in open_logs for one in checkins_of(log, now, trained[log.pk]) if one.takes(now)]
    mornings = [morning_of(log, trained[log.pk]) for log in open_logs]
    return Asked(
        [one for one in checks if one.report is None],
        [one for one in checks if one.report],
        [one for one in mornings if one.takes(now) and one.report is None],
    )


def finished_logs(client):
    """The sessions of `client` that something is asked about, each with its reports that count."""
    return with_reports(SessionLog.objects.for_client(client).select_related("client"))


def with_reports(session_logs):
    """Those of `session_logs` that were finished with a set in them, with the reports that count."""
    return (
        session_logs.counted()
        .filter(finished_at__isnull=False, total_sets__gt=0)
        .prefetch_related(
            Prefetch("sorenessreports", SorenessReport.objects.counted(), "counted_soreness"),
            pain_of_session(),
        )
    )


def pain_of_session():
    """The prefetch of a session's reports of pain that are not about one exercise."""
    return Prefetch("painreports", PainReport.objects.counted().filter(prescription=None), "counted_pain")


def read_checkin(session_log, hours, now):
    """The CheckIn of `hours` of a session from `with_reports`; None where there is none."""
    trained = read_trained(session_log.client, [session_log])[session_log.pk]
    return next((one for one in checkins_of(session_log, now, trained) if one.hours == hours), None)


def read_pain_check(session_log, moment):
    """The PainCheck of `moment` of a finished session."""
    prefetch_related_objects([session_log], pain_of_session())
    trained = read_trained(session_log.client, [session_log])[session_log.pk]
    return pain_check(session_log, moment, trained)


def checkins_of(session_log, now, trained):
    """The CheckIns of a session from `with_reports`, in order."""
    reports = {row.hours: row for row in session_log.counted_soreness if is_after(row, session_log)}
    answers = {hours: row.nrs for hours, row in reports.items()}
    checks = due_checks(session_log.finished_at, now, answers)
    return [CheckIn(session_log, check, reports.get(check.hours), trained) for check in checks]


def is_after(report, session_log):
    """Whether it answers this session; what was answered before it was voided and begun again does not."""
    return report.answered_at >= session_log.finished_at


def morning_of(session_log, trained):
    """The PainCheck of the morning after a session from `with_reports`."""
    return pain_check(session_log, PainMoment.MORNING, trained)


def pain_check(session_log, moment, trained):
    """The PainCheck of `moment`: after the session until the day ends, or the next morning until midnight."""
    zone = session_log.client.zone
    finished = session_log.finished_at.astimezone(zone)
    day = finished.date() if finished.time() >= MORNING_BEGINS else finished.date() - timedelta(days=1)
    morning = datetime.combine(day + timedelta(days=1), MORNING_BEGINS, zone)
    midnight = datetime.combine(day + timedelta(days=2), time(), zone)
    opens_at, closes_at = (
        (morning, midnight) if moment == PainMoment.MORNING else (session_log.finished_at, morning)
    )
    reports = (row for row in session_log.counted_pain if is_after(row, session_log))
    report = next((row for row in reports if row.moment == moment), None)
    return PainCheck(session_log, moment, opens_at, closes_at, report, trained)


def read_trained(client, session_logs):
    """Session log id -> Trained, in two queries, none for no sessions."""
    if not session_logs:
        return {}
    days = [log.trained_on for log in session_logs]
    rows = list(
        SetLog.objects.for_client(client)
        .counted()
        .filter(session_log__voided_at=None, session_log__trained_on__gte=min(days) - LOOK_BACK)
        .values_list("session_log_id", "exercise_id", F("session_log__trained_on"))
        .order_by()
        .distinct()
    )
    by_log, by_exercise = {}, {}
    for log, exercise, day in rows:
        by_log.setdefault(log, []).append(exercise)
        by_exercise.setdefault(exercise, []).append(day)
    asked = {exercise for log in session_logs for exercise in by_log.get(log.pk, ())}
    regions = {}
    for exercise, key in ExerciseFacet.objects.filter(exercise__in=asked, kind=FacetKind.REGION).values_list(
        "exercise", "key"
    ):
        regions.setdefault(exercise, set()).add(key)
    return {log.pk: trained_in(log, by_log.get(log.pk, ()), by_exercise, regions) for log in session_logs}


def trained_in(session_log, exercises, days, regions):
    """The Trained of one session of `exercises`, each with its days and regions."""
    found = {key for exercise in exercises for key in regions.get(exercise, ())}
    weeks = [exposure_week(days[exercise], session_log.trained_on) for exercise in exercises]
    return Trained(tuple(region for region in BodyRegion.values if region in found), min(weeks, default=None))


def read_marks(clients, now):
    """Client id -> Mark, for those of `clients` (ids) who need their trainer; two queries.

    Of each session the newest answer counts. An urgent one stands until a clearance is recorded after it.
    """
    rows = SorenessReport.objects.counted().filter(
        Q(answered_at__gt=now - SORENESS_HOLDS) | Q(result=Result.URGENT_CARE),
        client__in=clients,
    )
    cleared = dict(
        Clearance.objects.filter(client__in=clients)
        .order_by("cleared_at")
        .values_list("client", "cleared_at")
    )
    standing = {}
    for row in rows.order_by("answered_at"):
        if row.client_id in cleared and cleared[row.client_id] >= row.answered_at:
            continue
        place = (row.client_id, row.session_log_id)
        if place not in standing or standing[place].result != Result.URGENT_CARE:
            standing[place] = row
    marks = {}
    for row in standing.values():
        mark = marks.get(row.client_id)
        if row.result in NEEDS_TRAINER and (mark is None or severity(row.result) > severity(mark.result)):
            marks[row.client_id] = Mark(row.result, row.rule, row.answered_at)
    return marks


def severity(result):
    """The place of a result that needs the trainer, the most severe the highest."""
    return NEEDS_TRAINER.index(result)


def read_answers(client):
    """(The newest soreness of `client` with the last urgent one, what needs the trainer first; the newest pain)."""
    rows = SorenessReport.objects.for_client(client).counted().select_related("session_log")
    soreness = list(rows[:NEWEST])
    urgent = rows.filter(result=Result.URGENT_CARE).first()
    if urgent and urgent not in soreness:
        soreness.append(urgent)
    soreness.sort(key=lambda row: severity(row.result) if row.result in NEEDS_TRAINER else -1, reverse=True)
    pain = (
        PainReport.objects.for_client(client)
        .counted()
        .select_related("session_log", "prescription__exercise")
    )
    return soreness, list(pain[:NEWEST])


def unreminded(session_log, now):
    """The hours of the check-ins that are open now, not answered and not asked for by e-mail yet."""
    reminded = {row.hours for row in session_log.reminders.all()}
    return [
        one.hours
        for one in checkins_of(session_log, now, Trained())
        if one.state == CheckState.OPEN and one.hours not in reminded
    ]
