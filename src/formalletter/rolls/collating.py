"""The alphabet: sort keys by the Unicode Collation Algorithm, as a language tailors it.

The keys come from ICU through duckdb (CLDR's collations), which is imported only where a list
is to be in the order of the alphabet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = "en"  # English doesn't tailor the root collation (CLDR)
# ICU's names of collations have regions where the tags of languages have scripts.
_BY_SCRIPT = {"zh-Hans": "zh_cn", "zh-Hant": "zh_tw"}


def sort_keys(texts: Sequence[str], language: str) -> list[str]:
    """A key for each text: compared with each other, they give the order of the texts.

    `language` is a BCP 47 tag; one whose alphabet is not known has that of the root collation.
    """
    import duckdb

    if not texts:
        return []
    query = "select list_transform($1::varchar[], lambda text: icu_sort_key(text, $2))"
    collation = collation_of(language) or ROOT
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(query, [list(texts), collation]).fetchone()
    keys: list[str] = found[0] if found else []
    return keys


@lru_cache
def collation_of(language: str) -> str | None:
    """ICU's name of the collation of a language, or None where its alphabet is not known."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        known = {row[0] for row in connection.execute("pragma collations").fetchall()}
    primary, *subtags = language.split("-")
    candidates = [
        *(f"{primary}_{subtag}".lower() for subtag in subtags),
        *(_BY_SCRIPT.get(f"{primary}-{subtag}", "") for subtag in subtags),
        primary,
        "nb" if primary == "no" else "",
    ]
    return next((name for name in candidates if name in known), None)
