"""`make bench`: ecctrain and a bare Django project, both under gunicorn, asked in turns on this machine.

Everything lives in a folder of its own under var/ and is gone afterwards. Nothing but 127.0.0.1 is talked to.
"""

import argparse
import json
import os
import platform
import signal
import sqlite3
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from . import report
from .measuring import FULL, QUICK, Phones, Target, Visitors, run_rounds
from .phone import NoBrowserError, first_visit
from .report import Action
from .servers import BARE, ROOT, THREADS, BenchError, bare_environment, ecctrain_environment, run, serve

ACTIONS = (
    ("health", "Health check", "constant"),
    ("today", "Today", "page"),
    ("session", "Session page", "page"),
    ("set", "Logging a set", "insert"),
    ("finish", "Finishing a session", "insert"),
    ("client_page", "Trainer's client page", "page"),
)
HEALTH = {"path": "/health/", "headers": {}, "status": 200}
NOTES = """\
queries     as Django counts them, BEGIN and COMMIT too; "no BEGIN" leaves those two out
CPU ms      user and system time of gunicorn and its workers, a request
x bare      requests/s of the bare view over ours in the same round, the median of the rounds
CPU x bare  CPU ms of ours over the bare view's; an insert mostly waits for the disk, so this one is larger
finishing   is done again on sessions that were finished before, which renews their totals"""


def read_arguments():
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="What a request costs beside Django."
    )
    parser.add_argument("--quick", action="store_true", help="fewer requests: a look, not a measurement")
    parser.add_argument("--default-sqlite", action="store_true", help="also bare Django on default SQLite")
    parser.add_argument("--servers", action="store_true", help="also gunicorn's gthread workers beside sync")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    return parser.parse_args()


def machine():
    """Where this was measured: one line."""
    versions = [f"{name} {version(name)}" for name in ("Django", "gunicorn")]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions += [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    return ", ".join([f"{os.cpu_count()} cores{load}", *versions])


def prepare(folder, environment):
    """Fill ecctrain's database, collect its files, count its queries; (what was made, {action: queries})."""
    run(["manage.py", "collectstatic", "--noinput", "--verbosity", "0"], environment=environment)
    run(["-m", "bench.people", folder / "people.json"], environment=environment)
    made = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    made["requests"]["health"] = [HEALTH]
    one_each = {key: rows.pop() if key == "set" else rows[-1] for key, rows in made["requests"].items()}
    (folder / "one_each.json").write_text(json.dumps(one_each), encoding="utf-8")
    return made, json.loads(run(["-m", "bench.queries", folder / "one_each.json"], environment=environment))


def serve_ecctrain(stack, folder, people, *, name="ecctrain", options=()):
    """ecctrain under gunicorn, until `stack` ends."""
    server = serve(
        name,
        application="ecctrain.wsgi",
        folder=ROOT,
        environment=ecctrain_environment(folder),
        options=options,
        path="/health/",
    )
    return Target(stack.enter_context(server), people, folder / "ecctrain.sqlite3", "workouts_setlog", "set")


def serve_bare(stack, folder, tuning, *, name):
    """The bare project on a database of its own, until `stack` ends."""
    database = folder / f"{name.replace(' ', '-')}.sqlite3"
    environment = bare_environment(database, json.dumps(tuning))
    run(["manage.py", "migrate", "--verbosity", "0"], folder=BARE, environment=environment)
    server = serve(name, application="bare.wsgi", folder=BARE, environment=environment, path="/constant/")
    return Target(stack.enter_context(server), Visitors(), database, "things_book", "insert")


def compare_with_bare(folder, made, queries, size, tunings):
    """Measure every action against a bare server for each of `tunings`; (actions, rows written by server)."""
    actions = [Action(*action, tuple(queries[action[0]])) for action in ACTIONS]
    with ExitStack() as stack:
        targets = [serve_ecctrain(stack, folder, made["people"])]
        targets += [serve_bare(stack, folder, tuning, name=name) for name, tuning in tunings.items()]
        run_rounds(actions, targets, size)
        written = ", ".join(f"{target.check()} by {target.server.name}" for target in targets)
    return actions, written


def compare_servers(folder, made, size):
    """A set and Today under gunicorn's sync and gthread workers, in turns on the same database."""
    actions = [Action(*action) for action in ACTIONS if action[0] in ("today", "set")]
    with ExitStack() as stack:
        targets = [
            serve_ecctrain(stack, folder, made["people"], name="sync"),
            serve_ecctrain(stack, folder, made["people"], name="gthread", options=THREADS),
        ]
        run_rounds(actions, targets, replace(size, rounds_s=size.rounds_s / 3))
    return actions


def visit(folder, made):
    """What a phone's first visit moves, and how quick it is; raises NoBrowserError."""
    with ExitStack() as stack:
        target = serve_ecctrain(stack, folder, made["people"])
        return first_visit(target.server, made["first_visit"])


def bench(options, folder):
    """Measure and print; what was found, for the JSON file."""
    size = QUICK if options.quick else FULL
    print(machine())
    made, queries = prepare(folder, ecctrain_environment(folder))
    made["people"] = Phones(made["requests"])
    tunings = {"bare": made["tuning"]} | ({"bare default": {}} if options.default_sqlite else {})
    actions, written = compare_with_bare(folder, made, queries, size, tunings)
    found = report.goals(actions)
    print(
        f"{len(actions[0].blocks['ecctrain'])} rounds; rows written, each of them answered: {written}",
        end="\n\n",
    )
    print(
        report.cost_table(actions, tunings),
        report.bare_table(actions, tunings),
        NOTES,
        sep="\n\n",
        end="\n\n",
    )
    result = {"machine": machine(), "actions": list(map(asdict, actions))}
    try:
        result["visit"], result["timings"] = visit(folder, made)
        print(
            report.visit_table(result["visit"]),
            report.timing_table(result["timings"]),
            sep="\n\n",
            end="\n\n",
        )
    except NoBrowserError as reason:
        print(f"A phone: n/a ({reason})", end="\n\n")
    if options.servers:
        servers = compare_servers(folder, made, size)
        print(report.server_table(servers), end="\n\n")
        result["servers"] = list(map(asdict, servers))
    print(report.goal_table(found))
    result["ratios"] = {action.key: report.ratios(action) for action in actions}
    result["goals"] = [dict(zip(("goal", "measured", "met"), goal, strict=True)) for goal in found]
    return result


def main():
    options = read_arguments()
    # As Ctrl-C: the servers are stopped and the folder removed on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    (ROOT / "var").mkdir(exist_ok=True)  # and not /tmp, which may be memory: a commit must reach a disk
    try:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as folder:
            result = bench(options, Path(folder))
    except BenchError as error:
        sys.exit(f"bench: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
