"""Compares what a text says of its annexes with those that it has.

Only what can be nothing but a reference to an annex of this letter can be wrong: "Annex I of
the Convention" and "resolution 60/147, annex" are of other documents.  In a language whose word
for annex isn't known (`vocabulary.toml`), only links are read.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..reading.phrases import listed, quoted
from ..rules import find
from .linked import links
from .vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Problem
    from ..letter import Enclosed, Letter
    from .passages import Passage

_SCHEME = "annex:"
_LABEL = r"[A-Z]{1,2}|[IVXL]{1,6}|\d{1,2}"
# Another document's annex: the number of a paragraph or document stands before it.
_DOCUMENT = re.compile(r"(?:\d|\))[\])]?\s?[,(]\s?$|[A-Z]+/[\w./]+\s$")
_NUMERAL = re.compile(r"[IVX]+")
_LONGEST_BEFORE = 40  # characters


class _Words(NamedTuple):
    """What is looked for in one language."""

    mention: re.Pattern[str]
    pointing: re.Pattern[str]
    foreign: re.Pattern[str]
    owned: re.Pattern[str]


class _Mention(NamedTuple):
    """Where a text speaks of annexes: their labels if it gives any.

    `is_plural` is "the annexes", `is_foreign` "its annex"; `is_pointed` says that words such as
    "see" stand before it.
    """

    labels: tuple[str, ...]
    is_plural: bool
    is_foreign: bool
    is_pointed: bool
    start: int
    end: int


def reference_problems(letter: Letter, texts: Sequence[Passage]) -> Iterator[Problem]:
    """Annexes that a text names and the letter lacks, and those that no text names."""
    words = _words(letter.header.language.partition("-")[0])
    known = {each.label.casefold(): each for each in letter.annexes}
    named = set(_linked(letter))
    for text in texts:
        if words is None or text.origin == "header":
            continue
        for mention in _mentions(text.text, words):
            named |= _meant(mention, known)
            if text.origin == "body" and not mention.is_foreign:
                yield from _of_one(mention, text, letter)
    if words is not None:
        yield from _unmentioned(letter.annexes, named)


def _of_one(mention: _Mention, text: Passage, letter: Letter) -> Iterator[Problem]:
    annexes = letter.annexes
    known = [each.label for each in annexes]
    place = text.place(mention.start, mention.end)
    shown = quoted(text.text[mention.start : mention.end])
    for label in mention.labels:
        if label.casefold() in map(str.casefold, known):
            continue
        if not (mention.is_pointed or (annexes and _is_of_kind(label, letter))):
            continue
        message = f"{shown}: there is no annex {label}, for the letter has none"
        hint = "take the reference out, or list the annex in the header"
        if annexes:
            message = f"{shown}: there is no annex {label}"
            hint = f"the annexes are {listed(known, 'and')}"
            hint = hint if len(known) > 1 else f"the only annex is {known[0]}"
        yield find("annex-unknown", message, place, hint)
    if not mention.labels and not mention.is_plural and mention.is_pointed and len(annexes) > 1:
        message = f"{shown} may be any of {len(annexes)} annexes"
        yield find("annex-unclear", message, place)


def _is_of_kind(label: str, letter: Letter) -> bool:
    """Whether a label is written as those of the letter, so that no other annex is meant."""
    kind = letter.header.annex_labels
    if kind == "letters":
        return len(label) == 1 and label.isalpha() and not _NUMERAL.fullmatch(label)
    return label.isdigit() if kind == "numbers" else bool(_NUMERAL.fullmatch(label))


def _meant(mention: _Mention, known: dict[str, Enclosed]) -> set[str]:
    """The labels of the letter's annexes that a mention speaks of."""
    if mention.is_plural and not mention.labels:
        return set(known)
    if not mention.labels:
        return set(known) if len(known) == 1 else set()
    return {label.casefold() for label in mention.labels} & set(known)


def _unmentioned(annexes: Sequence[Enclosed], named: set[str]) -> Iterator[Problem]:
    for annex in annexes:
        if annex.label.casefold() not in named:
            message = f"nothing in the text refers to annex {annex.label}"
            hint = f"refer to it where it matters: [](annex:{annex.label}) prints its name"
            yield find("annex-unmentioned", message, annex.place, hint)


def _linked(letter: Letter) -> Iterator[str]:
    """The labels of the annexes that links lead to."""
    bodies = (body for each in letter.annexes for body in (each.body, each.transcript))
    for body in filter(None, (letter.body, *bodies)):
        for link in links(body) if _SCHEME in body.text.lower() else ():
            if link.address.lower().startswith(_SCHEME):
                yield re.split(r"[?#]", link.address[len(_SCHEME) :])[0].casefold()


def _mentions(text: str, words: _Words) -> Iterator[_Mention]:
    for match in words.mention.finditer(text):
        before = text[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
        behind = text[match.end() : match.end() + _LONGEST_BEFORE]
        is_foreign = (
            words.foreign.match(behind) or words.owned.search(before) or _DOCUMENT.search(before)
        )
        labels = _labels(match["labels"]) if match["labels"] else ()
        is_pointed = bool(words.pointing.search(before))
        is_plural = bool(match["plural"])
        yield _Mention(labels, is_plural, bool(is_foreign), is_pointed, *match.span())


def _labels(written: str) -> tuple[str, ...]:
    """The labels of "A and B", "A, B and C" or "A to C"."""
    ends = re.fullmatch(r"([A-Z])\s?[-–—]\s?([A-Z])", written)
    if ends:
        return tuple(map(chr, range(ord(ends[1]), ord(ends[2]) + 1)))
    return tuple(re.findall(rf"(?<!\w)(?:{_LABEL})(?!\w)", written))


@cache
def _words(language: str) -> _Words | None:
    found = vocabulary("annexes").get(language)
    if found is None:
        return None
    is_spaced = language != "zh"  # Chinese has no spaces between words
    start, space, end = (r"(?<!\w)", r"[ \u00a0]", r"(?!\w)") if is_spaced else ("", r"\s?", "")
    join = rf"(?:,\s?|\s?[-–—]\s?|,?\s?(?:{found['joins']})\s?)"
    label = rf"(?:{_LABEL})(?![A-Za-z0-9])"
    return _Words(
        re.compile(
            rf"{start}(?:(?P<plural>{found['plural']})|(?:{found['singular']})){end}"
            rf"(?:{space}(?P<labels>{label}(?:{join}{label}){{0,12}}))?"
        ),
        re.compile(rf"{start}(?:{found['pointing']})\s?$", re.IGNORECASE),
        re.compile(rf"\s?[,(]?\s?(?:{found['foreign']}){end}", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{found['owned']})\s?$", re.IGNORECASE),
    )
