"""Finds the names that a file may not show where they stand in what it would print all the same.

The list is filtered; the text of a letter and its annexes are somebody's words, in which only
a person can take a name out.  Names are compared word by word without case, accents and
punctuation; then without the spaces between their words, as addresses and letter-spaced lines
have them, and in Latin letters where the text is in another script than the list.  All of that
in the text as it stands, and in what is coded in it (`decoding`).  What can't be found: a name in
a picture, one that is inflected in all its words, and one that is spelt otherwise.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

from ..comparing.folding import LEADING_ARTICLES, folded_words, without_titles
from ..comparing.words import words
from .audience import shown
from .decoding import readings
from .romanising import is_abjad, is_latin, is_syllabic, romanised, scripts, skeleton

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
_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_MARKED = re.compile("[äöüøå]", re.IGNORECASE)
_DIGRAPH = re.compile("([aou])e", re.IGNORECASE)
# Where no space may stand: hosts, the names before an at sign, handles and tags.
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w.-]+|(?<=://)[^\s/?#]+|\bwww\.[^\s/?#]+|(?<!\w)[@#]\w+", re.IGNORECASE
)
_ACRONYM = re.compile(r"[(\[（]\s*([A-Z][A-Z0-9&]{2,11})\s*[)\]）]")
_NICKNAME = re.compile(r"[“”„\"«»‘’]\w[^“”\"«»‘’]{0,30}[“”\"«»‘’]")
_BEHIND = re.compile(r"(?<=\w\s\w{2})[,;|</]|(?<=\w{2})\s*[,;|<]|\s[-–—]\s")
_AND = re.compile(r"\s+(?:&|\+|and|et|und|y|e|и|و)\s+")
_ANDS = ("and", "et", "und", "y")
_ORDERS = re.compile(r"(?<=[^\W\d_A-Z])(?:,?\s+[A-Z]{2,5})+$")  # behind a name: KCMG, FRS
_INITIAL = re.compile(r"(?<=\s)[^\W\d_]\.?(?=\s)")
_ARTICLE = re.compile(r"(?<=\s)ال(?=\w{3})")
_BARE = re.compile(r"\s(?!ال)([\u0620-\u064a]{3,})(?=\s*$)")
_ADDRESS_LIKE = re.compile(r"[@#/\\_]|\w\.\w")
_KEY = 3  # characters of a joined name by which it is looked up
_SHORTEST_JOINED = 6  # letters of a name of several words, written as one
_SPECIFIC = 10  # letters that are nothing else, wherever they stand
_SPECIFIC_WORDS = 8  # the same of a name of several words
_FEW = 3  # characters of a script without spaces that are hardly by chance in another text
_SHORTEST_SKELETON = 5
_SURE_SKELETON = 7
_ALIKE = 0.7  # of two romanisations, vowels included
_HOMOPHONES = 3  # syllables that are hardly by chance
_MOST_WORDS = 12  # of a text that are one name in another script


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

    @property
    def joined(self) -> str:
        """The words without spaces."""
        return "".join(word.folded for word in self.words)

    @property
    def written(self) -> str:
        """The words as they are given, with spaces."""
        return " ".join(word.written for word in self.words)

    @property
    def is_specific(self) -> bool:
        """Whether it is hardly by chance in what is no text, such as the name of a font."""
        if not self.joined.isascii():
            return len(self.joined) >= _FEW
        return len(self.joined) >= (_SPECIFIC_WORDS if len(self.words) > 1 else _SPECIFIC)


class Standing(NamedTuple):
    """A name in a text: whose it is, and from which to which character it stands."""

    signatory: Signatory
    start: int
    end: int


class _Hit(NamedTuple):
    """The same in a joined text."""

    name: _Name
    start: int
    end: int


class HiddenNames:
    """The names of a list that a file for an audience may not show; false where there are none.

    A name that the list decides to be harmless (`is_named_elsewhere`) is none of them, and so is
    one that stands inside a name which the file shows.
    """

    def __init__(self, signatories: Sequence[Signatory], audience: Audience) -> None:
        self._seen = shown(signatories, audience)
        visible = set(map(id, self._seen))
        self._hidden = _Index(
            (
                each
                for each in signatories
                if id(each) not in visible and not each.is_named_elsewhere
            ),
            in_short=True,
        )

    @cached_property
    def _shown(self) -> _Index:
        return _Index(self._seen)

    def __bool__(self) -> bool:
        return bool(self._hidden)

    def standing_in(self, text: str, *, is_text: bool = True) -> Iterator[Standing]:
        """The hidden names in a text, in its order; the same words only once.

        What is no text, such as the name of a font or the bytes of a picture, is searched for
        names that can't be there by chance only.
        """
        if not self:
            return
        told: dict[tuple[int, int], None] = {}
        for reading in readings(text):
            words = _Words(reading.text)
            hits = list(self._hidden.found(words, is_text=is_text))
            if not hits:
                continue
            covered = [(each.start, each.end) for each in self._shown.found(words)]
            for hit in sorted(hits, key=lambda each: each.start):
                if any(start <= hit.start and hit.end <= end for start, end in covered):
                    continue
                place = reading.place(*words.place(hit.start, hit.end))
                if not any(place[0] < end and start < place[1] for start, end in told):
                    told[place] = None
                    yield Standing(hit.name.signatory, *place)


@dataclass(frozen=True)
class _Words:
    """The words of a text, and the same without anything between them."""

    text: str

    @cached_property
    def words(self) -> list[_Word]:
        """The words."""
        return _words(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the joined text, and where the last one ends."""
        return list(accumulate((len(each.folded) for each in self.words), initial=0))

    @cached_property
    def joined(self) -> str:
        """All words joined."""
        return "".join(each.folded for each in self.words)

    @cached_property
    def is_plain(self) -> bool:
        """Whether all of it is in Latin letters without marks."""
        return self.text.isascii()

    @cached_property
    def runs(self) -> list[int]:
        """For each word, the number of the run without spaces that it stands in."""
        blanks = [match.start() for match in re.finditer(r"\s+", self.text)]
        return [bisect_right(blanks, each.start) for each in self.words]

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Where addresses stand."""
        return [match.span() for match in _ADDRESS.finditer(self.text)]

    def at(self, offset: int) -> int:
        """The number of the word at an offset of the joined text."""
        return bisect_right(self.starts, offset) - 1

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The words of a stretch of the joined text, as they stand in the text."""
        return self.words[self.at(start)].start, self.words[self.at(end - 1)].end

    def run(self, first: int, last: int) -> str:
        """From the first of some words to the last, with all that touches them."""
        start, end = self.words[first].start, self.words[last].end
        before = re.search(r"\S*\Z", self.text[max(0, start - 200) : start])
        behind = re.match(r"\S*", self.text[end : end + 200])
        return (before[0] if before else "") + self.text[start:end] + (behind[0] if behind else "")

    def is_in_address(self, word: _Word) -> bool:
        """Whether a word is one of an address."""
        return any(start <= word.start and word.end <= end for start, end in self.addresses)


