"""The administration of exercises, programs and one-rep maxima; nothing recorded can be touched in it."""

import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from ecctrain.accounts.inviting import invite_client
from ecctrain.accounts.models import Coaching, Invitation
from tests import factories
from workouts.choices import ExerciseSide, FacetKind, LoadType
from workouts.clearing import give_clearance
from workouts.models import (
    Assignment,
    AutomaticRule,
    Clearance,
    ClientFlag,
    Equipment,
    Exercise,
    ExerciseFacet,
    ExerciseNote,
    HealthScreening,
    OneRepMax,
    PainReport,
    PlannedSession,
    Program,
    ProgramLine,
    ProgramSession,
    Proposal,
    Reminder,
    SafetyThreshold,
    SessionLog,
    SessionRevision,
    SetFinding,
    SetLog,
    SorenessReport,
)
from workouts.recording import finish_session, skip_exercise

READ_ONLY = [
    Assignment,
    AutomaticRule,
    Clearance,
    ClientFlag,
    Equipment,
    HealthScreening,
    Invitation,
    PainReport,
    PlannedSession,
    Proposal,
    Reminder,
    SessionLog,
    SetLog,
    SorenessReport,
]
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
# What a strict content security policy would not run or not apply.
INLINE = re.compile(
    r"<script(?![^>]*(\bsrc=|application/json))|<style|<[^>]+\s(style|on[a-z]+)=[\"']", re.IGNORECASE
)


@pytest.fixture
def office(browser, ada):
    """Ada's browser."""
    browser.force_login(ada)
    return browser


@pytest.fixture
def squat(db):
    return factories.create_exercise(
        name="Back squat",
        slug="back-squat",
        facets=[(FacetKind.REGION, "knee"), (FacetKind.CONDITION, "ACL")],
    )


@pytest.fixture
def set_log(tess, cleo, squat):
    """The first of the sets that Cleo did by Tess's program; another exercise she skipped."""
    curl = factories.create_exercise(name="Nordic curl", slug="nordic-curl", load_type=LoadType.BODY_WEIGHT)
    program = factories.create_program(owner=tess, lines=1, exercises=[squat])
    session = program.sessions.get()
    ProgramLine.objects.create(session=session, position=2, exercise=curl, sets=2, reps=6)
    factories.create_one_rep_max(client=cleo, exercise=squat, value="100", recorded_by=tess)
    planned_session = factories.assign(program=program, client=cleo).planned_sessions.get()
    session_log = factories.start(planned_session=planned_session)
    set_log = factories.record(session_log=session_log)
    skip_exercise(
        session_log=session_log,
        prescription=planned_session.prescriptions.last(),
        reason="sore",
        entry_key=uuid4(),
        at=timezone.now(),
        logged_by=cleo,
    )
    finish_session(session_log=session_log, at=timezone.now(), effort=6, note="Slow and good")
    return set_log


@pytest.fixture
def everything(set_log, tess, cleo):
    """A row of each model that has pages in the administration."""
    invite_client(trainer=tess, full_name="Ivy Stone", unit="kg", time_zone="UTC", at=timezone.now())
    factories.make_health_screening(client=cleo, cautions=["falls"])
    factories.create_equipment(client=cleo)
    factories.make_flag(client=cleo, by=tess)
    factories.make_soreness_report(session_log=set_log.session_log, answered_at=timezone.now())
    factories.make_pain_report(session_log=set_log.session_log, answered_at=timezone.now())
    Reminder.objects.create(session_log=set_log.session_log, hours=24)
    give_clearance(
        client=cleo, reason="Walks without pain again.", entry_key=uuid4(), at=timezone.now(), by=tess
    )
    keep_below(set_log)
    propose(set_log, by=tess)
    SafetyThreshold.objects.create(
        name="max_sets", value=10, reason="More sets do not fit into our hour.", changed_by=tess
    )
    Group.objects.create(name="Front desk")
    EmailAddress.objects.create(user=tess, email=tess.email, verified=True, primary=True)
    Authenticator.objects.create(user=tess, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})


def keep_below(set_log):
    """What is kept beside a set and its session: a finding, a note and a revision."""
    session_log = set_log.session_log
    SetFinding.objects.create(set_log=set_log, rule="LS-01", level="warn", inputs={}, thresholds={})
    ExerciseNote.objects.create(
        session_log=session_log,
        prescription=set_log.prescription,
        text="Left knee clicked",
        entry_key=uuid4(),
        written_at=timezone.now(),
        logged_by=session_log.client,
    )
    SessionRevision.objects.create(
        session_log=session_log, before={"note": "Slow"}, changed_by=session_log.client
    )


