"""The live dose in the builder: of rows, sessions, the week and its muscles; and the loads for a chosen client."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from ecctrain.accounts.choices import Unit
from tests import factories
from tests.workouts.builder_page import HTMX, cells, page_of, save
from workouts.choices import LoadType, Side
from workouts.models import Program, ProgramLine


def words(text):
    """`text` without tags, as a person reads it."""
    return " ".join(unescape(strip_tags(text)).split())


def row_dose(page, place=0):
    """What the row at `place` says of its dose."""
    return words(re.findall(r'<td class="num">(.*?)</td>', page, re.DOTALL)[place])


def week_dose(page):
    return words(re.search(r'<p class="block-s">\s*(<b>Week.*?)</p>', page, re.DOTALL)[1])


def muscles(page):
    """Muscle -> (lowering, tension, tonnage) as shown."""
    table = re.search(r'<table class="table dense muscles">.*?</table>', page, re.DOTALL)[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL)
    return {
        name: tuple(words(cell) for cell in re.findall(r"<td.*?</td>", rest, re.DOTALL))
        for name, rest in rows
    }


def test_a_row_says_its_lowering_and_its_tension(desk, program):
    """4-0-1-0, 3 x 8: 3 x 8 x 4 s of 3 x 8 x 5 s (clinical reference 1.5)."""
    assert row_dose(desk.get(page_of(program)).text) == "96 s of 120 s"


def test_each_side_counts_twice(desk, tess):
    program = factories.create_program(owner=tess, side="each", load_pct=None, load_value=20, load_unit="kg")

    page = desk.get(page_of(program)).text

    assert row_dose(page) == "192 s of 240 s, 960 kg"  # 2 x 3 x 8 x 20 kg


def test_a_hold_is_all_tension_and_no_lowering(desk, tess):
    hold = factories.create_exercise(name="Wall sit", load_type=LoadType.TIME)
    program = factories.create_program(
        owner=tess, exercises=[hold], sets=5, reps=None, duration_s=45, load_pct=None
    )

    assert row_dose(desk.get(page_of(program)).text) == "0 s of 225 s"


def test_the_week_sums_its_sessions_and_says_what_it_cannot_weigh(desk, tess):
    """Two sessions of 3 x 8 x 40 kg and of 60 %: 4 x 96 s, 4 x 120 s, 2 x 960 kg."""
    program = factories.create_program(owner=tess, weeks=2, sessions=2, lines=2)
    ProgramLine.objects.filter(position=1).update(load_pct=None, load_value=40, load_unit="kg")

    page = desk.get(page_of(program)).text

    assert week_dose(page) == (
        "Week 1 384 s lowering, 480 s under tension, 1,920 kg; 2 rows have no known weight"
    )


def test_tonnage_is_in_the_trainers_unit(desk, tess):
    tess.unit = Unit.LB
    tess.save()
    program = factories.create_program(owner=tess, load_pct=None, load_value=50, load_unit="lb")

    assert row_dose(desk.get(page_of(program)).text) == "96 s of 120 s, 1,200 lb"  # 3 x 8 x 50 lb


@pytest.fixture
def squat_and_curl(tess):
    """A squat (quads, glutes) of 3 x 8 x 50 kg, 4-0-1-0, and a curl (hamstrings) of 2 x 10, 5-0-1-0."""
    squat = factories.create_exercise(name="Squat", facets=[("muscle", "quads"), ("muscle", "glutes")])
    curl = factories.create_exercise(
        name="Curl", load_type=LoadType.BODY_WEIGHT, facets=[("muscle", "hamstrings"), ("region", "knee")]
    )
    program = factories.create_program(owner=tess, lines=2, exercises=[squat, curl])
    first, second = program.sessions.get().lines.all()
    ProgramLine.objects.filter(pk=first.pk).update(load_pct=None, load_value=50, load_unit="kg")
    ProgramLine.objects.filter(pk=second.pk).update(load_pct=None, sets=2, reps=10, tempo_down_s=5)
    return program


def test_each_muscle_gets_the_whole_dose_of_its_exercises(desk, squat_and_curl):
    page = desk.get(page_of(squat_and_curl)).text

    assert muscles(page) == {
        "hamstrings": ("100 s", "120 s", "–"),
        "glutes": ("96 s", "120 s", "1,200 kg"),
        "quads": ("96 s", "120 s", "1,200 kg"),
    }
    assert "Each muscle an exercise names counts in full" in page


def oob(page):
    """The ids of the parts that a htmx answer puts elsewhere on the page."""
    return re.findall(r'id="([\w-]+)"[^>]* hx-swap-oob="true"', page)


def test_an_edit_over_htmx_renews_the_session_the_week_its_ribbon_and_the_muscles(desk, squat_and_curl):
    line = squat_and_curl.sessions.get().lines.first()

    page = save(desk, line, sets="5x8", load="50 kg").text

    assert oob(page) == [f"dose-{line.session.pk}", "week-head", "muscles"]
    assert row_dose(page) == "160 s of 200 s, 2,000 kg"
    assert "260 s lowering, 320 s under tension, 2,000 kg, about " in page
    assert week_dose(page) == "Week 1 260 s lowering, 320 s under tension, 2,000 kg"
    assert muscles(page)["quads"] == ("160 s", "200 s", "2,000 kg")


def test_the_ribbon_follows_an_edit_of_a_cell(desk, tess):
    """Both weeks hang at the same depth, until the first has a third of the other's lowering."""
    program = factories.create_program(owner=tess, weeks=2)
    line = ProgramLine.objects.get(session__week=1)

    def depths(page):
        return re.findall(r'class="weight" y="([\d.]+)"', page)

    before = depths(desk.get(page_of(program)).text)
    after = depths(save(desk, line, sets="1x8").text)

    assert len(set(before)) == 1
    assert (after[1], float(after[0]) < float(after[1])) == (before[1], True)


