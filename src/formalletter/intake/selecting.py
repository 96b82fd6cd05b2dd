"""Leaves only the pages that were asked for, in their order.

The other pages are taken out in place: fields, layers, bookmarks and tags stay as they are, and
what leads to a page that is gone is found and counted later, when everything else is cleaned.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from .findings import counted
from .limits import MOST_PAGES

if TYPE_CHECKING:
    from pikepdf import Pdf

    from ..foreign import Request
    from .findings import Findings

_FIX = "correct `pages` of this annex in the header"


def select(pdf: Pdf, request: Request, findings: Findings) -> Request:
    """Takes the other pages out; gives the request with alternative texts by what is left.

    Raises `InputError` for a page that isn't there or is asked for twice, and for too many.
    """
    count = len(pdf.pages)
    wanted = tuple(range(count)) if request.pages is None else request.pages
    _check(wanted, count, findings)
    if wanted != tuple(range(count)):
        _take_out(pdf, wanted)
    alternatives = {
        new: request.alternatives[old]
        for new, old in enumerate(wanted)
        if old in request.alternatives
    }
    return replace(request, alternatives=alternatives)


def _check(wanted: tuple[int, ...], count: int, findings: Findings) -> None:
    outside = [index + 1 for index in wanted if not 0 <= index < count]
    if outside:
        pages = counted(count, "page", "pages")
        reason = f"has {pages}; page {outside[0]} was asked for"
        findings.refuse("annex-pages-out-of-range", reason, _FIX)
    if len(wanted) > MOST_PAGES:
        reason = f"has {len(wanted):,} pages; an annex may have {MOST_PAGES:,}"
        findings.refuse("annex-too-demanding", reason, "choose some of them with `pages`")
    twice = next((index + 1 for index, times in Counter(wanted).items() if times > 1), None)
    if twice is not None:
        reason = f"is asked for page {twice} more than once"
        findings.refuse("annex-page-twice", reason, _FIX)


def _take_out(pdf: Pdf, wanted: tuple[int, ...]) -> None:
    pages = list(pdf.pages)
    del pdf.pages[:]
    pdf.pages.extend(pages[index] for index in wanted)
    kept = {pages[index].obj.objgen for index in wanted}
    for page in pages:
        if page.obj.objgen not in kept:
            # Whatever still points to the page must not bring it back.
            for key in list(page.obj.keys()):
                del page.obj[key]
