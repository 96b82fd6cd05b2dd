"""Makes the typeset pages into the finished document: structure, metadata, claims.

What a document is made of is plain data, which is asked for before anything is typeset; what
needs pikepdf is loaded on first use (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .parts import AnnexPart, Manuscript, Original, page_count
from .placing import Placement, place, shrinkage, widest

if TYPE_CHECKING:
    from .claiming import Assembled, assemble
    from .document import put_together
    from .metadata import Properties

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

_HEAVY = {
    "Assembled": ".claiming",
    "Properties": ".metadata",
    "assemble": ".claiming",
    "put_together": ".document",
}


def __getattr__(name: str) -> object:
    """Load what needs pikepdf when it is asked for."""
    if name in _HEAVY:
        return getattr(import_module(_HEAVY[name], __name__), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
