"""The cells and the quick-add line; the exercises are those of the library."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workouts import catalogue
from workouts.choices import DoseSide
from workouts.loads import KG, LB, MAX_LOAD_KG, Load
from workouts.models import fields
from workouts.progression import RULES
from workouts.shorthand import (
    Line,
    LineError,
    LoadCell,
    Sets,
    Word,
    elements,
    parse_line,
    parse_load,
    parse_rest,
    parse_sets,
    plain,
    print_line,
    read_words,
)
from workouts.tempo import Tempo

D = Decimal
CATALOGUE = tomllib.loads((Path(catalogue.__file__).parent / "exercises.toml").read_text())
LIBRARY = {slug: exercise["name"] for slug, exercise in CATALOGUE.items()}
METHODS = [
    *("slow_lowering", "partner_assisted", "two_up_one_down", "supramaximal", "ael", "flywheel"),
    *("isokinetic", "ecc_cycle", "decline", "heavy_slow", "isometric"),
]


def pct(value):
    return LoadCell(pct=D(value))


def kg(value):
    return LoadCell(load=Load(D(value), KG))


def lb(value):
    return LoadCell(load=Load(D(value), LB))


def problems(text, library=LIBRARY):
    """(code, word, start) of every problem in `text`."""
    try:
        parse_line(text, library)
    except LineError as error:
        return [(problem.code, problem.word, problem.start) for problem in error.problems]
    return []


def dose(words, *, sets="4x8"):
    """The line of a squat with `words` after its sets, without what every such line has."""
    line = parse_line(f"squat {sets} {words}", LIBRARY)
    return {
        name: value for name, value in vars(line).items() if value != getattr(Line("back-squat", 4, 8), name)
    }


# Cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 x 8", Sets(3, reps=8)),
        ("3×8", Sets(3, reps=8)),
        ("5 x 45 s", Sets(5, duration_s=45)),
        ("1x10min", Sets(1, duration_s=600)),
    ],
)
def test_parse_sets_reads(text, expected):
    assert parse_sets(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60 %", pct(60)),
        ("@22,5kg", kg("22.5")),
        ("100 lb", lb(100)),
        ("body", LoadCell()),
        ("", LoadCell()),
    ],
)
def test_parse_load_reads(text, expected):
    assert parse_load(text) == expected


@pytest.mark.parametrize(
    ("text", "rest_s"), [("120", 120), ("120 s", 120), ("r120", 120), ("2:00", 120), ("2 min", 120)]
)
def test_parse_rest_reads(text, rest_s):
    assert parse_rest(text) == rest_s


@pytest.mark.parametrize("parse", [parse_sets, parse_load, parse_rest])
def test_cells_refuse_other_words(parse):
    with pytest.raises(ValueError, match="squat"):
        parse("squat")


@pytest.mark.parametrize(
    ("number", "text"), [("45.00", "45"), ("22.50", "22.5"), ("1E+3", "1000"), ("0", "0")]
)
def test_plain_writes_no_zeros_and_no_exponent(number, text):
    assert plain(D(number)) == text


# Elements of a line


def test_parse_line_reads_the_example_of_the_product():
    line = parse_line("squat 4x8 @65% 4-0-1-0 r120", LIBRARY)

    assert line == Line("back-squat", 4, 8, load=pct(65), tempo=Tempo(4, 0, 1, 0), rest_s=120)


def test_parse_line_reads_every_kind_at_once_in_any_order():
    text = 'goblet squat r2:00 each "chest up" A1 3x12-15 partner 40X0 @rpe8 @10rm @rir2 @24kg'

    assert parse_line(text, LIBRARY) == Line(
        exercise="goblet-squat",
        sets=3,
        reps=12,
        reps_max=15,
        load=kg(24),
        rm=10,
        rpe=D(8),
        rir=2,
        tempo=Tempo(4, 0, None, 0),
        rest_s=120,
        side="each",
        method="partner_assisted",
        group="A1",
        note="chest up",
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4x8", (4, 8, None, None)),
        ("4X8", (4, 8, None, None)),
        ("4×8", (4, 8, None, None)),
        ("4*8", (4, 8, None, None)),
        ("4 x 8", (4, 8, None, None)),
        ("12x60", (12, 60, None, None)),
        ("1x1", (1, 1, None, None)),
        ("3x12-15", (3, 12, 15, None)),
        ("3 × 12 – 15", (3, 12, 15, None)),
        ("3x12-12", (3, 12, None, None)),
        ("5x45s", (5, None, None, 45)),
        ("5 x 45 sec", (5, None, None, 45)),
        ("1x10min", (1, None, None, 600)),
        ("1 X 60 MIN", (1, None, None, 3600)),
        ("10x8", (10, 8, None, None)),
        ("12x9", (12, 9, None, None)),
        ("4x10", (4, 10, None, None)),
    ],
)
def test_sets_are_read(words, expected):
    line = parse_line(f"squat {words}", LIBRARY)

    assert (line.sets, line.reps, line.reps_max, line.duration_s) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("@65%", {"load": pct(65)}),
        ("@ 65 %", {"load": pct(65)}),
        ("65%", {"load": pct(65)}),
        ("@62,5%", {"load": pct("62.5")}),
        ("@130%", {"load": pct(130)}),
        ("@0.5%", {"load": pct("0.5")}),
        ("@60kg", {"load": kg(60)}),
        ("@22,5 KG", {"load": kg("22.5")}),
        ("60 kg", {"load": kg(60)}),
        ("@1000kg", {"load": kg(1000)}),
        ("@0kg", {"load": kg(0)}),
        ("@135lb", {"load": lb(135)}),
        ("@2204lbs", {"load": lb(2204)}),
        ("@body", {}),
        ("@10rm", {"rm": 10}),
        ("@ 30 RM", {"rm": 30}),
        ("@rpe8", {"rpe": D(8)}),
        ("@RPE 7,5", {"rpe": D("7.5")}),
        ("rpe10", {"rpe": D(10)}),
        ("@rir0", {"rir": 0}),
        ("rir 10", {"rir": 10}),
        ("@65% @rpe8", {"load": pct(65), "rpe": D(8)}),
    ],
)
def test_loads_are_read(words, expected):
    assert dose(words) == expected


@pytest.mark.parametrize(
    ("words", "tempo"),
    [
        ("4-0-1-0", Tempo(4, 0, 1, 0)),
        ("4010", Tempo(4, 0, 1, 0)),
        ("40X0", Tempo(4, 0, None, 0)),
        ("40x0", Tempo(4, 0, None, 0)),
        ("4-0-x-0", Tempo(4, 0, None, 0)),
        ("4–0–1–0", Tempo(4, 0, 1, 0)),
        ("4 - 0 - 1 - 0", Tempo(4, 0, 1, 0)),
        ("10-0-1-0", Tempo(10, 0, 1, 0)),
        ("30X1", Tempo(3, 0, None, 1)),
        ("12X0", Tempo(1, 2, None, 0)),
        ("2000", Tempo(2, 0, 0, 0)),
    ],
)
def test_tempos_are_read(words, tempo):
    assert dose(words) == {"tempo": tempo}


@pytest.mark.parametrize(
    ("words", "rest_s"),
    [
        *(("r120", 120), ("R120", 120), ("r 120", 120), ("r120s", 120), ("r2:00", 120), ("r2min", 120)),
        *(("2:00", 120), ("rest 90", 90), ("rest 1:30", 90), ("r0", 0), ("r900", 900), ("r15:00", 900)),
    ],
)
def test_rests_are_read(words, rest_s):
    assert dose(words) == {"rest_s": rest_s}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("left", {"side": "left"}),
        ("RIGHT", {"side": "right"}),
        ("each", {"side": "each"}),
        ("each side", {"side": "each"}),
        ("both sides", {"side": "both"}),
        ("2up1down", {"method": "two_up_one_down"}),
        ("Partner", {"method": "partner_assisted"}),
        ("heavy slow", {"method": "heavy_slow"}),
        ("a1", {"group": "A1"}),
        ("Q9", {"group": "Q9"}),
        ('"chest up"', {"note": "chest up"}),
        ("“chest up”", {"note": "chest up"}),
        ('"say ""slow"""', {"note": 'say "slow"'}),
        ('"r60 – 4x8 \t@99%"', {"note": "r60 – 4x8 \t@99%"}),
        ('""', {}),
    ],
)
def test_other_words_are_read(words, expected):
    assert dose(words) == expected


