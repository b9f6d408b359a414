"""What is said about soreness: to the client the same words for the same result, to the trainer the numbers."""

import re

import pytest

from workouts import soreness_words
from workouts.soreness import RedFlag, Result, SorenessThresholds, decide
from workouts.soreness_words import (
    CLIENT_SENTENCES,
    RED_FLAG_NAMES,
    client_sentence,
    red_flag_questions,
    source,
    tips,
    trainer_sentence,
    urgent_steps,
    why,
)


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (decide(24, None, False), "Say how sore this area is, from 0 to 10."),
        (decide(24, 0, False), "Keep the same: train as planned."),
        (decide(24, 3, False), "Keep the same: train as planned."),
        (
            decide(24, 6, False),
            "Do less and tell your trainer: at most 50 % of the sets for this area, and no more weight.",
        ),
        (
            decide(48, 8, False),
            "Let this area rest and tell your trainer. Train it again when its soreness is 3 of 10 or less.",
        ),
        (decide(48, 9, False), "Stop training this area and contact your trainer today."),
        (decide(24, 0, False, [RedFlag.URINE]), "Stop all training and get medical care now."),
    ],
)
def test_clients_read_one_neutral_sentence_for_each_result(decision, sentence):
    assert client_sentence(decision) == sentence


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (
            decide(24, 0, False, [RedFlag.URINE, RedFlag.SWELLING]),
            "Dark or very little urine, marked swelling or tightness, soreness 0 of 10 at 24 h: all training stops "
            "and medical care is urgent; no training until a doctor's clearance is recorded, then from week 1 of the "
            "ramp (rule D0).",
        ),
        (
            decide(48, 9, False),
            "Soreness 9 of 10 at 48 h: no training of the region; contact the client today and ask the urgent "
            "questions again (rule D1).",
        ),
        (
            decide(48, 8, False),
            "Soreness 8 of 10 at 48 h: the region rests until it is 3 or less, and its next session has 40 % fewer "
            "sets (rule D2).",
        ),
        (
            decide(72, 8, False),
            "Soreness 8 of 10 at 72 h, not resolving: the region rests until it is 3 or less, and its next session "
            "has 40 % fewer sets (rule D2).",
        ),
        (
            decide(72, 4, False),
            "Soreness 4 of 10 at 72 h, not resolving: the region rests until it is 3 or less, and its next session "
            "has 30 % fewer sets (rule D3).",
        ),
        (
            decide(24, 5, False),
            "Soreness 5 of 10 at 24 h: other regions as planned, this region at most 50 % of its sets and no more "
            "load (rule D4).",
        ),
        (
            decide(24, 5, True),
            "Soreness 5 of 10 at 24 h, daily activities limited: the region rests until it is 3 or less, and its "
            "next session has 40 % fewer sets (rule D4).",
        ),
        (
            decide(24, 2, False),
            "Soreness 2 of 10 at 24 h: as planned, without extra volume (rule D5).",
        ),
        (
            decide(24, 2, True),
            "Soreness 2 of 10 at 24 h, daily activities limited: other regions as planned, this region at most 50 % "
            "of its sets and no more load (rule D5).",
        ),
        (decide(72, 0, False), "Soreness 0 of 10 at 72 h: as planned; this rule allows progress (rule D6)."),
        (
            decide(24, 0, False, None),
            "Soreness 0 of 10 at 24 h, urgent questions not answered: as planned, without extra volume (rule D6).",
        ),
        (
            decide(24, 0, None),
            "Soreness 0 of 10 at 24 h, daily activities not answered: as planned, without extra volume (rule D6).",
        ),
        (decide(48, None, False), "No value at 48 h: ask; a missing value never counts as 0 (rule D7)."),
    ],
)
def test_trainers_read_what_was_said_when_and_what_the_rule_proposes(decision, sentence):
    assert trainer_sentence(decision) == sentence


