"""What a client may do in a session besides the planned sets: pain, notes, swaps, more sets, more exercises."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from uuid import UUID, uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from tests import factories
from workouts.choices import Origin
from workouts.models import ExerciseNote, ExerciseSkip, PainReport, Prescription, ProgramLine

HTMX = {"HX-Request": "true"}
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
KEY = UUID("11111111-1111-4111-8111-111111111111")
OTHER_KEY = UUID("22222222-2222-4222-8222-222222222222")

with_and_without_htmx = pytest.mark.parametrize("headers", [{}, HTMX], ids=["without-js", "htmx"])


@pytest.fixture
def squat(db):
    return factories.create_exercise(
        name="Squat", slug="squat", facets=[("muscle", "quads"), ("region", "knee")]
    )


def begin(client, trainer, *exercises, **dose):
    """A started session: 3 x 8 at 60 % of 100 kg of each of `exercises`."""
    for exercise in exercises:
        if exercise.is_weighted:
            factories.create_one_rep_max(client=client, exercise=exercise)
    program = factories.create_program(owner=trainer, lines=len(exercises), exercises=list(exercises), **dose)
    ProgramLine.objects.exclude(exercise__load_type="kg").update(load_pct=None)
    return factories.start(
        planned_session=factories.assign(program=program, client=client).planned_sessions.get()
    )


@pytest.fixture
def session_log(tess, cleo, squat):
    return begin(cleo, tess, squat)


@pytest.fixture
def phone(browser, cleo):
    """cleo's, signed in."""
    browser.force_login(cleo)
    return browser


def address(name, session_log, prescription=None, **more):
    prescription = prescription or session_log.planned_session.prescriptions.earliest("position")
    return reverse(
        f"workouts:{name}", kwargs={"code": session_log.code, "prescription": prescription.code} | more
    )


def page_of(browser, session_log):
    return browser.get(reverse("workouts:session", args=[session_log.code]))


def words(response):
    """The page as a person reads it, on one line."""
    return " ".join(unescape(strip_tags(response.text.replace("<", " <"))).split())


def errors(response):
    found = re.findall(r'<p class="error"[^>]*>(.*?)</p>', response.text, re.DOTALL)
    return [" ".join(unescape(strip_tags(text)).split()) for text in found]


def set_form(**changes):
    return {
        "number": 1,
        "side": "both",
        "load": "60",
        "unit": "kg",
        "reps": 8,
        "entry_key": uuid4(),
    } | changes


# What a set is done with


def test_set_keeps_what_was_lifted_beside_what_was_lowered(phone, tess, cleo, squat):
    session_log = begin(
        cleo, tess, squat, load_pct=None, load_value=Decimal(60), load_unit="kg", lift_value=Decimal(40)
    )
    page = page_of(phone, session_log)

    answer = phone.post(address("set-record", session_log), set_form(lift="37,5"), headers=HTMX)

    set_log = session_log.set_logs.get()
    assert 'name="lift"' in page.text
    assert (set_log.load_value, set_log.lift_value, set_log.load_unit) == (60, Decimal("37.5"), "kg")
    assert "60 kg, lift 37.5 kg × 8 planned 60 kg, lift 40 kg × 8" in words(answer)


def test_lift_that_is_a_per_cent_starts_from_its_share(phone, tess, cleo, squat):
    """70 % of 100 kg are lowered; 45 % of it are 45 kg."""
    session_log = begin(cleo, tess, squat, load_pct=Decimal(70), lift_pct=Decimal(45))

    page = page_of(phone, session_log)

    assert re.search(r'name="lift"[^>]* value="45"', page.text)


@with_and_without_htmx
def test_lift_without_the_weight_lowered_is_refused_beside_it(phone, tess, cleo, squat, headers):
    session_log = begin(
        cleo, tess, squat, load_pct=None, load_value=Decimal(60), load_unit="kg", lift_value=Decimal(40)
    )

    answer = phone.post(address("set-record", session_log), set_form(load="", lift="40"), headers=headers)

    assert answer.status_code == 422
    assert errors(answer) == ["Say the weight you lowered, too."]
    assert not session_log.set_logs.exists()


def test_set_keeps_the_help(phone, tess, cleo):
    pull_up = factories.create_exercise(name="Pull-up", load_type="bw")
    session_log = begin(cleo, tess, pull_up, load_pct=None, assist_value=Decimal(20), assist_unit="kg")
    page = page_of(phone, session_log)

    phone.post(
        address("set-record", session_log),
        set_form(load="", unit="", assist="17.5", assist_unit="kg"),
        headers=HTMX,
    )

    set_log = session_log.set_logs.get()
    assert re.search(r'name="assist"[^>]* value="20"', page.text)
    assert (set_log.assist_value, set_log.assist_unit, set_log.load) == (Decimal("17.5"), "kg", None)
    assert "17.5 kg help × 8 planned 20 kg help × 8" in words(page_of(phone, session_log))


