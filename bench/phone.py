"""What a phone moves and how quick it is: a first visit to Today, the session page, one set, one set with the pacer."""

import os
import shutil

from .servers import BenchError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 390, "height": 844}
STEP_MS = 15_000
PACED_MS = 120_000
# From the tap to the frame in which its row has changed; the network is held meanwhile.
TAP = """() => new Promise((done) => {
  const button = document.querySelector("details[open] .now .btn-main");
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - tapped)));
  }).observe(button.closest("li"), { attributes: true, childList: true, subtree: true });
  const tapped = performance.now();
  button.click();
})"""
# When the pacer was started, and what it did when.
WITNESS = """() => {
  window.phases = [];
  document.addEventListener("pacer:phase", ({ detail }) => phases.push([detail, performance.now()]), true);
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-act=start]")) window.startedMs = performance.now();
  }, true);
}"""
# How late the end of the set was heard: 3 s of lead, then the timeline.
LATE = """() => {
  const end = phases.at(-1)[1];
  return end - startedMs - 3000 - phases.at(-2)[0].endMs;
}"""


class NoBrowserError(Exception):
    """There is no Chromium to measure with."""


def first_visit(server, cookie):
    """What each step moved and what was timed, for the person whose session `cookie` is.

    ([(step, requests, bytes on the wire with headers)], [(what, milliseconds)]).

    Raises NoBrowserError without Playwright or Chromium, BenchError where a page does not do as it should.
    """
    try:  # it is only a development package; all else is measured without it
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise NoBrowserError("Playwright is not installed") from error
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        options = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        try:
            browser = playwright.chromium.launch(executable_path=path, args=options)
        except Error as error:
            raise NoBrowserError(f"Chromium does not start: {error.message.splitlines()[0]}") from error
        try:
            return walk(browser, f"http://127.0.0.1:{server.port}", cookie)
        except Error as error:
            raise BenchError(f"the phone's first visit did not work: {error.message}") from error
        finally:
            browser.close()


def walk(browser, address, cookie):
    """Open Today for the first time, start the session, do a set; what each of them moved."""
    context = browser.new_context(base_url=address, viewport=PHONE)
    context.set_default_timeout(STEP_MS)
    context.add_cookies([cookie | {"url": address}])
    page = context.new_page()
    moved = follow(page)
    steps = []

    def close_step(name):
        page.wait_for_load_state("networkidle")
        steps.append((name, len(moved), sum(moved)))
        moved.clear()

    page.goto("/today/")
    close_step("Today, nothing cached")
    page.locator("form[action$='/start/'] button").click()
    read = page.locator(".before form button")
    read.or_(page.locator(".lift-part")).first.wait_for()
    if read.count():
        read.first.click()
    page.wait_for_url("**/sessions/*/")
    close_step("then the session page")
    with page.expect_response(lambda response: response.request.method == "POST") as tapped:
        page.locator("details[open] form.now-set .btn-main").first.click()
    if tapped.value.status != 200:
        raise BenchError(f"a tap on Done was answered with {tapped.value.status}")
    tapped.value.finished()
    page.locator("li.done").first.wait_for()
    close_step("then one set")
    timings = [("a tap until it is painted, the network held", time_tap(page)), *time_pacer(page)]
    context.close()
    return steps, timings


def time_tap(page):
    """Milliseconds from a tap on Done until the row has changed on the screen, before any answer."""
    page.route("**/sets/", lambda route: None)
    shown = page.evaluate(TAP)
    page.unroute("**/sets/")
    page.reload()
    return shown


def time_pacer(page):
    """By how many milliseconds the pacer ends a set too late or too early, on a real clock."""
    page.evaluate(WITNESS)
    page.locator("details[open] [data-pace]").first.click()
    page.locator("#pacer [data-act=start]").click()
    page.locator("#pacer[data-phase=done]").wait_for(timeout=PACED_MS)
    return [("the pacer at the end of 10 repetitions", page.evaluate(LATE))]


def follow(page):
    """A list that grows by the size of each answer to `page`, headers included, redirects too."""
    moved, known = [], set()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def asked(event):
        redirect = event.get("redirectResponse")
        if redirect:
            moved.append(int(redirect["encodedDataLength"]))
        if event["request"]["url"].startswith("http"):
            known.add(event["requestId"])

    def finished(event):
        # What comes out of the cache moves nothing.
        if event["requestId"] in known and event["encodedDataLength"]:
            moved.append(int(event["encodedDataLength"]))

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", finished)
    return moved
