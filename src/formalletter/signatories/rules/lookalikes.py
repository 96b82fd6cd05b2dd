"""Letters of another script, or of a mathematical font, that pass for those of a word.

The pairs are those of Unicode's `confusables.txt` (UTS 39) between the Latin, Cyrillic and
Greek letters that look alike in common typefaces.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_CYRILLIC = "АВЕЅІЈКМНОРСТХУҮаеѕіјорсхуһԁԛԝүӏ"
_FROM_CYRILLIC = "ABESIJKMHOPCTXYYaesijopcxyhdqwyl"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιακυρ"
_FROM_GREEK = "ABEZHIKMNOPTYXoviakup"
_TO_LATIN = {
    **dict(zip(_CYRILLIC, _FROM_CYRILLIC, strict=True)),
    **dict(zip(_GREEK, _FROM_GREEK, strict=True)),
}
_TO_CYRILLIC = dict(zip(_FROM_CYRILLIC, _CYRILLIC, strict=True))
_TO_GREEK = dict(zip(_FROM_GREEK, _GREEK, strict=True))
_INTO = {"Latn": _TO_LATIN, "Cyrl": _TO_CYRILLIC, "Grek": _TO_GREEK}
_ALIKE = frozenset(_INTO)
_WORD = re.compile(r"[^\W\d_]+")
_STYLED = ("<font>", "<wide>", "<circle>", "<square>")
_EAST_ASIAN = {"Hani", "Hira", "Kana", "Hang", "Bopo"}


class Unlike(NamedTuple):
    """What is found in a name: the words of a finding."""

    message: str
    change: str | None
    evidence: str


def unlike(name: str) -> Unlike | None:
    """Words with letters that only look right, and the name with the right ones."""
    if name.isascii():
        return None
    if styled := _styled(name):
        return styled
    from fontTools.unicodedata import script

    signs: list[str] = []
    changed: list[str] = []
    is_whole = True
    at = 0
    for match in _WORD.finditer(name):
        scripts = [script(letter) for letter in match[0]]
        changed.append(name[at : match.start()])
        at = match.end()
        present = set(scripts) & _ALIKE
        if len(present) < 2 or set(scripts) - _ALIKE - {"Zyyy", "Zinh"}:  # noqa: PLR2004
            changed.append(match[0])
            continue
        word, foreign, complete = _made_one(match[0], scripts)
        signs += foreign
        is_whole &= complete
        changed.append(word)
    if not signs:
        return None
    changed.append(name[at:])
    shown = ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}" for sign in signs)
    message = "letters of another script are inside a word"
    return Unlike(message, "".join(changed) if is_whole else None, shown)


def _made_one(word: str, scripts: list[str]) -> tuple[str, list[str], bool]:
    """The word in the script of most of its letters, what was foreign, and whether all has gone.

    Where both scripts are as frequent, the one all letters can be written in counts.
    """
    options = []
    for home in sorted(set(scripts) & _ALIKE):
        foreign = [
            letter
            for letter, script in zip(word, scripts, strict=True)
            if script in _ALIKE and script != home
        ]
        into = _INTO[home]
        complete = all(letter in into for letter in foreign)
        fixed = "".join(
            into.get(letter, letter) if script in _ALIKE and script != home else letter
            for letter, script in zip(word, scripts, strict=True)
        )
        options.append((not complete, len(foreign), home != "Latn", fixed, foreign, complete))
    best = min(options)
    return best[3], list(dict.fromkeys(best[4])), best[5]


def _styled(name: str) -> Unlike | None:
    """Letters of mathematical fonts and, outside East Asian names, full-width ones."""
    from fontTools.unicodedata import script

    if any(script(letter) in _EAST_ASIAN for letter in name):
        return None
    signs = [
        sign for sign in dict.fromkeys(name) if unicodedata.decomposition(sign).startswith(_STYLED)
    ]
    if not signs:
        return None
    table = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in signs}
    shown = ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}" for sign in signs)
    return Unlike("letters of a special font are in the name", name.translate(table), shown)
