"""The words of a quick-add line: where each begins and ends, and what it says of the line. [pure]

Nothing here knows exercises: a word that reads as nothing else is of the kind `word`.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ..loads import MAX_LOAD_KG
from ..tempo import NeedsConfirmation, parse_tempo
from .cells import parse_load, parse_rest

# Clinical reference 3.1, rule LS-01; rule LS-06, the absolute stop.
MAX_SETS, MAX_REPS = 12, 60
MAX_PCT = Decimal(130)
# As long as the columns of a prescription allow (workouts/models/fields.py).
MAX_DURATION_S, MAX_REST_S, MAX_NOTE_LETTERS = 3600, 900, 300
# Our own: twice the 15RM that clinical reference 2.6 begins with.
MAX_RM = 30
# Both scales end at 10 (clinical reference 7.1); an RPE of 0 is rest. Halves of an RPE are usual.
MIN_RPE, MAX_RPE, MAX_RIR = 1, 10, 10
# What is lifted is at most what can be lifted, as the column has it.
MIN_LIFT_PCT, MAX_LIFT_PCT = 1, 100
# Our own, in kg m^2: room around the wheels that clinical reference 1.2 calls usual.
MIN_INERTIA, MAX_INERTIA = Decimal("0.001"), Decimal(1)
USUAL_INERTIA = (Decimal("0.025"), Decimal("0.100"))

# The word for each method of clinical reference 1.2.
METHODS = {
    "slow": "slow_lowering",
    "partner": "partner_assisted",
    "2up1down": "two_up_one_down",
    "supramaximal": "supramaximal",
    "ael": "ael",
    "flywheel": "flywheel",
    "isokinetic": "isokinetic",
    "ergometer": "ecc_cycle",
    "decline": "decline",
    "heavy": "heavy_slow",
    "hold": "isometric",
}

# The word after a plus for each rule of workouts/progression.py.
PROGRESSIONS = {
    "linear": "linear_load",
    "double": "double_progression",
    "wave": "percent_wave",
    "ladder": "rm_ladder",
}


@dataclass(frozen=True)
class Element:
    """One word (with the spaces that belong to it, as in `@ 65 %`) of a line, from `start` to before `end`.

    `value` has what it says, by the names of the fields of Line. `troubles` has why it cannot be said: a code
    and the choices there are.
    """

    kind: str
    start: int
    end: int
    value: dict = field(default_factory=dict)
    troubles: tuple = ()
    is_plainly: bool = False


def read_sets(found):
    """`4x8`, `3x12-15`, `5x45s`, `1x10min`."""
    sets, amount, upper, unit = int(found[1]), int(found[2]), found[3] and int(found[3]), found[4]
    if upper is not None and unit:
        return {}, [("sets_unclear", ())]
    troubles = [] if 1 <= sets <= MAX_SETS else [("sets_range", ())]
    if unit:
        duration_s = amount * (60 if unit.lower().startswith("m") else 1)
        if not 1 <= duration_s <= MAX_DURATION_S:
            troubles.append(("duration_range", ()))
        return {"sets": sets, "reps": None, "reps_max": None, "duration_s": duration_s}, troubles
    if not 1 <= amount <= (amount if upper is None else upper) <= MAX_REPS:
        troubles.append(("reps_range", ()))
    reps_max = None if upper == amount else upper
    return {"sets": sets, "reps": amount, "reps_max": reps_max, "duration_s": None}, troubles


def read_load(found):
    """`@65%`, `@60kg`, `@135lb`, `@body`."""
    cell = parse_load(found[1])
    if cell.pct is not None:
        is_possible = 0 < cell.pct <= MAX_PCT
    else:
        is_possible = cell.load is None or cell.load.kg <= MAX_LOAD_KG
    return {"load": cell}, [] if is_possible else [("load_range", ())]


def read_lift(found):
    """`lift40%`, `lift60kg`, `lift135lb`: what is lifted, where it is less than what is lowered."""
    cell = parse_load(found[1])
    if cell.pct is not None:
        is_possible = MIN_LIFT_PCT <= cell.pct <= MAX_LIFT_PCT
    else:
        is_possible = cell.load.kg <= MAX_LOAD_KG
    return {"lift_pct": cell.pct, "lift": cell.load}, [] if is_possible else [("lift_range", ())]


def read_assist(found):
    """`assist10kg`, `assist20lb`: how much a band, a machine or a partner takes off."""
    assist = parse_load(found[1]).load
    return {"assist": assist}, [] if assist.kg <= MAX_LOAD_KG else [("assist_range", ())]


def read_inertia(found):
    """`0.05kgm2`, `0.05 kg m²`: the inertia of a flywheel, to four decimals."""
    inertia = number(found[1])
    is_possible = MIN_INERTIA <= inertia <= MAX_INERTIA and inertia * 10_000 % 1 == 0
    return {"inertia_kgm2": inertia}, [] if is_possible else [("inertia_range", ())]


def read_progression(found):
    """`+double` and the other words of PROGRESSIONS."""
    return {"progression": PROGRESSIONS[found[1].lower()]}, []


def read_rpe(found):
    """`@rpe8`, `@rpe7.5`: the rating of perceived exertion."""
    rpe = number(found[1])
    is_possible = MIN_RPE <= rpe <= MAX_RPE and rpe * 2 % 1 == 0
    return {"rpe": rpe}, [] if is_possible else [("rpe_range", ())]


def read_rir(found):
    """`@rir2`: repetitions in reserve."""
    rir = number(found[1])
    is_possible = rir <= MAX_RIR and rir % 1 == 0
    return {"rir": int(rir)}, [] if is_possible else [("rir_range", ())]


def read_rm(found):
    """`@10rm`: what can be lifted ten times."""
    return {"rm": int(found[1])}, [] if 1 <= int(found[1]) <= MAX_RM else [("rm_range", ())]


def read_tempo(found):
    """`4-0-1-0`, `4010`, `40X0`; of three parts the choice is the tempo they would make."""
    text = re.sub(r"\s", "", found[0])
    parts = text.split("-")
    if text[0] in "xX":
        return {}, [("lowering_fast", ())]
    try:
        return {"tempo": parse_tempo(text)}, []
    except NeedsConfirmation as doubt:
        return {}, [("tempo_three_parts", (str(doubt.tempo),))]
    except ValueError:
        is_long = len(parts) in (3, 4) and all(part.isdigit() for part in (*parts[:2], *parts[3:]))
        return {}, [("tempo_range" if is_long else "tempo_unclear", ())]


def read_rest(found):
    """`r120`, `r2:00`, `r2min`, `2:00`."""
    rest_s = parse_rest(found[1] or found[2])
    return {"rest_s": rest_s}, [] if rest_s <= MAX_REST_S else [("rest_range", ())]


def read_side(found):
    """`left`, `right`, `each`, `both`, with or without `side`."""
    return {"side": found[1].lower()}, []


def read_method(found):
    """`partner`, `2up1down` and the other words of METHODS."""
    return {"method": METHODS[found[1].lower()]}, []


def read_group(found):
    """`A1`, `A2`: exercises of one letter are a superset."""
    return {"group": found[1].upper()}, []


def read_note(found):
    """Anything in quotes; a straight quote within straight ones is written twice."""
    note = found[2] if found[1] is None else found[1].replace('""', '"')
    return {"note": note}, [] if len(note) <= MAX_NOTE_LETTERS else [("note_range", ())]


def unclear(code):
    """The reader of a word whose first characters tell its kind, and no more."""
    return lambda found: ({}, [(code, ())])


def number(text):
    """The Decimal typed with a point or a comma."""
    return Decimal(text.replace(",", "."))


NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
PERCENT = r"\d{1,6}(?:[.,]\d{1,2})?"
WEIGHT = rf"{NUMBER}\s*(?:kg|lbs?)"
TIME = r"(?:\s*(s|sec|min|m))?"
REST = r"r(?:est)?\s*"
QUOTE = '"“”„«'
# What is only said of an exercise, and never a part of its name: `double` may be one, `+double` is not.
PLAIN_KINDS = {"sets", "tempo", "rest", "note", "inertia", "progression"}
END = rf"(?=[\s,;@{QUOTE}]|\Z)"
WORD_END = r"(?=[,;]*(?:[\s@]|\Z))"
GAPS = re.compile(r"[\s,;]*")

# In this order; the first that reads a whole word has it. Between 10x1 and 12x9 three digits around an x are sets,
# otherwise they are a tempo: 40x0, but 10x8. Groups end before R, which begins a rest.
SHAPES = [
    (kind, re.compile(f"(?:{pattern}){end}", re.ASCII | re.IGNORECASE), reader)
    for kind, end, reader, pattern in [
        ("note", "", read_note, r'"((?:[^"]|"")*+)"|[“”„«]([^“”»]*)[“”»]'),
        ("note", "", unclear("note_open"), rf"[{QUOTE}].*(?<!\s)"),
        ("tempo", END, read_tempo, r"(?!1[0-2]x[1-9])(?:\d{4,6}|\d\dx\d|x\d{3}|\d{3}x)"),
        ("tempo", END, read_tempo, r"(?:\d{1,3}|x)(?:\s*-\s*(?:\d{1,3}|x)){2,}"),
        ("sets", END, read_sets, rf"(\d{{1,6}})\s*[x×*]\s*(\d{{1,6}})(?:\s*-\s*(\d{{1,3}}))?{TIME}"),
        # `kg m2` in two words would be a weight and a superset.
        ("inertia", END, read_inertia, r"@?\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*kg(?:[·*]?m2|\s?[·*]?m(?:²|\^2))"),
        # In one word only: `hip lift 40kg` is an exercise with its load, and so is `pull up 10kg`.
        ("lift", END, read_lift, rf"(?:lift|up)@?({PERCENT}\s*%|{WEIGHT})"),
        ("assist", END, read_assist, rf"assist@?({WEIGHT})"),
        ("progression", END, read_progression, rf"\+({'|'.join(PROGRESSIONS)})"),
        ("load", END, read_load, rf"@?\s*({PERCENT}\s*%|{WEIGHT}|body|bw)"),
        ("load", END, read_rpe, rf"@?\s*rpe\s*({NUMBER})"),
        ("load", END, read_rir, rf"@?\s*rir\s*({NUMBER})"),
        ("load", END, read_rm, r"@?\s*(\d{1,6})\s*rm"),
        ("rest", END, read_rest, rf"(?:{REST})?(\d{{1,2}}:[0-5]\d)|{REST}(\d{{1,4}}(?:\s*(?:s|sec|min|m))?)"),
        ("side", END, read_side, r"(left|right|each|both)(?:\s+sides?)?"),
        ("method", END, read_method, rf"({'|'.join(METHODS)})(?:(?<=heavy)[\s-]+slow)?"),
        ("group", END, read_group, r"([A-Q][1-9])[.:)]?"),
        ("load", WORD_END, unclear("load_unclear"), r"@(?:\s+\d)?[^\s@]*?"),
        ("sets", WORD_END, unclear("sets_unclear"), r"\d+[x×*][^\s@]*?"),
        ("rest", WORD_END, unclear("rest_unclear"), r"(?:r\d|\d+:\d)[^\s@]*?"),
        ("word", WORD_END, unclear("lift_unclear"), r"lift(?:\d[^\s@]*?)?|up\d[^\s@]*?"),
        ("word", WORD_END, unclear("assist_unclear"), r"assist(?:\d[^\s@]*?)?"),
        ("word", WORD_END, unclear("progression_unclear"), r"\+[a-z][^\s@]*?"),
        ("word", "", lambda found: ({}, []), r"\S[^\s,;@]*"),
    ]
]


def read_elements(text, slugs):
    """The words of `text` in their order; the first one is of the kind `word` if it is one of `slugs`."""
    # One character for one, so that places stay the same: every space is a space, every dash a hyphen.
    flat = re.sub(r"[‐‑‒–−]", "-", re.sub(r"\s", " ", text))
    elements = []
    at = GAPS.match(flat).end()
    while at < len(flat):
        element = read_element(text, flat, at)
        if not elements and (first := flat[at:].split(maxsplit=1)[0]) in slugs:
            element = Element("word", at, at + len(first))
        elements.append(element)
        at = GAPS.match(flat, element.end).end()
    return elements


def read_element(text, flat, at):
    """The word that begins at `at`."""
    for kind, shape, reader in SHAPES:
        found = shape.match(flat, at)
        if found:
            # A note keeps its own spaces and dashes; they are as many as in `flat`.
            value, troubles = reader(shape.match(text, at) or found if kind == "note" else found)
            is_plainly = kind in PLAIN_KINDS or found[0].startswith("@")
            return Element(kind, at, found.end(), value, tuple(troubles), is_plainly)
    raise AssertionError("every word has at least the shape of a word")
