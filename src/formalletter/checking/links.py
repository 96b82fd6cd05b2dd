"""Finds links that lead nowhere, elsewhere or to two places: by their form, never by asking."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..composing.rendering import is_address
from ..reading.phrases import quoted
from ..rules import find
from . import addresses
from .linked import links
from .passages import unused_definitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..diagnostics import Problem
    from ..letter import Body, Letter
    from .linked import Link
    from .passages import Passage

_MOST = 300  # characters of a link that was not recognised as one
# What Markdown sets as it was typed: "[words] (https://…)", "[words](a b)", "[words][name]".
_TYPED = re.compile(
    rf"\[(?P<words>[^\[\]]{{1,{_MOST}}})\](?:"
    rf" ?\((?:https?:|mailto:|www\.)[^()]{{0,{_MOST}}}\)?"
    r"|\[(?P<name>[\w.:-]{1,60})\])"
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def link_problems(letter: Letter, texts: Iterable[Passage]) -> Iterator[Problem]:
    """What is wrong with the links of the letter and of its annexes that are Markdown."""
    for body in _bodies(letter):
        found = [link for link in links(body) if addresses.is_followed(link.address)]
        for link in found:
            yield from _of_one(link)
        yield from _ambiguous(found)
        for name, place in unused_definitions(body):
            message = f"nothing in the text uses the address that is called {quoted(name)}"
            yield find("link-unused", message, place)
    for text in texts:
        if text.origin != "header":
            yield from _as_typed(text)


def _bodies(letter: Letter) -> Iterator[Body]:
    yield letter.body
    for annex in letter.annexes:
        yield from filter(None, (annex.body, annex.transcript))


def _of_one(link: Link) -> Iterator[Problem]:
    shown = quoted(link.address)
    if not link.has_words:
        message = f"the link to {shown} has no words, so that nobody sees it"
        yield find("link-without-words", message, link.place)
    if not is_address(link.address):
        return  # the composing says so (link-target)
    if why := addresses.malformed(link.address):
        yield find("link-malformed", f"{shown} is no address: {why}", link.place)
        return
    if why := addresses.doubtful(link.address):
        yield find("link-doubtful", f"{shown} may not be the whole address: {why}", link.place)
    if host := addresses.private(link.address):
        message = f"{shown} leads nowhere for its readers: {quoted(host)} is no public host"
        yield find("link-private", message, link.place)
    if host := addresses.example(link.address):
        message = f"{shown} leads nowhere: {quoted(host)} exists for examples only"
        yield find("link-example", message, link.place)
    if host := addresses.misleading(link.words, link.address):
        message = f"the link says {quoted(host)} and leads to {shown}"
        yield find("link-misleading", message, link.place)


def _ambiguous(found: Sequence[Link]) -> Iterator[Problem]:
    """The same words that lead to two places: a list of links can't tell them apart."""
    first: dict[str, Link] = {}
    for link in found:
        words = " ".join(link.words.casefold().split())
        known = first.setdefault(words, link)
        if words and known.address != link.address:
            is_here = known.place.line == link.place.line
            where = "before in this line" if is_here else f"in line {known.place.line}"
            message = f"{quoted(link.words)} leads to another address here than {where}"
            yield find("link-ambiguous", message, link.place)


def _as_typed(text: Passage) -> Iterator[Problem]:
    for match in _TYPED.finditer(text.text):
        if match["name"] and not _is_reference(match["words"], match["name"]):
            continue
        message = f"{quoted(match[0])} is no link and is set as it is typed"
        yield find("link-as-typed", message, text.place(match.start(), match.end()))


def _is_reference(words: str, name: str) -> bool:
    """Whether brackets behind brackets were meant as a link, not as two insertions."""
    return bool(_LETTERS.search(words)) and bool(_LETTERS.search(name)) and name != "sic"
