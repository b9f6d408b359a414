"""The library: finding, one exercise with its chain and where it is used, a trainer's own exercises."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests import factories
from workouts.background import read_background
from workouts.choices import LoadType
from workouts.models import Exercise, ExerciseFacet, ProgramLine

HTMX = {"HX-Request": "true"}
LIBRARY = "/library/"
with_and_without_htmx = pytest.mark.parametrize("headers", [{}, HTMX], ids=["without-js", "htmx"])
one_or_three = pytest.mark.parametrize("rows", [1, 3], ids=["one", "three"])


@pytest.fixture
def desk(browser, tess):
    """tess's, signed in."""
    browser.force_login(tess)
    return browser


@pytest.fixture
def shelf(tess):
    """A squat, a bridge and tess's own wall sit."""
    factories.create_exercise(
        name="Squat",
        slug="squat",
        facets=[
            ("region", "knee"),
            ("muscle", "quads"),
            ("equipment", "rack"),
            ("condition", "PT"),
            ("caution", "spotter"),
        ],
    )
    factories.create_exercise(
        name="Bridge",
        slug="bridge",
        load_type=LoadType.BODY_WEIGHT,
        cue="Let the hips sink",
        facets=[("region", "hip"), ("muscle", "glutes"), ("equipment", "mat"), ("condition", "HS")],
    )
    factories.create_exercise(
        name="Wall sit",
        slug="wall-sit",
        owner=tess,
        load_type=LoadType.TIME,
        hold_s=30,
        cue="Slide down the wall",
        facets=[("region", "knee"), ("muscle", "glutes"), ("condition", "PT"), ("caution", "balance")],
    )


def flat(text):
    """`text` as a person reads it, with one blank for every tag and white space."""
    return " ".join(unescape(strip_tags(text.replace("<", " <"))).split())


def found(browser, **filters):
    """The names in the table."""
    response = browser.get(LIBRARY, filters)
    return re.findall(r'<th scope="row">\s*<a href="[^"]*">([^<]*)</a>', response.text)


def errors(response):
    """The refusals on the page, as a person reads them."""
    return [flat(words) for words in re.findall(r'<p class="error"[^>]*>(.*?)</p>', response.text, re.DOTALL)]


def entry(**changes):
    """A filled-in form of an own exercise."""
    return {
        "name": "Slow step",
        "cue": "Sink for 4 s",
        "load_type": "bw",
        "side": "uni",
        "tempo": "4-0-X-1",
        "regions": "knee, hip",
        "muscles": "quads",
        "equipment": "",
        "serves": ["PT"],
        "cautions": ["balance"],
    } | changes


def create(browser, headers=None, **changes):
    return browser.post(reverse("workouts:exercise-new"), entry(**changes), headers=headers or {})


def edit(browser, slug, headers=None, **changes):
    return browser.post(
        reverse("workouts:exercise-edit", args=[slug]), entry(**changes), headers=headers or {}
    )


def words(exercise):
    return set(exercise.facets.values_list("kind", "key"))


# Finding


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["Bridge", "Squat", "Wall sit"]),
        ({"region": "knee"}, ["Squat", "Wall sit"]),
        ({"muscle": "glutes"}, ["Bridge", "Wall sit"]),
        ({"equipment": "mat"}, ["Bridge"]),
        ({"condition": "PT"}, ["Squat", "Wall sit"]),
        ({"load": "time"}, ["Wall sit"]),
        ({"without": "spotter"}, ["Bridge", "Wall sit"]),
        ({"without": ["spotter", "balance"]}, ["Bridge"]),
        ({"mine": "on"}, ["Wall sit"]),
        ({"retired": "on"}, []),
        ({"region": "knee", "muscle": "glutes"}, ["Wall sit"]),
        ({"region": "knee", "condition": "PT", "load": "kg", "q": "squ"}, ["Squat"]),
        ({"region": "hip", "mine": "on"}, []),
        ({"region": "moon"}, ["Bridge", "Squat", "Wall sit"]),
        ({"q": "sink"}, ["Bridge"]),
        ({"q": "patellar"}, ["Squat", "Wall sit"]),
    ],
    ids=str,
)
def test_library_shows_what_search_and_filters_leave(desk, shelf, filters, names):
    assert found(desk, **filters) == names


def test_library_offers_the_words_that_are_there_with_their_counts(desk, shelf):
    page = desk.get(LIBRARY)

    offered = re.findall(r"<option[^>]*>([^<]*) \((\d+)\)</option>", page.text)
    assert offered[:4] == [("hip", "1"), ("knee", "2"), ("glutes", "2"), ("quads", "1")]
    assert "patellar tendon (2)" in page.text
    assert "landing or rebound" not in page.text