def propose(set_log, *, by):
    """More of the exercise of `set_log`, and the rule that would do so on its own, switched on by `by`."""
    session_log = set_log.session_log
    Proposal.objects.create(
        assignment=session_log.planned_session.assignment,
        exercise=set_log.exercise,
        session_log=session_log,
        rule="linear_load",
        kind="raise",
        reason="done",
        before={},
        after={},
        gates={},
    )
    AutomaticRule.objects.create(client=session_log.client, rule="linear_load", switched_on_by=by)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def errors(response):
    """Field -> messages of the form that was refused."""
    return response.context["adminform"].form.errors


def row_errors(response):
    """Field -> messages of each refused row below the form."""
    formset = response.context["inline_admin_formsets"][0].formset
    return [form.errors for form in formset.forms if form.errors]


def found(response):
    """What a list shows, in words."""
    return [str(row) for row in response.context["cl"].result_list]


def rows_entry(prefix, *rows, initial=0):
    """What the rows below a form send."""
    entry = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    return entry | {
        f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()
    }


def line_entry(line_of, **changes):
    """One line as the form sends it: 3 x 8 at 60 %, 4-0-1-0."""
    entry = {
        "position": 1,
        "exercise": line_of.pk,
        "sets": 3,
        "reps": 8,
        "load_pct": "60",
        "tempo_down_s": 4,
        "tempo_pause_low_s": 0,
        "tempo_up_s": 1,
        "tempo_pause_top_s": 0,
        "rest_s": 90,
        "side": "both",
        "method": "slow_lowering",
        "progression": "none",
    }
    return entry | changes


# Every page


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_every_page_opens_without_anything_inline(office, everything, model):
    row = model._default_manager.first()

    pages = [office.get(address(model, "changelist")), office.get(address(model, "change", row.pk))]
    if model not in READ_ONLY:
        pages.append(office.get(address(model, "add")))

    assert row in pages[0].context["cl"].result_list
    assert pages[1].context["original"] == row
    for page in pages:
        assert page.status_code == 200
        assert "ecctrain" in page.context["site_header"]
        assert INLINE.search(page.text) is None
    if model not in READ_ONLY:
        assert 'name="_save"' in pages[2].text


def test_what_is_registered():
    assert [model._meta.label for model in REGISTERED] == [
        "account.EmailAddress",
        "accounts.Coaching",
        "accounts.Invitation",
        "accounts.User",
        "auth.Group",
        "mfa.Authenticator",
        "workouts.Assignment",
        "workouts.AutomaticRule",
        "workouts.Clearance",
        "workouts.ClientFlag",
        "workouts.Equipment",
        "workouts.Exercise",
        "workouts.HealthScreening",
        "workouts.OneRepMax",
        "workouts.PainReport",
        "workouts.PlannedSession",
        "workouts.Program",
        "workouts.ProgramSession",
        "workouts.Proposal",
        "workouts.Reminder",
        "workouts.SafetyThreshold",
        "workouts.SessionLog",
        "workouts.SetLog",
        "workouts.SorenessReport",
    ]


# The library


def exercise_entry(**changes):
    entry = {
        "name": "Split squat",
        "slug": "split-squat",
        "cue": "Sink for 4 s",
        "load_type": "kg",
        "steps_kind": "dumbbell",
        "side": "uni",
        "tempo_down_s": 4,
        "tempo_pause_low_s": 0,
        "tempo_up_s": "",
        "tempo_pause_top_s": 0,
    }
    return entry | rows_entry("facets") | changes


def test_add_exercise_with_facets(office, squat):
    facets = rows_entry(
        "facets",
        {"kind": "region", "key": "knee", "position": 0},
        {"kind": "caution", "key": "knee-early", "position": 0},
    )

    office.post(address(Exercise, "add"), exercise_entry(easier=squat.pk, **facets))

    exercise = Exercise.objects.get(slug="split-squat")
    assert (str(exercise.tempo), exercise.easier, exercise.owner) == ("4-0-X-0", squat, None)
    assert set(exercise.facets.values_list("kind", "key")) == {("region", "knee"), ("caution", "knee-early")}


