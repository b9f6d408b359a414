"""Eccentric one-rep maxima beside what is lifted, never taken for it (clinical reference 1.1 to 1.3, 2.6)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.workouts.test_assigning import words
from workouts.background import read_background
from workouts.choices import Method
from workouts.eccentric_records import read_entries
from workouts.guarding import person_case
from workouts.kit import Kit
from workouts.models import OneRepMax, Prescription, ProgramLine
from workouts.recomputing import propose_loads
from workouts.records import read_direct_test
from workouts.resolving import plan_line, read_facts
from workouts.safety import Setting

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
PLACE = Setting(is_in_person=True, spotters=2, has_safety_arms=True)


@pytest.fixture
def monday():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def bench(db):
    return factories.create_exercise(name="Bench press", slug="bench-press")


def measure(client, exercise, value, *, days=0, **changes):
    """A one-rep max of `days` before Monday."""
    return factories.create_one_rep_max(
        client=client, exercise=exercise, value=value, measured_on=MONDAY - timedelta(days=days), **changes
    )


def entries(client):
    return read_entries(OneRepMax.objects.for_client(client), MONDAY, Kit("kg"))


def entry(**changes):
    sent = {
        "exercise": "bench-press",
        "side": "both",
        "lifted": "116",
        "unit": "kg",
        "reps": 1,
        "lowered_s": "3",
        "measured_on": "2026-03-02",
        "entry_key": uuid4(),
    }
    return sent | changes


def page(browser, trainer, client):
    browser.force_login(trainer)
    return words(browser.get(reverse("workouts:client-records", args=[client.code])).text)


def post(browser, trainer, client, **changes):
    browser.force_login(trainer)
    return browser.post(reverse("workouts:client-records", args=[client.code]), entry(**changes))


# Read beside what is lifted


def test_the_bench_press_of_the_reference(cleo, bench):
    """Lowered 116 kg, lifted 94 kg: 116 / 94 = 1.234."""
    lifted = measure(cleo, bench, "94")
    lowered = measure(cleo, bench, "116", lowered_s=3)

    ((record, eccentric),) = entries(cleo)

    assert (record.row, record.history) == (lifted, (lifted,))
    assert (eccentric.row, eccentric.lifted, eccentric.ratio) == (lowered, lifted, Decimal("1.23"))


def test_the_ratio_is_exact_across_units(cleo, bench):
    """50 lb are 22.6796185 kg, so 31.7514659 kg are 1.4 times as much."""
    measure(cleo, bench, "50", unit="lb")
    measure(cleo, bench, "31.751", lowered_s=4)

    ((_, eccentric),) = entries(cleo)

    assert eccentric.ratio == Decimal("1.40")


def test_without_a_lift_there_is_no_ratio(browser, tess, cleo, bench, monday):
    measure(cleo, bench, "116", lowered_s=3)

    ((record, eccentric),) = entries(cleo)

    assert (record, eccentric.lifted, eccentric.ratio) == (None, None, None)
    assert "Nothing to compare it with: no one-rep max was lifted." in page(browser, tess, cleo)


def test_each_side_has_its_own_eccentric_value(cleo):
    curl = factories.create_exercise(side="uni")
    measure(cleo, curl, "10", side="left")
    measure(cleo, curl, "14", side="left", lowered_s=5)
    measure(cleo, curl, "16", side="right", lowered_s=5)

    (left, right) = entries(cleo)

    assert (left[1].ratio, right[0], right[1].ratio) == (Decimal("1.40"), None, None)


def test_the_histories_are_apart(cleo, bench):
    lifts = [measure(cleo, bench, "90", days=20), measure(cleo, bench, "94", days=10)]
    lowerings = [measure(cleo, bench, "110", lowered_s=3, days=15), measure(cleo, bench, "116", lowered_s=3)]

    ((record, eccentric),) = entries(cleo)

    assert (list(record.history), list(eccentric.history)) == (lifts, lowerings)
    assert record.row == lifts[1]


def test_the_page_says_ratio_source_and_that_no_load_goes_by_it(browser, tess, cleo, bench, monday):
    measure(cleo, bench, "94", days=10)
    measure(cleo, bench, "110", lowered_s=4, days=5)
    measure(cleo, bench, "116", lowered_s=3)

    text = page(browser, tess, cleo)

    assert "Eccentric lowered once in 3 s, 2 Mar 2026 116 kg" in text
    assert "1.23 × what is lifted: 94 kg, tested 20 Feb 2026" in text
    assert "For reading only: every load, also one above 100 %, is held against what is lifted." in text
    assert "1.41 × what is lifted (1.38 to 1.44)" in text
    assert "Sports Med 53:1125-1136" in text
    assert "2 Mar 2026 3 s 116 kg 25 Feb 2026 4 s 110 kg" in text
    # The band is that of 94 kg: 47 to 65.8.
    assert "47–65.8 kg" in text


# Recorded


def test_the_form_records_a_lowering(browser, tess, cleo, bench, monday):
    post(browser, tess, cleo)

    row = OneRepMax.objects.get()
    assert (row.value, row.method, row.reps, row.lowered_s) == (Decimal(116), "direct", 1, 3)
    assert str(row) == "Bench press 116 kg, lowered"


def test_an_empty_field_records_a_lift(browser, tess, cleo, bench, monday):
    post(browser, tess, cleo, lowered_s="")

    row = OneRepMax.objects.get()
    assert (row.lowered_s, str(row)) == (None, "Bench press 116 kg")


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"lowered_s": "2"}, "Lowering under control takes 3 s or more."),
        ({"lowered_s": "31"}, "At most 30 s."),
        ({"reps": "5"}, "What was lowered counts for 1 repetition; no formula estimates it."),
    ],
)
def test_the_form_refuses(browser, tess, cleo, bench, monday, changes, sentence):
    response = post(browser, tess, cleo, **changes)

    assert response.status_code == 422
    assert sentence in words(response.text)
    assert 'value="116"' in response.text
    assert not OneRepMax.objects.exists()


@pytest.mark.parametrize("lowered_s", ["3", "30"])
def test_the_form_takes_both_ends(browser, tess, cleo, bench, monday, lowered_s):
    post(browser, tess, cleo, lowered_s=lowered_s)

    assert OneRepMax.objects.get().lowered_s == int(lowered_s)


@pytest.mark.parametrize("changes", [{"lowered_s": 2}, {"lowered_s": 31}, {"lowered_s": 3, "reps": 5}])
def test_the_domain_refuses(cleo, bench, changes):
    with pytest.raises(ValueError, match="lowered once, in 3 to 30 s"):
        measure(cleo, bench, "116", **changes)


@pytest.mark.parametrize("changes", [{"lowered_s": 2}, {"lowered_s": 3, "method": "estimated"}])
def test_the_database_refuses(cleo, bench, changes):
    row = measure(cleo, bench, "116")

    with pytest.raises(IntegrityError):
        OneRepMax.objects.filter(pk=row.pk).update(**changes)


def test_taking_it_out_leaves_the_lift(browser, tess, cleo, bench, monday):
    lifted = measure(cleo, bench, "94")
    lowered = measure(cleo, bench, "116", lowered_s=3)
    browser.force_login(tess)

    browser.post(reverse("workouts:record-void", args=[lowered.code]))

    ((record, eccentric),) = entries(cleo)
    assert (record.row, eccentric) == (lifted, None)


# Never taken for the concentric one


def test_the_newest_by_exercise_is_what_was_lifted(cleo, bench):
    lifted = measure(cleo, bench, "94", days=100)
    measure(cleo, bench, "116", lowered_s=3)

    assert OneRepMax.objects.newest_by_exercise(cleo) == {(bench.pk, "both"): lifted}


def test_a_per_cent_is_of_what_was_lifted(tess, cleo, bench, monday):
    """60 % of 100 kg is 60 kg, whatever was lowered."""
    measure(cleo, bench, "100", days=10)
    measure(cleo, bench, "140", lowered_s=3)

    program = factories.create_program(owner=tess, exercises=[bench])
    factories.assign(program=program, client=cleo, reasons=None)

    assert Prescription.objects.get().load.value == 60
    assert propose_loads(cleo, MONDAY) == []


def test_a_lowering_alone_is_no_one_rep_max(tess, cleo, bench, monday):
    measure(cleo, bench, "140", lowered_s=3)
    line = line_of(tess, bench, load_pct=Decimal(60))

    planned = plan_line(line, read_facts(cleo))

    assert (planned.load, planned.status) == (None, "no_one_rep_max")
    assert [found.rule for found in planned.findings if found.rule == "LS-08"] == ["LS-08"]


def test_more_than_was_lifted_is_supramaximal_though_less_than_was_lowered(tess, cleo, bench, monday):
    """120 kg of 100 kg is 1.20 for LS-05; of the 140 kg that were lowered it would be 0.86."""
    measure(cleo, bench, "100")
    measure(cleo, bench, "140", lowered_s=3)
    line = line_of(tess, bench, **weight("120"), method=Method.SUPRAMAXIMAL)

    (found,) = (found for found in plan_line(line, read_facts(cleo)).findings if found.rule == "LS-05")

    assert found.inputs["ratio"] == Decimal("1.2")


def test_a_per_cent_above_100_is_of_what_was_lifted(tess, cleo, bench, monday):
    """Clinical reference 1.2: 105 to 120 % of the concentric one-rep max. 110 % of 100 kg is 110, not 154."""
    measure(cleo, bench, "100")
    measure(cleo, bench, "140", lowered_s=3)
    line = line_of(tess, bench, load_pct=Decimal(110), method=Method.SUPRAMAXIMAL)

    assert plan_line(line, read_facts(cleo)).load.value == 110


def test_a_lowering_keeps_no_one_rep_max_fresh(tess, cleo, bench, monday):
    """Lifted 57 days ago: stale (LS-10), though something was lowered today."""
    lifted = measure(cleo, bench, "100", days=57)
    measure(cleo, bench, "140", lowered_s=3)
    line = line_of(tess, bench, load_pct=Decimal(60))

    planned = plan_line(line, read_facts(cleo))

    assert planned.one_rep_max == lifted
    assert "LS-10" in {found.rule for found in planned.findings}
    assert entries(cleo)[0][0].freshness == "stale"


def test_a_lowering_is_no_direct_test_for_loads_above_100_per_cent(tess, cleo, bench, monday):
    """Gate of 1.3: a direct one-rep max. The lift was estimated; only the lowering was direct."""
    measure(cleo, bench, "90", reps=5)
    measure(cleo, bench, "140", lowered_s=3)
    line = line_of(tess, bench, **weight("110"), method=Method.SUPRAMAXIMAL)
    newest = OneRepMax.objects.newest_by_exercise(cleo)[bench.pk, "both"]

    case = person_case(line, None, newest, read_background(cleo, timezone.now()), PLACE)

    assert (case.one_rep_max.kg, case.one_rep_max.is_direct) == (Decimal(105), False)


def test_a_direct_test_is_counted_back_from_what_was_lifted(cleo, bench):
    lifted = measure(cleo, bench, "94")
    measure(cleo, bench, "116", lowered_s=3)

    test = read_direct_test(
        client=cleo, exercise=bench, expected=None, has_spotter=True, answers=[], today=MONDAY
    )

    assert (test.source, test.expected.value) == (lifted, 94)


def weight(value):
    """The dose of a weight in kg, as written."""
    return {"load_pct": None, "load_value": Decimal(value), "load_unit": "kg"}


def line_of(trainer, exercise, **dose):
    """A line of a program of `trainer`."""
    factories.create_program(owner=trainer, exercises=[exercise], **dose)
    return ProgramLine.objects.get()


# Both sides of a machine on which one lowers (2.6)


@pytest.fixture
def leg_press(db):
    return factories.create_exercise(
        name="Leg press 2:1", slug="leg-press-2up1down", side="uni", steps_kind="machine"
    )


def test_both_sides_may_be_recorded_for_a_one_sided_machine(browser, tess, cleo, leg_press, monday):
    post(browser, tess, cleo, exercise="leg-press-2up1down", lifted="100", lowered_s="")

    assert OneRepMax.objects.get().side == "both"


def test_both_sides_are_refused_for_what_two_cannot_lift(browser, tess, cleo, monday):
    factories.create_exercise(slug="lunge", side="uni", steps_kind="dumbbell")

    response = post(browser, tess, cleo, exercise="lunge", lowered_s="")

    assert "This exercise is done one side at a time: choose left or right." in response.text
    assert not OneRepMax.objects.exists()


def test_the_band_of_both_is_that_of_one_limb(browser, tess, cleo, leg_press, monday):
    """Clinical reference 2.6: bilateral 100 kg, limb reference 50 kg, 25 to 35 kg."""
    measure(cleo, leg_press, "100")

    ((record, _),) = entries(cleo)

    assert (record.lower.value, record.upper.value) == (25, 35)
    assert (record.band.lowest, record.band.highest) == (25, 35)
    text = page(browser, tess, cleo)
    assert "Leg press 2:1 both at once" in text
    assert "Lowered with one: 50–70 % of half 25–35 kg" in text


@pytest.mark.parametrize(
    "limbs,load",
    [({}, 35), ({"left": "60", "right": "60"}, 40), ({"left": "40", "right": "60"}, 27.5)],
    ids=["neither limb: 70 % of half of 100", "70 % of 60 is 42", "the weaker one: 70 % of 40 is 28"],
)
def test_one_limb_lowers_per_cent_of_itself_or_of_half(tess, cleo, leg_press, monday, limbs, load):
    """Machine in steps of 2.5 kg, floored."""
    measure(cleo, leg_press, "100")
    for side, value in limbs.items():
        measure(cleo, leg_press, value, side=side)
    line = line_of(tess, leg_press, load_pct=Decimal(70), side="each", method=Method.TWO_UP_ONE_DOWN)

    planned = plan_line(line, read_facts(cleo))

    assert planned.load.value == Decimal(str(load))


def test_one_limb_is_held_to_70_per_cent_of_both(tess, cleo, leg_press, monday):
    """Limb 110 kg: 72.5 kg are 66 % of it, but 72.5 % of both (100 kg): LS-03."""
    measure(cleo, leg_press, "100")
    for side in ("left", "right"):
        measure(cleo, leg_press, "110", side=side)
    line = line_of(tess, leg_press, load_pct=Decimal(66), side="each", method=Method.TWO_UP_ONE_DOWN)

    planned = plan_line(line, read_facts(cleo))

    assert planned.load.value == Decimal("72.5")
    assert "LS-03" in {found.rule for found in planned.findings}


def test_what_was_issued_from_both_is_judged_by_one_limb_later_too(tess, cleo, leg_press, monday):
    """36 kg are 72 % of half of 100 kg, though 36 % of both: LS-03 also where only the row of both is at hand."""
    both = measure(cleo, leg_press, "100")
    line = line_of(tess, leg_press, **weight("36"), side="each", method=Method.TWO_UP_ONE_DOWN)

    case = person_case(line, line.load, both, read_background(cleo, timezone.now()), PLACE)

    assert case.ratio == Decimal("0.72")


def test_both_sides_are_no_one_rep_max_of_one_that_also_lifts_alone(tess, cleo, leg_press, monday):
    measure(cleo, leg_press, "100")
    line = line_of(tess, leg_press, load_pct=Decimal(60), side="each")

    assert plan_line(line, read_facts(cleo)).status == "no_one_rep_max"


def test_a_direct_test_of_one_side_does_not_begin_with_what_both_lifted(cleo, leg_press):
    measure(cleo, leg_press, "100")

    test = read_direct_test(
        client=cleo, exercise=leg_press, expected=None, has_spotter=True, answers=[], today=MONDAY
    )

    assert (test.source, test.expected, test.steps) == (None, None, None)
