"""Writing a program: copies, fills with a step, and what is removed and brought back."""

import json
from decimal import Decimal

import pytest

from tests import factories
from workouts.building import Filled, copy_session, copy_week, duplicate_line, fill_weeks
from workouts.models import ProgramLine, ProgramSession
from workouts.removing import CannotRestore, remove_line, remove_session, remove_week, restore


def shape(program):
    """(week, place, name, rows) of every session; a row is its place, exercise and dose."""
    return [
        (
            session.week,
            session.position,
            session.name,
            [(line.position, str(line.exercise), line.copied_dose()) for line in session.lines.all()],
        )
        for session in program.sessions.prefetch_related("lines__exercise")
    ]


def loads(program):
    """The per cents by week, all rows in order."""
    found = {}
    for line in ProgramLine.objects.filter(session__program=program).order_by("session__week", "position"):
        found.setdefault(line.session.week, []).append(line.load_pct)
    return found


def first_line(program, week=1):
    return ProgramLine.objects.filter(session__program=program, session__week=week).order_by("position")[0]


def through_json(removed):
    """As the person's web session keeps it."""
    return json.loads(json.dumps(removed))


# Copies


def test_copy_session_appends_all_cells_to_the_week(tess):
    program = factories.create_program(owner=tess, weeks=2, lines=2, tempo_down_s=5, note="Knees out.")
    session = program.sessions.get(week=1)
    [(*_, rows), other_week] = shape(program)

    copy_session(session=session)

    assert shape(program) == [(1, 1, "Day 1", rows), (1, 2, "Day 1 B", rows), other_week]


@pytest.mark.parametrize(
    "names,copied,expected",
    [
        (["Day A"], 0, "Day B"),
        (["Day A", "Day B"], 0, "Day C"),
        (["Day A", "Day C"], 0, "Day B"),
        (["Day A", "Day B"], 1, "Day C"),
        (["Heavy day"], 0, "Heavy day B"),
        (["Heavy day", "Heavy day B"], 0, "Heavy day C"),
        (["x" * 60], 0, "x" * 58 + " B"),
        (["Day Z"], 0, "Day Z"),
    ],
)
def test_copy_session_is_called_by_the_next_free_letter(tess, names, copied, expected):
    program = factories.create_program(owner=tess, sessions=len(names))
    for session, name in zip(program.sessions.all(), names, strict=True):
        session.name = name
        session.save()

    copy = copy_session(session=program.sessions.all()[copied])

    assert (copy.name, copy.position) == (expected, len(names) + 1)


def test_duplicate_line_puts_the_copy_right_below(tess):
    program = factories.create_program(owner=tess, lines=2, note="Slow.")
    line = first_line(program)

    copy = duplicate_line(line=line)

    places = [(row.position, row.exercise_id, row.note) for row in program.sessions.get().lines.all()]
    other = program.sessions.get().lines.get(position=3).exercise_id
    assert places == [(1, line.exercise_id, "Slow."), (2, line.exercise_id, "Slow."), (3, other, "Slow.")]
    assert copy.copied_dose() == line.copied_dose()


# Filling across weeks


def test_fill_weeks_adds_the_step_once_for_each_week(tess):
    program = factories.create_program(owner=tess, weeks=4)

    filled = fill_weeks(line=first_line(program), what="load", step=Decimal("2.5"), until=3)

    assert loads(program) == {1: [60], 2: [Decimal("62.5")], 3: [65], 4: [60]}
    assert filled == Filled(until=3)


def test_fill_weeks_begins_after_the_week_of_the_row(tess):
    program = factories.create_program(owner=tess, weeks=4)

    fill_weeks(line=first_line(program, week=2), what="load", step=Decimal(-5), until=4)

    assert loads(program) == {1: [60], 2: [60], 3: [55], 4: [50]}


