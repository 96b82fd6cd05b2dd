"""Tells what came out of the intake: the facts that the assembling and people need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..foreign import Facts, ForeignPage
from ..slugs import slug
from .destinations import Destinations, target_of
from .geometry import geometry_of
from .outlines import bookmarks
from .surveying import counts, survey
from .typefaces import unembedded_fonts
from .values import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Pdf

    from ..foreign import Attachment, Request
    from .drawing import Measured
    from .opening import Source
    from .surveying import Survey
    from .tagging import Sound


def describe(
    source: Source,
    request: Request,
    before: Survey,
    attachments: tuple[Attachment, ...],
    sound: Sound,
    measured: Sequence[Measured],
) -> Facts:
    """The facts of a PDF that is cleaned and has a sound structure tree.

    `before` and `attachments` are what it had as it came.
    """
    pdf = source.pdf
    after = survey(pdf)
    if request.forms == "printed":  # what a field says is still there
        after["form field"] = before["form field"]
    return Facts(
        pages=_pages(pdf, sound, measured),
        version=source.version,
        producer=source.producer,
        title=source.title,
        tagged=sound.tagged,
        encrypted=source.encrypted,
        signed=before["signature"] > 0,
        counts=counts(before, after),
        attachments=attachments,
        unembedded=unembedded_fonts(pdf),
        places=_places(pdf, sound.headings),
    )


def _pages(pdf: Pdf, sound: Sound, measured: Sequence[Measured]) -> tuple[ForeignPage, ...]:
    result = []
    for page, kind, seen in zip(pdf.pages, sound.kinds, measured, strict=True):
        geometry = geometry_of(page.obj)
        result.append(
            ForeignPage(
                width=geometry.width,
                height=geometry.height,
                rotation=geometry.rotation,
                box=geometry.box,
                unit=geometry.unit,
                kind=kind,
                looks_written=seen.looks_written,
                clear=seen.clear,
            )
        )
    return tuple(result)


def _places(pdf: Pdf, headings: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The first place of each name; names that the file gives itself go before headings."""
    destinations = Destinations(pdf)
    found = destinations.names()
    for item, _ in bookmarks(pdf):
        page = destinations.page_of(target_of(item))
        if page is not None:
            found.setdefault(slug(text(item.get("/Title"))), page)
    for heading, page in headings:
        found.setdefault(slug(heading), page)
    for key, page in destinations.names().items():
        found.setdefault(slug(key), page)
    found.pop("", None)
    return found
