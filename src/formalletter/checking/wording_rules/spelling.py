"""Finds British and American spellings of the same word in one text.

The words stand in `spelling.toml`.  Names and what others said are not the writer's spelling: a
word that is capitalised inside a sentence counts as a name.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

from ...rules import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...diagnostics import Place, Problem
    from .pairs import Paired
    from .prose import Block, Prose

Variety = Literal["british", "american"]

_VARIETIES: Mapping[str, Variety] = {"en-GB": "british", "en-US": "american"}
_WORD = re.compile(r"[A-Za-z]{3,40}")
_SOFTWARE = re.compile(r"\b(?:computer|software|spyware|malware)\s+\Z", re.IGNORECASE)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Spelling(NamedTuple):
    """How a word is spelt: its family, such as all forms of organise, and where that is usual.

    `other` is the same word of the other variety; `is_right_in_both` says that none of them
    minds this one.
    """

    family: str
    variety: Variety
    other: str
    is_right_in_both: bool


class _Use(NamedTuple):
    word: str
    spelling: Spelling
    place: Place


def spellings(prose: Prose, paired: Paired) -> Iterator[Problem]:
    """A finding for each word that the same text spells in two ways, or the header otherwise."""
    if prose.language != "en":
        return
    families: dict[str, list[_Use]] = defaultdict(list)
    for use in _uses(prose, paired):
        families[use.spelling.family].append(use)
    declared = _VARIETIES.get(prose.tag)
    for uses in families.values():
        if len({use.spelling.variety for use in uses}) > 1:
            yield from _mixed(uses, declared)
        elif declared:
            yield from _contrary(uses, declared, prose.tag)


def _mixed(uses: Sequence[_Use], declared: Variety | None) -> Iterator[Problem]:
    """A finding at each use of the rarer spelling; the header decides where they are even."""
    british = sum(use.spelling.variety == "british" for use in uses)
    usual: Variety = declared or "british"
    if 2 * british != len(uses):
        usual = "british" if 2 * british > len(uses) else "american"
    elsewhere = next(use for use in uses if use.spelling.variety == usual)
    for use in uses:
        if use.spelling.variety != usual:
            message = (
                f"“{use.word}” is the {use.spelling.variety.title()} spelling, and line"
                f" {elsewhere.place.line} has “{elsewhere.word}”"
            )
            hint = f"write “{use.spelling.other}”, or the others like this one"
            yield find("spelling-mixed", message, use.place, hint)


def _contrary(uses: Sequence[_Use], declared: Variety, tag: str) -> Iterator[Problem]:
    for use in uses:
        if use.spelling.variety != declared and not use.spelling.is_right_in_both:
            message = (
                f"“{use.word}” is the {use.spelling.variety.title()} spelling,"
                f" and the letter is in {tag}"
            )
            hint = f"write “{use.spelling.other}”, or state the letter's language"
            yield find("spelling-variety", message, use.place, hint)


def _uses(prose: Prose, paired: Paired) -> Iterator[_Use]:
    known = _spellings()
    for block in prose.blocks:
        for match in _WORD.finditer(block.text):
            spelling = known.get(match[0].lower())
            start, end = match.span()
            if (
                spelling
                and not _is_name(block, start, end)
                and not paired.is_quoted(block, start)
                and not block.is_address(start, end)
                and not (
                    spelling.family == "program"
                    and _SOFTWARE.search(block.text[max(0, start - 30) : start])
                )
            ):
                yield _Use(match[0], spelling, block.place(start, end))


def _is_name(block: Block, start: int, end: int) -> bool:
    """Whether a word is capitalised for another reason than that a sentence begins."""
    word = block.text[start:end]
    if word.islower():
        return False
    if not word.istitle() or block.passage.tag in _HEADINGS or not block.begins_sentence(start):
        return True
    behind = block.text[end : end + 10].lstrip()[:1]
    return behind.isupper()  # the first word of a name that begins the sentence


@cache
def _spellings() -> Mapping[str, Spelling]:
    text = (files(__package__) / "spelling.toml").read_text(encoding="utf-8")
    known: dict[str, Spelling] = {}
    for table in tomllib.loads(text).values():
        both = table.get("right-in-both")
        pairs = [(british, british, american) for british, american in table.get("words", ())]
        for stem in table.get("stems", ()):
            family = stem + table["endings"][0][1]
            pairs += [(family, stem + one, stem + two) for one, two in table["endings"]]
        unwanted = table.get("except", ())
        for family, british, american in pairs:
            if british not in unwanted:
                known[british] = Spelling(family, "british", american, both == "british")
            if american not in unwanted:
                known[american] = Spelling(family, "american", british, both == "american")
    return known
