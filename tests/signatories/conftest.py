"""Lists made of names, for the rules to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from formalletter.decisions import Decision, Decisions
from formalletter.diagnostics import Place
from formalletter.signatories.proposals import Proposal
from formalletter.signatories.proposing import propose
from formalletter.signatories.rows import decided_rows
from formalletter.signatory import Signatory

NOTHING = Decisions("list.decisions.yaml")


def signatories(names: Sequence[str], **columns: object) -> tuple[Signatory, ...]:
    """One row a name, from line 2 on; the columns are the same for all."""
    return tuple(
        Signatory(name, None, Place("list.csv", line), **columns)  # type: ignore[arg-type]
        for line, name in enumerate(names, 2)
    )


@pytest.fixture
def check() -> Callable[..., tuple[Proposal, ...]]:
    """All proposals about names."""

    def proposals(*names: str, decisions: Sequence[Decision] = (), **columns: object):
        rows = signatories(names, **columns)
        decided = Decisions(NOTHING.path, tuple(decisions))
        return propose(decided_rows(rows, decided), decided)

    return proposals


@pytest.fixture
def propose_rows() -> Callable[..., tuple[Proposal, ...]]:
    """All proposals about rows, each given as its name and its columns."""

    def proposals(rows: Sequence[tuple[str, dict[str, object]]]):
        given = [
            Signatory(name, None, Place("list.csv", line), **columns)  # type: ignore[arg-type]
            for line, (name, columns) in enumerate(rows, 2)
        ]
        return propose(decided_rows(given, NOTHING), NOTHING)

    return proposals
