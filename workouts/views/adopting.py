"""What a program says now, offered to the plans that were issued from it earlier."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ecctrain.access import trainer_required
from ecctrain.htmx import posted

from ..adopting import TemplateChanged, adopt, decline, plan_adoptions
from ..assigning_to_many import Preview
from ..difference_words import words_of
from ..forms import ReasonsForm
from ..forms.adopting import AdoptForm
from ..models import Assignment, Program
from ..offering import read_program_offers


@trainer_required
@require_http_methods(["GET", "HEAD", "POST"])
def program_differences(request, code):
    """What differs for each client; choose, look at dates and loads; only then is anything written."""
    program = get_object_or_404(Program.objects.for_trainer(request.user), code=code)
    offers = read_program_offers(program, request.user)
    sent = request.POST if request.method == "POST" else request.GET
    is_filled = "entry_key" in sent
    form = AdoptForm(sent if is_filled else None, offers=offers)
    is_valid = is_filled and form.is_valid()
    adoptions = look_at(form) if is_valid else []
    preview = Preview([adoption.plan for adoption in adoptions])
    reasons = ReasonsForm(posted(request), concerns=preview.concerns) if is_valid else None
    is_outdated = False
    if request.method == "POST" and is_valid and reasons.is_valid():
        try:
            return write_adoptions(request, program, form, reasons.reasons())
        except TemplateChanged:
            is_outdated = True
    context = {
        "program": program,
        "form": form,
        "offers": [shown(offer, form) for offer in offers if offer.is_open],
        "declined": [offer.client for offer in offers if offer.differences and offer.is_declined],
        "digest": next((offer.digest for offer in offers), ""),
        "adoptions": adoptions,
        "preview": preview,
        "reasons": reasons,
        "is_outdated": is_outdated,
        "section": "programs",
    }
    status = 422 if request.method == "POST" or (is_filled and not is_valid) else 200
    return TemplateResponse(request, "workouts/program_differences.html", context, status=status)


def shown(offer, form):
    """(The Offer, what it says, whether its box is ticked)."""
    words = words_of(offer, form.also)
    return offer, words, str(offer.assignment.code) in form.chosen


def look_at(form):
    """The Adoptions that a valid form asks for; those without a difference any more come to nothing."""
    chosen = [
        offer for offer in form.offers if str(offer.assignment.code) in form.chosen and offer.differences
    ]
    return plan_adoptions(chosen, form.also)


def write_adoptions(request, program, form, reasons):
    """Take it over, say for whom and what was left out, and go back to the program."""
    adopted = adopt(
        program=program,
        trainer=request.user,
        chosen=form.chosen,
        also=form.also,
        seen=form.cleaned_data["seen"],
        entry_key=form.cleaned_data["entry_key"],
        reasons=reasons,
    )
    words = {"program": program, "clients": get_text_list(list(map(str, adopted.clients)), _("and"))}
    if adopted.clients:
        messages.success(request, _("%(program)s as it is now is in the plan of %(clients)s.") % words)
    else:
        messages.success(request, _("Nothing was left to take over."))
    for client, names in adopted.left_out:
        words = {"client": client, "names": get_text_list(names, _("and"))}
        messages.error(request, _("Left as it was for %(client)s, as a rule refuses it: %(names)s.") % words)
    return redirect("workouts:program", code=program.code)


@trainer_required
@require_POST
def difference_decline(request, code):
    """Leave one client's plan as it is, until the program changes again."""
    assignments = Assignment.objects.for_trainer(request.user).active().select_related("client", "program")
    programs = Program.objects.for_trainer(request.user)
    assignment = get_object_or_404(assignments.filter(program__in=programs), code=code)
    decline(assignment=assignment, seen=request.POST.get("seen", "")[:64])
    text = _("The plan of %(client)s stays as it is, until the program changes again.")
    messages.success(request, text % {"client": assignment.client})
    return redirect("workouts:program-differences", code=assignment.program.code)