def test_library_answers_htmx_with_the_found_part_and_its_short_address(desk, shelf):
    filters = {"q": "", "region": "knee", "muscle": "", "without": "spotter"}

    response = desk.get(LIBRARY, filters, headers=HTMX)

    assert response.text.strip().startswith('<div id="found"')
    assert response.headers["HX-Push-Url"] == "/library/?region=knee&without=spotter"
    assert flat(response.text).startswith("1 exercise · Clear search and filters")


def test_library_can_be_cleared_only_when_narrowed(desk, shelf):
    assert "Clear search and filters" not in desk.get(LIBRARY).text


@one_or_three
@pytest.mark.parametrize("filters", [{}, {"region": "knee", "q": "lift", "without": "bp"}], ids=str)
def test_library_asks_as_much_for_one_as_for_three(desk, tess, rows, filters, django_assert_num_queries):
    for number in range(rows):
        facets = [("region", "knee"), ("muscle", f"muscle {number}")]
        factories.create_exercise(name=f"Lift {number}", owner=tess, facets=facets)
        factories.create_exercise(name=f"Other {number}", facets=[("caution", "bp")])

    with django_assert_num_queries(4):
        names = found(desk, **filters)

    assert f"Lift {rows - 1}" in names


# One exercise


def create_chain(length):
    """`length` exercises, each with the next as the harder one and the last as the easier one."""
    chain = [
        factories.create_exercise(name=f"Step {number}", slug=f"step-{number}") for number in range(length)
    ]
    for easier, harder in zip(chain, chain[1:], strict=False):
        Exercise.objects.filter(pk=easier.pk).update(harder=harder)
        Exercise.objects.filter(pk=harder.pk).update(easier=easier)
    return chain


def chain_on(page):
    """The steps on the page; the current one in brackets."""
    part = re.search(r'<ol class="chain">(.*?)</ol>', page.text, re.DOTALL)[1]
    return flat(part.replace("<b", " [<b").replace("</b>", "</b>] "))


def test_exercise_shows_its_whole_chain_with_the_current_one_marked(desk):
    create_chain(4)

    page = desk.get("/library/step-1/")

    assert chain_on(page) == "Step 0 [ Step 1 ] Step 2 Step 3"
    assert page.text.count('<b aria-current="page">Step 1</b>') == 1
    assert 'href="/library/step-3/"' in page.text


def test_chain_ends_where_a_neighbour_is_retired_and_where_it_comes_round(desk):
    first, second, third = create_chain(3)
    Exercise.objects.filter(pk=third.pk).update(harder=first, retired_at=timezone.now())

    assert "Step 2" not in desk.get("/library/step-0/").text


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_exercise_asks_as_much_for_a_long_chain_and_many_uses(
    desk, tess, cleo, rows, django_assert_num_queries
):
    chain = create_chain(rows + 1)
    for number in range(rows):
        program = factories.create_program(owner=tess, name=f"Program {number}", exercises=[chain[0]])
        factories.assign(program=program, client=cleo, by_effort=True)

    with django_assert_num_queries(6):
        page = desk.get("/library/step-0/")

    assert f"Program {rows - 1}" in page.text
    assert f"Step {rows}" in page.text


def test_exercise_says_its_tempo_in_figures_and_words(desk):
    factories.create_exercise(slug="squat", tempo="4-1-X-2")

    words_on = flat(desk.get("/library/squat/").text)

    assert "4-1-X-2 lower 4 s, hold low 1 s, lift fast, hold high 2 s" in words_on


def test_exercise_says_where_it_is_used(desk, tess, cleo, uma, omar):
    squat = factories.create_exercise(slug="squat")
    program = factories.create_program(owner=tess, name="Knees", weeks=2, exercises=[squat])
    foreign = factories.create_program(owner=uma, name="Foreign", exercises=[squat])
    factories.assign(program=program, client=cleo, by_effort=True)
    factories.assign(program=foreign, client=omar, by_effort=True)

    page = desk.get("/library/squat/")

    assert "One of your clients has it in a running plan." in page.text
    assert "Knees" in page.text
    assert "Day 1, weeks 1 2" in flat(page.text)
    assert f'href="/programs/{program.code}/?week=2"' in page.text
    assert "Foreign" not in page.text


def test_exercise_counts_no_plan_that_ended(desk, tess, cleo):
    squat = factories.create_exercise(slug="squat")
    program = factories.create_program(owner=tess, exercises=[squat])
    factories.assign(program=program, client=cleo, by_effort=True).end(
        at=timezone.now(), reason="Season over."
    )

    assert "0 of your clients have it in a running plan." in desk.get("/library/squat/").text


