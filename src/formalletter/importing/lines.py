"""The lines of a source text, and the blocks that blank lines make of them.

What a block means is decided in `recognising`; this module only cuts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from formalletter.letter import Source

# Text wrapped by hand stays below 80 or 100 characters.  A longer line is a whole paragraph,
# and so is each of its neighbours in the block: such a text has no blank lines between them.
_LONGEST_WRAPPED_LINE = 120
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*")
_WRAPPED_IN_MARKS = re.compile(r"(\*\*\*|\*\*|\*|___|__|_)(?=\S)(?P<text>.*\S)\1")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source that is not blank: its number from 1, its text, its block's number."""

    number: int
    text: str
    block: int

    @property
    def bare(self) -> str:
        """The text without what is around it: white space, and bold or italic marks."""
        return unwrapped(self.text)

    @property
    def has_words(self) -> bool:
        """Whether there is a letter or a digit in it; a rule such as `-----` has none."""
        return any(character.isalnum() for character in self.text)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter that is one line: its words, and the line that they stand in."""

    text: str
    line: Line


def heading_text(line: Line) -> str | None:
    """The words of a heading marked with `#`; None if it is none."""
    found = _HEADING.fullmatch(line.text.strip())
    return unwrapped(found["text"]) if found else None


def unwrapped(text: str) -> str:
    """The text without white space, bold or italic marks around the whole of it."""
    text = text.strip()
    found = _WRAPPED_IN_MARKS.fullmatch(text)
    # `**one** and **two**` begins and ends with marks too, but they are not around it all.
    if found and found[1] not in found["text"]:
        return found["text"].strip()
    return text


def cut(source: Source, *, markdown: bool) -> tuple[Line, ...]:
    """All lines of the source that are not blank, each with the number of its block.

    In Markdown only a blank line ends a block.  In plain text each line of a block that
    holds a very long line is a block of its own.
    """
    lines: list[Line] = []
    block = 0
    for is_blank, group in groupby(enumerate(source.lines, 1), lambda line: not line[1].strip()):
        if is_blank:
            continue
        found = [(number, text.rstrip()) for number, text in group]
        apart = not markdown and max(len(text) for _, text in found) > _LONGEST_WRAPPED_LINE
        for number, text in found:
            if apart or number == found[0][0]:
                block += 1
            lines.append(Line(number, text, block))
    return tuple(lines)


def blocks(lines: Iterable[Line]) -> tuple[tuple[Line, ...], ...]:
    """The lines put together by block; lines with others taken out between them part, too."""
    result: list[list[Line]] = []
    for line in lines:
        last = result[-1][-1] if result else None
        if last and (last.block, last.number + 1) == (line.block, line.number):
            result[-1].append(line)
        else:
            result.append([line])
    return tuple(tuple(block) for block in result)


def texts(lines: Sequence[Line]) -> list[str]:
    """The texts of the lines."""
    return [line.text for line in lines]
