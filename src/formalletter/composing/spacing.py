"""Keeps together what a line may not part: 8 March, Article 5, Dr X.

The space inside such a pair becomes a no-break space; the pairs of a language stand in
its catalogue.  The words themselves are never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..wording import Wording

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"  # no break here (UAX #14); it has no width and is not extracted


def bind(text: str, wording: Wording) -> str:
    """`text` with the spaces inside bound pairs made unbreakable; the same length."""
    if " " not in text:
        return text
    for _, pattern in wording.bound_pairs:
        text = pattern.sub(rf"\g<1>{NO_BREAK_SPACE}", text)
    return text
