"""How a body is set: what a letter, an annex and notes to editors do otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..edition import Addresses


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """How a body is set.

    `numbered` numbers its paragraphs, as United Nations documents do; `addresses` says
    what becomes of those of links: on paper they are footnotes, or stand at the end.  `level` is
    that of the heading above the body; with `named_headings` its own can be referred to.
    `notes_before` is how many footnotes stand in the document before it.
    """

    numbered: bool = False
    addresses: Addresses = "live"
    level: int = 1
    named_headings: bool = False
    notes_before: int = 0
