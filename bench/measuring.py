"""Rounds in which the servers are asked in turns, and the check that what was answered was also written."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from .load import send
from .report import Block
from .servers import BenchError, Server

# More than there are workers, so that none of them waits for the client.
CONNECTIONS = 4
WARM_UP = 12


@dataclass(frozen=True)
class Size:
    """How much is asked: rounds of `ours` requests an action, `bare` a bare view; `_s` limits are seconds."""

    rounds: int
    ours: int
    bare: int
    block_s: float
    rounds_s: float


FULL = Size(rounds=5, ours=160, bare=480, block_s=6, rounds_s=90)
QUICK = Size(rounds=3, ours=24, bare=96, block_s=2, rounds_s=15)


class Phones:
    """The requests of ecctrain's people: a set is never sent twice, the others begin again."""

    def __init__(self, requests):
        self.waiting = {key: iter(rows) if key == "set" else cycle(rows) for key, rows in requests.items()}

    def take(self, action, count):
        taken = list(islice(self.waiting[action.key], count))
        if len(taken) < count:
            raise BenchError(f"no requests are left for {action.name}; bench/people.py makes them")
        return taken


class Visitors:
    """The requests to the bare views: always the same one."""

    FORM = {"Content-Type": "application/x-www-form-urlencoded"}
    REQUESTS = {
        "constant": {"path": "/constant/", "headers": {}, "status": 200},
        "page": {"path": "/page/", "headers": {}, "status": 200},
        "insert": {"path": "/insert/", "headers": FORM, "body": "title=A+book&pages=100", "status": 200},
    }

    def take(self, action, count):
        return [self.REQUESTS[action.bare]] * count


@dataclass
class Target:
    """A server, who asks it, and the table in which each set (or bare insert) must leave one row."""

    server: Server
    people: Phones | Visitors
    database: Path
    table: str
    counted: str
    answered: int = field(default=0, init=False)

    def __post_init__(self):
        self.before = self.rows()

    def rows(self):
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute(f"SELECT COUNT(*) FROM {self.table}").fetchone()[0]  # noqa: S608  no one else's words

    def burst(self, action, count, seconds):
        """Send `count` requests, or as many as fit into `seconds`; what they took."""
        requests = self.people.take(action, count)
        before = self.server.cpu_s()
        done, took = send(self.server, requests, connections=CONNECTIONS, seconds=seconds)
        after = self.server.cpu_s()
        if not done:
            raise BenchError(f"{self.server.name} answered nothing within {seconds} s")
        if self.counted in (action.key, action.bare):
            self.answered += done
        return Block(done, took, None if None in (before, after) else after - before)

    def check(self):
        """The rows that were written; BenchError where they are not as many as the answers."""
        written = self.rows() - self.before
        if written != self.answered:
            name = self.server.name
            raise BenchError(f"{name}: {self.answered} answers, but {written} rows in {self.table}")
        return written


def run_rounds(actions, targets, size):
    """Fill the blocks of `actions`; after a warm-up, at most the rounds of `size` and about its time."""
    for action in actions:
        for target in targets:
            target.burst(action, WARM_UP, size.block_s)
    begun = time.monotonic()
    for done in range(size.rounds):
        if done and (time.monotonic() - begun) * (done + 1) / done > size.rounds_s:
            break
        for action in actions:
            # Who is asked first changes, so that neither has the quieter half of every round.
            for target in targets[:: 1 if done % 2 else -1]:
                count = size.bare if isinstance(target.people, Visitors) else size.ours
                block = target.burst(action, count, size.block_s)
                action.blocks.setdefault(target.server.name, []).append(block)