@pytest.mark.parametrize(("word", "method"), elements.METHODS.items())
def test_methods_have_one_word_each(word, method):
    assert dose(word) == {"method": method}


def test_methods_are_those_of_the_reference():
    assert sorted(elements.METHODS.values()) == sorted(METHODS)


@pytest.mark.parametrize("side", DoseSide.values)
def test_sides_are_those_of_a_dose(side):
    assert dose(side) == {"side": side}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("@110% lift40%", {"load": pct(110), "lift_pct": D(40)}),
        ("LIFT40% @110%", {"load": pct(110), "lift_pct": D(40)}),
        ("@110% lift@40%", {"load": pct(110), "lift_pct": D(40)}),
        ("@60% lift60%", {"load": pct(60), "lift_pct": D(60)}),
        ("@100kg lift62,5 kg", {"load": kg(100), "lift": Load(D("62.5"), KG)}),
        ("@100kg up60kg", {"load": kg(100), "lift": Load(D(60), KG)}),
        ("@225lb lift135lbs", {"load": lb(225), "lift": Load(D(135), LB)}),
        ("@100kg lift0kg", {"load": kg(100), "lift": Load(D(0), KG)}),
        ("assist10kg", {"assist": Load(D(10), KG)}),
        ("assist20lb", {"assist": Load(D(20), LB)}),
        ("@10kg assist2.5kg", {"load": kg(10), "assist": Load(D("2.5"), KG)}),
        ("0.05kgm2", {"inertia_kgm2": D("0.05")}),
        ("0,0625 kg·m²", {"inertia_kgm2": D("0.0625")}),
        ("0.05 kg m²", {"inertia_kgm2": D("0.05")}),
        ("@0.05kgm^2", {"inertia_kgm2": D("0.05")}),
        ("0.001kgm²", {"inertia_kgm2": D("0.001")}),
        ("1KGM2", {"inertia_kgm2": D(1)}),
        ("60kg m2", {"load": kg(60), "group": "M2"}),
        ("+linear", {"progression": "linear_load"}),
        ("+Double", {"progression": "double_progression"}),
        ("+wave", {"progression": "percent_wave"}),
        ("+ladder @15rm", {"progression": "rm_ladder", "rm": 15}),
    ],
)
def test_words_of_methods_are_read(words, expected):
    assert dose(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ergometer 1x20min @rpe3", Line("eccentric-ergometer", 1, duration_s=1200, rpe=D(3))),
        (
            "flywheel squat 4x8 0.05kgm2 @rpe8",
            Line("flywheel-squat", 4, 8, inertia_kgm2=D("0.05"), rpe=D(8)),
        ),
        ("band-assisted pull-up 3x5 assist10kg", Line("band-assisted-pull-up", 3, 5, assist=Load(D(10), KG))),
        (
            "squat 4x3 @110% lift40% ael r240",
            Line("back-squat", 4, 3, load=pct(110), lift_pct=D(40), method="ael", rest_s=240),
        ),
        ("decline squat double 3x15", Line("double-leg-decline-squat", 3, 15)),
        ("squat +double 3x15", Line("back-squat", 3, 15, progression="double_progression")),
        ("pull up 10kg 3x5", Line("pull-up", 3, 5, load=kg(10))),
    ],
)
def test_lines_of_methods_are_read(text, expected):
    assert parse_line(text, LIBRARY) == expected


