"""Draws the line of type that says on each page of an annex what it belongs to.

The page's own content is never read or rewritten: small streams before and behind it keep its
graphics state from the stamp (ISO 32000-1, 7.8.2: the streams of a page are one).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Matrix, Name, Stream

from .placing import baseline, enlargement, margin

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from ..foreign import ForeignPage
    from .placing import Placement

_SIDE = 17.0  # 6 mm: what stays free beside a line that hardly fits
_BELOW_BASELINE = 0.25  # of the height of a line of type
_DEEPEST_TREE = 100  # levels of the page tree; a hostile one may be a circle

_ARTIFACT = {  # ISO 32000-1, 14.8.2.2
    "top": b"/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC",
    "bottom": b"/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
}


def stamp(pdf: Pdf, page_index: int, page: ForeignPage, form: Object, placement: Placement) -> None:
    """Draws a form XObject of `pdf` as an artifact in the corner of a page, right side up.

    The lower left corner of the form's BBox is its origin; a quarter of its height lies below
    the baseline.  The page's content has to be balanced in q and Q.
    """
    target = pdf.pages[page_index].obj
    name = _add_form(target, form)
    matrix = written(_matrix(page, form, placement))
    artifact = _ARTIFACT[placement.corner.edge]
    drawn = b"\nQ\n%b\nq\n%b cm\n%b Do\nQ\nEMC\n" % (artifact, matrix, name.encode())
    enclose(pdf, target, b"q\n", drawn)


def enclose(pdf: Pdf, page: Object, before: bytes, behind: bytes) -> None:
    """Puts streams before and behind the content of a page."""
    contents = page.get("/Contents")
    own = [contents] if isinstance(contents, Stream) else []
    if isinstance(contents, Array):
        own = [item for item in contents if isinstance(item, Stream)]
    page.Contents = Array([pdf.make_stream(before), *own, pdf.make_stream(behind)])


def own_resources(page: Object, kind: str) -> Object:
    """The resources of one kind, such as "/XObject", in copies that no other page shares."""
    resources = _copied(_inherited(page, "/Resources"))
    page.Resources = resources
    resources[kind] = _copied(resources.get(kind))
    return resources[kind]


def from_display(page: ForeignPage) -> Matrix:
    """The matrix from the displayed page, in pt from its lower left corner, to the page itself.

    It undoes the crop box's offset, UserUnit and the clockwise rotation (ISO 32000-1, table 30).
    """
    left, bottom, right, top = page.box
    unit = 1 / page.unit
    return {
        0: Matrix(unit, 0, 0, unit, left, bottom),
        90: Matrix(0, unit, -unit, 0, right, bottom),
        180: Matrix(-unit, 0, 0, -unit, right, top),
        270: Matrix(0, -unit, unit, 0, left, top),
    }[page.rotation]


def written(matrix: Matrix) -> bytes:
    """The six numbers of a matrix, fine enough for the largest UserUnit (`encode` is not)."""
    return b" ".join(_number(value) for value in matrix.shorthand)


def _number(value: float) -> bytes:
    return f"{value:.9f}".rstrip("0").rstrip(".").encode()


def _matrix(page: ForeignPage, form: Object, placement: Placement) -> Matrix:
    """The matrix from the form to the page."""
    left, bottom, right, top = (float(number) for number in form.BBox)
    width, height = right - left, top - bottom
    room = max(page.width - 2 * _SIDE, page.width / 2)
    factor = min(enlargement(page), room / width)
    beside = min(margin(page), (page.width - factor * width) / 2)
    x = beside if placement.corner.side == "left" else page.width - beside - factor * width
    y = baseline(page, placement)
    if placement.corner.edge == "top":
        y = page.height - y
    y -= _BELOW_BASELINE * factor * height
    # A flat page may have no room for the ascenders, or none for the descenders.
    y = max(0.0, min(y, page.height - factor * height))
    return Matrix(factor, 0, 0, factor, x, y) @ from_display(page)


def _add_form(page: Object, form: Object) -> str:
    """Adds a form to the resources of a page; returns the name that it got."""
    forms = own_resources(page, "/XObject")
    number = 0
    while (name := f"/Stamp{number}") in forms:
        number += 1
    forms[name] = form
    return name


def _inherited(page: Object, key: str) -> object:
    """The value of a page attribute that may stand further up in the page tree (7.7.3.4)."""
    node: object = page
    for _ in range(_DEEPEST_TREE):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get(Name.Parent)
    return None


def _copied(value: object) -> Dictionary:
    """A dictionary with the same entries; an empty one of anything else."""
    return Dictionary(dict(value.items())) if isinstance(value, Dictionary) else Dictionary()