def test_set_keeps_the_inertia_of_a_flywheel(phone, tess, cleo):
    wheel = factories.create_exercise(name="Flywheel squat", load_type="lvl")
    session_log = begin(cleo, tess, wheel, load_pct=None, method="flywheel", inertia_kgm2=Decimal("0.05"))

    phone.post(address("set-record", session_log), set_form(load="", unit="", inertia="0.075"), headers=HTMX)

    assert session_log.set_logs.get().inertia_kgm2 == Decimal("0.075")
    assert "0.075 kg m² × 8" in words(page_of(phone, session_log))


@pytest.mark.parametrize("name,value", [("inertia", "2"), ("inertia", "heavy")])
def test_inertia_that_no_wheel_has_is_refused_beside_its_field(phone, tess, cleo, name, value):
    wheel = factories.create_exercise(name="Flywheel squat", load_type="lvl")
    session_log = begin(cleo, tess, wheel, load_pct=None, method="flywheel")

    answer = phone.post(
        address("set-record", session_log), set_form(load="", unit="", **{name: value}), headers=HTMX
    )

    assert answer.status_code == 422
    assert errors(answer) == ["Inertia goes from 0.001 to 1 kg m²."]
    assert f'value="{value}"' in answer.text


def test_long_time_is_typed_and_shown_in_minutes(phone, tess, cleo):
    bike = factories.create_exercise(name="Bike", load_type="time")
    session_log = begin(
        cleo, tess, bike, load_pct=None, reps=None, duration_s=1200, rpe=4, method="ecc_cycle"
    )
    page = page_of(phone, session_log)

    phone.post(
        address("set-record", session_log),
        set_form(load="", unit="", reps="", minutes="17,5"),
        headers=HTMX,
    )

    assert re.search(r'name="minutes"[^>]* value="20"', page.text)
    assert "RPE 4" in words(page)
    assert session_log.set_logs.get().duration_s == 1050
    assert "17.5 min planned 20 min" in words(page_of(phone, session_log))


@pytest.mark.parametrize("sent,kept", [("3.84", Decimal("3.8")), ("", None), ("soon", None), ("99", None)])
def test_lowering_measured_by_the_pacer_is_kept_and_never_refuses_a_set(phone, session_log, sent, kept):
    phone.post(address("set-record", session_log), set_form(lowered_s=sent), headers=HTMX)

    assert session_log.set_logs.get().lowered_s == kept


# One more set


@with_and_without_htmx
def test_set_beyond_the_prescribed_ones_can_be_added_and_undone(phone, tess, session_log, headers):
    for number in (1, 2, 3):
        factories.record(session_log=session_log, number=number)
    page = page_of(phone, session_log)

    answer = phone.post(address("set-record", session_log), set_form(number=4), headers=headers, follow=True)
    added = session_log.set_logs.get(number=4)
    assert "Add a set" in page.text
    assert "4 of 4 sets done" in answer.text
    assert "added by you" in answer.text
    undone = phone.post(
        address("set-undo", session_log, entry_key=added.entry_key), headers=headers, follow=True
    )
    assert "3 of 3 sets done" in undone.text


def test_no_set_is_added_before_the_prescribed_ones_are_done(phone, session_log):
    answers = [
        phone.post(address("set-record", session_log), set_form(number=number), headers=HTMX).text
        for number in (1, 2, 3)
    ]

    assert ["Add a set" in answer for answer in answers] == [False, False, True]


def test_added_set_is_told_to_the_trainer(browser, tess, session_log):
    for number in (1, 2, 3, 4):
        factories.record(session_log=session_log, number=number)
    browser.force_login(tess)

    page = browser.get(reverse("workouts:session-review", args=[session_log.code]))

    assert "4 added by the client" in words(page)


# Pain


def report(browser, session_log, headers=HTMX, **changes):
    sent = {"nrs": "4", "entry_key": str(KEY)} | changes
    return browser.post(address("exercise-pain", session_log), sent, headers=headers, follow=True)


@with_and_without_htmx
def test_pain_in_an_exercise_is_kept(phone, cleo, session_log, headers):
    with time_machine.travel(NOON, tick=False):
        answer = report(phone, session_log, headers)

    row = PainReport.objects.get()
    assert (row.session_log, row.client, row.logged_by) == (session_log, cleo, cleo)
    assert (row.prescription.exercise.slug, row.moment, row.nrs) == ("squat", "during", 4)
    assert (row.answered_at, row.voided_at) == (NOON, None)
    assert "Pain 4 of 10" in answer.text


