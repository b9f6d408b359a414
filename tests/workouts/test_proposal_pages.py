"""The pages of proposals: what they say, what each button does, with htmx and without; what the client reads."""

import re
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from tests import factories
from tests.workouts.progression_story import Story
from workouts.models import Prescription, Proposal

D = Decimal
HTMX = {"HX-Request": "true"}
REASON = "Agreed with the surgeon on Monday."


@pytest.fixture
def story(tess, cleo):
    return Story(trainer=tess, client=cleo)


@pytest.fixture
def desk(browser, story):
    """tess's browser, two days after cleo's last session."""
    with time_machine.travel(story.now, tick=False):
        browser.force_login(story.trainer)
    return browser


@pytest.fixture
def proposal(story):
    (made,) = story.live()
    return made


def at(story):
    return time_machine.travel(story.now, tick=False)


def words(html):
    """The text of a page, every white space one blank."""
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def send(story, browser, name, row, data=None, **options):
    with at(story):
        browser.force_login(story.trainer)
        return browser.post(reverse(f"workouts:{name}", args=[row.code]), data or {}, **options)


def read(story, browser, person, address):
    with at(story):
        browser.force_login(person)
        return words(browser.get(address).text)


def loads(story):
    return {row.load_value for row in story.coming()}


def test_list_says_what_changes_and_why_in_a_sentence(story, proposal, browser):
    text = read(story, browser, story.trainer, reverse("workouts:proposals"))

    assert "Cleo Brandt, Squat" in text
    assert (
        "5 kg more, because both last sessions were done as planned, with effort 6 of 10, calm pain and "
        "soreness 2 after two days." in text
    )
    assert "3 × 8, 60 kg → becomes 3 × 8, 65 kg" in text.replace("→becomes", "→ becomes")
    assert "lowering, as logged, not measured 4 s, then 4 s" in text
    assert "soreness at 48 h, at most 3 / 10" in text


def test_list_says_what_pain_takes_off(story, browser):
    story.live(after=6)

    text = read(story, browser, story.trainer, reverse("workouts:proposals"))

    assert "12.5 kg less, because pain was 6 of 10, more than may be worked through." in text


@pytest.mark.parametrize(
    ("dose", "sentence"),
    [
        (
            {"progression": "double_progression", "reps_max": 10},
            "1 repetition more in each set, because",
        ),
        ({"progression": "rm_ladder", "reps": 15, "rm": 15}, "The next rung of the ladder, 12 RM, because"),
        (
            {"progression": "percent_wave", "load_value": None, "load_unit": "", "load_pct": D(60)},
            "5 kg more, the next step of the wave, because",
        ),
    ],
)
def test_each_rule_has_its_sentence(tess, cleo, browser, dose, sentence):
    story = Story(trainer=tess, client=cleo, **dose)
    story.live()

    assert sentence in read(story, browser, tess, reverse("workouts:proposals"))


def test_client_page_has_the_clients_proposals_and_no_other(story, proposal, browser, uma, omar):
    theirs = Story(trainer=uma, client=omar, exercise=factories.create_exercise(name="Omars press"))
    theirs.live()

    text = read(story, browser, story.trainer, reverse("client-page", args=[story.client.code]))

    assert "5 kg more, because" in text
    assert "Omars press" not in text


def test_two_trainers_do_not_see_each_others(story, proposal, browser, uma):
    assert "Nothing waits for you." in read(story, browser, uma, reverse("workouts:proposals"))

    with at(story):
        browser.post(reverse("workouts:proposals-accept"), {"proposal": [str(proposal.code)]})

    assert loads(story) == {D(60)}


def test_accept_changes_the_plan_and_goes_back_to_the_list(story, proposal, browser):
    response = send(story, browser, "proposal-accept", proposal)

    assert response.url == reverse("workouts:proposals")
    assert loads(story) == {D(65)}


def test_accept_on_the_clients_page_goes_back_there(story, proposal, browser):
    response = send(story, browser, "proposal-accept", proposal, {"back": "client"})

    assert response.url == reverse("client-page", args=[story.client.code])


def test_accept_in_place_answers_with_the_line_and_a_way_back(story, proposal, browser):
    response = send(story, browser, "proposal-accept", proposal, headers=HTMX)

    assert "<html" not in response.text
    assert response.text.count('class="proposal"') == 1
    assert "Squat is changed." in response.text
    assert reverse("workouts:proposal-undo", args=[proposal.code]) in response.text


def test_undo_puts_the_dose_back(story, proposal, browser):
    send(story, browser, "proposal-accept", proposal)

    response = send(story, browser, "proposal-undo", proposal, headers=HTMX)

    assert "Squat is as it was before." in response.text
    assert loads(story) == {D(60)}


def test_edit_takes_the_typed_dose(story, proposal, browser):
    send(story, browser, "proposal-accept", proposal, {"sets": "4 x 8", "load": "62,5 kg", "load_reason": ""})

    assert {(row.sets, row.load_value) for row in story.coming()} == {(4, D("62.5"))}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"sets": "4 by 8", "load": "65 kg"}, "is not clear. Write 3 × 8"),
        ({"sets": "13 x 8", "load": "65 kg"}, "Sets go from 1 to 12."),
        ({"sets": "3 x 30 s", "load": "65 kg"}, "Write sets of repetitions"),
        ({"sets": "3 x 8", "load": "72.5 kg"}, "A safety rule asks for a reason"),
        ({"sets": "3 x 8", "load": "102.5 kg"}, "A safety rule does not allow it"),
    ],
)
def test_refused_edit_keeps_what_was_typed_and_says_why(story, proposal, browser, cells, message, headers):
    response = send(story, browser, "proposal-accept", proposal, cells, headers=headers)

    assert response.status_code == 422
    assert message in words(response.text)
    assert f'value="{cells["sets"]}"' in response.text
    assert f'value="{cells["load"]}"' in response.text
    assert loads(story) == {D(60)}