def test_add_exercise_refuses_a_weight_without_steps_and_an_unknown_caution(office):
    no_steps = office.post(address(Exercise, "add"), exercise_entry(steps_kind=""))
    facet = rows_entry("facets", {"kind": "caution", "key": "careful", "position": 0})
    no_caution = office.post(address(Exercise, "add"), exercise_entry(**facet))

    assert errors(no_steps) == {"__all__": ["An exercise with a weight needs its steps of weight."]}
    assert row_errors(no_caution)[0]["key"][0].startswith("Write one of: spine-flex, vert-fx")
    assert not Exercise.objects.exists()


def test_the_same_facet_twice_is_refused(office):
    facet = {"kind": "region", "key": "knee", "position": 0}

    response = office.post(address(Exercise, "add"), exercise_entry(**rows_entry("facets", facet, facet)))

    assert "Please correct the duplicate data for kind and key, which must be unique." in response.text
    assert not ExerciseFacet.objects.exists()


@pytest.mark.parametrize("words", ["back squ", "back-squat", "between the hips"])
def test_exercises_are_found_by_name_slug_and_cue(office, squat, words):
    factories.create_exercise(name="Calf raise", cue="Down over the edge")

    assert found(office.get(address(Exercise, "changelist"), {"q": words})) == ["Back squat"]


@pytest.mark.parametrize(
    "chosen", [{"region": "knee"}, {"condition": "ACL"}, {"load_type__exact": "kg"}, {"side__exact": "bi"}]
)
def test_exercises_are_filtered(office, squat, chosen):
    factories.create_exercise(
        name="Plank",
        load_type=LoadType.TIME,
        side=ExerciseSide.UNILATERAL,
        facets=[(FacetKind.REGION, "trunk"), (FacetKind.CAUTION, "bp")],
    )

    assert found(office.get(address(Exercise, "changelist"), chosen)) == ["Back squat"]


def test_exercises_are_filtered_by_caution(office, squat):
    factories.create_exercise(name="Plank", facets=[(FacetKind.CAUTION, "bp")])

    response = office.get(address(Exercise, "changelist"), {"caution": "bp"})

    assert found(response) == ["Plank"]
    assert "no straining with uncontrolled pressure, hernia or eye surgery" in response.text


def offered(office, model, field, term=""):
    """What a box to choose from offers."""
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": term,
    }
    return [result["text"] for result in office.get(reverse("admin:autocomplete"), query).json()["results"]]


def test_boxes_offer_only_exercises_that_fit(office, squat):
    factories.create_exercise(name="Old squat", retired_at=timezone.now())
    factories.create_exercise(name="Wall sit", load_type=LoadType.TIME)

    assert offered(office, ProgramLine, "exercise") == ["Back squat", "Wall sit"]
    assert offered(office, OneRepMax, "exercise") == ["Back squat"]
    assert offered(office, Exercise, "easier", "squat") == ["Back squat"]


# Programs


def program_entry(owner, *sessions, **changes):
    entry = {"name": "Slow start", "owner": owner.pk, "note": "", "archived_at_0": "", "archived_at_1": ""}
    return entry | rows_entry("sessions", *sessions) | changes


def test_add_program_with_a_session_and_lines(office, tess, squat):
    sessions = [{"week": 1, "position": 1, "name": "Day A"}, {"week": 1, "position": 2, "name": "Day B"}]

    office.post(address(Program, "add"), program_entry(tess, *sessions))

    program = Program.objects.get(owner=tess, name="Slow start")
    day_a, day_b = program.sessions.all()
    assert (day_a.name, day_b.name) == ("Day A", "Day B")
    assert (
        address(ProgramSession, "change", day_a.pk) in office.get(address(Program, "change", program.pk)).text
    )

    lines = [
        line_entry(squat),
        line_entry(squat, position=2, reps="", duration_s=30, load_pct="", tempo_up_s=""),
    ]
    office.post(
        address(ProgramSession, "change", day_a.pk),
        {"program": program.pk, "week": 1, "position": 1, "name": "Heavy"} | rows_entry("lines", *lines),
    )

    day_a.refresh_from_db()
    first, second = day_a.lines.all()
    assert day_a.name == "Heavy"
    assert (first.exercise, first.sets, first.reps, first.load_pct) == (squat, 3, 8, Decimal(60))
    assert (second.reps, second.duration_s, str(second.tempo)) == (None, 30, "4-0-X-0")


