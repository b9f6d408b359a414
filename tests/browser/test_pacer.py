"""The pacer: on time, countable, stoppable, and silent, still or offline where that is asked for."""

from datetime import timedelta
from statistics import median

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.factories import assign, create_exercise, create_program, start
from workouts.choices import DoseSide, ExerciseSide

LEAD_MS = 3000
CLOSE_MS = 50
# When Start was pressed and when each phase began, by the page's own clock.
WITNESS = """
  window.began = [];
  document.addEventListener("pacer:phase", ({ detail }) => {
    window.began.push({ ...detail, heardMs: performance.now() });
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-act=start]")) window.startedMs = performance.now();
  }, true);
"""
# What the sound card is given (the tones, when each is to begin and how its pitch moves), and the motor.
LISTENER = """
  window.tones = [];
  const { createOscillator } = AudioContext.prototype;
  AudioContext.prototype.createOscillator = function () {
    const oscillator = createOscillator.call(this);
    const tone = { context: this };
    window.tones.push(tone);
    const { setValueAtTime, linearRampToValueAtTime } = oscillator.frequency;
    oscillator.frequency.setValueAtTime = function (hz, at) {
      tone.fromHz = hz;
      return setValueAtTime.call(this, hz, at);
    };
    oscillator.frequency.linearRampToValueAtTime = function (hz, at) {
      tone.toHz = hz;
      return linearRampToValueAtTime.call(this, hz, at);
    };
    const begin = oscillator.start;
    oscillator.start = function (at) {
      const inS = at - tone.context.currentTime + (tone.context.outputLatency || 0);
      tone.beginsMs = performance.now() + inS * 1000;
      return begin.call(this, at);
    };
    return oscillator;
  };
  window.buzzes = [];
  navigator.vibrate = (pattern) => buzzes.push(pattern);
"""


@pytest.fixture
def open_session(open_page, tess, cleo):
    """Opens Cleo's session of one exercise with `dose`; open_session(context options, **dose)."""

    def open_session(options=None, *, is_frozen=True, exercise_side=ExerciseSide.BILATERAL, **dose):
        exercise = create_exercise(name="Step-down", load_type="bw", side=exercise_side)
        program = create_program(owner=tess, lines=1, exercises=[exercise], load_pct=None, sets=2, **dose)
        session_log = start(planned_session=assign(program=program, client=cleo).planned_sessions.get())
        page = open_page(cleo, PHONE, **(options or {}))
        if is_frozen:
            page.clock.install()
        page.add_init_script(WITNESS + LISTENER)
        page.goto(f"/sessions/{session_log.code}/")
        if is_frozen:
            page.clock.pause_at(timezone.now() + timedelta(minutes=1))
        return page

    return open_session


def open_pacer(page):
    page.get_by_role("button", name="Pace this set").click()
    return page.get_by_role("dialog")


def press(page, name):
    page.get_by_role("dialog").get_by_role("button", name=name).click()


def begin(page):
    """Start, and through the lead to the first lowering."""
    press(page, "Start")
    page.clock.run_for(LEAD_MS)


def phase(page):
    return page.locator("#pacer").get_attribute("data-phase")


def late_ms(page, lead_ms=LEAD_MS):
    """By how much each phase came late, against Start and the timeline; the end of the set last."""
    began = [row for row in page.evaluate("began") if row["name"] != "ready"]
    zero = page.evaluate("startedMs") + lead_ms
    ends = [row.get("startMs", began[-2]["endMs"]) for row in began]
    return [row["heardMs"] - zero - planned for row, planned in zip(began, ends, strict=True)]


def expect_fields(page, **values):
    for name, value in values.items():
        expect(page.locator(f'.now-set [name="{name}"]')).to_have_value(value)


def test_twelve_repetitions_of_five_seconds_end_after_sixty(open_session):
    page = open_session(reps=12)
    dialog = open_pacer(page)
    begin(page)

    page.clock.run_for(59_900)
    assert phase(page) == "lift"
    page.clock.run_for(150)

    assert phase(page) == "done"
    late = late_ms(page)
    assert len(late) == 25
    assert max(late) < CLOSE_MS
    assert min(late) >= 0
    expect(dialog).to_contain_text("12 of 12 reps")
    expect(dialog).to_contain_text("48 s lowered")
    press(page, "Back to the set")
    expect_fields(page, reps="12", lowered_s="4")


