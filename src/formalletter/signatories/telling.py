"""Says a proposal in a few lines of text, in which nothing can steer a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..reporting import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .proposals import Proposal


def told(proposal: Proposal) -> Iterator[str]:
    """The place, the rule, the name and why; then what is proposed."""
    place = proposal.place
    where = ":".join(str(part) for part in (place.path, place.line) if part)
    head = f"{where}: {proposal.rule}: “{proposal.name}”: {proposal.message}"
    yield escaped(head)
    if proposal.evidence or proposal.score is not None:
        parts = [proposal.evidence or ""]
        if proposal.score is not None:
            parts.append(f"likeness {proposal.score:.2f}")
        yield escaped("  evidence: " + ", ".join(part for part in parts if part))
    if proposal.change is not None:
        yield escaped(f"  proposal: print “{proposal.change}”")
    elif proposal.drop and proposal.twin:
        yield escaped(f"  proposal: leave this row out; “{proposal.twin.name}” stays")
    elif proposal.drop:
        yield "  proposal: leave this row out"
