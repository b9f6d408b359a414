"""What the safety rules are asked about: one exercise, for one person, at one moment. [pure]

None means "not known" and never counts as safe or as zero: help, gates and clearance that are not known are absent; a
person not known to be outside rehab counts as in rehab; a first exposure not known to be past counts as first; a
comparison with an unknown number asks (WARN) instead of passing.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from ..tempo import Tempo

# Methods in which somebody or something helps with the lift (1.2): only they may go over the one-rep max.
PARTNER_METHODS = frozenset({"partner_assisted"})
ASSISTED_METHODS = PARTNER_METHODS | {"supramaximal", "ael"}
LIMB_METHODS = frozenset({"two_up_one_down"})
STATIC_METHODS = frozenset({"isometric"})
# One limb of a bilateral one-rep max (2.6, design: ignores that two limbs together do less than twice one).
LIMB_SHARE = Decimal("0.5")


def is_usable(number):
    """Whether `number` is known, finite and 0 or more."""
    return number is not None and Decimal(number).is_finite() and number >= 0


@dataclass(frozen=True)
class Dose:
    """What is asked for, or at `log` what was done; either `reps` or `duration_s` counts a set.

    `load_pct` when the load was asked for in per cent of the one-rep max; `load_kg` is the weight it came to or that
    was typed, None for no weight. `ceiling_kg`: up to here the load was accepted when it was issued.
    `method` is a key of 1.2; one that is not known has no help.
    """

    sets: int | None = None
    reps: int | None = None
    duration_s: int | None = None
    load_pct: Decimal | None = None
    load_kg: Decimal | None = None
    ceiling_kg: Decimal | None = None
    tempo: Tempo | None = None
    method: str | None = None

    def __post_init__(self):
        if any(isinstance(load, float) for load in (self.load_pct, self.load_kg, self.ceiling_kg)):
            raise TypeError(f"loads are Decimal, never float, got {self}")

    @property
    def is_percent(self):
        return self.load_pct is not None

    @property
    def has_load(self):
        """Whether a weight above 0 is asked for; one that is not a number belongs to LS-01 alone."""
        return any(is_usable(load) and load > 0 for load in (self.load_pct, self.load_kg))

    @property
    def is_within_ceiling(self):
        """Whether the weight is one that was accepted when it was issued."""
        return is_usable(self.load_kg) and self.ceiling_kg is not None and self.load_kg <= self.ceiling_kg


@dataclass(frozen=True)
class OneRepMaxState:
    """The newest one-rep max of this exercise and side; `bilateral_kg` is that of both sides, for one-limb lowering.

    `reps` it was estimated from; `is_direct` when it was tested with one repetition.
    """

    kg: Decimal | None = None
    bilateral_kg: Decimal | None = None
    age_days: int | None = None
    reps: int | None = None
    is_direct: bool | None = None

    def __post_init__(self):
        for kg in (self.kg, self.bilateral_kg):
            if kg is not None and not (is_usable(kg) and kg > 0):
                raise ValueError(f"a one-rep max is above 0 kg, got {kg}")

    def references_kg(self, method):
        """The weights a load is compared with, in kg; none when nothing valid is known.

        Lowering with one limb is compared with that limb (half of both where it was not measured) and with both
        (2.6).
        """
        if method not in LIMB_METHODS:
            return [self.kg] if self.kg is not None else []
        if self.bilateral_kg is None:
            return [self.kg] if self.kg is not None else []
        return [self.kg if self.kg is not None else self.bilateral_kg * LIMB_SHARE, self.bilateral_kg]


@dataclass(frozen=True)
class Person:
    """Who trains; `flags` are caution codes of 8.1 that are open now, `conditions` its condition codes.

    `bone_track` is A, B or C of 6.4; `weeks_since_knee_surgery` of a ligament; `is_technique_ok` a confirmed hinge
    with a straight back; `is_screening_open` a yes of 3.4 that nobody cleared.
    """

    age_years: int | None = None
    is_rehab: bool | None = None
    flags: frozenset[str] | None = None
    conditions: frozenset[str] | None = None
    bone_track: str | None = None
    weeks_since_knee_surgery: int | None = None
    is_technique_ok: bool | None = None
    training_months: int | None = None
    eccentric_weeks: int | None = None
    is_screening_open: bool | None = None

    @property
    def has_shoulder_flag(self):
        return None if self.flags is None else "shoulder" in self.flags

    def has_flag(self, code):
        return code in (self.flags or ())

    def has_condition(self, code):
        return code in (self.conditions or ())


@dataclass(frozen=True)
class History:
    """What was done before; weekly repetitions are eccentric ones of the muscle group.

    `exposure_week` is the week of the ramp 1.6; `session_reps` those of the muscle group in this session;
    `earlier_weekly_reps` the three weeks before, None for a week not on record; `supramaximal_weeks` weeks above the
    one-rep max, with this one, since two weeks at 85 % or less; `new_arm_pain_nrs` the worst new pain of wrist, elbow
    or shoulder after the last session.
    """

    is_first_exposure: bool | None = None
    exposure_week: int | None = None
    last_load_kg: Decimal | None = None
    session_reps: int | None = None
    weekly_reps: int | None = None
    earlier_weekly_reps: tuple[int | None, ...] = (None, None, None)
    hours_since_group: Decimal | int | None = None
    supramaximal_weeks: int | None = None
    new_arm_pain_nrs: int | None = None

    @property
    def counts_as_first(self):
        """Whether this is, or may be, the first eccentric exposure: also where neither is known."""
        if self.exposure_week is not None:
            return self.exposure_week == 1 or self.is_first_exposure is True
        return self.is_first_exposure is not False


@dataclass(frozen=True, kw_only=True)
class ExerciseTraits:
    """What the library says about the exercise: nothing here is ever unknown, so nothing has a default.

    `is_small_joint`: isolates elbow or wrist; `is_barbell_big_lift`: barbell squat, bench or overhead press;
    `is_upper_limb`: loads wrist, elbow or shoulder; `is_daily_tendon_work`: meant for every day (LS-16).
    """

    cautions: frozenset[str]
    is_small_joint: bool
    is_overhead_or_pulling: bool
    is_upper_limb: bool
    is_barbell: bool
    is_barbell_big_lift: bool
    is_daily_tendon_work: bool


@dataclass(frozen=True)
class Setting:
    """Where, with whom and in which state; `is_reviewed`: a professional cleared soreness and pain with a reason.

    `open_doms_nrs` is the newest soreness of the region that has not settled, 0 when it was asked and there is none.
    """

    is_partner_confirmed: bool | None = None
    has_safety_arms: bool | None = None
    spotters: int | None = None
    is_in_person: bool | None = None
    is_home: bool | None = None
    open_doms_nrs: int | None = None
    is_pain_red: bool | None = None
    is_pain_amber: bool | None = None
    is_reviewed: bool | None = None
    is_in_current_phase: bool | None = None

    @property
    def helpers(self):
        """How many people are known to help; a confirmed partner is one."""
        return max(self.spotters or 0, int(self.is_partner_confirmed is True))

    @property
    def has_safety_arms_or_spotter(self):
        return self.has_safety_arms is True or self.helpers > 0


@dataclass(frozen=True)
class Case:
    """Everything the rules look at; what is left out is not known."""

    dose: Dose
    traits: ExerciseTraits
    one_rep_max: OneRepMaxState = field(default_factory=OneRepMaxState)
    person: Person = field(default_factory=Person)
    history: History = field(default_factory=History)
    setting: Setting = field(default_factory=Setting)

    @property
    def references_kg(self):
        return self.one_rep_max.references_kg(self.dose.method)

    @property
    def ratio(self):
        """The load as a share of the one-rep max, the larger where per cent and weight are both given.

        None when there is no load, none that is a number, or nothing to compare it with. Weights have 10 decimals at
        most, so that a quotient of 28 digits never falls onto a limit that it misses.
        """
        shares = [self.dose.load_pct / 100] if is_usable(self.dose.load_pct) else []
        if is_usable(self.dose.load_kg):
            shares += [self.dose.load_kg / kg for kg in self.references_kg]
        return max(shares, default=None)
