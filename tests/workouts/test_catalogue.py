"""The library against the table of clinical reference 8.2, typed by hand."""

from collections import Counter

import pytest

from workouts.catalogue import CatalogueError, load_exercises, read_exercises
from workouts.models import Exercise, ExerciseFacet

SEED_FIVE = ["shoulder-press", "back-squat", "push-up", "crunch", "pull-up"]

COLUMNS = (
    *("name", "regions", "muscles", "equipment", "side", "cue", "tempo", "load"),
    *("serves", "cautions", "easier", "harder"),
)
ROWS = {
    "back-squat": (
        *("Squat (barbell back squat)", ["knee", "hip"], ["quads", "glutes"], ["barbell", "rack"], "bi"),
        "Sit down between the hips for 4 s, knees in line with the feet, then stand",
        *("4-0-1-0", "kg", ["GEN", "PT", "ACL"], ["deep-flex", "knee-early", "bp", "spotter"]),
        *("goblet-squat", "flywheel-squat"),
    ),
    "shoulder-press": (
        *("Shoulder press", ["shoulder"], ["deltoid", "triceps"], ["dumbbells/barbell"], "bi"),
        "Bring the weight down to the shoulders for 4 s, ribs down",
        *("4-0-1-0", "kg", ["GEN", "OST", "SARC"], ["shoulder", "bp", "spotter"]),
        *("full-can-lowering", None),
    ),
    "push-up": (
        *("Push-up", ["chest"], ["pecs", "triceps"], [], "bi"),
        "Sink the chest for 4 s; come up on the knees if needed",
        *("4-0-1-0", "bw", ["GEN"], ["shoulder", "elbow-wrist"]),
        *("incline-push-up", "bench-press"),
    ),
    "crunch": (
        *("Crunch", ["trunk"], ["rectus abdominis"], ["mat"], "bi"),
        "Uncurl to the mat over 4 s, chin off the chest",
        *("4-0-1-0", "bw", ["GEN"], ["spine-flex", "vert-fx", "bp"]),
        *("dead-bug-lowering", None),
    ),
    "pull-up": (
        *("Pull-up", ["back"], ["lats", "biceps"], ["bar"], "bi"),
        "After the pull, lower the body for 4 s to straight arms",
        *("4-0-1-0", "bw", ["GEN"], ["shoulder", "elbow-wrist"]),
        *("pull-up-negative", None),
    ),
    "spanish-squat-hold": (
        *("Spanish squat hold", ["knee"], ["quads", "patellar tendon"], ["strap"], "bi"),
        "Sit back against the strap, shins upright, hold",
        *("0-45-0-0", "time", ["PT"], ["knee-early", "bp"]),
        *("wall-sit-hold", "double-leg-decline-squat"),
    ),
    "single-leg-decline-squat": (
        *("Single-leg decline squat", ["knee"], ["quads", "patellar tendon"], ["25 deg board"], "uni"),
        "Lower on the sore leg only, come up with both",
        *("3-0-1-0", "bw", ["PT"], ["knee-early", "deep-flex", "balance"]),
        *("double-leg-decline-squat", None),
    ),
    "flywheel-squat": (
        *("Flywheel squat", ["knee", "hip"], ["quads", "glutes"], ["flywheel"], "bi"),
        "Follow the pull down, brake in the lower third",
        *("2-0-X-0", "lvl", ["GEN", "ACL", "PT"], ["clinic", "knee-early", "deep-flex"]),
        *("back-squat", None),
    ),
    "deadlift-controlled": (
        *("Controlled deadlift (trap bar)", ["hip", "back"], ["glutes", "quads", "back"], ["trap bar"], "bi"),
        "Return the bar to the floor for 4 s instead of dropping",
        *("4-0-1-0", "kg", ["OST", "GEN"], ["hinge", "vert-fx", "bp"]),
        *("hip-hinge-dowel", "back-squat"),
    ),
    "nordic-hamstring": (
        *("Nordic hamstring", ["knee"], ["hamstrings"], ["partner/anchor"], "bi"),
        "Fall forward as slowly as you can, catch with hands",
        *("4-0-0-0", "bw", ["HS", "ACL", "GEN"], ["hs-graft", "spotter"]),
        *("band-assisted-nordic", None),
    ),
    "external-rotation-eccentric": (
        *("External rotation, eccentric", ["shoulder"], ["cuff"], ["band"], "uni"),
        "Let the band pull the hand in slowly",
        *("4-0-1-0", "band", ["GEN", "LE"], ["shoulder"]),
        *(None, "full-can-lowering"),
    ),
    "biceps-curl": (
        *("Biceps curl", ["elbow"], ["biceps", "brachialis"], ["dumbbells"], "bi"),
        "Lower for 4 s, wrist straight, stop just short of full stretch",
        *("4-0-1-0", "kg", ["GEN", "SARC"], ["elbow-wrist", "shoulder"]),
        *(None, "pull-up-negative"),
    ),
    "dead-bug-lowering": (
        *("Dead-bug lowering", ["trunk"], ["abdominals"], ["mat"], "uni"),
        "Lower opposite arm and leg slowly, back stays still",
        *("4-0-1-0", "bw", ["GEN", "OST", "SARC", "ACL"], []),
        *(None, None),
    ),
}

