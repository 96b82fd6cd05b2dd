"""Says of rows that repeat others which of the two was sent in later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..decisions import RowKey
    from .proposals import Proposal
    from .rows import Row


def dated(rows: Sequence[Row], order: Mapping[int, int]) -> Callable[[Proposal], Proposal]:
    """Adds to the evidence of a proposal which of its two rows came later, if that is known.

    `order` are the ranks of the rows by their lines (`reading.sending`).  Which row is to stay
    does not follow from it: a later entry may be a correction, or somebody's slip.
    """
    ranks: dict[RowKey, int] = {
        row.key: order[line]
        for row in rows
        if (line := row.signatory.place.line) is not None and line in order
    }

    def told(proposal: Proposal) -> Proposal:
        own = ranks.get(proposal.key)
        other = ranks.get(proposal.twin) if proposal.twin else None
        if own is None or other is None:
            return proposal
        when = "later" if own > other else "earlier" if own < other else "at the same time"
        words = [proposal.evidence, f"by its time stamp this row was sent in {when}"]
        return replace(proposal, evidence=", ".join(filter(None, words)))

    return told
