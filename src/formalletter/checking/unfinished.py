"""Finds what a draft leaves for later: TODO, “[date]”, “lorem ipsum”, “???”.

An editorial insertion in a quotation ("assessment … in [Xinjiang]") is none: in brackets only
the words of a list count (`vocabulary.toml`), and inside quotation marks hardly any of them,
because there a name may have been taken out on purpose.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..reading.phrases import quoted
from ..rules import find
from .values import place_of, printed_values
from .vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Place, Problem
    from ..letter import Body, Letter
    from .passages import Passage

CODE = "text-unfinished"

_ALWAYS = (
    r"(?i:lorem ipsum)",
    r"\b(?:FIXME|TBD|TKTK|TK TK)\b",
    r"(?<![\w?!])\?{2,}(?![?!])",
    r"\b(?:DD|dd)[ ./-](?:MM|mm|Month|month)[ ./-](?:YYYY|yyyy)\b",
    r"\b(?:YYYY-MM-DD|yyyy-mm-dd)\b",
    r"\b(?:19|20)(?:XX|\dX)\b",
    r"\bX{4,}\b",
    r"\[(?:[Xx]{2,}|[●•*_]+)\]",
)
# Three letters X are a number, too: "Chapter 30", "the 30th session" in Roman numerals.
_NUMBER = (
    r"article|chapter|part|section|vol(?:ume|\.)?|title|annex|appendix|rule|book|psalm|no\.|tome"
)
_NUMBER += (
    r"|chapitre|titre|partie|livre|capítulo|título|parte|tomo|libro|artículo|kapitel|teil|band"
)
_NUMBER += r"|глава|статья|статьи|том|часть|resolution|decision|king|pope"
_THIRTY = re.compile(rf"(?:{_NUMBER})\s$", re.IGNORECASE)
_XXX = r"(?<!\w)XXX(?!\w)(?!\s(?:[Ss]ession|[Cc]on|[Aa]nni|[Aa]ssembl|[Oo]lymp|period|ses|[Mm]eet))"
# "todo" is a word of Spanish, and TBC is tuberculosis in many languages.
_TODO = {"es": r"\bTODO:", "pt": r"\bTODO:"}
_TBC = r"\b(?:TBC|TBA)\b"
_BLANKS = r"_{3,}"  # to fill in by hand: an annex may be a form
_MOST = 80  # characters in brackets
_LONGEST_QUOTATION = 2000  # characters
_LONGEST_WORD = 15  # characters before a number
_QUOTATION_MARKS = re.compile(r"[“”„«»‹›「」『』\"]")
_OPENING = "“„«‹「『"


class _Patterns(NamedTuple):
    """What is looked for in texts of one language; `nouns` are innocent in a quotation."""

    always: re.Pattern[str]
    nouns: re.Pattern[str]
    tags: re.Pattern[str]
    whole: re.Pattern[str]


def unfinished(letter: Letter, texts: Sequence[Passage]) -> Iterator[Problem]:
    """A problem for each placeholder in the text, the header and the names that are printed."""
    patterns = _patterns(letter.header.language.partition("-")[0])
    for text in texts:
        if text.origin != "header":
            for start, words in _placeholders(text, patterns):
                yield _problem(words, text.place(start, start + len(words)))
    bodies = (each.body or each.transcript for each in letter.annexes)
    for body in filter(None, (letter.body, *bodies)):
        yield from _tags(body, patterns)
    for value in printed_values(letter):
        for words in _in_name(value.text, patterns):
            yield _problem(words, place_of(letter, value.key, words))
    yield from _in_list(letter, patterns)
    yield from _of_the_starter(letter, texts)


def _in_list(letter: Letter, patterns: _Patterns) -> Iterator[Problem]:
    for signatory in letter.signatories:
        for name in filter(None, (signatory.name, signatory.role, signatory.organisation)):
            for words in _in_name(name, patterns, is_name=True):
                yield _problem(words, signatory.place)


def _of_the_starter(letter: Letter, texts: Sequence[Passage]) -> Iterator[Problem]:
    """What a new letter begins with, and nobody has replaced."""
    is_final = letter.header.status == "final"
    for words in vocabulary("starter")["phrases"] if is_final else ():
        values = (each for each in printed_values(letter) if words in each.text)
        places = [place_of(letter, value.key, words) for value in values]
        places += [
            text.place(at, at + len(words))
            for text in texts
            if text.origin != "header" and (at := text.text.find(words)) >= 0
        ]
        places += [each.place for each in letter.signatories if words in each.name]
        for place in places:
            yield find(CODE, f"{quoted(words)} is what every new letter begins with", place)


def _problem(words: str, place: Place | None) -> Problem:
    return find(CODE, f"{quoted(words)} is left to be filled in", place)


def _placeholders(text: Passage, patterns: _Patterns) -> Iterator[tuple[int, str]]:
    found = list(_unmistakable(text.text, patterns))
    if text.origin == "body":
        found += [(match.start(), match[0]) for match in re.finditer(_BLANKS, text.text)]
    if not text.quoted:
        found += [
            (match.start(), match[0])
            for match in patterns.nouns.finditer(text.text)
            if not _is_in_quotation(text.text, match.start())
        ]
    yield from sorted(set(found))


def _is_in_quotation(text: str, at: int) -> bool:
    """Whether the last quotation mark before a place opens a quotation."""
    marks = _QUOTATION_MARKS.findall(text[max(0, at - _LONGEST_QUOTATION) : at])
    if marks and marks[-1] == '"':
        return marks.count('"') % 2 == 1
    if marks[-2:] == ["„", "“"]:  # a German quotation, closed
        return False
    return bool(marks) and marks[-1] in _OPENING


def _tags(body: Body, patterns: _Patterns) -> Iterator[Problem]:
    """Placeholders such as <name>, which Markdown takes for HTML."""
    if "<" not in body.text:
        return
    for number, line in enumerate(body.text.split("\n"), body.first_line):
        for match in patterns.tags.finditer(line):
            yield _problem(match[0], body.source.place(number, match.start() + 1, len(match[0])))


def _in_name(text: str, patterns: _Patterns, *, is_name: bool = False) -> Iterator[str]:
    """The placeholders in a short text; a name may be an acronym such as TBC, but not all of it."""
    if match := patterns.whole.fullmatch(text.strip()):
        yield match[0]
        return
    found = [*patterns.nouns.finditer(text), *patterns.tags.finditer(text)]
    if not is_name:
        found += re.finditer(_BLANKS, text)
        yield from dict.fromkeys(words for _, words in _unmistakable(text, patterns))
    yield from dict.fromkeys(match[0] for match in found)


def _unmistakable(text: str, patterns: _Patterns) -> Iterator[tuple[int, str]]:
    """The placeholders that mean nothing else, each with its start."""
    for match in patterns.always.finditer(text):
        before = text[max(0, match.start() - _LONGEST_WORD) : match.start()]
        if not (match[0] == "XXX" and _THIRTY.search(before)):
            yield match.start(), match[0]


@cache
def _patterns(language: str) -> _Patterns:
    """The patterns for a language: its own words beside the English ones."""
    words = vocabulary("placeholders")
    own = [words["en"], *([words[language]] if language in words and language != "en" else ())]
    nouns = "|".join(re.escape(noun) for each in own for noun in each["nouns"])
    verbs = "|".join(re.escape(verb) for each in own for verb in each["verbs"])
    inside = rf"(?:{verbs})\b[^\[\]\n]{{0,{_MOST}}}"
    orders = "|".join(re.escape(each["verbs"][0]) for each in own)
    order = rf"(?:{orders})\s+\w[^\[\]\n]{{0,{_MOST}}}"
    marks = r"(?:TODO|TBC|TBD|TBA|XXX|FIXME)\b"
    todo = _TODO.get(language, r"\bTODO\b")
    tbc = rf"|{_TBC}" if language == "en" else ""
    always = "|".join((*_ALWAYS, todo, _XXX)) + tbc
    return _Patterns(
        re.compile(rf"\[\s*(?:(?i:{order})|{marks}[^\[\]\n]{{0,{_MOST}}})\s*\]|{always}"),
        re.compile(rf"(?i:\[\s*(?:{nouns}|{inside})\s*\](?![(\[])|\{{(?:{nouns})\}})"),
        re.compile(rf"(?i:<(?:{nouns}|(?:{verbs})\b[^<>\n]{{1,{_MOST}}})>)"),
        re.compile(r"(?:TODO|TBC|TBD|TBA|XXX+|FIXME|\?+|[Ll]orem ipsum.*|_+)[.:]?"),
    )
