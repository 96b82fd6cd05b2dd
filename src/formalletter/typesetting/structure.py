"""The logical structure of the typeset letter: the document's own elements.

WeasyPrint's boxes are cut by lines, columns and pages; the composed document is not, and is
the truth about what belongs together and in which order.  So each piece that was drawn is
put back into the element, and at the place in its text, that it came from (`source`).  That
also shows what a line's end did to the text.

What the elements become in the PDF is decided by `assembling`; WeasyPrint's boxes are read
by `boxes`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from ..diagnostics import Place, error
from ..errors import TypesettingError
from ..typeset import Artifact, Element, Leaf, Typeset
from . import boxes
from .lines import lines_of
from .source import Found, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as HtmlElement

    import weasyprint

    from ..typeset import ArtifactKind
    from .boxes import Drawn, Reading

DEEPEST = 100  # levels of elements; WeasyPrint gives up at about 130
# Elements inside a line of text: a word may go on across their edges.
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "svg"),
        *("time", "u", "var", "wbr"),
    ]
)
# An empty cell still is a column of its row, and a forced break parts lines.
_KEPT_EMPTY = frozenset({"td", "th", "br"})
_IMAGES = frozenset({"img", "svg"})


def hand_on(html: weasyprint.HTML, document: weasyprint.Document) -> Typeset:
    """Writes the pages of a laid-out document and says what is on them.

    Raises `TypesettingError` when something drawn can't be found in the document, or some
    of the document's text was not drawn.
    """
    root = html.etree_element
    _refuse_depth(root)
    pdf, reading = boxes.write(document)
    structure, artifacts = logical_tree(root, reading)
    return Typeset(pdf, len(document.pages), structure, artifacts, lines_of(root, reading))


def logical_tree(root: HtmlElement, reading: Reading) -> tuple[Element, tuple[Artifact, ...]]:
    """The tree of the document's body, and what is drawn but no part of it.

    Elements of which nothing is on a page are left out.  Raises as `hand_on` does.
    """
    body = root.find("body")
    if body is None:
        _refuse("the composed document has no body")
    tree = _Tree(body)
    for drawn in reading.drawn:
        tree.place(drawn)
    tree.refuse_loss()
    for element, annotation in reading.links:
        tree.links[tree.linked(element)].append(annotation)
    return tree.freeze(body) or Element("body"), tuple(tree.artifacts)


@dataclass(slots=True, eq=False)
class _Piece:
    """A drawn piece at its place, before the pieces around it are known."""

    drawn: Drawn
    found: Found | None
    spaced: bool = False

    def leaf(self) -> Leaf:
        drawn, found = self.drawn, self.found
        text = found.text if found else drawn.text
        hyphenated = found.hyphenated if found else False
        return Leaf(
            drawn.spot.page,
            _mark(drawn),
            text,
            drawn.rectangle,
            hyphenated,
            self.spaced,
            drawn.pseudo,
        )


class _Tree:
    """The document's elements, and the pieces that were found in them."""

    def __init__(self, body: HtmlElement) -> None:
        self.artifacts: list[Artifact] = []
        self.links: dict[HtmlElement, list[int]] = defaultdict(list)
        self._source = Source(body)
        self._parents = {child: parent for parent in body.iter() for child in parent}
        self._hidden = {
            inner for element in body.iter() if _is_hidden(element) for inner in element.iter()
        }
        # The pieces of each stretch of an element's own text (see `Found`).
        self._pieces: dict[HtmlElement, dict[int, list[_Piece]]] = {}

    def place(self, drawn: Drawn) -> None:
        """Puts a piece where it belongs."""
        if drawn.spot.artifact is not None:
            self._put_away(drawn, drawn.spot.artifact)
            return
        element = drawn.element
        if element is None:
            _refuse("something is drawn that belongs to no element", drawn.spot.page)
        found = None if drawn.is_image or drawn.pseudo else self._source.find(drawn)
        is_blank = not (drawn.is_image or drawn.text.strip()) or not drawn.is_visible
        is_decoration = drawn.is_image and (drawn.pseudo or _name(element) not in _IMAGES)
        if is_blank or is_decoration or element in self._hidden:
            self._put_away(drawn, "layout")
            return
        if found is None and not (drawn.is_image or drawn.pseudo):
            _refuse(f"“{drawn.text}” is not in the composed document", drawn.spot.page)
        stretch = found.stretch if found else len(element) if drawn.pseudo == "after" else -1
        pieces = self._pieces.setdefault(element, defaultdict(list))
        pieces[stretch].append(_Piece(drawn, found))

    def _put_away(self, drawn: Drawn, kind: ArtifactKind) -> None:
        self.artifacts.append(Artifact(drawn.spot.page, _mark(drawn), kind))

    def refuse_loss(self) -> None:
        """Raises `TypesettingError` when only a part of an element's text was drawn."""
        for _, rest in self._source.lost():
            _refuse(f"“{rest[:60]}” was left out of the pages")

    def linked(self, element: HtmlElement) -> HtmlElement:
        """The link around an element; WeasyPrint annotates each element inside a link."""
        inner: HtmlElement | None = element
        while inner is not None and inner.tag != "a":
            inner = self._parents.get(inner)
        return element if inner is None else inner

    def freeze(self, body: HtmlElement) -> Element | None:
        """The tree of the elements that are on the pages."""
        self._space(body, [])
        return self._freeze(body)

    def _freeze(self, element: HtmlElement) -> Element | None:
        children: list[Element | Leaf] = []
        for item in self._content(element):
            child = item.leaf() if isinstance(item, _Piece) else self._freeze(item)
            if child is not None:
                children.append(child)
        if not children and element.tag not in _KEPT_EMPTY:
            return None
        return Element(
            _name(element),
            {name: value for name, value in element.attrib.items() if name != "style"}
            | _described(element),
            tuple(children),
            tuple(self.links.get(element, ())),
        )

    def _content(self, element: HtmlElement) -> list[_Piece | HtmlElement]:
        """The pieces and the child elements of an element, in the document's order."""
        pieces = self._pieces.get(element, {})
        content: list[_Piece | HtmlElement] = [*pieces.get(-1, ()), *pieces.get(0, ())]
        for number, child in enumerate(element, 1):
            content += [child, *pieces.get(number, ())]
        return content

    def _space(self, element: HtmlElement, flow: list[_Piece]) -> None:
        """Marks the pieces whose following space a line's end has taken.

        `flow` collects the pieces of a paragraph; a block inside it has a flow of its own.
        """
        is_block = element.tag not in _INLINE or "footnote" in element.get("class", "").split()
        inner: list[_Piece] = [] if is_block else flow
        for item in self._content(element):
            if isinstance(item, _Piece):
                inner.append(item)
            else:
                self._space(item, inner)
        if is_block:
            for left, right in pairwise(inner):
                left.spaced = _lacks_space(left, right)


