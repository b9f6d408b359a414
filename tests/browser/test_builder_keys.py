"""A program written with the keyboard alone."""

from playwright.sync_api import expect

from tests import factories
from workouts.models import Program, ProgramLine


def wait_for_rows(page, count):
    expect(page.locator(".builder-line")).to_have_count(count)


def names(page):
    return page.locator(".builder-line th").all_inner_texts()


def program_with_nothing(owner):
    program = Program.objects.create(owner=owner, name="Slow legs")
    program.sessions.create(week=1, position=1, name="Day A")
    for name, slug in (("Back squat", "back-squat"), ("Leg press", "leg-press")):
        factories.create_exercise(name=name, slug=slug)
    return program


def test_program_is_written_with_the_keyboard_alone(open_page, tess):
    program = program_with_nothing(tess)
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/")
    keys = page.keyboard

    keys.press("a")
    keys.type("back-squat 4x8 @65% 4-0-1-0 r120")
    keys.press("Enter")
    wait_for_rows(page, 1)
    # The focus stayed in the line, which is empty again.
    expect(page.get_by_label("Add an exercise to Day A")).to_be_focused()
    keys.type("leg-press")
    keys.press("Enter")
    wait_for_rows(page, 2)
    quick_add = page.get_by_label("Add an exercise to Day A")
    expect(quick_add).to_be_focused()
    expect(quick_add).to_have_value("")
    keys.press("Shift+Tab")
    keys.press("Control+d")
    wait_for_rows(page, 3)
    expect(page.locator(".builder-line").nth(2).locator("summary").first).to_be_focused()
    assert names(page) == ["Back squat", "Leg press", "Leg press"]

    page.locator(".builder-line").nth(0).get_by_label("Load", exact=True).focus()
    keys.press("Alt+ArrowDown")
    expect(page.locator(".builder-line").nth(1).locator("th")).to_have_text("Back squat")
    expect(page.locator(".builder-line").nth(1).get_by_label("Load", exact=True)).to_be_focused()

    keys.press("Alt+f")
    keys.press("Tab")
    keys.type("+2.5")
    keys.press("Tab")
    keys.press("Control+a")
    keys.type("4")
    keys.press("Enter")
    page.get_by_text("Back squat is filled up to week 4.").wait_for()
    squats = ProgramLine.objects.filter(exercise__name="Back squat").order_by("session__week")
    assert [str(load) for load in squats.values_list("load_pct", flat=True)] == [
        "65.00",
        "67.50",
        "70.00",
        "72.50",
    ]

    keys.press("Alt+Delete")
    page.get_by_text("Removed: Back squat.").wait_for()
    wait_for_rows(page, 2)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    keys.press("Enter")
    page.get_by_text("Back squat is back.").wait_for()
    assert names(page) == ["Leg press", "Back squat", "Leg press"]


def test_arrows_and_enter_go_from_row_to_row_and_save(open_page, tess):
    program = factories.create_program(owner=tess, lines=3)
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/")
    sets = [page.locator(".builder-line").nth(place).get_by_label("Sets and reps") for place in range(3)]

    sets[0].focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(sets[2]).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(sets[1]).to_be_focused()
    page.keyboard.type("5x5")
    page.keyboard.press("Enter")
    expect(sets[2]).to_be_focused()
    expect(sets[1]).to_have_value("5 × 5")
    page.keyboard.type("6x6")
    page.keyboard.press("Enter")
    expect(sets[2]).to_have_value("6 × 6")
    expect(sets[2]).to_be_focused()

    lines = ProgramLine.objects.order_by("position").values_list("sets", "reps")
    assert list(lines) == [(3, 8), (5, 5), (6, 6)]


def test_a_changed_cell_is_saved_before_its_row_moves(open_page, tess):
    program = factories.create_program(owner=tess, lines=2)
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/")

    page.locator(".builder-line").first.get_by_label("Rest").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("3:00")
    page.keyboard.press("Alt+ArrowDown")

    moved = page.locator(".builder-line").nth(1)
    expect(moved.locator("th")).to_have_text("Exercise 1")
    expect(moved.get_by_label("Rest")).to_have_value("180 s")
    expect(moved.get_by_label("Rest")).to_be_focused()


