"""Where each annex begins, and by which number its pages are cited.

All of it follows from the number of pages of the letter itself, which is known only when the
letter is typeset: so everything here is a function of it.  Data only; the one place where
page numbers are reckoned for the enclosure list, the references, the stamps, the page labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEME = "annex:"  # of addresses that lead into an annex
REFERENCE = re.compile(SCHEME + r"(?P<label>[^?#]+)(?:\?page=(?P<page>[0-9]{1,6})|#(?P<name>.+))?")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An annex as the letter speaks of it.

    `pages` counts all its pages in the finished file, those of a cover sheet and of a
    transcript included.  `places` are the names that a reference may give (`annex:B#name`)
    and `numbers` the pages' numbers in the annex's own file (`annex:B?page=3`, from 1), each
    with an index among these pages.  `is_image_only` says that a reader who listens is told
    nothing of its text; `attached` is the name of the attached file where only a page stands
    for it.
    """

    label: str
    title: str
    language: str
    pages: int
    starts_right: bool = False
    translated_from: str | None = None
    is_image_only: bool = False
    attached: str | None = None
    places: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The annexes behind a letter; `is_own` gives their pages numbers such as A-1.

    Indexes of pages count from 0, numbers from 1; `letter` is always the number of pages of
    the letter itself.
    """

    enclosures: tuple[Enclosure, ...] = ()
    is_own: bool = False

    def starts(self, letter: int) -> tuple[int, ...]:
        """The index of the first page of each annex."""
        return tuple(start for _, start in self._run(letter))

    def blanks(self, letter: int) -> tuple[int, ...]:
        """For each annex whether (1) or not (0) a blank page stands before it."""
        ends = (letter, *(start + annex.pages for annex, start in self._run(letter)))
        return tuple(start - end for end, start in zip(ends, self.starts(letter), strict=False))

    def pages(self, letter: int) -> int:
        """The number of pages of the whole document."""
        return max((start + annex.pages for annex, start in self._run(letter)), default=letter)

    def total(self, letter: int) -> int:
        """The number in "Page 2 of …": of the whole, or of the letter if annexes have their own."""
        return letter if self.is_own else self.pages(letter)

    def label(self, annex: int, page: int, letter: int) -> str:
        """What a page of an annex is cited by, and what the PDF calls it."""
        if self.is_own:
            return f"{self.enclosures[annex].label}-{page + 1}"
        return str(self.starts(letter)[annex] + page + 1)

    def span(self, annex: int, letter: int) -> tuple[str, str]:
        """The labels of the first and the last page of an annex."""
        last = self.enclosures[annex].pages - 1
        return self.label(annex, 0, letter), self.label(annex, last, letter)

    def find(self, label: str) -> int | None:
        """The index of the annex with this label, in whatever case it is written."""
        labels = [enclosure.label.casefold() for enclosure in self.enclosures]
        return labels.index(label.casefold()) if label.casefold() in labels else None

    def resolve(self, address: str) -> tuple[int, int] | None:
        """Where a reference such as `annex:B`, `annex:B?page=3` or `annex:B#name` leads.

        The index of the annex and that of the page among its pages; None if there is no such
        place.
        """
        match = REFERENCE.fullmatch(address)
        annex = self.find(match["label"]) if match else None
        if match is None or annex is None:
            return None
        enclosure = self.enclosures[annex]
        page: int | None = 0
        if match["page"]:
            page = enclosure.numbers.get(int(match["page"]))
        elif match["name"]:
            page = enclosure.places.get(unquote(match["name"]))
        return None if page is None else (annex, page)

    def _run(self, letter: int) -> Iterator[tuple[Enclosure, int]]:
        end = letter
        for annex in self.enclosures:
            start = end + (end % 2 if annex.starts_right else 0)
            yield annex, start
            end = start + annex.pages
