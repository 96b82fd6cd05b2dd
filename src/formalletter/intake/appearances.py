"""How an annotation looks: its own picture, or one that is drawn from its entries.

PDF/A wants each to have a normal appearance and no other (ISO 19005-2, 6.3.3).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Stream

from .geometry import rectangle
from .values import entry, items, name, number, numbers

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from ..foreign import Rectangle

_COLOURS = {1: "g", 3: "rg", 4: "k"}  # operators that fill, by the number of components
_MOST_POINTS = 10_000
_ARC = 0.5523  # control points of a quarter of a circle, as a part of its radius
_UNDERLINE, _STRIKE = 0.1, 0.5  # height of the line, as a part of the text's
_MARKS = {"/Highlight", "/Underline", "/StrikeOut", "/Squiggly"}
_LINES = {"/Line": "/L", "/PolyLine": "/Vertices", "/Polygon": "/Vertices"}
_SHAPES = {"/Square", "/Circle", "/Redact"}
_FILLED = {"/Square", "/Circle", "/Polygon"}
_CORNERS = 8  # numbers of a quadrilateral


def normal_appearance(annotation: Object) -> Stream | None:
    """The stream that draws the annotation in its present state (ISO 32000-1, 12.5.5)."""
    normal = entry(annotation, "/AP", "/N")
    if isinstance(normal, Stream):
        return normal
    state = name(annotation.get("/AS"))
    chosen = entry(normal, state) if state else None
    return chosen if isinstance(chosen, Stream) else None


def keep_normal_appearance(annotation: Object) -> bool:
    """Leaves the annotation its normal appearance only; whether it has one."""
    stream = normal_appearance(annotation)
    if stream is None or rectangle(stream.get("/BBox")) is None:
        return False
    annotation["/AP"] = Dictionary(N=stream)
    if "/AS" in annotation:
        del annotation["/AS"]
    return True


def draw_appearance(pdf: Pdf, annotation: Object) -> bool:
    """Draws a mark, a line or a figure from its entries; False if that can't be done."""
    box = rectangle(annotation.get("/Rect"))
    kind = name(annotation.get("/Subtype"))
    path = _path(annotation, kind)
    if box is None or not path:
        return False
    width = number(entry(annotation, "/BS", "/W"))
    pen = (
        f"{_plain(1.0 if width is None else width)} w {_colour(annotation.get('/C'), stroke=True)}"
    )
    if kind == "/Highlight":
        drawn = f"/Multiply gs {_colour(annotation.get('/C'))} {path} f"
    elif items(annotation.get("/IC")) and kind in _FILLED:
        drawn = f"{pen} {_colour(annotation.get('/IC'))} {path} B"
    else:
        drawn = f"{pen} {path} S"
    states = Dictionary(Multiply=Dictionary(Type=Name.ExtGState, BM=Name.Multiply))
    annotation["/AP"] = Dictionary(
        N=pdf.make_stream(
            drawn.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([*box]),
            Resources=Dictionary(ExtGState=states),
        )
    )
    return True


def _path(annotation: Object, kind: str) -> str:
    """The operators of its outline in the page's own units; empty if there is none."""
    if kind in _MARKS:
        corners = _every(annotation.get("/QuadPoints"))
        quads = [corners[at : at + _CORNERS] for at in range(0, len(corners), _CORNERS)]
        return " ".join(_mark(kind, quad) for quad in quads if len(quad) == _CORNERS)
    if kind in _LINES:
        path = _polygon(_every(annotation.get(_LINES[kind])))
        return f"{path} h" if path and kind == "/Polygon" else path
    if kind == "/Ink":
        strokes = items(annotation.get("/InkList"))
        return " ".join(filter(None, (_polygon(_every(each)) for each in strokes)))
    box = rectangle(annotation.get("/Rect"))
    if box is None or kind not in _SHAPES:
        return ""
    inset = (box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1)
    return _ellipse(inset) if kind == "/Circle" else _rectangle(inset)


def _mark(kind: str, quad: list[float]) -> str:
    """One run of marked text.

    Its corners come as upper left, upper right, lower left, lower right from all programs,
    whatever the standard says (table 179).
    """
    upper_left, upper_right = (quad[0], quad[1]), (quad[2], quad[3])
    lower_left, lower_right = (quad[4], quad[5]), (quad[6], quad[7])
    if kind == "/Highlight":
        return f"{_polygon([*upper_left, *upper_right, *lower_right, *lower_left])} h"
    part = _STRIKE if kind == "/StrikeOut" else _UNDERLINE
    return _polygon(
        [*_between(lower_left, upper_left, part), *_between(lower_right, upper_right, part)]
    )


def _between(
    one: tuple[float, float], other: tuple[float, float], part: float
) -> tuple[float, float]:
    return (one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1]))


def _polygon(coordinates: list[float]) -> str:
    points = list(zip(coordinates[::2], coordinates[1::2], strict=False))
    if len(points) <= 1:
        return ""
    return " ".join(
        f"{_plain(x)} {_plain(y)} {'l' if place else 'm'}" for place, (x, y) in enumerate(points)
    )


def _rectangle(box: Rectangle) -> str:
    left, bottom, right, top = box
    return f"{_polygon([left, bottom, right, bottom, right, top, left, top])} h"


def _ellipse(box: Rectangle) -> str:
    """Four curves around the box, from the right against the clock."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    across, up = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    parts = [f"{_plain(x + across)} {_plain(y)} m"]
    for (from_x, from_y), (to_x, to_y) in pairwise(turns):
        points = (
            (from_x + _ARC * to_x, from_y + _ARC * to_y),
            (to_x + _ARC * from_x, to_y + _ARC * from_y),
            (to_x, to_y),
        )
        parts.append(" ".join(f"{_plain(x + across * h)} {_plain(y + up * v)}" for h, v in points))
        parts.append("c")
    return " ".join([*parts, "h"])


def _every(value: object) -> list[float]:
    """The numbers of an array; none if one of its items is something else."""
    return numbers(value, min(len(items(value)), _MOST_POINTS)) or []


def _colour(value: object, *, stroke: bool = False) -> str:
    """The operator that sets a colour; black without one (table 164)."""
    parts = [min(1.0, max(0.0, part)) for part in _every(value)]
    operator = _COLOURS.get(len(parts))
    if operator is None:
        parts, operator = [0.0], "g"
    return " ".join([*map(_plain, parts), operator.upper() if stroke else operator])


def _plain(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
