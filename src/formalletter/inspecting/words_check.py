"""Whether copying from the file gives whole words, by a reader that did not make it.

Words are compared by how often they come: one that is broken somewhere is found less often
than the letter has it.  Only scripts whose copied text is in the order of the letters are
looked at; of the others (right to left, or shaped) every reader makes its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from ..diagnostics import Place
from ..rules import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..diagnostics import Problem
    from .expectation import Expectation

_SHORTEST = 2  # letters of a word
_MAY_TURN = 20  # letters, beyond which a word with no hyphen may still turn in a narrow cell
_LONGEST = 60  # letters of a word that are looked for in pieces
_MOST_TOLD = 5
_GAP = r"\W?"  # what may stand between the letters of a broken word
_LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u052f\u0531-\u0587\u10a0-\u10ff\u1e00-\u1fff"
_WORD = re.compile(rf"[{_LETTERS}]{{{_SHORTEST},}}")
# A word that goes on in the next line; PDFium gives U+FFFE for a soft hyphen, others U+00AD.
_LINE_END = re.compile("[\u00ad\ufffe\u0002]\\s*")
_CUT = re.compile(rf"([{_LETTERS}]+)[\u00ad\ufffe\u0002]")


def check_words(copied: Sequence[str], expectation: Expectation) -> Iterator[Problem]:
    """Words of the letter that are broken in the text as it is copied from its pages.

    `copied` is the text of each page; those of foreign pages don't count.
    """
    foreign = expectation.foreign
    pages = {i: _joined([text]) for i, text in enumerate(copied, 1) if i - 1 not in foreign}
    there = "\n".join(pages.values())
    wanted = Counter(_WORD.findall(_joined(_passages(expectation))))
    found = Counter(_WORD.findall(there))
    lacking = [word for word, times in wanted.items() if found[word] < times]
    cut = {i: _CUT.findall(unicodedata.normalize("NFKC", copied[i - 1])) for i in pages}
    turned = there.replace("\n", "")
    told = 0
    for word in lacking:
        # Words that touch, as a label and its title may, are one to the count and still whole.
        whole = turned if len(word) > _MAY_TURN else there
        if whole.count(word) + _over_pages(word, cut, pages) >= wanted[word]:
            continue
        yield _broken(word, pages)
        told += 1
        if told == _MOST_TOLD:
            return


def _over_pages(word: str, cut: Mapping[int, Sequence[str]], pages: Mapping[int, str]) -> int:
    """How often a word begins on one page and ends on the next, with the pages' feet between.

    `cut` are the parts of words before the hyphens of each page's line ends.
    """
    return sum(
        bool(re.search(rf"\b{word.removeprefix(part)}\b", pages.get(number + 1, "")))
        for number, parts in cut.items()
        for part in parts
        if word.startswith(part)
    )


def _broken(word: str, pages: Mapping[int, str]) -> Problem:
    """The finding of a word, with what is copied in its place, where that can be told."""
    pattern = re.compile(rf"\b{_GAP.join(word[:_LONGEST])}\b")
    for number, text in pages.items():
        for match in pattern.finditer(text):
            if match[0] != word:
                pieces = " ".join(match[0].split())
                message = f"copying the page gives “{pieces}” in place of “{word}”"
                return find("words-broken", message, Place(page=number))
    return find("words-broken", f"copying the pages gives “{word}” too seldom")


def _passages(expectation: Expectation) -> Iterator[str]:
    yield from expectation.passages
    yield from expectation.names
    for annex in expectation.annexes:
        yield from annex.passages


def _joined(texts: Iterable[str]) -> str:
    text = _LINE_END.sub("", unicodedata.normalize("NFKC", "\n".join(texts)))
    return text.translate(dict.fromkeys(map(ord, "\u200b\u2060\u200e\u200f\ufeff")))
