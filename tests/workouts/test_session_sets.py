"""What a client's taps in a session do: sets, undo, skip, note, finish; with htmx and without any script."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape
from uuid import UUID, uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests import factories
from workouts.choices import ExerciseSide, LoadType
from workouts.models import ExerciseSkip, SetLog
from workouts.roster import read_roster

HTMX = {"HX-Request": "true"}
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
KEY = UUID("11111111-1111-4111-8111-111111111111")
OTHER_KEY = UUID("22222222-2222-4222-8222-222222222222")

with_and_without_htmx = pytest.mark.parametrize("headers", [{}, HTMX], ids=["without-js", "htmx"])


def begin(client, trainer, *, exercise=None, one_rep_max="100", **dose):
    """A started session of `client` with one exercise: 3 x 8 at 60 % of 100 kg, lowering 4 s."""
    exercise = exercise or factories.create_exercise()
    if one_rep_max:
        factories.create_one_rep_max(client=client, exercise=exercise, value=one_rep_max)
    program = factories.create_program(owner=trainer, exercises=[exercise], **dose)
    assignment = factories.assign(program=program, client=client)
    return factories.start(planned_session=assignment.planned_sessions.get())


@pytest.fixture
def session_log(tess, cleo):
    return begin(cleo, tess)


@pytest.fixture
def phone(browser, cleo):
    """cleo's, signed in."""
    browser.force_login(cleo)
    return browser


def address(name, session_log, **more):
    """The address `name` of the session's only exercise."""
    prescription = session_log.planned_session.prescriptions.get()
    kwargs = {"code": session_log.code, "prescription": prescription.code} | more
    return reverse(f"workouts:{name}", kwargs=kwargs)


def session_page(session_log):
    return reverse("workouts:session", args=[session_log.code])


def entry(**changes):
    """The form of the first set, filled in as prescribed; None leaves a field out."""
    filled = {
        "number": "1",
        "side": "both",
        "load": "60",
        "unit": "kg",
        "reps": "8",
        "entry_key": str(uuid4()),
        "performed_at": "",
    } | changes
    return {name: value for name, value in filled.items() if value is not None}


def post_set(browser, session_log, headers=HTMX, **changes):
    return browser.post(address("set-record", session_log), entry(**changes), headers=headers)


def errors(response):
    """The refusals on the page, as a person reads them."""
    found = re.findall(r'<p class="error"[^>]*>(.*?)</p>', response.text, re.DOTALL)
    return [" ".join(unescape(strip_tags(words)).split()) for words in found]


def typed(response, name):
    """What stands in the input `name` of the set's form."""
    return unescape(re.search(rf'<input[^>]* ?name="{name}"[^>]* value="([^"]*)"', response.text)[1])


def counted(session_log):
    """(number, side, load, unit, repetitions) of the sets that count."""
    rows = session_log.set_logs.counted().order_by("number", "side")
    return [(row.number, row.side, row.load_value, row.load_unit, row.reps) for row in rows]


def totals(session_log):
    session_log.refresh_from_db()
    return (
        session_log.total_sets,
        session_log.total_reps,
        session_log.total_tonnage_kg,
        session_log.total_lowering_s,
    )


# Recording


@with_and_without_htmx
def test_set_record_writes_the_set_as_prescribed(phone, cleo, session_log, headers):
    with time_machine.travel(NOON, tick=False):
        post_set(phone, session_log, headers, entry_key=str(KEY))

    set_log = session_log.set_logs.get()
    prescription = session_log.planned_session.prescriptions.get()
    assert (set_log.prescription, set_log.exercise) == (prescription, prescription.exercise)
    assert (set_log.number, set_log.side, set_log.reps, set_log.duration_s) == (1, "both", 8, None)
    assert (set_log.load_value, set_log.load_unit, set_log.load_kg) == (60, "kg", 60)
    assert (set_log.prescribed_load_value, set_log.prescribed_load_unit) == (60, "kg")
    assert (set_log.prescribed_reps, set_log.prescribed_duration_s) == (8, None)
    assert str(set_log.tempo) == "4-0-1-0"
    assert (set_log.entry_key, set_log.performed_at, set_log.logged_by) == (KEY, NOON, cleo)
    assert (set_log.voided_at, set_log.replaces) == (None, None)
    assert set_log.is_as_prescribed


