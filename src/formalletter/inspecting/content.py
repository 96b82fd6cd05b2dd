"""Reads a page's content once: what each mark says, and what is drawn outside of marks.

ISO 32000-1, 14.6: a marked sequence with a number (MCID) belongs to the structure tree, an
artifact to nothing; `ActualText` speaks for all that is inside its sequence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .cmap import Decoder
from .values import dictionary, object_number

if TYPE_CHECKING:
    from pypdf import PageObject

    from .values import PdfValue

_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PAINTS = frozenset(
    {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE"}
)
_OPENS = frozenset({b"BDC", b"BMC"})


@dataclass(slots=True)
class PageContent:
    """What stands on a page, by its marks.

    `twice` are marks that are used more than once; `stray` counts what is drawn outside of
    any mark; `nested` counts artifacts inside of marks, and marks inside of each other;
    `unbalanced` says that a mark never ends, or ends without having begun.
    """

    texts: dict[int, str] = field(default_factory=dict)
    twice: set[int] = field(default_factory=set)
    stray: int = 0
    nested: int = 0
    unbalanced: bool = False


@dataclass(frozen=True, slots=True)
class _Sequence:
    mark: int | None
    is_artifact: bool
    has_actual_text: bool


def read_content(page: PageObject, decoders: dict[int, Decoder]) -> PageContent:
    """Reads the content of a page; `decoders` keeps those of fonts between pages."""
    reader = _Reader(page, decoders)
    contents = page.get_contents()
    for operands, operator in contents.operations if contents is not None else ():
        reader.execute(operands, operator)
    reader.content.unbalanced |= bool(reader.open)
    return reader.content


class _Reader:
    """Goes through the operators of a page."""

    def __init__(self, page: PageObject, decoders: dict[int, Decoder]) -> None:
        self.content = PageContent()
        self.open: list[_Sequence] = []
        self._resources = dictionary(page, "/Resources")
        self._decoders = decoders
        self._decoder: Decoder | None = None
        self._fonts: dict[str, Decoder] = {}

    def execute(self, operands: PdfValue, operator: bytes) -> None:
        if operator == b"Tf":
            self._decoder = self._font(str(operands[0]))
        elif operator in _SHOWS:
            self._show(operands[-1])
        elif operator in _PAINTS:
            self._paint()
        elif operator in _OPENS:
            self._begin(operands, operator)
        elif operator == b"EMC":
            if self.open:
                self.open.pop()
            else:
                self.content.unbalanced = True

    def _font(self, name: str) -> Decoder:
        if name not in self._fonts:
            reference = dictionary(self._resources, "/Font").raw_get(name)
            number = object_number(reference)
            if number not in self._decoders or not number:
                self._decoders[number] = Decoder(reference.get_object())
            self._fonts[name] = self._decoders[number]
        return self._fonts[name]

    def _begin(self, operands: PdfValue, operator: bytes) -> None:
        values: PdfValue = {}
        if operator == b"BDC":
            values = operands[1]
            if isinstance(values, str):
                values = self._resources["/Properties"][values]
        mark = values.get("/MCID")
        is_artifact = operands[0] == "/Artifact"
        if (mark is not None or is_artifact) and self._mark() is not None:
            self.content.nested += 1
        if mark is not None:
            if mark in self.content.texts:
                self.content.twice.add(mark)
            self.content.texts.setdefault(mark, "")
            self.content.nested += any(sequence.is_artifact for sequence in self.open)
        actual = values.get("/ActualText")
        is_spoken_for = any(sequence.has_actual_text for sequence in self.open)
        self.open.append(_Sequence(mark, is_artifact, actual is not None))
        if actual is not None and not is_spoken_for:
            self._say(str(actual))

    def _show(self, operand: PdfValue) -> None:
        self._paint()
        if self._mark() is None or any(sequence.has_actual_text for sequence in self.open):
            return
        strings = operand if isinstance(operand, list) else [operand]
        for string in strings:
            codes = getattr(string, "original_bytes", string)
            if isinstance(codes, bytes) and self._decoder is not None:
                self._say(self._decoder.decode(codes))

    def _paint(self) -> None:
        if self._mark() is None and not any(sequence.is_artifact for sequence in self.open):
            self.content.stray += 1

    def _say(self, text: str) -> None:
        if (mark := self._mark()) is not None:
            self.content.texts[mark] += text

    def _mark(self) -> int | None:
        return next((item.mark for item in reversed(self.open) if item.mark is not None), None)
