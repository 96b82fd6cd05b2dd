"""The list of signatories as printed: whole names, one grid of lines, even columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ...rules import find
from .breaks import elements
from .findings import around, at, cut, quoted
from .plan import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...diagnostics import Problem
    from ...printed import PrintedLine
    from .plan import Plan

ENOUGH = 0.5  # of a list's items are signatories: scripts that read back oddly don't count
SAME_BASELINE = 0.1  # pt
# Equal columns are the least that balancing can promise: with n of them the last may be n - 1
# rows shorter (thirteen names make 5, 5 and 3), and a name of several lines stays whole.
SLACK = 0.5  # of a row


def lists_of_names(flow: Sequence[PrintedLine], plan: Plan) -> frozenset[int]:
    """The numbers of the lists that hold the signatories."""
    known: Counter[int] = Counter()
    items: Counter[int] = Counter()
    for lines in elements(flow):
        if lines[0].container and lines[0].role == "LBody" and lines[0].part == 0:
            items[lines[0].container] += 1
            known[lines[0].container] += key(" ".join(each.text for each in lines)) in plan.names
    return frozenset(number for number in items if known[number] >= ENOUGH * items[number])


def split_names(names: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Names that begin at the foot of a column and end at the top of the next."""
    for lines in elements(names):
        if any(_goes_up(upper, lower) for upper, lower in pairwise(lines)):
            name = cut(" ".join(line.text for line in lines))
            yield find("name-split", f"the name “{name}” is split by a column's end", at(lines[0]))


def uneven_rows(names: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Lines of neighbouring columns that nearly, but not quite, share a baseline."""
    grids: defaultdict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in names:
        grids[line.page, line.container].append(line)
    for lines in grids.values():
        ordered = sorted(lines, key=lambda line: line.baseline)
        off = [
            (lower.baseline - upper.baseline, lower)
            for upper, lower in pairwise(ordered)
            if SAME_BASELINE < lower.baseline - upper.baseline < lower.size / 2
        ]
        if off:
            gap = max(gap for gap, _ in off)
            found = [line for _, line in off]
            text = f"names stand up to {gap:.1f} pt off their neighbours' line: {quoted(found)}"
            yield find("baseline-off", text, around(found))


def uneven_columns(names: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Columns of which one ends much higher than the others, on a list's last page."""
    for _, group in groupby(names, key=lambda line: line.container):
        lines = list(group)
        last = [line for line in lines if line.page == lines[-1].page]
        columns = _columns(last)
        bottoms = [column[-1].baseline for column in columns]
        if len(columns) == 1:
            continue
        tallest = max(len(item) for item in elements(lines))
        allowed = len(columns) - 1 + tallest - 1
        row = _row(lines)
        apart = (max(bottoms) - min(bottoms)) / row
        if apart > allowed + SLACK:
            text = f"the columns of the list end {apart:.0f} lines apart"
            yield find("columns-uneven", text, around(last))


def _columns(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The columns of a page's part of a list: each begins where the reading goes up again."""
    columns: list[list[PrintedLine]] = [[lines[0]]]
    for upper, lower in pairwise(lines):
        if _goes_up(upper, lower):
            columns.append([])
        columns[-1].append(lower)
    return columns


def _goes_up(before: PrintedLine, after: PrintedLine) -> bool:
    return after.page != before.page or after.baseline < before.baseline - before.size / 2


def _row(lines: Sequence[PrintedLine]) -> float:
    """The distance of two lines of the list, in pt: the most frequent one."""
    steps = Counter(round(lower.baseline - upper.baseline, 2) for upper, lower in pairwise(lines))
    return next((step for step, _ in steps.most_common() if step > 1), lines[0].size)
