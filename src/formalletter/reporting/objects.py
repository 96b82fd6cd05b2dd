"""Problems as JSON, for programs: a list of objects, in the order in which people read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..diagnostics import Place
from .order import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..diagnostics import Problem


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with eight keys each, null where something isn't known; ends the line.

    `line`, `column` and `page` count from 1, columns in characters.
    """
    objects = [_object(problem) for problem in ordered(problems)]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _object(problem: Problem) -> dict[str, str | int | None]:
    place = problem.place or Place()
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "page": place.page,
    }
