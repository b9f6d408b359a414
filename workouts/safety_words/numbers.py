"""The inputs and thresholds of a finding as text: each with its unit and its label."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from ..choices import Caution
from ..loads import KG, Load, displayed
from ..shorthand import plain

# Words that stand in inputs; %(...)s are thresholds of the same finding.
WORDS = {
    "not_rehab": noop("not in rehab"),
    "age": noop("aged %(adult_age_years)s to under %(older_age_years)s"),
    "pain": noop("no red or amber pain"),
    "direct_one_rm": noop("a tested 1RM of at most %(gate_one_rm_days)s"),
    "training": noop("%(gate_training_months)s of regular training"),
    "eccentric": noop("%(gate_eccentric_weeks)s of eccentric sessions"),
    "in_person": noop("a session in person"),
    "spotters": noop("safety arms or enough spotters"),
    "block": noop("a block of at most %(gate_block_weeks)s"),
    "sets": noop("sets"),
    "reps": noop("repetitions"),
    "load": noop("load"),
    "one_rm_kg": noop("1RM"),
    "flags": noop("health questions"),
    "open_doms_nrs": noop("soreness"),
    "is_pain_red": noop("pain"),
}

# Labels of inputs and thresholds in the "why" panel.
LABELS = {
    "ratio": noop("Share of the 1RM"),
    "wrong": noop("What cannot be"),
    "sets": noop("Sets"),
    "reps": noop("Repetitions"),
    "load_kg": noop("Load"),
    "load_pct": noop("Load in per cent"),
    "last_load_kg": noop("Last load"),
    "rise_ratio": noop("Rise"),
    "rise_kg": noop("Rise"),
    "missing": noop("Conditions not met or not known"),
    "is_draft": noop("Draft, for nobody yet"),
    "is_rehab": noop("In rehab"),
    "age_years": noop("Age"),
    "unknown": noop("Not known"),
    "one_rm_age_days": noop("Age of the 1RM"),
    "one_rm_reps": noop("1RM estimated from"),
    "method": noop("Method"),
    "spotters": noop("Helpers"),
    "has_safety_arms": noop("Safety arms"),
    "weekly_reps": noop("Repetitions this week"),
    "mean_weekly_reps": noop("Mean of three weeks"),
    "above": noop("Above the first week"),
    "session_reps": noop("Repetitions of the muscle in this session"),
    "hours_since_group": noop("Since this muscle group"),
    "ramp_week": noop("Week of easing in"),
    "last_ramp_week": noop("Week of easing in, last session"),
    "ramp_ratio": noop("Share of the 1RM in this week"),
    "last_ramp_ratio": noop("Share of the 1RM in that week"),
    "earlier_session": noop("Session before"),
    "later_session": noop("This session"),
    "ramp_rest_hours": noop("Rest in this week of easing in"),
    "open_doms_nrs": noop("Soreness"),
    "is_pain_red": noop("Pain marked red"),
    "code": noop("Caution"),
    "codes": noop("Cautions"),
    "is_in_current_phase": noop("Listed in the current phase"),
    "has_shoulder_flag": noop("Shoulder needs care"),
    "new_arm_pain_nrs": noop("New pain of the arm"),
    "suggested_load_kg": noop("Suggested load"),
    "pace": noop("Lowering is"),
    "down_s": noop("Lowering"),
    "rep_s": noop("One repetition"),
    "is_screening_open": noop("Open answer in the screening"),
    "capacity_ratio": noop("One-rep max"),
    "first_sets": noop("Sets, first week"),
    "first_reps": noop("Repetitions, first week"),
    "first_ratio": noop("Share of the 1RM, first week"),
    "first_session_reps": noop("Repetitions of a muscle, first week"),
    "max_load_kg": noop("Largest load"),
    "min_sets": noop("Fewest sets"),
    "max_sets": noop("Most sets"),
    "min_reps": noop("Fewest repetitions"),
    "max_reps": noop("Most repetitions"),
    "band_lower_ratio": noop("Band from"),
    "band_upper_ratio": noop("Band to"),
    "supramaximal_ceiling_ratio": noop("Ceiling"),
    "adult_age_years": noop("Over the 1RM from the age of"),
    "older_age_years": noop("Over the 1RM only below the age of"),
    "gate_one_rm_days": noop("Over the 1RM: age of the test"),
    "gate_training_months": noop("Over the 1RM: training before"),
    "gate_eccentric_weeks": noop("Over the 1RM: eccentric sessions before"),
    "gate_block_weeks": noop("Over the 1RM: longest block"),
    "gate_barbell_spotters": noop("Over the 1RM: spotters at a barbell"),
    "gate_other_spotters": noop("Over the 1RM: spotters elsewhere"),
    "one_rm_current_days": noop("1RM is current for"),
    "one_rm_current_rehab_days": noop("1RM is current in rehab for"),
    "one_rm_expired_days": noop("1RM expires after"),
    "sure_reps": noop("Sure estimate from up to"),
    "load_rise_warn_ratio": noop("Rise to confirm, above"),
    "load_rise_reason_ratio": noop("Rise with a reason, above"),
    "weekly_reps_warn_ratio": noop("Share of the mean to confirm, above"),
    "weekly_reps_reason_ratio": noop("Share of the mean with a reason, above"),
    "ramp_weeks": noop("Weeks of familiarisation"),
    "min_rest_hours": noop("Rest of a muscle group"),
    "doms_stop_nrs": noop("Soreness that stops, from"),
    "early_knee_weeks": noop("Early after knee surgery"),
    "small_joint_ratio": noop("Elbow and wrist: highest share"),
    "small_joint_rise_kg": noop("Elbow and wrist: highest rise"),
    "new_pain_nrs": noop("New pain that counts, from"),
    "new_pain_cut_ratio": noop("Less load after new pain"),
    "usual_lowering_from_s": noop("Usual lowering from"),
    "usual_lowering_to_s": noop("Usual lowering to"),
    "slow_lowering_s": noop("Lowering, up to"),
    "slow_rep_s": noop("A repetition, up to"),
    "unspotted_ratio": noop("Without safety arms or spotter, up to"),
}

# By the end of a name, the first that fits.
UNITS = {
    "days": lambda number: ngettext("%(count)s day", "%(count)s days", number),
    "weeks": lambda number: ngettext("%(count)s week", "%(count)s weeks", number),
    "months": lambda number: ngettext("%(count)s month", "%(count)s months", number),
    "years": lambda number: ngettext("%(count)s year", "%(count)s years", number),
    "hours": lambda number: ngettext("%(count)s hour", "%(count)s hours", number),
    "hours_since_group": lambda number: ngettext("%(count)s hour", "%(count)s hours", number),
    "reps": lambda number: ngettext("%(count)s repetition", "%(count)s repetitions", number),
    "sets": lambda number: ngettext("%(count)s set", "%(count)s sets", number),
    "nrs": lambda number: _("%(count)s of 10"),
    "pct": lambda number: _("%(count)s %%"),
    "_s": lambda number: _("%(count)s s"),
}


def texts(finding, unit):
    """Every number of a Finding as text."""
    # A share above a limit is never shown as on it, nor one below.
    rounding = ROUND_FLOOR if finding.rule == "LS-02b" else ROUND_CEILING
    shown = {name: text(name, number, unit, rounding) for name, number in finding.thresholds.items()}
    shown["current_days"] = shown.get("one_rm_current_days", shown.get("one_rm_current_rehab_days"))
    for name, value in finding.inputs.items():
        if name == "wrong":
            shown[name] = ", ".join(impossible(part, finding.inputs[part], unit, rounding) for part in value)
        elif isinstance(value, tuple):
            shown[name] = ", ".join(word(part) % shown for part in value) or _("none")
        else:
            shown[name] = text(name, value, unit, rounding)
    return shown


def impossible(name, value, unit, rounding):
    """`13 sets`, or `Sets: not known` where no number tells what is meant."""
    shown = text(name, value, unit, rounding)
    is_number = value is not None and Decimal(value).is_finite()
    return shown if is_number else _("%(label)s: %(value)s") % {"label": _(LABELS[name]), "value": shown}


def word(key):
    """The words of a code of 8.1, or of a name that stands in an input."""
    return str(Caution(key).label) if key in Caution.values else _(WORDS.get(key) or LABELS[key])


def text(name, value, unit, rounding):
    """One value with the unit that its name ends in."""
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return word(value) if value in Caution.values else value.replace("_", " ")
    if not Decimal(value).is_finite():
        return _("not a number")
    if name.endswith("ratio"):
        return percent(value, rounding)
    if name.endswith("kg"):
        return weight(value, unit, is_limit=name.startswith(("max", "small", "suggested")))
    form = next((form for end, form in UNITS.items() if name.endswith(end)), None)
    shown = plain(Decimal(value))
    return form(ceil(value)) % {"count": shown} if form else shown


def percent(share, rounding):
    """`75 %` for 0.75, with at most two decimals."""
    return _("%(count)s %%") % {"count": plain((share * 100).quantize(Decimal("0.01"), rounding))}


def weight(kg, unit, *, is_limit):
    """`45 kg`; a load that sank has a minus."""
    load = displayed(Load(abs(kg), KG), unit, is_limit=is_limit)
    return f"{'−' if kg < 0 else ''}{plain(load.value)} {load.unit}"
