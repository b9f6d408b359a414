"""What the quick-add line says about the words that some methods need."""

import pytest

from workouts.shorthand_words import read_aloud

LIBRARY = {"back-squat": "Squat"}


def said(words):
    """(word, meaning, is_problem) of everything after the sets."""
    readings = read_aloud(f"squat 4x5 {words}", LIBRARY)[2:]
    return [(reading.word, reading.meaning, reading.is_problem) for reading in readings]


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("assist10kg", "10 kg of help"),
        ("0.025kgm2", "inertia 0.025 kg m²"),
        ("0.1kgm2", "inertia 0.1 kg m²"),
        ("0.024kgm2", "inertia 0.024 kg m²; usual are 0.025 to 0.100"),
        ("0.101kgm2", "inertia 0.101 kg m²; usual are 0.025 to 0.100"),
        ("+linear", "next: more weight each time"),
        ("+double", "next: repetitions, then sets, then weight"),
        ("+wave", "next: a wave of per cents"),
        ("+ladder", "next: down the RM ladder, 15 to 6"),
    ],
)
def test_each_word_says_what_it_means(word, meaning):
    assert said(word) == [(word, meaning, False)]


@pytest.mark.parametrize(
    ("words", "meaning"), [("lift40% @110%", "lift 40 %"), ("lift60kg @100kg", "lift 60 kg")]
)
def test_a_lift_says_how_much_goes_up(words, meaning):
    assert said(words)[0] == (words.split()[0], meaning, False)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("lift40", "“lift40” is not clear. Write lift40% or lift60kg, in one word."),
        ("lift101%", "“lift101%”: what is lifted goes from 1 to 100 %, or up to 1000 kg."),
        ("lift40%", "“lift40%” needs the lowered load in the same unit: @110% lift40%, or @100kg lift60kg."),
        ("lift80kg @60kg", "“lift80kg”: what is lifted is not more than what is lowered."),
        ("assist10", "“assist10” is not clear. Write assist10kg or assist20lb, in one word."),
        ("assist1001kg", "“assist1001kg”: help is at most 1000 kg."),
        ("2kgm2", "“2kgm2”: inertia goes from 0.001 to 1 kg m², with at most four decimals."),
        ("+fast", "“+fast” is not clear. Write +linear, +double, +wave or +ladder."),
    ],
)
def test_each_problem_has_its_sentence(words, sentence):
    assert said(words)[0] == (words.split()[0], sentence, True)
