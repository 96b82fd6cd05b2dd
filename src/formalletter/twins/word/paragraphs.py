"""Paragraphs and tables of a Word file, in the styles of `styles/twins/word.xml`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from . import sections
from .languages import runs_from_right
from .runs import bookmarked
from .sections import words_of
from .xml import element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..blocks import Block, Row, Run
    from ..content import Content
    from .lists import Lists
    from .runs import RunWriter
    from .sections import Running

# By the class of an element around the paragraph; the first that is found counts.
_STYLES = {
    "notice": "Notice",
    "letterhead": "Letterhead",
    "particulars": "Particulars",
    "summary": "Summary",
    "recipient": "Recipient",
    "salutation": "Salutation",
    "valediction": "Closing",
    "signature": "Signature",
    "copied-to": "Copies",
    "enclosures": "Enclosure",
}
_KINDS = {"name": "Signatory", "note": "FootnoteText", "code": "Code", "rule": "Rule"}
_QUOTE_INDENT = 567  # twentieths of a point for each quotation, 10 mm
_LOWEST = 5  # level of heading styles
_NARROWEST, _WIDEST = 10, 60  # characters of a column, as far as its width goes by them
_WHOLE_WIDTH = 5000  # fiftieths of a per cent


@dataclass(slots=True)
class ParagraphWriter:
    """Writes the paragraphs of one part of the file."""

    runs: RunWriter
    lists: Lists
    content: Content
    _marked: set[str] = field(default_factory=set)

    def document(self, blocks: Sequence[Block], running: Running) -> str:
        """The body: the blocks of each section, its properties in its last paragraph."""
        parts = list(sections.sections(blocks))
        written: list[str] = []
        for number, section in enumerate(parts):
            first = running if number == 0 else None
            given = sections.properties(section, self.content, first, self.runs.from_right)
            is_last = number == len(parts) - 1
            written += self._section(section.blocks, "" if is_last else given)
            if is_last:
                written.append(given)
        return "".join(written)

    def _section(self, blocks: Sequence[Block], given: str) -> Iterator[str]:
        """The paragraphs of a section; `given` goes into the last of them."""
        last = len(blocks) - 1
        for index, block in enumerate(blocks):
            ending = given if index == last else ""
            if block.kind == "table":
                # A table can't end a section, nor may two of them touch.
                yield self._table(block) + _empty(ending)
            else:
                yield self._paragraph(block, ending)
        if not blocks:
            yield _empty(given)

    def note(self, blocks: Sequence[Block]) -> str:
        """The paragraphs of a note; its number stands before the first."""
        look = element("rPr", element("rStyle", val="FootnoteReference"))
        mark = element("r", look, element("footnoteRef")) + words_of(" ")
        return "".join(
            self._paragraph(block, "", "" if number else mark)
            for number, block in enumerate(blocks)
        )

    def _paragraph(self, block: Block, section: str, before: str = "") -> str:
        runs = _from_right(block.runs) if block.kind == "name" else block.runs
        inner = before + self.runs.written(runs, block.classes)
        place = self.runs.places.get(block.identity)
        if place and place not in self._marked:
            self._marked.add(place)
            inner = bookmarked(inner, place, len(self._marked))
        return element("p", self._properties(block, section), inner)

    def _properties(self, block: Block, section: str) -> str:
        """The properties of a paragraph, in the order of the schema (CT_PPr)."""
        style, numbering, indent = self._style(block)
        from_right = block.direction == "rtl" if block.direction else self.runs.from_right
        mirrored = ""
        if from_right:
            mirrored = element("bidi")
        elif block.direction and self.runs.from_right:
            mirrored = element("bidi", val="0")
        if block.quotes and not numbering:
            indent = element("ind", left=_QUOTE_INDENT * block.quotes, right=_QUOTE_INDENT)
        given = (element("pStyle", val=style) if style else "", numbering, mirrored, indent)
        return element("pPr", *given, section)

    def _style(self, block: Block) -> tuple[str, str, str]:
        """The style of a paragraph, what numbers it, and its own indent."""
        if block.kind == "heading":
            level = min(block.level - 1, _LOWEST)
            return f"Heading{level}" if level else "Title", "", ""
        if block.kind in _KINDS:
            return _KINDS[block.kind], "", ""
        if style := next((_STYLES[name] for name in _STYLES if name in block.classes), None):
            return style, "", ""
        if block.kind == "item":
            style, given = self.lists.properties(block)
            return (style, given, "") if block.label else (style, "", given)
        return ("Quote" if block.quotes else ""), "", ""

    def _table(self, block: Block) -> str:
        mirrored = element("bidiVisual") if self.runs.from_right else ""
        given = element(
            "tblPr",
            element("tblStyle", val="LetterTable"),
            mirrored,
            element("tblW", w=_WHOLE_WIDTH, type="pct"),
            element("tblLook", val="0020", firstRow=1, noHBand=1, noVBand=1),
        )
        shares = _shares(block.rows, round(self.runs.width * sections.TWIPS))
        grid = element("tblGrid", *(element("gridCol", w=share) for share in shares))
        rows = (self._row(row, is_head=not number) for number, row in enumerate(block.rows))
        return element("tbl", given, grid, *rows)

    def _row(self, row: Row, *, is_head: bool) -> str:
        given = element("trPr", element("cantSplit"), element("tblHeader") if is_head else "")
        cells = (self._cell(cell, is_head=is_head) for cell in row)
        return element("tr", given, *cells)

    def _cell(self, cell: Sequence[Run], *, is_head: bool) -> str:
        runs = [replace(run, bold=True) for run in cell] if is_head else cell
        mirrored = element("bidi") if self.runs.from_right else ""
        style = element("pPr", element("pStyle", val="TableText"), mirrored)
        return element("tc", element("p", style, self.runs.written(runs)))


def _from_right(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs of a name that begins from the right: its brackets run with its letters."""
    if not runs_from_right("".join(run.text for run in runs)):
        return runs
    return [
        run if any(map(str.isalnum, run.text)) else replace(run, direction="rtl") for run in runs
    ]


def _empty(given: str) -> str:
    """A paragraph that says nothing."""
    return element("p", element("pPr", given) if given else "")


def _shares(rows: Sequence[Row], width: int) -> list[int]:
    """The widths of the columns, by the longest text in each."""
    longest = [
        max(sum(len(run.text) for run in cell) for cell in column)
        for column in zip(*rows, strict=False)
    ]
    weights = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    return [width * weight // sum(weights) for weight in weights]
