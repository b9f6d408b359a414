"""What easing in asks of a plan beside the dose: rest and steps, in the words of the ramp. [reads]

Source: clinical reference 1.6: in the first week 72 hours between sessions, and a step of load from week to week.
"""

from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .background import muscles_of
from .guarding import DAILY_METHODS, method_of
from .ramp import LAST_WEEK, exposure_week, row
from .safety import Finding, Level


def with_ramp_findings(item, background, sessions):
    """`item`, a PlannedLine of a plan that is eased in, with what its week of the ramp has to say.

    `sessions` (date -> name) are those planned so far, with the one of `background.day`.
    """
    exercise = item.line.exercise
    week = background.exposure_week(exercise)
    if week == LAST_WEEK or method_of(item.line) in DAILY_METHODS:
        return item
    findings = [ramp_step(finding, item, background, week) for finding in item.findings]
    rest = short_of_ramp_rest(exercise, background, week, sessions)
    if rest:
        findings = [rest, *(finding for finding in findings if finding.rule != rest.rule)]
    return replace(item, findings=tuple(findings))


def ramp_step(finding, item, background, week):
    """A rise of the load (LS-13) that is the ramp's own step, said so; its level and any other finding stay."""
    days = background.trained_on.get(item.line.exercise_id, ())
    is_rise = finding.rule == "LS-13" and finding.inputs.get("rise_ratio") is not None
    if not (is_rise and days and item.line.load_pct is not None):
        return finding
    last_week = exposure_week(sorted(days)[:-1], max(days))
    if last_week >= week:
        return finding
    inputs = finding.inputs | {
        "last_ramp_week": last_week,
        "last_ramp_ratio": row(last_week).most_pct / 100,
        "ramp_week": week,
        "ramp_ratio": row(week).most_pct / 100,
    }
    return replace(finding, inputs=inputs)


def short_of_ramp_rest(exercise, background, week, sessions):
    """The Finding of LS-16 with the hours of this week of the ramp, where it asks for more than the practice does.

    None where they are kept, or nothing was trained before.
    """
    hours, needed = background.hours_since(exercise), row(week).min_hours_apart
    if None in (hours, needed) or needed <= background.thresholds.min_rest_hours or hours >= needed:
        return None
    day = last_day(exercise, background)
    inputs = {
        "ramp_week": week,
        "hours_since_group": hours,
        "earlier_session": on_day(sessions.get(day), day),
        "later_session": on_day(sessions.get(background.day), background.day),
    }
    return Finding("LS-16", Level.WARN, inputs, {"ramp_rest_hours": needed})


def last_day(exercise, background):
    """The last day before this one on which a muscle of `exercise` was trained; it was on one."""
    return max(
        day
        for muscle in muscles_of(exercise)
        for day, reps in background.muscle_reps.get(muscle, {}).items()
        if reps and day < background.day
    )


def on_day(name, day):
    """`Day A (Mon 2 Mar)`; what was logged before the plan has no name here."""
    words = {"name": name or _("the session before"), "day": date_format(day, "D j M")}
    return _("%(name)s (%(day)s)") % words
