"""Vectors: clinical reference 1.4 (parser table) and 1.5 (time under tension)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.tempo import NeedsConfirmation, Tempo, TimeUnderTension, parse_tempo, time_under_tension

tempos = st.builds(
    Tempo,
    down_s=st.integers(min_value=0, max_value=30),
    pause_low_s=st.integers(min_value=0, max_value=60),
    up_s=st.none() | st.integers(min_value=0, max_value=60),
    pause_top_s=st.integers(min_value=0, max_value=60),
)


# Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4-0-1-0", Tempo(4, 0, 1, 0)),
        ("4010", Tempo(4, 0, 1, 0)),
        ("40X0", Tempo(4, 0, None, 0)),
        ("4-0-X-0", Tempo(4, 0, None, 0)),
        ("10-0-1-0", Tempo(10, 0, 1, 0)),
        ("4-0-x-0", Tempo(4, 0, None, 0)),
        (" 3-1-1-2 ", Tempo(3, 1, 1, 2)),
        ("0-45-0-0", Tempo(0, 45, 0, 0)),
    ],
)
def test_parse_tempo_reads(text, expected):
    assert parse_tempo(text) == expected


def test_parse_tempo_takes_the_first_figure_as_the_lowering():
    tempo = parse_tempo("5-1-2-3")

    assert (tempo.down_s, tempo.pause_low_s, tempo.up_s, tempo.pause_top_s) == (5, 1, 2, 3)


@pytest.mark.parametrize(
    ("text", "proposed"), [("3-1-1", Tempo(3, 1, 1, 0)), ("4-0-X", Tempo(4, 0, None, 0))]
)
def test_parse_tempo_asks_about_three_figures(text, proposed):
    with pytest.raises(NeedsConfirmation) as caught:
        parse_tempo(text)

    assert caught.value.tempo == proposed


@pytest.mark.parametrize(
    "text",
    [
        *("10010", "4-0", "a-b-c-d", ""),
        *("   ", "-", "401", "4-0-1-0-0", "4--1-0", "-4-0-1-0", "4-0-1-", "4.5-0-1-0", "100-0-1-0", "abcd"),
    ],
)
def test_parse_tempo_refuses(text):
    with pytest.raises(ValueError, match="a tempo has four parts|each part of a tempo is a number") as caught:
        parse_tempo(text)

    assert caught.type is ValueError


@pytest.mark.parametrize("text", ["X-0-1-0", "X010", "4-X-1-0", "4-0-1-X", "X-0-1"])
def test_parse_tempo_refuses_x_anywhere_but_in_the_lift(text):
    with pytest.raises(ValueError, match="only the lift may be X"):
        parse_tempo(text)


@given(tempo=tempos)
def test_parse_tempo_is_the_inverse_of_str(tempo):
    assert parse_tempo(str(tempo)) == tempo


@given(text=st.text(alphabet="0123456789X- ", max_size=12) | st.text(max_size=8))
def test_parse_tempo_reads_or_raises_value_error(text):
    try:
        tempo = parse_tempo(text)
    except ValueError:
        return

    assert parse_tempo(str(tempo)) == tempo


# Limits


@pytest.mark.parametrize(
    "seconds", [(30, 0, 1, 0), (0, 60, 0, 0), (4, 0, 60, 0), (4, 0, None, 60), (0, 0, 0, 0)]
)
def test_tempo_accepts_its_limits(seconds):
    tempo = Tempo(*seconds)

    assert (tempo.down_s, tempo.pause_low_s, tempo.up_s, tempo.pause_top_s) == seconds


@pytest.mark.parametrize(
    "seconds",
    [
        *((31, 0, 1, 0), (4, 61, 1, 0), (4, 0, 61, 0), (4, 0, 1, 61)),
        *((-1, 0, 1, 0), (4, -1, 1, 0), (4, 0, -1, 0), (4, 0, 1, -1)),
    ],
)
def test_tempo_refuses_what_is_beyond_its_limits(seconds):
    with pytest.raises(ValueError, match=r"\d s"):
        Tempo(*seconds)


def test_parse_tempo_refuses_lowering_over_30_s():
    with pytest.raises(ValueError, match="at most 30 s, got 31 s"):
        parse_tempo("31-0-1-0")


# Time under tension


@pytest.mark.parametrize(
    ("text", "reps", "sets", "rep_s", "set_s", "total_s", "lowering_s"),
    [
        ("4-0-1-0", 8, 3, 5, 40, 120, 96),
        ("3-1-1-0", 10, 3, 5, 50, 150, 90),
        ("5-0-X-1", 5, 4, 7, 35, 140, 100),
        ("3-0-3-0", 8, 4, 6, 48, 192, 96),
        ("2-0-2-0", 15, 3, 4, 60, 180, 90),
    ],
)
def test_time_under_tension_follows_the_table(text, reps, sets, rep_s, set_s, total_s, lowering_s):
    found = time_under_tension(parse_tempo(text), reps=reps, sets=sets)

    assert found == TimeUnderTension(rep_s=rep_s, set_s=set_s, total_s=total_s, lowering_s=lowering_s)


def test_explosive_lift_counts_one_second():
    assert Tempo(4, 0, None, 0).rep_s == 5


@given(tempo=tempos, reps=st.integers(1, 60), sets=st.integers(1, 12))
def test_lowering_is_never_longer_than_the_whole(tempo, reps, sets):
    found = time_under_tension(tempo, reps=reps, sets=sets)

    assert found.total_s - found.lowering_s == (tempo.rep_s - tempo.down_s) * reps * sets >= 0