# Own exercises


def test_exercise_new_creates_an_own_exercise(desk, tess):
    response = create(desk)

    exercise = Exercise.objects.get(slug="slow-step")
    assert response.url == "/library/slow-step/"
    assert (exercise.owner, exercise.name, exercise.cue) == (tess, "Slow step", "Sink for 4 s")
    assert (str(exercise.tempo), exercise.load_type, exercise.side) == ("4-0-X-1", "bw", "uni")
    assert words(exercise) == {
        ("region", "knee"),
        ("region", "hip"),
        ("muscle", "quads"),
        ("condition", "PT"),
        ("caution", "balance"),
    }


def test_exercise_new_leads_htmx_to_the_page(desk):
    response = create(desk, HTMX)

    assert response.headers["HX-Redirect"] == "/library/slow-step/"


def test_exercise_new_copies_another_one(desk, shelf):
    page = desk.get("/library/new/?" + urlencode({"from": "squat"}))

    assert 'value="Squat, my version"' in page.text
    assert 'value="knee"' in page.text
    assert re.search(r'<input[^>]*value="spotter"[^>]*checked', page.text)
    assert not re.search(r'<input[^>]*value="balance"[^>]*checked', page.text)


def test_words_take_the_spelling_of_the_library_once(desk, shelf):
    create(desk, regions=" Knee ,, knee,moon")

    assert {key for kind, key in words(Exercise.objects.get(slug="slow-step")) if kind == "region"} == {
        "knee",
        "moon",
    }


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Squat", "squat-2"), ("Back squat", "back-squat-2"), ("New", "new-2"), ("Жим", "exercise")],
)
def test_slug_is_free_and_never_the_catalogues(desk, shelf, name, slug):
    create(desk, name=name)

    assert Exercise.objects.get(name=name, load_type="bw").slug == slug


@with_and_without_htmx
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"regions": " , "}, "This field is required."),
        ({"muscles": ""}, "Name a muscle or more: weekly repetitions and rest are counted by muscle."),
        ({"muscles": " , "}, "Name a muscle or more: weekly repetitions and rest are counted by muscle."),
        ({"tempo": "4-0-1"}, "Three figures: write 4-0-1-0 if there is no pause at the top."),
        (
            {"tempo": "slow"},
            "“slow” is not clear. Write lower-pause-lift-pause, such as 4-0-1-0.",
        ),
        ({"load_type": "kg"}, "An exercise with a weight needs its steps of weight."),
        ({"load_type": "time"}, "Say how many seconds one set is held."),
        ({"muscles": "m" * 41}, f"“{'m' * 41}” is too long: a word has at most 40 letters."),
    ],
    ids=str,
)
def test_exercise_new_refuses(desk, changes, sentence, headers):
    response = create(desk, headers, **changes)

    assert (response.status_code, errors(response)) == (422, [sentence])
    assert 'value="Sink for 4 s"' in response.text
    assert not Exercise.objects.exists()


def test_exercise_edit_changes_the_own_one_and_keeps_its_address(desk, shelf):
    edit(desk, "wall-sit", name="Long wall sit", load_type="time", hold_s="60", cautions=[])

    exercise = Exercise.objects.get(slug="wall-sit")
    assert (exercise.name, exercise.hold_s) == ("Long wall sit", 60)
    assert ("caution", "balance") not in words(exercise)


def test_exercise_edit_keeps_the_kind_of_load_that_programs_have(desk, tess, shelf):
    own = Exercise.objects.get(slug="wall-sit")
    factories.create_program(owner=tess, exercises=[own])

    response = edit(desk, "wall-sit")

    assert errors(response) == [
        "Programs or plans have this exercise with time. Make your own version to change it."
    ]


@with_and_without_htmx
def test_exercise_edit_refuses_a_circle(desk, tess, headers):
    low, high = (
        factories.create_exercise(name=name, slug=name.lower(), owner=tess, load_type="bw")
        for name in ("Low", "High")
    )
    Exercise.objects.filter(pk=high.pk).update(easier=low)

    response = edit(desk, "low", headers, name="Low", easier=high.pk)

    low.refresh_from_db()
    assert errors(response) == ["This goes in a circle: Low > High > Low."]
    assert low.easier is None


def test_exercise_new_refuses_one_neighbour_on_both_sides(desk, shelf):
    bridge = Exercise.objects.get(slug="bridge")

    response = create(desk, easier=bridge.pk, harder=bridge.pk)

    assert errors(response) == ["Bridge is on the easier side already: one way only."]


