"""What of a dose no cell shows, in words: what is lifted, help, a flywheel's inertia, how it goes on."""

from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from .choices import Method, ProgressionRule
from .loads import Load
from .shorthand import plain

# From so long on, a time is said in minutes.
MINUTES_FROM_S = 120


def method_words(dose):
    """How the weight gets back up, where it is not the usual way."""
    return "" if dose.method == Method.SLOW_LOWERING else str(Method(dose.method).label)


def lift_words(dose):
    """`lift 40 %` or `lift 60 kg`, where less is lifted than lowered.

    Once a per cent has come to a load, `lift about 30 kg`: the same share of it, rounded down to a whole kg or lb.
    """
    if dose.lift:
        return _("lift %(load)s") % {"load": load_words(dose.lift)}
    if dose.lift_pct is None:
        return ""
    if share := lift_share(dose):
        return _("lift about %(load)s") % {"load": load_words(share)}
    return _("lift %(load)s") % {"load": f"{plain(dose.lift_pct)} %"}


def lift_share(dose):
    """The Load that a per cent to lift comes to beside the load to lower, in whole kg or lb; None without both."""
    if dose.lift_pct is None or not (dose.load and dose.load_pct):
        return None
    share = dose.load.value * dose.lift_pct / dose.load_pct
    return Load(share.quantize(Decimal(1), ROUND_DOWN), dose.load.unit)


def is_in_minutes(duration_s):
    """Whether a time is said in minutes: a long one that is no odd number of seconds."""
    return duration_s >= MINUTES_FROM_S and duration_s % 6 == 0


def time_words(duration_s):
    """`45 s`, or `20 min` and `2.5 min` of a long time."""
    if is_in_minutes(duration_s):
        return _("%(minutes)s min") % {"minutes": plain(Decimal(duration_s) / 60)}
    return f"{duration_s} s"


def load_words(load):
    """`60 kg`."""
    return f"{plain(load.value)} {load.unit}"


def assist_words(dose):
    """`10 kg help`, where there is some."""
    if not dose.assist:
        return ""
    return _("%(load)s help") % {"load": load_words(dose.assist)}


def inertia_words(dose):
    """`0.05 kg m²` of a flywheel."""
    return "" if dose.inertia_kgm2 is None else f"{plain(dose.inertia_kgm2)} kg m²"


def progression_words(dose):
    """How the dose goes on by itself, where a rule says so."""
    return "" if dose.progression == ProgressionRule.NONE else str(ProgressionRule(dose.progression).label)


def way_words(dose):
    """The method with all that belongs to it, as the client needs it: `heavier down than up, lift 60 kg`."""
    words = [method_words(dose), lift_words(dose), assist_words(dose), inertia_words(dose)]
    return ", ".join(word for word in words if word)
