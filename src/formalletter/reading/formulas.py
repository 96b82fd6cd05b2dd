"""Cells of delimited text that a spreadsheet program would run as formulas.

What this program writes gets an apostrophe before it, so that it is shown and not run; what it
reads loses just that apostrophe, so that the name is printed as it is.
"""

from __future__ import annotations

import re

_SIGNS = "=+@\t\r＝＋－＠-"  # the wide ones count in some languages
_FORMULA = re.compile(f"[{_SIGNS}]")
_GUARDED = re.compile(f"''*(?=[{_SIGNS}])")
_MAY_BE_GUARDED = re.compile(f"(?:^|[,;\t\"\n])\\s*'+[{_SIGNS}]")
_ONE, _TWO = "'", "''"


def guarded(text: str) -> str:
    """A cell as it may be written: with apostrophes before what would be run."""
    if _FORMULA.match(text):
        # A name may stand in single quotation marks of its own: '+Peace' Network.
        return (_TWO if _ONE in text else _ONE) + text
    return _TWO + text if unguarded(text) != text else text


def unguarded(text: str) -> str:
    """A cell as it is meant: without the apostrophes that `guarded` puts before it."""
    found = _GUARDED.match(text)
    if found is None:
        return text
    if found.end() > 1:
        return text[len(_TWO) :]
    return text if _ONE in text[1:] else text[1:]


def has_guards(text: str) -> bool:
    """Whether any cell of a whole file may be guarded."""
    return _ONE in text and _MAY_BE_GUARDED.search(text) is not None
