"""The numbers of the safety rules, as settings of a practice. [pure]

Source: clinical reference 3.1, 1.3, 1.6, 2.1 and 8.1. Where no mark is given a number is a design choice: a default,
not evidence.
"""

from dataclasses import dataclass, fields
from decimal import Decimal

from ..loads import MAX_LOAD_KG
from ..one_rep_max import CURRENT_DAYS, CURRENT_REHAB_DAYS, NORMAL_REPS, STALE_DAYS
from ..ramp import RAMP, RampWeek
from .levels import CAPACITY_RATIO, LOWER_RATIO, UPPER_RATIO

D = Decimal
# LS-06: no setting goes beyond this share of the one-rep max.
ABSOLUTE_RATIO = D("1.30")

# What may be tightened but not loosened: LS-01 is what the database keeps, LS-07 and LS-25 are not overridable.
NEVER_ABOVE = {
    "max_load_kg": MAX_LOAD_KG,
    "max_sets": 12,
    "max_reps": 60,
    "supramaximal_ceiling_ratio": ABSOLUTE_RATIO,
    "older_age_years": 65,
}
NEVER_BELOW = {"min_sets": 1, "min_reps": 1, "adult_age_years": 18}

# Each must be below the next.
RISING = (
    ("min_sets", "max_sets"),
    ("min_reps", "max_reps"),
    ("band_lower_ratio", "band_upper_ratio"),
    ("adult_age_years", "older_age_years"),
    ("one_rm_current_days", "one_rm_expired_days"),
    ("one_rm_current_rehab_days", "one_rm_expired_days"),
    ("load_rise_warn_ratio", "load_rise_reason_ratio"),
    ("usual_lowering_from_s", "usual_lowering_to_s"),
    ("weekly_reps_warn_ratio", "weekly_reps_reason_ratio"),
)


@dataclass(frozen=True)
class Thresholds:
    """Every number of rules LS-01 to LS-25; a `_ratio` is a share (of the one-rep max where no other is named).

    LS-01 data sanity [design]: `max_load_kg`, sets and reps, all inclusive.
    LS-02, LS-03 the band, inclusive [design, seed S14].
    LS-06 `supramaximal_ceiling_ratio` [design, in line with R6, R7]: above 1.00, at most 1.30.
    LS-07 over the one-rep max only from `adult_age_years` up to, not including, `older_age_years` [design].
    LS-05 the gates of 1.3 [design, in line with R6, R7].
    LS-10 days a one-rep max is current, in rehab, and the last day before it has expired [design, 2.1].
    LS-11 `sure_reps`: an estimate from more is unsure [verified: R18].
    LS-13 rise over the last completed load: 10 % [verified: R15b], 20 % [design].
    LS-14 weekly eccentric repetitions against the mean of three weeks, not before `ramp_weeks` are over [design].
    LS-15 `week_one`, the first row of the ramp [design, based on R13, R14].
    LS-16 `min_rest_hours` between sessions of a muscle group [design].
    LS-17 `doms_stop_nrs` [design]. LS-22 `new_pain_nrs`, and the load it suggests to take off [design].
    LS-18 weeks after knee ligament surgery [known, 8.1].
    LS-20 elbow and wrist: share, and rise in kg over the last session [design, seed S13].
    LS-23 seconds of lowering that are usual (TP-1 of 1.4, inclusive) [design, seed S8]; those of lowering and of one
    repetition above which no added benefit is expected [verified: R5].
    LS-24 big barbell lifts without safety arms or spotter [design].

    Raises ValueError for a number that is not finite or not above 0, out of order, or looser than a hard limit.
    """

    max_load_kg: Decimal = MAX_LOAD_KG
    min_sets: int = 1
    max_sets: int = 12
    min_reps: int = 1
    max_reps: int = 60
    band_lower_ratio: Decimal = LOWER_RATIO
    band_upper_ratio: Decimal = UPPER_RATIO
    supramaximal_ceiling_ratio: Decimal = D("1.20")
    adult_age_years: int = 18
    older_age_years: int = 65
    gate_one_rm_days: int = CURRENT_DAYS
    gate_training_months: int = 12
    gate_eccentric_weeks: int = 4
    gate_block_weeks: int = 4
    gate_barbell_spotters: int = 2
    gate_other_spotters: int = 1
    one_rm_current_days: int = CURRENT_DAYS
    one_rm_current_rehab_days: int = CURRENT_REHAB_DAYS
    one_rm_expired_days: int = STALE_DAYS
    sure_reps: int = NORMAL_REPS
    load_rise_warn_ratio: Decimal = D("0.10")
    load_rise_reason_ratio: Decimal = D("0.20")
    weekly_reps_warn_ratio: Decimal = D("1.3")
    weekly_reps_reason_ratio: Decimal = D("1.5")
    ramp_weeks: int = 4
    week_one: RampWeek = RAMP[0]
    min_rest_hours: int = 48
    doms_stop_nrs: int = 7
    early_knee_weeks: int = 12
    small_joint_ratio: Decimal = D("0.70")
    small_joint_rise_kg: Decimal = D(1)
    new_pain_nrs: int = 3
    new_pain_cut_ratio: Decimal = D("0.20")
    usual_lowering_from_s: int = 3
    usual_lowering_to_s: int = 5
    slow_lowering_s: int = 8
    slow_rep_s: int = 10
    unspotted_ratio: Decimal = D("0.85")

    def __post_init__(self):
        for name in NUMBERS:
            self.check_number(name, getattr(self, name))
        for low, high in RISING:
            if getattr(self, low) >= getattr(self, high):
                raise ValueError(f"{low} is below {high}, got {getattr(self, low)} and {getattr(self, high)}")
        if self.band_upper_ratio > CAPACITY_RATIO:
            raise ValueError(f"band_upper_ratio is the one-rep max at most, got {self.band_upper_ratio}")
        if self.supramaximal_ceiling_ratio <= CAPACITY_RATIO:
            ceiling = self.supramaximal_ceiling_ratio
            raise ValueError(f"supramaximal_ceiling_ratio is above the one-rep max, got {ceiling}")

    def check_number(self, name, value):
        """Refuse what is no number above 0, a float, or looser than a hard limit."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise ValueError(f"{name} is an int or a Decimal, got {value!r}")
        if not D(value).is_finite() or value <= 0:
            raise ValueError(f"{name} is above 0, got {value}")
        if name in NEVER_ABOVE and value > NEVER_ABOVE[name]:
            raise ValueError(f"{name} is never above {NEVER_ABOVE[name]}, got {value}")
        if name in NEVER_BELOW and value < NEVER_BELOW[name]:
            raise ValueError(f"{name} is never below {NEVER_BELOW[name]}, got {value}")

    def named(self, *names):
        """The numbers called `names`, for a finding."""
        return {name: getattr(self, name) for name in names}


NUMBERS = tuple(field.name for field in fields(Thresholds) if field.name != "week_one")
DEFAULTS = Thresholds()
