"""The rules on the pages of a finished file, as they are seen and not as they were meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import breaks, edges, legibility, lists, overlaps, spacing, strangers
from .plan import Plan, key, window_box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...diagnostics import Problem
    from ...printed import PrintedLine
    from ...seen import SeenPage

__all__ = ["Plan", "key", "page_problems", "window_box"]


def page_problems(
    pages: Sequence[SeenPage], lines: Sequence[PrintedLine], plan: Plan
) -> Iterator[Problem]:
    """All that the rules on pages find.

    `lines` are those of the pages that aren't a stranger's, in the order of reading.
    """
    own = [line for line in lines if line.page in plan.areas]
    flow = [line for line in own if line.region == "flow"]
    listed = lists.lists_of_names(flow, plan)
    names = [line for line in flow if line.container in listed]
    text = [line for line in flow if line.container not in listed]
    yield from edges.off_the_sheet(own, pages, plan)
    yield from edges.in_the_window(own, pages, plan)
    yield from edges.near_the_edge(own, pages, plan)
    yield from edges.outside_the_margins(own, pages, plan)
    yield from overlaps.lines_over_lines(own)
    yield from overlaps.text_over_pictures(own, pages)
    yield from breaks.broken_paragraphs(text)
    yield from breaks.stranded_headings(flow, listed)
    yield from breaks.split_closing(text, plan)
    yield from breaks.stub([line for line in flow if line.page not in plan.afterword], plan)
    yield from lists.split_names(names)
    yield from lists.uneven_rows(names)
    yield from lists.uneven_columns(names)
    yield from spacing.wide_spaces([line for line in own if line.region != "artifact"])
    yield from spacing.rivers(flow)
    yield from legibility.unseen(own)
    yield from legibility.low_contrast(own)
    yield from legibility.small_type(own)
    yield from legibility.coarse_pictures(pages, plan)
    yield from strangers.annex_pages(pages, plan)