class _Index:
    """Names by their first words, and by how they begin when they are joined or romanised."""

    def __init__(self, signatories: Iterable[Signatory], *, in_short: bool = False) -> None:
        self._names: dict[str, list[_Name]] = {}
        self._joined: dict[str, list[_Name]] = {}
        self._all: list[_Name] = []
        for signatory in signatories:
            for way in _ways_to_write(signatory, in_short=in_short):
                name = _Name(way, signatory)
                self._all.append(name)
                self._names.setdefault(way[0].folded, []).append(name)
                self._joined.setdefault(name.joined[:_KEY], []).append(name)

    def __bool__(self) -> bool:
        return bool(self._names)

    @cached_property
    def _foreign(self) -> _Romanised:
        """The names in Latin letters, for texts in another script."""
        return _Romanised(self._all)

    def found(self, words: _Words, *, is_text: bool = True) -> Iterator[_Hit]:
        """Where names stand among words."""
        if is_text:
            yield from self._in_words(words)
        for hit in self._in_joined(words, is_text=is_text):
            if is_text or hit.name.is_specific:
                yield hit
        for hit in self._foreign.found(words):
            if is_text or hit.name.is_specific:
                yield hit

    def _in_words(self, text: _Words) -> Iterator[_Hit]:
        words, starts = text.words, text.starts
        for number, word in enumerate(words):
            for beginning in _beginnings(word.folded):
                for name in self._names.get(beginning, ()):
                    for end in (number + len(name.words), *self._behind(words, number, name)):
                        there = words[number:end]
                        if end - number > len(name.words):
                            there = [each for each in there if len(each.folded) > 1]
                        if _is(name.words, there):
                            yield _Hit(name, starts[number], starts[end])
                            break

    @staticmethod
    def _behind(words: Sequence[_Word], start: int, name: _Name) -> Iterator[int]:
        """Where the name of a person ends if an initial stands in it: Ada M. Lake."""
        end = start + len(name.words) + 1
        if name.signatory.kind != "organisation" and len(name.words) > 1 and end <= len(words):
            inner = words[start + 1 : end - 1]
            if any(len(each.folded) == 1 and is_latin(each.written) for each in inner):
                yield end

    def _in_joined(self, text: _Words, *, is_text: bool) -> Iterator[_Hit]:
        joined = text.joined
        for start in range(len(joined) - _KEY + 1):
            for name in self._joined.get(joined[start : start + _KEY], ()):
                wanted = name.joined
                if joined.startswith(wanted, start) and _may_be_joined(
                    name, text, (start, start + len(wanted)), is_text=is_text
                ):
                    yield _Hit(name, start, start + len(wanted))


