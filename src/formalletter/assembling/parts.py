"""What a finished document is put together from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..numbering import Numbering
from ..typeset import Typeset

if TYPE_CHECKING:
    from pathlib import Path

    from ..edition import Order
    from ..foreign import ForeignPage, TakenIn
    from ..typeset import LineNumber


@dataclass(frozen=True, slots=True)
class Original:
    """A file that is attached unchanged, because only a page of the document stands for it."""

    name: str
    data: bytes = field(repr=False)
    description: str


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """One annex: the runs of pages that it is made of, typeset here or taken in.

    `name` is how messages call it ("annex A"), `heading` what its bookmark says and `language`
    that of its text.  `pages` are the measures of all its pages; `may_shrink` says that one
    without room for the stamp may be made smaller.  `unread` are the indexes of pages of text
    that are only a picture, with no transcript.
    """

    name: str
    heading: str
    language: str
    sections: tuple[Typeset | TakenIn, ...]
    pages: tuple[ForeignPage, ...]
    may_shrink: bool = False
    unread: tuple[int, ...] = ()
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The letter and its annexes, ready to be put together.

    `stamps` has a page for each page of the annexes, in their order, and before those of an
    annex one for a blank page where `stamps_blanks`.  `line_numbers` are drawn on the letter's
    pages with the digits of the font file `digits`.  `order` says how the file asks to be printed.
    """

    letter: Typeset
    annexes: tuple[AnnexPart, ...] = ()
    numbering: Numbering = field(default_factory=Numbering)
    stamps: Typeset | None = None
    stamps_blanks: bool = False
    line_numbers: tuple[LineNumber, ...] = ()
    digits: Path | None = None
    order: Order | None = None


def page_count(section: Typeset | TakenIn) -> int:
    """How many pages a section has."""
    return section.pages if isinstance(section, Typeset) else len(section.facts.pages)


def attaches_files(manuscript: Manuscript) -> bool:
    """Whether the document has attached files, which PDF/A-2 does not allow."""
    return any(
        annex.original is not None
        or any(
            item.kept
            for section in annex.sections
            if not isinstance(section, Typeset)
            for item in section.facts.attachments
        )
        for annex in manuscript.annexes
    )