def test_pacer_keeps_time_on_a_real_clock(open_session):
    page = open_session(is_frozen=False, reps=3, tempo_down_s=2)
    open_pacer(page)
    press(page, "Start")
    page.locator("#pacer[data-phase=done]").wait_for(timeout=20_000)

    late = late_ms(page)

    assert len(late) == 7
    # One frame may wait for a busy machine; what adds up from phase to phase may not.
    assert median(late) < CLOSE_MS
    assert min(late[-3:]) < CLOSE_MS


def test_timeline_leaves_out_what_has_no_length_and_counts_a_fast_lift_as_a_second(open_session):
    page = open_session()

    phases = page.evaluate(
        """async () => {
          const { timeline } = await import(document.querySelector("script[type=module]").src);
          return timeline({ downS: 3, pauseLowS: 2, upS: null, pauseTopS: 0 }, 2)
            .map((phase) => [phase.name, phase.rep, phase.startMs, phase.endMs]);
        }"""
    )

    assert phases == [
        ["lower", 1, 0, 3000],
        ["hold-low", 1, 3000, 5000],
        ["lift", 1, 5000, 6000],
        ["lower", 2, 6000, 9000],
        ["hold-low", 2, 9000, 11000],
        ["lift", 2, 11000, 12000],
    ]


def test_words_count_and_repetition_are_on_the_screen(open_session):
    page = open_session(reps=8, tempo_up_s=None, tempo_pause_low_s=1)
    dialog = open_pacer(page)
    press(page, "Start")
    expect(dialog).to_contain_text("Get ready")
    page.clock.run_for(LEAD_MS + 100)

    seen = []
    for _ in range(7):
        word = dialog.locator(".pace-word").inner_text()
        seen.append((word, dialog.locator(".pace-count").inner_text()))
        page.clock.run_for(1000)

    assert seen == [
        ("LOWER", "4"),
        ("LOWER", "3"),
        ("LOWER", "2"),
        ("LOWER", "1"),
        ("HOLD", "1"),
        ("LIFT FAST", "1"),
        ("LOWER", "4"),
    ]
    expect(dialog).to_contain_text("Rep 2 of 8")
    expect(dialog.get_by_role("status")).to_have_text("Rep 2")


def test_pause_keeps_the_place_and_going_on_counts_in_again(open_session):
    page = open_session(reps=8)
    dialog = open_pacer(page)
    begin(page)
    page.clock.run_for(7500)
    press(page, "Pause")
    page.clock.run_for(60_000)
    expect(dialog).to_contain_text("Paused")
    expect(dialog).to_contain_text("6 s lowered")

    press(page, "Go on")
    page.clock.run_for(LEAD_MS - 100)
    assert phase(page) == "ready"
    page.clock.run_for(200)

    # 7.5 s are rep 2, 2.5 s into its lowering; a tenth of a second later there are 1.4 s to go.
    assert phase(page) == "lower"
    expect(dialog.locator(".pace-count")).to_have_text("2")
    expect(dialog).to_contain_text("Rep 2 of 8")
    page.clock.run_for(1450)
    assert phase(page) == "lift"


def test_that_was_my_last_counts_when_its_lowering_is_finished(open_session):
    page = open_session(reps=8)
    dialog = open_pacer(page)
    begin(page)
    page.clock.run_for(11_000)

    press(page, "That was my last")
    expect(dialog).to_contain_text("Rep 3, the last")
    page.clock.run_for(2900)
    assert phase(page) == "lower"
    page.clock.run_for(200)

    assert phase(page) == "done"
    press(page, "Back to the set")
    expect_fields(page, reps="3", lowered_s="4")


def test_that_was_my_last_ends_at_once_after_the_lowering(open_session):
    page = open_session(reps=8)
    open_pacer(page)
    begin(page)
    page.clock.run_for(9500)

    press(page, "That was my last")

    assert phase(page) == "done"
    press(page, "Back to the set")
    expect_fields(page, reps="2", lowered_s="4")


def test_stop_writes_the_repetitions_finished_so_far(open_session):
    page = open_session(reps=8)
    open_pacer(page)
    begin(page)
    page.clock.run_for(12_000)

    press(page, "Stop")

    expect(page.locator("#pacer")).to_be_hidden()
    # Two were lowered; the third was under way.
    expect_fields(page, reps="2", lowered_s="4")
    expect(page.get_by_role("button", name="Pace this set")).to_be_focused()


