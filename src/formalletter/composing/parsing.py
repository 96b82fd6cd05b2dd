"""Parses a letter's Markdown, and refuses what a reader could not follow or would lose.

CommonMark with tables, footnotes and typographic quotes (markdown-it-py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from ..diagnostics import error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from ..diagnostics import Problem
    from ..letter import Body

DEEPEST = 30  # levels of lists, quotations and emphasis inside one another
LONGEST_DELIMITER_RUN = 60  # markdown-it needs quadratic time for runs of * _ and backticks
MOST_QUOTES = 2000  # straight ones in a paragraph, for which it needs quadratic time, too

_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
_CALL = re.compile(r"\[\^[^\]\s]+\]")
_DELIMITERS = re.compile(rf"([*_`\[\]~])\1{{{LONGEST_DELIMITER_RUN},}}")


class Parsed(NamedTuple):
    """The tokens of a text, and the parser's options, which a renderer asks for."""

    tokens: list[Token]
    options: OptionsDict


def parse(body: Body, quotes: Sequence[str]) -> Parsed | Problem:
    """The tokens of a text, or why it can't be set.

    `quotes` are the marks for straight ones: outer pair, inner pair.
    """
    if problem := refuse_bombs(body):
        return problem
    # "html" makes the parser see raw HTML as such; the renderer shows it as text.
    options = {
        "html": True,
        "typographer": True,
        "quotes": quotes,
        # What is nested deeper than this would be dropped without a word.
        "maxNesting": 4 * DEEPEST,
    }
    markdown = MarkdownIt("commonmark", options).enable(["table", "smartquotes"])
    # An address that the parser refuses would be set as raw Markdown: the renderer judges.
    markdown.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    tokens = markdown.use(footnote_plugin, inline=False).parse(body.text)
    problem = _refuse_depth(tokens, body) or _refuse_lost_note(tokens, body)
    return problem or Parsed(tokens, markdown.options)


def _refuse_depth(tokens: list[Token], body: Body) -> Problem | None:
    place = None
    for token in tokens:
        if token.map:
            place = body.source.place(token.map[0] + body.first_line)
        if max((token.level, *(child.level for child in token.children or ()))) > DEEPEST:
            return error(
                "body-too-deep",
                f"more than {DEEPEST} lists, quotations or marks stand inside one another",
                place,
                "set it flatter: a reader is lost long before",
            )
    return None


def _refuse_lost_note(tokens: list[Token], body: Body) -> Problem | None:
    """A note without a reference would be dropped, a reference without a note set as typed."""
    called = {
        child.meta["label"]
        for token in tokens
        for child in token.children or ()
        if child.type == "footnote_ref"
    }
    for number, line in enumerate(body.text.split("\n"), body.first_line):
        note = _NOTE.match(line)
        if note and note[1] not in called:
            message, hint = (
                "nothing refers to this footnote",
                f"write [^{note[1]}] where it belongs",
            )
            return error("footnote-lost", message, body.source.place(number, 1, len(note[0])), hint)
    for token in tokens:
        for child in token.children or ():
            if child.type == "text" and (call := _CALL.search(child.content)) and token.map:
                return error(
                    "footnote-missing",
                    f"there is no footnote {call[0]}",
                    body.source.place(token.map[0] + body.first_line),
                    f"write it on a line of its own: {call[0]}: the note",
                )
    return None


def refuse_bombs(body: Body) -> Problem | None:
    """The error that a line would take the parser too long, if there is such a line."""
    quotes = 0
    for number, line in enumerate(body.text.split("\n"), body.first_line):
        if match := _DELIMITERS.search(line):
            place = body.source.place(number, match.start() + 1, LONGEST_DELIMITER_RUN)
            return error(
                "body-delimiter-run",
                f"more than {LONGEST_DELIMITER_RUN} “{match[1]}” in a row",
                place,
                "a line like this can't be read as Markdown; use *** alone on a line for a break",
            )
        quotes = quotes + line.count("'") + line.count('"') if line.strip() else 0
        if quotes > MOST_QUOTES:
            return error(
                "body-quotes",
                f"more than {MOST_QUOTES:,} straight quotation marks stand in one paragraph",
                body.source.place(number),
                "leave an empty line between paragraphs, or type “ and ” instead",
            )
    return None
