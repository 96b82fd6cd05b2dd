"""Reads the plain text of a letter back: paragraphs, underlined headings, one name a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .said import Line, Said, Unreadable, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .said import Wanted

_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


def read_text(data: bytes, wanted: Wanted) -> Said:
    """What the text says; the names are what stands below the heading of the list."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        message = "is not UTF-8"
        raise Unreadable(message) from fault
    return Said(tuple(_lines(text, wanted)))


def _lines(text: str, wanted: Wanted) -> Iterator[Line]:
    in_list = False
    for block in _BLANK.split(text.strip("\n")):
        *lines, last = block.split("\n")
        said = " ".join(line.strip() for line in (*lines, last))
        if lines and _UNDERLINE.fullmatch(last):
            said = " ".join(line.strip() for line in lines)
            yield Line("heading", said)
            # Below the list's heading only those of its groups are of a lower level.
            in_list = same(said) == wanted.list_title or (in_list and last.startswith("~"))
        elif in_list and same(said) != wanted.further:
            yield from (Line("name", line) for line in (*lines, last))
        else:
            yield Line("text", said)
