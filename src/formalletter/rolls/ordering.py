"""The order of names: as the list gives it, or that of the alphabet.

In the alphabet articles are skipped, numbers stand by their value, individuals by the family
name that the list gives, and a sort key of the list wins over all.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import note, warning
from .collating import collation_of, sort_keys
from .scripts import script_of, script_of_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Place, Problem
    from ..signatory import Signatory
    from ..signatory_list import SignatoryList

_NUMBER = re.compile(r"\d{1,18}")  # a longer one is compared piece by piece
_WIDTH = 18
_ARABIC_ARTICLE = "ال"


class _Sorting(NamedTuple):
    """What a name is sorted by: two texts, and the script of its block; None is the first."""

    primary: str
    secondary: str
    block: str | None


def ordered(
    signatories: Sequence[Signatory], settings: SignatoryList, language: str
) -> tuple[Signatory, ...]:
    """The signatories in the order that the header asks for; none is lost, and equals stay put.

    `language` is the letter's.
    """
    first = _leading(signatories, settings)
    taken = set(map(id, first))
    rest = [signatory for signatory in signatories if id(signatory) not in taken]
    if settings.order == "alphabetical":
        rest = _by_alphabet(rest, settings, language)
    return (*first, *rest)


def leading(signatories: Sequence[Signatory], settings: SignatoryList) -> int:
    """How many signatories lead the list because the header names them."""
    return len(_leading(signatories, settings))


def order_problems(
    signatories: Sequence[Signatory], settings: SignatoryList, language: str, place: Place | None
) -> Iterator[Problem]:
    """What the order of the alphabet lacks; `place` is that of the header's `order`."""
    if settings.order != "alphabetical":
        return
    if collation_of(language) is None:
        message = f"the alphabet of “{language}” is not known: the order is that of Unicode's root"
        yield note("order-alphabet-unknown", message, place)
    for signatory in signatories:
        if signatory.sort_key is not None:
            continue
        if signatory.kind == "individual" and not signatory.family_name:
            yield warning(
                "order-family-name",
                "an individual without a family name stands in the alphabet by the first word",
                signatory.place,
                "give the name by which to sort in a column family name",
            )
        elif _is_foreign(signatory, language) and settings.other_scripts == "transliterated":
            yield warning(
                "order-sort-key",
                "a name in another script without a sort key stands behind the others",
                signatory.place,
                "give its transliteration in a column sort key",
            )


def sort_text(name: str, language: str | None) -> str:
    """The text that a name is sorted by: without an article, with numbers of one length.

    `language` is the name's where the list states it, else the letter's; None keeps articles.
    """
    text = unicodedata.normalize("NFC", name).strip()
    if language is not None:
        text = _without_article(text, language)
    start = next((index for index, each in enumerate(text) if each.isalnum()), 0)
    return _NUMBER.sub(lambda number: str(int(number[0])).zfill(_WIDTH), text[start:])


def form(name: str) -> str:
    """A name as the header may write it too: composed (NFC), with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _leading(signatories: Sequence[Signatory], settings: SignatoryList) -> list[Signatory]:
    by_name: dict[str, list[Signatory]] = {}
    for signatory in signatories:
        by_name.setdefault(form(signatory.name), []).append(signatory)
    names = dict.fromkeys(map(form, settings.first))
    return [signatory for name in names for signatory in by_name.get(name, ())]


def _by_alphabet(
    signatories: Sequence[Signatory], settings: SignatoryList, language: str
) -> list[Signatory]:
    sortings = [_sorting(each, settings, language) for each in signatories]
    texts = [text for each in sortings for text in (each.primary, each.secondary)]
    keys = sort_keys(texts, language)
    pairs = list(zip(keys[::2], keys[1::2], strict=True))
    # A script's block stands where the alphabet has the first name in it.
    blocks: dict[str, tuple[str, str]] = {}
    for sorting, pair in zip(sortings, pairs, strict=True):
        if sorting.block is not None:
            blocks[sorting.block] = min(pair, blocks.get(sorting.block, pair))
    ranks = {block: rank for rank, block in enumerate(sorted(blocks, key=lambda b: blocks[b]), 1)}
    order = sorted(
        range(len(signatories)),
        key=lambda index: (ranks.get(sortings[index].block or "", 0), pairs[index]),
    )
    return [signatories[index] for index in order]


def _sorting(signatory: Signatory, settings: SignatoryList, language: str) -> _Sorting:
    own = signatory.language or language
    name = sort_text(signatory.name, own)
    script = script_of(signatory.name, signatory.script)
    block = script if _is_foreign(signatory, language) else None
    if signatory.sort_key is not None:
        if settings.other_scripts == "transliterated":
            block = None
        return _Sorting(sort_text(signatory.sort_key, None), name, block)
    if signatory.kind == "individual" and signatory.family_name:
        return _Sorting(sort_text(signatory.family_name, None), name, block)
    return _Sorting(name, name, block)


def _is_foreign(signatory: Signatory, language: str) -> bool:
    script = script_of(signatory.name, signatory.script)
    return script is not None and script != script_of_language(language)


def _without_article(name: str, language: str) -> str:
    """The name without an article that it begins with, unless nothing else would be left."""
    primary = language.partition("-")[0]
    if script_of(name) == "Arab" and primary not in _articles():
        primary = "ar"
    for article in _articles().get(primary, ()):
        rest = _behind(article, name)
        if rest and any(each.isalnum() for each in rest):
            return rest
    return name


def _behind(article: str, name: str) -> str | None:
    """What stands behind the article that a name begins with, or None if it doesn't."""
    start = name[: len(article)].casefold().replace("’", "'")
    if start != article.casefold():
        return None
    rest = name[len(article) :]
    if article == _ARABIC_ARTICLE or article.endswith("'"):
        return rest
    return rest.lstrip() if rest[:1].isspace() else None


@cache
def _articles() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("articles.toml").read_text(encoding="utf-8")
    return {key: tuple(value) for key, value in tomllib.loads(text).items()}