def test_a_new_row_comes_after_the_others(office, tess):
    session = factories.create_program(owner=tess, lines=2).sessions.get()

    text = office.get(address(ProgramSession, "change", session.pk)).text

    assert re.search(r'name="lines-2-position" value="3"', text)


def test_untouched_new_rows_are_not_written(office, tess):
    session = factories.create_program(owner=tess, lines=1).sessions.get()
    line = session.lines.get()
    blank = line_entry(line.exercise, position=2, exercise="", reps="", load_pct="")
    rows = rows_entry("lines", line_entry(line.exercise, id=line.pk, reps=10), blank, initial=1)

    office.post(
        address(ProgramSession, "change", session.pk),
        {"program": session.program.pk, "week": 1, "position": 1, "name": "Day 1"} | rows,
    )

    assert session.lines.get().reps == 10


@pytest.mark.parametrize(
    "changes, refused",
    [
        ({"reps": ""}, {"reps": ["Give either repetitions or seconds."]}),
        ({"duration_s": 30}, {"reps": ["Give either repetitions or seconds."]}),
        (
            {"load_value": "40", "load_unit": "kg"},
            {"__all__": ["Give a per cent or a weight, not both."]},
        ),
        ({"load_pct": "", "load_value": "40"}, {"load_unit": ["Say kg or lb."]}),
        ({"load_pct": "", "load_unit": "lb"}, {"load_value": ["A unit needs its weight."]}),
        (
            {"load_pct": "", "load_value": "1001", "load_unit": "kg"},
            {"load_value": ["No weight here is above 1000 kg."]},
        ),
        (
            {"load_pct": "75", "load_reason": "strong"},
            {"load_reason": ["Above 70 % of the 1RM: say why, in 15 letters or more."]},
        ),
        (
            {"load_pct": "", "load_value": "-1", "load_unit": "kg"},
            {"load_value": ["A weight is 0 or more."]},
        ),
        ({"lift_pct": "61"}, {"lift_pct": ["What is lifted is at most what is lowered: 60 %."]}),
        (
            {"lift_value": "40"},
            {"lift_value": ["The load is a per cent of the 1RM: write what is lifted as a per cent, too."]},
        ),
        (
            {"load_pct": "", "load_value": "80", "load_unit": "kg", "lift_value": "81"},
            {"lift_value": ["What is lifted is at most what is lowered: 80 kg."]},
        ),
        (
            {"lift_pct": "40", "lift_value": "40"},
            {"lift_value": ["Give a per cent or a weight, not both."]},
        ),
        ({"assist_value": "10"}, {"assist_unit": ["Say kg or lb."]}),
        (
            {"load_pct": "101"},
            {"load_pct": ["More than the 1RM takes a method in which somebody or something else lifts."]},
        ),
        (
            {"load_pct": "131", "method": "ael", "load_reason": "Agreed with the whole team."},
            {"load_pct": ["Ensure this value is less than or equal to 130."]},
        ),
        ({"sets": 13}, {"sets": ["Ensure this value is less than or equal to 12."]}),
    ],
)
def test_a_bad_line_is_refused_with_its_message(office, tess, squat, changes, refused):
    program = Program.objects.create(owner=tess, name="Slow start")

    response = office.post(
        address(ProgramSession, "add"),
        {"program": program.pk, "week": 1, "position": 1, "name": "Day A"}
        | rows_entry("lines", line_entry(squat, **changes)),
    )

    assert row_errors(response) == [refused]
    for messages in refused.values():
        assert messages[0] in response.text
    assert not ProgramSession.objects.exists()


@pytest.mark.parametrize(
    ("load_pct", "refused"),
    [("65", {}), ("66", {"load_reason": ["Above 65 % of the 1RM: say why, in 15 letters or more."]})],
)
def test_the_band_is_that_of_the_practice(office, tess, squat, load_pct, refused):
    SafetyThreshold.objects.create(
        name="band_upper_ratio", value=Decimal("0.65"), reason="Older clients.", changed_by=tess
    )
    program = Program.objects.create(owner=tess, name="Slow start")

    response = office.post(
        address(ProgramSession, "add"),
        {"program": program.pk, "week": 1, "position": 1, "name": "Day A"}
        | rows_entry("lines", line_entry(squat, load_pct=load_pct)),
    )

    assert ProgramSession.objects.exists() is not bool(refused)
    if refused:
        assert row_errors(response) == [refused]


