"""What was proposed, for all of the trainer's clients or one: accept, edit, decline, undo; rules on their own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from ecctrain.access import trainer_required
from ecctrain.accounts.models import User
from ecctrain.htmx import render_page, wants_fragment

from ..deciding import DecisionRefused, accept, decline, switch_rule, undo
from ..forms.proposals import AcceptForm, DeclineForm, ProposalForm, RuleForm
from ..models import Proposal
from ..proposal_list import read_proposals, with_forms
from ..safety_words import sentence

PAGE = "workouts/proposals.html"
REFUSALS = {
    "decided": gettext_lazy("Somebody has decided about this already."),
    "paused": gettext_lazy("The plan rests or has ended. Nothing was changed."),
    "overtaken": gettext_lazy("No session that is not started has this dose any more. Nothing was changed."),
    "shut": gettext_lazy("An answer came in that speaks against it. Nothing was changed."),
    "blocked": gettext_lazy("A safety rule does not allow it. Nothing was changed."),
    "reason": gettext_lazy("A safety rule asks for a reason: say why, in 15 letters or more."),
    "no_load": gettext_lazy("The client's equipment has no weight for this."),
    "no_one_rep_max": gettext_lazy("A per cent needs a one-rep max. Write the load in kg or lb."),
}


@require_safe
@trainer_required
def proposals(request):
    """Everything that waits for a decision, client by client, and what was accepted lately."""
    return list_page(request)


def list_page(request, *, form=None, status=200):
    """The whole list; `form` is one that was sent and refused."""
    waiting, done = read_proposals(Proposal.objects.for_trainer(request.user), timezone.now())
    context = {"lines": with_forms(waiting, ProposalForm, form), "done": done, "section": "proposals"}
    return render_page(request, PAGE, context, partial="lines", status=status)


def find_proposal(request, code):
    """A proposal about somebody the trainer coaches now."""
    rows = Proposal.objects.for_trainer(request.user).select_related(
        "assignment__client", "exercise", "session_log", "decided_by"
    )
    return get_object_or_404(rows, code=code)


def refusal_words(refusal):
    """Why nothing was changed, with the sentences of the safety rules that stand in the way."""
    return [str(REFUSALS[refusal.code]), *map(sentence, refusal.findings)]


def answer(request, proposal, *, text="", refused=(), form=None):
    """The line of one proposal for htmx; the list or the client's page for others, at the line."""
    proposal = find_proposal(request, proposal.code)
    is_refused = form is not None and bool(form.errors)
    if wants_fragment(request):
        (line,) = with_forms([proposal], ProposalForm, form)
        context = {
            "line": line,
            "said": text,
            "refused": refused,
            "is_fragment": True,
            "back": back_of(request),
        }
        return render_page(
            request, PAGE, context, partial="line", status=422 if is_refused or refused else 200
        )
    if is_refused:
        return list_page(request, form=form, status=422)
    for words in refused:
        messages.error(request, words)
    if text:
        messages.success(request, text)
    return go_back(request, proposal.assignment.client)


def back_of(request):
    """Which page a decision was made on."""
    return "client" if request.POST.get("back") == "client" else ""


def go_back(request, client):
    """To the page a decision was made on."""
    if back_of(request):
        return redirect("client-page", code=client.code)
    return redirect("workouts:proposals")


@trainer_required
@require_POST
def proposal_accept(request, code):
    """Take a proposal over as it is, or with the dose that was typed."""
    proposal = find_proposal(request, code)
    form, dose, reason = None, None, ""
    if "sets" in request.POST:
        form = ProposalForm(request.POST, proposal=proposal)
        if not form.is_valid():
            return answer(request, proposal, form=form)
        dose, reason = form.dose, form.cleaned_data["load_reason"].strip()
    try:
        accept(proposal, by=request.user, at=timezone.now(), dose=dose, reason=reason)
    except DecisionRefused as refusal:
        if refusal.code not in ("reason", "blocked", "no_load", "no_one_rep_max"):
            return answer(request, proposal, refused=refusal_words(refusal))
        form = form or ProposalForm(as_proposed(proposal), proposal=proposal)
        form.add_error("load_reason" if refusal.code == "reason" else None, refusal_words(refusal))
        return answer(request, proposal, form=form)
    return answer(request, proposal, text=_("%(exercise)s is changed.") % {"exercise": proposal.exercise})


def as_proposed(proposal):
    """The cells of the form as the proposal fills them."""
    return {
        "sets": ProposalForm.sets_cell(proposal.after),
        "load": ProposalForm.load_cell(proposal.after),
        "load_reason": "",
    }


@trainer_required
@require_POST
def proposals_accept(request):
    """Take over all that were on the page; what a rule holds back stays and waits."""
    rows = Proposal.objects.for_trainer(request.user).filter(code__in=codes_of(request))
    rows = list(rows.waiting().select_related("assignment__client"))
    changed = left = 0
    for proposal in rows:
        try:
            accept(proposal, by=request.user, at=timezone.now())
            changed += 1
        except DecisionRefused:
            left += 1
    if changed:
        words = ngettext("%(count)s proposal accepted.", "%(count)s proposals accepted.", changed)
        messages.success(request, words % {"count": changed})
    if left:
        words = ngettext(
            "%(count)s proposal needs a look of its own and still waits.",
            "%(count)s proposals need a look of their own and still wait.",
            left,
        )
        messages.info(request, words % {"count": left})
    if back_of(request) and rows:
        return go_back(request, rows[0].assignment.client)
    return redirect("workouts:proposals")


def codes_of(request):
    """The codes of the proposals that were on the page; none where one of them is no code."""
    form = AcceptForm(request.POST)
    return form.cleaned_data["proposal"] if form.is_valid() else []


@trainer_required
@require_POST
def proposal_decline(request, code):
    """Leave the dose as it is."""
    proposal = find_proposal(request, code)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return answer(request, proposal, refused=form.errors["note"])
    try:
        decline(proposal, by=request.user, at=timezone.now(), note=form.cleaned_data["note"])
    except DecisionRefused as refusal:
        return answer(request, proposal, refused=refusal_words(refusal))
    return answer(request, proposal, text=_("%(exercise)s stays as it is.") % {"exercise": proposal.exercise})


@trainer_required
@require_POST
def proposal_undo(request, code):
    """Put the earlier dose back into what is not started."""
    proposal = find_proposal(request, code)
    try:
        undo(proposal, by=request.user, at=timezone.now())
    except DecisionRefused as refusal:
        return answer(request, proposal, refused=refusal_words(refusal))
    return answer(
        request, proposal, text=_("%(exercise)s is as it was before.") % {"exercise": proposal.exercise}
    )


@trainer_required
@require_POST
def client_rule(request, code):
    """Let a rule act on its own for a client, or no longer."""
    client = get_object_or_404(User.objects.for_trainer(request.user), code=code)
    form = RuleForm(request.POST)
    if form.is_valid():
        switch_rule(client=client, by=request.user, at=timezone.now(), **form.cleaned_data)
        words = (
            _("The rule acts on its own now.") if form.cleaned_data["is_on"] else _("The rule asks you now.")
        )
        messages.success(request, words)
    return redirect("client-page", code=client.code)
