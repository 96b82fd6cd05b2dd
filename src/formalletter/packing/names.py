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

MOST = 119  # characters of a name, its ending included
_MOST_BYTES = 240  # of a name in UTF-8; file systems take 255
_SENDER = 32  # characters of the sender's part
_LONGEST_ENDING = len(".docx")


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
    the others.  So that all names of a pack begin alike, the subject is cut for `longest_tail`.
    With `ascii_only` other scripts are written in Latin letters.
    """
    words = [_part(word, ascii_only=ascii_only) for word in tail]
    behind = max(sum(len(word) + 1 for word in each) for each in (words, longest_tail))
    rest = len(date.isoformat()) + behind + 2 + _LONGEST_ENDING
    from_whom = _cut(_part(sender, ascii_only=ascii_only), _SENDER)
    about = _cut(_part(subject, ascii_only=ascii_only), MOST - rest - len(from_whom))
    name = "_".join(filter(None, (date.isoformat(), from_whom, about, *words)))
    while len(name.encode()) > _MOST_BYTES and about:
        about = about[:-1].rstrip("-")
        name = "_".join(filter(None, (date.isoformat(), from_whom, about, *words)))
    return name


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
    """As many whole words as fit; the first is cut if it doesn't."""
    if len(text) <= most:
        return text
    short = text[:most]
    if text[most] != "-" and "-" in short:
        short = short[: short.rindex("-")]
    return short.rstrip("-")
