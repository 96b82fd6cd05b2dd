"""The texts of a letter as the rules of content read them: as set, each with its places.

A passage is what a reader sees of one block: without marks, with the text of links, a line
break as a space.  Every character of it knows where it stands in its file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from ..composing.parsing import refuse_bombs
from ..diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from ..letter import Body, Letter, Source

Origin = Literal["body", "annex", "header"]

# Stands for what is no prose: code, an image, the call of a footnote, a link without own words.
UNREAD = "\ufffc"
_FARTHEST = 1000  # characters of marks and addresses between two pieces of text
_LONGEST_ADDRESS = 4000  # characters
# Values of the header that are printed as prose; the others are names, keys and files.
PROSE = ("title", "salutation", "valediction", "delivery", "classification")


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one block, or of one value of the header.

    `tag` is the block's element ("p", "h1", "td", …), "" in the header; `quoted` says that it
    stands in a quotation of its own, `key` is the header's key.  `source` and `places` (the
    line and column of each character) tell where it stands.
    """

    text: str
    origin: Origin
    tag: str
    quoted: bool
    source: Source | None
    places: Sequence[tuple[int, int]] = field(repr=False)
    fallback: Place | None = None
    key: tuple[str | int, ...] = ()

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of the characters from `start` to before `end`, on the first's line."""
        if self.source is None or start >= len(self.places):
            return self.fallback or Place()
        line, column = self.places[start]
        stop = start + 1 if end is None else end
        columns = [at for number, at in self.places[start:stop] if number == line]
        return self.source.place(line, column, max(columns, default=column) - column + 1)


def passages(letter: Letter) -> Iterator[Passage]:
    """All passages of the letter: header, body, then the annexes that are Markdown."""
    yield from header_passages(letter)
    yield from body_passages(letter.body)
    for body in filter(None, chain.from_iterable((a.body, a.transcript) for a in letter.annexes)):
        yield from body_passages(body, "annex")


def header_passages(letter: Letter, keys: Sequence[str] = PROSE) -> Iterator[Passage]:
    """The passages of the header's values with these keys."""
    for key in keys:
        value = getattr(letter.header, key.replace("-", "_"))
        place = letter.places.get((key,))
        if isinstance(value, str) and value:
            yield Passage(value, "header", "", quoted=False, source=None, places=(),
                          fallback=place, key=(key,))  # fmt: skip


def body_passages(body: Body, origin: Origin = "body") -> Iterator[Passage]:
    """The passages of a Markdown text, footnotes included, in the order of the file."""
    depth = 0
    tag = "p"
    used: dict[int, int] = {}
    for token in tokens(body):
        if token.type in {"blockquote_open", "blockquote_close"}:
            depth += token.nesting
        elif token.nesting == 1:
            tag = token.tag or tag
        elif token.type == "inline" and token.map:
            text, places = _read(token, origins(token, body, used))
            yield Passage(text, origin, tag, depth > 0, body.source, places,
                          body.source.place(token.map[0] + body.first_line))  # fmt: skip


def tokens(body: Body, quotes: Sequence[str] = ()) -> Sequence[Token]:
    """The tokens of a Markdown text as it is written: quotes and dashes as they were typed.

    With `quotes` (outer pair, inner pair) the straight ones become these, as on the page.
    None where the text is refused because its marks would take too long (`composing`).
    """
    return _parsed(body, quotes)[0]


def unused_definitions(body: Body) -> Iterator[tuple[str, Place]]:
    """The names that lines such as "[name]: https://…" define and that nothing in the text uses.

    "[//]: # (…)" is how people write comments in Markdown.
    """
    found, defined = _parsed(body)
    children = (child for token in found for child in token.children or ())
    used = {child.meta.get("label") for child in children}
    for label, definition in defined.items():
        if label not in used and not label.startswith("//"):
            line = definition["map"][0] + body.first_line
            source = body.source.lines[line - 1] if line <= len(body.source.lines) else ""
            at = source.find("[")
            name = source[at + 1 : max(source.find("]:", at), at + 1)]
            yield name or label, body.source.place(line, at + 1, len(name) + 2)


