"""What is no part of a name: addresses, tests, half a pair of brackets, a whole paragraph."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from ..proposals import Finding
from ..words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTACT: Final = "contact"
BRACKETS: Final = "brackets"
TEST_ENTRY: Final = "test-entry"
LONG: Final = "long"

MOST_CHARACTERS = 120
_EMAIL = r"(?:mailto:)?[^\s@()<>\[\],;:]+@[^\s@()<>\[\],;:]+\.[^\W\d_]{2,}"
# With a scheme, www or a path, a domain is an address.
_URL = r"(?:https?|ftp)://[^\s()<>]+|www\.[^\s()<>]+\.[^\s()<>]+|[\w-]+(?:\.[\w-]+)+/[^\s()<>]*"
_ADDRESS = re.compile(f"<?(?:{_EMAIL}|{_URL})>?", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
_LOOSE_ENDS = " \t,;:|/–—-"
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "「": "」", "《": "》", "〈": "〉"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_TESTS = words("tests")
_TEST_AND_NUMBER = re.compile(r"(?:test|testing|asdf|prueba|essai|demo|тест|测试|テスト)\d*")
_NOT_APPLICABLE = {"n/a", "n.a.", "n. a."}
_ONE_LETTER = re.compile(r"([a-z])\1{2,}")


def findings(name: str) -> Iterator[Finding]:
    """What is in a name that is no part of it."""
    if has_address(name):
        rest = _without_addresses(name)
        message = "an e-mail or web address is in the name"
        yield Finding(CONTACT, message, rest or None)
    if odd := _unbalanced(name):
        yield Finding(BRACKETS, f"“{odd}” has no partner", evidence=f"“{odd}”")
    if len(name) > MOST_CHARACTERS:
        message = f"the name has {len(name)} characters; is it more than a name?"
        yield Finding(LONG, message, evidence=f"{len(name)} characters")


def has_address(name: str) -> bool:
    """Whether an e-mail or web address is in a name; a bare domain may be one (Change.org)."""
    return _ADDRESS.search(name) is not None


def is_test(name: str) -> bool:
    """Whether nobody is called that: words to try a form with, or no letters and digits."""
    parts = re.findall(r"\w+", _plain(name))
    if not parts:
        return not any(unicodedata.category(sign) == "So" for sign in name)  # an emoji: elsewhere
    if name.strip().casefold() in _NOT_APPLICABLE or " ".join(parts) in _TESTS:
        return True
    if _ONE_LETTER.fullmatch(" ".join(parts)):
        return True
    tried = [word for word in parts if _TEST_AND_NUMBER.fullmatch(word)]
    return bool(tried) and all(word in tried or word.isdigit() for word in parts)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", decomposed))


def _without_addresses(name: str) -> str:
    rest = _LEFT_OVER.sub("", _ADDRESS.sub("", name))
    return re.sub(r"\s{2,}", " ", rest).strip(_LOOSE_ENDS)


def _unbalanced(name: str) -> str | None:
    """The first bracket or straight quotation mark without its partner."""
    opened: list[str] = []
    for character in name:
        if character in _PAIRS:
            opened.append(character)
        elif character in _CLOSING and (not opened or opened.pop() != _CLOSING[character]):
            return character
    if opened:
        return opened[-1]
    return '"' if name.count('"') % 2 else None
