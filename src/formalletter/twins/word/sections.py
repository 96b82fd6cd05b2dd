"""The sections of a Word file: the sheet, the columns of names, the running head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .xml import element, part, tag, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ...wording import Wording
    from ..blocks import Block
    from ..content import Content

TWIPS = 20  # twentieths of a point in a point
MARGIN = 68.0  # pt at the sides, 24 mm
_TOP, _BOTTOM, _HEAD = 72.0, 72.0, 36.0  # pt
_COLUMNS = 2  # of names; more would turn most of them
_GAP = 18.0  # pt between columns
_LIST = "signatories"
_FIRST, _BEHIND = ("", 1), ("behind", 1)  # the letter, and what stands below its list
_MARKS = ("\x01", "\x02")  # stand for the two numbers while their words are looked at


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that share a setting; `start` says where the section begins."""

    start: Literal["nextPage", "continuous"]
    columns: int
    blocks: tuple[Block, ...]


def sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """The letter, its names in columns, what is said behind them, and each annex that is a text."""
    inside = [each for each in blocks if each.kind != "note" and "notes" not in each.classes]
    elsewhere = {each.region for each in inside if "pages" in each.classes}
    gathered: list[Block] = []
    before = _FIRST
    for block in inside:
        setting = _setting(block, before, elsewhere)
        if setting != before:
            yield Section(_start(before), before[1], tuple(gathered))
            gathered = []
            if before[1] > 1 and setting != _BEHIND:
                # Columns are made even only before what goes on on the same page.
                yield Section("continuous", 1, ())
        gathered.append(block)
        before = setting
    yield Section(_start(before), before[1], tuple(gathered))
    if before[1] > 1:
        yield Section("continuous", 1, ())


def _setting(block: Block, before: tuple[str, int], elsewhere: Collection[str]) -> tuple[str, int]:
    """What tells a section from the next: its annex, its part of the list, its columns.

    Annexes that are `elsewhere`, in the PDF, are only a line and need no page.
    """
    if block.region in elsewhere:
        return _BEHIND if before[1] > 1 else before
    if block.region.startswith("annex-"):
        return block.region, 1
    if block.region == _LIST and "group" in block.classes:
        return _LIST, _COLUMNS
    return _BEHIND if before[1] > 1 or before == _BEHIND else _FIRST


def _start(setting: tuple[str, int]) -> Literal["nextPage", "continuous"]:
    return "continuous" if setting[0] in {_LIST, _BEHIND[0]} else "nextPage"


@dataclass(frozen=True, slots=True)
class Running:
    """What stands in the margins: the relationships of the head and, if there is one, the foot."""

    head: str
    foot: str | None


def properties(section: Section, content: Content, running: Running | None, mirrored: bool) -> str:  # noqa: FBT001 - one of the facts of the letter
    """The properties of a section (CT_SectPr); `running` is given for the first."""
    width, height = (round(measure * TWIPS) for measure in content.sheet)
    given: list[str] = []
    if running:
        given.append(tag("w:headerReference", {"w:type": "default", "r:id": running.head}))
    if running and running.foot:
        given += [
            tag("w:footerReference", {"w:type": kind, "r:id": running.foot})
            for kind in ("default", "first")
        ]
    side, head = MARGIN * TWIPS, _HEAD * TWIPS
    margins = {
        "top": round(_TOP * TWIPS),
        "right": round(side),
        "bottom": round(_BOTTOM * TWIPS),
        "left": round(side),
        "header": round(head),
        "footer": round(head),
        "gutter": 0,
    }
    given += [
        element("type", val=section.start),
        element("pgSz", w=width, h=height),
        element("pgMar", **margins),
        element("cols", num=section.columns, space=round(_GAP * TWIPS)),
    ]
    if running:
        given.append(element("titlePg"))
    if mirrored:
        given.append(element("bidi"))
    return element("sectPr", *given)


def head(content: Content, wording: Wording) -> bytes:
    """The running head: to whom and when, and the number of the page."""
    first, second = _MARKS
    said = wording.phrase("running-page", page=first, pages=second)
    inner = f"{words_of(content.running)}{element('r', element('tab'))}"
    for piece in _pieces(said):
        inner += {first: _field("PAGE"), second: _field("NUMPAGES")}.get(piece) or words_of(piece)
    end = round((content.sheet[0] - 2 * MARGIN) * TWIPS)
    tabs = element("tabs", element("tab", val="right", pos=end))
    mirrored = element("bidi") if wording.is_right_to_left else ""
    style = element("pPr", element("pStyle", val="Header"), tabs, mirrored)
    return part("hdr", [element("p", style, inner)])


def foot(lines: Sequence[str]) -> bytes:
    """The foot of each page: what must be on all of them."""
    style = element("pPr", element("pStyle", val="Footer"))
    return part("ftr", [element("p", style, words_of(line)) for line in lines])


def words_of(text: str) -> str:
    """A run that only says something."""
    return element("r", words(text))


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        if character in _MARKS:
            yield piece
            yield character
            piece = ""
        else:
            piece += character
    yield piece


def _field(code: str) -> str:
    return element("fldSimple", element("r", words("1")), instr=code)
