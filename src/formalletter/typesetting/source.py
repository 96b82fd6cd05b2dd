"""Finds a drawn run of text again in the document that it came from.

A line's end takes spaces away and puts hyphens in, and a style may change letters' case;
all else of a run stands in its element's own text, one run after the other.  So each
element keeps a mark up to where its text was found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from weasyprint.formatting_structure.text import transform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element as HtmlElement

    from .boxes import Drawn

_SPACES = re.compile(r"[ \t\n\r\f]+")  # what HTML collapses; a no-break space is kept
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a run stands: in which stretch of its element's own text.

    Stretch 0 stands before the element's first child, 1 behind it, and so on.  `text` is
    the run without the hyphen of a line's end (`hyphenated`); `after_space` and
    `before_space` say whether the document has white space next to it.
    """

    stretch: int
    text: str
    hyphenated: bool
    after_space: bool
    before_space: bool


class Source:
    """The text of a document's body, in its order."""

    def __init__(self, body: HtmlElement) -> None:
        self._nodes: list[str] = []
        self._places: dict[HtmlElement, list[int]] = {}  # the numbers of an element's nodes
        self._own: dict[HtmlElement, _OwnText] = {}
        self._collect(body)

    def _collect(self, element: HtmlElement) -> None:
        # A forced break parts words as white space does.
        places = self._places[element] = [self._add("\n" if element.tag == "br" else element.text)]
        for child in element:
            if isinstance(child.tag, str):  # no comment
                self._collect(child)
            places.append(self._add(child.tail))

    def _add(self, text: str | None) -> int:
        self._nodes.append(_SPACES.sub(" ", text or ""))
        return len(self._nodes) - 1

    def find(self, drawn: Drawn) -> Found | None:
        """Finds the run in its element's own text, behind the runs found before."""
        places = self._places.get(drawn.element) if drawn.element is not None else None
        if drawn.element is None or places is None:
            return None
        own = self._own.get(drawn.element)
        if own is None:
            own = _OwnText([self._nodes[place] for place in places], drawn)
            self._own[drawn.element] = own
        match = own.find(drawn.text, drawn.hyphen)
        if match is None:
            return None
        start, end, hyphenated = match
        first, last = own.stretch(start), own.stretch(max(start, end - 1))
        before = own.text[own.starts[first] : start] or self._next(places[first], -1)
        after = own.text[end : own.starts[last + 1]] or self._next(places[last], 1)
        return Found(
            first,
            drawn.text.removesuffix(drawn.hyphen) if hyphenated else drawn.text,
            hyphenated,
            before_space=before[-1:].isspace(),
            after_space=after[:1].isspace(),
        )

    def _next(self, place: int, step: int) -> str:
        """The nearest text before (step -1) or behind (1) a node."""
        place += step
        while 0 <= place < len(self._nodes) and not self._nodes[place]:
            place += step
        return self._nodes[place] if 0 <= place < len(self._nodes) else ""

    def lost(self) -> Iterator[tuple[HtmlElement, str]]:
        """The elements of which some, but not all text was found, and what is missing."""
        for element, own in self._own.items():
            if rest := own.rest():
                yield element, rest


class _OwnText:
    """The text directly inside an element, and up to where it was found."""

    def __init__(self, stretches: list[str], drawn: Drawn) -> None:
        if drawn.transform != "none":
            language = drawn.language.partition("-")[0].lower()
            changed = [transform(drawn.transform, text, language) for text in stretches]
            run = drawn.text.strip()
            # WeasyPrint leaves the text of footnotes as it is.
            if run in "".join(changed) or run not in "".join(stretches):
                stretches = changed
        self.text = "".join(stretches)
        self.starts = [0, *accumulate(map(len, stretches))]  # and the end of the last one
        self._position = 0

    def stretch(self, offset: int) -> int:
        """The number of the stretch that holds the character at an offset."""
        return bisect_right(self.starts, offset, hi=len(self.starts) - 1) - 1

    def find(self, run: str, hyphen: str) -> tuple[int, int, bool] | None:
        """Where a run starts and ends, and whether its last hyphen is only the line's."""
        run = _SPACES.sub(" ", run)  # preformatted text keeps them
        rest = self.text[self._position :]
        spaces = len(rest) - len(rest.lstrip(" "))
        # Of several, each in a stretch of its own, lines' ends took all but the last.
        skipped = max(0, spaces - 1) if run.startswith(" ") else spaces
        if not run.strip(" "):
            skipped = 0
        start = self._position + skipped
        end = self._end_of(run, start)
        hyphenated = end is None and bool(hyphen) and run.endswith(hyphen)
        if hyphenated:
            end = self._end_of(run.removesuffix(hyphen), start)
        if end is None:
            return None
        self._position = end
        return start, end, hyphenated

    def _end_of(self, run: str, start: int) -> int | None:
        if self.text.startswith(run, start):
            return start + len(run)
        # Spaces may have been collapsed where a child shows nothing, soft hyphens left out.
        offset, previous = start, ""
        for character in run:
            skipped = {_SOFT_HYPHEN, " "} if previous == " " else {_SOFT_HYPHEN}
            skipped.discard(character)
            while self.text[offset : offset + 1] in skipped:
                offset += 1
            if self.text[offset : offset + 1] != character:
                return None
            offset, previous = offset + 1, character
        return offset

    def rest(self) -> str:
        """What was not found, without white space."""
        return self.text[self._position :].replace(_SOFT_HYPHEN, "").strip()
