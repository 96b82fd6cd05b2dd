"""Decides what each element of the letter is in the PDF's structure tree.

Elements that only serve the look are dissolved; what is left has one of the standard types
(ISO 32000-1, 14.8.4).  Nothing here touches the PDF: `tree` writes what is decided here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..numbering import SCHEME
from ..typeset import Element, Leaf
from .lists import definitions, item_list
from .nodes import Node, in_paragraphs, leaves, words
from .script import is_right_to_left, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from .nodes import Value

_TYPES = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "pre": "P",
    "section": "Sect",
    "article": "Sect",
    "nav": "Sect",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "caption": "Caption",
    "figcaption": "Caption",
}
_HOLDS_BLOCKS = frozenset({"Sect", "BlockQuote", "Div"})
_DISSOLVED = frozenset({"body", "main", "div", "header", "footer", "address", "aside"})


# Paragraphs whose lines each say something of their own, with a pause between.
_OF_LINES = frozenset({"recipient", "reply-to"})


def structure(body: Element, language: str) -> Node:
    """The tree of a letter in a language, from the Document element down."""
    return Node("Document", in_paragraphs(_inside(body, language)), language=language)


def _inside(element: Element, language: str) -> list[Node | Leaf]:
    """The nodes of an element's children; `language` is that of the surroundings."""
    language = element.attributes.get("lang", language)
    kids: list[Node | Leaf] = []
    for child in element.children:
        kids += [_said(child)] if isinstance(child, Leaf) else _nodes(child, language)
    return kids


def _said(leaf: Leaf) -> Node | Leaf:
    """A leaf, with its actual text where its glyphs stand in another order."""
    if not is_right_to_left(leaf.text):
        return leaf
    return Node("Span", (leaf,), actual_text=plain(leaf.text) + " " * leaf.spaced)


def _nodes(element: Element, language: str) -> list[Node | Leaf]:
    """The nodes of an element: itself, or its children where it is dissolved."""
    if "footnote" in element.classes:
        return _footnote(element, language)
    if special := _SPECIAL.get(element.tag):
        return special(element, language)
    if role := _TYPES.get(element.tag):
        return _block(role, element, language)
    if element.tag in _DISSOLVED:
        return _dissolved(element, language)
    return _span(element, language)


def _block(role: str, element: Element, language: str) -> list[Node | Leaf]:
    if _OF_LINES & element.classes:
        lines = _lines(element, language)
        # The address is one thing, and known as such; the margin has nothing but lines.
        return [Node("Div", lines)] if "recipient" in element.classes else list(lines)
    kids = tuple(_inside(element, language))
    if role == "P" and all(isinstance(kid, Node) and kid.role == "Figure" for kid in kids):
        return list(kids)  # a paragraph around nothing but images
    if role in _HOLDS_BLOCKS:
        kids = in_paragraphs(kids)
    return [Node(role, kids, _change(element, language))]


def _lines(element: Element, language: str) -> tuple[Node | Leaf, ...]:
    """A paragraph for each line between forced breaks."""
    lines: list[list[Element | Leaf]] = [[]]
    for child in element.children:
        if isinstance(child, Element) and child.tag == "br":
            lines.append([])
        else:
            lines[-1].append(child)
    filled = (replace(element, children=tuple(line)) for line in lines if line)
    return tuple(Node("P", tuple(_inside(line, language))) for line in filled)


def _dissolved(element: Element, language: str) -> list[Node | Leaf]:
    kids = in_paragraphs(_inside(element, language))
    changed = _change(element, language)
    return [Node("Div", kids, changed)] if changed else list(kids)


def _span(element: Element, language: str) -> list[Node | Leaf]:
    kids = _inside(element, language)
    changed = _change(element, language)
    expansion = element.attributes.get("title") if element.tag == "abbr" else None
    if not (changed or expansion):
        return kids
    if len(kids) == 1 and isinstance(kids[0], Node) and kids[0].actual_text:
        return [replace(kids[0], language=changed, expansion=expansion)]
    return [Node("Span", tuple(kids), changed, expansion=expansion)]


def _image(element: Element, language: str) -> list[Node | Leaf]:
    said = element.attributes.get("aria-label") or element.attributes.get("alt")
    return [Node("Figure", tuple(leaves(element)), _change(element, language), said)]


def _link(element: Element, language: str) -> list[Node | Leaf]:
    kids = _span(element, language)
    if not element.links:
        return kids
    given = element.attributes.get("aria-label") or element.attributes.get("title")
    link = Node(
        "Link", tuple(kids), links=element.links, description=given or _description(element)
    )
    if "footnote-call" in element.classes:
        return [Node("Reference", (link,))]
    return [Node("Lbl", (link,))] if "footnote-label" in element.classes else [link]


def _description(link: Element) -> str:
    """What a link says and, if that is something else, where it leads."""
    said = words(link)
    target = link.attributes.get("href", "").removeprefix("mailto:")
    is_inside = target.startswith(("#", SCHEME))
    return said if is_inside or target == said else f"{said} ({target})"


def _footnote(element: Element, language: str) -> list[Node | Leaf]:
    """A note, and its reference if the style made one."""
    kids = _inside(element, language)
    calls = tuple(kid for kid in kids if _is_pseudo(kid, "footnote-call"))
    label = tuple(kid for kid in kids if _is_pseudo(kid, "footnote-marker"))
    rest = tuple(kid for kid in kids if kid not in calls and kid not in label)
    # ISO 14289-1, 7.9: a note has an ID of its own.
    first = next(leaves(element))
    identity = element.attributes.get("id", f"note-{first.page}-{first.mark}")
    if label:
        rest = (Node("Lbl", label), *rest)
    note = Node("Note", rest, _change(element, language), identity=identity)
    return [Node("Reference", calls), note] if calls else [note]


def _is_pseudo(kid: Node | Leaf, pseudo: str) -> bool:
    return isinstance(kid, Leaf) and kid.pseudo == pseudo


def _cell(element: Element, language: str) -> list[Node | Leaf]:
    given = element.attributes
    attributes: dict[str, Value] = {}
    if element.tag == "th":
        attributes["Scope"] = "Row" if given.get("scope", "").startswith("row") else "Column"
    for name, key in (("RowSpan", "rowspan"), ("ColSpan", "colspan")):
        if given.get(key, "").isdecimal() and int(given[key]) > 1:
            attributes[name] = int(given[key])
    if headers := given.get("headers", "").split():
        attributes["Headers"] = tuple(headers)
    kids = tuple(_inside(element, language))
    identity = given.get("id")
    role = element.tag.upper()
    changed = _change(element, language)
    return [Node(role, kids, changed, identity=identity, attributes=attributes)]


def _list(element: Element, language: str) -> list[Node | Leaf]:
    made = definitions if element.tag == "dl" else item_list
    node = made(element, element.attributes.get("lang", language), _inside)
    return [replace(node, language=_change(element, language))]


def _change(element: Element, language: str) -> str | None:
    """The element's language where it is another than that around it."""
    own = element.attributes.get("lang")
    return own if own != language else None


_SPECIAL: dict[str, Callable[[Element, str], list[Node | Leaf]]] = {
    "ul": _list,
    "ol": _list,
    "dl": _list,
    "a": _link,
    "img": _image,
    "svg": _image,
    "th": _cell,
    "td": _cell,
}
