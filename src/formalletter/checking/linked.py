"""Finds the links of a Markdown text, each with its words, its address and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .passages import behind_link, find_near, origins, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from ..diagnostics import Place
    from ..letter import Body


class Link(NamedTuple):
    """A link: what is read of it, where it leads, and where the address stands.

    `address` is as the parser has it, with characters that no address may have as %XX;
    `has_words` says that something of it is seen, an image perhaps.
    """

    words: str
    address: str
    place: Place
    has_words: bool


def links(body: Body) -> Iterator[Link]:
    """All links of a text, in the order of the file."""
    used: dict[int, int] = {}
    for token in tokens(body):
        if token.type == "inline" and token.map:
            yield from _in_block(token, body, origins(token, body, used))


def _in_block(token: Token, body: Body, origin: Sequence[tuple[int, int]]) -> Iterator[Link]:
    children, content = token.children or [], token.content
    at = 0
    for number, child in enumerate(children):
        if child.type == "text" and child.content:
            found = find_near(content, child.content, at)
            at = found + len(child.content) if found >= 0 else at
        elif child.type == "image":
            at = behind_link(content, max(find_near(content, "](", at), at))
        elif child.type == "link_open":
            inner = _inner(children, number)
            start, end = _address(content, child, at)
            yield Link(
                "".join(each.content for each in inner if each.type != "image").strip(),
                str(child.attrGet("href") or ""),
                _place(body, origin, start, end),
                any(each.content.strip() or each.type == "image" for each in inner),
            )
        elif child.type == "link_close" and child.markup != "autolink":
            at = behind_link(content, at)


def _inner(children: Sequence[Token], opening: int) -> list[Token]:
    """The tokens of a link, whose opening one is at an index; links hold no links."""
    inner = []
    for child in children[opening + 1 :]:
        if child.type == "link_close":
            break
        inner.append(child)
    return inner


def _address(content: str, opening: Token, at: int) -> tuple[int, int]:
    """From where to where the address of a link stands in the source of its block."""
    if opening.markup == "autolink":
        start = find_near(content, "<", at) + 1
        return start, max(
            content.find(">", start, start + len(str(opening.attrGet("href")))), start
        )
    start = find_near(content, "](", at)
    end = behind_link(content, start) if start >= 0 else -1
    if end <= start:
        return at, at + 1
    is_pointed = content.startswith("](<", start)
    return start + 2 + is_pointed, end - 1 - is_pointed


def _place(body: Body, origin: Sequence[tuple[int, int]], start: int, end: int) -> Place:
    line, column = origin[min(max(start, 0), len(origin) - 1)]
    return body.source.place(line, column, max(end - start, 1))