ENTRY = """
[{slug}]
name = "Slow squat"
cue = "Lower for 4 s"
tempo = "{tempo}"
load = "bw"
side = "bi"
regions = ["knee"]
muscles = ["quads"]
equipment = []
serves = ["GEN"]
cautions = ["{caution}"]
"""


def entry(slug, *, tempo="4-0-1-0", caution="bp", **neighbours):
    lines = [f'{way} = "{neighbour}"' for way, neighbour in neighbours.items()]
    return "\n".join([ENTRY.format(slug=slug, tempo=tempo, caution=caution), *lines])


@pytest.fixture
def write(tmp_path):
    """Write entries to a catalogue file of their own; returns its path."""

    def write_entries(*entries):
        path = tmp_path / "made-up.toml"
        path.write_text("\n".join(entries), encoding="utf-8")
        return path

    return write_entries


def facet_rows():
    return list(
        ExerciseFacet.objects.values_list("exercise__slug", "kind", "position", "key").order_by(
            "exercise__slug", "kind", "position"
        )
    )


# The file


def test_catalogue_has_71_exercises_and_the_seed_five_among_them():
    entries = read_exercises()

    assert len(entries) == 71
    assert [slug for slug in SEED_FIVE if slug in entries] == SEED_FIVE


def test_catalogue_counts_of_each_load_type():
    counts = Counter(entry["load"] for entry in read_exercises().values())

    assert counts == {"bw": 36, "kg": 23, "time": 6, "band": 3, "lvl": 3}


@pytest.mark.parametrize("slug", ROWS)
def test_catalogue_row_equals_the_reference(slug):
    found = read_exercises()[slug]

    assert {column: found.get(column) for column in COLUMNS} == dict(zip(COLUMNS, ROWS[slug], strict=True))


@pytest.mark.parametrize("direction", ["easier", "harder"])
def test_catalogue_chains_come_to_an_end(direction):
    entries = read_exercises()
    reached = set(entries)

    for _ in entries:
        reached = {entries[slug][direction] for slug in reached if direction in entries[slug]}

    # After as many steps as there are exercises, only a circle would still be walking.
    assert reached == set()


def test_catalogue_holds_last_as_long_as_their_tempo_pauses():
    holds = {slug: entry["hold_s"] for slug, entry in read_exercises().items() if entry["load"] == "time"}

    assert holds == {
        "wall-sit-hold": 45,
        "spanish-squat-hold": 45,
        "knee-extension-hold": 45,
        "adductor-squeeze-hold": 10,
        "wrist-extension-hold": 30,
        # Dosed in minutes: clinical reference 1.2, ecc_cycle, 5 to 30 min.
        "eccentric-ergometer": 300,
    }


def test_catalogue_gives_elbow_and_wrist_small_steps():
    small = [slug for slug, entry in read_exercises().items() if entry.get("steps") == "small"]

    assert small == ["biceps-curl", "triceps-extension", "wrist-extension-eccentric"]


# Errors