def test_set_record_answers_htmx_with_the_exercise_and_the_count(phone, session_log):
    response = post_set(phone, session_log, HTMX)

    assert response.status_code == 200
    assert response.headers["HX-Trigger"] == '{"setRecorded": {"isFinished": false}}'
    assert "HX-Request" in response.headers["Vary"]
    assert response.text.count("60 kg × 8") == 2  # the set done, and the one after the next
    assert "1 of 3 sets done" in response.text
    assert typed(response, "number") == "2"
    assert (
        '<div class="part-sets" id="sets-1" hx-target="this" hx-swap="outerHTML" data-done="1" data-total="3">'
        in (" ".join(response.text.split()))
    )
    assert "<html" not in response.text


def test_set_record_answers_a_browser_without_scripts_with_the_page(phone, session_log):
    response = post_set(phone, session_log, {}, load="65")

    assert response.status_code == 302
    assert response.url == f"{session_page(session_log)}#exercise-1"
    page = phone.get(response.url).text
    assert "1 of 3 sets done" in page
    assert "65 kg × 8" in page
    assert "planned 60 kg × 8" in page


@with_and_without_htmx
def test_set_record_takes_a_weight_with_a_comma(phone, session_log, headers):
    post_set(phone, session_log, headers, load="62,5", reps="7")

    set_log = session_log.set_logs.get()
    assert (set_log.load_value, set_log.load_kg, set_log.reps) == (Decimal("62.5"), Decimal("62.5"), 7)
    assert (set_log.prescribed_load_value, set_log.prescribed_reps) == (60, 8)
    assert not set_log.is_as_prescribed


def test_set_record_keeps_pounds_as_typed_and_in_kg(phone, session_log):
    post_set(phone, session_log, load="100", unit="lb")

    set_log = session_log.set_logs.get()
    assert (set_log.load_value, set_log.load_unit) == (100, "lb")
    assert set_log.load_kg == Decimal("45.359237")


def test_set_record_keeps_a_weight_left_empty_as_unknown(phone, session_log):
    post_set(phone, session_log, load="")

    set_log = session_log.set_logs.get()
    assert (set_log.load_value, set_log.load_unit, set_log.load_kg, set_log.reps) == (None, "", None, 8)


@pytest.mark.parametrize("load,reps", [("0", "0"), ("1000", "60")])
def test_set_record_takes_both_ends_of_each_range(phone, session_log, load, reps):
    post_set(phone, session_log, load=load, reps=reps)

    assert counted(session_log) == [(1, "both", Decimal(load), "kg", int(reps))]


REFUSALS = {
    "load-below-0": ({"load": "-1"}, ["A weight is 0 or more."]),
    "load-5000-kg": ({"load": "5000"}, ["No weight here is above 1000 kg."]),
    "load-1001-kg": ({"load": "1001"}, ["No weight here is above 1000 kg."]),
    "load-text": ({"load": "heavy"}, ["Write the weight as a number, such as 22.5."]),
    "load-not-a-number": ({"load": "NaN"}, ["Write the weight as a number, such as 22.5."]),
    "load-without-unit": ({"unit": None}, ["Say kg or lb."]),
    "reps-61": ({"reps": "61"}, ["Repetitions go from 0 to 60."]),
    "reps-below-0": ({"reps": "-1"}, ["Repetitions go from 0 to 60."]),
    "reps-missing": ({"reps": ""}, ["Say how many."]),
    "reps-text": ({"reps": "many"}, ["Repetitions go from 0 to 60."]),
    "unknown-set": ({"number": "13"}, ["This exercise has no such set."]),
    "side-of-another": ({"side": "left"}, ["This exercise has no such set."]),
}


@with_and_without_htmx
@pytest.mark.parametrize(
    "changes,messages",
    [pytest.param(*case, id=name) for name, case in REFUSALS.items()],
)
def test_set_record_refuses(phone, session_log, headers, changes, messages):
    sent = entry(entry_key=str(KEY), **{"load": "61.5", "reps": "9"} | changes)

    response = phone.post(address("set-record", session_log), sent, headers=headers)

    assert response.status_code == 422
    assert errors(response) == messages
    assert (typed(response, "load"), typed(response, "reps")) == (sent["load"], sent["reps"])
    assert typed(response, "entry_key") == str(KEY)
    assert ("<html" in response.text) == (headers == {})
    assert not SetLog.objects.exists()


@with_and_without_htmx
def test_set_record_refused_and_sent_again_makes_one_set(phone, session_log, headers):
    refused = post_set(phone, session_log, headers, load="heavy", entry_key=str(KEY))
    post_set(phone, session_log, headers, entry_key=typed(refused, "entry_key"))

    assert counted(session_log) == [(1, "both", 60, "kg", 8)]


