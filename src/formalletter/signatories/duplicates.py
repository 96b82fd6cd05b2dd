"""Proposes to leave out rows of signatories who are in the list already.

Which of two rows stays is decided by safety first: the one that fewer may see, then the one
that came first.  Where the rows differ in what tells two signatories of one name apart, they
are only reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..decisions import row_name
from .alike import alike_pairs
from .folding import folded_words, forms
from .proposals import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .folding import Forms
    from .rows import Row

EXACT: Final = "duplicate"
NEAR: Final = "near-duplicate"
_ACRONYM_SCORE = 0.9
_RANKS = {"withheld": 0, "addressee": 1, "public": 2}  # how many may see a name
_TELLING = ("country", "organisation", "kind")  # columns that tell namesakes apart


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, case, accents and punctuation apart.

    An acronym beside the name that it stands for counts by what the list says, not by letters.
    """
    from rapidfuzz import fuzz

    if forms(one).is_acronym != forms(other).is_acronym:
        return _ACRONYM_SCORE
    folded = (" ".join(folded_words(one)), " ".join(folded_words(other)))
    score = max(fuzz.ratio(*folded), fuzz.token_sort_ratio(*folded))
    return round(score / 100, 2)


def duplicate_proposals(rows: Sequence[Row]) -> Iterator[Proposal]:
    """A proposal for each row that is like one that stays."""
    considered = [row for row in rows if not row.is_dropped]
    neighbours = _Neighbours([row.signatory.name for row in considered])
    # Who withdrew comes first: a row like theirs must be looked at, whatever it may show.
    order = sorted(
        range(len(considered)),
        key=lambda index: (
            considered[index].signatory.withdrawn is None,
            _RANKS[considered[index].signatory.visibility],
            index,
        ),
    )
    for index in order:
        row = considered[index]
        twin = None if row.signatory.withdrawn else neighbours.staying(index)
        if twin is None:
            neighbours.keep(index)
            continue
        proposal = _proposal(row, considered[twin])
        if proposal.drop:
            neighbours.give_way(index, twin)
        else:
            neighbours.keep(index)
        yield proposal


class _Neighbours:
    """Which names are alike, and which of them stay."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [row_name(name) for name in names]
        numbers: dict[Forms, int] = {}
        cache: dict[str, Forms] = {}
        for name in self._names:
            if name not in cache:
                cache[name] = forms(name)
        self._of = [numbers.setdefault(cache[name], len(numbers)) for name in self._names]
        self._forms = list(numbers)
        self._alike: dict[int, list[int]] = {}
        for one, other in alike_pairs(self._forms):
            self._alike.setdefault(one, []).append(other)
            self._alike.setdefault(other, []).append(one)
        self._kept: dict[int, list[int]] = {}
        self._kept_names: dict[str, int] = {}
        self._instead: dict[int, int] = {}

    def keep(self, index: int) -> None:
        """A row stays."""
        self._kept.setdefault(self._of[index], [index])
        self._kept_names.setdefault(self._names[index], index)

    def give_way(self, index: int, twin: int) -> None:
        """A row is proposed to go for another, which answers to its acronym from now on."""
        if self._forms[self._of[index]].acronym:
            self._instead.setdefault(self._of[index], twin)

    def staying(self, index: int) -> int | None:
        """The row that stays and is most like this one."""
        if (same := self._kept_names.get(self._names[index])) is not None:
            return same
        own = self._of[index]
        groups = (own, *self._alike.get(own, ()))
        kept = [other for group in groups for other in self._kept.get(group, ())]
        if self._forms[own].is_acronym:
            kept += [self._instead[group] for group in groups if group in self._instead]
        name = self._names[index]
        return min(
            kept, key=lambda other: (-likeness(name, self._names[other]), other), default=None
        )


def _proposal(row: Row, twin: Row) -> Proposal:
    name, other = row.signatory.name, twin.signatory.name
    is_exact = row_name(name) == row_name(other)
    differing = [
        column
        for column in _TELLING
        if (mine := getattr(row.signatory, column)) is not None
        and (theirs := getattr(twin.signatory, column)) is not None
        and mine != theirs
    ]
    message = (
        "the name is in the list already" if is_exact else "the name is nearly that of another row"
    )
    if twin.signatory.withdrawn:
        message = "the name is that of a signatory who has withdrawn"
        if not is_exact:
            message = "the name is nearly that of a signatory who has withdrawn"
    elif differing:
        message += f", but the rows differ in {' and '.join(differing)}"
    where = f" (line {twin.signatory.place.line})" if twin.signatory.place.line else ""
    return Proposal(
        EXACT if is_exact else NEAR,
        row.signatory.place,
        row.key.name,
        row.key.occurrence,
        message,
        evidence=f"“{other}”{where}",
        score=1.0 if is_exact else likeness(name, other),
        drop=not differing and twin.signatory.withdrawn is None,
        twin=twin.key,
    )