def _may_be_joined(  # noqa: PLR0911 - each is a rule
    name: _Name, text: _Words, span: tuple[int, int], *, is_text: bool
) -> bool:
    """Whether the letters of a name, joined, are meant as the name where they stand."""
    start, end = span
    first, last = text.at(start), text.at(end - 1)
    rest = text.starts[last + 1] - end
    is_whole = text.starts[first] == start and rest == 0
    length = end - start
    there = text.words[first : last + 1]
    in_address = all(map(text.is_in_address, there))
    if len(name.words) == 1:
        if len(there) > 1:  # letter-spaced
            return is_whole and length >= _LONG and all(len(each.folded) == 1 for each in there)
        if in_address and length >= _LONG:
            return is_whole or length >= _SPECIFIC
        is_loose = _ADDRESS_LIKE.search(text.run(first, last)) is not None
        return length >= _SPECIFIC and (is_loose or not is_text)
    if length < _SHORTEST_JOINED:
        return is_whole and in_address and length >= _LONG
    if length >= _SPECIFIC:
        is_one_run = text.runs[first] == text.runs[last]
        return is_one_run or (text.starts[first] == start and rest <= _ENDING)
    if is_whole and all(len(each.folded) == 1 for each in there):
        return True
    is_loose = _ADDRESS_LIKE.search(text.run(first, last)) is not None
    has_humps = len(there) == 1 and re.search(r"[^\W\d_A-Z][A-Z]", there[0].written) is not None
    return is_whole and (is_loose or has_humps or not is_text)