@pytest.mark.parametrize(
    "nrs,said",
    [
        (2, ""),
        (3, "Keep the same here, and no more."),
        (5, "Keep the same here, and no more."),
        (6, "Do less here or leave it out, and tell your trainer."),
        (7, "Do less here or leave it out, and tell your trainer."),
        (8, "Stop this exercise and contact your trainer."),
        (10, "Stop this exercise and contact your trainer."),
    ],
)
def test_pain_says_what_the_reference_asks_for(phone, session_log, nrs, said):
    """Clinical reference 5.4 in the profile `general`: green to 2, amber to 5, red above, stop from 8 on."""
    answer = words(report(phone, session_log, nrs=nrs))

    sentences = [
        "Keep the same here, and no more.",
        "Do less here or leave it out, and tell your trainer.",
        "Stop this exercise and contact your trainer.",
    ]
    assert [sentence for sentence in sentences if sentence in answer] == [said] * bool(said)


def test_later_pain_takes_the_place_of_the_earlier_which_is_kept(phone, session_log):
    report(phone, session_log, nrs="3")
    answer = report(phone, session_log, nrs="6", entry_key=str(OTHER_KEY))

    earlier, later = PainReport.objects.order_by("pk")
    assert (earlier.nrs, earlier.voided_at is None) == (3, False)
    assert (later.nrs, later.voided_at, later.replaces) == (6, None, earlier)
    assert "Pain 6 of 10" in answer.text


def test_pain_sent_twice_is_reported_once(phone, session_log):
    report(phone, session_log)
    report(phone, session_log)

    assert PainReport.objects.count() == 1


@with_and_without_htmx
def test_pain_can_be_undone(phone, session_log, headers):
    report(phone, session_log)

    answer = phone.post(address("exercise-pain-undo", session_log), headers=headers, follow=True)

    assert PainReport.objects.get().voided_at is not None
    assert "of 10" not in words(answer).split("Finish the session")[0]


@with_and_without_htmx
@pytest.mark.parametrize(
    "nrs,message", [("11", "Pain goes from 0 to 10."), ("", "Choose a number from 0 to 10.")]
)
def test_pain_that_is_none_is_refused(phone, session_log, headers, nrs, message):
    answer = report(phone, session_log, headers, nrs=nrs)

    assert answer.status_code == 422
    assert errors(answer) == [message]
    assert not PainReport.objects.exists()


# Notes


def note(browser, session_log, headers=HTMX, **changes):
    sent = {"text": "Left knee clicks.", "entry_key": str(KEY)} | changes
    return browser.post(address("exercise-note", session_log), sent, headers=headers, follow=True)


@with_and_without_htmx
def test_note_on_an_exercise_is_kept_replaced_and_undone(phone, session_log, headers):
    note(phone, session_log, headers)
    answer = note(phone, session_log, headers, text="Better with wedges.", entry_key=str(OTHER_KEY))

    rows = [(row.text, row.voided_at is None) for row in ExerciseNote.objects.order_by("pk")]
    assert rows == [("Left knee clicks.", False), ("Better with wedges.", True)]
    assert "Better with wedges." in answer.text
    undone = phone.post(address("exercise-note-undo", session_log), headers=headers, follow=True)
    assert "Better with wedges." not in undone.text
    assert not ExerciseNote.objects.filter(voided_at=None).exists()


@with_and_without_htmx
def test_note_too_long_is_refused_and_stays_in_its_field(phone, session_log, headers):
    answer = note(phone, session_log, headers, text="x" * 501)

    assert answer.status_code == 422
    assert errors(answer) == ["A note has up to 500 characters."]
    assert "x" * 501 in answer.text


def test_pain_and_notes_are_told_to_the_trainer_and_on_the_finish(browser, phone, tess, cleo, session_log):
    factories.record(session_log=session_log)
    report(phone, session_log, nrs="8")
    note(phone, session_log)
    phone.post(reverse("workouts:session-finish", args=[session_log.code]), {"effort": "6", "note": ""})

    finish = words(phone.get(reverse("workouts:session-finish", args=[session_log.code])))
    browser.force_login(tess)
    review = words(browser.get(reverse("workouts:session-review", args=[session_log.code])))

    for page in (finish, review):
        assert "Pain 8 of 10" in page
        assert "Left knee clicks." in page


# Swaps


