"""Choices shared by the models and forms of workouts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadType(models.TextChoices):
    """What makes an exercise harder."""

    KG = "kg", _("weight")
    BODY_WEIGHT = "bw", _("body weight")
    BAND = "band", _("band")
    TIME = "time", _("time")
    LEVEL = "lvl", _("level")


class StepsKind(models.TextChoices):
    """Which steps of weight an exercise's equipment goes in."""

    BARBELL = "barbell", _("barbell")
    DUMBBELL = "dumbbell", _("dumbbell")
    MACHINE = "machine", _("machine or cable")
    SMALL = "small", _("small steps, for wrist and elbow")


class ExerciseSide(models.TextChoices):
    """Whether an exercise is done with both sides at once or one at a time."""

    BILATERAL = "bi", _("both sides at once")
    UNILATERAL = "uni", _("one side at a time")


class FacetKind(models.TextChoices):
    """What a facet of an exercise says about it."""

    REGION = "region", _("body region")
    MUSCLE = "muscle", _("muscle")
    EQUIPMENT = "equipment", _("equipment")
    CONDITION = "condition", _("serves")
    CAUTION = "caution", _("caution")


class Condition(models.TextChoices):
    """What an exercise serves (clinical reference 8.1)."""

    ACL = "ACL", _("anterior cruciate ligament")
    PT = "PT", _("patellar tendon")
    AT = "AT", _("Achilles tendon")
    LE = "LE", _("lateral elbow")
    HS = "HS", _("hamstring")
    ADD = "ADD", _("adductors")
    SARC = "SARC", _("sarcopenia")
    OST = "OST", _("low bone mass")
    GEN = "GEN", _("general strength")


class Caution(models.TextChoices):
    """When an exercise needs care (clinical reference 8.1)."""

    SPINE_FLEX = "spine-flex", _("bends or twists the spine under load")
    VERT_FX = "vert-fx", _("not with a fresh or painful vertebral fracture")
    HINGE = "hinge", _("needs a confirmed straight-back hinge")
    IMPACT = "impact", _("landing or rebound")
    KNEE_EARLY = "knee-early", _("not early after knee ligament surgery unless the phase lists it")
    OKC = "okc", _("open chain: range limits after knee surgery")
    HS_GRAFT = "hs-graft", _("not before its gate with a hamstring graft or a fresh hamstring injury")
    DEEP_FLEX = "deep-flex", _("bends the knee beyond 90 degrees under load")
    SHOULDER = "shoulder", _("acute or unstable shoulder")
    ELBOW_WRIST = "elbow-wrist", _("acute or unstable elbow or wrist")
    GROIN_ACUTE = "groin-acute", _("acute groin")
    INSERTIONAL = "insertional", _("insertional Achilles: not below floor level")
    BALANCE = "balance", _("falls risk: keep support in reach")
    BP = "bp", _("no straining with uncontrolled pressure, hernia or eye surgery")
    SPOTTER = "spotter", _("partner or safety arms")
    CLINIC = "clinic", _("needs a device or an operator")


class Side(models.TextChoices):
    """Which side a set, or a one-rep max, is of."""

    BOTH = "both", _("both at once")
    LEFT = "left", _("left side")
    RIGHT = "right", _("right side")


class DoseSide(models.TextChoices):
    """Which sides a prescription asks for; `each` makes every set a left and a right one."""

    BOTH = "both", _("both at once")
    EACH = "each", _("each side")
    LEFT = "left", _("left side")
    RIGHT = "right", _("right side")


SIDES_OF = {
    DoseSide.BOTH: (Side.BOTH,),
    DoseSide.EACH: (Side.LEFT, Side.RIGHT),
    DoseSide.LEFT: (Side.LEFT,),
    DoseSide.RIGHT: (Side.RIGHT,),
}


