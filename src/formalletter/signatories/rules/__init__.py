"""The rules about single names, one module a family; `order` and `duplicates` compare rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..proposals import Finding, about
from . import case, characters, content
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..proposals import Proposal
    from ..rows import Row

RULES: Final = {
    "duplicate": "the same name as another row, of one signatory",
    "near-duplicate": "nearly the same name as another row, of one signatory",
    "namesake": "the same name as another row, perhaps of another person",
    "spaces": "stray, doubled or odd spaces",
    "invisible": "invisible characters, and those that change the writing direction",
    "look-alike": "letters of another script, or of a special font, inside a word",
    "lost-character": "characters that were lost or garbled before the list was saved",
    "emoji": "emoji and pictures",
    "contact": "an e-mail or web address, a telephone number or the like inside the name",
    "markup": "Markdown, tags or entities inside the name",
    "shouting": "all in capitals",
    "lower-case": "all in small letters",
    "odd-case": "capitals and small letters that look like a slip",
    "brackets": "brackets or quotation marks without their partner",
    "head-row": "a further head of the sheet, read as a signatory",
    "test-entry": "an entry that only tried the form",
    "long": "very long names",
    "order": "rows that stand out of the list's own alphabetical order",
}
"""The codes of all rules, and what each finds."""

__all__ = ["RULES", "Vocabulary", "findings", "name_proposals"]


def findings(name: str, row: Row, vocabulary: Vocabulary) -> Iterator[Finding]:
    """All that the rules find in a name, as it would be printed for the row.

    The order is that in which changes are best made: characters first, then words.
    """
    if row.signatory.marks.is_head and name == row.signatory.name:
        message = "this looks like a further head of the sheet, not like a signatory"
        yield Finding(content.HEAD_ROW, message, drop=True, stops=True)
        return
    if tried := content.tried(name):
        yield tried
        return
    yield from characters.findings(name)
    yield from content.findings(name)
    if not content.has_address(name):
        yield from case.findings(name, row.signatory, vocabulary)


def name_proposals(row: Row, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """The findings about one row's name as proposals."""
    for finding in findings(row.signatory.name, row, vocabulary):
        yield about(row, finding)
