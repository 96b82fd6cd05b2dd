"""Numbers the lines of a draft's body, so that comments can say which one they are about.

WeasyPrint numbers no lines, and which there are is known only when they are set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..typeset import LineNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..typeset import Line

EVERY = 5  # lines; a number beside each would be a second text
_BODY = " main.body."
_SAME_LINE = 0.5  # of the size: cells of a row, labels and their texts
_AWAY = 6.0  # pt from the text's area


def line_numbers(lines: Iterable[Line], *, at_the_right: bool) -> Iterator[LineNumber]:
    """The numbers of every fifth line of the body, counted through all its pages.

    `at_the_right` of the text, where nothing else stands in a letter that is read from left to
    right.
    """
    body = [line for line in lines if line.region == "flow" and _BODY in line.path]
    count, last = 0, None
    for line in sorted(body, key=lambda line: (line.page, line.baseline)):
        if last and _is_same(last, line):
            continue
        count, last = count + 1, line
        if count % EVERY == 0:
            left, right = line.column_x - _AWAY, line.column_x + line.column_width + _AWAY
            x = right if at_the_right else left
            yield LineNumber(line.page, count, x, line.baseline, at_the_right)


def _is_same(line: Line, other: Line) -> bool:
    apart = abs(line.baseline - other.baseline)
    return line.page == other.page and apart < _SAME_LINE * max(line.size, other.size)
