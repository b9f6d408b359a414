"""What differs between a program and a plan issued from it, in words. [reads]"""

from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .differences import Kind
from .dose_words import progression_words, way_words
from .models import ProgramLine
from .models.fields import DoseFields

FIELDS = {name: ProgramLine._meta.get_field(name) for name in DoseFields.DOSE}


@dataclass
class Said:
    """One sentence about a session, with the weeks it holds in: `before` and `after` are doses.

    `codes` are those of the prescriptions that were changed for the client; empty where the difference is not about
    any such. `is_taken`: they are to be taken over all the same.
    """

    session: str
    text: str
    before: str = ""
    after: str = ""
    is_own: bool = False
    weeks: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    is_taken: bool = False

    @property
    def place(self):
        """`Week 3, Day B`, or `Weeks 3, 4 and 5, Day B`."""
        numbers = [str(number) for number in dict.fromkeys(self.weeks)]
        weeks = ngettext("Week %(weeks)s", "Weeks %(weeks)s", len(numbers))
        return f"{weeks % {'weeks': get_text_list(numbers, _('and'))}}, {self.session}"

    @property
    def key(self):
        """The prescriptions that were changed for the client, as a form names them."""
        return ",".join(self.codes)


def words_of(offer, also=()):
    """The Said of an Offer in its order; what is the same in several weeks comes once.

    `also` are the codes (str) of the prescriptions that are to be taken over although changed for the client.
    """
    found = {}
    for one in offer.differences:
        name = one.planned.name if one.planned else one.session.name
        said = (name, *sentence(one, offer), one.is_own)
        known = found.setdefault((one.kind, *said), Said(*said))
        known.weeks.append(one.week)
        if one.is_own:
            known.codes.append(str(one.prescription.code))
            known.is_taken = set(known.codes) <= set(also)
    return list(found.values())


def sentence(one, offer):
    """(Text, dose before, dose after) of one Difference."""
    match one.kind:
        case Kind.NAME:
            return _("is called “%(name)s” now") % {"name": one.session.name}, "", ""
        case Kind.SESSION_ADDED:
            words = {
                "day": date_format(offer.days[one.session.code], "D j F"),
                "names": names_of(one.session.lines.all()),
            }
            return _("is new, on %(day)s: %(names)s") % words, "", ""
        case Kind.SESSION_REMOVED:
            return _("is no longer in the program"), "", ""
        case Kind.ORDER:
            return _("in another order: %(names)s") % {"names": names_of(one.session.lines.all())}, "", ""
        case Kind.LINE_ADDED:
            return _("%(exercise)s is new:") % {"exercise": one.line}, "", dose_words(one.line, one.line)
        case Kind.LINE_REMOVED:
            return _("%(exercise)s is left out") % {"exercise": one.prescription}, "", ""
        case Kind.DOSE:
            before = issued_dose(one.prescription, one.is_own)
            return str(one.line), dose_words(before, one.line), dose_words(one.line, before)


def names_of(rows):
    """The exercises of some lines."""
    return get_text_list([str(row.exercise) for row in rows], _("and")) or _("no exercise yet")


def issued_dose(prescription, is_own):
    """The line a prescription was issued from, as it was; with `is_own` the dose that the client has."""
    plain = prescription.plain_dose() if is_own else prescription.source_dose
    dose = {name: field.to_python(plain.get(name, field.get_default())) for name, field in FIELDS.items()}
    if dose["load_pct"] is not None:
        dose |= {"load_value": None, "load_unit": ""}
    return ProgramLine(**dose)


def dose_words(dose, other):
    """`4 × 8 at 65 %`, with what else of it is not as in `other`."""
    parts = [str(dose.sets_and_reps)]
    if effort := str(dose.effort):
        parts[0] = _("%(sets)s at %(load)s") % {"sets": parts[0], "load": effort}
    for words in (tempo_words, rest_words, side_words, way_words, progression_words, group_words, note_words):
        if words(dose) != words(other):
            parts.append(words(dose))
    return ", ".join(part for part in parts if part)


def tempo_words(dose):
    return str(dose.tempo)


def rest_words(dose):
    return _("rest %(seconds)s s") % {"seconds": dose.rest_s}


def side_words(dose):
    return str(dose.get_side_display())


def group_words(dose):
    return _("superset %(group)s") % {"group": dose.group} if dose.group else ""


def note_words(dose):
    return f"“{dose.note}”" if dose.note else _("no note")
