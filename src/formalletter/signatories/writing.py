"""Writes the file of decisions: for people to read, and the same for the same decisions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ..decisions import Decision, Decisions, decisions_name
from ..diagnostics import Place, error
from ..errors import DeliveryError, InputError, stop_on_errors
from ..reading.decisions import parse_decisions
from ..writing import edit_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..writing import Edit
    from .opening import OpenList

_HEAD: Final = """\
# Decisions about the rows of {list}, made with `formalletter signatories`.
# Each new export replaces the list; these are applied to it again.  Keep this file with it.
"""
_REPLACEMENT = "\ufffd"
_JOINERS = "\u200c\u200d"  # they shape words of Uyghur, Persian and Indic names
_VERDICTS: Final = ("drop", "change", "withdrawn", "added", "withheld", "addressee", "keep")


def decided(decisions: Decisions, decision: Decision) -> Decisions:
    """The decisions with one more, which takes the place of an earlier one of its kind."""
    others = tuple(entry for entry in decisions.entries if not _answers(entry, decision))
    return Decisions(decisions.path, ordered((*others, decision)))


def _answers(earlier: Decision, later: Decision) -> bool:
    """Whether an earlier decision is the answer to the same question."""
    if earlier.key != later.key:
        return False
    if later.verdict == "drop":  # nothing else needs to be known of the row but who left
        return earlier.verdict in {"drop", "change", "keep"}
    if later.verdict == "keep":
        return earlier.verdict == "keep" and earlier.rule == later.rule
    return earlier.verdict == later.verdict or (later.verdict, earlier.verdict) == (
        "change",
        "drop",
    )


def ordered(entries: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions by the name of their row, so that a change of the file shows what changed."""
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                entry.row.casefold(),
                entry.row,
                entry.occurrence,
                _VERDICTS.index(entry.verdict),
                entry.rule or "",
            ),
        )
    )


def decisions_text(decisions: Decisions, list_name: str) -> str:
    """The file's text: YAML with every name in quotation marks, what is invisible as escapes.

    Strings are written as JSON has them, which YAML 1.2 takes as they are; a YAML writer would
    leave invisible characters bare.
    """
    lines = [_HEAD.format(list=" ".join(list_name.split())), "decisions:\n"]
    for entry in decisions.entries:
        lines.append(f"  - row: {_quoted(entry.row)}\n")
        if entry.occurrence > 1:
            lines.append(f"    occurrence: {entry.occurrence}\n")
        lines.append(f"    verdict: {entry.verdict}\n")
        texts = {"rule": entry.rule, "to": entry.to}
        texts |= {"on": entry.on.isoformat() if entry.on else None, "reason": entry.reason}
        lines += [
            f"    {key}: {text if key == 'on' else _quoted(text)}\n"
            for key, text in texts.items()
            if text
        ]
    return "".join(lines)


def _quoted(text: str) -> str:
    """A double-quoted scalar (YAML 1.2.2, 7.3.1) in which nothing is hidden."""
    marked = json.dumps(text, ensure_ascii=False)
    return "".join(
        sign
        if (sign.isprintable() and sign != _REPLACEMENT) or sign in _JOINERS
        else f"\\U{ord(sign):08X}"
        for sign in marked
    )


def decisions_edit(opened: OpenList, decisions: Decisions) -> Edit:
    """What puts the file of decisions in its place, or takes it away where nothing is decided.

    Raises InputError where a name in them is refused, DeliveryError where they would be read
    otherwise.
    """
    name = decisions_name(opened.file)
    if not decisions.entries:
        return opened.edited(name, None)
    data = decisions_text(decisions, opened.file).encode("utf-8")
    again, problems = parse_decisions(data, decisions.path)
    stop_on_errors(problems, InputError)
    if again.entries != decisions.entries:
        message = "the decisions would not be read again as they are; nothing was written"
        place = Place(str(opened.decisions_path))
        raise DeliveryError([error("decisions-not-written", message, place)])
    return opened.edited(name, data)


def write_decisions(opened: OpenList, decisions: Decisions) -> tuple[Path, ...]:
    """Writes the file of decisions beside its list; where the old one is kept.

    Raises as `decisions_edit` and `edit_files` do.
    """
    return edit_files([decisions_edit(opened, decisions)], owner=opened.door.folder)
