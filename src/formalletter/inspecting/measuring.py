"""Measures a finished file for what a recipient's profile limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..profile import Measures
from .document import read_document
from .structure import text_of
from .text_check import branches_text, letter_of, normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Document
    from .expectation import Expectation
    from .structure import Branch

_QUARTER_TURN = 90  # degrees
_LONGEST_BEGINNING = 20_000  # characters: a letterhead and a paragraph are shorter


def measure(pdf: bytes, expectation: Expectation, opening: Sequence[str]) -> Measures:
    """What is measured in the finished bytes.

    `opening` is the text of the letter's first paragraph, in pieces: names stand at the
    beginning if they come before its end.  Raises `DeliveryError` when the bytes are no file
    that can be read.
    """
    document = read_document(pdf, expectation.foreign)
    letter = letter_of(document)
    return Measures(
        size=len(pdf),
        sheets=tuple(_sheets(document)),
        words=_words(letter, document),
        late_names=tuple(_late(letter, document, expectation, opening)),
        signatories=len(expectation.names),
    )


def _sheets(document: Document) -> Iterator[tuple[float, float]]:
    """The width and height of each page in pt, as it is seen."""
    for page in document.reader.pages:
        width, height = float(page.cropbox.width), float(page.cropbox.height)
        turned = int(page.get("/Rotate", 0)) // _QUARTER_TURN % 2
        unit = float(page.get("/UserUnit", 1))
        yield (height * unit, width * unit) if turned else (width * unit, height * unit)


def _words(letter: list[Branch], document: Document) -> int:
    """The words from the title on, without notes and what has a section of its own (lists)."""
    title = next((number for number, each in enumerate(letter) if each.role == "H1"), 0)
    own = (branch for branch in letter[title:] if branch.role != "Sect")
    texts = (text_of(branch, document.contents, apart=True) for branch in own)
    return len(normal("\n".join(texts)).split())


def _late(
    letter: list[Branch], document: Document, expectation: Expectation, opening: Sequence[str]
) -> Iterator[str]:
    """The names that do not stand before the end of the opening."""
    said = normal(branches_text(letter, document))[:_LONGEST_BEGINNING]
    end = 0
    for piece in map(normal, opening):
        end = max(end, said.find(piece, end) + len(piece))
    beginning = said[:end]
    yield from (name for name in expectation.names if normal(name) not in beginning)