def test_set_record_refused_after_the_last_set_says_why(phone, session_log):
    """As on a page that was left open while another finished the exercise."""
    for number in (1, 2, 3):
        factories.record(session_log=session_log, number=number)

    response = post_set(phone, session_log, number="3", load="-1")

    assert response.status_code == 422
    assert errors(response) == ["A weight is 0 or more."]


@with_and_without_htmx
def test_set_record_twice_with_one_key_makes_one_set(phone, session_log, headers):
    post_set(phone, session_log, headers, entry_key=str(KEY))
    again = post_set(phone, session_log, headers, entry_key=str(KEY), reps="3")

    assert again.status_code == (200 if headers else 302)
    assert counted(session_log) == [(1, "both", 60, "kg", 8)]
    assert session_log.set_logs.count() == 1


@with_and_without_htmx
@pytest.mark.parametrize("earlier_first", [True, False])
def test_set_record_counts_the_set_performed_later_whichever_arrives_first(
    phone, cleo, session_log, headers, earlier_first
):
    earlier = {"entry_key": str(KEY), "reps": "6", "performed_at": "2026-03-02T12:00:00.000Z"}
    later = {"entry_key": str(OTHER_KEY), "reps": "7", "performed_at": "2026-03-02T12:00:05.000Z"}

    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        for sent in (earlier, later) if earlier_first else (later, earlier):
            post_set(phone, session_log, headers, **sent)

    standing, voided = (session_log.set_logs.get(entry_key=key) for key in (OTHER_KEY, KEY))
    assert counted(session_log) == [(1, "both", 60, "kg", 7)]
    assert (voided.reps, voided.voided_at, voided.voided_by) == (6, NOON + timedelta(hours=1), cleo)
    assert standing.replaces == (voided if earlier_first else None)


def test_set_record_keeps_the_phones_own_time(phone, session_log):
    with time_machine.travel(NOON, tick=False):
        post_set(phone, session_log, performed_at="2026-03-02T09:30:15.250Z")

    set_log = session_log.set_logs.get()
    assert set_log.performed_at == datetime(2026, 3, 2, 9, 30, 15, 250_000, tzinfo=UTC)
    assert set_log.recorded_at == NOON


def test_set_record_takes_a_time_from_the_future_for_now(phone, session_log):
    with time_machine.travel(NOON, tick=False):
        post_set(phone, session_log, performed_at="2026-03-02T12:00:01.000Z")

    assert session_log.set_logs.get().performed_at == NOON


@pytest.mark.parametrize(
    "performed_at",
    [
        "yesterday",
        "0001-01-01T00:00:00",
    ],
)
def test_set_record_refuses_a_time_that_is_none(phone, session_log, performed_at):
    response = post_set(phone, session_log, performed_at=performed_at)

    assert response.status_code == 422
    assert errors(response) == ["Enter a valid date/time."]
    assert not SetLog.objects.exists()


def test_set_record_does_not_know_the_exercise_of_another_session(phone, tess, cleo, session_log):
    other = begin(cleo, tess)

    response = phone.post(
        reverse(
            "workouts:set-record", args=[session_log.code, other.planned_session.prescriptions.get().code]
        ),
        entry(),
    )

    assert response.status_code == 404
    assert not SetLog.objects.exists()


# Undo


@with_and_without_htmx
def test_set_undo_voids_and_asks_for_the_set_again(phone, cleo, session_log, headers):
    set_log = factories.record(session_log=session_log)

    with time_machine.travel(NOON, tick=False):
        response = phone.post(
            address("set-undo", session_log, entry_key=set_log.entry_key), headers=headers, follow=True
        )

    set_log.refresh_from_db()
    assert (set_log.voided_at, set_log.voided_by, set_log.reps) == (NOON, cleo, 8)
    assert "0 of 3 sets done" in response.text
    assert typed(response, "number") == "1"


def test_set_undo_twice_changes_nothing(phone, session_log):
    set_log = factories.record(session_log=session_log)
    path = address("set-undo", session_log, entry_key=set_log.entry_key)

    with time_machine.travel(NOON, tick=False) as clock:
        phone.post(path, headers=HTMX)
        clock.shift(60)
        again = phone.post(path, headers=HTMX)

    set_log.refresh_from_db()
    assert again.status_code == 200
    assert set_log.voided_at == NOON


