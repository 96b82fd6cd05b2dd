"""Reads the decisions beside a list, strictly, and applies them to the rows as read.

Nothing here decides: a row is left out or renamed only where the file says so, and where that
could lose a signatory, or name one who must not be named, the list is refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from ..decisions import (
    LIST_REFUSAL,
    NAME_IN_TEXT,
    Decision,
    Decisions,
    Verdict,
    decisions_name,
    row_keys,
    row_name,
)
from ..diagnostics import Place, error, note, warning
from ..fields import IsoDate, Line, Part
from .door import LARGEST_TEXT
from .header import read_section
from .names import name_problems
from .phrases import quoted
from .text import decode
from .yaml_header import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..decisions import RowKey
    from ..diagnostics import Problem
    from ..signatory import Signatory
    from .door import Door
    from .yaml_header import Tree

_ENTRIES = "decisions"
_LARGEST = 2_000_000  # characters; some 20,000 decisions
_OF_CHARACTERS = {"control-character", "direction-character", "invisible-character"}
MENDABLE = _OF_CHARACTERS | {"name-blank", "name-tab", "name-too-long", "name-many-lines"}
"""Problems of single names: a decision to print another name, or none, settles them."""
OF_ONE_ROW = MENDABLE | {
    *("list-visibility", "list-country", "list-kind", "list-script", "list-date", "name-language"),
    *("list-one-line", "list-late", LIST_REFUSAL),
}
"""Problems of single rows, each told at its own: none matters of a row that is left out."""

_RANKS = {"withheld": 0, "addressee": 1, "public": 2}  # how many may see a name
_HIDING = ("addressee", "withheld")
_DATED = ("withdrawn", "added")
_TOLD: dict[Verdict, tuple[str, str]] = {
    "drop": ("decisions-dropped", "left out"),
    "change": ("decisions-changed", "printed under another name"),
    "withdrawn": ("decisions-withdrawn", "withdrawn"),
    "addressee": ("decisions-hidden", "named to the addressee only"),
    "withheld": ("decisions-hidden", "counted and not named"),
}

Name = Annotated[str, StringConstraints(min_length=1, max_length=5000)]


class _Entry(Part):
    """One decision as the file has it."""

    row: Name = Field(description="The row's name, exactly as the list has it.")
    occurrence: Annotated[int, Field(ge=1, le=200_000)] = Field(
        default=1, description="Which row of that name, counted from 1."
    )
    rule: Line | None = Field(default=None, description="The rule whose finding it answers.")
    verdict: Verdict = Field(description="What was decided.")
    to: Name | None = Field(
        default=None, description="The name to print; of a dropped row, the row that stays."
    )
    on: IsoDate | None = Field(default=None, description="The day, as 2022-03-08.")
    reason: Line | None = Field(default=None, description="Why, in a few words.")

    def decision(self) -> Decision:
        """The decision as data."""
        to = row_name(self.to) if self.to and self.verdict == "drop" else self.to
        return Decision(
            row_name(self.row), self.occurrence, self.rule, self.verdict, to, self.on, self.reason
        )


class _File(Part):
    """The file of decisions."""

    decisions: tuple[_Entry, ...] = Field(default=(), description="One entry a decision.")


def read_decisions(door: Door, list_file: str) -> tuple[Decisions, tuple[Problem, ...]]:
    """The decisions beside a list below the letter's folder; none where there is no file.

    If a problem is an error, there are no decisions and the list must not be used.
    """
    name = decisions_name(list_file)
    nothing = Decisions(door.shown(name))
    if not door.holds(name):
        return nothing, ()
    data = door.read(name, limit=LARGEST_TEXT)
    if not isinstance(data, bytes):
        return nothing, (data,)
    return parse_decisions(data, door.shown(name))


def parse_decisions(data: bytes, shown_as: str) -> tuple[Decisions, tuple[Problem, ...]]:
    """The decisions in the bytes of a file, as `read_decisions` gives them."""
    nothing = Decisions(shown_as)
    source, problems = decode(data, shown_as)
    if any(problem.is_error for problem in problems):
        return nothing, problems
    start = source.place(1)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in source.lines):
        return nothing, problems
    tree, found = parse(source, 1, len(source.lines), start, _LARGEST)
    if tree is None:
        return nothing, (*problems, *found)
    file, faults = read_section(_File, tree)
    # A row with a stray character is known by it; that the list has it is reported there.
    rows = {place for path, place in tree.values.items() if path[-1] == "row"}
    faults = tuple(
        fault for fault in faults if not (fault.code in _OF_CHARACTERS and fault.place in rows)
    )
    problems = (*problems, *found, *faults)
    if file is None:
        return nothing, problems
    entries = tuple(entry.decision() for entry in file.decisions)
    places = tuple(tree.place((_ENTRIES, number, "row")) for number in range(len(entries)))
    problems = (*problems, *_entry_problems(entries, tree))
    if any(problem.is_error for problem in problems):
        return nothing, problems
    return Decisions(nothing.path, entries, places), problems


def _entry_problems(entries: Sequence[Decision], tree: Tree) -> Iterator[Problem]:
    """What the entries lack, have too much, or say twice."""
    seen: dict[tuple[RowKey, str], int] = {}
    for number, entry in enumerate(entries):
        place = tree.place((_ENTRIES, number, "verdict"))
        yield from _form_problems(entry, place)
        if entry.verdict == "change" and entry.to:
            for problem in name_problems(entry.to, tree.place((_ENTRIES, number, "to"))):
                if problem.code not in _OF_CHARACTERS:  # these are found in every value
                    yield problem
        kind = f"keep {entry.rule or ''}" if entry.verdict == "keep" else entry.verdict
        kind = "what is printed" if kind in {"change", "drop"} else kind
        kind = "who may see it" if kind in _HIDING else kind
        first = seen.setdefault((entry.key, kind), number)
        if first != number:
            line = tree.place((_ENTRIES, first)).line
            message = f"this row was decided already, on line {line}"
            yield error("decision-twice", message, place, "delete one of the two")


def _form_problems(entry: Decision, place: Place) -> Iterator[Problem]:
    if entry.verdict == "change" and not entry.to:
        message, hint = "a change needs the name to print", "add the line to: with the name"
        yield error("decision-incomplete", message, place, hint)
    if entry.verdict in _DATED and entry.on is None:
        message = f"{quoted(entry.verdict)} needs the day"
        yield error("decision-incomplete", message, place, "add the line on: 2022-03-08")
    if entry.to and entry.verdict not in {"change", "drop"}:
        message = f"{quoted(entry.verdict)} takes no name in “to”"
        yield error("decision-too-much", message, place, "delete the line to:")


def apply(
    decisions: Decisions, signatories: Sequence[Signatory]
) -> tuple[tuple[Signatory, ...], tuple[Problem, ...]]:
    """The signatories after the decisions, and what was done and could not be done.

    Rows that withdrew stay, with the day; rows that were dropped are left out.  Names out are
    names in, less those dropped and with those changed, which notes count.
    """
    if not decisions.entries:
        return tuple(signatories), ()
    keys = row_keys(signatory.name for signatory in signatories)
    numbers = {key: number for number, key in enumerate(keys)}
    rows = decided(decisions, signatories)
    problems: list[Problem] = []
    counts: Counter[Verdict] = Counter()
    for entry, place in _placed(decisions):
        if entry.key in numbers:
            counts[entry.verdict] += 1
        else:
            problems.append(_missing(entry, place))
    problems += [problem for _, problem in faulty_drops(decisions, signatories)]
    path = decisions.path
    for verdict, (code, words) in _TOLD.items():
        if count := counts[verdict]:
            message = f"{count:,} {'row' if count == 1 else 'rows'} {words}, as decided"
            problems.append(note(code, message, Place(path)))
    return tuple(row for row in rows if row is not None), tuple(problems)


def decided(decisions: Decisions, signatories: Sequence[Signatory]) -> tuple[Signatory | None, ...]:
    """Each row after the decisions, in the order of the list; None for one that is dropped."""
    keys = row_keys(signatory.name for signatory in signatories)
    numbers = {key: number for number, key in enumerate(keys)}
    rows: list[Signatory | None] = list(signatories)
    for entry in decisions.entries:
        number = numbers.get(entry.key)
        if number is not None and (row := rows[number]) is not None:
            rows[number] = _decided(entry, row)
    return tuple(rows)


def unsettled(
    problems: Iterable[Problem], decisions: Decisions, signatories: Sequence[Signatory]
) -> tuple[Problem, ...]:
    """The problems of a list without those of names that are printed otherwise, or not at all.

    The name to print instead was checked when the decisions were read.  What is wrong with the
    cells of a row that is dropped is wrong with nothing.
    """
    dropped = {entry.key for entry in decisions.entries if entry.verdict == "drop"}
    answered = {entry.key for entry in decisions.entries if entry.verdict in {"change", "drop"}}
    allowed = {entry.key for entry in decisions.entries if _lets_be_named(entry)}
    if not answered | allowed:
        return tuple(problems)
    keys = row_keys(signatory.name for signatory in signatories)
    places = dict(zip(keys, (signatory.place for signatory in signatories), strict=True))
    settled = {_spot(places[key]) for key in answered & places.keys()}
    lines = {places[key].line for key in allowed & places.keys()}
    gone = {(places[key].path, places[key].line) for key in dropped & places.keys()}
    return tuple(
        problem
        for problem in problems
        if problem.place is None
        or not (
            (problem.code in MENDABLE and _spot(problem.place) in settled)
            or (problem.code == LIST_REFUSAL and problem.place.line in lines)
            or (problem.code in OF_ONE_ROW and (problem.place.path, problem.place.line) in gone)
        )
    )


def _lets_be_named(entry: Decision) -> bool:
    """Whether a decision answers a row's wish not to be named; another name does not."""
    is_kept = entry.verdict == "keep" and entry.rule == LIST_REFUSAL
    return is_kept or entry.verdict in {"drop", "withdrawn", *_HIDING}