def test_stop_before_the_first_repetition_changes_nothing(open_session):
    page = open_session(reps=8)
    open_pacer(page)
    begin(page)
    page.clock.run_for(3000)

    press(page, "Stop")

    expect_fields(page, reps="8", lowered_s="")


def test_more_than_prescribed_goes_on_until_stopped(open_session):
    page = open_session(reps=2)
    dialog = open_pacer(page)
    begin(page)
    page.clock.run_for(10_100)
    expect(dialog).to_contain_text("2 of 2 reps")

    press(page, "Do more")
    page.clock.run_for(LEAD_MS + 9500)
    press(page, "Stop")

    expect_fields(page, reps="4", lowered_s="4")


def test_keys_pause_go_on_and_stop(open_session):
    page = open_session(reps=8)
    dialog = open_pacer(page)
    expect(dialog.get_by_role("button", name="Start")).to_be_focused()
    page.keyboard.press("Space")
    page.clock.run_for(LEAD_MS + 4200)
    page.keyboard.press("Space")
    expect(dialog).to_contain_text("Paused")
    # A tap beside the buttons takes the focus off them.
    dialog.locator(".pace-word").click()
    page.keyboard.press("Space")
    expect(dialog).to_contain_text("Get ready")

    page.keyboard.press("Escape")

    expect(page.locator("#pacer")).to_be_hidden()
    expect_fields(page, reps="1", lowered_s="4")
    expect(page.get_by_role("button", name="Pace this set")).to_be_focused()


def test_hold_counts_down_and_writes_its_seconds(open_session):
    page = open_session(reps=None, duration_s=45)
    dialog = open_pacer(page)
    begin(page)
    expect(dialog.locator(".pace-count")).to_have_text("45")
    page.clock.run_for(31_400)
    expect(dialog.locator(".pace-count")).to_have_text("14")

    press(page, "That was all")

    expect(dialog).to_contain_text("31 of 45 s")
    press(page, "Back to the set")
    expect_fields(page, duration_s="31", lowered_s="")


def test_hold_goes_on_as_a_stop_watch(open_session):
    page = open_session(reps=None, duration_s=20)
    dialog = open_pacer(page)
    begin(page)
    page.clock.run_for(20_100)
    assert phase(page) == "done"

    press(page, "Do more")
    page.clock.run_for(LEAD_MS + 5200)
    expect(dialog.locator(".pace-count")).to_have_text("25")
    press(page, "Stop")

    expect_fields(page, duration_s="25")


def test_range_is_paced_to_its_upper_end(open_session):
    page = open_session(reps=12, reps_max=15)
    dialog = open_pacer(page)
    begin(page)

    expect(dialog).to_contain_text("Rep 1 of 15")


def test_side_is_named(open_session):
    page = open_session(exercise_side=ExerciseSide.UNILATERAL, side=DoseSide.EACH)

    expect(open_pacer(page)).to_have_accessible_name("Step-down set 1 of 2, left side")


def test_pacer_is_in_the_next_row_after_a_swap(open_session):
    page = open_session(is_frozen=False, reps=8)
    page.get_by_role("button", name="Done").click()
    page.get_by_text("1 of 2 sets done").wait_for()

    dialog = open_pacer(page)

    expect(dialog).to_have_accessible_name("Step-down set 2 of 2")


def test_pacer_needs_no_network(open_session):
    page = open_session(reps=1)
    page.context.set_offline(True)
    dialog = open_pacer(page)
    begin(page)
    page.clock.run_for(5100)

    expect(dialog).to_contain_text("1 of 1 reps")
    press(page, "Back to the set")
    expect_fields(page, reps="1", lowered_s="4")


def test_switches_are_off_at_first_and_remembered(open_session):
    page = open_session()
    open_pacer(page)
    switches = ("Sound", "Vibration", "10 s to get ready")
    for name in switches:
        expect(page.get_by_role("switch", name=name)).not_to_be_checked()
        page.get_by_role("switch", name=name).check()

    page.reload()
    open_pacer(page)

    for name in switches:
        expect(page.get_by_role("switch", name=name)).to_be_checked()
    press(page, "Start")
    page.clock.run_for(9900)
    assert phase(page) == "ready"
    page.clock.run_for(200)
    assert phase(page) == "lower"


def test_without_the_switch_there_is_no_sound(open_session):
    page = open_session(reps=1)
    open_pacer(page)
    begin(page)
    page.clock.run_for(6000)

    assert page.evaluate("tones.length") == 0


