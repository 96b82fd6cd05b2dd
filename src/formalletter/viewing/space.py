"""From the coordinates of a page's content to those of the page as it is seen.

A matrix is the six numbers of ISO 32000-1, 8.3.3: x' = ax + cy + e, y' = bx + dy + f.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..seen import Box

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_FULL_TURN = 360


def seen_from(bounds: Box, rotation: int, unit: float) -> Matrix:
    """The matrix from a page's own units to pt from its upper left corner as it is seen.

    `bounds` is the visible part of the page (left, bottom, right, top), `rotation` the
    clockwise turn in degrees (0, 90, 180 or 270), `unit` its UserUnit (ISO 32000-1, table 30).
    """
    left, bottom, right, top = bounds
    a, b, c, d, e, f = {
        0: (1, 0, 0, -1, -left, top),
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }[rotation % _FULL_TURN]
    return a * unit, b * unit, c * unit, d * unit, e * unit, f * unit


def after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does, then what `outer` does."""
    a, b, c, d, e, f = inner
    u, v, w, x, y, z = outer
    return (
        a * u + b * w,
        a * v + b * x,
        c * u + d * w,
        c * v + d * x,
        e * u + f * w + y,
        e * v + f * x + z,
    )


def point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Where a point comes to be."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box(bounds: Box, matrix: Matrix) -> Box:
    """The box around a rectangle (two of its opposite corners), once it is where it is seen."""
    left, bottom, right, top = bounds
    a, b, c, d, e, f = matrix
    return (
        e + min(a * left, a * right) + min(c * bottom, c * top),
        f + min(b * left, b * right) + min(d * bottom, d * top),
        e + max(a * left, a * right) + max(c * bottom, c * top),
        f + max(b * left, b * right) + max(d * bottom, d * top),
    )


def sides(matrix: Matrix) -> tuple[float, float]:
    """How long the sides of the unit square become."""
    return math.hypot(*matrix[:2]), math.hypot(*matrix[2:4])
