"""The people of the demo practice. [data]"""

from dataclasses import dataclass
from decimal import Decimal

PRACTICE = "Riverside Practice"
PRACTICE_ZONE = "Europe/Berlin"
EMAIL_DOMAIN = "demo.ecctrain.example"
PASSWORD = "lower-slowly"  # noqa: S105 - printed with every run: there is nothing to keep secret here

TRAINERS = {"jonas": "Jonas Weber", "elin": "Elin Sørensen"}
ADMINISTRATOR = ("admin", "Ada Ruiz")


@dataclass(frozen=True)
class Block:
    """One program issued to a person, `weeks_ago` (below 0: still to come), on certain `days` of their week.

    One-rep maxima are measured `tested_days_before` its start and again after the weeks in `retests`; the
    exercises in `untested` have none. `notes` are what the person writes after some of its sessions.
    """

    program: str
    weeks_ago: int
    days: tuple[int, ...]
    retests: tuple[int, ...] = ()
    tested_days_before: int = 3
    untested: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """A client: who they are, how strong (`strength_kg`: see strength.py), how they go about it.

    Their weeks begin on Monday or, with `week_begins`, that many days from today, so that a plan meets today.
    `keeps` is the share of sessions they do; `fades`, `skips` and `slips` are chances: that the last set gets
    short, that an exercise of a session is left out, that a set is logged wrong at first. To the health questions
    they say yes to `hard_stops` and `cautions`, which `clearance` clears; `flags` are pairs of a caution and a note.
    Who is not `is_screened` has not answered them yet.
    `equipment` is what they have at home, in their unit: columns of Equipment, where they do not train in a gym.
    Of the exercises in `lowers` the trainer tests the lowering, too. A day after the last session they say
    `sore_lately`, where it is not 0; right after it `pain_lately` of `pain_region`, and their trainer gets proposals.
    `pains_before` is what they said after the sessions of the last block before that one, the newest first.
    """

    key: str
    full_name: str
    age: int
    birthday: tuple[int, int]
    strength_kg: int
    goal: str
    trains_at: tuple[int, int]
    keeps: Decimal
    blocks: tuple[Block, ...]
    trainers: tuple[str, ...] = ("jonas",)
    time_zone: str = PRACTICE_ZONE
    unit: str = "kg"
    week_begins: int | None = None
    test_reps: int = 1
    weaker_side: str = ""
    tested_once: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()
    overshoots: str = ""
    fades: float = 0.2
    skips: float = 0.06
    slips: float = 0.1
    skip_reasons: tuple[str, ...] = ("time",)
    hard_stops: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    training_months: int = 6
    health_note: str = ""
    clearance: str = ""
    flags: tuple[tuple[str, str], ...] = ()
    equipment: dict | None = None
    sore_lately: int = 0
    pain_lately: int = 0
    pains_before: tuple[int, ...] = ()
    pain_region: str = ""
    is_screened: bool = True
    is_invited_only: bool = False

    @property
    def email(self):
        return address(self.key)


# A garage: one bar, the plates for up to 117.5 kg, dumbbells in pairs; machines in the usual steps.
HOME_GYM = {
    "bar_value": Decimal(20),
    "plates": [
        (Decimal(20), 2),
        (Decimal(10), 4),
        (Decimal(5), 2),
        (Decimal("2.5"), 2),
        (Decimal("1.25"), 2),
    ],
    "dumbbells": [Decimal(weight) for weight in range(6, 24, 2)],
}


def address(key):
    """The e-mail of somebody in the demo."""
    return f"{key}@{EMAIL_DOMAIN}"


