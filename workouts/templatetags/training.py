"""How doses, loads and times are written."""

from copy import copy
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import DoseSide, Side
from ..dose_words import assist_words, inertia_words, lift_words, load_words, time_words, way_words
from ..loads import KG, Load
from ..safety_words import sentence, why
from ..session_page import PAIN_LIMITS, pain_advice
from ..shorthand import Effort, plain

register = template.Library()


@register.filter
def number(value):
    """A decimal without trailing zeros; nothing for None."""
    return "" if value is None else plain(value)


@register.filter
def weight(load):
    """`45 kg`; a dash where no weight belongs."""
    return f"{plain(load.value)} {load.unit}" if load else "–"


@register.filter
def sets_cell(dose):
    """`3 × 8`, `3 × 12-15` or `5 × 45 s`, as the builder's cell reads it."""
    return str(dose.sets_and_reps)


@register.filter
def dose(prescription):
    """One line of words: `3 × 8, 45 kg, lower 4 s`."""
    parts = [sets_cell(prescription)]
    if prescription.load:
        parts.append(weight(prescription.load))
    if effort := effort_words(prescription):
        parts.append(effort)
    if way := way_words(prescription):
        parts.append(way)
    if prescription.reps is not None and prescription.tempo_down_s:
        parts.append(_("lower %(seconds)s s") % {"seconds": prescription.tempo_down_s})
    return ", ".join(parts)


@register.filter
def effort_words(dose):
    """`10RM`, `RPE 8` or nothing: what the load should feel like."""
    effort = Effort(rm=dose.rm, rpe=dose.rpe, rir=dose.rir)
    return "" if effort == Effort() else str(effort)


@register.filter
def method_words(dose):
    """How the weight gets back up, where it is not the usual way; with what is lifted, the help, the inertia."""
    return way_words(dose)


@register.filter
def amount(row):
    """What was done or is to be done in one set: `8` repetitions or `45 s`."""
    return time_words(row.duration_s) if row.duration_s is not None else reps_of(row)


def reps_of(row):
    """`8`, or `12-15` of a prescription with a range."""
    upper = getattr(row, "reps_max", None)
    return f"{row.reps}-{upper}" if upper else str(row.reps)


@register.filter
def performed(set_log):
    """`45 kg × 8`, `45 kg, lift 30 kg × 8`, `10 kg help × 8`, `8 reps`, `45 s` or `20 min`."""
    lift = _("lift %(load)s") % {"load": load_words(set_log.lift)} if set_log.lift else ""
    return against_words(set_log, lift)


@register.filter
def prescribed(set_log):
    """What a set log says was asked for, as `performed` says what was done."""
    asked = copy(set_log.prescription)
    asked.reps, asked.reps_max = set_log.prescribed_reps, set_log.prescribed_reps_max
    asked.duration_s = set_log.prescribed_duration_s
    asked.load_value, asked.load_unit = set_log.prescribed_load_value, set_log.prescribed_load_unit
    return target(asked)


@register.filter
def differs(set_log):
    """Whether something about a set is not as it was asked for: load, amount, what was lifted, help, inertia."""
    asked = set_log.prescription
    return not set_log.is_as_prescribed or any(
        wanted is not None and wanted != done
        for wanted, done in (
            (asked.lift, set_log.lift),
            (asked.assist, set_log.assist),
            (asked.inertia_kgm2, set_log.inertia_kgm2),
        )
    )


@register.filter
def target(prescription):
    """`45 kg × 8` of a prescription; without a weight `10 kg help × 8`, `0.05 kg m² × 8` or `8 reps`."""
    return against_words(prescription, lift_words(prescription) if prescription.load else "")


def against_words(row, lift):
    """What a set is done against, as far as there is something, and how often or how long."""
    load = weight(row.load) if row.load else ""
    against = ", ".join(word for word in (load, lift, assist_words(row), inertia_words(row)) if word)
    return f"{against} × {amount(row)}" if against else amount_in_words(row)


def amount_in_words(row):
    """`8 reps` or `45 s`."""
    if row.duration_s is not None:
        return time_words(row.duration_s)
    return ngettext("%(count)s rep", "%(count)s reps", row.reps) % {"count": reps_of(row)}


@register.filter
def side_word(side):
    """`left side`, `right side` or nothing."""
    return Side(side).label if side in (Side.LEFT, Side.RIGHT) else ""


@register.filter
def side_words(prescription):
    """`each side`, `left side`, `right side` or nothing, for a prescription."""
    return DoseSide(prescription.side).label if prescription.side != DoseSide.BOTH else ""


@register.filter
def short_tempo(tempo):
    """`4 s, 1 s`: lower, lift."""
    lift = _("fast") if tempo.up_s is None else f"{tempo.up_s} s"
    return f"{tempo.down_s} s, {lift}"


@register.filter
def tonnage(session_log, unit):
    """The weight moved in a finished session, whole kg or lb."""
    return tonnage_in(session_log.total_tonnage_kg, unit)


@register.filter
def tonnage_in(tonnage_kg, unit):
    """Tonnage as whole kg or lb, with grouping; the unit itself is not written."""
    load = Load(tonnage_kg, KG).to(unit)
    return number_format(load.value.quantize(Decimal(1)), use_l10n=True, force_grouping=True)


@register.filter
def pain_words(nrs):
    """What pain in an exercise asks the client for, in the fixed words of clinical reference 9.4."""
    return {
        "stop": _("Stop this exercise and contact your trainer."),
        "less": _("Do less here or leave it out, and tell your trainer."),
        "same": _("Keep the same here, and no more."),
    }.get(pain_advice(nrs), "")


@register.simple_tag
def pain_limits():
    """(From which pain on, what it asks for), the worst first."""
    return PAIN_LIMITS


@register.filter
def safety_sentence(finding):
    """What a safety rule found, in one sentence."""
    return sentence(finding)


@register.filter
def safety_why(finding):
    """The numbers behind a finding and where its rule comes from."""
    return why(finding)


# The rail over a session: bars 4 apart, exercises 16 apart, on a line 344 wide.
RAIL_WIDTH, RAIL_GAP, RAIL_PART_GAP = 344, 4, 16


@register.simple_tag
def session_rail(sheet):
    """The session as a rail: a thick bar for each set done, a hairline for each to come; the next stands out."""
    gaps = RAIL_GAP * (sheet.total - len(sheet.parts)) + RAIL_PART_GAP * (len(sheet.parts) - 1)
    width = max((RAIL_WIDTH - gaps) / max(sheet.total, 1), 1)
    bars, x = [], 0
    for part in sheet.parts:
        for row in part.rows:
            is_next = row.is_now and part is sheet.current
            bars.append(format_html(rail_bar(row, is_next), f"{x:.1f}", f"{width:.1f}"))
            x += width + RAIL_GAP
        x += RAIL_PART_GAP - RAIL_GAP
    return format_html(
        '<svg class="track rail" viewBox="0 0 {} 18" aria-hidden="true">{}</svg>',
        RAIL_WIDTH,
        format_html_join("", "{}", ((bar,) for bar in bars)),
    )


def rail_bar(row, is_next):
    """The drawing of one set, with places for x and width."""
    if is_next:
        return '<rect class="weight" x="{}" y="0" width="{}" height="18" rx="1.5"/>'
    if row.set_log:
        return '<rect class="weight" x="{}" y="4" width="{}" height="10" rx="1"/>'
    return '<rect x="{}" y="8" width="{}" height="2" fill="currentColor"/>'
