"""Compares what a file says with what it has to say, and names the difference in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..inspecting.text_check import find_whole
from .said import same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .said import Line, Said, Wanted

_SHOWN = 60  # characters of a passage in a message
_LONG = 72  # characters from which on a passage that comes twice is no coincidence
_AROUND = 2  # words shown before those that differ

Difference = tuple[str, str]
"""A code, and the end of a sentence that begins with "the text file"."""


def compare(said: Said, wanted: Wanted) -> Iterator[Difference]:
    """What a file says otherwise."""
    if said.title is not None and same(said.title) != wanted.title:
        yield _instead("twin-title", "has the title", same(said.title), wanted.title)
    if said.language is not None and said.language != wanted.language:
        yield _instead("twin-language", "says its language is", said.language, wanted.language)
    yield from _names([same(line.text) for line in said.lines if line.kind == "name"], wanted.names)
    letter, annexes, missing = _divided(said.lines, [annex.heading for annex in wanted.annexes])
    for heading in missing:
        yield "twin-annexes", f"lacks “{_cut(heading)}”"
    yield from _passages(letter, wanted.passages, wanted.asides)
    for count in wanted.counts:
        if find_whole(letter, count) < 0:
            yield "twin-counts", f"does not say “{_cut(count)}”"
    for text, annex in zip(annexes, wanted.annexes, strict=False):
        yield from _passages(text, annex.passages, annex.asides)
    whole = same(" ".join(line.text for line in (*said.lines, *said.notes)))
    for aside in (*wanted.asides, *(each for annex in wanted.annexes for each in annex.asides)):
        if find_whole(whole, aside) < 0:
            yield "twin-words", f"lacks “{_cut(aside)}”"


def _divided(
    lines: Sequence[Line], headings: Sequence[str]
) -> tuple[str, list[str], tuple[str, ...]]:
    """The text of the letter, that of each annex, and the headings that are in no place."""
    parts: list[list[str]] = [[]]
    waiting = list(headings)
    for line in lines:
        text = same(line.text)
        if waiting and line.kind == "heading" and text == waiting[0]:
            parts.append([])
            del waiting[0]
        parts[-1].append(text)
    letter, *annexes = (same(" ".join(part)) for part in parts)
    return letter, annexes, tuple(waiting)


def _passages(said: str, passages: Sequence[str], asides: Sequence[str]) -> Iterator[Difference]:
    """Looks for each passage behind the one before; tells the first that isn't as it should be."""
    position = 0
    # A note or an annex's number stands between two passages, or nothing does.
    everything = _packed("".join([*passages, *asides]))
    packed = _packed(said)
    for number, passage in enumerate(passages):
        found = find_whole(said, passage, position)
        if found < 0:
            yield _difference(said, position, passages[number:])
            return
        position = found + len(passage)
        sought = _packed(passage)
        if len(passage) >= _LONG and packed.count(sought) > everything.count(sought):
            yield "twin-words", f"has “{_cut(passage)}” more often than the letter"
            return


def _packed(text: str) -> str:
    return text.replace(" ", "")


def _difference(said: str, position: int, passages: Sequence[str]) -> Difference:
    """What stands between the last passage that was found and the next one that is there."""
    passage, *rest = passages
    if find_whole(said, passage) >= 0 and len(passage) >= _LONG:
        return "twin-order", f"has “{_cut(passage)}” in another place"
    end = next(
        (found for each in rest if (found := find_whole(said, each, position)) >= 0), len(said)
    )
    there, asked = said[position:end].split(), passage.split()
    start = 0
    begin = _begin(there, asked)
    if begin is None:
        return "twin-words", f"lacks “{_cut(passage)}”"
    there = there[begin:]
    while start < min(len(there), len(asked)) and there[start] == asked[start]:
        start += 1
    shown = max(0, start - _AROUND)
    right = asked[shown : start + _AROUND + 1]
    instead = there[shown : shown + len(right)]
    return _instead("twin-words", "has", " ".join(instead), " ".join(right))


def _begin(there: Sequence[str], asked: Sequence[str]) -> int | None:
    """Where, in what is there, the passage begins that was changed: most of its words are its own.

    None if no word of it is there.
    """
    if set(there) & set(asked[:1]):
        return there.index(asked[0])
    return 0 if set(there) & set(asked) else None


def _names(found: Sequence[str], names: Sequence[str]) -> Iterator[Difference]:
    """The list exactly: every name, once, in its place."""
    if list(found) == list(names):
        return
    lost, extra = Counter(names) - Counter(found), Counter(found) - Counter(names)
    if len(found) != len(names):
        yield "twin-names", f"names {len(found)} signatories instead of {len(names)}"
    if len(found) != len(names) or not lost:
        for name in list(lost)[:1]:
            yield "twin-names", f"does not name “{_cut(name)}”"
        for name in list(extra)[:1]:
            yield "twin-names", f"names “{_cut(name)}”, who is not in the list"
    for number, (there, name) in enumerate(zip(found, names, strict=False), 1):
        if there != name and len(found) == len(names):
            yield _instead("twin-names", f"has, as signatory {number},", there, name)
            return


def _instead(code: str, what: str, there: str, asked: str) -> Difference:
    return code, f"{what} “{_cut(there)}” instead of “{_cut(asked)}”"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
