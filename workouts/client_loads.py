"""What the loads of a program are for one client, from the newest one-rep maxima. [reads]"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .choices import LoadStatus
from .equipping import read_kit
from .kit import Kit
from .loads import Load, band
from .models import OneRepMax
from .resolving import limb_reference, resolve_load, weaker_side
from .shorthand import plain


@dataclass(frozen=True)
class ClientLoad:
    """The load of one line for one client, its LoadStatus, and the band of 50 to 70 % as far as it can be loaded.

    `lowest` and `highest` are the ends of the band in the kit's unit: both None without a one-rep max or where
    nothing can be loaded, `lowest` None where only a weight below the band can.
    """

    load: Load | None
    status: str
    lowest: Load | None = None
    highest: Load | None = None

    @property
    def is_missing(self):
        """Whether a per cent was asked for and no weight comes of it."""
        return self.status in (LoadStatus.NO_ONE_REP_MAX, LoadStatus.NO_LOAD)

    @property
    def words(self):
        """`60 kg`, why there is none, or nothing where no weight belongs."""
        if self.load:
            return f"{plain(self.load.value)} {self.load.unit}"
        return str(LoadStatus(self.status).label) if self.is_missing else ""

    @property
    def band_words(self):
        """`band 50-70 kg`, or nothing where it is not known."""
        if not self.highest:
            return ""
        top = f"{plain(self.highest.value)} {self.highest.unit}"
        if not self.lowest:
            return _("band: below %(top)s") % {"top": top}
        if self.lowest == self.highest:
            return _("band %(band)s") % {"band": top}
        return _("band %(band)s") % {"band": f"{plain(self.lowest.value)}-{top}"}


@dataclass(frozen=True)
class ClientLoads:
    """A client, the newest one-rep maxima by exercise id and side, and what can be loaded."""

    client: object
    newest: dict
    kit: Kit

    def of(self, line):
        """The ClientLoad of a line of a program, as issuing it would compute it."""
        one_rep_max = weaker_side(line, self.newest)
        load, status = resolve_load(line, one_rep_max, self.kit)
        return ClientLoad(load, status, *self.band_of(line, one_rep_max))

    def band_of(self, line, one_rep_max):
        """(lowest, highest) loadable weight of the band in the kit's unit; None for what there is not."""
        if one_rep_max is None or not line.exercise.is_weighted:
            return None, None
        unit = self.kit.unit
        value = limb_reference(line, one_rep_max).to(unit).value
        found = band(value, self.kit.weights(line.exercise.steps_kind, value / 2))
        return tuple(Load(end, unit) if end else None for end in (found.lowest, found.highest))


def read_client_loads(client):
    """The ClientLoads of `client`, in two queries."""
    return ClientLoads(client, OneRepMax.objects.newest_by_exercise(client), read_kit(client))
