"""Marks a signatory as withdrawn: the row stays in the list, and is printed no more."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..decisions import Decision, Decisions, decisions_name, row_name
from ..diagnostics import Place, error
from ..errors import InputError
from ..reading.phrases import did_you_mean, quoted
from .duplicates import duplicate_proposals
from .erasing import erase, erase_traces
from .proposing import unanswered
from .rows import decided_rows
from .writing import decided

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from .opening import OpenList
    from .proposals import Proposal
    from .rows import Row
    from .tracing import Traces


def the_row(opened: OpenList, name: str) -> Row:
    """The one row that has a name, as the list has it or as it is printed.

    For a row that was dropped as a duplicate, the row that stands for it.  Raises InputError
    where there is none, or more than one that stands.
    """
    wanted = row_name(name.strip())
    found = [row for row in opened.rows if wanted in {row.key.name, row_name(row.signatory.name)}]
    place = Place(opened.door.shown(opened.file))
    if not found:
        names = [row.signatory.name for row in opened.rows if row.stands]
        message = f"the list has no signatory {quoted(name)}"
        hint = did_you_mean(name, names, "write the name as the list has it")
        raise InputError([error("signatory-missing", message, place, hint)])
    standing = [row for row in found if row.stands]
    if len(standing) > 1:
        lines = ", ".join(str(row.signatory.place.line) for row in standing)
        message = f"{len(standing)} rows have the name {quoted(name)} (lines {lines})"
        file = PurePath(decisions_name(opened.file)).name
        ways = "\n".join(
            f"- {{row: {json.dumps(row.key.name, ensure_ascii=False)}, occurrence:"
            f" {row.key.occurrence}, verdict: withdrawn, on: …}}  # line {row.signatory.place.line}"
            for row in standing
        )
        hint = f"write in {file}, below “decisions:”, with the day, the line of who leaves\n"
        hint += f"{ways}\nor, if they are one, say so first with formalletter signatories tidy"
        raise InputError([error("signatory-ambiguous", message, place, hint)])
    return standing[0] if standing else _stand_in(opened, found[0])


def _stand_in(opened: OpenList, row: Row) -> Row:
    """The row for which this one was dropped, if it was; else itself."""
    names = {
        entry.to
        for entry in opened.decisions.entries
        if entry.key == row.key and entry.verdict == "drop"
    }
    return next((other for other in opened.rows if other.stands and other.key.name in names), row)


def still_named(opened: OpenList, decisions: Decisions) -> tuple[Proposal, ...]:
    """The rows that stand under a name like that of somebody who has withdrawn."""
    left = {entry.key for entry in decisions.entries if entry.verdict == "withdrawn"}
    rows = decided_rows(opened.signatories, decisions)
    return tuple(
        proposal
        for proposal in unanswered(duplicate_proposals(rows), decisions)
        if proposal.twin in left
    )


def withdrawn(opened: OpenList, row: Row, on: dt.date, reason: str | None = None) -> Decisions:
    """The decisions with the withdrawal of a row, and of those that were dropped for it.

    Else a row that is a duplicate of it could come back under another spelling.
    """
    decisions = opened.decisions
    keys = [row.key]
    keys += [
        entry.key
        for entry in decisions.entries
        if entry.verdict == "drop" and entry.to == row.key.name and entry.key != row.key
    ]
    for key in dict.fromkeys(keys):
        decision = Decision(key.name, key.occurrence, None, "withdrawn", on=on, reason=reason)
        decisions = decided(decisions, decision)
    return decisions


def erased(opened: OpenList, name: str, out: Path) -> Traces:
    """Erases a name; where only decisions have it, as after its row was deleted, from those.

    Gives the files below the letter's folder and `out` that hold it still.
    """
    wanted = row_name(name.strip())
    in_list = any(wanted in {row.key.name, row_name(row.signatory.name)} for row in opened.rows)
    decided_about = any(
        wanted in {entry.row, row_name(entry.to or "")} for entry in opened.decisions.entries
    )
    if not in_list and decided_about:
        return erase_traces(opened, {wanted}, out)
    return erase(opened, the_row(opened, name), out)
