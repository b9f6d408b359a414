"""The words of the safety rules."""

import re
from dataclasses import fields
from decimal import Decimal

import pytest

from tests.workouts.safety_cases import ASSISTED, GOOD, NO_ONE_RM, case
from workouts.choices import Caution
from workouts.loads import KG, LB
from workouts.safety import RULES, Finding, History, Level, Moment, Person, Setting, Thresholds, evaluate
from workouts.safety_words import sentence, source, why
from workouts.safety_words.numbers import LABELS, WORDS
from workouts.safety_words.sentences import FACTS, NEXT, TITLES
from workouts.tempo import Tempo

D = Decimal
ALL_CODES = frozenset(Caution.values)

# What makes every rule speak, in as many of its ways as there are.
CASES = [
    GOOD,
    case(sets=13, reps=61, load_kg=D("NaN")),
    case(sets=None, load_kg=D("-5")),
    case(load_kg=D("49.99999")),
    case(load_kg=D("70.00001")),
    case(load_kg=D(101)),
    case(**ASSISTED),
    case(**ASSISTED | {"person": Person(), "setting": Setting(), "one_rm": {"is_direct": False}}),
    case(load_kg=D("120.00001")),
    case(load_kg=None, load_pct=D("62.5"), one_rm=NO_ONE_RM),
    case(one_rm=NO_ONE_RM, is_first_exposure=True, exposure_week=1, sets=1),
    *(case(one_rm={"age_days": days}) for days in (57, 113, None)),
    *(case(one_rm={"is_direct": False, "reps": reps}) for reps in (11, None)),
    case(method="partner_assisted"),
    *(case(last_load_kg=last, load_kg=D("56.7")) for last in (D(50), D(40), D(0), None)),
    *(case(weekly_reps=reps) for reps in (40, 46, None)),
    case(is_first_exposure=True, exposure_week=1),
    *(case(hours_since_group=hours) for hours in (1, D("47.5"), None)),
    *(case(open_doms_nrs=nrs, is_pain_red=None, is_rehab=None) for nrs in (7, None)),
    case(cautions=ALL_CODES, flags=ALL_CODES, conditions=frozenset({"OST", "ACL"}), setting=Setting()),
    case(cautions=ALL_CODES, flags=None),
    *(case(is_rehab=True, is_in_current_phase=listed) for listed in (False, None)),
    case(is_small_joint=True, load_kg=D(75)),
    case(is_small_joint=True, load_kg=D(75), history=History()),
    *(case(is_overhead_or_pulling=True, flags=flags) for flags in (frozenset({"shoulder"}), None)),
    case(is_upper_limb=True, new_arm_pain_nrs=3),
    case(is_upper_limb=True, new_arm_pain_nrs=3, load_kg=None),
    case(is_upper_limb=True, new_arm_pain_nrs=None),
    *(case(tempo=Tempo(down_s, 0, 1, 0)) for down_s in (2, 6, 9)),
    case(is_barbell_big_lift=True, load_kg=D(86), setting=Setting()),
    *(case(is_screening_open=is_open) for is_open in (True, None)),
]
FOUND = [finding for asked in CASES for moment in Moment for finding in evaluate(asked, moment=moment)]


def first(rule, level, asked, moment=Moment.PLAN):
    return next(f for f in evaluate(asked, moment=moment) if (f.rule, f.level) == (rule, level))


def test_the_cases_make_every_rule_speak():
    assert {finding.rule for finding in FOUND} == {rule.id for rule in RULES}


@pytest.mark.parametrize("is_client", [False, True])
@pytest.mark.parametrize("unit", [KG, LB])
def test_every_finding_is_one_plain_sentence(unit, is_client):
    sentences = [sentence(finding, unit=unit, is_client=is_client) for finding in FOUND]

    wrong = [text for text in sentences if not re.fullmatch(r"[A-Z0-9−][^!]*[^.!]\.", text)]
    assert wrong == []
    assert [text for text in sentences if re.search(r"%\(|None|Decimal|_|\bTrue\b|\bFalse\b", text)] == []


def test_a_client_is_never_asked_for_a_reason_nor_told_that_it_is_safe():
    endings = {sentence(finding, is_client=True).rsplit("; ", 1)[1] for finding in FOUND}

    assert endings == {
        "nothing is needed.",
        "look again, then go on or do less.",
        "do less or ask your trainer first.",
        "leave it out and ask your trainer.",
    }


