"""Fields for lists of weights: `20x2, 10x4` for plates, `2, 4, 6` or `2-20 step 2` for what comes one by one."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ..plates import MAX_PLATES
from ..shorthand import plain

MAX_KINDS, MAX_WEIGHTS = 15, 200
NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
PLATE = re.compile(rf"({NUMBER})\s*[x×*]\s*(\d{{1,3}})")
# Between the entries of a list: a comma inside a number is a decimal point, as everywhere.
BETWEEN = re.compile(r"\s*(?:;|\n|,(?=\s)|,$)\s*")
RANGE = re.compile(rf"({NUMBER})\s*(?:-|–|to)\s*({NUMBER})(?:\s*(?:step|/)\s*({NUMBER}))?")
# So many numbers in a row are written out; more are a range when they are read again.
FEWEST_IN_A_RANGE = 4


def decimal(text):
    """A number typed with a point or a comma."""
    return Decimal(text.replace(",", "."))


class PlatesField(forms.CharField):
    """Plates and how many there are of each, counted singly: `20x2, 10x4` is ((20, 2), (10, 4))."""

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(f"{plain(Decimal(weight))}x{count}" for weight, count in value)

    def to_python(self, value):
        plates = [self.plate(entry) for entry in plate_entries(super().to_python(value))]
        refuse_twice([weight for weight, _count in plates])
        if len(plates) > MAX_KINDS:
            raise forms.ValidationError(
                _("Up to %(most)s kinds of plates go here."), params={"most": MAX_KINDS}
            )
        return tuple(plates)

    def plate(self, entry):
        """(Weight, count) of one entry."""
        found = PLATE.fullmatch(entry)
        if not found or not decimal(found[1]):
            raise forms.ValidationError(
                _("“%(entry)s” is not read as a plate. Write weight x number, such as 20x2, 10x4."),
                params={"entry": entry},
            )
        weight, count = decimal(found[1]), int(found[2])
        if count % 2 or not count:
            raise forms.ValidationError(
                _(
                    "%(weight)s: both ends of the bar carry the same, so count pairs: 2, 4, 6. Here it is %(count)s."
                ),
                params={"weight": plain(weight), "count": count},
            )
        if count > MAX_PLATES:
            raise forms.ValidationError(
                _("%(weight)s: up to %(most)s plates of a kind go here."),
                params={"weight": plain(weight), "most": MAX_PLATES},
            )
        return weight, count


class WeightsField(forms.CharField):
    """Weights that are picked or pinned one by one: `2, 4, 6` or `2-20 step 2`, or both."""

    def prepare_value(self, value):
        return (
            value if isinstance(value, str) or value is None else condensed([Decimal(text) for text in value])
        )

    def to_python(self, value):
        weights = [
            weight for entry in weight_entries(super().to_python(value)) for weight in self.weights(entry)
        ]
        refuse_twice(weights)
        if len(weights) > MAX_WEIGHTS:
            raise forms.ValidationError(_("Up to %(most)s weights go here."), params={"most": MAX_WEIGHTS})
        return tuple(sorted(weights))

    def weights(self, entry):
        """The weights of one entry."""
        if re.fullmatch(NUMBER, entry):
            found = [decimal(entry)]
        elif between := RANGE.fullmatch(entry):
            found = self.spread(entry, *between.groups())
        else:
            found = []
        if not found or not found[0]:
            raise forms.ValidationError(
                _("“%(entry)s” is not read as a weight. Write 2, 4, 6 or 2-20 step 2."),
                params={"entry": entry},
            )
        return found

    def spread(self, entry, least, most, step):
        """The weights of a range, both ends included."""
        if step is None or not decimal(step):
            raise forms.ValidationError(
                _("“%(entry)s” needs its step, such as %(least)s-%(most)s step 2."),
                params={"entry": entry, "least": least, "most": most},
            )
        least, most, step = decimal(least), decimal(most), decimal(step)
        # One more than may be kept is enough to say that they are too many.
        count = min(int((most - least) // step) + 1, MAX_WEIGHTS + 1)
        return [least + number * step for number in range(count)]


def plate_entries(text):
    """The parts of a list of plates; the count ends one, whatever stands between it and the next."""
    parted = BETWEEN.split(PLATE.sub(lambda found: f"{found[0]};", text))
    return [entry for part in parted if (entry := part.strip(" ,"))]


def weight_entries(text):
    """The parts of a list of weights; a list of whole numbers needs no space after its commas."""
    if re.fullmatch(r"\d+(?:,\d+){2,}", text):
        return text.split(",")
    return [part for part in BETWEEN.split(text) if part]


def refuse_twice(weights):
    """Raise ValidationError where a weight is listed twice."""
    for number, weight in enumerate(weights):
        if weight in weights[:number]:
            raise forms.ValidationError(
                _("%(weight)s is listed twice. Write it once."), params={"weight": plain(weight)}
            )


def condensed(weights):
    """Sorted `weights` as WeightsField reads them, with equal steps written as a range."""
    words, rest = [], list(weights)
    while rest:
        count = in_a_row(rest)
        if count >= FEWEST_IN_A_RANGE:
            words.append(f"{plain(rest[0])}-{plain(rest[count - 1])} step {plain(rest[1] - rest[0])}")
        else:
            count = 1
            words.append(plain(rest[0]))
        rest = rest[count:]
    return ", ".join(words)


def in_a_row(weights):
    """How many of the first of `weights` are the same step apart."""
    steps = [after - before for before, after in zip(weights, weights[1:], strict=False)]
    return next((n for n, step in enumerate(steps, 1) if step != steps[0]), len(weights))