class _Romanised:
    """Names in Latin letters, to be found in texts of another script than their own."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self._exact: dict[str, list[tuple[str, _Name]]] = {}
        self._bare: dict[bool, dict[str, list[tuple[str, _Name]]]] = {False: {}, True: {}}
        self._all_latin = True
        for name in names:
            latin = is_latin(name.written)
            self._all_latin &= latin
            roman = [romanised(word.written) for word in name.words]
            whole = "".join(roman)
            if len(whole) >= _SHORTEST_JOINED and (not latin or len(name.words) > 1):
                self._exact.setdefault(whole[:_KEY], []).append((whole, name))
            if len(name.words) == 1 or is_syllabic(name.written):
                continue
            for abjad in (True,) if is_abjad(name.written) else (False, True):
                for hard in {False, latin}:  # how a c is spoken
                    bare = [skeleton(each, abjad=abjad, hard=hard) for each in roman]
                    if len("".join(bare)) >= _SHORTEST_SKELETON:
                        self._bare[abjad].setdefault("".join(bare), []).append((whole, name))
        self._longest = max((len(each) for ways in self._bare.values() for each in ways), default=0)

    def found(self, text: _Words) -> Iterator[_Hit]:
        """Where names stand in another script than their own."""
        if text.is_plain and self._all_latin:
            return
        roman = [romanised(word.written) for word in text.words]
        yield from self._in_romanised(text, roman)
        yield from self._in_addresses(text)
        yield from self._in_skeletons(text, roman)

    def _in_romanised(self, text: _Words, roman: Sequence[str]) -> Iterator[_Hit]:
        joined = "".join(roman)
        starts = list(accumulate(map(len, roman), initial=0))
        for first, start in enumerate(starts[:-1]):
            for whole, name in self._exact.get(joined[start : start + _KEY], ()):
                end = start + len(whole)
                if joined.startswith(whole, start):
                    last = bisect_right(starts, end - 1) - 1
                    is_at_end = starts[last + 1] - end <= _ENDING
                    if is_at_end and _is_foreign(name, text, first, last):
                        yield _Hit(name, text.starts[first], text.starts[last + 1])

    def _in_addresses(self, text: _Words) -> Iterator[_Hit]:
        """Names anywhere within an address, which has no capitals and no spaces."""
        for start, end in text.addresses:
            inside = romanised(text.text[start:end])
            for at in range(len(inside)):
                for whole, name in self._exact.get(inside[at : at + _KEY], ()):
                    if len(whole) >= _SPECIFIC_WORDS and inside.startswith(whole, at):
                        there = [n for n, w in enumerate(text.words) if start <= w.start < end]
                        if there and scripts(name.written) != scripts(text.text[start:end]):
                            yield _Hit(name, text.starts[there[0]], text.starts[there[-1] + 1])

    def _in_skeletons(self, text: _Words, roman: Sequence[str]) -> Iterator[_Hit]:
        for abjad, ways in self._bare.items():
            bare = [skeleton(word, abjad=abjad) for word in roman] if ways else []
            for first in range(len(bare)):
                whole = ""
                for last in range(first, min(len(bare), first + _MOST_WORDS)):
                    whole += bare[last]
                    if len(whole) > self._longest:
                        break
                    for way, name in ways.get(whole, ()):
                        is_alike = abjad or _is_alike(way, "".join(roman[first : last + 1]))
                        is_sure = len(whole) >= _SURE_SKELETON or last - first + 1 == len(
                            name.words
                        )
                        if is_alike and is_sure and _is_foreign(name, text, first, last):
                            yield _Hit(name, text.starts[first], text.starts[last + 1])


def _is_alike(one: str, other: str) -> bool:
    """Whether two romanisations may be of one name: their consonants are the same."""
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _is_foreign(name: _Name, text: _Words, first: int, last: int) -> bool:
    """Whether words that sound as a name are written in another script, and as a name is."""
    there = text.words[first : last + 1]
    written = " ".join(word.written for word in there)
    if scripts(written) == scripts(name.written):
        # Characters of both kinds of Chinese sound alike.
        return is_syllabic(written) and len(name.joined) >= _HOMOPHONES
    start = there[0].written
    return start != start.lower() or start == start.swapcase() or text.is_in_address(there[0])


def _ways_to_write(signatory: Signatory, *, in_short: bool) -> set[tuple[_Word, ...]]:
    """The words of a name, also without an acronym in brackets, and family name first.

    `in_short` also as others write it who know the signatory: without titles, degrees, initials,
    a nickname, what stands behind a comma, an article or the form in which a body is registered.
    """
    names = [signatory.name, _BRACKETED.sub(" ", signatory.name)]
    if in_short:
        names += _shorter(signatory)
    given = [tuple(_words(name)) for name in names]
    ways = [given[0], *(way for way in given[1:] if len(way) > 1)]
    if signatory.kind == "individual":
        ways += [(way[-1], *way[:-1]) for way in ways if len(way) > 1]
    ways += [changed for way in ways if (changed := _with_umlauts(way)) != way]
    if in_short:
        ways += [tuple(_words(acronym)) for acronym in _ACRONYM.findall(signatory.name)]
    # A single letter is in every text.
    return {way for way in ways if sum(len(word.folded) for word in way) > 1}


def _shorter(signatory: Signatory) -> list[str]:
    """Shorter ways to write a name; one may be too short to tell anything, and is left out."""
    names = {_NICKNAME.sub(" ", _BRACKETED.sub(" ", signatory.name)).strip()}
    names |= {_BEHIND.split(name, maxsplit=1)[0] for name in names}
    names |= {without_titles(name, doubtful=signatory.kind != "organisation") for name in names}
    names |= {_BEHIND.split(name, maxsplit=1)[0] for name in names}
    if signatory.kind == "organisation" or signatory.kind is None:
        names |= {" ".join(_without_form(name.split())) for name in names}
        names |= {_AND.sub(f" {word} ", name) for name in names for word in ("", *_ANDS)}
    if signatory.kind != "organisation":
        names |= {_INITIAL.sub(" ", name) for name in names}
        names |= {_ORDERS.sub("", name) for name in names}
    names |= {_ARTICLE.sub(" ", name) for name in names} | {_BARE.sub(r" ال\1", n) for n in names}
    return sorted(names)


def _without_form(given: list[str]) -> list[str]:
    """The words of a body's name without the article before and the legal form behind."""
    folded = ["".join(folded_words(word)) for word in given]
    start, end = 0, len(given)
    while end > start + 1 and folded[end - 1] in words("legal") | words("legal-at-an-end"):
        end -= 1
    if end > start + 1 and folded[start] in LEADING_ARTICLES:
        start += 1
    return given[start:end]


def _with_umlauts(way: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """The words with the letters that have a mark written as two, or the two as one."""
    if any(_MARKED.search(word.written) for word in way):
        spelt = [_MARKED.sub(lambda match: _SPELT[match[0].lower()], word.written) for word in way]
    else:
        spelt = [_DIGRAPH.sub(r"\1", word.written) for word in way]
    changed = zip(way, spelt, strict=True)
    return tuple(word._replace(folded="".join(map(_folded, new))) for word, new in changed)


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
    if not text.isascii() and is_latin(text):  # a letter such as ł, which is none with a mark
        text = anyascii(text).casefold() or text
    return text if text.isalnum() else " "
