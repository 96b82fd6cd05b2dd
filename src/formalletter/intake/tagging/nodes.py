"""The structure of a file while it is being mended: elements, pieces of content, annotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    from ...foreign import Rectangle

ARTIFACT = "Artifact"


@dataclass(slots=True, eq=False)
class Piece:
    """Content that belongs together: one mark, or several where something stands between.

    `page` is the index of the page and `form` the form XObject whose content it is part of,
    None for the page's own.  `numbers` are its marks (MCID), given when the content is
    written.  `properties` are entries of its property list (ISO 32000-1, 14.6.2), and `box`
    is where a figure stands.  The tag of an artifact is `ARTIFACT`.
    """

    page: int
    form: Object | None = None
    tag: str = "P"
    properties: dict[str, Object] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    box: Rectangle | None = None
    parent: Element | None = None

    @property
    def is_artifact(self) -> bool:
        """Whether it belongs to no element."""
        return self.tag == ARTIFACT


@dataclass(slots=True, eq=False)
class Held:
    """An annotation that an element holds."""

    page: int
    annotation: Object
    parent: Element | None = None


@dataclass(slots=True, eq=False)
class Element:
    """A structure element (ISO 32000-1, table 323).

    `role` is empty while it is open what an unknown type becomes.  `attributes` are direct
    dictionaries.
    """

    role: str
    kids: list[Element | Piece | Held] = field(default_factory=list)
    parent: Element | None = None
    language: str | None = None
    alternative: str | None = None
    actual_text: str | None = None
    expansion: str | None = None
    title: str | None = None
    identity: bytes | None = None
    attributes: list[Object] = field(default_factory=list)

    def add(self, *kids: Element | Piece | Held) -> None:
        """Adds kids behind the others."""
        for kid in kids:
            kid.parent = self
            self.kids.append(kid)

    def replace_kids(self, kids: list[Element | Piece | Held]) -> None:
        """Has these kids and no others."""
        self.kids = []
        self.add(*kids)

    def wrap(self, role: str, kid: Element | Piece | Held) -> Element:
        """Puts a new element between this one and a kid."""
        wrapper = Element(role, parent=self)
        self.kids[self.kids.index(kid)] = wrapper
        wrapper.add(kid)
        return wrapper

    def elements(self) -> Iterator[Element]:
        """The element and all below it, in their order; kids are read when they are reached."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]

    def leaves(self) -> Iterator[Piece | Held]:
        """The pieces and annotations in it, in their order."""
        waiting: list[Element | Piece | Held] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element):
                waiting += reversed(node.kids)
            else:
                yield node

    @property
    def page(self) -> int | None:
        """The index of the page of the first thing that it holds."""
        return next((leaf.page for leaf in self.leaves()), None)
