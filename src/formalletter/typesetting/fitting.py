"""Chooses columns, size and leading so that no page is a stub.

The first layout is measured; where its last page holds next to nothing, the list is
filled again on paper with every allowed setting, and the best of them gets the second and
last layout.  Bounds and preferences stand here as named constants; all measures are in pt.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..typeset import Line
    from .job import Fit

GAP = 14.0  # between two columns of names
COLUMNS = (2, 3)
SIZES = (9.0, 8.75, 9.25, 8.5, 9.5)
LEADINGS = (12.0, 11.5, 12.5, 13.0)
BODY_LEADINGS = (15.0, 14.75, 14.5, 15.25, 15.5, 14.25)
TURNED_INDENT = 1.0  # em
FULL_ENOUGH = 0.25  # of the last page
MOST_TURNED = 0.45  # of the names may take a second line, before fewer columns are better
MOST_HYPHENS = 2  # lines in a row that end in a hyphen
LINE_END_HYPHEN = "\u2010"  # what WeasyPrint sets inside a word at a line's end

NAMES = "ul.names li"
BODY = " main.body."
CLOSING = " div.closing."
LIST_HEADING = "section.signatories h2"
_AFTERWORD = " aside."  # what an edition has behind the letter
FEWEST_LINES = 2  # of the text above the close
FEWEST_ROWS = 3  # of names under their heading


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a page that text may fill, in pt from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Room:
    """What a list has: the height left on its first page, that of a full page, its width."""

    first: float
    full: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What the fitting needs to know of a layout: its lines and its pages' areas."""

    lines: tuple[Line, ...]
    areas: tuple[Area, ...]

    def names(self) -> list[Line]:
        """The lines of the list of signatories."""
        return [line for line in self.lines if line.path.endswith(NAMES)]

    def last_page_fill(self) -> float:
        """How much of the last page's area the text fills, 0 to 1."""
        area = self.areas[-1]
        last = len(self.areas) - 1
        ends = [line.baseline for line in self.lines if line.page == last and line.region == "flow"]
        return (max(ends) - area.top) / (area.bottom - area.top) if ends else 0.0

    def strands_list(self) -> bool:
        """Whether the list's heading has fewer than three rows of names below it."""
        headings = [line for line in self.lines if line.path.endswith(LIST_HEADING)]
        if not headings:
            return False
        page = headings[-1].page
        rows = {line.baseline for line in self.names() if line.page == page}
        return len(rows) < min(FEWEST_ROWS, len(self.names()))

    def strands_closing(self) -> bool:
        """Whether the close has fewer than two lines of the text above it on its page."""
        closing = [line.page for line in self.lines if CLOSING in line.path]
        if not closing or closing[0] == 0:
            return False
        above = {
            line.baseline
            for line in self.lines
            if BODY in line.path and line.page == closing[0] and line.region == "flow"
        }
        return len(above) < FEWEST_LINES

    def is_stub(self) -> bool:
        """Whether the last of several pages is less than a quarter full."""
        return len(self.areas) > 1 and self.last_page_fill() < FULL_ENOUGH


def pages_behind(lines: Iterable[Line]) -> frozenset[int]:
    """The pages with nothing but what an edition has behind the letter."""
    said = [line for line in lines if line.region != "margin"]
    behind = {line.page for line in said if _AFTERWORD in line.path}
    return frozenset(behind - {line.page for line in said if _AFTERWORD not in line.path})