@pytest.fixture
def chain(squat, cleo):
    """Squat with an easier and a harder one; a curl is something else. Cleo has answered the health questions."""
    factories.make_health_screening(client=cleo)
    quads = [("muscle", "quads"), ("region", "knee")]
    easier = factories.create_exercise(name="Box squat", slug="box-squat", load_type="bw", facets=quads)
    harder = factories.create_exercise(name="Front squat", slug="front-squat", facets=quads)
    squat.easier, squat.harder = easier, harder
    squat.save()
    factories.create_exercise(name="Step-down", slug="step-down", load_type="bw", facets=quads)
    factories.create_exercise(name="Curl", slug="curl", facets=[("muscle", "biceps"), ("region", "elbow")])


def offered(response):
    return re.findall(r'name="exercise"\s+value="([^"]+)"', response.text)


def swap(browser, session_log, headers=None, **changes):
    sent = {"exercise": "front-squat", "reason": "equipment", "entry_key": str(KEY)} | changes
    return browser.post(address("exercise-swap", session_log), sent, headers=headers or {}, follow=True)


def test_swap_offers_the_chain_first_then_the_same_muscles(phone, chain, session_log):
    response = phone.get(address("exercise-swap", session_log))

    assert offered(response) == ["box-squat", "front-squat", "step-down"]
    assert "Sit down between the hips for 4 s, then stand." in response.text


def test_swap_list_for_htmx_is_the_list_alone(phone, chain, session_log):
    response = phone.get(address("exercise-swap", session_log), headers=HTMX)

    assert offered(response) == ["box-squat", "front-squat", "step-down"]
    assert "<html" not in response.text


def test_swap_finds_any_exercise_by_name(phone, chain, session_log):
    assert offered(phone.get(address("exercise-swap", session_log), {"find": "cur"})) == ["curl"]


def test_swap_leaves_the_old_one_out_and_puts_the_new_one_after_it(phone, tess, cleo, chain, squat):
    """The client knows the front squat: 60 % of 80 kg are 48 kg, on the usual bar 47.5 kg."""
    front = squat.harder
    factories.create_trained(client=cleo, at=NOON, owner=tess, exercise=front)
    last = factories.create_exercise(name="Calf raise", load_type="bw")
    with time_machine.travel(NOON.replace(day=4), tick=False):
        factories.create_one_rep_max(client=cleo, exercise=front, value="80")
        session_log = begin(cleo, tess, squat, last)
        factories.record(session_log=session_log)
        page = swap(phone, session_log)

    skip = ExerciseSkip.objects.get()
    taken = Prescription.objects.get(code=KEY)
    assert (skip.prescription.exercise, skip.reason) == (squat, "equipment")
    assert (taken.origin, taken.swapped_from) == (Origin.SWAPPED, skip.prescription)
    assert session_log.set_logs.counted().count() == 1
    assert re.findall(r'<h1 class="hide">(.*?)</h1>', page.text) == ["Squat", "Front squat", "Calf raise"]


def test_swap_to_an_exercise_that_is_new_begins_light_and_few(phone, cleo, chain, session_log, squat):
    """Clinical reference 1.6, week 1: one set of up to 10, up to 50 % of the one-rep max: 40 of 80 kg."""
    factories.create_one_rep_max(client=cleo, exercise=squat.harder, value="80")

    swap(phone, session_log)

    taken = Prescription.objects.get(code=KEY)
    assert (taken.sets, taken.reps, taken.load_value, taken.load_unit) == (1, 8, 40, "kg")
    assert str(taken.tempo) == "4-0-1-0"


def test_swap_without_a_one_rep_max_asks_for_a_weight_that_can_be_lowered(phone, chain, session_log):
    assert "take one you can lower slowly" in phone.get(address("exercise-swap", session_log)).text

    page = swap(phone, session_log)

    assert Prescription.objects.get(code=KEY).load is None
    assert "Take one you can lower slowly and safely" in page.text


def test_swap_sent_twice_is_done_once(phone, chain, session_log):
    swap(phone, session_log)
    swap(phone, session_log)

    assert session_log.planned_session.prescriptions.count() == 2


def test_swap_to_what_the_rules_refuse_cannot_be_chosen(phone, tess, cleo, chain, session_log, squat):
    squat.harder.facets.create(kind="caution", key="knee-early")
    factories.make_flag(client=cleo, by=tess, caution="knee-early")

    listed = phone.get(address("exercise-swap", session_log))
    answer = swap(phone, session_log)

    assert "front-squat" not in offered(listed)
    assert "Front squat" in listed.text
    assert answer.status_code == 422
    assert errors(answer) == ["This one cannot be taken today."]
    assert session_log.planned_session.prescriptions.count() == 1
    assert not ExerciseSkip.objects.exists()


