"""A changed program taken over into one client's plan, and not into the other's."""

import re
from decimal import Decimal

from playwright.sync_api import expect

from tests import factories
from workouts.models import Prescription


def test_adopted_for_one_client_and_declined_for_the_other(open_page, tess, cleo):
    """50 % in place of 60 % of 100 kg: Cleo comes to 50 kg, Kim stays at 60 kg."""
    squat = factories.create_exercise(name="Back squat", slug="squat")
    program = factories.create_program(owner=tess, exercises=[squat])
    kim = factories.create_user(full_name="Kim Sommer")
    factories.create_coaching(trainer=tess, client=kim)
    for client in (cleo, kim):
        factories.create_one_rep_max(client=client, exercise=squat, value="100")
        factories.assign(program=program, client=client)
    program.sessions.get().lines.update(load_pct=Decimal(50))
    page = open_page(tess)

    page.goto(f"/programs/{program.code}/")
    expect(page.get_by_text("2 clients train an earlier version.")).to_be_visible()
    page.get_by_role("link", name="See what differs").click()
    expect(page.get_by_text("Back squat").first).to_be_visible()
    page.get_by_role("button", name="Leave Kim Sommer's plan as it is").click()
    expect(page.get_by_text("Left as they are, as you decided: Kim Sommer.")).to_be_visible()

    page.get_by_role("checkbox", name="Take it over for Cleo Brandt").check()
    page.get_by_role("button", name="Show dates and loads").click()
    expect(page.get_by_role("heading", name="This is what will be written")).to_be_visible()
    page.get_by_label("Reason").fill(factories.REASON)
    page.get_by_label("I have looked at these").check()
    page.get_by_role("button", name="Take it over").click()

    expect(
        page.get_by_role("status").get_by_text(re.compile("is in the plan of Cleo Brandt"))
    ).to_be_visible()
    expect(page.get_by_text("earlier version")).to_have_count(0)
    loads = Prescription.objects.values_list("planned_session__assignment__client__full_name", "load_value")
    assert dict(loads) == {"Cleo Brandt": 50, "Kim Sommer": 60}
