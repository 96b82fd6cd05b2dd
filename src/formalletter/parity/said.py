"""What a twin has to say, and what it was found to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .. import rolls
from ..inspecting.text_check import normal
from ..orders import in_place_of_scans
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..inspecting import Expectation
    from ..letter import Letter

Kind = Literal["text", "heading", "name"]

# Ideographs and their signs: between them a line may turn without a space.
_IDEOGRAPHS = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6"
_WIDE = f"[{_IDEOGRAPHS}\U0001f300-\U0003ffff]"
_BESIDE_WIDE = re.compile(f"(?<={_WIDE}) | (?={_WIDE})")


class Unreadable(Exception):  # noqa: N818 - the text is the end of a sentence about a file
    """A file can't be read; the text says why and ends a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading or one name, as a file has it."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """All lines of a file in their order; `title` and `language` where it tells them apart.

    `notes` are those that it keeps apart, of the letter and of all annexes.
    """

    lines: tuple[Line, ...]
    title: str | None = None
    language: str | None = None
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class WantedAnnex:
    """An annex: its heading, and its texts."""

    heading: str
    passages: tuple[str, ...]
    asides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What each file has to say, in the form that is compared (`same`).

    `passages` follow each other in the letter, `asides` stand in no order; `annexes` have both
    below their headings.  `counts` have to be somewhere; `list_title` is the heading of the
    names and `further` the line behind them, if there are any.
    """

    title: str
    language: str
    passages: tuple[str, ...]
    names: tuple[str, ...]
    asides: tuple[str, ...]
    annexes: tuple[WantedAnnex, ...]
    counts: tuple[str, ...]
    list_title: str | None
    further: str | None


def same(text: str) -> str:
    """A text without what a file may set otherwise: composition, quotes, dashes, spaces."""
    return _BESIDE_WIDE.sub("", normal(text))


def _same(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(same, texts)))


def wanted(expected: Expectation, letter: Letter) -> Wanted:
    """What the twins of a letter have to say."""
    wording, roll, header = Wording(letter.header.language), letter.roll, letter.header
    further = rolls.further(roll, header.signatories, wording)
    heading = header.signatories.heading if header.signatories else None
    title = wording.phrase(
        "signatories-title",
        heading=heading or wording.phrase("signatories-heading"),
        count=wording.number(roll.total),
    )
    enclosures = wording.phrase("no-enclosures")
    if header.annexes:
        enclosures = wording.counted("enclosures", len(header.annexes))
    scans = any(each.signature for each in header.signed_by)
    in_words = in_place_of_scans(header, wording) if scans else None
    signed = (wording.counted("signatories", roll.total), title) if roll.total else ()
    return Wanted(
        title=same(expected.title),
        language=expected.language,
        passages=_same(expected.passages),
        names=tuple(map(same, expected.names)),
        asides=_same(expected.asides),
        annexes=tuple(
            WantedAnnex(same(annex.heading), _same(annex.passages), _same(annex.asides))
            for annex in expected.annexes
        ),
        counts=tuple(map(same, (*signed, enclosures, *([in_words] if in_words else ())))),
        list_title=same(title) if roll.total else None,
        further=same(further) if further else None,
    )
