"""Twins: the whole letter as plain text, HTML and Word, from what its PDF was made from.

They are for one audience: whom the composed letter does not name is in none of their bytes.
The same content gives the same bytes on every machine, at every time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .blocks import blocks
from .content import AnnexContent, Content, gather
from .plain import plain_text
from .resolving import resolve
from .web import web_page
from .word import word_file

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AnnexContent", "Content", "Twins", "gather", "make"]


@dataclass(frozen=True, slots=True)
class Twins:
    """The files in memory: UTF-8 text, one self-contained HTML file, a .docx."""

    text: bytes = field(repr=False)
    html: bytes = field(repr=False)
    docx: bytes = field(repr=False)


def make(content: Content, notices: Sequence[str] = ()) -> Twins:
    """The twins of a letter; `notices` are lines that stand first, such as an embargo's.

    In Word they are at the foot of every page, too.
    """
    whole = resolve(content, notices)
    row = blocks(whole)
    return Twins(plain_text(row), web_page(content, whole), word_file(content, row))
