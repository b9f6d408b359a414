"""Each exercise of the catalogue and its movement: slug -> Pattern. [pure]"""

from .hips import HIPS
from .knees import KNEES
from .lower_legs import LOWER_LEGS
from .machines import MACHINES
from .pressing import PRESSING
from .pulling import PULLING
from .small_joints import SMALL_JOINTS
from .trunk import TRUNK

PATTERNS = KNEES | MACHINES | HIPS | LOWER_LEGS | PRESSING | PULLING | SMALL_JOINTS | TRUNK
