"""How strong the people of the demo are, and what a test of that finds. [pure]

The shares are rough figures for a believable story, not a norm of anything.
"""

from decimal import Decimal

from workouts.loads import KG, Load, default_steps, load_for_percent

# One-rep max as a share of a person's `strength_kg`: the body weight of somebody well trained, or less.
# Of one side where the exercise has sides.
SHARE_OF_STRENGTH = {
    "back-squat": Decimal("1.12"),
    "bench-press": Decimal("0.72"),
    "biceps-curl": Decimal("0.24"),
    "goblet-squat": Decimal("0.50"),
    "knee-extension-slow": Decimal("0.38"),
    "lat-pulldown": Decimal("0.72"),
    "leg-curl-2up1down": Decimal("0.30"),
    "leg-press": Decimal("1.90"),
    "rfe-split-squat": Decimal("0.36"),
    "romanian-deadlift": Decimal("1.02"),
    "seated-heel-raise": Decimal("0.90"),
    "seated-row": Decimal("0.70"),
    "shoulder-press": Decimal("0.28"),
    "single-leg-rdl": Decimal("0.34"),
    "standing-heel-raise-hsr": Decimal("0.60"),
}
GAIN_PER_TEST = Decimal("0.045")
WEAKER_SHARE = Decimal("0.92")
ECCENTRIC_SHARE = Decimal("1.24")


def lifted_in_test(person, exercise, *, side, tests_before):
    """The Load that `person` lifts `person.test_reps` times in the test after `tests_before` earlier ones."""
    best_kg = person.strength_kg * SHARE_OF_STRENGTH[exercise.slug] * (1 + GAIN_PER_TEST * tests_before)
    if side == person.weaker_side:
        best_kg *= WEAKER_SHARE
    if person.test_reps > 1:
        # Epley's formula turned round, so that the estimate comes out near the best.
        best_kg /= 1 + Decimal(person.test_reps) / 30
    lifted = Load(best_kg, KG).to(person.unit).value
    steps = default_steps(exercise.steps_kind, person.unit, lifted)
    return Load(steps.floor(lifted), person.unit)


def lowered_in_test(lifted, steps_kind):
    """The Load that is lowered once under control by whoever lifts `lifted` (a Load) once."""
    value = lifted.value * ECCENTRIC_SHARE
    return Load(default_steps(steps_kind, lifted.unit, value).floor(value), lifted.unit)


def one_step(load, steps_kind, by):
    """`load` one step of its equipment heavier (`by` = 1) or lighter (-1); never less than one step."""
    steps = default_steps(steps_kind, load.unit, load.value)
    return Load(max(load.value + by * steps.increment, steps.increment), load.unit)


def share_of_best(prescription, pct):
    """The Load for `pct` per cent of the one-rep max that a prescription was computed from."""
    best, load = prescription.one_rep_max.load, prescription.load
    steps = default_steps(prescription.exercise.steps_kind, load.unit, load.value)
    return load_for_percent(best, pct, load.unit, steps)
