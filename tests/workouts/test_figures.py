"""The line figures: limbs keep their length, the tempo is kept, and each exercise of the catalogue has one."""

from itertools import pairwise
from math import dist

import pytest

from workouts.catalogue import read_exercises
from workouts.figures import PATTERNS, draw
from workouts.figures.bodies import (
    FOREARM,
    HEAD,
    SHANK,
    THIGH,
    TRUNK,
    UPPER_ARM,
    Body,
    Reach,
    Seat,
    Stand,
    Swing,
    between,
    limb,
)
from workouts.figures.drawing import enough_steps
from workouts.figures.timing import keys
from workouts.templatetags.figures import drawn_figure
from workouts.tempo import Tempo, parse_tempo

CATALOGUE = read_exercises()
BONES = {
    ("hip", "shoulder"): TRUNK,
    ("shoulder", "head"): HEAD,
    ("shoulder", "elbow"): UPPER_ARM,
    ("elbow", "hand"): FOREARM,
    ("hip", "knee"): THIGH,
    ("knee", "ankle"): SHANK,
    ("shoulder", "far_elbow"): UPPER_ARM,
    ("far_elbow", "far_hand"): FOREARM,
    ("hip", "far_knee"): THIGH,
    ("far_knee", "far_ankle"): SHANK,
}
LONGEST_TEMPO = Tempo(13, 11, 17, 12)
MOST_BYTES = 3000
# How far, in units, a hand or a foot may be from the place it is meant to be at.
REACHED = 1.5


def bodies():
    return [(slug, pattern) for slug, pattern in PATTERNS.items() if isinstance(pattern.start, Body)]


def seconds(drawing):
    return [round(share * drawing.rep_s, 6) for share in drawing.key_times]


def test_every_exercise_of_the_catalogue_has_a_figure():
    assert PATTERNS.keys() == CATALOGUE.keys()


def test_no_two_exercises_share_a_figure_by_mistake():
    drawings = {slug: draw(pattern, None) for slug, pattern in PATTERNS.items()}

    assert len(set(drawings.values())) == len(drawings)


@pytest.mark.parametrize(("slug", "pattern"), bodies())
def test_bones_keep_their_length(slug, pattern):
    for share in (0, 0.25, 0.5, 0.75, 1):
        joints = pattern.pose(share).joints()
        for (one, other), length in BONES.items():
            assert dist(joints[one], joints[other]) == pytest.approx(length), (slug, share, one, other)


@pytest.mark.parametrize(("slug", "pattern"), bodies())
def test_bones_keep_their_length_where_the_picture_is_between_two_keys(slug, pattern):
    """A straight line between two keys may shorten a limb by a twelfth at most."""
    depths = [key.depth for key in keys_of(pattern)]
    for one, other in pairwise(depths):
        before, after = pattern.pose(one).joints(), pattern.pose(other).joints()
        middle = {
            name: ((place[0] + after[name][0]) / 2, (place[1] + after[name][1]) / 2)
            for name, place in before.items()
        }
        for (start, end), length in BONES.items():
            assert dist(middle[start], middle[end]) > length * 11 / 12, (slug, start, end)


def keys_of(pattern):
    return keys(Tempo(4, 0, 1, 0), enough_steps(pattern))


@pytest.mark.parametrize(("slug", "pattern"), bodies())
def test_hands_and_feet_are_where_they_are_meant_to_be(slug, pattern):
    for depth in (0, 0.5, 1):
        pose = pattern.pose(depth)
        joints = pose.joints()
        ends = {"hand": pose.arm, "ankle": pose.leg, "far_hand": pose.far_arm, "far_ankle": pose.far_leg}
        for name, meant in ends.items():
            if isinstance(meant, Reach):
                assert dist(joints[name], (meant.x, meant.y)) < REACHED, (slug, depth, name)


@pytest.mark.parametrize(("slug", "pattern"), bodies())
def test_nobody_sinks_into_the_floor(slug, pattern):
    for depth in (0, 0.5, 1):
        lowest = min(pattern.pose(depth).joints().items(), key=lambda joint: joint[1][1])
        assert lowest[1][1] > -1.5, (slug, depth, lowest)


def test_a_limb_bends_to_the_side_it_is_told():
    """A leg of 18 and 18 from (0, 30) to (0, 0): the knee is half way down, sqrt(18^2 - 15^2) = 9.95 in front."""
    knee, ankle = limb((0, 30), Reach(0, 0, 1), 18, 18)

    assert knee == pytest.approx((9.95, 15), abs=0.01)
    assert ankle == pytest.approx((0, 0), abs=1e-9)
    assert limb((0, 30), Reach(0, 0, -1), 18, 18)[0] == pytest.approx((-9.95, 15), abs=0.01)


