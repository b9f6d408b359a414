"""axe on every page, on the screens the page is for, by day and by night; and no page wider than its screen."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from ecctrain.accounts.inviting import invite_client
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import (
    assign,
    create_equipment,
    create_exercise,
    create_one_rep_max,
    create_program,
    create_trained,
    make_flag,
    make_health_screening,
    make_proposal,
    make_soreness_report,
    record,
    start,
)
from workouts.choices import FacetKind
from workouts.feed import open_feed
from workouts.offering import read_program_offers
from workouts.recording import finish_session, skip_exercise
from workouts.reminding import off_token
from workouts.voiding import void_session


@pytest.fixture
def practice(tess, cleo):
    """A practice with something on every page; name -> address, by who opens it."""
    squat = create_exercise(slug="back-squat", name="Squat", facets=[(FacetKind.MUSCLE, "quads")])
    step = create_exercise(slug="step-down", name="Step-down", load_type="bw", side="uni")
    program = create_program(owner=tess, weeks=2, sessions=2, lines=2, exercises=[squat, step], load_pct=None)
    line = program.sessions.first().lines.first()
    line.load_pct, line.load_reason, line.note = 80, "heavy block, agreed with the surgeon", "Slow, please"
    line.save()
    create_one_rep_max(client=cleo, exercise=squat)
    create_one_rep_max(client=cleo, exercise=squat, value="120", lowered_s=3)
    curl = create_exercise(slug="biceps-curl", name="Curl", steps_kind="small")
    create_one_rep_max(client=cleo, exercise=curl, value="20", reps=12)
    create_equipment(client=cleo)
    own = create_exercise(slug="own-squat", name="Own squat", owner=tess)
    assignment = assign(program=program, client=cleo)
    first, second, later, *_ = assignment.planned_sessions.all()
    program.sessions.last().lines.update(rest_s=180)
    seen = read_program_offers(program, tess)[0].digest
    paused = assign(program=program, client=cleo)
    paused.pause(at=timezone.now(), reason="")
    done = trained(first)
    invited = invite_client(
        trainer=tess, full_name="Nora Berg", unit="lb", time_zone="Asia/Tokyo", at=timezone.now()
    )
    open_log = start(planned_session=second)
    day_ago = timezone.now() - timedelta(hours=24)
    asked, urgent, voided = (create_trained(client=cleo, owner=tess, at=day_ago) for _ in range(3))
    make_soreness_report(session_log=urgent, nrs=8, red_flags=["urine"], answered_at=timezone.now())
    make_health_screening(client=cleo, hard_stops=["injury"], cautions=["falls"])
    make_flag(client=cleo, by=tess)
    open_feed(cleo)
    coaching = cleo.coachings_as_client.get()
    set_log = done.set_logs.counted().first()
    void_session(session_log=voided, at=timezone.now(), by=cleo)
    for prescription in later.prescriptions.all():
        make_proposal(prescription=prescription, session_log=done)
    return {
        "anonymous": [
            f"/reminders/off/{off_token(cleo)}/",
            "/account/login/",
            "/account/login/code/",
            "/account/password/reset/",
            "/account/password/reset/done/",
            "/deleted/",
            f"/join/{invited.code}/",
            f"/join/{cleo.code}/",
            "/nothing-here/",
            "/style/",
        ],
        "tess": [
            "/clients/",
            "/clients/invite/",
            f"/clients/{cleo.code}/",
            f"/clients/{invited.coaching.client.code}/",
            f"/clients/{cleo.code}/progress/",
            f"/clients/{cleo.code}/records/",
            f"/clients/{cleo.code}/sessions/",
            f"/clients/{cleo.code}/sessions/?voided",
            f"/history/{done.code}/edit/",
            f"/history/{done.code}/sets/{set_log.entry_key}/",
            f"/clients/{cleo.code}/health/",
            f"/clients/{invited.coaching.client.code}/health/",
            f"/clients/{cleo.code}/health/questions/",
            f"/clients/{cleo.code}/equipment/?weight=65.1",
            "/proposals/",
            "/programs/",
            f"/programs/{program.code}/",
            f"/programs/{program.code}/assign/",
            f"/programs/{program.code}/differences/",
            f"/programs/{program.code}/differences/?assignments={assignment.code}&seen={seen}&entry_key={cleo.code}",
            f"/programs/{program.code}/assign/?clients={cleo.code}&clients={invited.coaching.client.code}&starts_on={cleo.today()}&weekdays=0&weekdays=1"
            f"&entry_key={cleo.code}",
            "/library/",
            "/library/back-squat/",
            "/library/?q=nothing-like-this",
            "/library/new/?from=back-squat",
            f"/library/{own.slug}/",
            f"/library/{own.slug}/edit/",
            f"/clients/{cleo.code}/records/guide/?exercise=back-squat&expected=100",
            f"/clients/{cleo.code}/records/loads/",
            f"/planned/{later.code}/change/",
            f"/planned/{later.code}/sheet/",
            f"/planned/{later.code}/paper/",
            f"/assignments/{paused.code}/resume/",
            f"/sessions/{done.code}/review/",
            "/me/delete/",
            "/me/",
            "/account/password/change/",
            "/account/logout/",
            "/today/",
        ],
        "cleo": [
            "/today/",
            "/me/health/",
            "/me/health/questions/",
            "/me/sign-in/",
            "/me/sign-in/again/?next=/me/",
            "/me/delete/",
            "/me/calendar/",
            "/me/data/",
            f"/coachings/{coaching.code}/end/",
            "/account/reauthenticate/",
            "/plan/",
            f"/plan/?week={cleo.today()}",
            "/progress/",
            "/progress/?weeks=52",
            f"/planned/{second.code}/",
            f"/assignments/{assignment.code}/weeks/1/sheet/",
            f"/planned/{later.code}/",
            "/history/",
            "/history/new/?q=squat",
            "/history/voided/",
            f"/history/{done.code}/",
            f"/history/{voided.code}/",
            f"/history/{done.code}/edit/",
            f"/history/{done.code}/sets/{set_log.entry_key}/",
            f"/history/{done.code}/exercises/{first.prescriptions.first().code}/add/",
            f"/sessions/{open_log.code}/",
            f"/sessions/{open_log.code}/exercises/add/",
            f"/sessions/{open_log.code}/exercises/{second.prescriptions.first().code}/swap/",
            f"/sessions/{done.code}/finish/",
            f"/check-in/{asked.code}/24/",
            f"/check-in/{urgent.code}/24/",
            f"/check-in/{done.code}/after/",
            "/me/",
            "/equipment/?weight=70",
            f"/join/{invited.code}/",
            "/clients/",
        ],
    }


def trained(planned_session):
    """The planned session, finished: one exercise done with a change and an undo, the other skipped."""
    session_log = start(planned_session=planned_session)
    squat, step = planned_session.prescriptions.all()
    record(session_log=session_log, prescription=squat, number=1)
    record(session_log=session_log, prescription=squat, number=2, reps=6)
    skip_exercise(
        session_log=session_log,
        prescription=step,
        reason="pain",
        entry_key=planned_session.code,
        at=timezone.now(),
        logged_by=session_log.client,
    )
    return finish_session(session_log=session_log, at=timezone.now(), effort=6, note="Fine")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_have_no_axe_violation_and_fit(open_page, practice, tess, cleo, viewport, scheme):
    found = []
    for name, person in (("anonymous", None), ("tess", tess), ("cleo", cleo)):
        page = open_page(person, viewport, color_scheme=scheme)
        for address in practice[name]:
            page.goto(address)
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append((name, address, violation["id"], nodes))
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if wide > 0:
                found.append((name, address, f"{wide} px wider than the screen", []))

    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_asked_before_a_session_has_no_axe_violation_and_fits(open_page, tess, cleo, scheme):
    press = create_exercise(slug="press", name="Press", load_type="bw")
    program = create_program(owner=tess, exercises=[press], load_pct=None)
    program.sessions.get().lines.update(method="partner_assisted")
    assign(program=program, client=cleo)
    make_health_screening(client=cleo)
    page = open_page(cleo, PHONE, color_scheme=scheme, bypass_csp=True)

    page.goto("/today/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("heading", name="Before you start").wait_for()
    violations = [violation["id"] for violation in Axe().run(page).response["violations"]]
    page.add_style_tag(content="html { font-size: 200% !important }")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert (violations, wide) == ([], 0)


def test_client_pages_fit_a_phone_with_text_at_twice_its_size(open_page, practice, cleo):
    page = open_page(cleo, PHONE, bypass_csp=True)
    too_wide = {}
    for address in practice["cleo"]:
        page.goto(address)
        page.add_style_tag(content="html { font-size: 200% !important }")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            too_wide[address] = wide

    assert too_wide == {}
