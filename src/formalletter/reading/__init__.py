"""Reading: a folder of plain files becomes a `Letter`, or a list of all that is wrong with it.

Parsing happens here, once; no later stage sees a loose dictionary.  Everything that is read
comes from strangers and enters through one guarded door (`door`), which the typesetting
process uses too: so what is heavy here is loaded on first use (PEP 562).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .resolving import resolve_letter

if TYPE_CHECKING:
    from .folder import read_letter

__all__ = ["read_letter", "resolve_letter"]


def __getattr__(name: str) -> object:
    """Load `read_letter` when it is asked for."""
    if name == "read_letter":
        from .folder import read_letter

        return read_letter
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
