"""Proposes to leave out rows of signatories who are in the list already.

Two bodies of one name are one.  Two people of one name are only ever something to look at,
unless another column says that they are one; where one says that they are two, there is
nothing to say.  Which of two rows stays is decided by safety first: the one that fewer may see,
then the one that is better spelt, then the one that came first.
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

from ..comparing.folding import folded_words, forms, orders
from ..decisions import row_name
from .alike import alike_pairs, are_alike
from .kinds import bodies, is_anonymous
from .proposals import Proposal
from .rules import Vocabulary, findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..comparing.folding import Forms
    from .rows import Row

EXACT: Final = "duplicate"
NEAR: Final = "near-duplicate"
NAMESAKE: Final = "namesake"
SAME_SIGNATORY: Final = frozenset({EXACT, NEAR, NAMESAKE})
"""The rules that ask one question: whether two rows are of the same signatory."""

Relation = Literal["same", "differing", "namesake", "withdrawn"]
"""What two rows of like names are to each other; `same`: of one signatory, as far as is known."""

_ACRONYM_SCORE = 0.9
_RANKS = {"withheld": 0, "addressee": 1, "public": 2}  # how many may see a name
_TELLING = ("country", "organisation", "kind")  # columns that tell bodies of one name apart
_MOST_COMPARED = 60  # rows that stay and that one row is compared with
_MOST_SHARING = 20  # rows: an address that more have is an office's


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, case, accents and punctuation apart.

    An acronym beside the name that it stands for counts by what the list says, not by letters.
    """
    from rapidfuzz import fuzz

    if forms(one).is_acronym != forms(other).is_acronym:
        return _ACRONYM_SCORE
    folded = (" ".join(folded_words(one)), " ".join(folded_words(other)))
    score = max(fuzz.ratio(*folded), fuzz.token_sort_ratio(*folded))
    if forms(one).others or forms(other).others:  # in two scripts, or with ue for ü
        ways = product(forms(one).spellings, forms(other).spellings)
        score = max(score, *(fuzz.ratio(" ".join(mine), " ".join(theirs)) for mine, theirs in ways))
    return round(score / 100, 2)


def duplicate_proposals(rows: Sequence[Row]) -> Iterator[Proposal]:
    """A proposal for each row that is like one that stays."""
    considered = [row for row in rows if not row.is_dropped]
    neighbours = _Neighbours(considered)
    for index in neighbours.order():
        row = considered[index]
        found = None if row.signatory.withdrawn else neighbours.match(index)
        if found is None:
            neighbours.keep(index)
            continue
        twin, relation = found
        proposal = _proposal(row, considered[twin], relation, stops=neighbours.stops(index, twin))
        if proposal.drop:
            neighbours.give_way(index, twin)
        else:
            neighbours.keep(index)
        yield proposal


