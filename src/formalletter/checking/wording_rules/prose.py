"""The texts that the rules on wording read, each in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ...composing.quotes import typographic
from ...wording import Wording
from ..passages import UNREAD, body_passages, header_passages, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from ...diagnostics import Place
    from ...letter import Body, Letter
    from ..passages import Passage

_RUN = re.compile(r"\S*")
_ADDRESS_MARKS = ("://", "www.", "@")
_SENTENCE_ENDS = ".!?:…؟。！？"
_REACH = 200  # characters around a place that are looked at


class Block(NamedTuple):
    """A passage and its text as it is printed: of the same length, straight quotes set."""

    passage: Passage
    text: str

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` to before `end`."""
        place = self.passage.place(start, end)
        words = self.passage.text[start:end]
        # A value of the header is placed as a whole; mostly it stands in its line as it is.
        if self.passage.source is None and place.source and words:
            value = place.source.find(self.passage.text)
            column = value + start if value >= 0 else place.source.find(words)
            if column >= 0:
                return replace(place, column=column + 1, width=len(words))
        return place

    def is_address(self, start: int, end: int) -> bool:
        """Whether these characters belong to a web or e-mail address."""
        before = _RUN.match(self.text[max(0, start - _REACH) : start][::-1])
        behind = _RUN.match(self.text[end : end + _REACH])
        run = (before[0][::-1] if before else "") + self.text[start:end]
        run += behind[0] if behind else ""
        return any(mark in run for mark in _ADDRESS_MARKS)

    def begins_sentence(self, start: int) -> bool:
        """Whether a sentence (or a line of a list, a cell, …) begins at `start`."""
        for character in reversed(self.text[max(0, start - _REACH) : start]):
            if character.isalnum():
                return False
            if character in _SENTENCE_ENDS:
                return True
        return True


@dataclass(frozen=True, slots=True)
class Prose:
    """One text: the letter's own or that of an annex.

    `tag` is its language (BCP 47); `groups` are its blocks, together where a quotation may go
    from one to the next.
    """

    tag: str
    groups: tuple[tuple[Block, ...], ...]

    @property
    def language(self) -> str:
        """The language alone: "en" of "en-GB"."""
        return self.tag.partition("-")[0].lower()

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks in their order."""
        for group in self.groups:
            yield from group


def proses(letter: Letter) -> Iterator[Prose]:
    """The letter's own text first, then those of its annexes."""
    tag = letter.header.language
    header = tuple((_block(each, tag),) for each in header_passages(letter))
    yield Prose(tag, (*header, _blocks(letter.body, tag)))
    for annex in letter.annexes:
        if annex.body is not None:
            of_annex = annex.annex.language or tag
            yield Prose(of_annex, (_blocks(annex.body, of_annex),))


def _block(value: Passage, tag: str) -> Block:
    """A value of the header; its marks are set as the body's are."""
    wording = Wording(tag)
    apostrophe = wording.phrase("apostrophe")
    return Block(value, typographic(value.text, _single(wording), apostrophe))


def _single(wording: Wording) -> list[str]:
    """The marks as single characters, so that places stay: French ones have a space inside."""
    return [mark.strip() for mark in wording.quotes]


def _blocks(body: Body, tag: str) -> tuple[Block, ...]:
    typed = tuple(body_passages(body))
    if "'" not in body.text and '"' not in body.text and "&" not in body.text:
        return tuple(Block(passage, passage.text) for passage in typed)
    quotes = _single(Wording(tag))
    inline = (each for each in tokens(body, quotes) if each.type == "inline" and each.map)
    printed = (_text(token.children or ()) for token in inline)
    return tuple(Block(passage, text) for passage, text in zip(typed, printed, strict=True))


def _text(children: Sequence[Token]) -> str:
    """The printed text of a block, character by character as a passage has it."""
    text: list[str] = []
    link = 0
    for child in children:
        if child.type == "text":
            text.append(child.content)
        elif child.type == "link_open":
            link = len(text)
        elif child.type == "link_close" and link == len(text):
            text.append(UNREAD)  # the program sets its words: [](annex:A)
        elif child.type in {"softbreak", "hardbreak"}:
            text.append(" ")
        elif child.nesting == 0:
            text.append(UNREAD)
    return "".join(text)
