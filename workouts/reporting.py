"""Reporting soreness and pain after training. [writes]

Nothing recorded is edited or deleted: of two answers to one question the one given later counts, the other is kept,
voided. Each tap brings an `entry_key`; its second arrival changes nothing. An answer may arrive late.
"""

from functools import partial

from django.db import transaction

from .checkins import read_trained
from .models import PainReport, SessionLog, SorenessReport
from .reminding import tell_trainers
from .soreness import asks_red_flags, decide


@transaction.atomic
def report_soreness(
    *,
    session_log,
    hours,
    nrs,
    regions,
    is_function_limited,
    red_flags,
    entry_key,
    answered_at,
    logged_by,
    tells=True,
):
    """Write down how sore the client is at the check-in of `hours`, with what the rule made of it.

    `is_function_limited` is None where it was not answered; `red_flags` are the signs answered with yes, None where
    nothing was said about them. The trainers are told once of a result that needs them, unless it is history and
    nobody `tells` it.
    Raises ValueError for a check-in or a soreness that cannot be.
    """
    session_log = (
        SessionLog.objects.select_for_update(of=("self",)).select_related("client").get(pk=session_log.pk)
    )
    known = session_log.sorenessreports.filter(entry_key=entry_key).first()
    if known:
        return known
    week = read_trained(session_log.client, [session_log])[session_log.pk].week
    were_asked = red_flags is not None or asks_red_flags(nrs, week)
    decision = decide(hours, nrs, is_function_limited, red_flags if were_asked else ())
    report = SorenessReport(
        session_log=session_log,
        client=session_log.client,
        hours=hours,
        nrs=nrs,
        regions=list(regions),
        is_function_limited=bool(is_function_limited),
        red_flags=None if red_flags is None else list(red_flags),
        rule=decision.rule,
        result=decision.result,
        inputs=decision.inputs,
        thresholds=decision.thresholds,
        entry_key=entry_key,
        answered_at=answered_at,
        logged_by=logged_by,
    )
    settle(report, session_log.sorenessreports.counted().filter(hours=hours).first())
    if tells and decision.notifies and report.voided_at is None and not repeats(report):
        transaction.on_commit(partial(tell_trainers, report), robust=True)
    return report


@transaction.atomic
def report_pain(*, session_log, moment, nrs, region, note, entry_key, answered_at, logged_by):
    """Write down the pain after a session or the next morning; `region` and `note` may be ""."""
    session_log = SessionLog.objects.select_for_update().get(pk=session_log.pk)
    known = session_log.painreports.filter(entry_key=entry_key).first()
    if known:
        return known
    report = PainReport(
        session_log=session_log,
        client_id=session_log.client_id,
        moment=moment,
        nrs=nrs,
        region=region,
        note=note,
        entry_key=entry_key,
        answered_at=answered_at,
        logged_by=logged_by,
    )
    settle(report, session_log.painreports.counted().filter(moment=moment, prescription=None).first())
    return report


def settle(report, holder):
    """Save `report`, which takes the place of `holder` (or None) unless that one was answered later."""
    if holder and holder.answered_at <= report.answered_at:
        holder.voided_at = report.recorded_at
        holder.save(update_fields=["voided_at"])
        report.replaces = holder
    elif holder:
        report.voided_at = report.recorded_at
    report.save(force_insert=True)


def repeats(report):
    """Whether the answer it replaces had the same result, so that the trainers know already."""
    return report.replaces is not None and report.replaces.result == report.result
