"""Text must be on the sheet, where printers print, between the margins and in the window."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from ...rules import find
from .findings import around, at, cut, quoted, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...diagnostics import Problem
    from ...printed import PrintedLine
    from ...seen import Box, SeenPage
    from .plan import Plan

NEAREST = 28.3  # pt, 10 mm: office printers don't print nearer to the edge
# Italics reach over the ends of their line by some tenths of a point; nobody sees less than this.
SEEN = 2.0  # pt
# Reading back moves a box by a hundredth or so.
SLACK = 0.5  # pt
_RECIPIENT_BEFORE = "H1"  # of the letter: its subject


def off_the_sheet(
    lines: Sequence[PrintedLine], pages: Sequence[SeenPage], plan: Plan
) -> Iterator[Problem]:
    """Lines that are cut by the edge of their sheet, or gone beyond it."""
    for lost in together(line for line in lines if not _is_on_sheet(line, pages, plan)):
        text = f"text is not, or not wholly, on the sheet: {quoted(lost)}"
        yield find("text-off-the-sheet", text, around(lost))


def near_the_edge(
    lines: Sequence[PrintedLine], pages: Sequence[SeenPage], plan: Plan
) -> Iterator[Problem]:
    """Lines on the sheet that a printer may cut."""
    on_sheet = [line for line in lines if _is_on_sheet(line, pages, plan)]
    for near in together(line for line in on_sheet if not _is_safe(line, pages, plan)):
        text = f"text stands too near to the edge of its sheet: {quoted(near)}"
        yield find("text-near-edge", text, around(near))


def outside_the_margins(
    lines: Sequence[PrintedLine], pages: Sequence[SeenPage], plan: Plan
) -> Iterator[Problem]:
    """Lines of the text that stick out of the text's area.

    Only to the sides: what is too long for a page goes on to the next.  What stands beside an
    envelope's window or above it is placed by the standard of the window; what comes too near to
    the edge is told as that.
    """
    for found in together(line for line in lines if _sticks_out(line, pages, plan) > SEEN):
        out = max(_sticks_out(line, pages, plan) for line in found)
        text = f"text sticks out of its area by {out:.0f} pt: {quoted(found)}"
        yield find("text-outside-margins", text, around(found))


def _sticks_out(line: PrintedLine, pages: Sequence[SeenPage], plan: Plan) -> float:
    """By how much a line sticks out of the text's area, in pt."""
    if line.region == "artifact" or line.role == "Figure" or not _is_safe(line, pages, plan):
        return 0
    edge, top, *_ = plan.sheet_on(pages[line.page])
    if line.page == 0 and plan.window is not None and line.baseline - top <= plan.window[3]:
        return 0
    left, right = plan.areas[line.page]
    return max(edge + left - line.box[0], line.box[2] - edge - right)


def in_the_window(
    lines: Sequence[PrintedLine], pages: Sequence[SeenPage], plan: Plan
) -> Iterator[Problem]:
    """An address that its window hides, and other text that the window shows."""
    if plan.window is None:
        return
    left, top, *_ = plan.sheet_on(pages[0])
    window = _moved(plan.window, left, top)
    first = [line for line in lines if line.page == 0 and line.part == 0]
    address = _address(first)
    hidden = [line for line in address if not _inside(_type_box(line), window)]
    if hidden:
        yield find(
            "address-outside-window",
            f"the window hides {_lines(len(hidden))} of the address: “{cut(hidden[0].text)}”",
            around(hidden),
        )
    for line in first:
        if line not in address and _meets(line, window):
            yield find(
                "window-shows-text",
                f"the window shows more than the address: “{cut(line.text)}”",
                at(line),
            )


def _address(first: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The recipient's lines: the paragraphs of one division right before the subject."""
    subject = next((i for i, line in enumerate(first) if line.role == _RECIPIENT_BEFORE), 0)
    before = list(first[:subject])[::-1]
    return list(takewhile(lambda line: line.path == before[0].path, before))[::-1]


def _lines(count: int) -> str:
    return "a line" if count == 1 else f"{count} lines"


def _type_box(line: PrintedLine) -> Box:
    """What the letters of a line cover, whichever these are."""
    left, _, right, _ = line.box
    return left, line.baseline - 0.7 * line.size, right, line.baseline + 0.2 * line.size


def _is_on_sheet(line: PrintedLine, pages: Sequence[SeenPage], plan: Plan) -> bool:
    return _inside(_type_box(line), plan.sheet_on(pages[line.page]))


def _is_safe(line: PrintedLine, pages: Sequence[SeenPage], plan: Plan) -> bool:
    """Whether office printers print a line."""
    left, top, right, bottom = plan.sheet_on(pages[line.page])
    safe = (left + NEAREST, top + NEAREST, right - NEAREST, bottom - NEAREST)
    return _inside(_type_box(line), safe)


def _inside(box: Box, area: Box) -> bool:
    return (
        box[0] >= area[0] - SLACK
        and box[1] >= area[1] - SLACK
        and box[2] <= area[2] + SLACK
        and box[3] <= area[3] + SLACK
    )


def _moved(box: Box, across: float, down: float) -> Box:
    return box[0] + across, box[1] + down, box[2] + across, box[3] + down


def _meets(line: PrintedLine, area: Box) -> bool:
    left, top, right, bottom = _type_box(line)
    across = min(right, area[2]) - max(left, area[0])
    down = min(bottom, area[3]) - max(top, area[1])
    return across > SEEN and down > SEEN