@pytest.mark.parametrize("text", ["hip lift 40kg 4x8", "HIP LIFT 4x8 40kg"])
def test_a_lift_may_be_part_of_a_name(text):
    assert parse_line(text, {"hip": "Hip", "hip-lift": "Hip lift"}) == Line("hip-lift", 4, 8, load=kg(40))


def test_progressions_are_those_there_are():
    assert {"none", *elements.PROGRESSIONS.values()} == set(RULES)


def test_limits_of_the_inertia_equal_those_of_the_column():
    assert (elements.MIN_INERTIA, elements.MAX_INERTIA) == (fields.MIN_INERTIA, fields.MAX_INERTIA)


def test_limits_equal_those_of_the_columns():
    ours = (elements.MAX_SETS, elements.MAX_REPS, elements.MAX_DURATION_S, elements.MAX_REST_S)

    assert ours == (fields.MAX_SETS, fields.MAX_REPS, fields.MAX_DURATION_S, fields.MAX_REST_S)
    assert fields.DoseFields._meta.get_field("note").max_length == elements.MAX_NOTE_LETTERS


@pytest.mark.parametrize(
    "text",
    [
        "squat,4x8,@22,5kg,r60",
        "squat 4x8@22,5kg r60",
        "  Squat  4x8 ; @22.5kg ; r60 ",
        "squat\u00a04x8\u00a0@22,5\u202fkg\tr60",
    ],
)
def test_separators_are_tolerated(text):
    assert parse_line(text, LIBRARY) == Line("back-squat", 4, 8, load=kg("22.5"), rest_s=60)


