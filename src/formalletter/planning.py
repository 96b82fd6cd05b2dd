"""Says what the pages were meant to be: what the rules on pages compare the printed ones with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checking.pages import Plan, key, window_box
from .composing import sheet_of
from .typesetting.fitting import pages_behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .enclosing import Desk, Settled
    from .inspecting import Expectation
    from .letter import Signer
    from .typeset import Line


def plan(desk: Desk, settled: Settled, expected: Expectation) -> Plan:
    """What the pages of the letter and its annexes were meant to be."""
    header = desk.letter.header
    areas = dict(_areas(settled.letter.lines, 0))
    for typeset, start in settled.texts(desk):
        areas |= _areas(typeset.lines, start)
    sheet = sheet_of(desk.letter)
    return Plan(
        sheet=(sheet.width, sheet.height),
        areas=areas,
        annexes=tuple((annex.start, annex.heading) for annex in expected.annexes),
        window=window_box(header.page.window),
        names=frozenset(map(key, expected.names)),
        valediction=key(header.valediction) if header.valediction else None,
        signers=frozenset(key(_signature(who)) for who in header.signed_by),
        afterword=pages_behind(settled.letter.lines),
    )


def _areas(lines: Iterable[Line], start: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """The ends of the text area of each page, be it one of notes; columns are parts of it."""
    ends: dict[int, tuple[float, float]] = {}
    for line in lines:
        if line.region != "margin":
            left, right = ends.get(line.page, (line.column_x, 0.0))
            width = line.column_x + line.column_width
            ends[line.page] = min(left, line.column_x), max(right, width)
    yield from ((start + page, area) for page, area in ends.items())


def _signature(who: Signer) -> str:
    return " ".join(filter(None, (who.name, who.role, who.organisation)))
