"""Dresses typeset pages: their structure tree, and contents that fit it.

The pages look as they were typeset, to the pixel; what they mean is written anew.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pikepdf

from .content import PageContent
from .glyphs import SOFT_TWIN, Glyphs
from .nodes import leaves, reading_order
from .roles import structure
from .tree import write_tree

if TYPE_CHECKING:
    from pikepdf import Pdf

    from ..typeset import Artifact, Leaf, Typeset
    from .nodes import Node


def dress(pdf: Pdf, typeset: Typeset, language: str) -> None:
    """Writes the contents and the structure tree of typeset pages, opened as `pdf`.

    Raises `AssemblingError` when the pages and their structure don't agree.
    """
    document = structure(typeset.structure, language)
    write_tree(pdf, document, _write_contents(pdf, typeset, document))


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
