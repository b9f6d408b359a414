"""Everything ecctrain keeps about one person, as a zip that is written while it is sent (interop formats 4.5)."""

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.template.loader import render_to_string
from django.utils import timezone

from ecctrain.accounts.models import User

from .belonging import tables
from .set_rows import COLUMNS, read_rows

FORMAT = 1
# A part of the answer goes out once it has this many bytes.
PART_SIZE = 64 * 1024
ROWS_AT_ONCE = 500
SECRET = {"password", "calendar_key"}
# How a row that others point at is named in them: the first of these that its table has.
NAMES = ("full_name", "code", "slug", "entry_key", "pk")
# A spreadsheet would run a cell that begins with one of these.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


class Outflow:
    """What the zip writes and the answer takes away; it cannot be rewound."""

    def __init__(self):
        self.parts, self.size = [], 0

    def write(self, data):
        self.parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self):
        """The zip asks for it; there is nothing to flush to."""

    def take(self):
        """All that was written since it was last taken."""
        data = b"".join(self.parts)
        self.parts, self.size = [], 0
        return data


def stream_archive(person, *, has_bom=False):
    """The zip in parts: data.json with every row, sets.csv with every set that counts, and README.txt.

    `has_bom` marks the CSV as UTF-8, for spreadsheets that would otherwise guess another encoding.
    """
    outflow = Outflow()
    files = {
        "README.txt": [render_to_string("workouts/export_readme.txt", {"columns": COLUMNS.items()})],
        "data.json": json_texts(person),
        "sets.csv": csv_texts(person, has_bom=has_bom),
    }
    with ZipFile(outflow, "w", ZIP_DEFLATED) as archive:
        for name, texts in files.items():
            with archive.open(name, "w") as file:
                for text in texts:
                    file.write(text.encode())
                    if outflow.size > PART_SIZE:
                        yield outflow.take()
    yield outflow.take()


def json_texts(person):
    """data.json in pieces: the person, the ways in, then each table with one row a line."""
    (own_row,) = read_table(User, "pk", person)
    head = {"format": FORMAT, "made_at": timezone.now(), "person": own_row, "sign_in": ways_in(person)}
    yield as_json(head)[:-1]
    for model, path in tables():
        yield f',\n"{model.__name__}": ['
        separator = "\n"
        for row in read_table(model, path, person):
            yield separator + as_json(row)
            separator = ",\n"
        yield "]"
    yield "}\n"


def as_json(value):
    return json.dumps(value, default=plain, ensure_ascii=False)


def plain(value):
    """What JSON has no word for: instants in UTC, decimals without trailing zeros, the rest as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return number(value)
    return str(value)


def number(value):
    """A decimal with a point and without trailing zeros."""
    return f"{value.normalize():f}"


def ways_in(person):
    """The e-mail addresses and passkeys of `person`; what a passkey signs with stays out."""
    passkeys = Authenticator.objects.filter(user=person).order_by("pk")
    return {
        "emails": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "passkeys": [
            {"name": row.wrap().name, "created_at": row.created_at, "last_used_at": row.last_used_at}
            for row in passkeys
        ],
    }


def read_table(model, path, person):
    """Each row of `model` that `path` leads from to `person`, as a dictionary; one query."""
    fields = [field for field in model._meta.concrete_fields if field.name not in {"id", *SECRET}]
    lookups = [lookup_of(field) for field in fields]
    rows = model._base_manager.filter(**{path: person.pk}).order_by("pk").values_list(*lookups)
    names = [field.name for field in fields]
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield dict(zip(names, row, strict=True))


def lookup_of(field):
    """The column, or for a foreign key what names the row that it points at."""
    if not field.is_relation:
        return field.name
    there = {other.name for other in field.related_model._meta.concrete_fields}
    return f"{field.name}__{next(name for name in NAMES if name in there or name == 'pk')}"


class Echo:
    """A file that hands back what the CSV writer writes."""

    def write(self, text):
        return text


def csv_texts(person, *, has_bom):
    """sets.csv in pieces, a line each."""
    writer = csv.writer(Echo())
    yield (BOM if has_bom else "") + writer.writerow(COLUMNS)
    for row in read_rows(person):
        yield writer.writerow([cell(row.get(name)) for name in COLUMNS])


def cell(value):
    """A value as a cell: nothing for None, a point in numbers, and no text that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return number(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