class _Neighbours:
    """Which names are alike, what their rows are to each other, and which of them stay."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._names = [row_name(row.signatory.name) for row in rows]
        self._is_body = bodies(rows)
        numbers: dict[Forms, int] = {}
        self._of = [
            numbers.setdefault(forms(name, of_person=not is_body), len(numbers))
            for name, is_body in zip(self._names, self._is_body, strict=True)
        ]
        self._forms = list(numbers)
        self._alike: dict[int, list[int]] = {}
        for one, other in alike_pairs(self._forms):
            self._alike.setdefault(one, []).append(other)
            self._alike.setdefault(other, []).append(one)
        self._sizes = Counter(self._of)
        self._sharing: dict[int, list[int]] = {}
        for index, row in enumerate(rows):
            for number in row.signatory.marks.one:
                self._sharing.setdefault(number, []).append(index)
        self._kept: dict[int, list[int]] = {}
        self._kept_names: dict[str, list[int]] = {}
        self._instead: dict[int, int] = {}

    def order(self) -> list[int]:
        """The rows in the order in which they are to stay."""
        vocabulary = Vocabulary.of(self._names)
        counts = Counter(word for name in self._names for word in folded_words(name))

        def rank(index: int) -> tuple[bool, int, tuple[int, ...], int]:
            own, signatory = self._of[index], self._rows[index].signatory
            has_company = self._sizes[own] > 1 or own in self._alike
            spelling = self._spelling(index, vocabulary, counts) if has_company else ()
            # Who withdrew comes first: a row like theirs must be looked at, whatever it may show.
            return signatory.withdrawn is None, _RANKS[signatory.visibility], spelling, index

        return sorted(range(len(self._rows)), key=rank)

    def _spelling(
        self, index: int, vocabulary: Vocabulary, counts: Counter[str]
    ) -> tuple[int, ...]:
        """How well a name is spelt: the smaller the better."""
        name = self._names[index]
        folded = folded_words(name)
        return (
            self._forms[self._of[index]].is_acronym,
            sum(1 for _ in findings(name, self._rows[index], vocabulary)),
            name in {name.upper(), name.lower()} and name.upper() != name.lower(),
            -min((counts[word] for word in folded), default=0),  # a slip is in one name only
            -sum(not letter.isascii() for letter in name if letter.isalpha()),
        )

    def keep(self, index: int) -> None:
        """A row stays."""
        self._kept.setdefault(self._of[index], []).append(index)
        self._kept_names.setdefault(self._names[index], []).append(index)

    def give_way(self, index: int, twin: int) -> None:
        """A row is proposed to go for another, which answers to its acronym from now on."""
        if self._forms[self._of[index]].acronym:
            self._instead.setdefault(self._of[index], twin)

    def match(self, index: int) -> tuple[int, Relation] | None:
        """The row that stays and is most like this one, and what they are to each other."""
        reported: tuple[int, Relation] | None = None
        for twin in self._staying(index):
            relation = self._relation(index, twin)
            if relation in {"same", "withdrawn"}:
                return twin, relation
            if relation is not None and reported is None:
                reported = twin, relation
        return reported

    def stops(self, index: int, twin: int) -> bool:
        """Whether both can't stay in a final letter unless somebody has looked.

        They are one body, one row that is there twice, or a name that the one asks to have
        hidden and the other shows.
        """
        one, other = self._rows[index].signatory, self._rows[twin].signatory
        if one.withdrawn or other.withdrawn:
            return False
        if one.visibility != other.visibility:
            return True
        if self._names[index] != self._names[twin]:
            return False
        if self._relation(index, twin) != "same":
            return False
        return self._is_body[index] or 0 != one.marks.whole == other.marks.whole

    def _staying(self, index: int) -> list[int]:
        """The rows that stay and are alike, the likest first."""
        own = self._of[index]
        groups = (own, *self._alike.get(own, ()))
        found = dict.fromkeys(self._kept_names.get(self._names[index], ()))
        found |= dict.fromkeys(other for group in groups for other in self._kept.get(group, ()))
        if self._forms[own].is_acronym:
            found |= dict.fromkeys(
                self._instead[group] for group in groups if group in self._instead
            )
        if len(found) > _MOST_COMPARED:
            sharing = {other for number in self._ones(index) for other in self._sharing[number]}
            kept = list(found)
            found = dict.fromkeys([each for each in kept if each in sharing] + kept)
        name, likest = self._names[index], list(found)[:_MOST_COMPARED]
        return sorted(
            likest,
            key=lambda other: (
                self._names[other] != name,
                -likeness(name, self._names[other]),
                other,
            ),
        )

    def _relation(self, index: int, twin: int) -> Relation | None:
        """What two rows of like names are to each other; None where they are of two."""
        row, other = self._rows[index].signatory, self._rows[twin].signatory
        is_exact = self._names[index] == self._names[twin]
        if is_anonymous(row.name) or is_anonymous(other.name):
            return None
        if other.withdrawn:
            return "withdrawn"
        if self._is_body[index] and self._is_body[twin]:
            return "differing" if differing(self._rows[index], self._rows[twin]) else "same"
        if self._is_body[index] != self._is_body[twin]:
            return "namesake" if is_exact else None
        return self._of_people(index, twin, is_exact=is_exact)

    def _of_people(self, index: int, twin: int, *, is_exact: bool) -> Relation | None:
        judged = self._judged(index, twin)
        is_one_word = len(self._forms[self._of[index]].words) == 1
        if judged == "one" and not is_one_word:
            return "same"
        if judged == "two":
            return None
        names = self._names[index], self._names[twin]
        if is_one_word and judged is None:
            # One of them asked not to be seen: then even a first name must be looked at.
            is_even = (
                self._rows[index].signatory.visibility == self._rows[twin].signatory.visibility
            )
            return "namesake" if is_exact and not is_even else None
        is_like = is_exact or judged or orders(names[0]) & orders(names[1])
        return "namesake" if is_like else None

    def _judged(self, index: int, twin: int) -> Literal["one", "two", "unclear"] | None:
        """Whether other columns say that two people of like names are one, or two."""
        one, other = self._rows[index].signatory, self._rows[twin].signatory
        shared = bool(self._ones(index) & self._ones(twin))
        works_there = (
            one.organisation is not None
            and other.organisation is not None
            and _are_one_place(one.organisation, other.organisation)
        )
        is_two = any(
            mine and theirs and mine != theirs
            for mine, theirs in zip(one.marks.apart, other.marks.apart, strict=False)
        ) or any(
            getattr(one, column) and getattr(other, column) and not is_equal
            for column, is_equal in (
                ("country", one.country == other.country),
                ("organisation", works_there),
            )
        )
        if is_two:
            return "unclear" if shared else "two"
        lives_there = one.country is not None and one.country == other.country
        return "one" if shared or (works_there and lives_there) else None

    def _ones(self, index: int) -> frozenset[int]:
        """What the row has that is of one person: not the address of an office or a family."""
        own = self._of[index]
        like = {own, *self._alike.get(own, ())}
        return frozenset(
            number
            for number in self._rows[index].signatory.marks.one
            if len(self._sharing[number]) <= _MOST_SHARING
            and all(self._of[other] in like for other in self._sharing[number])
        )


def _are_one_place(one: str, other: str) -> bool:
    """Whether two names of an organisation may be of one: one may be longer."""
    mine, theirs = forms(one), forms(other)
    shorter, longer = sorted((set(mine.sounds), set(theirs.sounds)), key=len)
    return shorter <= longer or are_alike(mine, theirs)


def differing(row: Row, twin: Row) -> list[str]:
    """The columns in which two rows of bodies differ."""
    return [
        column
        for column in _TELLING
        if (mine := getattr(row.signatory, column)) is not None
        and (theirs := getattr(twin.signatory, column)) is not None
        and mine != theirs
    ]


def _proposal(row: Row, twin: Row, relation: Relation, *, stops: bool) -> Proposal:
    name, other = row.signatory.name, twin.signatory.name
    is_exact = row_name(name) == row_name(other)
    nearly = "" if is_exact else "nearly "
    message = (
        "the name is in the list already" if is_exact else "the name is nearly that of another row"
    )
    if relation == "withdrawn":
        message = f"the name is {nearly}that of a signatory who has withdrawn"
    elif relation == "differing":
        message += f", but the rows differ in {' and '.join(differing(row, twin))}"
    elif relation == "namesake":
        message = f"another row has {nearly}the same name: look whether these are two people"
    where = f" (line {twin.signatory.place.line})" if twin.signatory.place.line else ""
    return Proposal(
        NAMESAKE if relation == "namesake" else EXACT if is_exact else NEAR,
        row.signatory.place,
        row.key.name,
        row.key.occurrence,
        message,
        evidence=f"“{other}”{where}",
        score=1.0 if is_exact else likeness(name, other),
        drop=relation == "same",
        twin=twin.key,
        stops=stops,
        twin_line=twin.signatory.place.line,
        is_even=relation != "withdrawn" and row.signatory.visibility == twin.signatory.visibility,
    )
