"""Counts what each action asks the database, through Django's test client on the benchmark's own database.

Run as a process of its own: `python -m bench.queries requests.json` takes {action: request} and prints
{action: [queries with BEGIN and COMMIT, without]}. PRAGMAs of a new connection do not count.
"""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecctrain.settings")
django.setup()

from django.db import connection  # noqa: E402  needs the setup above
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def count(request):
    """The queries of one request: all of them, and without what only frames a transaction."""
    headers = request["headers"] | {"Host": "127.0.0.1"}
    content_type = headers.pop("Content-Type", "text/html")
    method = "POST" if "body" in request else "GET"
    browser = Client(enforce_csrf_checks=True)
    with CaptureQueriesContext(connection) as captured:
        response = browser.generic(
            method, request["path"], request.get("body", ""), content_type, headers=headers
        )
    if response.status_code != request["status"]:
        sys.exit(f"{method} {request['path']}: {response.status_code} and not {request['status']}")
    statements = [query["sql"] for query in captured]
    return [len(statements), sum(not statement.startswith(TRANSACTION) for statement in statements)]


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    connection.ensure_connection()
    json.dump({name: count(request) for name, request in asked.items()}, sys.stdout)
