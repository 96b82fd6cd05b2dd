"""Pages of strangers' files: only what paper would lose, told once for each annex."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...rules import find
from .edges import NEAREST
from .findings import place
from .legibility import is_coarse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...diagnostics import Problem
    from ...seen import Box, SeenPage
    from .plan import Plan

# A page that is one picture keeps its words in it; where they stand can't be told from boxes.
WHOLE_PAGE = 0.8  # of its area


def annex_pages(pages: Sequence[SeenPage], plan: Plan) -> Iterator[Problem]:
    """For each annex its first page with text near the edge, and with a coarse picture."""
    near: defaultdict[str, list[tuple[int, Box]]] = defaultdict(list)
    coarse: defaultdict[str, list[tuple[int, Box, float]]] = defaultdict(list)
    for number, page in enumerate(pages):
        annex = None if number in plan.areas else plan.annex_of(number)
        if annex is None:
            continue
        if (box := _near_edge(page)) is not None:
            near[annex].append((number, box))
        pictures = [each for each in page.pictures if is_coarse(each)]
        if pictures:
            worst = min(pictures, key=lambda each: each.dpi)
            coarse[annex].append((number, worst.box, worst.dpi))
    for annex, found in near.items():
        text = f"{annex}: a printer may cut text at the edge of {_pages([n for n, _ in found])}"
        yield find("annex-near-edge", text, place(*found[0]))
    for annex, worst_ones in coarse.items():
        number, box, dpi = min(worst_ones, key=lambda each: each[2])
        text = f"{annex}: a picture of {dpi:.0f} dots per inch on page {number + 1}"
        if more := len(worst_ones) - 1:
            text += f", and coarse ones on {more} more {'page' if more == 1 else 'pages'}"
        yield find("annex-image-coarse", text, place(number, box))


def _near_edge(page: SeenPage) -> Box | None:
    """The first piece of text that stands too near to the edge, if one does."""
    if any(_area(each.box) > WHOLE_PAGE * page.width * page.height for each in page.pictures):
        return None
    right, bottom = page.width - NEAREST, page.height - NEAREST
    for run in page.runs:
        if run.is_artifact or run.colour is None or not run.text.strip():
            continue
        left, baseline = run.box[0], run.baseline
        is_safe = left >= NEAREST and run.box[2] <= right
        if not is_safe or not NEAREST + run.size / 2 <= baseline <= bottom:
            return run.box
    return None


def _area(box: Box) -> float:
    return abs(box[2] - box[0]) * abs(box[3] - box[1])


def _pages(indexes: Sequence[int]) -> str:
    first = f"page {indexes[0] + 1}"
    more = len(indexes) - 1
    return first if not more else f"{first} and of {more} more"
