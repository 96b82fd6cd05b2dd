"""In which order the rows of a list were sent in, by its time stamps.

A time stamp is personal data that nobody asked to print: what leaves this module is the order
alone, and nothing else reads the stamps but the comparison with the last day (`entries`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..signatory_list import SignatoryList
from .columns import assign
from .lists import open_list
from .stamps import read_stamps

if TYPE_CHECKING:
    from .door import Door


def sending_order(door: Door, file: str, settings: SignatoryList | None = None) -> dict[int, int]:
    """The rank of each row by its line: a greater one was sent in later, an equal one together.

    Rows whose time can't be told are left out; there are none where the list has no time
    stamps, or can't be read.
    """
    settings = settings or SignatoryList()
    sheet, _ = open_list(door, file, None, settings)
    columns = assign(sheet, settings, None)[0] if sheet else None
    column = columns.of.get("time-stamp") if columns else None
    if sheet is None or column is None:
        return {}
    texts = [row[column].strip() if column < len(row) else "" for row in sheet.rows]
    stamps, _ = read_stamps(texts, settings.dates)
    # Where day and month can't be told, neither can the order.
    times = {
        line: stamp.time
        for line, stamp in zip(sheet.lines, stamps, strict=True)
        if stamp and stamp.other is None
    }
    ranks = {time: rank for rank, time in enumerate(sorted(set(times.values())))}
    return {line: ranks[time] for line, time in times.items()}
