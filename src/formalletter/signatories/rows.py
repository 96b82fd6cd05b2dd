"""The rows of a list as the list has them, and what was decided of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..decisions import row_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..decisions import Decisions, RowKey
    from ..signatory import Signatory


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `key` is how the list has it, `signatory` how it is printed after the decisions."""

    key: RowKey
    signatory: Signatory
    is_dropped: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is of a signatory who counts."""
        return not self.is_dropped and self.signatory.withdrawn is None


def decided_rows(signatories: Sequence[Signatory], decisions: Decisions) -> tuple[Row, ...]:
    """The rows with the decisions about them, those that were dropped included."""
    from ..reading.decisions import decided

    return tuple(
        Row(key, after or before, is_dropped=after is None)
        for key, before, after in zip(
            row_keys(each.name for each in signatories),
            signatories,
            decided(decisions, signatories),
            strict=True,
        )
    )


def standing(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of those who count."""
    return tuple(row for row in rows if row.stands)
