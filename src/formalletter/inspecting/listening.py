"""What a screen reader meets in a finished file, in order, told one item a line.

It is read from the file's own tags, as a program that reads aloud does it (ISO 32000-1, 14.8,
and 14.9 for languages, alternative texts and expansions); what is an artifact is not heard.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .content import PageContent, read_content
from .document import read_document
from .spoken import counted, in_language, plain, voice
from .structure import Branch, Mark
from .values import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .cmap import Decoder
    from .document import Document
    from .structure import Annotation
    from .values import PdfValue

_HEADING = re.compile(r"H([1-6]?)")
_LINES = frozenset({"Span", "Quote", "Code", "NonStruct", "Em", "Strong", "Lbl", "BibEntry"})
_IMAGES = {"Figure": "image", "Formula": "formula"}
_SAID_FIRST = {"BlockQuote": "quotation", "Caption": "caption", "Form": "form field"}


def heard(pdf: bytes, foreign: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """The lines, what is inside a list or table indented by two spaces.

    `foreign` are the indexes of pages whose text was left alone when the file was inspected:
    it is read now.  Raises `DeliveryError` when the bytes are no file that can be read.
    """
    document = read_document(pdf, foreign)
    decoders: dict[int, Decoder] = {}
    contents = [
        read_content(page, decoders) if index in foreign else document.contents[index]
        for index, page in enumerate(document.reader.pages)
    ]
    ear = _Ear(replace(document, contents=contents), "")
    language = str(document.catalog.get("/Lang", ""))
    metadata = document.reader.metadata
    title = plain(str(metadata.title or "")) if metadata else ""
    ear.lines.append(", ".join([f"document: {title}", *in_language(language)]))
    ear.language = voice(language)
    for branch in document.tree:
        ear.hear(branch)
    ear.end_line()
    return tuple(ear.lines)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line; what is `marked` is more than text: a link, another language."""

    text: str
    marked: bool = False


