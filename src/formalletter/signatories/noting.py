"""Tells a build what its list still has to be looked at for, so that nobody has to think of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Place, note
from .opening import open_letter
from .proposing import propose

if TYPE_CHECKING:
    from pathlib import Path

    from ..diagnostics import Problem


def findings_note(folder: Path) -> tuple[Problem, ...]:
    """A note of how many findings there are about the list of a letter that can be read.

    It tells their number only: what they are about may be names that a file may not show.
    """
    opened = open_letter(folder)
    count = len(propose(opened.rows, opened.decisions)) if opened.is_read else 0
    if not count:
        return ()
    findings = "1 finding" if count == 1 else f"{count:,} findings"
    message = f"{findings} about the names of the list, which nobody has answered yet"
    hint = "formalletter signatories check shows them, and tidy asks about each"
    return (note("signatories-findings", message, Place(opened.door.shown(opened.file)), hint),)