def test_exercise_retire_hides_it_and_keeps_what_has_it(desk, tess, shelf):
    own = Exercise.objects.get(slug="wall-sit")
    program = factories.create_program(owner=tess, exercises=[own])

    page = desk.post("/library/wall-sit/retire/", follow=True)
    desk.post(
        reverse("workouts:line-add", args=[program.sessions.get().code]), {"exercise": "wall-sit 3x30s"}
    )

    assert "Wall sit is retired. Programs and plans that have it go on." in page.text
    assert found(desk) == ["Bridge", "Squat"]
    assert ProgramLine.objects.get().exercise == own
    assert "Retired: no longer in the library." in desk.get("/library/wall-sit/").text


def test_a_retired_exercise_is_found_and_brought_back(desk, shelf):
    page = desk.post("/library/wall-sit/retire/", follow=True)

    assert 'action="/library/wall-sit/bring-back/"' in page.text
    assert found(desk, retired="on") == ["Wall sit"]

    page = desk.post("/library/wall-sit/bring-back/", follow=True)

    assert "Wall sit is back in the library." in page.text
    assert 'action="/library/wall-sit/retire/"' in page.text
    assert found(desk) == ["Bridge", "Squat", "Wall sit"]
    assert found(desk, retired="on") == []


def test_bringing_back_twice_changes_nothing(desk, shelf):
    answers = [desk.post("/library/wall-sit/bring-back/").url for _ in range(2)]

    assert answers == ["/library/wall-sit/"] * 2
    assert Exercise.objects.get(slug="wall-sit").retired_at is None


def test_nobody_finds_what_another_retired(desk, browser, uma, shelf):
    desk.post("/library/wall-sit/retire/")
    browser.force_login(uma)

    assert found(browser, retired="on") == []


def test_an_own_exercise_without_muscles_says_what_cannot_be_checked(desk, tess):
    factories.create_exercise(name="Old step", slug="old-step", owner=tess, load_type="bw")

    page = flat(desk.get("/library/old-step/").text)

    assert "No muscle is named. So weekly repetitions (LS-14) and the 48 hours of rest (LS-16)" in page
    assert 'href="/library/old-step/edit/">Name the muscles' in desk.get("/library/old-step/").text
    assert "none named" in desk.get(LIBRARY).text


def test_an_exercise_with_muscles_says_nothing_of_it(desk, shelf):
    assert "No muscle is named" not in desk.get("/library/wall-sit/").text


def test_the_form_offers_the_words_of_the_library(desk, shelf):
    """Quads and quadriceps would be counted as two."""
    page = flat(desk.get("/library/new/").text)

    assert "The library says: glutes, quads." in page
    assert "The library says: hip, knee." in page


def test_an_own_exercise_with_muscles_is_checked(desk, tess, cleo):
    """8 repetitions of the quads a day ago: LS-14 counts them, and 24 hours of rest are known to LS-16."""
    create(desk, side="bi")
    own = Exercise.objects.get(slug="slow-step")
    yesterday = timezone.now() - timedelta(days=1)
    factories.create_trained(client=cleo, at=yesterday, owner=tess, exercise=own)

    background = read_background(cleo, timezone.now())

    assert background.weekly_reps(own)[0] == 8
    assert background.hours_since(own) == 24


@pytest.mark.parametrize("way", ["edit", "retire", "bring-back"])
@pytest.mark.parametrize("slug", ["squat", "wall-sit"])
def test_nobody_changes_the_shared_library_or_what_is_anothers(browser, uma, shelf, way, slug):
    browser.force_login(uma)

    response = browser.post(f"/library/{slug}/{way}/", entry(name="Taken"))

    assert response.status_code == 404
    assert not Exercise.objects.filter(name="Taken").exists()
    assert not Exercise.objects.exclude(retired_at=None).exists()


def test_strangers_find_and_copy_nothing_of_anothers(browser, uma, shelf):
    browser.force_login(uma)

    answers = [
        browser.get(path).status_code for path in ("/library/wall-sit/", "/library/new/?from=wall-sit")
    ]

    assert answers == [404, 404]
    assert found(browser) == ["Bridge", "Squat"]
    assert "balance" not in browser.get(LIBRARY).text
    assert "Wall sit" not in browser.get("/library/new/").text


def test_clients_are_kept_out(browser, cleo, shelf):
    browser.force_login(cleo)

    response = browser.post("/library/new/", entry())

    assert response.status_code == 403
    assert ExerciseFacet.objects.filter(exercise__name="Slow step").count() == 0
