"""Finds names of the signatory list that the text spells in another way.

A candidate is as many words as the name has, in their order, of which all but one are the
name's and that one is a slip away.  Two organisations may differ by a whole word, so more than
one letter in one word is no slip: Austrian and Australian are both right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...rules import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...diagnostics import Problem
    from ...signatory import Signatory
    from .pairs import Paired
    from .prose import Block, Prose

_LANGUAGES = {"ar", "de", "en", "es", "fr", "ru", "zh"}  # they don't inflect names in Latin letters
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:[’'‑-][\w\u0300-\u036f]+){0,20}")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u0300-\u036f\s\W]+")
_SHORTEST = 10  # letters of a name that is looked for
_SHORTEST_SLIP = 5  # letters of a word in which one may be wrong: Iran is not Iraq
_MOST_NAMES = 50  # names that one word is looked up for; more of them share only a word


class _Word(NamedTuple):
    written: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a list by their words; `exact` are all ways in which one may be written."""

    by_word: dict[str, list[tuple[int, tuple[_Word, ...], str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    exact: set[tuple[str, ...]] = field(default_factory=set)


def misspelt(prose: Prose, paired: Paired, names: Names) -> Iterator[Problem]:
    """A finding for each name of the list that is spelt otherwise in the text."""
    if prose.language not in _LANGUAGES:
        return
    for block in prose.blocks:
        told = -1
        words = _words(block.text)
        for number in range(len(words)):
            for start, end, name in _found(names, block, words, number):
                if start > told and not paired.is_quoted(block, start):
                    told = end
                    message = f"“{block.text[start:end]}” is “{name}” in the list of signatories"
                    yield find("name-misspelt", message, block.place(start, end))


def _found(
    names: Names, block: Block, words: Sequence[_Word], number: int
) -> Iterator[tuple[int, int, str]]:
    """Names that the words around one of them are a slip away from."""
    for index, name, written in names.by_word.get(words[number].folded, ()):
        first = number - index
        there = words[first : first + len(name)] if first >= 0 else ()
        if len(there) != len(name) or tuple(word.written for word in there) in names.exact:
            continue
        if _is_slip(there, name, begins=block.begins_sentence(there[0].start)):
            yield there[0].start, there[-1].end, written


def _is_slip(there: Sequence[_Word], name: Sequence[_Word], *, begins: bool) -> bool:
    """Whether words are nearly a name, and written as a name is."""
    pairs = list(zip(there, name, strict=True))
    if any(one.written[0].islower() != two.written[0].islower() for one, two in pairs):
        return _is_lowered(pairs, begins=begins)
    if all(one.folded == two.folded for one, two in pairs):
        # The same in capitals throughout is a way to set a heading.
        return any(_plain(one.written) != _plain(two.written) for one, two in pairs) and not all(
            word.written.isupper() for word in there
        )
    return _has_one_slip(pairs)


def _has_one_slip(pairs: Sequence[tuple[_Word, _Word]]) -> bool:
    wrong = [n for n, (one, two) in enumerate(pairs) if one.folded != two.folded]
    if len(wrong) != 1:
        return False
    one, two = (word.folded for word in pairs[wrong[0]])
    if min(len(one), len(two)) < _SHORTEST_SLIP:
        return False
    from rapidfuzz.distance import OSA

    if OSA.distance(one, two, score_cutoff=1) > 1:
        return False
    is_plural = one.rstrip("s") == two.rstrip("s")  # “the Uyghur Associations of Europe”
    return not (is_plural and wrong[0] == len(pairs) - 1)


def _is_lowered(pairs: Sequence[tuple[_Word, _Word]], *, begins: bool) -> bool:
    """Whether a name lost a capital behind its first word: “Amnesty international”.

    At the beginning of a sentence these may be words of the language.
    """
    same = all(one.folded == two.folded for one, two in pairs)
    raised = any(one.written[0].isupper() > two.written[0].isupper() for one, two in pairs)
    return same and not raised and not begins and pairs[0][0].written[0].isupper()


def names_of(signatories: Iterable[Signatory]) -> Names:
    """The names of a list, ready to be looked for."""
    names = Names()
    for name in (each.name for each in signatories):
        for form in dict.fromkeys((name, _BRACKETED.sub(" ", name))):
            words = tuple(_words(form))
            names.exact.add(tuple(word.written for word in words))
            letters = sum(len(word.folded) for word in words)
            if len(words) > 1 and letters >= _SHORTEST and _LATIN.fullmatch(form):
                for index, key in _keys(words):
                    names.by_word[key].append((index, words, name))
    for key in [key for key, found in names.by_word.items() if len(found) > _MOST_NAMES]:
        del names.by_word[key]
    return names


def _keys(words: Sequence[_Word]) -> Iterable[tuple[int, str]]:
    """The two longest words of a name: one of them is spelt right, or none is looked for."""
    longest = sorted(range(len(words)), key=lambda n: -len(words[n].folded))[:2]
    return [(n, words[n].folded) for n in longest]


def _words(text: str) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        written = unicodedata.normalize("NFC", match[0].replace("'", "’").replace("‑", "-"))
        own = _POSSESSIVE.sub("", written)
        end = match.end() - (len(written) - len(own))
        words.append(_Word(own, _folded(own), match.start(), end))
    return words


def _folded(text: str) -> str:
    """Without case and the marks on letters."""
    if text.isascii():
        return _plain(text).lower()
    return _plain(
        "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    ).casefold()


def _plain(text: str) -> str:
    return text.replace("’", "").replace("-", "")
