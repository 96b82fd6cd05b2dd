"""The numbering of lists: each list counts for itself, from the number that it has in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .xml import element, part

if TYPE_CHECKING:
    from ..blocks import Block

INDENT = 360  # twentieths of a point, of each level
_LEVELS = 9  # the most that Word has
_BULLETS, _POINTS, _BRACKETS = 0, 1, 2
_NUMBER = re.compile(r"(\d{1,9})([.)])")


class Lists:
    """The lists of one file, in the order in which their items ask for them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        self._nums = [element("num", element("abstractNumId", val=_BULLETS), numId=1)]

    def properties(self, block: Block) -> tuple[str, str]:
        """The style of an item, and the elements that number it; without a label, none."""
        level = min(block.depth, _LEVELS) - 1
        if not block.label:
            return "ListContinue", element("ind", left=INDENT * (level + 1))
        match = _NUMBER.fullmatch(block.label)
        number = 1 if match is None else self._number(block, match, level)
        given = element("numPr", element("ilvl", val=level), element("numId", val=number))
        return ("ListBullet" if match is None else "ListNumber"), given

    def written(self) -> bytes:
        """The part `numbering`."""
        kinds = (
            _abstract(_BULLETS, "bullet", "•"),
            _abstract(_POINTS, "decimal", "%{}."),
            _abstract(_BRACKETS, "decimal", "%{})"),
        )
        return part("numbering", (*kinds, *self._nums))

    def _number(self, block: Block, match: re.Match[str], level: int) -> int:
        key = (block.list_key, level)
        if key not in self._numbers:
            number = len(self._nums) + 1
            start = element("startOverride", val=int(match[1]))
            kind = _POINTS if match[2] == "." else _BRACKETS
            self._nums.append(
                element(
                    "num",
                    element("abstractNumId", val=kind),
                    element("lvlOverride", start, ilvl=level),
                    numId=number,
                )
            )
            self._numbers[key] = number
        return self._numbers[key]


def _abstract(identity: int, kind: str, sign: str) -> str:
    levels = (
        element(
            "lvl",
            element("start", val=1),
            element("numFmt", val=kind),
            element("lvlText", val=sign.format(level + 1)),
            element("lvlJc", val="left"),
            element("pPr", element("ind", left=INDENT * (level + 1), hanging=INDENT)),
            ilvl=level,
        )
        for level in range(_LEVELS)
    )
    several = element("multiLevelType", val="hybridMultilevel")
    return element("abstractNum", several, *levels, abstractNumId=identity)