@pytest.mark.parametrize(
    "load_type, changes, refused",
    [
        (LoadType.BODY_WEIGHT, {}, {"load_pct": ["This exercise has no weight: leave it empty."]}),
        (LoadType.TIME, {"load_pct": ""}, {"reps": ["This exercise is counted in seconds."]}),
    ],
)
def test_a_line_must_fit_its_exercise(office, tess, load_type, changes, refused):
    program = Program.objects.create(owner=tess, name="Slow start")
    exercise = factories.create_exercise(load_type=load_type)

    response = office.post(
        address(ProgramSession, "add"),
        {"program": program.pk, "week": 1, "position": 1, "name": "Day A"}
        | rows_entry("lines", line_entry(exercise, **changes)),
    )

    assert row_errors(response) == [refused]


def test_two_rows_in_one_place_are_refused(office, tess, squat):
    session = {"week": 1, "position": 1, "name": "Day A"}
    sessions = office.post(address(Program, "add"), program_entry(tess, session, session))
    program = Program.objects.create(owner=tess, name="Slow start")
    lines = office.post(
        address(ProgramSession, "add"),
        {"program": program.pk} | session | rows_entry("lines", line_entry(squat), line_entry(squat)),
    )

    assert row_errors(sessions) == row_errors(lines) == [{"position": ["This place is taken."]}]
    assert not ProgramSession.objects.exists()


def test_a_program_is_a_trainers(office, cleo):
    response = office.post(address(Program, "add"), program_entry(cleo))

    assert errors(response) == {"owner": ["This person is not a trainer."]}


def test_programs_are_found_with_their_weeks_and_people(office, tess, cleo, uma):
    program = factories.create_program(owner=tess, weeks=2)
    factories.create_program(
        owner=uma, name="Other", exercises=[program.sessions.first().lines.get().exercise]
    )
    factories.assign(program=program, client=cleo, by_effort=True)

    response = office.get(address(Program, "changelist"), {"q": "moreau"})

    row = response.context["cl"].result_list[0]
    assert found(response) == ["Slow squats"]
    assert (row.week_count, row.people_count) == (2, 1)


def test_a_program_that_was_never_assigned_is_deleted_with_its_lines(office, tess):
    program = factories.create_program(owner=tess)

    office.post(address(Program, "delete", program.pk), {"post": "yes"})

    assert not ProgramLine.objects.exists()


# One-rep maxima


def one_rep_max_entry(client, exercise, **changes):
    entry = {
        "client": client.pk,
        "exercise": exercise.pk,
        "side": "both",
        "lifted": "90",
        "unit": "kg",
        "reps": 5,
        "measured_on": "2026-01-05",
        "form_key": uuid4(),
    }
    return entry | changes


def test_add_one_rep_max_works_out_its_value(office, ada, cleo, squat):
    response = office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, squat))

    row = OneRepMax.objects.get()
    assert response.url == address(OneRepMax, "changelist")
    assert (row.client, row.exercise, row.measured_on) == (cleo, squat, date(2026, 1, 5))
    assert (row.value, row.load_kg, row.method, row.formula) == (
        Decimal(105),
        Decimal(105),
        "estimated",
        "epley",
    )
    assert row.recorded_by == ada
    assert "105 kg" in office.get(address(OneRepMax, "change", row.pk)).text


def test_add_one_rep_max_in_pounds(office, cleo, squat):
    office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, squat, lifted="225", unit="lb", reps=1))

    row = OneRepMax.objects.get()
    assert (row.value, row.unit, row.method) == (Decimal(225), "lb", "direct")
    assert row.load_kg == Decimal("102.0582832500")


def test_a_form_records_one_value_however_often_it_is_sent(office, cleo, squat):
    entry = one_rep_max_entry(cleo, squat)

    office.post(address(OneRepMax, "add"), entry)
    again = office.post(address(OneRepMax, "add"), entry)
    other = office.post(address(OneRepMax, "add"), entry | {"lifted": "95"})

    assert again.status_code == 302
    assert errors(other) == {"__all__": ["This form has recorded another value already. Open a new one."]}
    assert OneRepMax.objects.get().lifted == 90