@pytest.mark.parametrize(
    "dose,what,step,columns,filled",
    [
        ({"load_pct": 90}, "load", Decimal(4), {"load_pct": [94, 98, 100]}, (4, "100 %")),
        ({"load_pct": 5}, "load", Decimal(-2), {"load_pct": [3, 1, 1]}, (4, "1 %")),
        (
            {"load_pct": None, "load_value": 40, "load_unit": "kg"},
            "load",
            Decimal("1.25"),
            {"load_value": [Decimal("41.25"), Decimal("42.5"), Decimal("43.75")], "load_pct": [None] * 3},
            (None, ""),
        ),
        (
            {"load_pct": None, "load_value": 990, "load_unit": "kg"},
            "load",
            Decimal(5),
            {"load_value": [995, 1000, 1000]},
            (4, "1000 kg"),
        ),
        ({"sets": 3}, "sets", -1, {"sets": [2, 1, 1]}, (4, "1")),
        ({"sets": 10}, "sets", 1, {"sets": [11, 12, 12]}, (4, "12")),
        ({"reps": 8}, "reps", 2, {"reps": [10, 12, 14]}, (None, "")),
        (
            {"reps": 50, "reps_max": 55},
            "reps",
            4,
            {"reps": [54, 55, 55], "reps_max": [59, 60, 60]},
            (3, "60"),
        ),
        (
            {"reps": None, "duration_s": 30, "load_pct": None},
            "seconds",
            -15,
            {"duration_s": [15, 1, 1], "reps": [None] * 3},
            (3, "1 s"),
        ),
    ],
    ids=["pct-top", "pct-low", "kg", "kg-top", "sets-low", "sets-top", "reps", "range", "seconds"],
)
def test_fill_weeks_stops_at_the_limits(tess, dose, what, step, columns, filled):
    program = factories.create_program(owner=tess, weeks=4, **dose)

    result = fill_weeks(line=first_line(program), what=what, step=step, until=4)

    later = ProgramLine.objects.filter(session__week__gt=1).order_by("session__week")
    assert {name: list(later.values_list(name, flat=True)) for name in columns} == columns
    assert (result.stopped_week, result.limit) == filled


def test_fill_weeks_leaves_other_cells_and_other_rows(tess):
    program = factories.create_program(owner=tess, weeks=2, lines=2)
    ProgramLine.objects.filter(session__week=2).update(note="Week two.", sets=5)

    fill_weeks(line=first_line(program), what="load", step=Decimal(5), until=2)

    rows = ProgramLine.objects.filter(session__week=2).order_by("position")
    assert list(rows.values_list("load_pct", "note", "sets")) == [
        (65, "Week two.", 5),
        (60, "Week two.", 5),
    ]


def test_fill_weeks_finds_the_exercise_where_it_was_moved_to(tess):
    program = factories.create_program(owner=tess, weeks=2, lines=2)
    line = first_line(program)
    ProgramLine.objects.filter(session__week=2, exercise=line.exercise).update(position=3)

    fill_weeks(line=line, what="sets", step=1, until=2)

    rows = ProgramLine.objects.filter(session__week=2).order_by("position")
    assert [(row.exercise_id == line.exercise_id, row.sets) for row in rows] == [(False, 3), (True, 4)]


def test_fill_weeks_takes_the_second_of_two_rows_of_an_exercise(tess):
    squat = factories.create_exercise()
    program = factories.create_program(owner=tess, weeks=2, lines=2, exercises=[squat, squat])
    back_off = program.sessions.get(week=1).lines.get(position=2)

    fill_weeks(line=back_off, what="load", step=Decimal(-10), until=2)

    assert loads(program) == {1: [60, 60], 2: [60, 50]}


def test_fill_weeks_makes_the_row_and_the_session_that_are_missing(tess):
    program = factories.create_program(owner=tess, weeks=3, sessions=2, lines=2)
    line = first_line(program)
    ProgramLine.objects.filter(session__week=2, exercise=line.exercise).delete()
    ProgramSession.objects.filter(week=3, position=1).delete()

    fill_weeks(line=line, what="load", step=Decimal(5), until=3)

    assert [
        (week, name, [(place, exercise, dose["load_pct"]) for place, exercise, dose in rows])
        for week, _, name, rows in shape(program)
        if name == "Day 1"
    ] == [
        (1, "Day 1", [(1, "Exercise 1", 60), (2, "Exercise 2", 60)]),
        (2, "Day 1", [(2, "Exercise 1", 65), (3, "Exercise 2", 60)]),
        (3, "Day 1", [(1, "Exercise 1", 70)]),
    ]


