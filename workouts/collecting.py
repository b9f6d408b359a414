"""A trainer's own exercises: their place in the chains, their words, their slug. [writes]"""

from itertools import count

from django.db import transaction
from django.utils.text import slugify

from .catalogue import read_exercises
from .models import Exercise, ExerciseFacet, Prescription, ProgramLine

MAX_SLUG = 60
# What addresses of the library say already.
RESERVED_SLUGS = {"new"}


@transaction.atomic
def collect_exercise(*, exercise, words):
    """Save an own exercise with its facets; `words` are a list for each kind. A new one gets its slug."""
    exercise.slug = exercise.slug or free_slug(exercise.name)
    exercise.save()
    exercise.facets.all().delete()
    ExerciseFacet.objects.bulk_create(
        ExerciseFacet(exercise=exercise, kind=kind, key=key, position=position)
        for kind, keys in words.items()
        for position, key in enumerate(keys)
    )
    return exercise


def free_slug(name):
    """The slug of `name`, with a number where it is taken; the catalogue's are taken even before it is loaded."""
    base = slugify(name)[:MAX_SLUG].strip("-") or "exercise"
    taken = set(Exercise.objects.filter(slug__startswith=base[: MAX_SLUG - 4]).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS | read_exercises().keys()
    if base not in taken:
        return base
    tries = (f"{base[: MAX_SLUG - len(str(number)) - 1]}-{number}" for number in count(2))
    return next(slug for slug in tries if slug not in taken)


def retire_exercise(*, exercise, at):
    """Take an own exercise out of the library; programs and plans that have it keep it."""
    exercise.retired_at = at
    exercise.save(update_fields=["retired_at"])


def bring_back_exercise(*, exercise):
    """Put a retired exercise back into the library; one that is there stays."""
    exercise.retired_at = None
    exercise.save(update_fields=["retired_at"])


def is_in_use(exercise):
    """Whether a program or a plan has the exercise."""
    return any(model.objects.filter(exercise=exercise).exists() for model in (ProgramLine, Prescription))


def follow(exercises, exercise, way):
    """The exercises from `exercise` on that lie `way` ("easier" or "harder"); `exercises` are known by their pk.

    Ends at one that is not among them, and at the first that comes a second time.
    """
    found = []
    while exercise and exercise not in found:
        found.append(exercise)
        exercise = exercises.get(getattr(exercise, f"{way}_id"))
    return found
