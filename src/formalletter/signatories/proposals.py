"""What a rule finds in a name, and what is proposed of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..decisions import RowKey

if TYPE_CHECKING:
    from ..diagnostics import Place
    from .rows import Row


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds in one name: `change` is the name that it proposes, if any.

    `drop`: it proposes to leave the row out; `stops`: a final letter can't go out with it.
    """

    rule: str
    message: str
    change: str | None = None
    evidence: str | None = None
    drop: bool = False
    stops: bool = False


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
    stops: bool = False
    is_even: bool = False
    twin_line: int | None = None

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
            "stops-a-final-letter": self.stops,
        }


def about(row: Row, finding: Finding) -> Proposal:
    """A finding about the name of a row as a proposal."""
    return Proposal(
        finding.rule,
        row.signatory.place,
        row.key.name,
        row.key.occurrence,
        finding.message,
        finding.change,
        finding.evidence,
        drop=finding.drop,
        stops=finding.stops,
    )