class _Ear:
    """Listens to elements; what stands on one line is gathered until the line ends."""

    def __init__(self, document: Document, language: str, depth: int = 0) -> None:
        self.lines: list[str] = []
        self.language = language
        self._document = document
        self._depth = depth
        self._pieces: list[_Piece] = []
        self._prefix = ""
        self._own_ways = {
            **dict.fromkeys(_IMAGES, self._image),
            **dict.fromkeys(("Link", "Reference", "Annot"), self._link),
            "L": self._list,
            "Note": self._note,
            "Part": self._part,
            "Table": self._table,
        }

    def end_line(self) -> None:
        """Says what was gathered, behind what announces it."""
        pieces = [piece for piece in self._pieces if piece.text.strip()]
        if len(pieces) == 1:
            text = pieces[0].text
        else:
            text = "".join(_within_line(piece) for piece in self._pieces)
        if text := plain(text):
            self._say(self._prefix + text)
            self._prefix = ""
        self._pieces = []

    def hear(self, branch: Branch) -> None:
        """Takes in an element with all that it holds."""
        values = branch.values
        with self._in_its_language(branch):
            if heading := _HEADING.fullmatch(branch.role):
                self._block(branch, f"heading {heading[1] or 1}: ")
            elif tell := self._own_ways.get(branch.role):
                tell(branch)
            elif branch.role in _LINES:
                self._kids(branch)
                if "/E" in values:
                    self._pieces.append(_Piece(f" ({values['/E']})"))
            else:
                said = _SAID_FIRST.get(branch.role)
                self._block(branch, f"{said}: " if said else "")

    def _ends_in_space(self) -> bool:
        return bool(self._pieces) and self._pieces[-1].text[-1:].isspace()

    def _say(self, text: str) -> None:
        self.lines.append("  " * self._depth + text)

    def _kids(self, branch: Branch) -> None:
        """The text of an element: what speaks in its place, else all that it holds."""
        for key in ("/ActualText", "/Alt"):
            if key in branch.values:
                self._pieces.append(_Piece(str(branch.values[key])))
                return
        for kid in branch.kids:
            if isinstance(kid, Branch):
                self.hear(kid)
            elif isinstance(kid, Mark):
                self._pieces.append(_Piece(self._text(kid)))
            elif branch.role == "Form":
                self._pieces.append(_Piece(self._label(kid)))

    def _text(self, mark: Mark) -> str:
        contents: list[PageContent] = self._document.contents
        if not 0 <= mark.page < len(contents):
            return ""
        page = contents[mark.page]
        return page.forms.get(mark.form, page).texts.get(mark.number, "")

    def _label(self, annotation: Annotation) -> str:
        """What a form field is called."""
        values: PdfValue = self._document.reader.get_object(annotation.number)
        return str(values.get("/TU", values.get("/T", ""))) if hasattr(values, "get") else ""

    def _block(self, branch: Branch, prefix: str = "") -> None:
        """An element that begins a line and ends one."""
        self.end_line()
        self._prefix += prefix
        self._kids(branch)
        self.end_line()
        if prefix and self._prefix.endswith(prefix):  # there was nothing to announce
            self._prefix = self._prefix.removesuffix(prefix)

    def _image(self, branch: Branch) -> None:
        self.end_line()
        what = _IMAGES[branch.role]
        if "/Alt" in branch.values:
            self._say(f"{self._prefix}{what}: {plain(str(branch.values['/Alt']))}")
            self._prefix = ""
        else:
            self._say(f"{what} without a description")
            self._kids(branch)
        self.end_line()

    def _link(self, branch: Branch) -> None:
        inner = self._listener()
        inner._kids(branch)  # noqa: SLF001 - the same class
        space = " " if inner._ends_in_space() else ""  # noqa: SLF001
        inner.end_line()
        text = " ".join(inner.lines)
        if not text:
            return
        kind = "link: " if branch.role == "Link" else ""
        if branch.role == "Reference":
            text = text.removeprefix("link: ")
            kind = "note " if text.isdecimal() else "link: "
        self._pieces.append(_Piece(f"{kind}{text}{space}", marked=True))

    def _note(self, branch: Branch) -> None:
        self.end_line()
        label = self._listener()
        rest = []
        for kid in branch.kids:
            if isinstance(kid, Branch) and kid.role == "Lbl":
                label.hear(kid)
            else:
                rest.append(kid)
        label.end_line()
        number = " ".join(label.lines).removeprefix("link: ")
        self._block(replace(branch, kids=rest), f"note {number}: " if number else "note: ")

    def _list(self, branch: Branch) -> None:
        self.end_line()
        entries = [kid for kid in branch.kids if isinstance(kid, Branch) and kid.role == "LI"]
        self._say(f"{self._prefix}list, {counted(len(entries), 'item')}")
        self._prefix = ""
        self._depth += 1
        for kid in branch.kids:
            if isinstance(kid, Branch):
                self._entry(kid)
        self._depth -= 1

    def _entry(self, branch: Branch) -> None:
        """An item of a list; its label is said where it says something, unlike a bullet."""
        before = len(self.lines)
        for kid in branch.kids:
            if isinstance(kid, Branch) and kid.role == "Lbl":
                label = self._listener()
                label.hear(kid)
                label.end_line()
                text = " ".join(label.lines)
                self._prefix += f"{text} " if any(map(str.isalnum, text)) else ""
            elif isinstance(kid, Branch):
                self._block(kid)
            elif isinstance(kid, Mark):
                self._pieces.append(_Piece(self._text(kid)))
        self.end_line()
        if len(self.lines) == before:
            self._say(f"{self._prefix}blank".strip())
        self._prefix = ""

    def _table(self, branch: Branch) -> None:
        self.end_line()
        rows = [each for each in branch.descendants() if each.role == "TR"]
        columns = max((sum(map(_span, _cells(row))) for row in rows), default=0)
        counts = f"{counted(columns, 'column')}, {counted(len(rows), 'row')}"
        self._say(f"{self._prefix}table, {counts}")
        self._prefix = ""
        self._depth += 1
        for kid in branch.kids:
            if isinstance(kid, Branch) and kid.role == "Caption":
                self.hear(kid)
        for number, row in enumerate(rows, 1):
            cells = " | ".join(self._cell(cell) for cell in _cells(row))
            self._say(f"row {number}: {cells}")
        self._depth -= 1

    def _cell(self, branch: Branch) -> str:
        inner = self._listener()
        inner.hear(branch)
        inner.end_line()
        return "; ".join(line.strip() for line in inner.lines) or "blank"

    def _part(self, branch: Branch) -> None:
        """An annex: its title, before its own first heading."""
        self.end_line()
        if title := plain(str(branch.values.get("/T", ""))):
            self._say(f"{self._prefix}{title}")
            self._prefix = ""
        self._block(branch)

    def _listener(self) -> _Ear:
        """One that hears a part on its own, so that it can be said within a line."""
        return _Ear(self._document, self.language)

    @contextmanager
    def _in_its_language(self, branch: Branch) -> Iterator[None]:
        """Announces another language, and what follows is in it until the element ends."""
        before, own = self.language, voice(str(branch.values.get("/Lang", self.language)))
        if own == before:
            yield
            return
        announced = "".join(f"{name}: " for name in in_language(own))
        self.language = own
        if branch.role in _LINES:
            gathered, self._pieces = self._pieces, []
            yield
            text = "".join(_within_line(piece) for piece in self._pieces)
            self._pieces = [*gathered, _Piece(f"{announced}{text}", marked=True)]
        else:
            self.end_line()
            self._prefix += announced
            yield
        self.language = before


def _within_line(piece: _Piece) -> str:
    """The piece among others: what is marked stands in brackets, its outer spaces outside."""
    if not piece.marked:
        return piece.text
    text = piece.text.strip()
    before = " " if piece.text[:1].isspace() or text.startswith("note ") else ""
    after = " " if piece.text[-1:].isspace() else ""
    return f"{before}[{text}]{after}"


def _cells(row: Branch) -> list[Branch]:
    return [kid for kid in row.kids if isinstance(kid, Branch)]


def _span(cell: Branch) -> int:
    """How many columns a cell takes (ISO 32000-1, 14.8.5.7)."""
    for attributes in items(cell.values, "/A"):
        values: PdfValue = attributes.get_object()
        if isinstance(values, dict) and isinstance(values.get("/ColSpan"), int):
            return max(1, int(values["/ColSpan"]))
    return 1