def test_swap_to_nothing_is_refused(phone, chain, session_log):
    answer = swap(phone, session_log, exercise="")

    assert answer.status_code == 422
    assert errors(answer) == ["Choose one of the exercises."]


def test_swap_is_undone_while_nothing_was_done(phone, chain, session_log):
    swap(phone, session_log)
    taken = Prescription.objects.get(code=KEY)

    page = phone.post(address("exercise-remove", session_log, taken), follow=True)

    assert not Prescription.objects.filter(code=KEY).exists()
    assert ExerciseSkip.objects.get().voided_at is not None
    assert "0 of 3 sets done" in page.text


def test_swapped_exercise_with_a_set_is_never_deleted(phone, chain, session_log):
    swap(phone, session_log)
    taken = Prescription.objects.get(code=KEY)
    factories.record(session_log=session_log, prescription=taken, load=None)

    phone.post(address("exercise-remove", session_log, taken))

    assert session_log.set_logs.counted().get().prescription == taken


def test_looking_at_the_swaps_begins_nothing(phone, tess, cleo, chain, squat):
    program = factories.create_program(owner=tess, exercises=[squat])
    planned = factories.assign(program=program, client=cleo, by_effort=True).planned_sessions.get()

    phone.get(reverse("workouts:exercise-swap", args=[planned.code, planned.prescriptions.get().code]))

    assert not cleo.session_logs.exists()


# One exercise more


def add(browser, session_log, **changes):
    sent = {"exercise": "curl", "entry_key": str(KEY)} | changes
    return browser.post(reverse("workouts:exercise-add", args=[session_log.code]), sent, follow=True)


def test_exercise_is_found_by_name_and_added_last(phone, chain, session_log):
    listed = phone.get(reverse("workouts:exercise-add", args=[session_log.code]), {"find": "CURL"})

    page = add(phone, session_log)

    taken = Prescription.objects.get(code=KEY)
    assert offered(listed) == ["curl"]
    assert (taken.origin, taken.swapped_from, taken.position) == (Origin.ADDED, None, 2)
    assert re.findall(r'<h1 class="hide">(.*?)</h1>', page.text) == ["Squat", "Curl"]
    assert "You added this" in page.text


def test_added_exercise_is_undone(phone, chain, session_log):
    add(phone, session_log)
    path = address("exercise-remove", session_log, Prescription.objects.get(code=KEY))

    phone.post(path)
    again = phone.post(path, follow=True)

    assert session_log.planned_session.prescriptions.count() == 1
    assert again.status_code == 200


def test_planned_exercise_is_not_removed(phone, session_log):
    phone.post(address("exercise-remove", session_log))

    assert session_log.planned_session.prescriptions.count() == 1


def test_added_and_swapped_exercises_are_told_to_the_trainer(browser, tess, phone, chain, session_log):
    swap(phone, session_log)
    add(phone, session_log, entry_key=str(OTHER_KEY))
    browser.force_login(tess)

    review = words(browser.get(reverse("workouts:session-review", args=[session_log.code])))

    assert "Front squat instead of Squat, taken by the client" in review
    assert "Curl added by the client" in review


def test_exercise_of_another_trainer_is_not_offered(phone, uma, chain, session_log):
    factories.create_exercise(name="Secret curl", slug="secret", owner=uma)

    listed = phone.get(reverse("workouts:exercise-add", args=[session_log.code]), {"find": "curl"})
    answer = add(phone, session_log, exercise="secret")

    assert offered(listed) == ["curl"]
    assert answer.status_code == 422


# Supersets


def test_exercises_of_a_superset_take_turns(phone, tess, cleo, squat):
    row = factories.create_exercise(name="Row", load_type="bw")
    session_log = begin(cleo, tess, squat, row)
    first, second = session_log.planned_session.prescriptions.order_by("position")
    Prescription.objects.filter(pk=first.pk).update(group="A1")
    Prescription.objects.filter(pk=second.pk).update(group="A2")
    opened, anchors = [], []
    for prescription, number in ((first, 1), (second, 1), (first, 2)):
        answer = phone.post(
            address("set-record", session_log, prescription), set_form(number=number), follow=True
        )
        opened.append(re.search(r'id="exercise-(\d)"[^>]*\sopen', answer.text)[1])
        anchors.append(answer.redirect_chain[0][0].split("#")[1])

    assert opened == ["2", "1", "2"]
    assert anchors == ["exercise-2", "exercise-1", "exercise-2"]
