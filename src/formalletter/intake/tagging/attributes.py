"""The attributes of an element as direct dictionaries that a validator accepts.

ISO 32000-1, 14.7.5 (attributes and classes) and 14.8.5 (the standard ones).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, String

from ..values import dictionary, entry, items, name, number

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 50  # attribute dictionaries of one element
_MOST_ITEMS = 1000  # of an array in them
_MOST_SPAN = 1000  # rows or columns of one cell
_KEYS = {
    "/Table": frozenset({"/RowSpan", "/ColSpan", "/Headers", "/Scope", "/Summary"}),
    "/List": frozenset({"/ListNumbering"}),
    "/PrintField": frozenset({"/Role", "/checked", "/Desc"}),
}
_SCOPES = frozenset({"/Row", "/Column", "/Both"})
_NUMBERINGS = frozenset(
    {
        "/None",
        "/Disc",
        "/Circle",
        "/Square",
        "/Decimal",
        "/UpperRoman",
        "/LowerRoman",
        "/UpperAlpha",
        "/LowerAlpha",
    }
)
# ISO 32000-2, table 382, as the older standard has it.
_NEWER_NUMBERINGS = {"/Unordered": "/Disc", "/Ordered": "/Decimal", "/Description": "/None"}
# RFC 5646, as far as its shape goes.
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}|[A-Za-z]{5,8}|[xXiI])(?:-[A-Za-z0-9]{1,8})*")


def is_language(tag: str) -> bool:
    """Whether it has the form of a BCP 47 tag."""
    return _LANGUAGE.fullmatch(tag) is not None and len(tag) > 1


def attributes_of(element: Object, classes: Object | None) -> list[Object]:
    """The attributes of an element, those of its classes first, so that its own win."""
    given = [entry(classes, str(each)) for each in _several(element.get("/C")) if name(each)]
    found: dict[str, Object] = {}
    for value in [*given, element.get("/A")]:
        for each in _several(value):
            source = dictionary(each)
            if source is not None and len(found) < _MOST:
                _take(source, found)
    return [each for each in found.values() if len(each.keys()) > 1]


def _several(value: object) -> list[object]:
    """One thing, or an array of things; revision numbers among them are left out later."""
    return items(value)[:_MOST] if isinstance(value, Array) else [value]


def _take(source: Object, found: dict[str, Object]) -> None:
    """Adds what is usable of an attribute dictionary to that of the same owner."""
    owner = name(source.get("/O"))
    if owner != "/Layout" and owner not in _KEYS:
        return
    target = found.setdefault(owner, Dictionary(O=Name(owner)))
    for key in source.keys():  # noqa: SIM118 (a dictionary of pikepdf is no mapping)
        value = source.get(key)
        if key != "/O" and (owner == "/Layout" or key in _KEYS[owner]):
            for usable in _usable(key, value):
                target[key] = usable


def _usable(key: str, value: object) -> Iterator[Object]:
    """The value, if it has a type that its key can have."""
    if key in {"/RowSpan", "/ColSpan"}:
        if isinstance(value, int) and 1 < value <= _MOST_SPAN:
            yield value  # type: ignore[misc]  # pikepdf takes Python's numbers as they are
    elif key == "/Scope":
        if name(value) in _SCOPES:
            yield Name(name(value))
    elif key == "/ListNumbering":
        numbering = _NEWER_NUMBERINGS.get(name(value), name(value))
        if numbering in _NUMBERINGS:
            yield Name(numbering)
    elif key == "/Headers":
        if headers := [each for each in items(value)[:_MOST_ITEMS] if isinstance(each, String)]:
            yield Array(headers)
    elif _is_plain(value):
        yield _direct(value)


def _is_plain(value: object) -> bool:
    """Whether it is a name, a string, a number, or an array of numbers and names."""
    if isinstance(value, Array):
        return len(value) <= _MOST_ITEMS and all(_is_scalar(each) for each in items(value))
    return _is_scalar(value)


def _is_scalar(value: object) -> bool:
    return isinstance(value, Name | String | bool) or number(value) is not None


def _direct(value: object) -> Object:
    if isinstance(value, Array):
        return Array([_direct(each) for each in items(value)])
    if isinstance(value, Name):
        return Name(name(value))
    if isinstance(value, String):
        return String(bytes(value))
    return value  # type: ignore[return-value]  # one of Python's numbers
