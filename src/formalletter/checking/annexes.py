"""Refuses a letter with annexes, as long as they can't be merged.

Page 1 says how many enclosures there are: it must not promise what the file does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..letter import Letter


def annexes_not_merged(letter: Letter) -> Iterator[Problem]:
    """An error for each annex."""
    for number, annex in enumerate(letter.header.annexes):
        yield error(
            "annex-not-merged",
            f"the annex “{annex.title}” can't be merged by this version",
            letter.places.get(("annexes", number)),
            "take it out of the header and send it beside the letter",
        )
