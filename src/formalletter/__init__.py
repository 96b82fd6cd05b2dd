"""Typesets formal open letters: a folder of plain content files in, a finished PDF out.

The public interface is `build`; it is loaded on first use, so that `formalletter --version`
and the like need not wait for the typesetter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pipeline import build

__all__ = ["__version__", "build"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load `build` when it is asked for (PEP 562)."""
    if name == "build":
        from .pipeline import build

        return build
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