def test_a_place_out_of_reach_is_reached_for():
    knee, ankle = limb((0, 50), Reach(0, 0), 18, 18)

    assert (knee, ankle) == (pytest.approx((0, 32)), pytest.approx((0, 14)))


def test_who_stands_straight_is_78_high():
    """Ankle 3, shank 18, thigh 18, trunk 23, and the middle of the head 10.5 above: 72.5. Its radius is 5.75."""
    joints = Body(Stand(50, 3, 90, 90), 90, Swing(-90, -90)).joints()

    assert joints["head"] == pytest.approx((50, 72.5))


def test_half_way_is_half_way():
    start, end = Body(Seat(0, 10), 90, Swing(0, 0)), Body(Seat(10, 20), 70, Swing(40, 60))

    assert between(start, end, 0.5) == Body(Seat(5, 15), 80, Swing(20, 30))


@pytest.mark.parametrize(
    ("tempo", "rep_s", "lowered"),
    [
        ("4-0-1-0", 5, 0.8),
        ("3-1-2-0", 6, 0.5),
        ("2-0-X-0", 3, 2 / 3),
        ("3-1-1-3", 8, 3 / 8),
        ("4-0-0-0", 4, 1),
    ],
)
def test_one_repetition_lasts_as_prescribed(tempo, rep_s, lowered):
    drawing = draw(PATTERNS["back-squat"], parse_tempo(tempo))

    assert drawing.rep_s == rep_s
    assert drawing.lowered == pytest.approx(lowered)
    assert (drawing.key_times[0], drawing.key_times[-1]) == (0, 1)
    assert list(drawing.key_times) == sorted(drawing.key_times)


def test_the_lowest_point_is_reached_when_the_lowering_ends():
    drawing = draw(PATTERNS["back-squat"], Tempo(4, 2, 1, 1))
    low = next(layer for layer in drawing.low if layer.name == "body").paths[0]
    body = next(layer for layer in drawing.moving if layer.name == "body")

    lowest = [second for second, path in zip(seconds(drawing), body.paths, strict=True) if path == low]
    assert (min(lowest), max(lowest)) == (4, 6)


def test_the_pause_at_the_top_stands_still():
    drawing = draw(PATTERNS["back-squat"], Tempo(4, 0, 1, 3))
    high = next(layer for layer in drawing.high if layer.name == "body").paths[0]
    body = next(layer for layer in drawing.moving if layer.name == "body")

    highest = [second for second, path in zip(seconds(drawing), body.paths, strict=True) if path == high]
    assert highest == [0, 5, 8]


def test_a_hold_does_not_move():
    drawing = draw(PATTERNS["wall-sit-hold"], Tempo(0, 45, 0, 0))

    assert (drawing.moving, drawing.high) == ((), ())
    assert "<animate" not in drawn_figure("wall-sit-hold", Tempo(0, 45, 0, 0))


def test_both_legs_lift_where_one_lowers():
    """Two up, one down: the other leg waits while one lowers, and is with it all the way up."""
    pattern = PATTERNS["leg-curl-2up1down"]
    lowered, lifting = pattern.pose(1).joints(), pattern.pose(1, is_lift=True).joints()

    assert dist(lowered["far_ankle"], lowered["ankle"]) > SHANK
    assert lifting["far_ankle"] == lifting["ankle"]


def test_every_key_of_a_path_has_the_same_commands():
    """Only then can a browser go from one to the next."""
    for slug, pattern in PATTERNS.items():
        for layer in draw(pattern, Tempo(4, 1, 1, 1)).moving:
            shapes = {"".join(sign for sign in path if sign.isalpha()) for path in layer.paths}
            assert len(shapes) == 1, (slug, layer.name)


def test_every_figure_is_small():
    tempos = [None, Tempo(4, 0, 1, 0), LONGEST_TEMPO]
    sizes = {
        (slug, str(tempo)): len(drawn_figure(slug, tempo).encode()) for slug in PATTERNS for tempo in tempos
    }

    assert max(sizes.values()) < MOST_BYTES, max(sizes.items(), key=lambda entry: entry[1])


def test_figures_have_neither_styles_nor_scripts():
    for slug, entry in CATALOGUE.items():
        written = drawn_figure(slug, parse_tempo(entry["tempo"]))
        assert "style" not in written
        assert "script" not in written
        assert " on" not in written
