"""Tells what was found in several editions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diagnostics import Problem
    from ..edition import Order

Found = tuple["Order | None", "Sequence[Problem]"]


def told(found: Sequence[Found]) -> list[list[Problem]]:
    """The problems of each edition as they are told beside those of the others.

    One on a page names its edition, unless all editions have it.
    """
    everywhere = set(found[0][1]).intersection(*(problems for _, problems in found[1:]))
    return [
        [each if each in everywhere else _named(each, order) for each in problems]
        for order, problems in found
    ]


def _named(problem: Problem, order: Order | None) -> Problem:
    place = problem.place
    if order is None or place is None or place.path or not place.page:
        return problem
    name = f"{order.edition.value} ({order.audience})"
    return replace(problem, place=replace(place, path=name))
