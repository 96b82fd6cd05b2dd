"""Puts the finished document together.

The pages look as they were typeset, to the pixel; what they mean is written anew: the
structure tree, the marks on the pages, the links' descriptions, the properties.  Which
claims are written is decided by `claiming`.
"""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Name, ObjectStreamMode, Pdf

from ..diagnostics import error
from ..errors import AssemblingError
from .content import PageContent
from .glyphs import SOFT_TWIN, Glyphs
from .metadata import write_metadata
from .nodes import leaves, reading_order
from .roles import structure
from .tree import write_tree

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..claims import Claim
    from ..typeset import Artifact, Leaf, Typeset
    from .metadata import Properties
    from .nodes import Node


def put_together(typeset: Typeset, properties: Properties, claims: Collection[Claim]) -> bytes:
    """The finished document, saying that it keeps `claims`.

    The same input gives the same bytes.  Raises `AssemblingError` when the pages and their
    structure don't agree.
    """
    try:
        with Pdf.open(io.BytesIO(typeset.pdf)) as pdf:
            document = structure(typeset.structure, properties.language)
            write_tree(pdf, document, _write_contents(pdf, typeset, document))
            write_metadata(pdf, properties, claims)
            _suit_archives(pdf)
            return _save(pdf)
    except pikepdf.PdfError as fault:
        problem = error("assembling-pdf", f"the typeset pages can't be read: {fault}")
        raise AssemblingError([problem]) from fault


def _write_contents(pdf: Pdf, typeset: Typeset, document: Node) -> list[list[Leaf]]:
    """Rewrites every page's content; returns each page's leaves in the order of marks."""
    pieces: dict[int, dict[int, Leaf | Artifact]] = defaultdict(dict)
    items: list[Leaf | Artifact] = [*leaves(typeset.structure), *typeset.artifacts]
    for piece in items:
        pieces[piece.page][piece.mark] = piece
    ranks = {(leaf.page, leaf.mark): rank for rank, leaf in enumerate(reading_order(document))}
    contents = [
        PageContent(page.Contents.read_bytes(), number, pieces[number])
        for number, page in enumerate(pdf.pages)
    ]
    fonts = _settled_fonts(pdf, contents)
    marks = []
    for page, content in zip(pdf.pages, contents, strict=True):
        written, shown = content.rewrite(fonts, ranks)
        page.Contents.write(written)
        marks.append(shown)
    _add_soft_twins(pdf, fonts)
    return marks


def _add_soft_twins(pdf: Pdf, fonts: dict[str, Glyphs]) -> None:
    """Adds the twins of fonts in which a hyphen is a soft one: the same but for the table."""
    for name, glyphs in fonts.items():
        if twin := glyphs.soft_twin():
            resources = pdf.pages[0].Resources.Font
            font = pikepdf.Dictionary(dict(resources[f"/{name}"].items()))
            font.ToUnicode = pdf.make_stream(twin.table())
            resources[f"/{name}{SOFT_TWIN}"] = pdf.make_indirect(font)


def _settled_fonts(pdf: Pdf, contents: list[PageContent]) -> dict[str, Glyphs]:
    """What the glyphs of all fonts say, after all pages were heard; their tables are mended.

    WeasyPrint gives all pages the same resources.
    """
    found = pdf.pages[0].Resources.get("/Font", pikepdf.Dictionary())
    fonts = {name.lstrip("/"): (font, Glyphs.of_font(font)) for name, font in found.items()}
    glyphs = {name: glyphs for name, (_, glyphs) in fonts.items()}
    for content in contents:
        content.learn(glyphs)
    for font, settled in fonts.values():
        settled.settle()
        font.ToUnicode.write(settled.table())
    return glyphs


def _suit_archives(pdf: Pdf) -> None:
    """Mends what PDF/A-2 forbids in a file that WeasyPrint writes without claims."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
            del item.Interpolate  # 6.2.8.1
    for intent in pdf.Root.get("/OutputIntents", ()):
        intent.S = Name.GTS_PDFA1  # 6.2.3: the colours are sRGB's


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
