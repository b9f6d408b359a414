"""Reads the catalogue file and brings it into the database, as often as one likes."""

import tomllib
from pathlib import Path

from django.db import transaction

from ..choices import Caution, Condition, ExerciseSide, FacetKind, LoadType, StepsKind
from ..models import Exercise, ExerciseFacet
from ..tempo import parse_tempo

EXERCISES = Path(__file__).parent / "exercises.toml"
LISTS = {
    "regions": FacetKind.REGION,
    "muscles": FacetKind.MUSCLE,
    "equipment": FacetKind.EQUIPMENT,
    "serves": FacetKind.CONDITION,
    "cautions": FacetKind.CAUTION,
}
KNOWN_WORDS = {"serves": set(Condition.values), "cautions": set(Caution.values)}


class CatalogueError(ValueError):
    """The catalogue file says something that cannot be loaded."""


def read_exercises(path=EXERCISES):
    """Slug -> entry, checked: known words, existing neighbours, chains without a circle. Raises CatalogueError."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    for slug, entry in entries.items():
        try:
            check_entry(entry, entries)
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"{path.name}, [{slug}]: {error}") from error
    for slug in entries:
        try:
            check_chain(slug, "easier", entries)
            check_chain(slug, "harder", entries)
        except ValueError as error:
            raise CatalogueError(f"{path.name}, [{slug}]: {error}") from error
    return entries


def check_entry(entry, entries):
    """Raise KeyError or ValueError for what one entry lacks or gets wrong."""
    parse_tempo(entry["tempo"])
    LoadType(entry["load"])
    ExerciseSide(entry["side"])
    if entry["load"] == LoadType.KG:
        StepsKind(entry["steps"])
    for name, known in KNOWN_WORDS.items():
        if unknown := set(entry[name]) - known:
            raise ValueError(f"{name} has unknown words: {', '.join(sorted(unknown))}")
    for direction in ("easier", "harder"):
        if entry.get(direction) and entry[direction] not in entries:
            raise ValueError(f"{direction} names an unknown exercise: {entry[direction]}")


def check_chain(slug, direction, entries):
    """Raise ValueError when following `direction` from `slug` comes back to where it was."""
    seen = []
    while slug:
        if slug in seen:
            raise ValueError(f"{direction} goes in a circle: {' > '.join([*seen, slug])}")
        seen.append(slug)
        slug = entries[slug].get(direction)


@transaction.atomic
def load_exercises(entries):
    """Create or update the library; returns (number created, number already there).

    Raises CatalogueError when a trainer's own exercise already has a slug of the catalogue.
    """
    own = Exercise.objects.filter(slug__in=entries).exclude(owner=None).first()
    if own:
        raise CatalogueError(f"[{own.slug}] is already an exercise of {own.owner}")
    before = Exercise.objects.filter(owner=None).count()
    exercises = {slug: load_exercise(slug, entry) for slug, entry in entries.items()}
    for slug, entry in entries.items():
        neighbours = {way: exercises.get(entry.get(way)) for way in ("easier", "harder")}
        Exercise.objects.filter(pk=exercises[slug].pk).update(**neighbours)
    ExerciseFacet.objects.filter(exercise__in=exercises.values()).delete()
    ExerciseFacet.objects.bulk_create(
        ExerciseFacet(exercise=exercises[slug], kind=kind, key=word, position=position)
        for slug, entry in entries.items()
        for name, kind in LISTS.items()
        for position, word in enumerate(entry[name])
    )
    after = Exercise.objects.filter(owner=None).count()
    return after - before, before


def load_exercise(slug, entry):
    """Create or update one exercise, without its neighbours and facets."""
    tempo = parse_tempo(entry["tempo"])
    values = {
        "name": entry["name"],
        "cue": entry["cue"],
        "load_type": entry["load"],
        "steps_kind": entry.get("steps", ""),
        "side": entry["side"],
        "hold_s": entry.get("hold_s"),
        "tempo_down_s": tempo.down_s,
        "tempo_pause_low_s": tempo.pause_low_s,
        "tempo_up_s": tempo.up_s,
        "tempo_pause_top_s": tempo.pause_top_s,
    }
    exercise, _ = Exercise.objects.update_or_create(slug=slug, defaults=values)
    return exercise
