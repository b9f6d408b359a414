"""Line figures of the catalogue's movements, drawn from joint positions. [pure]

`bodies` turns a pose into joints, `patterns` has the movements as data, `timing` lays a tempo out,
`drawing` makes paths.
"""

from .drawing import Drawing, Layer, draw
from .patterns import PATTERNS

__all__ = ["PATTERNS", "Drawing", "Layer", "draw"]
