"""Programs: the list, and the builder in which each cell is edited in place."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import trainer_required
from ecctrain.accounts.models import User
from ecctrain.htmx import posted, render_page, wants_fragment

from ..builder import last_week, read_week
from ..building import (
    add_line,
    add_session,
    add_written_line,
    copy_session,
    copy_week,
    duplicate_line,
    fill_weeks,
    move_line,
)
from ..choices import DoseSide
from ..forms import AddLineForm, LineForm, ProgramForm, SessionForm
from ..forms.programs import FillForm
from ..models import Exercise, Program, ProgramLine, ProgramSession
from ..models.programs import MAX_WEEKS
from ..offering import read_program_offers
from ..removing import CannotRestore, remove_line, remove_session, remove_week, restore
from ..shorthand_words import read_aloud


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def programs(request):
    """The trainer's programs, and the form that begins another."""
    form = ProgramForm(posted(request))
    if request.method == "POST" and form.is_valid():
        form.instance.owner = request.user
        program = form.save()
        add_session(program=program, week=1)
        return redirect("workouts:program", code=program.code)
    rows = list(Program.objects.for_trainer(request.user).with_counts(request.user.today()))
    if not rows:
        # There is nothing else to do on this page.
        form.fields["name"].widget.attrs["autofocus"] = True
    context = {
        "programs": rows,
        "form": form,
        "section": "programs",
    }
    return TemplateResponse(
        request, "workouts/programs.html", context, status=422 if request.method == "POST" else 200
    )


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def program(request, code):
    """The builder: one week of a program as tables; its form renames the program."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    form = ProgramForm(posted(request), instance=program)
    if request.method == "POST" and form.is_valid():
        form.save()
        return to_week(request, program, chosen_week(request))
    if request.method == "POST":
        program.refresh_from_db()
    status = 422 if request.method == "POST" else 200
    return builder_page(request, program, chosen_week(request), {"program_form": form}, status=status)


def builder_page(request, program, week, extra=None, *, refused=None, status=200):
    """The builder showing `week`, with whatever form was refused."""
    clients = list(User.objects.for_trainer(request.user))
    week = read_week(program, week, refused=refused, client=chosen_client(request, clients))
    context = shown(request, program, week) | {
        "program_form": ProgramForm(instance=program),
        "clients": clients,
        "exercises": Exercise.objects.for_trainer(request.user),
        "can_add_week": len(week.ribbon) < MAX_WEEKS,
        "removed": shown_removal(request, program),
        "earlier": sum(offer.is_open for offer in read_program_offers(program, request.user)),
        "section": "programs",
    }
    return TemplateResponse(request, "workouts/program.html", context | (extra or {}), status=status)


def shown(request, program, week):
    """What every part of the builder needs; `week` is a BuilderWeek."""
    client = week.loads and week.loads.client
    return {
        "program": program,
        "week": week,
        "client": client,
        # The end of every address of the page, so that the client stays chosen.
        "only_client": f"?client={client.code}" if client else "",
        "and_client": f"&client={client.code}" if client else "",
        "tonnage_unit": (client or request.user).unit,
        "sides": DoseSide.choices,
        "fill_until": fill_week(week.number, len(week.ribbon)),
    }


def chosen_week(request):
    """The week in the address; 1 where it is missing or not a number."""
    text = request.GET.get("week", "")[:3]
    return int(text) if text.isascii() and text.isdigit() else 1


def chosen_client(request, clients=None):
    """Whose loads are shown: the client in the address, out of `clients` where they are read already; or None.

    A page for somebody who is not the trainer's client is not found; what was sent is saved, for nobody then.
    """
    text = request.GET.get("client")
    if not text:
        return None
    clients = User.objects.for_trainer(request.user) if clients is None else clients
    found = next((client for client in clients if str(client.code) == text), None)
    if found is None and request.method != "POST":
        raise Http404
    return found


def to_week(request, program, week, after=""):
    """Back to the builder at `week`; `after` ends the address: another parameter, or the row to go to."""
    client = chosen_client(request)
    kept = f"&client={client.code}" if client else ""
    return redirect(f"{reverse('workouts:program', args=[program.code])}?week={week}{kept}{after}")


def part(request, name, context, *, status=200):
    """The part `name` of the builder over htmx; the sums around it come along in the same answer."""
    context = context | {"answer": name}
    return render_page(request, "workouts/program.html", context, partial=name, status=status)


def session_answer(request, session, extra=None, *, status=200):
    """After a change to rows: htmx gets the session and the sums of the week, others the page."""
    program = session.program
    if not wants_fragment(request):
        return builder_page(request, program, session.week, extra, status=status)
    week = read_week(program, session.week, client=chosen_client(request))
    context = shown(request, program, week) | {"session": week.session(session)} | (extra or {})
    return part(request, "session", context, status=status)


def rows_changed(request, session, after=""):
    """The answer to a change that was made: the session over htmx, the way back to the week otherwise."""
    if wants_fragment(request):
        return session_answer(request, session)
    return to_week(request, session.program, session.week, after)


def keep_removal(request, program, week, name, removed):
    """Keep what was just removed, for the one undo there is; back to the week, where the button is."""
    token = str(uuid4())
    request.session["removal"] = {
        "token": token,
        "program": str(program.code),
        "name": str(name),
        "removed": removed,
    }
    return to_week(request, program, week, f"&removed={token}")


def shown_removal(request, program):
    """The removal that the address is about, while it can still be undone."""
    token = request.GET.get("removed")
    removal = request.session.get("removal") if token else None
    is_this = removal and removal["token"] == token and removal["program"] == str(program.code)
    return removal if is_this else None


@trainer_required
@require_POST
def removal_undo(request, code):
    """Bring back what was removed last; a second time does nothing."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    removal = request.session.get("removal")
    is_this = removal and removal["token"] == request.POST.get("token")
    if not is_this or removal["program"] != str(program.code):
        messages.error(request, _("There is nothing left to undo."))
        return to_week(request, program, chosen_week(request))
    del request.session["removal"]
    try:
        week = restore(program=program, removed=removal["removed"])
    except CannotRestore:
        messages.error(request, _("%(name)s cannot be brought back any more.") % {"name": removal["name"]})
        return to_week(request, program, chosen_week(request))
    messages.success(request, _("%(name)s is back.") % {"name": removal["name"]})
    line = removal["removed"].get("line")
    return to_week(request, program, week, f"#line-{line['code']}" if line else "")


