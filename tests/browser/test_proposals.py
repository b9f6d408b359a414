"""Proposals in a real browser: decided in place and by keyboard, and what was said has the focus."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import DESKTOP, PHONE
from workouts.models import Proposal


@pytest.fixture
def proposal(tess, cleo):
    """A raise of Cleo's squat from 60 to 62.5 kg, all coming sessions at 60."""
    squat = factories.create_exercise(name="Squat", facets=[("region", "knee")])
    factories.create_one_rep_max(client=cleo, exercise=squat)
    factories.make_health_screening(client=cleo, training_months=24)
    program = factories.create_program(owner=tess, exercises=[squat], sessions=3)
    line = factories.assign(program=program, client=cleo).planned_sessions.last().prescriptions.get()
    done = factories.create_trained(client=cleo, owner=tess, at=cleo.joined_at, exercise=squat)
    # Less, because more asks the evidence again, and there is none here.
    return factories.make_proposal(
        prescription=line, session_log=done, load="50", kind="lower", reason="less_load"
    )


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_accept_and_undo_by_keyboard_in_place(open_page, tess, proposal, viewport):
    page = open_page(tess, viewport)
    page.goto("/proposals/")

    page.get_by_role("button", name="Accept Cleo Brandt, Squat").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Squat is changed.")).to_be_focused()
    assert Proposal.objects.get().status == "accepted"

    page.get_by_role("button", name="Put the earlier dose back").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Squat is as it was before.")).to_be_focused()
    assert Proposal.objects.get().status == "declined"


def test_refused_edit_stays_open_with_what_was_typed(open_page, tess, proposal):
    page = open_page(tess)
    page.goto("/proposals/")
    page.get_by_text("Edit Cleo Brandt, Squat").click()

    page.get_by_label("Load").fill("85 kg")
    page.get_by_role("button", name="Accept with this dose").click()

    expect(page.get_by_text("A safety rule asks for a reason")).to_be_visible()
    expect(page.get_by_label("Load")).to_have_value("85 kg")

    page.get_by_label("Reason, where a rule asks for one").fill("Agreed with the surgeon on Monday.")
    page.get_by_role("button", name="Accept with this dose").click()

    expect(page.get_by_text("Squat is changed.")).to_be_focused()
    assert Proposal.objects.get().decided["dose"]["load"] == "85"


def test_decline_without_scripts_goes_back_to_the_list(open_page, tess, proposal):
    page = open_page(tess, java_script_enabled=False)
    page.goto("/proposals/")
    page.get_by_text("Decline Cleo Brandt, Squat").click()

    page.get_by_label("Note").fill("Not yet.")
    page.get_by_role("button", name="Leave the dose as it is").click()

    expect(page.get_by_text("Squat stays as it is.")).to_be_visible()
    assert Proposal.objects.get().note == "Not yet."
