"""The words of `words.toml`, by the key of their list."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def words(key: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_all()[key])


def word_groups(key: str) -> tuple[tuple[str, ...], ...]:
    """The groups of a list whose entries are several words of one meaning."""
    return tuple(tuple(line.split()) for line in _all()[key])


@cache
def _all() -> dict[str, list[str]]:
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
