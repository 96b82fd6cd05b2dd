"""The tree of a composed document, read with the standard library.

The documents are the program's own: every element that is no void one is closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCAN = "signature-scan"  # the class of the paragraph that a scanned signature stands in
VOID = frozenset({"br", "hr", "img", "link", "meta"})
# What XML 1.0 (2.2) can't hold, and the word joiners with which composing keeps words together.
_NOT_TEXT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\u2060")


@dataclass(frozen=True, slots=True)
class Element:
    """An element, its attributes, and what is inside: elements and pieces of text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The words of its `class` attribute."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All the text in it; a line break is a space."""
        return "".join(
            child if isinstance(child, str) else " " if child.tag == "br" else child.text
            for child in self.children
        )

    def elements(self) -> Iterator[Element]:
        """The element and all below it, in the order of the document."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.elements()

    def find(self, tag: str, name: str | None = None) -> Element | None:
        """The first element with this tag, and this class if one is asked for."""
        return next(
            (
                element
                for element in self.elements()
                if element.tag == tag and (name is None or name in element.classes)
            ),
            None,
        )


def parse(html: str) -> Element:
    """The `body` of a composed document."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    body = parser.root.find("body")
    return body or Element("body")


def without_marks(text: str) -> str:
    """A text without what is no character of it."""
    return _NOT_TEXT.sub("", text)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: without_marks(value or "") for name, value in attrs}
        element = Element(tag, given)
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(without_marks(data))
