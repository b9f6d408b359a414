"""The benchmark itself, without any load: the bare project, the arithmetic, and what is sent."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import report
from bench.load import message
from bench.measuring import Phones, Visitors
from bench.report import Action, Block
from bench.servers import BARE, OPTIONS, BenchError, bare_environment

ROOT = Path(__file__).parent.parent
# Asks the three views as the benchmark does; prints (status, queries, text) of each, and the rows of the insert.
ASK = """
import json, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from things.models import Book
call_command("migrate", verbosity=0)
found = {}
for name, request in json.loads(sys.argv[1]).items():
    method = "POST" if "body" in request else "GET"
    content_type = request["headers"].get("Content-Type", "text/html")
    with CaptureQueriesContext(connection) as captured:
        response = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=True).generic(
            method, request["path"], request.get("body", ""), content_type
        )
    found[name] = response.status_code, len(captured), response.text
rows = list(Book.objects.filter(shelf=None).values_list("title", "pages"))
json.dump([found, rows, connection.settings_dict["CONN_MAX_AGE"]], sys.stdout)
"""


def run_bare(database, *command):
    """Run Python in the bare project."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=BARE,
        env=bare_environment(database, '{"CONN_MAX_AGE": 600}'),
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("command", [["check"], ["makemigrations", "--check", "--dry-run"]], ids=" ".join)
def test_bare_project_is_in_order(tmp_path, command):
    done = run_bare(tmp_path / "bare.sqlite3", "manage.py", *command)

    assert done.returncode == 0, done.stdout + done.stderr


def test_bare_views_answer_what_they_stand_for(tmp_path):
    done = run_bare(tmp_path / "bare.sqlite3", "-c", ASK, json.dumps(Visitors.REQUESTS))

    assert done.returncode == 0, done.stderr
    found, rows, conn_max_age = json.loads(done.stdout)
    assert found["constant"] == [200, 0, "ok"]
    assert found["insert"] == [200, 1, "ok"]
    assert found["page"][:2] == [200, 2]
    assert found["page"][2].count("<li>") == 40
    assert rows == [["A book", 100]]
    assert conn_max_age == 600


def test_gunicorn_is_started_as_make_run_does():
    served = next(line for line in (ROOT / "Makefile").read_text().splitlines() if "gunicorn" in line)

    assert served.endswith(" ".join(OPTIONS))


def test_message_is_what_a_phone_sends():
    request = {"path": "/sets/", "headers": {"HX-Request": "true"}, "body": "reps=8&note=ä"}

    head, body = message(request, 8000).decode().split("\r\n\r\n")

    first, *headers = head.split("\r\n")
    assert first == "POST /sets/ HTTP/1.1"
    assert body == "reps=8&note=ä"
    wanted = {
        "Host: 127.0.0.1:8000",
        "HX-Request: true",
        "Origin: http://127.0.0.1:8000",
        "Content-Length: 14",
    }
    assert wanted <= set(headers)


def test_message_without_a_body_is_a_get():
    sent = message({"path": "/today/", "headers": {}}, 8000)

    assert sent.startswith(b"GET /today/ HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n")
    assert b"Content-Length" not in sent


def test_a_set_is_never_sent_twice():
    phones = Phones({"set": ["one", "two", "three"], "today": ["again"]})

    assert phones.take(Action("set", "A set"), 2) == ["one", "two"]
    assert phones.take(Action("today", "Today"), 2) == ["again", "again"]
    with pytest.raises(BenchError, match="no requests are left for A set"):
        phones.take(Action("set", "A set"), 2)


def blocks(*rates, cpu_s=0.5):
    """Blocks of 100 requests at so many a second."""
    return [Block(100, 100 / rate, cpu_s) for rate in rates]


def measured_actions(*, set_rates):
    """A set and Today over three rounds; the bare views answer 900 and 300 a second."""
    return [
        Action(
            "set", "A set", "insert", (8, 6), {"ecctrain": blocks(*set_rates), "bare": blocks(900, 900, 900)}
        ),
        Action(
            "today",
            "Today",
            "page",
            (11, 11),
            {"ecctrain": blocks(150, 150, 150), "bare": blocks(300, 300, 300)},
        ),
    ]


def test_rate_is_the_median_of_the_rounds():
    assert report.rate(blocks(10, 1000, 200)) == pytest.approx(200)


def test_ratio_is_the_median_of_the_rounds_ratios_and_not_the_ratio_of_medians():
    slower, faster = blocks(100, 10, 50), blocks(400, 20, 500)

    assert report.ratio(slower, faster) == pytest.approx(4)


def test_cpu_is_of_all_requests_together():
    assert report.cpu_ms([Block(100, 1, 0.5), Block(300, 1, 0.9)]) == pytest.approx(3.5)
    assert report.cpu_ms([Block(100, 1, 0.5), Block(300, 1, None)]) is None


def test_goals_say_what_is_met():
    assert report.goals(measured_actions(set_rates=(300, 450, 100))) == [
        ("A set: at most 3 x the bare insert", "3.00", True),
        ("A set: at most 8 queries", "8", True),
        ("Today: at most 3 x the bare page", "2.00", True),
        ("Today: at most 10 queries", "11", False),
    ]


def test_cost_table_is_aligned():
    text = report.cost_table(measured_actions(set_rates=(250, 300, 200)), ["bare"])

    assert text.splitlines() == [
        "       queries  no BEGIN  CPU ms  requests/s  bare view  x bare  CPU x bare",
        "A set        8         6    5.00       250.0     insert    3.60        1.00",
        "Today       11        11    5.00       150.0       page    2.00        1.00",
    ]


def test_tables_say_what_is_not_known():
    actions = measured_actions(set_rates=(250, 300, 200))
    actions[0].blocks["ecctrain"] = blocks(250, 300, 200, cpu_s=None)

    assert report.cost_table(actions, ["bare"]).splitlines()[1].split()[4] == "n/a"


def test_visit_table_sums_up():
    steps = [("Today", 10, 30_000), ("one set", 1, 2_000)]

    assert report.visit_table(steps).splitlines() == [
        "A phone    requests   bytes",
        "Today            10  30,000",
        "one set           1   2,000",
        "all of it        11  32,000",
    ]


def test_server_table_compares_workers():
    actions = [Action("set", "A set", blocks={"sync": blocks(100, 100), "gthread": blocks(150, 150)})]

    assert report.server_table(actions).splitlines() == [
        "Servers   sync  gthread  gthread / sync",
        "A set    100.0    150.0            1.50",
    ]


def test_timing_table_names_each_time():
    assert report.timing_table([("a tap", 12.34)]).splitlines() == [
        "On the phone    ms",
        "a tap         12.3",
    ]
