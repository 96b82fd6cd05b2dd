"""What typesetting hands on: the pages, what is written where, and what it means.

Data only.  `typesetting` makes these values in a process of its own, so that they can be
turned into JSON and back; `assembling` makes the structure tree of the finished file of
them, and the fitting and the tests read the lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in pt from the lower left corner of the page."""

Region = Literal["flow", "footnote", "margin"]
"""Where on a page something stands: in the flow, among the footnotes, in a margin box."""

ArtifactKind = Literal["header", "footer", "repeated", "layout"]
"""Why something on a page is not part of the text (ISO 32000-1, 14.8.2.2)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One marked piece of a page: a run of text on one line, or an image.

    `page` counts from 0 and `mark` is the marked-content identifier (MCID) on that page.
    `text` is what the run says, in the order of reading, and empty for an image; a hyphen
    that only the line's end made is not in it (`hyphenated`), nor is the space that the
    line's end took the place of (`spaced`).  `pseudo` names the CSS pseudo-element that
    made the text, if any.
    """

    page: int
    mark: int
    text: str
    rectangle: Rectangle
    hyphenated: bool = False
    spaced: bool = False
    pseudo: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the composed document, with what of it is on the pages.

    `tag` is the HTML element's name, `attributes` are its own; `links` are the object
    numbers of its link annotations in the typeset file.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: tuple[Element | Leaf, ...] = ()
    links: tuple[int, ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        """The words of its `class` attribute."""
        return frozenset(self.attributes.get("class", "").split())

    def first_leaf(self) -> Leaf | None:
        """The first thing of the element that is on a page."""
        for child in self.children:
            found = child if isinstance(child, Leaf) else child.first_leaf()
            if found is not None:
                return found
        return None

    def to_plain(self) -> dict[str, Any]:
        """The element as JSON has it; a leaf is a list, so that the two are told apart."""
        return {
            "tag": self.tag,
            "attributes": self.attributes,
            "links": self.links,
            "children": [
                child.to_plain() if isinstance(child, Element) else _values(child)
                for child in self.children
            ],
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Element:
        """The element that `to_plain` was made of."""
        children = tuple(
            cls.from_plain(child) if isinstance(child, dict) else _leaf(child)
            for child in plain["children"]
        )
        return cls(plain["tag"], plain["attributes"], children, tuple(plain["links"]))


def _values(item: Leaf | Artifact | Line) -> list[Any]:
    # dataclasses.astuple copies deeply, which takes ten times as long.
    return [getattr(item, name) for name in item.__slots__]


def _leaf(values: list[Any]) -> Leaf:
    page, mark, text, (left, bottom, right, top), *rest = values
    return Leaf(page, mark, text, (left, bottom, right, top), *rest)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A marked piece of a page that is no part of the text: a running head, decoration."""

    page: int
    mark: int
    kind: ArtifactKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on a page, as it was laid out.

    Measures are in pt: `x` from the left and `baseline` from the top edge of the page,
    `width` from the first to the end of the last character, `column_x` and `column_width`
    of the column (of the page's area, where there are no columns); `size` is that of the
    largest text.  `stretch` is what justification adds to each word space.

    `block` numbers the element that the line belongs to, in the order of the document, so
    that all lines of a paragraph have one number; `path` is the way to it (`html body
    main.body p`).  `page` counts from 0.
    """

    page: int
    x: float
    baseline: float
    width: float
    height: float
    text: str
    size: float
    stretch: float
    column_x: float
    column_width: float
    block: int
    path: str
    region: Region


@dataclass(frozen=True, slots=True)
class LineNumber:
    """The number of a line, to be drawn on its baseline; it starts at `x`, or ends there.

    Measures are those of `Line`.
    """

    page: int
    number: int
    x: float
    baseline: float
    starts_here: bool


@dataclass(frozen=True, slots=True)
class Typeset:
    """The typeset letter: the pages as WeasyPrint wrote them, and what is on them."""

    pdf: bytes = field(repr=False)
    pages: int
    structure: Element
    artifacts: tuple[Artifact, ...]
    lines: tuple[Line, ...]

    def places(self) -> dict[str, tuple[int, float]]:
        """Where the elements with an `id` begin: the index of the page, the upper edge in pt."""
        found: dict[str, tuple[int, float]] = {}
        waiting = [self.structure]
        while waiting:
            element = waiting.pop()
            name = element.attributes.get("id")
            if name is not None and (leaf := element.first_leaf()) is not None:
                found[name] = (leaf.page, leaf.rectangle[3])
            waiting += [child for child in element.children if isinstance(child, Element)]
        return found

    def to_plain(self) -> dict[str, Any]:
        """All but the PDF's bytes, as JSON has it."""
        return {
            "pages": self.pages,
            "structure": self.structure.to_plain(),
            "artifacts": [_values(artifact) for artifact in self.artifacts],
            "lines": [_values(line) for line in self.lines],
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any], pdf: bytes) -> Typeset:
        """The value that `to_plain` was made of, with its bytes."""
        return cls(
            pdf,
            plain["pages"],
            Element.from_plain(plain["structure"]),
            tuple(Artifact(*artifact) for artifact in plain["artifacts"]),
            tuple(Line(*line) for line in plain["lines"]),
        )
