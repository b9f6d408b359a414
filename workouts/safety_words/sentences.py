"""What a finding says, in parts: its title, what was found, and what to do next.

A `%(name)s` is an input or a threshold of the finding, with its unit.
"""

from django.utils.translation import gettext_noop as noop

from ..safety import Level

TITLES = {
    "sanity": noop("Numbers that cannot be"),
    "in_band": noop("Within the band"),
    "below_band": noop("Below the band"),
    "above_band": noop("Above the band"),
    "above_capacity": noop("More than can be lifted"),
    "supramaximal": noop("More than can be lifted, with help"),
    "above_ceiling": noop("Above the ceiling"),
    "protected": noop("Who may not go over the 1RM"),
    "percent_of_nothing": noop("Per cent without a 1RM"),
    "no_one_rm": noop("Load without a 1RM"),
    "old_one_rm": noop("Age of the 1RM"),
    "unsure_one_rm": noop("Unsure estimate"),
    "help": noop("Partner or spotter"),
    "load_rise": noop("Rise of the load"),
    "weekly_rise": noop("Rise of the week"),
    "first_exposure": noop("First exposure"),
    "short_rest": noop("Rest between sessions"),
    "sore_or_painful": noop("Soreness and pain"),
    "cautions": noop("Cautions of the exercise"),
    "outside_phase": noop("Phase of the protocol"),
    "small_joint": noop("Elbow and wrist"),
    "shoulder": noop("Shoulder"),
    "arm_pain": noop("New pain of the arm"),
    "tempo": noop("Tempo"),
    "unspotted": noop("Heavy barbell without help"),
    "screening": noop("Health screening"),
}