# The exercise


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("back-squat", "back-squat"),
        ("Back Squat", "back-squat"),
        ("Squat (barbell back squat)", "back-squat"),
        ("SQUAT", "back-squat"),
        ("pull up", "pull-up"),
        ("pullup", "pull-up"),
        ("pull-up negative", "pull-up-negative"),
        ("negative pull", "pull-up-negative"),
        ("leg press", "leg-press"),
        ("leg press 2up1down", "leg-press-2up1down"),
        ("Leg press two up, one down", "leg-press-2up1down"),
        ("Step-down 10 cm", "step-down-10cm"),
        ("Knee extension hold 60 deg", "knee-extension-hold"),
        ("nordic ham", "nordic-hamstring"),
        ("flywheel", "flywheel-squat"),
        ("heavy slow", "standing-heel-raise-hsr"),
        ("decline squat single", "single-leg-decline-squat"),
        ("crunch", "crunch"),
    ],
)
def test_exercise_is_found(text, slug):
    assert parse_line(f"{text} 4x8", LIBRARY) == Line(slug, 4, 8)


@pytest.mark.parametrize("spell", [str, str.upper, lambda slug: slug.replace("-", " ")])
@pytest.mark.parametrize("slug", LIBRARY)
def test_exercise_is_found_by_slug(slug, spell):
    assert parse_line(f"{spell(slug)} 4x8", LIBRARY) == Line(slug, 4, 8)


@pytest.mark.parametrize("slug", LIBRARY)
def test_exercise_is_found_by_name(slug):
    assert parse_line(f"{LIBRARY[slug]} 4x8", LIBRARY) == Line(slug, 4, 8)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("press", ("leg-press", "bench-press", "shoulder-press", "leg-press-2up1down")),
        ("decline squat", ("double-leg-decline-squat", "single-leg-decline-squat")),
        ("step-down", ("step-down-10cm", "step-down-20cm")),
        ("hold", ("wall-sit-hold", "spanish-squat-hold", "knee-extension-hold", "wrist-extension-hold",
                  "adductor-squeeze-hold")),
        ("leg", ("leg-press", "single-leg-rdl", "leg-curl-2up1down", "leg-press-2up1down", "single-leg-box-squat")),
    ],
)  # fmt: skip
def test_ambiguous_exercise_offers_at_most_five(text, choices):
    with pytest.raises(LineError) as caught:
        parse_line(f"{text} 4x8", LIBRARY)

    (problem,) = caught.value.problems
    assert (problem.code, problem.word, problem.start, problem.end) == (
        "ambiguous_exercise",
        text,
        0,
        len(text),
    )
    assert problem.choices == choices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pull-up hold 5x45s", Line("pull-up", 5, duration_s=45, method="isometric")),
        ("push-up decline left 4x8", Line("push-up", 4, 8, method="decline", side="left")),
        ("leg press 4x8 2up1down", Line("leg-press", 4, 8, method="two_up_one_down")),
        ("A1 squat 4x8", Line("back-squat", 4, 8, group="A1")),
        ("A1) squat 4x8", Line("back-squat", 4, 8, group="A1")),
        ("left split squat 4x8", Line("split-squat", 4, 8, side="left")),
    ],
)
def test_words_beside_the_exercise_are_not_of_it(text, expected):
    assert parse_line(text, LIBRARY) == expected


def test_exercise_prefers_slug_to_name_to_name_without_brackets():
    library = {"squat": "Back", "other": "Squat", "third": "Squat (slow)"}

    assert parse_line("squat 4x8", library).exercise == "squat"
    assert parse_line("squat 4x8", library | {"squat": "", "squat-x": "Squat"}).exercise == "squat"
    assert parse_line("squat 4x8", {"other": "Squat", "third": "Squat (slow)"}).exercise == "other"
    assert parse_line("squat 4x8", {"fourth": "Box squat", "third": "Squat (slow)"}).exercise == "third"


def test_exercises_of_one_name_are_ambiguous():
    assert problems("squat 4x8", {"a": "Squat", "b": "squat"}) == [("ambiguous_exercise", "squat", 0)]


@pytest.mark.parametrize(
    "slug", ["4010", "4x8", "r120", "a1", "left", "hold", "60", "-", "_", "@", "x", "4-0-1-"]
)
def test_a_slug_may_look_like_anything(slug):
    line = Line(slug, 4, 8, tempo=Tempo(4, 0, 1, 0), group="A1", side="left")

    assert parse_line(print_line(line), {slug: "", "squat": "Squat"}) == line


# Problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("squat 0x8", [("sets_range", "0x8", 6)]),
        ("squat 13 x 8", [("sets_range", "13 x 8", 6)]),
        ("squat 4x0", [("reps_range", "4x0", 6)]),
        ("squat 4x61", [("reps_range", "4x61", 6)]),
        ("squat 4x15-12", [("reps_range", "4x15-12", 6)]),
        ("squat 4x8-61", [("reps_range", "4x8-61", 6)]),
        ("squat 40×0", [("sets_range", "40×0", 6), ("reps_range", "40×0", 6)]),
        ("squat 4x0s", [("duration_range", "4x0s", 6)]),
        ("squat 1x61min", [("duration_range", "1x61min", 6)]),
        ("squat 1x3601s", [("duration_range", "1x3601s", 6)]),
        ("squat 4x30-45s", [("sets_unclear", "4x30-45s", 6)]),
        ("squat 4x", [("sets_unclear", "4x", 6)]),
        ("squat 4xmax", [("sets_unclear", "4xmax", 6)]),
        ("squat 4x8 @0%", [("load_range", "@0%", 10)]),
        ("squat 4x8 @130,5%", [("load_range", "@130,5%", 10)]),
        ("squat 4x8 @ 1000.5 kg", [("load_range", "@ 1000.5 kg", 10)]),
        ("squat 4x8 @2205lb", [("load_range", "@2205lb", 10)]),
        ("squat 4x8 @65", [("load_unclear", "@65", 10)]),
        ("squat 4x8 @ 65 r60", [("load_unclear", "@ 65", 10)]),
        ("squat 4x8 @4010", [("load_unclear", "@4010", 10)]),
        ("squat 4x8 @-5kg", [("load_unclear", "@-5kg", 10)]),
        ("squat 4x8 @65.125%", [("load_unclear", "@65.125%", 10)]),
        ("squat 4x8 @", [("load_unclear", "@", 10)]),
        ("squat 4x8 @rpe0.5", [("rpe_range", "@rpe0.5", 10)]),
        ("squat 4x8 @rpe10.5", [("rpe_range", "@rpe10.5", 10)]),
        ("squat 4x8 @rpe8,3", [("rpe_range", "@rpe8,3", 10)]),
        ("squat 4x8 @rir11", [("rir_range", "@rir11", 10)]),
        ("squat 4x8 @rir2.5", [("rir_range", "@rir2.5", 10)]),
        ("squat 4x8 @0rm", [("rm_range", "@0rm", 10)]),
        ("squat 4x8 @31rm", [("rm_range", "@31rm", 10)]),
        ("squat 4x8 @110% lift0.5%", [("lift_range", "lift0.5%", 16)]),
        ("squat 4x8 @110% lift101%", [("lift_range", "lift101%", 16)]),
        ("squat 4x8 @60kg lift1001kg", [("lift_range", "lift1001kg", 16)]),
        ("squat 4x8 @110% lift40", [("lift_unclear", "lift40", 16)]),
        ("squat 4x8 up40 @110%", [("lift_unclear", "up40", 10)]),
        ("squat 4x8 lift 40%", [("lift_unclear", "lift", 10)]),
        ("squat 4x8 lift40%", [("lift_alone", "lift40%", 10)]),
        ("squat 4x8 lift40% @60kg", [("lift_alone", "lift40%", 10)]),
        ("squat 4x8 lift60kg @70%", [("lift_alone", "lift60kg", 10)]),
        ("squat 4x8 lift60kg @225lb", [("lift_alone", "lift60kg", 10)]),
        ("squat 4x8 lift60kg @10rm", [("lift_alone", "lift60kg", 10)]),
        ("squat 4x8 lift60kg @body", [("lift_alone", "lift60kg", 10)]),
        ("squat 4x8 lift60kg @200", [("load_unclear", "@200", 19)]),
        ("squat 4x8 @60% lift60.01%", [("lift_above", "lift60.01%", 15)]),
        ("squat 4x8 lift60.001kg @60kg", [("lift_above", "lift60.001kg", 10)]),
        ("squat 4x8 @60% lift40% lift50%", [("twice", "lift50%", 23)]),
        ("squat 4x8 @60% lift40% lift50kg", [("twice", "lift50kg", 23)]),
        ("squat 4x8 assist10", [("assist_unclear", "assist10", 10)]),
        ("squat 4x8 assist 10kg", [("assist_unclear", "assist", 10)]),
        ("squat 4x8 assist1000.5kg", [("assist_range", "assist1000.5kg", 10)]),
        ("squat 4x8 assist9kg assist8kg", [("twice", "assist8kg", 20)]),
        ("squat 4x8 0.0009kgm2", [("inertia_range", "0.0009kgm2", 10)]),
        ("squat 4x8 1.0001kgm2", [("inertia_range", "1.0001kgm2", 10)]),
        ("squat 4x8 0.05125kgm2", [("inertia_range", "0.05125kgm2", 10)]),
        ("squat 4x8 +slow", [("progression_unclear", "+slow", 10)]),
        ("squat 4x8 +wave +linear", [("twice", "+linear", 16)]),
        ("squat 4x8 X-0-1-0", [("lowering_fast", "X-0-1-0", 10)]),
        ("squat 4x8 x010", [("lowering_fast", "x010", 10)]),
        ("squat 4x8 3-1-1", [("tempo_three_parts", "3-1-1", 10)]),
        ("squat 4x8 31-0-1-0", [("tempo_range", "31-0-1-0", 10)]),
        ("squat 4x8 4-0-X-61", [("tempo_range", "4-0-X-61", 10)]),
        ("squat 4x8 10010", [("tempo_unclear", "10010", 10)]),
        ("squat 4x8 4-X-1-0", [("tempo_unclear", "4-X-1-0", 10)]),
        ("squat 4x8 4-0-1-0-0", [("tempo_unclear", "4-0-1-0-0", 10)]),
        ("squat 4x8 401X", [("tempo_unclear", "401X", 10)]),
        ("squat 4x8 4-0", [("unclear_word", "4-0", 10)]),
        ("squat 4x8 r901", [("rest_range", "r901", 10)]),
        ("squat 4x8 r15:01", [("rest_range", "r15:01", 10)]),
        ("squat 4x8 r16 min", [("rest_range", "r16 min", 10)]),
        ("squat 4x8 r1:75", [("rest_unclear", "r1:75", 10)]),
        ("squat 4x8 r12k", [("rest_unclear", "r12k", 10)]),
        ('squat 4x8 "chest up ', [("note_open", '"chest up', 10)]),
        ("squat 4x8 “chest up", [("note_open", "“chest up", 10)]),
        (f'squat 4x8 "{301 * "a"}"', [("note_range", f'"{301 * "a"}"', 10)]),
        ("squat 4x8 slwo, r60", [("unclear_word", "slwo", 10)]),
        ("squat 4x8 120", [("unclear_word", "120", 10)]),
        ("squat qux 4x8", [("unclear_word", "qux", 6)]),
        ("squat 4by8", [("unclear_word", "4by8", 6), ("missing_sets", "", 10)]),
        ("bakc squat left 4x8", [("unknown_exercise", "bakc squat", 0)]),
        ("A1 bakc 4x8", [("unknown_exercise", "bakc", 3)]),
        ("squat 4x8 3x12", [("twice", "3x12", 10)]),
        ("squat 4x8 5x45s", [("twice", "5x45s", 10)]),
        ("squat 4x8 @60kg @65%", [("twice", "@65%", 16)]),
        ("squat 4x8 @rpe8 @rpe9", [("twice", "@rpe9", 16)]),
        ("squat 4x8 4010 40X0", [("twice", "40X0", 15)]),
        ("squat 4x8 r60 r60", [("twice", "r60", 14)]),
        ("squat 4x8 left right", [("twice", "right", 15)]),
        ("squat 4x8 hold partner", [("twice", "partner", 15)]),
        ("squat 4x8 A1 A2", [("twice", "A2", 13)]),
        ('squat 4x8 "a" "b"', [("twice", '"b"', 14)]),
        ("left 4x8", [("missing_exercise", "", 0)]),
        ("4x8 squat", [("missing_exercise", "", 0), ("unclear_word", "squat", 4)]),
        ("squat r60 ", [("missing_sets", "", 9)]),
        ("  ", [("missing_exercise", "", 0), ("missing_sets", "", 0)]),
    ],
)
def test_problems_point_at_the_word(text, expected):
    assert problems(text) == expected


