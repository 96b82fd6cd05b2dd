"""Reads which pages of a PDF are asked for: `1-3, 7`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..annex import PAGES_PATTERN
from ..diagnostics import error
from .phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem

MOST_PAGES = 10_000  # of one annex; more would be a slip or an attack
_RANGE = re.compile(r" *([0-9]+)(?: *- *([0-9]+))? *")
_EXAMPLE = "such as 1-3, 7"


class _Range(NamedTuple):
    """The first and the last page, from 1, as they were written."""

    first: int
    last: int
    written: str


def page_indexes(pages: str) -> tuple[int, ...]:
    """The indexes (from 0) of pages that `page_problem` finds nothing wrong with, in order."""
    return tuple(
        page - 1 for asked in _ranges(pages) for page in range(asked.first, asked.last + 1)
    )


def page_problem(pages: object, place: Place) -> Iterator[Problem]:
    """What is wrong with the pages asked for; their form is checked with the header."""
    if not isinstance(pages, str) or not re.fullmatch(PAGES_PATTERN, pages):
        return
    total = 0
    for asked in _ranges(pages):
        total += max(0, asked.last - asked.first + 1)
        if asked.first == 0:
            yield error("annex-pages", "pages are counted from 1, not from 0", place, _EXAMPLE)
        elif asked.last < asked.first:
            message = f"{quoted(asked.written)} ends before it starts"
            hint = f"write {asked.last}-{asked.first}" if asked.last else _EXAMPLE
            yield error("annex-pages", message, place, hint)
    if total > MOST_PAGES:
        message = f"more than {MOST_PAGES} pages are asked for"
        yield error("annex-pages", message, place, "leave “pages” out if all are meant")


def _ranges(pages: str) -> Iterator[_Range]:
    for part in pages.split(","):
        if match := _RANGE.fullmatch(part):
            first, last = int(match[1]), int(match[2] or match[1])
            yield _Range(first, last, part.strip())
