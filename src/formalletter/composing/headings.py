"""Names for the headings of a Markdown text, so that a reference can lead to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Problem
from ..slugs import slug
from .parsing import parse

if TYPE_CHECKING:
    from markdown_it.token import Token

    from ..letter import Body

_ANY_QUOTES = "“”‘’"  # no part of a name
_OF_NOTES = re.compile(r"note-[0-9]+(-call)?")  # see `notes`


class HeadingNames:
    """Gives each heading of one text a name that no other has, from its words."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, heading: Token) -> str:
        """The name of the heading with this inline token; empty if it has no letter."""
        base = slug(_words(heading))
        if not base:
            return ""
        name, number = base, 1
        while name in self._given or _OF_NOTES.fullmatch(name):
            number += 1
            name = f"{base}-{number}"
        self._given.add(name)
        return name


def heading_names(body: Body) -> tuple[str, ...]:
    """The names of a text's headings, without setting it; none if it can't be set."""
    parsed = parse(body, _ANY_QUOTES)
    if isinstance(parsed, Problem):
        return ()
    names = HeadingNames()
    given = (
        names.give(parsed.tokens[index + 1])
        for index, token in enumerate(parsed.tokens)
        if token.type == "heading_open"
    )
    return tuple(filter(None, given))


def _words(heading: Token) -> str:
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in heading.children or ()
        if child.type != "footnote_ref"
    )
