"""Tells a build what its list still has to be looked at for, so that nobody has to think of it.

No message has a name or a cell: what is wrong with a row may be an address that must not get
about, and the messages of a build do, as annotations of a public repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..diagnostics import Place, note
from ..rules import find
from .opening import open_letter
from .proposing import propose
from .rules.content import CONTACT, HEAD_ROW, MARKUP, TEST_ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..decisions import RowKey
    from ..diagnostics import Problem
    from .proposals import Proposal

TWICE: Final = "signatory-twice"
NOBODY: Final = "signatory-nobody"
ADDRESS: Final = "signatory-address"
HIDDEN: Final = "signatory-hidden"

_MOST_OF_A_KIND = 20  # problems; the other rows are counted
_OF_RULES: Final = {
    TEST_ENTRY: (NOBODY, "the row only tried the form, and would be printed as a signatory"),
    HEAD_ROW: (NOBODY, "the row is a further head of the sheet, and would be printed"),
    CONTACT: (
        ADDRESS,
        "the name has an address, a number or a handle in it, which would be printed",
    ),
    MARKUP: (ADDRESS, "the name has Markdown, a tag or an entity in it, which would be printed"),
}


def list_problems(folder: Path) -> tuple[Problem, ...]:
    """What is found in the list of a letter that can be read, and how much waits for an answer."""
    opened = open_letter(folder)
    if not opened.is_read:
        return ()
    withheld = {row.key for row in opened.rows if row.signatory.visibility == "withheld"}
    proposals = propose(opened.rows, opened.decisions)
    return (*row_problems(proposals, withheld), *_count_note(opened.shown_path, len(proposals)))


def row_problems(proposals: Sequence[Proposal], withheld: set[RowKey]) -> Iterator[Problem]:
    """What can't go out in a final letter, with its row; what is `withheld` is not printed."""
    by_code: dict[str, list[Problem]] = {}
    for each in proposals:
        code, message = _OF_RULES.get(each.rule, (TWICE, "the signatory is in the list already"))
        if each.twin and not each.is_even:
            code, message = HIDDEN, "a row of this name, or nearly, is to be seen by fewer"
        if not each.stops or (code == ADDRESS and each.key in withheld):
            continue
        if code in {TWICE, HIDDEN} and each.twin_line:
            message = f"{message}, on line {each.twin_line}"
        place = Place(each.place.path, each.place.line)
        by_code.setdefault(code, []).append(find(code, message, place))
    for code, found in by_code.items():
        yield from found[:_MOST_OF_A_KIND]
        if more := len(found[_MOST_OF_A_KIND:]):
            rows = "row is" if more == 1 else "rows are"
            yield find(code, f"{more:,} more {rows} like these", found[_MOST_OF_A_KIND].place)


def _count_note(path: str, count: int) -> Iterator[Problem]:
    if count:
        findings = "1 finding" if count == 1 else f"{count:,} findings"
        message = f"{findings} about the names of the list, which nobody has answered yet"
        hint = "formalletter signatories check shows them, and tidy asks about each"
        yield note("signatories-findings", message, Place(path), hint)
