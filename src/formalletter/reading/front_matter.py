"""Parts letter.md into its YAML header, between two lines `---`, and its Markdown body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import error
from ..letter import Body
from .text import direction_warnings

if TYPE_CHECKING:
    from ..diagnostics import Place, Problem
    from ..letter import Source

FENCE = "---"


class HeaderLines(NamedTuple):
    """The lines of the YAML, from 1; `start` is the place of the line above them."""

    first: int
    last: int
    start: Place


def part(source: Source) -> tuple[HeaderLines | None, Body | None, tuple[Problem, ...]]:
    """The lines of the header and the body; None for what is not there."""
    filled = [number for number, line in enumerate(source.lines, 1) if line.strip()]
    if not filled:
        hint = "`formalletter new` writes a letter to start from"
        return None, None, (error("letter-empty", "the file is empty", source.place(1), hint),)
    fences = [number for number in filled if source.lines[number - 1].rstrip() == FENCE]
    if not fences or fences[0] != filled[0]:
        body, problems = _body(source, filled[0])
        return None, body, (_no_header(source, filled[0]), *problems)
    opening = fences[0]
    start = source.place(opening, 1, len(FENCE))
    if len(fences) == 1:
        hint = "write another line --- between the header and the letter's text"
        problem = error("header-unclosed", "the header that starts here has no end", start, hint)
        return None, None, (problem,)
    closing = fences[1]
    body, problems = _body(source, closing + 1)
    return HeaderLines(opening + 1, closing - 1, start), body, problems


def _no_header(source: Source, first: int) -> Problem:
    return error(
        "header-missing",
        "the letter has no header",
        source.place(first, 1),
        "the file starts with a line ---, then keys such as title: Open letter, then a line ---",
    )


def _body(source: Source, first: int) -> tuple[Body | None, tuple[Problem, ...]]:
    text = "\n".join(source.lines[first - 1 :])
    if not text.strip():
        place = source.place(min(first, len(source.lines)))
        hint = "write the letter's text below the header"
        return None, (error("body-empty", "the letter has no text", place, hint),)
    return Body(text, source, first), tuple(direction_warnings(source, first))