def test_read_exercises_accepts_a_sound_file(write):
    path = write(entry("low", harder="high"), entry("high", easier="low"))

    assert list(read_exercises(path)) == ["low", "high"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        pytest.param(
            entry("slow-squat", caution="gravity"),
            "cautions has unknown words: gravity",
            id="unknown-caution",
        ),
        pytest.param(
            entry("slow-squat", easier="nowhere"),
            "easier names an unknown exercise: nowhere",
            id="unknown-neighbour",
        ),
        pytest.param(
            entry("slow-squat", tempo="4-0"),
            "a tempo has four parts, such as 4-0-1-0, got '4-0'",
            id="bad-tempo",
        ),
        pytest.param(
            entry("slow-squat", tempo="X-0-1-0"),
            "only the lift may be X; lowering fast is not what this is for",
            id="explosive-lowering",
        ),
        pytest.param(
            entry("slow-squat", tempo="4-0-1"),
            "three figures; 4-0-1-0 would be the full tempo",
            id="three-figures",
        ),
    ],
)
def test_read_exercises_names_file_slug_and_reason(write, broken, reason):
    path = write(entry("sound"), broken)

    with pytest.raises(CatalogueError) as caught:
        read_exercises(path)

    assert str(caught.value) == f"made-up.toml, [slow-squat]: {reason}"


@pytest.mark.parametrize("direction", ["easier", "harder"])
def test_read_exercises_refuses_a_circle(write, direction):
    path = write(entry("low", **{direction: "high"}), entry("high", **{direction: "low"}))

    with pytest.raises(CatalogueError, match=rf"{direction} goes in a circle: low > high > low"):
        read_exercises(path)


def test_read_exercises_names_the_file_of_a_circle(write):
    path = write(entry("low", easier="low"))

    with pytest.raises(CatalogueError) as caught:
        read_exercises(path)

    assert str(caught.value) == "made-up.toml, [low]: easier goes in a circle: low > low"


# The database


@pytest.mark.django_db
def test_load_exercises_writes_columns_neighbours_and_facets():
    counts = load_exercises(read_exercises())

    squat = Exercise.objects.get(slug="flywheel-squat")
    tempo = (squat.tempo_down_s, squat.tempo_pause_low_s, squat.tempo_up_s, squat.tempo_pause_top_s)
    assert counts == (71, 0)
    assert (squat.name, squat.load_type, squat.side, squat.owner) == ("Flywheel squat", "lvl", "bi", None)
    assert tempo == (2, 0, None, 0)
    assert (squat.easier.slug, squat.harder) == ("back-squat", None)
    assert [row[1:] for row in facet_rows() if row[0] == "flywheel-squat"] == [
        ("caution", 0, "clinic"),
        ("caution", 1, "knee-early"),
        ("caution", 2, "deep-flex"),
        ("condition", 0, "GEN"),
        ("condition", 1, "ACL"),
        ("condition", 2, "PT"),
        ("equipment", 0, "flywheel"),
        ("muscle", 0, "quads"),
        ("muscle", 1, "glutes"),
        ("region", 0, "knee"),
        ("region", 1, "hip"),
    ]


@pytest.mark.django_db
def test_load_exercises_twice_changes_nothing():
    load_exercises(read_exercises())
    rows_before, facets_before = list(Exercise.objects.order_by("pk").values()), facet_rows()

    counts = load_exercises(read_exercises())

    assert counts == (0, 71)
    assert Exercise.objects.count() == 71
    assert list(Exercise.objects.order_by("pk").values()) == rows_before
    assert facet_rows() == facets_before


@pytest.mark.django_db
def test_load_exercises_restores_what_was_edited():
    load_exercises(read_exercises())
    crunch = Exercise.objects.get(slug="crunch")
    Exercise.objects.filter(pk=crunch.pk).update(name="Sit-up", tempo_down_s=1, easier=None)
    crunch.facets.filter(key="spine-flex").delete()

    load_exercises(read_exercises())

    restored = Exercise.objects.get(slug="crunch")
    assert (restored.pk, restored.name, restored.tempo_down_s) == (crunch.pk, "Crunch", 4)
    assert restored.easier.slug == "dead-bug-lowering"
    assert list(restored.facets.filter(kind="caution").values_list("key", flat=True)) == [
        "spine-flex",
        "vert-fx",
        "bp",
    ]