PEOPLE = (
    Person(
        key="cleo",
        full_name="Cleo Brandt",
        age=29,
        birthday=(5, 17),
        strength_kg=69,
        goal="volleyball again without the knee speaking up",
        trains_at=(18, 10),
        keeps=Decimal("0.92"),
        blocks=(
            Block("first-four-weeks", 12, (1, 4), notes=("Felt strong today.",)),
            Block(
                "strong-knees",
                7,
                (1, 3, 5),
                retests=(5,),
                notes=(
                    "Knee a bit warm afterwards, gone by the evening.",
                    "Decline squat: pain 3 in the last set, 1 in the morning.",
                    "Played on Sunday, so I went easy on the step-downs.",
                ),
            ),
        ),
        # Trained yesterday, so that questions about it wait today.
        week_begins=-2,
        test_reps=5,
        weaker_side="right",
        pain_lately=6,
        pains_before=(3, 2, 2, 1, 1, 2, 3, 4, 3),
        pain_region="knee",
        skips=0.1,
        skip_reasons=("pain", "pain", "time"),
    ),
    Person(
        key="ines",
        full_name="Ines Okafor",
        age=24,
        birthday=(2, 3),
        strength_kg=67,
        goal="back to football after the left ACL",
        trains_at=(7, 20),
        keeps=Decimal("0.94"),
        blocks=(
            Block("hamstrings", 12, (0, 3), retests=(4,), notes=("Short night, kept the weight.",)),
            Block(
                "strong-knees",
                4,
                (0, 2, 4),
                notes=(
                    "Left still shakes on the way down, but slower than last week.",
                    "First time both sides felt the same.",
                ),
            ),
        ),
        trainers=("elin", "jonas"),
        test_reps=5,
        weaker_side="left",
        hard_stops=("injury",),
        training_months=30,
        health_note="Left ACL torn in spring, operated, out of rehabilitation now.",
        clearance="Surgeon's letter: strength training without limits.",
        # Trained the day before yesterday, and too sore for the session that is planned today.
        week_begins=-2,
        sore_lately=7,
    ),
    Person(
        key="lena",
        full_name="Lena Fuchs",
        age=17,
        birthday=(1, 9),
        strength_kg=46,
        goal="learning to lift before the handball season",
        trains_at=(16, 30),
        keeps=Decimal(1),
        # The row was taken on the day, so her plan still asks for that one-rep max.
        blocks=(Block("first-four-weeks", -1, (1, 3), untested=("seated-row",)),),
        test_reps=8,
        is_invited_only=True,
    ),
    Person(
        key="mara",
        full_name="Mara Lindqvist",
        age=38,
        birthday=(3, 22),
        strength_kg=66,
        goal="down from the mountain without stiff knees",
        trains_at=(17, 30),
        keeps=Decimal("0.93"),
        blocks=(
            Block("first-four-weeks", 12, (0, 3), notes=("Thighs sore for two days, then fine.",)),
            Block(
                "upper-body",
                8,
                (0, 3),
                notes=(
                    "All the racks were taken, waited ten minutes.",
                    "Negatives: all slow but the last, that one was a fall.",
                    "Easier than I thought. Could do one more.",
                ),
            ),
            Block("strong-knees", 2, (0, 2, 4), notes=("Tired from the week, but glad I went.",)),
        ),
        week_begins=0,
        skip_reasons=("time", "equipment"),
    ),
    Person(
        key="nils",
        full_name="Nils Brandl",
        age=33,
        birthday=(2, 26),
        strength_kg=72,
        goal="his first pull-up",
        trains_at=(18, 30),
        keeps=Decimal(1),
        # His plan begins today, and the health questions wait to be answered before it.
        blocks=(Block("first-four-weeks", 0, (0, 3)),),
        week_begins=0,
        test_reps=6,
        is_screened=False,
    ),
    Person(
        key="pavel",
        full_name="Pavel Novák",
        age=45,
        birthday=(4, 30),
        strength_kg=75,
        goal="keeping up with his children on skis",
        trains_at=(20, 0),
        keeps=Decimal("0.55"),
        blocks=(
            Block("first-four-weeks", 6, (1, 4), notes=("Thighs still sore from last time.",)),
            Block("strong-knees", 2, (1, 3, 5), notes=("Late again.", "Better than last time.")),
        ),
        fades=0.35,
        skips=0.16,
        skip_reasons=("sore", "time", "hard"),
    ),
    Person(
        key="ruth",
        full_name="Ruth Adler",
        age=74,
        birthday=(1, 28),
        strength_kg=34,
        goal="the stairs to her third floor with shopping",
        trains_at=(10, 0),
        keeps=Decimal(1),
        blocks=(
            Block(
                "steady-stairs",
                12,
                (0, 3),
                retests=(5,),
                notes=(
                    "My neighbour counted the seconds for me.",
                    "Hip a little stiff, better after the chair.",
                    "Carried two bags upstairs on Saturday and only stopped once.",
                ),
            ),
            Block("steady-stairs", 2, (0, 3), notes=("I like the press. The steps less.",)),
        ),
        trainers=("elin",),
        test_reps=6,
        overshoots="leg-press",
        skips=0.0,
        cautions=("falls", "new_at_65"),
        training_months=0,
        health_note="Tripped over the carpet in March. Nothing broken.",
        clearance="One trip, no dizziness, stands on one leg for 12 s. We start with a hand on the wall.",
        flags=(("balance", "Hand on the wall or the rail"),),
    ),
    Person(
        key="sami",
        full_name="Sami Haddad",
        age=26,
        birthday=(2, 14),
        strength_kg=79,
        goal="sprinting again after a hamstring strain",
        trains_at=(19, 0),
        keeps=Decimal("0.75"),
        blocks=(
            Block("calf-basics", 11, (0, 3)),
            Block(
                "hamstrings",
                7,
                (3, 6),
                retests=(4,),
                notes=(
                    "Back of the thigh tight in the last set. Gone after an hour.",
                    "Travelled to Osaka, trained in the hotel.",
                    "Nordic: slower than last week.",
                ),
            ),
        ),
        trainers=("elin",),
        time_zone="Asia/Tokyo",
        # The last week of the second block has sessions tomorrow and in four days; then the plan ends.
        week_begins=-2,
        weaker_side="right",
        skip_reasons=("equipment", "sore", "pain"),
    ),
    Person(
        key="theo",
        full_name="Theo Lind",
        age=52,
        birthday=(3, 6),
        strength_kg=85,
        goal="cycling over the Alps at fifty-three",
        trains_at=(6, 45),
        keeps=Decimal(1),
        # Tested a fortnight ahead, and the squat not again since: that one-rep max has grown old.
        blocks=(
            Block(
                "strong-knees",
                12,
                (1, 3, 5),
                retests=(6,),
                tested_days_before=14,
                notes=(
                    "Four seconds is long when you count honestly.",
                    "The last two slow but clean.",
                    "Heavy, but knees quiet the next morning.",
                ),
            ),
        ),
        tested_once=("back-squat",),
        lowers=("back-squat", "leg-press"),
        equipment=HOME_GYM,
        fades=0.12,
        skips=0.0,
    ),
    Person(
        key="walt",
        full_name="Walt Kessler",
        age=77,
        birthday=(1, 19),
        strength_kg=50,
        goal="walking down to the river and back up",
        trains_at=(9, 30),
        keeps=Decimal("0.8"),
        blocks=(
            Block(
                "steady-stairs",
                5,
                (0, 3),
                notes=("Knees cracked, nothing hurt.", "Did it with the radio on."),
            ),
        ),
        trainers=("elin",),
        time_zone="America/New_York",
        unit="lb",
        test_reps=6,
        fades=0.28,
        skip_reasons=("hard", "other"),
        cautions=("blood_thinners", "new_at_65"),
        training_months=0,
        clearance="His doctor knows and agrees; bruises are looked at before each session.",
    ),
)