@trainer_required
@require_POST
def program_archive(request, code):
    """Put a program away; what was assigned from it goes on."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    program.archived_at = timezone.now()
    program.save(update_fields=["archived_at"])
    messages.success(request, _("%(name)s is archived. Plans made from it go on.") % {"name": program})
    return redirect("workouts:programs")


@trainer_required
@require_POST
def week_copy(request, code):
    """Append a copy of the week in the address."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    if last_week(program) >= MAX_WEEKS:
        messages.error(request, _("A program has at most %(most)s weeks.") % {"most": MAX_WEEKS})
        return to_week(request, program, chosen_week(request))
    return to_week(request, program, copy_week(program=program, week=chosen_week(request)))


@trainer_required
@require_POST
def week_delete(request, code):
    """Remove the week in the address from the template."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    week = min(max(chosen_week(request), 1), last_week(program))
    removed = remove_week(program=program, week=week)
    return keep_removal(request, program, max(week - 1, 1), _("week %(week)s") % {"week": week}, removed)


@trainer_required
@require_POST
def session_add(request, code):
    """Append a session to the week in the address."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    week = min(max(chosen_week(request), 1), MAX_WEEKS)
    session = add_session(program=program, week=week)
    return to_week(request, program, week, f"#add-{session.pk}")


@trainer_required
@require_POST
def session_rename(request, code):
    """Give a session of a program another name."""
    session = get_object_or_404(
        ProgramSession.objects.for_trainer(request.user).select_related("program"), code=code
    )
    form = SessionForm(request.POST, instance=session)
    if not form.is_valid():
        refused = {"refused_session": session.pk, "session_form": form}
        return builder_page(request, session.program, session.week, refused, status=422)
    form.save()
    return to_week(request, session.program, session.week)


@trainer_required
@require_POST
def session_delete(request, code):
    """Remove a session and its lines from the template."""
    session = get_object_or_404(
        ProgramSession.objects.for_trainer(request.user).select_related("program"), code=code
    )
    removed = remove_session(session=session)
    return keep_removal(request, session.program, session.week, session, removed)


