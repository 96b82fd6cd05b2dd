"""The twin in plain text: for the body of an e-mail, for pasting, for those who want no more.

Lines have 72 columns at most, except for a name or a link that is longer.  None begins with
">" or "From ", which mail programs change (RFC 3676, 4.4).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from .blocks import BREAK
from .tables import table_lines
from .wrapping import WIDTH, columns, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .blocks import Block, Run

_UNDERLINES = {1: "=", 2: "-"}
_LOWER_UNDERLINE = "~"
_SHORTEST_UNDERLINE = 3  # signs; two hyphens begin a mail's signature
_CHANGED = (" ", ">", "From ")  # RFC 3676, 4.4: such lines get a space before them
_RULE = "* * *"
_CODE = _QUOTE = "    "
_MAIL = "mailto:"
_PLAIN = str.maketrans("\u00a0", " ")
# Blocks that stand under each other without an empty line, as on the page.
_TIGHT = frozenset({"notices", "letterhead", "particulars", "summary", "copied-to", "note-list"})


def plain_text(letter: Sequence[Block]) -> bytes:
    """The blocks of a letter as UTF-8 text in NFC, with LF at the end of lines."""
    lines: list[str] = []
    before: Block | None = None
    for block in letter:
        if before is not None:
            lines += [""] * _empty_lines(before, block)
        lines += _quoted(_lines(block), block)
        before = block
    text = "\n".join(_safe(line) for line in lines) + "\n"
    return unicodedata.normalize("NFC", text).encode()


def _empty_lines(before: Block, block: Block) -> int:
    if block.region != before.region:
        return 2 if block.kind == "heading" else 1
    if block.kind == before.kind == "name":
        return 0
    if block.classes & before.classes & _TIGHT and "heading" not in (block.kind, before.kind):
        return 0
    is_item = block.region != "enclosures" and block.depth and block.list_key == before.list_key
    return 0 if is_item and len(block.text) + len(before.text) < 2 * WIDTH else 1


def _lines(block: Block) -> list[str]:
    known = _AS_THEY_ARE.get(block.kind)
    if known is not None:
        return known(block)
    if block.kind == "heading":
        return _headed(_said(block.runs), block.level)
    if "logo" in block.classes:  # what it says of itself is the sender's name
        return wrapped(block.text)
    label = f"[{block.label}]" if block.kind == "note" else block.label
    return _hanging(_said(block.runs), f"{label} " if label else "", block)


_AS_THEY_ARE: dict[str, Callable[[Block], list[str]]] = {
    "rule": lambda _: [_RULE],
    "code": lambda block: [_CODE + line for line in block.text.split(BREAK)],
    "table": lambda block: table_lines([[_said(cell) for cell in row] for row in block.rows]),
    "name": lambda block: [block.text.replace(BREAK, " ")],
}


def _headed(text: str, level: int) -> list[str]:
    lines = [line for part in text.split(BREAK) for line in wrapped(part)]
    longest = max(map(columns, lines), default=0)
    sign = _UNDERLINES.get(level, _LOWER_UNDERLINE)
    return [*lines, sign * max(_SHORTEST_UNDERLINE, min(longest, WIDTH))]


def _hanging(text: str, label: str, block: Block) -> list[str]:
    """A paragraph; of an item its label, with the text beside it, inner lists further in."""
    is_listed = block.kind == "item" and not block.classes & {"enclosures", "copied-to"}
    outer = " " * (3 * (block.depth - 1)) if is_listed else ""
    inner = " " * max(columns(label), 3 if is_listed else 0)
    width = WIDTH - len(outer) - len(inner) - len(_QUOTE) * block.quotes
    lines = [line for part in text.split(BREAK) for line in wrapped(part, width)]
    first = outer + (label + inner)[: max(len(label), len(inner))]
    return [(outer + inner if number else first) + line for number, line in enumerate(lines)]


def _quoted(lines: Sequence[str], block: Block) -> Iterator[str]:
    """A quotation stands further in: the usual sign before it would be taken for a reply's."""
    for line in lines:
        yield _QUOTE * block.quotes + line if line else line


def _said(runs: Sequence[Run]) -> str:
    """The text of a line; links have their addresses behind them, notes and pictures brackets."""
    parts: list[str] = []
    for number, run in enumerate(runs):
        if run.note:
            parts.append(f"[{run.text}]")
        elif run.picture:
            parts.append(f"[{run.text}]" if run.text else "")
        else:
            parts.append(run.text)
        following = runs[number + 1].href if number + 1 < len(runs) else None
        if run.href and run.href != following:
            words = "".join(_of_link(runs, number))
            parts.append(_address(run.href, words))
    return "".join(parts)


def _of_link(runs: Sequence[Run], last: int) -> Iterator[str]:
    """The words of the link that ends with this run, from the last to the first."""
    number = last
    while number >= 0 and runs[number].href == runs[last].href:
        number -= 1
    yield from (run.text for run in runs[number + 1 : last + 1])


def _address(target: str, words: str) -> str:
    """What stands behind the words of a link: its address, unless they are it."""
    if target.startswith("#"):
        return ""
    shown = target.removeprefix(_MAIL)
    return "" if words.strip() in {target, shown} else f" <{shown}>"


def _safe(line: str) -> str:
    line = line.translate(_PLAIN).rstrip()
    is_changed = line.startswith(_CHANGED[1:])
    return f" {line}" if is_changed else line
