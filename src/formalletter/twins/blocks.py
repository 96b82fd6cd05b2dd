"""The tree of a letter as a row of blocks, for twins that know no nesting: text and Word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Literal

from .tree import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["paragraph", "heading", "item", "name", "note", "code", "rule", "table"]

_CONTAINERS = frozenset(
    {"body", "div", "header", "main", "section", "aside", "ul", "ol", "blockquote", "li"}
)
_BLOCKS = _CONTAINERS | {"p", "pre", "table", "hr", *(f"h{level}" for level in range(1, 7))}
_SPACES = re.compile("[ \t\n\r]+")
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look; `BREAK` in it is a new line.

    `href` is where it leads to; `note` is the ID of the note that it calls, and `is_first`
    tells the call that the note stands for.  `picture` is the address of a picture, whose
    text is its description.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    language: str | None = None
    direction: str | None = None
    href: str | None = None
    note: str | None = None
    is_first: bool = False
    picture: str | None = None


Row = tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table.

    `region` is the class or ID of the part of the letter, `classes` are those of the elements
    around it; `level` is that of a heading, `depth` how many lists, and `quotes` how many
    quotations it stands in.  `label` is that of an item ("1."); `list_key` tells the lists
    apart; a later block of an item has no label.  `rows` are those of a table, the first its head.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    region: str = "body"
    classes: frozenset[str] = frozenset()
    level: int = 0
    depth: int = 0
    quotes: int = 0
    label: str = ""
    list_key: int = 0
    language: str | None = None
    direction: str | None = None
    identity: str = ""
    rows: tuple[Row, ...] = field(default=())

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


def blocks(whole: Element) -> tuple[Block, ...]:
    """The blocks of a letter in their order."""
    return tuple(_Flattener().flatten(whole))


class _Flattener:
    def __init__(self) -> None:
        self._lists = count(1)

    def flatten(self, whole: Element) -> Iterator[Block]:
        for child in whole.children:
            if isinstance(child, Element):
                yield from self._block(child, Block("paragraph", region=_region(child)))

    def _block(self, element: Element, around: Block) -> Iterator[Block]:
        around = replace(
            around,
            classes=around.classes | element.classes,
            language=element.attributes.get("lang", around.language),
            direction=element.attributes.get("dir", around.direction),
            identity=element.attributes.get("id", around.identity),
        )
        if element.tag in {"ul", "ol"}:
            around = replace(around, depth=around.depth + 1, list_key=next(self._lists), label="")
        if element.tag == "blockquote":
            around = replace(around, quotes=around.quotes + 1)
        if element.tag == "li":
            yield from self._item(element, around)
        elif element.tag in _CONTAINERS:
            yield from self._children(element.children, around)
        elif element.tag == "hr":
            yield replace(around, kind="rule")
        elif element.tag == "table":
            yield replace(around, kind="table", rows=tuple(_rows(element)))
        elif element.tag == "pre":
            lines = element.text.strip("\n")
            yield replace(around, kind="code", runs=(Run(lines, code=True),))
        else:
            level = int(element.tag[1]) if element.tag[1:].isdigit() else 0
            kind: Kind = "heading" if level else around.kind
            yield replace(around, kind=kind, level=level, runs=inline(element.children))

    def _item(self, element: Element, around: Block) -> Iterator[Block]:
        """The blocks of an item; the label stands at the first of them."""
        kind: Kind = "item"
        if around.classes & {"names"}:
            kind = "name"
        elif "note" in element.classes:
            kind = "note"
        label = ""
        rest = element.children
        mark = element.find("span", "label") or element.find("a", "footnote-label")
        if mark is not None:
            label = mark.text.strip()
            rest = [child for child in rest if child is not mark]
        inner = replace(around, kind=kind)
        for number, block in enumerate(self._children(rest, inner)):
            is_own = block.list_key == around.list_key and block.kind == kind
            yield replace(block, label=label) if is_own and number == 0 else block

    def _children(self, children: Sequence[Element | str], around: Block) -> Iterator[Block]:
        """The blocks inside; what stands between them in a line makes a block of its own."""
        line: list[Element | str] = []
        for child in children:
            if isinstance(child, Element) and child.tag in _BLOCKS:
                yield from _loose(line, around)
                line = []
                yield from self._block(child, around)
            else:
                line.append(child)
        yield from _loose(line, around)


def _loose(line: Sequence[Element | str], around: Block) -> Iterator[Block]:
    if runs := inline(line):
        yield replace(around, runs=runs)


def _region(element: Element) -> str:
    if identity := element.attributes.get("id"):
        return identity
    known = ("notices", "letterhead", "opening", "closing", "copied-to", "enclosures", "notes")
    return next((name for name in known if name in element.classes), "body")


def _rows(table: Element) -> Iterator[Row]:
    for row in table.elements():
        if row.tag == "tr":
            cells = (each for each in row.children if isinstance(each, Element))
            yield tuple(inline(cell.children) for cell in cells)


def inline(children: Sequence[Element | str]) -> tuple[Run, ...]:
    """The runs of text in a line, with single spaces and none at the ends."""
    runs: list[Run] = []
    after_space = True
    for run in _runs(children, Run("")):
        text = run.text
        if after_space and not run.picture:
            text = text.lstrip(" ")
        if text == BREAK and runs:
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
        if text:
            runs.append(replace(run, text=text))
            after_space = text.endswith((" ", BREAK))
    while runs and not runs[-1].picture and not runs[-1].text.rstrip(" \n"):
        runs.pop()
    if runs and not runs[-1].picture:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" \n"))
    return tuple(runs)


def _runs(children: Sequence[Element | str], look: Run) -> Iterator[Run]:
    for child in children:
        if isinstance(child, str):
            yield replace(look, text=child if look.code else _SPACES.sub(" ", child))
        elif child.tag == "br":
            yield replace(look, text=BREAK)
        elif child.tag == "img":
            source = child.attributes.get("src", "")
            yield replace(look, text=child.attributes.get("alt", ""), picture=source)
        else:
            yield from _runs(child.children, _look(child, look))


def _look(element: Element, around: Run) -> Run:
    attributes = element.attributes
    is_call = "footnote-call" in element.classes
    target = attributes.get("href")
    return replace(
        around,
        bold=around.bold or element.tag in {"strong", "b", "th"},
        italic=around.italic or element.tag in {"em", "i"},
        code=around.code or element.tag == "code",
        language=attributes.get("lang", around.language),
        direction=attributes.get("dir", around.direction),
        href=around.href if is_call else target or around.href,
        note=target.removeprefix("#") if is_call and target else around.note,
        is_first=around.is_first or (is_call and "id" in attributes),
    )
