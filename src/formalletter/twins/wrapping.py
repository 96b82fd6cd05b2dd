"""Breaks text into lines for mail: at spaces, and between ideographs; never inside a link."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 72  # columns (RFC 3676, 4.2: lines should have at most 78)
_SPACE = re.compile("[ \t]+")
# No line begins with these, and none ends with those (Unicode UAX #14, classes CL, EX and OP).
_NOT_FIRST = frozenset(
    "、。，．：；！？）］｝〕〉》」』】〙〗”’…—ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NOT_LAST = frozenset("（［｛〔〈《「『【〘〖“‘")


def columns(text: str) -> int:
    """How many columns a text takes: two for what is wide (UAX #11), none for what combines."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def is_wide(character: str) -> bool:
    """Whether it takes two columns, as an ideograph does."""
    return unicodedata.east_asian_width(character) in "WF"


def _is_ideograph(character: str) -> bool:
    """Whether a line may turn beside it; Korean has spaces for that."""
    return is_wide(character) and not "\uac00" <= character <= "\ud7a3"


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if is_wide(character) else 1


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """The lines of a text of one line; a word that is too long has its line for itself."""
    lines: list[str] = []
    line, used = "", 0
    for piece, has_space in _pieces(text):
        wide = columns(piece)
        if line and used + has_space + wide > width:
            lines.append(line)
            line, used = piece, wide
        else:
            joint = " " if has_space and line else ""
            line, used = line + joint + piece, used + len(joint) + wide
    return [*lines, line] if line else lines


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What may not be broken, each with whether a space stands before it."""
    for word in _SPACE.split(text.strip(" \t")):
        start, is_first = 0, True
        link_end = word.find(">") if word.startswith("<") else 0
        for index in range(max(link_end, 0) + 1, len(word)):
            if _may_break(word[index - 1], word[index]):
                yield word[start:index], is_first
                start, is_first = index, False
        if word:
            yield word[start:], is_first


def _may_break(before: str, after: str) -> bool:
    if before.isascii() and after.isascii():
        return False
    if not (_is_ideograph(before) or _is_ideograph(after)):
        return False
    return after not in _NOT_FIRST and before not in _NOT_LAST and not unicodedata.combining(after)
