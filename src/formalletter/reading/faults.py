"""Says in plain English what is wrong with a header's values.

Pydantic finds the faults; its words are for programmers, so they are put here into ours,
with what is expected and, where it can be made from what was given, the right line.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import annex as annexes
from .. import fields as kinds
from .. import publication
from ..dates import read_date_line
from ..diagnostics import error
from .model import fields, label, section_at
from .phrases import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from ..diagnostics import Problem
    from .model import Section
    from .yaml_header import KeyPath, Tree

Wording = tuple[str, str, str | None]  # code, message, hint
_KEY = "[key]"  # how pydantic ends the path of a mapping's key


class _Fault(NamedTuple):
    """One fault of pydantic's: `key` is the last key of the path, `written` what the file has."""

    details: ErrorDetails
    section: Section
    path: KeyPath
    tree: Tree

    @property
    def value(self) -> Any:  # noqa: ANN401 (what was given can be anything)
        return self.details["input"]

    @property
    def context(self) -> dict[str, Any]:
        return self.details.get("ctx", {})

    @property
    def key(self) -> str:
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def written(self) -> str:
        place = self.tree.place(self.path)
        if place.source is None or place.column is None:
            return str(self.value)
        return place.source[place.column - 1 : place.column - 1 + place.width]

    @property
    def shown(self) -> str:
        """The value in a message: a text without the quotation marks of the file."""
        return quoted(self.value if isinstance(self.value, str) else self.written)

    def corrected(self, value: object) -> str:
        """The line of the file with `value` in it."""
        text = json.dumps(value, ensure_ascii=False)
        is_entry = self.path and isinstance(self.path[-1], int)
        return f"write - {text}" if is_entry else f"write {self.key}: {text}"


def explain(details: ErrorDetails, section: Section, path: KeyPath, tree: Tree) -> Problem:
    """The fault as a problem; `path` is where it is, `section` the model of the whole."""
    is_key = path[-1:] == (_KEY,)
    path = path[:-1] if is_key else path
    fault = _Fault(details, section, path, tree)
    explanation = _EXPLANATIONS.get(details["type"], _as_pydantic_says)
    code, message, hint = explanation(fault)
    place = tree.keys.get(path) if is_key else None
    return error(code, f"{label(path)} {message}", place or tree.place(path), hint)


def missing(section: Section, path: KeyPath, tree: Tree) -> Problem:
    """The error that a required key is not there or has no value."""
    owner = section_at(section, path[:-1])
    info = fields(owner).get(str(path[-1])) if owner else None
    meaning = (info.description or "").rstrip(".") if info else ""
    hint = f"{path[-1]}: {meaning[:1].lower()}{meaning[1:]}"
    if place := tree.keys.get(path):
        return error("header-no-value", f"{label(path)} has no value", place, hint)
    return error("header-missing-key", f"the key {label(path)} is missing", tree.place(path), hint)


def _as_pydantic_says(fault: _Fault) -> Wording:
    message = fault.details["msg"]
    return "header-value", f"is not as expected: {message[:1].lower()}{message[1:]}", None


def _text(fault: _Fault) -> Wording:
    given = _kind(fault.value)
    if given in {"a list", "a mapping"}:
        return "header-type", f"must be one text, not {given}", "write the text after the colon"
    hint = fault.corrected(fault.written)
    return "header-type", f"must be text, but {quoted(fault.written)} is {given}", hint


def _list(fault: _Fault) -> Wording:
    hint = "write each entry on a line of its own that starts with a hyphen and a space"
    if isinstance(fault.value, str):
        hint = fault.corrected([line.strip() for line in fault.value.split("\n")])
    return "header-type", f"must be a list, not {_kind(fault.value)}", hint


def _mapping(fault: _Fault) -> Wording:
    section = section_at(fault.section, fault.path)
    keys = ", ".join(fields(section)) if section else ""
    message = f"must have keys of its own, not be {_kind(fault.value)}"
    return "header-type", message, f"its keys stand below it, indented: {keys}"


def _keys_of_its_own(fault: _Fault) -> Wording:
    if fault.key in {"columns-named", "visibility-answers", "countries-named"}:
        message = f"must have keys of its own, not be {_kind(fault.value)}"
        return "header-type", message, "write one a line below it, such as Organisation: name"
    if fault.key == "rules-off":
        message = f"must have the codes of rules as its keys, not be {_kind(fault.value)}"
        return "header-type", message, _REASON_OF_RULE
    message = f"must have the numbers of pages as its keys, not be {_kind(fault.value)}"
    return "header-type", message, _TEXT_OF_PAGE


def _letterhead(fault: _Fault) -> Wording:
    hint = "give the name of a file in letterheads/, or keys of its own, indented below it"
    return "header-type", f"must be a letterhead's name or keys, not {_kind(fault.value)}", hint


