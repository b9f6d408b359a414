"""The stepper of a session goes through the weights that are there, and nothing between them."""

from decimal import Decimal

import pytest

from tests.browser.conftest import PHONE
from tests.factories import (
    assign,
    create_equipment,
    create_exercise,
    create_one_rep_max,
    create_program,
    start,
)


@pytest.fixture
def session_log(tess, cleo):
    """Today's squats at 65 kg, on a bar of 20 kg with two plates of 20 and two of 2.5."""
    create_equipment(client=cleo, plates="20x2 2.5x2")
    squat = create_exercise(name="Squat")
    create_one_rep_max(client=cleo, exercise=squat, value="93")
    program = create_program(owner=tess, exercises=[squat], load_pct=Decimal(70))
    return start(planned_session=assign(program=program, client=cleo).planned_sessions.get())


def test_stepper_goes_to_the_next_weight_that_is_there(open_page, cleo, session_log):
    page = open_page(cleo, PHONE)
    page.goto(f"/sessions/{session_log.code}/")
    weight = page.get_by_label("Weight (kg)")
    found = []

    for way in ["Less weight", "Less weight", "Less weight", "Less weight", "More weight"]:
        page.get_by_label(way).click()
        found.append(weight.input_value())
    weight.fill("40")
    page.get_by_label("More weight").click()

    assert found == ["60", "25", "20", "20", "25"]
    assert weight.input_value() == "60"
