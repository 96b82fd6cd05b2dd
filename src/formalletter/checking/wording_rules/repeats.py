"""Finds words that stand twice in a row by mistake."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ...rules import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...diagnostics import Problem
    from .prose import Prose

# With the marks that may stand on a letter, and what may join the parts of a word.
_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u0652\u2060’'‑-]+")
_OF_SCRIPT = {
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]+"),
    "Cyrl": re.compile(r"[\u0400-\u052f\u0300-\u036f]+"),
    "Arab": re.compile(r"[\u0620-\u06ff]+"),
}


class _Language(NamedTuple):
    """The letters of a language, what it doubles, and the endings of words that it doubles."""

    letters: re.Pattern[str]
    allowed: frozenset[str]
    endings: tuple[str, ...]

    def minds(self, word: str) -> bool:
        """Whether this word stands twice only by mistake."""
        return (
            self.letters.fullmatch(word) is not None
            and word.casefold() not in self.allowed
            and not word.endswith(self.endings)
        )


def doubled_words(prose: Prose) -> Iterator[Problem]:
    """A finding for each word that stands twice, in the languages whose exceptions are known.

    A name may be doubled (Bora Bora), so two capitalised words are let be; so is what the
    language itself doubles.
    """
    language = _languages().get(prose.language)
    if language is None:
        return
    for block in prose.blocks:
        for first, second in pairwise(_WORD.finditer(block.text)):
            word = second[0]
            if (
                first[0].casefold() == word.casefold()
                and block.text[first.end() : second.start()].isspace()
                and not word[0].isupper()
                and not (len(word) > 1 and first[0].isupper())  # an acronym
                and language.minds(word)
            ):
                place = block.place(first.start(), second.end())
                yield find("word-doubled", f"“{word}” stands twice", place)


@cache
def _languages() -> Mapping[str, _Language]:
    text = (files(__package__) / "repeats.toml").read_text(encoding="utf-8")
    return {
        name: _Language(
            _OF_SCRIPT[table["script"]], frozenset(table["allowed"]), tuple(table["endings"])
        )
        for name, table in tomllib.loads(text).items()
    }
