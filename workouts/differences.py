"""What a program says now against what was issued from it. [pure]

The rows are compared by the codes they were issued from: sessions with `code`, `name` and `lines`; lines with `code`,
`exercise` and `plain_dose()`; planned sessions with `source_code`, `name` and `prescriptions`; prescriptions with
`source_code`, `source_dose` (the line when it was issued) and `plain_dose()`. Days are not compared: the calendar is
the client's.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

DECIMALS = {
    "load_pct",
    "load_value",
    "lift_pct",
    "lift_value",
    "assist_value",
    "inertia_kgm2",
    "rpe",
}
# A reason speaks of the load beside it; on its own it is no other training.
NOT_COMPARED = {"load_reason"}


class Kind(StrEnum):
    """In what way a session of the program is not as it was issued."""

    NAME = "name"
    SESSION_ADDED = "session_added"
    SESSION_REMOVED = "session_removed"
    DOSE = "dose"
    LINE_ADDED = "line_added"
    LINE_REMOVED = "line_removed"
    ORDER = "order"


@dataclass(frozen=True)
class Difference:
    """One thing that differs: `session` and `line` of the program, `planned` and `prescription` of the client.

    What is not there is None: an added session has no `planned`, a removed line no `line`. `is_own`: the dose was
    changed for this client, so that the program's is taken over only where that is asked for.
    """

    kind: Kind
    planned: object = None
    session: object = None
    line: object = None
    prescription: object = None
    is_own: bool = False

    @property
    def week(self):
        """The week of the client's plan; of an added session that of the program."""
        return self.planned.week if self.planned else self.session.week


def differences(sessions, open_sessions, *, known_codes, names):
    """The Differences between the program's `sessions` and a client's `open_sessions`, those not yet started.

    `known_codes` are the sessions of the program that have been issued to the client, done or not; `names` (code of a
    planned session -> str) what the program calls each of them now.
    """
    by_code = {session.code: session for session in sessions}
    found = []
    for planned in open_sessions:
        session = by_code.get(planned.source_code)
        if session is None:
            found.append(Difference(Kind.SESSION_REMOVED, planned))
            continue
        if planned.name != names[planned.code]:
            found.append(Difference(Kind.NAME, planned, session))
        found += differences_within(session, planned)
    added = (session for session in sessions if session.code not in known_codes)
    return found + [Difference(Kind.SESSION_ADDED, session=session) for session in added]


def differences_within(session, planned):
    """The Differences of one session's lines, in the order of the program, then what is no longer in it."""
    issued = {row.source_code: row for row in planned.prescriptions.all() if row.source_code is not None}
    lines = {line.code: line for line in session.lines.all()}
    found = []
    for line in lines.values():
        row = issued.get(line.code)
        if row is None:
            found.append(Difference(Kind.LINE_ADDED, planned, session, line))
        elif not is_as_issued(line, row):
            found.append(Difference(Kind.DOSE, planned, session, line, row, is_own=is_own(row)))
    found += [
        Difference(Kind.LINE_REMOVED, planned, session, prescription=row, is_own=is_own(row))
        for code, row in issued.items()
        if code not in lines
    ]
    if [code for code in lines if code in issued] != [code for code in issued if code in lines]:
        found.append(Difference(Kind.ORDER, planned, session))
    return found


def is_as_issued(line, row):
    """Whether a line still says what it said when `row` was issued from it."""
    now = line.plain_dose() | {"exercise": line.exercise.slug}
    return now == row.source_dose or same_dose(now, row.source_dose)


def is_own(row):
    """Whether the dose of a prescription is another than the program's line had: eased in, or changed by hand.

    A weight that a per cent came to, and an effort in place of a per cent of nothing, are no change.
    """
    asked, own = row.source_dose, row.plain_dose()
    skipped = set()
    if asked.get("load_pct") is not None:
        skipped = {"load_value", "load_unit"}
    if row.load_status == "no_one_rep_max":
        skipped |= {"rir"}
    return not same_dose(asked, own | {"exercise": asked["exercise"]}, skipped)


def same_dose(one, other, skipped=()):
    """Whether two doses as plain values are the same: 65 and "65.00" are."""
    names = (one.keys() | other.keys()) - NOT_COMPARED - set(skipped)
    return all(comparable(name, one.get(name)) == comparable(name, other.get(name)) for name in names)


def comparable(name, value):
    return Decimal(value) if name in DECIMALS and value is not None else value


def digest(sessions):
    """64 letters that change with whatever a program asks for: sessions, names, lines and doses, in their order."""
    said = [
        [str(session.code), session.name, [plain_line(line) for line in session.lines.all()]]
        for session in sessions
    ]
    return sha256(json.dumps(said).encode()).hexdigest()


def plain_line(line):
    """A line as plain values, each number written in one way."""
    dose = {
        name: f"{comparable(name, value).normalize():f}" if name in DECIMALS and value is not None else value
        for name, value in line.plain_dose().items()
        if name not in NOT_COMPARED
    }
    return [str(line.code), line.exercise.slug, dose]
