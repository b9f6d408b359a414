"""What differs between a program and what was issued from it; without a database."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from workouts.differences import Difference, Kind, differences, digest, is_own, same_dose

SQUAT, PRESS, CALF = (SimpleNamespace(slug=slug) for slug in ("squat", "press", "calf"))
DOSE = {"sets": 3, "reps": 8, "load_pct": "60", "load_reason": ""}


def rows(*found):
    """Rows as a related manager hands them out."""
    return SimpleNamespace(all=lambda: list(found))


@dataclass
class Line:
    code: str
    exercise: object
    dose: dict = field(default_factory=lambda: dict(DOSE))

    def plain_dose(self):
        return self.dose


@dataclass
class Row:
    """A prescription as it was issued from `line`, with another `dose` where it was changed since."""

    line: Line
    dose: dict | None = None
    load_status: str = "computed"

    @property
    def source_code(self):
        return self.line.code

    @property
    def source_dose(self):
        return DOSE | {"exercise": self.line.exercise.slug}

    def plain_dose(self):
        return DOSE | {"load_value": "60.00", "load_unit": "kg"} | (self.dose or {})


def session(code, *lines, name="Day A", week=1):
    return SimpleNamespace(code=code, name=name, week=week, lines=rows(*lines))


def planned(source_code, *found, name="Day A", week=1):
    return SimpleNamespace(
        code=f"planned-{source_code}",
        source_code=source_code,
        name=name,
        week=week,
        prescriptions=rows(*found),
    )


def found(sessions, open_sessions, known=None):
    names = {one.source_code: one.name for one in open_sessions}
    by_code = {one.code: one.name for one in sessions}
    return differences(
        sessions,
        open_sessions,
        known_codes=known or names.keys(),
        names={one.code: by_code.get(one.source_code, one.name) for one in open_sessions},
    )


SQUATS, PRESSES, CALVES = Line("s", SQUAT), Line("p", PRESS), Line("c", CALF)
ISSUED = planned("a", Row(SQUATS), Row(PRESSES))


def test_nothing_differs_from_what_was_issued():
    assert found([session("a", SQUATS, PRESSES)], [ISSUED]) == []


@pytest.mark.parametrize(
    "changed", [{"sets": 4}, {"reps": 10}, {"load_pct": "60.01"}], ids=["sets", "repetitions", "per cent"]
)
def test_a_changed_dose(changed):
    line = Line("s", SQUAT, DOSE | changed)
    now = session("a", line, PRESSES)

    assert found([now], [ISSUED]) == [Difference(Kind.DOSE, ISSUED, now, line, ISSUED.prescriptions.all()[0])]


@pytest.mark.parametrize("same", [{"load_pct": "60.00"}, {"load_reason": "One heavy day."}])
def test_another_way_to_write_a_number_and_a_reason_are_no_change(same):
    assert found([session("a", Line("s", SQUAT, DOSE | same), PRESSES)], [ISSUED]) == []


def test_another_exercise_in_the_same_line_is_a_changed_dose():
    [one] = found([session("a", Line("s", CALF), PRESSES)], [ISSUED])

    assert (one.kind, one.line.exercise) == (Kind.DOSE, CALF)


def test_an_added_line():
    now = session("a", SQUATS, PRESSES, CALVES)

    assert found([now], [ISSUED]) == [Difference(Kind.LINE_ADDED, ISSUED, now, CALVES)]


def test_a_removed_line():
    now = session("a", SQUATS)

    assert found([now], [ISSUED]) == [
        Difference(Kind.LINE_REMOVED, ISSUED, now, prescription=ISSUED.prescriptions.all()[1])
    ]


def test_a_moved_line_is_another_order_said_once():
    now = session("a", PRESSES, SQUATS)

    assert found([now], [ISSUED]) == [Difference(Kind.ORDER, ISSUED, now)]


def test_a_line_that_went_leaves_the_order_of_the_others():
    issued = planned("a", Row(SQUATS), Row(PRESSES), Row(CALVES))

    assert [one.kind for one in found([session("a", SQUATS, CALVES)], [issued])] == [Kind.LINE_REMOVED]


def test_a_renamed_session():
    now = session("a", SQUATS, PRESSES, name="Heavy")

    assert found([now], [ISSUED]) == [Difference(Kind.NAME, ISSUED, now)]


def test_an_added_week_is_its_sessions_and_has_the_programs_week():
    new = [session(code, SQUATS, week=2) for code in ("b", "c")]

    added = found([session("a", SQUATS, PRESSES), *new], [ISSUED])

    assert added == [Difference(Kind.SESSION_ADDED, session=one) for one in new]
    assert [one.week for one in added] == [2, 2]


def test_a_session_that_was_issued_and_is_done_is_not_added_again():
    done = session("done", SQUATS)

    assert found([done, session("a", SQUATS, PRESSES)], [ISSUED], known={"a", "done"}) == []


def test_a_removed_week_is_each_of_its_sessions_and_keeps_the_plans_week():
    gone = [planned(code, Row(SQUATS), week=2) for code in ("b", "c")]

    removed = found([session("a", SQUATS, PRESSES)], [ISSUED, *gone])

    assert removed == [Difference(Kind.SESSION_REMOVED, one) for one in gone]
    assert [one.week for one in removed] == [2, 2]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row(SQUATS), False),
        (Row(SQUATS, {"sets": 2}), True),
        (Row(SQUATS, {"rir": 3}), True),
        (Row(SQUATS, {"rir": 3}, load_status="no_one_rep_max"), False),
    ],
    ids=[
        "a weight that a per cent came to",
        "fewer sets",
        "an effort",
        "an effort for a per cent of nothing",
    ],
)
def test_what_was_changed_for_the_client(row, expected):
    assert is_own(row) is expected


def test_a_weight_is_the_clients_own_where_a_weight_was_written():
    assert not same_dose({"load_value": "60"}, {"load_value": "62.5"})
    assert same_dose({"load_value": "60"}, {"load_value": "60.00"})


def test_the_digest_changes_with_what_is_asked_for_and_with_nothing_else():
    before = digest([session("a", SQUATS, PRESSES)])

    assert digest([session("a", Line("s", SQUAT, DOSE | {"load_pct": "60.00"}), PRESSES)]) == before
    assert digest([session("a", Line("s", SQUAT, DOSE | {"load_reason": "Heavy day."}), PRESSES)]) == before
    others = [
        [session("a", Line("s", SQUAT, DOSE | {"sets": 4}), PRESSES)],
        [session("a", PRESSES, SQUATS)],
        [session("a", SQUATS, PRESSES, name="Heavy")],
        [session("a", SQUATS, PRESSES), session("b", SQUATS)],
    ]
    assert len({before, *(digest(one) for one in others)}) == 5
