"""Finds the names that a file may not show where they stand in what it would print all the same.

The list is filtered; the text of a letter and its annexes are somebody's words, in which only
a person can take a name out.  Names are compared word by word without case, accents and
punctuation.  What can't be found: a name in a picture, one that is inflected in all its words,
and one that is spelt otherwise.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .audience import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..signatory import Audience, Signatory

_CHARACTER = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|.", re.DOTALL
)
_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
# Scripts that set no spaces between words: each character counts as a word.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
_ARABIC_PREFIXES = "وفبكل"  # "and", "so", "with", "like", "to" are written together with a word
_ENDING = 3  # characters that a language may add to the last word of a name
_LONG = 4  # characters of a word that may have an ending
_TATWEEL = "\u0640"


class _Word(NamedTuple):
    """A word as it is compared, as it is written, and where it stands."""

    folded: str
    written: str
    start: int
    end: int


class _Name(NamedTuple):
    """The words of one way to write a signatory's name."""

    words: tuple[_Word, ...]
    signatory: Signatory


class Standing(NamedTuple):
    """A name in a text: whose it is, and from which to which character it stands."""

    signatory: Signatory
    start: int
    end: int


class HiddenNames:
    """The names of a list that a file for an audience may not show; false where there are none.

    A name that the list decides to be harmless (`is_named_elsewhere`) is none of them, and so is
    one that stands inside a name which the file shows.
    """

    def __init__(self, signatories: Sequence[Signatory], audience: Audience) -> None:
        seen = shown(signatories, audience)
        visible = set(map(id, seen))
        self._hidden = _Index(
            each for each in signatories if id(each) not in visible and not each.is_named_elsewhere
        )
        self._shown = _Index(seen if self._hidden else ())

    def __bool__(self) -> bool:
        return bool(self._hidden)

    def standing_in(self, text: str) -> Iterator[Standing]:
        """The hidden names in a text, in its order; the same words only once."""
        if not self:
            return
        words = _words(text)
        covered = [(each.start, each.end) for each in self._shown.found(words)]
        told: set[tuple[int, int]] = set()
        for found in self._hidden.found(words):
            inside = any(start <= found.start and found.end <= end for start, end in covered)
            if not inside and (found.start, found.end) not in told:
                told.add((found.start, found.end))
                yield found


class _Index:
    """Names by their first words."""

    def __init__(self, signatories: Iterable[Signatory]) -> None:
        self._names: dict[str, list[_Name]] = {}
        for signatory in signatories:
            for words in _ways_to_write(signatory):
                self._names.setdefault(words[0].folded, []).append(_Name(words, signatory))

    def __bool__(self) -> bool:
        return bool(self._names)

    def found(self, words: Sequence[_Word]) -> Iterator[Standing]:
        """Where names stand among words."""
        for number, word in enumerate(words):
            for beginning in _beginnings(word.folded):
                for name in self._names.get(beginning, ()):
                    there = words[number : number + len(name.words)]
                    if _is(name.words, there):
                        yield Standing(name.signatory, word.start, there[-1].end)


def _ways_to_write(signatory: Signatory) -> set[tuple[_Word, ...]]:
    """The words of a name, also without an acronym in brackets, and family name first."""
    words = tuple(_words(signatory.name))
    ways = [words]
    if len(short := tuple(_words(_BRACKETED.sub(" ", signatory.name)))) > 1:
        ways.append(short)
    if signatory.kind == "individual" and len(words) > 1:
        ways.append((words[-1], *words[:-1]))
    # A single letter is in every text.
    return {way for way in ways if sum(len(word.folded) for word in way) > 1}


def _is(name: Sequence[_Word], there: Sequence[_Word]) -> bool:
    """Whether words of a text are a name."""
    if len(there) < len(name):
        return False
    if len(name) == 1:
        return _is_single(name[0], there[0])
    # The first was looked up, perhaps behind an Arabic prefix.
    inner = zip(name[1:-1], there[1:-1], strict=True)
    return _is_last(name[-1], there[-1]) and all(one.folded == two.folded for one, two in inner)


def _is_last(word: _Word, there: _Word) -> bool:
    longer = len(there.folded) - len(word.folded)
    if longer == 0 or len(word.folded) < _LONG:
        return there.folded == word.folded
    return longer <= _ENDING and there.folded.startswith(word.folded)


def _is_single(word: _Word, there: _Word) -> bool:
    """The same for a name of one word, which may be a word of the language: case counts."""
    if word.written == word.written.swapcase():  # a script without capitals
        return True
    written = there.written
    return any(written in {form, f"{form}s"} for form in (word.written, word.written.upper()))


def _beginnings(word: str) -> Iterator[str]:
    """The words of which a word of a text may be a form."""
    yield word
    if word.isascii():
        if word.endswith("s"):
            yield word[:-1]
        return
    if word[0] in _ARABIC_PREFIXES and len(word) > _LONG:
        yield word[1:]
        if word.startswith("لل"):  # "to the": the alif of the article is lost
            yield "ا" + word[1:]
    for ending in range(1, _ENDING + 1):
        if len(word) - ending >= _LONG:
            yield word[:-ending]


def _words(text: str) -> list[_Word]:
    """The words of a text, of Markdown too: character references are read."""
    words: list[_Word] = []
    folded, written, start = "", "", 0
    for match in _CHARACTER.finditer(text):
        given = match[0] if len(match[0]) == 1 else html.unescape(match[0])
        plain = "".join(map(_folded, given))
        if plain == " " or _UNSPACED.match(given):
            if folded:
                words.append(_Word(folded, written, start, match.start()))
            folded, written = "", ""
            if plain != " ":
                words.append(_Word(plain, given, match.start(), match.end()))
        elif plain:
            if not folded:
                start = match.start()
            folded, written = folded + plain, written + given
    if folded:
        words.append(_Word(folded, written, start, len(text)))
    return words


@cache
def _folded(character: str) -> str:
    """A letter or digit as it is compared; "" for what only marks one, and a space else."""
    kept = [
        each
        for each in unicodedata.normalize("NFKD", character)
        if unicodedata.category(each) not in {"Mn", "Me", "Cf"} and each != _TATWEEL
    ]
    if not kept:
        return ""
    text = "".join(kept).casefold().replace("ı", "i")
    return text if text.isalnum() else " "
