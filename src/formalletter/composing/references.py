"""References to the annexes: `[](annex:B?page=3)` becomes "Annex B, page 9".

They stay links in a scheme of the program's own (`annex:`), which the assembling turns into
jumps.  The number that is set is the one that the page is cited by in the finished file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from markupsafe import Markup

from ..diagnostics import error
from ..reading.phrases import did_you_mean, listed, quoted
from ..slugs import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

    from ..diagnostics import Place, Problem
    from ..numbering import Enclosure, Numbering
    from ..wording import Wording
    from .numbers import PageNumbers
    from .text import TextSetter

SCHEME = "annex:"
_TARGET = re.compile(r"annex:([^?#/\s]+)(?:\?page=([1-9][0-9]{0,4})|#([^\s]+))?", re.IGNORECASE)
_FORMS = "write annex:B, annex:B?page=3 or annex:B#the-place"
_CODE = "annex-reference"


def is_annex_link(target: str) -> bool:
    """Whether the address of a link is of the form `annex:…`."""
    return target.lower().startswith(SCHEME)


def own_words(tokens: Sequence[Token], end: int) -> str:
    """The words of the link whose closing token is at `end`."""
    start = end
    while tokens[start].type != "link_open":
        start -= 1
    return "".join(token.content for token in tokens[start:end])


class Reference(NamedTuple):
    """Where a link leads: an annex, and a page of it, as indexes; `href` is its address."""

    href: str
    annex: int
    page: int | None


class References:
    """Finds what links to annexes mean, and sets their words.

    `on_paper` says that a link can't be followed, so that its number must be read.
    """

    def __init__(
        self,
        numbering: Numbering,
        numbers: PageNumbers,
        setter: TextSetter,
        wording: Wording,
        *,
        on_paper: bool = False,
    ) -> None:
        self._numbering = numbering
        self._numbers = numbers
        self._setter = setter
        self._wording = wording
        self._on_paper = on_paper

    def find(self, target: str, place: Place) -> Reference | Problem:
        """What a link's address means, or the error that says why it means nothing."""
        match = _TARGET.fullmatch(target)
        if match is None:
            message = f"{quoted(target)} does not name an annex"
            return error(_CODE, message, place, _FORMS)
        index = self._numbering.find(unquote(match[1]))
        if index is None:
            return self._no_such_annex(unquote(match[1]), place)
        annex = self._numbering.enclosures[index]
        href = f"{SCHEME}{quote(annex.label)}"
        if number := match[2]:
            page = annex.numbers.get(int(number))
            there = Reference(f"{href}?page={number}", index, page)
            return _no_such_page(annex, number, place) if page is None else there
        if name := unquote(match[3] or ""):
            known = name if name in annex.places else slug(name)
            page = annex.places.get(known)
            there = Reference(f"{href}#{quote(known, safe='')}", index, page)
            return _no_such_place(annex, name, place) if page is None else there
        return Reference(href, index, None)

    def opening(self, reference: Reference) -> Markup:
        """The start tag of the link."""
        medium = " on-paper" if self._on_paper else ""
        return Markup('<a class="annex-link{}" href="{}">').format(medium, reference.href)

    def words(self, reference: Reference) -> Markup:
        """What a link says that has no words of its own: "Annex B, page 9"."""
        name = self._name(reference)
        if reference.page is None:
            return self._setter.plain(name)
        annex, page = reference.annex, reference.page
        before, after = self._wording.phrase("annex-page", annex=name, page="\n").split("\n")
        number = self._numbers.text(lambda letter: self._numbering.label(annex, page, letter))
        return self._setter.plain(before) + number + self._setter.plain(after)

    def closing(self, reference: Reference, words: str) -> Markup:
        """The end tag; before it what a link without words says, behind it what paper needs."""
        end = Markup("</a>")
        if not words.strip():
            return self.words(reference) + end
        if not self._on_paper or (reference.page is None and self._name(reference) in words):
            return end
        before, after = self._wording.phrase("reference-behind", reference="\n").split("\n")
        return end + self._setter.plain(before) + self.words(reference) + self._setter.plain(after)

    def _name(self, reference: Reference) -> str:
        label = self._numbering.enclosures[reference.annex].label
        return self._wording.phrase("annex", label=label)

    def _no_such_annex(self, label: str, place: Place) -> Problem:
        known = [annex.label for annex in self._numbering.enclosures]
        if not known:
            message = f"there is no annex {quoted(label)}: the letter has none"
            return error(_CODE, message, place, "list it in the letter's header, below “annexes”")
        hint = f"the only annex is {known[0]}"
        if len(known) > 1:
            hint = f"the annexes are {listed(known, 'and')}"
        return error(_CODE, f"there is no annex {quoted(label)}", place, hint)


def _no_such_page(annex: Enclosure, page: str, place: Place) -> Problem:
    hint = f"refer to a place in it: annex:{annex.label}#the-place"
    if annex.numbers:
        hint = f"its pages are {_ranges(annex.numbers)}, as its own file counts them"
    return error(_CODE, f"annex {annex.label} has no page {page}", place, hint)


def _no_such_place(annex: Enclosure, name: str, place: Place) -> Problem:
    known = list(annex.places)
    otherwise = "it has no places with names; refer to a page: annex:B?page=3"
    if known:
        otherwise = f"its places are {listed(known, 'and')}"
    hint = did_you_mean(slug(name), known, otherwise)
    return error(_CODE, f"annex {annex.label} has no place {quoted(name)}", place, hint)


def _ranges(numbers: Collection[int]) -> str:
    """The numbers as `1-3, 7`."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return listed([str(a) if a == b else f"{a}-{b}" for a, b in ranges], "and")
