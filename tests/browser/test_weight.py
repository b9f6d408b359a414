"""What a phone moves: the first visit to Today, and the pages after it."""

from tests.browser.conftest import PHONE
from tests.factories import assign, create_exercise, create_program, make_health_screening

FIRST_VISIT_BYTES = 60_000
LATER_PAGE_BYTES = 10_000


def make_six_exercise_plan(tess, cleo):
    """A full session for today: six exercises of three sets."""
    exercises = [create_exercise(slug=f"exercise-{number}", load_type="bw") for number in range(6)]
    make_health_screening(client=cleo)
    program = create_program(owner=tess, lines=6, exercises=exercises, load_pct=None)
    assign(program=program, client=cleo)


def measure(page):
    """Follows every answer to `page`: a list of (address, bytes on the wire, kind), headers and all."""
    moved = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event}))

    def finished(event):
        answer = kinds.get(event["requestId"])
        if answer and answer["response"]["url"].startswith("http"):
            moved.append((answer["response"]["url"], int(event["encodedDataLength"]), answer["type"]))

    session.on("Network.loadingFinished", finished)
    return moved


def test_first_visit_to_today_is_light(open_page, tess, cleo):
    make_six_exercise_plan(tess, cleo)
    page = open_page(cleo, PHONE)
    moved = measure(page)

    page.goto("/today/", wait_until="networkidle")

    total = sum(size for _, size, _ in moved)
    kinds = {kind for _, _, kind in moved}
    assert kinds >= {"Document", "Stylesheet", "Script"}, moved
    assert total < FIRST_VISIT_BYTES, sorted(moved, key=lambda entry: -entry[1])


def test_later_pages_are_lighter(open_page, tess, cleo):
    make_six_exercise_plan(tess, cleo)
    page = open_page(cleo, PHONE)
    page.goto("/today/", wait_until="networkidle")
    moved = measure(page)

    page.get_by_role("button", name="Start").click()
    page.get_by_text("0 of 18 sets done").wait_for()
    page.wait_for_load_state("networkidle")
    for address in ("/plan/", "/me/", "/today/"):
        page.goto(address, wait_until="networkidle")

    documents = [size for _, size, kind in moved if kind == "Document"]
    assert len(documents) >= 4
    assert max(documents) < LATER_PAGE_BYTES, moved
