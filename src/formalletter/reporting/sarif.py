"""Problems as SARIF 2.1.0 (OASIS), the format in which code scanning takes findings.

What each part must hold: 3.13 (log), 3.19 (driver), 3.27 (result), 3.29 (location), 3.30
(region), 3.49 (rule).  A page of the finished document is no region of a text: it stands in
the location's logical name and in its properties.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .. import __version__, rules
from .order import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..diagnostics import Place, Problem

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(problems: Iterable[Problem]) -> str:
    """A log of one run with the rules that found something, and all results; ends the line."""
    results = ordered(problems)
    codes = list(dict.fromkeys(problem.code for problem in results))
    run = {
        "tool": {
            "driver": {
                "name": "formalletter",
                "version": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        # Columns count characters, as Python does, not UTF-16 units (3.14.17).
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes) for problem in results],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    known = rules.explained(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.why},
        "help": {"text": known.mend},  # no helpUri: the rules have no address on the web
        "defaultConfiguration": {"level": known.severity.value},
        "properties": {"kind": known.kind},
    }


def _result(problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity.value,
        "message": {"text": text},
    }
    if problem.place and (location := _location(problem.place)):
        result["locations"] = [location]
    return result


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if place.path:
        scheme = "file://" if place.path.startswith("/") else ""
        physical: dict[str, Any] = {"artifactLocation": {"uri": scheme + quote(place.path)}}
        if region := _region(place):
            physical["region"] = region
        location["physicalLocation"] = physical
    if place.page:
        location["logicalLocations"] = [{"name": f"page {place.page}", "kind": "page"}]
        properties: dict[str, Any] = {"page": place.page}
        if place.box:
            properties["box"] = [round(edge, 1) for edge in place.box]
        location["properties"] = properties
    return location


def _region(place: Place) -> dict[str, Any]:
    if not place.line:
        return {}
    region: dict[str, Any] = {"startLine": place.line}
    if place.column:
        region |= {"startColumn": place.column, "endColumn": place.column + place.width}
    if place.source:
        region["snippet"] = {"text": place.source}
    return region