@pytest.mark.parametrize(
    "changes, refused",
    [
        ({"lifted": "0"}, {"lifted": ["A one-rep max is above 0."]}),
        ({"lifted": "900", "reps": 15}, {"lifted": ["No one-rep max here is above 1000 kg."]}),
        ({"lifted": "2204", "reps": 1}, {"lifted": ["No one-rep max here is above 1000 kg."]}),
        ({"reps": 16}, {"reps": ["Ensure this value is less than or equal to 15."]}),
        ({"measured_on": "2999-01-01"}, {"measured_on": ["This day has not come yet."]}),
        ({"side": "left"}, {"side": ["This exercise is done with both sides at once."]}),
    ],
)
def test_add_one_rep_max_refuses(office, cleo, squat, changes, refused):
    response = office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, squat, **changes))

    assert errors(response) == refused
    assert not OneRepMax.objects.exists()


def test_add_one_rep_max_refuses_an_exercise_that_does_not_fit(office, cleo):
    plank = factories.create_exercise(load_type=LoadType.TIME)
    lunge = factories.create_exercise(side=ExerciseSide.UNILATERAL)

    no_weight = office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, plank))
    one_sided = office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, lunge))

    assert errors(no_weight) == {"exercise": ["This exercise has no weight."]}
    assert errors(one_sided) == {"side": ["This exercise is done one side at a time: choose left or right."]}


def test_add_one_rep_max_of_both_sides_of_a_one_sided_machine(office, cleo):
    press = factories.create_exercise(side=ExerciseSide.UNILATERAL, steps_kind="machine")

    office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, press))

    assert OneRepMax.objects.get().side == "both"


def test_add_what_was_lowered(office, cleo, squat):
    office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, squat, reps=1, lowered_s=4))

    row = OneRepMax.objects.get()
    assert (row.value, row.lowered_s, row.is_eccentric) == (Decimal(90), 4, True)


@pytest.mark.parametrize(
    "changes, refused",
    [
        (
            {"reps": 5, "lowered_s": 4},
            {"reps": ["What was lowered counts for 1 repetition; no formula estimates it."]},
        ),
        (
            {"reps": 1, "lowered_s": 2},
            {"lowered_s": ["Ensure this value is greater than or equal to 3."]},
        ),
    ],
)
def test_add_what_was_lowered_refuses(office, cleo, squat, changes, refused):
    response = office.post(address(OneRepMax, "add"), one_rep_max_entry(cleo, squat, **changes))

    assert errors(response) == refused
    assert not OneRepMax.objects.exists()


# Nothing recorded is touched


