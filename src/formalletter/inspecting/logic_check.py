"""Whether the logical structure tells a listener what the pages show.

One tree of headings, links that say where they lead, tables with heads, pictures with words,
notes that can be found, and the language of each text that is in another one.  Foreign pages
are left to the validator: their structure is their maker's, and the claims depend on it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Place
from ..rules import find
from .structure import Branch, text_of
from .text_check import letter_of, normal, parts_of
from .values import items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation

_HEADING = re.compile(r"H([1-6])")
_SHOWN = 60  # characters of a text in a message


def check_logic(document: Document, expectation: Expectation) -> Iterator[Problem]:
    """All checks of this module, over the pages that are not foreign."""
    foreign = expectation.foreign
    yield from _headings(letter_of(document), "the letter")
    for part in parts_of(document):
        pages = {branch.page for branch in part.descendants()}
        if not pages & foreign:
            yield from _headings([part], "an annex")
    own = [branch for branch in document.branches if branch.page not in foreign]
    yield from _tables(own)
    yield from _figures(own)
    yield from _notes(own)
    yield from _languages(document, expectation)


def _headings(branches: Collection[Branch], where: str) -> Iterator[Problem]:
    """One heading of the first level comes first, and no level is left out below it."""
    level = 0
    for top in branches:
        for branch in top.descendants():
            if not (match := _HEADING.fullmatch(branch.role)):
                continue
            found = int(match[1])
            if found > level + 1:
                above = f"H{level}" if level else "nothing"
                message = f"a heading H{found} in {where} comes below {above}"
                yield find("heading-tree", message, _place(branch))
            elif found == 1 and level:
                message = f"{where} has a second heading of the first level"
                yield find("heading-tree", message, _place(branch))
            level = found


def _tables(branches: Collection[Branch]) -> Iterator[Problem]:
    """Every table has heads, and each head says of what (ISO 14289-1, 7.5)."""
    for table in branches:
        if table.role != "Table":
            continue
        heads = [branch for branch in table.descendants() if branch.role == "TH"]
        if not heads:
            yield find("table-headers", "a table has no head", _place(table))
        elif not all(_has_scope(head) for head in heads):
            message = "a head cell of a table does not say whether it heads a row or a column"
            yield find("table-headers", message, _place(table))


def _has_scope(head: Branch) -> bool:
    attributes = [item.get_object() for item in items(head.values, "/A")]
    return any("/Scope" in each for each in attributes if isinstance(each, dict))


def _figures(branches: Collection[Branch]) -> Iterator[Problem]:
    """Every picture has words (ISO 14289-1, 7.3)."""
    for branch in branches:
        words = "".join(str(branch.values.get(key, "")) for key in ("/Alt", "/ActualText"))
        if branch.role in {"Figure", "Formula"} and not words.strip():
            yield find("figure-undescribed", "a picture has no alternative text", _place(branch))


def _notes(branches: Collection[Branch]) -> Iterator[Problem]:
    """Every note has an ID of its own (ISO 14289-1, 7.9)."""
    for branch in branches:
        if branch.role == "Note" and "/ID" not in branch.values:
            yield find("note-without-id", "a note has no ID to be found by", _place(branch))


def _languages(document: Document, expectation: Expectation) -> Iterator[Problem]:
    """The annexes, and the names whose language the list states, carry it (7.2 there)."""
    parts = {part.page: part for part in parts_of(document)}
    for annex in expectation.annexes:
        part = parts.get(annex.start)
        if annex.language and part is not None and part.values.get("/Lang") != annex.language:
            message = f"“{_cut(annex.heading)}” does not say that it is in “{annex.language}”"
            yield find("language-lost", message, Place(page=annex.start + 1))
    if not expectation.languages:
        return
    spoken: dict[str, set[str]] = {}
    for item in (each for top in letter_of(document) for each in top.descendants()):
        if item.role == "LI":
            languages = {str(each.values.get("/Lang")) for each in item.descendants()}
            spoken.setdefault(normal(text_of(item, document.contents)), set()).update(languages)
    for name, language in expectation.languages:
        # A name that isn't there is another rule's.
        if language not in spoken.get(normal(name), {language}):
            message = f"the name “{_cut(name)}” does not say that it is in “{language}”"
            yield find("language-lost", message)


def _place(branch: Branch) -> Place | None:
    page = branch.page
    return None if page is None or page < 0 else Place(page=page + 1)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
