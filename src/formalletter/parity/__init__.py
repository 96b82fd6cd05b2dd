"""Parity: each twin is read back by a reader of its own, and compared with the content.

The readers share nothing with what wrote the files.  PDF files are read back by `inspecting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import error
from .comparing import compare
from .reading_html import read_html
from .reading_text import read_text
from .reading_word import read_word
from .said import Unreadable, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..inspecting import Expectation
    from ..letter import Letter
    from ..twins import Twins

__all__ = ["differences"]

_HINT = "nothing was delivered; this is a fault of the program, so please report it"


def differences(twins: Twins, expected: Expectation, letter: Letter) -> tuple[Problem, ...]:
    """What the twins of a letter say otherwise than it does; each is an error.

    `letter` is the one that the file's audience may know, `expected` what its PDF has to hold.
    """
    return tuple(_found(twins, expected, letter))


def _found(twins: Twins, expected: Expectation, letter: Letter) -> Iterator[Problem]:
    goal = wanted(expected, letter)
    for name, read, data in (
        ("text", read_text, twins.text),
        ("HTML", read_html, twins.html),
        ("Word", read_word, twins.docx),
    ):
        try:
            said = read(data, goal)
        except Unreadable as fault:
            yield error("twin-unreadable", f"the {name} file {fault}", hint=_HINT)
            continue
        for code, message in compare(said, goal):
            yield error(code, f"the {name} file {message}", hint=_HINT)