@trainer_required
@require_POST
def session_copy(request, code):
    """Append a copy of a session to its week."""
    session = get_object_or_404(
        ProgramSession.objects.for_trainer(request.user).select_related("program"), code=code
    )
    copy = copy_session(session=session)
    return to_week(request, session.program, session.week, f"#session-{copy.code}")


@trainer_required
@require_POST
def line_add(request, code):
    """Append an exercise to a session."""
    session = get_object_or_404(
        ProgramSession.objects.for_trainer(request.user).select_related("program"), code=code
    )
    form = AddLineForm(request.POST, trainer=request.user)
    if not form.is_valid():
        return session_answer(request, session, {"refused_add": session.pk, "add_form": form}, status=422)
    exercise, written = form.cleaned_data["exercise"]
    if written is None:
        add_line(session=session, exercise=exercise)
    else:
        add_written_line(session=session, exercise=exercise, written=written)
    # Sent before the scripts came, or without any: the next row goes into the same line.
    return rows_changed(request, session, f"#add-{session.pk}")


@require_safe
@trainer_required
def line_reading(request):
    """What the quick-add line is read as while it is typed."""
    text = request.GET.get("exercise", "").replace("\x00", "")[:400]
    library = Exercise.objects.for_trainer(request.user).names()
    return TemplateResponse(request, "workouts/line_reading.html", {"readings": read_aloud(text, library)})


@trainer_required
@require_POST
def line(request, code):
    """Save the cells of one row; htmx gets the row back, with the sums of its session and its week."""
    line = find_line(request, code)
    form = LineForm(request.POST, line=line)
    is_valid = form.is_valid()
    if is_valid:
        form.save()
    program, number = line.session.program, line.session.week
    refused = None if is_valid else form
    if not wants_fragment(request):
        if is_valid:
            return to_week(request, program, number)
        return builder_page(request, program, number, refused=refused, status=422)
    client = chosen_client(request)
    week = read_week(program, number, refused=refused, client=client, thresholds=form.thresholds)
    context = shown(request, program, week) | {"session": week.session(line.session), "row": week.row(line)}
    return part(request, "line", context, status=200 if is_valid else 422)


@trainer_required
@require_POST
def line_move(request, code):
    """Move a row up or down within its session."""
    line = find_line(request, code)
    move_line(line=line, by=-1 if request.POST.get("way") == "up" else 1)
    return rows_changed(request, line.session, f"#line-{line.code}")


@trainer_required
@require_POST
def line_duplicate(request, code):
    """Put a copy of a row right below it."""
    line = find_line(request, code)
    copy = duplicate_line(line=line)
    return rows_changed(request, line.session, f"#line-{copy.code}")


@trainer_required
@require_POST
def line_fill(request, code):
    """Fill a value of a row across the later weeks, with a step each week."""
    line = find_line(request, code)
    program, week = line.session.program, line.session.week
    form = FillForm(request.POST, line=line)
    if not form.is_valid():
        refused = {"refused_fill": line.pk, "fill_form": form}
        return builder_page(request, program, week, refused, status=422)
    filled = fill_weeks(line=line, **form.cleaned_data)
    said = _("%(name)s is filled up to week %(week)s.") % {"name": line, "week": filled.until}
    if filled.stopped_week:
        stopped = _("From week %(week)s on it stays at %(limit)s, as far as it goes.")
        said += " " + stopped % {"week": filled.stopped_week, "limit": filled.limit}
    messages.success(request, said)
    return to_week(request, program, week, f"#line-{line.code}")


@trainer_required
@require_POST
def line_delete(request, code):
    """Remove a row from the template."""
    line = find_line(request, code)
    removed = remove_line(line=line)
    return keep_removal(request, line.session.program, line.session.week, line, removed)


def fill_week(week, last):
    """The week that the fill form of `week` offers: the program's `last`, or the one after `week`."""
    return min(max(last, week + 1), MAX_WEEKS)


def find_line(request, code):
    """A line of the trainer's own programs, with what its page needs."""
    lines = ProgramLine.objects.for_trainer(request.user).select_related("exercise", "session__program")
    return get_object_or_404(lines, code=code)
