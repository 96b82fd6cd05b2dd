"""Reads WeasyPrint's boxes: what was drawn where, and for which element of the document.

The only module that touches WeasyPrint's private API (version 70): the tree of boxes of a
laid-out page, and the marks that a page's stream counts while it is painted.  What isn't as
expected is a `TypesettingError`, never a guess.  What the boxes mean is told by
`typesetting.structure`, where lines stand by `typesetting.lines`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NoReturn

from weasyprint.css import ColorProfile
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from ..diagnostics import error
from ..errors import TypesettingError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as HtmlElement

    import weasyprint

    from ..typeset import ArtifactKind, Rectangle, Region

Box = Any  # WeasyPrint has no types
PT = 0.75  # pt in a CSS pixel
ASCENT, DESCENT = 0.9, 0.3  # em above and below the baseline that belong to a text
# "pdf_tags" makes WeasyPrint mark what it draws; what PDF/A and PDF/UA ask besides is done
# by `assembling`.
PDF_OPTIONS: dict[str, Any] = {"pdf_tags": True, "pdf_version": "1.7"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a style does to all that stands in a box: how it could hide or turn it.

    `opacity` is that of all boxes around; `cut` are the left, bottom, right and top in pt beyond
    which nothing is shown; `is_turned` says that it is rotated, mirrored or scaled.
    """

    opacity: float = 1
    cut: Rectangle | None = None
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a page something is drawn; measures in pt, from the page's top left corner."""

    page: int
    page_height: float
    column_x: float
    column_width: float
    region: Region = "flow"
    artifact: ArtifactKind | None = None
    look: Look = Look()


@dataclass(frozen=True, slots=True, eq=False)
class DrawnLine:
    """A line box: its baseline and height in pt, from the page's top, and its block."""

    spot: Spot
    baseline: float
    height: float
    block: HtmlElement | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A run of text on one line, or an image (`line` may be missing).

    `mark` is the marked-content identifier on its page, None before the pages are written.
    `hyphen` is what the style puts at a line's end inside a word; `stretch` what justifying
    adds to a space, in pt; `transform` and `language` are the style's too.
    """

    spot: Spot
    mark: int | None
    element: HtmlElement | None
    pseudo: str
    rectangle: Rectangle
    is_image: bool = False
    is_visible: bool = True
    line: DrawnLine | None = None
    text: str = ""
    size: float = 0
    stretch: float = 0
    hyphen: str = ""
    transform: str = "none"
    language: str = ""
    is_struck: bool = False
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is drawn, page by page in the order of the boxes, and the links.

    A link is the element that it belongs to and the object number of its annotation.
    """

    drawn: tuple[Drawn, ...]
    links: tuple[tuple[HtmlElement, int], ...]


def write(document: weasyprint.Document) -> tuple[bytes, Reading]:
    """Writes the PDF and reads what was drawn under which mark.

    WeasyPrint's own structure tree, which is faulty, is left out: `assembling` makes the
    one of the finished file.
    """
    recorders = [_Recorder(page) for page in document.pages]
    recorded = document.copy(recorders)
    recorded.color_profiles = {"srgb": _srgb()}
    pdf: bytes = recorded.write_pdf(**PDF_OPTIONS)
    return pdf, _read(document, [recorder.marks for recorder in recorders])


def _srgb() -> ColorProfile:
    """The colours of all pages, as PDF/A asks (the option for it leaves the file open)."""
    name = "sRGB2014.icc"
    with (files("weasyprint.pdf") / name).open("rb") as file:
        return ColorProfile(file, name, "relative-colorimetric", (["r"], ["g"], ["b"]))


def read(document: weasyprint.Document) -> Reading:
    """Reads what will be drawn, before anything is written (no marks, no links)."""
    return _read(document, None)


def page_areas(document: weasyprint.Document) -> tuple[tuple[float, float, float, float], ...]:
    """The content area of each page in pt: left, top, right, bottom, from the top left."""
    areas = []
    for page in document.pages:
        box = page._page_box  # noqa: SLF001
        left, top = box.content_box_x() * PT, box.content_box_y() * PT
        areas.append((left, top, left + box.width * PT, top + box.height * PT))
    return tuple(areas)


class _Recorder:
    """Stands for a page while it is written, and notes the mark that each box gets.

    `Page.paint` is WeasyPrint's documented way of painting a page, and the one moment when
    its stream knows which mark belongs to which box.
    """

    def __init__(self, page: weasyprint.Page) -> None:
        self._page = page
        self.marks: dict[int, int] = {}

    def __getattr__(self, name: str) -> Box:
        return getattr(self._page, name)

    def paint(self, stream: Box, scale: float = 1) -> None:
        self._page.paint(stream, scale)
        tags = getattr(stream, "_tags", None)
        if not isinstance(tags, dict):
            _refuse("the stream of a page keeps no marks")
        self.marks = {id(box): tag["mcid"] for box, tag in tags.items()}
        tags.clear()

    @property
    def _page_box(self) -> Box:
        # What WeasyPrint makes its structure tree of: nothing.
        return self._page._page_box.copy_with_children([])  # noqa: SLF001


