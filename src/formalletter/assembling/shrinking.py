"""Makes what is on a page of an annex a little smaller, so that there is room for the stamp.

The sheet keeps its size.  The content is drawn through a matrix that stands before it;
everything else that is said in the coordinates of the page goes through the same matrix:
annotations, patterns, destinations, the boxes of the structure.  It is done to the annex's own
file, before it is merged.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Matrix, Name, Stream

from .placing import shrinkage
from .stamping import enclose, from_display, own_resources, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pikepdf import Object, Pdf

    from ..foreign import Clear, ForeignPage
    from .placing import Placement

    Matrices = Mapping[tuple[int, int], Matrix]

_FARTHEST = 10**9  # units of a page

# Entries of annotations that are points of the page (ISO 32000-1, 12.5.6), and distances.
_POINTS = ("/QuadPoints", "/Vertices", "/L", "/CL")
_PATHS = ("/InkList", "/Path")
# The coordinates of explicit destinations (12.3.2.2), each horizontal or vertical.
_DESTINATIONS = {
    "/XYZ": "xy",
    "/FitH": "y",
    "/FitV": "x",
    "/FitR": "xyxy",
    "/FitBH": "y",
    "/FitBV": "x",
}


def shrink_pages(
    pdf: Pdf, pages: Mapping[int, ForeignPage], placement: Placement
) -> dict[int, ForeignPage]:
    """Shrinks those pages, by index, that lack room for the stamp and can be given it.

    Returns all the pages with the room that they then have.
    """
    shrunk = {index: shrink(pdf, index, page, placement) for index, page in pages.items()}
    matrices = {
        pdf.pages[index].obj.objgen: _matrix(page, placement, shrinkage(page, placement) or 1)
        for index, page in pages.items()
        if shrunk[index] != page
    }
    if matrices:
        transform_destinations(pdf, matrices)
        transform_boxes(pdf, matrices)
    return shrunk


def shrink(pdf: Pdf, page_index: int, page: ForeignPage, placement: Placement) -> ForeignPage:
    """Makes room for the stamp on one page; returns the page with the room that it then has.

    A page that has room, or that would have to become smaller than 90 %, stays as it is.
    What the document says about the page from elsewhere is for `transform_destinations` and
    `transform_boxes`, once for all pages.
    """
    factor = shrinkage(page, placement)
    if factor is None or factor == 1:
        return page
    matrix = _matrix(page, placement, factor)
    target = pdf.pages[page_index].obj
    left, bottom, right, top = page.box
    box = " ".join(f"{number:.6f}" for number in (left, bottom, right - left, top - bottom))
    # The old edge is a clip: nothing that was cut off may come into view.
    enclose(pdf, target, b"q\n%b cm\n%b re W n\n" % (written(matrix), box.encode()), b"\nQ\n")
    _transform_patterns(pdf, target, matrix)
    _transform_annotations(target, page, matrix)
    return replace(page, clear=_clear(page, placement, factor))


def transform_destinations(pdf: Pdf, matrices: Matrices) -> None:
    """Moves all explicit destinations on the pages whose objects have these numbers.

    They are known by their form, a page and a way to fit it, wherever they stand: in the
    outline, in name trees, in links, in actions.
    """
    # All are read before any is written: one array may be held in two places.
    moved = []
    for array in _arrays(pdf):
        matrix = matrices.get(_key(array[0])) if len(array) > 1 else None
        if matrix is None or not isinstance(array[1], Name):
            continue
        directions = _DESTINATIONS.get(str(array[1]), "")
        for place, direction in zip(range(2, len(array)), directions, strict=False):
            value = _number(array[place])
            if value is not None:
                moved.append((array, place, _moved(matrix, direction, value)))
    for array, place, value in moved:
        array[place] = _real(value)


def transform_boxes(pdf: Pdf, matrices: Matrices) -> None:
    """Moves the BBox attributes of structure elements on these pages (14.8.5.4.3)."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or "/S" not in item or "/A" not in item:
            continue
        matrix = matrices.get(_key(_page_of(item)))
        attributes = item.A
        if matrix is None:
            continue
        if isinstance(attributes, Array):
            item.A = Array([_with_moved_box(each, matrix) for each in attributes])
        else:
            item.A = _with_moved_box(attributes, matrix)


def _matrix(page: ForeignPage, placement: Placement, factor: float) -> Matrix:
    """The matrix of the shrinking in the page's own coordinates: a scale and an offset."""
    at_top = placement.corner.edge == "top"
    offset = (1 - factor) * page.width / 2, 0.0 if at_top else (1 - factor) * page.height
    back = from_display(page)
    return back.inverse() @ Matrix(factor, 0, 0, factor, *offset) @ back


def _clear(page: ForeignPage, placement: Placement, factor: float) -> Clear:
    """What is clear on the page when it is shrunk away from the stamp's edge."""
    gained = (1 - factor) * page.height
    top, bottom = (gained, 0.0) if placement.corner.edge == "top" else (0.0, gained)
    return replace(
        page.clear,
        top_left=page.clear.top_left * factor + top,
        top_right=page.clear.top_right * factor + top,
        bottom_left=page.clear.bottom_left * factor + bottom,
        bottom_right=page.clear.bottom_right * factor + bottom,
    )


