"""Names in capitals only, in small letters only, and words with a slip of the shift key."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from ...comparing.words import words
from ..proposals import Finding
from .vocabulary import WORD, is_cased

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...signatory import Signatory
    from .vocabulary import Vocabulary

SHOUTING: Final = "shouting"
LOWER_CASE: Final = "lower-case"
ODD_CASE: Final = "odd-case"

_LONG_WORD = 5  # letters; shorter ones in capitals may be acronyms: ACAT, CIDH, OMCT
_LONG_WORDS = 2  # one may be an acronym or a brand: PROMEDEHUM, ARTICLE 19
_FEW_LETTERS = 3
_BRAND = 2  # names: what is written so twice is meant so
_SMALL_WORDS = words("small")
_ACRONYMS = words("acronyms")  # shorter ones are kept in capitals by their length
_SHORT_ACRONYM = 3
_SHORTEST_WITH_MC = 4  # letters: McKay
_WORD_OR_BRACKETED = re.compile(r"\([^()\s]*\)|[^\W\d_]+(?:['’](?=\w))?")
# Six capitals and more, then two or three small letters (EXCUBITUSdhe); DNSCrypt, GAYa and NGOs
# are names.
_CAPITALS_GO_ON = re.compile(r"[A-ZÀ-ÖØ-Þ]{6,}(?!es$)[a-zß-öø-ÿ]{2,3}")
_SMALL_FIRST = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]{5,}")  # iOS, mRNA and eLIFE are names
_TWO_CAPITALS = re.compile(r"(?!IJ)[A-ZÀ-ÖØ-Þ]{2}[a-zß-öø-ÿ]{2,}")
_HANDLE = re.compile(r"\d|_|\w\.\w|@|/")  # written small by those who chose it
_TURKIC = {"tr", "az"}
_TO_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_TO_UPPER = str.maketrans({"i": "İ", "ı": "I"})


def findings(name: str, signatory: Signatory, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What is odd about the capitals of a name."""
    name = unicodedata.normalize("NFC", name)  # else an accent would end a word
    letters = [letter for word in WORD.findall(name) for letter in word]
    cased = [letter for letter in letters if is_cased(letter)]
    if len(cased) < max(_FEW_LETTERS, len(letters)):  # in part in a script without capitals
        return
    change: str | None
    turkic = (signatory.language or "").split("-")[0] in _TURKIC
    if all(letter.isupper() for letter in cased):
        if _shouts(name, signatory, vocabulary):
            short = signatory.kind != "individual"  # acronyms; of people, short names
            change = _in_title_case(name, vocabulary, turkic=turkic, short_stay=short)
            change = change if change != name else None
            yield Finding(SHOUTING, "the name is all in capitals", change)
    elif all(letter.islower() for letter in cased):
        if len(WORD.findall(name)) > 1 and not _HANDLE.search(name):
            change = _in_title_case(name, vocabulary, turkic=turkic, short_stay=False)
            yield Finding(LOWER_CASE, "the name is all in small letters", change)
    else:
        yield from _odd_words(name, vocabulary)


def _shouts(name: str, signatory: Signatory, vocabulary: Vocabulary) -> bool:
    """Whether the capitals are no acronym: two words that are long, or small elsewhere here."""
    cased = [word for word in WORD.findall(name) if is_cased(word)]
    if signatory.kind == "individual":
        return sum(len(word) > 1 for word in cased) > 1
    known = [
        word
        for word in cased
        if len(word) >= _LONG_WORD
        or (len(word) > _SHORT_ACRONYM and vocabulary.forms.get(word.lower(), word) != word)
    ]
    return len(known) >= _LONG_WORDS


def _in_title_case(name: str, vocabulary: Vocabulary, *, turkic: bool, short_stay: bool) -> str:
    """The name with capitals where titles have them, and as the list writes its words."""

    def put(match: re.Match[str]) -> str:
        text = match[0]
        if text.startswith("("):
            return text
        word = text.rstrip("'’")
        low = (word.translate(_TO_LOWER) if turkic else word).lower()
        is_inside = match.start() > 0
        if is_inside and (low in _SMALL_WORDS or _is_genitive(match)):
            cased = low
        elif low in _ACRONYMS:
            cased = word.upper()
        elif (usual := vocabulary.forms.get(low, low)) != low:
            cased = usual
        elif short_stay and len(word) <= _SHORT_ACRONYM and low not in _SMALL_WORDS:
            cased = word
        else:
            first = low[0].translate(_TO_UPPER) if turkic else low[0]
            cased = first.upper() + low[1:]
            if low.startswith("mc") and len(low) > _SHORTEST_WITH_MC:
                cased = f"Mc{low[2:].capitalize()}"
        return cased + text[len(word) :]

    return _WORD_OR_BRACKETED.sub(put, name)


def _is_genitive(match: re.Match[str]) -> bool:
    """Whether it is the s behind an apostrophe."""
    before = match.string[: match.start()]
    return match[0].lower() in {"s", "t"} and before.endswith(("'", "’"))


def _odd_words(name: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    for word in WORD.findall(name):
        here, usual = (vocabulary.counts.get(form, 0) for form in (word, word.capitalize()))
        is_odd = any(pattern.fullmatch(word) for pattern in (_CAPITALS_GO_ON, _SMALL_FIRST))
        # GStreamer and IPython are names; AMnesty is none where others write Amnesty.
        if (is_odd and here < _BRAND) or (_TWO_CAPITALS.fullmatch(word) and usual >= max(here, 1)):
            message = f"the capitals of “{word}” look like a slip"
            yield Finding(ODD_CASE, message, evidence=f"“{word}”")
            return
