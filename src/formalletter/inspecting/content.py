"""Reads a page's content once: what each mark says, and what is drawn outside of marks.

ISO 32000-1, 14.6: a marked sequence with a number (MCID) belongs to the structure tree, an
artifact to nothing; `ActualText` speaks for all that is inside its sequence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdf.generic import ContentStream

from .cmap import Decoder
from .skimming import skim
from .values import dictionary, object_number, raw

if TYPE_CHECKING:
    from pypdf import PageObject

    from .values import PdfValue

_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PAINTS = frozenset(
    {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"INLINE IMAGE"}
)
_OPENS = frozenset({b"BDC", b"BMC"})
DEEPEST_FORM = 12  # forms inside of forms; the intake lets no circle through


@dataclass(slots=True)
class PageContent:
    """What stands on a page, by its marks.

    `twice` are marks that are used more than once; `stray` counts what is drawn outside of
    any mark; `nested` counts artifacts inside of marks, and marks inside of each other;
    `unbalanced` says that a mark never ends, or ends without having begun.  `forms` are form
    XObjects with marks of their own, by their object numbers.  `all_text` is what is said in
    and outside of marks, but not in artifacts.
    """

    texts: dict[int, str] = field(default_factory=dict)
    forms: dict[int, PageContent] = field(default_factory=dict)
    all_text: str = ""
    twice: set[int] = field(default_factory=set)
    stray: int = 0
    nested: int = 0
    unbalanced: bool = False


@dataclass(frozen=True, slots=True)
class _Sequence:
    mark: int | None
    is_artifact: bool
    has_actual_text: bool


def read_content(page: PageObject, decoders: dict[int, Decoder] | None) -> PageContent:
    """Reads the content of a page.

    `decoders` keeps those of fonts between pages; without it, the text is left alone.
    """
    reader = _Reader(dictionary(page, "/Resources"), decoders)
    contents = page.get_contents()
    return reader.read(contents) if contents is not None else reader.content


class _Reader:
    """Goes through the operators of a page or of a form XObject on it."""

    def __init__(
        self, resources: PdfValue, decoders: dict[int, Decoder] | None, depth: int = 0
    ) -> None:
        self.content = PageContent()
        self.open: list[_Sequence] = []
        self._resources = resources
        self._decoders = decoders
        self._depth = depth
        self._decoder: Decoder | None = None
        self._fonts: dict[str, Decoder] = {}

    def read(self, stream: ContentStream) -> PageContent:
        operations = skim(stream.get_data()) if self._decoders is None else stream.operations
        for operands, operator in operations:
            self.execute(operands, operator)
        self.content.unbalanced |= bool(self.open)
        return self.content

    def execute(self, operands: PdfValue, operator: bytes) -> None:
        if operator == b"Tf":
            self._decoder = self._font(operands) if self._decoders is not None else None
        elif operator in _SHOWS:
            self._show(operands[-1])
        elif operator == b"Do":
            self._draw(str(operands[0]))
        elif operator in _PAINTS:
            self._paint()
        elif operator in _OPENS:
            self._begin(operands, operator)
        elif operator == b"EMC":
            if self.open:
                self.open.pop()
            else:
                self.content.unbalanced = True

    def _font(self, operands: PdfValue) -> Decoder | None:
        name = str(operands[0])
        if name not in self._fonts:
            reference = raw(dictionary(self._resources, "/Font"), name)
            if reference is None or self._decoders is None:
                return None
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
                values = dictionary(dictionary(self._resources, "/Properties"), values)
            if not isinstance(values, dict):
                values = {}
        mark = values.get("/MCID")
        if not isinstance(mark, int):
            mark = None
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
        if any(sequence.has_actual_text or sequence.is_artifact for sequence in self.open):
            return
        strings = operand if isinstance(operand, list) else [operand]
        for string in strings:
            codes = getattr(string, "original_bytes", string)
            if isinstance(codes, bytes) and self._decoder is not None:
                self._say(self._decoder.decode(codes))

    def _draw(self, name: str) -> None:
        """An image, or a form: what that says belongs to the mark around it, or is marked in it."""
        reference = raw(dictionary(self._resources, "/XObject"), name)
        drawn = dictionary(dictionary(self._resources, "/XObject"), name)
        is_form = drawn.get("/Subtype") == "/Form"
        mark = self._mark()
        if any(sequence.is_artifact for sequence in self.open):
            return
        if not is_form or self._depth >= DEEPEST_FORM:
            self._paint()
        elif mark is None:
            self._take(object_number(reference), self._inside(drawn))
        elif not any(sequence.has_actual_text for sequence in self.open):
            self._say(self._inside(drawn).all_text)

    def _inside(self, form: PdfValue) -> PageContent:
        resources = dictionary(form, "/Resources") or self._resources
        reader = _Reader(resources, self._decoders, self._depth + 1)
        return reader.read(ContentStream(form, None))

    def _take(self, number: int, inner: PageContent) -> None:
        """Takes over what is in a form that stands outside of any mark."""
        self.content.stray += inner.stray
        self.content.nested += inner.nested
        self.content.unbalanced |= inner.unbalanced
        if inner.texts:
            if number in self.content.forms:
                self.content.twice |= inner.texts.keys()
            self.content.forms[number] = inner
        self.content.forms |= inner.forms

    def _paint(self) -> None:
        if self._mark() is None and not any(sequence.is_artifact for sequence in self.open):
            self.content.stray += 1

    def _say(self, text: str) -> None:
        self.content.all_text += text
        if (mark := self._mark()) is not None:
            self.content.texts[mark] += text

    def _mark(self) -> int | None:
        return next((item.mark for item in reversed(self.open) if item.mark is not None), None)
