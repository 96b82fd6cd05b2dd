"""Nothing in the finished file is out of sight: no hidden layer, stray attachment or leftover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Place
from ..rules import find
from .values import dictionary, items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .values import PdfValue

# By the entry of a page, a form or the catalog that holds it (ISO 32000-1, 7.7.3.3 and 14.5).
_LEFTOVERS = {
    "/Thumb": "a thumbnail of an earlier state",
    "/PieceInfo": "private records of a program",
    "/SpiderInfo": "a record of where it was captured",
}


def check_layers(document: Document, foreign: Collection[int]) -> Iterator[Problem]:
    """Layers that are not seen when the file is opened (ISO 32000-1, 8.11.4.3).

    Those of a stranger's pages stay as they came, because what one hides would show without
    it; the intake told of them.
    """
    properties = dictionary(document.catalog, "/OCProperties")
    if not properties or foreign:
        return
    setting = dictionary(properties, "/D")
    if items(setting, "/OFF") or setting.get("/BaseState") in {"/OFF", "/Unchanged"}:
        yield find("file-hidden-layer", "a layer is hidden when the file is opened")
    if items(setting, "/AS"):
        yield find("file-hidden-layer", "a layer is shown or hidden by how the file is used")


def check_attachments(document: Document, attached: Collection[str]) -> Iterator[Problem]:
    """Just the files that were asked for are attached."""
    found = set(document.reader.attachments)
    for name in sorted(found ^ set(attached)):
        is_there = "is attached, and should not be" if name in found else "is not attached"
        yield find("file-attachment", f"the file “{name}” {is_there}")
    for index, reference in document.annotations():
        if reference.get_object().get("/Subtype") == "/FileAttachment":
            place = Place(page=index + 1)
            yield find("file-attachment", "a file is attached to a place on the page", place)


def check_leftovers(document: Document) -> Iterator[Problem]:
    """Thumbnails and private records of programs: they tell what the pages no longer do."""
    for what in _leftovers(document.catalog):
        yield find("file-leftover", f"the file has {what}")
    for number, page in enumerate(document.reader.pages, 1):
        drawn = dictionary(dictionary(page, "/Resources"), "/XObject").values()
        for values in (page, *(item.get_object() for item in drawn)):
            for what in _leftovers(values):
                yield find("file-leftover", f"the page has {what}", Place(page=number))


def _leftovers(values: PdfValue) -> Iterator[str]:
    yield from (what for key, what in _LEFTOVERS.items() if key in values)
