"""Which rows are of bodies, and which may be of people: where it is not clear, of people.

Two people have one name as often as one person signs twice; two bodies of one name are one.
Where the list does not say what a row is, its words must.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..comparing.folding import acronym_of, folded_words, without_titles
from ..comparing.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .rows import Row

_LEAST_BODIES = 0.5  # of the rows that don't say what they are, for one to count as a body's
_WHOLE = frozenset(word for word in words("bodies") if not word.endswith("…"))
_BEGINNINGS = tuple(word.removesuffix("…") for word in words("bodies") if word.endswith("…"))
_WITHIN = tuple(words("bodies-within"))
_BETWEEN = words("between")
_ANONYMOUS = frozenset(" ".join(folded_words(word)) for word in words("anonymous"))
_PHRASES = frozenset(" ".join(folded_words(word)) for word in words("anonymous-phrases"))
_REGISTERED = re.compile(
    r"\b(?:e\.\s?V\.|(?:Inc|Ltd|LLC|PLC|gGmbH|GmbH|a\.?s\.?b\.?l|ASBL|AISBL|ONLUS|VZW|NPO)\b)"
)
_BEHIND_THE_NAME = re.compile(r"\s*[,;|(\[（]|\s[-–—]\s")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FEWEST_UNSPACED = 5  # letters; shorter ones are names of people


def bodies(rows: Sequence[Row]) -> list[bool]:
    """For each row whether it is a body's; of people where nothing says so.

    A body's name in a list that is mostly of people may be the affiliation of one of them.
    """
    looks = [_looks_like_a_body(row) for row in rows]
    unsaid = [look for row, look in zip(rows, looks, strict=True) if row.signatory.kind is None]
    is_of_bodies = sum(unsaid) >= _LEAST_BODIES * len(unsaid)
    return [
        look and is_of_bodies
        if row.signatory.kind is None
        else row.signatory.kind == "organisation"
        for row, look in zip(rows, looks, strict=True)
    ]


def is_anonymous(name: str) -> bool:
    """Whether it is no name but says that none is given, in any language."""
    given = folded_words(name)
    return " ".join(given) in _PHRASES or any(
        word in _ANONYMOUS for word in (*given, " ".join(given))
    )


def _looks_like_a_body(row: Row) -> bool:
    if row.signatory.organisation or row.signatory.family_name or row.signatory.role:
        return False
    name = row.signatory.name
    if acronym_of(name):
        return True
    # What stands behind a comma or in brackets may be where somebody works.
    own = _BEHIND_THE_NAME.split(name.strip("([\"'«“ "), maxsplit=1)[0]
    given = folded_words(own)
    if without_titles(own, doubtful=False) != own or not given:
        return False
    if _UNSPACED.search(own):
        return len(own) >= _FEWEST_UNSPACED and any(word in own for word in _WITHIN)
    return (
        bool(_REGISTERED.search(own))
        or "&" in own
        or any(word in _WHOLE or word.startswith(_BEGINNINGS) for word in given)
        or any(word in _BETWEEN for word in given[1:-1])
    )
