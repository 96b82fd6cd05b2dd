"""From the coordinates of a page's content to those of the page as it is seen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..matrices import Matrix
    from ..seen import Box

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