def _transform_patterns(pdf: Pdf, page: Object, matrix: Matrix) -> None:
    """Moves the page's patterns: they ignore the matrix of the content (8.7.3.1)."""
    patterns = own_resources(page, "/Pattern")
    for name, pattern in list(patterns.items()):
        if isinstance(pattern, Dictionary | Stream):
            # Other pages, and forms that have a space of their own, may use the same object.
            own = pdf.make_indirect(copy.copy(pattern))
            moved = _pattern_matrix(pattern) @ matrix
            own.Matrix = Array([_real(value) for value in moved.shorthand])
            patterns[name] = own


def _pattern_matrix(pattern: Object) -> Matrix:
    numbers = _all_numbers(pattern.get("/Matrix"))
    return Matrix(*numbers) if len(numbers) == len(Matrix().shorthand) else Matrix()


def _transform_annotations(page: Object, measures: ForeignPage, matrix: Matrix) -> None:
    """Moves the annotations; their appearances are fitted into the rectangle (12.5.5)."""
    seen = set()
    annotations = page.get("/Annots")
    for annotation in annotations if isinstance(annotations, Array) else ():
        if not isinstance(annotation, Dictionary) or _key(annotation) in seen:
            continue
        if annotation.is_indirect:
            seen.add(_key(annotation))
        if _visible(annotation.get("/Rect"), measures):
            _transform_annotation(annotation, matrix)


def _visible(rectangle: object, page: ForeignPage) -> bool:
    """Whether some of a rectangle is on the page; what was off it must not come into view."""
    values = _all_numbers(rectangle)
    if len(values) != len(page.box):
        return False
    left, bottom, right, top = page.box
    across = min(right, max(values[::2])) - max(left, min(values[::2]))
    along = min(top, max(values[1::2])) - max(bottom, min(values[1::2]))
    return across >= 0 and along >= 0


def _transform_annotation(annotation: Object, matrix: Matrix) -> None:
    def point(index: int, value: float) -> float:
        return _moved(matrix, "xy"[index % 2], value)

    for key in ("/Rect", *_POINTS):
        _replace(annotation, key, point)
    _replace(annotation, "/RD", lambda _, value: matrix.a * value)
    for key in _PATHS:
        paths = annotation.get(key)
        if isinstance(paths, Array):
            annotation[key] = Array([_moved_array(path, point) for path in paths])


def _replace(holder: Object, key: str, move: Callable[[int, float], float]) -> None:
    if key in holder:
        holder[key] = _moved_array(holder[key], move)


def _moved_array(array: object, move: Callable[[int, float], float]) -> object:
    """The array with its numbers moved by their index; anything else stays as it is."""
    numbers = _all_numbers(array)
    if not numbers:
        return array
    return Array([_real(move(index, value)) for index, value in enumerate(numbers)])


def _page_of(element: Object) -> object:
    """The page of a structure element: its own entry, or that of its first kid."""
    kids = element.get("/K")
    first = kids[0] if isinstance(kids, Array) and len(kids) > 0 else kids
    inner = first.get("/Pg") if isinstance(first, Dictionary) else None
    return element.get("/Pg", inner)


def _with_moved_box(attributes: object, matrix: Matrix) -> object:
    """A copy of an attribute dictionary, because several elements may share it."""
    if not isinstance(attributes, Dictionary) or "/BBox" not in attributes:
        return attributes
    own = Dictionary(dict(attributes.items()))
    _replace(own, "/BBox", lambda index, value: _moved(matrix, "xy"[index % 2], value))
    return own


def _moved(matrix: Matrix, direction: str, value: float) -> float:
    """A coordinate after the shrinking, which scales and offsets but doesn't turn."""
    if direction == "x":
        return matrix.a * value + matrix.e
    return matrix.d * value + matrix.f


def _arrays(pdf: Pdf) -> Iterator[Array]:
    """Every array of the document once; those within other objects as well."""
    for item in pdf.objects:
        waiting: list[object] = [item]
        while waiting:
            current = waiting.pop()
            if isinstance(current, Array):
                yield current
                inner: list[object] = list(current)
            elif isinstance(current, Dictionary | Stream):
                inner = [value for _, value in current.items()]
            else:
                continue
            # What is indirect comes by itself, or was there already.
            waiting += [each for each in inner if _key(each) == (0, 0)]


def _key(value: object) -> tuple[int, int]:
    """The number and generation of an indirect object, (0, 0) of anything else."""
    if isinstance(value, Array | Dictionary | Stream):
        return value.objgen
    return (0, 0)


def _number(value: object) -> float | None:
    """A number that can be a coordinate, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    found = float(value)
    # More than 64 bits would be written without a point, and be read as no object at all.
    return found if abs(found) <= _FARTHEST else None


def _all_numbers(array: object) -> list[float]:
    """The numbers of an array; none if it is anything else or has other things in it."""
    values = [_number(item) for item in array] if isinstance(array, Array) else []
    numbers = [value for value in values if value is not None]
    return numbers if len(numbers) == len(values) else []


def _real(value: float) -> Decimal:
    """A number as a file can have it: without an exponent."""
    return Decimal(f"{value:.9f}")