class Method(models.TextChoices):
    """How the weight gets back up (clinical reference 1.2)."""

    SLOW_LOWERING = "slow_lowering", _("lower slowly")
    PARTNER_ASSISTED = "partner_assisted", _("a partner helps to lift")
    TWO_UP_ONE_DOWN = "two_up_one_down", _("lift with two, lower with one")
    SUPRAMAXIMAL = "supramaximal", _("more than can be lifted")
    AEL = "ael", _("heavier down than up")
    FLYWHEEL = "flywheel", _("flywheel")
    ISOKINETIC = "isokinetic", _("isokinetic device")
    ECC_CYCLE = "ecc_cycle", _("ergometer")
    DECLINE = "decline", _("decline board")
    HEAVY_SLOW = "heavy_slow", _("heavy and slow")
    ISOMETRIC = "isometric", _("hold still")


class OneRepMaxMethod(models.TextChoices):
    """How a one-rep max came about."""

    DIRECT = "direct", _("tested")
    ESTIMATED = "estimated", _("estimated")


class AssignmentStatus(models.TextChoices):
    """The life of an assignment."""

    ACTIVE = "active", _("running")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


# From each status, the ones it may go to.
ASSIGNMENT_MOVES = {
    AssignmentStatus.ACTIVE: {AssignmentStatus.PAUSED, AssignmentStatus.ENDED},
    AssignmentStatus.PAUSED: {AssignmentStatus.ACTIVE, AssignmentStatus.ENDED},
    AssignmentStatus.ENDED: set(),
}


class LoadStatus(models.TextChoices):
    """Where the load of a prescription comes from, or why it has none."""

    GIVEN = "given", _("as written")
    COMPUTED = "computed", _("from the one-rep max")
    NO_ONE_REP_MAX = "no_one_rep_max", _("no one-rep max yet")
    NO_LOAD = "no_load", _("lighter equipment is needed")
    NONE = "none", _("no weight")


class SkipReason(models.TextChoices):
    """Why an exercise was left out."""

    PAIN = "pain", _("pain")
    SORE = "sore", _("too sore")
    HARD = "hard", _("too hard today")
    TIME = "time", _("no time")
    EQUIPMENT = "equipment", _("no equipment")
    SAFETY = "safety", _("not safe today")
    OTHER = "other", _("another reason")


class ProgressionRule(models.TextChoices):
    """How a dose goes on from one session to the next (workouts/progression.py)."""

    NONE = "none", _("none")
    LINEAR_LOAD = "linear_load", _("more weight each time")
    DOUBLE_PROGRESSION = "double_progression", _("repetitions, then sets, then weight")
    PERCENT_WAVE = "percent_wave", _("a wave of per cents")
    RM_LADDER = "rm_ladder", _("down the RM ladder, 15 to 6")


class ProposalStatus(models.TextChoices):
    """What became of a proposed progression."""

    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    EDITED = "edited", _("accepted with changes")
    DECLINED = "declined", _("declined")
    OUTDATED = "outdated", _("overtaken")


class ProposalKind(models.TextChoices):
    """Which way a proposal goes."""

    RAISE = "raise", _("more")
    LOWER = "lower", _("less")


class Origin(models.TextChoices):
    """How an exercise came into a session."""

    PLANNED = "planned", _("planned")
    ADDED = "added", _("added while training")
    SWAPPED = "swapped", _("instead of a planned one")


class PainMoment(models.TextChoices):
    """When pain was felt (clinical reference 5.2)."""

    DURING = "during", _("during the exercise")
    AFTER = "after", _("after the session")
    MORNING = "morning", _("the next morning")


class CheckHours(models.IntegerChoices):
    """How many hours after a session soreness is asked for (clinical reference 4.1)."""

    H24 = 24, _("24 h")
    H48 = 48, _("48 h")
    H72 = 72, _("72 h")
    H96 = 96, _("96 h")


class BodyRegion(models.TextChoices):
    """Where something is felt; the keys are the region facets of the catalogue, with neck and wrist."""

    NECK = "neck", _("neck")
    SHOULDER = "shoulder", _("shoulder")
    CHEST = "chest", _("chest")
    BACK = "back", _("back")
    TRUNK = "trunk", _("belly")
    ELBOW = "elbow", _("upper arm and elbow")
    FOREARM = "forearm", _("forearm")
    WRIST = "wrist", _("wrist and hand")
    HIP = "hip", _("hip and bottom")
    GROIN = "groin", _("groin")
    KNEE = "knee", _("front thigh and knee")
    HAMSTRINGS = "hamstrings", _("back of the thigh")
    CALF = "calf", _("calf and foot")
