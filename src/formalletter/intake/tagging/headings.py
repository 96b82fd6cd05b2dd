"""Gives headings levels of which none is skipped.

ISO 14289-1, 7.4: the first is H1, and each goes at most one level deeper than the one before.
Headings without a level (H) get that of the sections around them, since the letter that the
file is merged with has levels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .roles import HEADINGS

if TYPE_CHECKING:
    from .nodes import Element

_SECTIONS = frozenset({"Part", "Art", "Sect"})


def level_headings(root: Element) -> None:
    """Renumbers all headings below the root."""
    above: list[int] = []
    for element in headings(root):
        own = HEADINGS.index(element.role) + 1 if element.role in HEADINGS else _depth(element)
        while above and above[-1] >= own:
            above.pop()
        above.append(own)
        element.role = HEADINGS[min(len(above), len(HEADINGS)) - 1]


def headings(root: Element) -> list[Element]:
    """The headings in their order."""
    return [each for each in root.elements() if each.role == "H" or each.role in HEADINGS]


def _depth(element: Element) -> int:
    depth, node = 0, element.parent
    while node is not None:
        depth += node.role in _SECTIONS
        node = node.parent
    return max(depth, 1)
