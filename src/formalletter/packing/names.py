"""Names files for outsiders: date, sender, subject, language, and what sets a file apart.

2022-03-08_Joint-open-letter_OHCHR-report-on-Xinjiang_en.pdf
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

MOST = 60  # characters of a name, its ending included; in UTF-8 they have 240 bytes at most
_LONGEST_ENDING = len(".docx")
_SHORTEST_SCRAP = 4  # characters of a word that is cut, so that it still tells something


def base_name(
    date: dt.date,
    sender: str,
    subject: str,
    tail: Sequence[str],
    *,
    longest_tail: Sequence[str] = (),
    ascii_only: bool,
) -> str:
    """The name without its ending.

    `tail` are the words behind the subject: the language and what sets this file apart from
    the others.  So that all names of a pack begin alike, sender and subject are cut for
    `longest_tail`, each to about the half of what is left.  With `ascii_only` other scripts
    are written in Latin letters.
    """
    words = [_part(word, ascii_only=ascii_only) for word in tail]
    behind = max(sum(len(word) + 1 for word in each) for each in (words, longest_tail))
    room = MOST - len(date.isoformat()) - behind - _LONGEST_ENDING
    from_whom, about = (_part(text, ascii_only=ascii_only) for text in (sender, subject))
    first = _cut(from_whom, (room - 2) // 2)
    second = _cut(about, room - 2 - len(first))
    first = _cut(from_whom, room - 2 - len(second))  # what a short subject leaves
    return "_".join(filter(None, (date.isoformat(), first, second, *words)))


def _part(text: str, *, ascii_only: bool) -> str:
    """The words of a text with hyphens between them, and nothing that a file system minds."""
    composed = unicodedata.normalize("NFC", text)
    written = anyascii(composed) if ascii_only else composed
    # An apostrophe joins (so does a soft sign written in Latin letters); what else is neither
    # letter, mark nor digit parts.
    joined = "".join(character for character in written if character not in "'’ʼ`")
    return "-".join("".join(map(_kept, joined)).split())


def _kept(character: str) -> str:
    is_part = character.isalnum() or unicodedata.category(character) in {"Mn", "Mc"}
    return character if is_part else " "


def _cut(text: str, most: int) -> str:
    """As many whole words as fit; the first is cut if it doesn't, and left out for a scrap."""
    if len(text) <= most:
        return text
    short = text[: max(0, most)]
    if text[most] != "-" and "-" in short:
        short = short[: short.rindex("-")]
        return short.rstrip("-")
    is_cut = text[len(short)] != "-"
    return "" if is_cut and len(short) < _SHORTEST_SCRAP else short.rstrip("-")
