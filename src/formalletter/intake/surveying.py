"""Counts what a PDF has, before and after it is cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..foreign import Count
from .attachments import attached, holds_file
from .destinations import Destinations, target_of
from .fields import fields
from .outlines import bookmarks
from .values import dictionaries, dictionary, entry, items, key_of, name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pikepdf import Object, Pdf

_PLURALS = {
    "page": "pages",
    "link": "links",
    "internal link": "internal links",
    "bookmark": "bookmarks",
    "named destination": "named destinations",
    "form field": "form fields",
    "layer": "layers",
    "annotation": "annotations",
    "attachment": "attachments",
    "signature": "signatures",
}
_NOT_COUNTED = {"/Link", "/Widget", "/Popup"}

Survey = dict[str, int]
"""How many there are, by the singular."""


def survey(pdf: Pdf) -> Survey:
    """Counts what could be lost."""
    found = dict.fromkeys(_PLURALS, 0)
    found["page"] = len(pdf.pages)
    for page in pdf.pages:
        for annotation in _distinct(page.obj.get("/Annots")):
            kind = name(annotation.get("/Subtype"))
            if kind == "/Link":
                found["internal link" if target_of(annotation) is not None else "link"] += 1
            elif kind not in _NOT_COUNTED and not holds_file(annotation):
                found["annotation"] += 1
    found["bookmark"] = sum(1 for _ in bookmarks(pdf))
    found["named destination"] = Destinations(pdf).number
    kinds = [field.kind for field in fields(pdf)]
    found["signature"] = kinds.count("/Sig")
    found["form field"] = len(kinds) - found["signature"]
    layers = items(entry(pdf.Root, "/OCProperties", "/OCGs"))
    found["layer"] = sum(1 for layer in layers if dictionary(layer) is not None)
    found["attachment"] = len(attached(pdf))
    return found


def _distinct(value: object) -> Iterable[Object]:
    """The dictionaries of an array, those that are listed twice only once."""
    return {key_of(each) or place: each for place, each in enumerate(dictionaries(value))}.values()


def counts(before: Survey, after: Survey) -> tuple[Count, ...]:
    """What was found and what is kept, leaving out what the file never had."""
    return tuple(
        Count(plural, singular, before[singular], after[singular])
        for singular, plural in _PLURALS.items()
        if before[singular]
    )
