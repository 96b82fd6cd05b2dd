"""Tables in plain text: side by side where they are narrow, else one record after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .wrapping import WIDTH, columns, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = "  "
_BETWEEN = " | "
_INDENT = "  "
_NOTHING = "–"
_LABELLED = 2  # columns; of two it is clear which is which


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table whose first row is its head; cells hold no line breaks."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(columns, column)) for column in zip(*cells, strict=False)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= WIDTH:
        return list(_aligned(cells, widths))
    return list(_records(cells))


def _aligned(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for number, row in enumerate(rows):
        padded = (
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=False)
        )
        yield _GAP.join(padded).rstrip()
        if number == 0:
            yield _GAP.join("-" * width for width in widths)


def _records(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The head in one line, then each row: its first cell, and the others with their heads."""
    head, *records = rows
    yield from wrapped(_BETWEEN.join(filter(None, head)))
    for first, *rest in records:
        yield ""
        yield from wrapped(first or _NOTHING)
        for title, cell in zip(head[1:], rest, strict=False):
            said = f"{title}: {cell or _NOTHING}" if title and len(head) > _LABELLED else cell
            yield from (_INDENT + line for line in wrapped(said, WIDTH - len(_INDENT)))
