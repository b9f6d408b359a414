"""What a chart says, in one sentence. With a `name` it is told about that client, without one to the client.

It compares and never judges: less is said as plainly as more, and a week without training is a week.
"""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from .choices import OneRepMaxMethod, Side
from .loads import KG, Load, displayed
from .shorthand import plain

# Each sentence to the client, and about them.
LOWERED = {
    "more": (
        noop("You lowered for %(last)s s last week, %(change)s s more than the week before."),
        noop("%(name)s lowered for %(last)s s last week, %(change)s s more than the week before."),
    ),
    "less": (
        noop("You lowered for %(last)s s last week, %(change)s s less than the week before."),
        noop("%(name)s lowered for %(last)s s last week, %(change)s s less than the week before."),
    ),
    "same": (
        noop("You lowered for %(last)s s last week, as long as the week before."),
        noop("%(name)s lowered for %(last)s s last week, as long as the week before."),
    ),
    "now": (
        noop("You lowered for %(now)s s so far this week."),
        noop("%(name)s lowered for %(now)s s so far this week."),
    ),
}
MOVED = {
    "more": (
        noop("You moved %(last)s %(unit)s last week, %(change)s %(unit)s more than the week before."),
        noop("%(name)s moved %(last)s %(unit)s last week, %(change)s %(unit)s more than the week before."),
    ),
    "less": (
        noop("You moved %(last)s %(unit)s last week, %(change)s %(unit)s less than the week before."),
        noop("%(name)s moved %(last)s %(unit)s last week, %(change)s %(unit)s less than the week before."),
    ),
    "same": (
        noop("You moved %(last)s %(unit)s last week, as much as the week before."),
        noop("%(name)s moved %(last)s %(unit)s last week, as much as the week before."),
    ),
    "now": (
        noop("You moved %(now)s %(unit)s so far this week."),
        noop("%(name)s moved %(now)s %(unit)s so far this week."),
    ),
}
KEPT = (
    noop("You did %(done)s of %(due)s planned sessions in the last 12 weeks."),
    noop("%(name)s did %(done)s of %(due)s planned sessions in the last 12 weeks."),
)
NOTHING_LATELY = noop("Nothing was recorded last week or this week; the weeks before stand below.")


def lowering_reading(sums, name=""):
    """The last whole week's lowering beside the week before; `sums` are WeekSums, the running week last."""
    return weekly_reading([week.lowering_s for week in sums], "s", LOWERED, name)


def tonnage_reading(sums, unit, name=""):
    """The same of the weight moved, in whole `unit`."""
    return weekly_reading([whole(week.tonnage_kg, unit) for week in sums], unit, MOVED, name)


def weekly_reading(amounts, unit, sentences, name):
    """One of the `sentences` about `amounts` by week, the running week last."""
    before, last, now = [0, 0, *amounts][-3:]
    if not (last or now):
        return _(NOTHING_LATELY)
    if not last:
        key = "now"
    elif last == before:
        key = "same"
    else:
        key = "more" if last > before else "less"
    words = {
        "name": name,
        "last": grouped(last),
        "now": grouped(now),
        "change": grouped(abs(last - before)),
        "unit": unit,
    }
    return _(sentences[key][bool(name)]) % words


def kept_reading(progress, name=""):
    """How many planned sessions of the last 12 weeks were done."""
    return _(KEPT[bool(name)]) % {"name": name, "done": progress.done, "due": progress.due}


def maxima_reading(maxima, unit):
    """The newest one-rep max of Maxima beside the first of the weeks shown, in `unit`."""
    first, newest = (displayed(row.load, unit).value for row in (maxima.history[0], maxima.row))
    is_tested = maxima.row.method == OneRepMaxMethod.DIRECT
    whole_sentence = {
        (1, True): _("%(change)s %(unit)s more than %(first)s %(unit)s at first; tested."),
        (1, False): _("%(change)s %(unit)s more than %(first)s %(unit)s at first; estimated."),
        (-1, True): _("%(change)s %(unit)s less than %(first)s %(unit)s at first; tested."),
        (-1, False): _("%(change)s %(unit)s less than %(first)s %(unit)s at first; estimated."),
        (0, True): _("The same %(first)s %(unit)s as at first; tested."),
        (0, False): _("The same %(first)s %(unit)s as at first; estimated."),
    }[(newest > first) - (newest < first), is_tested]
    return whole_sentence % {"change": plain(abs(newest - first)), "first": plain(first), "unit": unit}


def answers_reading(answers):
    """The newest of Answers, and the highest, each out of 10."""
    newest, highest = answers[-1].nrs, max(answer.nrs for answer in answers)
    if len(answers) == 1:
        return _("%(newest)s of 10 after the only session with an answer.") % {"newest": newest}
    if newest == highest:
        return _("%(newest)s of 10 last; it was not higher in these weeks.") % {"newest": newest}
    return _("%(newest)s of 10 last; %(highest)s at its highest in these weeks.") % {
        "newest": newest,
        "highest": highest,
    }


def sides_reading(pair, unit):
    """Both amounts of a SidePair, and what the lesser one is of the greater."""
    words = {"left": side_amount(pair, pair.left, unit), "right": side_amount(pair, pair.right, unit)}
    if pair.weaker is None:
        return _("Left and right are the same: %(left)s.") % words
    words["pct"] = pair.share_pct
    if pair.weaker == Side.LEFT:
        return _("Left %(left)s, right %(right)s: left is %(pct)s %% of right.") % words
    return _("Left %(left)s, right %(right)s: right is %(pct)s %% of left.") % words


def side_amount(pair, amount, unit):
    """`12 kg` or `96 s` of one side of a SidePair."""
    if pair.is_load:
        load = displayed(Load(amount, KG), unit)
        return f"{plain(load.value)} {load.unit}"
    return f"{grouped(amount)} s"


def whole(tonnage_kg, unit):
    """Tonnage in whole `unit`."""
    return int(Load(tonnage_kg, KG).to(unit).value.quantize(Decimal(1)))


def grouped(number):
    """A whole number with its thousands apart."""
    return number_format(number, use_l10n=True, force_grouping=True)