def _lacks_space(left: _Piece, right: _Piece) -> bool:
    if left.drawn.is_image or right.drawn.is_image or left.drawn.pseudo == "footnote-call":
        return False
    if left.drawn.text[-1].isspace() or right.drawn.text[0].isspace():
        return False
    if left.drawn.line and right.drawn.line and left.drawn.line.block != right.drawn.line.block:
        return True  # lines that are blocks of their own
    after = left.found is not None and left.found.after_space
    return after or (right.found is not None and right.found.before_space)


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element is decoration, of which a reader that listens is told nothing."""
    if element.get("aria-hidden") == "true":
        return True
    return _name(element) in _IMAGES and (
        element.get("role") in {"presentation", "none"} or element.get("alt") == ""
    )


def _name(element: HtmlElement) -> str:
    return str(element.tag).rpartition("}")[2]  # an SVG has a namespace


def _described(element: HtmlElement) -> dict[str, str]:
    """What an SVG in the document says of itself, as if it were an image's `alt`."""
    title = element.find("{http://www.w3.org/2000/svg}title")
    return {"alt": title.text} if title is not None and title.text else {}


def _refuse_depth(root: HtmlElement) -> None:
    level, depth = list(root), 1
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > DEEPEST:
            _refuse(f"the letter's parts are nested deeper than {DEEPEST} levels")


def _mark(drawn: Drawn) -> int:
    if drawn.mark is None:
        _refuse("the pages were not written yet")
    return drawn.mark


def _refuse(what: str, page: int | None = None) -> NoReturn:
    place = None if page is None else Place(page=page + 1)
    raise TypesettingError([error("typesetting-structure", what, place)])
