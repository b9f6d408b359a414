"""Settings of the practice. [reads]"""

from dataclasses import fields

from .models import SafetyThreshold
from .safety import Thresholds

WHOLE = {field.name for field in fields(Thresholds) if field.type is int}


def read_thresholds():
    """The numbers of the safety rules: the defaults, with what the practice set itself; one query."""
    return with_own(dict(SafetyThreshold.objects.values_list("name", "value")))


def with_own(own):
    """The Thresholds with the values `own` (name -> Decimal) in place of the defaults.

    Raises ValueError for a number that is looser than a hard limit or out of order.
    """
    return Thresholds(**{name: typed(name, value) for name, value in own.items()})


def typed(name, value):
    """`value` (a Decimal) as the threshold `name` has it: days and counts are whole numbers."""
    return int(value) if name in WHOLE else value
