"""Reads the YAML of a header and remembers where each key and value stands.

YAML 1.2's core schema only: `NO`, `12:30` and `2022-03-08` are text, `0123` is 123.  What a
header has no use for and what serves accidents or attacks is refused: duplicate keys,
anchors and aliases, tags, directives, depth.  What the keys mean is left to `header`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from ..diagnostics import error, warning
from .phrases import quoted
from .yaml_faults import Refused, explain

if TYPE_CHECKING:
    from ruamel.yaml.error import StringMark
    from ruamel.yaml.events import Event

    from ..diagnostics import Place, Problem
    from ..letter import Source

LARGEST_HEADER = 100_000  # characters
DEEPEST = 8  # collections within collections
LONGEST_NUMBER = 30  # digits; what is longer was meant as text

# YAML 1.2.2, 10.3.2 (core schema).
_NULL = {"null", "Null", "NULL", "~", ""}
_BOOLEAN = {"true", "True", "TRUE", "false", "False", "FALSE"}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_GLUED_COMMENT = re.compile(r"(?:\s*:)?\s+(#[^\s#!].*)")  # after a key or a value
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"]
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A header as plain data, without the keys that have no value.

    `values` and `keys` say where the value and the key of a path stand; `keys` also has
    the keys without a value.  `start` is the place of the whole header.
    """

    data: dict[str, Plain]
    start: Place
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)

    def place(self, path: KeyPath) -> Place:
        """The place of the value, else of its key, else of what it belongs to."""
        while path:
            if place := self.values.get(path) or self.keys.get(path):
                return place
            path = path[:-1]
        return self.start

    def below(self, key: str) -> Tree:
        """The same tree as the value of a key: its paths begin with the key."""
        values = {(key, *path): place for path, place in self.values.items()}
        keys = {(key, *path): place for path, place in self.keys.items()}
        return Tree({key: self.data}, self.start, values, keys)


def parse(
    source: Source, first_line: int, last_line: int, start: Place, limit: int = LARGEST_HEADER
) -> tuple[Tree | None, tuple[Problem, ...]]:
    """Parses the lines `first_line` to `last_line` (from 1) of a file.

    `limit` is the largest number of characters.

    Returns no tree where the YAML can't be read; parsing ends at the first such fault.
    """
    text = "\n".join(source.lines[first_line - 1 : last_line])
    if len(text) > limit:
        message = f"{len(text)} characters of YAML; {limit} are the most"
        return None, (error("yaml-too-large", message, start),)
    builder = _Builder(source, first_line, start)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except YAMLError as fault:
        return None, (*builder.problems, explain(fault, source, first_line))
    except Refused as refused:
        return None, (*builder.problems, refused.problem)
    return builder.tree, tuple(builder.problems)


@dataclass(slots=True)
class _Frame:
    """A collection that is being built, and its path."""

    collection: dict[str, Plain] | list[Plain]
    path: KeyPath
    key: str | None = None  # of the value that comes next in a mapping
    seen: set[str] = field(default_factory=set)


