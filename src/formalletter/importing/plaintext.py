"""Turns a block of plain text into Markdown that is typeset in the same words.

Plain text often holds a little Markdown on purpose (bold, a link, a list), and characters
that Markdown would read by accident: a line that begins with `1)`, a lone `*`, a file path.
A block is kept as it is where Markdown reads the same words out of it; otherwise only as
much of it is escaped as is needed.  Markdown sources do not come here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET = re.compile(r"^(\s*)[•▪●‣◦]\s+", re.MULTILINE)
_LIST_MARK = re.compile(r"\s*(?:[-+*•▪●‣◦]|\d{1,9}[.)])\s+\S")
_HEADING = re.compile(r"#{1,6}\s+[^\W\d_].*[^\s.,;]")
_LONGEST_HEADING = 100
# A longer block is escaped without a look: nested marks can make the parser slow.
_LONGEST_PARSED = 20_000
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<([a-z]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
# A single mark of emphasis stands at the edge of a word; "2*3*4" and "__init__.py" have none.
_OPENING = re.compile(r"(?<![^\s—–/])([^\w\s*]*)[*_]+")
_CLOSING = re.compile(r"[*_]+([^\w\s*]*)(?![^\s—–/])")
# What marks a block and is no word, by the token that Markdown makes of it.
_RULE = re.compile(r"^[ |:=*_-]+$", re.MULTILINE)
_BLOCK_MARKS = (
    ("heading_open", re.compile(r"^#+\s"), ""),
    ("heading_open", _RULE, ""),
    ("hr", _RULE, ""),
    ("blockquote_open", re.compile(r"^(?:>[ \t]*)*>(?:\s|$)", re.MULTILINE), ""),
    ("table_open", _RULE, ""),
    ("table_open", re.compile(r"\|"), " "),
)
# Markdown parsers need quadratic time for long runs of marks, and composing refuses them.
_LONG_RUN = re.compile(r"([*_`\[\]~])\1{30}")
_FOOTNOTE = re.compile(r"(?P<mark>\[\^(?P<label>[^\]\s]+)\]:\s+)(?P<text>\S.*)", re.DOTALL)
# What begins a list, a heading, a quotation, a rule or a table's row at the start of a line.
_LINE_START = re.compile(r"^(\s*)([#>+=~|-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_LIGHT = re.compile(rf"[\\`&~]|<(?!{_AUTOLINK.pattern[1:]})")
_EVERY = re.compile(r"[\\`<&~*_\[\]!|]")


def as_markdown(block: Sequence[str], footnotes: frozenset[str] = frozenset()) -> str:
    """The lines of one block as Markdown.

    `footnotes` are the labels that have both a mark in the text and a note
    (`paired_footnotes`): their notes stay notes.
    """
    raw = "\n".join(line.rstrip() for line in block)
    note = _FOOTNOTE.fullmatch(raw)
    if note:
        # A note that no mark in the text points to would not be typeset at all.
        mark = note["mark"] if note["label"] in footnotes else "\\" + note["mark"]
        return mark + as_markdown(note["text"].split("\n"))
    plain = "\n".join(line.strip() for line in block)
    listed = _BULLET.sub(r"\1- ", raw)
    if len(plain) <= _LONGEST_PARSED:
        for candidate in (listed, raw, plain, _escaped(plain, _LIGHT)):
            if _is_as_meant(candidate, plain):
                return candidate
    return _escaped(plain, _EVERY)


def is_listed(block: Sequence[str]) -> bool:
    """Whether each of the lines begins with a bullet or a number."""
    return all(_LIST_MARK.match(line) for line in block)


def paired_footnotes(text: str) -> frozenset[str]:
    """The labels of the Markdown footnotes that have both a mark and a note in the text."""
    notes = set(re.findall(r"^\s*\[\^([^\]\s]+)\]:", text, re.MULTILINE))
    marks = set(re.findall(r"\[\^([^\]\s]+)\](?!:)", text))
    return frozenset(notes & marks)


def _is_as_meant(markdown: str, plain: str) -> bool:
    """Whether Markdown reads the words of the plain text, and no structure by accident."""
    if _LONG_RUN.search(markdown):
        return False
    tokens = _parser().parse(markdown)
    kinds = {token.type for token in tokens}
    if not _is_deliberate(tokens, markdown):
        return False
    meant = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", _BULLET.sub("- ", plain)))
    for kind, mark, replacement in _BLOCK_MARKS:
        if kind in kinds:
            meant = mark.sub(replacement, meant)
    spoken = "".join(_spoken(tokens))
    return _without_emphasis(spoken).split() == _without_emphasis(meant).split()


def _is_deliberate(tokens: Sequence[Token], markdown: str) -> bool:
    """Whether the structure that Markdown sees in one block was meant by its author."""
    lines = markdown.split("\n")
    kinds = [token.type for token in tokens]
    headings = [token.markup for token in tokens if token.type == "heading_open"]
    items = kinds.count("list_item_open")
    lists = kinds.count("bullet_list_open") + kinds.count("ordered_list_open")
    if items < 2 * lists:
        return False
    if "blockquote_open" in kinds and not all(line.lstrip().startswith(">") for line in lines):
        return False
    return all(_is_heading(lines, markup) for markup in headings)


def _is_heading(lines: Sequence[str], markup: str) -> bool:
    """Whether a block is a heading on purpose: one short line, `#` before or a rule below it."""
    if len(lines[0]) > _LONGEST_HEADING:
        return False
    if markup.startswith("#"):
        return len(lines) == 1 and bool(_HEADING.fullmatch(lines[0].strip()))
    return len(lines) == len(("words", "rule"))


def _without_emphasis(text: str) -> str:
    return _CLOSING.sub(r"\1", _OPENING.sub(r"\1", text.replace("**", "")))


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    """The text with a backslash before each character that is found and can mean something."""
    text = pattern.sub(r"\\\g<0>", text)
    return _LINE_START.sub(_escape_line_start, text)


def _escape_line_start(found: re.Match[str]) -> str:
    indent, mark = found.groups()
    return f"{indent}{mark}\\" if mark.isdigit() else f"{indent}\\{mark}"


def _spoken(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of the tokens with white space between blocks; what is lost is left out."""
    numbers: list[int | None] = []
    for token in tokens:
        yield "\n"
        match token.type:
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_open":
                number = numbers[-1]
                yield f"{'' if number is None else number}{token.markup} "
                numbers[-1] = None if number is None else number + 1
            case "inline":
                yield from _spoken_inline(token.children or ())


def _spoken_inline(tokens: Sequence[Token]) -> Iterator[str]:
    spoken: dict[str, Callable[[Token], str]] = {
        "text": lambda token: token.content,
        "text_special": lambda token: token.content,
        "code_inline": lambda token: token.content,
        "image": lambda token: token.content,
        "softbreak": lambda _: "\n",
        "hardbreak": lambda _: "\n",
    }
    for token in tokens:
        if speak := spoken.get(token.type):
            yield speak(token)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Only what any composing reads as Markdown: raw HTML is on, so that it counts as lost.
    return MarkdownIt("commonmark").enable("table")
