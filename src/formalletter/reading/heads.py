"""What heads of columns and answers in cells mean, by the lists of words beside this module."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_WORD = re.compile(r"[\W_]+")
_ANYWHERE = ("ar", "zh")  # languages in which a telling word may stand inside another


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The form in which heads are compared: without case, accents and punctuation."""
    return _NO_WORD.sub(" ", unaccented(text)).strip()


def unaccented(text: str) -> str:
    """The form in which answers are compared where a mark counts: “public?” is not “public”."""
    letters = unicodedata.normalize("NFKD", text.casefold()).replace("\u0640", "")  # tatweel
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.split())


def role_of(head: str) -> str | None:
    """What a column of this head is for: a role, or `organisation-name`, or None."""
    return _roles().get(plain(head))


@cache
def is_name_word(word: str) -> bool:
    """Whether a plain word of a head is that for a name."""
    return _roles().get(word) == "name"


def answers(about: str) -> Mapping[str, str]:
    """The plain forms of the answers about `visibility` or `kind`, with what they mean."""
    return _meanings(word_lists("answers.toml")[about])


def may_forbid_naming(head: str) -> bool:
    """Whether a column of this head may say who must not be named, or who has left."""
    return bool(_discretion().search(plain(head)))


def other_names() -> Mapping[str, list[str]]:
    """What countries are called besides their names in CLDR, by ISO 3166-1 alpha-2 code."""
    names: Mapping[str, list[str]] = word_lists("answers.toml")["country"]
    return names


def in_yaml(text: str) -> str:
    """A head or an answer as it can stand in a line of the header."""
    if text.replace(" ", "").isalnum() and not text.isdigit():
        return text
    return json.dumps(text, ensure_ascii=False)


@cache
def _roles() -> Mapping[str, str]:
    return _meanings(word_lists("column_heads.toml"))


@cache
def _discretion() -> re.Pattern[str]:
    parts = [
        rf"{'' if language in _ANYWHERE else chr(92) + 'b'}{re.escape(plain(word))}"
        for language, words in word_lists("answers.toml")["discretion"].items()
        for word in words
    ]
    return re.compile("|".join(parts))


def _meanings(words: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    return {
        plain(word): meaning
        for meaning, by_language in words.items()
        for in_language in by_language.values()
        for word in in_language
    }


@cache
def word_lists(file: str) -> dict[str, Any]:
    """A file of words beside this module."""
    text = resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    return tomllib.loads(text)