class _Builder:
    """Builds the tree event by event; without recursion, so that depth can't overflow it."""

    def __init__(self, source: Source, first_line: int, start: Place) -> None:
        self.problems: list[Problem] = []
        self.tree = Tree({}, start)
        self._source = source
        self._first_line = first_line
        self._frames: list[_Frame] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Takes the next event."""
        self._refuse_what_is_not_needed(event)
        if isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            self._close()
        elif isinstance(event, ScalarEvent):
            self._scalar(event)

    def _refuse_what_is_not_needed(self, event: Event) -> None:
        place = self._place(event)
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if event.version or event.tags or self._documents > 1:
                message = "a header is one YAML document without directives"
                raise Refused(error("yaml-document", message, place, "delete this line"))
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            hint = "a value that starts with * or & must be in quotes"
            raise Refused(error("yaml-anchor", "anchors and aliases are not taken", place, hint))
        if getattr(event, "tag", None):
            hint = "a value that starts with ! must be in quotes"
            raise Refused(error("yaml-tag", "YAML tags are not taken", place, hint))

    def _open(self, event: CollectionStartEvent) -> None:
        place = self._place(event)
        collection: dict[str, Plain] | list[Plain] = {}
        if not isinstance(event, MappingStartEvent):
            collection = []
        if len(self._frames) >= DEEPEST:
            raise Refused(error("yaml-too-deep", f"nested deeper than {DEEPEST} levels", place))
        if self._frames:
            path = self._add(collection, place)
        elif isinstance(collection, dict):
            self.tree = Tree(collection, self.tree.start)
            path = ()
        else:
            raise self._not_a_mapping(place)
        self._frames.append(_Frame(collection, path))

    def _close(self) -> None:
        """Ends a collection; one that holds nothing counts as not given."""
        closed = self._frames.pop()
        if closed.collection or not self._frames:
            return
        parent = self._frames[-1].collection
        if isinstance(parent, dict):
            del parent[str(closed.path[-1])]
        else:
            parent.pop()
        del self.tree.values[closed.path]

    def _scalar(self, event: ScalarEvent) -> None:
        place = self._place(event)
        self._warn_of_accidents(event)
        if not self._frames:
            if event.value:
                raise self._not_a_mapping(place)
            return
        frame = self._frames[-1]
        if isinstance(frame.collection, dict) and frame.key is None:
            self._key(frame, event.value, place)
        else:
            is_plain = event.style is None
            self._add(_resolve(event.value) if is_plain else event.value.strip(), place)

    def _key(self, frame: _Frame, key: str, place: Place) -> None:
        frame.key = key
        path = (*frame.path, key)
        if key in frame.seen:
            first = self.tree.keys[path]
            message = f"the key {quoted(key)} is given twice, first on line {first.line}"
            hint = "delete one of them"
            self.problems.append(error("yaml-duplicate-key", message, place, hint))
        else:
            frame.seen.add(key)
            self.tree.keys[path] = place

    def _add(self, value: Plain | None, place: Place) -> KeyPath:
        """Adds a value where one is awaited; nothing is added for an empty one."""
        frame = self._frames[-1]
        if isinstance(frame.collection, dict):
            if frame.key is None:
                raise Refused(error("yaml-key", "a key must be a word", place))
            path: KeyPath = (*frame.path, frame.key)
            frame.key = None
        else:
            path = (*frame.path, len(frame.collection))
        if value is None or value == "":
            return path
        self.tree.values[path] = place
        if isinstance(frame.collection, dict):
            frame.collection[str(path[-1])] = value
        else:
            frame.collection.append(value)
        return path

    def _not_a_mapping(self, place: Place) -> Refused:
        hint = "write one key a line, with a space after its colon, as in title: Open letter"
        return Refused(error("yaml-no-keys", "expected keys with values", place, hint))

    def _warn_of_accidents(self, event: ScalarEvent) -> None:
        """Warns of what YAML reads otherwise than it looks.

        `our-reference: #12` has a comment and no value; a list's entry that is indented
        deeper than the one above it continues that one.
        """
        first, last = (mark.line + self._first_line for mark in (event.start_mark, event.end_mark))
        if event.style not in {"|", ">"} and last <= len(self._source.lines):
            line = self._source.lines[last - 1]
            if match := _GLUED_COMMENT.fullmatch(line, event.end_mark.column):
                place = self._source.place(last, match.start(1) + 1, len(match[1]))
                message = f"{quoted(match[1])} is read as a comment"
                hint = "put the value in quotes if it belongs to it, else a space after #"
                self.problems.append(warning("yaml-comment", message, place, hint))
        for number in range(first + 1, last + 1):
            line = self._source.lines[number - 1]
            if event.style is None and line.lstrip().startswith("- "):
                column = line.index("-") + 1
                message = "this list entry is read as more text of the value above it"
                hint = "start it in the same column as the other entries"
                place = self._source.place(number, column)
                self.problems.append(warning("yaml-continued", message, place, hint))

    def _place(self, event: Event) -> Place:
        start: StringMark = event.start_mark
        end: StringMark = event.end_mark
        number = start.line + self._first_line
        place = self._source.place(number, start.column + 1)
        if end.line > start.line and place.source is not None:
            width = len(place.source.rstrip()) - start.column
        else:
            width = end.column - start.column
        return self._source.place(number, start.column + 1, max(1, width))


def _resolve(text: str) -> Plain | None:
    """What a plain scalar stands for (YAML 1.2, core schema); None for nothing."""
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return text.lower() == "true"
    if len(text) <= LONGEST_NUMBER and _INTEGER.fullmatch(text):
        return int(text, 0 if text[:2] in {"0o", "0x"} else 10)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
