"""Pain, notes, swaps and more in the open session, with a network and without one."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import PHONE
from tests.browser.test_outbox import go_offline, go_online, wait_until_kept, wait_until_sent
from workouts.models import ExerciseNote, ExerciseSkip, PainReport, Prescription, ProgramLine, SetLog


@pytest.fixture
def planned(cleo, tess):
    """Squats that lower 60 kg and lift 40 kg in turn with rows, one set of eight each; a lunge is like the squat."""
    quads = [("muscle", "quads"), ("region", "knee")]
    squat = factories.create_exercise(slug="squat", name="Squat", facets=quads)
    row = factories.create_exercise(slug="row", name="Row", load_type="bw")
    factories.create_exercise(slug="lunge", name="Lunge", load_type="bw", facets=quads)
    factories.make_health_screening(client=cleo)
    program = factories.create_program(owner=tess, lines=2, exercises=[squat, row], sets=2, load_pct=None)
    lines = ProgramLine.objects.filter(session__program=program)
    lines.filter(exercise=squat).update(load_value=60, load_unit="kg", lift_value=40, group="A1")
    lines.filter(exercise=row).update(group="A2")
    return factories.assign(program=program, client=cleo).planned_sessions.get()


@pytest.fixture
def session(open_page, cleo, planned):
    """Cleo's phone on the session of today, begun; what the phone keeps is there."""
    factories.start(planned_session=planned)
    page = open_page(cleo, PHONE)
    page.goto("/today/")
    wait_until_kept(page, f"/sessions/{planned.code}/")
    page.goto(f"/sessions/{planned.code}/")
    # The list that is kept last.
    wait_until_kept(page, f"/sessions/{planned.code}/exercises/add/")
    return page


def part(page, number):
    return page.locator(f"#exercise-{number}")


def done(page, number):
    part(page, number).locator(".now").get_by_role("button", name="Done").click()


def report_pain(page, nrs):
    part(page, 1).locator(".pain > summary").click()
    part(page, 1).get_by_role("button", name=str(nrs), exact=True).click()
    expect(part(page, 1).locator(".pain-said")).to_have_text(f"Pain {nrs} of 10")


def set_words(page):
    return part(page, 1).locator(".done .set-value").first.text_content()


def test_superset_takes_turns(session):
    page = session
    done(page, 1)
    part(page, 2).locator(".now").get_by_role("button", name="Done").wait_for()
    done(page, 2)
    part(page, 1).locator(".now").get_by_role("button", name="Done").wait_for()
    done(page, 1)
    part(page, 2).locator(".now").get_by_role("button", name="Done").wait_for()

    page.get_by_text("3 of 4 sets done").wait_for()


def test_pain_is_reported_in_two_taps_and_undone(session):
    page = session
    report_pain(page, 8)
    part(page, 1).get_by_text("Stop this exercise and contact your trainer.").wait_for()
    assert PainReport.objects.counted().get().nrs == 8

    part(page, 1).locator(".pain > summary").click()
    part(page, 1).get_by_role("button", name="Undo the pain").click()
    expect(part(page, 1).locator(".pain-said")).to_have_text("Pain")
    assert not PainReport.objects.counted().exists()


def test_set_reads_alike_on_the_phone_and_from_the_server(session):
    page = session
    go_offline(page)
    done(page, 1)
    part(page, 1).locator(".done").wait_for(state="attached")
    on_the_phone = set_words(page)
    go_online(page)
    wait_until_sent(page)
    page.reload()
    part(page, 1).locator(".done").wait_for(state="attached")

    assert on_the_phone == set_words(page) == "60 kg, lift 40 kg × 8"


def test_pain_and_note_without_a_network(session):
    page = session
    go_offline(page)
    report_pain(page, 6)
    part(page, 1).get_by_text("Do less here or leave it out").wait_for()
    report_pain(page, 3)
    part(page, 1).get_by_text("Note", exact=True).click()
    part(page, 1).get_by_role("textbox", name="Note on Squat").fill("The knee clicks.")
    part(page, 1).get_by_role("button", name="Keep the note").click()
    expect(part(page, 1).locator("q")).to_have_text("The knee clicks.")
    page.reload()
    expect(part(page, 1).locator(".pain-said")).to_have_text("Pain 3 of 10")
    expect(part(page, 1).locator("q")).to_have_text("The knee clicks.")
    go_online(page)
    wait_until_sent(page)

    assert PainReport.objects.counted().get().nrs == 3
    assert PainReport.objects.count() == 2
    assert ExerciseNote.objects.get().text == "The knee clicks."