def test_sound_falls_while_lowering_and_rises_while_lifting_on_time(open_session):
    page = open_session(is_frozen=False, reps=2, tempo_down_s=2)
    open_pacer(page)
    page.get_by_role("switch", name="Sound").check()
    press(page, "Start")
    page.locator("#pacer[data-phase=done]").wait_for(timeout=20_000)

    zero = page.evaluate("startedMs") + LEAD_MS
    tones = page.evaluate("tones.map(({ fromHz, toHz, beginsMs }) => ({ fromHz, toHz, beginsMs }))")
    falling = [tone["beginsMs"] - zero for tone in tones if tone["fromHz"] > tone["toHz"]]
    rising = [tone["beginsMs"] - zero for tone in tones if tone["fromHz"] < tone["toHz"]]
    assert falling == pytest.approx([0, 3000], abs=CLOSE_MS)
    assert rising == pytest.approx([2000, 5000], abs=CLOSE_MS)
    # Three beeps to get ready; the second and last repetition has two short pips, higher than the first's one.
    assert [tone["fromHz"] for tone in tones[:3]] == [523, 523, 523]
    assert [tone["fromHz"] for tone in tones if tone["fromHz"] in (988, 1760)] == [988, 1760, 1760]


def test_vibration_tells_lowering_from_lifting(open_session):
    page = open_session(reps=1)
    open_pacer(page)
    page.get_by_role("switch", name="Vibration").check()
    begin(page)
    page.clock.run_for(5100)

    assert page.evaluate("buzzes") == [60, 350, [90, 80, 90], [300, 120, 300, 120, 300]]


def test_reduced_motion_fills_blocks_and_moves_nothing(open_session):
    page = open_session({"reduced_motion": "reduce"}, reps=8)
    dialog = open_pacer(page)
    begin(page)

    filled = []
    for _ in range(4):
        filled.append(dialog.locator(".is-full").count())
        page.clock.run_for(1000)

    assert filled == [1, 2, 3, 4]
    assert phase(page) == "lift"
    expect(dialog.locator(".pace-weight")).to_be_hidden()
    assert page.locator(".pace-lane").evaluate("lane => lane.style.length") == 0
    assert page.locator("#pacer").evaluate("dialog => dialog.getAnimations({ subtree: true }).length") == 0


def test_hidden_and_silent_the_pacer_waits(open_session):
    page = open_session(reps=8)
    dialog = open_pacer(page)
    begin(page)
    page.clock.run_for(2500)

    page.evaluate(
        """Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"))"""
    )

    expect(dialog).to_contain_text("Paused")


def test_without_scripts_there_is_no_pacer(open_session):
    page = open_session({"java_script_enabled": False}, is_frozen=False)

    expect(page.get_by_role("button", name="Done")).to_be_visible()
    expect(page.get_by_text("Pace this set")).to_be_hidden()
    expect(page.locator("#pacer")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_face_of_the_pacer_passes_axe_and_has_large_buttons(open_session, scheme):
    # axe itself waits by the page's clock, so this one runs.
    page = open_session({"color_scheme": scheme}, is_frozen=False, reps=8, tempo_up_s=6)
    dialog = open_pacer(page)
    found = []

    def look(face):
        found.extend((face, violation["id"]) for violation in Axe().run(page).response["violations"])
        for button in dialog.locator("button:visible, label:visible").all():
            box = button.bounding_box()
            if min(box["height"], box["width"]) < 48:
                found.append((face, button.inner_text(), box))

    look("start")
    press(page, "Start")
    page.locator("#pacer[data-phase=lower]").wait_for()
    look("lower")
    page.locator("#pacer[data-phase=lift]").wait_for()
    look("lift")
    press(page, "Pause")
    look("paused")
    press(page, "That was my last")
    look("done")

    assert found == []


def test_running_pacer_fits_with_text_at_twice_its_size(open_session):
    page = open_session({"bypass_csp": True}, reps=8)
    page.add_style_tag(content="html { font-size: 200% !important }")
    dialog = open_pacer(page)
    begin(page)
    page.clock.run_for(2000)

    foot = dialog.locator(".pace-foot").bounding_box()
    read = dialog.locator(".pace-read").bounding_box()
    word = dialog.locator(".pace-word").bounding_box()
    head = dialog.locator(".pace-head").bounding_box()
    assert head["y"] + head["height"] <= word["y"]
    assert read["y"] + read["height"] <= foot["y"]
    assert foot["y"] + foot["height"] <= PHONE["height"]
