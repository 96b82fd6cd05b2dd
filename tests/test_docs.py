"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from formalletter.schema import letter_schema

DOCS = Path(__file__).parents[1] / "docs"


def keys(schema: object) -> set[str]:
    """The names of all properties of a schema, those of its parts included."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get("properties", {}))
    return own.union(*map(keys, schema.values()))


def test_every_key_of_the_header_is_explained() -> None:
    text = (DOCS / "letter.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z-]+)`", text))
    wanted = keys(letter_schema())
    assert {"title", "window", "fold-marks", "signature", "stationery"} <= wanted
    assert wanted - explained == set()
