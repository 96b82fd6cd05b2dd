"""The twin in HTML: one file that asks for nothing from anywhere, and reads on any screen."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from .. import assets
from ..wording import Wording
from .tree import VOID, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .content import Content
    from .pictures import Picture

_SIGNATORIES = "signatories"
_AFTER = "after-signatories"
_TITLE_SAID = frozenset({"footnote-call", "footnote-label"})  # whose words are only a number
_OUTSIDE = ("notices", "letterhead")  # of the text, in the page's header
_HEAD = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>{title}</title>
{author}<meta name="description" content="{description}">
<style>{style}</style>
</head>
"""


def web_page(content: Content, whole: Element) -> bytes:
    """The whole letter (`resolving`) as one HTML file in UTF-8."""
    wording = Wording(content.language)
    head = _HEAD.format(
        language=escape(content.language),
        direction=wording.direction,
        policy=_policy(),
        title=escape(content.title),
        author=f'<meta name="author" content="{escape(content.author)}">\n' * bool(content.author),
        description=escape(content.description),
        style=_style(),
    )
    body = _page(whole, wording)
    return (head + "".join(_written(body, content.pictures)) + "\n</html>\n").encode()


@cache
def _style() -> str:
    path = assets.styles_folder() / "twins" / "web.css"
    return "\n" + path.read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """What the page may load (Content Security Policy 3): its own style and the pictures in it."""
    digest = b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none';"
        f" style-src 'sha256-{digest}'"
    )


def _page(whole: Element, wording: Wording) -> Element:
    """The letter between the landmarks of a page, with the links past its list."""
    parts = [child for child in whole.children if isinstance(child, Element)]
    outside = [part for part in parts if part.classes & set(_OUTSIDE)]
    inside = [part for part in parts if part not in outside]
    body = Element("body")
    has_list = any(part.attributes.get("id") == _SIGNATORIES for part in inside)
    if has_list:
        body.children.append(_skip(_SIGNATORIES, wording.phrase("skip-to-signatories")))
    if outside:
        divisions = [Element("div", part.attributes, part.children) for part in outside]
        body.children.append(Element("header", {}, [*divisions]))
    main = Element("main")
    for part in inside:
        if part.attributes.get("id") != _SIGNATORIES:
            tag = "div" if part.tag == "main" else part.tag  # the page has one of its own
            main.children.append(Element(tag, part.attributes, part.children))
            continue
        main.children.append(_skip(_AFTER, wording.phrase("skip-signatories")))
        main.children.append(
            Element("section", {**part.attributes, "tabindex": "-1"}, part.children)
        )
        main.children.append(Element("div", {"id": _AFTER, "tabindex": "-1"}))
    body.children.append(main)
    return body


def _skip(target: str, words: str) -> Element:
    return Element("a", {"class": "skip", "href": f"#{target}"}, [words])


def _written(element: Element, pictures: Mapping[str, Picture]) -> Iterator[str]:
    """The element as HTML; every text and attribute in it is escaped."""
    tag, attributes = _shaped(element)
    if tag == "img":
        picture = pictures.get(attributes["src"])
        if picture is None:
            yield escape(attributes.get("alt", ""))
            return
        data = b64encode(picture.data).decode()
        attributes["src"] = f"data:{picture.kind};base64,{data}"
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    yield f"<{tag}{given}>"
    if tag in VOID:
        return
    for child in element.children:
        if isinstance(child, str):
            yield escape(child, quote=False)
        else:
            yield from _written(child, pictures)
    yield f"</{tag}>"
    if tag in {"section", "div", "p", "li", "ul", "ol", "table", "tr"}:
        yield "\n"


def _shaped(element: Element) -> tuple[str, dict[str, str]]:
    """The tag and attributes that say to a browser what an element is."""
    tag, attributes = element.tag, dict(element.attributes)
    classes = element.classes
    if tag == "p" and "reply-to" in classes:
        tag = "address"
    elif tag == "a" and not attributes.get("href"):
        tag = "span"
    elif tag == "aside":  # which would be a landmark of its own, beside the letter
        tag = "section"
    if tag in {"ul", "ol"}:
        attributes["role"] = "list"  # Safari says no list where none of its marks are seen
    if tag == "a" and classes & _TITLE_SAID:
        attributes["aria-label"] = f"{element.text.strip()}, {attributes.pop('title', '')}"
        attributes["role"] = "doc-noteref" if "footnote-call" in classes else "doc-backlink"
    return tag, attributes
