"""What people have decided about rows of a list, kept beside it (`….decisions.yaml`).

Each new export replaces the list; the decisions are applied to it again.  A row is known by
its name exactly as the list has it, in Unicode normal form C, and by which row of that name
it is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from .diagnostics import Place

Verdict = Literal["keep", "change", "drop", "withdrawn", "added", "addressee", "withheld"]
"""What was decided of a row.

`keep`: a finding was looked at and the row stays; `change`: it is printed as `to`; `drop`: it
is left out, for the row named `to` where it is a duplicate of one; `withdrawn` and `added`: the
signatory left or joined on a day, after the list was closed; `addressee` and `withheld`: fewer
may see the name than the list says, never more.
"""

ENDING: Final = ".decisions.yaml"

NAME_IN_TEXT: Final = "name-in-text"
"""The finding that a name which a file may not show stands in its text."""

LIST_REFUSAL: Final = "list-refusal"
"""The finding that a row reads as if its name was not to be published."""


class RowKey(NamedTuple):
    """How a row is known: its name in normal form C, and which of that name it is, from 1."""

    name: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `rule` is the code of the finding that it answers, None for all."""

    row: str
    occurrence: int
    rule: str | None
    verdict: Verdict
    to: str | None = None
    on: dt.date | None = None
    reason: str | None = None

    @property
    def key(self) -> RowKey:
        """The row that it is about."""
        return RowKey(self.row, self.occurrence)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions about one list; `places` says where each stands in the file `path`."""

    path: str
    entries: tuple[Decision, ...] = ()
    places: tuple[Place, ...] = field(default=(), compare=False)


def decisions_name(list_file: str) -> str:
    """The name of the file of decisions: that of the list, without its ending, and ours."""
    folder, slash, name = list_file.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return f"{folder}{slash}{stem if dot and stem else name}{ENDING}"


def row_name(name: str) -> str:
    """The name by which a row is known."""
    return unicodedata.normalize("NFC", name)


def row_keys(names: Iterable[str]) -> tuple[RowKey, ...]:
    """The keys of rows, given their names from first to last."""
    seen: Counter[str] = Counter()
    keys = []
    for name in map(row_name, names):
        seen[name] += 1
        keys.append(RowKey(name, seen[name]))
    return tuple(keys)
