"""All that the rules propose about a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .duplicates import SAME_SIGNATORY, duplicate_proposals
from .rules import Vocabulary, name_proposals
from .rules.order import order_proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..decisions import Decisions
    from .proposals import Proposal
    from .rows import Row


def propose(rows: Sequence[Row], decisions: Decisions) -> tuple[Proposal, ...]:
    """All that the rules find in the rows that stand, less what was looked at already.

    In the order of the rows; within one row names first, then duplicates and order.
    """
    number = {row.key: index for index, row in enumerate(rows)}
    found = [*_of_names(rows), *of_list(rows)]
    found.sort(key=lambda proposal: number[proposal.key])
    return tuple(unanswered(found, decisions))


def _of_names(rows: Iterable[Row]) -> Iterator[Proposal]:
    standing = [row for row in rows if row.stands]
    vocabulary = Vocabulary.of(row.signatory.name for row in standing)
    for row in standing:
        yield from name_proposals(row, vocabulary)


def of_list(rows: Sequence[Row]) -> Iterator[Proposal]:
    """What is found by comparing rows: duplicates, and slips of the order."""
    yield from duplicate_proposals(rows)
    yield from order_proposals([row for row in rows if row.stands])


def unanswered(proposals: Iterable[Proposal], decisions: Decisions) -> Iterator[Proposal]:
    """The proposals whose row was not decided to stay as it is."""
    kept = {
        (entry.key, rule)
        for entry in decisions.entries
        if entry.verdict == "keep"
        for rule in (SAME_SIGNATORY if entry.rule in SAME_SIGNATORY else (entry.rule,))
    }
    for proposal in proposals:
        key = proposal.key
        if (key, proposal.rule) not in kept and (key, None) not in kept:
            yield proposal
