"""The order in which problems are told, to people and machines alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..diagnostics import Problem


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Those of no place first, then file by file and line by line, then page by page."""
    return sorted(problems, key=_key)


def page_numbers(problems: Iterable[Problem]) -> dict[Problem, int]:
    """The problems that are on a page, in their order, each with its number in the pictures."""
    seen = [each for each in ordered(problems) if each.place is not None and each.place.page]
    return {problem: number for number, problem in enumerate(dict.fromkeys(seen), 1)}


def _key(problem: Problem) -> tuple[object, ...]:
    place = problem.place or Place()
    only_on_a_page = place.page is not None and place.path is None
    top = place.box[1] if place.box else 0
    return (
        only_on_a_page,
        place.path or "",
        place.line or 0,
        place.column or 0,
        place.page or 0,
        top,
    )