def _read(document: weasyprint.Document, marks: list[dict[int, int]] | None) -> Reading:
    reader = _Reader()
    for number, page in enumerate(document.pages):
        box = getattr(page, "_page_box", None)
        if not isinstance(box, boxes.PageBox):
            _refuse("a page has no box")
        spot = Spot(number, page.height * PT, box.content_box_x() * PT, box.width * PT)
        reader.marks = None if marks is None else marks[number]
        for child in box.children:
            reader.read(child, spot, None)
        if reader.marks:
            _refuse(f"page {number + 1} has marks that no box has")
    return Reading(tuple(reader.drawn), tuple(reader.links))


class _Reader:
    """Walks through the boxes of pages and collects what they draw."""

    def __init__(self) -> None:
        self.drawn: list[Drawn] = []
        self.links: list[tuple[HtmlElement, int]] = []
        self.marks: dict[int, int] | None = None  # those of the page that were not yet met
        self._repeatable: set[HtmlElement] = set()

    def read(self, box: Box, spot: Spot, line: DrawnLine | None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if box.link_annotation is not None and spot.artifact is None:
            self.links.append((box.element, box.link_annotation.number))
        if isinstance(box, boxes.TextBox):
            self.drawn.append(self._text(box, spot, line))
        elif isinstance(box, boxes.ReplacedBox):
            self.drawn.append(self._image(box, spot, line))
        else:
            spot = self._enter(box, spot)
            if isinstance(box, boxes.LineBox):
                baseline = (box.position_y + box.baseline) * PT
                line = DrawnLine(spot, baseline, box.height * PT, box.element)
            for child in box.children:
                self.read(child, spot, line)

    def _enter(self, box: Box, spot: Spot) -> Spot:
        style = box.style
        hides = style["overflow"] != "visible" and box.element_tag not in {"html", "body"}
        if style["opacity"] != 1 or style["transform"] or style["clip"] or hides:
            spot = replace(spot, look=_look(box, spot, hides=hides or bool(style["clip"])))
        if isinstance(box, boxes.MarginBox):
            return replace(spot, region="margin", artifact=_margin_kind(box.at_keyword))
        if isinstance(box, boxes.FootnoteAreaBox) or box.element_tag == "@note-area":
            return replace(spot, region="footnote")
        if box.is_column:
            spot = replace(spot, column_x=box.content_box_x() * PT, column_width=box.width * PT)
        # Table heads and feet come again with every part of a table, fixed boxes on every
        # page: the first says it, the others repeat it.
        is_group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
        if is_group or box.style["position"] == "fixed":
            if box.element in self._repeatable:
                return replace(spot, artifact="repeated")
            self._repeatable.add(box.element)
        return spot

    def _text(self, box: Box, spot: Spot, line: DrawnLine | None) -> Drawn:
        style = box.style
        return Drawn(
            spot,
            self._mark(box, spot),
            box.element,
            _pseudo(box),
            _text_rectangle(box, spot),
            is_visible=style["visibility"] == "visible",
            line=line,
            text=box.text,
            size=style["font_size"] * PT,
            stretch=box.justification_spacing * PT,
            hyphen=style["hyphenate_character"],
            transform=style["text_transform"],
            language=style["lang"] or "",
            is_struck="line-through" in style["text_decoration_line"],
            direction=style["direction"],
        )

    def _image(self, box: Box, spot: Spot, line: DrawnLine | None) -> Drawn:
        rectangle = _rectangle(
            box.content_box_x(), box.content_box_y(), box.width, box.height, spot
        )
        return Drawn(
            spot,
            self._mark(box, spot),
            box.element,
            _pseudo(box),
            rectangle,
            is_image=True,
            is_visible=box.style["visibility"] == "visible",
            line=line,
        )

    def _mark(self, box: Box, spot: Spot) -> int | None:
        if self.marks is None:
            return None
        if id(box) not in self.marks:
            _refuse(f"a box of page {spot.page + 1} was drawn without a mark")
        return self.marks.pop(id(box))


def _look(box: Box, spot: Spot, *, hides: bool) -> Look:
    outer, style = spot.look, box.style
    cut = outer.cut
    if hides:
        x, y = box.border_box_x(), box.border_box_y()
        cut = _rectangle(x, y, box.border_width(), box.border_height(), spot)
        cut = (0, 0, 0, 0) if style["clip"] else cut
    is_turned = outer.is_turned or bool(style["transform"])
    return Look(outer.opacity * style["opacity"], cut, is_turned)


def _pseudo(box: Box) -> str:
    # A first letter or line is the element's or pseudo's own text, only styled.
    _, *pseudos = (box.element_tag or "").split("::")
    return next((each for each in pseudos if each not in {"first-letter", "first-line"}), "")


def _margin_kind(keyword: str) -> ArtifactKind:
    if keyword.startswith("@top"):
        return "header"
    return "footer" if keyword.startswith("@bottom") else "layout"


def _text_rectangle(box: Box, spot: Spot) -> Rectangle:
    # By the size of the type: the height of a line says little (it may even be 0).
    size = box.style["font_size"]
    top = box.position_y + box.baseline - ASCENT * size
    return _rectangle(box.position_x, top, box.width, (ASCENT + DESCENT) * size, spot)


def _rectangle(x: float, y: float, width: float, height: float, spot: Spot) -> Rectangle:
    top = spot.page_height - y * PT
    return (x * PT, top - height * PT, (x + width) * PT, top)


def _refuse(what: str) -> NoReturn:
    raise TypesettingError(
        [
            error(
                "typesetting-boxes",
                f"the pages can't be tagged: {what}",
                hint="install the version of WeasyPrint that requirements.lock names",
            )
        ]
    )
