"""Goes through the proposals and turns the answers to them into decisions."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ..decisions import Decision, Decisions, row_name
from .duplicates import EXACT, NEAR
from .proposals import about
from .proposing import of_list, unanswered
from .rows import decided_rows
from .rules import Vocabulary, findings
from .writing import decided, ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ..decisions import RowKey
    from ..signatory import Signatory
    from .proposals import Finding, Proposal
    from .rows import Row


Verdict = Literal["yes", "no", "edit", "drop", "other", "later", "quit"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to a proposal.

    `yes`: do it, or, where nothing is proposed, it was looked at; `no`: the row stays and is
    not asked about again; `edit`: print `name`; `drop`: leave the row out for its twin; `other`:
    leave the twin out for this row; `later`: ask again the next time; `quit`: ask no more.
    """

    verdict: Verdict
    name: str | None = None


if TYPE_CHECKING:
    Ask = Callable[[Proposal, str], Answer]


class _Quit(Exception):  # noqa: N818 (it is no fault)
    """The person wants to stop; what was answered counts."""


_MOST_ROUNDS = 10  # each answers something, or is the last


def accepting(rules: Collection[str]) -> Ask:
    """Says yes to all that some rules propose, and leaves the rest open.

    What a rule only reports, such as people of one name, is for a person to look at: nobody
    says yes to it unseen.
    """
    return lambda proposal, _: Answer("yes" if _is_accepted(proposal, rules) else "later")


def _is_accepted(proposal: Proposal, rules: Collection[str]) -> bool:
    if proposal.is_report:
        return False
    # Two rows that the list writes in two ways are near duplicates however they are printed.
    is_near = proposal.rule == EXACT and proposal.twin and proposal.twin.name != proposal.name
    return proposal.rule in rules or bool(is_near and NEAR in rules)


def tidy(signatories: Sequence[Signatory], decisions: Decisions, ask: Ask) -> Decisions:
    """The decisions with those that follow from the answers.

    `signatories` are the rows as the list has them; `ask` gets each proposal and the name as it
    would be printed now.  Names come first, then what is found by comparing rows; then again, as
    long as an answer has made something new to ask.
    """
    clerk = _Clerk(signatories, decisions, ask)
    try:
        for _ in range(_MOST_ROUNDS):
            before = clerk.decisions
            clerk.names()
            clerk.list()
            if clerk.decisions == before:
                break
    except _Quit:
        pass
    return clerk.decisions


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many signatures there are after the decisions, and what became of the others."""

    rows: int
    standing: int
    for_another: int
    out: int
    withdrawn: int
    twice: tuple[str, ...]

    def __str__(self) -> str:
        parts = [
            f"{count:,} {words}"
            for count, words in (
                (self.for_another, "left out for another row of the same signatory"),
                (self.out, "left out"),
                (self.withdrawn, "withdrawn"),
            )
            if count
        ]
        told = f"{self.standing:,} of {self.rows:,} signatures remain"
        return f"{told}: {', '.join(parts)}" if parts else told


def remaining(signatories: Sequence[Signatory], decisions: Decisions) -> Remaining:
    """What the decisions leave of a list; `twice` are names that two decided rows now share."""
    rows = decided_rows(signatories, decisions)
    drops = {entry.key: entry.to for entry in decisions.entries if entry.verdict == "drop"}
    gone = [row for row in rows if row.is_dropped]
    changed = {entry.key for entry in decisions.entries if entry.verdict == "change"}
    printed = Counter(row_name(row.signatory.name) for row in rows if row.stands)
    twice = {
        row_name(row.signatory.name)
        for row in rows
        if row.stands and row.key in changed and printed[row_name(row.signatory.name)] > 1
    }
    return Remaining(
        len(rows),
        sum(row.stands for row in rows),
        sum(drops.get(row.key) is not None for row in gone),
        sum(drops.get(row.key) is None for row in gone),
        sum(row.signatory.withdrawn is not None for row in rows if not row.is_dropped),
        tuple(sorted(twice)),
    )


class _Clerk:
    """Asks, and keeps the decisions."""

    def __init__(self, signatories: Sequence[Signatory], decisions: Decisions, ask: Ask) -> None:
        self.decisions = Decisions(decisions.path, ordered(decisions.entries))
        self._signatories = signatories
        self._ask = ask
        self._later: set[tuple[RowKey, str, str | None]] = set()  # asked, and to be asked again

    def names(self) -> None:
        """Asks about each name by itself; a later rule sees what an earlier one has changed."""
        rows = [row for row in self._rows() if row.stands]
        vocabulary = Vocabulary.of(row.signatory.name for row in rows)
        for row in rows:
            self._name(row, vocabulary)

    def list(self) -> None:
        """Asks about duplicates and the order."""
        rows = {row.key: row for row in self._rows()}
        for proposal in list(unanswered(of_list(tuple(rows.values())), self.decisions)):
            gone = {entry.key for entry in self.decisions.entries if entry.verdict == "drop"}
            if proposal.key in gone or proposal.twin in gone:  # the next round compares anew
                continue
            answer = self._answer(proposal, rows[proposal.key].signatory.name)
            if answer is None or answer.verdict == "later":
                continue
            if answer.verdict == "edit":
                if answer.name:
                    self._decide(proposal, "change", answer.name)
            elif proposal.twin and answer.verdict == "other":
                self._drop(proposal.twin, proposal.rule, proposal.key)
            elif answer.verdict == "drop" or (answer.verdict == "yes" and proposal.drop):
                self._drop(proposal.key, proposal.rule, proposal.twin)
            else:
                self._decide(proposal, "keep")

    def _drop(self, key: RowKey, rule: str, twin: RowKey | None) -> None:
        """Leaves a row out, and whoever was left out for it is left out for its twin."""
        to = twin.name if twin else None
        decision = Decision(key.name, key.occurrence, rule, "drop", to)
        self.decisions = decided(self.decisions, decision)
        stands = any(row.key.name == key.name and not row.is_dropped for row in self._rows())
        if to is not None and not stands:
            entries = tuple(
                replace(entry, to=to) if entry.verdict == "drop" and entry.to == key.name else entry
                for entry in self.decisions.entries
            )
            self.decisions = Decisions(self.decisions.path, ordered(entries))

    def _rows(self) -> tuple[Row, ...]:
        return decided_rows(self._signatories, self.decisions)

    def _name(self, row: Row, vocabulary: Vocabulary) -> None:
        name = row.signatory.name
        changed_by: list[str] = []
        asked: set[str] = set()
        while finding := self._next(name, row, vocabulary, asked):
            asked.add(finding.rule)
            proposal = about(row, finding)
            answer = self._answer(proposal, name)
            if answer is None:
                continue
            if answer.verdict == "drop" or (answer.verdict == "yes" and proposal.drop):
                self._drop(row.key, finding.rule, None)
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

    def _answer(self, proposal: Proposal, name: str) -> Answer | None:
        """The answer to a proposal; None where it was put off before, with the same name."""
        question = (proposal.key, proposal.rule, f"{name} {proposal.change} {proposal.twin}")
        if question in self._later:
            return None
        answer = self._ask(proposal, name)
        if answer.verdict == "quit":
            raise _Quit
        if answer.verdict == "later":
            self._later.add(question)
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
