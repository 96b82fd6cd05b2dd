"""Lists in YAML or JSON: names, or mappings with the heads of columns as keys.

Every value is text as it is written: `NO` is a country and `21` may be a name.  What serves
accidents or attacks is refused, as in a header: anchors and aliases, tags, directives,
duplicate keys, depth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ...diagnostics import Place, error
from ..phrases import quoted
from ..yaml_faults import Refused, explain
from .sheet import HIDDEN, Sheet

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

    from ...diagnostics import Problem
    from ...letter import Source

LARGEST_YAML = 2_000_000  # characters, of which ruamel.yaml reads some 200,000 a second
NAME = "name"
_TABS = re.compile(r"^[\t ]*\t[\t ]*", re.MULTILINE)
_NOTHING = {"", "~", "null", "Null", "NULL"}
_FORM = "write a name, or keys such as name: and country:, after each hyphen"


def read_yaml_list(source: Source) -> tuple[YamlSheet | None, tuple[Problem, ...]]:
    """The sheet in a YAML file, or none where the YAML can't be read."""
    if len(source.text) > LARGEST_YAML:
        message = f"{len(source.text)} characters of YAML; {LARGEST_YAML} are the most"
        hint = "save the list as CSV"
        return None, (error("yaml-too-large", message, Place(source.path), hint),)
    builder = _Builder(source)
    try:
        # JSON may be indented with tabs, which take as many columns as a space here.
        text = _TABS.sub(lambda tabs: " " * len(tabs[0]), source.text)
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except YAMLError as fault:
        return None, (*builder.problems, builder.hidden(explain(fault, source, 1)))
    except Refused as refused:
        return None, (*builder.problems, refused.problem)
    return YamlSheet(source, builder.heads, builder.rows), tuple(builder.problems)


class _Value:
    """A value and its place: line and column from 1, and how many characters it has there."""

    __slots__ = ("column", "line", "text", "width")

    def __init__(self, event: ScalarEvent) -> None:
        is_plain = event.style is None
        self.text = "" if is_plain and event.value in _NOTHING else _paired(event.value)
        start, end = event.start_mark, event.end_mark
        self.line, self.column = start.line + 1, start.column + 1
        self.width = max(1, end.column - start.column if end.line == start.line else 1)


def _paired(text: str) -> str:
    """The text with the two halves put together that JSON writes a rare character in."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


class _Builder:
    """Builds the rows event by event."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self.heads: dict[str, Place] = {}
        self.rows: list[tuple[int, dict[str, _Value]]] = []
        self._source = source
        self._row: dict[str, _Value] | None = None  # the mapping that is open
        self._key: str | None = None
        self._is_open = False
        self._documents = 0

    def take(self, event: Event) -> None:
        """Takes the next event."""
        self._refuse_what_is_not_needed(event)
        if isinstance(event, SequenceStartEvent):
            if self._is_open:
                raise self._refused(event)
            self._is_open = True
        elif isinstance(event, MappingStartEvent):
            if not self._is_open or self._row is not None:
                raise self._refused(event)
            self._row = {}
            self.rows.append((event.start_mark.line + 1, self._row))
        elif isinstance(event, MappingEndEvent):
            self._row = None
        elif isinstance(event, SequenceEndEvent):
            self._is_open = False
        elif isinstance(event, ScalarEvent):
            self._scalar(event)

    def _scalar(self, event: ScalarEvent) -> None:
        if not self._is_open:
            if event.value:
                raise self._refused(event)
        elif self._row is None:
            value = _Value(event)
            self.heads.setdefault(NAME, self._place(event))
            self.rows.append((value.line, {NAME: value}))
        elif self._key is None:
            self._take_key(event, self._row)
        else:
            self._row[self._key] = _Value(event)
            self._key = None

    def _take_key(self, event: ScalarEvent, row: dict[str, _Value]) -> None:
        self._key = _paired(event.value)
        place = self._place(event)
        if self._key in row:
            message = f"the key {quoted(self._key)} is given twice"
            raise Refused(error("yaml-duplicate-key", message, place, "delete one of them"))
        self.heads.setdefault(self._key, place)

    def _refuse_what_is_not_needed(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if event.version or event.tags or self._documents > 1:
                message = "a list is one YAML document without directives"
                raise Refused(error("yaml-document", message, self._place(event)))
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            hint = "a name that starts with * or & must be in quotes"
            message = "anchors and aliases are not taken"
            raise Refused(error("yaml-anchor", message, self._place(event), hint))
        if getattr(event, "tag", None):
            hint = "a name that starts with ! must be in quotes"
            raise Refused(error("yaml-tag", "YAML tags are not taken", self._place(event), hint))

    def _refused(self, event: Event) -> Refused:
        message = "expected a list of names, or of keys with one text each"
        return Refused(error("yaml-list", message, self._place(event), _FORM))

    def hidden(self, problem: Problem) -> Problem:
        """The problem without its source line, which may hold more than names."""
        place = problem.place or Place(self._source.path)
        return error(
            problem.code,
            problem.message,
            Place(self._source.path, place.line, place.column),
            problem.hint,
        )

    def _place(self, event: Event) -> Place:
        return Place(self._source.path, event.start_mark.line + 1, event.start_mark.column + 1)


class YamlSheet(Sheet):
    """A sheet made of mappings; its heads are all keys in the order in which they come."""

    def __init__(
        self, source: Source, heads: dict[str, Place], rows: list[tuple[int, dict[str, _Value]]]
    ) -> None:
        texts = [[row[head].text if head in row else "" for head in heads] for _, row in rows]
        super().__init__(source.path, tuple(heads), texts, [line for line, _ in rows])
        self._source = source
        self._places = tuple(heads.values())
        self._values = [row for _, row in rows]

    def head_place(self, column: int | None = None) -> Place:
        """The place of a key where it is first used; else of the file."""
        return Place(self.path) if column is None else self._places[column]

    def place(self, row: int, column: int) -> Place:
        """The place of a value; of its row where there is none."""
        value = self._values[row].get(self.heads[column])
        if value is None:
            return self.row_place(row)
        written = self._source.lines[value.line - 1]
        if self.is_discreet:
            start = value.column - 1
            written = HIDDEN * start + written[start : start + value.width]
        return Place(self.path, value.line, value.column, written, value.width)
