"""The administration of exercises, programs and one-rep maxima; the issued and the recorded is only shown."""

from . import issued, library, programs, recorded, records

__all__ = ["issued", "library", "programs", "recorded", "records"]
