"""The phrases in which it is told what a screen reader meets."""

from __future__ import annotations

import re
from functools import lru_cache

_SILENT = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # they shape a line, no more


def plain(text: str) -> str:
    """The text on one line, without what is not said."""
    return " ".join(_SILENT.sub("", text).split())


def voice(language: str) -> str:
    """The language by which a voice is chosen: no region, no script."""
    return language.replace("_", "-").partition("-")[0].casefold()


@lru_cache(maxsize=64)
def in_language(language: str) -> tuple[str, ...]:
    """The phrase `in French`, alone in its tuple; an empty one for an unknown language."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(voice(language) or "und").get_language_name("en")
    except (UnknownLocaleError, ValueError):
        return ()
    return (f"in {name}",) if name else ()


def counted(number: int, word: str) -> str:
    """The number with its word: `1 item`, `192 items`."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")
