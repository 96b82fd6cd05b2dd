"""The turns of phrase that messages share: quoting, listing, "did you mean".

What is quoted comes from strangers: it is cut to a length here; `reporting` makes its
control characters harmless.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_QUOTE = 60
MOST_LISTED = 12
_CLOSENESS = 0.6  # of 1; difflib's own default, which finds one slip in a short word


def quoted(text: object) -> str:
    """The text in quotation marks, cut where it is long."""
    shown = str(text).replace("\n", "\\n")  # a line's end in a hint is the program's own
    if len(shown) > LONGEST_QUOTE:
        shown = shown[: LONGEST_QUOTE - 1] + "…"
    return f"“{shown}”"


def listed(items: Sequence[str], conjunction: str = "or") -> str:
    """The items as they are listed in a sentence: `a, b or c`."""
    if len(items) > MOST_LISTED:
        more = len(items) - MOST_LISTED
        return f"{', '.join(items[:MOST_LISTED])} and {more} more"
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    by_form = {_form(candidate): candidate for candidate in known}
    close = difflib.get_close_matches(_form(word[:200]), by_form, n=1, cutoff=_CLOSENESS)
    return by_form[close[0]] if close else None


def _form(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def did_you_mean(word: str, known: Sequence[str], otherwise: str | None = None) -> str | None:
    """A hint that names the close match, else what else to do."""
    close = closest(word, known)
    return f"did you mean {quoted(close)}?" if close else otherwise
