"""What the client reads of how the weight gets back up."""

from decimal import Decimal

import pytest

from workouts.models import Prescription
from workouts.templatetags.training import dose, method_words, target

D = Decimal


def prescription(**changes):
    """An unsaved 3 x 8 of 60 kg, which is 80 % of the 1RM."""
    fields = {"sets": 3, "reps": 8, "load_pct": D(80), "load_value": D(60), "load_unit": "kg"}
    return Prescription(**fields | changes)


WITHOUT_WEIGHT = {"load_pct": None, "load_value": None, "load_unit": ""}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"method": "partner_assisted"}, "a partner helps to lift"),
        # 40 of 80 % is half of 60 kg; 35 of 80 % are 26.25 kg, rounded down.
        ({"method": "ael", "lift_pct": D(40)}, "heavier down than up, lift about 30 kg"),
        ({"method": "ael", "lift_pct": D(35)}, "heavier down than up, lift about 26 kg"),
        ({"lift_pct": D(40), "load_value": None, "load_unit": ""}, "lift 40 %"),
        ({"load_pct": None, "lift_value": D("42.50")}, "lift 42.5 kg"),
        ({**WITHOUT_WEIGHT, "assist_value": D("10.000"), "assist_unit": "lb"}, "10 lb help"),
        (
            {**WITHOUT_WEIGHT, "method": "flywheel", "inertia_kgm2": D("0.0500")},
            "flywheel, 0.05 kg m²",
        ),
        ({"progression": "linear_load"}, ""),
    ],
)
def test_method_words_say_how_and_with_what(changes, words):
    assert method_words(prescription(**changes)) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "60 kg × 8"),
        ({**WITHOUT_WEIGHT}, "8 reps"),
        ({**WITHOUT_WEIGHT, "assist_value": D(10), "assist_unit": "kg"}, "10 kg help × 8"),
        ({**WITHOUT_WEIGHT, "inertia_kgm2": D("0.05")}, "0.05 kg m² × 8"),
        ({"lift_pct": D(40)}, "60 kg, lift about 30 kg × 8"),
    ],
)
def test_target_names_what_is_worked_against(changes, words):
    assert target(prescription(**changes)) == words


def test_dose_says_it_in_one_line():
    line = prescription(method="ael", lift_pct=D(40))

    assert dose(line) == "3 × 8, 60 kg, heavier down than up, lift about 30 kg, lower 4 s"
