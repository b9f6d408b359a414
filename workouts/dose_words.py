"""What of a dose no cell shows, in words: what is lifted, help, a flywheel's inertia, how it goes on."""

from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from .choices import Method, ProgressionRule
from .shorthand import plain


def method_words(dose):
    """How the weight gets back up, where it is not the usual way."""
    return "" if dose.method == Method.SLOW_LOWERING else str(Method(dose.method).label)


def lift_words(dose):
    """`lift 40 %` or `lift 60 kg`, where less is lifted than lowered.

    Once a per cent has come to a load, `lift about 30 kg`: the same share of it, rounded down to a whole kg or lb.
    """
    if dose.lift:
        return _("lift %(load)s") % {"load": f"{plain(dose.lift.value)} {dose.lift.unit}"}
    if dose.lift_pct is None:
        return ""
    if dose.load and dose.load_pct:
        share = dose.load.value * dose.lift_pct / dose.load_pct
        value = plain(share.quantize(Decimal(1), ROUND_DOWN))
        return _("lift about %(load)s") % {"load": f"{value} {dose.load.unit}"}
    return _("lift %(load)s") % {"load": f"{plain(dose.lift_pct)} %"}


def assist_words(dose):
    """`10 kg help`, where there is some."""
    if not dose.assist:
        return ""
    return _("%(load)s help") % {"load": f"{plain(dose.assist.value)} {dose.assist.unit}"}


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
