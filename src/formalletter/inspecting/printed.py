"""Joins the structure tree of a finished file with what is seen on its pages: its lines."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..printed import PrintedLine
from .document import read_document
from .structure import INLINE, Branch, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..printed import Region
    from ..seen import Box, Run, SeenPage
    from .document import Document

_CONTAINERS = frozenset({"L", "Table"})
# A raised number stands a third of the type above the line; the next line is a whole one below.
_SAME_LINE = 0.5  # of the size
_TOUCHING = 1.0  # pt that neighbours on one line may reach into each other


@dataclass(frozen=True, slots=True)
class _Trail:
    """The way to an element, as `PrintedLine` tells it."""

    path: str = ""
    element: int = 0
    container: int = 0
    part: int = 0
    region: Region = "flow"


@dataclass(slots=True)
class _Element:
    trail: _Trail
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """Runs that stand on one line of a page."""

    page: int
    runs: list[Run]

    def takes(self, page: int, run: Run) -> bool:
        """Whether a run of this page stands on the line, too."""
        apart = min(abs(run.baseline - other.baseline) for other in self.runs)
        if page != self.page or apart > _SAME_LINE * max(run.size, self.runs[-1].size):
            return False
        if apart < _TOUCHING or _is_sign(run.text):
            return True
        # Two lines that are set too close must not pass for one.
        return not any(_overlap(run.box, other.box) > _TOUCHING for other in self.runs)


def printed_lines(
    pdf: bytes, pages: Sequence[SeenPage], foreign: frozenset[int] = frozenset()
) -> tuple[PrintedLine, ...]:
    """The lines of a finished file in the order of reading, then those of its artifacts.

    Pages with the indexes `foreign` come from a stranger's file and are not read.  Raises
    `DeliveryError` when the bytes are no file that can be read.
    """
    marked: defaultdict[tuple[int, int], list[Run]] = defaultdict(list)
    loose: list[tuple[int, Run]] = []
    for number, page in enumerate(pages):
        if number in foreign:
            continue
        for run in page.runs:
            if run.mark is not None and not run.is_artifact and not run.form:
                marked[number, run.mark].append(run)
            elif run.text.strip():
                loose.append((number, run))
    lines: list[PrintedLine] = []
    for element in _elements(read_document(pdf, foreign)):
        own = [(mark.page, run) for mark in element.marks for run in marked[mark.page, mark.number]]
        lines += _lines(own, element.trail)
    lines += _lines(loose, _Trail("Artifact", region="artifact"))
    return tuple(lines)


def _elements(document: Document) -> Iterator[_Element]:
    """All elements with marks, in their order: what goes on behind a note is the same element."""
    found: dict[int, _Element] = {}
    parts = 0
    for root in document.tree:
        start = _Trail(root.role, root.number)
        for kid in root.kids:
            if isinstance(kid, Mark):
                found.setdefault(root.number, _Element(start)).marks.append(kid)
            elif isinstance(kid, Branch):
                parts += kid.role == "Part"
                trail = replace(start, part=parts if kid.role == "Part" else 0)
                _collect(kid, trail, found)
    yield from found.values()


def _collect(branch: Branch, trail: _Trail, found: dict[int, _Element]) -> None:
    """Adds the marks of an element and of all below it; no tree is too deep for it."""
    if branch.role not in INLINE:
        trail = _Trail(
            f"{trail.path}/{branch.role}",
            branch.number,
            branch.number if branch.role in _CONTAINERS else trail.container,
            trail.part,
            "footnote" if branch.role == "Note" else trail.region,
        )
    for kid in branch.kids:
        if isinstance(kid, Branch):
            _collect(kid, trail, found)
        elif isinstance(kid, Mark) and not kid.form:
            found.setdefault(trail.element, _Element(trail)).marks.append(kid)


def _lines(runs: Sequence[tuple[int, Run]], trail: _Trail) -> Iterator[PrintedLine]:
    rows: list[_Row] = []
    for page, run in runs:
        if rows and rows[-1].takes(page, run):
            rows[-1].runs.append(run)
        else:
            rows.append(_Row(page, [run]))
    for row in rows:
        text = "".join(run.text for run in row.runs).strip()
        if text:
            yield _line(row, text, trail)


def _line(row: _Row, text: str, trail: _Trail) -> PrintedLine:
    letters: Counter[tuple[float, float]] = Counter()
    for run in row.runs:
        letters[run.size, run.baseline] += sum(map(str.isalnum, run.text))
    (size, baseline), _ = letters.most_common(1)[0]
    return PrintedLine(
        page=row.page,
        box=_around([run.box for run in row.runs]),
        baseline=baseline,
        text=text,
        size=size,
        path=trail.path,
        element=trail.element,
        container=trail.container,
        part=trail.part,
        region=trail.region,
        runs=tuple(row.runs),
    )


def _is_sign(text: str) -> bool:
    """Whether a text has nothing but signs that stand above or below letters (vowels, accents)."""
    return all(unicodedata.category(letter)[0] in "MZ" for letter in text)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _overlap(one: Box, other: Box) -> float:
    """How far two boxes overlap from left to right, in pt."""
    return min(one[2], other[2]) - max(one[0], other[0])
