"""Turns references to annexes, such as `annex:B?page=3`, into jumps to their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from pikepdf import Array, Dictionary, Name

from ..diagnostics import Place, error
from ..errors import AssemblingError
from ..numbering import SCHEME
from ..typeset import Typeset
from .parts import page_count

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from ..foreign import TakenIn
    from .parts import Manuscript


def join_references(pdf: Pdf, manuscript: Manuscript) -> None:
    """Makes jumps of all links with this scheme on pages that were typeset here.

    Raises `AssemblingError` when one leads to no annex; the composing has checked them.
    """
    if not manuscript.annexes:
        return
    tops = _tops(manuscript)
    for number in _typeset_pages(manuscript):
        for annotation in pdf.pages[number].obj.get("/Annots", Array()):
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""
            if address.startswith(SCHEME):
                _jump(pdf, annotation, _target(manuscript, address, number), tops)


def _jump(
    pdf: Pdf, annotation: Object, target: tuple[int, str], tops: dict[tuple[int, str], float]
) -> None:
    view = [Name.XYZ, None, tops[target], None] if target in tops else [Name.Fit]
    annotation.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[target[0]].obj, *view]))


def _target(manuscript: Manuscript, address: str, page: int) -> tuple[int, str]:
    """The index of the page that a reference leads to, and the name that it gives, if any."""
    numbering = manuscript.numbering
    found = numbering.resolve(address)
    if found is None:
        _refuse(address, page)
    annex, offset = found
    start = numbering.starts(manuscript.letter.pages)[annex]
    return start + offset, address.partition("#")[2]


def _typeset_pages(manuscript: Manuscript) -> list[int]:
    """The indexes of the pages of the letter and of the typeset parts of its annexes."""
    found = list(range(manuscript.letter.pages))
    for first, section in _sections(manuscript):
        if isinstance(section, Typeset):
            found += range(first, first + section.pages)
    return found


def _tops(manuscript: Manuscript) -> dict[tuple[int, str], float]:
    """The upper edges in pt of the elements that have names, by page and name."""
    found: dict[tuple[int, str], float] = {}
    for first, section in _sections(manuscript):
        if isinstance(section, Typeset):
            for name, (page, top) in section.places().items():
                found[first + page, name] = top
    return found


def _sections(manuscript: Manuscript) -> list[tuple[int, Typeset | TakenIn]]:
    """The sections of all annexes, each with the index of its first page."""
    found: list[tuple[int, Typeset | TakenIn]] = []
    starts = manuscript.numbering.starts(manuscript.letter.pages)
    for annex, start in zip(manuscript.annexes, starts, strict=True):
        first = start
        for section in annex.sections:
            found.append((first, section))
            first += page_count(section)
    return found


def _refuse(address: str, page: int) -> NoReturn:
    message = f"the link “{address}” leads to no place of an annex"
    raise AssemblingError([error("assembling-reference", message, Place(page=page + 1))])
