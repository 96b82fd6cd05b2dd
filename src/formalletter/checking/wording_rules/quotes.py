"""Finds quotation marks and apostrophes that are not what the rest of the page has."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ...rolls import is_written
from ...rules import find
from ...wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...diagnostics import Problem
    from .pairs import Paired, Span
    from .prose import Block, Prose

_STRAIGHT = re.compile("[\"']")
_DECADE = re.compile(r"(?<!\w)‘(?=\d0s\b)(?![^’]{0,400}’(?!\w))")
_ACCENT = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")
_SAME = {"”": "“", "»": "«"}  # Arabic has each either way round, and no language has both
_SET_AS_INNER = "single straight marks are set as those of an inner quotation: type double ones"
_CLOSING = {"“": "”", "„": "“", "«": "»", "‹": "›", "「": "」", "『": "』"}


def straight(prose: Prose) -> Iterator[Problem]:
    """A finding for each straight mark that is printed as such."""
    for block in prose.blocks:
        for match in _STRAIGHT.finditer(block.text):
            if not block.is_address(*match.span()):
                yield _straight(block, match)


def wrong_apostrophes(prose: Prose) -> Iterator[Problem]:
    """A finding for each opening quotation mark or accent where an apostrophe belongs."""
    for block in prose.blocks:
        for pattern in (_DECADE, _ACCENT):
            for match in pattern.finditer(block.text):
                message = f"{match[0]} stands where an apostrophe belongs"
                yield find("apostrophe-wrong", message, block.place(*match.span()))


def mixed(prose: Prose, paired: Paired) -> Iterator[Problem]:
    """A finding for each outer quotation in other marks than the text has elsewhere.

    Those that occur most are right, and the language's own where two occur as often.
    """
    found: list[tuple[Block, Span]] = []
    for block in prose.blocks:
        for span in paired.spans.get(id(block), ()):
            inner = block.text[span.start : span.end]
            if (
                _kind(span.mark) in _CLOSING
                and is_written(inner, prose.tag)
                and not block.passage.quoted
            ):
                found.append((block, span))
    counts = Counter(_kind(span.mark) for _, span in found)
    if len(counts) <= 1:
        return
    own = _kind(Wording(prose.tag).quotes[0].strip())
    usual = max(counts, key=lambda kind: (counts[kind], kind == own))
    for block, span in found:
        if _kind(span.mark) != usual:
            # The program sets straight marks as it finds them: single ones as inner quotations.
            hint = _SET_AS_INNER if block.passage.text[span.start] == "'" else None
            message = f"{_both(_kind(span.mark))} in a text that has {_both(usual)} elsewhere"
            yield find("quotes-mixed", message, block.place(span.start, span.start + 1), hint)


def _straight(block: Block, match: re.Match[str]) -> Problem:
    start, end = match.span()
    hint = None
    if block.text[max(0, start - 1) : start].isdigit():
        hint = "write ′ for feet and minutes, ″ for inches and seconds"
    message = f"a straight {match[0]} is printed as it is"
    return find("quotes-straight", message, block.place(start, end), hint)


def _kind(mark: str) -> str:
    return _SAME.get(mark, mark)


def _both(mark: str) -> str:
    return f"{mark}…{_CLOSING[mark]}"
