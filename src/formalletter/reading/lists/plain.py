"""Lists without columns: one name a line in a text, one item a name in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from ...diagnostics import Place, error
from .sheet import Sheet

if TYPE_CHECKING:
    from ...diagnostics import Problem
    from ...letter import Source

_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*")
_INLINE = re.compile(r"[*_`\[\]<>&\\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read_text_list(source: Source) -> tuple[PlainSheet, tuple[Problem, ...]]:
    """A text in which every line that is not blank is a name, just as it stands."""
    found = [(number, line) for number, line in enumerate(source.lines, 1) if line.strip()]
    rows = [[line] for _, line in found]
    columns = [len(line) - len(line.lstrip()) + 1 for _, line in found]
    return PlainSheet(source, ("name",), rows, [number for number, _ in found], columns), ()


def read_markdown_list(source: Source) -> tuple[PlainSheet, tuple[Problem, ...]]:
    """A list in Markdown: items are names, headings are their groups, and nothing else stands.

    An item is a name as Markdown shows it: without emphasis, and of a link only its words.
    """
    problems = []
    rows, lines, columns = [], [], []
    group = ""
    for number, line in enumerate(_without_comments(source.text).split("\n"), 1):
        if not line.strip():
            continue
        if heading := _HEADING.fullmatch(line):
            group = heading["text"]
        elif item := _ITEM.match(line):
            rows.append([_shown(line[item.end() :]), group])
            lines.append(number)
            columns.append(item.end() + 1)
        else:
            message = "this line is neither an item of a list nor a heading"
            hint = "start each name with a hyphen and a space, and write each on one line"
            problems.append(error("list-no-item", message, source.place(number, 1), hint))
    heads = ("name", "group") if any(row[1] for row in rows) else ("name",)
    return PlainSheet(source, heads, [row[: len(heads)] for row in rows], lines, columns), (
        *problems,
    )


def _shown(text: str) -> str:
    """The words that a reader of the Markdown sees; the text itself where it is plain."""
    if not _INLINE.search(text):
        return text
    tokens = MarkdownIt("commonmark").parseInline(text)[0].children or []
    return "".join(
        each.content if each.type in {"text", "code_inline", "html_inline"} else " "
        for each in tokens
        if each.content or each.type in {"softbreak", "hardbreak"}
    )


def _without_comments(text: str) -> str:
    """The text with blanks in the place of comments, so that lines and columns stay."""
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


class PlainSheet(Sheet):
    """A sheet made of lines; `columns` has the column of each name, from 1."""

    is_discreet = False

    def __init__(
        self,
        source: Source,
        heads: tuple[str, ...],
        rows: list[list[str]],
        lines: list[int],
        columns: list[int],
    ) -> None:
        super().__init__(source.path, heads, rows, lines)
        self._source = source
        self._columns = columns

    def head_place(self, column: int | None = None) -> Place:  # noqa: ARG002 (there are no heads)
        """The place of the list."""
        return Place(self.path)

    def row_place(self, row: int) -> Place:
        """The place of a line."""
        return self._source.place(self.lines[row], 1)

    def place(self, row: int, column: int) -> Place:
        """The place of a name; of the row for its group."""
        if column:
            return self.row_place(row)
        text = self.rows[row][0].strip()
        return self._source.place(self.lines[row], self._columns[row], len(text) or 1)