def test_all_problems_are_found_in_the_order_of_the_line():
    assert problems('prez 13x99 @200% X010 r1000 foo "open') == [
        ("unknown_exercise", "prez", 0),
        ("sets_range", "13x99", 5),
        ("reps_range", "13x99", 5),
        ("load_range", "@200%", 11),
        ("lowering_fast", "X010", 17),
        ("rest_range", "r1000", 22),
        ("unclear_word", "foo", 28),
        ("note_open", '"open', 32),
    ]


def test_three_parts_offer_the_tempo_they_would_be():
    with pytest.raises(LineError, match="tempo_three_parts '3-1-1'") as caught:
        parse_line("squat 4x8 3-1-1", LIBRARY)

    assert caught.value.problems[0].choices == ("3-1-1-0",)


def test_read_words_says_what_each_word_gives():
    words = read_words("A1 squat 4x8 @65% foo", LIBRARY)

    assert words[:4] == [
        Word("group", "A1", 0, 2, {"group": "A1"}),
        Word("exercise", "squat", 3, 8, {"exercise": "back-squat"}),
        Word("sets", "4x8", 9, 12, {"sets": 4, "reps": 8, "reps_max": None, "duration_s": None}),
        Word("load", "@65%", 13, 17, {"load": pct(65)}),
    ]
    assert [(word.kind, word.word, [problem.code for problem in word.value]) for word in words[4:]] == [
        ("problem", "foo", ["unclear_word"])
    ]


