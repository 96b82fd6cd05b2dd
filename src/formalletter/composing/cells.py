"""The cells of a body's tables: how a style knows where their text goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_SIDES = {"text-align:left": "left", "text-align:center": "centre", "text-align:right": "right"}
_LONGEST_WORD = 20  # characters, of one that is kept whole


def cell_class(tokens: Sequence[Token], idx: int) -> Markup:
    """The class attribute of a cell: its side, and whether a word is too long to keep whole."""
    words = tokens[idx + 1].content.split()
    classes = [_SIDES.get(str(tokens[idx].attrGet("style"))), "long-word"]
    if max(map(len, words), default=0) <= _LONGEST_WORD:
        classes.pop()
    given = " ".join(filter(None, classes))
    return Markup(' class="{}"').format(given) if given else Markup()
