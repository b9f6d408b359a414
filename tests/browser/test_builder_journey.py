"""A block of training written and issued with the keyboard alone, and how many actions it takes."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from workouts.models import Assignment, Override, Prescription, Program, ProgramLine

MOST_ACTIONS = 60
WEEKS = 4
DAYS = {
    "Day A": ["squat 3x8 @60% 4-0-1-0 r120", "bench 3x8 @60%", "row 3x8 @60%"],
    "Day B": ["leg-press 3x8 @60%", "row 3x10 @55%", "bench 3x10 @55%"],
    "Day C": ["bench 3x6 @65%", "leg-press 3x6 @65%", "squat 3x6 @62.5%"],
}


class Keys:
    """A keyboard that counts: one action is one text typed into a field, or one key or chord pressed.

    Nothing else moves the page: no mouse, no focus by script, no address typed.
    """

    def __init__(self, page):
        self.keyboard = page.keyboard
        self.actions = 0

    def type(self, text):
        self.actions += 1
        self.keyboard.type(text)

    def press(self, *keys):
        for key in keys:
            self.actions += 1
            self.keyboard.press(key)


def people(trainer, *names):
    """Clients of 40 years who have said how healthy they are, with a tested one-rep max of each exercise."""
    exercises = [
        factories.create_exercise(name=name, slug=slug)
        for name, slug in (
            ("Back squat", "squat"),
            ("Bench press", "bench"),
            ("Barbell row", "row"),
            ("Leg press", "leg-press"),
        )
    ]
    found = []
    for name in names:
        person = factories.create_user(
            full_name=name, born_on=timezone.localdate() - timedelta(days=40 * 365)
        )
        factories.create_coaching(trainer=trainer, client=person)
        factories.make_health_screening(client=person, training_months=24)
        for exercise in exercises:
            factories.create_one_rep_max(client=person, exercise=exercise)
        found.append(person)
    return found


def test_four_weeks_of_three_days_for_two_clients_take_fewer_than_sixty_actions(open_page, tess):
    """Written, filled over the weeks, a load above the band explained, issued to two; then a rule that refuses.

    An action is one text typed into a field, or one key or chord pressed (see Keys). It begins on the empty list of
    programs and ends with the refusal: a row above the one-rep max is kept from a client in rehab.
    """
    *_, rita = people(tess, "Kiri Tane", "Zoe Brandt", "Rita Sommer")
    factories.make_flag(client=rita, by=tess, caution="rehab")
    page = open_page(tess)
    page.goto("/programs/")
    keys = Keys(page)

    keys.type("Spring block")
    keys.press("Enter")
    page.get_by_role("heading", name="Spring block").wait_for()
    # The first key pressed alone needs its script.
    page.wait_for_load_state()

    write_days(page, keys)
    fill_weeks(page, keys)
    explain_a_load_above_the_band(page, keys)
    assign_to(page, keys, "kiri", "zoe")
    assert_written(tess)

    keys.press("a")
    keys.type("squat 3x3 @110% supramaximal")
    keys.press("Enter")
    expect(page.get_by_text("it has conditions for each person")).to_be_visible()
    keys.press("Alt+Enter")
    expect(page.get_by_label("Find a client")).to_be_focused()
    keys.type("rita")
    keys.press("Enter", "Enter")
    refusal = page.get_by_role("alert").filter(has_text="These may not be issued")
    expect(refusal).to_contain_text("Back squat 110 kg")
    expect(refusal).to_contain_text("not for rehab")
    expect(page.get_by_role("button", name="Assign to Rita Sommer")).to_have_count(0)
    assert not Assignment.objects.filter(client=rita).exists()

    assert keys.actions < MOST_ACTIONS, keys.actions


def test_a_row_sent_before_the_scripts_have_come_keeps_the_line_for_the_next(open_page, tess):
    """Whoever types faster than a slow network: the page answers as without scripts, and the line is where it was."""
    factories.create_exercise(name="Back squat", slug="squat")
    program = factories.create_program(owner=tess, lines=0)
    session = program.sessions.get()
    page = open_page(tess, java_script_enabled=False)
    page.goto(f"/programs/{program.code}/")
    line = page.get_by_label(f"Add an exercise to {session}")

    for count in (1, 2):
        line.fill("squat 3x8 @60%")
        line.press("Enter")
        expect(page.locator(".builder-line")).to_have_count(count)
        expect(line).to_be_focused()


def write_days(page, keys):
    """The rows of the three days, in the line that adds them."""
    keys.press("a")
    for number, (day, rows) in enumerate(DAYS.items()):
        if number:
            keys.press("Tab", "Tab", "Enter")
        expect(page.get_by_label(f"Add an exercise to {day}")).to_be_focused()
        section = page.get_by_role("region", name=day)
        for count, row in enumerate(rows, start=1):
            keys.type(row)
            keys.press("Enter")
            expect(section.locator(".builder-line")).to_have_count(count)
            expect(page.get_by_label(f"Add an exercise to {day}")).to_have_value("")
            expect(page.get_by_label(f"Add an exercise to {day}")).to_be_focused()


def fill_weeks(page, keys):
    """The last squat over four weeks, 2.5 % more in each: the weeks are made as copies of the first."""
    keys.press("Shift+Tab", "Alt+f", "Tab")
    keys.type("+2.5")
    keys.press("Tab")
    keys.type(str(WEEKS))
    keys.press("Enter")
    page.get_by_text(f"Back squat is filled up to week {WEEKS}.").wait_for()


def explain_a_load_above_the_band(page, keys):
    """The last row of the first week leaves the band: the field for the reason is where the next key goes."""
    last = page.locator(".builder-line").last
    expect(last.get_by_label("Sets and reps")).to_be_focused()
    keys.press("Tab")
    keys.type("75%")
    keys.press("Enter")
    reason = last.get_by_label("Reason for leaving the band")
    expect(page.get_by_text("Above 70 % of the 1RM: say why, in 15 letters or more.")).to_be_visible()
    expect(reason).to_be_focused()
    keys.type("Tested last week, one heavy day.")
    keys.press("Enter")
    expect(last.get_by_label("Load", exact=True)).to_have_value("75 %")
    expect(page.get_by_text("Above 70 % of the 1RM")).to_have_count(0)


def assign_to(page, keys, *names):
    """To the page that assigns, two names, a look, one reason for all that is new, written."""
    keys.press("Alt+Enter")
    expect(page.get_by_label("Find a client")).to_be_focused()
    for name in names:
        keys.type(name)
        keys.press("Enter")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="This is what will be written")).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_label("One reason for all of them")).to_be_focused()
    keys.type("Both come from another practice's slow block.")
    keys.press("Enter")
    expect(page.get_by_label("I have looked at these")).to_be_focused()
    keys.press("Space", "Enter")
    page.get_by_role("status").get_by_text("is assigned to Kiri Tane and Zoe Brandt.").wait_for()


def assert_written(trainer):
    """Twelve sessions of three rows for each of the two, and the reason of the heavy one kept."""
    program = Program.objects.get(owner=trainer)
    assert program.sessions.count() == WEEKS * len(DAYS)
    assert ProgramLine.objects.filter(session__program=program).count() == WEEKS * 9
    filled = ProgramLine.objects.filter(session__program=program, session__position=3, exercise__slug="squat")
    loads = filled.order_by("session__week").values_list("load_pct", flat=True)
    assert list(loads) == [Decimal("75"), Decimal("65"), Decimal("67.5"), Decimal("70")]
    for assignment in program.assignments.all():
        assert assignment.planned_sessions.count() == WEEKS * len(DAYS)
        issued = Prescription.objects.filter(planned_session__assignment=assignment)
        assert issued.count() == WEEKS * 9
        assert issued.filter(load_pct=75).get().load_value == 75
    kept = Override.objects.filter(rule="LS-03").values_list("reason", flat=True)
    assert set(kept) == {"Tested last week, one heavy day."}