# Printing


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (Line("crunch", 3, 10), "crunch 3x10"),
        (
            Line("back-squat", 4, 8, load=pct("65.0"), tempo=Tempo(4, 0, 1, 0), rest_s=120),
            "back-squat 4x8 @65% 4-0-1-0 r120",
        ),
        (Line("push-up", 3, 12, 15, tempo=Tempo(4, 0, None, 0)), "push-up 3x12-15 4-0-X-0"),
        (Line("wall-sit-hold", 5, duration_s=45, side="both"), "wall-sit-hold 5x45s both"),
        (Line("eccentric-ergometer", 1, duration_s=600), "eccentric-ergometer 1x10min"),
        (
            Line("leg-press", 3, 8, load=lb("135.50"), rm=10, rpe=D("7.5"), rir=2, rest_s=0, side="left"),
            "leg-press 3x8 @135.5lb @10rm @rpe7.5 @rir2 r0 left",
        ),
        (
            Line(
                "leg-press", 4, 3, load=pct(110), lift_pct=D("40.0"), method="ael", progression="percent_wave"
            ),
            "leg-press 4x3 @110% lift40% ael +wave",
        ),
        (
            Line("pull-up", 3, 5, load=kg(100), lift=Load(D("60.50"), KG), assist=Load(D("20.0"), LB)),
            "pull-up 3x5 @100kg lift60.5kg assist20lb",
        ),
        (
            Line("flywheel-squat", 4, 8, inertia_kgm2=D("0.0500"), rpe=D(8)),
            "flywheel-squat 4x8 0.05kgm2 @rpe8",
        ),
        (Line("eccentric-ergometer", 1, duration_s=1200, rpe=D(3)), "eccentric-ergometer 1x20min @rpe3"),
        (
            Line("leg-press", 3, 8, load=kg(0), method="two_up_one_down", group="A1", note='"stop" at 90'),
            'leg-press 3x8 @0kg 2up1down A1 """stop"" at 90"',
        ),
    ],
)
def test_print_line_writes(line, text):
    assert print_line(line) == text
    assert parse_line(text, LIBRARY) == line


# Every line and every text

slugs = st.sampled_from(sorted(LIBRARY)) | st.from_regex(r"[-a-zA-Z0-9_]{1,12}", fullmatch=True)
names = st.sampled_from(sorted(LIBRARY.values())) | st.text(max_size=12)
tempos = st.builds(
    Tempo,
    down_s=st.integers(0, 30),
    pause_low_s=st.integers(0, 60),
    up_s=st.none() | st.integers(0, 60),
    pause_top_s=st.integers(0, 60),
)
weights = st.decimals(0, MAX_LOAD_KG, places=3).map(lambda value: Load(value, KG)) | st.decimals(
    0, 2204, places=3
).map(lambda value: Load(value, LB))
loads = st.one_of(
    st.just(LoadCell()),
    st.decimals(D("0.01"), 130, places=2).map(lambda value: LoadCell(pct=value)),
    weights.map(lambda load: LoadCell(load=load)),
)


def lifts(load):
    """What may be lifted of the `load` that is lowered: nothing said, or as much or less in the same unit."""
    if load.pct is not None and load.pct >= 1:
        pcts = st.decimals(1, min(load.pct, D(100)), places=2)
        return st.just({}) | st.builds(dict, lift_pct=pcts)
    if load.load is not None:
        values = st.decimals(0, load.load.value, places=3)
        return st.just({}) | st.builds(dict, lift=values.map(lambda value: Load(value, load.load.unit)))
    return st.just({})