@pytest.mark.parametrize("name,sent", [("line-duplicate", {}), ("line-move", {"way": "up"})])
def test_a_changed_session_over_htmx_brings_the_week_along(desk, squat_and_curl, name, sent):
    line = squat_and_curl.sessions.get().lines.first()

    page = desk.post(reverse(f"workouts:{name}", args=[line.code]), sent, headers=HTMX).text

    assert oob(page) == ["week-head", "muscles"]


# For a chosen client


def page_for(browser, program, client, week=1):
    return browser.get(page_of(program), {"week": week, "client": client.code}).text


def client_column(page):
    return [words(cell) for cell in re.findall(r'<td class="for-client">(.*?)</td>', page, re.DOTALL)]


def test_a_per_cent_becomes_the_clients_weight_with_the_band(desk, cleo, program, line):
    factories.create_one_rep_max(client=cleo, exercise=line.exercise, value="90")
    factories.create_one_rep_max(client=cleo, exercise=line.exercise, value="100")

    page = page_for(desk, program, cleo)

    assert client_column(page) == ["60 kg band 50-70 kg"]
    assert "For Cleo" in page
    assert row_dose(page) == "96 s of 120 s, 1,440 kg"  # 3 x 8 x 60 kg


def test_a_client_in_pounds_is_shown_pounds(desk, cleo, program, line):
    """1RM 50 lb: 60 % are 30 lb, the band is 25 to 35 lb (clinical reference 2.5, BAND-1)."""
    cleo.unit = Unit.LB
    cleo.save()
    factories.create_one_rep_max(client=cleo, exercise=line.exercise, value="50", unit=Unit.LB)

    page = page_for(desk, program, cleo)

    assert client_column(page) == ["30 lb band 25-35 lb"]
    assert row_dose(page) == "96 s of 120 s, 720 lb"


def test_the_weight_is_floored_to_what_can_be_loaded(desk, cleo, program, line):
    """1RM 42.5 kg in steps of 2.5 kg: 60 % are 25.5, so 25; the band is 22.5 to 27.5 (BAND-6)."""
    factories.create_one_rep_max(client=cleo, exercise=line.exercise, value="42.5")

    assert client_column(page_for(desk, program, cleo)) == ["25 kg band 22.5-27.5 kg"]


def test_the_weaker_side_decides(desk, cleo, tess):
    program = factories.create_program(owner=tess, side="each")
    for side, value in ((Side.LEFT, "40"), (Side.RIGHT, "50")):
        factories.create_one_rep_max(
            client=cleo, exercise=ProgramLine.objects.get().exercise, value=value, side=side
        )

    assert client_column(page_for(desk, program, cleo)) == ["22.5 kg band 20-27.5 kg"]  # 24 and 28 floored


