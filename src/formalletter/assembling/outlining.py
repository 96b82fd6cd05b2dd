"""The outline of the whole: the letter's bookmarks, and each annex with its own below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Name, OutlineItem

from ..typeset import Typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import Pdf

    from .parts import AnnexPart, Manuscript


def nest_bookmarks(pdf: Pdf, manuscript: Manuscript, counts: Sequence[Sequence[int]]) -> None:
    """Puts what the merging appended at the top of the outline below the annexes' bookmarks.

    `counts` says how many each section of each annex appended.
    """
    if not manuscript.annexes:
        return
    starts = manuscript.numbering.starts(manuscript.letter.pages)
    with pdf.open_outline(strict=False) as outline:
        first = len(outline.root) - sum(map(sum, counts))
        appended = iter(outline.root[first:])
        del outline.root[first:]
        for annex, start, numbers in zip(manuscript.annexes, starts, counts, strict=True):
            item = OutlineItem(annex.heading, Array([pdf.pages[start].obj, Name.Fit]))
            item.children.extend(_own(annex, numbers, appended))
            outline.root.append(item)


def _own(
    annex: AnnexPart, counts: Sequence[int], appended: Iterator[OutlineItem]
) -> Iterator[OutlineItem]:
    for section, count in zip(annex.sections, counts, strict=True):
        for _ in range(count):
            item = next(appended)
            # The heading of an annex that is typeset here is the annex's own bookmark.
            if isinstance(section, Typeset) and section is annex.sections[0]:
                yield from item.children
            else:
                yield item