def test_sentences_name_the_numbers_of_the_practice():
    own = SorenessThresholds(resume_nrs=2, postpone_cut_pct=60)

    assert trainer_sentence(decide(48, 8, False, thresholds=own)) == (
        "Soreness 8 of 10 at 48 h: the region rests until it is 2 or less, and its next session has 60 % fewer sets "
        "(rule D2)."
    )


def test_red_flags_are_asked_in_plain_words():
    assert red_flag_questions() == [
        ("urine", "Is your urine dark, like cola or tea, or is there very little of it?"),
        ("pain", "Is the pain far beyond usual soreness, or still rising after two to three days?"),
        ("swelling", "Is the area very swollen or very tight?"),
        ("movement", "Are you unable to bend, straighten or lift the arm or leg?"),
        ("illness", "Do you have a fever, vomiting, confusion, or a pounding or irregular heartbeat?"),
    ]
    assert RED_FLAG_NAMES.keys() == set(RedFlag)


def test_urgent_steps_say_what_to_do_now():
    assert urgent_steps() == [
        "Stop all training.",
        "Get medical care now: use your local emergency or medical service.",
        "Say which of these signs you have. A blood test and a urine test are a doctor's job.",
        "Do not wait for an answer here; nobody watches your entries around the clock.",
        "Train again only after a doctor has cleared it and your trainer has recorded that.",
    ]


def test_tips_are_those_of_the_reference():
    assert tips(decide(24, 5, False)) == [
        "Move lightly.",
        "Drink and sleep as usual.",
        "Move the area gently, as far as it goes with ease.",
    ]


@pytest.mark.parametrize(
    "decision", [decide(24, 9, False), decide(24, 3, False, [RedFlag.PAIN]), decide(24, None, False)]
)
def test_no_tip_stands_in_the_way_of_asking_somebody(decision):
    assert tips(decision) == []


def test_why_shows_numbers_thresholds_and_source():
    shown = why(decide(72, 5, False))

    assert (shown.rule, shown.title) == ("D3", "Soreness that does not resolve")
    assert shown.inputs == [
        ("Check-in", "72 h"),
        ("Soreness", "5 of 10"),
        ("Limits daily activities", "no"),
        ("Urgent signs", "none"),
    ]
    assert shown.thresholds == [
        ("Not resolving, from", "72 h"),
        ("Less of the region, from", "4 of 10"),
        ("Trained again at or below", "3 of 10"),
        ("Fewer sets in its next session", "30 %"),
    ]
    assert shown.source == "clinical reference 4.2, D3; design: a default that can be changed, not evidence"


def test_why_shows_what_was_not_answered():
    assert why(decide(24, None, None, None)).inputs == [
        ("Check-in", "24 h"),
        ("Soreness", "not answered"),
        ("Limits daily activities", "not answered"),
        ("Urgent signs", "not answered"),
    ]


def test_why_names_the_signs():
    assert why(decide(24, 1, True, [RedFlag.MOVEMENT])).inputs[2:] == [
        ("Limits daily activities", "yes"),
        ("Urgent signs", "cannot bend, straighten or lift the limb"),
    ]


def test_urgent_signs_have_their_own_source():
    assert source("D0") == (
        "clinical reference 4.3; verified: R22, R23; the list of signs is professional knowledge"
    )


def test_every_result_has_its_words():
    assert CLIENT_SENTENCES.keys() == set(Result) == soreness_words.TRAINER_STEPS.keys()


def test_nobody_reads_about_medicines_or_a_disease():
    told = [
        *CLIENT_SENTENCES.values(),
        *soreness_words.TRAINER_STEPS.values(),
        *soreness_words.URGENT_STEPS,
        *soreness_words.TIPS,
        *soreness_words.TITLES.values(),
        *(question for _, question in red_flag_questions()),
    ]

    forbidden = r"drug|medicine|tablet|painkiller|ibuprofen|rhabdo|syndrome|disease|injur|flush|!"
    assert [text for text in told if re.search(forbidden, text, re.IGNORECASE)] == []
