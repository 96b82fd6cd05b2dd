"""Problems as the workflow commands by which GitHub annotates lines of a change.

The form and its escapes are those of GitHub's documentation, "Workflow commands for GitHub
Actions", and of `@actions/core` (`command.ts`), which writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Place, Severity
from .order import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..diagnostics import Problem

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# A line end would end the command; the percent sign is the escape, so it comes first.
_IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_MESSAGE, (":", "%3A"), (",", "%2C"))


def as_annotations(problems: Iterable[Problem]) -> str:
    """One command a line; nothing for no problems.

    Only places in files are known to GitHub: a page stands before the message instead.
    """
    return "".join(f"{_command(problem)}\n" for problem in ordered(problems))


def _command(problem: Problem) -> str:
    place = problem.place or Place()
    known: dict[str, str | int | None] = {"file": place.path}
    if place.path and place.line:
        known["line"] = place.line
        known["col"] = place.column
    known["title"] = problem.code
    listed = ",".join(
        f"{key}={_escaped(str(value), _IN_PROPERTY)}" for key, value in known.items() if value
    )
    page = f"page {place.page}: " if place.page else ""
    text = f"{page}{problem.message}" + (f"\n{problem.hint}" if problem.hint else "")
    return f"::{_COMMANDS[problem.severity]} {listed}::{_escaped(text, _IN_MESSAGE)}"


def _escaped(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for character, escape in escapes:
        text = text.replace(character, escape)
    return text
