"""Whether every font of the letter's own pages is embedded and one of the letter's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rules import find
from .values import dictionary, items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .values import PdfValue

_SUBSET_TAG = re.compile(r"/?(?:[A-Z]{6}\+)?")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_fonts(
    document: Document, families: Collection[str], foreign: Collection[int]
) -> Iterator[Problem]:
    """Every font on pages that are not `foreign` is embedded and of one of the families."""
    allowed = tuple(map(_bare, families))
    for name, descriptor in sorted(_fonts(document, foreign).items()):
        if not any(key in descriptor for key in _FONT_FILES):
            yield find("font-not-embedded", f"the font {name} is not embedded")
        if not _bare(name).startswith(allowed):
            yield find("font-foreign", f"the font {name} is none of the letter's fonts")


def unembedded_fonts(document: Document) -> list[str]:
    """The fonts of all pages that are not in the file."""
    fonts = _fonts(document, ())
    return [name for name, font in fonts.items() if not any(key in font for key in _FONT_FILES)]


def _fonts(document: Document, foreign: Collection[int]) -> dict[str, PdfValue]:
    """The descriptors of all fonts, on pages and in the images on them."""
    found: dict[str, PdfValue] = {}
    waiting = [
        dictionary(page, "/Resources")
        for index, page in enumerate(document.reader.pages)
        if index not in foreign
    ]
    met: set[int] = set()
    while waiting:
        resources = waiting.pop()
        if id(resources) in met:
            continue
        met.add(id(resources))
        for entry in dictionary(resources, "/Font").values():
            font = entry.get_object()
            inner = [item.get_object() for item in items(font, "/DescendantFonts")] or [font]
            name = _SUBSET_TAG.sub("", str(font.get("/BaseFont")), count=1)
            found[name] = dictionary(inner[0], "/FontDescriptor")
        for drawn in dictionary(resources, "/XObject").values():
            waiting.append(dictionary(drawn.get_object(), "/Resources"))  # noqa: PERF401
    return found


def _bare(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())
