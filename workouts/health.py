"""A client's health as far as it bears on training: answers, flags, clearances. [reads]"""

from dataclasses import dataclass

from .models import Clearance, ClientFlag, HealthScreening
from .screening import suggested_flags


@dataclass(frozen=True)
class Health:
    """Everything of one client, the latest first."""

    screenings: list[HealthScreening]
    flags: list[ClientFlag]
    clearances: list[Clearance]

    @property
    def newest(self):
        """The answers that count; None before anybody was asked."""
        return self.screenings[0] if self.screenings else None

    @property
    def earlier(self):
        """The answers before those that count."""
        return self.screenings[1:]

    @property
    def open_flags(self):
        return [flag for flag in self.flags if flag.lifted_at is None]

    @property
    def lifted_flags(self):
        return [flag for flag in self.flags if flag.lifted_at]

    @property
    def suggestions(self):
        """Codes of flags that the newest answers suggest while they wait to be cleared, without those raised."""
        if self.newest is None or not self.newest.is_open:
            return []
        raised = {flag.caution for flag in self.open_flags}
        keys = [*self.newest.hard_stops, *self.newest.cautions]
        return [code for code in suggested_flags(keys) if code not in raised]


def read_health(client):
    """The Health of `client`, for the trainer's page."""
    screenings = HealthScreening.objects.filter(client=client).select_related("answered_by", "cleared_by")
    flags = ClientFlag.objects.filter(client=client).select_related("raised_by", "lifted_by")
    clearances = Clearance.objects.filter(client=client).select_related("cleared_by")
    return Health(
        list(screenings.order_by("-answered_at", "-pk")),
        list(flags.order_by("-raised_at", "-pk")),
        list(clearances.order_by("-cleared_at", "-pk")),
    )


@dataclass(frozen=True)
class Standing:
    """What stands out about a client's health: the screening that counts, and the codes of the open flags."""

    screening: HealthScreening | None
    flags: tuple[str, ...]


def read_standing(client):
    """The Standing of `client`; a flag raised twice is in it once."""
    codes = (
        ClientFlag.objects.filter(client=client).open().order_by("caution").values_list("caution", flat=True)
    )
    return Standing(HealthScreening.objects.newest(client), tuple(dict.fromkeys(codes)))


def newest_answers(client):
    """The screening of `client` that counts, with who cleared it; None before anybody was asked."""
    return HealthScreening.objects.select_related("cleared_by").newest(client)
