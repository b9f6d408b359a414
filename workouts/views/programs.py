"""Programs: the list, and the builder in which each cell is edited in place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecctrain.access import trainer_required
from ecctrain.htmx import posted, render_page, wants_fragment

from ..builder import BuilderSession, builder_row, read_sessions, read_weeks
from ..building import add_line, add_session, add_written_line, copy_week, delete_week, move_line
from ..choices import DoseSide, Method
from ..forms import AddLineForm, LineForm, ProgramForm, SessionForm
from ..models import Exercise, Program, ProgramLine, ProgramSession
from ..models.programs import MAX_WEEKS
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
    context = {
        "programs": Program.objects.for_trainer(request.user).with_counts(request.user.today()),
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
        return redirect("workouts:program", code=code)
    if request.method == "POST":
        program.refresh_from_db()
    status = 422 if request.method == "POST" else 200
    return builder_page(request, program, chosen_week(request), {"program_form": form}, status=status)


def builder_page(request, program, week, extra=None, *, refused=None, status=200):
    """The builder showing `week`, with whatever form was refused."""
    weeks = read_weeks(program)
    week = min(max(week, 1), len(weeks))
    context = {
        "program": program,
        "program_form": ProgramForm(instance=program),
        "weeks": weeks,
        "week": week,
        "sessions": read_sessions(program, week, refused),
        "exercises": Exercise.objects.for_trainer(request.user),
        "sides": DoseSide.choices,
        "methods": Method.choices,
        "can_add_week": len(weeks) < MAX_WEEKS,
        "section": "programs",
    } | (extra or {})
    return TemplateResponse(request, "workouts/program.html", context, status=status)


def chosen_week(request):
    """The week in the address; 1 where it is missing or not a number."""
    text = request.GET.get("week", "")[:3]
    return int(text) if text.isascii() and text.isdigit() else 1


def to_week(program, week):
    """Back to the builder at `week`."""
    return redirect(f"{reverse('workouts:program', args=[program.code])}?week={week}")


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
    if len(read_weeks(program)) >= MAX_WEEKS:
        messages.error(request, _("A program has at most %(most)s weeks.") % {"most": MAX_WEEKS})
        return to_week(program, chosen_week(request))
    return to_week(program, copy_week(program=program, week=chosen_week(request)))


@trainer_required
@require_POST
def week_delete(request, code):
    """Remove the week in the address from the template."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    delete_week(program=program, week=chosen_week(request))
    return to_week(program, max(chosen_week(request) - 1, 1))


@trainer_required
@require_POST
def session_add(request, code):
    """Append a session to the week in the address."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    week = min(max(chosen_week(request), 1), MAX_WEEKS)
    add_session(program=program, week=week)
    return to_week(program, week)


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
    return to_week(session.program, session.week)


@trainer_required
@require_POST
def session_delete(request, code):
    """Remove a session and its lines from the template."""
    session = get_object_or_404(
        ProgramSession.objects.for_trainer(request.user).select_related("program"), code=code
    )
    session.delete()
    return to_week(session.program, session.week)


@trainer_required
@require_POST
def line_add(request, code):
    """Append an exercise to a session."""
    session = get_object_or_404(
        ProgramSession.objects.for_trainer(request.user).select_related("program"), code=code
    )
    form = AddLineForm(request.POST, trainer=request.user)
    if not form.is_valid():
        refused = {"refused_add": session.pk, "add_form": form}
        return builder_page(request, session.program, session.week, refused, status=422)
    exercise, written = form.cleaned_data["exercise"]
    if written is None:
        add_line(session=session, exercise=exercise)
    else:
        add_written_line(session=session, exercise=exercise, written=written)
    return to_week(session.program, session.week)


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
    """Save the cells of one row; htmx gets the row back, with the session's new totals."""
    line = find_line(request, code)
    form = LineForm(request.POST, line=line)
    is_valid = form.is_valid()
    if is_valid:
        form.save()
    if not wants_fragment(request):
        program, week = line.session.program, line.session.week
        return (
            to_week(program, week)
            if is_valid
            else builder_page(request, program, week, refused=form, status=422)
        )
    rows = [builder_row(other) for other in line.session.lines.select_related("exercise")]
    context = {
        "row": builder_row(line, None if is_valid else form),
        "sides": DoseSide.choices,
        "methods": Method.choices,
        "session": BuilderSession(line.session, rows),
        "is_fragment": True,
    }
    return render_page(
        request, "workouts/program.html", context, partial="line", status=200 if is_valid else 422
    )


@trainer_required
@require_POST
def line_move(request, code):
    """Move a row up or down within its session."""
    line = find_line(request, code)
    move_line(line=line, by=-1 if request.POST.get("way") == "up" else 1)
    return to_week(line.session.program, line.session.week)


@trainer_required
@require_POST
def line_delete(request, code):
    """Remove a row from the template."""
    line = find_line(request, code)
    line.delete()
    return to_week(line.session.program, line.session.week)


def find_line(request, code):
    """A line of the trainer's own programs, with what its page needs."""
    lines = ProgramLine.objects.for_trainer(request.user).select_related("exercise", "session__program")
    return get_object_or_404(lines, code=code)
