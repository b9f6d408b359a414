"""One person's training as long rows, one set a row, under the header of interop formats 4.5 (our own CSV)."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from .choices import PainMoment
from .models import ExerciseNote, ExerciseSkip, PainReport, SetLog

ROWS_AT_ONCE = 500

# Header -> what stands under it. The header is part of the format: others read it.
COLUMNS = {
    "session_id": _("the same for all sets of one session"),
    "session_local_date": _("day of the session where you were (YYYY-MM-DD)"),
    "session_started_at": _("when the session began, with the difference to UTC (ISO 8601)"),
    "tz": _("time zone of the session"),
    "program": _("name of the program"),
    "program_version": _("when your copy of the program was made (ISO 8601, UTC)"),
    "block": _("always empty: programs have weeks and no blocks"),
    "week": _("week of the program, from 1"),
    "exercise_slug": _("short name of the exercise; stays the same when it is renamed"),
    "exercise": _("name of the exercise"),
    "side": _("left, right, or both"),
    "set_index": _("number of the set, from 1; empty for an exercise that was left out"),
    "set_type": _("normal, or skipped for an exercise that was left out"),
    "load_mode": _("kg = weight, bw = body weight, band, time, lvl = level"),
    "load_kg": _("weight that was lifted, in kg"),
    "ecc_load_kg": _("weight that was lowered, in kg"),
    "assist_kg": _("help by a band, a machine or a partner, in kg"),
    "load_unit_entered": _("unit in which the weight was typed: kg or lb"),
    "reps_target": _("repetitions asked for, the lower end of a range"),
    "reps_done": _("repetitions done"),
    "tempo_target": _("tempo asked for: lower-pause-lift-pause in seconds, X = as fast as possible"),
    "tempo_done": _(
        "seconds of lowering in a repetition as the pacer measured them; empty without the pacer"
    ),
    "tut_target_s": _("time under tension asked for, in seconds"),
    "tut_done_s": _(
        "time under tension done, in seconds: measured lowering where there is one, else the tempo"
    ),
    "rpe": _("always empty: effort is asked once for the whole session, see data.json"),
    "rir": _("always empty: repetitions in reserve are not asked"),
    "pain_during": _("pain during this exercise, 0 to 10"),
    "pain_next_morning": _("pain the morning after this session, 0 to 10"),
    "not_done_reason": _("why an exercise was left out"),
    "note": _("what was written about this exercise"),
    "logged_by": _("who wrote it down"),
    "logged_at": _("when it was done (ISO 8601, UTC)"),
}


def read_rows(person):
    """A dictionary for each set that counts, oldest first, then for each exercise that was left out; five queries."""
    beside = Beside(person)
    sets = SetLog.objects.for_client(person).counted().order_by("performed_at", "pk")
    sets = sets.select_related("session_log__planned_session__assignment", "exercise", "logged_by")
    for row in sets.iterator(chunk_size=ROWS_AT_ONCE):
        yield session_cells(row) | beside.cells(row) | set_cells(row)
    skips = ExerciseSkip.objects.filter(
        session_log__client=person, session_log__voided_at=None, voided_at=None
    ).select_related("session_log__planned_session__assignment", "prescription__exercise", "logged_by")
    for row in skips.order_by("skipped_at", "pk"):
        yield session_cells(row) | beside.cells(row) | skip_cells(row)


class Beside:
    """What is kept apart from the sets: notes, pain during an exercise, pain the next morning."""

    def __init__(self, person):
        pain = PainReport.objects.for_client(person).counted()
        during = pain.filter(moment=PainMoment.DURING, prescription__isnull=False)
        morning = pain.filter(moment=PainMoment.MORNING)
        notes = ExerciseNote.objects.filter(session_log__client=person, voided_at=None)
        self.during = dict(during.values_list("prescription", "nrs"))
        self.morning = dict(morning.values_list("session_log", "nrs"))
        self.notes = dict(notes.values_list("prescription", "text"))

    def cells(self, row):
        return {
            "pain_during": self.during.get(row.prescription_id),
            "pain_next_morning": self.morning.get(row.session_log_id),
            "note": self.notes.get(row.prescription_id),
        }


def session_cells(row):
    session_log = row.session_log
    planned_session = session_log.planned_session
    started_at = session_log.started_at.astimezone(ZoneInfo(session_log.time_zone))
    return {
        "session_id": session_log.code,
        "session_local_date": session_log.trained_on.isoformat(),
        "session_started_at": started_at.isoformat(timespec="seconds"),
        "tz": session_log.time_zone,
        "program": planned_session.assignment.program_name,
        "program_version": instant(planned_session.assignment.assigned_at),
        "week": planned_session.week,
        "logged_by": row.logged_by,
    }


def set_cells(row):
    lift = row.lift or row.load
    return exercise_cells(row.exercise, row.side) | {
        "set_index": row.number,
        "set_type": "normal",
        "load_kg": lift and lift.kg,
        "ecc_load_kg": row.load_kg,
        "assist_kg": row.assist and row.assist.kg,
        "load_unit_entered": row.load_unit or row.assist_unit,
        "reps_target": row.prescribed_reps,
        "reps_done": row.reps,
        "tempo_target": None if row.reps is None else row.tempo,
        "tempo_done": row.lowered_s,
        "tut_target_s": tension_s(row.tempo, row.prescribed_reps, row.prescribed_duration_s),
        "tut_done_s": tension_s(row.tempo, row.reps, row.duration_s, lowered_s=row.lowered_s),
        "logged_at": instant(row.performed_at),
    }


def skip_cells(row):
    return exercise_cells(row.prescription.exercise, row.prescription.side) | {
        "set_type": "skipped",
        "not_done_reason": row.reason,
        "logged_at": instant(row.skipped_at),
    }


def exercise_cells(exercise, side):
    return {
        "exercise_slug": exercise.slug,
        "exercise": exercise.name,
        "side": side,
        "load_mode": exercise.load_type,
    }


def tension_s(tempo, reps, duration_s, lowered_s=None):
    """Seconds under tension of one set; with `lowered_s`, the lowering of a repetition as it was measured."""
    if reps is None:
        return duration_s
    down_s = tempo.down_s if lowered_s is None else lowered_s
    return (tempo.rep_s - tempo.down_s + down_s) * reps


def instant(at):
    """An instant in UTC to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
