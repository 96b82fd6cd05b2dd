"""The words that the checks look for (`vocabulary.toml`), by the section of the file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def vocabulary(section: str) -> dict[str, Any]:
    """One section of the file; nobody changes it."""
    found: dict[str, Any] = _all()[section]
    return found


@cache
def _all() -> dict[str, Any]:
    text = (files(__package__) / "vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
