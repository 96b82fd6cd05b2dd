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
    "duplicate": "the same name as another row",
    "near-duplicate": "nearly the same name as another row",
    "spaces": "stray, doubled or odd spaces",
    "invisible": "invisible characters, and those that change the writing direction",
    "look-alike": "letters of another script, or of a special font, inside a word",
    "lost-character": "characters that were lost or garbled before the list was saved",
    "emoji": "emoji and pictures",
    "contact": "an e-mail address or a web address inside the name",
    "shouting": "all in capitals",
    "lower-case": "all in small letters",
    "odd-case": "capitals and small letters that look like a slip",
    "brackets": "brackets or quotation marks without their partner",
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
    if content.is_test(name):
        yield Finding(content.TEST_ENTRY, "this looks like a try of the form")
        return
    yield from characters.findings(name)
    yield from content.findings(name)
    if not content.has_address(name):
        yield from case.findings(name, row.signatory, vocabulary)


def name_proposals(row: Row, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """The findings about one row's name as proposals."""
    for finding in findings(row.signatory.name, row, vocabulary):
        yield about(row, finding, drop=finding.rule == content.TEST_ENTRY)
