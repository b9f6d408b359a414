"""The answer to a tap in a session: the exercise's part for htmx, else the whole page. [HTTP]"""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django_htmx.http import trigger_client_event

from ecctrain.htmx import render_page, wants_fragment

from .choices import SkipReason
from .findings import read_told
from .forms import FinishForm
from .forms.session import NRS_SCALE
from .session_page import part_after_tap, session_parts
from .sheet import read_last_time


def session_page(request, session_log, sheet, *, refused=None, part=None, check=None, status=200):
    """The page of the filled `sheet`; with a `refused` form for its exercise `part`, or the `check` before it began."""
    read_last_time(sheet, request.user, session_log)
    context = {
        "session_log": session_log,
        "sheet": sheet,
        "parts": session_parts(sheet, client=request.user, refused=refused, refused_part=part),
        "skip_reasons": SkipReason.choices,
        "nrs_scale": NRS_SCALE,
        "finish_form": FinishForm(initial={"note": session_log.note, "effort": session_log.effort}),
        "is_done": sheet.current is None,
        "check": check,
        "told": read_told(sheet.parts),
    }
    return TemplateResponse(request, "workouts/session.html", context, status=status)


def answer(request, session_log, sheet, part, *, event="", refused=None):
    """The exercise's part of the page with the live count for htmx; the page for others, at the exercise."""
    sheet.fill(session_log.set_logs.counted())
    if not wants_fragment(request) and refused is None:
        # In a superset a set leads on to the next exercise of it.
        shown = sheet.turn(part) if event == "setRecorded" else part
        return redirect(
            f"{reverse('workouts:session', args=[session_log.code])}#exercise-{shown.prescription.position}"
        )
    status = 422 if refused else 200
    if not wants_fragment(request):
        return session_page(request, session_log, sheet, refused=refused, part=part, status=status)
    if part.needs_last_time:
        read_last_time(sheet, request.user, session_log)
    context = {
        "session_log": session_log,
        "sheet": sheet,
        "part": part_after_tap(part, session_log=session_log, client=request.user, refused=refused),
        "skip_reasons": SkipReason.choices,
        "nrs_scale": NRS_SCALE,
        "is_fragment": True,
        "told": read_told([part]),
    }
    response = render_page(request, "workouts/session.html", context, partial="part", status=status)
    if event:
        trigger_client_event(response, event, {"isFinished": part.is_finished})
    return response
