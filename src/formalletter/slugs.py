"""The names under which places of a text can be referred to.

Data only: the composing of a letter's own annexes and the intake of foreign ones must come to
the same name for the same heading.
"""

from __future__ import annotations

import unicodedata


def slug(text: str) -> str:
    """A heading as a name: "Annex 2: Özet" becomes "annex-2-özet".

    Letters and digits of any script are kept with their accents and vowel signs, in lower
    case and in Unicode's composed form (NFC); whatever stands between them becomes one
    hyphen.  Empty if there are none.
    """
    lowered = unicodedata.normalize("NFC", text.lower())
    return "-".join("".join(map(_kept, lowered)).split())


def _kept(character: str) -> str:
    # Marks (Unicode's categories Mn and Mc) belong to the letter before them.
    is_part = character.isalnum() or unicodedata.category(character) in {"Mn", "Mc"}
    return character if is_part else " "