def _spot(place: Place) -> tuple[str | None, int | None, int | None]:
    return place.path, place.line, place.column


def _placed(decisions: Decisions) -> Iterator[tuple[Decision, Place]]:
    for number, entry in enumerate(decisions.entries):
        known = number < len(decisions.places)
        yield entry, decisions.places[number] if known else Place(decisions.path)


def _decided(entry: Decision, row: Signatory) -> Signatory | None:
    match entry.verdict:
        case "drop":
            return None
        case "change":
            return replace(row, name=entry.to or row.name)
        case "withdrawn":
            return replace(row, withdrawn=entry.on)
        case "added":
            return replace(row, signed=entry.on)
        case "addressee" | "withheld" as fewer:
            return replace(row, visibility=min(row.visibility, fewer, key=_RANKS.__getitem__))
        case "keep":
            return replace(row, is_named_elsewhere=True) if entry.rule == NAME_IN_TEXT else row


def _missing(entry: Decision, place: Place) -> Problem:
    nth = f"row {entry.occurrence} of the name " if entry.occurrence > 1 else ""
    message = f"the list has no {nth or 'row '}{quoted(entry.row)} any more"
    hint = "`formalletter signatories check` shows what the list has now"
    if entry.verdict == "withdrawn":
        hint = "leave the decision: it holds again if a later export brings the row back"
    return warning("decision-without-row", message, place, hint)