def _parsed(
    body: Body, quotes: Sequence[str] = ()
) -> tuple[Sequence[Token], Mapping[str, dict[str, Any]]]:
    """The tokens of a text, and the definitions in it by their labels."""
    if refuse_bombs(body):
        return (), {}
    typography = {"typographer": bool(quotes), "quotes": quotes}
    options = {"html": True, "store_labels": True, **typography}
    markdown = MarkdownIt("commonmark", options).enable(["table", "smartquotes"])
    markdown.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    found: dict[str, Any] = {}
    parsed = markdown.use(footnote_plugin, inline=False).parse(body.text, found)
    return parsed, found.get("references", {})


def _read(token: Token, origin: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The visible text of an inline token, and where each of its characters stands.

    `origin` is where those of its source do, and one more.
    """
    text: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    children = token.children or []
    for number, child in enumerate(children):
        if child.type == "text":
            # What is an escape or an entity in the source is not found: the places go on there.
            found = find_near(token.content, child.content, at)
            start = found if found >= 0 else at
            for offset, character in enumerate(child.content):
                text.append(character)
                places.append(origin[min(start + offset, len(origin) - 1)])
            at = start + len(child.content) if found >= 0 else at
        elif child.type in {"softbreak", "hardbreak"}:
            at = max(at, token.content.find("\n", at) + 1)
            text.append(" ")
            places.append(origin[min(at, len(origin)) - 1])
        elif child.nesting == 0:
            at = _behind(token.content, child, at)
            text.append(UNREAD)
            places.append(origin[max(min(at, len(origin)) - 1, 0)])
        elif child.type == "link_close" and child.markup != "autolink":
            if number and children[number - 1].type == "link_open":  # the program has its words
                text.append(UNREAD)
                places.append(origin[min(max(at, 0), len(origin) - 1)])
                at = find_near(token.content, "](", at)
            at = behind_link(token.content, at)
    return "".join(text), places


def _behind(content: str, child: Token, at: int) -> int:
    """Where the source goes on behind a child that is no text."""
    if child.type == "image":
        return behind_link(content, max(find_near(content, "](", at), at))
    found = find_near(content, child.content, at)
    return found + len(child.content) if found >= 0 else at


def find_near(content: str, words: str, at: int) -> int:
    """Where the words of a child stand, from `at` on; -1 where they are not written so.

    What is far away is not looked for: many children together would take quadratic time.
    """
    return content.find(words, at, at + len(words) + _FARTHEST)


def behind_link(content: str, at: int) -> int:
    """Behind the address of a link whose text ends at `at`."""
    if not content.startswith("](", at):
        return at
    start, depth = at + 1, 0
    if content.startswith("](<", at):  # brackets inside the pointed ones don't count
        start, depth = max(content.find(">", at, at + _LONGEST_ADDRESS), at + 2), 1
    for number in range(start, min(len(content), at + _LONGEST_ADDRESS)):
        depth += {"(": 1, ")": -1}.get(content[number], 0)
        if depth == 0:
            return number + 1
    return at


def origins(token: Token, body: Body, used: dict[int, int]) -> list[tuple[int, int]]:
    """The line and column in the file of each character of an inline token's source.

    `used` tells how much of each line was read before: a row of a table has several tokens.
    """
    origin: list[tuple[int, int]] = []
    first = (token.map or [0])[0] + body.first_line
    for number, line in enumerate(token.content.split("\n"), first):
        source = body.source.lines[number - 1] if number <= len(body.source.lines) else ""
        start = max(source.find(line, used.get(number, 0)), 0)
        used[number] = start + len(line)
        origin += [(number, start + column + 1) for column in range(len(line) + 1)]
    return origin