def test_set_undo_of_anothers_set_changes_nothing(phone, uma, omar, session_log):
    anothers = factories.record(session_log=begin(omar, uma))
    own = factories.record(session_log=session_log)

    phone.post(address("set-undo", session_log, entry_key=anothers.entry_key), headers=HTMX)

    assert list(SetLog.objects.counted().order_by("pk")) == [anothers, own]


def test_set_undone_stays_undone_when_its_entry_arrives_again(phone, session_log):
    post_set(phone, session_log, entry_key=str(KEY))
    phone.post(address("set-undo", session_log, entry_key=KEY), headers=HTMX)

    post_set(phone, session_log, entry_key=str(KEY))

    assert counted(session_log) == []
    assert session_log.set_logs.count() == 1


def test_set_undone_makes_room_for_another(phone, session_log):
    post_set(phone, session_log, entry_key=str(KEY))
    phone.post(address("set-undo", session_log, entry_key=KEY), headers=HTMX)

    post_set(phone, session_log, reps="5")

    assert counted(session_log) == [(1, "both", 60, "kg", 5)]


# Skip


def skip(browser, session_log, headers=HTMX, **changes):
    sent = {"reason": "pain", "entry_key": str(KEY)} | changes
    return browser.post(address("exercise-skip", session_log), sent, headers=headers, follow=True)


@with_and_without_htmx
def test_exercise_skip_keeps_the_reason_and_what_was_done(phone, cleo, session_log, headers):
    factories.record(session_log=session_log)

    with time_machine.travel(NOON, tick=False):
        response = skip(phone, session_log, headers)

    left_out = ExerciseSkip.objects.get()
    assert (left_out.session_log, left_out.prescription) == (
        session_log,
        session_log.planned_session.prescriptions.get(),
    )
    assert (left_out.reason, left_out.skipped_at, left_out.logged_by) == ("pain", NOON, cleo)
    assert left_out.voided_at is None
    assert "Left out: pain" in response.text
    assert "1 of 3 sets done" in response.text


def test_exercise_skip_twice_keeps_the_first_reason(phone, session_log):
    skip(phone, session_log)
    skip(phone, session_log, reason="time")
    skip(phone, session_log, reason="hard", entry_key=str(OTHER_KEY))

    assert ExerciseSkip.objects.get().reason == "pain"


@with_and_without_htmx
def test_exercise_skip_refuses_an_unknown_reason(phone, session_log, headers):
    response = skip(phone, session_log, headers, reason="bored")

    assert response.status_code == 422
    assert errors(response) == ["Select a valid choice. bored is not one of the available choices."]
    assert not ExerciseSkip.objects.exists()


@with_and_without_htmx
def test_exercise_take_up_makes_the_exercise_open_again(phone, session_log, headers):
    skip(phone, session_log)

    with time_machine.travel(NOON, tick=False):
        response = phone.post(address("exercise-take-up", session_log), headers=headers, follow=True)

    assert ExerciseSkip.objects.get().voided_at == NOON
    assert "Left out" not in response.text
    assert typed(response, "number") == "1"


def test_exercise_can_be_skipped_again_after_it_was_taken_up(phone, session_log):
    skip(phone, session_log)
    phone.post(address("exercise-take-up", session_log), headers=HTMX)

    skip(phone, session_log, reason="time", entry_key=str(OTHER_KEY))

    standing = ExerciseSkip.objects.get(voided_at=None)
    assert (standing.reason, ExerciseSkip.objects.count()) == ("time", 2)


# Note and finish


def finish(browser, session_log, **changes):
    return browser.post(
        reverse("workouts:session-finish", args=[session_log.code]), {"effort": "", "note": ""} | changes
    )


def test_session_note_is_kept_and_shown(phone, session_log):
    response = phone.post(
        reverse("workouts:session-note", args=[session_log.code]), {"note": "Left knee clicks."}, follow=True
    )

    session_log.refresh_from_db()
    assert (session_log.note, session_log.finished_at) == ("Left knee clicks.", None)
    assert "Note saved." in response.text
    assert "Left knee clicks.</textarea>" in response.text


def test_session_note_refuses_what_is_too_long(phone, session_log):
    response = phone.post(reverse("workouts:session-note", args=[session_log.code]), {"note": "x" * 1001})

    session_log.refresh_from_db()
    assert response.status_code == 422
    assert "Ensure this value has at most 1000 characters (it has 1001)." in response.text
    assert "x" * 1001 in response.text
    assert session_log.note == ""


