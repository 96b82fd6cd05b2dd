"""The JSON Schema of a letter's header, made from its model.

Editors complete and check with it.  `reading.header` checks by the model itself, and
more strictly: that a file is there, for example, is no matter of a schema.
"""

from __future__ import annotations

from typing import Any

from .letter import Header

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOTHING = {"type": "null"}


def letter_schema() -> dict[str, Any]:
    """The schema of the header of letter.md, with its keys as they are in the file."""
    made = Header.model_json_schema(by_alias=True, mode="validation")
    for section in (made, *made.get("$defs", {}).values()):
        _finish(section)
    return {"$schema": DIALECT, **made, "title": "Header of a letter"}


def _finish(section: dict[str, Any]) -> None:
    """Takes the names of the program's classes away; allows a key that has no value."""
    section.pop("title", None)
    required = section.get("required", ())
    for key, value in section.get("properties", {}).items():
        value.pop("title", None)
        if key not in required and _NOTHING not in value.get("anyOf", ()):
            section["properties"][key] = _or_nothing(value)


def _or_nothing(value: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that may also be left empty, as `place:` in a header."""
    said = {str(key): value.pop(key) for key in ("description", "default") if key in value}
    return {"anyOf": [value, _NOTHING], **said}
