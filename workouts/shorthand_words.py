"""What the quick-add line understood and what it did not, in words a trainer reads."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .choices import DoseSide, Method, ProgressionRule
from .shorthand import Effort, LoadCell, Sets, plain, read_words
from .shorthand.elements import USUAL_INERTIA
from .tempo import time_under_tension

SENTENCES = {
    "missing_exercise": gettext_lazy("Begin with the exercise, such as squat 4x8."),
    "missing_sets": gettext_lazy("Say how much: 4x8, or 5x45s for a hold."),
    "unclear_word": gettext_lazy("“%(word)s” is not clear."),
    "twice": gettext_lazy("“%(word)s” says something a second time."),
    "sets_unclear": gettext_lazy("“%(word)s” is not clear. Write 4x8, 3x12-15 or 5x45s."),
    "sets_range": gettext_lazy("“%(word)s”: sets go from 1 to 12."),
    "reps_range": gettext_lazy("“%(word)s”: repetitions go from 1 to 60, the lower number first."),
    "duration_range": gettext_lazy("“%(word)s”: a set lasts at most an hour."),
    "load_unclear": gettext_lazy(
        "“%(word)s” is not clear. Write @65%%, @60kg, @135lb, @10rm, @rpe8 or @rir2."
    ),
    "load_range": gettext_lazy("“%(word)s” is more than may be written here: at most 130 %% or 1000 kg."),
    "lift_unclear": gettext_lazy("“%(word)s” is not clear. Write lift40%% or lift60kg, in one word."),
    "lift_range": gettext_lazy("“%(word)s”: what is lifted goes from 1 to 100 %%, or up to 1000 kg."),
    "lift_alone": gettext_lazy(
        "“%(word)s” needs the lowered load in the same unit: @110%% lift40%%, or @100kg lift60kg."
    ),
    "lift_above": gettext_lazy("“%(word)s”: what is lifted is not more than what is lowered."),
    "assist_unclear": gettext_lazy("“%(word)s” is not clear. Write assist10kg or assist20lb, in one word."),
    "assist_range": gettext_lazy("“%(word)s”: help is at most 1000 kg."),
    "inertia_range": gettext_lazy(
        "“%(word)s”: inertia goes from 0.001 to 1 kg m², with at most four decimals."
    ),
    "progression_unclear": gettext_lazy("“%(word)s” is not clear. Write +linear, +double, +wave or +ladder."),
    "rpe_range": gettext_lazy("“%(word)s”: RPE goes from 1 to 10 in halves."),
    "rir_range": gettext_lazy("“%(word)s”: RIR is a whole number from 0 to 10."),
    "rm_range": gettext_lazy("“%(word)s”: RM goes from 1 to 30."),
    "tempo_unclear": gettext_lazy("“%(word)s” is not clear. Write the tempo as 4-0-1-0."),
    "tempo_range": gettext_lazy("“%(word)s”: a part of a tempo lasts at most 60 s, the lowering 30 s."),
    "tempo_three_parts": gettext_lazy(
        "“%(word)s” has three parts. Write %(choices)s if there is no pause at the top."
    ),
    "lowering_fast": gettext_lazy("“%(word)s”: only the lift may be X."),
    "rest_unclear": gettext_lazy("“%(word)s” is not clear. Write r120 or r2:00."),
    "rest_range": gettext_lazy("“%(word)s”: a rest lasts at most 15 minutes."),
    "note_open": gettext_lazy("The note has no closing quote."),
    "note_range": gettext_lazy("A note has at most 300 letters."),
}


def sentence(problem, library):
    """Why a word of the line cannot be read; `library` is the name of each exercise by its slug."""
    if problem.code == "unknown_exercise":
        return _("No exercise is called “%(text)s”.") % {"text": problem.word}
    if problem.code == "ambiguous_exercise":
        names = ", ".join(library[slug] for slug in problem.choices)
        return _("“%(text)s” could be several: %(names)s.") % {"text": problem.word, "names": names}
    return SENTENCES[problem.code] % {"word": problem.word, "choices": ", ".join(problem.choices)}


@dataclass(frozen=True)
class Reading:
    """One word of the line and what it means; `is_problem` where it means nothing yet."""

    word: str
    meaning: str
    is_problem: bool = False


def read_aloud(text, library):
    """What each word of `text` is read as, and last what the line makes: a list of Reading."""
    words = read_words(text, library)
    readings = []
    for word in words:
        if word.kind == "problem":
            readings.append(Reading(word.word, sentence(word.value[0], library), is_problem=True))
        else:
            readings.append(Reading(word.word, meaning(word, library)))
    said = {name: value for word in words if word.kind != "problem" for name, value in word.value.items()}
    if said.get("reps") and said.get("tempo"):
        sides = 2 if said.get("side") == DoseSide.EACH else 1
        under = time_under_tension(said["tempo"], reps=said["reps"], sets=said["sets"] * sides)
        readings.append(Reading(_("makes"), _("%(seconds)s s lowering") % {"seconds": under.lowering_s}))
    return readings


def meaning(word, library):
    """What one understood word says."""
    value = word.value
    if word.kind == "exercise":
        return library[value["exercise"]]
    if word.kind == "sets":
        sets = Sets(value["sets"], value["reps"], value["duration_s"], value["reps_max"])
        count = ngettext("%(count)s set", "%(count)s sets", sets.sets) % {"count": sets.sets}
        amount = str(sets).split("× ")[1]
        return _("%(sets)s of %(amount)s") % {"sets": count, "amount": amount}
    if word.kind == "lift":
        return _("lift %(load)s") % {"load": LoadCell(value["lift_pct"], value["lift"])}
    if word.kind == "assist":
        return _("%(load)s of help") % {"load": LoadCell(load=value["assist"])}
    if word.kind == "inertia":
        return inertia_meaning(value["inertia_kgm2"])
    if word.kind == "tempo":
        tempo = value["tempo"]
        lift = _("lift fast") if tempo.up_s is None else _("lift %(seconds)s s") % {"seconds": tempo.up_s}
        return _("lower %(seconds)s s, %(lift)s") % {"seconds": tempo.down_s, "lift": lift}
    if word.kind == "rest":
        return _("rest %(seconds)s s") % {"seconds": value["rest_s"]}
    if word.kind == "side":
        return str(DoseSide(value["side"]).label)
    if word.kind == "method":
        return str(Method(value["method"]).label)
    if word.kind == "progression":
        return _("next: %(rule)s") % {"rule": ProgressionRule(value["progression"]).label}
    if word.kind == "group":
        return _("superset %(group)s") % {"group": value["group"]}
    return value["note"] if word.kind == "note" else str(Effort(**value))


def inertia_meaning(inertia_kgm2):
    """The inertia, and the usual range where it is outside; a hint, not a limit (clinical reference 1.2)."""
    lowest, highest = USUAL_INERTIA
    if lowest <= inertia_kgm2 <= highest:
        return _("inertia %(inertia)s kg m²") % {"inertia": plain(inertia_kgm2)}
    return _("inertia %(inertia)s kg m²; usual are %(lowest)s to %(highest)s") % {
        "inertia": plain(inertia_kgm2),
        "lowest": lowest,
        "highest": highest,
    }
