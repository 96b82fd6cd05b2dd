"""Puts a new export in the place of a list: reads both, says what changes, does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from ..errors import InputError
from ..writing import edit_files
from .opening import open_list
from .proposing import propose
from .rows import decided_rows
from .updating import TO_CONFIRM, plan_update
from .writing import decisions_edit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from ..diagnostics import Problem
    from .opening import OpenList
    from .proposals import Proposal
    from .updating import Update

_LARGEST_LIST = 50_000_000  # bytes; the reader of each kind has a limit of its own below it


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new export ready to take a list's place: its bytes, and what they change."""

    opened: OpenList
    data: bytes
    update: Update
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]

    def stop_unless_confirmed(self, accepted: Collection[str]) -> None:
        """Raises InputError where something is still to be confirmed."""
        place = Place(self.opened.door.shown(self.opened.file))
        problems = [
            error(
                f"update-{what}",
                TO_CONFIRM[what],
                place,
                f"nothing was changed; if this is right, add --accept {what}",
            )
            for what in self.update.unconfirmed(accepted)
        ]
        if problems:
            raise InputError(problems)


def prepare(opened: OpenList, export: Path, joined: dt.date | None) -> Renewal:
    """Reads a new export as the header describes the list.

    Raises InputError where a row of it, or of the list, can't be read, or where it is a file of
    another kind than the list.
    """
    opened.stop_unless_read()
    place = Place(str(export))
    if export.suffix.lower() != opened.path.suffix.lower():
        message = f"the new export is no {opened.path.suffix} file as the list is"
        hint = f"save it as {opened.path.suffix}"
        raise InputError([error("update-format", message, place, hint)])
    new = open_list(export, str(export), opened.header)
    data = new.door.read(new.file, limit=_LARGEST_LIST)
    problems = [fault for fault in new.problems if not fault.code.startswith("decision")]
    if any(fault.is_error for fault in problems) or not isinstance(data, bytes):
        raise InputError(problems)
    update = plan_update(opened.signatories, new.signatories, opened.decisions, joined)
    proposals = tuple(
        proposal
        for proposal in propose(decided_rows(new.signatories, update.decisions), update.decisions)
        if proposal.key in update.new_rows or proposal.twin in update.new_rows
    )
    return Renewal(opened, data, update, proposals, (*problems, *update.problems))


def carry_out(renewal: Renewal) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Writes decisions and list; the files written, as the user would type them, and the old ones.

    The decisions first: withdrawals are kept under the old name and the new, so that nobody
    who left is named if the second file can't be written.
    """
    opened, written = renewal.opened, [Path(renewal.opened.door.shown(renewal.opened.file))]
    edits = [opened.edited(opened.file, renewal.data)]
    if renewal.update.decisions.entries != opened.decisions.entries:
        edits.insert(0, decisions_edit(opened, renewal.update.decisions))
        written.insert(0, Path(opened.decisions.path))
    return tuple(written), edit_files(edits, owner=opened.door.folder)
