"""Reads what stands above the text of a letter: its title, its date, its salutation."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..dates import read_date_line
from . import phrases
from .lines import Part, heading_text, unwrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..dates import DateLine
    from .lines import Line

# A line of running text is longer than this, or a sentence of at least so many words.
_LONGEST_LABEL = 150
_FEWEST_WORDS_OF_A_SENTENCE = 12
_MOST_TITLE_LINES = 6
_MOST_FRONT_LINES = 60
_MOST_WORDS_OF_A_SALUTATION = 12
_UNDERLINE = re.compile(r"\s*(?:=+|-{2,})\s*")
_BOLD = ("**", "__")


@dataclass(frozen=True, slots=True)
class Opening:
    """The parts above the text.  `lines` are all lines up to there, those of no part, too."""

    title: tuple[Part, ...]
    date: DateLine | None
    date_line: Line | None
    salutation: Part | None
    lines: tuple[Line, ...]

    @property
    def placed(self) -> frozenset[Line]:
        """The lines that belong to a part."""
        parts = (*self.title, *([self.salutation] if self.salutation else []))
        dates = [self.date_line] if self.date_line else []
        return frozenset((*(part.line for part in parts), *dates))


def read_opening(lines: Sequence[Line]) -> Opening:
    """Read the lines that stand above the first line of running text."""
    front = tuple(lines[: _length(lines)])
    title = _title(front)
    titles = {part.line for part in title}
    salutation = _salutation([line for line in front if line not in titles])
    if salutation:
        front = front[: front.index(salutation.line) + 1]
    date, date_line = _date([line for line in front if line not in titles])
    return Opening(title, date, date_line, salutation, front)


def _length(lines: Sequence[Line]) -> int:
    """How many lines stand before the first line of running text; a title may be long."""
    lines = lines[:_MOST_FRONT_LINES]
    titles = len(_marked_title(lines))
    for index, line in enumerate(lines[titles:], titles):
        if _is_running_text(line.text.strip()):
            return index
    return len(lines)


def _title(front: Sequence[Line]) -> tuple[Part, ...]:
    """The title: headings or bold lines at the top, a subject line, or the first block."""
    if marked := _marked_title(front):
        return marked
    for line in front:
        if found := phrases.SUBJECT.fullmatch(line.bare):
            return (Part(unwrapped(found["title"]), line),)
    undated = [line for line in front if not read_date_line(line.text)]
    block = [line for line in undated if line.block == undated[0].block]
    title = tuple(itertools.takewhile(lambda line: not _opens(line, first=True), block))
    return tuple(Part(line.bare, line) for line in title if len(title) <= _MOST_TITLE_LINES)


def _marked_title(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The headings or bold lines that the source begins with."""
    title: list[Part] = []
    index = 0
    while index < len(lines):
        found = _bold_run(lines[index:]) or _headings(lines[index:])
        # A bold salutation below a bold title is not more of the title, nor is a second
        # heading a block below the first: it is the first of the text.
        if not found or _opens(found[0].line, first=not title) or read_date_line(found[0].text):
            break
        if title and found[0].line.block != title[0].line.block and not _is_bold(title[0].line):
            break
        title.extend(found)
        index += len(found)
    return tuple(title)


def _is_bold(line: Line) -> bool:
    return line.text.strip().startswith(_BOLD)


def _bold_run(lines: Sequence[Line]) -> list[Part]:
    """The lines from the first, which opens a bold run, to the one that closes it."""
    mark = next((mark for mark in _BOLD if lines[0].text.strip().startswith(mark)), None)
    if not mark:
        return []
    run: list[Part] = []
    for line in lines[:_MOST_TITLE_LINES]:
        text = line.text.strip()
        if line.block != lines[0].block:
            return []
        inner = text.removeprefix(mark) if not run else text
        closes = inner.endswith(mark)
        inner = inner.removesuffix(mark)
        if mark in inner:
            return []
        run.append(Part(inner.strip(), line))
        if closes:
            return run
    return []


def _headings(lines: Sequence[Line]) -> list[Part]:
    """The first line, if it is a heading: with `#` before it or a line drawn below it."""
    if text := heading_text(lines[0]):
        return [Part(text, lines[0])]
    under = lines[1] if len(lines) > 1 else None
    if under and under.block == lines[0].block and _UNDERLINE.fullmatch(under.text):
        return [Part(lines[0].bare, lines[0]), Part("", under)]
    return []


def _date(front: Sequence[Line]) -> tuple[DateLine, Line] | tuple[None, None]:
    for line in front:
        if date := read_date_line(line.text):
            return date, line
    return None, None


def _salutation(front: Sequence[Line]) -> Part | None:
    """The line that opens the letter, by its words, or else the last that ends in a comma."""
    for line in front:
        if _opens(line):
            return Part(line.bare, line)
    for line in reversed(front):
        short = len(line.bare.split()) <= _MOST_WORDS_OF_A_SALUTATION
        alone = sum(other.block == line.block for other in front) == 1
        closes = phrases.VALEDICTION.fullmatch(line.bare)
        if alone and short and line.bare.endswith((",", "，")) and not closes:
            return Part(line.bare, line)
    return None


def _opens(line: Line, *, first: bool = False) -> bool:
    """Whether the line is a salutation by its words; the first line must have a comma, too."""
    text = line.bare
    if not phrases.SALUTATION.fullmatch(text) or _is_running_text(text):
        return False
    return not first or text.endswith((",", ":", "!", "，", "："))


def _is_running_text(text: str) -> bool:
    """Whether a line is part of a paragraph: too long for a label, or a whole sentence."""
    return len(text) > _LONGEST_LABEL or (
        text.endswith((".", "!", "?", "。", "”"))
        and len(text.split()) >= _FEWEST_WORDS_OF_A_SENTENCE
    )
