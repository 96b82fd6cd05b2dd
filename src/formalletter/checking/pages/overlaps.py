"""Nothing may be printed over something else: no line over a line, no text over a picture."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...rules import find
from .findings import around, cut, quoted, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...diagnostics import Problem
    from ...printed import PrintedLine
    from ...seen import Box, SeenPage

# Lower-case letters without their strokes up and down: where these meet, nobody can read them.
# Lines that are set less than about half their size apart do, and no others.
X_HEIGHT, BELOW = 0.5, 0.1  # of the size, above and below the baseline
DEEP = 0.1  # of the lower-case letters' height
ACROSS = 2.0  # pt; an italic letter reaches over its neighbour


def lines_over_lines(lines: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Pairs of lines whose letters cover each other; of turned ones the letters aren't known."""
    pages: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if all(run.level for run in line.runs):
            pages[line.page].append(line)
    for page in pages.values():
        above: list[PrintedLine] = []
        for line in sorted(page, key=lambda each: each.baseline):
            top = _band(line)[1]
            above = [each for each in above if _band(each)[3] > top]
            over = next((each for each in above if _covers(each, line)), None)
            if over is not None:
                text = f"“{cut(line.text)}” is printed over “{cut(over.text)}”"
                yield find("lines-overlap", text, around([over, line]))
            above.append(line)


def text_over_pictures(
    lines: Sequence[PrintedLine], pages: Sequence[SeenPage]
) -> Iterator[Problem]:
    """Lines that stand on a picture; one that is decoration may lie below the text."""
    words = (line for line in lines if line.role != "Figure")
    for found in together(line for line in words if _is_on_picture(line, pages[line.page])):
        yield find("text-over-picture", f"text stands on a picture: {quoted(found)}", around(found))


def _is_on_picture(line: PrintedLine, page: SeenPage) -> bool:
    pictures = (picture.box for picture in page.pictures if not picture.is_artifact)
    return any(_on(_band(line), box) for box in pictures)


def _band(line: PrintedLine) -> Box:
    left, _, right, _ = line.box
    return left, line.baseline - X_HEIGHT * line.size, right, line.baseline + BELOW * line.size


def _covers(one: PrintedLine, other: PrintedLine) -> bool:
    small, large = sorted((one, other), key=lambda line: line.size)
    return _on(_band(small), _band(large))


def _on(band: Box, other: Box) -> bool:
    """Whether letters stand on another box, by a tenth of their height at least."""
    across = min(band[2], other[2]) - max(band[0], other[0])
    down = min(band[3], other[3]) - max(band[1], other[1])
    return across > ACROSS and down > DEEP * (band[3] - band[1])