def test_a_missing_one_rep_max_is_said(desk, cleo, program):
    page = page_for(desk, program, cleo)

    assert client_column(page) == ["no one-rep max yet"]
    assert "1 row has no known weight" in week_dose(page)


def test_a_weight_stays_as_written_and_a_body_has_none(desk, cleo, squat_and_curl):
    assert client_column(page_for(desk, squat_and_curl, cleo)) == ["50 kg", "–"]


def test_nobody_in_particular_has_no_column(desk, cleo, program):
    page = desk.get(page_of(program), {"client": ""}).text

    assert (client_column(page), "For Cleo" in page) == ([], False)
    assert f'<option value="{cleo.code}">Cleo Brandt</option>' in page


def test_the_client_stays_chosen_in_every_address_of_the_page(desk, cleo, tess):
    program = factories.create_program(owner=tess, weeks=2)
    page = page_for(desk, program, cleo)

    addresses = re.findall(r'\s(?:action|hx-post)="([^"]*)"', page) + re.findall(
        r'href="([^"]*\?week=\d[^"]*)"', page
    )
    forgetful = {address for address in addresses if f"client={cleo.code}" not in address}
    assert forgetful == {page_of(program), reverse("workouts:program-archive", args=[program.code])}


def test_an_edit_without_scripts_comes_back_to_the_same_client(desk, cleo, program, line):
    address = reverse("workouts:line", args=[line.code]) + f"?client={cleo.code}"

    response = desk.post(address, cells(sets="5x5"))

    assert response.url == f"{page_of(program, 1)}&client={cleo.code}"


def test_an_edit_over_htmx_shows_the_clients_weight(desk, cleo, program, line):
    factories.create_one_rep_max(client=cleo, exercise=line.exercise)
    address = reverse("workouts:line", args=[line.code]) + f"?client={cleo.code}"

    page = desk.post(address, cells(load="65 %"), headers=HTMX).text

    assert client_column(page) == ["65 kg band 50-70 kg"]
    assert week_dose(page) == "Week 1 96 s lowering, 120 s under tension, 1,560 kg"


@pytest.mark.parametrize("code", ["stranger", "unknown", "x"])
def test_only_own_clients_can_be_chosen(desk, program, omar, code):
    code = {"stranger": omar.code, "unknown": uuid4(), "x": "x"}[code]

    assert desk.get(page_of(program), {"client": code}).status_code == 404


def test_an_edit_is_saved_though_the_client_has_gone(desk, omar, line):
    address = reverse("workouts:line", args=[line.code]) + f"?client={omar.code}"

    page = desk.post(address, cells(sets="5x5"), headers=HTMX).text

    line.refresh_from_db()
    assert (line.sets, client_column(page)) == (5, [])


CLIENT_PAGE_QUERIES = 13
CLIENT_EDIT_QUERIES = 12


@pytest.mark.parametrize("weeks,lines", [(1, 1), (12, 6)], ids=["small", "12x6"])
def test_a_client_costs_the_same_in_any_program(desk, tess, cleo, django_assert_num_queries, weeks, lines):
    program = factories.create_program(owner=tess, weeks=weeks, sessions=3, lines=lines)
    line = ProgramLine.objects.first()
    for exercise in {other.exercise for other in ProgramLine.objects.select_related("exercise")}:
        factories.create_one_rep_max(client=cleo, exercise=exercise)
    address = reverse("workouts:line", args=[line.code]) + f"?client={cleo.code}"

    with django_assert_num_queries(CLIENT_PAGE_QUERIES):
        page = page_for(desk, program, cleo)
    with django_assert_num_queries(CLIENT_EDIT_QUERIES):
        desk.post(address, cells(sets="5x5"), headers=HTMX)

    line.refresh_from_db()
    assert (line.sets, len(client_column(page))) == (5, 3 * lines)


def test_a_program_without_rows_has_no_muscles(desk, tess):
    program = Program.objects.create(owner=tess, name="Empty")

    page = desk.get(page_of(program)).text

    assert week_dose(page) == "Week 1 0 s lowering, 0 s under tension"
    assert "by muscle" not in page
