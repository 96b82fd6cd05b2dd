"""Nothing in the finished file does anything by itself: no script, no launch, no form's action.

A link may go to a page of the file or to an address; every other action is refused, wherever
the standard lets one stand (ISO 32000-1, 12.6; refused in an archive: ISO 19005-2, 6.5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Place
from ..rules import find
from .values import dictionary, items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .values import PdfValue

_LINKS = {"/GoTo", "/URI"}
# Readers leave out spaces and line ends before they look at the scheme.
_SPACES = re.compile(r"\s+")
_HARMFUL_SCHEMES = ("javascript:", "vbscript:", "file:", "data:")
_PLAYED = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"}
_BEGINNING = 200  # characters of an address in which its scheme ends
_MOST_PARENTS = 50  # fields above a field


def check_active(document: Document) -> Iterator[Problem]:
    """Every action that is not a plain link, and all that plays."""
    yield from (find("file-active", message) for message in _of_file(document.catalog))
    for number, page in enumerate(document.reader.pages, 1):
        if "/AA" in page:
            message = "the page acts when it is opened or closed"
            yield find("file-active", message, Place(page=number))
    for index, reference in document.annotations():
        for message in _of_annotation(reference.get_object()):
            yield find("file-active", message, Place(page=index + 1))
    for item in document.outline_items():
        if kind := _kind(dictionary(item, "/A")):
            message = f"the outline's “{item.get('/Title')}” starts an action ({kind})"
            yield find("file-active", message)


def _of_file(catalog: PdfValue) -> Iterator[str]:
    if "/JavaScript" in dictionary(catalog, "/Names"):
        yield "the file has scripts (JavaScript) of its own"
    if "/AA" in catalog:
        yield "the file acts when it is closed, saved or printed"
    opening = catalog.get("/OpenAction")
    if isinstance(opening, dict) and (kind := _kind(opening)):
        yield f"opening the file starts an action ({kind})"
    if "/XFA" in dictionary(catalog, "/AcroForm"):
        yield "the file has a form with scripts of its own (XFA)"


def _of_annotation(annotation: PdfValue) -> Iterator[str]:
    subtype = str(annotation.get("/Subtype"))
    if subtype in _PLAYED:
        yield f"something plays here ({subtype[1:]})"
    if kind := _kind(dictionary(annotation, "/A")):
        yield f"a click here starts an action ({kind})"
    if any("/AA" in values for values in _with_parents(annotation)):
        yield "something here acts by itself"


def _with_parents(field: PdfValue) -> Iterator[PdfValue]:
    """An annotation, and the fields that it is part of."""
    for _ in range(_MOST_PARENTS):
        yield field
        field = dictionary(field, "/Parent")
        if not field:
            return


def _kind(action: PdfValue) -> str | None:
    """What an action does that a link may not; None for a link."""
    if not action:
        return None
    kind = str(action.get("/S"))
    if kind not in _LINKS:
        return kind.lstrip("/")
    if items(action, "/Next"):
        return "a second one behind it"
    address = _SPACES.sub("", str(action.get("/URI", ""))[:_BEGINNING]).lower()
    scheme = f"{address.split(':', maxsplit=1)[0]}:"
    return scheme if scheme in _HARMFUL_SCHEMES else None
