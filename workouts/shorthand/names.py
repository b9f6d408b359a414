"""Which exercise the first words of a quick-add line mean. [pure]

Upper and lower case, hyphens, spaces and points are alike. In this order, the first that fits has it:

1. a slug;
2. a whole name;
3. a whole name without what it has in brackets: `squat` is `Squat (barbell back squat)`, although
   other names have the word too;
4. the one exercise whose slug and name have, for each word typed, a word that begins with it: `nordic ham`.

The exercise is as many words as some exercise has. A word that reads as something else (`hold`, `left`) is such
a word too, `knee extension hold`, unless the words before it are an exercise by 1, 2 or 3: `pull-up hold`.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from .elements import Element

MAX_CHOICES = 5


@dataclass(frozen=True)
class Entry:
    """An exercise as it can be typed: `spellings` in full, from the surest; `words` in part."""

    slug: str
    spellings: tuple[str, ...]
    words: frozenset[str]


def read_exercise(elements, text, library):
    """`elements` with one of the kind `exercise` in the place of its words, if any can be meant as one.

    Words of other kinds may come before it (`A1 squat`), but not what is only said of an exercise (`4x8`).
    """
    entries = [entry_of(slug, name) for slug, name in library.items()]
    for first, element in enumerate(elements):
        if element.is_plainly:
            return elements
        found = matching(text[element.start : element.end], entries)
        if found or element.kind == "word":
            run = list(takewhile(lambda element: not element.is_plainly, elements[first:]))
            exercise, count = longest(run, text, entries) if found else unknown(run)
            return [*elements[:first], exercise, *elements[first + count :]]
    return elements


def longest(run, text, entries):
    """The exercise that the first words of `run` mean, and how many words they are."""
    count = whole = 0
    for upto, last in enumerate(run, start=1):
        typed = text[run[0].start : last.end]
        if not matching(typed, entries):
            break
        count = upto
        is_followed_by_word = upto < len(run) and run[upto].kind == "word"
        if not is_followed_by_word and in_full(typed, entries):
            whole = upto
    count = whole or count
    start, end = run[0].start, run[count - 1].end
    found = matching(text[start:end], entries)
    exercise = Element("exercise", start, end, {"exercise": found[0].slug})
    if len(found) > 1:
        nearest = sorted(found, key=lambda entry: (len(entry.slug), entry.slug))
        choices = tuple(entry.slug for entry in nearest[:MAX_CHOICES])
        exercise = replace(exercise, troubles=(("ambiguous_exercise", choices),))
    return exercise, count


def unknown(run):
    """The trouble with all plain words at the beginning of `run`, and how many they are."""
    plain_words = list(takewhile(lambda element: element.kind == "word", run))
    trouble = Element("exercise", run[0].start, plain_words[-1].end, troubles=(("unknown_exercise", ()),))
    return trouble, len(plain_words)


def matching(typed, entries):
    """The entries that `typed` means: in full, otherwise in part."""
    return in_full(typed, entries) or in_part(typed, entries)


def in_full(typed, entries):
    """The entries with the spelling `typed`, of the surest kind that any has."""
    spellings = (typed, typed.casefold(), *[joined(typed)] * 3)
    for rank, spelling in enumerate(spellings):
        found = [entry for entry in entries if spelling and entry.spellings[rank] == spelling]
        if found:
            return found
    return []


def in_part(typed, entries):
    """The entries that have, for each word of `typed`, one that begins with it."""
    parts = words_of(typed)
    return [
        entry
        for entry in entries
        if parts and all(any(word.startswith(part) for word in entry.words) for part in parts)
    ]


def entry_of(slug, name):
    """The Entry of one exercise of the library."""
    without_brackets = re.sub(r"\([^()]*\)", " ", name)
    spellings = (slug, slug.casefold(), joined(slug), joined(name), joined(without_brackets))
    # The parts of `push-up`, and `pushup`, which is as usual.
    hyphenated = [joined(word) for word in name.split()]
    return Entry(slug, spellings, frozenset([*words_of(slug), *words_of(name), *hyphenated, *spellings[2:]]))


def words_of(text):
    """The words of `text`: what is between spaces, hyphens and other signs."""
    return re.findall(r"[^\W_]+", text.casefold())


def joined(text):
    """The words of `text` without anything between them."""
    return "".join(words_of(text))