def test_added_set_without_a_network_and_its_undo(session):
    page = session
    go_offline(page)
    for number in (1, 2, 1, 2):
        done(page, number)
    page.get_by_text("4 of 4 sets done").wait_for()
    part(page, 1).locator("> summary").click()
    for count in (5, 6):
        part(page, 1).get_by_text("Add a set").click()
        part(page, 1).locator(".add-set").get_by_role("button", name="Done").click()
        page.get_by_text(f"{count} of {count} sets done").wait_for()
    part(page, 1).locator(".done").last.get_by_role("button", name="Undo").click()
    page.get_by_text("5 of 5 sets done").wait_for()
    go_online(page)
    wait_until_sent(page)

    assert sorted(SetLog.objects.counted().values_list("exercise__slug", "number")) == [
        ("row", 1),
        ("row", 2),
        ("squat", 1),
        ("squat", 2),
        ("squat", 3),
    ]


def swap_to_lunge(page):
    part(page, 1).get_by_role("link", name="Swap").click()
    page.locator("#choices-1").get_by_role("button", name="Take Lunge").click()


def test_swap_with_a_network(session):
    page = session
    swap_to_lunge(page)
    page.get_by_text("You do this instead of Squat").wait_for(state="attached")

    assert Prescription.objects.get(origin="swapped").exercise.slug == "lunge"


def test_swap_without_a_network_is_trained_at_once(session):
    page = session
    go_offline(page)
    swap_to_lunge(page)
    lunge = page.locator(".lift-part[data-key]")
    lunge.locator(".now").get_by_role("button", name="Done").click()
    expect(lunge.locator(".done .set-value")).to_have_text("8 reps")
    page.reload()
    lunge.locator(".done").wait_for(state="attached")
    go_online(page)
    # The server has taken all, and the page shows what it drew.
    part(page, 3).wait_for(state="attached")
    wait_until_sent(page)

    taken = Prescription.objects.get(origin="swapped")
    assert (taken.exercise.slug, taken.swapped_from.exercise.slug) == ("lunge", "squat")
    assert SetLog.objects.counted().get().prescription == taken
    assert ExerciseSkip.objects.get().prescription == taken.swapped_from


def test_swap_without_a_network_is_taken_back(session):
    page = session
    go_offline(page)
    swap_to_lunge(page)
    page.locator(".lift-part[data-key]").wait_for()
    part(page, 1).locator("> summary").click()
    part(page, 1).get_by_role("button", name="Do it after all").click()
    expect(page.locator(".lift-part[data-key]")).to_have_count(0)
    go_online(page)
    wait_until_sent(page)

    assert not Prescription.objects.filter(origin="swapped").exists()
    assert not ExerciseSkip.objects.exists()


def test_swap_is_undone_without_a_network(session):
    page = session
    swap_to_lunge(page)
    lunge = part(page, 3)
    lunge.wait_for(state="attached")
    go_offline(page)
    if lunge.get_attribute("open") is None:
        lunge.locator("> summary").click()
    lunge.get_by_role("button", name="Undo the swap").click()
    expect(lunge).to_have_count(0)
    go_online(page)
    wait_until_sent_and_drawn(page)

    assert not Prescription.objects.filter(origin="swapped").exists()
    assert not ExerciseSkip.objects.filter(voided_at=None).exists()


def wait_until_sent_and_drawn(page):
    """The page is drawn anew once an exercise was taken in or out: the old one can be done again then."""
    part(page, 1).locator(".now").wait_for(state="attached")
    wait_until_sent(page)


def test_exercise_without_a_plan_is_added_without_a_network(session):
    page = session
    go_offline(page)
    page.get_by_role("link", name="Add an exercise").click()
    page.locator("#choices").get_by_role("button", name="Take Lunge").click()
    lunge = page.locator(".lift-part[data-key]")
    lunge.locator(".now").get_by_role("button", name="Done").click()
    expect(lunge.locator(".done .set-value")).to_have_text("8 reps")
    expect(page.locator("#messages")).to_be_empty()
    go_online(page)
    part(page, 3).wait_for(state="attached")
    wait_until_sent(page)

    added = Prescription.objects.get(origin="added")
    assert SetLog.objects.counted().get().prescription == added
