"""Finds the parts of a letter among the lines of a source text.

Each line goes to exactly one part.  What is none of the others is text; a line before the
salutation, behind the valediction or in the list that could not be told is put into the
text as it is and reported.  How a part is written down is `writing`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from formalletter.diagnostics import warning

from . import phrases
from .lines import Part, blocks, cut, heading_text
from .names import is_name, read_names
from .opening import read_opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from formalletter.diagnostics import Problem
    from formalletter.letter import Source

    from .lines import Line
    from .names import Name
    from .opening import Opening

_MOST_WORDS_OF_A_VALEDICTION = 6
_LINES_OF_A_CLOSING = 8
_FEWEST_NAMES_WITHOUT_HEADING = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a letter.  `text` are its blocks, unplaced ones among them."""

    opening: Opening
    text: tuple[tuple[Line, ...], ...]
    valediction: Part | None
    heading: Part | None
    names: tuple[Name, ...]
    problems: tuple[Problem, ...]


def recognise(source: Source, *, markdown: bool) -> Parts:
    """The parts of the letter in `source`, which is Markdown or plain text."""
    lines = cut(source, markdown=markdown)
    start = _list_start(lines)
    heading = Part(_label(lines[start]), lines[start]) if start is not None else None
    letter = lines[:start]
    opening = read_opening(letter)
    rest = [line for line in letter if line not in opening.placed]
    above = [line for line in rest if opening.lines and line.number <= opening.lines[-1].number]
    text = rest[len(above) :]
    valediction = _valediction(text)
    below = [line for line in text if valediction and line.number > valediction.line.number]
    listed = lines[start + 1 :] if start is not None else _unheaded_list(below)
    found = read_names(listed, source)
    if start is None and listed:
        below = []
    placed = {valediction.line, *listed} if valediction else set(listed)
    others = [line for line in found.others if line.has_words]
    return Parts(
        opening=opening,
        text=blocks((*(line for line in rest if line not in placed), *others)),
        valediction=valediction,
        heading=heading,
        names=found.names,
        problems=(
            *_unplaced(above, below, others, source),
            *found.problems,
            *_miscounted(heading, len(found.names), source),
        ),
    )


def _label(line: Line) -> str:
    """The words of a line without heading or bold marks."""
    return heading_text(line) or line.bare


def _list_start(lines: Sequence[Line]) -> int | None:
    """The index of the heading of the list of signatories: most lines behind it are names."""
    start = None
    names = 0
    for index in range(len(lines) - 1, -1, -1):
        behind = len(lines) - 1 - index
        is_list = behind > 0 and 2 * names >= behind
        if is_list and phrases.LIST_HEADING.fullmatch(_label(lines[index])):
            start = index
        names += is_name(lines[index])
    return start


def _valediction(closing: Sequence[Line]) -> Part | None:
    """The last line that closes a letter."""
    for line in reversed(closing):
        if phrases.VALEDICTION.fullmatch(line.bare):
            return Part(line.bare, line)
    # Without a known phrase: a short line of its own that ends in a comma.
    for line in reversed(closing[-_LINES_OF_A_CLOSING:]):
        short = len(line.bare.split()) <= _MOST_WORDS_OF_A_VALEDICTION
        alone = sum(other.block == line.block for other in closing) == 1
        if alone and short and line.bare.endswith(","):
            return Part(line.bare, line)
    return None


def _unheaded_list(below: Sequence[Line]) -> Sequence[Line]:
    """The names below the valediction, where no heading introduces them."""
    enough = sum(is_name(line) for line in below) >= _FEWEST_NAMES_WITHOUT_HEADING
    return below if enough else ()


def _unplaced(
    above: Sequence[Line], below: Sequence[Line], others: Sequence[Line], source: Source
) -> list[Problem]:
    groups = (
        (
            above,
            "this line above the text was put into it as it is",
            "move it in letter.md where it belongs, such as to `recipient`",
        ),
        (
            below,
            "this line below the close was put into the text as it is",
            "move it in letter.md where it belongs, such as to `signed-by` or `contact`",
        ),
        (
            others,
            "this line of the list is no name; it was put into the text as it is",
            "if it is a signatory, move it to signatories.csv",
        ),
    )
    return [
        warning("import-unplaced", message, source.place(line.number, 1, len(line.text)), hint)
        for lines, message, hint in groups
        for line in lines
        if line.has_words
    ]


def _miscounted(heading: Part | None, count: int, source: Source) -> list[Problem]:
    """A warning if the list's heading counts other than we do."""
    found = phrases.COUNT.search(heading.text) if heading else None
    if not heading or not found or int(re.sub(r"\D", "", found["count"])) == count:
        return []
    return [
        warning(
            "import-count",
            f"the source counts {found['count'].strip()} signatories; {count} were found",
            source.place(heading.line.number, 1, len(heading.line.text)),
            "compare signatories.csv with the source",
        )
    ]