def test_no_words_name_a_disease():
    texts = [*FACTS.values(), *NEXT.values(), *TITLES.values(), *LABELS.values(), *WORDS.values()]

    diseases = r"osteop|tendin|sarcop|ruptur|sprain|strain|injur|rhabdo|you have|diagnos"
    assert [text for text in texts if re.search(diseases, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_words_a_title_and_a_source(rule):
    assert rule.id in FACTS
    assert TITLES[rule.title]
    assert source(rule.id).startswith(f"clinical reference 3.1, {rule.id};")
    assert source(rule.id).split("; ")[-1].split(":")[0] == rule.mark


def test_no_words_are_left_over():
    ids, titles = {rule.id for rule in RULES}, {rule.title for rule in RULES}
    named = {key if isinstance(key, str) else key[0] for key in (*FACTS, *NEXT)} - set(Level)

    assert (named, set(TITLES)) == (ids, titles)


def test_every_number_has_a_label():
    names = {name for finding in FOUND for name in (*finding.inputs, *finding.thresholds)}
    settings = {field.name for field in fields(Thresholds)} - {"week_one"}

    assert (names | settings) - LABELS.keys() == set()


@pytest.mark.parametrize(
    ("finding", "unit", "expected"),
    [
        (
            first("LS-03", Level.OVERRIDE, case(load_kg=D("70.00001"))),
            KG,
            "70.01 % of the 1RM is above the band, which ends at 70 %; choose less or give a reason.",
        ),
        (
            first("LS-02b", Level.INFO, case(load_kg=D("49.99999"))),
            KG,
            "49.99 % of the 1RM is below the band of 50 % to 70 %; that is fine for a start, in rehab and in older "
            "age.",
        ),
        (
            first("LS-01", Level.BLOCK, case(sets=13, load_kg=D("-5"))),
            KG,
            "13 sets, −5 kg cannot be; possible are 1 set to 12 sets of 1 repetition to 60 repetitions with up to "
            "1000 kg; correct it.",
        ),
        (
            first("LS-01", Level.BLOCK, case(sets=None, load_kg=D("NaN"))),
            KG,
            "Sets: not known, Load: not a number cannot be; possible are 1 set to 12 sets of 1 repetition to 60 "
            "repetitions with up to 1000 kg; correct it.",
        ),
        (
            first("LS-13", Level.WARN, case(last_load_kg=D(50), load_kg=D("56.7"))),
            KG,
            "56.7 kg is 13.4 % more than the 50 kg of the last session (to confirm above 10 %, with a reason above "
            "20 %); confirm it or choose less.",
        ),
        (
            first("LS-22", Level.WARN, case(is_upper_limb=True, new_arm_pain_nrs=3), Moment.START),
            LB,
            "New pain of wrist, elbow or shoulder was 3 of 10, and from 3 of 10 on 20 % less load is suggested "
            "(105.82 lb); confirm it or choose less.",
        ),
        (
            first("LS-05", Level.BLOCK, case(**ASSISTED | {"age_years": None, "training_months": 11})),
            KG,
            "110 % of the 1RM needs what is not met or not known here: aged 18 years to under 65 years, 12 months of "
            "regular training; complete these or choose less.",
        ),
        (
            first("LS-10", Level.WARN, case(is_rehab=True, one_rm={"age_days": 29})),
            KG,
            "The 1RM is 29 days old, more than 28 days; confirm that it still holds or test again.",
        ),
        (
            first("LS-16", Level.WARN, case(hours_since_group=1)),
            KG,
            "Only 1 hour since this muscle group was trained, less than 48 hours; confirm it or choose another day.",
        ),
        (
            first("LS-23", Level.INFO, case(tempo=Tempo(2, 0, 1, 0))),
            KG,
            "Lowering takes 2 s, which is fast: usual are 3 s to 5 s; that is fine where it is meant so.",
        ),
        (
            first("LS-23", Level.WARN, case(tempo=Tempo(6, 0, 1, 0))),
            KG,
            "Lowering takes 6 s, which is slow: usual are 3 s to 5 s; confirm it or choose a faster tempo.",
        ),
        (
            first("LS-15", Level.OVERRIDE, case(is_first_exposure=True, exposure_week=1)),
            KG,
            "A first time starts light and few, and this is above it (sets, load): at most 1 set of 10 repetitions at "
            "50 % of the 1RM, 30 repetitions for a muscle; choose less or give a reason.",
        ),
    ],
)
def test_sentences_contain_the_numbers(finding, unit, expected):
    assert sentence(finding, unit=unit) == expected


def test_why_shows_inputs_thresholds_and_source():
    found = why(first("LS-14", Level.WARN, case(weekly_reps=40)))

    assert (found.rule, found.title, found.level) == ("LS-14", "Rise of the week", Level.WARN)
    assert found.inputs == [
        ("Repetitions this week", "40 repetitions"),
        ("Mean of three weeks", "30 repetitions"),
    ]
    assert found.thresholds == [
        ("Share of the mean to confirm, above", "130 %"),
        ("Share of the mean with a reason, above", "150 %"),
    ]
    assert (
        found.source == "clinical reference 3.1, LS-14; design: a default that can be changed, not evidence"
    )


def test_why_works_for_every_finding():
    shown = [why(finding) for finding in FOUND]

    assert [(len(finding.inputs), len(finding.thresholds)) for finding in FOUND] == [
        (len(panel.inputs), len(panel.thresholds)) for panel in shown
    ]


def test_a_finding_without_numbers_would_fail_loudly():
    with pytest.raises(KeyError, match="ratio"):
        sentence(Finding("LS-03", Level.OVERRIDE))
