"""Makes the typeset pages into the finished document: structure, metadata, claims."""

from .claiming import Assembled, assemble
from .document import put_together
from .metadata import Properties
from .parts import AnnexPart, Manuscript, Original, page_count
from .placing import Placement, place, shrinkage, widest

__all__ = [
    "AnnexPart",
    "Assembled",
    "Manuscript",
    "Original",
    "Placement",
    "Properties",
    "assemble",
    "page_count",
    "place",
    "put_together",
    "shrinkage",
    "widest",
]
