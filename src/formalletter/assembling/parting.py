"""Puts the elements of an annex into the structure tree, as a part of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from .parents import branches, kids_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .parts import AnnexPart


def add_part(pdf: Pdf, annex: AnnexPart, top: Sequence[Object]) -> None:
    """Adds the annex with its title and language behind what the document holds.

    `top` are the elements at the roots of its trees; an annex of empty pages has none.
    """
    top = [inner for element in top for inner in _without_document(element)]
    if not top:
        return
    document = kids_of(pdf.Root.StructTreeRoot)[0]
    assert isinstance(document, Dictionary)  # noqa: S101 (`tree` wrote it)
    part = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Part,
            P=document,
            T=String(annex.heading),
            Lang=String(annex.language),
            K=Array(top),
        )
    )
    for element in top:
        element.P = part
    document.K = Array([*kids_of(document), part])


def _without_document(element: Object) -> list[Object]:
    """What a part holds instead of another document: that document's elements."""
    return list(branches(element)) if str(element.S) == "/Document" else [element]