# By rule, or by rule and variant (see `variant`).
FACTS = {
    "LS-01": noop(
        "%(wrong)s cannot be; possible are %(min_sets)s to %(max_sets)s of %(min_reps)s to %(max_reps)s with up "
        "to %(max_load_kg)s"
    ),
    "LS-02": noop("%(ratio)s of the 1RM is within the band of %(band_lower_ratio)s to %(band_upper_ratio)s"),
    "LS-02b": noop("%(ratio)s of the 1RM is below the band of %(band_lower_ratio)s to %(band_upper_ratio)s"),
    "LS-03": noop("%(ratio)s of the 1RM is above the band, which ends at %(band_upper_ratio)s"),
    "LS-04": noop(
        "%(ratio)s of the 1RM is more than can be lifted, and this method has no help with the lift"
    ),
    "LS-05": noop("%(ratio)s of the 1RM is more than can be lifted; every condition for it is met"),
    ("LS-05", "draft"): noop(
        "%(ratio)s of the 1RM is more than can be lifted; it has conditions for each person"
    ),
    ("LS-05", "missing"): noop("%(ratio)s of the 1RM needs what is not met or not known here: %(missing)s"),
    "LS-06": noop("%(ratio)s of the 1RM is above the ceiling of %(supramaximal_ceiling_ratio)s"),
    "LS-07": noop(
        "%(ratio)s of the 1RM is above %(capacity_ratio)s, which is not for rehab (here: %(is_rehab)s), nor under "
        "%(adult_age_years)s or from %(older_age_years)s on (here: %(age_years)s)"
    ),
    "LS-08": noop("%(load_pct)s of the 1RM is asked for, and no 1RM is known"),
    "LS-09": noop(
        "%(load_kg)s cannot be compared with the band of %(band_lower_ratio)s to %(band_upper_ratio)s, because no "
        "1RM is known"
    ),
    "LS-10": noop("the 1RM is %(one_rm_age_days)s old, more than %(current_days)s"),
    ("LS-10", "reason"): noop("the 1RM is %(one_rm_age_days)s old and expired after %(one_rm_expired_days)s"),
    ("LS-10", "unknown"): noop(
        "the day of the 1RM is not known, and it expires after %(one_rm_expired_days)s"
    ),
    "LS-11": noop("the 1RM was estimated from %(one_rm_reps)s, and above %(sure_reps)s that is unsure"),
    ("LS-11", "unknown"): noop("it is not known whether the 1RM was estimated from at most %(sure_reps)s"),
    "LS-12": noop("this needs a partner, a spotter or safety arms: not confirmed (helpers: %(spotters)s)"),
    "LS-13": noop(
        "%(load_kg)s is %(rise_ratio)s more than the %(last_load_kg)s of the last session (to confirm above "
        "%(load_rise_warn_ratio)s, with a reason above %(load_rise_reason_ratio)s)"
    ),
    ("LS-13", "bare"): noop("%(load_kg)s follows a session with %(last_load_kg)s"),
    ("LS-13", "unknown"): noop(
        "%(load_kg)s cannot be compared, because the load of the last session is not known"
    ),
    ("LS-13", "ramp"): noop(
        "%(load_kg)s is %(rise_ratio)s more than the %(last_load_kg)s of the last session: this is easing in, from "
        "week %(last_ramp_week)s of it (up to %(last_ramp_ratio)s of the 1RM) to week %(ramp_week)s (up to "
        "%(ramp_ratio)s)"
    ),
    "LS-14": noop(
        "%(weekly_reps)s of slow lowering this week, against a mean of %(mean_weekly_reps)s (to confirm above "
        "%(weekly_reps_warn_ratio)s of it, with a reason above %(weekly_reps_reason_ratio)s)"
    ),
    ("LS-14", "unknown"): noop("the repetitions of this week and of the three before are not all known"),
    "LS-15": noop(
        "a first time starts light and few, and this is above it (%(above)s): at most %(first_sets)s of "
        "%(first_reps)s at %(first_ratio)s of the 1RM, %(first_session_reps)s for a muscle"
    ),
    ("LS-15", "unknown"): noop(
        "a first time starts at up to %(first_ratio)s of the 1RM, and no 1RM is known"
    ),
    "LS-16": noop(
        "only %(hours_since_group)s since this muscle group was trained, less than %(min_rest_hours)s"
    ),
    ("LS-16", "ramp"): noop(
        "%(later_session)s comes %(hours_since_group)s after %(earlier_session)s for the same muscle group, and week "
        "%(ramp_week)s of easing in asks for %(ramp_rest_hours)s between them"
    ),
    ("LS-16", "unknown"): noop("it is not known whether this muscle group had %(min_rest_hours)s of rest"),
    "LS-17": noop(
        "soreness is %(open_doms_nrs)s (stop from %(doms_stop_nrs)s), pain marked red: %(is_pain_red)s"
    ),
    ("LS-17", "unknown"): noop(
        "an answer is missing (%(unknown)s); soreness from %(doms_stop_nrs)s is a stop"
    ),
    "LS-18": noop("a caution of this exercise applies: %(code)s"),
    ("LS-18", "unknown"): noop("cautions of this exercise cannot be checked yet: %(codes)s"),
    "LS-19": noop("this exercise is not listed in the current phase of the protocol"),
    ("LS-19", "unknown"): noop(
        "it is not known whether the current phase of the protocol lists this exercise"
    ),
    "LS-20": noop(
        "elbow and wrist stay within %(small_joint_ratio)s of the 1RM and rise by at most %(small_joint_rise_kg)s "
        "(here: %(ratio)s, rise: %(rise_kg)s)"
    ),
    "LS-21": noop("this is overhead or pulling work, and a shoulder needs care"),
    ("LS-21", "unknown"): noop(
        "this is overhead or pulling work: it is not known whether a shoulder needs care"
    ),
    "LS-22": noop(
        "new pain of wrist, elbow or shoulder was %(new_arm_pain_nrs)s, and from %(new_pain_nrs)s on "
        "%(new_pain_cut_ratio)s less load is suggested (%(suggested_load_kg)s)"
    ),
    ("LS-22", "bare"): noop(
        "new pain of wrist, elbow or shoulder was %(new_arm_pain_nrs)s, and from %(new_pain_nrs)s on "
        "%(new_pain_cut_ratio)s less is suggested"
    ),
    ("LS-22", "unknown"): noop(
        "no answer about wrist, elbow or shoulder after the last session (pain counts from %(new_pain_nrs)s on)"
    ),
    "LS-23": noop(
        "lowering takes %(down_s)s and a repetition %(rep_s)s; above %(slow_lowering_s)s or %(slow_rep_s)s no "
        "added benefit is expected"
    ),
    ("LS-23", "fast"): noop(
        "lowering takes %(down_s)s, which is fast: usual are %(usual_lowering_from_s)s to %(usual_lowering_to_s)s"
    ),
    ("LS-23", "slow"): noop(
        "lowering takes %(down_s)s, which is slow: usual are %(usual_lowering_from_s)s to %(usual_lowering_to_s)s"
    ),
    "LS-24": noop(
        "%(ratio)s of the 1RM on a barbell is above %(unspotted_ratio)s without confirmed safety arms or a spotter"
    ),
    "LS-25": noop("a yes in the health screening has not been cleared"),
    ("LS-25", "unknown"): noop("the health screening has not been answered"),
}

