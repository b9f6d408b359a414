"""The health questions: each condition of the clinical reference 3.4 is asked, in our own plain words."""

from uuid import uuid4

import pytest

from workouts.choices import Caution
from workouts.forms.health import ScreeningForm
from workouts.models import HealthScreening
from workouts.models.health import FLAG_CODES
from workouts.screening import CAUTIONS, FLAGS, HARD_STOPS, SECTIONS, suggested_flags
from workouts.screening_words import CONDITIONS, FLAG_WORDS, HEADINGS, QUESTIONS, advice

# By hand from the reference: each condition, the question that asks it, a word that must be in that question.
REFERENCE = [
    ("unstable chest pain", "chest_pain", "chest"),
    ("recent heart attack", "heart_attack", "heart attack"),
    ("uncontrolled rhythm problem", "heart_rhythm", "out of step"),
    ("decompensated heart failure", "heart_failure", "weak heart"),
    ("severe symptomatic valve narrowing", "heart_valve", "narrow"),
    ("aortic dissection", "aorta", "tear"),
    ("large aneurysm", "aorta", "large bulge"),
    ("Marfan-type disease", "aorta", "Marfan"),
    ("severe pulmonary hypertension", "lung_pressure", "in the lungs"),
    ("blood pressure > 180/110", "pressure_180", "180 over 110"),
    ("acute heart-muscle infection", "heart_infection", "heart muscle"),
    ("acute valve infection", "heart_infection", "heart valve"),
    ("fresh clot in leg", "clot_or_bleed", "clot in a leg"),
    ("fresh clot in lung", "clot_or_bleed", "lung"),
    ("recent brain bleed", "clot_or_bleed", "bleeding in the brain"),
    ("recent eye surgery", "eye", "operation on an eye"),
    ("retinal bleeding", "eye", "bleeding inside an eye"),
    ("acute infection", "fever", "infection"),
    ("fever", "fever", "fever"),
    ("symptomatic hernia", "hernia", "hernia"),
    ("acute joint injury", "injury", "joint"),
    ("acute tendon injury", "injury", "tendon"),
    ("acute ligament injury", "injury", "ligament"),
    ("fracture not cleared", "injury", "broken bone"),
    ("blood pressure > 160/100", "pressure_160", "160 over 100"),
    ("diabetes not controlled", "diabetes", "diabetes"),
    ("pacemaker", "pacemaker", "pacemaker"),
    ("defibrillator", "pacemaker", "defibrillator"),
    ("pregnancy", "pregnancy", "pregnant"),
    ("< 12 weeks post-partum", "pregnancy", "less than 12 weeks"),
    ("osteoporosis", "osteoporosis", "osteoporosis"),
    ("anticoagulants", "blood_thinners", "thins the blood"),
    ("long-term steroids", "tendon_medicines", "steroids for a long time"),
    ("recent fluoroquinolone antibiotic", "tendon_medicines", "antibiotic"),
    ("statins with muscle symptoms", "statin_aches", "statins"),
    ("previous rhabdomyolysis", "muscle_disease", "rhabdomyolysis"),
    ("known muscle disease", "muscle_disease", "muscle disease"),
    ("sickle-cell trait", "muscle_disease", "sickle-cell trait"),
    ("falls in last year", "falls", "last year"),
    ("age >= 65 new to training", "new_at_65", "65 or older"),
]


@pytest.mark.parametrize(("key", "words"), [row[1:] for row in REFERENCE], ids=[row[0] for row in REFERENCE])
def test_each_condition_of_the_reference_is_asked(key, words):
    assert words in str(QUESTIONS[key])


def test_nothing_is_asked_that_the_reference_does_not_name():
    assert {*HARD_STOPS, *CAUTIONS} == {row[1] for row in REFERENCE}


def test_fourteen_questions_wait_for_a_doctor_and_eleven_for_the_professional():
    assert HARD_STOPS == (
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
        "eye",
        "fever",
        "hernia",
        "injury",
    )
    assert len(CAUTIONS) == 11


def test_the_sections_hold_every_question_once_in_order():
    assert [key for _heading, keys in SECTIONS for key in keys] == [*HARD_STOPS, *CAUTIONS]