def test_session_finish_writes_what_it_amounted_to(phone, session_log):
    """8 x 60 kg and 6 x 62.5 kg, lowering 4 s: 480 + 375 kg and 32 + 24 s; what was undone counts nothing."""
    factories.record(session_log=session_log, number=1)
    post_set(phone, session_log, number="2", load="62.5", reps="6")
    post_set(phone, session_log, number="3", entry_key=str(KEY))
    phone.post(address("set-undo", session_log, entry_key=KEY))

    with time_machine.travel(NOON, tick=False):
        response = finish(phone, session_log, effort="7", note="Fine.")

    assert totals(session_log) == (2, 14, Decimal("855.00"), 56)
    assert (session_log.finished_at, session_log.effort, session_log.note) == (NOON, 7, "Fine.")
    page = strip_tags(phone.get(response.url).text)
    assert re.search(r"Sets\s*2 of 3\s*Lowering\s*56 s\s*Moved\s*855 kg\s*Effort\s*7 of 10", page)


def test_session_finish_counts_pounds_in_kg(phone, session_log):
    """8 x 100 lb are 8 x 45.359237 kg = 362.873896 kg."""
    post_set(phone, session_log, load="100", unit="lb")

    finish(phone, session_log)

    assert totals(session_log) == (1, 8, Decimal("362.87"), 32)


def test_session_finish_twice_keeps_the_first_time(phone, session_log):
    with time_machine.travel(NOON, tick=False) as clock:
        finish(phone, session_log, effort="7")
        clock.shift(600)
        finish(phone, session_log, effort="8", note="Harder than I thought.")

    session_log.refresh_from_db()
    assert session_log.finished_at == NOON
    assert (session_log.effort, session_log.note) == (8, "Harder than I thought.")


def test_session_finish_without_a_set_is_a_session_of_nothing(phone, session_log):
    finish(phone, session_log)

    assert totals(session_log) == (0, 0, 0, 0)


def test_session_finish_refuses_an_effort_above_10(phone, session_log):
    response = finish(phone, session_log, effort="11", note="Typed already.")

    session_log.refresh_from_db()
    assert response.status_code == 422
    assert errors(response) == ["Select a valid choice. 11 is not one of the available choices."]
    assert "Typed already.</textarea>" in response.text
    assert (session_log.finished_at, session_log.note) == (None, "")


def test_session_finish_with_an_empty_body_finishes(phone, session_log):
    """A client that sends its token as a header sends nothing else: both fields are optional."""
    phone.post(reverse("workouts:session-finish", args=[session_log.code]))

    assert totals(session_log) == (0, 0, 0, 0)


@with_and_without_htmx
def test_set_after_the_finish_is_stored_and_the_totals_follow(phone, session_log, headers):
    finish(phone, session_log)
    session_log.refresh_from_db()
    finished_at = session_log.finished_at

    post_set(phone, session_log, headers, entry_key=str(KEY))
    after_set = totals(session_log)
    phone.post(address("set-undo", session_log, entry_key=KEY), headers=headers)

    assert after_set == (1, 8, Decimal("480.00"), 32)
    assert totals(session_log) == (0, 0, 0, 0)
    assert session_log.finished_at == finished_at


# Exercises of other kinds


@pytest.fixture
def one_sided(tess, cleo):
    exercise = factories.create_exercise(name="Split squat", side=ExerciseSide.UNILATERAL)
    dose = {"sets": 2, "side": "each", "load_pct": None, "load_value": Decimal(20), "load_unit": "kg"}
    return begin(cleo, tess, exercise=exercise, one_rep_max=None, **dose)


@with_and_without_htmx
def test_one_sided_exercise_asks_left_then_right(phone, one_sided, headers):
    asked = []
    for _ in range(4):
        page = phone.get(session_page(one_sided))
        asked.append((typed(page, "number"), typed(page, "side")))
        number, side = asked[-1]
        post_set(phone, one_sided, headers, number=number, side=side, load="20")

    assert asked == [("1", "left"), ("1", "right"), ("2", "left"), ("2", "right")]
    assert counted(one_sided) == [
        (1, "left", 20, "kg", 8),
        (1, "right", 20, "kg", 8),
        (2, "left", 20, "kg", 8),
        (2, "right", 20, "kg", 8),
    ]


def test_one_sided_exercise_refuses_a_set_of_both(phone, one_sided):
    response = post_set(phone, one_sided, side="both", load="20")

    assert response.status_code == 422
    assert errors(response) == ["This exercise has no such set."]
    assert not SetLog.objects.exists()


