"""Pictures of finished pages: for findings, and of a page by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .process import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..diagnostics import Problem
    from .process import Numbered


def picture(pdf: bytes, page: int, width: int) -> bytes:
    """A page (from 1) of a finished file as PNG, `width` pixels wide.

    Raises `DeliveryError` when it can't be drawn.
    """
    with Viewer() as viewer:
        return viewer.pictures(pdf, {page - 1: ()}, width=width)[0]


def pictures_of(
    pdf: bytes, numbers: Mapping[Problem, int], units: Mapping[int, float] | None = None
) -> list[tuple[int, bytes]]:
    """The pages (from 1) on which something was found, as PNG with numbered outlines.

    `numbers` are those of the problems; one that isn't on a page is left out.  `units` are the
    UserUnits of the pages that have one, by their indexes.  Raises `DeliveryError` when a page
    can't be drawn.
    """
    pages: dict[int, list[Numbered]] = {}
    for problem, number in numbers.items():
        if problem.place is not None and problem.place.page is not None:
            outlined = pages.setdefault(problem.place.page - 1, [])
            outlined.append((number, problem.place.box))
    if not pages:
        return []
    ordered = dict(sorted(pages.items()))
    with Viewer() as viewer:
        images = viewer.pictures(pdf, ordered, units=units)
    return [(index + 1, image) for index, image in zip(ordered, images, strict=True)]
