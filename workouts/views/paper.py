"""Log sheets on paper: printing them, and typing in what was written."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ecctrain.access import signed_in, trainer_required
from ecctrain.htmx import posted

from ..forms.paper import PaperForm, exercises_on_paper, read_paper
from ..models import PlannedSession
from ..paper import read_papers
from ..sheet import read_sheet
from ..typing_in import AlreadyLogged, type_in

PAPERS = ("a4", "letter")


def readable(request):
    """The planned sessions of one's own, and those of people one coaches."""
    own = PlannedSession.objects.for_client(request.user)
    return (own | PlannedSession.objects.for_trainer(request.user)).planned()


def sheet_page(request, papers, **context):
    """One page of paper for each of `papers`, in the layout of the reader's side."""
    client = papers[0].planned_session.assignment.client
    is_own = client == request.user
    asked = request.GET.get("paper")
    context |= {
        "papers": papers,
        "paper_size": asked if asked in PAPERS else PAPERS[0],
        "client": client,
        "is_own": is_own,
        "layout": "client.html" if is_own else "trainer.html",
        "section": "plan" if is_own else "clients",
    }
    return TemplateResponse(request, "workouts/sheet.html", context)


@require_safe
@signed_in
def session_sheet(request, code):
    """The log sheet of one planned session."""
    papers = read_papers(readable(request).filter(code=code))
    if not papers:
        raise Http404
    return sheet_page(request, papers)


@require_safe
@signed_in
def week_sheet(request, code, week):
    """The log sheets of one week of an assignment, without what is skipped."""
    sessions = readable(request).filter(assignment__code=code, week=week).standing()
    papers = read_papers(sessions)
    if not papers:
        raise Http404
    weeks = range(1, papers[0].planned_session.assignment.weeks + 1)
    return sheet_page(
        request, papers, week=week, weeks=weeks, assignment=papers[0].planned_session.assignment
    )


@require_http_methods(["GET", "HEAD", "POST"])
@trainer_required
def session_paper(request, code):
    """Type in a whole session from its paper."""
    rows = PlannedSession.objects.for_trainer(request.user).planned()
    planned = get_object_or_404(rows.select_related("assignment__client", "session_log"), code=code)
    client, now = planned.assignment.client, timezone.now()
    session_log = getattr(planned, "session_log", None)
    is_open = bool(session_log) and not (session_log.finished_at or session_log.voided_at)
    if session_log and not is_open and request.method != "POST":
        return already_logged(request, planned)
    sheet = read_sheet(planned.pk)
    sheet.fill(session_log.set_logs.standing() if is_open else ())
    form = PaperForm(
        posted(request),
        client=client,
        now=now,
        session_log=session_log,
        initial=planned_moment(planned, client, now),
    )
    exercises = exercises_on_paper(posted(request), sheet=sheet, client=client)
    is_valid = request.method == "POST" and all(
        [form.is_valid(), *(exercise.is_valid() for exercise in exercises)]
    )
    paper = read_paper(form, exercises) if is_valid else None
    if paper:
        return save(request, planned, paper)
    context = {
        "planned_session": planned,
        "client": client,
        "form": form,
        "exercises": exercises,
        "open_log": session_log if is_open else None,
        "section": "clients",
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "workouts/paper.html", context, status=status)


def planned_moment(planned_session, client, now):
    """The planned day, or today where it has not come yet, at the present time of day where the client lives."""
    local = now.astimezone(client.zone)
    return {"day": min(planned_session.planned_on, local.date()), "starts_at": local.time()}


def save(request, planned_session, paper):
    """Write the paper down and lead to its review; to the page of what was logged before where there is such."""
    try:
        session_log = type_in(planned_session=planned_session, paper=paper, by=request.user)
    except AlreadyLogged:
        return already_logged(request, planned_session)
    messages.success(request, _("The paper is typed in. Each set can be changed here."))
    return redirect("workouts:session-review", code=session_log.code)


def already_logged(request, planned_session):
    """The page that shows what there is of a session, whose log has the plan's code, and why no paper was taken."""
    messages.error(request, _("This session is logged already. What it says can be changed here."))
    return redirect("workouts:session-review", code=planned_session.code)
