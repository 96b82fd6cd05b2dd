"""How the rules on pages tell where they found something."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...printed import PrintedLine
    from ...seen import Box

LONGEST_QUOTATION = 40  # characters of a line in a message


def at(line: PrintedLine) -> Place:
    """The place of a line."""
    return place(line.page, line.box)


def around(lines: Sequence[PrintedLine]) -> Place:
    """The place of those of the lines that stand on the first's page."""
    page = lines[0].page
    return place(page, surrounding([line.box for line in lines if line.page == page]))


def place(page: int, box: Box) -> Place:
    """A box on a page, which is counted from 0."""
    left, top, right, bottom = (round(value, 1) for value in box)
    return Place(page=page + 1, box=(left, top, right, bottom))


def surrounding(boxes: Sequence[Box]) -> Box:
    """The smallest box around others."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def together(lines: Iterable[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines that have the same fault: those of one paragraph, list or table on a page."""
    groups: defaultdict[tuple[int, int, str], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        block = line.container or line.element
        groups[line.page, block, "" if block else line.text].append(line)
    yield from groups.values()


def quoted(lines: Sequence[PrintedLine]) -> str:
    """The first of some lines, and how many more there are."""
    more = len(lines) - 1
    first = f"“{cut(lines[0].text)}”"
    return f"{first} and {more} more {'line' if more == 1 else 'lines'}" if more else first


def cut(text: str) -> str:
    """A text that fits a message."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTATION else f"{text[:LONGEST_QUOTATION].rstrip()}…"
