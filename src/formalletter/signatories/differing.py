"""What has changed between two lists: who came, who went, who is called otherwise now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ..comparing.folding import forms
from ..decisions import row_keys
from .alike import alike_pairs
from .duplicates import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..decisions import RowKey


class Renamed(NamedTuple):
    """A row whose name is nearly the same in the other list; `score` is from 0 to 1."""

    old: RowKey
    new: RowKey
    score: float


@dataclass(frozen=True, slots=True)
class Differences:
    """The rows of which one list has more than the other; `renamed` are in neither of them."""

    added: tuple[RowKey, ...]
    vanished: tuple[RowKey, ...]
    renamed: tuple[Renamed, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The differences as lines of text."""
        return (
            *(f"+ {key.name}" for key in self.added),
            *(f"- {key.name}" for key in self.vanished),
            *(f"~ {each.old.name} → {each.new.name} ({each.score:.2f})" for each in self.renamed),
        )

    def to_plain(self) -> dict[str, Any]:
        """The differences as JSON has them."""
        return {
            "added": [key.name for key in self.added],
            "withdrawn": [key.name for key in self.vanished],
            "renamed": [
                {"from": each.old.name, "to": each.new.name, "score": each.score}
                for each in self.renamed
            ],
        }


def differences(old: Iterable[str], new: Iterable[str]) -> Differences:
    """The differences between the names of two lists, in their order.

    Names count as often as they stand there: each of the old is in the new, vanished or
    renamed, and each of the new is in the old, added or renamed.
    """
    old_keys, new_keys = row_keys(old), row_keys(new)
    have, had = set(new_keys), set(old_keys)
    vanished = [key for key in old_keys if key not in have]
    added = [key for key in new_keys if key not in had]
    renamed = _renamed(vanished, added)
    gone = {each.old for each in renamed}
    come = {each.new for each in renamed}
    return Differences(
        tuple(key for key in added if key not in come),
        tuple(key for key in vanished if key not in gone),
        tuple(renamed),
    )


def _renamed(vanished: Sequence[RowKey], added: Sequence[RowKey]) -> list[Renamed]:
    """Pairs of names that are alike, the likest first; each name is in one pair at most."""
    both = [forms(key.name) for key in (*vanished, *added)]
    numbers = {form: index for index, form in enumerate(dict.fromkeys(both))}
    near = alike_pairs(list(numbers))
    near |= {(number, number) for number in numbers.values()}
    by_form: dict[int, list[RowKey]] = {}
    for key, form in zip(added, both[len(vanished) :], strict=True):
        by_form.setdefault(numbers[form], []).append(key)
    neighbours: dict[int, set[int]] = {}
    for one, other in near:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    pairs = [
        Renamed(key, new, likeness(key.name, new.name))
        for key, form in zip(vanished, both, strict=False)
        for number in sorted(neighbours[numbers[form]])
        for new in by_form.get(number, ())
    ]
    chosen: list[Renamed] = []
    used: set[tuple[str, RowKey]] = set()
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.old, pair.new)):
        if used.isdisjoint({("old", pair.old), ("new", pair.new)}):
            used |= {("old", pair.old), ("new", pair.new)}
            chosen.append(pair)
    position = {key: index for index, key in enumerate(vanished)}
    return sorted(chosen, key=lambda pair: position[pair.old])
