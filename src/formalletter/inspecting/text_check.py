"""Whether the finished file says what the letter says: nothing lost, nothing twice.

The text is read by the structure tree, as a reader that listens hears it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ..rules import find
from .structure import Branch, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation

_SHOWN = 60  # characters of a passage in a message
_LONG = 24  # characters from which on a passage that comes twice is no coincidence
# Typographic and typed signs are the same words; what is typed as ' is “ in some languages.
_SAME = str.maketrans(
    {
        **dict.fromkeys('‘’‚‛´`ʼ“”„‟«»「」『』"', "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u2060\u200e\u200f\ufeff"),
    }
)
_QUOTE_SPACES = re.compile(r"(?<=«)\s+|\s+(?=»)")  # as French sets them
_DASHES = re.compile("-{2,}")


def normal(text: str) -> str:
    """A text without what typesetting may change: spaces, quotes, dashes, composition."""
    text = _QUOTE_SPACES.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_DASHES.sub("-", text.translate(_SAME)).split())


def find_whole(said: str, passage: str, start: int = 0) -> int:
    """Where a passage stands, -1 if nowhere; not within a longer number, as 8 March is in 18 March.

    `start` is where the search begins.
    """
    found = said.find(passage, start)
    while found >= 0:
        end = found + len(passage)
        before, after = said[max(found - 1, 0) : found], said[end : end + 1]
        is_cut = (before.isdigit() and passage[:1].isdigit()) or (
            after.isdigit() and passage[-1:].isdigit()
        )
        if not is_cut:
            return found
        found = said.find(passage, found + 1)
    return -1


def branches_text(branches: Sequence[Branch], document: Document) -> str:
    """The text of elements in the order of the structure tree; notes stand at the end."""
    notes = [inner for branch in branches for inner in branch.descendants() if inner.role == "Note"]
    return "".join(
        [
            *(text_of(branch, document.contents, apart=True) for branch in branches),
            *(text_of(note, document.contents) for note in notes),
        ]
    )


def check_passages(document: Document, expectation: Expectation) -> Iterator[Problem]:
    """Looks for the passages of the letter in the letter, and of each annex in its part."""
    others = (*expectation.names, expectation.title)
    letter = _Wanted(expectation.passages, expectation.asides, others)
    yield from _in_order(document, letter_of(document), letter)
    parts = parts_of(document)
    for annex in expectation.annexes:
        own = [part for part in parts if part.page == annex.start]
        if annex.passages and len(own) != 1:
            yield find("inspection-lost", f"“{_cut(annex.heading)}” is no part of the file")
        yield from _in_order(document, own, _Wanted(annex.passages, annex.asides, (annex.heading,)))


class _Wanted(NamedTuple):
    """What has to stand somewhere: in this order, in any, and what may stand there besides."""

    passages: Sequence[str]
    asides: Sequence[str]
    others: Sequence[str]


def _in_order(document: Document, branches: Sequence[Branch], texts: _Wanted) -> Iterator[Problem]:
    """Looks for each passage behind the one before, and for none more often than it should."""
    said = normal(branches_text(branches, document))
    wanted, asides, others = ([normal(text) for text in each] for each in texts)
    # A paragraph is in several passages where a note's number or a link's stands in it.
    expected, packed = _packed("".join([*wanted, *asides, *others])), _packed(said)
    position = 0
    for passage in filter(None, wanted):
        found = find_whole(said, passage, position)
        if found >= 0:
            position = found + len(passage)
        elif find_whole(said, passage) >= 0:
            yield find(
                "inspection-order",
                f"“{_cut(passage)}” is read in another place than the letter has it",
            )
        else:
            yield find("inspection-lost", f"“{_cut(passage)}” is not in the finished file")
        sought = _packed(passage)
        if len(passage) >= _LONG and packed.count(sought) > expected.count(sought):
            yield find(
                "inspection-twice", f"“{_cut(passage)}” is read more often than the letter has it"
            )
    for aside in asides:
        if find_whole(said, aside) < 0:
            yield find("inspection-lost", f"“{_cut(aside)}” is not in the finished file")


def _packed(text: str) -> str:
    return text.replace(" ", "")


def letter_of(document: Document) -> list[Branch]:
    """The elements of the letter itself: all below the document but the parts of annexes."""
    return [branch for branch in _below_document(document) if branch.role != "Part"]


def parts_of(document: Document) -> list[Branch]:
    """The elements that hold an annex each."""
    return [branch for branch in _below_document(document) if branch.role == "Part"]


def _below_document(document: Document) -> Iterator[Branch]:
    for root in document.tree:
        yield from (kid for kid in root.kids if isinstance(kid, Branch))


def check_names(
    document: Document, names: Sequence[str], group_sizes: Sequence[int] = ()
) -> Iterator[Problem]:
    """Looks for the lists that have just these names, in their order: one, or one a group."""
    if not names:
        return
    lists = [
        _items(branch, document)
        for top in letter_of(document)
        for branch in top.descendants()
        if branch.role == "L"
    ]
    rest = [normal(name) for name in names]
    groups = []
    for size in group_sizes or [len(rest)]:
        groups.append(rest[:size])
        rest = rest[size:]
    for wanted in groups:
        yield from _check_list(wanted, lists, groups.count(wanted))


def _check_list(wanted: list[str], lists: Sequence[list[str]], times: int) -> Iterator[Problem]:
    """Looks for a list with these items, which has to be there so many times."""
    right = sum(found == wanted for found in lists)
    if right > times:
        yield find("inspection-names", "the list of signatories is there more than once")
    if right >= times:
        return
    closest = max(lists, key=lambda found: len(set(found) & set(wanted)), default=[])
    if len(closest) != len(wanted):
        yield find(
            "inspection-names",
            f"the list of signatories has {len(closest)} items instead of {len(wanted)}",
        )
    for number, (found, name) in enumerate(zip(closest, wanted, strict=False), 1):
        if found != name:
            yield find(
                "inspection-names",
                f"item {number} of the list is “{_cut(found)}” instead of “{_cut(name)}”",
            )
            return


def _items(branch: Branch, document: Document) -> list[str]:
    return [
        normal(text_of(kid, document.contents))
        for kid in branch.kids
        if isinstance(kid, Branch) and kid.role == "LI"
    ]


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
