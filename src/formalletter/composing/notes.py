"""Footnotes: each stands in the text at its first reference, as an element of its own.

Markdown-it gathers them at the end; a letter has them at the foot of the page
(`float: footnote`), and a reader of the tags wants them where they are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from .spacing import WORD_JOINER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from ..wording import Wording


class Footnotes:
    """The footnotes of one body, numbered in the order of their first references.

    `before` is how many the document has before them.
    """

    def __init__(self, wording: Wording, before: int = 0) -> None:
        self._wording = wording
        self._contents: dict[int, list[Token]] = {}
        self._numbers: dict[int, int] = {}
        self._count = before

    def take(self, tokens: Sequence[Token]) -> list[Token]:
        """Takes the footnotes out of the tokens and keeps them; returns the rest."""
        rest: list[Token] = []
        current: list[Token] | None = None
        for token in tokens:
            if token.type == "footnote_open":
                current = self._contents.setdefault(token.meta["id"], [])
            elif token.type == "footnote_close":
                current = None
            elif current is not None:
                current.append(token)
            elif token.type not in {"footnote_block_open", "footnote_block_close"}:
                rest.append(token)
        return rest

    def content(self, identity: int) -> list[Token]:
        """The paragraphs of a footnote, as inline tokens."""
        return [token for token in self._contents.get(identity, []) if token.type == "inline"]

    @property
    def contents(self) -> list[Token]:
        """The paragraphs of all footnotes, as inline tokens."""
        return [token for identity in self._contents for token in self.content(identity)]

    @property
    def count(self) -> int:
        """How many footnotes the document has so far."""
        return self._count

    def number(self, identity: int) -> int | None:
        """The number of a footnote that has been called before."""
        return self._numbers.get(identity)

    def add(self, content: Markup, identity: int | None = None) -> Markup:
        """A new footnote with its call before it."""
        self._count += 1
        number = self._count
        if identity is not None:
            self._numbers[identity] = number
        label = Markup(
            '<a class="footnote-label" href="#note-{0}-call" title="{1}">{0}</a>'
        ).format(number, self._wording.phrase("footnote-back"))
        return self._call(number, Markup(' id="note-{}-call"').format(number)) + Markup(
            '<span class="footnote" role="doc-footnote" id="note-{}">{} {}</span>'
        ).format(number, label, content)

    def call_again(self, number: int) -> Markup:
        """Another reference to a footnote that stands somewhere before."""
        return self._call(number, Markup())

    def _call(self, number: int, identity: Markup) -> Markup:
        title = self._wording.phrase("footnote-mark", number=number)
        call = Markup('<a class="footnote-call"{2} href="#note-{0}" title="{1}">{0}</a>')
        return WORD_JOINER + call.format(number, title, identity)