def faulty_drops(
    decisions: Decisions, before: Sequence[Signatory]
) -> Iterator[tuple[Decision, Problem]]:
    """The decisions that drop a row for one that isn't printed, or that more people may see.

    Each with its error; `before` are the rows as the list has them.
    """
    after = decided(decisions, before)
    numbers = {key: number for number, key in enumerate(row_keys(each.name for each in before))}
    hidden = {entry.key: entry.verdict for entry in decisions.entries if entry.verdict in _HIDING}
    by_name: dict[str, list[int]] = {}
    for number, signatory in enumerate(before):
        by_name.setdefault(row_name(signatory.name), []).append(number)
    for entry, place in _placed(decisions):
        own = numbers.get(entry.key)
        if entry.verdict != "drop" or own is None:
            continue
        same = by_name.get(entry.row, [])
        meant = by_name.get(entry.to or "", [])
        standing = [row for other in {*same, *meant} if (row := after[other]) is not None]
        if entry.to and not any(after[other] is not None for other in meant):
            message = f"the row is dropped as a duplicate of {quoted(entry.to)}, which is not there"
            hint = "delete this decision, or name the row that stands for it now"
            yield entry, error("decision-loses-name", message, place, hint)
        rank = min(_RANKS[hidden.get(entry.key, "public")], _RANKS[before[own].visibility])
        if any(_RANKS[row.visibility] > rank and row.withdrawn is None for row in standing):
            message = "the row is dropped for one of the same signatory that more people may see"
            hint = "ask the signatory, then drop the other row"
            yield entry, error("decision-exposes-name", message, place, hint)