def test_every_key_has_its_words():
    keys = {*HARD_STOPS, *CAUTIONS}

    assert (set(QUESTIONS), set(CONDITIONS)) == (keys, keys)
    assert set(HEADINGS) == {heading for heading, _keys in SECTIONS}
    assert set(FLAG_WORDS) == {code for code, _meaning in FLAG_CODES}


def test_questions_are_one_screenful_of_plain_words():
    """A question is short enough to be read at one go, and never shouts."""
    assert [key for key, text in QUESTIONS.items() if len(str(text)) > 140 or "!" in str(text)] == []


def test_the_words_of_some_questions():
    assert str(QUESTIONS["heart_attack"]) == "Have you had a heart attack lately?"
    assert str(QUESTIONS["falls"]) == "Have you fallen in the last year?"
    assert str(QUESTIONS["pressure_180"]) == (
        "Was your blood pressure above 180 over 110 when it was last taken? One of the two numbers is enough."
    )


# Flags (reference 8.1): bp = pressure, hernia, eye surgery; osteoporosis bears on bending, hinge and landing.


@pytest.mark.parametrize("key", ["pressure_180", "pressure_160", "hernia", "eye"])
def test_pressure_hernia_and_eye_suggest_no_straining(key):
    assert suggested_flags([key]) == ("bp",)


def test_thin_bones_suggest_bending_hinge_and_landing():
    assert suggested_flags(["osteoporosis"]) == ("spine-flex", "hinge", "impact")


def test_falls_suggest_balance():
    assert suggested_flags(["falls"]) == ("balance",)


def test_two_answers_suggest_one_flag_once():
    assert suggested_flags(["pressure_160", "hernia", "falls"]) == ("bp", "balance")


def test_an_injury_leaves_open_which_region():
    assert {"shoulder", "elbow-wrist", "groin-acute", "vert-fx"} <= set(suggested_flags(["injury"]))


def test_every_suggested_flag_is_a_code_of_the_reference():
    assert {flag for flags in FLAGS.values() for flag in flags} <= set(Caution.values)


# What the person is told


def test_pain_in_the_chest_leads_to_the_emergency_number():
    assert advice(HealthScreening(hard_stops=["hernia", "chest_pain"])) == (
        "Pain or pressure in the chest can be serious. If you have it now, stop and call your emergency number. "
        "Otherwise see a doctor today, before you train. Your trainer can read your answers."
    )


def test_another_hard_stop_leads_to_a_doctor():
    assert advice(HealthScreening(hard_stops=["hernia"], cautions=["falls"])) == (
        "Please see a doctor before you train. Your trainer can read your answers."
    )


def test_a_caution_waits_for_the_trainer():
    assert advice(HealthScreening(cautions=["falls"])) == (
        "Your trainer looks at your answers before your first session. Until then, please wait."
    )


def test_no_answer_is_told_to_be_safe():
    told = [
        advice(HealthScreening(hard_stops=hard_stops, cautions=cautions))
        for hard_stops in ([], ["chest_pain"], ["eye"])
        for cautions in ([], ["falls"])
    ]

    assert [text for text in told if "safe" in text or "cleared" in text] == []


# The form


def answers(**changes):
    """Every question answered with no, but for `changes`."""
    return dict.fromkeys([*HARD_STOPS, *CAUTIONS], "no") | {"entry_key": uuid4()} | changes


def test_no_question_is_answered_beforehand():
    assert "checked" not in str(ScreeningForm())


def test_an_unanswered_question_is_named_beside_it():
    sent = answers()
    del sent["eye"]

    form = ScreeningForm(sent)

    assert form.errors == {
        "eye": ["Please choose yes or no."],
        "__all__": ["One question has no answer yet. It is marked below."],
    }


def test_the_yeses_are_kept_by_kind_in_the_order_of_the_questions():
    form = ScreeningForm(answers(falls="yes", injury="yes", eye="yes", training_months="7", note="Left knee"))

    assert form.is_valid()
    kept = form.as_answered()
    del kept["entry_key"]
    assert kept == {
        "hard_stops": ["eye", "injury"],
        "cautions": ["falls"],
        "training_months": 7,
        "note": "Left knee",
    }


def test_a_yes_that_waits_cannot_be_taken_back():
    form = ScreeningForm(answers(), waiting=frozenset({"eye"}))

    assert form.errors == {
        "eye": [
            "You said yes to this, and your trainer has not seen to it yet. If it was a mistake, tell them."
        ]
    }
