"""The questions about a person's health before a first plan, by key, and the flags a yes suggests. [pure]

Source: clinical reference 3.4 (the questions) and 8.1 (the codes of the flags). The words are in screening_words.
"""

# The order in which they are asked. A yes to one of these waits for a doctor.
HEART = (
    "chest_pain",
    "heart_attack",
    "heart_rhythm",
    "heart_failure",
    "heart_valve",
    "aorta",
    "lung_pressure",
    "pressure_180",
    "heart_infection",
    "clot_or_bleed",
)
LATELY = ("eye", "fever", "hernia", "injury")
HARD_STOPS = (*HEART, *LATELY)
# A yes to one of these is weighed by the professional.
CAUTIONS = (
    "pressure_160",
    "diabetes",
    "pacemaker",
    "pregnancy",
    "osteoporosis",
    "blood_thinners",
    "tendon_medicines",
    "statin_aches",
    "muscle_disease",
    "falls",
    "new_at_65",
)
# On the page: a heading's key, then its questions.
SECTIONS = (("heart", HEART), ("lately", LATELY), ("care", CAUTIONS))
# These do not wait for an appointment (reference 3.5, `rf_chest`).
URGENT = frozenset({"chest_pain"})

# Which flags of 8.1 a yes suggests; after an injury somebody has to say which of them fits.
FLAGS = {
    "pressure_180": ("bp",),
    "pressure_160": ("bp",),
    "hernia": ("bp",),
    "eye": ("bp",),
    "injury": ("shoulder", "elbow-wrist", "groin-acute", "hs-graft", "knee-early", "vert-fx"),
    "osteoporosis": ("spine-flex", "hinge", "impact"),
    "falls": ("balance",),
}


def suggested_flags(keys):
    """The flags that a yes to each of `keys` suggests, each once, in the order of the keys."""
    return tuple(dict.fromkeys(flag for key in keys for flag in FLAGS.get(key, ())))
