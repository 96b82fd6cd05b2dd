"""Finds quotation marks and brackets without their partner, and what stands in quotation marks.

A quotation of several paragraphs begins each of them with its opening mark and closes once; one
that goes into a list needs no mark before each item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...rules import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...diagnostics import Problem
    from .prose import Block, Prose

# What closes each opening mark.  Single marks are left out where one is also the apostrophe or
# a letter of transcribed Arabic.
_USUAL = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』"}
_REVERSED = {"“": "”", "„": "“”", "»": "«", "›": "‹"}  # German and Danish books
_EITHER_WAY = {"“": "“”", "”": "“”", "«": "»", "»": "«", "‹": "›"}  # Arabic keyboards differ
_LANGUAGES = {"ar", "de", "en", "es", "fr", "ru", "zh"}
_QUOTES = re.compile("[“”„«»‹›「」『』]")

_BRACKET_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】"}
_BRACKETS = re.compile(r"[()\[\]（）【】]")
_ENUMERATOR = re.compile(r"(?:\A|[\s(（;,；，])[\w.]{1,5}\Z")
_CARRIES_ON = (":", ";", ",", "：", "；", "，", "،", "؛", "–", "—")
_STRAIGHT = '"'
_DEEPEST = 8  # quotations inside one another
_SINGLE = re.compile(r"(?<!\w)‘[^‘’]{1,400}(?:’\w[^‘’]{0,400}){0,20}’(?!\w)")


class Span(NamedTuple):
    """What stands in quotation marks: from the opening to behind the closing one.

    `mark` is the opening one, "" where that stands in an earlier block.
    """

    start: int
    end: int
    mark: str


class _Open(NamedTuple):
    block: Block
    at: int
    mark: str


@dataclass(frozen=True, slots=True)
class Paired:
    """The outermost quotations of each block, by the block's number, and the marks alone."""

    spans: dict[int, list[Span]] = field(default_factory=dict)
    alone: list[tuple[Block, int, str]] = field(default_factory=list)
    _quoted: dict[int, bytearray] = field(default_factory=dict)

    def add(self, block: Block, span: Span) -> None:
        """Notes a quotation."""
        self.spans.setdefault(id(block), []).append(span)
        if id(block) not in self._quoted:
            self._quoted[id(block)] = bytearray(len(block.text))
        quoted = self._quoted[id(block)]
        quoted[span.start : span.end] = b"\x01" * (span.end - span.start)

    def is_quoted(self, block: Block, start: int) -> bool:
        """Whether a quotation is around the character at `start`."""
        quoted = self._quoted.get(id(block))
        return block.passage.quoted or (quoted is not None and bool(quoted[start]))


def paired_quotes(prose: Prose) -> Paired:
    """The quotations of a text in a language whose marks are known; of another one none."""
    paired = Paired()
    if prose.language not in _LANGUAGES:
        return paired
    table = _table(prose)
    for group in prose.groups:
        _Matching(table, _QUOTES, paired).read(group)
    for block in prose.blocks:
        for match in _SINGLE.finditer(block.text):
            if not paired.is_quoted(block, match.start()):
                paired.add(block, Span(*match.span(), "‘"))
    return paired


def unpaired_quotes(paired: Paired) -> Iterator[Problem]:
    """A finding for each quotation mark without its partner."""
    for block, at, message in paired.alone:
        yield find("quotation-unpaired", message, block.place(at, at + 1))


def unpaired_brackets(prose: Prose) -> Iterator[Problem]:
    """A finding for each bracket without its partner; that behind a letter or number is none."""
    paired = Paired()
    for group in prose.groups:
        _Matching(_BRACKET_PAIRS, _BRACKETS, paired).read(group)
    for block, at, message in paired.alone:
        enumerator = block.text[at] in ")）" and _ENUMERATOR.search(block.text[max(0, at - 8) : at])
        if not enumerator and not block.is_address(at, at + 1):
            yield find("bracket-unpaired", message, block.place(at, at + 1))


def _table(prose: Prose) -> Mapping[str, str]:
    if prose.language == "ar":
        return _EITHER_WAY
    marks = (re.search("[«»]", block.text) for block in prose.blocks)
    first = next(filter(None, marks), None)
    is_reversed = prose.language == "de" and first is not None and first[0] == "»"
    return _REVERSED if is_reversed else _USUAL


class _Matching:
    """Matches the marks of a group of blocks with one another."""

    def __init__(self, table: Mapping[str, str], marks: re.Pattern[str], paired: Paired) -> None:
        self._closing = table
        self._marks = marks
        self._paired = paired
        self._open: list[_Open] = []

    def read(self, group: Sequence[Block]) -> None:
        """Reads the blocks in their order."""
        before = ""
        for block in group:
            again = self._opened_again(block.text)
            if self._open and not again and not before.rstrip().endswith(_CARRIES_ON):
                self._give_up(0)
            self._read_block(block, 1 if again else 0)
            before = block.text
        self._give_up(0)

    def _read_block(self, block: Block, skipped: int) -> None:
        # A straight mark that was left over may be the partner; it is told elsewhere.
        if _STRAIGHT in block.text and self._marks is _QUOTES:
            return
        for match in [*self._marks.finditer(block.text)][skipped:]:
            self._take(block, match.start(), match[0])
        if self._open:  # what is open to the end of the block is quoted to there
            first = self._open[0]
            start = first.at if first.block is block else 0
            self._paired.add(block, Span(start, len(block.text), first.mark))

    def _take(self, block: Block, at: int, mark: str) -> None:
        if self._open and mark in self._closing[self._open[-1].mark]:
            opened = self._open.pop()
            if not self._open:
                is_here = opened.block is block
                start, kind = (opened.at, opened.mark) if is_here else (0, "")
                self._paired.add(block, Span(start, at + 1, kind))
        elif mark in self._closing:
            self._open.append(_Open(block, at, mark))
        elif (level := self._opening_of(mark)) is not None:
            self._give_up(level + 1)
            self._take(block, at, mark)
        elif not (mark == "”" and block.text[at - 1 : at].isdigit()):  # inches
            self._paired.alone.append((block, at, f"{mark} closes nothing"))

    def _opened_again(self, text: str) -> bool:
        """Whether a paragraph begins with the mark of the quotation that it goes on with."""
        first = text.lstrip()[:1]
        return bool(self._open and first) and (
            first == self._open[0].mark or (first in "»«" and self._open[0].mark in "«»")
        )

    def _give_up(self, level: int) -> None:
        for each in self._open[level:]:
            self._paired.alone.append((each.block, each.at, f"{each.mark} is never closed"))
        del self._open[level:]

    def _opening_of(self, mark: str) -> int | None:
        """The level of the opening mark that this one closes, if it is not far out."""
        levels = range(len(self._open) - 1, max(-1, len(self._open) - 1 - _DEEPEST), -1)
        return next((n for n in levels if mark in self._closing[self._open[n].mark]), None)
