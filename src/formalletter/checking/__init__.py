"""Checks of the content before it is typeset, and of the finished pages (`pages`).

Each check takes data and yields problems; none of them changes or reads anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .agreement import header_problems
from .dating import date_problems
from .glyphs import missing_glyphs
from .links import link_problems
from .passages import passages
from .referring import reference_problems
from .salutations import salutation_problems
from .unfinished import unfinished
from .wants import wants
from .wording_rules import prose_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..edition import Edition
    from ..fonts import Coverage
    from ..letter import Letter

__all__ = ["content_problems", "missing_glyphs", "prose_problems", "wants"]


def content_problems(letter: Letter, edition: Edition, coverage: Coverage) -> Iterator[Problem]:
    """All that the checks of the content find."""
    yield from missing_glyphs(letter, coverage)
    yield from wants(letter, edition)
    texts = tuple(passages(letter))
    yield from unfinished(letter, texts)
    yield from link_problems(letter, texts)
    yield from reference_problems(letter, texts)
    yield from date_problems(letter, texts)
    yield from salutation_problems(letter)
    yield from header_problems(letter, edition)
    yield from prose_problems(letter)
