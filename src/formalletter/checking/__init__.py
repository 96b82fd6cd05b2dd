"""Checks of the content before it is typeset, and of the lines afterwards.

Each check takes data and yields problems; none of them changes or reads anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .glyphs import missing_glyphs
from .layout import annex_layout_faults, layout_faults
from .wants import wants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..edition import Edition
    from ..fonts import Coverage
    from ..letter import Letter

__all__ = ["annex_layout_faults", "content_problems", "layout_faults", "missing_glyphs", "wants"]


def content_problems(letter: Letter, edition: Edition, coverage: Coverage) -> Iterator[Problem]:
    """All that the checks of the content find."""
    yield from missing_glyphs(letter, coverage)
    yield from wants(letter, edition)
