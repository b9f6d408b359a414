"""What a client trains with: written down, and what it can be loaded to. [writes]"""

from decimal import Decimal

from django.db import transaction

from ecctrain.accounts.models import User

from .kit import KINDS, Kit
from .models import Equipment
from .plates import Inventory
from .shorthand import plain

COLUMNS = ("unit", "bar_value", "plates", "dumbbells", "stack", *(f"{kind}_step" for kind in KINDS))


def read_equipment(client):
    """The newest equipment of `client` with whoever wrote it down; None where nobody did."""
    return Equipment.objects.select_related("changed_by").newest(client)


def read_kit(client):
    """The Kit of `client`, in one query: of the newest equipment, or the usual steps in the client's unit."""
    return kit_of(read_equipment(client), client)


def kit_of(row, client):
    """The Kit of one row of equipment; the usual steps in the client's unit where `row` is None."""
    if row is None:
        return Kit(client.unit)
    increments = {kind: getattr(row, f"{kind}_step") for kind in KINDS}
    return Kit(
        row.unit,
        is_known=True,
        bar=row.bar_value,
        inventory=inventory_of(row),
        increments={kind: increment for kind, increment in increments.items() if increment},
    )


def inventory_of(row):
    """The Inventory of what a row lists; None where it lists nothing."""
    if not (row.plates or row.dumbbells or row.stack):
        return None
    return Inventory(
        row.unit,
        bar=row.bar_value if row.plates else None,
        plates=tuple((Decimal(weight), count) for weight, count in row.plates),
        dumbbells=tuple(map(Decimal, row.dumbbells)),
        stack=tuple(map(Decimal, row.stack)),
    )


@transaction.atomic
def write_equipment(*, client, by, at, **columns):
    """Write down what `client` trains with from `at` on; returns the newest row, the one before where nothing changed.

    `columns` are those of Equipment: weights as Decimal, `plates` as (weight, how many). Raises ValueError for lists
    that an Inventory refuses.
    """
    # Two taps at once would write the same twice.
    User.objects.select_for_update().get(pk=client.pk)
    lists = {name: list(map(plain, columns.pop(name, ()))) for name in ("dumbbells", "stack")}
    lists["plates"] = [[plain(weight), count] for weight, count in columns.pop("plates", ())]
    row = Equipment(client=client, changed_by=by, changed_at=at, **columns, **lists)
    inventory_of(row)
    newest = Equipment.objects.newest(client)
    if newest and all(getattr(newest, name) == getattr(row, name) for name in COLUMNS):
        return newest
    row.save()
    return row