def test_fill_weeks_copies_the_last_week_as_often_as_needed(tess):
    program = factories.create_program(owner=tess, weeks=2, sessions=2)
    ProgramLine.objects.filter(session__week=2).update(sets=5)

    fill_weeks(line=first_line(program), what="load", step=Decimal(5), until=4)

    rows = ProgramLine.objects.order_by("session__week", "session__position")
    assert list(rows.values_list("session__week", "session__position", "load_pct", "sets")) == [
        (1, 1, 60, 3),
        (1, 2, 60, 3),
        (2, 1, 65, 5),
        (2, 2, 60, 5),
        (3, 1, 70, 5),
        (3, 2, 60, 5),
        (4, 1, 75, 5),
        (4, 2, 60, 5),
    ]


# Removing and bringing back


@pytest.fixture
def program(tess):
    """Three weeks of two sessions with three rows whose cells are all filled."""
    return factories.create_program(
        owner=tess,
        weeks=3,
        sessions=2,
        lines=3,
        reps_max=10,
        load_pct=Decimal("72.5"),
        load_reason="Tested last Monday.",
        rpe=Decimal("8.5"),
        side="each",
        tempo_up_s=None,
        note="Chest up.",
        group="A1",
        rest_s=150,
    )


def test_a_removed_row_comes_back_at_its_place(program):
    before = shape(program)
    line = program.sessions.first().lines.get(position=2)
    code = line.code

    removed = through_json(remove_line(line=line))
    without = shape(program)
    week = restore(program=program, removed=removed)

    assert [row[:2] for row in without[0][3]] == [(1, "Exercise 1"), (2, "Exercise 3")]
    assert shape(program) == before
    assert (week, ProgramLine.objects.filter(code=code).count()) == (1, 1)


def test_the_last_row_comes_back_last(program):
    before = shape(program)

    restore(program=program, removed=remove_line(line=program.sessions.first().lines.get(position=3)))

    assert shape(program) == before


def test_a_removed_session_comes_back_with_its_rows(program):
    before = shape(program)
    session = program.sessions.get(week=2, position=1)

    removed = through_json(remove_session(session=session))
    week = restore(program=program, removed=removed)

    assert (shape(program), week) == (before, 2)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_week_comes_back_between_the_others(program, number):
    program.sessions.filter(week=number).update(name="Heavy")
    before = shape(program)

    removed = through_json(remove_week(program=program, week=number))
    weeks = sorted(set(program.sessions.values_list("week", flat=True)))
    week = restore(program=program, removed=removed)

    assert weeks == [1, 2]
    assert (shape(program), week) == (before, number)


def test_a_row_whose_session_is_gone_cannot_come_back(program):
    session = program.sessions.first()
    removed = remove_line(line=session.lines.first())
    session.delete()

    with pytest.raises(CannotRestore):
        restore(program=program, removed=removed)


def test_a_row_whose_exercise_is_gone_cannot_come_back(tess):
    program = factories.create_program(owner=tess)
    line = first_line(program)
    exercise = line.exercise
    removed = remove_line(line=line)
    exercise.delete()

    with pytest.raises(CannotRestore):
        restore(program=program, removed=removed)


def test_a_week_cannot_come_back_into_a_full_program(tess):
    program = factories.create_program(owner=tess)
    ProgramSession.objects.create(program=program, week=52, name="Last")
    removed = remove_week(program=program, week=1)
    copy_week(program=program, week=51)

    with pytest.raises(CannotRestore):
        restore(program=program, removed=removed)

    assert sorted(program.sessions.values_list("week", flat=True)) == [51, 52]
