"""Reads the HTML of a letter back, as a browser would say it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from .said import Line, Said, Unreadable

if TYPE_CHECKING:
    from .said import Kind, Wanted

_UNSAID = frozenset({"head", "style", "script", "template"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input"})
_LINES = frozenset(
    {"address", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "footer", "header", "hr"}
    | {"html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th"}
    | {"thead", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIP, _NAMES = "skip", "names"


def read_html(data: bytes, _wanted: Wanted) -> Said:
    """What the page says; the names are the items of the lists of that class."""
    reader = _Reader()
    try:
        reader.feed(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        message = "is not UTF-8"
        raise Unreadable(message) from fault
    reader.close()
    reader.end_line()
    return Said(tuple(reader.lines), reader.title, reader.language)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.title = ""
        self.language = ""
        self._text = ""
        self._open: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag in _LINES:
            self.end_line()
        classes = frozenset(given.get("class", "").split())
        if tag == "br" or given.get("role") in {"doc-noteref", "doc-backlink"}:
            self._text += " "
        if tag not in _VOID:
            self._open.append((tag, classes))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.end_line()
        elif tag == "a":
            self._text += " " if self._is_in({"footnote-call", "footnote-label"}) else ""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        if "title" in tags:
            self.title += data
        if not tags & _UNSAID and not self._is_in({_SKIP}):
            self._text += data

    def end_line(self) -> None:
        """What was read since the last line is one."""
        text, self._text = self._text.strip(), ""
        if text:
            self.lines.append(Line(self._kind(), text))

    def _kind(self) -> Kind:
        tags = [tag for tag, _ in self._open]
        if _HEADINGS & set(tags):
            return "heading"
        return "name" if tags[-1:] == ["li"] and self._is_in({_NAMES}) else "text"

    def _is_in(self, classes: set[str]) -> bool:
        return any(classes & given for _, given in self._open)