def test_a_refused_cell_keeps_what_was_typed_and_its_row_stays(open_page, tess):
    program = factories.create_program(owner=tess, lines=2)
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/")

    page.locator(".builder-line").first.get_by_label("Rest").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("a while")
    page.keyboard.press("Alt+ArrowDown")

    page.get_by_text("“a while” is not clear. Write 120 s or 2:00.").wait_for()
    assert names(page) == ["Exercise 1", "Exercise 2"]
    expect(page.locator(".builder-line").first.get_by_label("Rest")).to_have_value("a while")


def test_the_keyboard_map_opens_and_closes(open_page, tess):
    program = factories.create_program(owner=tess)
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/")
    dialog = page.get_by_role("dialog", name="Keyboard")

    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    load = page.locator(".builder-line").get_by_label("Load", exact=True)
    load.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("/a?")
    expect(load).to_have_value("/a?")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Escape")
    expect(load).to_have_value("60 %")
    page.keyboard.press("/")
    expect(page.get_by_label("Add an exercise to Day 1")).to_be_focused()


def test_the_keyboard_map_opens_without_scripts(open_page, tess):
    program = factories.create_program(owner=tess)
    page = open_page(tess, java_script_enabled=False)
    page.goto(f"/programs/{program.code}/")

    page.get_by_role("button", name="Keyboard").click()

    expect(page.get_by_text("Save the cell and go down")).to_be_visible()


def test_the_keys_pressed_alone_are_switched_off_for_good(open_page, tess):
    program = factories.create_program(owner=tess)
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/")
    quick_add, dialog = page.get_by_label("Add an exercise to Day 1"), page.locator("#keys")

    page.keyboard.press("?")
    page.get_by_label("Keys pressed alone").uncheck()
    expect(dialog.get_by_role("status")).to_have_text("The keys /, a and ? are off in this browser.")
    page.keyboard.press("Escape")
    page.reload()
    for key in ("/", "a", "?"):
        page.keyboard.press(key)
    expect(quick_add).not_to_be_focused()
    expect(dialog).to_be_hidden()

    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Keys pressed alone").check()
    expect(dialog.get_by_role("status")).to_have_text("The keys /, a and ? work.")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(quick_add).to_be_focused()


def test_the_fields_of_a_method_come_with_it_and_the_dose_follows_live(open_page, tess):
    program = factories.create_program(owner=tess)
    page = open_page(tess)
    page.goto(f"/programs/{program.code}/")
    row = page.locator(".builder-line")
    row.locator(".menu > summary").click()
    lift = row.get_by_label("Lifted, where")
    expect(lift).to_be_hidden()

    row.get_by_label("Method").select_option("ael")
    expect(lift).to_be_visible()
    lift.fill("70 %")
    lift.press("Tab")
    expect(row.get_by_role("alert")).to_have_text("What is lifted is at most what is lowered: 60 %.")
    lift.fill("40 %")
    lift.press("Tab")
    expect(row.get_by_text("heavier down than up, lift 40 %")).to_be_visible()

    sets = row.get_by_label("Sets and reps")
    sets.fill("5 x 8")
    sets.press("Enter")
    expect(page.locator("#week-head")).to_contain_text("160 s lowering, 200 s under tension")
    expect(page.locator("[id^=dose-]")).to_contain_text("160 s lowering, 200 s under tension")


def test_without_scripts_every_field_of_a_row_is_there(open_page, tess):
    program = factories.create_program(owner=tess)
    page = open_page(tess, java_script_enabled=False)
    page.goto(f"/programs/{program.code}/")

    page.locator(".builder-line .menu > summary").click()

    for label in ("Lifted, where", "Help of a band", "Inertia of the wheel", "How it goes on"):
        expect(page.get_by_label(label)).to_be_visible()
