"""The moving figures in a real browser: moving in tempo, lowering in colour, still where motion is not wanted."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import assign, create_program, start
from workouts.models import Exercise

SLUGS = ["back-squat", "leg-curl-2up1down", "lat-pulldown", "reverse-lunge", "single-leg-rdl", "hack-squat"]
SESSION_BYTES = 10_000


@pytest.fixture
def session_log(catalogue, tess, cleo):
    """Today's session: the six exercises whose figures are the largest."""
    by_slug = Exercise.objects.in_bulk(SLUGS, field_name="slug")
    exercises = [by_slug[slug] for slug in SLUGS]
    program = create_program(owner=tess, lines=len(SLUGS), exercises=exercises, load_pct=None)
    return start(planned_session=assign(program=program, client=cleo).planned_sessions.get())


def shown(page, selector):
    """Whether the first element of `selector` is drawn."""
    return page.locator(selector).first.evaluate("element => getComputedStyle(element).display != 'none'")


def move_to(page, second):
    """Stop the figure's clock at `second` and say where its head is and which colour its body has."""
    return page.locator(".movement").first.evaluate(
        """(figure, second) => {
            figure.pauseAnimations();
            figure.setCurrentTime(second);
            const [head, body] = ["head", "body"].map(name => figure.querySelector(".m-moving > .m-" + name));
            return [head.getBBox().y, getComputedStyle(body).stroke];
        }""",
        second,
    )


def test_the_figure_follows_the_tempo_and_lowers_in_colour(open_page, catalogue, tess):
    """The squat's tempo is 4-0-1-0: lowest after 4 s, half way up after 4.5 s, in ink from 4 s on."""
    page = open_page(tess, DESKTOP)
    page.goto("/library/back-squat/")

    (top, lowering), (half, _), (low, _), (rising, lifting) = (
        move_to(page, second) for second in (0.1, 2, 3.99, 4.5)
    )

    assert top < half < low
    assert rising == pytest.approx(half, abs=1)
    assert lowering != lifting
    assert lifting == page.evaluate("getComputedStyle(document.body).color")


def test_the_figure_moves_by_itself(open_page, catalogue, tess):
    page = open_page(tess, DESKTOP)
    page.goto("/library/back-squat/")
    head = page.locator(".m-moving > .m-head")

    before = head.bounding_box()["y"]

    page.wait_for_timeout(600)
    assert head.bounding_box()["y"] > before


def test_reduced_motion_stands_still(open_page, catalogue, tess):
    page = open_page(tess, DESKTOP, reduced_motion="reduce")
    page.goto("/library/back-squat/")

    assert not shown(page, ".m-moving")
    assert shown(page, ".m-high")
    assert shown(page, ".m-low")


def test_where_motion_is_welcome_the_still_is_hidden(open_page, catalogue, tess):
    page = open_page(tess, DESKTOP)
    page.goto("/library/back-squat/")

    assert shown(page, ".m-moving")
    assert not shown(page, ".m-still")


def test_paper_shows_both_poses(open_page, catalogue, tess):
    page = open_page(tess, DESKTOP)
    page.goto("/library/back-squat/")
    page.emulate_media(media="print")

    assert not shown(page, ".m-moving")
    assert shown(page, ".m-still")


def test_the_library_stands_still(open_page, catalogue, tess):
    page = open_page(tess, DESKTOP)
    page.goto("/library/")

    assert page.locator(".movement").count() == page.locator("tbody tr").count()
    assert page.locator(".movement animate").count() == 0


def test_a_session_with_the_largest_figures_stays_light(open_page, session_log, cleo):
    page = open_page(cleo, PHONE)
    with page.expect_response(lambda answer: answer.url.endswith(f"/sessions/{session_log.code}/")) as caught:
        page.goto(f"/sessions/{session_log.code}/")

    assert page.locator(".movement").count() == len(SLUGS)
    assert caught.value.request.sizes()["responseBodySize"] < SESSION_BYTES
