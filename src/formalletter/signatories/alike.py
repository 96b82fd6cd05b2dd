"""Finds the names that are alike, without comparing each with each.

Names are first put into blocks by what two that are alike must share; only those of one block
are compared.  The outcome is that of comparing all pairs, which a test proves.
"""

from __future__ import annotations

import re
from itertools import combinations, product
from typing import TYPE_CHECKING

from ..comparing.folding import known_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..comparing.folding import Forms

_SHORTEST_WITH_SLIP = 6  # letters of a word in which one letter may be wrong
_SHORTEST_WITHOUT_VOWELS = 9  # the same in scripts that leave vowels out
_SHORTEST_KNOWN_WITH_SLIP = 8  # of a country or language: Australia and Australian
_FIRST_WITHOUT_VOWELS = "\u05d0"  # Hebrew, Arabic
_VOWELS = frozenset("aeiouy")
_SMALL_BLOCK = 24  # names; so many are compared with each other at once
# Letters of which one can be wrong: not ideographs, where one is a word, nor syllables.
_ALPHABETIC = re.compile("[a-z\u00df-\u024f\u0370-\u052f\u0561-\u0587\u05d0-\u05ea\u0620-\u06ff]+")


def are_alike(one: Forms, other: Forms) -> bool:
    """Whether two names are probably spellings of one; the same both ways round."""
    if one.acronym and other.acronym:
        if one.acronym == other.acronym and one.is_acronym != other.is_acronym:
            return True
        if one.acronym != other.acronym and not (one.is_acronym or other.is_acronym):
            return False
    if one.sorted == other.sorted or one.joined == other.joined:
        return True
    if (one.others or other.others) and one.spellings & other.spellings:
        return True
    if one.latin or other.latin:
        return one.latin == other.sorted or one.sorted == other.latin
    return _differ_by_a_slip(one, other)


def alike_pairs(names: Sequence[Forms]) -> set[tuple[int, int]]:
    """All pairs (smaller index first) of names that are alike."""
    return {
        (first, second)
        for first, second in _candidates(names)
        if are_alike(names[first], names[second])
    }


def _candidates(names: Sequence[Forms]) -> Iterator[tuple[int, int]]:
    """Pairs that share a block; some that share none, too, where two digests are the same."""
    keys = [tuple((key, "") for key in _keys(name)) for name in names]
    for block in _blocks(keys):
        yield from _ordered(index for _, index in block)
    acronyms: dict[str, tuple[list[int], list[int]]] = {}
    for index, name in enumerate(names):
        if name.acronym:
            acronyms.setdefault(name.acronym, ([], []))[name.is_acronym].append(index)
    for spelt_out, alone in acronyms.values():
        yield from ((min(pair), max(pair)) for pair in product(spelt_out, alone))
    for block in _blocks([tuple(_leaving_one_out(name)) for name in names]):
        yield from _with_slips(block)


def _blocks(keys: Sequence[Sequence[tuple[int, str]]]) -> Iterator[list[tuple[str, int]]]:
    """For each digest that two names have: their words and indexes.

    Most digests are of one name only; they are sorted out first, which keeps the rest small.
    """
    once: set[int] = set()
    repeated: set[int] = set()
    for own in keys:
        for digest, _ in own:
            (repeated if digest in once else once).add(digest)
    blocks: dict[int, list[tuple[str, int]]] = {}
    for index, own in enumerate(keys):
        for digest, word in own:
            if digest in repeated:
                blocks.setdefault(digest, []).append((word, index))
    yield from blocks.values()


def _keys(name: Forms) -> set[int]:
    """Digests of what names have in common that are alike in all words."""
    keys = {hash(("sounds", name.sorted)), hash(("joined", name.joined))}
    keys |= {hash(("sounds", other)) for other in name.others}
    if name.latin:
        keys.add(hash(("sounds", name.latin)))
    return keys


def _leaving_one_out(name: Forms) -> Iterator[tuple[int, str]]:
    """The digest of all words but one, for each that may have a slip, and that word."""
    if name.latin or name.is_acronym:
        return
    for at, word in enumerate(name.words):
        if _may_slip(word):
            yield hash(tuple(sorted(name.sounds[:at] + name.sounds[at + 1 :]))), word


def _may_slip(word: str) -> bool:
    return len(word) >= _SHORTEST_WITH_SLIP - 1 and _ALPHABETIC.fullmatch(word) is not None


def _with_slips(pairs: Sequence[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Pairs whose words can be one letter apart: in large blocks, those that share a deletion."""
    if len(pairs) <= _SMALL_BLOCK:
        yield from _ordered(index for _, index in pairs)
        return
    shared: dict[str, set[int]] = {}
    for word, index in pairs:
        shared.setdefault(word, set()).add(index)
        for at in range(1, len(word)):  # the first letter is the same
            shared.setdefault(word[:at] + word[at + 1 :], set()).add(index)
    for indexes in shared.values():
        yield from _ordered(indexes)


def _ordered(indexes: Iterable[int]) -> Iterator[tuple[int, int]]:
    yield from combinations(sorted(set(indexes)), 2)


def _differ_by_a_slip(one: Forms, other: Forms) -> bool:
    """Whether all words but one sound the same, and that one has one letter wrong."""
    if len(one.words) != len(other.words) or one.is_acronym or other.is_acronym:
        return False
    left, right = list(zip(one.sounds, one.words, strict=True)), []
    for pair in zip(other.sounds, other.words, strict=True):
        same = next((mine for mine in left if mine[0] == pair[0]), None)
        if same is None:
            right.append(pair[1])
        else:
            left.remove(same)
    return len(left) == len(right) == 1 and is_slip(left[0][1], right[0])


def is_slip(one: str, other: str) -> bool:
    """Whether two folded words are one letter apart, and long enough for a slip."""
    from rapidfuzz.distance import OSA

    shorter, longer = sorted((len(one), len(other)))
    least = _SHORTEST_WITHOUT_VOWELS if one[0] >= _FIRST_WITHOUT_VOWELS else _SHORTEST_WITH_SLIP
    if longer < least or not (_may_slip(one) and _may_slip(other)):
        return False
    if one[0] != other[0] or (one[:-1] == other[:-1] and {one[-1], other[-1]} <= _VOWELS):
        return False  # Simona and Simone are two
    known = {stem for stem in (known_stem(one), known_stem(other)) if stem}
    if len(known) > 1 or (known and shorter < _SHORTEST_KNOWN_WITH_SLIP):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1
