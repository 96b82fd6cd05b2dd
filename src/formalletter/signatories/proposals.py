"""What a rule proposes of one row, and all proposals about a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..decisions import RowKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..decisions import Decisions
    from ..diagnostics import Place
    from .rows import Row


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds in one name: `change` is the name that it proposes, if any."""

    rule: str
    message: str
    change: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One finding about one row of a list.

    `name` and `occurrence` are how the list has the row (`decisions.RowKey`).  It proposes to
    print `change`, or to leave the row out (`drop`), for the row `twin` where that is of the
    same signatory; or it only reports.  `score` is how alike two names are, from 0 to 1.
    """

    rule: str
    place: Place
    name: str
    occurrence: int
    message: str
    change: str | None = None
    evidence: str | None = None
    score: float | None = None
    drop: bool = False
    twin: RowKey | None = None

    @property
    def key(self) -> RowKey:
        """How the list has the row."""
        return RowKey(self.name, self.occurrence)

    @property
    def is_report(self) -> bool:
        """Whether nothing is proposed: a person has to look."""
        return self.change is None and not self.drop

    def to_plain(self) -> dict[str, Any]:
        """The proposal as JSON has it; nothing of the row but its name."""
        return {
            "rule": self.rule,
            "path": self.place.path,
            "line": self.place.line,
            "name": self.name,
            "occurrence": self.occurrence,
            "message": self.message,
            "proposal": "change" if self.change is not None else "drop" if self.drop else None,
            "change": self.change,
            "same-as": self.twin.name if self.twin else None,
            "evidence": self.evidence,
            "score": self.score,
        }


def about(row: Row, finding: Finding, *, drop: bool = False) -> Proposal:
    """A finding about the name of a row as a proposal."""
    return Proposal(
        finding.rule,
        row.signatory.place,
        row.key.name,
        row.key.occurrence,
        finding.message,
        finding.change,
        finding.evidence,
        drop=drop,
    )


def propose(rows: Sequence[Row], decisions: Decisions) -> tuple[Proposal, ...]:
    """All that the rules find in the rows that stand, less what was looked at already.

    In the order of the rows; within one row names first, then duplicates and order.
    """
    number = {row.key: index for index, row in enumerate(rows)}
    found = [*_of_names(rows), *of_list(rows)]
    found.sort(key=lambda proposal: number[proposal.key])
    return tuple(unanswered(found, decisions))


def _of_names(rows: Iterable[Row]) -> Iterator[Proposal]:
    from .rules import Vocabulary, name_proposals

    standing = [row for row in rows if row.stands]
    vocabulary = Vocabulary.of(row.signatory.name for row in standing)
    for row in standing:
        yield from name_proposals(row, vocabulary)


def of_list(rows: Sequence[Row]) -> Iterator[Proposal]:
    """What is found by comparing rows: duplicates, and slips of the order."""
    from .duplicates import duplicate_proposals
    from .rules.order import order_proposals

    yield from duplicate_proposals(rows)
    yield from order_proposals([row for row in rows if row.stands])


def unanswered(proposals: Iterable[Proposal], decisions: Decisions) -> Iterator[Proposal]:
    """The proposals whose row was not decided to stay as it is."""
    kept = {(entry.key, entry.rule) for entry in decisions.entries if entry.verdict == "keep"}
    for proposal in proposals:
        key = proposal.key
        if (key, proposal.rule) not in kept and (key, None) not in kept:
            yield proposal
