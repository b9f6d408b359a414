"""Equipment: written down by trainer or client, kept, and what loads become with it."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from workouts.equipping import read_kit, write_equipment
from workouts.forms.equipment import EquipmentForm
from workouts.forms.weights import PlatesField, WeightsField
from workouts.kit import Kit
from workouts.loads import KG, LB, Load, Steps
from workouts.models import Equipment
from workouts.plates import Inventory
from workouts.recomputing import propose_loads
from workouts.testing_guide import guide

D = Decimal
HOME = {
    "unit": "kg",
    "bar_value": "20",
    "plates": "20x2, 10x2, 5x2, 2.5x2, 1.25x2",
    "dumbbells": "2, 4, 6",
    "stack": "",
}


def plates_text(text):
    return PlatesField(required=False).clean(text)


def weights_text(text):
    return WeightsField(required=False).clean(text)


def rack(text):
    pairs = (word.split("x") for word in text.split())
    return tuple((D(weight), int(count)) for weight, count in pairs)


def weights(text):
    return tuple(D(word) for word in text.split())


def equip(client, *, by=None, **columns):
    return write_equipment(client=client, by=by or client, at=timezone.now(), **{"unit": KG} | columns)


def errors_of(**sent):
    form = EquipmentForm(HOME | sent)
    return {name: list(messages) for name, messages in form.errors.items()}


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("", ""),
        ("20x2, 10x4", "20x2 10x4"),
        ("20x2,10x4,5x2", "20x2 10x4 5x2"),
        ("20 x 2; 10 × 4", "20x2 10x4"),
        ("2,5x2, 1.25 x 2", "2.5x2 1.25x2"),
        ("20x2 10x4", "20x2 10x4"),
        ("20X2,", "20x2"),
    ],
)
def test_plates_are_read_as_people_write_them(text, plates):
    assert plates_text(text.lower()) == rack(plates)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("2, 4, 6", "2 4 6"),
        ("6;4;2", "2 4 6"),
        ("2,4,6,8", "2 4 6 8"),
        ("2,5, 5, 7,5", "2.5 5 7.5"),
        ("2-10 step 2", "2 4 6 8 10"),
        ("1–2 step 0.5, 4", "1 1.5 2 4"),
        ("5 to 14 step 5", "5 10"),
    ],
)
def test_weights_are_read_as_people_write_them(text, expected):
    assert weights_text(text) == weights(expected)


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"plates": "20x3"}, "plates", "so count pairs"),
        ({"plates": "20x0"}, "plates", "so count pairs"),
        ({"plates": "20x2, 20x4"}, "plates", "20 is listed twice"),
        ({"plates": "two twenties"}, "plates", "“two twenties” is not read as a plate"),
        ({"plates": "0x2"}, "plates", "is not read as a plate"),
        ({"plates": "20x200"}, "plates", "up to 100 plates"),
        ({"plates": "2000x2"}, "plates", "No weight here is above 1000 kg."),
        ({"plates": "20x2", "bar_value": ""}, "bar_value", "Write what the empty bar weighs"),
        ({"bar_value": "heavy"}, "bar_value", "Write the weight as a number"),
        ({"dumbbells": "2, 2"}, "dumbbells", "2 is listed twice"),
        ({"dumbbells": "some"}, "dumbbells", "“some” is not read as a weight"),
        ({"dumbbells": "0, 2"}, "dumbbells", "“0” is not read as a weight"),
        ({"stack": "5-100"}, "stack", "needs its step, such as 5-100 step 2"),
        ({"stack": "5-100 step 0"}, "stack", "needs its step"),
        ({"stack": "100-5 step 5"}, "stack", "is not read as a weight"),
        ({"stack": "1-1000 step 0.01"}, "stack", "Up to 200 weights"),
        ({"barbell_step": "0"}, "barbell_step", "A step is above 0."),
    ],
)
def test_what_is_no_equipment_is_refused_beside_its_field(sent, field, message):
    found = errors_of(**sent)

    assert list(found) == [field]
    assert message in found[field][0]


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (["2", "4", "6"], "2, 4, 6"),
        (["2", "4", "6", "8", "10", "15"], "2-10 step 2, 15"),
        (["5"], "5"),
        ([], ""),
    ],
)
def test_weights_are_written_as_they_are_read(kept, text):
    field = WeightsField(required=False)

    assert field.prepare_value(kept) == text
    assert field.clean(text) == tuple(map(D, kept))


@pytest.mark.django_db
def test_kit_of_nobody_s_equipment_is_the_usual_steps_in_the_client_s_unit(cleo):
    cleo.unit = LB

    assert read_kit(cleo) == Kit(LB)


@pytest.mark.django_db
def test_kit_is_of_the_newest_equipment(cleo, tess):
    equip(cleo, dumbbells=[D(2), D(4)])
    equip(cleo, by=tess, unit=LB, dumbbell_step=D("2.5"))

    kit = read_kit(cleo)

    assert (kit.unit, kit.is_known, kit.weights("dumbbell")) == (LB, True, Steps(D("2.5")))


@pytest.mark.django_db
def test_kit_is_read_in_one_query(cleo, django_assert_num_queries):
    equip(cleo, dumbbells=[D(2)])

    with django_assert_num_queries(1):
        assert read_kit(cleo).weights("dumbbell").values == (D(2),)


@pytest.mark.django_db
def test_writing_the_same_again_keeps_the_row(cleo):
    first = equip(cleo, bar_value=D(20), plates=rack("20x2"))
    again = equip(cleo, bar_value=D("20.000"), plates=rack("20.0x2"))

    assert again.pk == first.pk


@pytest.mark.django_db
def test_writing_another_keeps_the_one_before(cleo, tess):
    equip(cleo, dumbbells=[D(2)])
    equip(cleo, by=tess, dumbbells=[D(2), D(4)])

    rows = Equipment.objects.filter(client=cleo).order_by("changed_at")

    assert [(row.dumbbells, row.changed_by) for row in rows] == [(["2"], cleo), (["2", "4"], tess)]


@pytest.mark.django_db
def test_writing_odd_plates_is_refused(cleo):
    with pytest.raises(ValueError, match="go on in pairs"):
        equip(cleo, bar_value=D(20), plates=rack("20x3"))

    assert not Equipment.objects.exists()


@pytest.fixture
def desk(browser, tess, cleo):
    browser.force_login(tess)
    return browser


def page_of(client):
    return reverse("workouts:client-equipment", args=[client.code])


def test_trainer_writes_equipment_down(desk, cleo, tess):
    response = desk.post(page_of(cleo), HOME, follow=True)

    row = Equipment.objects.get()
    assert (row.client, row.changed_by, row.bar_value) == (cleo, tess, 20)
    assert row.plates == [["20", 2], ["10", 2], ["5", 2], ["2.5", 2], ["1.25", 2]]
    assert "20–97.5 kg" in response.text
    assert "20, 22.5, 25, 27.5 …" in response.text
    assert "Written down by Tess Moreau" in response.text


def test_client_writes_equipment_down(browser, cleo):
    browser.force_login(cleo)

    response = browser.post(reverse("workouts:equipment"), HOME, follow=True)

    assert Equipment.objects.get().changed_by == cleo
    assert 'value="20x2, 10x2, 5x2, 2.5x2, 1.25x2"' in response.text


def test_refused_equipment_loses_nothing_that_was_typed(desk, cleo):
    response = desk.post(page_of(cleo), HOME | {"plates": "20x3", "small_step": "0,5"})

    assert response.status_code == 422
    assert 'value="20x3"' in response.text
    assert 'value="0.5"' in response.text
    assert "count pairs" in response.text
    assert not Equipment.objects.exists()


def test_usual_plates_fill_the_form(desk, cleo):
    response = desk.get(page_of(cleo), {"usual": "lb"})

    form = response.context["form"]
    assert (form["unit"].value(), form["bar_value"].value()) == ("lb", "45")
    assert EquipmentForm({name: form[name].value() or "" for name in form.fields}).is_valid()


def test_usual_plates_leave_weights_of_the_other_unit_out(desk, cleo):
    equip(cleo, dumbbells=[D(6)])

    response = desk.get(page_of(cleo), {"usual": "lb"})

    assert not response.context["form"]["dumbbells"].value()


def test_tried_weight_shows_its_plates(desk, cleo):
    equip(cleo, bar_value=D(20), plates=rack("20x2 10x2 5x2 2.5x2"))

    response = desk.get(page_of(cleo), {"weight": "65,1"})

    assert "65.1 kg cannot be made. The nearest below:" in response.text
    assert "65 kg, each side: <b>20 + 2.5 kg</b>" in response.text
    assert response.text.count('class="plate-disc"') == 2


def test_tried_weight_under_the_bar_says_so(desk, cleo):
    equip(cleo, bar_value=D(20), plates=rack("20x2"))

    response = desk.get(page_of(cleo), {"weight": "15"})

    assert "15 kg is lighter than what the bar starts from, 20 kg." in response.text


def test_tried_text_is_refused_beside_its_field(desk, cleo):
    equip(cleo, bar_value=D(20), plates=rack("20x2"))

    response = desk.get(page_of(cleo), {"weight": "much"})

    assert response.status_code == 422
    assert "Write the weight as a number" in response.text
    assert 'value="much"' in response.text


def test_tried_weight_without_plates_is_not_asked_for(desk, cleo):
    assert "Try a weight" not in desk.get(page_of(cleo)).text


def planned(*, trainer, client, one_rep_max, pct, steps_kind="barbell", **equipment):
    """The prescription of `pct` of `one_rep_max` kg for a screened client with the home equipment of the factory."""
    factories.make_health_screening(client=client)
    factories.create_equipment(client=client, **equipment)
    exercise = factories.create_exercise(name="Lift", steps_kind=steps_kind)
    factories.create_one_rep_max(client=client, exercise=exercise, value=one_rep_max)
    program = factories.create_program(owner=trainer, exercises=[exercise], load_pct=D(pct))
    assignment = factories.assign(program=program, client=client)
    return assignment.planned_sessions.get().prescriptions.get()


@pytest.mark.parametrize(
    ("one_rep_max", "pct", "steps_kind", "load", "status"),
    [
        ("100", "70", "barbell", "70", "computed"),
        ("93", "70", "barbell", "65", "computed"),  # 65.1
        ("28", "70", "barbell", None, "no_load"),  # BAND-12: 19.6, under the bar of 20
        ("9", "60", "dumbbell", "4", "computed"),  # 5.4
        ("3", "60", "dumbbell", None, "no_load"),  # 1.8
    ],
)
def test_issued_load_can_be_loaded(tess, cleo, one_rep_max, pct, steps_kind, load, status):
    row = planned(trainer=tess, client=cleo, one_rep_max=one_rep_max, pct=pct, steps_kind=steps_kind)

    assert (row.load, row.load_status) == (load and Load(D(load), KG), status)


def test_issued_load_is_in_the_unit_of_the_equipment(tess, cleo):
    row = planned(
        trainer=tess,
        client=cleo,
        one_rep_max="100",
        pct="60",
        unit=LB,
        bar="45",
        plates="45x2 25x2 10x2 5x2 2.5x2",
        dumbbells="",
    )

    assert row.load == Load(D(130), LB)  # 132.28 lb: 45 + 2 x (25 + 10 + 5 + 2.5)


def test_other_equipment_is_another_load_for_what_is_planned(desk, tess, cleo):
    row = planned(trainer=tess, client=cleo, one_rep_max="100", pct="60")  # 60: 20 + 2 x 20

    response = desk.post(page_of(cleo), HOME | {"plates": "10x2, 5x2"}, follow=True)

    (change,) = propose_loads(cleo, cleo.today())
    assert (change.prescription, change.load) == (row, Load(D(50), KG))
    assert "Some planned loads would be others now." in response.text


def test_session_shows_the_plates_and_steps_through_what_is_there(browser, tess, cleo):
    row = planned(trainer=tess, client=cleo, one_rep_max="93", pct="70", plates="20x2 2.5x2", dumbbells="")
    browser.force_login(cleo)

    response = browser.get(reverse("workouts:session", args=[row.planned_session.code]))

    assert "65 kg, each side: <b>20 + 2.5 kg</b>, on the bar of 20 kg." in response.text
    assert 'data-values="20 25 60 65"' in response.text


def test_session_steps_evenly_where_nothing_is_listed(browser, tess, cleo):
    row = planned(trainer=tess, client=cleo, one_rep_max="93", pct="60", steps_kind="machine")
    browser.force_login(cleo)

    response = browser.get(reverse("workouts:session", args=[row.planned_session.code]))

    assert 'data-step="2.5"' in response.text
    assert "data-values" not in response.text
    assert "each side" not in response.text


def test_long_list_is_cut_to_what_is_near_the_load(browser, tess, cleo):
    row = planned(
        trainer=tess,
        client=cleo,
        one_rep_max="200",
        pct="50",
        steps_kind="dumbbell",
        dumbbells=" ".join(map(str, range(1, 201))),
    )
    browser.force_login(cleo)

    response = browser.get(reverse("workouts:session", args=[row.planned_session.code]))

    values = re.search(r'data-values="([^"]*)"', response.text)[1].split()
    assert values == [str(number) for number in range(50, 151)]


def test_planned_session_shows_the_plates(browser, tess, cleo):
    row = planned(trainer=tess, client=cleo, one_rep_max="100", pct="70")
    browser.force_login(cleo)

    response = browser.get(reverse("workouts:planned-session", args=[row.planned_session.code]))

    assert "70 kg, each side: <b>20 + 5 kg</b>" in response.text


def test_band_of_a_one_rep_max_is_what_can_be_loaded(desk, cleo):
    factories.create_equipment(client=cleo, plates="20x2 5x2", dumbbells="")
    squat = factories.create_exercise(name="Squat")
    factories.create_one_rep_max(client=cleo, exercise=squat, value="100")  # 50 to 70: 60 and 70

    response = desk.get(reverse("workouts:client-records", args=[cleo.code]))

    assert "60–70 kg" in response.text


def test_band_under_the_known_bar_asks_for_lighter_equipment_once(desk, cleo):
    factories.create_equipment(client=cleo)
    squat = factories.create_exercise(name="Squat")
    factories.create_one_rep_max(client=cleo, exercise=squat, value="28")

    response = desk.get(reverse("workouts:client-records", args=[cleo.code]))

    assert "lighter equipment is needed" in response.text
    assert "lighter than the usual one" not in response.text


def test_guide_to_a_direct_test_uses_what_is_there():
    kit = Kit(KG, is_known=True, bar=D(20), inventory=Inventory(KG, bar=D(20), plates=rack("20x2 10x2")))

    found = guide(Load(D(100), KG), steps_kind="barbell", regions=["knee"], kit=kit)

    assert [step.load.value for step in (*found.warm_up, found.attempt)] == [40, 60, 80, 80]