def of_letter(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of the letter itself."""
    return (line for line in lines if _AFTERWORD not in line.path)


def first_columns(widths: Sequence[float], available: float, size: float = SIZES[0]) -> int:
    """How many columns suit the names: the most that turn few enough of them.

    `widths` are in em, `available` is the width of the list in pt.  A handful of names is
    set in fewer, so that there is something to read down.
    """
    most = len(widths) // FEWEST_ROWS
    if most < COLUMNS[0]:
        return 1
    for columns in reversed(COLUMNS[: most - 1]):
        column = _column_width(available, columns)
        turned = sum(width * size > column for width in widths)
        if turned <= MOST_TURNED * len(widths):
            return columns
    return COLUMNS[0]


def column_width_in_em(available: float, columns: int) -> float:
    """The width of a column less the indent of turned lines, in em of the largest size."""
    return _column_width(available, columns) / max(SIZES) - TURNED_INDENT


def better_fit(layout: Layout, fit: Fit, *, fixed_columns: bool) -> Fit | None:
    """The setting for a second layout, or None where the first is good as it is."""
    hyphenless = frozenset(fit.unhyphenated) | _bad_hyphens(layout)
    better = fit
    if layout.is_stub():
        names = layout.names()
        better = (
            _refit_list(layout, names, fit, fixed_columns) if names else _refit_text(layout, fit)
        )
    if layout.strands_list():
        better = replace(better, list_on_new_page=True)
    if layout.strands_closing():
        better = replace(better, last_together=True)
    better = replace(better, unhyphenated=tuple(sorted(hyphenless)))
    return better if better != fit else None


def _refit_text(layout: Layout, fit: Fit) -> Fit:
    """A leading that takes the last page's lines in, or that fills the page enough."""
    last = len(layout.areas) - 1
    before = sum(line.page < last and BODY in line.path for line in layout.lines)
    height = layout.areas[-1].bottom - layout.areas[-1].top
    hanging = layout.last_page_fill() * height
    for leading in BODY_LEADINGS:
        taken_in = before * (fit.body_leading - leading)
        if taken_in >= hanging or (hanging - taken_in) / height >= FULL_ENOUGH:
            return replace(fit, body_leading=leading)
    return fit


def _refit_list(layout: Layout, names: list[Line], fit: Fit, fixed_columns: bool) -> Fit:  # noqa: FBT001
    area = layout.areas[names[0].page]
    room = Room(
        first=area.bottom - (names[0].baseline - fit.leading * 0.75),
        full=layout.areas[-1].bottom - layout.areas[-1].top,
        width=area.right - area.left,
    )
    return best_fit(_widths_in_em(names), room, fit, fixed_columns=fixed_columns)


def best_fit(ems: Sequence[float], room: Room, fit: Fit, *, fixed_columns: bool) -> Fit:
    """The setting that suits names of these widths (in em) best, as near to `fit` as may be."""
    columns = (fit.columns,) if fixed_columns or fit.columns not in COLUMNS else COLUMNS
    candidates = [
        replace(fit, columns=count, size=size, leading=leading)
        for count, size, leading in product(columns, SIZES, LEADINGS)
        if 1.27 <= leading / size <= 1.42  # noqa: PLR2004 (near 1.35, see typography)
    ]
    return min(candidates, key=lambda choice: _badness(choice, fit, ems, room))


def leaves_stub(ems: Sequence[float], room: Room, fit: Fit) -> bool:
    """Whether names of these widths would leave a stub on their last page."""
    pages, fill = _pour(_heights(ems, room, fit), fit, room)
    return pages > 1 and fill < FULL_ENOUGH


def _badness(choice: Fit, fit: Fit, ems: Sequence[float], room: Room) -> float:
    """How unwelcome a setting is: a stub above all, then change, turned lines and pages."""
    heights = _heights(ems, room, choice)
    pages, fill = _pour(heights, choice, room)
    stub = max(0.0, FULL_ENOUGH + 0.06 - fill) * 100 if pages > 1 else 0.0
    turned = sum(height > 1 for height in heights) / len(heights)
    return (
        stub
        + abs(choice.size - fit.size) * 2
        + abs(choice.leading - fit.leading) * 1.2
        + abs(choice.leading / choice.size - 4 / 3) * 4
        + (1.5 if choice.columns != fit.columns else 0)
        + max(0.0, turned - MOST_TURNED) * 20
        + pages * 0.8
    )


def _heights(ems: Sequence[float], room: Room, fit: Fit) -> list[int]:
    column = _column_width(room.width, fit.columns)
    return [_lines(width * fit.size, column, fit.size) for width in ems]


def _pour(heights: Sequence[int], fit: Fit, room: Room) -> tuple[int, float]:
    """How many pages the names take, and how full the last is (0 to 1)."""
    rest = list(heights)
    rows = int(room.first // fit.leading)
    pages = 1
    while True:
        taken = _fill_columns(rest, rows, fit.columns)
        if taken >= len(rest):
            needed = -(-sum(rest) // fit.columns) * fit.leading
            used = needed + (room.full - room.first if pages == 1 else 0)
            return pages, used / room.full
        rest = rest[taken:]
        rows = int(room.full // fit.leading)
        pages += 1


def _fill_columns(heights: Sequence[int], rows: int, columns: int) -> int:
    """How many names fit into columns of so many rows, none of them split."""
    taken = 0
    for _ in range(columns):
        left = rows
        while taken < len(heights) and heights[taken] <= left:
            left -= heights[taken]
            taken += 1
    return taken


def _lines(width: float, column: float, size: float) -> int:
    """How many lines a name of this width takes; its turned lines are indented."""
    if width <= column:
        return 1
    turned = column - TURNED_INDENT * size
    # A ragged line leaves about one word in twenty characters unused.
    return 1 + -(-int((width - column * 0.93) * 100) // int(turned * 95))


def _widths_in_em(names: Iterable[Line]) -> list[float]:
    """The width of each whole name in em, summed over its lines with a space between."""
    totals: dict[int, float] = defaultdict(float)
    for block, lines in groupby(names, key=lambda line: line.block):
        for number, line in enumerate(lines):
            totals[block] += line.width / line.size + (0.25 if number else 0)
    return list(totals.values())


def _column_width(available: float, columns: int) -> float:
    return (available - GAP * (columns - 1)) / columns


def _bad_hyphens(layout: Layout) -> set[int]:
    """The paragraphs that are hyphenated badly.

    They have more hyphens in a row than is good, one across pages, or one that leaves half
    a word alone in the last line.
    """
    bad: set[int] = set()
    for block, lines in groupby(layout.lines, key=lambda line: line.block):
        in_a_row = 0
        paragraph = list(lines)
        for upper, lower in pairwise(paragraph):
            in_a_row = in_a_row + 1 if upper.text.endswith(LINE_END_HYPHEN) else 0
            if in_a_row > MOST_HYPHENS or (in_a_row and upper.page != lower.page):
                bad.add(block)
        if in_a_row and " " not in paragraph[-1].text.strip():
            bad.add(block)
    return bad
