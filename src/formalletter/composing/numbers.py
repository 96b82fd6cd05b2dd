"""Words that depend on how many pages the letter has, which is known only when they are made.

Such a text is written for every possible number, as the symbols of a CSS counter style, and
WeasyPrint sets the one that counts: `content: counter(pages, the-style)`.  The documents of
the annexes are composed when the letter is typeset, so there the number is simply given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from .settings import MOST_PAGES, counter_style

if TYPE_CHECKING:
    from collections.abc import Callable

_UNKNOWN = "unknown-number"


class PageNumbers:
    """Sets texts that follow from the letter's number of pages.

    `letter_pages` is that number, or None while the letter itself is being composed: then
    `rules` are the styles that its document needs.  Beyond `MOST_PAGES` pages a question
    mark is set, for no number is better than a wrong one.
    """

    def __init__(self, letter_pages: int | None = None) -> None:
        self._letter_pages = letter_pages
        self._styles: dict[tuple[str, ...], str] = {}

    def text(self, say: Callable[[int], str]) -> Markup:
        """What `say` says of the letter's number of pages, as inline HTML."""
        if self._letter_pages is not None:
            return escape(say(self._letter_pages))
        said = tuple(map(say, range(1, MOST_PAGES + 1)))
        if len(set(said)) == 1:
            return escape(said[0])
        style = self._styles.setdefault(said, f"number-{len(self._styles) + 1}")
        return Markup('<span class="{}"></span>').format(style)

    @property
    def said(self) -> dict[str, tuple[str, ...]]:
        """What was set, for a letter of 1, 2, 3… pages, by the class of its element."""
        return {style: said for said, style in self._styles.items()}

    @property
    def rules(self) -> Markup:
        """The CSS rules for all that was set."""
        rules = [f'@counter-style {_UNKNOWN} {{ system: cyclic; symbols: "?" }}']
        for said, style in self._styles.items():
            rules += [
                counter_style(style, said, f"; fallback: {_UNKNOWN}"),
                f".{style}::after {{ content: counter(pages, {style}) }}",
            ]
        return Markup("\n".join(rules) if self._styles else "")  # noqa: S704 (see counter_style)