def _truth(fault: _Fault) -> Wording:
    yes = str(fault.value).casefold() in {"yes", "y", "on", "1", "true"}
    given = f"the text {fault.shown}" if isinstance(fault.value, str) else fault.shown
    message = f"must be true or false, not {given}"
    return "header-type", message, fault.corrected(yes)


def _number(fault: _Fault) -> Wording:
    hint = f"write {fault.key}: 30"
    return "header-type", f"must be a number, not {fault.shown}", hint


def _range(fault: _Fault) -> Wording:
    ends = [f"at least {fault.context[end]:g}" for end in ("ge",) if end in fault.context]
    ends += [f"at most {fault.context[end]:g}" for end in ("le",) if end in fault.context]
    return "header-range", f"must be {' and '.join(ends)}, not {fault.written}", None


def _choice(fault: _Fault) -> Wording:
    expected = str(fault.context["expected"]).replace("'", "")
    hint = did_you_mean(str(fault.value), re.split(r", | or ", expected))
    return "header-choice", f"must be {expected}, not {fault.shown}", hint


def _date(fault: _Fault) -> Wording:
    written = read_date_line(str(fault.value))
    hint = "a date is written as year-month-day, such as 2022-03-08"
    if written and written.date:
        hint = f"write {fault.key}: {written.date.isoformat()}"
    return "header-date", f"is not a date: {fault.shown}", hint


def _time(fault: _Fault) -> Wording:
    hint = "a time is written as 2022-03-08 10:00, in 24 hours"
    return "header-time", f"is not a time: {fault.shown}", hint


def _zone(fault: _Fault) -> Wording:
    hint = did_you_mean(str(fault.value), sorted(publication.zones()), "such as Europe/Zurich")
    return "header-zone", f"is not the name of a time zone: {fault.shown}", hint


def _long(fault: _Fault) -> Wording:
    most = fault.context["max_length"]
    return "header-too-long", f"has {len(fault.value)} characters; {most} are the most", None


def _pattern(fault: _Fault) -> Wording:
    pattern = fault.context["pattern"]
    if pattern == kinds.LINE_PATTERN:
        return "header-one-line", "must be on one line", "join its lines"
    if pattern == kinds.LANGUAGE_PATTERN:
        return _language(fault)
    if pattern == kinds.EMAIL_PATTERN:
        message = f"is not an e-mail address: {quoted(fault.value)}"
        return "header-email", message, "such as office@example.org"
    if pattern in _NUMBERS_AND_NAMES:
        code, message, hint = _NUMBERS_AND_NAMES[pattern]
        shown = "" if fault.value == fault.key else f": {quoted(fault.value)}"
        return code, f"{message}{shown}", hint
    message = f"must be made of letters, digits, hyphens and underscores: {quoted(fault.value)}"
    return "header-name", message, "give the file's name without its folder and ending"


def _language(fault: _Fault) -> Wording:
    hint = "such as en-GB, fr or zh-Hant"
    if match := re.fullmatch(r"([A-Za-z]{2,3})[-_]([A-Za-z]{2})", fault.value):
        hint = f"write {fault.key}: {match[1].lower()}-{match[2].upper()}"
    return "header-language", f"is not a language tag (BCP 47): {quoted(fault.value)}", hint


def _nobody(_: _Fault) -> Wording:
    keys = ", ".join(kinds.RECIPIENT_KEYS)
    return "header-recipient", "names nobody to write to", f"give one of these at least: {keys}"


def _kind(value: object) -> str:
    """What kind of value was given, with its article."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a mapping"


_TEXT_OF_PAGE = "write a page's number and its text on a line of their own: 3: A map of the region"
_REASON_OF_RULE = "write a rule's code and the reason below it, indented, such as rule-code: why"
_NUMBERS_AND_NAMES = {
    kinds.RULE_PATTERN: ("header-rule", "is not the code of a rule", _REASON_OF_RULE),
    annexes.PAGES_PATTERN: ("header-pages", "is no list of pages", "such as 1-3, 7"),
    annexes.PAGE_PATTERN: ("header-page", "is not the number of a page", _TEXT_OF_PAGE),
    annexes.VARIABLE_PATTERN: (
        "header-variable",
        "is not the name of an environment variable",
        "give its name, such as REPORT_PASSWORD, and never the password itself",
    ),
}

_EXPLANATIONS: dict[str, Callable[[_Fault], Wording]] = {
    "string_type": _text,
    "tuple_type": _list,
    "model_type": _mapping,
    "dict_type": _keys_of_its_own,
    "letterhead_type": _letterhead,
    "bool_type": _truth,
    "float_type": _number,
    "int_type": _number,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "literal_error": _choice,
    "date_type": _date,
    kinds.NOT_A_DATE: _date,
    publication.NOT_A_TIME: _time,
    publication.UNKNOWN_ZONE: _zone,
    "string_too_long": _long,
    "string_pattern_mismatch": _pattern,
    kinds.NOBODY: _nobody,
}
