"""Recording one-rep maxima. [writes]"""

from .choices import OneRepMaxMethod
from .loads import Load, stored_kg
from .models import OneRepMax
from .one_rep_max import DEFAULT_FORMULA, MAX_LOWERED_S, MIN_LOWERED_S, estimate


def record_one_rep_max(
    *, client, exercise, side, lifted, reps, measured_on, recorded_by, entry_key, lowered_s=None
):
    """Write a tested (`reps` = 1) or estimated one-rep max; repeating an `entry_key` returns the first row.

    `lifted` is the Load that was lifted `reps` times; with `lowered_s` it was lowered once in so many seconds.
    Raises ValueError for reps outside 1-15, a lowering of more than one or outside 3-30 s, and for an exercise
    without a weight.
    """
    if not exercise.is_weighted:
        raise ValueError(f"{exercise.slug} has no weight in kg or lb, so it has no one-rep max")
    if lowered_s is not None and (reps != 1 or not MIN_LOWERED_S <= lowered_s <= MAX_LOWERED_S):
        raise ValueError(
            f"an eccentric one-rep max is lowered once, in 3 to 30 s; got {reps} in {lowered_s} s"
        )
    value = one_rep_max_value(lifted.value, reps)
    row, _ = OneRepMax.objects.get_or_create(
        entry_key=entry_key,
        defaults={
            "client": client,
            "exercise": exercise,
            "side": side,
            "method": OneRepMaxMethod.ESTIMATED if reps > 1 else OneRepMaxMethod.DIRECT,
            "formula": DEFAULT_FORMULA if reps > 1 else "",
            "lifted": lifted.value,
            "unit": lifted.unit,
            "reps": reps,
            "lowered_s": lowered_s,
            "value": value,
            "load_kg": stored_kg(Load(value, lifted.unit)),
            "measured_on": measured_on,
            "recorded_by": recorded_by,
        },
    )
    return row


def one_rep_max_value(lifted, reps):
    """The one-rep max that `lifted` for `reps` repetitions comes to, in the same unit, by the default formula."""
    return estimate(lifted, reps).by_formula[DEFAULT_FORMULA] if reps > 1 else lifted
