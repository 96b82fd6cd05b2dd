"""Puts the finished document together: the letter, and its annexes merged behind it.

One way for all pages: each file gets a sound structure tree (`dressing`, or the intake of a
foreign PDF) and is appended (`merging`); what spans the whole is written last: stamps,
outline, references, the ways back into the tree, labels and properties.  Which claims are
written is decided by `claiming`.
"""

from __future__ import annotations

import io
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import ObjectStreamMode, Pdf, settings

from ..diagnostics import error
from ..errors import AssemblingError
from ..typeset import Typeset
from .attaching import attach, keep_attachments
from .bookmarks import name_bookmarks
from .dressing import dress
from .jumping import join_references
from .labelling import write_labels
from .line_numbers import number_lines
from .merging import merge, sort_destinations
from .metadata import write_metadata
from .outlining import nest_bookmarks
from .parents import write_parents
from .parting import add_part
from .placing import place
from .printing import prepare_for_paper
from .resampling import apply
from .shrinking import shrink_pages
from .stamps import stamp_pages
from .suiting import suit_archives

if TYPE_CHECKING:
    from collections.abc import Collection

    from pikepdf import Object

    from ..claims import Claim
    from ..foreign import TakenIn
    from .metadata import Properties
    from .parts import AnnexPart, Manuscript
    from .resampling import Resampling

_LARGEST_STREAM = 256 * 1024**2  # bytes, decoded
_REMEDY = 'print the annexes to new PDFs ("Save as PDF"), one after the other, and try again'


def put_together(
    manuscript: Manuscript,
    properties: Properties,
    claims: Collection[Claim],
    resampled: Resampling | None = None,
) -> bytes:
    """The finished document, saying that it keeps `claims`, with some pictures `resampled`.

    The same input gives the same bytes.  Raises `AssemblingError` when the pages and their
    structure don't agree.
    """
    # Beyond it a stream of an annex is copied as it is: the intake has looked into it.
    settings.set_qpdf_limits(flate_max_memory=_LARGEST_STREAM)
    try:
        with ExitStack() as opened:
            pdf = opened.enter_context(_opened(manuscript.letter, properties.language))
            _add_annexes(pdf, manuscript, opened)
            stamp_pages(pdf, manuscript)
            number_lines(pdf, manuscript)
            join_references(pdf, manuscript)
            sort_destinations(pdf)
            write_parents(pdf)
            write_labels(pdf, manuscript)
            write_metadata(pdf, properties, claims)
            prepare_for_paper(pdf, manuscript)
            suit_archives(pdf)
            if resampled is not None:
                apply(pdf, resampled)
            return _save(pdf)
    except pikepdf.PdfError as fault:
        message = "the pages can't be put together: an annex has parts that can't be read"
        raise AssemblingError([error("assembling-pdf", message, hint=_REMEDY)]) from fault


def _opened(section: Typeset | TakenIn, language: str) -> Pdf:
    """A file of pages with a sound structure tree."""
    pdf = Pdf.open(io.BytesIO(section.pdf))
    if isinstance(section, Typeset):
        dress(pdf, section, language)
        name_bookmarks(pdf, section.structure)
    return pdf


def _add_annexes(pdf: Pdf, manuscript: Manuscript, opened: ExitStack) -> None:
    letter = manuscript.letter.pages
    blanks = manuscript.numbering.blanks(letter)
    bookmarks: list[list[int]] = []
    for number, (annex, blank) in enumerate(zip(manuscript.annexes, blanks, strict=True)):
        if blank:
            _, _, width, height = map(float, pdf.pages[0].mediabox)
            pdf.add_blank_page(page_size=(width, height))
        bookmarks.append(_add_annex(pdf, annex, f"annex-{number + 1}-", opened))
    nest_bookmarks(pdf, manuscript, bookmarks)


def _add_annex(pdf: Pdf, annex: AnnexPart, prefix: str, opened: ExitStack) -> list[int]:
    """Appends an annex; returns how many bookmarks each of its sections brought."""
    top: list[Object] = []
    bookmarks: list[int] = []
    pages = iter(annex.pages)
    placement = place(annex.pages)
    for section in annex.sections:
        source = opened.enter_context(_opened(section, annex.language))
        if annex.may_shrink:
            shrink_pages(source, dict(enumerate(islice(pages, len(source.pages)))), placement)
        merged = merge(pdf, source, f"{prefix}{len(bookmarks) + 1}-")
        keep_attachments(pdf, source)
        top += merged.top
        bookmarks.append(merged.bookmarks)
    add_part(pdf, annex, top)
    if annex.original is not None:
        attach(pdf, annex.original)
    return bookmarks


def _save(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    # The ID is made of the content; qpdf leaves the XMP stream uncompressed, as readers that
    # know no PDF need it (ISO 19005-2, 6.6.2.1).
    pdf.save(
        out,
        force_version="1.7",
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
    )
    return out.getvalue()
