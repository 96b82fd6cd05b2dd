"""Finds where in the source a piece of a rendered body stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from ..diagnostics import Place
    from ..letter import Body


class BodyPlaces:
    """Follows a renderer from block to block, and finds words in the block at hand.

    Markdown-it knows the lines of blocks only; within a block the n-th find of the same
    words is the n-th time that they are asked for.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._first, self._count = body.first_line, 1
        self._asked: dict[tuple[int, str], int] = {}

    def enter(self, token: Token) -> None:
        """Goes to the block that a token opens."""
        if token.map:
            self._first = token.map[0] + self._body.first_line
            self._count = max(token.map[1] - token.map[0], 1)

    def here(self) -> Place:
        """The first line of the block."""
        return self._body.source.place(self._first)

    def find_address(self, address: str) -> Place:
        """The next place of an address: not where it is only the beginning of another one."""
        return self.find(address, r"(?![^\s)>\]])")

    def find(self, words: str, behind: str = "") -> Place:
        """The next place of `words` in the block, or its first line.

        `behind` is a pattern that what follows has to match.
        """
        skip = self._asked.get((self._first, words), 0)
        self._asked[self._first, words] = skip + 1
        for number in range(self._first, self._first + self._count):
            line = self._body.source.lines[number - 1]
            for match in re.finditer(re.escape(words) + behind, line):
                if skip == 0:
                    return self._body.source.place(number, match.start() + 1, len(words))
                skip -= 1
        return self.here()
