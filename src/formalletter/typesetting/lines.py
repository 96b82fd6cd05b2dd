"""Where each line of text stands: what the fitting measures and the tests read back."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..typeset import Line
from . import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element as HtmlElement

    import weasyprint

    from .boxes import Drawn, DrawnLine, Reading


_NO_BLOCK = (-1, "")  # of the boxes in the margins of a page


def text_lines(html: weasyprint.HTML, document: weasyprint.Document) -> tuple[Line, ...]:
    """All lines of a laid-out document that say something, page by page.

    Lines of margin boxes come last on each page, those of footnotes before them; the columns
    follow each other.
    """
    return lines_of(html.etree_element, boxes.read(document))


def lines_of(root: HtmlElement, reading: Reading) -> tuple[Line, ...]:
    """The lines of what was read from the boxes of a document with this root."""
    blocks: dict[HtmlElement | None, tuple[int, str]] = {
        element: (number, path) for number, (element, path) in enumerate(_walk(root, ""))
    }
    lines: dict[DrawnLine, list[Drawn]] = defaultdict(list)
    for drawn in reading.drawn:
        if drawn.line is not None and drawn.text.strip():
            lines[drawn.line].append(drawn)
    return tuple(
        _line(line, items, *blocks.get(line.block, _NO_BLOCK)) for line, items in lines.items()
    )


def _line(line: DrawnLine, items: list[Drawn], block: int, path: str) -> Line:
    left = min(item.rectangle[0] for item in items)
    right = max(item.rectangle[2] for item in items)
    return Line(
        page=line.spot.page,
        x=left,
        baseline=line.baseline,
        width=right - left,
        height=line.height,
        text="".join(item.text for item in items),
        size=max(item.size for item in items),
        stretch=max(item.stretch for item in items),
        column_x=line.spot.column_x,
        column_width=line.spot.column_width,
        block=block,
        path=path,
        region=line.spot.region,
    )


def _walk(element: HtmlElement, path: str) -> Iterator[tuple[HtmlElement, str]]:
    """All elements in the order of the document, each with the way to it."""
    step = "".join([str(element.tag), *(f".{name}" for name in element.get("class", "").split())])
    if identity := element.get("id"):
        step += f"#{identity}"
    path = f"{path} {step}".lstrip()
    yield element, path
    for child in element:
        if isinstance(child.tag, str):
            yield from _walk(child, path)
