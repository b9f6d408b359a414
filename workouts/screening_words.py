"""The health questions and the flags in words: for the person who answers, and for the professional who reads.

The questions are our own, for a reading age of about twelve; their content is the clinical reference 3.4.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .screening import URGENT

HEADINGS = {
    "heart": gettext_lazy("Your heart and your blood"),
    "lately": gettext_lazy("Now and lately"),
    "care": gettext_lazy("Your health and your medicines"),
}

QUESTIONS = {
    "chest_pain": gettext_lazy(
        "Do you get pain or pressure in your chest at rest, with little effort, or more often than before?"
    ),
    "heart_attack": gettext_lazy("Have you had a heart attack lately?"),
    "heart_rhythm": gettext_lazy(
        "Does your heart beat much too fast, too slowly or out of step, and it is not under control yet?"
    ),
    "heart_failure": gettext_lazy(
        "Do you have a weak heart that has got worse, with swollen legs or short breath, for example?"
    ),
    "heart_valve": gettext_lazy(
        "Has a doctor told you that a heart valve is very narrow, and do you feel it?"
    ),
    "aorta": gettext_lazy(
        "Has a doctor found a tear or a large bulge in your main artery, or an illness such as Marfan that weakens it?"
    ),
    "lung_pressure": gettext_lazy("Do you have very high blood pressure in the lungs (not the usual kind)?"),
    "pressure_180": gettext_lazy(
        "Was your blood pressure above 180 over 110 when it was last taken? One of the two numbers is enough."
    ),
    "heart_infection": gettext_lazy("Do you have an infection of the heart muscle or of a heart valve?"),
    "clot_or_bleed": gettext_lazy(
        "Have you lately had a blood clot in a leg or in a lung, or bleeding in the brain?"
    ),
    "eye": gettext_lazy("Have you lately had an operation on an eye, or bleeding inside an eye?"),
    "fever": gettext_lazy("Do you have a fever or an infection now?"),
    "hernia": gettext_lazy(
        "Do you have a hernia (a soft bulge in the belly or groin) that hurts or troubles you?"
    ),
    "injury": gettext_lazy(
        "Do you have a fresh injury of a joint, tendon or ligament, or a broken bone, that no doctor has cleared yet?"
    ),
    "pressure_160": gettext_lazy(
        "Was your blood pressure above 160 over 100 when it was last taken? One of the two numbers is enough."
    ),
    "diabetes": gettext_lazy("Do you have diabetes, and your blood sugar is not well under control?"),
    "pacemaker": gettext_lazy("Do you have a pacemaker or a defibrillator?"),
    "pregnancy": gettext_lazy("Are you pregnant, or did you give birth less than 12 weeks ago?"),
    "osteoporosis": gettext_lazy("Has a doctor told you that you have osteoporosis (thin bones)?"),
    "blood_thinners": gettext_lazy("Do you take medicine that thins the blood?"),
    "tendon_medicines": gettext_lazy(
        "Have you taken cortisone or other steroids for a long time, or lately an antibiotic such as ciprofloxacin? "
        "They can weaken tendons."
    ),
    "statin_aches": gettext_lazy(
        "Do you take statins for your cholesterol, and do your muscles ache or feel weak?"
    ),
    "muscle_disease": gettext_lazy(
        "Have you had severe muscle breakdown (rhabdomyolysis), or do you have a muscle disease or sickle-cell trait?"
    ),
    "falls": gettext_lazy("Have you fallen in the last year?"),
    "new_at_65": gettext_lazy("Are you 65 or older, and new to strength training?"),
}

# The same for the professional, in the terms of the reference.
CONDITIONS = {
    "chest_pain": gettext_lazy("unstable chest pain"),
    "heart_attack": gettext_lazy("recent heart attack"),
    "heart_rhythm": gettext_lazy("uncontrolled rhythm problem"),
    "heart_failure": gettext_lazy("decompensated heart failure"),
    "heart_valve": gettext_lazy("severe symptomatic valve narrowing"),
    "aorta": gettext_lazy("aortic dissection, large aneurysm or Marfan-type disease"),
    "lung_pressure": gettext_lazy("severe pulmonary hypertension"),
    "pressure_180": gettext_lazy("blood pressure above 180/110 mmHg"),
    "heart_infection": gettext_lazy("acute infection of heart muscle or valve"),
    "clot_or_bleed": gettext_lazy("fresh clot in leg or lung, or recent brain bleed"),
    "eye": gettext_lazy("recent eye surgery or retinal bleeding"),
    "fever": gettext_lazy("acute infection or fever"),
    "hernia": gettext_lazy("symptomatic hernia"),
    "injury": gettext_lazy("acute joint, tendon or ligament injury or fracture, not cleared"),
    "pressure_160": gettext_lazy("blood pressure above 160/100 mmHg"),
    "diabetes": gettext_lazy("diabetes, not controlled"),
    "pacemaker": gettext_lazy("pacemaker or defibrillator"),
    "pregnancy": gettext_lazy("pregnant, or less than 12 weeks after birth"),
    "osteoporosis": gettext_lazy("osteoporosis"),
    "blood_thinners": gettext_lazy("anticoagulants"),
    "tendon_medicines": gettext_lazy("long-term steroids or a recent fluoroquinolone: tendon rupture risk"),
    "statin_aches": gettext_lazy("statins with muscle symptoms"),
    "muscle_disease": gettext_lazy("previous rhabdomyolysis, muscle disease or sickle-cell trait"),
    "falls": gettext_lazy("a fall in the last year"),
    "new_at_65": gettext_lazy("65 or older and new to training"),
}

# Flags in a word or three; the whole meaning is in choices.Caution.
FLAG_WORDS = {
    "spine-flex": gettext_lazy("no loaded bending of the spine"),
    "vert-fx": gettext_lazy("vertebral fracture"),
    "hinge": gettext_lazy("hinge not confirmed"),
    "impact": gettext_lazy("no landing"),
    "knee-early": gettext_lazy("early after knee surgery"),
    "okc": gettext_lazy("open chain limited"),
    "hs-graft": gettext_lazy("hamstring graft or injury"),
    "deep-flex": gettext_lazy("no deep knee bend"),
    "shoulder": gettext_lazy("shoulder"),
    "elbow-wrist": gettext_lazy("elbow or wrist"),
    "groin-acute": gettext_lazy("groin"),
    "insertional": gettext_lazy("insertional Achilles"),
    "balance": gettext_lazy("falls risk"),
    "bp": gettext_lazy("no straining"),
    "rehab": gettext_lazy("in rehabilitation"),
}


def advice(screening):
    """What the person who answered `screening` is told to do now; it never says that training is safe."""
    if not screening.is_open:
        return _("Your trainer can read your answers. If something changes, answer again.")
    if URGENT.intersection(screening.hard_stops):
        return _(
            "Pain or pressure in the chest can be serious. If you have it now, stop and call your emergency number. "
            "Otherwise see a doctor today, before you train. Your trainer can read your answers."
        )
    if screening.hard_stops:
        return _("Please see a doctor before you train. Your trainer can read your answers.")
    return _("Your trainer looks at your answers before your first session. Until then, please wait.")
