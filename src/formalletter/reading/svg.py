"""Checks that an SVG is safe to draw: no entities, nothing from outside, within bounds."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

MOST_DRAWN = 20_000  # elements, each <use> counted as all that it draws
DEEPEST = 100  # elements within elements, <use> followed
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_EMBEDDING = {f"{_SVG}{name}" for name in ("use", "image", "feImage")}

# Each ends a sentence: "“logo.svg” is too complex".
_NO_SVG = "is XML but no SVG drawing"
_TOO_COMPLEX = "is too complex"
_DECLARATIONS = "has a document type's declarations, which are not taken"
_ENCODING = "is in an encoding that is not known"
_OUTSIDE = "takes in something from outside itself"
_NO_SIZE = "has no size that can be drawn"
_NO_NUMBER = "has a measure that no page can hold"
# What holds measures; elsewhere a text such as "inf" is no number.
_MEASURES = frozenset(
    [
        *("width", "height", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx"),
        *("ry", "d", "dx", "dy", "points", "transform", "stroke-width", "font-size", "offset"),
    ]
)
_ENDLESS = re.compile(r"nan|inf|[0-9.]e\+?0*[1-9][0-9]|(?<![0-9.])[0-9]{10}", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?", re.IGNORECASE)


class SvgError(Exception):
    """The drawing can't be taken; the text says why and ends a sentence."""


def check_svg(data: bytes) -> None:
    """Raises SvgError if the drawing is not sound."""
    _check_markup(data)
    root = ET.fromstring(data)  # noqa: S314 (it has no entities, and its depth is known)
    if root.tag != f"{_SVG}svg":
        raise SvgError(_NO_SVG)
    _check_measures(root)
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    drawn, height = _drawn(root, named, {}, 0)
    if drawn > MOST_DRAWN or height > DEEPEST:
        raise SvgError(_TOO_COMPLEX)


def _check_measures(root: ET.Element) -> None:
    """Raises SvgError if the drawing has no size, or if a measure is no number of a page's."""
    for element in root.iter():
        if any(_ENDLESS.search(element.get(name, "")) for name in _MEASURES):
            raise SvgError(_NO_NUMBER)
    sides = [root.get("width"), root.get("height"), *_sides_of_view(root)]
    for side in filter(None, sides):
        number = _NUMBER.match(side.strip())
        if number and float(number[0]) <= 0:
            raise SvgError(_NO_SIZE)


def _sides_of_view(root: ET.Element) -> list[str]:
    """The width and height of what is shown."""
    return _NUMBER.findall(root.get("viewBox", ""))[2:4]


def drawn_text(data: bytes) -> str:
    """The words of a sound drawing; none of what is no drawing."""
    try:
        _check_markup(data)
        root = ET.fromstring(data)  # noqa: S314 (it has no entities, and its depth is known)
    except (SvgError, ET.ParseError):
        return ""
    return "".join(text for element in root.iter(f"{_SVG}text") for text in element.itertext())


def _check_markup(data: bytes) -> None:
    """Parses without building anything, so that a bomb ends before it has its effect."""
    depth = count = 0

    def start(*_: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_DRAWN:
            raise SvgError(_TOO_COMPLEX)

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def document_type(*declared: Any) -> None:  # noqa: ANN401 (as expat calls it)
        # Entities could only be declared there: the document type itself, to which many
        # programs refer, is never read.
        *_, has_subset = declared
        if has_subset:
            raise SvgError(_DECLARATIONS)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(data, True)  # noqa: FBT003 (it takes no keyword)
    except expat.ExpatError as fault:
        message = f"is no PNG, and no well-formed SVG (line {fault.lineno})"
        raise SvgError(message) from fault
    except (ValueError, LookupError) as fault:
        raise SvgError(_ENCODING) from fault


def _drawn(
    element: ET.Element,
    named: dict[str, ET.Element],
    known: dict[ET.Element, tuple[int, int]],
    depth: int,
) -> tuple[int, int]:
    """How many elements are drawn, and how deep: a few <use> can draw billions."""
    if depth > DEEPEST:
        raise SvgError(_TOO_COMPLEX)
    if element not in known:
        parts = list(element)
        target = _target(element, named)
        if target is not None:
            parts.append(target)
        found = [_drawn(part, named, known, depth + 1) for part in parts]
        count = 1 + sum(count for count, _ in found)
        known[element] = count, 1 + max((height for _, height in found), default=0)
    return known[element]


def _target(element: ET.Element, named: dict[str, ET.Element]) -> ET.Element | None:
    """What a <use> draws from elsewhere in the drawing."""
    if element.tag not in _EMBEDDING:
        return None
    href = next((value for name in _HREFS if (value := element.get(name))), "").strip()
    if href and not href.startswith(("#", "data:image/")):
        raise SvgError(_OUTSIDE)
    return named.get(href[1:]) if element.tag == f"{_SVG}use" else None
