"""What is drawn on a page, as PDFium has it, with the marks that it stands in."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

from ..matrices import Matrix, after

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_OBJECTS = 1_000_000  # on a page, those in form XObjects among them
_DEEPEST = 50  # form XObjects inside each other; PDFium itself stops before
_MOST_MARKS = 100  # that an object stands in
_LONGEST_NAME = 16  # units of UTF-16 of a mark's name; only "Artifact" is looked for
_MARKED = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
_ARTIFACT = "Artifact".encode("utf-16-le")


class TooMuchError(Exception):
    """A page asks for more than any page for readers needs."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an object stands: in which mark, and whether in an artifact.

    `form` says that the mark is one of a form XObject, `inside` that the object is in one.
    `is_restated` says that an actual text stands for it (ISO 32000-1, 14.9.4).  `matrix` leads
    from the object's coordinates to those of the page as it is seen.
    """

    matrix: Matrix
    mark: int | None = None
    is_artifact: bool = False
    is_restated: bool = False
    form: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """An object of a page: PDFium's handle and kind of it, and where it stands.

    Of what is neither text nor an image, only the kind is of use.
    """

    handle: Any
    kind: int
    standing: Standing

    @property
    def address(self) -> int:
        """What tells it from all others of the page."""
        return ctypes.cast(self.handle, ctypes.c_void_p).value or 0

    @property
    def matrix(self) -> Matrix:
        """The object's own matrix, on to the page as it is seen."""
        return after(_matrix(self.handle), self.standing.matrix)


def drawn_on(page: Any, seen: Matrix) -> list[Drawn]:  # noqa: ANN401 - PDFium's handles have no types
    """All objects of a page in the order in which they are drawn; forms give what is in them.

    `seen` leads from the page's own units to the page as it is seen.  Raises `TooMuchError`.
    """
    found: list[Drawn] = []
    handles = (
        raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page))
    )
    _add(handles, Standing(seen), found, 0)
    return found


def _add(handles: Iterator[Any], outer: Standing, found: list[Drawn], depth: int) -> None:
    for handle in handles:
        if len(found) >= MOST_OBJECTS or depth > _DEEPEST:
            raise TooMuchError
        kind = raw.FPDFPageObj_GetType(handle)
        # Paths, of which a map has very many, are asked for no more than they are needed for.
        standing = _standing(handle, outer) if kind in _MARKED else outer
        found.append(Drawn(handle, kind, standing))
        if kind == raw.FPDF_PAGEOBJ_FORM:
            count = raw.FPDFFormObj_CountObjects(handle)
            within = (raw.FPDFFormObj_GetObject(handle, index) for index in range(count))
            matrix = after(_matrix(handle), outer.matrix)
            _add(within, replace(standing, inside=True, matrix=matrix), found, depth + 1)


def _standing(handle: Any, outer: Standing) -> Standing:  # noqa: ANN401
    mark = raw.FPDFPageObj_GetMarkedContentID(handle)
    is_artifact, is_restated = outer.is_artifact, outer.is_restated
    for index in range(min(raw.FPDFPageObj_CountMarks(handle), _MOST_MARKS)):
        found = raw.FPDFPageObj_GetMark(handle, index)
        is_artifact = is_artifact or _is_artifact(found)
        kind = raw.FPDFPageObjMark_GetParamValueType(found, b"ActualText")
        is_restated = is_restated or kind == raw.FPDF_OBJECT_STRING
    if mark < 0 and (is_artifact, is_restated) == (outer.is_artifact, outer.is_restated):
        return outer
    kept = replace(outer, is_artifact=is_artifact, is_restated=is_restated)
    return replace(kept, mark=mark, form=outer.inside) if mark >= 0 else kept


def _is_artifact(mark: Any) -> bool:  # noqa: ANN401
    name, length = (ctypes.c_ushort * _LONGEST_NAME)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
    return bytes(name)[: max(length.value - 2, 0)] == _ARTIFACT


def _matrix(handle: Any) -> Matrix:  # noqa: ANN401
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f