def test_reason_lets_a_rule_be_left(story, proposal, browser):
    cells = {"sets": "3 x 8", "load": "72.5 kg", "load_reason": REASON}

    send(story, browser, "proposal-accept", proposal, cells)

    assert {(row.load_value, row.load_reason) for row in story.coming()} == {(D("72.5"), REASON)}


def test_decline_leaves_the_dose_and_keeps_the_note(story, proposal, browser):
    response = send(story, browser, "proposal-decline", proposal, {"note": "Not yet."}, headers=HTMX)

    assert "Squat stays as it is." in response.text
    proposal.refresh_from_db()
    assert (proposal.status, proposal.note) == ("declined", "Not yet.")
    assert loads(story) == {D(60)}


def test_deciding_twice_says_so_and_changes_nothing(story, proposal, browser):
    send(story, browser, "proposal-decline", proposal)

    response = send(story, browser, "proposal-accept", proposal, headers=HTMX)

    assert "Somebody has decided about this already." in response.text
    assert loads(story) == {D(60)}


def test_accept_all_takes_what_it_can_and_says_what_still_waits(story, proposal, browser):
    """The second proposal is for a dose that no coming session has."""
    bench = factories.create_exercise(name="Bench")
    line = story.coming()[0]
    gone = factories.make_proposal(prescription=line, session_log=proposal.session_log, exercise=bench)

    with at(story):
        browser.force_login(story.trainer)
        response = browser.post(
            reverse("workouts:proposals-accept"), {"proposal": [proposal.code, gone.code]}, follow=True
        )

    text = words(response.text)
    assert "1 proposal accepted." in text
    assert "1 proposal needs a look of its own and still waits." in text
    assert loads(story) == {D(65)}
    assert list(Proposal.objects.waiting()) == [gone]


def test_accept_all_takes_only_what_was_on_the_page(story, proposal, browser):
    with at(story):
        browser.force_login(story.trainer)
        browser.post(reverse("workouts:proposals-accept"), {"proposal": ["no-code"]})

    assert loads(story) == {D(60)}


def test_rule_is_switched_on_and_off_on_the_clients_page(story, browser):
    page = reverse("client-page", args=[story.client.code])

    send(story, browser, "client-rule", story.client, {"rule": "linear_load", "is_on": "on"})
    assert "on since" in read(story, browser, story.trainer, page)

    send(story, browser, "client-rule", story.client, {"rule": "linear_load"})
    assert "on since" not in read(story, browser, story.trainer, page)


@pytest.mark.parametrize("rule", ["none", "sideways"])
def test_what_is_no_rule_is_not_switched_on(story, browser, rule):
    send(story, browser, "client-rule", story.client, {"rule": rule, "is_on": "on"})

    assert story.client.automatic_rules.count() == 0


def test_automatic_change_is_shown_as_done_with_a_way_back(story, browser):
    send(story, browser, "client-rule", story.client, {"rule": "linear_load", "is_on": "on"})
    story.live()

    text = read(story, browser, story.trainer, reverse("workouts:proposals"))

    assert "by a rule that acts on its own, Tess Moreau" in text
    assert "Put the earlier dose back" in text


def test_finishing_a_session_and_answering_lead_to_a_proposal(
    story, browser, django_capture_on_commit_callbacks
):
    """The client's own taps: three sessions, and the proposal is there after the last answer."""
    story.answer(story.train())
    story.answer(story.train())
    last = story.train()
    story.answer(last, soreness=None)
    with at(story), django_capture_on_commit_callbacks(execute=True):
        browser.force_login(story.client)
        browser.post(
            reverse("workouts:check-in", args=[last.code, 48]),
            {"nrs": "2", "is_function_limited": "no", "red_flags": ["none"], "entry_key": last.code},
        )

    assert last.sorenessreports.get().nrs == 2
    assert [row.after["load"] for row in story.waiting()] == ["65"]


def test_client_reads_what_changed_on_the_first_session_with_it(story, proposal, browser):
    send(story, browser, "proposal-accept", proposal)
    first, second = story.planned[3:5]

    text = read(story, browser, story.client, reverse("workouts:planned-session", args=[first.code]))

    assert "Squat: 5 kg more than last time, because your last two sessions went as planned." in text
    story.train()
    later = read(story, browser, story.client, reverse("workouts:planned-session", args=[second.code]))
    assert "than last time" not in later


def test_client_reads_nothing_of_a_dose_that_was_changed_again(story, proposal, browser):
    send(story, browser, "proposal-accept", proposal)
    Prescription.objects.filter(planned_session=story.planned[3]).update(sets=5)

    text = read(
        story, browser, story.client, reverse("workouts:planned-session", args=[story.planned[3].code])
    )

    assert "than last time" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_many_questions_for_more_proposals(
    tess, cleo, browser, number, django_assert_num_queries
):
    exercises = [factories.create_exercise(name=f"Lift {place}") for place in range(number)]
    program = factories.create_program(
        owner=tess, exercises=exercises, lines=number, load_value=D(60), load_unit="kg", load_pct=None
    )
    log = factories.create_trained(client=cleo, owner=tess, at=cleo.joined_at)
    for line in factories.assign(program=program, client=cleo).planned_sessions.get().prescriptions.all():
        factories.make_proposal(prescription=line, session_log=log)
    browser.force_login(tess)

    with django_assert_num_queries(4):
        response = browser.get(reverse("workouts:proposals"))

    assert response.text.count('class="proposal"') == number
