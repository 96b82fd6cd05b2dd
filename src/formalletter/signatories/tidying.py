"""Goes through the proposals and turns the answers to them into decisions."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..decisions import Decision, Decisions
from .proposals import about
from .proposing import of_list, unanswered
from .rows import decided_rows
from .rules import Vocabulary, findings
from .rules.content import TEST_ENTRY
from .writing import decided, ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ..signatory import Signatory
    from .proposals import Finding, Proposal
    from .rows import Row


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to a proposal.

    `yes`: do it, or, where nothing is proposed, it was looked at; `no`: the row stays and is
    not asked about again; `edit`: print `name`; `later`: ask again the next time; `quit`: ask
    no more.
    """

    verdict: Literal["yes", "no", "edit", "later", "quit"]
    name: str | None = None


if TYPE_CHECKING:
    Ask = Callable[[Proposal, str], Answer]


class _Quit(Exception):  # noqa: N818 (it is no fault)
    """The person wants to stop; what was answered counts."""


def accepting(rules: Collection[str]) -> Ask:
    """Says yes to all proposals of some rules, and leaves the others open."""
    return lambda proposal, _: Answer("yes" if proposal.rule in rules else "later")


def tidy(signatories: Sequence[Signatory], decisions: Decisions, ask: Ask) -> Decisions:
    """The decisions with those that follow from the answers.

    `signatories` are the rows as the list has them; `ask` gets each proposal and the name as it
    would be printed now.  Names come first, then what is found by comparing rows.
    """
    clerk = _Clerk(signatories, decisions, ask)
    try:
        clerk.names()
        clerk.list()
    except _Quit:
        pass
    return clerk.decisions


class _Clerk:
    """Asks, and keeps the decisions."""

    def __init__(self, signatories: Sequence[Signatory], decisions: Decisions, ask: Ask) -> None:
        self.decisions = Decisions(decisions.path, ordered(decisions.entries))
        self._signatories = signatories
        self._ask = ask

    def names(self) -> None:
        """Asks about each name by itself; a later rule sees what an earlier one has changed."""
        rows = [row for row in self._rows() if row.stands]
        vocabulary = Vocabulary.of(row.signatory.name for row in rows)
        for row in rows:
            self._name(row, vocabulary)

    def list(self) -> None:
        """Asks about duplicates and the order."""
        rows = self._rows()
        for proposal in list(unanswered(of_list(rows), self.decisions)):
            gone = {entry.key for entry in self.decisions.entries if entry.verdict == "drop"}
            if proposal.key in gone:
                continue
            name = next(row.signatory.name for row in rows if row.key == proposal.key)
            answer = self._answer(proposal, name)
            if answer.verdict == "edit" and answer.name:
                self._decide(proposal, "change", answer.name)
            elif answer.verdict == "yes" and proposal.drop:
                self._decide(proposal, "drop", proposal.twin.name if proposal.twin else None)
            elif answer.verdict in {"yes", "no"}:
                self._decide(proposal, "keep")

    def _rows(self) -> tuple[Row, ...]:
        return decided_rows(self._signatories, self.decisions)

    def _name(self, row: Row, vocabulary: Vocabulary) -> None:
        name = row.signatory.name
        changed_by: list[str] = []
        asked: set[str] = set()
        while finding := self._next(name, row, vocabulary, asked):
            asked.add(finding.rule)
            proposal = about(row, finding, drop=finding.rule == TEST_ENTRY)
            answer = self._answer(proposal, name)
            if answer.verdict == "yes" and proposal.drop:
                self._decide(proposal, "drop")
                return
            new = answer.name if answer.verdict == "edit" else finding.change
            if answer.verdict in {"yes", "edit"} and new:
                name = new
                changed_by.append(finding.rule)
                self._change(row, name, ", ".join(changed_by))
            elif answer.verdict in {"yes", "no"}:
                self._decide(proposal, "keep")

    def _next(self, name: str, row: Row, vocabulary: Vocabulary, asked: set[str]) -> Finding | None:
        """The first finding that was neither asked about now nor answered before."""
        for finding in findings(name, row, vocabulary):
            is_open = any(unanswered([about(row, finding)], self.decisions))
            if finding.rule not in asked and is_open:
                return finding
        return None

    def _answer(self, proposal: Proposal, name: str) -> Answer:
        answer = self._ask(proposal, name)
        if answer.verdict == "quit":
            raise _Quit
        return answer

    def _change(self, row: Row, name: str, rule: str) -> None:
        decision = Decision(row.key.name, row.key.occurrence, rule, "change", name)
        self.decisions = decided(self.decisions, decision)

    def _decide(
        self,
        proposal: Proposal,
        verdict: Literal["keep", "change", "drop"],
        to: str | None = None,
    ) -> None:
        decision = Decision(proposal.name, proposal.occurrence, proposal.rule, verdict, to)
        self.decisions = decided(self.decisions, decision)


def names_diff(before: Sequence[Row], after: Sequence[Row]) -> tuple[str, ...]:
    """What becomes of the printed names: a unified diff, one name an entry; none if nothing."""
    lines = difflib.unified_diff(
        [row.signatory.name for row in before if row.stands],
        [row.signatory.name for row in after if row.stands],
        "names before",
        "names after",
        n=1,
        lineterm="",
    )
    return tuple(lines)