def stored(model):
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("model", [*READ_ONLY, OneRepMax], ids=lambda model: model.__name__)
def test_nothing_issued_or_recorded_is_added_changed_or_deleted(office, everything, model):
    before = stored(model)
    row = model.objects.first()

    add = office.post(address(model, "add"), {}).status_code
    change = office.post(address(model, "change", row.pk), {"name": "x", "note": "x", "_save": "1"})
    delete = office.post(address(model, "delete", row.pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    office.post(address(model, "changelist"), chosen)

    # A one-rep max is recorded through its form; an empty one is refused.
    assert add == (200 if model is OneRepMax else 403)
    assert (change.status_code, delete.status_code) == (403, 403)
    assert stored(model) == before


@pytest.mark.parametrize("model", [*READ_ONLY, OneRepMax], ids=lambda model: model.__name__)
def test_pages_of_the_issued_and_recorded_offer_no_deletion_and_no_field(office, everything, model):
    list_page = office.get(address(model, "changelist")).text
    row_page = office.get(address(model, "change", model.objects.first().pk)).text

    assert "delete_selected" not in list_page
    assert "_save" not in row_page
    assert "deletelink" not in row_page
    assert not re.search(r'<textarea|<select|type="(text|number|checkbox)"', row_page.split("<main")[1])


def test_rows_below_are_not_deleted_either(office, set_log):
    keep_below(set_log)
    session_log = set_log.session_log
    planned_session = session_log.planned_session
    below = [
        (session_log, "set_logs", set_log),
        (session_log, "skips", session_log.skips.get()),
        (session_log, "exercise_notes", session_log.exercise_notes.get()),
        (session_log, "revisions", session_log.revisions.get()),
        (set_log, "findings", set_log.findings.get()),
        (planned_session, "prescriptions", planned_session.prescriptions.first()),
        (planned_session.assignment, "planned_sessions", planned_session),
    ]

    for row, prefix, other in below:
        entry = rows_entry(prefix, {"id": other.pk, "DELETE": "on"}, initial=1)
        response = office.post(address(type(row), "change", row.pk), entry)
        assert response.status_code == 403

    assert all(type(other).objects.filter(pk=other.pk).exists() for _, _, other in below)


@pytest.mark.parametrize("way", ["page", "selected"])
@pytest.mark.parametrize("what", ["person", "exercise", "program"])
def test_what_records_stand_on_is_protected_with_words(office, set_log, tess, cleo, squat, what, way):
    row = {"person": cleo, "exercise": squat, "program": Program.objects.get()}[what]
    # Without the coaching, so that the records alone protect.
    Coaching.objects.all().delete()

    if way == "page":
        response = office.post(address(type(row), "delete", row.pk), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        response = office.post(address(type(row), "changelist"), chosen)

    assert response.status_code == 200
    assert "would require deleting the following protected related objects" in response.text
    assert type(row).objects.filter(pk=row.pk).exists()
    assert (SetLog.objects.count(), Assignment.objects.count(), OneRepMax.objects.count()) == (1, 1, 1)


def test_deleting_a_programs_session_leaves_what_was_issued_from_it(office, set_log):
    session = ProgramSession.objects.get()

    office.post(address(ProgramSession, "delete", session.pk), {"post": "yes"})

    assert not ProgramLine.objects.exists()
    assert PlannedSession.objects.get().prescriptions.count() == 2


# What the pages of the recorded say


def test_recorded_pages_say_what_was_asked_for_and_done(office, set_log):
    keep_below(set_log)
    session_log = set_log.session_log

    log_page = office.get(address(SessionLog, "change", session_log.pk)).text
    plan_page = office.get(address(PlannedSession, "change", session_log.planned_session.pk)).text
    set_list = office.get(address(SetLog, "changelist")).text
    set_page = office.get(address(SetLog, "change", set_log.pk)).text

    assert "60 kg × 8" in log_page
    assert "Left knee clicked" in log_page
    assert "&quot;note&quot;: &quot;Slow&quot;" in log_page
    assert "LS-01" in set_page
    assert "Slow and good" in log_page
    assert "too sore" in log_page
    assert "3 × 8, 60 kg, lower 4 s (4-0-1-0)" in plan_page
    assert "Back squat 100 kg" in plan_page
    assert "60 kg × 8" in set_list
    assert "Cleo Brandt" in set_list


@pytest.mark.parametrize("model", [Assignment, PlannedSession, SessionLog, SetLog, OneRepMax])
def test_records_are_found_by_person(office, set_log, model):
    assert office.get(address(model, "changelist"), {"q": "brandt"}).context["cl"].result_count == 1
    assert office.get(address(model, "changelist"), {"q": "haddad"}).context["cl"].result_count == 0


# Cost


@pytest.mark.parametrize(
    "model, count",
    [
        (Exercise, 8),
        (Program, 7),
        (ProgramSession, 5),
        (OneRepMax, 7),
        (Assignment, 7),
        (PlannedSession, 7),
        (SessionLog, 8),
        (SetLog, 7),
    ],
)
def test_a_list_costs_the_same_for_one_row_and_three(office, django_assert_num_queries, model, count):
    def another(number):
        trainer = factories.create_trainer(full_name=f"Trainer {number}")
        client = factories.create_user(full_name=f"Client {number}")
        exercise = factories.create_exercise(owner=trainer, facets=[(FacetKind.REGION, f"region {number}")])
        program = factories.create_program(owner=trainer, exercises=[exercise])
        factories.create_one_rep_max(client=client, exercise=exercise)
        planned_session = factories.assign(program=program, client=client).planned_sessions.get()
        session_log = factories.start(planned_session=planned_session)
        factories.record(session_log=session_log)
        finish_session(session_log=session_log, at=timezone.now() + timedelta(seconds=1), effort=5, note="")

    another(1)
    with django_assert_num_queries(count):
        response = office.get(address(model, "changelist"))
    assert response.context["cl"].result_count == 1

    another(2)
    another(3)
    with django_assert_num_queries(count):
        response = office.get(address(model, "changelist"))
    assert response.context["cl"].result_count == 3