any_notes = st.text(max_size=300)


@st.composite
def lines(draw, exercises=slugs, notes=any_notes):
    """Any prescription."""
    is_timed = draw(st.booleans())
    reps = None if is_timed else draw(st.integers(1, 60))
    reps_max = draw(st.none() | st.integers(reps + 1, 60)) if reps and reps < 60 else None
    load = draw(loads)
    return Line(
        exercise=draw(exercises),
        sets=draw(st.integers(1, 12)),
        reps=reps,
        reps_max=reps_max,
        duration_s=draw(st.integers(1, 3600)) if is_timed else None,
        load=load,
        **draw(lifts(load)),
        assist=draw(st.none() | weights),
        inertia_kgm2=draw(st.none() | st.decimals(D("0.001"), 1, places=4)),
        rm=draw(st.none() | st.integers(1, 30)),
        rpe=draw(st.none() | st.integers(2, 20).map(lambda halves: D(halves) / 2)),
        rir=draw(st.none() | st.integers(0, 10)),
        tempo=draw(st.none() | tempos),
        rest_s=draw(st.none() | st.integers(0, 900)),
        side=draw(st.none() | st.sampled_from(DoseSide.values)),
        method=draw(st.none() | st.sampled_from(METHODS)),
        group=draw(st.just("") | st.from_regex(r"[A-Q][1-9]", fullmatch=True)),
        note=draw(notes),
        progression=draw(st.sampled_from(sorted(RULES))),
    )


@given(
    line=lines(), others=st.dictionaries(slugs, names, max_size=4), name=names, has_catalogue=st.booleans()
)
@example(line=Line("leg-press", 3, 8, method="two_up_one_down"), others={}, name="", has_catalogue=True)
@example(line=Line("squat", 3, 8), others={"squat-3x8": "Squat 3x8"}, name="Squat", has_catalogue=False)
def test_parse_line_is_the_inverse_of_print_line(line, others, name, has_catalogue):
    library = (LIBRARY if has_catalogue else {}) | others | {line.exercise: name}

    assert parse_line(print_line(line), library) == line


@given(line=lines(exercises=st.sampled_from(sorted(LIBRARY)), notes=st.just("")))
def test_upper_and_lower_case_are_alike(line):
    assert parse_line(print_line(line).upper(), LIBRARY) == line
    assert parse_line(print_line(line).lower(), LIBRARY) == line


pieces = st.sampled_from(
    [
        *(
            "squat",
            "press",
            "leg press",
            "4x8",
            "3x12-15",
            "@",
            "65",
            "%",
            "kg",
            "4010",
            "40X0",
            "-",
            "4-0-1-0",
        ),
        *(
            "r120",
            "2:00",
            "left",
            "hold",
            "A1",
            '"',
            "“",
            "”",
            " ",
            ",",
            "x",
            "×",
            "rpe",
            "lift",
            "lift40%",
            "up",
            "assist",
            "assist10kg",
            "kgm2",
            "0.05kgm²",
            "+",
            "+double",
            "ſ",
            "İ",
            "٤",
            "\u00a0",
        ),
    ]
)
texts = (
    st.text(max_size=40)
    | st.lists(pieces, max_size=12).map("".join)
    | st.lists(pieces, max_size=12).map(" ".join)
)


@given(text=texts)
@example(text=f"squat {9999 * '1'}x8 @{9999 * '1'}kg r{9999 * '1'} {9999 * '1'}")
@example(text="r\u0131ght \u0130ach @\u0661kg")
def test_any_text_is_read_or_refused_with_its_problems(text):
    words = read_words(text, LIBRARY)

    assert all(word.word == text[word.start : word.end] == word.word.strip() != "" for word in words)
    assert all(before.end <= after.start for before, after in zip(words, words[1:], strict=False))
    covered = {at for word in words for at in range(word.start, word.end)}
    assert {text[at] for at in range(len(text)) if at not in covered and not text[at].isspace()} <= {",", ";"}
    found = [problem for word in words if word.kind == "problem" for problem in word.value]
    if found or not {"exercise", "sets"} <= {word.kind for word in words}:
        with pytest.raises(LineError) as caught:
            parse_line(text, LIBRARY)
        assert [problem for problem in caught.value.problems if problem.word] == found
        assert all(text[problem.start : problem.end] == problem.word for problem in caught.value.problems)
    else:
        line = parse_line(text, LIBRARY)
        assert parse_line(print_line(line), LIBRARY) == line
