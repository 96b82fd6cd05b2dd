"""Puts a new export in the place of a list and carries the decisions over to it.

What can lose a signatory, or name one who must not be named, has to be confirmed: rows that
are gone or are called otherwise, and rows that more people may see than before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from ..decisions import Decision, Decisions, row_keys, row_name
from ..diagnostics import Place, warning
from ..reading.decisions import faulty_drops
from ..reading.phrases import quoted
from .differing import Differences, differences
from .writing import ordered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ..decisions import RowKey
    from ..diagnostics import Problem
    from ..signatory import Signatory

VANISHED: Final = "vanished"
RENAMED: Final = "renamed"
VISIBLE: Final = "more-visible"
TO_CONFIRM: Final = {
    VANISHED: "rows of the list are not in the new export",
    RENAMED: "rows seem to have another name in the new export",
    VISIBLE: "rows may be seen by more people than before",
}
"""What has to be confirmed before a new export takes the place of the list."""

_RANKS = {"withheld": 0, "addressee": 1, "public": 2}  # how many may see a name


@dataclass(frozen=True, slots=True)
class Update:
    """What a new export changes, and the decisions as they hold for it.

    `exposed` are rows that more people may see than before; `reopened` are decisions that fit
    no longer, whose rows are looked at anew.
    """

    differences: Differences
    exposed: tuple[RowKey, ...]
    decisions: Decisions
    reopened: tuple[Decision, ...]

    def unconfirmed(self, accepted: Collection[str]) -> tuple[str, ...]:
        """What is still to be confirmed."""
        present = {
            VANISHED: self.differences.vanished,
            RENAMED: self.differences.renamed,
            VISIBLE: self.exposed,
        }
        return tuple(what for what, rows in present.items() if rows and what not in accepted)

    @property
    def new_rows(self) -> frozenset[RowKey]:
        """The rows that nobody has looked at yet."""
        renamed = {each.new for each in self.differences.renamed}
        return frozenset({*self.differences.added, *renamed})

    @property
    def lines(self) -> tuple[str, ...]:
        """What changes, as lines of text."""
        more = (f"! {key.name} may be seen by more people than before" for key in self.exposed)
        return (*self.differences.lines, *more)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What becomes of decisions that fit no longer."""
        return tuple(
            warning(
                "decision-reopened",
                f"the decision {quoted(entry.verdict)} for {quoted(entry.row)} does not fit the"
                " new export and was taken out",
                Place(self.decisions.path),
                "`formalletter signatories tidy` asks about the row again",
            )
            for entry in self.reopened
        )


def plan_update(
    old: Sequence[Signatory],
    new: Sequence[Signatory],
    decisions: Decisions,
    joined: dt.date | None = None,
) -> Update:
    """What it means to put `new` in the place of `old`, both as their files have them.

    `joined` is the day to note for each new row, where they joined after the list was closed.
    """
    found = differences((each.name for each in old), (each.name for each in new))
    carried, reopened = _carried(decisions, found, {row_name(each.name) for each in new})
    if joined is not None:
        carried += [
            Decision(key.name, key.occurrence, None, "added", on=joined) for key in found.added
        ]
    kept = Decisions(decisions.path, ordered(carried))
    while faulty := {entry for entry, _ in faulty_drops(kept, new)}:
        reopened += [entry for entry in kept.entries if entry in faulty]
        kept = replace(kept, entries=tuple(each for each in kept.entries if each not in faulty))
    return Update(found, tuple(_exposed(old, new, found)), kept, tuple(reopened))


def _keys(signatories: Sequence[Signatory]) -> tuple[RowKey, ...]:
    return row_keys(each.name for each in signatories)


def _carried(
    decisions: Decisions, found: Differences, names: Collection[str]
) -> tuple[list[Decision], list[Decision]]:
    """The decisions that hold for the new rows, and those that hold no longer."""
    renamed = {each.old: each.new for each in found.renamed}
    # Of a name that is there still, another row was meant.
    now = {each.old.name: each.new.name for each in found.renamed if each.old.name not in names}
    vanished = set(found.vanished)
    carried: list[Decision] = []
    reopened: list[Decision] = []
    for entry in decisions.entries:
        moved = _moved(entry, renamed, now)
        if entry.verdict in {"withdrawn", "addressee", "withheld"}:
            # The old name is kept: a later export may bring the row back.
            carried += [entry] if moved is entry else [entry, moved]
        elif entry.key in vanished:
            continue
        elif entry.key in renamed and entry.verdict in {"change", "keep"}:
            reopened.append(entry)
        else:
            carried.append(moved)
    once = {(entry.key, entry.verdict, entry.rule): entry for entry in reversed(carried)}
    return list(once.values()), reopened


def _moved(entry: Decision, renamed: Mapping[RowKey, RowKey], now: Mapping[str, str]) -> Decision:
    """The decision about the row, and for the row, that is called otherwise now."""
    key = renamed.get(entry.key)
    if key is not None:
        entry = replace(entry, row=key.name, occurrence=key.occurrence)
    if entry.verdict == "drop" and entry.to is not None and entry.to in now:
        entry = replace(entry, to=row_name(now[entry.to]))
    return entry


def _exposed(
    old: Sequence[Signatory], new: Sequence[Signatory], found: Differences
) -> Iterator[RowKey]:
    """The rows of the new list that more people may see than the same row before.

    Rows of one name can have changed places: they are compared in the order of visibility.
    """
    called = {each.old: each.new.name for each in found.renamed}
    before: dict[str, list[int]] = {}
    for key, each in zip(_keys(old), old, strict=True):
        rank = _RANKS[each.visibility]
        for name in {key.name, called.get(key, key.name)}:
            before.setdefault(name, []).append(rank)
    after: dict[str, list[int]] = {}
    for each in new:
        after.setdefault(row_name(each.name), []).append(_RANKS[each.visibility])
    for key, each in zip(_keys(new), new, strict=True):
        ranks = sorted(before.get(key.name, ()))
        if ranks and _rises(ranks, sorted(after[key.name])) and _RANKS[each.visibility] > ranks[0]:
            yield key


def _rises(before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether one of some rows of a name is more visible; a row too many counts by the least."""
    pairs = zip_longest(before[: len(after)], after, fillvalue=before[0])
    return any(new > old for old, new in pairs)
