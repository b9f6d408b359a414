"""Which exercises a client may take in the open session, instead of one of it or besides, and with which dose. [reads]

A dose that the client chooses alone stays within what needs no professional: a per cent of the one-rep max in the
band, lowered slowly, and few and light where the exercise is new to them (clinical reference 1.6, rule LS-15).
"""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from .choices import DoseSide, FacetKind, Method
from .guarding import start_findings
from .loads import BAND_LOWER_PCT, BAND_UPPER_PCT, stored_kg
from .models import Exercise, ExerciseFacet, Prescription
from .resolving import by_effort, eased_lines, read_facts, resolve_load, weaker_side
from .starting import Standing, setting_of

# How many are offered at once.
OFFERED = 8
# As far as the chain of the library is followed to either side.
CHAIN_LINKS = 2
# What an exercise without a model in the session begins with (clinical reference 1.2, `slow_lowering`).
USUAL_SETS, USUAL_REPS, USUAL_HOLD_S, USUAL_REST_S = 2, 8, 30, 90


@dataclass
class Offer:
    """One exercise that could be taken, with the dose it would have, and what the rules say of it now.

    `part` is what it would look like on the session's page, where a phone keeps that (session_page). `link` is
    `easier` or `harder` where it is of the library's chain, else empty; `is_eased` tells that the dose is smaller than
    it would be, because the exercise is new to the client.
    """

    prescription: Prescription
    standing: Standing
    link: str
    is_eased: bool
    part: object = None

    @property
    def exercise(self):
        return self.prescription.exercise

    @property
    def is_refused(self):
        return self.standing.is_refused

    @property
    def refusals(self):
        """The findings because of which it cannot be taken."""
        return self.standing.told if self.is_refused else []


def read_swaps(session_log, sheet, part, *, text=""):
    """The Offers to take instead of the exercise of `part`: the library's chain first, then those most like it.

    With `text` those whose name has it.
    """
    found = find_exercises(session_log, sheet, text)
    if text:
        chosen = [(exercise, "") for exercise in found[:OFFERED]]
    else:
        chosen = alike(part.prescription.exercise, found)
    return offers(session_log, sheet, chosen, part)


def read_additions(session_log, sheet, *, text=""):
    """The Offers to do besides all of the session: those whose name has `text`, the first of the library without."""
    found = find_exercises(session_log, sheet, text)
    return offers(session_log, sheet, [(exercise, "") for exercise in found[:OFFERED]], None)


def read_offer(session_log, sheet, exercise, part=None):
    """The Offer of one `exercise`, instead of that of `part` where there is one."""
    return offers(session_log, sheet, [(exercise, "")], part)[0]


def visible(session_log):
    """The library, and what the trainer of this session has added to it."""
    return Exercise.objects.for_trainer(session_log.planned_session.assignment.assigned_by)


def find_exercises(session_log, sheet, text):
    """The exercises that are not in the session yet and whose name has `text`, with their facets, by name."""
    present = [part.prescription.exercise_id for part in sheet.parts]
    facets = Prefetch("facets", ExerciseFacet.objects.order_by("position"))
    rows = visible(session_log).filter(name__icontains=text).exclude(pk__in=present)
    return list(rows.prefetch_related(facets).order_by("name"))


def alike(exercise, found):
    """(Exercise, link) of `found` by likeness: the chain to either side, the same muscles, the same region."""
    by_pk = {one.pk: one for one in found}
    chain = dict(links(exercise, by_pk))
    words = words_of(exercise)
    others = [one for one in found if one.pk not in chain and one.is_timed == exercise.is_timed]
    near = [(shared(words, words_of(one)), one) for one in others]
    ranked = sorted((pair for pair in near if any(pair[0])), key=lambda pair: pair[0], reverse=True)
    chosen = [(by_pk[pk], link) for pk, link in chain.items()]
    return [*chosen, *((one, "") for _, one in ranked)][:OFFERED]


def links(exercise, by_pk):
    """(Id, `easier` or `harder`) along the library's chain, the nearest first."""
    ends = {"easier": exercise, "harder": exercise}
    for _ in range(CHAIN_LINKS):
        for link in ends:
            pk = ends[link] and getattr(ends[link], f"{link}_id")
            ends[link] = by_pk.get(pk)
            if ends[link] and pk != exercise.pk:
                yield pk, link


def words_of(exercise):
    """(Muscles, regions) of an exercise."""
    facets = exercise.facets.all()
    return tuple(
        {facet.key for facet in facets if facet.kind == kind} for kind in (FacetKind.MUSCLE, FacetKind.REGION)
    )


def shared(words, others):
    """How many muscles and how many regions two exercises have in common."""
    return tuple(len(own & other) for own, other in zip(words, others, strict=True))


def offers(session_log, sheet, chosen, part):
    """The Offer of each of `chosen`, (exercise, link) pairs."""
    planned_session = session_log.planned_session
    assignment = planned_session.assignment
    facts = read_facts(assignment.client)
    kept = [other.prescription for other in sheet.parts if other is not part and not other.skip_reason]
    prefetch_related_objects([line.exercise for line in kept], "facets")
    day = assignment.client.local_date(timezone.now())
    found = []
    for exercise, link in chosen:
        wanted = by_effort(dose_for(exercise, planned_session, part), facts)
        background = facts.background.on(day, [*kept, wanted])
        line = eased_lines([wanted], background)[0]
        resolve(line, facts)
        setting = setting_of(line, assignment, background, session_log.has_help)
        standing = Standing(line, tuple(start_findings(line, background, setting)))
        is_eased = (line.sets, line.reps, line.load_pct) != (wanted.sets, wanted.reps, wanted.load_pct)
        found.append(Offer(line, standing, link, is_eased))
    return found


def dose_for(exercise, planned_session, part):
    """An unsaved prescription of `exercise`: with the sets, repetitions, tempo and rest of that of `part`, if any."""
    model = part and part.prescription
    line = Prescription(
        planned_session=planned_session,
        exercise=exercise,
        sets=model.sets if model else USUAL_SETS,
        rest_s=model.rest_s if model else USUAL_REST_S,
        method=Method.ISOMETRIC if exercise.is_timed else Method.SLOW_LOWERING,
        side=DoseSide.EACH if exercise.is_one_sided else DoseSide.BOTH,
        group=model.group if model else "",
        load_pct=percent_of(model) if exercise.is_weighted else None,
    )
    is_alike = model is not None and model.exercise.is_timed == exercise.is_timed
    line.tempo = model.tempo if is_alike else exercise.tempo
    if exercise.is_timed:
        line.duration_s = (is_alike and model.duration_s) or exercise.hold_s or USUAL_HOLD_S
    else:
        line.reps = (model and model.reps) or USUAL_REPS
        line.reps_max = model and model.reps_max
    return line


def percent_of(model):
    """The per cent that a weight is computed with: that of the other exercise as far as it is in the band."""
    asked = (model and model.load_pct) or BAND_LOWER_PCT
    return min(max(asked, BAND_LOWER_PCT), BAND_UPPER_PCT)


def resolve(line, facts):
    """Give an unsaved prescription its load, from the client's one-rep max."""
    one_rep_max = weaker_side(line, facts.newest)
    load, status = resolve_load(line, one_rep_max, facts.kit)
    line.load_status, line.one_rep_max = status, one_rep_max
    if load:
        line.load_value, line.load_unit, line.load_kg = load.value, load.unit, stored_kg(load)
