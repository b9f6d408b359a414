"""The words of soreness: what is asked, what a client reads, and what a trainer reads about it.

A client reads the same neutral sentence for the same result, never a disease and nothing about medicines (clinical
reference 4.2, 4.3, 9.1, 9.4). A trainer reads the rule, the numbers and the time.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from .soreness import DEFAULTS, RedFlag, Result

QUESTION = noop("How sore is this area when you move it, from 0 (not at all) to 10?")
LIMIT_QUESTION = noop("Does it limit your daily activities?")

RED_FLAG_QUESTIONS = {
    RedFlag.URINE: noop("Is your urine dark, like cola or tea, or is there very little of it?"),
    RedFlag.PAIN: noop("Is the pain far beyond usual soreness, or still rising after two to three days?"),
    RedFlag.SWELLING: noop("Is the area very swollen or very tight?"),
    RedFlag.MOVEMENT: noop("Are you unable to bend, straighten or lift the arm or leg?"),
    RedFlag.ILLNESS: noop("Do you have a fever, vomiting, confusion, or a pounding or irregular heartbeat?"),
}

# The signs as a trainer reads them.
RED_FLAG_NAMES = {
    RedFlag.URINE: noop("dark or very little urine"),
    RedFlag.PAIN: noop("pain far beyond usual soreness or still rising"),
    RedFlag.SWELLING: noop("marked swelling or tightness"),
    RedFlag.MOVEMENT: noop("cannot bend, straighten or lift the limb"),
    RedFlag.ILLNESS: noop("fever, vomiting, confusion or palpitations"),
}

CLIENT_SENTENCES = {
    Result.ASK: noop("Say how sore this area is, from 0 to 10."),
    Result.AS_PLANNED: noop("Keep the same: train as planned."),
    Result.MODIFY: noop(
        "Do less and tell your trainer: at most %(sets_pct)s %% of the sets for this area, and no more weight."
    ),
    Result.POSTPONE: noop(
        "Let this area rest and tell your trainer. Train it again when its soreness is %(resume_nrs)s of 10 or less."
    ),
    Result.STOP_CONTACT: noop("Stop training this area and contact your trainer today."),
    Result.URGENT_CARE: noop("Stop all training and get medical care now."),
}

# What to do now, one step each.
URGENT_STEPS = (
    noop("Stop all training."),
    noop("Get medical care now: use your local emergency or medical service."),
    noop("Say which of these signs you have. A blood test and a urine test are a doctor's job."),
    noop("Do not wait for an answer here; nobody watches your entries around the clock."),
    noop("Train again only after a doctor has cleared it and your trainer has recorded that."),
)

TIPS = (
    noop("Move lightly."),
    noop("Drink and sleep as usual."),
    noop("Move the area gently, as far as it goes with ease."),
)
RESULTS_WITH_TIPS = (Result.AS_PLANNED, Result.MODIFY, Result.POSTPONE)

TRAINER_STEPS = {
    Result.ASK: noop("ask; a missing value never counts as 0"),
    Result.AS_PLANNED: noop("as planned, without extra volume"),
    Result.MODIFY: noop(
        "other regions as planned, this region at most %(sets_pct)s %% of its sets and no more load"
    ),
    Result.POSTPONE: noop(
        "the region rests until it is %(resume_nrs)s or less, and its next session has %(next_cut_pct)s %% fewer sets"
    ),
    Result.STOP_CONTACT: noop(
        "no training of the region; contact the client today and ask the urgent questions again"
    ),
    Result.URGENT_CARE: noop(
        "all training stops and medical care is urgent; no training until a doctor's clearance is recorded, then "
        "from week 1 of the ramp"
    ),
}
PROGRESS_STEP = noop("as planned; this rule allows progress")

TITLES = {
    "D0": noop("Urgent signs"),
    "D1": noop("Very strong soreness"),
    "D2": noop("Strong soreness"),
    "D3": noop("Soreness that does not resolve"),
    "D4": noop("Moderate soreness"),
    "D5": noop("Light soreness"),
    "D6": noop("No soreness"),
    "D7": noop("No answer"),
}

LABELS = {
    "hours": noop("Check-in"),
    "nrs": noop("Soreness"),
    "is_function_limited": noop("Limits daily activities"),
    "red_flags": noop("Urgent signs"),
    "stop_nrs": noop("Stops the region, from"),
    "postpone_nrs": noop("Rests the region, from"),
    "modify_nrs": noop("Less of the region, from"),
    "late_hours": noop("Not resolving, from"),
    "resume_nrs": noop("Trained again at or below"),
    "modify_sets_pct": noop("Most of the region's sets"),
    "postpone_cut_pct": noop("Fewer sets in its next session"),
    "late_cut_pct": noop("Fewer sets in its next session"),
}


@dataclass(frozen=True)
class Why:
    """What the "why" panel shows: `inputs` and `thresholds` are (label, text) in the order they were used."""

    rule: str
    title: str
    inputs: list[tuple[str, str]]
    thresholds: list[tuple[str, str]]
    source: str


def red_flag_questions():
    """(key, question) of every red flag, in plain words."""
    return [(flag, _(question)) for flag, question in RED_FLAG_QUESTIONS.items()]


def client_sentence(decision):
    """The one neutral sentence that a client reads about a Decision."""
    return _(CLIENT_SENTENCES[decision.result]) % numbers(decision)


def urgent_sentence():
    """What any red flag means for the client, whatever else was answered."""
    return _(CLIENT_SENTENCES[Result.URGENT_CARE])


def urgent_steps():
    """What a client with a red flag does now, in order."""
    return [_(step) for step in URGENT_STEPS]


def tips(decision):
    """What helps meanwhile; nothing where somebody has to be asked first."""
    return [_(tip) for tip in TIPS] if decision.result in RESULTS_WITH_TIPS else []


def trainer_sentence(decision):
    """One sentence for the professional: what was said and when, what the rule proposes, and which rule."""
    step = PROGRESS_STEP if decision.may_raise_volume else TRAINER_STEPS[decision.result]
    whole = _("%(fact)s: %(step)s (rule %(rule)s).") % {
        "fact": fact(decision),
        "step": _(step) % numbers(decision),
        "rule": decision.rule,
    }
    return whole[0].upper() + whole[1:]


def fact(decision):
    """`soreness 8 of 10 at 72 h, not resolving`."""
    said = decision.inputs
    parts = [_(RED_FLAG_NAMES[flag]) for flag in said["red_flags"] or ()]
    if said["nrs"] is None:
        parts.append(_("no value at %(hours)s h") % said)
    else:
        parts.append(_("soreness %(nrs)s of 10 at %(hours)s h") % said)
    if "not_resolving" in decision.flags:
        parts.append(_("not resolving"))
    if said["is_function_limited"]:
        parts.append(_("daily activities limited"))
    elif said["is_function_limited"] is None and said["nrs"] is not None:
        parts.append(_("daily activities not answered"))
    if said["red_flags"] is None:
        parts.append(_("urgent questions not answered"))
    return ", ".join(parts)


def numbers(decision):
    """The numbers that sentences name."""
    return {
        "sets_pct": decision.sets_pct,
        "next_cut_pct": decision.next_cut_pct,
        "resume_nrs": decision.thresholds.get("resume_nrs", DEFAULTS.resume_nrs),
    }


def why(decision):
    """The numbers behind a Decision, each with its label, and where its rule comes from."""
    return Why(
        decision.rule,
        title(decision.rule),
        [(_(LABELS[name]), text(name, value)) for name, value in decision.inputs.items()],
        [(_(LABELS[name]), text(name, value)) for name, value in decision.thresholds.items()],
        source(decision.rule),
    )


def title(rule):
    """What the rule with this id is about, in two or three words."""
    return _(TITLES[rule])


def source(rule):
    """Where the rule with this id comes from, and how well it is founded."""
    if rule == "D0":
        return _("clinical reference 4.3; verified: R22, R23; the list of signs is professional knowledge")
    place = _("clinical reference 4.2, %(rule)s") % {"rule": rule}
    return f"{place}; {_('design: a default that can be changed, not evidence')}"


def text(name, value):
    """One value with the unit that its name ends in."""
    if value is None:
        return _("not answered")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "red_flags":
        return ", ".join(_(RED_FLAG_NAMES[flag]) for flag in value) or _("none")
    if name.endswith("nrs"):
        return _("%(count)s of 10") % {"count": value}
    return (
        _("%(count)s %%") % {"count": value} if name.endswith("pct") else _("%(count)s h") % {"count": value}
    )