def test_one_sided_exercise_counts_each_side(phone, one_sided):
    """Left 8 and right 6 with 20 kg, lowering 4 s: 160 + 120 kg, 32 + 24 s."""
    post_set(phone, one_sided, side="left", load="20")
    post_set(phone, one_sided, side="right", load="20", reps="6")

    finish(phone, one_sided)

    assert totals(one_sided) == (2, 14, Decimal("280.00"), 56)


@pytest.fixture
def hold(tess, cleo):
    exercise = factories.create_exercise(name="Wall sit", load_type=LoadType.TIME)
    return begin(
        cleo, tess, exercise=exercise, one_rep_max=None, sets=2, reps=None, duration_s=45, load_pct=None
    )


@with_and_without_htmx
def test_hold_is_counted_in_seconds(phone, hold, headers):
    page = phone.get(session_page(hold))
    asked = typed(page, "duration_s")

    post_set(phone, hold, headers, load=None, unit=None, reps=None, duration_s="40")

    set_log = hold.set_logs.get()
    assert asked == "45"
    assert 'name="load"' not in page.text
    assert (set_log.duration_s, set_log.reps, set_log.load) == (40, None, None)
    assert (set_log.prescribed_duration_s, set_log.prescribed_reps) == (45, None)
    assert "40 s" in phone.get(session_page(hold)).text


def test_hold_takes_neither_weight_nor_repetitions(phone, hold):
    post_set(phone, hold, load="20", unit="kg", reps="8", duration_s="45")

    set_log = hold.set_logs.get()
    assert (set_log.duration_s, set_log.reps, set_log.load, set_log.load_kg) == (45, None, None, None)


@with_and_without_htmx
@pytest.mark.parametrize(
    "duration_s,message",
    [("", "Say how long."), ("3601", "Seconds go from 0 to 3600.")],
    ids=["missing", "more-than-an-hour"],
)
def test_hold_refuses(phone, hold, headers, duration_s, message):
    response = post_set(phone, hold, headers, load=None, unit=None, reps=None, duration_s=duration_s)

    assert response.status_code == 422
    assert errors(response) == [message]
    assert typed(response, "duration_s") == duration_s
    assert not SetLog.objects.exists()


def test_hold_counts_as_a_set_without_weight_or_lowering(phone, hold):
    post_set(phone, hold, load=None, unit=None, reps=None, duration_s="45")

    finish(phone, hold)

    assert totals(hold) == (1, 0, 0, 0)


# Starting


def test_session_start_twice_opens_one_session(phone, tess, cleo):
    factories.make_health_screening(client=cleo)
    program = factories.create_program(owner=tess)
    planned_session = factories.assign(program=program, client=cleo, by_effort=True).planned_sessions.get()
    path = reverse("workouts:session-start", args=[planned_session.code])

    first, second = phone.post(path), phone.post(path)

    session_log = cleo.session_logs.get()
    assert first.url == second.url == session_page(session_log)
    assert (session_log.planned_session, session_log.logged_by) == (planned_session, cleo)


def test_session_start_writes_the_day_of_the_clients_calendar(browser, tess):
    """10:30 in UTC on 2 March is 23:30 the same day in Auckland; 11:30 is the next day there."""
    kiri = factories.create_user(full_name="Kiri Tane", time_zone="Pacific/Auckland")
    factories.make_health_screening(client=kiri)
    browser.force_login(kiri)
    days = []
    for hour in (10, 11):
        with time_machine.travel(datetime(2026, 3, 2, hour, 30, tzinfo=UTC), tick=False):
            program = factories.create_program(owner=tess)
            planned_session = factories.assign(
                program=program, client=kiri, by_effort=True
            ).planned_sessions.get()
            browser.post(reverse("workouts:session-start", args=[planned_session.code]))
            session_log = planned_session.session_log
            days.append((session_log.trained_on.isoformat(), session_log.time_zone, session_log.started_at))
            assert session_log.started_at == timezone.now()

    assert [day[:2] for day in days] == [
        ("2026-03-02", "Pacific/Auckland"),
        ("2026-03-03", "Pacific/Auckland"),
    ]


def test_session_finished_without_a_set_says_so_and_is_not_done(phone, tess, cleo, session_log):
    finish(phone, session_log)

    page = phone.get(reverse("workouts:session-finish", args=[session_log.code])).text
    coachings = tess.coachings_as_trainer.select_related("client")
    line = read_roster(coachings, session_log.started_at + timedelta(days=1))[0]
    assert "Closed without a set" in page
    assert "Well braked" not in page
    assert (line.done, line.due) == (0, 1)
