"""Rows that stand out of the order which the list itself keeps.

Only reported: the order of a list is its makers', and a name is never moved by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from ...comparing.folding import LEADING_ARTICLES, folded_words
from ..proposals import Finding, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..proposals import Proposal
    from ..rows import Row

ORDER: Final = "order"
FEWEST_NAMES = 10  # of fewer, some stand in order by chance
LEAST_ORDERED = 0.9  # of all names, for the list to be alphabetical

Key = tuple[str, ...]


def order_proposals(rows: Sequence[Row]) -> Iterator[Proposal]:
    """A report for each name that is out of order, if nearly all are in alphabetical order."""
    rows = _of_main_script(rows)
    if len(rows) < FEWEST_NAMES:
        return
    words = [folded_words(row.signatory.name) for row in rows]
    plain: list[Key] = [tuple(key) for key in words]
    skipped: list[Key] = [
        tuple(key[1:] if len(key) > 1 and key[0] in LEADING_ARTICLES else key) for key in words
    ]
    keys, out = min(
        ((keys, _out_of_order(keys)) for keys in (plain, skipped)), key=lambda pair: len(pair[1])
    )
    if len(rows) - len(out) < LEAST_ORDERED * len(rows):
        return
    slips = set(out)
    in_order = [index for index in range(len(rows)) if index not in slips]
    for index in out:
        place = bisect_right([keys[other] for other in in_order], keys[index])
        message = "the row stands out of the list's alphabetical order"
        yield about(rows[index], Finding(ORDER, message, evidence=_evidence(rows, in_order, place)))


def _of_main_script(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of the script in which most names begin; others have an order of their own."""
    from fontTools.unicodedata import script

    scripts = []
    for row in rows:
        letter = re.search(r"[^\W_]", row.signatory.name)
        scripts.append("Latn" if letter is None or letter[0].isdigit() else script(letter[0]))
    if not scripts:
        return rows
    main = Counter(scripts).most_common(1)[0][0]
    return [row for row, script_ in zip(rows, scripts, strict=True) if script_ == main]


def _out_of_order(keys: Sequence[Key]) -> list[int]:
    """What is left of the longest run in order (patience sorting); of two such, the later stays."""
    tops: list[Key] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, key in enumerate(keys):
        pile = bisect_right(tops, key)
        before.append(at[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(key)
            at.append(index)
        else:
            tops[pile], at[pile] = key, index
    kept: set[int] = set()
    current = at[-1] if at else None
    while current is not None:
        kept.add(current)
        current = before[current]
    return [index for index in range(len(keys)) if index not in kept]


def _evidence(rows: Sequence[Row], in_order: Sequence[int], place: int) -> str:
    """Between which names it would stand."""
    around = [
        f"{word} “{rows[in_order[index]].signatory.name}”"
        for word, index in (("behind", place - 1), ("before", place))
        if 0 <= index < len(in_order)
    ]
    return f"its place would be {' and '.join(around)}"
