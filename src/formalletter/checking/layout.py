"""Looks at the lines of the typeset letter for what a typographer would not let pass.

The style asks WeasyPrint for all of this, and the fitting helps; here the result is read
back from where the lines came to stand.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ..diagnostics import Place, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Problem
    from ..typeset import Line

NAMES = "ul.names li"
BODY_TEXT = ("main.body.text p", "main.body.text li", "div.item", "div.item p", "blockquote p")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FEWEST_LINES = 2  # of a paragraph, on each side of a page's end
FEWEST_AFTER_HEADING = 2  # lines; of a list of names, three rows (typography.md)
FEWEST_ROWS = 3
FULL_ENOUGH = 0.25  # of the last page; typography.md asks for a quarter
NEAREST = 28.3  # pt, 10 mm: office printers don't print nearer to the edge
# How many lines of an address each window shows (styles/shared/windows.css).
WINDOW_LINES = {"din-5008-b": 8, "sn-010130-right": 9, "sn-010130-left": 9, "us-10": 7}
LONGEST_QUOTATION = 40  # characters of a line in a message
SAME_BASELINE = 0.1  # pt
WIDEST_SPACE = 0.25  # em that justification may add to a word space of about as much


def layout_faults(lines: Sequence[Line], width: float, height: float) -> Iterator[Problem]:
    """What is wrong with the page breaks and lines, each with its page.

    `width` and `height` are those of the sheet in pt.  Text that is not on it, or that an
    envelope hides, is an error, all else a warning.
    """
    yield from annex_layout_faults(lines, width, height)
    yield from _hidden_address(lines)
    flow = [line for line in lines if line.region == "flow"]
    yield from _split_names(flow)
    yield from _uneven_rows(flow)
    yield from _stub(flow)


def annex_layout_faults(lines: Sequence[Line], width: float, height: float) -> Iterator[Problem]:
    """The same for an annex, whose last page may be as empty as it likes."""
    yield from _lost_lines(lines, width, height)
    flow = [line for line in lines if line.region == "flow"]
    yield from _broken_paragraphs(flow)
    yield from _stranded_headings(flow)
    yield from _wide_spaces(flow)


def _lost_lines(lines: Sequence[Line], width: float, height: float) -> Iterator[Problem]:
    for line in lines:
        inside = line.x >= 0 and line.x + line.width <= width and 0 <= line.baseline <= height
        near = line.x >= NEAREST and line.x + line.width <= width - NEAREST
        if not inside:
            yield error(
                "text-off-the-sheet",
                f"“{_cut(line)}” is not, or not wholly, on the sheet",
                Place(page=line.page + 1),
                "shorten it: a note can't be longer than its page, nor a table wider",
            )
        elif not near or line.baseline > height - NEAREST:
            yield _fault("text-near-edge", f"“{_cut(line)}” stands too near to the edge", line)


def _hidden_address(lines: Sequence[Line]) -> Iterator[Problem]:
    address = [line for line in lines if line.path.endswith("p.recipient")]
    for window, most in WINDOW_LINES.items():
        if address and f".window-{window}." in address[0].path and len(address) > most:
            yield error(
                "address-too-long",
                f"the address has {len(address)} lines, and the window shows {most}",
                Place(page=1),
                "leave out a line, or the window",
            )


def _broken_paragraphs(flow: Sequence[Line]) -> Iterator[Problem]:
    for lines in _blocks(flow):
        if not lines[0].path.endswith(BODY_TEXT):
            continue
        parts = [list(part) for _, part in groupby(lines, key=lambda line: line.page)]
        if len(parts) < FEWEST_LINES:
            continue
        if len(parts[0]) < FEWEST_LINES:
            yield _fault("orphan", "a paragraph's first line stands alone at the foot", parts[0][0])
        if len(parts[-1]) < FEWEST_LINES:
            yield _fault("widow", "a paragraph's last line stands alone at the top", parts[-1][0])


def _split_names(flow: Sequence[Line]) -> Iterator[Problem]:
    for lines in _blocks(flow):
        if (
            lines[0].path.endswith(NAMES)
            and len({(line.page, line.column_x) for line in lines}) > 1
        ):
            name = " ".join(line.text.strip() for line in lines)
            yield _fault("name-split", f"the name “{name}” is split by a column's end", lines[0])


def _stranded_headings(flow: Sequence[Line]) -> Iterator[Problem]:
    for number, line in enumerate(flow):
        if line.path.split(" ")[-1].split(".")[0] not in HEADINGS:
            continue
        after = [other for other in flow[number + 1 :] if other.block != line.block]
        needed = FEWEST_ROWS if after and after[0].path.endswith(NAMES) else FEWEST_AFTER_HEADING
        rows = {(other.page, other.baseline) for other in after}
        here = {baseline for page, baseline in rows if page == line.page}
        if len(here) < min(needed, len(rows)):
            yield _fault("heading-stranded", f"the heading “{line.text}” is left behind", line)


def _uneven_rows(flow: Sequence[Line]) -> Iterator[Problem]:
    """Lines of neighbouring columns that nearly, but not quite, share a baseline."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in flow:
        if line.path.endswith(NAMES):
            pages[line.page].append(line)
    for lines in pages.values():
        ordered = sorted(lines, key=lambda line: line.baseline)
        for upper, lower in pairwise(ordered):
            gap = lower.baseline - upper.baseline
            if SAME_BASELINE < gap < lower.size / 2:
                text = f"“{lower.text.strip()}” stands {gap:.1f} pt off its neighbours' line"
                yield _fault("baseline-off", text, lower)


def _stub(flow: Sequence[Line]) -> Iterator[Problem]:
    last = max((line.page for line in flow), default=0)
    if last == 0:
        return
    baselines = [line.baseline for line in flow if line.page == last]
    top = min(baselines)
    bottom = max(line.baseline for line in flow if line.page < last)
    if (max(baselines) - top) / (bottom - top) < FULL_ENOUGH:
        yield _fault(
            "last-page-stub",
            "the last page is less than a quarter full",
            next(line for line in flow if line.page == last),
            "set the columns of the list, or shorten or lengthen the text a little",
        )


def _wide_spaces(flow: Sequence[Line]) -> Iterator[Problem]:
    for line in flow:
        if line.stretch > WIDEST_SPACE * line.size:
            yield _fault("space-wide", f"wide gaps in the line “{line.text.strip()}”", line)


def _blocks(flow: Sequence[Line]) -> Iterator[list[Line]]:
    for _, lines in groupby(flow, key=lambda line: line.block):
        yield list(lines)


def _fault(code: str, message: str, line: Line, hint: str | None = None) -> Problem:
    return warning(code, message, Place(page=line.page + 1), hint)


def _cut(line: Line) -> str:
    text = line.text.strip()
    return text if len(text) <= LONGEST_QUOTATION else f"{text[:LONGEST_QUOTATION]}…"
