"""Makes the typeset pages into the finished document: structure, metadata, claims."""

from .claiming import Assembled, assemble
from .document import put_together
from .metadata import Properties

__all__ = ["Assembled", "Properties", "assemble", "put_together"]
