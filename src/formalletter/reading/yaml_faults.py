"""Says in plain English what a YAML parser found wrong, and how to write it instead."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ruamel.yaml.error import MarkedYAMLError

from ..diagnostics import error
from .phrases import quoted

if TYPE_CHECKING:
    from ruamel.yaml.error import YAMLError

    from ..diagnostics import Place, Problem
    from ..letter import Source

_KEY_AND_VALUE = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+): +(?P<value>\S.*)")
_CHARACTER = re.compile(r"found character '(?P<character>\\?.)' that cannot start any token")

# The parser's words (ruamel.yaml), ours, and what to do; the first that is found counts.
_EXPLANATIONS = (
    (
        "expected ',' or",
        "a list or mapping that is opened here is not closed",
        "text that starts with [ or { must be in quotes",
    ),
    (
        "while scanning a quoted scalar",
        "a quotation mark that is opened here is not closed",
        "close it on the same line",
    ),
    (
        "while scanning a double-quoted scalar",
        "after a backslash comes a character that means nothing there",
        "write two backslashes, or use single quotes around the value",
    ),
    (
        "could not find expected ':'",
        "the key has no colon with a space after it",
        "write key: value",
    ),
    (
        "sequence entries are not allowed here",
        "a list must start on a line of its own",
        "put each entry on its own line below the key, with two spaces, a hyphen and a space",
    ),
    (
        "expected <block end>",
        "this does not continue what stands above it",
        "check the indentation, and that quotes are around the whole value",
    ),
    (
        "expected '<document start>'",
        "YAML directives are not taken",
        "delete the line above that starts with %",
    ),
)


class Refused(Exception):  # noqa: N818 (it is no fault of the program)
    """Ends the parsing: the header has what is not taken."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def explain(fault: YAMLError, source: Source, first_line: int) -> Problem:
    """The parser's fault as a problem in the coordinates of the file."""
    if not isinstance(fault, MarkedYAMLError) or fault.problem_mark is None:
        message = f"the header is not YAML: {' '.join(str(fault).split())}"
        return error("yaml-syntax", message, source.place(first_line))
    place = _place(source, first_line, fault.problem_mark)
    words = f"{fault.context or ''} {fault.problem or ''}"
    if "mapping values are not allowed here" in words:
        return _colon(place, source, first_line)
    if match := _CHARACTER.search(words):
        return _character(match["character"], place)
    for sign, message, hint in _EXPLANATIONS:
        if sign in words:
            if "opened" in message and fault.context_mark is not None:
                place = _place(source, first_line, fault.context_mark)
            return error("yaml-syntax", message, place, hint)
    return error("yaml-syntax", f"the header is not YAML: {fault.problem}", place)


def _place(source: Source, first_line: int, mark: object) -> Place:
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return source.place(line + first_line, column + 1)


def _colon(place: Place, source: Source, first_line: int) -> Problem:
    """A colon where none can be: in a value, or after a line that lacks its own."""
    match = _KEY_AND_VALUE.fullmatch(place.source or "")
    if match and ": " in match["value"] + " ":
        value = match["value"].strip().strip("\"'")
        return error(
            "yaml-colon",
            "a value with a colon in it must be in quotes",
            place,
            f"write {match['key']}: {json.dumps(value, ensure_ascii=False)}",
        )
    line = place.line or first_line
    if line > first_line and not (place.source or "")[:1].isspace():
        return error(
            "yaml-syntax",
            "the key has no colon with a space after it",
            source.place(line - 1, 1),
            "write key: value",
        )
    return error(
        "yaml-indentation",
        "a key stands here inside the value of the line above",
        place,
        "start it in the same column as the other keys",
    )


def _character(character: str, place: Place) -> Problem:
    if character == "\\t":
        return error("yaml-tab", "a tab in the indentation", place, "indent with spaces")
    return error(
        "yaml-syntax",
        f"a value can't start with {quoted(character)}",
        place,
        "put the value in quotes",
    )