# What to do next; where a rule says nothing of its own, its level does.
NEXT = {
    Level.OK: noop("nothing is needed"),
    Level.INFO: noop("that is fine for a start, in rehab and in older age"),
    Level.WARN: noop("confirm it or choose less"),
    Level.OVERRIDE: noop("choose less or give a reason"),
    Level.BLOCK: noop("choose less"),
    "LS-01": noop("correct it"),
    ("LS-05", "missing"): noop("complete these or choose less"),
    "LS-08": noop("test or estimate a 1RM, or prescribe by effort"),
    "LS-09": noop("confirm it or test a 1RM"),
    "LS-10": noop("confirm that it still holds or test again"),
    ("LS-10", "reason"): noop("test again or give a reason"),
    ("LS-10", "unknown"): noop("test again or give a reason"),
    "LS-11": noop("confirm it or test with fewer repetitions"),
    ("LS-11", "unknown"): noop("confirm it or test again"),
    "LS-12": noop("confirm the help before starting or choose another exercise"),
    "LS-16": noop("confirm it or choose another day"),
    ("LS-16", "unknown"): noop("confirm it or choose another day"),
    "LS-17": noop("wait until a professional has looked at it"),
    ("LS-17", "unknown"): noop("ask before starting"),
    "LS-18": noop("choose another exercise"),
    ("LS-18", "reason"): noop("choose another exercise or give a reason"),
    ("LS-18", "confirm"): noop("confirm that support is in reach"),
    ("LS-18", "unknown"): noop("complete the health questions or confirm it"),
    "LS-19": noop("choose another exercise or give a reason"),
    ("LS-19", "unknown"): noop("look at the phase and confirm it"),
    "LS-21": noop("choose another exercise or give a reason"),
    ("LS-21", "unknown"): noop("ask and confirm it"),
    ("LS-22", "unknown"): noop("ask before starting"),
    "LS-23": noop("confirm it or choose a faster tempo"),
    ("LS-23", "fast"): noop("that is fine where it is meant so"),
    "LS-24": noop("confirm safety arms or a spotter, choose less or give a reason"),
    "LS-25": noop("record the clearance before the program starts"),
    ("LS-25", "unknown"): noop("answer it before the program starts"),
}

CLIENT_NEXT = {
    Level.OK: noop("nothing is needed"),
    Level.INFO: noop("nothing is needed"),
    Level.WARN: noop("look again, then go on or do less"),
    Level.OVERRIDE: noop("do less or ask your trainer first"),
    Level.BLOCK: noop("leave it out and ask your trainer"),
}
